"""The operator and the supplier of every system that an article names, in the words of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups
from wirepack.countries import find_states
from wirepack.extract.systems.flights import airline_of
from wirepack.extract.systems.headings import Sides
from wirepack.extract.systems.operators import find_operator, goes_on
from wirepack.extract.systems.parties import is_compound
from wirepack.extract.systems.suppliers import find_supplier
from wirepack.extract.systems.topics import antecedent, is_pronoun
from wirepack.extract.systems.users import fires, gapped, strikes_with
from wirepack.grammar import DETERMINER, NUMBER, word_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirepack.extract.systems.parties import Span
    from wirepack.models import Document, SystemRow, Tokens

_REACH_OF_CARRIER: Final = 40  # tokens
_LONGEST_LINE: Final = 40  # tokens of a line outside the body that are searched for an operator, on each side


@dataclass(slots=True)
class _Told:
    """What a sentence tells of one name, all of it as tokens; `number`: of the sentence, None outside the body."""

    sentence: Span
    number: int | None
    name: Span
    group: str | None
    operator: Span | None
    supplier: Span | None


def find_roles(
    document: Document, places: Sequence[tuple[int, int, SystemRow]]
) -> Iterator[tuple[str | None, str | None]]:
    """Give the operator and the supplier of each name, in order; names of one list share them."""
    tokens, sides = document.tokens, Sides(document)
    told: list[_Told] = []
    for start, end, row in places:
        name = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        sentence, number = _sentence_around(document, name[0])
        group = class_groups()[row.class_] if row.class_ else None
        operator = airline_of(tokens, name) or find_operator(tokens, sentence, name, group, row.origin)
        one = _Told(sentence, number, name, group, operator, find_supplier(tokens, sentence, name, operator))
        if told and told[-1].sentence == sentence:
            _share(tokens, told[-1], one)
            _share_back(tokens, told[-1], one)
            one.operator = one.operator or _carrier_operator(tokens, told, one)
        told.append(one)
    for (start, _, _), one in zip(places, told, strict=True):
        operator, supplier = (_resolved(document, one.number, span) for span in (one.operator, one.supplier))
        operator = operator or sides.of(start)
        yield _words(document, operator, "agent"), _words(document, supplier, "give")


def _carrier_operator(tokens: Tokens, told: list[_Told], one: _Told) -> Span | None:
    """The operator of the system that strikes with a name: of those named not far before it in its sentence."""
    for other in reversed(told):
        if other.sentence != one.sentence or one.name[0] - other.name[1] > _REACH_OF_CARRIER:
            return None
        if other.operator and strikes_with(tokens, other.name, one.name):
            return other.operator
    return None


def _share(tokens: Tokens, before: _Told, one: _Told) -> None:
    """Give a name what is told of the one before it, where it goes on its list, is used by it, or leaves out its verb."""
    begin, end = before.name[1], one.name[0]
    party = gapped(tokens, begin, end)
    if party and before.operator:
        one.operator = party  # Kenya is getting the Hizir, Malaysia the Anka
    elif party and before.supplier:
        one.supplier = party
    if (
        one.operator is None
        and before.operator
        and (goes_on(tokens, begin, end, before.operator) or fires(tokens, one.sentence, before.name, one.name))
    ):
        one.operator = before.operator
    if one.supplier is None and before.supplier and goes_on(tokens, begin, end, before.supplier):
        one.supplier = before.supplier


def _share_back(tokens: Tokens, before: _Told, one: _Told) -> None:
    """Give a name the operator behind the next one:   KC-135s and B-52s of the US Air Force."""
    if before.operator or not one.operator or one.operator[0] < one.name[1] or before.group != one.group:
        return
    between = tokens.lower[before.name[1] : one.name[0]]
    if "and" in between and all(word == "and" or word_class(word) & (DETERMINER | NUMBER) for word in between):
        before.operator = one.operator


def _words(document: Document, span: Span | None, kind: str) -> str | None:
    """The words of a party; of a compound the party alone: "US" of "US-supplied"."""
    if span is None:
        return None
    tokens, text = document.tokens, document.text
    start, end = tokens.start[span[0]], tokens.end[span[1] - 1]
    if span[1] == span[0] + 1 and is_compound(tokens.lower[span[0]], kind):
        if tokens.lower[max(span[0] - 1, 0)] in ("north", "south"):  # "North Korean-supplied"
            start = tokens.start[span[0] - 1]
        states = find_states(tokens, *span)
        end = states[0].end if states else start + tokens.text[span[0]].rindex("-")
    return " ".join(text[start:end].split())


def _resolved(document: Document, number: int | None, span: Span | None) -> Span | None:
    """The party itself, or the one that its pronoun stands for in the sentence with a number; None if nobody is told."""
    if span is None or not is_pronoun(document.tokens, span):
        return span
    return None if number is None else antecedent(document, number, document.tokens.lower[span[0]])


def _sentence_around(document: Document, position: int) -> tuple[Span, int | None]:
    """The tokens of the sentence around a token, and its number; outside the body, those of its line."""
    place = bisect_right(document.sentences, position, key=lambda sentence: sentence.first) - 1
    if place >= 0 and position < document.sentences[place].last:
        return (document.sentences[place].first, document.sentences[place].last), place
    tokens, text = document.tokens, document.text
    first = last = position
    while (
        first > 0 and position - first < _LONGEST_LINE and "\n" not in text[tokens.end[first - 1] : tokens.start[first]]
    ):
        first -= 1
    last += 1
    while last < len(tokens.end) and last - position < _LONGEST_LINE:
        if "\n" in text[tokens.end[last - 1] : tokens.start[last]]:
            break
        last += 1
    return (first, last), None

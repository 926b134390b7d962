"""The operator and the supplier of every system that an article names, in the words of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups
from wirepack.countries import find_states
from wirepack.extract.systems.flights import airline_of
from wirepack.extract.systems.headings import Sides
from wirepack.extract.systems.operators import find_operator, goes_on
from wirepack.extract.systems.parties import is_compound
from wirepack.extract.systems.suppliers import find_supplier
from wirepack.extract.systems.topics import antecedent, is_pronoun
from wirepack.extract.systems.users import fires

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirepack.extract.systems.parties import Span
    from wirepack.models import Document, SystemRow

_LONGEST_LINE: Final = 40  # tokens of a line outside the body that are searched for an operator, on each side


def find_roles(
    document: Document, places: Sequence[tuple[int, int, SystemRow]]
) -> Iterator[tuple[str | None, str | None]]:
    """Give the operator and the supplier of each name, in order; names of one list share them."""
    tokens, sides = document.tokens, Sides(document)
    before: tuple[Span, Span, Span | None, Span | None] | None = None
    for start, end, row in places:
        name = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        sentence, number = _sentence_around(document, name[0])
        group = class_groups()[row.class_] if row.class_ else None
        operator = airline_of(tokens, name) or find_operator(tokens, sentence, name, group, row.origin)
        supplier = find_supplier(tokens, sentence, name, operator)
        if before and before[0] == sentence:
            if operator is None and before[2] and goes_on(tokens, before[1][1], name[0], before[2]):
                operator = before[2]
            if operator is None and before[2] and fires(tokens, sentence, before[1], name):
                operator = before[2]
            if supplier is None and before[3] and goes_on(tokens, before[1][1], name[0], before[3]):
                supplier = before[3]
        before = sentence, name, operator, supplier
        operator, supplier = (_resolved(document, number, span) for span in (operator, supplier))
        operator = operator or sides.of(start)
        yield _words(document, operator, "agent"), _words(document, supplier, "give")


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

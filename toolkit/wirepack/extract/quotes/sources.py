"""What can be a source, and the bare name of one: "de Haas" in "Dr. de Haas", "the report" as it stands."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import ABBREVIATION
from wirepack.grammar import COORDINATOR, DETERMINER, NAME, NOUN, NUMBER, PARTICIPLE, POSSESSIVE, PREPOSITION, SUBJECT
from wirepack.lexicons import read_table
from wirepack.namewords import BODY, OUTLET, ROLE, ROLES, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document, PersonMention

_start_of = attrgetter("start")
_SPEAKING = ROLE | ROLES | BODY | OUTLET
_NO_TITLE = DETERMINER | POSSESSIVE | PREPOSITION | COORDINATOR | NUMBER
_SHARES = frozenset({"one", "two", "three", "some", "many", "most", "several", "both", "all", "none", "few"}) | {
    "copy",
    "copies",
    "draft",
}
# What hangs on a source before a preposition: "officials familiar with the talks", "people close to the premier".
_HANGING = frozenset({"familiar", "close", "briefed", "aware", "privy", "involved", "loyal", "based", "present"})
_BEHIND_HEAD = frozenset({",", "(", "who", "which", "that"})
_IN_NAMES = frozenset({"for", "of"})
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "it", "there", "which", "what", "neither", "either"})


@cache
def source_nouns() -> dict[str, str]:
    """Return documents and groups that can speak, singular and plural, and which of the two they are."""
    nouns: dict[str, str] = {}
    for row in read_table("source_nouns"):
        nouns[row["noun"]] = nouns[row["noun"] + "s"] = row["kind"]
    return nouns


def head_of(line: Line, start: int, end: int) -> int:
    """Return the item that a noun phrase is about: "spokesman" in "a spokesman for the ministry"."""
    lower, bits = line.lower, line.bits
    for at in range(start + 1, end):
        if (bits[at] & PREPOSITION and not bits[at] & NAME) or lower[at] in _BEHIND_HEAD:
            if lower[at] == "of" and lower[at - 1] in _SHARES and at + 1 < end:
                return head_of(line, at + 1, end)
            head = at - 2 if lower[at - 1] in _HANGING and at - 2 >= start else at - 1
            while head > start and bits[head] & PARTICIPLE and not bits[head] & (NOUN | NAME):
                head -= 1  # "residents reached by telephone", "documents seen by the agency"
            return head
    return end - 1


def is_source(line: Line, start: int, end: int) -> bool:
    """Tell whether a noun phrase names people, a body or a document, and not a fact: "this suggests", "losses show"."""
    head = head_of(line, start, end)
    word, bits = line.lower[head], line.bits[head]
    if word in _DEMONSTRATIVE:
        return False
    if bits & (SUBJECT | NAME) and (head > start or not bits & DETERMINER):
        return True
    return word in source_nouns() or bool(word_kinds().get(word, 0) & _SPEAKING)


def is_role(line: Line, at: int) -> bool:
    """Tell whether a word is no name but what somebody is: "governor", "Minister"."""
    return not line.bits[at] & NAME or bool(word_kinds().get(line.lower[at], 0) & (ROLE | ROLES))


def is_document(line: Line, start: int, end: int) -> bool:
    """Tell whether a noun phrase names a document: "an article", "the report"."""
    return source_nouns().get(line.lower[head_of(line, start, end)]) == "document"


def bare_span(document: Document, line: Line, start: int, end: int) -> tuple[int, int]:
    """Return the characters of a source's bare name: of the person it names, of a body behind its description.

    A phrase that only describes ("the minister", "most analysts", "a Kremlin spokesman") stays as it stands.
    """
    while end - 1 > start and line.lower[end - 1] == ABBREVIATION:
        end -= 1
    head = head_of(line, start, end)
    first, last = line.start[start], line.end[head]
    mention = _mention_until(document, first, last)
    if _joins_names(line, start, head):
        opening = _mention_from(document, first, last)
        if opening or mention is None:  # "Levko and Zuk", but not "former Gov. and party chairman Roe"
            return opening.start if opening else first, mention.end if mention else last
    if mention is not None:
        return mention.start, mention.end
    name = head + 1
    while name > start and line.bits[name - 1] & NAME and line.lower[name - 1] != "'s":
        name -= 1
    if head + 2 < end and line.lower[head + 1] in _IN_NAMES and line.bits[head + 2] & NAME and line.bits[head] & NAME:
        last = line.end[end - 1]  # "the Observatory for Human Rights"
    if name == head and word_kinds().get(line.lower[head], 0) & OUTLET:
        return first, line.end[end - 1]  # "Syrian state TV"
    described = start < name <= head and not line.bits[name - 1] & _NO_TITLE
    if described and line.lower[name - 1] != "'s":
        return line.start[name], last
    return first, line.end[end - 1]


def _joins_names(line: Line, start: int, head: int) -> bool:
    """Tell whether a phrase is several names: "Russia and China", "Gen. Roe and Adm. Karpin"."""
    return any(
        line.lower[at] == "and" and line.bits[at + 1] & (NAME | DETERMINER) and line.bits[at - 1] & NAME
        for at in range(start + 1, head)
    )


def _mention_from(document: Document, first: int, last: int) -> PersonMention | None:
    """Return the person named first in the characters, if the name or its titles open them."""
    at = bisect_left(document.mentions, first, key=_start_of)
    one = document.mentions[at] if at < len(document.mentions) else None
    return one if one is not None and one.end < last and one.title_start <= first else None


def _mention_until(document: Document, first: int, last: int) -> PersonMention | None:
    """Return the person named in the characters from `first` whose name ends right at `last`."""
    mentions = document.mentions
    for at in range(bisect_left(mentions, first, key=_start_of), len(mentions)):
        if mentions[at].start >= last:
            break
        if mentions[at].end == last:
            return mentions[at]
    return None

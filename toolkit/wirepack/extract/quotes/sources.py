"""What can be a source, and the bare name of one: "de Haas" in "Dr. de Haas", "the report" as it stands."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import ABBREVIATION
from wirepack.grammar import DETERMINER, NAME, POSSESSIVE, PREPOSITION, SUBJECT
from wirepack.lexicons import read_table
from wirepack.namewords import BODY, OUTLET, ROLE, ROLES, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

_start_of = attrgetter("start")
_SPEAKING = ROLE | ROLES | BODY | OUTLET
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
    for at in range(start, end):
        if line.bits[at] & PREPOSITION and at > start and not line.bits[at] & NAME:
            return at - 1
        if line.lower[at] in (",", "(", "who", "which", "that") and at > start:
            return at - 1
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
    for mention in _mentions_in(document, first, last):
        if mention[1] == last:
            return mention
    name = head + 1
    while name > start and line.bits[name - 1] & NAME and line.lower[name - 1] != "'s":
        name -= 1
    if head + 2 < end and line.lower[head + 1] in _IN_NAMES and line.bits[head + 2] & NAME and line.bits[head] & NAME:
        last = line.end[end - 1]  # "the Observatory for Human Rights"
    described = start < name <= head and not line.bits[name - 1] & (DETERMINER | POSSESSIVE | PREPOSITION)
    if described and line.lower[name - 1] != "'s":
        return line.start[name], last
    return first, line.end[end - 1]


def _mentions_in(document: Document, first: int, last: int) -> list[tuple[int, int]]:
    mentions = document.mentions
    at = bisect_left(mentions, first, key=_start_of)
    found = []
    while at < len(mentions) and mentions[at].start < last:
        found.append((mentions[at].start, mentions[at].end))
        at += 1
    return found

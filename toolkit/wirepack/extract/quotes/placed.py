"""Quotations that only their place attributes: before a verb of any kind, behind a colon, before a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.clauses import is_finite
from wirepack.extract.quotes.contents import content_before
from wirepack.extract.quotes.cuewords import reports_at
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, PARAGRAPH, UTTERANCE
from wirepack.extract.quotes.marked import stands_alone
from wirepack.extract.quotes.nounphrases import Subject, phrase_before
from wirepack.extract.quotes.sources import is_source
from wirepack.extract.quotes.subjects import clause_subject, subject_before, subject_behind
from wirepack.grammar import (
    AUXILIARY,
    BASE,
    DETERMINER,
    NAME,
    NOUN,
    PAST,
    POSSESSIVE,
    PUNCTUATION,
    THIRD,
    WH,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

_DASHES = frozenset({"-", "–", "—"})
_BEHIND_NAME = frozenset({",", "("})
_NOBODY = frozenset({"it", "that", "this", "there", "they", "we", "i", "you"})
_OPEN_SIGNS = ",?!"
_VERB_REACH = 12  # items from a quotation to the verb that attributes it


def find_colons(_: Document, line: Line, owner: Container[int]) -> list[Attribution]:
    """Find what a colon attributes: Smith: “…”, and: the board was plain in its findings: “…” are read."""
    found = []
    for item in line.marks:
        if item in owner or not line.bits[item] & UTTERANCE or line.lower[item - 1] != ":":
            continue
        source = clause_subject(line, item - 1) or phrase_before(line, item - 1)
        if source is not None and is_source(line, source.start, source.end):
            found.append(Attribution(None, (source.start, source.end), None, ((item, item + 1),), "colon"))
    return found


def find_dashes(_: Document, line: Line, owner: Container[int]) -> list[Attribution]:
    """Find what a dash attributes behind the quotation, mostly in a paragraph of its own: “…” - Smith, a lawyer."""
    found = []
    for item in line.marks:
        if item in owner or not line.bits[item] & UTTERANCE:
            continue
        dash = item + 1 + bool(line.bits[item + 1] & BREAK)
        dash += line.lower[dash : dash + 2] == ["-", "-"]  # a dash of the typewriter
        if line.lower[dash] not in _DASHES or not line.bits[dash + 1] & NAME:
            continue
        source = subject_behind(line, dash + 1)
        if source is not None and (line.bits[source.end] & BREAK or line.lower[source.end] in _BEHIND_NAME):
            found.append(Attribution(None, (source.start, source.end), None, ((item, item + 1),), "dash"))
    return found


def find_introduced(_: Document, line: Line, owner: Container[int]) -> list[Attribution]:
    """Find quotations behind a sentence about their speaker, as in: Smith was blunt. “We hold the hill.” It has no cue."""
    found = []
    for item in line.marks:
        if item in owner or not stands_alone(line, item) or line.bits[item - 1] & (PARAGRAPH | UTTERANCE):
            continue
        source = clause_subject(line, item - 1)
        if source is None or line.bits[source.start] & WH or line.lower[source.start] in _NOBODY:
            continue
        if not is_source(line, source.start, source.end):
            continue
        found.append(Attribution(None, (source.start, source.end), None, ((item, item + 1),), "introduced"))
    return found


def find_by_place(document: Document, line: Line, owner: Container[int]) -> list[Attribution]:
    """“…,” Smith riffed. “…!” beamed Smith. A quotation that ends in mid-sentence makes any verb behind it report."""
    found = []
    for item, number in line.marks.items():
        sign = document.text[document.marks[number].end - 1]
        if item in owner or not line.bits[item] & UTTERANCE or sign not in _OPEN_SIGNS:
            continue
        verb, source = _by_place(line, item + 1)
        if verb is None or source is None or _is_raising(line, verb):
            continue
        goes_on = verb > item + 1 and not line.bits[verb + 1] & (BREAK | PUNCTUATION)
        if goes_on and not line.bits[item] & CLAUSE and reports_at(line, verb):
            continue  # in his book “The Long Road,” Smith says that
        content = content_before(line, item + 1, 0) or (item, item + 1)
        found.append(Attribution((verb, verb + 1), (source.start, source.end), None, (content,), "by-place"))
    return found


def _by_place(line: Line, at: int) -> tuple[int | None, Subject | None]:
    """Read the verb and its subject behind a quotation, in either order."""
    if line.bits[at] & (PAST | THIRD) and not line.bits[at] & (NAME | NOUN | AUXILIARY):
        source = subject_behind(line, at + 1)
        named = source is not None and line.bits[source.start] & (NAME | DETERMINER | POSSESSIVE)
        return (at, source) if named else (None, None)
    for verb in range(at + 1, at + _VERB_REACH):
        if line.bits[verb] & (BREAK | MARKED):
            break
        if line.bits[verb] & (PAST | THIRD) and is_finite(line.lower, line.bits, verb, at):
            source = subject_before(line, verb)
            return (verb, source) if source is not None and source.clause == at else (None, None)
    return None, None


def _is_raising(line: Line, verb: int) -> bool:
    """Tell whether a verb only leads to another: "seems to agree"."""
    return line.lower[verb + 1] == "to" and bool(line.bits[verb + 2] & BASE)

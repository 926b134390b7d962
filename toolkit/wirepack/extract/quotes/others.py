"""Attributions without a reporting verb: according to …, nouns that report, a colon, a verb that reports by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.clauses import find_finite, is_finite
from wirepack.extract.quotes.contents import content_before, content_end, sentence_start
from wirepack.extract.quotes.cues import cue_nouns, places
from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.extract.quotes.sources import is_source
from wirepack.extract.quotes.subjects import Subject, clause_subject, phrase_before, subject_before, subject_behind
from wirepack.grammar import (
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    NOUN,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    VERB_FORM,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

_RELATIVE = frozenset({"that", "which", "who", "whom"})
_FORM = ("in", "the", "form", "of")
_OWNER_REACH = 15  # items from an owner to "in the form of a statement"
_ACCORDING = frozenset({"according"})
_AGENTS = frozenset({"by", "from", "of"})
_LONGEST_NOUN_PHRASE = 6  # items between an owner and the noun: "the minister's repeated and angry claim"
_VERB_REACH = 12  # items from a quotation to the verb that attributes it
# "issued a statement that", "in a statement that", "in the form of a claim that": the subject of the sentence makes it
_MAKING = frozenset(
    [
        "issued",
        "issues",
        "issuing",
        "made",
        "makes",
        "making",
        "released",
        "releases",
        "gave",
        "gives",
        "giving",
        "published",
        "posted",
        "repeated",
        "repeating",
        "sent",
        "delivered",
        "offered",
        "expressed",
        "voiced",
        "reiterated",
        "in",
        "of",
        "with",
    ]
)


def find_according(line: Line) -> list[Attribution]:
    """According to Smith, the truce holds. The truce holds, according to Smith."""
    found = []
    for at in places(line, _ACCORDING):
        if line.lower[at + 1] != "to":
            continue
        source = subject_behind(line, at + 2)
        if source is None or not _can_tell(line, source):
            continue
        before = content_before(line, at, 0)
        opening = before is None or (before[1] - before[0] == 1 and line.bits[before[0]] & PUNCTUATION)
        if (
            before is None
            or opening
            or line.bits[at - 1] & COORDINATOR
            or line.lower[before[1] - 1] in ("that", "which")
        ):
            start = source.end + (line.lower[source.end] == ",")
            content = (start, content_end(line, start))
        else:
            content = before
        if content[0] < content[1]:
            speaker = (source.start, source.end)
            found.append(Attribution((at, at + 2), speaker, None, (content,), "according-to"))
    return found


def _can_tell(line: Line, source: Subject) -> bool:
    """Tell whether one can learn from a source: "according to reports", not "according to plan"."""
    if is_source(line, source.start, source.end):
        return True
    return any(line.lower[at] in cue_nouns() for at in range(source.start, source.end))


def find_nouns(line: Line, cues: set[int]) -> list[Attribution]:
    """The minister's claim that the truce holds. A statement by the ministry that the truce holds."""
    nouns, found = cue_nouns(), []
    for at in places(line, nouns):
        attribution = _noun(line, at, needs_owner=nouns[line.lower[at]]) if at not in cues else None
        if attribution is not None:
            found.append(attribution)
    return found


def _noun(line: Line, at: int, *, needs_owner: bool) -> Attribution | None:
    lower, bits = line.lower, line.bits
    behind, owner = at + 1, None
    if lower[behind] in _AGENTS:
        owner = subject_behind(line, behind + 1)
        behind = owner.end if owner else behind
    marked = lower[behind] == ":" and bits[behind + 1] & MARKED
    relative = bits[behind + 1] & (FINITE | THIRD | PAST) and not bits[behind + 1] & (SUBJECT | NOUN)
    if not marked and (lower[behind] != "that" or relative):
        return None
    owner = owner or _owner_before(line, at)
    if owner is None and needs_owner:
        return None
    start = behind + 1
    end = start + 1 if marked else _noun_content_end(line, at, start)
    if end <= start:
        return None
    speaker = (owner.start, owner.end) if owner else None
    return Attribution((at, at + 1), speaker, None, ((start, end),), "noun-that")


def _owner_before(line: Line, noun: int) -> Subject | None:
    """Return whose words a noun reports: "his claim", "the minister's claim", "Russia … in the form of a statement"."""
    lower, bits = line.lower, line.bits
    for at in range(noun - 1, max(noun - _LONGEST_NOUN_PHRASE, 0), -1):
        if bits[at] & POSSESSIVE:
            return Subject(at, at + 1, at)
        if lower[at] == "'s" or (lower[at] == "'" and lower[at - 1].endswith("s")):
            return phrase_before(line, at)
        if bits[at] & DETERMINER:
            if tuple(lower[at - 4 : at]) == _FORM:
                return _owner_of_form(line, at - 4)
            return clause_subject(line, at) if lower[at - 1] in _MAKING else None
        if bits[at] & (BREAK | VERB_FORM) and not bits[at] & NOUN:
            return None
    return None


def _owner_of_form(line: Line, at: int) -> Subject | None:
    """Return the owner of what takes the form of words: "Russia's support, in the form of a statement that"."""
    for mark in range(at - 1, max(at - _OWNER_REACH, 0), -1):
        if line.bits[mark] & BREAK:
            break
        if line.lower[mark] == "'s":
            return phrase_before(line, mark)
    return clause_subject(line, at)


def _noun_content_end(line: Line, noun: int, start: int) -> int:
    """Return where the words that a noun reports end.

    They end before the main verb where the noun is the subject of its sentence ("the claim that … drew replies"), and
    before the main clause where it is fronted ("Amid reports that …, the army left").
    """
    lower, bits = line.lower, line.bits
    end, opening = content_end(line, start), sentence_start(line, noun)
    if bits[opening] & (PREPOSITION | SUBORDINATOR):
        commas = (at for at in range(start, end) if lower[at] == "," and find_finite(lower, bits, at + 1, end) >= 0)
        return next(commas, end)
    if find_finite(lower, bits, opening, noun) >= 0:
        return end
    open_clauses = 1
    for at in range(start, end):
        kind = bits[at]
        if lower[at] in _RELATIVE and at > start:
            open_clauses += 1
        elif kind & (FINITE | PAST | THIRD | BASE) and is_finite(lower, bits, at, start):
            open_clauses -= 1
        elif (
            not open_clauses
            and (kind & THIRD or (kind & (BASE | PAST) and lower[at + 1] == "that"))
            and not kind & NOUN
        ):
            return at
        if open_clauses < 0:
            return at
    return end


def find_colons(line: Line, owner: dict[int, int]) -> list[Attribution]:
    """Find what a colon attributes: Smith: “…”, and: the board was plain in its findings: “…” are read."""
    found = []
    for item in line.marks:
        if item in owner or not line.bits[item] & UTTERANCE or line.lower[item - 1] != ":":
            continue
        start = sentence_start(line, item)
        if find_finite(line.lower, line.bits, start, item - 1) < 0:
            source = phrase_before(line, item - 1)
        else:
            source = clause_subject(line, item - 1)
        if source is not None and is_source(line, source.start, source.end):
            found.append(Attribution(None, (source.start, source.end), None, ((item, item + 1),), "colon"))
    return found


def find_by_place(document: Document, line: Line, owner: dict[int, int]) -> list[Attribution]:
    """“…,” Smith riffed. A quotation that ends with a comma makes any verb behind it report."""
    found = []
    for item, number in line.marks.items():
        if item in owner or not line.bits[item] & UTTERANCE or document.text[document.marks[number].end - 1] != ",":
            continue
        verb = _next_verb(line, item + 1)
        source = subject_before(line, verb) if verb is not None else None
        if verb is not None and source is not None and source.clause == item + 1 and not _is_raising(line, verb):
            content = content_before(line, item + 1, 0) or (item, item + 1)
            found.append(Attribution((verb, verb + 1), (source.start, source.end), None, (content,), "by-place"))
    return found


def _is_raising(line: Line, verb: int) -> bool:
    """Tell whether a verb only leads to another: "seems to agree"."""
    return line.lower[verb + 1] == "to" and bool(line.bits[verb + 2] & BASE)


def _next_verb(line: Line, start: int) -> int | None:
    for at in range(start + 1, start + _VERB_REACH):
        if line.bits[at] & (BREAK | MARKED):
            return None
        if line.bits[at] & (PAST | THIRD) and is_finite(line.lower, line.bits, at, start):
            return at
    return None

"""Attributions by "according to", before or behind what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution, Span
from wirepack.extract.quotes.clauses import find_finite
from wirepack.extract.quotes.contents import content_before, content_end
from wirepack.extract.quotes.cuewords import ACCORDING, cue_nouns
from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.extract.quotes.nounphrases import LONGEST_SUBJECT, Subject
from wirepack.extract.quotes.sources import head_of, is_source
from wirepack.extract.quotes.subjects import named_behind, subject_behind
from wirepack.grammar import (
    COORDINATOR,
    DETERMINER,
    FINITE,
    ING,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    THIRD,
    WH,
)
from wirepack.namewords import ROLE, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

_OBJECTIVE = frozenset({"him", "her", "them", "it"})


def find_according(line: Line, places: list[int]) -> list[Attribution]:
    """According to Smith, the truce holds. The truce holds, according to Smith."""
    found = []
    for at in places:
        if line.lower[at] != ACCORDING or line.lower[at + 1] != "to":
            continue
        source = _source(line, at + 2)
        if source is None or not _can_tell(line, source):
            continue
        contents = _contents(line, at, source)
        if contents:
            speaker = (source.start, source.end)
            found.append(Attribution((at, at + 2), speaker, None, contents, "according-to"))
    return found


def _source(line: Line, at: int) -> Subject | None:
    """Read a source: "the ministry", "him", and a name behind a role: "according to the minister, Mark Rubin, …"."""
    if line.lower[at] in _OBJECTIVE and line.bits[at + 1] & (PUNCTUATION | BREAK):
        return Subject(at, at + 1, at)
    source = subject_behind(line, at)
    if source is None or not word_kinds().get(line.lower[head_of(line, source.start, source.end)], 0) & ROLE:
        return source
    return named_behind(line, source)


def _contents(line: Line, at: int, source: Subject) -> tuple[Span, ...]:
    """Return what a source tells.

    1. in front: According to Smith, the truce holds; Smith fled and, according to Roe, the truce holds
    2. amid it: The truce, according to Smith, holds
    3. behind: The truce holds, according to Smith
    """
    before = content_before(line, at, 0)
    opening = before is None or (before[1] - before[0] == 1 and line.bits[before[0]] & PUNCTUATION)
    joined = line.bits[at - 1] & COORDINATOR or (before and line.lower[before[1] - 1] in ("that", "which"))
    if before is None or opening or joined:
        start = _behind_source(line, source.end)
        end = content_end(line, start)
        return ((start, end),) if start < end else ()
    clause = find_finite(line.lower, line.bits, *before) >= 0 or any(
        line.bits[item] & UTTERANCE for item in range(*before)
    )
    start = source.end + 1
    if not clause and line.lower[source.end] == "," and line.bits[start] & (FINITE | PAST | THIRD):
        return (before, (start, content_end(line, start)))
    if not clause and line.lower[source.end] == ",":  # "On Sunday, according to the army, two shells fell"
        end = content_end(line, start)
        if find_finite(line.lower, line.bits, start, end) >= 0:
            return ((start, end),)
    return (before,)


def _behind_source(line: Line, end: int) -> int:
    """Return where the clause behind "according to" and its source begins: at once, or behind a comma before its verb.

    "According to the officer in charge of the base that night, the camp was empty".
    """
    if line.lower[end] == ",":
        return _behind_apposition(line, end)
    if not line.bits[end] & (PREPOSITION | ING | PARTICIPLE | WH):
        return end
    for at in range(end, end + LONGEST_SUBJECT):
        if line.bits[at] & BREAK:
            break
        if line.lower[at] == ",":
            return at + 1
    return end


def _behind_apposition(line: Line, comma: int) -> int:
    """Skip what explains the source: "according to Mark Rubin, the minister of defence, the deal is near"."""
    relative = line.bits[comma + 1] & WH
    for at in range(comma + 2, comma + LONGEST_SUBJECT):
        kind = line.bits[at]
        verb = kind & (FINITE | PAST | THIRD) and not kind & (NOUN | NAME)
        if kind & (BREAK | MARKED) or (verb and not relative):
            break
        if line.lower[at] == ",":
            explains = relative or (line.bits[comma + 1] & (DETERMINER | NUMBER) and line.bits[comma - 1] & NAME)
            return at + 1 if explains and line.bits[at + 1] & (DETERMINER | POSSESSIVE | NAME | SUBJECT) else comma + 1
    return comma + 1


def _can_tell(line: Line, source: Subject) -> bool:
    """Tell whether one can learn from a source: "according to reports", not "according to plan"."""
    if line.lower[source.start] in _OBJECTIVE or is_source(line, source.start, source.end):
        return True
    return any(line.lower[at] in cue_nouns() for at in range(source.start, source.end))

"""Attributions by "according to", before or behind what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.contents import content_before, content_end
from wirepack.extract.quotes.cues import ACCORDING, cue_nouns
from wirepack.extract.quotes.sources import is_source
from wirepack.extract.quotes.subjects import subject_behind
from wirepack.grammar import (
    COORDINATOR,
    PUNCTUATION,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line
    from wirepack.extract.quotes.nounphrases import Subject


def find_according(line: Line, places: list[int]) -> list[Attribution]:
    """According to Smith, the truce holds. The truce holds, according to Smith."""
    found = []
    for at in places:
        if line.lower[at] != ACCORDING or line.lower[at + 1] != "to":
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

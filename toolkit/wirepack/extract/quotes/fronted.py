"""Attributions at the head of a sentence, with the speaker behind: "Said Smith: …", "In asking to leave, Smith …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.clauses import find_finite
from wirepack.extract.quotes.complements import COMMA, NOTHING, OTHER, QUOTED, Found, read_complement
from wirepack.extract.quotes.contents import complement_end, content_end, sentence_end, sentence_start
from wirepack.extract.quotes.cuewords import AS, COMPLEMENT
from wirepack.extract.quotes.line import BREAK, CLAUSE, UTTERANCE
from wirepack.extract.quotes.nounphrases import Subject
from wirepack.extract.quotes.subjects import named_behind, subject_before, subject_behind
from wirepack.grammar import ING, PREPOSITION, SUBORDINATOR

if TYPE_CHECKING:
    from wirepack.extract.quotes.cues import Cue
    from wirepack.extract.quotes.line import Line


def read_asked(line: Line, cue: Cue) -> Attribution | None:
    """Read a question in marks that nobody is named for: Smith was asked, “…?”; who was asked is the addressee."""
    if cue.verb.kind != "ask":
        return None
    found = read_complement(line, cue)
    if found.kind != QUOTED or not line.bits[found.start] & CLAUSE:
        return None
    asked = subject_before(line, cue.start)
    content = (found.start, content_end(line, found.start))
    return Attribution((cue.at, cue.end), None, asked and asked[:2], (content,), "asked", cue.verb.kind)


def speaker_behind(line: Line, cue: Cue, found: Found) -> Subject | None:
    """Return the subject of the main clause, where the reporting one is fronted: "In asking to leave, Smith noted"."""
    opening = sentence_start(line, cue.start)
    if not line.bits[cue.start] & ING or cue.start - opening > 1 or found.kind in (NOTHING, OTHER, COMMA):
        return None
    if found.kind & (AS | COMPLEMENT):
        end = complement_end(line, found.start)
    else:
        end = end_of_fronted(line, cue, found.start, content_end(line, found.start))
    closed = line.lower[end] == "," or line.bits[end - 1] & UTTERANCE
    main = subject_behind(line, end + (line.lower[end] == ",")) if closed else None
    main = main and named_behind(line, main)
    return main and Subject(main.start, main.end, cue.start)


def end_of_fronted(line: Line, cue: Cue, start: int, end: int) -> int:
    """Cut the content where the main clause begins: "After Smith said that the truce holds, the army withdrew"."""
    opening = cue.start
    while not line.bits[opening - 1] & BREAK:
        opening -= 1
        if line.lower[opening] == ",":
            return end
    participle = line.bits[cue.start] & ING
    fronted = participle and (opening >= cue.start - 1 or line.bits[opening] & PREPOSITION)
    if not fronted and not line.bits[opening] & SUBORDINATOR and not line.bits[opening + 1] & SUBORDINATOR:
        return end
    for at in range(start, end):
        comma = line.lower[at] == "," or line.bits[at - 1] & UTTERANCE
        if comma and at > start and find_finite(line.lower, line.bits, at, sentence_end(line, start)) >= 0:
            return at
    return end

"""What stands between a subject and its verb, set off by commas: appositions, relative clauses, ages, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import BREAK, UTTERANCE
from wirepack.extract.quotes.nounphrases import COMMAS, LONGEST_SUBJECT, Subject, phrase_before
from wirepack.extract.quotes.sources import head_of, is_role
from wirepack.grammar import (
    ADVERB,
    COORDINATOR,
    DETERMINER,
    ING,
    NAME,
    NUMBER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
)
from wirepack.namewords import GIVEN, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

_PLACING = frozenset({"in", "at", "from", "near", "of"})
_SEGMENT_ENDS = COMMAS | {";", ":"}
_SEGMENT_BITS = BREAK | UTTERANCE
UNCLOSED = frozenset({"a", "an", "one"})
_APPOSITION = UNCLOSED | {"who", "which", "whose", "whom", "where", "when"} | {"formerly", "then", "now", "both"}
_SHORTEST_OPENING = 7  # letters


def is_aside(line: Line, start: int, end: int) -> bool:
    """Tell whether the items between two commas are an age or a place: "47", "in Junction City"."""
    first = line.bits[start]
    placed = line.lower[start] in _PLACING and all(kind & NAME for kind in line.bits[start + 1 : end])
    return bool(first & NUMBER) or placed


def before_apposition(line: Line, close: int) -> Subject | None:
    """Walk left from a comma over appositions and relative clauses to the phrase that they explain.

    A name behind a role is itself the speaker: "Smith" in "the minister's spokesman, Smith, said".
    """
    end = _without_commas(line, close)
    start = segment_start(line, end)
    if start == end or line.lower[start - 1] not in COMMAS:
        return _phrase_in(line, start, end)
    named = (start, end) if line.bits[start] & NAME else None
    while line.lower[start - 1] in COMMAS:
        outer = _without_commas(line, start)
        before = segment_start(line, outer)
        if before == outer:
            break
        as_said = line.lower[before] == "as" and _is_apposition(line, start, end)  # "as Smith, a lawyer, put it"
        if is_fronted(line, before) and not as_said:
            return _phrase_in(line, start, end)
        start, end = before, outer
        if line.lower[start - 1] not in COMMAS or not _is_apposition(line, start, end):
            break
        if is_fronted(line, segment_start(line, _without_commas(line, start))):  # "On Friday, the governor, Roe, said"
            break
        named = (start, end) if end - start > 1 and all(kind & NAME for kind in line.bits[start:end]) else None
    described = line.bits[start] & (NAME | DETERMINER | POSSESSIVE) and not all(
        line.bits[at] & NAME for at in range(start, end)
    )
    if named and described and is_role(line, head_of(line, start, end)):
        return Subject(named[0], named[1], start)
    return _phrase_in(line, start, end)


def _without_commas(line: Line, end: int) -> int:
    while end > 0 and line.lower[end - 1] in COMMAS:
        end -= 1
    return end


def segment_start(line: Line, end: int) -> int:
    """Return where the items between two commas begin that end at `end`."""
    lower, bits = line.lower, line.bits
    start, lowest = end, max(end - LONGEST_SUBJECT, 0)
    while start > lowest and lower[start - 1] not in _SEGMENT_ENDS and not bits[start - 1] & _SEGMENT_BITS:
        start -= 1
    return start


def _phrase_in(line: Line, start: int, end: int) -> Subject | None:
    phrase = phrase_before(line, end)
    if phrase is not None and phrase.start >= start:
        return phrase
    return Subject(start, end, start) if start < end else None


def _is_apposition(line: Line, start: int, end: int) -> bool:
    """Tell whether the items between two commas explain the phrase before them: "a lawyer", "who left", "47", "D-Ohio"."""
    first, ahead = line.bits[start], line.bits[start - 2]
    if line.lower[start] in _APPOSITION or first & NUMBER:
        return True
    if not first & NAME and first & (ING | PARTICIPLE | PREPOSITION | ADVERB):
        return True
    if first & NAME and ahead & NAME:
        return end - start <= len(("New", "South", "Wales")) or not ahead & DETERMINER
    return not first & (NAME | SUBJECT | SUBORDINATOR) and bool(ahead & NAME)


def is_fronted(line: Line, start: int) -> bool:
    """Tell whether a segment is an adverbial before the subject: "On Monday", "After the raid", "Meanwhile"."""
    first = line.bits[start]
    if first & COORDINATOR and line.bits[start + 1] & NAME and not line.bits[start + 1] & (PREPOSITION | TIME):
        return False  # "But Smith, a lawyer, said"
    if line.bits[start - 1] & BREAK and line.lower[start + 1] in COMMAS and _opens_alone(line.lower[start]):
        return True  # "Reacting, the minister, Smith, said"
    fronted = first & (PREPOSITION | SUBORDINATOR | ADVERB | TIME | COORDINATOR) and not first & SUBJECT
    return bool(fronted) and line.lower[start - 1] not in COMMAS


def _opens_alone(word: str) -> bool:
    """Tell whether a word that opens a sentence by itself is no name: "Similarly", "Reacting", but not "Emily"."""
    return word.endswith(("ly", "ing")) and len(word) >= _SHORTEST_OPENING and not word_kinds().get(word, 0) & GIVEN

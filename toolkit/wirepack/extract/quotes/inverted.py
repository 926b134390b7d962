"""Attributions whose verb stands before its speaker: “…,” said Smith; Said Smith: “…”, and where a quotation ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.clauses import find_finite
from wirepack.extract.quotes.contents import content_before, content_end
from wirepack.extract.quotes.cuewords import ADDRESSEE, BARE, THAT, reports_at
from wirepack.extract.quotes.line import BREAK, MARKED, PARAGRAPH, STOPPED, UTTERANCE
from wirepack.extract.quotes.subjects import named_behind, subject_behind
from wirepack.grammar import BASE, DETERMINER, NAME, NOUN, PARTICIPLE, PAST, SUBJECT, THIRD

if TYPE_CHECKING:
    from wirepack.extract.quotes.cues import Cue
    from wirepack.extract.quotes.line import Line

# What may stand behind the speaker of an inverted attribution: said Smith. said Smith, a lawyer. said Smith in Kabul.
_BEHIND_INVERTED = frozenset(
    {",", ".", ";", "(", "—", "–", "-", "who", "in", "on", "at", "after", "during", "of", "as", "when"}
)
_BEFORE_QUOTATION = frozenset({",", ":"})


def ends_in_speech(line: Line, at: int) -> bool:
    """Tell whether a quotation ends right before `at`, also one that ends its own sentence: “Why?” Smith asked."""
    ahead = line.bits[at - 1]
    if ahead & BREAK and not ahead & PARAGRAPH:
        return bool(line.bits[at - 2] & UTTERANCE and not line.bits[at - 2] & STOPPED)
    return bool(ahead & UTTERANCE)


def read_inverted(line: Line, cue: Cue, earliest: int, taken: int) -> Attribution | None:
    """“…,” said Smith, who left. “…,” said Smith, a lawyer, “…” The truce holds, says the ministry.

    A quotation before the item `taken` is somebody else's already: "calling it “a farce,” demanded".
    """
    if cue.start != cue.at or not cue.form & (PAST | THIRD | BASE):
        return None
    marked = ends_in_speech(line, cue.at)
    if marked and taken >= cue.at:
        return None
    if not marked and (
        line.lower[cue.at - 1] != "," or cue.verb.frames & ADDRESSEE or not cue.verb.frames & (THAT | BARE)
    ):
        return None
    subject = subject_behind(line, cue.end)
    subject = subject and named_behind(line, subject)
    content = content_before(line, cue.start, earliest)
    if subject is None or content is None:
        return None
    if not marked:
        ends = line.lower[subject.end] in _BEHIND_INVERTED or line.bits[subject.end] & (BREAK | MARKED)
        verb = find_finite(line.lower, line.bits, *content)
        if not ends or verb < 0 or line.bits[subject.start] & SUBJECT or _names_something(line, verb):
            return None
    contents = [content]
    second = second_part(line, subject.end)
    if marked and second is not None:
        contents.append((second, second + 1))
    return Attribution(
        (cue.at, cue.end),
        (subject.start, subject.end),
        None,
        tuple(contents),
        "inverted",
        cue.verb.kind,
        not cue.verb.frames,
    )


def _names_something(line: Line, verb: int) -> bool:
    """Tell whether a participle behind a comma only tells of the noun before it: "The report, titled …, says"."""
    return line.lower[verb - 1] == "," and bool(line.bits[verb] & PARTICIPLE)


def second_part(line: Line, at: int) -> int | None:
    """Find the quotation that goes on behind “…,” said Smith, a lawyer, in the same sentence."""
    while not line.bits[at] & BREAK and (line.bits[at] & (NAME | NOUN) or not reports_at(line, at)):
        if line.bits[at] & MARKED and (line.bits[at] & UTTERANCE or line.lower[at - 1] == ","):
            return at if line.lower[at - 1] in (",", ";") else None
        at += 1
    return None


def read_verb_first(line: Line, cue: Cue) -> Attribution | None:
    """Read a verb that opens the sentence, with its speaker and then the quotation: Said Smith, “…”; Adds Roe: “…”."""
    before = line.bits[cue.start - 1]
    if not before & BREAK or cue.start != cue.at or not cue.form & (PAST | THIRD):
        return None
    subject = subject_behind(line, cue.end)
    if (
        subject is None
        or not line.bits[subject.start] & (NAME | DETERMINER)
        or line.lower[subject.end] not in _BEFORE_QUOTATION
    ):
        return None
    start = subject.end + 1
    if not line.bits[start] & UTTERANCE:
        return None
    content = (start, content_end(line, start))
    return Attribution((cue.at, cue.end), subject[:2], None, (content,), "verb-first", cue.verb.kind)

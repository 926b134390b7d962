"""When: the time expression that dates an event, put on the calendar as far as the article allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import speech_verbs
from wirepack.timex import UNKNOWN, Interval, TimeExpression, find_times, read_published, resolve

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.models import Document, Tokens

VERBAL = frozenset(("AGREE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"))
_TENSES = {"planned": "future", "threatened": "future", "ongoing": "present"}
_JOINT_COST, _COMMA_COST, _VERB_COST, _BEFORE_COST = 14, 1, 7, 1  # in words of distance
_LEAD_COST = 5
_OPENING = 9  # words before a time that opens its sentence
_FAR = 40  # a time further away than this dates something else


@dataclass(frozen=True, slots=True)
class When:
    """The date of an event: the words, and the interval they name."""

    text: str | None
    interval: Interval


UNDATED = When(None, UNKNOWN)


def read_anchor(document: Document) -> date | None:
    """Find the day on which the article was written: its stated date of publication, else the reference date."""
    published, precision = read_published(document)
    if published and precision == "day":
        return published
    return document.seed.reference_date


def times_of(line: Line, tokens: Tokens) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a sentence."""
    return find_times(tokens, line.first, line.last)


def date_event(
    document: Document, line: Line, trigger: Trigger, event_type: str, status: str, times: tuple[TimeExpression, ...], anchor: date | None, story: Interval | None
) -> When:
    """Date an event by the nearest time expression of its clause.

    A time that belongs to a verb of saying ("said on Monday") dates the saying; a clause between makes it another's.
    """
    best, least = None, _FAR
    for time in times:
        cost = _distance(line, trigger, time)
        if cost < least and not (event_type not in VERBAL and _dates_speech(line, time, trigger)):
            best, least = time, cost
    if best is None:
        return UNDATED
    interval = resolve(best, anchor, _TENSES.get(status, "past"), story)
    return When(document.text[best.start : best.end], interval)


def _distance(line: Line, trigger: Trigger, time: TimeExpression) -> int:
    """Count how far a time stands from a trigger, in words; joints between clauses are worth many words."""
    leads = time.first < trigger.first and _leads(line, time)
    if leads:
        return min(time.last - time.first + _LEAD_COST, trigger.first - time.last + _BEFORE_COST)
    if time.first < trigger.first:
        between = range(time.last, trigger.first)
        cost = _BEFORE_COST
    else:
        between = range(trigger.last, time.first)
        cost = 0
    for index in between:
        if line.is_stop(index) or line.is_joint(index):
            cost += _JOINT_COST
        elif line.lower[index] == ",":
            cost += _COMMA_COST
        elif line.bits[index] & g.PAST and not line.bits[index] & g.NOUN:
            cost += _VERB_COST
    return cost + len(between)


def _leads(line: Line, time: TimeExpression) -> bool:
    """Tell whether a time opens the sentence and dates all of it: "At 5 pm on Monday, ..."."""
    opening = range(line.first, time.first)
    return len(opening) <= _OPENING and not any(line.bits[k] & (g.FINITE | g.PAST | g.ING) for k in opening)


def _dates_speech(line: Line, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands beside a verb of saying: "said on Monday", "on Monday announced"."""
    verbs = speech_verbs()
    before = next((k for k in range(time.first - 1, max(line.first, time.first - 4) - 1, -1) if line.bits[k] & g.VERB_FORM), None)
    if before is not None and line.lower[before] in verbs and not trigger.first <= before < trigger.last:
        return True
    after = time.last
    if after < line.last and line.lower[after] in verbs and after != trigger.first:
        return True
    return time.first < trigger.first and _leads(line, time) and _opens_speech(line, after, trigger)


def _opens_speech(line: Line, begin: int, trigger: Trigger) -> bool:
    """Tell whether the sentence that a time opens is told by a verb of saying: "On Monday, the paper wrote that"."""
    for index in range(begin, min(trigger.first, line.last)):
        modifies = line.bits[index - 1] & (g.DETERMINER | g.NUMBER | g.POSSESSIVE | g.PUNCTUATION)  # "an alleged strike"
        if line.bits[index] & (g.PAST | g.THIRD) and not line.bits[index] & g.NOUN and not modifies:
            impersonal = bool(line.bits[index - 1] & g.BE)  # "it was reported that"
            return line.lower[index] in speech_verbs() and not impersonal and index + 1 < trigger.first
    return False

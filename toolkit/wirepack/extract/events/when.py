"""When: the time expression that dates an event, put on the calendar as far as the article allows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import speech_verbs
from wirepack.extract.events.line import RELATIVES
from wirepack.timex import UNKNOWN, Interval, TimeExpression, read_published, resolve

if TYPE_CHECKING:
    from datetime import date

    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.models import Document

VERBAL = frozenset(("AGREE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"))
_TENSES = {"planned": "future", "threatened": "future", "ongoing": "present"}
_JOINT_COST, _LATER_JOINT_COST, _DASH_COST, _COMMA_COST, _VERB_COST, _BEFORE_COST = (
    40,
    22,
    3,
    1,
    7,
    1,
)  # in words of distance
_LEAD_COST = 5
_OPENING = 9  # words before a time that opens its sentence
_NOUN_PHRASE = 4  # words between a time and the noun that it qualifies
_NO_NOUN = (
    g.PREPOSITION
    | g.PUNCTUATION
    | g.VERB_FORM
    | g.AUXILIARY
    | g.COORDINATOR
    | g.SUBORDINATOR
    | g.WH
    | g.DETERMINER
    | g.ADVERB
    | g.TIME
    | g.NUMBER
)
_OUT_OF_SIGHT = 90  # words, brackets included, beyond which nobody looks for a time
_APART = 2  # words between two parts of one date
_ALTERNATIVES = 7  # words between two dates of which one is right
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


def date_event(
    document: Document,
    line: Line,
    trigger: Trigger,
    event_type: str,
    status: str,
    times: tuple[TimeExpression, ...],
    anchor: date | None,
    story: Interval | None,
) -> When:
    """Date an event by the nearest time expression of its clause.

    1. A time before a noun dates that noun alone ("the April 9 attack", "June's summit"). 2. A time that belongs to a
    verb of saying ("said on Monday") dates the saying. 3. A clause in between makes it another's.
    """
    near: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        cost = _distance(line, trigger, time)
        if cost < _FAR and not (event_type not in VERBAL and _dates_speech(line, time, trigger)):
            near.append((cost, time.first, time))
    if not near:
        return UNDATED
    best = min(near)[2]
    tense = _TENSES.get(status, "past")
    interval = resolve(best, anchor, tense, story)
    for _, _, time in near:
        if not interval.start and -_APART <= time.first - best.last <= _APART:  # "on Saturday, 21 October 2023"
            best, interval = time, resolve(time, anchor, tense, story)
    if _is_open(line, best, times):
        interval = UNKNOWN
    return When(document.text[best.start : best.end], interval)


def _is_open(line: Line, best: TimeExpression, times: tuple[TimeExpression, ...]) -> bool:
    """Tell whether the text itself leaves open which of two times it was: "on the 12th or 13th of October"."""
    return (
        any(
            "or" in line.lower[one.last : other.first] and other.first - one.last <= _ALTERNATIVES
            for one, other in pairwise(times)
            if best in (one, other)
        )
        or line.lower[best.last : best.last + 1] == ["or"]
        or line.lower[best.first - 1 : best.first] == ["or"]
    )


def _distance(line: Line, trigger: Trigger, time: TimeExpression) -> int:
    """Count how far a time stands from a trigger, in words; joints between clauses are worth many words."""
    if _qualifies_noun(line, time):
        near = 0 <= trigger.first - time.last <= _NOUN_PHRASE and not any(
            line.bits[k] & (g.PREPOSITION | g.AUXILIARY | g.COORDINATOR) for k in range(time.last, trigger.first)
        )
        return trigger.first - time.last if near and trigger.noun else _FAR
    if time.first < trigger.first:
        if _leads(line, time):
            return _LEAD_COST + _JOINT_COST * _is_subordinate(line, time.last, trigger.first)
        aside = _JOINT_COST * _is_aside(line, time, trigger.first)
        return _BEFORE_COST + aside + _words_between(line, time.last, trigger.first, _JOINT_COST)
    return _words_between(line, trigger.last, time.first, _LATER_JOINT_COST)


def _words_between(line: Line, begin: int, end: int, joint: int) -> int:
    """Count the words between a trigger and a time; what parts clauses counts for many, what stands in brackets not."""
    if end - begin > _OUT_OF_SIGHT:
        return _FAR
    cost, aside = end - begin, False
    for index in range(begin, end):
        word = line.lower[index]
        if word == "(" or aside:
            aside = word != ")"
            cost -= 1
        elif line.is_stop(index):
            cost += _DASH_COST if word in "–—" else _JOINT_COST
        elif line.is_joint(index) or line.bits[index] & g.WH:
            cost += joint
        elif word == ",":
            cost += _COMMA_COST
        elif line.bits[index] & g.PAST and not line.bits[index] & g.NOUN:
            cost += _VERB_COST
    return cost


def _is_aside(line: Line, time: TimeExpression, end: int) -> bool:
    """Tell whether a time stands in an aside that a comma closes: "Turkey, which left in 2006, has sent troops"."""
    if "," not in line.lower[time.last : end]:
        return False
    for back in range(time.first - 1, line.first, -1):
        if line.is_joint(back) or line.bits[back] & g.WH:
            return True
        if line.lower[back] == "," or line.is_stop(back):
            return False
    return False


def _is_subordinate(line: Line, begin: int, end: int) -> bool:
    """Tell whether a relative or reported clause opens between the time that leads a sentence and a trigger."""
    return any(
        line.lower[index] in RELATIVES and line.lower[index - 1] != "of" and not _is_impersonal(line, index)
        for index in range(begin, end)
    )


def _qualifies_noun(line: Line, time: TimeExpression) -> bool:
    """Tell whether a time stands before the noun that it dates: "the April 9 attack", "last month's visit"."""
    if time.last >= line.last:
        return False
    after = line.lower[time.last]
    if after in {"'s", "'", "’"}:
        return True
    before = line.lower[time.first - 1] if time.first > line.first else ""
    first = line.lower[time.first]
    article = before in {"the", "a", "an", "its", "their", "his", "this"} or first == "the"
    bits = line.bits[time.last]
    return article and bool(bits & g.NOUN or not bits & _NO_NOUN)


def _is_impersonal(line: Line, that: int) -> bool:
    """Tell whether "that" follows a verb of saying without a speaker: "it was reported that"."""
    return that - 2 >= line.first and line.lower[that - 1] in speech_verbs() and bool(line.bits[that - 2] & g.BE)


def _leads(line: Line, time: TimeExpression) -> bool:
    """Tell whether a time opens the sentence and dates all of it: "At 5 pm on Monday, ..."."""
    opening = range(line.first, time.first)
    return len(opening) <= _OPENING and not any(line.bits[k] & (g.FINITE | g.PAST | g.ING) for k in opening)


def _dates_speech(line: Line, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands beside a verb of saying: "said on Monday", "told reporters late on Monday"."""
    verbs = speech_verbs()
    for index in range(time.first - 1, max(line.first, time.first - 5) - 1, -1):
        word, bits = line.lower[index], line.bits[index]
        if word in verbs and bits & g.VERB_FORM:
            if not trigger.first <= index < trigger.last and not line.bits[index - 1] & (g.DETERMINER | g.NUMBER):
                return True
            break
        if word in {"that", "of", "the"} or bits & (g.COORDINATOR | g.PUNCTUATION):
            break
    after = time.last
    if (
        after < line.last
        and line.lower[after] in verbs
        and after != trigger.first
        and line.bits[after] & (g.PAST | g.THIRD)
    ):
        return True
    return time.first < trigger.first and _leads(line, time) and _opens_speech(line, after, trigger)


def _opens_speech(line: Line, begin: int, trigger: Trigger) -> bool:
    """Tell whether the sentence that a time opens is told by a verb of saying: "On Monday, the paper wrote that"."""
    for index in range(begin, min(trigger.first, line.last)):
        modifies = line.bits[index - 1] & (
            g.DETERMINER | g.NUMBER | g.POSSESSIVE | g.PUNCTUATION
        )  # "an alleged strike"
        if line.bits[index] & (g.PAST | g.THIRD) and not line.bits[index] & g.NOUN and not modifies:
            impersonal = bool(line.bits[index - 1] & g.BE)  # "it was reported that"
            return line.lower[index] in speech_verbs() and not impersonal and index + 1 < trigger.first
    return False

"""When: the time expression that dates an event, put on the calendar as far as the article allows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.ahead import PLANS, tense_of
from wirepack.extract.events.anchors import told_before
from wirepack.extract.events.counted import find_counted
from wirepack.extract.events.lexicon import effects, speech_verbs, triggers
from wirepack.extract.events.line import QUOTES, RELATIVES
from wirepack.extract.events.occasions import (
    NOUN_PHRASE,
    PLUPERFECT,
    VERBAL,
    belongs_elsewhere,
    is_told_apart,
    qualifies_noun,
)
from wirepack.timex import UNKNOWN, Calendar, Interval, TimeExpression, Weekday, resolve

if TYPE_CHECKING:
    from wirepack.extract.events.anchors import Anchors, Told
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.occasions import Rivals
    from wirepack.extract.events.triggers import Trigger

# Costs in words of distance.
_JOINT_COST, _LATER_JOINT_COST, _DASH_COST, _COMMA_COST, _VERB_COST, _BEFORE_COST = 40, 22, 3, 1, 7, 1
_LEAD_COST, _LEAD_VERB_COST, _AND_COST = 5, 4, 6
_VAGUE_COST = 6  # "extended on Monday ... for 60 days": the day tells when
_CLAUSE = 5  # words behind a time that opens a clause, where its verb stands
_OPENING = 9  # words before a time that opens its sentence
_OTHER_TIMES = frozenset(("before", "since", "until", "because", "although", "where"))  # open what was not then
_SAME_TIME = {"as": 10, "while": 10, "when": 10}  # cost of joints to what happened at the same time
_PREPOSITIONS = 3  # words between a verb and its time: "released late on"
_HAPPENING = frozenset(("light", "occurred", "ongoing"))  # effects of verbs that only say that an event took place
_PUBLISHED = frozenset(
    ("released", "published", "posted", "issued", "compiled", "dated", "signed")
)  # of what is written
_NOTHING: frozenset[str] = frozenset()
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


def date_event(
    line: Line,
    trigger: Trigger,
    event_type: str,
    status: str,
    times: tuple[TimeExpression, ...],
    anchors: Anchors,
    told: Told,
    rivals: Rivals,
) -> When:
    """Date an event by the nearest time expression of its clause.

    1. A time before a noun dates that noun alone ("the April 9 attack", "June's summit"). 2. A time that belongs to a
    verb of saying ("said on Monday") dates the saying. 3. A clause in between makes it another's. 4. A day that closes the
    sentence, and is its only time, dates all of it.
    """
    counted = find_counted(line, times)
    if counted:
        if counted.holds(trigger) and not counted.there:
            back = counted.count_back(times, anchors, told)
            return When(anchors.text[counted.time.start : counted.time.end], back) if back.start else UNDATED
        times = counted.times_of(trigger, times)
    near: list[tuple[int, int, TimeExpression]] = []
    own = [time for time in times if not belongs_elsewhere(line, trigger, event_type, time, rivals)]
    for time in own:
        cost = _distance(line, trigger, time) + _VAGUE_COST * time.vague
        if cost < _FAR and not (event_type not in VERBAL and _dates_speech(line, time, trigger)):
            near.append((cost, time.first, time))
    closing = _closing_time(line, trigger, event_type, times) if own and not near else None
    if not near and closing is None:
        return UNDATED
    best = closing or min(near)[2]
    if counted and best is counted.time:
        return When(anchors.text[best.start : best.end], counted.count_on(line, anchors, told, rivals))
    tense = tense_of(line, trigger, best, status)
    story = told_before(best, times, anchors, told) or told.behind(best)
    interval = resolve(best, anchors.written, tense, story)
    for _, _, time in near:
        beside = -_APART <= time.first - best.last <= _APART and isinstance(time.value, Calendar)
        closer = interval.precision != "day" and line.lower[best.last : time.first] == [",", "on"]
        if beside and (not interval.start or closer):  # "on Saturday, 21 October 2023", "two years ago, on 24 May"
            best, interval = time, resolve(time, anchors.written, tense, told.behind(time))
    if not interval.start and isinstance(best.value, Calendar):
        interval = resolve(best, None, tense, anchors.told)
    if _is_open(line, best, times):
        interval = UNKNOWN
    return When(anchors.text[best.start : best.end], interval)


def _closing_time(
    line: Line, trigger: Trigger, event_type: str, times: tuple[TimeExpression, ...]
) -> TimeExpression | None:
    """Find the day that closes a sentence and dates all of it, however long: "killed in a strike that hit ..., on 3 May"."""
    if len(times) != 1 or event_type in VERBAL or times[0].first < trigger.last:
        return None
    time = times[0]
    closes = all(line.bits[index] & g.PUNCTUATION for index in range(time.last, line.last))
    if not closes or not line.bits[time.first - 1] & g.PREPOSITION or not isinstance(time.value, Calendar | Weekday):
        return None
    if any(_tells_other_time(line, k) and line.is_joint(k) for k in range(trigger.last, time.first)):
        return None
    if is_told_apart(line, trigger, time):
        return None
    return None if _dates_speech(line, time, trigger) or _dates_other_verb(line, time, trigger) else time


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
    if qualifies_noun(line, time):
        near = 0 <= trigger.first - time.last <= NOUN_PHRASE and not any(
            line.bits[k] & (g.PREPOSITION | g.AUXILIARY | g.COORDINATOR) for k in range(time.last, trigger.first)
        )
        return trigger.first - time.last if near and trigger.noun else _FAR
    if time.first < trigger.first:
        if _leads(line, time):
            verbs = sum(line.is_told(index) for index in range(time.last, trigger.first))
            return _LEAD_COST + _LEAD_VERB_COST * verbs + _JOINT_COST * _is_subordinate(line, time.last, trigger.first)
        aside = _JOINT_COST * _is_aside(line, time, trigger.first)
        begin = _beyond_relative(line, time.last, trigger.first)
        return (
            _BEFORE_COST
            + aside
            + _AND_COST * _is_joined(line, trigger)
            + _words_between(line, begin, trigger.first, _JOINT_COST)
        )
    if _dates_other_verb(line, time, trigger):
        return _FAR
    if _opens_clause(line, time):
        return _FAR
    if is_told_apart(line, trigger, time):
        return _FAR
    said = trigger.entry.event_type in VERBAL  # "blamed it on Israel, which minutes earlier had struck"
    return _words_between(line, trigger.last, time.first, _JOINT_COST if said else _LATER_JOINT_COST)


def _beyond_relative(line: Line, begin: int, end: int) -> int:
    """Go beyond the words that tie a time to what happened then: "in March when Israel hit", "on Sunday, in which"."""
    ties = (",", "in", "which") if "which" in line.lower[begin : begin + 3] else ("when",)
    for word in ties:
        begin += begin < end and line.lower[begin] == word
    return begin


def _is_joined(line: Line, trigger: Trigger) -> bool:
    """Tell whether a verb goes on with the subject of the one before: "and arrested"."""
    begin = trigger.group.first if trigger.group else trigger.first
    while begin > line.first and line.bits[begin - 1] & g.ADVERB and not line.bits[begin - 1] & g.COORDINATOR:
        begin -= 1
    return not trigger.noun and begin > line.first and bool(line.bits[begin - 1] & g.COORDINATOR)


def _opens_clause(line: Line, time: TimeExpression) -> bool:
    """Tell whether a time opens the next clause: "shelled the town, and two days later they withdrew"."""
    before = time.first - 1
    before -= bool(line.bits[before] & g.PREPOSITION)
    if before <= line.first or not line.bits[before] & g.COORDINATOR:
        return False
    behind = range(time.last, min(line.last, time.last + _CLAUSE))
    return any(line.is_told(index) or line.bits[index] & g.FINITE for index in behind)


def _tells_other_time(line: Line, joint: int) -> bool:
    """Tell whether a clause says what was at another time: "patrolled after rebels had taken the town on 3 May"."""
    if line.lower[joint] == "after":
        return "had" in line.lower[joint + 1 : min(line.last, joint + PLUPERFECT)]
    return line.lower[joint] in _OTHER_TIMES


def _dates_other_verb(line: Line, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands right behind a verb that tells no event: "matched with the list released on Monday"."""
    for index in range(time.first - 1, max(trigger.last, time.first - _PREPOSITIONS) - 1, -1):
        word, bits = line.lower[index], line.bits[index]
        if bits & (g.PREPOSITION | g.ADVERB):
            continue
        told = (
            word in PLANS
            or (word in triggers() and word not in _PUBLISHED)
            or not effects().get(word, {}).get("v", _NOTHING).isdisjoint(_HAPPENING)
        )
        return bool(bits & g.PARTICIPLE) and not bits & (g.NOUN | g.AUXILIARY) and not told
    return False


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
            cost += _JOINT_COST if _tells_other_time(line, index) else min(joint, _SAME_TIME.get(word, joint))
        elif word == ",":
            cost += _COMMA_COST
        elif (line.bits[index] & g.PAST and not line.bits[index] & g.NOUN) or (
            word == "to" and line.bits[index + 1] & g.BASE and index + 1 < end
        ):
            cost += _VERB_COST
    return cost


def _is_aside(line: Line, time: TimeExpression, end: int) -> bool:
    """Tell whether a time stands in an aside that a comma closes: "Turkey, which left in 2006, has sent troops"."""
    if "," not in line.lower[time.last : end]:
        return False
    for back in range(time.first - 1, line.first, -1):
        if line.is_joint(back) or line.bits[back] & g.WH:  # "said that on Monday, jets struck" is no aside
            closed = (
                line.lower[back - 1] == "," and line.lower[back] in RELATIVES
            )  # ", who on Monday seized it, shelled"
            last = line.lower.index(",", time.last, end) if closed else time.first
            return any(line.bits[k] & g.VERB_FORM for k in range(back + 1, last))
        if line.lower[back] == ",":  # ", scheduled to begin on Sunday, were called off"
            return bool(line.bits[back + 1] & (g.PARTICIPLE | g.ING)) or line.lower[back + 1] == "having"
        if line.is_stop(back):
            return False
    return False


def _is_subordinate(line: Line, begin: int, end: int) -> bool:
    """Tell whether a relative or reported clause opens between the time that leads a sentence and a trigger."""
    return any(
        line.lower[index] in RELATIVES
        and line.lower[index - 1] != "of"
        and not _is_impersonal(line, index)
        and not _is_closed(line, index, end)
        for index in range(begin, end)
    )


def _is_closed(line: Line, relative: int, end: int) -> bool:
    """Tell whether a relative clause has had its verb and ended with a comma: "people who had fled there, were killed"."""
    verb = False
    for index in range(relative + 1, end):
        if verb and line.lower[index] == ",":
            return True
        verb = verb or bool(line.bits[index] & g.PAST and not line.bits[index] & (g.NOUN | g.AUXILIARY))
    return False


def _is_impersonal(line: Line, that: int) -> bool:
    """Tell whether "that" follows a verb of saying without a speaker: "it was reported that"."""
    return that - 2 >= line.first and line.lower[that - 1] in speech_verbs() and bool(line.bits[that - 2] & g.BE)


def _leads(line: Line, time: TimeExpression) -> bool:
    """Tell whether a time opens the sentence and dates all of it: "At 5 pm on Monday, ..."."""
    opening = range(line.first, time.first)
    return len(opening) <= _OPENING and not any(
        line.bits[k] & (g.FINITE | g.PAST | g.ING) or line.is_told(k) for k in opening
    )


def _dates_speech(line: Line, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands beside a verb of saying: "said on Monday", "told reporters late on Monday"."""
    verbs = speech_verbs()
    if trigger.noun and qualifies_noun(line, time) and 0 <= trigger.first - time.last <= NOUN_PHRASE:
        return False  # "condemned Monday's raid"
    if line.lower[time.last : time.last + 1] == ["by"] and line.bits[min(time.last + 1, line.last - 1)] & g.ING:
        return False  # "responded on Monday by shelling"
    for index in range(time.first - 1, max(line.first, time.first - 5) - 1, -1):
        word, bits = line.lower[index], line.bits[index]
        if word in verbs and bits & g.VERB_FORM and not line.party_at(index):
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
        before = line.bits[index - 1] & (g.DETERMINER | g.NUMBER | g.POSSESSIVE)
        modifies = before or line.lower[index - 1] in QUOTES  # "an alleged strike", not "the agency (SANA) reported"
        if line.bits[index] & (g.PAST | g.THIRD) and not line.bits[index] & g.NOUN and not modifies:
            impersonal = bool(line.bits[index - 1] & g.BE)  # "it was reported that"
            said = line.lower[index] in speech_verbs() or line.lower[index] in _PUBLISHED
            return said and not impersonal and index + 1 < trigger.first
    return False

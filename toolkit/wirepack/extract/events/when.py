"""When: the time expression that dates an event, put on the calendar as far as the article allows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wirepack import grammar as g
from wirepack.extract.events.lexicon import effects, speech_verbs, triggers, words_of
from wirepack.extract.events.line import QUOTES, RELATIVES
from wirepack.timex import (
    EVENT,
    STORY,
    UNKNOWN,
    Calendar,
    Interval,
    Shift,
    TimeExpression,
    Weekday,
    find_times,
    read_published,
    resolve,
)

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
_LEAD_COST, _LEAD_VERB_COST, _AND_COST = 5, 4, 6
_VAGUE_COST = 6  # "extended on Monday ... for 60 days": the day tells when
_POINTERS = frozenset(("the", "that", "this", "his", "her", "their", "its"))  # before the noun of an event told before
_CLAUSE = 5  # words behind a time that opens a clause, where its verb stands
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
_OTHER_TIMES = frozenset(("before", "since", "until", "because", "although", "where"))  # open what was not then
_SAME_TIME = {"as": 10, "while": 10, "when": 10}  # cost of joints to what happened at the same time
_PLUPERFECT = 7  # words between "after" and its "had"
_PREPOSITIONS = 3  # words between a verb and its time: "released late on"
_HAPPENING = frozenset(("light", "occurred", "ongoing"))  # effects of verbs that only say that an event took place
_PUBLISHED = frozenset(
    ("released", "published", "posted", "issued", "compiled", "dated", "signed")
)  # of what is written
_NOTHING: frozenset[str] = frozenset()
_BRACKET = re.compile(r"\(([^()\n]*\d{4})\)\s*$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OUT_OF_SIGHT = 90  # words, brackets included, beyond which nobody looks for a time
_APART = 2  # words between two parts of one date
_ALTERNATIVES = 7  # words between two dates of which one is right
_PLANS = frozenset(("scheduled", "planned", "slated", "due", "expected", "set", "upcoming", "forthcoming", "tentatively"))
_PLANS_OF_BE = frozenset(("due", "expected", "set"))  # "are due on Monday", but "due to fire", "a set of"
_BEFORE_PLAN, _BEHIND_PLAN = 4, 6  # words in front of an event and its time, and behind both, where it may be planned
_FAR = 40  # a time further away than this dates something else


@dataclass(frozen=True, slots=True)
class When:
    """The date of an event: the words, and the interval they name."""

    text: str | None
    interval: Interval


UNDATED = When(None, UNKNOWN)
Rivals = list[tuple["Trigger", str]]  # the other events of a sentence, with their types


class Told(NamedTuple):
    """What the sentences before told last: a day, and a stretch of time in which a narrative may go on."""

    day: Interval | None
    stretch: Interval | None

    def behind(self, time: TimeExpression) -> Interval | None:
        """Choose what a time expression is counted from."""
        value, stretch = time.value, self.stretch
        if stretch is None:
            return self.day
        if isinstance(value, Calendar) and value.year is None:
            return stretch
        months = isinstance(value, Shift) and value.base == STORY and value.unit not in {"instant", "day", "weekend", "week"}
        return stretch if months else self.day


class Anchors:
    """What the times of an article are counted from.

    `written` is the day of writing: the stated date of publication, else the reference date, else the day that closes
    the title in brackets. Without any, the first
    full date that the text tells gives the year of those that lack one; it is looked for when a time first needs it.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        published, precision = read_published(document)
        self.written = published if published and precision == "day" else document.seed.reference_date
        self.written = self.written or _day_of_title(document)
        self.dateline = any(zone.kind == "metadata:dateline" for zone in document.zones)
        self._document = document

    @cached_property
    def told(self) -> Interval | None:
        """The first full date of the text, if nothing states when it was written."""
        return None if self.written else _first_full_date(self._document)


def _day_of_title(document: Document) -> date | None:
    """Read the day that closes a title in brackets: "Report on the front (18 May 2024)"."""
    for zone in document.zones:
        bracket = _BRACKET.search(document.text, zone.start, zone.end) if zone.kind == "title" else None
        if bracket:
            lower = document.tokens.start
            begin, end = bisect_left(lower, bracket.start(1)), bisect_left(lower, bracket.end(1))
            days = map(resolve, find_times(document.tokens, begin, end))
            return next((interval.start for interval in days if interval.precision == "day"), None)
    return None


def _first_full_date(document: Document) -> Interval | None:
    starts = [sentence.start for sentence in document.sentences]
    for number in dict.fromkeys(bisect_right(starts, year.start()) - 1 for year in _YEAR.finditer(document.text)):
        if number >= 0:
            sentence = document.sentences[number]
            days = map(resolve, find_times(document.tokens, sentence.first, sentence.last))
            told = next((interval for interval in days if interval.precision == "day"), None)
            if told:
                return told
    return None


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
    counted = next((time for time in times if isinstance(time.value, Shift) and time.value.base == EVENT), None)
    if counted:
        end = next((k for k in range(counted.last, line.last) if line.lower[k] == "," or line.is_stop(k)), line.last)
        there = tuple(time for time in times if counted.last <= time.first < end)
        if counted.last <= trigger.first < end and not there:
            return _count_back(counted, times, anchors, told)
        inside = counted.last <= trigger.first < end
        times = there if inside else tuple(time for time in times if time not in there)
    near: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        if event_type in VERBAL and _dates_object(line, trigger, time, rivals):
            continue
        cost = _distance(line, trigger, time) + _VAGUE_COST * time.vague
        if cost < _FAR and not (event_type not in VERBAL and _dates_speech(line, time, trigger)):
            near.append((cost, time.first, time))
    closing = None if near else _closing_time(line, trigger, event_type, times)
    if not near and closing is None:
        return UNDATED
    best = closing or min(near)[2]
    if counted and best is counted:
        return When(anchors.text[best.start : best.end], _count_on(line, best, there, anchors, told, rivals))
    tense = _tense_of(line, trigger, best, status)
    story = _told_in_sentence(best, times, anchors, told) or told.behind(best)
    interval = resolve(best, anchors.written, tense, story)
    for _, _, time in near:
        beside = -_APART <= time.first - best.last <= _APART and isinstance(time.value, Calendar)
        if not interval.start and beside:  # "on Saturday, 21 October 2023"
            best, interval = time, resolve(time, anchors.written, tense, told.behind(time))
    if not interval.start and isinstance(best.value, Calendar):
        interval = resolve(best, None, tense, anchors.told)
    if _is_open(line, best, times):
        interval = UNKNOWN
    return When(anchors.text[best.start : best.end], interval)


def _count_on(
    line: Line, time: TimeExpression, there: tuple[TimeExpression, ...], anchors: Anchors, told: Told, rivals: Rivals
) -> Interval:
    """Count from another event: from the day beside it ("a week after the raid of 3 May"), or the one told last ("the raid")."""
    base = resolve(there[0], anchors.written, "past", told.behind(there[0])) if there else None
    behind = line.lower[time.last] if time.last < line.last else ""
    if base is None and behind in _POINTERS:
        pointed = any(rival.noun and 0 < rival.first - time.last <= _NOUN_PHRASE for rival, _ in rivals)
        base = told.day if pointed else None
    return resolve(replace(time.value, base=STORY), None, "past", base) if isinstance(time.value, Shift) else UNKNOWN


def _count_back(
    time: TimeExpression, times: tuple[TimeExpression, ...], anchors: Anchors, told: Told
) -> When:
    """Date what another event is counted from: "on Tuesday, a day after rebels seized it" makes that a Monday."""
    base = next((other for other in reversed(times) if other.first < time.first), None)
    if base is None or not isinstance(time.value, Shift):
        return UNDATED
    day = resolve(base, anchors.written, "past", told.behind(base))
    back = replace(time.value, base=STORY, count=-time.value.count)
    return When(anchors.text[time.start : time.end], resolve(back, None, "past", day)) if day.start else UNDATED


def _told_in_sentence(
    time: TimeExpression, times: tuple[TimeExpression, ...], anchors: Anchors, told: Told
) -> Interval | None:
    """Find what the same sentence counts a time from: "shelled it on 3 May, and two days later seized it"."""
    if not isinstance(time.value, Calendar | Shift | Weekday) or time.value.base != STORY:
        return None
    for other in reversed([other for other in times if other.first < time.first]):
        interval = resolve(other, anchors.written, "past", told.behind(other))
        if interval.start:
            return interval
    return None


def _dates_object(line: Line, trigger: Trigger, time: TimeExpression, rivals: Rivals) -> bool:
    """Tell whether a time behind a word of speech dates the deed that it speaks of: "condemned the raid of 3 May"."""
    if trigger.noun or time.first < trigger.last:
        return False
    return any(
        trigger.last <= rival.first < time.first and rival.noun and kind not in VERBAL
        or (_qualifies_noun(line, time) and 0 <= rival.first - time.last <= _NOUN_PHRASE)
        for rival, kind in rivals
    )


def _tense_of(line: Line, trigger: Trigger, time: TimeExpression, status: str) -> str:
    """Tell whether an event lies behind or ahead: "will meet", "is due on Monday"; "were to meet" is either."""
    tense = _TENSES.get(status, "past")
    begin = max(line.first, min(trigger.first, time.first) - _BEFORE_PLAN)
    end = time.first if time.first >= trigger.last else min(line.last, trigger.last + _BEHIND_PLAN)
    for index in range(begin, end):
        word, before = line.lower[index], line.lower[index - 1 : index]
        was = before[:1] in (["was"], ["were"], ["been"])
        if word == "to" and (was or before[:1] in (["is"], ["are"])) and line.bits[min(index + 1, line.last - 1)] & g.BASE:
            tense = "near" if was else "future"  # "was to meet", "are to meet"
        elif word in _PLANS and not (word in _PLANS_OF_BE and not line.bits[index - 1] & g.BE and before != [","]):
            if time.first > index and any(_is_told(line, k) for k in range(index + 1, time.first)):
                continue
            tense = "near" if was or "had" in line.lower[max(line.first, index - 2) : index] else "future"
    return tense


def _is_told(line: Line, index: int) -> bool:
    """Tell whether a word is a verb in a tense of its own."""
    return bool(line.bits[index] & (g.PAST | g.THIRD) and not line.bits[index] & (g.NOUN | g.AUXILIARY))


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
    if not trigger.noun and _is_told_apart(line, trigger, time):
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
    if _qualifies_noun(line, time):
        near = 0 <= trigger.first - time.last <= _NOUN_PHRASE and not any(
            line.bits[k] & (g.PREPOSITION | g.AUXILIARY | g.COORDINATOR) for k in range(time.last, trigger.first)
        )
        return trigger.first - time.last if near and trigger.noun else _FAR
    if time.first < trigger.first:
        if _leads(line, time):
            verbs = sum(_is_told(line, index) for index in range(time.last, trigger.first))
            return _LEAD_COST + _LEAD_VERB_COST * verbs + _JOINT_COST * _is_subordinate(line, time.last, trigger.first)
        aside = _JOINT_COST * _is_aside(line, time, trigger.first)
        begin = time.last + (line.lower[time.last] == "when")  # "in March when Israel hit"
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
    if not trigger.noun and _is_told_apart(line, trigger, time):
        return _FAR
    said = trigger.entry.event_type in VERBAL  # "blamed it on Israel, which minutes earlier had struck"
    return _words_between(line, trigger.last, time.first, _JOINT_COST if said else _LATER_JOINT_COST)


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
    return any(_is_told(line, index) or line.bits[index] & g.FINITE for index in behind)


def _is_told_apart(line: Line, trigger: Trigger, time: TimeExpression) -> bool:
    """Tell whether a time dates what the same sentence tells of another time, or only of somebody that it names.

    "shelled the town that they had left in 2019", "bombed it after a mine killed six on Sunday", "arrested the general, who
    led a coup in 1999". Only what people die of may be told behind their deaths: "died after jets bombed it on Sunday".
    """
    if trigger.entry.lemma.partition(" ")[0] in words_of("effect"):
        return False
    for index in range(trigger.last, time.first):
        word, rest = line.lower[index], range(index + 1, time.first)
        if word in {"who", "which", "whose"} and line.lower[index - 1] == ",":
            if any(_is_told(line, k) for k in rest):
                return True
        elif word in RELATIVES and "had" in line.lower[index + 1 : min(index + 1 + _PLUPERFECT, time.first)]:
            return word != "that" or line.lower[index - 1] not in speech_verbs()
        elif word == "after" and line.is_joint(index) and any(_is_told(line, k) for k in rest):
            return True
    return False


def _tells_other_time(line: Line, joint: int) -> bool:
    """Tell whether a clause says what was at another time: "patrolled after rebels had taken the town on 3 May"."""
    if line.lower[joint] == "after":
        return "had" in line.lower[joint + 1 : min(line.last, joint + _PLUPERFECT)]
    return line.lower[joint] in _OTHER_TIMES


def _dates_other_verb(line: Line, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands right behind a verb that tells no event: "matched with the list released on Monday"."""
    for index in range(time.first - 1, max(trigger.last, time.first - _PREPOSITIONS) - 1, -1):
        word, bits = line.lower[index], line.bits[index]
        if bits & (g.PREPOSITION | g.ADVERB):
            continue
        told = word in _PLANS or (word in triggers() and word not in _PUBLISHED) or not effects().get(word, {}).get(
            "v", _NOTHING
        ).isdisjoint(_HAPPENING)
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
        elif line.bits[index] & g.PAST and not line.bits[index] & g.NOUN:
            cost += _VERB_COST
    return cost


def _is_aside(line: Line, time: TimeExpression, end: int) -> bool:
    """Tell whether a time stands in an aside that a comma closes: "Turkey, which left in 2006, has sent troops"."""
    if "," not in line.lower[time.last : end]:
        return False
    for back in range(time.first - 1, line.first, -1):
        if line.is_joint(back) or line.bits[back] & g.WH:  # "said that on Monday, jets struck" is no aside
            closed = line.lower[back - 1] == "," and line.lower[back] in RELATIVES  # ", who on Monday seized it, shelled"
            last = line.lower.index(",", time.last, end) if closed else time.first
            return any(line.bits[k] & g.VERB_FORM for k in range(back + 1, last))
        if line.lower[back] == ",":  # ", scheduled to begin on Sunday, were called off"
            return bool(line.bits[back + 1] & (g.PARTICIPLE | g.ING))
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
    if trigger.noun and _qualifies_noun(line, time) and 0 <= trigger.first - time.last <= _NOUN_PHRASE:
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

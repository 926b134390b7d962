"""From what a time expression means to an interval of the calendar, as far as the anchors allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, Final

from wirepack.timex import spans
from wirepack.timex.values import (
    EVENT,
    STORY,
    Calendar,
    Interval,
    Period,
    Range,
    Shift,
    Since,
    TimeExpression,
    Value,
    Weekday,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN: Final = Interval()

# A day without a year may lie this far ahead of a text in the past tense: copies are dated late, plans were made.
_SLACK = timedelta(days=7)
# The date told last settles the year of another one, against the day of writing, only if the two are this close.
_NEAR = 120
# A narrative goes on from such a stretch of time, and however far: "In 1995 ... In July". What it would cost to go back.
_STRETCHES: Final = frozenset({"month", "year"})
_RECENT = timedelta(days=62)
_BACK, _BACK_IN_YEAR = 3.0, 1.5
# A 29 February comes back after 4 or 8 years.
_YEARS_TO_SEARCH = 8
_RANKS: Final = {"day": 0, "week": 1, "month": 2, "year": 3}
# Days from the first to the last of an interval of each precision; a weekend, or two days named together, is a day.
_LONGEST: Final = {"day": 1, "week": 6, "month": 30}


@dataclass(frozen=True, slots=True)
class _Case:
    """What `resolve` was told besides the day of writing."""

    tense: str
    story: Interval | None
    day_first: bool | None

    @property
    def ahead(self) -> bool:
        return self.tense == "future"


def resolve(
    expression: TimeExpression | Value,
    anchor: date | Interval | None = None,
    event_tense: str = "past",
    story: Interval | None = None,
    *,
    day_first: bool | None = None,
) -> Interval:
    """Put a time expression on the calendar; what nothing settles comes back as unknown, never as a guess.

    `anchor` is when the text was written: a date, or an interval if only its month or year is known (then only what
    holds for all of it is resolved). `story` is the date told last, for "the next day" and for dates that lack a year.
    `event_tense` (past, pluperfect, present, future, near) tells whether "Friday" lies behind or ahead; a pluperfect lies
    before the story, and what is near is on the closest such day: "they were to meet on Friday". `day_first` reads 03/08/2021 as 3 August (False: March 8); without it only the year is known.

    >>> resolve(Calendar("day", month=4, day=9), date(2018, 4, 20)).start
    datetime.date(2018, 4, 9)
    >>> resolve(Calendar("day", month=4, day=9))
    Interval(start=None, end=None, precision='unknown', partial='--04-09')
    """
    value = expression.value if isinstance(expression, TimeExpression) else expression
    told = story if story is not None and story.start is not None else None
    case = _Case(event_tense, told, day_first)
    first, last = (anchor, anchor) if not isinstance(anchor, Interval) else (anchor.start, anchor.end)
    try:
        found = _resolve(value, first, case)
        if first != last and found != _resolve(value, last, case):
            found = UNKNOWN
    except (OverflowError, ValueError):  # before the first or after the last year of the calendar
        found = UNKNOWN
    return found._replace(precision=_fitting(found), partial=_partial(value, story))


def _fitting(found: Interval) -> str:
    """The precision of an interval, or the next coarser one that is as wide: October 2023 to August 2024 is no day."""
    if found.start is None or found.end is None:
        return found.precision
    days = (found.end - found.start).days
    wide_enough = (unit for unit, longest in _LONGEST.items() if days <= longest)
    return max(found.precision, next(wide_enough, "year"), key=lambda unit: _RANKS[unit])


def resolve_in_order(
    expressions: Sequence[TimeExpression], anchor: date | Interval | None = None, tenses: Sequence[str] = ()
) -> tuple[Interval, ...]:
    """Resolve the time expressions of a whole text, each with the date told before it as its story.

    Before the first full date of the text, that one is the story: "On 9 October … on October 26th 2023". `tenses`, if
    given, holds the tense of the event beside each expression.
    """
    alone = [resolve(expression, anchor) for expression in expressions]
    story = next((interval for interval in alone if interval.precision == "day"), None)
    found = []
    for expression, tense in zip(expressions, tenses or ("past",) * len(expressions), strict=True):
        interval = resolve(expression, anchor, tense, story)
        if interval.precision == "day":
            story = interval
        found.append(interval)
    return tuple(found)


def _resolve(value: Value, now: date | None, case: _Case) -> Interval:
    """The interval of a value as seen from one day, or from none."""
    match value:
        case Calendar(year=None, years_from_now=years, base=base) if base == STORY and years is not None:
            told = case.story.start if case.story else None
            return _dated(replace(value, year=told.year + years), case) if told else UNKNOWN
        case Calendar(year=None):
            return _undated(value, now, case)
        case Calendar():
            return _dated(value, case)
        case Weekday():
            return _weekday(value, now, case)
        case Shift(base=base) if base == EVENT:
            return UNKNOWN
        case Shift():
            return _told(value, case) if value.base == STORY else _counted(value, now, case)
        case Period(unit, count) if now:
            begin, until = sorted((now, spans.add_units(now, unit, count)))
            return Interval(begin, until, spans.precision_of(unit))
        case Range(begin, until):
            return _range(begin, until, now, case)
        case Since(begin) if now:
            since = _resolve(begin, now, case)
            return since._replace(end=now) if since.start and since.start <= now else UNKNOWN
    return UNKNOWN


# ---------------------------------------------------------------- the calendar


def _dated(value: Calendar, case: _Case) -> Interval:
    """A stretch of the calendar whose year is stated."""
    year = value.year or MINYEAR
    if value.either:
        if case.day_first is None:
            return spans.months_span(year, 1, "year")
        if not case.day_first:
            value = replace(value, month=value.day, day=value.month)
    if value.day is not None:
        return spans.unit_span(date(year, value.month or 1, value.day), value.unit, 0)
    if value.number is not None:
        return spans.part_span(year, value.unit, value.number)
    return spans.months_span(year, value.month or 1, value.unit)


def _undated(value: Calendar, now: date | None, case: _Case) -> Interval:
    """A stretch of the calendar whose year must come from the day of writing or from the story."""
    if value.years_from_now is not None:
        return _dated(replace(value, year=now.year + value.years_from_now), case) if now else UNKNOWN
    if case.story and value.which is None:
        candidates = _candidates(value, case.story.start, case)
        goes_on = case.story.precision in _STRETCHES
        way = _way if goes_on else spans.gap
        near = min(candidates, key=lambda span: way(span, case.story or span), default=None)
        if value.base == STORY or (near and goes_on and not (now and _is_of_late(value, now, near, case))):
            return near or UNKNOWN
        if near and not goes_on and (now is None or spans.gap(near, case.story) <= _NEAR):
            return near
    if value.base == STORY:
        return UNKNOWN
    if now is None:
        return UNKNOWN
    candidates = _candidates(value, now, case)
    if value.which == 0:
        return next((span for span in candidates if span.start and span.start.year == now.year), UNKNOWN)
    if value.which == 1 or (case.ahead and value.which is None):
        return next((span for span in candidates if span.end and span.end >= now), UNKNOWN)
    if value.which == -1:
        return next((span for span in reversed(candidates) if span.end and span.end < now), UNKNOWN)
    limit = now + _SLACK if value.unit == "day" and now <= date.max - _SLACK else now
    return next((span for span in reversed(candidates) if span.start and span.start <= limit), UNKNOWN)


def _is_of_late(value: Calendar, now: date, near: Interval, case: _Case) -> bool:
    """Tell whether a date of a narrative would be yet to come, or is rather one just past: a year told may be background."""
    if near.start and near.start > now:
        return True
    late = (span for span in _candidates(value, now, case) if span.start and span.start <= now)
    recent = max((span.end for span in late if span.end), default=None)
    year = case.story is not None and case.story.precision == "year"
    return year and recent is not None and now - recent <= _RECENT


def _way(span: Interval, story: Interval) -> float:
    """Measure how far a narrative goes to a stretch of time: on, rather than back, and within its year."""
    gap = float(spans.gap(span, story))
    if not gap or not span.start or not story.start or span.start > story.start:
        return gap
    return gap * (_BACK_IN_YEAR if span.start.year == story.start.year else _BACK)


def _candidates(value: Calendar, around: date | None, case: _Case) -> list[Interval]:
    """The same date in the years around a day, in order; a stated weekday chooses among the three nearest years."""
    middle = around.year if around else MINYEAR
    found, on_weekday = [], []
    for year in range(max(MINYEAR, middle - _YEARS_TO_SEARCH), min(MAXYEAR - 1, middle + _YEARS_TO_SEARCH) + 1):
        try:
            span = _dated(replace(value, year=year), case)
        except ValueError:  # no 29 February in this year
            continue
        found.append(span)
        if span.start and span.start.weekday() == value.weekday and abs(year - middle) <= 1:
            on_weekday.append(span)
    return on_weekday or found


# ---------------------------------------------------------------- counted from the day of writing


def _weekday(value: Weekday, now: date | None, case: _Case) -> Interval:
    if value.base == STORY:
        return _weekday_told(value, case)
    if now is None:
        return UNKNOWN
    if value.weeks_from_now is not None:
        week = spans.unit_span(now, "week", value.weeks_from_now)
        return spans.day_span(spans.nearest_weekday(week.start or now, value.weekday, ahead=True))
    if value.which is None and case.tense == "pluperfect" and case.story and case.story.precision == "day":
        now = min(now, case.story.end or now)
    if value.which is None and case.tense == "near":
        days = (value.weekday - now.weekday() + 3) % 7 - 3
        return spans.day_span(now + timedelta(days=days))
    ahead = value.which == 1 or (case.ahead and value.which != -1)
    strict = value.which in (-1, 1)
    return spans.day_span(spans.nearest_weekday(now, value.weekday, ahead=ahead, strict=strict))


def _counted(value: Shift, now: date | None, case: _Case) -> Interval:
    """Yesterday, last month, this weekend, earlier this year."""
    if now is None:
        return UNKNOWN
    if value.unit == "weekend":
        return spans.weekend_span(now, value.count, ahead=case.ahead)
    span = spans.unit_span(now, value.unit, value.count)
    if value.count == 0 and value.side:
        return span._replace(end=now) if value.side < 0 else span._replace(start=now)
    return span


# ---------------------------------------------------------------- counted from the date told last


def _weekday_told(value: Weekday, case: _Case) -> Interval:
    """The previous Monday, the following Saturday."""
    story = case.story
    if story is None or story.precision != "day" or story.start is None or story.end is None:
        return UNKNOWN
    ahead = value.which == 1
    day = story.end if ahead else story.start
    return spans.day_span(spans.nearest_weekday(day, value.weekday, ahead=ahead, strict=True))


def _told(value: Shift, case: _Case) -> Interval:
    """The next day, two weeks later, minutes earlier; only in units that the story is exact to."""
    story = case.story
    if story is None or story.start is None or story.end is None:
        return UNKNOWN
    if value.unit == "instant" or (value.count == 0 and value.unit == "day"):
        return story._replace(partial=None)
    day = story.end if value.count > 0 else story.start
    if value.unit == "weekend":
        return spans.weekend_span(day, value.count, ahead=False) if story.precision == "day" else UNKNOWN
    if _RANKS[story.precision] > _RANKS[spans.precision_of(value.unit)]:
        return UNKNOWN
    return spans.unit_span(day, value.unit, value.count)


# ---------------------------------------------------------------- from … to …


def _range(begin: Value, until: Value, now: date | None, case: _Case) -> Interval:
    """Two ends; the one nearer to the day of writing is found first, the other beside it."""
    if case.ahead:
        first = _resolve(begin, now, case)
        last = _resolve(until, first.end, case) if _is_open(until) else _resolve(until, now, case)
    else:
        last = _resolve(until, now, case)
        first = (
            _resolve(begin, last.start, replace(case, story=None)) if _is_open(begin) else _resolve(begin, now, case)
        )
    if first.start is None or last.end is None or first.start > last.end:
        return UNKNOWN
    return Interval(first.start, last.end, max(first.precision, last.precision, key=lambda unit: _RANKS[unit]))


def _is_open(value: Value) -> bool:
    """Whether a value takes its year or week from elsewhere."""
    return isinstance(value, Weekday) or (isinstance(value, Calendar) and value.year is None)


def _partial(value: Value, story: Interval | None) -> str | None:
    """What is stated of a date without a year, in the truncated form of ISO 8601: "--04-09", "--06"."""
    match value:
        case Calendar(unit="day", year=None, month=month, day=day):
            return f"--{month:02}-{day:02}"
        case Calendar(unit="month", year=None, month=month):
            return f"--{month:02}"
        case Range(begin, until):
            first, last = _partial(begin, None), _partial(until, None)
            return f"{first}/{last}" if first and last else None
        case Since(begin):
            return _partial(begin, None)
        case Shift(unit="instant", base=base) if base == STORY and story:
            return story.partial
    return None

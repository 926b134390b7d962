"""Stretches of the calendar: the week of a day, a quarter of a year, a month some months on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from wirepack.timex.values import Interval

_DAYS_IN_WEEK = 7
_SATURDAY = 5
_MONTHS_IN_YEAR = 12
_MONTHS: Final = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120}
# What a unit is exact to, where that is not the unit itself.
_PRECISIONS: Final = {"quarter": "month", "half": "month", "season": "month", "decade": "year", "weekend": "day"}
_FIRST_MONTH_OF_SPRING = 3


def precision_of(unit: str) -> str:
    """The published precision of a unit: a quarter is exact to the month.

    >>> precision_of("quarter"), precision_of("week")
    ('month', 'week')
    """
    return _PRECISIONS.get(unit, unit)


def day_span(day: date) -> Interval:
    """One day."""
    return Interval(day, day, "day")


def months_span(year: int, month: int, unit: str) -> Interval:
    """The unit (month, quarter, season, half, year, decade) that begins with a month.

    >>> span = months_span(2014, 12, "season")
    >>> str(span.start), str(span.end), span.precision
    ('2014-12-01', '2015-02-28', 'month')
    """
    last = year * _MONTHS_IN_YEAR + month - 1 + _MONTHS[unit] - 1
    last_year, last_month = last // _MONTHS_IN_YEAR, last % _MONTHS_IN_YEAR + 1
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Interval(date(year, month, 1), end, precision_of(unit))


def part_span(year: int, unit: str, number: int) -> Interval:
    """A numbered season, quarter or half of a year; spring begins in March, winter in December.

    >>> str(part_span(2015, "quarter", 2).start)
    '2015-04-01'
    """
    first = _FIRST_MONTH_OF_SPRING if unit == "season" else 1
    return months_span(year, first + (number - 1) * _MONTHS[unit], unit)


def unit_span(day: date, unit: str, count: int) -> Interval:
    """The unit that a day lies in, moved by `count` units; weeks are Monday to Sunday, weekends the two days before.

    >>> [str(unit_span(date(2018, 12, 12), unit, -1).start) for unit in ("day", "week", "month", "year")]
    ['2018-12-11', '2018-12-03', '2018-11-01', '2017-01-01']
    """
    if unit in ("instant", "day"):
        return day_span(day if unit == "instant" else day + timedelta(days=count))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=_DAYS_IN_WEEK * count)
        return Interval(monday, monday + timedelta(days=_DAYS_IN_WEEK - 1), "week")
    months = _MONTHS[unit]
    index = (day.year * _MONTHS_IN_YEAR + day.month - 1) // months + count
    return months_span(index * months // _MONTHS_IN_YEAR, index * months % _MONTHS_IN_YEAR + 1, unit)


def weekend_span(day: date, which: int, *, ahead: bool) -> Interval:
    """The weekend of a day: the latest one that has begun (or the next, if `ahead`), the one before, the one after.

    >>> str(weekend_span(date(2021, 7, 27), 0, ahead=False).start)
    '2021-07-24'
    """
    since = (
        day.weekday() - _SATURDAY
    ) % _DAYS_IN_WEEK  # days since the latest Saturday; 0 and 1 are the weekend itself
    saturday = day - timedelta(days=since)
    inside = since <= 1
    if (which > 0) or (which == 0 and ahead and not inside):
        saturday += timedelta(days=_DAYS_IN_WEEK)
    elif which < 0 and inside:
        saturday -= timedelta(days=_DAYS_IN_WEEK)
    return Interval(saturday, saturday + timedelta(days=1), "day")


def nearest_weekday(day: date, weekday: int, *, ahead: bool, strict: bool = False) -> date:
    """The latest such weekday on or before a day, or the first on or after it; `strict` leaves the day itself out.

    >>> str(nearest_weekday(date(2021, 7, 27), 0, ahead=False))
    '2021-07-26'
    """
    days = (weekday - day.weekday()) % _DAYS_IN_WEEK if ahead else (day.weekday() - weekday) % _DAYS_IN_WEEK
    if strict and days == 0:
        days = _DAYS_IN_WEEK
    return day + timedelta(days=days if ahead else -days)


def add_units(day: date, unit: str, count: int) -> date:
    """Move a day by days, weeks, months or years; the 31st becomes the last day of a shorter month.

    >>> str(add_units(date(2021, 3, 31), "month", -1))
    '2021-02-28'
    """
    if unit in ("instant", "day", "week", "weekend"):
        days = {"instant": 0, "day": 1}.get(unit, _DAYS_IN_WEEK)
        return day + timedelta(days=days * count)
    index = day.year * _MONTHS_IN_YEAR + day.month - 1 + _MONTHS[unit] * count
    year, month = index // _MONTHS_IN_YEAR, index % _MONTHS_IN_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def gap(one: Interval, other: Interval) -> int:
    """Days between two intervals; 0 if they meet.

    >>> gap(day_span(date(2021, 1, 3)), months_span(2021, 2, "month"))
    29
    """
    if one.start is None or one.end is None or other.start is None or other.end is None:
        raise ValueError("an interval without its ends has no distance")
    return max((other.start - one.end).days, (one.start - other.end).days, 0)

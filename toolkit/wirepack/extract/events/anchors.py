"""Anchors: the days that the times of an article are counted from: when it was written, and what it told last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wirepack.timex import (
    STORY,
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

    from wirepack.models import Document

# "Update on the front (18 May 2024)"
_BRACKET = re.compile(r"\(([^()\n]*\d{4})\)\s*$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# "1994:" alone on its line
_YEAR_LINE = re.compile(r"^[ \t#*]*((?:1[89]|20)\d\d)[ \t:*]*$", re.MULTILINE)
_SHORT = frozenset(("instant", "day", "weekend", "week"))  # units that are counted from a day alone


class Told(NamedTuple):
    """What the sentences before told last: a day, and a stretch of time in which a narrative may go on."""

    day: Interval | None
    stretch: Interval | None
    begin: int  # the first token of the sentence

    def behind(self, time: TimeExpression) -> Interval | None:
        """Choose what a time expression is counted from."""
        value, stretch = time.value, self.stretch
        if stretch is None:
            return self.day
        if isinstance(value, Calendar) and value.year is None:
            leads = (
                stretch.precision == "day" and time.first - self.begin <= 1
            )  # "On 9 November, ..." goes on in the year
            return months_of(stretch) if leads else stretch
        months = isinstance(value, Shift) and value.base == STORY and value.unit not in _SHORT
        return stretch if months else self.day


class Anchors:
    """What the times of an article are counted from.

    `written` is the day of writing: the stated date of publication, else the reference date, else the day that closes
    the title in brackets. Without any, the first full date that the text tells, or the only year of the title, gives the
    year of those that lack one; it is looked for when a time first needs it.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        published, precision = read_published(document)
        self.written = published if published and precision == "day" else document.seed.reference_date
        self.written = self.written or _day_of_title(document)
        self.dateline = any(zone.kind == "metadata:dateline" for zone in document.zones)
        self._document = document

    @cached_property
    def _years(self) -> tuple[list[int], list[int]]:
        """Years that stand on lines of their own, and where."""
        found = list(_YEAR_LINE.finditer(self.text))
        return [match.start() for match in found], [int(match[1]) for match in found]

    def year_above(self, position: int) -> Interval | None:
        """The year that heads the part of a chronicle in which a position lies."""
        starts, years = self._years
        at = bisect_left(starts, position)
        return resolve(Calendar("year", year=years[at - 1])) if at else None

    @cached_property
    def told(self) -> Interval | None:
        """The first full date of the text, or the only year of its title, if nothing states when it was written."""
        return None if self.written else _first_full_date(self._document) or _year_of_title(self._document)


def months_of(day: Interval) -> Interval:
    """Widen a day to its month."""
    return resolve(Calendar("month", year=day.start.year, month=day.start.month)) if day.start else day


def _day_of_title(document: Document) -> date | None:
    """Read the day that closes a title in brackets: "Report on the front (18 May 2024)"."""
    for zone in document.zones:
        bracket = _BRACKET.search(document.text, zone.start, zone.end) if zone.kind == "title" else None
        if bracket:
            starts = document.tokens.start
            begin, end = bisect_left(starts, bracket.start(1)), bisect_left(starts, bracket.end(1))
            days = map(resolve, find_times(document.tokens, begin, end))
            return next((interval.start for interval in days if interval.precision == "day"), None)
    return None


def _year_of_title(document: Document) -> Interval | None:
    """Read the year of a title: "The war in the Falklands: a chronology, April to June 1982"."""
    titles = [document.text[zone.start : zone.end] for zone in document.zones if zone.kind == "title"]
    years = set(_YEAR.findall(" ".join(titles)))
    return resolve(Calendar("year", year=int(years.pop()))) if len(years) == 1 else None


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


def told_before(
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

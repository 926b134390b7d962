"""What a time expression means before anybody knows today's date, and the interval it becomes once somebody does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

NOW = "now"  # counted from the day the text was written: "yesterday", "last month", "two days ago"
STORY = "story"  # counted from the date told last: "the next day", "two days later", "minutes earlier"

EVENT = "event"  # counted from another event of the sentence: "two days after the raid"


class Interval(NamedTuple):
    """From `start` to `end`, both included. `precision` is the unit in which the two are exact.

    `partial` keeps what is stated of a date whose year is not: "--04-09" for "April 9", "--06" for "in June".
    """

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"  # day, week, month, year, unknown
    partial: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A stretch of the calendar: "3 August 2021", "April 9", "March last year", "the summer of 2014", "the 1960s"."""

    unit: str  # what is named: day, month, season, quarter, half, year, decade
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None  # which season (1 = spring), quarter or half of the year
    years_from_now: int | None = None  # "March last year": -1
    which: int | None = None  # "last March": -1, "this March": 0, "next March": 1
    weekday: int | None = None  # stated beside the date, 0 = Monday; tells the year where none stands
    base: str = NOW  # "that August", "October of that year": STORY
    either: bool = False  # 03/08/2021: nobody can tell the day from the month


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: "Monday", "last Friday night", "Tuesday of last week", "the following Saturday"."""

    weekday: int  # 0 = Monday
    which: int | None = None  # "last": -1, "this": 0, "next": 1
    weeks_from_now: int | None = None  # "Tuesday of last week": -1
    base: str = NOW


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit counted from a base: "yesterday" is a day, -1; "last month" a month, -1; "two days later" a day, 2."""

    unit: str  # instant, day, weekend, week, month, quarter, year
    count: int
    base: str = NOW  # or STORY, EVENT
    side: int = 0  # "earlier this year" ends today: -1; "later this year" begins today: 1


@dataclass(frozen=True, slots=True)
class Period:
    """The time that leads up to today, or begins with it: "in the past two days" is day, -2; "overnight" is day, -1."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends: "from Monday to Wednesday", "between 3 and 5 May", "1979-1989"."""

    begin: Value
    until: Value


@dataclass(frozen=True, slots=True)
class Since:
    """A beginning, "since 2011": open towards the day the text was written."""

    begin: Value


@dataclass(frozen=True, slots=True)
class Vague:
    """Time that nobody can put on a calendar: "recently", "over the years", "a few years back", "for over a year"."""


Value = Calendar | Weekday | Shift | Period | Range | Since | Vague


class TimeExpression(NamedTuple):
    """A time expression where it stands: characters `start:end`, tokens `first:last`, and what it means."""

    start: int
    end: int
    first: int
    last: int
    value: Value
    rule: str  # the name of the rule that found it

    @property
    def vague(self) -> bool:
        """Whether no anchor could ever give it a place on the calendar."""
        return isinstance(self.value, Vague)

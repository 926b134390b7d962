"""What a match of the grammar means. A reader gets the tags of the matched words and their values, one by one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from math import ceil
from typing import Final

from wirepack.timex.values import EVENT, NOW, STORY, Calendar, Period, Range, Shift, Vague, Weekday
from wirepack.timex.words import MANY, full_year, make_date

_UNITS: Final = {
    "t": "instant", "D": "day", "P": "day", "w": "week", "^": "week", "E": "weekend",
    "m": "month", "q": "quarter", "Y": "year", "C": "decade",
}  # fmt: skip
_MONTHS = "MQ5B"
_COUNTS = "nadc7"
_CONNECTORS = "-T&"
_LEAP_YEAR = 2000  # a 29th of February is possible as long as the year is not known
_WEEKS_IN_FORTNIGHT = 2
_HOURS_IN_DAY = 24
_YEARS_IN_DECADE = 10


def pick(tags: str, values: list[object], classes: str) -> int | None:
    """The value of the first word of one of the classes.

    >>> pick("dOM", [9, None, 4], "M")
    4
    """
    for tag, value in zip(tags, values, strict=True):
        if tag in classes:
            return value if isinstance(value, int) else None
    return None


def pick_two(tags: str, values: list[object], classes: str) -> list[int]:
    """The values of all words of the classes: two numbers, or one word that stands for two ("3-5")."""
    numbers: list[int] = []
    for tag, value in zip(tags, values, strict=True):
        if tag in classes:
            numbers.extend(value if isinstance(value, tuple) else [value] if isinstance(value, int) else [])
    return numbers


def pick_unit(tags: str) -> str:
    """The unit of time that is named: "unit_week" -> "week"."""
    return next(_UNITS[tag] for tag in tags if tag in _UNITS)


def pick_count(tags: str, values: list[object]) -> int | None:
    """How many units: a number, one for a single unit without a number, else nothing."""
    if "v" in tags:
        return None
    count = pick(tags, values, _COUNTS)
    if count is None:
        unit = pick(tags, values, "".join(_UNITS))
        count = None if unit == MANY else 1
    return count * _WEEKS_IN_FORTNIGHT if count and "^" in tags else count


# ---------------------------------------------------------------- the calendar


def calendar(tags: str, values: list[object]) -> Calendar | None:
    """A date, month or year, with or without its year."""
    whole = next((value for value in values if isinstance(value, Calendar)), None)
    if whole:
        return whole
    year, month = pick(tags, values, "yz7"), pick(tags, values, _MONTHS)
    year = year if year is None else full_year(year)
    part = any(tag in "w2" for tag in tags)  # "the first week of May" names no day
    day = pick(tags, values, "dof") if month and not part else None
    if month and day and day <= monthrange(year or _LEAP_YEAR, month)[1]:
        return Calendar("day", year=year, month=month, day=day, weekday=pick(tags, values, "WV"))
    if month:
        return Calendar("month", year=year, month=month)
    return Calendar("year", year=year) if year else None


def decade(tags: str, values: list[object]) -> Calendar:
    """The 1970s, the 1970's; but "the 2006's" is the year."""
    year = pick(tags, values, "8y") or 0
    return Calendar("decade" if year % _YEARS_IN_DECADE == 0 else "year", year=year)


def numeric_date(tags: str, values: list[object]) -> Calendar | None:
    """Three numbers between slashes: the order of the first two is settled only if one of them is above 12."""
    numbers = pick_two(tags, values, "dy7")
    if tags[0] == "y" and len(numbers) == 3:
        return make_date(str(numbers[2]), str(numbers[1]), str(numbers[0]))
    return make_date(str(numbers[0]), str(numbers[1]), str(numbers[2]), either=True) if len(numbers) == 3 else None


def eleventh_of_september(tags: str, values: list[object]) -> Calendar | None:
    """9/11; any other pair of numbers is a fraction or a score."""
    return Calendar("day", year=2001, month=9, day=11) if pick_two(tags, values, "d") == [9, 11] else None


def date_of_relative_year(tags: str, values: list[object]) -> Calendar | None:
    """A date of last year, this year or next year, or of the year told last."""
    date = calendar(tags, values)
    told = any(tag in "LGs" for tag in tags)
    return date and replace(
        date, years_from_now=pick(tags, values, "LGs" if told else "lie"), base=STORY if told else NOW
    )


def week_of_day(tags: str, values: list[object]) -> Calendar | None:
    """The week, Monday to Sunday, that a day lies in."""
    date = calendar(tags.replace("w", "_"), values)
    return date and replace(date, unit="week")


def relative_month(tags: str, values: list[object]) -> Calendar:
    """The last, this or next month of that name."""
    return Calendar("month", month=pick(tags, values, _MONTHS), which=pick(tags.replace("i", " "), values, "lpe") or 0)


def month_told(tags: str, values: list[object]) -> Calendar:
    """That August: the one of the year told last."""
    return Calendar("month", month=pick(tags, values, _MONTHS), base=STORY)


def season(tags: str, values: list[object]) -> Calendar:
    """A season of a year, or the last, this or next one; seasons are those of the northern hemisphere."""
    year, which = pick(tags, values, "yz"), pick(tags, values, "lie")
    return Calendar("season", year=year, number=pick(tags, values, "Z"), which=which)


def part_of_year(tags: str, values: list[object]) -> Calendar | None:
    """A quarter or a half of a year."""
    unit, parts = ("half", 2) if "2" in tags else ("quarter", 4)
    number = pick(tags, values, "f3")
    if number is None or number > parts:
        return None
    return Calendar(unit, year=pick(tags, values, "yz"), number=number, years_from_now=pick(tags, values, "lie"))


# ---------------------------------------------------------------- from … to …


def range_of_dates(tags: str, values: list[object]) -> Range | None:
    """Two dates; what only one of them states of the year holds for both."""
    middle = next(k for k, tag in enumerate(tags) if k and tag in _CONNECTORS)
    return _range(calendar(tags[:middle], values[:middle]), calendar(tags[middle:], values[middle:]))


def range_of_days(tags: str, values: list[object]) -> Range | None:
    """Two days of one month."""
    year, month, days = pick(tags, values, "yz"), pick(tags, values, _MONTHS), pick_two(tags, values, "dor")
    if month is None or len(days) != 2 or max(days) > monthrange(year or _LEAP_YEAR, month)[1]:
        return None
    begin, until = (Calendar("day", year=year, month=month, day=day) for day in days)
    return _range(begin, until)


def range_of_months(tags: str, values: list[object]) -> Range | None:
    """Two months, with or without a year."""
    if "j" not in tags:
        return range_of_dates(tags, values)
    year = pick(tags, values, "yz")
    begin, until = (Calendar("month", year=year, month=month) for month in pick_two(tags, values, "j"))
    return _range(begin, until)


def range_of_years(tags: str, values: list[object]) -> Range | None:
    """Two years."""
    begin, until = (Calendar("year", year=year) for year in pick_two(tags, values, "yzR"))
    return _range(begin, until)


def range_of_weekdays(tags: str, values: list[object]) -> Range:
    """Two weekdays."""
    begin, until = (Weekday(day) for day in pick_two(tags, values, "WJ"))
    return Range(begin, until)


def _range(begin: Calendar | None, until: Calendar | None) -> Range | None:
    """Two ends in order, the stated year given to both: "December to February 2015" begins in 2014."""
    if begin is None or until is None:
        return None
    one, other = (begin.month or 1, begin.day or 1), (until.month or 1, until.day or 1)
    if begin.year is None and until.year is not None:
        begin = replace(begin, year=until.year - (one > other))
    elif until.year is None and begin.year is not None:
        until = replace(until, year=begin.year + (one > other))
    if begin.year is not None and until.year is not None and (begin.year, *one) > (until.year, *other):
        return None
    return Range(begin, until)


# ---------------------------------------------------------------- counted from now


def weekday(tags: str, values: list[object]) -> Weekday:
    """A weekday, the last, this or the next one."""
    return Weekday(pick(tags, values, "W") or 0, which=_which(tags, values))


def weekday_of_week(tags: str, values: list[object]) -> Weekday:
    """A weekday of last, this or next week."""
    return Weekday(pick(tags, values, "W") or 0, weeks_from_now=pick(tags, values, "lie"))


def today(tags: str, values: list[object]) -> Shift:
    """Today, yesterday or tomorrow."""
    return Shift("day", pick(tags, values, "H") or 0)


def two_days_off(tags: str, values: list[object]) -> Shift:
    """The day before yesterday, the day after tomorrow."""
    return Shift("day", (pick(tags, values, "H") or 0) + (pick(tags, values, "<>") or 0))


def overnight(_tags: str, _values: list[object]) -> Period:
    """The night that led to today."""
    return Period("day", -1)


def night_to_weekday(tags: str, values: list[object]) -> Range:
    """The night that led to a weekday."""
    day = pick(tags, values, "W") or 0
    return Range(Weekday((day - 1) % 7), Weekday(day))


def daypart(tags: str, values: list[object]) -> Shift:
    """Last night is yesterday, this morning is today."""
    return Shift("day", pick(tags, values, "li") or 0)


def unit(tags: str, values: list[object]) -> Shift:
    """Last month, this week, next year, the previous year; "earlier this year" ends today."""
    told = any(tag in "LGs" for tag in tags)
    count = pick(tags, values, "LGs") if told else _which(tags, values)
    side = pick(tags, values, "Kk") or 0
    return Shift(pick_unit(tags), count or 0, base=STORY if told else NOW, side=0 if told else side)


def weekend(tags: str, values: list[object]) -> Shift | Vague:
    """The weekend without more is the latest one; "last weekend" is never the one that is going on."""
    if pick(tags, values, "E") == MANY:
        return Vague()
    told = any(tag in "LG" for tag in tags)
    return Shift("weekend", (pick(tags, values, "LG") if told else _which(tags, values)) or 0, STORY if told else NOW)


def period(tags: str, values: list[object]) -> Period | Shift | Vague:
    """The days, weeks or years that lead up to today or begin with it."""
    count = pick_count(tags, values)
    direction = pick(tags, values, "lpe")
    name = pick_unit(tags)
    if count is None or direction is None:
        return Vague()
    if name == "instant":
        return Period("day", direction * ceil(count / _HOURS_IN_DAY))
    return Period(name, direction * count)


def ago(tags: str, values: list[object]) -> Shift | Vague:
    """A number of units before today; decades are too rough to count."""
    count = pick_count(tags, values)
    return Vague() if count is None or "C" in tags else Shift(pick_unit(tags), -count)


# ---------------------------------------------------------------- counted from the date told last


def weekday_told(tags: str, values: list[object]) -> Weekday:
    """The weekday before or after what was told."""
    return Weekday(pick(tags, values, "W") or 0, which=pick(tags, values, "LG"), base=STORY)


def day_told(tags: str, values: list[object]) -> Shift:
    """The day before, of or after what was told."""
    return Shift("day", pick(tags, values, "LGse<>") or 0, base=STORY)


def later(tags: str, values: list[object]) -> Shift | Vague:
    """A number of units after or before what was told; minutes and hours stay on its day."""
    count, direction = pick_count(tags, values), pick(tags, values, "Kk<>") or 1
    if pick_unit(tags) == "instant":
        return Shift("instant", direction, base=STORY)
    return Vague() if count is None else Shift(pick_unit(tags), direction * count, base=STORY)


# ---------------------------------------------------------------- nothing that could be counted


def vague(_tags: str, _values: list[object]) -> Vague:
    """Recently, in the past, two days after something."""
    return Vague()


def after_event(tags: str, values: list[object]) -> Shift | Vague:
    """A number of units after or before another event; minutes and hours stay on its day."""
    found = later(tags, values)
    return replace(found, base=EVENT) if isinstance(found, Shift) else found


def duration(tags: str, values: list[object]) -> Vague | None:
    """For over a year, over the years; not "for the week", which waits for another word."""
    return None if "h" in tags and pick(tags, values, "".join(_UNITS)) != MANY else Vague()


def _which(tags: str, values: list[object]) -> int | None:
    """Last -1, this 0, next 1; "this past" and "this coming" are last and next."""
    for classes in ("lp", "e", "i"):
        found = pick(tags, values, classes)
        if found is not None:
            return found
    return None

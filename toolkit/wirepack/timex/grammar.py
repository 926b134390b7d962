"""The grammar of English time expressions: rules over the tag string of `wirepack.timex.words`, and who reads them.

A rule is a name, a pattern over word classes, and a function that reads the matched words. The pattern is written with
the class names of lexicons/time_words.tsv; `grammar` turns it into a regex with one character per word, so that a whole
sentence is searched in microseconds. Where several rules match at one place, the first of the list wins; hence ranges
stand before dates, and dates before months and years. Every repeat is bounded: no pattern can run away.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirepack.timex import readers as read
from wirepack.timex.words import OTHER, TAGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.timex.values import Value


class Rule(NamedTuple):
    """One kind of time expression: what it is called, what it looks like, and what makes its meaning."""

    name: str
    pattern: str
    read: Callable[[str, list[object]], Value | None]


# Pieces of patterns, by name; a piece may use the ones above it.
_PIECES = {
    "MONTH": "(month | month_word | month_may | month_abbr dot?)",
    "DAY": "(small | ordinal)",
    "YEAR": "(year | old_year)",
    "ON_WEEKDAY": "((weekday | weekday_abbr) dot? ,? the?)?",
    "UNIT": "(unit_instant | unit_day | unit_week | unit_fortnight | unit_month | unit_quarter | unit_year | unit_decade)",
    "SPAN": "(unit_week | unit_month | unit_quarter | unit_year | unit_decade)",
    "COUNT": "(number | article | small | two_digits | large)",
    "VAGUE_COUNT": "article? vague_number of?",
    "RELATIVE": "(last | past | this past | this next | this | next)",
    "TOLD": "(previous | following | same)",
    "TILL": "(- | to | and)",
    "PART": "(the? (part | (ordinal_word | last) (unit_week | half)) (in | of)? the?)",
    "CLAUSE_END": "(?= [,.;] | end)",
    "DMY": "(ON_WEEKDAY DAY of? MONTH ,? (YEAR | '? two_digits))",
    "MDY": "(ON_WEEKDAY MONTH the? DAY ,? YEAR)",
    "DM": "(ON_WEEKDAY (DAY | ordinal_word of) of? MONTH (?! name_after))",
    "MD": "(ON_WEEKDAY (?<! in) MONTH the? DAY (?! name_after | UNIT | count_noun) | (?<= on) MONTH DAY (?= count_noun))",
    "DATE": "(full_date | DMY | MDY | DM | MD)",
}

RULES = (
    # from 3 March 2014 to 9 April 2015; April 3 - May 2
    Rule("dates", "from? DATE (- | to) DATE | between DATE and DATE", read.range_of_dates),
    # between 3 and 5 May; 9 and 10 April 2018; 3-5 May
    Rule(
        "days of a month", "(from | between)? the? (DAY TILL the? DAY | days) of? MONTH (,? YEAR)?", read.range_of_days
    ),
    # May 3-5, 2018; April 9 and 10; not "April 9 and 10 soldiers"
    Rule(
        "month and days",
        "(from | between)? MONTH the? (DAY (- | to) the? DAY | DAY and the? DAY (?! other) | days)"
        "(?! count_noun | UNIT | MONTH | of) (,? YEAR)?",
        read.range_of_days,
    ),
    # between June and August 2012; June 2011 to March 2012; June-August
    Rule(
        "months",
        "from? MONTH YEAR? (- | to) MONTH (,? YEAR)? | between MONTH YEAR? and MONTH (,? YEAR)? | months YEAR?",
        read.range_of_months,
    ),
    # from 2011 to 2014; 1979-1989; 2011 – 2014
    Rule("years", "from YEAR (- | to) YEAR | between YEAR and YEAR | year - year | years", read.range_of_years),
    # from Monday to Wednesday; Monday-Wednesday
    Rule(
        "weekdays",
        "from? weekday (- | to) weekday | between weekday and weekday | weekdays",
        read.range_of_weekdays,
    ),
    # Sunday, 3 June 2018; 26 FEBRUARY 87; Aug. 3, 2021; 2021-08-03
    Rule("date", "full_date | DMY | MDY", read.calendar),
    # 03/08/2021; 2021/08/03
    Rule("numeric date", "small / small / (year | small | two_digits) | year / small / small", read.numeric_date),
    # 9/11: the one date that everybody writes without its year
    Rule("eleventh of September", "(?<! /) small / small (?! /)", read.eleventh_of_september),
    # March last year; April 9 of this year; in late September last year; October of that year
    Rule(
        "date of a year",
        "(DM | MD | PART? MONTH) ,? of? (last | this | next | the? TOLD) unit_year",
        read.date_of_relative_year,
    ),
    # April 9; the 9th of April; Wednesday, June 3; not "in March 25 people died"
    Rule("day", "DM | MD", read.calendar),
    # the week of October 7
    Rule("week of a day", "the unit_week of DATE", read.week_of_day),
    # the end of March 2015; September, 2015; April '86; the third week of July 2014
    Rule("month and year", "PART? MONTH (,? of? YEAR | ' two_digits)", read.calendar),
    # last March; late last March
    Rule("relative month", "PART? RELATIVE (month | month_word | month_may)", read.relative_month),
    # that August: only where the clause ends; "said that August was hot"
    Rule("month told", "same (month | month_word | month_may) CLAUSE_END", read.month_told),
    # June; mid-July; the end of March; after August; in May; "march" and "may" only where they can be nothing else
    Rule(
        "month",
        "(?<! name_before) (PART? month (?! name_after | DAY name_after)) | PART (month_word | month_may) | (?<= in | since | from) (month_may | month_abbr dot?)"
        " | (?<= in | since | from | to | for | of | before | after) month_word",
        read.calendar,
    ),
    # the summer of 2014; last winter; in the spring; not "in the fall of the town"
    Rule(
        "season",
        "PART? the? season (of | ,)? YEAR | (last | this | next) season | (?<= in | for) the season (?! of)",
        read.season,
    ),
    # the first quarter of 2015; Q3 2015; the first half of last year
    Rule(
        "part of a year",
        "the? (ordinal_word (unit_quarter | half) | quarter_name) (of | , | in)? (YEAR | (last | this | next) unit_year)",
        read.part_of_year,
    ),
    # the 1960s; the late 1980s; the '80s; the 1970's; not "in her eighties"
    Rule("decade", "(the | PART) ('? decade | year possessive (?! count_noun))", read.decade),
    # the end of 2015; early 2015
    Rule("early in a year", "PART YEAR", read.calendar),
    # Tuesday last week; Monday of this week
    Rule("weekday of a week", "weekday daypart? ,? of? (last | this | next) unit_week", read.weekday_of_week),
    # the previous Monday; the following Saturday
    Rule("weekday told", "the? (previous | following) weekday daypart?", read.weekday_told),
    # overnight into Tuesday; overnight from Monday to Tuesday; overnight on Friday
    Rule("night to a weekday", "overnight to weekday", read.night_to_weekday),
    Rule(
        "night between weekdays",
        "overnight (from | between)? (weekday (- | to | and) weekday | weekdays)",
        read.range_of_weekdays,
    ),
    Rule("night of a weekday", "overnight on weekday", read.weekday),
    # Friday night; last Monday; early Tuesday; not Black Friday, the Sunday Times
    Rule(
        "weekday",
        "(?<! name_before) (part | RELATIVE)? weekday (?! name_after) daypart?",
        read.weekday,
    ),
    # the day before yesterday; the day after tomorrow
    Rule("two days off", "the? unit_day (before | after) today", read.two_days_off),
    # today; yesterday morning; earlier today
    Rule("today", "(earlier | later | part)? today daypart?", read.today),
    # overnight
    Rule("overnight", "overnight", read.overnight),
    # last night; this morning
    Rule("this morning", "(last | this) daypart", read.daypart),
    # the next day; the following morning; that evening; later the same day; later in the day
    Rule(
        "day told",
        "(earlier | later | part)? (the? TOLD | the? next) (unit_day | daypart) | (earlier | later) in the (unit_day | daypart)",
        read.day_told,
    ),
    # the day before; the night after: only where the clause ends
    Rule("day before", "(the | article) (unit_day | daypart) (before | after) CLAUSE_END", read.day_told),
    # over the weekend; last weekend; this past weekend; the weekend attack
    Rule("weekend", "((for | on)? the)? (RELATIVE | TOLD)? unit_weekend", read.weekend),
    # in the past two days; over the last few weeks; in the next 10 days; over the past year
    Rule(
        "period",
        "(in | for) the? (last | past | next | TOLD) about? (COUNT | VAGUE_COUNT)? UNIT"
        " | the (last | past | next) about? (COUNT | VAGUE_COUNT) UNIT",
        read.period,
    ),
    # earlier this week; late last month; the end of last year; later in the year; the previous month
    Rule(
        "unit",
        "(PART | (earlier | later) in?)? the? (RELATIVE | TOLD) SPAN (?! ago) | (earlier | later) in the SPAN",
        read.unit,
    ),
    # two days ago; a few years back; years ago; more than two weeks ago
    Rule("ago", "(for | about){0,2} (VAGUE_COUNT | COUNT)? UNIT ago", read.ago),
    # two days later; minutes earlier; a week before (where the clause ends)
    Rule(
        "later",
        "(VAGUE_COUNT | COUNT)? UNIT (earlier | later | (before | after) CLAUSE_END)",
        read.later,
    ),
    # two days after the attack, hours before the vote: counted from something else than a date
    Rule("after an event", "((VAGUE_COUNT | COUNT) UNIT | unit_instant) (before | after)", read.after_event),
    # for over a year; for decades; over the years
    Rule(
        "duration",
        "for (for | about){0,3} (VAGUE_COUNT | COUNT | the) about? UNIT | for about? UNIT",
        read.duration,
    ),
    # in recent weeks; in the coming days; in the past
    Rule("vague", "(in | for) the? (recent | next) UNIT | (in | for) the past | recent", read.vague),
    # in 2015; the 2006 war; the '67 war; not "resolution 2254", "about 2000 people", "12/2030"
    Rule(
        "year",
        "(?<! label | about | / | - | dot | ') year (?! count_noun | UNIT | /)"
        " | (?<= in | of | since | from | to | between) old_year (?! count_noun) | the ' two_digits",
        read.calendar,
    ),
)

_NAME = re.compile(r"[A-Za-z_]+")
_SYMBOLS = {name: re.escape(tag) for name, tag in TAGS.items()} | {"dot": r"\.", "end": r"\Z", "other": OTHER}


@cache
def grammar() -> re.Pattern[str]:
    """All rules as one regex over tags; the number of the group that matched is one more than that of the rule."""
    return re.compile("|".join(f"({_expand(rule.pattern)})" for rule in RULES))


def _expand(pattern: str) -> str:
    """Turn class names into their characters: "the? month" -> "h?M". Groups do not capture."""
    for name in reversed(_PIECES):
        pattern = re.sub(rf"\b{name}\b", _PIECES[name], pattern)
    pattern = re.sub(r"\((?!\?)", "(?:", pattern)
    return _NAME.sub(lambda match: _SYMBOLS[match[0]], pattern).replace(" ", "")

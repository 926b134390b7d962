"""Time expressions: what is found, what it means with and without an anchor, and what holds for any text."""

from __future__ import annotations

import json
from calendar import day_name, month_name
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.lexicons import read_table
from wirepack.models import Document, Seed, Tokens, Zone
from wirepack.segment.tokens import tokenize
from wirepack.timex import Calendar, Interval, TimeExpression, find_times, read_published, resolve, resolve_in_order
from wirepack.timex.words import TAGS

CASES = Path(__file__).parent / "cases" / "time"


def cases(name: str) -> list[Any]:
    """The cases of one file, named by their labels."""
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / name).read_text(encoding="utf-8"))]


def times(text: str) -> tuple[TimeExpression, ...]:
    """All time expressions of a text."""
    tokens = tokenize(text)
    return find_times(tokens, 0, len(tokens.start))


def as_row(text: str, expression: TimeExpression, interval: Interval) -> list[str | None]:
    """A time expression as the cases write it."""
    start, end = (day.isoformat() if day else None for day in (interval.start, interval.end))
    return [text[expression.start : expression.end], start, end, interval.precision]


@pytest.mark.parametrize("case", cases("found.json"))
def test_found_and_resolved_from_the_text_alone(case: dict[str, Any]) -> None:
    """Every expression is found where it stands, and gets the interval that the text alone supports."""
    assert [as_row(case["text"], t, resolve(t)) for t in times(case["text"])] == case["times"]


@pytest.mark.parametrize("case", cases("anchored.json"))
def test_resolved_with_an_anchor(case: dict[str, Any]) -> None:
    """With the day of writing, or the date told before, relative expressions become intervals too."""
    found = times(case["text"])
    anchor = date.fromisoformat(case["anchor"]) if case["anchor"] else None
    intervals = resolve_in_order(found, anchor, (case.get("tense", "past"),) * len(found))
    assert [as_row(case["text"], t, i) for t, i in zip(found, intervals, strict=True)] == case["times"]


def test_every_word_of_the_lexicon_is_used() -> None:
    """Each word stands in its own example, and its class has a tag."""
    rows = read_table("time_words")
    assert [row["word"] for row in rows if row["word"] not in tokenize(row["example"]).lower] == []
    assert {row["class"] for row in rows} <= set(TAGS)
    assert [row["word"] for row in rows] == sorted({row["word"] for row in rows})


def test_a_date_without_a_year_keeps_what_is_stated() -> None:
    """The truncated form survives, with and without an anchor."""
    april, june = times("On April 9 and in June")
    assert resolve(april).partial == "--04-09"
    assert resolve(april, date(2018, 5, 1)).partial == "--04-09"
    assert resolve(june).partial == "--06"


def test_a_moment_before_another_event_takes_over_its_partial_date() -> None:
    """Minutes earlier than something in September is in September."""
    (september,), (earlier,) = times("downed in September"), times("minutes earlier")
    assert resolve(earlier, story=resolve(september)).partial == "--09"


def test_a_pluperfect_lies_before_the_story() -> None:
    """On Monday, told after a Wednesday as what had happened, is the Monday before it."""
    written, wednesday = date(2021, 7, 27), Interval(date(2021, 7, 21), date(2021, 7, 21), "day")
    (monday,) = times("On Monday jets had struck")
    assert resolve(monday, written, "pluperfect", wednesday).start == date(2021, 7, 19)
    assert resolve(monday, written, "past", wednesday).start == date(2021, 7, 26)


def test_an_anchor_known_to_the_month_settles_only_what_holds_for_all_of_it() -> None:
    """Written in June 2021: "last month" is May, "yesterday" could be any day."""
    june = Interval(date(2021, 6, 1), date(2021, 6, 30), "month")
    last_month, yesterday = times("last month and yesterday")
    assert resolve(last_month, june).start == date(2021, 5, 1)
    assert resolve(yesterday, june).start is None


def test_a_stated_weekday_tells_the_year() -> None:
    """3 June was a Sunday in 2018; in 2019 it was a Monday."""
    (sunday,) = times("on Sunday, 3 June")
    assert resolve(sunday, date(2019, 7, 1)).start == date(2018, 6, 3)


@pytest.mark.parametrize(("day_first", "expected"), [(True, date(2021, 8, 3)), (False, date(2021, 3, 8))])
def test_the_order_of_day_and_month_can_be_told(day_first: bool, expected: date) -> None:
    """03/08/2021 is read as its country writes."""
    assert resolve(times("03/08/2021")[0], day_first=day_first).start == expected


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        [
            "{month} {day}, {year}",
            "{day} {month} {year}",
            "the {day} of {month}, {year}",
            "{MONTH} {day:02}, {year}",
            "{day} {abbreviation} {year}",
            "{weekday}, {month} {day}, {year}",
            "{year}-{number:02}-{day:02}",
            "{day:02}.{number:02}.{year}",
            "{day}-{abbreviation}-{year}",
        ]
    ),
)
def test_any_formatted_date_comes_back(day: date, form: str) -> None:
    """However a full date is written, it is found whole and resolves to itself."""
    month = month_name[day.month]
    text = "It began on " + form.format(
        month=month,
        MONTH=month.upper(),
        abbreviation=month[:3],
        day=day.day,
        number=day.month,
        year=day.year,
        weekday=day_name[day.weekday()],
    )
    found = times(text)
    assert len(found) == 1
    assert found[0].end == len(text)
    assert resolve(found[0]) == Interval(day, day, "day")


@given(st.dates(date(1951, 1, 1), date(2049, 12, 31)), st.integers(0, 330))
def test_a_date_without_a_year_comes_back_from_a_later_anchor(day: date, days: int) -> None:
    """Within the year before the text was written, the year can be left out."""
    (found,) = times(f"on {month_name[day.month]} {day.day},")
    assert resolve(found, day + timedelta(days=days)).start == day


LONGEST = {"day": 1, "week": 6, "month": 30, "year": 10_000_000}
WORDS = sorted(row["word"] for row in read_table("time_words"))
PIECES = st.sampled_from(
    [*WORDS, *(word.title() for word in WORDS), "3", "31", "9th", "2015", "99", "1/2/3", "3-5", ",", "."]
)
TIMES = st.sampled_from(
    ["on Monday", "last week", "3 May 2015", "May 31", "two days ago", "in March", "1/2/2003", "yesterday", "since 2011",
     "from 3 to 5 May", "February 29, 2015", "the next day", "in the 1990s", "late on Friday", "99 months earlier"]
)  # fmt: skip


@given(
    st.lists(PIECES | TIMES | st.text(max_size=5), max_size=12),
    st.none() | st.dates(),
    st.sampled_from(["past", "present", "future", "pluperfect"]),
    st.none() | st.tuples(st.dates(), st.integers(0, 400), st.sampled_from(["day", "week", "month", "year"])),
)
def test_nothing_raises_and_intervals_are_in_order(
    pieces: list[str], anchor: date | None, tense: str, story: tuple[date, int, str] | None
) -> None:
    """Any words of time, in any order, and any others: spans in order and inside the text, start before end, known or unknown."""
    text = " ".join(pieces)
    told = None
    if story and story[0] <= date.max - timedelta(days=story[1]):
        told = Interval(story[0], story[0] + timedelta(days=story[1]), story[2])
    end = 0
    for expression in times(text):
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end
        interval = resolve(expression, anchor, tense, told)
        assert interval.precision in {"day", "week", "month", "year", "unknown"}
        assert (interval.start is None) == (interval.end is None) == (interval.precision == "unknown")
        if interval.start and interval.end:
            assert interval.start <= interval.end
            assert (interval.end - interval.start).days <= LONGEST[interval.precision]


def document(text: str, *zones: Zone) -> Document:
    """A document with nothing but zones and tokens."""
    seed = Seed("a.txt", "", "a-0", text, "utf-8")
    return Document(seed, text, zones, (), (), tokenize(text), (), (), ())


def test_the_date_of_publication_comes_from_its_zone_alone() -> None:
    """A date of the body is not the date of the article."""
    text = "Global Desk, August 03, 2021\n\nOn May 5, 2020 it rained."
    assert read_published(document(text, Zone("metadata:published", 13, 28))) == (date(2021, 8, 3), "day")
    assert read_published(document(text, Zone("body", 30, len(text)))) == (None, None)


@pytest.mark.parametrize("text", ["LONDON, Feb 26 -", "Yesterday", "Updated two hours ago", ""])
def test_a_date_of_publication_without_a_year_is_none(text: str) -> None:
    """Nothing is guessed: without a year there is no date."""
    assert read_published(document(text, Zone("metadata:published", 0, len(text)))) == (None, None)


def test_values_say_what_they_mean() -> None:
    """The unanchored value is open to readers: a month without its year."""
    assert times("in June")[0].value == Calendar("month", month=6)


def test_a_long_line_without_a_space_is_searched_in_one_pass() -> None:
    """Thousands of words of time in a row give as many expressions, and an end."""
    tokens = Tokens([], [], [], [])
    for word in ("on", "monday", ",") * 20_000:
        tokens.start.append(len(tokens.start))
        tokens.end.append(len(tokens.start))
        tokens.text.append(word)
        tokens.lower.append(word)
    assert len(find_times(tokens, 0, len(tokens.start))) == 20_000

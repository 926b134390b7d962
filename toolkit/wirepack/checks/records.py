"""Rules about one row alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from wirepack.checks.find import find_rows
from wirepack.plover import MODES, QUADS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.models import Problem

    Tables = Mapping[str, pl.DataFrame]

# All spans of the tables: (table, first column, column behind it).
SPANS = (
    ("quotes", "start", "end"),
    ("quotes", "content_start", "content_end"),
    ("quotes", "speaker_start", "speaker_end"),
    ("quotes", "cue_start", "cue_end"),
    ("events", "start", "end"),
    ("events", "trigger_start", "trigger_end"),
    ("mentions", "start", "end"),
)
# Columns that say nothing without each other.
_TOGETHER = (
    ("articles", ("published", "published_precision")),
    ("quotes", ("speaker_text", "speaker_start", "speaker_end")),
    ("quotes", ("cue", "cue_start", "cue_end")),
    ("events", ("date_start", "date_end")),
    ("events", ("latitude", "longitude")),
    ("events", ("amount", "amount_unit")),
)
_COUNTS = ("killed", "injured", "launched", "intercepted")
# Days from the first to the last; a weekend, or two days that the text names together, count as a day.
_LONGEST = {"day": 1, "week": 6, "month": 30}


def check_spans(tables: Tables) -> list[Problem]:
    """A span holds at least one character: start < end."""
    return [
        problem
        for name, start, end in SPANS
        for problem in find_rows(
            tables, name, pl.col(start) < pl.col(end),
            code="empty-span", field=end, message=f"is not behind {start}; spans hold at least one character",
        )
    ]  # fmt: skip


def check_content_encloses_quote(tables: Tables) -> list[Problem]:
    """The reported content contains the quote; only a partial quote has more content than itself."""
    inside = (pl.col("content_start") <= pl.col("start")) & (pl.col("end") <= pl.col("content_end"))
    equal = (pl.col("content_start") == pl.col("start")) & (pl.col("end") == pl.col("content_end"))
    return find_rows(
        tables, "quotes", inside,
        code="content-outside", field="content_start", message="begins a content that does not hold the quote from start to end",
    ) + find_rows(
        tables, "quotes", equal | (pl.col("kind") == "partial") | ~inside,
        code="content-differs", field="kind", message="has more content than itself; only a partial quote may",
    )  # fmt: skip


def check_trigger_in_sentence(tables: Tables) -> list[Problem]:
    """The trigger of an event stands in its sentence."""
    inside = (pl.col("start") <= pl.col("trigger_start")) & (pl.col("trigger_end") <= pl.col("end"))
    message = "lies outside of the sentence from start to end"
    return find_rows(tables, "events", inside, code="trigger-outside", field="trigger_start", message=message)


def check_given_together(tables: Tables) -> list[Problem]:
    """What takes several columns to say is given in all of them or in none."""
    return [
        problem
        for name, columns in _TOGETHER
        for problem in find_rows(
            tables, name, pl.sum_horizontal(pl.col(column).is_null() for column in columns).is_in([0, len(columns)]),
            code="incomplete", field=columns[0], message=f"{' and '.join(columns)} are given together or not at all",
        )
    ]  # fmt: skip


def check_published(tables: Tables) -> list[Problem]:
    """A publication date known to the month or year is the first day of it."""
    day, precision = pl.col("published"), pl.col("published_precision")
    months, years = day.dt.day() == 1, day.dt.ordinal_day() == 1
    rule = pl.when(precision == "month").then(months).when(precision == "year").then(years)
    message = "is not the first day of the month or year that published_precision tells"
    return find_rows(tables, "articles", rule, code="date-precision", field="published", message=message)


def check_dates(tables: Tables) -> list[Problem]:
    """The date of an event is an interval no wider than its precision says, and missing if that is unknown."""
    first, last, precision = pl.col("date_start"), pl.col("date_end"), pl.col("date_precision")
    days = (last - first).dt.total_days()
    longest = precision.replace_strict(_LONGEST, default=None, return_dtype=pl.Int64)
    fits = longest.is_null() | (days <= longest)  # a year is the coarsest there is: "the 1960s"
    return [
        *find_rows(
            tables, "events", days >= 0,
            code="date-order", field="date_end", message="is before date_start",
        ),
        *find_rows(
            tables, "events", fits | (days < 0),
            code="date-precision", field="date_precision",
            message="is narrower than the days from date_start to date_end, or a week that is none; correct either",
        ),
        *find_rows(
            tables, "events", (precision == "unknown") == first.is_null(),
            code="date-precision", field="date_precision",
            message="does not fit: it is unknown if and only if there is no date",
        ),
    ]  # fmt: skip


def check_counts(tables: Tables) -> list[Problem]:
    """Counts are not negative, and no more is intercepted than was launched."""
    problems = find_rows(
        tables, "events", pl.col("intercepted") <= pl.col("launched"),
        code="count", field="intercepted", message="is more than were launched",
    )  # fmt: skip
    for column in _COUNTS:
        problems += find_rows(tables, "events", pl.col(column) >= 0, code="count", field=column, message="is negative")
    return problems


def check_plover(tables: Tables) -> list[Problem]:
    """Quad class and mode are those of the event type."""
    kind = pl.col("event_type")
    quad = kind.replace_strict(QUADS, default=None, return_dtype=pl.String)
    known = [f"{name}/{mode}" for name, modes in MODES.items() for mode in modes]
    return [
        *find_rows(
            tables, "events", pl.col("quad").eq_missing(quad) | ~kind.is_in(list(QUADS)),
            code="quad", field="quad", message="is not the quad class of the event type",
        ),
        *find_rows(
            tables, "events", (kind + "/" + pl.col("mode")).is_in(known),
            code="mode", field="mode", message="is no mode of the event type",
        ),
    ]  # fmt: skip

"""The tables of a package held against what is expected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from wirepack.comparison.tables import NUMBER, open_resource
from wirepack.errors import UsageError
from wirepack.models import Problem
from wirepack.release.expectations import FILLED, ROWS, UNIQUE
from wirepack.schemas.parse import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirepack.comparison.sides import Resource, Side
    from wirepack.release.expectations import Expectation


def check_expectations(side: Side, expectations: Sequence[Expectation]) -> list[Problem]:
    """Measure the tables that something is expected of; each is read once. UsageError for a field that a table has not."""
    names = dict.fromkeys(each.resource for each in expectations)
    return [
        problem
        for name in names
        for problem in _check_table(side.resources[name], [each for each in expectations if each.resource == name])
    ]


def _check_table(resource: Resource, expectations: Sequence[Expectation]) -> Iterator[Problem]:
    table = open_resource(resource)
    fields = [field.name for field in table.schema.fields]
    wanted = list(dict.fromkeys(name for each in expectations for name in each.fields))
    for name in wanted:
        if name not in fields:
            raise UsageError(f'{resource.place}: is expected to have a field "{name}"; {suggest(name, fields)}')
    columns = {name: str(place) for place, name in enumerate(wanted)}
    unique = {columns[name] for each in expectations if each.check == UNIQUE for name in each.fields}
    rows, filled, parts = 0, dict.fromkeys(wanted, 0), []
    for batch in table.rows(wanted):
        rows += batch.height
        for name, column in columns.items():
            filled[name] += batch.height - batch[column].null_count()
        parts.append(batch.select(NUMBER, *sorted(unique)))
    held = pl.concat(parts) if unique and parts else None
    for each in expectations:
        if each.check == ROWS:
            yield from _check_limits(each, rows, f"has {rows:,} rows")
        elif each.check == FILLED:
            [name] = each.fields
            share = filled[name] / rows if rows else 0.0
            yield from _check_limits(each, share, f"is filled in {share:.2%} of {rows:,} rows", "{:.2%}")
        elif held is not None:
            yield from _check_unique(each, held, [columns[name] for name in each.fields])


def _check_limits(each: Expectation, found: float, what: str, form: str = "{:,.0f}") -> Iterator[Problem]:
    for limit, word, sign in ((each.minimum, "at least", 1), (each.maximum, "at most", -1)):
        if limit is not None and sign * found < sign * limit:
            yield _problem(each, f"{what}, expected are {word} {form.format(limit)}: {each.reason}")


def _check_unique(each: Expectation, held: pl.DataFrame, columns: list[str]) -> Iterator[Problem]:
    """Rows that lack one of the fields do not count, as the standard has it for unique keys."""
    whole = held.select(NUMBER, *columns).drop_nulls()
    twice = whole.filter(whole.select(columns).is_duplicated()).sort(NUMBER)
    if twice.height:
        first = twice.row(0)
        value = ", ".join(map(str, first[1:]))
        message = f"{twice.height:,} rows share their values, expected are unique ones: {each.reason}"
        yield _problem(each, message, value)


def _problem(each: Expectation, message: str, value: str | None = None) -> Problem:
    return Problem(
        f"expectation-{each.check}", message, None, each.resource, None, ", ".join(each.fields) or None, value
    )

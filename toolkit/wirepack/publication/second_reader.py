"""A second reader that shares no code with our own: frictionless reads the finished package from the disk."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from wirepack.descriptor import NAME
from wirepack.models import Problem
from wirepack.problems import MAX_LISTED, list_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    import polars as pl

LIMIT = 100_000  # rows of a table: frictionless takes a minute for a million, and what it looks for shows up early


def read_again(folder: Path, tables: Mapping[str, pl.DataFrame]) -> list[Problem]:
    """Validate a package with frictionless, and compare each CSV cell that it reads with the tables in memory.

    Of each table it reads every row up to `LIMIT`, beyond that the first `LIMIT`; keys to a longer table are left out,
    since frictionless would read all of it.
    """
    from frictionless import FrictionlessException, Package  # noqa: PLC0415 - takes half a second to load

    long = {name for name, table in tables.items() if table.height > LIMIT}
    try:
        package = Package(str(folder / NAME))
    except FrictionlessException as error:
        return [Problem("frictionless", f"frictionless cannot open the package: {error}", NAME)]
    problems: list[Problem] = []
    for resource in package.resources:
        name = str(resource.name)
        if resource.schema and long:
            keys = resource.schema.foreign_keys
            resource.schema.foreign_keys = [key for key in keys if (key["reference"]["resource"] or name) not in long]
        problems += _read_resource(resource, name, tables.get(name), LIMIT if name in long else None)
    return problems


def _read_resource(resource: Any, name: str, table: pl.DataFrame | None, limit: int | None) -> list[Problem]:
    expected = iter(()) if table is None else table.iter_rows()
    differing: list[tuple[int, str, str]] = []
    count = 0

    def compare(row: Any) -> None:
        nonlocal count
        count += 1
        found = tuple(_plain(cell) for cell in row.to_list())
        wanted = next(expected, None)
        if found != wanted:
            differing.append((count, str(wanted), str(found)))

    report = resource.validate(limit_rows=limit, limit_errors=MAX_LISTED, on_row=compare)
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    problems = [
        Problem("frictionless", f"frictionless finds: {error.message}", str(resource.path), name)
        for error in islice(errors, MAX_LISTED)
    ]
    message = "is not the row that frictionless reads: {found}"
    problems += list_rows(differing, code="frictionless", table=name, field=None, message=message)
    if table is not None and not problems and count != min(table.height, limit or table.height):
        message = f"frictionless reads {count:,} rows instead of {table.height:,}"
        problems.append(Problem("frictionless", message, str(resource.path), name))
    return problems


def _plain(cell: Any) -> str | int | float | bool | date | list[str] | None:
    """A cell as polars gives it: frictionless reads numbers as decimals."""
    plain: str | int | float | bool | date | list[str] | None = float(cell) if isinstance(cell, Decimal) else cell
    return plain

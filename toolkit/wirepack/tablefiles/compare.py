"""Two tables, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.models import Problem
from wirepack.problems import list_rows

if TYPE_CHECKING:
    import polars as pl


def list_differences(name: str, table: pl.DataFrame, other: pl.DataFrame, where: tuple[str, str]) -> list[Problem]:
    """List the cells in which two tables of the same columns differ; `where` says what each of them is.

    >>> import polars as pl
    >>> [found] = list_differences("t", pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [2]}), ("CSV", "Parquet"))
    >>> found.row, found.value, found.message
    (1, '1', 'is not what Parquet has: 2; build the package again')
    """
    if table.equals(other):
        return []
    left, right = where
    if table.schema != other.schema or table.height != other.height:
        message = f"has {table.height:,} rows in {left}, but {other.height:,} in {right}; build the package again"
        if table.height == other.height:
            message = f"has other columns or types in {left} than in {right}; build the package again"
        return [Problem("tables-differ", message, table=name)]
    problems: list[Problem] = []
    for column in table.columns:
        rows = table[column].ne_missing(other[column]).arg_true()
        found = zip((row + 1 for row in rows), table[column].gather(rows), other[column].gather(rows), strict=True)
        message = f"is not what {right} has: {{found}}; build the package again"
        problems += list_rows(found, code="cell-differs", table=name, field=column, message=message)
    return problems

"""The rows of a table that break a rule, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.problems import list_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from wirepack.models import Problem

    Tables = Mapping[str, pl.DataFrame]


def find_rows(tables: Tables, name: str, rule: pl.Expr, *, code: str, field: str, message: str) -> list[Problem]:
    """List the rows for which a rule is false, with the value of `field`; null counts as true.

    >>> import polars as pl
    >>> tables = {"t": pl.DataFrame({"n": [1, -1, None]})}
    >>> [problem.row for problem in find_rows(tables, "t", pl.col("n") > 0, code="c", field="n", message="is bad")]
    [2]
    """
    table = tables[name]
    rows = table.select((~rule).fill_null(value=False)).to_series().arg_true()
    found = zip((row + 1 for row in rows), table[field].gather(rows), strict=True)
    return list_rows(found, code=code, table=name, field=field, message=message)

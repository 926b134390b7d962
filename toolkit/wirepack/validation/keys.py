"""Foreign keys between tables. Primary keys are rules of one table: `cells.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from wirepack.problems import list_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.models import Problem
    from wirepack.schemas import ForeignKey, TableSchema


def check_foreign_keys(tables: Mapping[str, pl.DataFrame], schema: TableSchema) -> list[Problem]:
    """List the rows of one table that point to a row that does not exist; a missing value points nowhere.

    Keys to tables that are not among `tables` are left alone: their absence is a problem of the package.
    """
    return [
        problem
        for key in schema.foreign_keys
        if (key.resource or schema.name) in tables
        for problem in _check_key(tables, schema.name, key)
    ]


def _check_key(tables: Mapping[str, pl.DataFrame], name: str, key: ForeignKey) -> list[Problem]:
    target = key.resource or name
    own = tables[name].select(key.fields).with_row_index("__row", offset=1)
    known = tables[target].select(pl.col(key.target[i]).alias(key.fields[i]) for i in range(len(key.fields))).unique()
    lost = own.drop_nulls().join(known, on=list(key.fields), how="anti").sort("__row")
    values = lost.select(key.fields)
    shown = values.to_series() if len(key.fields) == 1 else values.iter_rows()
    return list_rows(
        zip(lost["__row"], shown, strict=True),
        code="foreign-key",
        table=name,
        field=", ".join(key.fields),
        message=f"is no {', '.join(key.target)} of the table {target}; correct it or leave it empty",
    )

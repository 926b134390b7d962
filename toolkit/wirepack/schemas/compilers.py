"""TableSchema -> polars, Arrow and pandera."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from wirepack.schemas.parse import anchored
from wirepack.schemas.vocabulary import parse_value

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandera.polars as pa_polars

    from wirepack.schemas.records import Field, TableSchema

POLARS_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "array": pl.List(pl.String()),
}
ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "array": pa.list_(pa.string()),
}


def to_polars(table: TableSchema) -> pl.Schema:
    """The columns of a table and their types in polars."""
    return pl.Schema({field.name: POLARS_TYPES[field.type] for field in table.fields})


def to_arrow(table: TableSchema) -> pa.Schema:
    """The columns of a table in Arrow, each with title and description in its metadata; required ones are not null."""
    columns = [
        pa.field(
            field.name,
            ARROW_TYPES[field.type],
            nullable=not field.required,
            metadata={"title": field.title, "description": field.description},
        )
        for field in table.fields
    ]
    return pa.schema(columns, metadata={"title": table.title, "description": table.description})


def to_pandera(table: TableSchema) -> pa_polars.DataFrameSchema:
    """The table as a pandera schema for eager data frames: types, required, unique, and one check per constraint.

    A check is named after its keyword in the JSON; three more hold for every table: no empty string (a CSV could not
    tell it from missing), no infinite number, no missing item in a list.
    """
    import pandera.polars as pa_polars  # noqa: PLC0415 - 150 ms, and who only reads a package does without

    single = table.primary_key[0] if len(table.primary_key) == 1 else None
    columns = {
        field.name: pa_polars.Column(
            POLARS_TYPES[field.type],
            checks=[_check(name, test) for name, test in _tests(field).items()],
            nullable=not (field.required or field.name in table.primary_key),
            unique=field.constraints.get("unique", False) or field.name == single,
        )
        for field in table.fields
    }
    composite = list(table.primary_key) if len(table.primary_key) > 1 else None
    return pa_polars.DataFrameSchema(columns, name=table.name, strict=True, ordered=True, unique=composite)


def _check(name: str, test: Callable[[pl.Expr], pl.Expr]) -> pa_polars.Check:
    import pandera.polars as pa_polars  # noqa: PLC0415 - as above

    return pa_polars.Check(lambda data: data.lazyframe.select(test(pl.col(data.key))), name=name)


def _tests(field: Field) -> dict[str, Callable[[pl.Expr], pl.Expr]]:
    """What the values of a column must satisfy, by keyword; a null satisfies everything."""
    kind = field.type
    tests: dict[str, Callable[[pl.Expr], pl.Expr]] = {}
    if kind == "string":
        tests["empty-string"] = lambda column: column != ""
    if kind == "number":
        tests["finite"] = lambda column: column.is_finite()
    if kind == "array":
        tests["missing-item"] = lambda column: ~column.list.contains(None, nulls_equal=True)
    for keyword, limit in field.constraints.items():
        if keyword not in ("required", "unique"):
            tests[keyword] = _test(keyword, limit, kind)
    return tests


def _test(keyword: str, limit: Any, kind: str) -> Callable[[pl.Expr], pl.Expr]:
    if keyword == "pattern":
        return lambda column: column.str.contains(anchored(limit))
    if keyword == "enum":
        values = [parse_value(kind, each) for each in limit]
        return lambda column: column.is_in(pl.Series(values, dtype=POLARS_TYPES[kind]).implode())
    if keyword in ("minLength", "maxLength"):
        return partial(_length_within, keyword, limit, is_list=kind == "array")
    bound: Any = parse_value(kind, limit)
    return (lambda column: column >= bound) if keyword == "minimum" else (lambda column: column <= bound)


def _length_within(keyword: str, limit: int, column: pl.Expr, *, is_list: bool) -> pl.Expr:
    length = column.list.len() if is_list else column.str.len_chars()
    return length >= limit if keyword == "minLength" else length <= limit

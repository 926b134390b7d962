"""The types of Table Schema in polars and Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.audit.schema import Field

# Types that polars has. The rest is text as a CSV writes it: 2020-01, {"a": 1}, "12.5,41.9"; and so is a duration,
# which may have months, whose length polars does not know.
_TYPES: Final[Mapping[str, pl.DataType]] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
    "time": pl.Time(),
    "year": pl.Int64(),
}
_ARROW_TYPES: Final[Mapping[pl.DataType, pa.DataType]] = {
    pl.String(): pa.string(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.Boolean(): pa.bool_(),
    pl.Date(): pa.date32(),
    pl.Datetime("us"): pa.timestamp("us"),
    pl.Time(): pa.time64("ns"),
}
TEXTS: Final = pl.List(pl.String())  # of an array that does not say what its items are
TOLD_BY_COLUMN: Final = frozenset(set(_TYPES) - {"year"})  # the type of a column tells that of its field


def polars_type(field: Field) -> pl.DataType:
    """The type of a field's column in polars.

    >>> from wirepack.audit.schema import Field
    >>> polars_type(Field("days", "list", options={"itemType": "date"}))
    List(Date)
    """
    if field.type == "list":
        return pl.List(_TYPES.get(str(field.options.get("itemType")), pl.String()))
    if field.type == "array":
        item = field.options.get("arrayItem")
        return pl.List(_TYPES.get(str(item.get("type")), pl.String())) if isinstance(item, dict) else TEXTS
    return _TYPES.get(field.type, pl.String())


def arrow_type(field: Field) -> pa.DataType:
    """The type of a field's column in Arrow.

    >>> from wirepack.audit.schema import Field
    >>> str(arrow_type(Field("at", "datetime")))
    'timestamp[us]'
    """
    kind = polars_type(field)
    return pa.list_(_ARROW_TYPES[kind.inner]) if isinstance(kind, pl.List) else _ARROW_TYPES[kind]  # type: ignore[index]


def is_every_value_right(field: Field) -> bool:
    """Whether every value that has the type of the field's column is one of the field, constraints aside.

    >>> from wirepack.audit.schema import Field
    >>> is_every_value_right(Field("n", "integer")), is_every_value_right(Field("m", "yearmonth"))
    (True, False)
    """
    if field.type == "string":
        return field.format == "default"
    if field.type == "array":
        return not field.options.get("arrayItem")
    return field.type in TOLD_BY_COLUMN or field.type == "any"

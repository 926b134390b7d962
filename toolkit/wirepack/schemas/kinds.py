"""The type of a column in pandera -> the type of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl
from pandera import dtypes

if TYPE_CHECKING:
    from collections.abc import Mapping

# The first that fits; a date-time of pandas is a date to pandera, a boolean a number.
_GENERIC: Final = (
    (dtypes.Bool, "boolean"),
    (dtypes.Int, "integer"),
    (dtypes.Float, "number"),
    (dtypes.Decimal, "number"),
    (dtypes.DateTime, "datetime"),
    (dtypes.Date, "date"),
    (dtypes.Timedelta, "duration"),
    (dtypes.String, "string"),
    (dtypes.Category, "any"),
)
# Types of pandas that pandera has no general name for.
_OF_PANDAS: Final[Mapping[str, str]] = {
    "ArrowTime32": "time",
    "ArrowTime64": "time",
    "ArrowList": "array",
    "PythonList": "array",
    "PythonTuple": "array",
    "ArrowStruct": "object",
    "ArrowMap": "object",
    "PythonDict": "object",
    "PythonTypedDict": "object",
    "Object": "any",  # whatever Python has: it says nothing
}
_OF_POLARS: Final = (
    (pl.Boolean, "boolean"),
    (pl.Decimal, "number"),
    (pl.Date, "date"),
    (pl.Datetime, "datetime"),
    (pl.Time, "time"),
    (pl.Duration, "duration"),
    (pl.String, "string"),
    (pl.Categorical, "string"),
    (pl.Enum, "string"),
    (pl.List, "array"),
    (pl.Array, "array"),
    (pl.Struct, "object"),
    (pl.Object, "any"),
    (pl.Unknown, "any"),
)


def describe_type(dtype: Any) -> dict[str, Any] | None:
    """Describe what a column of pandera holds as part of a field: its type, and what else the column's type tells.

    None if it is a type that Table Schema has not, like a complex number.

    >>> import pandera.polars
    >>> describe_type(pandera.polars.Column(pl.List(pl.Int32)).dtype)
    {'type': 'array', 'arrayItem': {'type': 'integer'}}
    >>> describe_type(pandera.polars.Column(pl.UInt8).dtype)
    {'type': 'integer', 'constraints': {'minimum': 0}}
    """
    if dtype is None:
        return {"type": "any"}
    inner = getattr(dtype, "type", None)
    if isinstance(inner, pl.DataType) or (isinstance(inner, type) and issubclass(inner, pl.DataType)):
        return _describe_polars(inner)
    kind = _OF_PANDAS.get(type(dtype).__name__) or next(
        (name for each, name in _GENERIC if isinstance(dtype, each)), None
    )
    if kind is None:
        return None
    described: dict[str, Any] = {"type": kind}
    if isinstance(dtype, dtypes.UInt):
        described["constraints"] = {"minimum": 0}
    if isinstance(dtype, dtypes.Category) and dtype.categories is not None:
        return _describe_categories(list(dtype.categories), ordered=bool(dtype.ordered))
    return described


def _describe_polars(kind: Any) -> dict[str, Any] | None:
    if kind.is_integer():
        unsigned = {"constraints": {"minimum": 0}} if kind.is_unsigned_integer() else {}
        return {"type": "integer"} | unsigned
    if kind.is_float():
        return {"type": "number"}
    name = next((name for each, name in _OF_POLARS if kind == each), None)
    if kind == pl.Enum and isinstance(kind, pl.Enum):
        return _describe_categories(kind.categories.to_list(), ordered=True)
    if name != "array":
        return {"type": name} if name else None
    described: dict[str, Any] = {"type": "array"}
    item = _describe_polars(kind.inner) if isinstance(kind, pl.List | pl.Array) else None
    if item and item["type"] not in ("string", "any"):  # text is what an array holds if nothing is said
        described["arrayItem"] = {"type": item["type"]}
    if isinstance(kind, pl.Array) and kind.size is not None:
        described["constraints"] = {"minLength": kind.size, "maxLength": kind.size}
    return described


def _describe_categories(values: list[Any], *, ordered: bool) -> dict[str, Any] | None:
    """Describe a closed list of values: the standard has it for texts and whole numbers."""
    if all(isinstance(value, str) for value in values):
        kind = "string"
    elif all(hasattr(value, "__index__") and not isinstance(value, bool) for value in values):
        kind, values = "integer", [int(value) for value in values]
    else:
        return None
    return {"type": kind, "categories": values} | ({"categoriesOrdered": True} if ordered else {})

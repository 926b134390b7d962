"""Values -> a form in which equal values are equal, whatever their texts: what keys compare."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.cells import make_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.audit.schema import Field

# Texts of which each value has one alone; any other is written anew.
_CANONICAL: Final = {
    "date": r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z",
    "year": r"\A[1-9][0-9]{3}\z",
}
NAN: Final = "NaN"  # of a number that equals nothing, not even itself
_EXACT: Final = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)  # the usual one rounds to 28 digits
_PLAIN: Final = 5000  # digits of numbers that are written as integers are; an exponent may ask for far too many
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def canonical(value: Any) -> str:
    """Write a value so that equal values are equal texts.

    >>> from decimal import Decimal
    >>> canonical(Decimal("1.50")), canonical(Decimal("1.5")), canonical(15), canonical(True)
    ('1.5', '1.5', '15', 'true')
    """
    if isinstance(value, Decimal):
        return _write_decimal(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return _write_moment(value)
    if isinstance(value, tuple):  # a month of a year, a point
        return " ".join(map(canonical, value))
    if isinstance(value, list | dict):
        return json.dumps(value, sort_keys=True, default=str)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _write_decimal(value: Decimal) -> str:
    if not value.is_finite():
        return NAN if value.is_nan() else str(value)
    if not value:
        return "0"  # minus zero, too
    value = value.normalize(_EXACT)
    return f"{value:f}" if abs(value.adjusted()) < _PLAIN else str(value)


def _write_moment(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat()
    try:
        return value.astimezone(UTC).isoformat()
    except OverflowError:  # there it is before the first year, or after the last
        return str(value - _EPOCH)


def canonical_column(column: pl.Series, field: Field) -> pl.Series:
    """A column in which equal values are equal: whole numbers where all are, else canonical texts."""
    if column.dtype != pl.String:
        return _canonical_typed(column, field)
    if field.type in ("string", "any"):
        return column
    texts = column
    if field.type == "integer":
        numbers = column.cast(pl.Int64, strict=False)
        if numbers.null_count() == column.null_count():
            return numbers
        texts = numbers.cast(pl.String)
        odd = column.filter(numbers.is_null() & column.is_not_null())
    elif field.type in _CANONICAL and field.format == "default":
        odd = column.filter(~column.str.contains(_CANONICAL[field.type]).fill_null(value=True))
    else:
        odd = column.drop_nulls()
    if odd.is_empty():
        return column
    odd, read = odd.unique(), make_reader(field)
    written = pl.Series([canonical(read(text)) for text in odd], dtype=pl.String)
    if field.type == "integer":
        return texts.fill_null(column.replace_strict(odd, written, default=None, return_dtype=pl.String))
    return column.replace(odd, written)


def _canonical_typed(column: pl.Series, field: Field) -> pl.Series:
    if column.dtype.is_integer():
        return column.cast(pl.Int64, strict=False) if column.dtype != pl.UInt64 else column.cast(pl.String)
    if column.dtype == pl.Date:
        return column.cast(pl.String)
    if column.dtype == pl.Object or column.dtype.is_nested():
        write = _writer(field)
        return pl.Series(column.name, [None if v is None else write(v) for v in column], dtype=pl.String)
    different, write = column.drop_nulls().unique(), _writer(field)
    written = pl.Series([write(value) for value in different], dtype=pl.String)
    return column.replace_strict(different, written, default=NAN, return_dtype=pl.String).set(column.is_null(), None)


def _writer(field: Field) -> Callable[[Any], str]:
    """What writes a value of JSON or Parquet as the text of its value; in a field of any type, 1 is not "1"."""
    read = make_reader(field)

    def write(value: Any) -> str:
        value = value.to_list() if isinstance(value, pl.Series) else value
        text = canonical(read(value))
        return text if field.type != "any" or isinstance(value, str) else f"\0{text}"

    return write

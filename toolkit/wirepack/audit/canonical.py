"""One text for each value, so that equal values are equal texts: what keys and rows are compared by.

`canonical` is the definition; most cells of a column are written so at once, by rules that give the same text.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.cells import make_reader
from wirepack.audit.columns import is_plain
from wirepack.audit.values import INVALID

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.audit.schema import Field

# Texts of which each value has one alone; any other is written anew.
_CANONICAL: Final = {
    "integer": r"\A(?:0|-?[1-9][0-9]{0,17})\z",
    "date": r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z",
    "year": r"\A[1-9][0-9]{3}\z",
}
# Texts that `_shorten` writes as `canonical` would; any other goes to the reader, each different one once.
_REGULAR: Final = {
    "number": r"\A[+-]?[0-9]{1,300}(?:\.[0-9]{0,300})?\z",
    "datetime": r"\A(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}[T ]"
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z?\z",
}
NAN: Final = "NaN"  # of a number that equals nothing, not even itself
MARK: Final = "\0"  # begins the text of a value of any type that is no text itself: 1 is not "1"
_EXACT: Final = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)  # the usual one rounds to 28 digits
_PLAIN: Final = 5000  # digits of numbers that are written as integers are; an exponent may ask for far too many
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
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


def canonical_texts(column: pl.Series, field: Field) -> pl.Series:
    """The same as texts, whatever the column; so that columns of different files and types can be compared.

    >>> from wirepack.audit.schema import Field
    >>> canonical_texts(pl.Series(["007"]), Field("n", "integer")).item()
    '7'
    """
    return canonical_column(column, field).cast(pl.String)


def canonical_column(column: pl.Series, field: Field) -> pl.Series:
    """A column in which equal values are equal: whole numbers where all are, else canonical texts.

    Missing cells must be null; a text that is no value of the field stays as it is.

    >>> from wirepack.audit.schema import Field
    >>> canonical_column(pl.Series(["1.50", "+1.5", "x", None]), Field("n", "number")).to_list()
    ['1.5', '1.5', 'x', None]
    """
    if column.dtype != pl.String:
        return _canonical_typed(column, field)
    if field.type in ("string", "any"):
        return column
    if field.type in _REGULAR and is_plain(field):
        return _canonical_regular(column, field)
    pattern = _CANONICAL.get(field.type) if is_plain(field) else None
    odd = column.filter(~column.str.contains(pattern).fill_null(value=True)) if pattern else column.drop_nulls()
    if odd.is_empty():
        return column.cast(pl.Int64) if field.type == "integer" else column
    return _rewrite(column, odd, field)


def _canonical_regular(column: pl.Series, field: Field) -> pl.Series:
    regular = column.str.contains(_REGULAR[field.type]).fill_null(value=True)
    short = _shorten(column, field.type)
    if regular.all():
        return short
    return short.zip_with(regular, _rewrite(column, column.filter(~regular), field))


def _shorten(column: pl.Series, kind: str) -> pl.Series:
    """Write regular texts as `canonical` writes their values."""
    if kind == "datetime":
        moment = column.str.replace(" ", "T", literal=True).str.strip_suffix("Z")
        return moment.zip_with(~column.str.ends_with("Z").fill_null(value=False), moment + "+00:00")
    digits = column.str.strip_prefix("+")
    bare = digits.str.strip_chars_end("0").str.strip_suffix(".")
    digits = bare.zip_with(digits.str.contains(".", literal=True).fill_null(value=False), digits)
    leading = digits.str.contains(r"\A-?0[0-9]").fill_null(value=False)
    if leading.any():
        digits = digits.str.replace(r"\A(-?)0+([0-9])", "${1}${2}").zip_with(leading, digits)
    return digits.replace(["-0", "", "-"], ["0", "0", "0"])


def _rewrite(column: pl.Series, odd: pl.Series, field: Field) -> pl.Series:
    """Write some of the texts of a column anew, each different one once."""
    odd, read = odd.unique(), make_reader(field)
    written = [text if (value := read(text)) is INVALID else canonical(value) for text in odd]
    return column.replace(odd, pl.Series(written, dtype=pl.String))


def _canonical_typed(column: pl.Series, field: Field) -> pl.Series:
    if column.dtype.is_integer():
        return column.cast(pl.Int64, strict=False) if column.dtype != pl.UInt64 else column.cast(pl.String)
    if column.dtype == pl.Date:
        return column.cast(pl.String)
    if column.dtype == pl.Float64 and field.type == "number":
        return _canonical_regular(column.cast(pl.String), field)
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
        known = read(value)
        text = canonical(value if known is INVALID else known)
        if _SURROGATE.search(text):  # half a character: JSON can hold it, Arrow cannot
            text = text.encode("utf-8", "backslashreplace").decode()
        return text if field.type != "any" or isinstance(value, str) else f"{MARK}{text}"

    return write

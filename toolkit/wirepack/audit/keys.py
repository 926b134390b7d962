"""Keys of a table: what stands twice, what is missing, and what points nowhere. Values are compared, not their texts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.cells import make_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wirepack.audit.batches import Batch
    from wirepack.audit.schema import Field, Schema

# Texts of which each value has one alone; any other is written anew.
_CANONICAL: Final = {
    "date": r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z",
    "year": r"\A[1-9][0-9]{3}\z",
}
_NAN: Final = "NaN"  # of a number that equals nothing, not even itself
_EXACT: Final = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)  # the usual one rounds to 28 digits
_GLANCE: Final = 1000  # rows
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
        return _NAN if value.is_nan() else str(value)
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


class Keys:
    """The fields of a table that its keys, or those of other tables, compare: their values, as they pass by."""

    def __init__(self, schema: Schema, fields: Mapping[str, Field], wanted: Sequence[tuple[str, ...]]) -> None:
        self._schema, self._fields = schema, fields
        unique = [(name,) for name, field in fields.items() if field.constraints.get("unique")]
        own = [schema.primary_key, *schema.unique_keys, *unique, *wanted]
        own += [foreign.fields for foreign in schema.foreign_keys]
        own += [foreign.target for foreign in schema.foreign_keys if not foreign.resource]
        self.unique = tuple(name for (name,) in unique)
        self.needed = tuple(dict.fromkeys(name for key in own if self.has(key) for name in key))
        self._parts: dict[str, list[pl.Series]] = {name: [] for name in self.needed}
        self._numbers: list[pl.Series] = []
        self._whole: dict[str, pl.Series] = {}

    def has(self, names: tuple[str, ...]) -> bool:
        """Whether the table has all the fields of a key."""
        return bool(names) and all(name in self._fields for name in names)

    def feed(self, values: Mapping[str, pl.Series], batch: Batch) -> None:
        """Take the values of the next rows; what is missing or no value is null."""
        for name, column in values.items():
            self._parts[name].append(_canonical_column(column, self._fields[name]))
        self._numbers.append(
            batch.numbers
            if batch.numbers is not None
            else pl.int_range(batch.first, batch.first + batch.height, eager=True)
        )

    def values_of(self, names: tuple[str, ...]) -> pl.DataFrame:
        """The values of some fields, equal where the values are: one column per field; none if the table lacks one."""
        if not self.has(names):
            return pl.DataFrame(schema=dict.fromkeys(map(str, range(len(names))), pl.String))
        return pl.DataFrame([self._column(name).alias(str(place)) for place, name in enumerate(names)])

    def all_missing(self, names: tuple[str, ...]) -> pl.DataFrame:
        """The rows (`number`) that have no value in any field of a key."""
        held = self.values_of(names).with_columns(number=self._number())
        return held.filter(pl.all_horizontal(pl.exclude("number").is_null())).select("number")

    def duplicates(self, names: tuple[str, ...], *, whole: bool = False) -> pl.DataFrame:
        """The rows whose key an earlier row has (`number`), each with the nearest such row (`before`).

        Rows without any value do not count. With `whole`, nor do rows that lack a part of the key: the standard says so
        of unique keys.
        """
        values = self.values_of(names)
        if len(names) == 1 and _has_no_twin(values.to_series()):
            return pl.DataFrame(schema={"number": pl.Int64, "before": pl.Int64})
        columns = values.columns
        empty = pl.any_horizontal if whole else pl.all_horizontal
        held = values.with_columns(number=self._number()).filter(~empty(pl.col(columns).is_null()))
        for column in self._numeric(names):
            held = held.filter(pl.col(column).ne_missing(_NAN))
        twice = held.filter((pl.col(columns[0]) if len(columns) == 1 else pl.struct(columns)).is_duplicated())
        pairs = twice.with_columns(before=pl.col("number").shift(1).over(columns))
        return pairs.filter(pl.col("before").is_not_null()).select("number", "before").sort("number")

    def lost(self, names: tuple[str, ...], known: pl.DataFrame) -> pl.DataFrame:
        """The rows whose key is none of those known: its values, and the `number` of the row."""
        own = self.values_of(names)
        columns = own.columns
        own, known = _alike(own, known)
        for column in self._numeric(names):
            known = known.filter(pl.col(column).ne_missing(_NAN))
        held = own.with_columns(number=self._number())
        if len(names) == 1:
            own_column = pl.col(columns[0])
            return held.filter(own_column.is_not_null() & ~own_column.is_in(known.to_series().drop_nulls().implode()))
        held = held.filter(~pl.all_horizontal(pl.col(columns).is_null()))
        return held.join(known.unique(), on=columns, how="anti", nulls_equal=True).sort("number")

    def _numeric(self, names: tuple[str, ...]) -> list[str]:
        """The columns of a key that may hold numbers that equal nothing."""
        return [str(place) for place, name in enumerate(names) if self._fields[name].type == "number"]

    def _column(self, name: str) -> pl.Series:
        if name not in self._whole:
            parts = self._parts[name]
            if len({part.dtype for part in parts}) > 1:
                parts = [part.cast(pl.String) for part in parts]
            self._whole[name] = pl.concat(parts) if parts else pl.Series(dtype=pl.String)
            self._parts[name] = []
        return self._whole[name]

    def _number(self) -> pl.Series:
        if len(self._numbers) != 1:
            self._numbers = [pl.concat(self._numbers) if self._numbers else pl.Series(dtype=pl.Int64)]
        return self._numbers[0]


def _alike(own: pl.DataFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two sets of keys with the same types: whole numbers are texts where the others are."""
    if own.dtypes == known.dtypes:
        return own, known
    return own.cast(pl.String), known.cast(pl.String)


def _canonical_column(column: pl.Series, field: Field) -> pl.Series:
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
    return column.replace_strict(different, written, default=_NAN, return_dtype=pl.String).set(column.is_null(), None)


def _writer(field: Field) -> Callable[[Any], str]:
    """What writes a value of JSON or Parquet as the text of its value; in a field of any type, 1 is not "1"."""
    read = make_reader(field)

    def write(value: Any) -> str:
        value = value.to_list() if isinstance(value, pl.Series) else value
        text = canonical(read(value))
        return text if field.type != "any" or isinstance(value, str) else f"\0{text}"

    return write


def _has_no_twin(column: pl.Series) -> bool:
    """Whether no value stands twice: each is greater than the one before, or there are as many as there are rows."""
    if len(column) < 2 or _is_rising(column):
        return True
    held = column.drop_nulls()
    return held.n_unique() == len(held)


def _is_rising(column: pl.Series) -> bool:
    """Whether each value is greater than the one before; most columns that are not so show it at once."""
    return not column.null_count() and all(
        bool((part > part.shift(1)).slice(1).all()) for part in (column.head(_GLANCE), column)
    )

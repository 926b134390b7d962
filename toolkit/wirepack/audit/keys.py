"""Keys of a table: what stands twice, what is missing, and what points nowhere. Values are compared, not their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from wirepack.audit.canonical import NAN, canonical_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirepack.audit.batches import Batch
    from wirepack.audit.schema import Field, Schema


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
            self._parts[name].append(canonical_column(column, self._fields[name]))
        self._numbers.append(
            batch.numbers
            if batch.numbers is not None
            else pl.int_range(batch.first, batch.first + batch.data.height, eager=True)
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
            held = held.filter(pl.col(column).ne_missing(NAN))
        twice = held.filter((pl.col(columns[0]) if len(columns) == 1 else pl.struct(columns)).is_duplicated())
        pairs = twice.with_columns(before=pl.col("number").shift(1).over(columns))
        return pairs.filter(pl.col("before").is_not_null()).select("number", "before").sort("number")

    def lost(self, names: tuple[str, ...], known: pl.DataFrame) -> pl.DataFrame:
        """The rows whose key is none of those known: its values, and the `number` of the row."""
        own = self.values_of(names)
        columns = own.columns
        own, known = _alike(own, known)
        for column in self._numeric(names):
            known = known.filter(pl.col(column).ne_missing(NAN))
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


def _has_no_twin(column: pl.Series) -> bool:
    """Whether no value stands twice: each is greater than the one before, or there are as many as there are rows."""
    count = len(column)
    if count < 2:
        return True
    if not column.null_count() and column.dtype.is_integer() and bool((column.diff().slice(1) > 0).all()):
        return True
    held = column.drop_nulls()
    return held.n_unique() == len(held)

"""Keys of a table: what stands twice, what is missing, and what points nowhere. Values are compared, not their texts.

They are held in memory, or in buckets on the disk where they are too many; what is asked of them comes in parts, and is
the same either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from wirepack.audit.canonical import NAN, canonical_column
from wirepack.audit.spill import BUCKETS, Buckets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirepack.audit.batches import Batch
    from wirepack.audit.schema import Field, Schema
    from wirepack.audit.spill import Spill

    Key = tuple[str, ...]

_GLANCE: Final = 1000  # rows
_NUMBER: Final = 8  # bytes of the number of a row


class Keys:
    """The fields of a table that its keys, or those of other tables, compare: their values, as they pass by."""

    def __init__(self, schema: Schema, fields: Mapping[str, Field], wanted: Sequence[Key], spill: Spill) -> None:
        self._fields, self._spill = fields, spill
        unique = [(name,) for name, field in fields.items() if field.constraints.get("unique")]
        own = [schema.primary_key, *schema.unique_keys, *unique, *wanted]
        own += [foreign.fields for foreign in schema.foreign_keys]
        own += [foreign.target for foreign in schema.foreign_keys if not foreign.resource]
        self.unique = tuple(name for (name,) in unique)
        self._keys: tuple[Key, ...] = tuple(dict.fromkeys(key for key in own if self.has(key)))
        self.needed = tuple(dict.fromkeys(name for key in self._keys for name in key))
        self.held = 0
        self._parts: dict[str, list[pl.Series]] = {name: [] for name in self.needed}
        self._numbers: list[pl.Series] = []
        self._places: list[tuple[int, int]] = []  # of what is on the disk
        self._buckets: dict[Key, Buckets] = {}
        # Of the keys of one field that must be unique: the last value, while each was greater than the one before.
        ordered = {key[0] for key in (schema.primary_key, *schema.unique_keys, *unique) if len(key) == 1}
        self._rising: dict[str, pl.Series] = {name: pl.Series(dtype=pl.Null) for name in ordered & {*self.needed}}
        if self.needed:
            spill.holders.append(self)

    def has(self, names: Key) -> bool:
        """Whether the table has all the fields of a key."""
        return bool(names) and all(name in self._fields for name in names)

    def feed(self, values: Mapping[str, pl.Series], batch: Batch) -> None:
        """Take the values of the next rows; what is missing or no value is null."""
        for name, column in values.items():
            held = canonical_column(column, self._fields[name])
            self._parts[name].append(held)
            self.held += int(held.estimated_size())
            if name in self._rising:
                self._follow(name, held)
        self._numbers.append(
            batch.numbers
            if batch.numbers is not None
            else pl.int_range(batch.first, batch.first + batch.height, eager=True)
        )
        self.held += batch.height * _NUMBER
        self._spill.relieve()

    def _follow(self, name: str, column: pl.Series) -> None:
        """Note whether the values of a column still rise."""
        last = self._rising[name]
        if last.dtype not in (column.dtype, pl.Null) or not _is_rising(column, last):
            del self._rising[name]
        elif len(column):
            self._rising[name] = column.tail(1)

    def unload(self) -> None:
        """Put what is held on the disk, as it stands: most keys are never compared across its parts."""
        if self._numbers:
            columns = [self._column(name).alias(str(place)) for place, name in enumerate(self.needed)]
            self._places += self._spill.write(pl.DataFrame([*columns, self._number().alias("number")]))
            self._parts, self._numbers, self.held = {name: [] for name in self.needed}, [], 0

    @property
    def is_held(self) -> bool:
        """Whether all is in memory."""
        return not self._places

    # ------------------------------------------------------------ what is asked of keys

    def all_missing(self, names: Key) -> Iterator[pl.DataFrame]:
        """The rows (`number`) that have no value in any field of a key."""
        for rows in self._rows(names):
            yield rows.filter(pl.all_horizontal(pl.exclude("number").is_null())).select("number")

    def duplicates(self, names: Key, *, whole: bool = False) -> Iterator[pl.DataFrame]:
        """The rows whose key an earlier row has (`number`), each with the nearest such row (`before`).

        Rows without any value do not count. With `whole`, nor do rows that lack a part of the key: the standard says so
        of unique keys.
        """
        if len(names) == 1 and (names[0] in self._rising or (self.is_held and _has_no_twin(self._column(names[0])))):
            return
        if self.is_held:
            yield from self._twins(names, iter([self._whole(names)]), whole=whole)
            return
        buckets = self._in_buckets(names)
        for bucket in range(BUCKETS):
            shares = buckets.shares(bucket)
            for share in range(shares):
                yield from self._twins(names, buckets.parts(bucket, share, shares), whole=whole)

    def _twins(self, names: Key, parts: Iterator[pl.DataFrame], *, whole: bool) -> Iterator[pl.DataFrame]:
        """Those of rows that come in parts: of the parts before, the last row of each key is kept."""
        columns = [str(place) for place in range(len(names))]
        empty = pl.any_horizontal if whole else pl.all_horizontal
        rows: pl.DataFrame | None = None
        for part in parts:
            before = [] if rows is None else [rows.unique(columns, keep="last")]
            counted = self._without_nan(part.filter(~empty(pl.col(columns).is_null())), names)
            rows = pl.concat([*before, counted])
            twice = rows.filter((pl.col(columns[0]) if len(columns) == 1 else pl.struct(columns)).is_duplicated())
            pairs = twice.with_columns(before=pl.col("number").shift(1).over(columns))
            yield pairs.filter(pl.col("before").is_not_null()).select("number", "before")

    def lost(self, names: Key, others: Keys, target: Key) -> Iterator[pl.DataFrame]:
        """The rows whose key is none of `target` in another table: its values, and the `number` of the row."""
        if others.is_held or not others.has(target):
            known = self._known(iter([others._whole(target)]), names)
            for rows in self._rows(names):
                yield _lost(rows, known, len(names))
            return
        own, theirs = self._in_buckets(names), others._in_buckets(target)
        for bucket in range(BUCKETS):
            shares = theirs.shares(bucket)
            for share in range(shares):
                known = self._known(theirs.parts(bucket, share, shares), names)
                for rows in own.parts(bucket, share, shares):
                    yield _lost(rows, known, len(names))

    # ------------------------------------------------------------ the rows themselves

    def _known(self, parts: Iterator[pl.DataFrame], names: Key) -> pl.DataFrame:
        """The different keys of rows of another table, those aside that none of ours can equal."""
        found = [part.drop("number").unique() for part in parts]
        if not found:
            return pl.DataFrame(schema={str(place): pl.String for place in range(len(names))})
        known = found[0] if len(found) == 1 else pl.concat(found).unique()
        return self._without_nan(known, names)

    def _rows(self, names: Key) -> Iterator[pl.DataFrame]:
        """All rows of a key, in parts."""
        if self.is_held:
            yield self._whole(names)
            return
        self.unload()
        columns = [pl.col(str(self.needed.index(name))).alias(str(place)) for place, name in enumerate(names)]
        for place in self._places:
            yield self._spill.read(place).select(*columns, "number")

    def _in_buckets(self, names: Key) -> Buckets:
        """All rows of a key on the disk, by the hash of the key."""
        if names not in self._buckets:
            buckets = Buckets(self._spill, len(names))
            self.unload()
            for rows in self._rows(names):
                buckets.add(rows)
            self._buckets[names] = buckets
        return self._buckets[names]

    def _whole(self, names: Key) -> pl.DataFrame:
        """All rows of a key that are held; none if the table lacks a field of it."""
        if not self.has(names):
            kinds = {str(place): pl.String for place in range(len(names))}
            return pl.DataFrame(schema=kinds | {"number": pl.Int64})
        columns = [self._column(name).alias(str(place)) for place, name in enumerate(names)]
        return pl.DataFrame([*columns, self._number().alias("number")])

    def _without_nan(self, rows: pl.DataFrame, names: Key) -> pl.DataFrame:
        """The rows of a key without those that hold a number that equals nothing; whole numbers all equal something."""
        for place, name in enumerate(names):
            if self._fields[name].type == "number" and rows.dtypes[place] == pl.String:
                rows = rows.filter(pl.col(str(place)).ne_missing(NAN))
        return rows

    def _column(self, name: str) -> pl.Series:
        parts = self._parts[name]
        if len(parts) != 1:
            if len({part.dtype for part in parts}) > 1:
                parts = [part.cast(pl.String) for part in parts]
            self._parts[name] = parts = [pl.concat(parts) if parts else pl.Series(dtype=pl.String)]
        return parts[0]

    def _number(self) -> pl.Series:
        if len(self._numbers) != 1:
            self._numbers = [pl.concat(self._numbers) if self._numbers else pl.Series(dtype=pl.Int64)]
        return self._numbers[0]


def _lost(rows: pl.DataFrame, known: pl.DataFrame, width: int) -> pl.DataFrame:
    """The rows whose key is none of those known."""
    columns = [str(place) for place in range(width)]
    if rows.select(columns).dtypes != known.dtypes:  # whole numbers are texts where the others are
        rows, known = rows.with_columns(pl.col(columns).cast(pl.String)), known.cast(pl.String)
    if width == 1:
        own = pl.col(columns[0])
        return rows.filter(own.is_not_null() & ~own.is_in(known.to_series().drop_nulls().implode()))
    rows = rows.filter(~pl.all_horizontal(pl.col(columns).is_null()))
    return rows.join(known, on=columns, how="anti", nulls_equal=True)


def _has_no_twin(column: pl.Series) -> bool:
    """Whether no value stands twice."""
    held = column.drop_nulls()
    return held.n_unique() == len(held)


def _is_rising(column: pl.Series, last: pl.Series) -> bool:
    """Whether each value is greater than the one before; most columns that are not so show it at once."""
    if column.null_count() or (len(last) and len(column) and not bool((column.head(1) > last).all())):
        return False
    return all(bool((part > part.shift(1)).slice(1).all()) for part in (column.head(_GLANCE), column))

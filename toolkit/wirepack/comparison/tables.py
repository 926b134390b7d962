"""A resource -> its rows, a batch at a time: every cell as the canonical text of its value, null where it is missing."""

from __future__ import annotations

import csv
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl
import pyarrow as pa

from wirepack.audit.audit import open_table, prefetch
from wirepack.audit.canonical import canonical_texts
from wirepack.audit.columns import emptied, missing, missing_typed
from wirepack.audit.labels import match_labels
from wirepack.audit.object_tables import TableError
from wirepack.audit.places import FetchError
from wirepack.audit.schema import Field, Schema
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirepack.audit.batches import Batch, Table
    from wirepack.comparison.sides import Resource

NUMBER: Final = "number"  # the column of the numbers that rows have in their file, the header counted
SURPLUS: Final = "(cells beyond the header)"  # the field of what a row has more than the header
_TYPE_OF: Final = (
    (pl.Boolean, "boolean"),
    (pl.Date, "date"),
    (pl.Datetime, "datetime"),
    (pl.Time, "time"),
    (pl.Duration, "duration"),
    (pl.List, "array"),
    (pl.Struct, "object"),
    (pl.String, "string"),
)


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table whose rows can be read once. `schema` has all its columns: those that its own lacks are added."""

    resource: Resource
    schema: Schema
    places: dict[str, str]  # by field, the column of the batches; a field may have none
    table: Table

    def rows(self, names: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Read the rows: their `number`, and the values of some fields in columns "0", "1", … UsageError if it fails."""
        fields = {field.name: field for field in self.schema.fields}
        wanted = {name: (self.places[name], fields[name]) for name in names if name in self.places}
        with explained(self.resource):
            for batch in prefetch(self.table.batches):
                columns = _read_columns(batch.frame, wanted)
                if SURPLUS in names:
                    columns[SURPLUS] = _surplus(batch, len(self.places))
                none = _nothing(batch.height)
                named = [columns.get(name, none).alias(str(place)) for place, name in enumerate(names)]
                yield pl.DataFrame([_numbers(batch), *named])


def open_resource(resource: Resource, other: Schema | None = None) -> OpenTable:
    """Open a table. What has no schema is read by the types of its file, or else by the `other` one's schema."""
    given = resource.schema or resource.borrowed
    with explained(resource):
        table = open_table(resource.source, resource.descriptor, given or Schema(()))
    schema = given if given and given.fields else _schema_of_file(table, other)
    header = match_labels(table.labels, schema)
    columns = header.fields[: len(table.labels)] if table.labels else header.fields
    places = {field.name: str(place) for place, field in enumerate(columns)}
    known = {field.name for field in schema.fields}
    whole = (*schema.fields, *(field for field in columns if field.name not in known))
    fields = Schema(whole, schema.primary_key, schema.unique_keys, schema.foreign_keys, schema.match)
    return OpenTable(resource, fields, places, table)


def _schema_of_file(table: Table, other: Schema | None) -> Schema:
    """What a file without a schema tells of its columns: names, and the types where it has some."""
    labels = match_labels(table.labels, Schema(())).fields if table.labels else ()
    if table.types:
        return Schema(tuple(Field(field.name, _type_of(kind)) for field, kind in zip(labels, table.types, strict=True)))
    known = {field.name: field for field in other.fields} if other else {}
    return Schema(tuple(known.get(field.name, field) for field in labels))


def _type_of(kind: pl.DataType) -> str:
    if kind.is_integer():
        return "integer"
    if kind.is_numeric():
        return "number"
    return next((name for base, name in _TYPE_OF if kind == base), "any")


@contextmanager
def explained(resource: Resource) -> Iterator[None]:
    """Tell which table cannot be read, and why, as a UsageError."""
    try:
        yield
    except (FetchError, TableError, csv.Error, UnicodeDecodeError, LookupError, pa.ArrowInvalid) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"{resource.place}: cannot be read: {reason}; `wirepack validate` tells more") from None


def _numbers(batch: Batch) -> pl.Series:
    if batch.numbers is not None:
        return batch.numbers.alias(NUMBER)
    return pl.int_range(batch.first, batch.first + batch.height, dtype=pl.Int64, eager=True).alias(NUMBER)


def _read_columns(data: pl.DataFrame, wanted: Mapping[str, tuple[str, Field]]) -> dict[str, pl.Series]:
    """The columns of some fields; a file that lacks the column of one has no value in it."""
    types = data.schema
    held = {name: (place, field) for name, (place, field) in wanted.items() if place in types}
    absent = data.select(
        (missing(field, pl.col(at)) if types[at] == pl.String else missing_typed(field, data[at])).alias(at)
        for at, field in held.values()
    )
    return {name: canonical_texts(emptied(data[at], absent[at]), field) for name, (at, field) in held.items()}


def _nothing(height: int) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, height)


def _surplus(batch: Batch, width: int) -> pl.Series:
    """The cells of each row that no column takes, as a list in JSON; null where there are none."""
    more = {number: cells[width:] for number, cells in batch.ragged.items() if len(cells) > width}
    if not more:
        return _nothing(batch.height)
    texts: list[str | None] = [None] * batch.height
    for row, cells in zip(batch.rows_of(list(more)), more.values(), strict=True):
        texts[row] = json.dumps(cells, ensure_ascii=False)
    return pl.Series(texts, dtype=pl.String)

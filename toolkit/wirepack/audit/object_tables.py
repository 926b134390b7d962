"""JSON, JSON Lines, data inside the descriptor and Parquet -> a table whose cells have types of their own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa

from wirepack.audit.batches import Batch, Table, write_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_ROWS: Final = 50_000
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")  # half a character: JSON can hold it, Arrow cannot
_PARQUET_ROWS: Final = 1 << 17


class TableError(Exception):
    """A file that holds no table; the message says why."""


def read_json_table(file: BinaryIO, encoding: str, *, header: bool, dialect: Any = None) -> Table:
    """Read a table from JSON: a list of lists, the first with the labels, or a list of objects.

    The dialect may name the property of an object that holds the list, and the keys of its items.
    """
    given = dialect if isinstance(dialect, dict) else {}
    given = given | given["json"] if isinstance(given.get("json"), dict) else given
    data = _parse(file.read(), encoding, "the file")
    if "property" in given:
        data = data.get(given["property"]) if isinstance(data, dict) else None
    return read_rows(data, header=header, keys=given.get("itemKeys", given.get("keys", ())))


def read_json_lines(file: BinaryIO, encoding: str, *, header: bool) -> Table:
    """Read a table from lines of JSON."""
    lines = enumerate(file, start=1)
    return read_rows(
        [_parse(line, encoding, f"line {number}") for number, line in lines if line.strip()], header=header
    )


def _parse(data: bytes, encoding: str, what: str) -> Any:
    text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{what} is no JSON: {error}") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no value of JSON")


def read_rows(data: Any, *, header: bool = True, keys: Sequence[str] = ()) -> Table:
    """Read a table from rows: lists, or objects, whose labels are the keys of the first unless `keys` has them.

    >>> table = read_rows([{"a": 1, "b": "x"}, {"a": 2}])
    >>> table.labels, next(table.batches).cells_of(0)
    (('a', 'b'), ('1', 'x'))
    """
    if not isinstance(data, list) or not (
        all(isinstance(row, list) for row in data) or all(isinstance(row, dict) for row in data)
    ):
        raise TableError("is no table: it must be a list of lists or a list of objects")
    if data and isinstance(data[0], dict):
        labels = tuple(keys or data[0])
        rows: list[Sequence[Any]] = [[row.get(label) for label in labels] for row in data]
        return Table(labels, _make_batches(rows, len(labels), 2))
    if not header:
        return Table(None, _make_batches(data, max(map(len, data), default=0), 1))
    first = tuple(write_cell(label).strip() for label in data[0]) if data else ()
    return Table(first, _make_batches(data[1:], len(first), 2))


def _make_batches(rows: list[Any], width: int, first: int) -> Iterator[Batch]:
    for begin in range(0, len(rows), _ROWS):
        part = rows[begin : begin + _ROWS]
        start = first + begin
        ragged = {start + place: tuple(map(write_cell, row)) for place, row in enumerate(part) if len(row) != width}
        columns = {str(n): make_column([row[n] if n < len(row) else None for row in part]) for n in range(width)}
        yield Batch(pl.DataFrame(columns), start, None, ragged)


def make_column(cells: list[Any]) -> pl.Series:
    """Make a column of values of JSON: typed if all have one type, else of objects."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds <= {str} and not any(cell and _SURROGATE.search(cell) for cell in cells):
        return pl.Series(cells, dtype=pl.String)
    if kinds == {bool}:
        return pl.Series(cells, dtype=pl.Boolean)
    if kinds == {int} and all(cell is None or -(1 << 63) <= cell < 1 << 63 for cell in cells):
        return pl.Series(cells, dtype=pl.Int64)
    if kinds == {float}:
        return pl.Series(cells, dtype=pl.Float64)
    return pl.Series(cells, dtype=pl.Object)


def read_parquet(file: BinaryIO) -> Table:
    """Read a table from Parquet, a group of rows at a time."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - for these files alone

    try:
        table = pq.ParquetFile(file)
        labels = tuple(table.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"is no Parquet: {str(error).splitlines()[0]}") from None
    return Table(labels, _read_groups(table, len(labels)))


def _read_groups(table: Any, width: int) -> Iterator[Batch]:
    names, first = [str(place) for place in range(width)], 2
    try:
        for part in table.iter_batches(_PARQUET_ROWS):
            part.validate(full=True)  # else a damaged text would reach polars, which trusts Arrow
            yield Batch(part.rename_columns(names), first)
            first += part.num_rows
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"is damaged: {str(error).splitlines()[0]}") from None

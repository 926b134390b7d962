"""JSON, JSON Lines, data inside the descriptor and Parquet -> a table whose cells have types of their own."""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa

from wirepack.audit.batches import Batch, Table, write_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_ROWS: Final = 50_000
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")  # half a character: JSON can hold it, Arrow cannot
_CELLS: Final = 2_000_000  # read at once
_PARQUET_ROWS: Final = 1 << 17
_PARQUET_CELLS: Final = 4_000_000
_PARQUET_BYTES: Final = 1 << 20  # read ahead of each column, so that a group of rows need not fit into memory
_NO_TABLE: Final = "is no table: it must be a list of lists or a list of objects"


class TableError(Exception):
    """A file that holds no table; the message says why."""


def read_json_table(file: BinaryIO, encoding: str, *, header: bool, dialect: Any = None, width: int = 0) -> Table:
    """Read a table from JSON: a list of lists, the first with the labels, or a list of objects.

    The dialect may name the property of an object that holds the list, and the keys of its items.
    """
    given = dialect if isinstance(dialect, dict) else {}
    given = given | given["json"] if isinstance(given.get("json"), dict) else given
    data = _parse(file.read(), encoding, "the file")
    if "property" in given:
        data = data.get(given["property"]) if isinstance(data, dict) else None
    return read_rows(data, header=header, keys=given.get("itemKeys", given.get("keys", ())), width=width)


def read_json_lines(file: BinaryIO, encoding: str, *, header: bool, width: int = 0) -> Table:
    """Read a table from lines of JSON, some at a time; the file is closed behind the last."""
    return _make_table(_parse_lines(file, encoding), header=header, width=width)


def _parse_lines(file: BinaryIO, encoding: str) -> Iterator[Any]:
    with file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _parse(line, encoding, f"line {number}")


def _parse(data: bytes, encoding: str, what: str) -> Any:
    text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{what} is no JSON: {error}") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no value of JSON")


def read_rows(data: Any, *, header: bool = True, keys: Sequence[str] = (), width: int = 0) -> Table:
    """Read a table from rows: lists, or objects, whose labels are the keys of the first unless `keys` has them.

    Without a header, lists have `width` cells.

    >>> table = read_rows([{"a": 1, "b": "x"}, {"a": 2}])
    >>> table.labels, next(table.batches).cells_of(0)
    (('a', 'b'), ('1', 'x'))
    """
    if not isinstance(data, list) or not (_are(list, data) or _are(dict, data)):
        raise TableError(_NO_TABLE)
    return _make_table(iter(data), header=header, keys=keys, width=width)


def _are(kind: type, rows: Sequence[Any]) -> bool:
    return all(isinstance(row, kind) for row in rows)


def _make_table(rows: Iterator[Any], *, header: bool, keys: Sequence[str] = (), width: int = 0) -> Table:
    first: Any = next(rows, [])
    if isinstance(first, dict):
        labels = tuple(keys or first)
        return Table(labels, _make_batches(chain([first], rows), len(labels), 2, labels))
    if not isinstance(first, list):
        raise TableError(_NO_TABLE)
    if not header:
        return Table(None, _make_batches(chain([first] if first else [], rows), width, 1))
    found = tuple(write_cell(label).strip() for label in first)
    return Table(found, _make_batches(rows, len(found), 2))


def _make_batches(rows: Iterator[Any], width: int, first: int, labels: Sequence[str] | None = None) -> Iterator[Batch]:
    while part := list(islice(rows, max(1, min(_ROWS, _CELLS // max(width, 1))))):
        if not _are(list if labels is None else dict, part):
            raise TableError(_NO_TABLE)
        if labels is not None:
            part = [[row.get(label) for label in labels] for row in part]
        ragged = {first + place: tuple(map(write_cell, row)) for place, row in enumerate(part) if len(row) != width}
        columns = {str(n): make_column([row[n] if n < len(row) else None for row in part]) for n in range(width)}
        yield Batch(pl.DataFrame(columns), first, None, ragged)
        first += len(part)


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
        table = pq.ParquetFile(file, buffer_size=_PARQUET_BYTES)
        labels = tuple(table.schema_arrow.names)
        types = tuple(pl.DataFrame(pl.from_arrow(_numbered(table.schema_arrow.empty_table()))).dtypes)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"is no Parquet: {str(error).splitlines()[0]}") from None
    return Table(labels, _read_groups(table, len(labels)), types)


def _numbered(table: pa.Table) -> pa.Table:
    """A table whose columns are called by their places."""
    return table.rename_columns([str(place) for place in range(table.num_columns)])


def _read_groups(table: Any, width: int) -> Iterator[Batch]:
    names, first = [str(place) for place in range(width)], 2
    try:
        for part in table.iter_batches(max(1, min(_PARQUET_ROWS, _PARQUET_CELLS // max(width, 1)))):
            part.validate(full=True)  # else a damaged text would reach polars, which trusts Arrow
            yield Batch(part.rename_columns(names), first)
            first += part.num_rows
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"is damaged: {str(error).splitlines()[0]}") from None

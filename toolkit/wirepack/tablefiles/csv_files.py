"""Tables <-> CSV: UTF-8, LF, RFC 4180 quoting only where a cell needs it, an empty cell for missing.

The cells are written by us and not by a library's writer, so that the bytes do not change with its version:

    string   as it is; quoted if it holds a comma, a quotation mark or a line end
    number   the shortest decimal that reads back as the same double, as Python writes it: 34.73, 1e+16
    boolean  true, false
    date     2021-08-03
    array    JSON: ["RUS", "SYR"]; a missing list is an empty cell, an empty list is []
"""

from __future__ import annotations

import json
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from wirepack.models import Problem
from wirepack.problems import list_rows
from wirepack.schemas.types import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wirepack.schemas import Field, TableSchema

# What a reader must be told, in the words of Data Package v2: declared, so that no reader has to guess.
DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}

_SLICE = 50_000  # rows turned into text at once: bounds the memory of writing
_BLOCK = 8 << 20  # bytes read at once: the fastest on one core; a longer row makes us read the file as one block
_NEEDS_QUOTES = r'[",\r\n]'
_INTEGER = r"\A[+-]?[0-9]+\z"
_NUMBER = r"\A[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\z"
_DATE = r"\A(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}\z"  # Python has no year 0
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "1": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "0": False,
}
_KINDS = {
    "integer": "whole number",
    "number": "number",
    "date": "date (YYYY-MM-DD)",
    "boolean": "truth value (true, false)",
    "array": "JSON list of strings",
}


def write_csv(table: pl.DataFrame, path: Path) -> None:
    """Write a table; the same table gives the same bytes everywhere."""
    with path.open("wb") as file:
        file.write((",".join(table.columns) + "\n").encode())
        for chunk in _render(table):
            file.write(chunk)


def _render(table: pl.DataFrame) -> Iterator[bytes]:
    for part in table.iter_slices(_SLICE):
        cells = [_quote(_to_text(column)) for column in part.get_columns()]
        lines = pl.DataFrame(cells).select(pl.concat_str(pl.all(), separator=",")).to_series()
        yield ("\n".join(lines) + "\n").encode()


def _to_text(column: pl.Series) -> pl.Series:
    """Turn a column into text, null where it is null."""
    kind = column.dtype
    if kind == pl.Float64:
        return _map(column, repr)
    if kind == pl.List(pl.String):
        return _map(column, lambda items: json.dumps(items, ensure_ascii=False))
    if kind == pl.Boolean:
        return _map(column, lambda value: "true" if value else "false")
    if kind == pl.Date:
        return _map(column, lambda value: value.isoformat())
    return column.cast(pl.String)


def _map(column: pl.Series, write: Any) -> pl.Series:
    texts = [None if value is None else write(value) for value in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def _quote(column: pl.Series) -> pl.Series:
    quoted = '"' + column.str.replace_all('"', '""', literal=True) + '"'
    return column.zip_with(~column.str.contains(_NEEDS_QUOTES).fill_null(value=False), quoted).fill_null("")


def read_csv(path: Path, schema: TableSchema) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Read a table strictly: every cell is what its field's type allows, or a problem; None if no table can be made.

    Cells are read as text and cast by us, because Arrow's typed reader takes `0x1F` for a number and a date with a
    time for a date. A bad cell is null in the table; with rows of a wrong length there is no table, since no row
    behind them could be named.
    """
    ragged: list[tuple[int, int]] = []
    try:
        _check_bytes(path)
        cells = _read_text(path, schema, ragged)
    except (pa.ArrowInvalid, OSError) as error:
        return None, [Problem("unreadable-table", f"is no CSV table: {str(error).splitlines()[0]}", table=schema.name)]
    if cells.column_names != schema.columns:
        found = f"the header is {','.join(cells.column_names)}; it must be {','.join(schema.columns)}"
        return None, [Problem("header", found, table=schema.name)]
    if ragged:
        advice = f"is the number of cells, not {len(schema.fields)}; quote commas and line ends, or fill the row up"
        return None, list_rows(ragged, code="cell-count", table=schema.name, field=None, message=advice)
    text = pl.DataFrame(pl.from_arrow(cells))
    columns = [_parse(text[field.name], field.type) for field in schema.fields]
    problems = [
        problem
        for field, column in zip(schema.fields, columns, strict=True)
        for problem in _list_unparsed(text[field.name], column, field, schema.name)
    ]
    return pl.DataFrame(columns), problems


def _check_bytes(path: Path) -> None:
    """Refuse bytes that are not UTF-8, and an odd number of quotation marks: one of them is not closed.

    Arrow fails on the first only where it has to cast, and takes the rest of the file for one cell on the second.
    """
    decoder = getincrementaldecoder("utf-8")()
    marks = 0
    with path.open("rb") as file:
        try:
            for block in iter(lambda: file.read(_BLOCK), b""):
                marks += block.count(b'"')
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise pa.ArrowInvalid(f"it is not UTF-8 ({error.reason} in the bytes before {file.tell():,})") from None
    if marks % 2:
        raise pa.ArrowInvalid("a quotation mark is not closed")


def _read_text(path: Path, schema: TableSchema, ragged: list[tuple[int, int]]) -> pa.Table:
    """Read all cells as text; rows of a wrong length go to `ragged` as (row, cells)."""

    def skip(row: Any) -> str:
        ragged.append((row.number - 1, row.actual_columns))  # the header is row 1 to Arrow
        return "skip"

    size = path.stat().st_size + 1
    for block in (_BLOCK, size):
        ragged.clear()
        try:
            table = arrow_csv.read_csv(
                path,
                read_options=arrow_csv.ReadOptions(use_threads=False, block_size=block),
                parse_options=arrow_csv.ParseOptions(
                    newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=skip
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types={name: pa.string() for name in schema.columns},
                    null_values=[""],
                    strings_can_be_null=True,
                    quoted_strings_can_be_null=True,
                ),
            )
        except pa.ArrowInvalid as error:
            if block == size or "straddling" not in str(error):
                raise
        else:
            return table
    raise AssertionError("the second block holds the whole file")


def _parse(column: pl.Series, kind: str) -> pl.Series:
    """Cast text to a field's type; what is no such value becomes null."""
    match kind:
        case "integer":
            digits = column.str.strip_prefix("+").cast(pl.Int64, strict=False)
            return digits.zip_with(column.str.contains(_INTEGER).fill_null(value=False), _nothing(digits))
        case "number":
            number = column.cast(pl.Float64, strict=False)
            return number.zip_with(column.str.contains(_NUMBER).fill_null(value=False), _nothing(number))
        case "date":
            day = column.str.to_date("%Y-%m-%d", strict=False)
            return day.zip_with(column.str.contains(_DATE).fill_null(value=False), _nothing(day))
        case "boolean":
            return column.replace_strict(_BOOLEANS, default=None, return_dtype=pl.Boolean)
        case "array":
            lists = {text: _parse_list(text) for text in column.unique().drop_nulls()}
            return pl.Series(column.name, [lists.get(text) for text in column], dtype=TEXTS)
    return column


def _nothing(column: pl.Series) -> pl.Series:
    return pl.Series(column.name, [None], dtype=column.dtype).new_from_index(0, len(column))


def _parse_list(text: str) -> list[str] | None:
    try:
        items = json.loads(text)
        "".join(items).encode()  # an escaped half of a surrogate pair is no text
    except (ValueError, TypeError, RecursionError):
        return None
    return items if isinstance(items, list) and all(isinstance(item, str) for item in items) else None


def _list_unparsed(text: pl.Series, column: pl.Series, field: Field, table: str) -> list[Problem]:
    """List the cells that hold something, but nothing of the field's type."""
    rows = (text.is_not_null() & column.is_null()).arg_true()
    message = f"is no {_KINDS.get(field.type, field.type)}; correct the cell or leave it empty"
    found = zip((row + 1 for row in rows), text.gather(rows), strict=True)
    return list_rows(found, code="type", table=table, field=field.name, message=message)

"""Delimited text -> a table: by Arrow where it reads what Python's csv module reads, else by that.

Both take a quotation mark inside a cell for what it is, and a row for what it holds: a row with too many or too few
cells is kept with its number.
"""

from __future__ import annotations

import csv
import io
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from wirepack.audit.batches import Batch, Table, from_arrow
from wirepack.audit.dialects import Dialect, reader_options, sniff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from wirepack.audit.schema import Schema

BLOCK: Final = 2 << 20  # bytes read at once, so that they stay in the cache; where a row is longer, four times as many
_LONGEST: Final = 1 << 30  # bytes of one row
_SAMPLE: Final = 100  # lines that betray a dialect
_SAMPLE_BYTES: Final = 1 << 20
_SNIFFED: Final = 1 << 16  # characters of these lines; Python's sniffer takes a time that grows with their square
_MANY_RAGGED: Final = 500_000  # odd rows that Arrow may leave out before a block ends; with more, Python reads the rest
_ROWS: Final = 50_000  # read at once by Python's reader
_CHARACTERS: Final = 16 << 20  # of these rows, and their number of cells
csv.field_size_limit(min(sys.maxsize, (1 << 31) - 1))


def read_csv(
    open_: Callable[[], BinaryIO], encoding: str, dialect: Dialect, schema: Schema, plain: Path | None = None
) -> Table:
    """Read delimited text. `open_` opens its bytes, unpacked; UnicodeDecodeError if they are not in its encoding.

    `plain` is the file that holds just these bytes, if there is one, for a reader without Python in between.
    """
    file = open_()
    top = file.read(_SAMPLE_BYTES)
    if plain or not top:
        file.close()
    else:  # what was unpacked or fetched once is read from its top again
        open_ = _reuse(file, open_)
    if not top:
        return Table(() if dialect.header else None, iter(()))
    dialect, labels, starts_blank = _read_top(top, encoding, dialect)
    width = len(labels) if labels else len(schema.fields)
    # Arrow fills an empty line with empty cells.
    blank_is_value = any("" not in field.missing for field in schema.fields)
    if dialect.is_simple and encoding in ("utf-8", "utf-8-sig") and width and not (starts_blank or blank_is_value):
        return Table(labels, _read_fast((lambda: pa.OSFile(str(plain))) if plain else open_, dialect, width))
    return Table(labels, _read_slowly(open_, encoding, dialect, width))


def _reuse(file: BinaryIO, open_: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """What opens an open file once, and then the file anew."""
    opened = [file]

    def reopen() -> BinaryIO:
        if not opened:
            return open_()
        first = opened.pop()
        first.seek(0)
        return first

    return reopen


def _read_top(top: bytes, encoding: str, dialect: Dialect) -> tuple[Dialect, tuple[str, ...] | None, bool]:
    """The dialect with what the text betrays, the labels, and whether the text begins with an empty line."""
    text = top.decode(encoding, "ignore").removeprefix("\ufeff")
    lines = list(islice(io.StringIO(text[:_SNIFFED], newline=""), _SAMPLE))
    dialect = sniff(dialect, lines)
    blank = bool(lines) and not lines[0].strip("\r\n")
    if not dialect.header:
        return dialect, None, blank
    labels: list[str] = []
    rows = csv.reader(io.StringIO(text, newline=""), **reader_options(dialect))
    for number, cells in enumerate(rows, start=1):
        if number > dialect.header_rows[-1]:
            break
        if number in dialect.header_rows and not _is_comment(dialect, number, cells):
            for place, cell in enumerate(cells):
                if place >= len(labels):
                    labels.append(cell.strip())
                elif labels[place] != cell.strip():
                    labels[place] = dialect.header_join.join([labels[place], cell.strip()])
    return dialect, tuple(labels), blank


def _is_comment(dialect: Dialect, number: int, cells: list[str]) -> bool:
    if number in dialect.comment_rows:
        return True
    return bool(dialect.comment_char and cells and cells[0].startswith(dialect.comment_char))


# ---------------------------------------------------------------- by Arrow


def _read_fast(open_: Callable[[], Any], dialect: Dialect, width: int) -> Iterator[Batch]:
    block, done = BLOCK, int(dialect.header)
    while True:
        try:
            for batch in _read_blocks(open_, dialect, width, block, done):
                yield batch
                done = batch.last
        except pa.ArrowInvalid as error:
            said = str(error)
            if said.startswith("CSV parse error") and ": Expected " in said:  # where `keep` gives up
                yield from _read_slowly(open_, "utf-8", dialect, width, done)
                return
            if "straddling" not in said or block >= _LONGEST:
                raise
            block *= 4
        else:
            return


def _read_blocks(open_: Callable[[], BinaryIO], dialect: Dialect, width: int, block: int, done: int) -> Iterator[Batch]:
    """Read the rows behind the first `done`, block by block."""
    ragged: dict[int, tuple[str, ...]] = {}
    options = reader_options(dialect)

    def keep(row: arrow_csv.InvalidRow) -> str:
        if len(ragged) >= _MANY_RAGGED:
            return "error"
        cells = next(csv.reader(io.StringIO(row.text, newline=""), **options), [])
        ragged[row.number] = tuple(cells)
        return "skip"

    names = [str(place) for place in range(width)]
    with open_() as file:
        reader = arrow_csv.open_csv(
            file,
            read_options=arrow_csv.ReadOptions(use_threads=False, block_size=block, column_names=names),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote or False,
                double_quote=dialect.double_quote,
                escape_char=dialect.escape or False,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            convert_options=arrow_csv.ConvertOptions(
                # an empty cell is a missing value of every field, else another reader would be here
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
        first = 1
        for part in reader:
            height = part.num_rows
            # the reader is a block ahead: only the ragged rows up to here belong to this part
            inside: dict[int, tuple[str, ...]] = {}
            for number in sorted(ragged):
                if number < first + height + len(inside):
                    inside[number] = ragged.pop(number)
            skip = min(max(done + 1 - first, 0), height + len(inside))
            if inside:
                batch = _with_ragged(from_arrow(part), first, inside, width, skip)
            else:
                batch = Batch(part.slice(skip), first + skip)
            first += height + len(inside)
            if batch.height:
                yield batch
        if ragged:
            yield _with_ragged(pl.DataFrame(schema=dict.fromkeys(names, pl.String)), first, ragged, width, 0)


def _with_ragged(data: pl.DataFrame, first: int, ragged: dict[int, tuple[str, ...]], width: int, skip: int) -> Batch:
    """Put the rows that Arrow left out back into their places, cut or filled up, and leave out the first `skip`."""
    count = data.height + len(ragged)
    numbers = pl.Series([number for number in range(first, first + count) if number not in ragged], dtype=pl.Int64)
    rows = [[*cells[:width], *[None] * (width - len(cells))] for cells in ragged.values()]
    odd = pl.DataFrame(rows, schema=data.schema, orient="row").with_columns(__n=pl.Series(list(ragged), dtype=pl.Int64))
    whole = pl.concat([data.with_columns(__n=numbers), odd]).sort("__n")
    return Batch(whole.drop("__n").slice(skip), first + skip, None, dict(ragged))


# ---------------------------------------------------------------- by Python


def _read_slowly(
    open_: Callable[[], BinaryIO], encoding: str, dialect: Dialect, width: int, done: int = 0
) -> Iterator[Batch]:
    """Read the rows behind the first `done`."""
    with io.TextIOWrapper(open_(), encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        top = max(dialect.header_rows[-1] if dialect.header else 0, done)
        kept = (
            (number, cells)
            for number, cells in enumerate(csv.reader(file, **reader_options(dialect)), start=1)
            if number > top
            and not _is_comment(dialect, number, cells)
            and not (dialect.skip_blank_rows and not any(cells))
        )
        for part in _parts(kept):
            yield make_batch(part, width)


def _parts(rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Some rows at a time, fewer where they are long."""
    part: list[tuple[int, list[str]]] = []
    size = 0
    for row in rows:
        part.append(row)
        size += len(row[1]) + sum(map(len, row[1]))
        if len(part) >= _ROWS or size >= _CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part


def make_batch(rows: list[tuple[int, list[str]]], width: int) -> Batch:
    """Make a batch of rows of text with their numbers.

    >>> make_batch([(2, ["a", "b"]), (4, ["c"])], 2).ragged
    {4: ('c',)}
    """
    ragged = {number: tuple(cells) for number, cells in rows if len(cells) != width}
    columns = {
        str(place): pl.Series([cells[place] if place < len(cells) else None for _, cells in rows], dtype=pl.String)
        for place in range(width)
    }
    numbers = pl.Series([number for number, _ in rows], dtype=pl.Int64)
    return Batch(pl.DataFrame(columns), rows[0][0], numbers, ragged)

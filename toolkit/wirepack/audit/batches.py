"""A part of a table as an audit sees it: columns with the numbers of their rows in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence  # noqa: TC003 - readers of these records resolve the annotations
from dataclasses import dataclass
from typing import Any

import polars as pl
import pyarrow as pa


class Batch:
    """Some rows that follow each other, in columns "0", "1", …: of text, or typed where the file has types.

    A cell that its row does not have is null; an empty one is an empty text, or null where every field takes both for a
    missing value. The rows are numbered in the file from `first` on, the header included; `numbers` has the number of
    each where some are left out between them. `ragged` holds the cells of the rows that have more or fewer of them than
    there are columns; in the columns they are cut or filled up.

    Columns of Arrow become ones of polars when they are asked for: most text never is.
    """

    __slots__ = ("_arrow", "_columns", "_frame", "first", "height", "numbers", "ragged")

    def __init__(
        self,
        data: Any,  # pl.DataFrame or pa.RecordBatch, of which mypy knows nothing
        first: int,
        numbers: pl.Series | None = None,
        ragged: Mapping[int, tuple[str, ...]] | None = None,
    ) -> None:
        self._frame = data if isinstance(data, pl.DataFrame) else None
        self._arrow: Any = None if isinstance(data, pl.DataFrame) else data
        self._columns: dict[str, pl.Series] = {} if self._frame is None else {each.name: each for each in self._frame}
        self.height: int = data.num_rows if self._frame is None else self._frame.height
        self.first, self.numbers, self.ragged = first, numbers, ragged or {}

    @property
    def frame(self) -> pl.DataFrame:
        """All columns as ones of polars."""
        if self._frame is None:
            self._frame = from_arrow(self._arrow)
        return self._frame

    def column(self, name: str) -> pl.Series:
        """A column as one of polars."""
        if name not in self._columns:
            self._columns[name] = from_arrow(self._arrow.select([name]))[name]
        return self._columns[name]

    def texts(self, name: str) -> pa.Array | None:
        """A column of text as one of Arrow, if it is there as that."""
        if self._arrow is None or not _is_text(self._arrow.schema.field(name).type):
            return None
        return self._arrow[name]

    def number_of(self, index: int) -> int:
        """The number in the file of a row."""
        return self.first + index if self.numbers is None else int(self.numbers[index])

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.number_of(self.height - 1)

    def rows_of(self, numbers: Sequence[int]) -> list[int]:
        """The rows that have numbers in the file, which are in order."""
        if self.numbers is None:
            return [number - self.first for number in numbers]
        return self.numbers.search_sorted(pl.Series(numbers, dtype=pl.Int64)).to_list()

    def cells_of(self, index: int) -> tuple[str, ...]:
        """The cells of a row as they stand in the file."""
        found = self.ragged.get(self.number_of(index)) if self.ragged else None
        if found is not None:
            return found
        row = self._frame.row(index) if self._frame is not None else from_arrow(self._arrow.slice(index, 1)).row(0)
        return tuple(map(write_cell, row))


def from_arrow(data: pa.RecordBatch) -> pl.DataFrame:
    """Make columns of polars; those of categories are texts."""
    frame = pl.DataFrame(pl.from_arrow(pa.Table.from_batches([data])))
    words = [name for name, kind in frame.schema.items() if kind in (pl.Categorical, pl.Enum)]
    return frame.with_columns(pl.col(words).cast(pl.String)) if words else frame


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


@dataclass(frozen=True, slots=True)
class Table:
    """A file as labels (None: it has none) and batches, which can be read once; the types of its columns if it has some."""

    labels: tuple[str, ...] | None
    batches: Iterator[Batch]
    types: tuple[pl.DataType, ...] = ()


def write_cell(value: object) -> str:
    """Write a cell as a report shows it.

    >>> write_cell(None), write_cell(1.5)
    ('', '1.5')
    """
    return "" if value is None else str(value.to_list() if isinstance(value, pl.Series) else value)

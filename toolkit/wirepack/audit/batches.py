"""A part of a table as an audit sees it: columns with the numbers of their rows in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence  # noqa: TC003 - readers of these records resolve the annotations
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that follow each other, in columns "0", "1", …: of text, or typed where the file has types.

    A cell that its row does not have is null; an empty one is an empty text. The rows are numbered in the file from
    `first` on, the header included; `numbers` has the number of each where some are left out between them. `ragged`
    holds the cells of the rows that have more or fewer of them than there are columns; in `data` they are cut or
    filled up.
    """

    data: pl.DataFrame
    first: int
    numbers: pl.Series | None = None
    ragged: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def number_of(self, index: int) -> int:
        """The number in the file of a row of `data`."""
        return self.first + index if self.numbers is None else int(self.numbers[index])

    def rows_of(self, numbers: Sequence[int]) -> list[int]:
        """The rows of `data` that have numbers in the file, which are in order."""
        if self.numbers is None:
            return [number - self.first for number in numbers]
        return self.numbers.search_sorted(pl.Series(numbers, dtype=pl.Int64)).to_list()

    def cells_of(self, index: int) -> tuple[str, ...]:
        """The cells of a row as they stand in the file."""
        found = self.ragged.get(self.number_of(index)) if self.ragged else None
        return found if found is not None else tuple(map(write_cell, self.data.row(index)))


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

"""Keys that do not fit into memory: a file of their own on the disk, in buckets by their hash.

Rows with equal keys have equal hashes and stand in one bucket, so that each bucket can be judged by itself; one that is
too large is read several times, each time for a share of its hashes. (Grace hash join: Kitsuregawa, Tanaka and Moto-oka,
"Application of hash to data base machine and its architecture", New Generation Computing 1, 1983.)
"""

from __future__ import annotations

import io
from contextlib import suppress
from math import ceil
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final, Protocol, Self

import polars as pl

from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import BinaryIO

BUCKETS: Final = 128
# Bytes of keys that are held in memory, of all tables; what judges them takes about four times as much.
AUTO: Final = 96 << 20
BUDGETS: Final = {"auto": AUTO, "low": 16 << 20, "high": 1 << 62}
CHUNK: Final = 1 << 19  # rows that are written, or judged, at once
_LEAST: Final = 1 << 13  # bytes; whatever the budget, a share is not smaller
_SHARE: Final = 4  # of the budget: the bytes of a bucket that are held at once


class Holder(Protocol):
    """What holds keys in memory, and can put them on the disk."""

    held: int  # bytes

    def unload(self) -> None:
        """Put all that is held on the disk."""


class Spill:
    """The memory that keys may take, and the file that takes the rest of them.

    The file has no name: the system removes it when we close it, or end, however we end. It lies in the folder for
    temporary files, which the variable TMPDIR names.

    >>> with Spill(BUDGETS["low"]) as spill:
    ...     places = spill.write(pl.DataFrame({"0": ["a"]}))
    ...     [spill.read(place).rows() for place in places]
    [[('a',)]]
    """

    def __init__(self, budget: int = AUTO) -> None:
        self.budget = budget
        self.holders: list[Holder] = []
        self._file: BinaryIO | None = None
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            with suppress(OSError):  # where the disk is full, that was told
                self._file.close()

    def relieve(self) -> None:
        """Put keys on the disk while more are held than may be, those of the largest holder first."""
        while sum(holder.held for holder in self.holders) > self.budget:
            max(self.holders, key=lambda holder: holder.held).unload()

    def write(self, rows: pl.DataFrame) -> list[tuple[int, int]]:
        """Write rows; the places of their parts, and the number of their bytes. UsageError if the disk is full."""
        return [self._write(rows.slice(first, CHUNK)) for first in range(0, rows.height, CHUNK)]

    def _write(self, rows: pl.DataFrame) -> tuple[int, int]:
        block = io.BytesIO()
        rows.write_ipc(block, compression="uncompressed")
        try:
            if self._file is None:
                self._file = TemporaryFile(prefix="wirepack-")  # noqa: SIM115 - closed with us
            self._file.seek(self._end)
            self._file.write(block.getbuffer())
            self._file.flush()
        except OSError as error:
            raise UsageError(
                f"cannot put keys on the disk: {error.strerror}; set TMPDIR to a folder with more room, or use --memory high"
            ) from None
        place = self._end, block.tell()
        self._end += block.tell()
        return place

    def read(self, place: tuple[int, int]) -> pl.DataFrame:
        """Read a part of rows from its place."""
        if self._file is None:
            raise ValueError("nothing was written")
        self._file.seek(place[0])
        return pl.read_ipc(io.BytesIO(self._file.read(place[1])))


class Buckets:
    """The rows of one key on the disk: its values in the columns "0", "1", …, and the number of each row.

    >>> with Spill() as spill:
    ...     rows = Buckets(spill, 1)
    ...     rows.add(pl.DataFrame({"0": ["a", "b", "a"], "number": [2, 3, 4]}))
    ...     sorted(part["number"].to_list() for bucket in range(BUCKETS) for part in rows.parts(bucket))
    [[2, 4], [3]]
    """

    def __init__(self, spill: Spill, width: int) -> None:
        self._spill, self._columns = spill, [str(place) for place in range(width)]
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(BUCKETS)]
        self._sizes = [0.0] * BUCKETS  # bytes of different keys
        self._as_text: set[str] = set()  # columns that are texts somewhere

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows that follow those that are there."""
        self._as_text |= {name for name in self._columns if rows[name].dtype == pl.String}
        rows = rows.with_columns(hash=self._hash()).with_columns(bucket=pl.col("hash") % BUCKETS)
        rows = rows.sort("bucket", maintain_order=True)
        counts = rows.group_by("bucket", maintain_order=True).agg(
            pl.len(), pl.col("hash").n_unique().alias("different")
        )
        first, rows = 0, rows.drop("bucket", "hash")
        for bucket, count, different in counts.iter_rows():
            places = self._spill.write(rows.slice(first, count))
            self._places[bucket] += places
            self._sizes[bucket] += sum(size for _, size in places) * different / count
            first += count

    def shares(self, bucket: int) -> int:
        """In how many shares a bucket is to be read, so that the different keys of each fit into memory."""
        return max(1, ceil(self._sizes[bucket] * _SHARE / max(self._spill.budget, _LEAST)))

    def parts(self, bucket: int, share: int = 0, shares: int = 1) -> Iterator[pl.DataFrame]:
        """The rows of a share of a bucket in their order, some at a time."""
        held: list[pl.DataFrame] = []
        for place in self._places[bucket]:
            rows = self._spill.read(place).with_columns(pl.col(sorted(self._as_text)).cast(pl.String))
            if shares > 1:
                rows = rows.filter(self._hash() // BUCKETS % shares == share)
            held.append(rows)
            if sum(each.height for each in held) >= CHUNK:
                yield pl.concat(held)
                held = []
        if held:
            yield pl.concat(held)

    def _hash(self) -> pl.Expr:
        """The hash of a key: the same for whole numbers and for their texts."""
        hashes = [pl.col(name).cast(pl.String).hash(number) for number, name in enumerate(self._columns)]
        return pl.reduce(lambda one, other: one ^ other, hashes) if len(hashes) > 1 else hashes[0]

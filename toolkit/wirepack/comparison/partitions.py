"""Rows by the hash of their key: in memory while they are few, else in files, so that each part can be compared alone.

Equal keys fall into parts of the same number, whichever package they come from; so what the parts have in common, and what
one of them has alone, is what the tables have. A table takes a sixty-fourth of itself in memory, or the budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class Limits(NamedTuple):
    """When rows go to the disk, and into how many files."""

    budget: int = 64 << 20  # bytes of one table that are held in memory
    parts: int = 64  # files that are open at once, too: systems allow 256
    chunk: int = 32 << 20  # bytes that are cut into parts at once


DEFAULT: Final = Limits()
_PART: Final = "part"
_OPTIONS: Final = pa.ipc.IpcWriteOptions(compression="lz4")


class Partitions:
    """The rows of one table. Add them all, then `close`, then read the parts."""

    def __init__(self, folder: Path, schema: Mapping[str, Any], keys: Sequence[str], limits: Limits = DEFAULT) -> None:
        """Keep rows of a schema that are cut by the columns `keys`; `folder` is ours, and made if there are many rows."""
        self.rows = 0
        self.spilled = False
        self._folder, self._schema, self._keys, self._limits = folder, schema, list(keys), limits
        self._held: list[pl.DataFrame] = []
        self._size = 0
        self._writers: dict[int, Any] = {}

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows, all with the same columns."""
        self.rows += rows.height
        self._held.append(rows)
        self._size += int(rows.estimated_size())
        if self._size > (self._limits.chunk if self.spilled else self._limits.budget):
            self.to_disk()

    def to_disk(self) -> None:
        """Move what is held in memory into the files of its parts."""
        self.spilled = True
        self._folder.mkdir(parents=True, exist_ok=True)
        held, self._held, self._size = self._held, [], 0
        while held:
            some, size = [held.pop(0)], 0
            while held and (size := size + int(some[-1].estimated_size())) < self._limits.chunk:
                some.append(held.pop(0))
            self._cut(pl.concat(some))

    def _cut(self, rows: pl.DataFrame) -> None:
        hashed = rows.select(self._keys).hash_rows(seed=1) % self._limits.parts
        for (part,), some in rows.with_columns(hashed.alias(_PART)).partition_by(_PART, as_dict=True).items():
            self._write(int(part), some.drop(_PART))

    def _write(self, part: int, rows: pl.DataFrame) -> None:
        table = rows.to_arrow(compat_level=pl.CompatLevel.oldest())
        if part not in self._writers:
            self._writers[part] = pa.ipc.new_stream(str(self._file(part)), table.schema, options=_OPTIONS)
        self._writers[part].write_table(table)

    def close(self) -> None:
        """End the files."""
        if self.spilled:
            self.to_disk()
        for writer in self._writers.values():
            writer.close()
        self._writers = {}

    def part(self, number: int) -> pl.DataFrame:
        """The rows of one part, in the order in which they were added; the only one, where they are in memory."""
        if not self.spilled:
            return self._in_memory()
        file = self._file(number)
        if not file.exists():
            return self._empty()
        with pa.ipc.open_stream(str(file)) as stream:
            rows = pl.DataFrame(pl.from_arrow(stream.read_all()))
        file.unlink()
        return rows

    def _file(self, part: int) -> Path:
        return self._folder / f"{part}.arrow"

    def _in_memory(self) -> pl.DataFrame:
        return pl.concat(self._held) if self._held else self._empty()

    def _empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=self._schema)


def pair(old: Partitions, new: Partitions, limits: Limits = DEFAULT) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The parts of two tables that can hold the same keys; both must be closed."""
    if not (old.spilled or new.spilled):
        yield old.part(0), new.part(0)
        return
    for table in (old, new):
        if not table.spilled:
            table.to_disk()
            table.close()
    for number in range(limits.parts):
        yield old.part(number), new.part(number)

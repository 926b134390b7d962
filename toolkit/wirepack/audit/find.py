"""A table against its schema, a batch of rows at a time: every fault that a cell or a row has by itself.

labels      the header gives each column its field
decide      all columns of a batch at once: which cells are missing, which are surely right
judge       the others, each different one once
keys        what is unique, and what points to other rows, gathers from all batches
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from wirepack.audit import columns
from wirepack.audit.batches import write_cell
from wirepack.audit.faults import Fault
from wirepack.audit.keys import Keys
from wirepack.audit.labels import match_labels
from wirepack.audit.rules import make_judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.audit.batches import Batch
    from wirepack.audit.schema import Field, Schema

LIMIT: Final = 1000  # faults of one table that are listed, as frictionless has it; the rest is counted

# The order of the faults of one row.
CELL, EXTRA, MISSING, BLANK, UNIQUE, PRIMARY, FOREIGN = range(7)
_REQUIRED: Final = 'constraint "required" is "True"'


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault at its place: the number of the row, and what orders the faults of one row."""

    row: int
    rank: int
    column: int
    fault: Fault

    @property
    def order(self) -> tuple[int, int, int]:
        """What sorts faults as a report has them."""
        return self.row, self.rank, self.column


class TableAudit:
    """What an audit knows of one table while its batches pass by.

    >>> from wirepack.audit.batches import Batch
    >>> from wirepack.audit.schema import read_schema
    >>> schema, _ = read_schema({"fields": [{"name": "n", "type": "integer"}, {"name": "s"}]})
    >>> audit = TableAudit(("n", "s"), schema)
    >>> audit.feed(Batch(pl.DataFrame({"0": ["1", "x"], "1": ["", "b"]}), 2))
    >>> [(fault.type, fault.row, fault.field) for fault in audit.finish()]
    [('type-error', 3, 'n')]
    """

    def __init__(
        self, labels: Sequence[str] | None, schema: Schema, wanted: Sequence[tuple[str, ...]] = (), limit: int = LIMIT
    ) -> None:
        """Start an audit. `wanted`: fields whose values other tables will ask for."""
        header = match_labels(labels, schema)
        self.schema, self.limit = schema, limit
        self.fields = {str(place): field for place, field in enumerate(header.fields)}
        self.header = header.faults
        self.rows = 0
        self.count = 0  # of faults in rows
        self.placed: list[Placed] = []
        self.keys = Keys(schema, {field.name: field for field in header.fields}, wanted)
        self._judges = {name: make_judge(field) for name, field in self.fields.items()}
        self._masks = [mask for name, field in self.fields.items() for mask in _masks(name, field)]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.fields)

    def feed(self, batch: Batch) -> None:
        """Look at the next rows."""
        self.rows += batch.data.height
        if not self.fields or not batch.data.height:
            return
        _Part(self, batch).look()

    def add(self, placed: Placed) -> None:
        """Note a fault; beyond a good many it is only counted, since the report lists the first alone."""
        self.count += 1
        if len(self.placed) < 2 * self.limit:
            self.placed.append(placed)
        elif placed.rank >= UNIQUE:
            self.placed.append(placed)
            self.placed.sort(key=lambda each: each.order)
            self.placed.pop()

    def finish(self) -> list[Fault]:
        """The faults in the order of a report, the header's first, as many as are to be listed."""
        room = max(self.limit - len(self.header), 0)
        return [*self.header, *(placed.fault for placed in sorted(self.placed, key=lambda each: each.order)[:room])]


def _masks(name: str, field: Field) -> list[pl.Expr]:
    """For a column of text: `m`, whether a cell is missing, and `d`, whether it must be judged."""
    column = pl.col(name)
    absent = columns.missing(field, column)
    right = columns.accepted(field, column)
    masks = [absent.alias(f"m{name}")]
    return masks if right is None else [*masks, (~right & ~absent).alias(f"d{name}")]


class _Part:
    """One batch of a table, with the masks of its cells."""

    def __init__(self, audit: TableAudit, batch: Batch) -> None:
        self.audit, self.batch, self.data = audit, batch, batch.data
        typed = [name for name in audit.fields if self.data.schema[name] != pl.String]
        masks = audit._masks if not typed else self._typed_masks(typed)  # noqa: SLF001 - a part of it
        self.state = self.data.select(masks)
        self.blank = self._blank_rows()
        self.invalid: dict[str, pl.Series] = {}  # by column: the cells that are no value

    def look(self) -> None:
        """Find the faults of the batch, and hand on what is needed for keys."""
        for row in sorted(self.blank):
            self._add(row, BLANK, 0, Fault("blank-row"))
        if self.batch.ragged:
            self._ragged_rows()
        for place, (name, field) in enumerate(self.audit.fields.items(), start=1):
            if field.constraints.get("required"):
                self._required(name, field, place)
            if f"d{name}" in self.state.columns and self.state[f"d{name}"].any():
                self._judge(name, field, place)
        if self.audit.keys.needed:
            names = {field.name: name for name, field in self.audit.fields.items()}
            self.audit.keys.feed(
                {field: self._values(names[field]) for field in self.audit.keys.needed},
                self.batch,
            )

    def _typed_masks(self, typed: list[str]) -> list[pl.Expr]:
        masks = []
        for name, field in self.audit.fields.items():
            if name not in typed:
                masks += _masks(name, field)
                continue
            absent = pl.col(name).is_null()
            right = columns.accepted_typed(field, pl.col(name), self.data.schema[name])
            masks += [absent.alias(f"m{name}")]
            masks += [] if right is None else [(~right & ~absent).alias(f"d{name}")]
        return masks

    def _blank_rows(self) -> set[int]:
        masks = [f"m{name}" for name in self.audit.fields]
        if not all(self.state[mask].any() for mask in masks):
            return set()
        return set(self.state.select(pl.all_horizontal(masks).arg_true()).to_series().to_list())

    def _ragged_rows(self) -> None:
        """Rows with too many or too few cells."""
        width, batch = self.audit.width, self.batch
        numbers = range(batch.first, batch.first + self.data.height) if batch.numbers is None else batch.numbers
        places = {number: row for row, number in enumerate(numbers) if number in batch.ragged}
        for number, row in places.items():
            cells = batch.ragged[number]
            for place in range(width + 1, len(cells) + 1):
                self._add(row, EXTRA, place, Fault("extra-cell", column=place, field="", cell=cells[place - 1]))
            for place in range(len(cells) + 1, width + 1):
                name = self.audit.fields[str(place - 1)].name
                self._add(row, MISSING, place, Fault("missing-cell", column=place, field=name, cell=""))

    def _required(self, name: str, field: Field, place: int) -> None:
        absent = self.state[f"m{name}"]
        if absent.any():
            fault = Fault("constraint-error", _REQUIRED, field=field.name, column=place, rule="required")
            for row in _rows(absent):
                self._add(row, CELL, place, replace(fault, cell=write_cell(self.data[name][row])))

    def _judge(self, name: str, field: Field, place: int) -> None:
        """Judge the cells of a column that were not accepted at once."""
        judge, column, doubts = self.audit._judges[name], self.data[name], self.state[f"d{name}"]  # noqa: SLF001
        wrong: dict[int, list[Fault]] = {}
        no_value: list[int] = []
        rows = _rows(doubts)
        known: dict[object, tuple[list[Fault], bool]] = {}
        for row in rows:
            cell = column[row]
            cell = cell.to_list() if isinstance(cell, pl.Series) else cell
            key = cell if isinstance(cell, str | int | float | bool) else repr(cell)
            if key not in known:
                known[key] = _faults(judge(cell)[1], field, place)
            faults, invalid = known[key]
            if faults:
                wrong[row] = faults
            if invalid:
                no_value.append(row)
        if no_value:
            self.invalid[name] = pl.Series(no_value)
        for row, faults in wrong.items():
            for fault in faults:
                self._add(row, CELL, place, replace(fault, cell=write_cell(column[row])))

    def _values(self, name: str) -> pl.Series:
        """A column whose missing and wrong cells are null."""
        column, absent = self.data[name], self.state[f"m{name}"]
        if absent.any():
            column = column.set(absent, None) if column.dtype == pl.String else column
        if name in self.invalid:
            column = column.scatter(self.invalid[name], None)
        return column

    def _add(self, row: int, rank: int, place: int, fault: Fault) -> None:
        """Note a fault of a row; the cells of a blank row have none."""
        if rank < BLANK and row in self.blank:
            return
        number = self.batch.number_of(row)
        full = replace(fault, row=number, cells=self.batch.cells_of(row))
        self.audit.add(Placed(number, rank, place, full))


def _faults(broken: tuple[tuple[str, str], ...], field: Field, place: int) -> tuple[list[Fault], bool]:
    faults = [
        Fault("type-error" if rule == "type" else "constraint-error", note, field=field.name, column=place, rule=rule)
        for rule, note in broken
    ]
    return faults, any(rule == "type" for rule, _ in broken)


def _rows(mask: pl.Series) -> list[int]:
    return mask.arg_true().to_list()

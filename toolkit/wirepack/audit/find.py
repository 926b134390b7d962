"""A table against its schema, a batch of rows at a time: every fault that a cell or a row has by itself.

labels      the header gives each column its field
glance      of most columns of text it can be told as a whole that all is right
decide      the other columns of a batch at once: which cells are missing, which are surely right
judge       the others, each different one once
keys        what is unique, and what points to other rows, gathers from all batches
"""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from wirepack.audit import columns
from wirepack.audit.batches import write_cell
from wirepack.audit.faults import Fault
from wirepack.audit.glances import make_glance
from wirepack.audit.keys import Keys
from wirepack.audit.labels import match_labels
from wirepack.audit.rules import make_judge, notes_of
from wirepack.audit.spill import Spill
from wirepack.audit.wrong import find_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wirepack.audit.batches import Batch
    from wirepack.audit.glances import Seen
    from wirepack.audit.rules import Judge
    from wirepack.audit.schema import Field, Schema

LIMIT: Final = 1000  # faults of one table that are listed, as frictionless has it; the rest is counted

# The order of the faults of one row.
CELL, EXTRA, MISSING, BLANK, UNIQUE, PRIMARY, FOREIGN = range(7)


class Placed(NamedTuple):
    """A fault at its place: the number of the row, and what orders the faults of one row."""

    row: int
    rank: int
    column: int
    fault: Fault


IN_ORDER: Final = attrgetter("row", "rank", "column")  # what sorts faults as a report has them


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
        self,
        labels: Sequence[str] | None,
        schema: Schema,
        wanted: Sequence[tuple[str, ...]] = (),
        limit: int = LIMIT,
        spill: Spill | None = None,
    ) -> None:
        """Start an audit. `wanted`: fields whose values other tables will ask for; `spill`: the memory for keys."""
        header = match_labels(labels, schema)
        self.schema, self.limit = schema, limit
        self.fields = {str(place): field for place, field in enumerate(header.fields)}
        self.header = header.faults
        self.rows = 0
        self.count = 0  # of faults in rows
        self.placed: list[Placed] = []
        self.keys = Keys(schema, {field.name: field for field in header.fields}, wanted, spill or Spill())
        self.glances = {name: glance for name, field in self.fields.items() if (glance := make_glance(field))}
        self._judges: dict[str, Judge] = {}
        self._masks: dict[str, list[pl.Expr]] = {}

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.fields)

    def judge(self, name: str) -> Judge:
        """The judge of the cells of a column."""
        if name not in self._judges:
            self._judges[name] = make_judge(self.fields[name])
        return self._judges[name]

    def masks(self, name: str, column: pl.Series) -> list[pl.Expr]:
        """Which cells of a column are missing, and which must be judged."""
        if column.dtype != pl.String:
            return _masks(name, self.fields[name], column)
        if name not in self._masks:
            self._masks[name] = _masks(name, self.fields[name])
        return self._masks[name]

    def feed(self, batch: Batch) -> None:
        """Look at the next rows."""
        self.rows += batch.height
        if not self.fields or not batch.height:
            return
        _Part(self, batch).look()

    def add(self, faults: Iterable[Placed], count: int) -> None:
        """Note faults: the first of `count`, in their order. What no report lists is counted and forgotten."""
        self.count += count
        self.placed += faults
        if len(self.placed) > self.limit:
            self.placed.sort(key=IN_ORDER)
            del self.placed[self.limit :]

    def finish(self) -> list[Fault]:
        """The faults in the order of a report, the header's first, as many as are to be listed."""
        room = max(self.limit - len(self.header), 0)
        faults = [placed.fault for placed in sorted(self.placed, key=IN_ORDER)[:room]]
        return [*self.header[: self.limit], *faults]


def _masks(name: str, field: Field, typed: pl.Series | None = None) -> list[pl.Expr]:
    """For a column of text, or one that has a type: `m`, whether a cell is missing, and `d`, whether it must be judged."""
    column = pl.col(name)
    if typed is None:
        absent, right = columns.missing(field, column), columns.accepted(field, column)
    else:
        absent, right = columns.missing_typed(field, typed), columns.accepted_typed(field, column, typed.dtype)
    masks = [absent.alias(f"m{name}")]
    return masks if right is None else [*masks, (~right & ~absent).alias(f"d{name}")]


class _Part:
    """One batch of a table, with the masks of its cells."""

    def __init__(self, audit: TableAudit, batch: Batch) -> None:
        self.audit, self.batch = audit, batch
        self.room = max(audit.limit - len(audit.placed), 0)  # faults of rows further on come too late to be listed
        self.seen = self._glance()
        self.state = self._make_masks()
        self.blank = self._blank_rows()
        self.count = 0  # of faults
        self.listed: list[Placed] = []  # with the rows of the batch in place of their numbers
        self.last = batch.height  # the last row whose faults may still be listed
        self.invalid: dict[str, pl.Series] = {}  # by column: which cells are no value

    def _glance(self) -> dict[str, Seen]:
        """What a glance tells of columns of text."""
        found = {}
        for name, glance in self.audit.glances.items():
            texts = self.batch.texts(name)
            if texts is not None and (seen := glance(texts)):
                found[name] = seen
        return found

    def _make_masks(self) -> dict[str, pl.Series]:
        """By name: `m0`, which cells of the column "0" are missing, and `d0`, which must be judged, if any."""
        masked = [
            (name, self._numbers(name))
            for name in self.audit.fields
            if name not in self.seen or not self.seen[name].right
        ]
        if not masked:
            return {}
        data = pl.DataFrame([self.batch.column(name) if numbers is None else numbers for name, numbers in masked])
        masks = [mask for name, _ in masked for mask in self.audit.masks(name, data[name])]
        return {column.name: column for column in data.select(masks)}

    def _numbers(self, name: str) -> pl.Series | None:
        """The values of a column of text, if a glance found that they are whole numbers."""
        seen = self.seen.get(name)
        return None if seen is None or seen.values is None else pl.Series(name, pl.from_arrow(seen.values))

    def _absent(self, name: str) -> pl.Series | None:
        """Which cells of a column are missing; None if there are none."""
        mask = self.state.get(f"m{name}")
        if mask is None:
            texts = self.batch.texts(name)
            mask = pl.Series(pl.from_arrow(texts.is_null())) if texts is not None and texts.null_count else None
        return mask if mask is not None and mask.any() else None

    def look(self) -> None:
        """Find the faults of the batch, and hand on what is needed for keys."""
        if self.blank is not None:
            self._note(self.blank, BLANK, 0, Fault("blank-row"))
        if self.batch.ragged:
            self._ragged_rows()
        for place, (name, field) in enumerate(self.audit.fields.items(), start=1):
            absent = self._absent(name) if field.constraints.get("required") else None
            if absent is not None:
                note = notes_of(field)["required"]
                fault = Fault("constraint-error", note, field=field.name, column=place, rule="required")
                self._note(absent, CELL, place, fault)
            if f"d{name}" in self.state and self.state[f"d{name}"].any():
                self._judge(name, field, place)
        if self.audit.keys.needed:
            names = {field.name: name for name, field in self.audit.fields.items()}
            values = {field: self._values(names[field]) for field in self.audit.keys.needed}
            self.audit.keys.feed(values, self.batch)
        self.audit.add(self._placed(), self.count)

    def _blank_rows(self) -> pl.Series | None:
        blank = None
        for name in self.audit.fields:
            absent = self._absent(name)
            if absent is None:
                return None
            blank = absent if blank is None else blank & absent
        return blank if blank is not None and blank.any() else None

    def _ragged_rows(self) -> None:
        """Rows with too many or too few cells."""
        width, batch = self.audit.width, self.batch
        rows = batch.rows_of(list(batch.ragged))
        blank = set() if self.blank is None else set(self.blank.arg_true())
        for row, cells in zip(rows, batch.ragged.values(), strict=True):
            if row in blank:
                continue
            self.count += abs(len(cells) - width)
            if row > self.last or len(self.listed) >= self.room:
                continue
            for place in range(width + 1, min(len(cells), width + self.room) + 1):
                fault = Fault("extra-cell", column=place, field="", cell=cells[place - 1])
                self._list(row, EXTRA, place, fault)
            for place in range(len(cells) + 1, width + 1):
                name = self.audit.fields[str(place - 1)].name
                self._list(row, MISSING, place, Fault("missing-cell", column=place, field=name, cell=""))

    def _judge(self, name: str, field: Field, place: int) -> None:
        """Judge the cells of a column that were not accepted at once."""
        column, doubts = self.batch.column(name), self.state[f"d{name}"]
        for rule, note, wrong in find_wrong(self.audit.judge(name), field, column, doubts):
            kind = "type-error" if rule == "type" else "constraint-error"
            self._note(wrong, CELL, place, Fault(kind, note, field=field.name, column=place, rule=rule))
            if rule == "type":
                self.invalid[name] = wrong

    def _values(self, name: str) -> pl.Series:
        """A column whose missing and wrong cells are null."""
        seen, numbers = self.seen.get(name), self._numbers(name)
        if numbers is not None:
            return numbers
        column, absent = self.batch.column(name), self._absent(name)
        if name in self.invalid:
            absent = self.invalid[name] if absent is None else absent | self.invalid[name]
        if absent is None or (seen and seen.right):  # what is missing there is null already
            return column
        return columns.emptied(column, absent)

    def _note(self, wrong: pl.Series, rank: int, place: int, fault: Fault) -> None:
        """Note a fault of some rows; the cells of a blank row have none."""
        if rank < BLANK and self.blank is not None:
            wrong = wrong & ~self.blank
        rows = wrong.arg_true()
        self.count += len(rows)
        for row in rows.head(self.room).to_list():
            if row > self.last:
                break
            self._list(row, rank, place, fault)

    def _list(self, row: int, rank: int, place: int, fault: Fault) -> None:
        """List a fault; now and then those are dropped that come too late to be in the report."""
        self.listed.append(Placed(row, rank, place, fault))
        if len(self.listed) > 4 * self.room:
            self.listed = sorted(self.listed, key=IN_ORDER)[: self.room]
            self.last = self.listed[-1].row

    def _placed(self) -> Iterator[Placed]:
        """The first faults of the batch, with their cells."""
        listed = sorted(self.listed, key=IN_ORDER)[: self.room]
        cells = {row: self.batch.cells_of(row) for row in {each.row for each in listed}}
        for row, rank, place, fault in listed:
            cell = fault.cell
            if fault.column and cell is None:
                cell = write_cell(self.batch.column(str(place - 1))[row])
            number = self.batch.number_of(row)
            yield Placed(number, rank, place, replace(fault, row=number, cell=cell, cells=cells[row]))

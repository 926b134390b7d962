"""Faults that have one cause, together: who mends one of them mends the rule, not the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.audit.faults import Fault, fault_types
from wirepack.cli.shell import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirepack.audit.faults import Report, Task

EXAMPLES = 5  # of one group


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one type, field and rule."""

    faults: tuple[Fault, ...]

    @property
    def what(self) -> str:
        """What is wrong, and with what."""
        first = self.faults[0]
        title = first.type.removesuffix("-error").replace("-", " ")
        where = f" in {first.field}" if first.field else f" of {', '.join(first.fields)}" if first.fields else ""
        return f"{title}{where}"

    @property
    def rule(self) -> str:
        """The rule that is broken, where all break the same one."""
        notes = {fault.note for fault in self.faults}
        return notes.pop() if len(notes) == 1 else ""

    @property
    def advice(self) -> str:
        """What would be right; nothing where the fault says so itself."""
        return "" if self.faults[0].advised else fault_types()[self.faults[0].type]["advice"]


def group(faults: Iterable[Fault]) -> list[Group]:
    """Group faults, in the order of the first of each group.

    >>> faults = [Fault("type-error", row=row, field="n") for row in (2, 4)] + [Fault("blank-row", row=3)]
    >>> [(each.what, len(each.faults)) for each in group(faults)]
    [('type in n', 2), ('blank row', 1)]
    """
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.type, fault.field, fault.rule, fault.fields), []).append(fault)
    return [Group(tuple(members)) for members in groups.values()]


def place_of(task: Task, fault: Fault) -> str:
    """Where a fault is: file, row and column.

    >>> from wirepack.audit.faults import Task
    >>> place_of(Task("t", "table", "t.csv"), Fault("type-error", row=3, field="n"))
    't.csv, row 3, field n'
    """
    row = f", row {fault.row}" if fault.row else ""
    return f"{task.place}{row}{f', field {fault.field}' if fault.field else ''}"


def summary(report: Report, path: str) -> str:
    """One line: the verdict, and how fast it was found.

    >>> from wirepack.audit.faults import Report
    >>> summary(Report(seconds=1.0), "data")
    'data: valid; 0 tables, 0 rows in 1.00 s'
    """
    rows = sum(task.rows or 0 for task in report.tasks)
    tables = sum(task.type == "table" for task in report.tasks)
    speed = f" ({rows / report.seconds:,.0f} rows/s)" if rows and report.seconds else ""
    verdict = "valid" if report.valid else f"invalid: {count(report.fault_count, 'error')}"
    return f"{path}: {verdict}; {count(tables, 'table')}, {count(rows, 'row')} in {report.seconds:.2f} s{speed}"


def shorten(cell: str, width: int = 80) -> str:
    """Write a cell in one line that is not too long."""
    line = cell.replace("\r", "\\r").replace("\n", "\\n")
    return line if len(line) <= width else f"{line[: width - 1]}…"

"""The report for people: grouped, a few examples each, with what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.cli.reports.groups import EXAMPLES, Group, group, shorten, summary
from wirepack.cli.shell import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.audit.faults import Fault, Report, Task


def write_text(report: Report, path: str) -> str:
    """Write a report as plain text, the verdict last."""
    lines = [f"error: {fault.note}" for fault in report.faults]
    lines += [f"warning: {warning}" for warning in report.warnings]
    for task in report.tasks:
        if task.faults:
            lines += _write_task(task)
    return "\n".join([*lines, summary(report, path)])


def _write_task(task: Task) -> Iterator[str]:
    yield f"{task.place} ({task.type} {task.name}): {count(task.count, 'error')}"
    for each in group(task.faults):
        yield from _write_group(each)
    if task.more:
        yield f"  … and {task.more:,} more that are not listed; --limit-errors lists more"


def _write_group(each: Group) -> Iterator[str]:
    times = len(each.faults)
    rule = f": {each.rule}" if each.rule else ""
    yield f"  {each.what}{rule}{f' ({times:,} times)' if times > 1 else ''}"
    for fault in each.faults[:EXAMPLES]:
        line = _write_example(fault, told=bool(each.rule))
        if line:
            yield f"    {line}"
    if times > EXAMPLES:
        yield f"    … and {times - EXAMPLES:,} more"
    if each.advice:
        yield f"    → {each.advice}"


def _write_example(fault: Fault, *, told: bool) -> str:
    parts = []
    if fault.row:
        parts.append(f"row {fault.row:,}")
    if fault.cell is not None:
        parts.append(repr(shorten(fault.cell)))
    line = ": ".join(parts)
    return line if told or not fault.note else f"{line}: {fault.note}" if line else fault.note

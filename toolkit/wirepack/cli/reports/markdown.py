"""The report as Markdown, for the summary of a CI job or a comment on a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.cli.reports.groups import group, shorten, summary

if TYPE_CHECKING:
    from wirepack.audit.faults import Report


def write_markdown(report: Report, path: str) -> str:
    """Write a report as a table of groups, the verdict first."""
    lines = [f"**{_escape(summary(report, path))}**", ""]
    lines += [f"- {_escape(fault.note)}" for fault in report.faults]
    groups = [(task, each) for task in report.tasks for each in group(task.faults)]
    if groups:
        lines += ["| file | what is wrong | rule | times | first | what would be right |", "|---|---|---|---|---|---|"]
    for task, each in groups:
        first = each.faults[0]
        cell = f"`{_escape(shorten(first.cell))}`" if first.cell else ""
        row = f"row {first.row} {cell}" if first.row else cell
        cells = (task.place, each.what, each.rule or first.note, f"{len(each.faults):,}", row, each.advice)
        lines.append(f"| {' | '.join(map(_escape, cells[:4]))} | {row} | {cells[5]} |")
    return "\n".join(lines)


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")

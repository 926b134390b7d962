"""The report as workflow commands of GitHub, which show each fault beside the line of the file that has it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wirepack.cli.reports.groups import EXAMPLES, group, shorten, summary

if TYPE_CHECKING:
    from wirepack.audit.faults import Report


def write_github(report: Report, path: str) -> str:
    """Write a report as annotations, the verdict last; files are told from the working folder, as GitHub wants them."""
    lines = [f"::error title=package::{_escape(fault.note)}" for fault in report.faults]
    for task in report.tasks:
        for each in group(task.faults):
            for fault in each.faults[:EXAMPLES]:
                line = f",line={fault.row}" if fault.row else ""
                cell = f"{shorten(fault.cell)!r} " if fault.cell is not None else ""
                text = "; ".join(filter(None, (f"{cell}{fault.note or each.what}", each.advice)))
                title = _escape(each.what, inside=True)
                file = _escape(_from_here(task.place, path), inside=True)
                lines.append(f"::error file={file}{line},title={title}::{_escape(text)}")
    level = "notice" if report.valid else "error"
    return "\n".join([*lines, f"::{level}::{_escape(summary(report, path))}"])


def _from_here(place: str, path: str) -> str:
    """The place of a file of a package from the working folder, if it is below that; else as the package has it."""
    package = Path(path)
    file = (package if package.is_dir() else package.parent) / place
    if not package.exists() or not file.is_file():  # an address, an archive
        return place
    found = Path(os.path.relpath(file)).as_posix()
    return place if found.startswith("../") else found


def _escape(text: str, *, inside: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if inside else text

"""The report for CI servers, as JUnit XML: a test case per resource, a failure per group of faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from wirepack.cli.reports.groups import EXAMPLES, group, place_of, shorten

if TYPE_CHECKING:
    from wirepack.audit.faults import Report, Task

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")  # what XML cannot hold


def write_junit(report: Report, path: str) -> str:
    """Write a report as JUnit XML."""
    failures = sum(not task.valid for task in report.tasks) + bool(report.faults)
    count = len(report.tasks) + 1
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuite name={_quote(path)} tests="{count}" failures="{failures}" time="{report.seconds:.3f}">',
        '  <testcase classname="package" name="descriptor">',
        *(f'    <failure type="{fault.type}" message={_quote(fault.note)}/>' for fault in report.faults),
        "  </testcase>",
    ]
    for task in report.tasks:
        lines += _write_task(task)
    return "\n".join([*lines, "</testsuite>"])


def _write_task(task: Task) -> list[str]:
    lines = [f'  <testcase classname="resource" name={_quote(task.name)} time="{task.seconds:.3f}">']
    for each in group(task.faults):
        first = each.faults[0]
        message = f"{each.what}: {each.rule or first.note or each.advice} ({len(each.faults)} times)"
        examples = "\n".join(
            f"{place_of(task, fault)}: {shorten(fault.cell or '')} {fault.note}" for fault in each.faults[:EXAMPLES]
        )
        lines.append(f'    <failure type="{first.type}" message={_quote(message)}>{escape(_clean(examples))}</failure>')
    return [*lines, "  </testcase>"]


def _quote(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _CONTROLS.sub("�", text)

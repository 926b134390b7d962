"""Our own problems in the report of an audit: what the audit has found already is not told twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wirepack.audit.faults import MEMORY, Fault, Report, Task
from wirepack.descriptor import CONTENT_HASH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirepack.audit.descriptor import Package
    from wirepack.models import Problem

# What an audit finds, too, by the schemas in the descriptor and the hashes of the files.
_FOUND_BY_AUDIT: Final = frozenset(
    {
        "required", "unique", "primary-key", "foreign-key", "pattern", "enum", "minLength", "maxLength", "minimum",
        "maximum", "type", "file-changed", "file-missing", "path", "cell-count", "header", "unreadable-table",
    }
)  # fmt: skip


def is_ours(package: Package) -> bool:
    """Whether wirepack published a package."""
    return any(CONTENT_HASH in resource for resource in package.resources)


def with_problems(report: Report, problems: Iterable[Problem]) -> Report:
    """Add problems that wirepack's own rules found to the report of an audit."""
    tasks = {task.name: task for task in report.tasks}
    faults, warnings = list(report.faults), list(report.warnings)
    found = {name for name, task in tasks.items() if task.faults}
    for problem in problems:
        task = tasks.get(problem.table or "")
        if problem.severity != "error":
            warnings.append(_note(problem))
        elif problem.code in _FOUND_BY_AUDIT and (found if task is None else task.name in found):
            continue
        elif task is None:
            faults.append(Fault("package-error", _note(problem), rule=problem.code))
        else:
            tasks[task.name] = _with_fault(task, problem)
    return replace(report, tasks=tuple(tasks.values()), faults=tuple(faults), warnings=tuple(warnings))


def report_tables(problems: Iterable[Problem], rows: dict[str, int], seconds: float) -> Report:
    """The report on tables in memory."""
    tasks = tuple(Task(name, "table", MEMORY, rows=count) for name, count in rows.items())
    return with_problems(Report(tasks, seconds=seconds), problems)


def _with_fault(task: Task, problem: Problem) -> Task:
    if problem.row is None:
        fault = Fault(
            "resource-error", _note(replace(problem, table=None)), field=problem.field, rule=problem.code, advised=True
        )
    else:  # rows of a file are counted with its header
        note = f"{problem.message} [{problem.code}]"
        row, cell = problem.row + 1, problem.value
        field, rule = problem.field, problem.code
        fault = Fault("row-constraint", note, row=row, field=field, cell=cell, rule=rule, advised=True)
    return replace(task, faults=(*task.faults, fault))


def _note(problem: Problem) -> str:
    """Say where and what."""
    parts = [f"{name} {value}" for name in ("table", "row", "field") if (value := getattr(problem, name)) is not None]
    parts += [repr(problem.value)] if problem.value is not None else []
    where = ": ".join(filter(None, (problem.path, ", ".join(parts))))
    return f"{where}: {problem.message} [{problem.code}]" if where else f"{problem.message} [{problem.code}]"

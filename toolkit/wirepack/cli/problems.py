"""Problems as people read them: one line each, what is wrong first, then where and what to do."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wirepack.cli.shell import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wirepack.models import Problem

_SHOWN = 100  # lines; beyond, nobody reads on, and --json has them all
STYLES = {"error": "bold red", "warning": "yellow"}


def print_problems(console: Console, problems: Sequence[Problem]) -> None:
    """Print problems, errors first, and say how many more there are."""
    from rich.text import Text  # noqa: PLC0415 - keeps --help fast

    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    for problem in ordered[:_SHOWN]:
        style = STYLES.get(problem.severity, "")
        console.print(Text(f"{problem.severity}: ", style) + Text(describe(problem)), soft_wrap=True)
    if len(ordered) > _SHOWN:
        console.print(f"… and {len(ordered) - _SHOWN} more; --json lists them all", soft_wrap=True)


def describe(problem: Problem) -> str:
    """Say where and what, in one line.

    >>> from wirepack.models import Problem
    >>> describe(Problem("required", "is empty; fill it", "dist/quotes.csv", "quotes", 3, "kind", ""))
    "dist/quotes.csv: table quotes, row 3, field kind, value '': is empty; fill it [required]"
    """
    parts = [f"{name} {value}" for name in ("table", "row", "field") if (value := getattr(problem, name)) is not None]
    if problem.value is not None:
        parts.append(f"value {problem.value!r}")
    where = ", ".join(parts)
    heads = [head for head in (problem.path, where) if head]
    return one_line(": ".join([*heads, f"{problem.message} [{problem.code}]"]))


def list_problems(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain dictionaries, for machines."""
    return [asdict(problem) for problem in problems]

"""Many bad rows -> a few `Problem`s: the first of each kind in full, all of them counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from wirepack.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LISTED = 100  # per rule and field: who has more than that to mend mends a rule, not rows
_MAX_SHOWN = 80  # characters of a value; the row and the field lead to the rest


def list_rows(
    rows: Iterable[tuple[Any, ...]],
    *,
    code: str,
    table: str,
    field: str | None,
    message: str,
    severity: str = "error",
) -> list[Problem]:
    """Make one problem per (row, value), the row counted from 1; beyond `MAX_LISTED` they are only counted.

    `message` goes on after the value: what is wrong with it and what to do. With rows of (row, value, found) it may hold
    `{found}`, what was found in the value's place.

    >>> [problem] = list_rows([(3, -1)], code="minimum", table="t", field="n", message="is negative")
    >>> problem.row, problem.value, problem.message
    (3, '-1', 'is negative')
    """
    iterator = iter(rows)
    problems = [
        Problem(code, message.replace("{found}", quoted(*found[:1])), None, table, row, field, show(value), severity)
        for row, value, *found in islice(iterator, MAX_LISTED)
    ]
    more = sum(1 for _ in iterator)
    if more:
        counted = f"{more:,} more rows have this problem"
        problems.append(Problem(code, counted, None, table, None, field, None, severity))
    return problems


def show(value: Any) -> str | None:
    """Write a value so that it fits into a line of a report.

    >>> show("a" * 100)[-3:]
    'aa…'
    """
    if value is None:
        return None
    text = value if isinstance(value, str) else str(list(value) if hasattr(value, "to_list") else value)
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 1]}…"


def quoted(value: Any = None) -> str:
    r"""Write a value inside a sentence: a string in quotation marks, its line ends as \n.

    >>> quoted("a\n"), quoted(None), quoted(3)
    ("'a\\n'", 'nothing', '3')
    """
    if value is None:
        return "nothing"
    return repr(show(value)) if isinstance(value, str) else str(show(value))

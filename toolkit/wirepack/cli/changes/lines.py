"""What all formats say of a comparison in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.cli.reports.groups import shorten
from wirepack.cli.shell import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirepack.comparison.records import Change, Diff, TableDiff

_WIDTH: Final = 40  # characters of a value
_MESSAGE: Final = 160  # characters of a change
METADATA: Final = "metadata-changed"
VERDICTS: Final = ("breaking", "additive", "patch")


def by_verdict(diff: Diff) -> dict[str, list[Change]]:
    """The changes by their verdict, the gravest first."""
    found = {verdict: [each for each in diff.changes if each.verdict == verdict] for verdict in VERDICTS}
    return {verdict: changes for verdict, changes in found.items() if changes}


def tell(change: Change) -> str:
    """What changed, in one line.

    >>> from wirepack.comparison.records import Change
    >>> tell(Change("field-removed", "t", "n"))
    't.n: is gone'
    """
    return f"{change.place or 'package'}: {shorten(change.message, _MESSAGE)}"


def tell_all(changes: Sequence[Change]) -> list[str]:
    """What changed, a line for each change; what describes fields of one resource is told together.

    >>> from wirepack.comparison.records import Change
    >>> tell_all([Change("metadata-changed", "t", name, "a", "b", "title") for name in ("x", "y")])
    ['t: title of x, y changed']
    """
    told: dict[tuple[str | None, str], list[str]] = {}
    lines: list[str | tuple[str | None, str]] = []
    for change in changes:
        if change.kind != METADATA or not change.field:
            lines.append(tell(change))
            continue
        key = change.resource, change.aspect
        if key not in told:
            lines.append(key)
        told.setdefault(key, []).append(change.field)
    return [
        line if isinstance(line, str) else f"{line[0]}: {line[1]} of {shorten(', '.join(told[line]), _MESSAGE)} changed"
        for line in lines
    ]


def count_rows(table: TableDiff) -> str:
    """How many rows differ.

    >>> from wirepack.comparison.records import TableDiff
    >>> count_rows(TableDiff("t", ("id",), 2, 3, added=1))
    '2 → 3 rows: 1 added'
    """
    parts = [f"{number:,} {what}" for what in ("added", "removed", "changed") if (number := getattr(table, what))]
    return f"{table.old_rows:,} → {count(table.new_rows, 'row')}: {', '.join(parts) or 'the same'}"


def count_columns(table: TableDiff) -> str:
    """In which columns cells changed, most of them first."""
    ranked = sorted(table.columns.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} ({number:,})" for name, number in ranked)


def show(value: str | None) -> str:
    """Write a value; what is missing has no marks.

    >>> show("a b"), show(None)
    ("'a b'", 'nothing')
    """
    return "nothing" if value is None else repr(shorten(value, _WIDTH))


def show_cells(cells: Mapping[str, str | None]) -> str:
    """Write the cells of a row that hold something."""
    return ", ".join(f"{name} {show(value)}" for name, value in cells.items() if value is not None)


def summary(diff: Diff) -> str:
    """The verdict in one line.

    >>> from wirepack.comparison.records import Diff
    >>> summary(Diff("a", "b"))
    'a and b are the same'
    """
    if diff.same:
        return f"{diff.old} and {diff.new} are the same"
    return f"{diff.old} → {diff.new}: a {diff.bump} change"

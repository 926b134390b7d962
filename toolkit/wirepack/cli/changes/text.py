"""The comparison for people: what breaks first, then the rows, then the version; coloured in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.cli.changes.lines import by_verdict, count_columns, count_rows, show, show_cells, summary, tell, tell_all
from wirepack.cli.shell import one_line
from wirepack.comparison.records import BREAKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from wirepack.comparison.records import Diff, TableDiff

    Line = tuple[str, str]  # a style, and what is said in it

_STYLES: Final = {"breaking": "bold red", "additive": "green", "patch": "cyan"}
_ADDED, _REMOVED, _CHANGED, _HINT = "green", "red", "yellow", "dim"


def print_text(diff: Diff, console: Console) -> None:
    """Print a comparison; in a pipe without any escape codes, a line for each thing."""
    from rich.text import Text  # noqa: PLC0415 - keeps --help fast

    for style, line in [*_changes(diff), *_tables(diff), *_end(diff)]:
        console.print(Text(one_line(line), style), soft_wrap=True)


def _changes(diff: Diff) -> Iterator[Line]:
    for verdict, changes in by_verdict(diff).items():
        yield _STYLES[verdict], verdict
        if verdict != BREAKING:
            yield from (("", f"  {line}") for line in tell_all(changes))
            continue
        for change in changes:
            yield "", f"  {tell(change)}"
            yield _HINT, f"    → {change.reason}"


def _tables(diff: Diff) -> Iterator[Line]:
    for table in diff.tables:
        if not table.same:
            yield "bold", f"{table.name}: {count_rows(table)}"
            yield from _rows(table)


def _rows(table: TableDiff) -> Iterator[Line]:
    if table.columns:
        yield "", f"  in {count_columns(table)}"
    for row in table.removed_rows:
        yield _REMOVED, f"  - row {row.number:,}: {show_cells(row.cells)}"
    for row in table.added_rows:
        yield _ADDED, f"  + row {row.number:,}: {show_cells(row.cells)}"
    for changed in table.changed_rows:
        cells = ", ".join(f"{name} {show(old)} → {show(new)}" for name, (old, new) in changed.cells.items())
        yield _CHANGED, f"  ~ row {changed.new_number:,}, {show_cells(changed.key)}: {cells}"
    hidden = sum((table.added, table.removed, table.changed)) - sum(
        map(len, (table.added_rows, table.removed_rows, table.changed_rows))
    )
    if hidden:
        yield _HINT, f"  … and {hidden:,} more; --examples shows more"


def _end(diff: Diff) -> Iterator[Line]:
    for note in diff.notes:
        yield _HINT, f"note: {note}"
    yield "bold", summary(diff)
    sufficient = diff.version.sufficient
    if not diff.same or sufficient is False:
        yield "bold red" if sufficient is False else "green" if sufficient else _HINT, diff.version.message

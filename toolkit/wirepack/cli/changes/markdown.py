"""The comparison as Markdown, for a changelog: headings as Keep a Changelog has them, one line for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.cli.changes.lines import count_columns, count_rows, summary, tell, tell_all
from wirepack.cli.shell import one_line
from wirepack.comparison.records import BREAKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from wirepack.comparison.records import Diff

_ADDED: Final = ("resource-added", "field-added", "licence-added", "schema-added")
_REMOVED: Final = ("resource-removed", "field-removed", "licence-removed", "schema-removed")


def print_markdown(diff: Diff, console: Console) -> None:
    """Print a comparison as a section of a changelog."""
    console.file.write("\n".join(_lines(diff)) + "\n")


def _lines(diff: Diff) -> Iterator[str]:
    yield f"## {_escape(diff.new_version or diff.new)}"
    yield ""
    message = diff.version.message
    yield f"{_escape(summary(diff))}. {_escape(message[:1].upper() + message[1:])}."
    groups = {"Added": _ADDED, "Removed": _REMOVED}
    known = {*_ADDED, *_REMOVED}
    parts = {heading: [each for each in diff.changes if each.kind in kinds] for heading, kinds in groups.items()}
    parts["Changed"] = [each for each in diff.changes if each.kind not in known]
    for heading in ("Added", "Changed", "Removed"):
        if parts[heading]:
            yield from ("", f"### {heading}", "")
            breaking = [each for each in parts[heading] if each.verdict == BREAKING]
            yield from (f"- **breaking:** {_escape(tell(each))}" for each in breaking)
            rest = [each for each in parts[heading] if each.verdict != BREAKING]
            yield from (f"- {_escape(line)}" for line in tell_all(rest))
    tables = [table for table in diff.tables if not table.same]
    if tables:
        yield from ("", "### Data", "")
    for table in tables:
        columns = f" in {count_columns(table)}" if table.columns else ""
        yield f"- {_escape(table.name)}: {count_rows(table)}{_escape(columns)}"


def _escape(text: str) -> str:
    r"""Write a text so that Markdown takes it for nothing else.

    >>> _escape("a_b <i> *")
    'a\\_b &lt;i> \\*'
    """
    line = one_line(text).replace("<", "&lt;")
    return "".join(f"\\{char}" if char in "\\`*_[]|#" else char for char in line)

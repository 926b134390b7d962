"""The comparison as Markdown, for a changelog: headings as Keep a Changelog has them, one line for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.cli.changes.lines import count_columns, count_rows, summary, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from wirepack.comparison.records import Change, Diff

_ADDED: Final = ("resource-added", "field-added", "licence-added", "schema-added")
_REMOVED: Final = ("resource-removed", "field-removed", "licence-removed", "schema-removed")


def print_markdown(diff: Diff, console: Console) -> None:
    """Print a comparison as a section of a changelog."""
    console.file.write("\n".join(_lines(diff)) + "\n")


def _lines(diff: Diff) -> Iterator[str]:
    yield f"## {_escape(diff.new_version or diff.new)}"
    yield ""
    yield f"{_escape(summary(diff))}. {_escape(diff.version.message)}."
    groups = {"Added": _ADDED, "Removed": _REMOVED}
    known = {*_ADDED, *_REMOVED}
    parts = {heading: [each for each in diff.changes if each.kind in kinds] for heading, kinds in groups.items()}
    parts["Changed"] = [each for each in diff.changes if each.kind not in known]
    for heading in ("Added", "Changed", "Removed"):
        if parts[heading]:
            yield from ("", f"### {heading}", "")
            yield from map(_item, sorted(parts[heading], key=lambda each: each.verdict != "breaking"))
    tables = [table for table in diff.tables if not table.same]
    if tables:
        yield from ("", "### Data", "")
    for table in tables:
        columns = f" in {count_columns(table)}" if table.columns else ""
        yield f"- {_escape(table.name)}: {count_rows(table)}{_escape(columns)}"


def _item(change: Change) -> str:
    mark = "**breaking:** " if change.verdict == "breaking" else ""
    return f"- {mark}{_escape(tell(change))}"


def _escape(text: str) -> str:
    r"""Write a text so that Markdown takes it for nothing else.

    >>> _escape("a_b <i> *")
    'a\\_b &lt;i> \\*'
    """
    line = text.replace("\n", " ").replace("<", "&lt;")
    return "".join(f"\\{char}" if char in "\\`*_[]|#" else char for char in line)

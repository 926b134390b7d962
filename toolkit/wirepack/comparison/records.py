"""What a comparison finds: changes of what is promised, rows that differ, and the version that both ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from wirepack.comparison.versions import BUMPS, VersionAdvice, advise
from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BREAKING: Final = "breaking"
_SETS: Final = ("enum", "categories")  # of which the items that differ are told
_BUMP_OF: Final = {BREAKING: "major", "additive": "minor", "patch": "patch"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of what a package promises. `kind` is one of `lexicons/change_kinds.tsv`; `aspect` is the property that changed."""

    kind: str
    resource: str | None = None
    field: str | None = None
    old: Any = None
    new: Any = None
    aspect: str = ""

    @property
    def verdict(self) -> str:
        """What it does to those who use the data: "breaking", "additive" or "patch" (it describes).

        >>> Change("field-removed", "t", "n").verdict
        'breaking'
        """
        return _kinds()[self.kind]["verdict"]

    @property
    def reason(self) -> str:
        """Why it is so."""
        return _kinds()[self.kind]["reason"]

    @property
    def message(self) -> str:
        """What changed.

        >>> Change("type-changed", "t", "n", "integer", "string").message
        'is of the type string, not integer'
        """
        if isinstance(self.old, list) and isinstance(self.new, list) and self.aspect in _SETS:
            went = [item for item in self.old if item not in self.new]
            came = [item for item in self.new if item not in self.old]
            parts = (("takes", came), ("no longer takes", went))
            return f"{self.aspect} {', '.join(f'{what} {write_value(items)}' for what, items in parts if items)}"
        old, new = write_value(self.old), write_value(self.new)
        return _kinds()[self.kind]["message"].format(old=old, new=new, aspect=self.aspect)

    @property
    def place(self) -> str:
        """Where it changed; empty for the package itself."""
        return ".".join(name for name in (self.resource, self.field) if name)

    def to_json(self) -> dict[str, Any]:
        """The change as an object of JSON."""
        given = {"kind": self.kind, "verdict": self.verdict, "resource": self.resource, "field": self.field}
        told = {"aspect": self.aspect or None, "old": self.old, "new": self.new}
        return given | told | {"message": self.message, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that one package has alone: its number in the file, the header counted, and its values by column."""

    number: int
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both have by its key; `cells` holds the values that differ, old and new."""

    old_number: int
    new_number: int
    key: Mapping[str, str | None]
    cells: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The rows of a table in both packages. Values are canonical texts, None where they are missing.

    `columns` counts the changed cells by column. `added`, `removed` and `changed` count rows, of which the first are
    listed, in the order of their file. Without a `key` a row that changed is one removed and one added.
    """

    name: str
    key: tuple[str, ...]
    old_rows: int
    new_rows: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    added_rows: tuple[Row, ...] = ()
    removed_rows: tuple[Row, ...] = ()
    changed_rows: tuple[ChangedRow, ...] = ()

    @property
    def same(self) -> bool:
        """Whether no row differs."""
        return not (self.added or self.removed or self.changed)

    @property
    def bump(self) -> str:
        """The part of the version that the rows ask for: new or lost ones the second, corrected ones the third."""
        return "minor" if self.added or self.removed else "patch" if self.changed else "none"

    def to_json(self) -> dict[str, Any]:
        """The table as an object of JSON."""
        changed = [
            {
                "oldRow": row.old_number,
                "newRow": row.new_number,
                "key": dict(row.key),
                "cells": {name: {"old": old, "new": new} for name, (old, new) in row.cells.items()},
            }
            for row in self.changed_rows
        ]
        return {
            "name": self.name,
            "key": list(self.key),
            "rows": {"old": self.old_rows, "new": self.new_rows},
            "added": self.added,
            "removed": self.removed,
            "changed": self.changed,
            "columns": dict(self.columns),
            "examples": {
                "added": [{"row": row.number, "cells": dict(row.cells)} for row in self.added_rows],
                "removed": [{"row": row.number, "cells": dict(row.cells)} for row in self.removed_rows],
                "changed": changed,
            },
        }


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two packages: `changes` of what is promised, `tables` with their rows, `notes` on what to know."""

    old: str
    new: str
    old_version: str | None = None
    new_version: str | None = None
    changes: tuple[Change, ...] = ()
    tables: tuple[TableDiff, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def same(self) -> bool:
        """Whether nothing differs but perhaps the version."""
        return not self.changes and all(table.same for table in self.tables)

    @property
    def breaking(self) -> tuple[Change, ...]:
        """The changes that break those who use the old package."""
        return tuple(change for change in self.changes if change.verdict == BREAKING)

    @property
    def bump(self) -> str:
        """The part of the version that must rise: "major", "minor", "patch" or "none".

        >>> Diff("a", "b", changes=(Change("field-added", "t", "n"), Change("field-removed", "t", "m"))).bump
        'major'
        """
        return highest([*(_BUMP_OF[change.verdict] for change in self.changes), *(table.bump for table in self.tables)])

    @property
    def version(self) -> VersionAdvice:
        """Whether the version of the new package says what changed."""
        return advise(self.old_version, self.new_version, self.bump)

    def to_json(self) -> dict[str, Any]:
        """The comparison as an object of JSON; the same packages give the same object."""
        return {
            "old": {"place": self.old, "version": self.old_version},
            "new": {"place": self.new, "version": self.new_version},
            "same": self.same,
            "breaking": bool(self.breaking),
            "bump": self.bump,
            "version": {
                "wanted": self.version.wanted,
                "sufficient": self.version.sufficient,
                "message": self.version.message,
            },
            "changes": [change.to_json() for change in self.changes],
            "tables": [table.to_json() for table in self.tables],
            "notes": list(self.notes),
        }


def highest(bumps: Iterable[str]) -> str:
    """The highest of some bumps.

    >>> highest(["patch", "minor", "none"]), highest([])
    ('minor', 'none')
    """
    return max(bumps, key=BUMPS.index, default="none")


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return {row["kind"]: row for row in read_table("change_kinds")}


def write_value(value: Any) -> str:
    """Write a value of a descriptor inside a sentence.

    >>> write_value(["a", "b"]), write_value(None), write_value(True), write_value("")
    ('a, b', 'not set', 'true', '""')
    """
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(map(write_value, value)) or "not set"
    return str(value) if value != "" else '""'

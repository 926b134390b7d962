"""What a Table Schema says, as frozen records. Only what we can enforce has a place here."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - readers of these records resolve the annotations at run time
from dataclasses import dataclass, field
from typing import Any

TABLES = ("articles", "quotes", "events", "systems", "mentions")  # in the order in which they are published

TEXTS = "texts"  # published as Parquet alone, and only if an article needs it
REJECTS = "rejects"  # published only if there are any

# What orders the rows of a table; `source` is that of the row's article, also where the table has no such column.
SORT_KEYS = {
    "articles": ("source", "article_id"),
    "quotes": ("source", "start", "end", "quote_id"),
    "events": ("source", "start", "end", "event_id"),
    "systems": ("system_id",),
    "mentions": ("source", "start", "end", "mention_id"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its logical type, what it means, and what its values must satisfy."""

    name: str
    type: str  # string, integer, number, boolean, date, array (of strings)
    title: str = ""
    description: str = ""
    example: Any = None
    constraints: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Whether every row must have a value."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values must stand in the fields of a table; `table` is None for the table itself."""

    fields: tuple[str, ...]
    table: str | None
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table of the contract. `descriptor` is the Table Schema as it was read, for the published package."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    descriptor: Mapping[str, Any]

    @property
    def columns(self) -> list[str]:
        """The names of the fields, in order."""
        return [field.name for field in self.fields]

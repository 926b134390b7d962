"""What an audit finds: faults in the words and with the numbers of the frictionless report, which many tools read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


MEMORY: Final = "<memory>"  # the place of a table that no file holds


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` counts the rows of the file from 1, its header included; `column` from 1.

    `type` is an error type of the frictionless report: "type-error", "constraint-error", "missing-cell", …; `note` says
    which rule is broken, and `rule` names its keyword ("maximum") where it has one.
    """

    type: str
    note: str = ""
    row: int | None = None
    field: str | None = None
    column: int | None = None
    cell: str | None = None
    cells: tuple[str, ...] | None = None
    rule: str | None = None
    fields: tuple[str, ...] = ()  # of a key
    advised: bool = False  # whether the note says itself what to do

    def to_frictionless(self) -> dict[str, Any]:
        """Write the fault as an error of a frictionless report.

        >>> Fault("blank-row", row=4, cells=("", "")).to_frictionless()["message"]
        'Row at position "4" is completely blank'
        """
        kind = fault_types()[self.type]
        values = {name: getattr(self, name) for name in ("note", "row", "field", "column", "cell")}
        error: dict[str, Any] = {
            "type": self.type,
            "title": kind["title"],
            "description": kind["description"],
            "message": kind["message"].format_map({name: "" if v is None else v for name, v in values.items()}),
            "tags": kind["tags"].split(),
            "note": self.note,
        }
        if self.cells is not None:
            error["cells"] = list(self.cells)
        error |= {key: value for key, value in (("rowNumber", self.row), ("cell", self.cell)) if value is not None}
        if self.column is not None:
            error |= {"fieldName": self.field or "", "fieldNumber": self.column}
        if self.fields:
            error["fieldNames"] = list(self.fields)
        return error


@dataclass(frozen=True, slots=True)
class Task:
    """What an audit found in one resource. `more`: faults beyond the limit, which are counted and not listed."""

    name: str
    type: str  # "table", or "file" for what is no table
    place: str
    faults: tuple[Fault, ...] = ()
    labels: tuple[str, ...] = ()
    rows: int | None = None
    fields: int | None = None
    bytes: int | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    more: int = 0

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def count(self) -> int:
        """How many faults there are, those included that are not listed."""
        return len(self.faults) + self.more

    def to_frictionless(self) -> dict[str, Any]:
        """Write the task as one of a frictionless report."""
        stats: dict[str, Any] = {
            "errors": self.count,
            "warnings": 0,  # those of a package belong to it as a whole
            "seconds": round(self.seconds, 3),
            **self.hashes,
        }
        counts = (("bytes", self.bytes), ("fields", self.fields), ("rows", self.rows))
        stats |= {key: value for key, value in counts if value is not None}
        task: dict[str, Any] = {"name": self.name, "type": self.type, "valid": self.valid, "place": self.place}
        if self.type == "table":
            task["labels"] = list(self.labels)
        return task | {
            "stats": stats,
            "warnings": [],
            "errors": [fault.to_frictionless() for fault in self.faults],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit found in a package: faults of the package itself, and one task for each resource."""

    tasks: tuple[Task, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong anywhere."""
        return not self.faults and all(task.valid for task in self.tasks)

    @property
    def fault_count(self) -> int:
        """How many faults there are, those included that are not listed."""
        return len(self.faults) + sum(task.count for task in self.tasks)

    def to_frictionless(self) -> dict[str, Any]:
        """Write the report as `frictionless validate --json` prints it.

        >>> Report().to_frictionless()["valid"]
        True
        """
        return {
            "valid": self.valid,
            "stats": {
                "tasks": len(self.tasks),
                "errors": self.fault_count,
                "warnings": len(self.warnings),
                "seconds": round(self.seconds, 3),
            },
            "warnings": list(self.warnings),
            "errors": [fault.to_frictionless() for fault in self.faults],
            "tasks": [task.to_frictionless() for task in self.tasks],
        }


@cache
def fault_types() -> Mapping[str, Mapping[str, str]]:
    """The types of faults with their titles, descriptions, messages and tags."""
    return {row["type"]: row for row in read_table("fault_types")}

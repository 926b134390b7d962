"""Keys -> faults: of the schemas, which can be seen without the data, and of the rows that break them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from wirepack.audit.faults import Fault
from wirepack.audit.find import FOREIGN, IN_ORDER, PRIMARY, UNIQUE, Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from wirepack.audit.find import TableAudit
    from wirepack.audit.schema import ForeignKey, Schema

_NUMBERS: Final = frozenset({"integer", "number", "year"})  # whose values can be equal


def check_references(name: str, schema: Schema, schemas: Mapping[str, Schema]) -> list[Fault]:
    """Check foreign keys against the schemas that they point to: the resource, its fields, their types.

    >>> from wirepack.audit.schema import read_schema
    >>> key = {"fields": "a", "reference": {"resource": "t", "fields": "b"}}
    >>> own, _ = read_schema({"fields": [{"name": "a", "type": "string"}], "foreignKeys": [key]})
    >>> other, _ = read_schema({"fields": [{"name": "b", "type": "integer"}]})
    >>> [fault.note for fault in check_references("s", own, {"s": own, "t": other})]
    ['foreign key of "s": the types of "a" (string) and "b" of "t" (integer) do not agree']
    """
    faults = []
    for key in schema.foreign_keys:
        target = schemas.get(key.resource) if key.resource else schema
        if target is None:
            note = f'foreign key of "{name}" names the resource "{key.resource}", which does not exist'
            faults.append(Fault("resource-error", note))
        elif lost := [field for field in key.target if field not in {each.name for each in target.fields}]:
            note = f'foreign key of "{name}" names "{", ".join(lost)}", no field of "{key.resource or name}"'
            faults.append(Fault("resource-error", note))
        else:
            faults += [
                Fault(
                    "schema-error",
                    f'foreign key of "{name}": the types of "{field}" ({own}) and "{other}" of '
                    f'"{key.resource or name}" ({theirs}) do not agree',
                )
                for field, own, other, theirs in _pairs(schema, key, target)
                if not _agree(own, theirs)
            ]
    return faults


def _pairs(schema: Schema, key: ForeignKey, target: Schema) -> list[tuple[str, str, str, str]]:
    own = {field.name: field.type for field in schema.fields}
    theirs = {field.name: field.type for field in target.fields}
    return [(name, own[name], other, theirs[other]) for name, other in zip(key.fields, key.target, strict=True)]


def _agree(one: str, other: str) -> bool:
    return one == other or "any" in (one, other) or {one, other} <= _NUMBERS


@dataclass(slots=True)
class _Found:
    """Faults of rows: the first of each rule, at most so many as a report lists, and how many there are."""

    limit: int
    placed: list[Placed]
    count: int = 0

    def note(self, rows: pl.DataFrame, rank: int, column: int, fault: Fault, notes: Iterator[str]) -> None:
        """Note a fault of some rows; `rows` are in order, and `notes` says of each what is wrong."""
        self.count += rows.height
        for number, note in zip(rows["number"].head(self.limit).to_list(), notes, strict=False):
            self.placed.append(Placed(number, rank, column, replace(fault, note=note, row=number)))


def check_keys(
    table: TableAudit, schema: Schema, tables: Mapping[str, tuple[Schema, TableAudit | None]]
) -> tuple[list[Placed], int]:
    """Check unique fields and keys of a table, when all tables are read: the first faults, and their number."""
    keys, found = table.keys, _Found(table.limit, [])
    columns = {field.name: place for place, field in enumerate(table.fields.values(), start=1)}
    for name in keys.unique:
        pairs = keys.duplicates((name,))
        found.note(pairs, UNIQUE, columns[name], Fault("unique-error", field=name, column=columns[name]), _twice(pairs))
    if keys.has(schema.primary_key):
        key = schema.primary_key
        empty, pairs = keys.all_missing(key), keys.duplicates(key)
        note = 'cells composing the primary keys are all "None"'
        found.note(empty, PRIMARY, 0, Fault("primary-key", fields=key), (note for _ in range(found.limit)))
        found.note(pairs, PRIMARY, 0, Fault("primary-key", fields=key), _twice(pairs))
    for key in schema.unique_keys:
        if keys.has(key):
            pairs = keys.duplicates(key, whole=True)
            fault = Fault("row-constraint", rule="uniqueKeys", fields=key)
            found.note(pairs, PRIMARY, 1, fault, _twice(pairs, f'unique key "{", ".join(key)}": '))
    for number, foreign in enumerate(schema.foreign_keys):
        target_schema, target = tables.get(foreign.resource, (schema, None)) if foreign.resource else (schema, table)
        if target and keys.has(foreign.fields) and _is_sound(schema, foreign, target_schema):
            lost = keys.lost(foreign.fields, target.keys.values_of(foreign.target))
            found.note(lost, FOREIGN, number, Fault("foreign-key", fields=foreign.fields), _astray(lost, foreign))
    found.placed.sort(key=IN_ORDER)
    return found.placed[: table.limit], found.count


def _is_sound(schema: Schema, foreign: ForeignKey, target: Schema) -> bool:
    """Whether the schemas alone do not tell that no row can be right."""
    known = {field.name for field in target.fields}
    return set(foreign.target) <= known and all(
        _agree(own, theirs) for _, own, _, theirs in _pairs(schema, foreign, target)
    )


def _twice(pairs: pl.DataFrame, prefix: str = "") -> Iterator[str]:
    return (f"{prefix}the same as in the row at position {before}" for before in pairs["before"])


def _astray(lost: pl.DataFrame, foreign: ForeignKey) -> Iterator[str]:
    own, theirs = ", ".join(foreign.fields), ", ".join(foreign.target)
    for *values, _ in lost.iter_rows():
        text = ", ".join(map(str, values))
        yield f'for "{own}": values "{text}" not found in the lookup table "{foreign.resource}" as "{theirs}"'

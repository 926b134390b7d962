"""Keys -> faults: of the schemas, which can be seen without the data, and of the rows that break them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.faults import Fault
from wirepack.audit.find import FOREIGN, IN_ORDER, PRIMARY, UNIQUE, Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wirepack.audit.find import TableAudit
    from wirepack.audit.schema import ForeignKey, Schema

    Say = Callable[[dict[str, Any]], str]

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

    def note(self, parts: Iterator[pl.DataFrame], rank: int, column: int, fault: Fault, say: Say) -> None:
        """Note a fault of some rows, which come in parts; `say` says of the values of a row what is wrong there."""
        first = pl.DataFrame()
        for part in parts:
            self.count += part.height
            kept = part.bottom_k(self.limit, by="number").with_columns(pl.exclude("number", "before").cast(pl.String))
            first = pl.concat([first, kept]).bottom_k(self.limit, by="number") if first.height else kept
        for values in first.sort("number").to_dicts() if first.height else ():
            number = values.pop("number")
            self.placed.append(Placed(number, rank, column, replace(fault, note=say(values), row=number)))


def check_keys(
    table: TableAudit, schema: Schema, tables: Mapping[str, tuple[Schema, TableAudit | None]]
) -> tuple[list[Placed], int]:
    """Check unique fields and keys of a table, when all tables are read: the first faults, and their number."""
    keys, found = table.keys, _Found(table.limit, [])
    columns = {field.name: place for place, field in enumerate(table.fields.values(), start=1)}
    for name in keys.unique:
        fault = Fault("unique-error", field=name, column=columns[name])
        found.note(keys.duplicates((name,)), UNIQUE, columns[name], fault, _say_twice())
    if keys.has(schema.primary_key):
        fault = Fault("primary-key", fields=schema.primary_key)
        note = 'cells composing the primary keys are all "None"'
        found.note(keys.all_missing(schema.primary_key), PRIMARY, 0, fault, lambda _: note)
        found.note(keys.duplicates(schema.primary_key), PRIMARY, 0, fault, _say_twice())
    for key in schema.unique_keys:
        if keys.has(key):
            fault = Fault("row-constraint", rule="uniqueKeys", fields=key)
            say = _say_twice(f'unique key "{", ".join(key)}": ')
            found.note(keys.duplicates(key, whole=True), PRIMARY, 1, fault, say)
    for number, foreign in enumerate(schema.foreign_keys):
        target_schema, target = tables.get(foreign.resource, (schema, None)) if foreign.resource else (schema, table)
        if target and keys.has(foreign.fields) and _is_sound(schema, foreign, target_schema):
            lost = keys.lost(foreign.fields, target.keys, foreign.target)
            found.note(lost, FOREIGN, number, Fault("foreign-key", fields=foreign.fields), _say_astray(foreign))
    found.placed.sort(key=IN_ORDER)
    return found.placed[: table.limit], found.count


def _is_sound(schema: Schema, foreign: ForeignKey, target: Schema) -> bool:
    """Whether the schemas alone do not tell that no row can be right."""
    known = {field.name for field in target.fields}
    return set(foreign.target) <= known and all(
        _agree(own, theirs) for _, own, _, theirs in _pairs(schema, foreign, target)
    )


def _say_twice(prefix: str = "") -> Say:
    return lambda values: f"{prefix}the same as in the row at position {values['before']}"


def _say_astray(foreign: ForeignKey) -> Say:
    own, theirs = ", ".join(foreign.fields), ", ".join(foreign.target)
    where = f'not found in the lookup table "{foreign.resource}" as "{theirs}"'
    return lambda values: f'for "{own}": values "{", ".join(map(str, values.values()))}" {where}'

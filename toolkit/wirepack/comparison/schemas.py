"""Two Table Schemas: fields that came, went or read otherwise, and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wirepack.comparison.constraints import compare_constraints
from wirepack.comparison.records import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirepack.audit.schema import Field, ForeignKey, Schema

# What else decides how a cell is read, with what it is where a schema is silent.
_READING: Final[Mapping[str, Any]] = {
    "trueValues": ["true", "True", "TRUE", "1"],
    "falseValues": ["false", "False", "FALSE", "0"],
    "decimalChar": ".",
    "groupChar": None,
    "bareNumber": True,
    "delimiter": ",",
    "itemType": "string",
    "arrayItem": None,
    "categoriesOrdered": False,
}
_TOLD_ELSEWHERE: Final = frozenset({"name", "type", "format", "constraints", "missingValues", "categories", *_READING})
_SCHEMA_KEYS: Final = frozenset(
    {"fields", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch"}
)  # the others describe


def compare_schemas(resource: str, old: Schema, new: Schema, *, has_header: bool = True) -> list[Change]:
    """Compare two schemas; `has_header` tells whether the columns of the file are known by name.

    >>> from wirepack.audit.schema import Field, Schema
    >>> old = Schema((Field("id"), Field("n", "integer")), primary_key=("id",))
    >>> new = Schema((Field("id"), Field("n", "number"), Field("x")))
    >>> [(change.kind, change.place) for change in compare_schemas("t", old, new)]
    [('type-changed', 't.n'), ('field-added', 't.x'), ('primary-key-removed', 't')]
    """
    before, after = ({field.name: field for field in schema.fields} for schema in (old, new))
    changes = [
        Change("field-removed", resource, name, field.type) for name, field in before.items() if name not in after
    ]
    for name in before:
        if name in after:
            changes += compare_fields(resource, before[name], after[name])
    changes += _added(resource, before, after, has_header=has_header)
    changes += _reordered(
        resource, [name for name in before if name in after], [name for name in after if name in before]
    )
    if old.match != new.match:
        changes.append(Change("fields-match-changed", resource, None, old.match, new.match))
    return [*changes, *_compare_keys(resource, old, new)]


def describe_schemas(resource: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Compare what the descriptors of two schemas say beside their rules."""
    for key in sorted({*old, *new} - _SCHEMA_KEYS):
        if old.get(key) != new.get(key):
            yield Change("metadata-changed", resource, None, old.get(key), new.get(key), f"schema.{key}")


def compare_fields(resource: str, old: Field, new: Field) -> Iterator[Change]:
    """Compare two fields but for their names."""
    place = resource, new.name
    if old.type != new.type:
        yield Change("type-changed", *place, old.type, new.type)
    elif old.format != new.format:
        yield Change("field-format-changed", *place, old.format, new.format)
    if old.missing != new.missing:
        yield Change("missing-values-changed", *place, sorted(old.missing), sorted(new.missing))
    for key, usual in _READING.items():
        before, after = old.options.get(key, usual), new.options.get(key, usual)
        if before != after:
            yield Change("reading-changed", *place, before, after, key)
    yield from compare_constraints(resource, old, new)
    for key in sorted({*old.options, *new.options} - _TOLD_ELSEWHERE):
        if old.options.get(key) != new.options.get(key):
            yield Change("metadata-changed", *place, old.options.get(key), new.options.get(key), key)
    if _labels(old) != _labels(new):
        yield Change("metadata-changed", *place, _labels(old), _labels(new), "labels of categories")


def _labels(field: Field) -> dict[str, Any]:
    given = field.options.get("categories")
    items = given if isinstance(given, list) else []
    return {str(item.get("value")): item["label"] for item in items if isinstance(item, dict) and "label" in item}


def _added(
    resource: str, before: Mapping[str, Field], after: Mapping[str, Field], *, has_header: bool
) -> Iterator[Change]:
    last = max((place for place, name in enumerate(after) if name in before), default=-1)
    for place, (name, field) in enumerate(after.items()):
        if name not in before:
            kind = "field-added" if has_header or place > last else "field-inserted"
            yield Change(kind, resource, name, None, field.type)


def _reordered(resource: str, before: list[str], after: list[str]) -> list[Change]:
    return [] if before == after else [Change("fields-reordered", resource, None, before, after)]


# ---------------------------------------------------------------- keys


def _compare_keys(resource: str, old: Schema, new: Schema) -> Iterator[Change]:
    before, after = list(old.primary_key), list(new.primary_key)
    if sorted(before) != sorted(after):
        kind = "changed" if before and after else "removed" if before else "added"
        yield Change(f"primary-key-{kind}", resource, None, before or None, after or None)
    uniques = [{tuple(sorted(key)): list(key) for key in schema.unique_keys} for schema in (old, new)]
    yield from _compare_sets(resource, "unique-key", *uniques)
    foreigns = [{_identity(key): _write_foreign(key) for key in schema.foreign_keys} for schema in (old, new)]
    yield from _compare_sets(resource, "foreign-key", *foreigns)


def _compare_sets(resource: str, kind: str, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[Change]:
    for key, shown in before.items():
        if key not in after:
            yield Change(f"{kind}-removed", resource, None, shown, None)
    for key, shown in after.items():
        if key not in before:
            yield Change(f"{kind}-added", resource, None, None, shown)


def _identity(key: ForeignKey) -> tuple[str, frozenset[tuple[str, str]]]:
    return key.resource, frozenset(zip(key.fields, key.target, strict=True))


def _write_foreign(key: ForeignKey) -> str:
    """Write a foreign key in one line.

    >>> from wirepack.audit.schema import ForeignKey
    >>> _write_foreign(ForeignKey(("a",), "t", ("id",)))
    'a → t.id'
    """
    return f"{_listed(key.fields)} → {key.resource or 'the same table'}.{_listed(key.target)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)

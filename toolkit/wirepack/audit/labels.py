"""The header of a table against the fields of its schema: which column is which field, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wirepack.audit.faults import Fault
from wirepack.audit.schema import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.audit.schema import Schema

_TOLERATE_LABELS: Final = ("subset", "partial")  # labels without a field
_POSITIONS: Final = 100  # of equal labels that a fault names
_TOLERATE_FIELDS: Final = ("superset", "partial")  # fields without a label, the required ones aside


@dataclass(frozen=True, slots=True)
class Header:
    """The field of every column, in the order of the columns; a column without one has a field of the type any."""

    fields: tuple[Field, ...]
    faults: tuple[Fault, ...] = ()


def match_labels(labels: Sequence[str] | None, schema: Schema) -> Header:
    """Match the labels of a table with the fields of its schema, as its `fieldsMatch` says.

    >>> from wirepack.audit.schema import read_schema
    >>> schema, _ = read_schema({"fields": [{"name": "id"}, {"name": "n"}]})
    >>> [(fault.type, fault.cell, fault.column) for fault in match_labels(["id", "m", "x"], schema).faults]
    [('extra-label', 'x', 3), ('incorrect-label', 'm', 2)]
    """
    if labels is None:
        return Header(schema.fields)
    if not labels:
        return Header(schema.fields, (Fault("blank-header"),))
    if schema.match == "exact":
        return _match_by_place(labels, schema.fields)
    return _match_by_name(labels, schema)


def _match_by_place(labels: Sequence[str], fields: Sequence[Field]) -> Header:
    faults = [
        Fault("extra-label", column=place, cell=label, field="")
        for place, label in enumerate(labels[len(fields) :], start=len(fields) + 1)
    ]
    faults += _missing(fields[len(labels) :], len(labels))
    places: dict[str, list[int]] = {}
    for place, (field, label) in enumerate(zip(fields, labels, strict=False), start=1):
        if not label:
            faults.append(Fault("blank-label", column=place, cell="", field=field.name))
            continue
        seen = places.setdefault(label, [])
        seen.append(place)
        if len(seen) > 1:
            note = f'at position "{", ".join(map(str, seen[:-1][:_POSITIONS]))}"'
            faults.append(Fault("duplicate-label", note, column=place, cell=label, field=field.name))
        elif label != field.name:
            faults.append(Fault("incorrect-label", column=place, cell=label, field=field.name))
    return Header(_fill(labels, fields[: len(labels)]), tuple(faults))


def _match_by_name(labels: Sequence[str], schema: Schema) -> Header:
    by_name = {field.name: field for field in schema.fields}
    faults: list[Fault] = []
    if schema.match not in _TOLERATE_LABELS:
        faults += [
            Fault("extra-label", column=place, cell=label, field="")
            for place, label in enumerate(labels, start=1)
            if label not in by_name
        ]
    given = set(labels)
    if schema.match == "partial" and by_name and not by_name.keys() & given:
        faults.append(Fault("unmatched-header"))
    missing = [field for field in schema.fields if field.name not in given]
    if schema.match in _TOLERATE_FIELDS:
        missing = [field for field in missing if field.constraints.get("required") or field.name in schema.primary_key]
    faults += _missing(missing, len(labels))
    taken: dict[str, int] = {}
    matched: list[Field | None] = []
    for place, label in enumerate(labels, start=1):
        if label in taken:
            note = f'at position "{taken[label]}"'
            faults.append(Fault("duplicate-label", note, column=place, cell=label, field=label))
        matched.append(None if label in taken else by_name.get(label))
        taken.setdefault(label, place)
    return Header(_fill(labels, matched), tuple(faults))


def _missing(fields: Sequence[Field], count: int) -> list[Fault]:
    return [
        Fault("missing-label", column=place, cell="", field=field.name)
        for place, field in enumerate(fields, start=count + 1)
    ]


def _fill(labels: Sequence[str], matched: Sequence[Field | None]) -> tuple[Field, ...]:
    """Give the columns without a field one of the type any, whose name no other column has."""
    used = {field.name for field in matched if field}
    fields: list[Field] = []
    numbers: dict[str, int] = {}
    for place, label in enumerate(labels):
        field = matched[place] if place < len(matched) else None
        if field is None:
            name, number = label, numbers.get(label, 2)
            while name in used:
                name, number = f"{label}{number}", number + 1
            numbers[label] = number
            used.add(name)
            field = Field(name, "any")
        fields.append(field)
    return tuple(fields)

"""Any Table Schema, version 1 or 2: JSON -> records. What is wrong with it becomes faults; nothing is raised.

This is the one reader of schemas: what the standard does not know is left alone. `wirepack.schemas` stands on it: its
compilers refuse a schema with faults, and the contract of our own tables is read more strictly before it comes here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_EVERY: Final = ("required", "unique", "enum")
# The constraints of each type of field.
CONSTRAINTS: Final[Mapping[str, tuple[str, ...]]] = {
    "string": (*_EVERY, "minLength", "maxLength", "pattern"),
    "integer": (*_EVERY, *BOUNDS),
    "number": (*_EVERY, *BOUNDS),
    "boolean": _EVERY,
    "date": (*_EVERY, *BOUNDS),
    "datetime": (*_EVERY, *BOUNDS),
    "time": (*_EVERY, *BOUNDS),
    "year": (*_EVERY, *BOUNDS),
    "yearmonth": (*_EVERY, *BOUNDS),
    "duration": (*_EVERY, *BOUNDS),
    "array": (*_EVERY, "minLength", "maxLength", "jsonSchema"),
    "list": (*_EVERY, "minLength", "maxLength"),
    "object": (*_EVERY, "minLength", "maxLength", "jsonSchema"),
    "geopoint": _EVERY,
    "geojson": (*_EVERY, "jsonSchema"),
    "any": _EVERY,
}
MATCHES: Final = ("exact", "equal", "subset", "superset", "partial")  # of labels and fields
TYPE_OF_VERSION_1: Final = "string"  # of a field without a type
DEFAULT_MISSING: Final = ("",)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `options` holds all its keys, groupChar, trueValues, itemType and categories among them."""

    name: str
    type: str = "string"
    format: str = "default"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    missing: frozenset[str] = frozenset(DEFAULT_MISSING)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What people call it; empty if the schema does not say."""
        return str(self.options.get("title", ""))

    @property
    def description(self) -> str:
        """What it means; empty if the schema does not say."""
        return str(self.options.get("description", ""))

    @property
    def example(self) -> Any:
        """A value it might have; None if the schema gives none."""
        return self.options.get("example")

    @property
    def required(self) -> bool:
        """Whether every row must have a value."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields that point to fields of a resource; `resource` is empty for the table itself."""

    fields: tuple[str, ...]
    resource: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A Table Schema, read as far as it could be. `descriptor` is the JSON it was read from."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    match: str = "exact"
    name: str = ""
    descriptor: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What people call the table: its title, else its name."""
        return str(self.descriptor.get("title", self.name))

    @property
    def description(self) -> str:
        """What the table holds; empty if the schema does not say."""
        return str(self.descriptor.get("description", ""))

    @property
    def columns(self) -> list[str]:
        """The names of the fields, in order."""
        return [field.name for field in self.fields]


def read_schema(descriptor: Any, version: str = "2") -> tuple[Schema, list[Fault]]:
    """Read a Table Schema; with faults, the schema holds what is sound in it.

    `version` is that of the package: "1" does not know what the second one brought; "" may know anything.

    >>> schema, faults = read_schema({"fields": [{"name": "id", "type": "integer"}], "primaryKey": "id"})
    >>> schema.fields[0].type, schema.primary_key, faults
    ('integer', ('id',), [])
    >>> read_schema({"fields": [{"name": "id", "type": "intger"}]})[1][0].note
    'field "id" has the unknown type "intger"'
    """
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("fields", []), list):
        return Schema(()), [Fault("schema-error", "a Table Schema is an object with a list of fields")]
    faults: list[Fault] = []
    missing, wrong = _read_missing(descriptor.get("missingValues", list(DEFAULT_MISSING)))
    faults += [Fault("schema-error", note) for note in wrong]
    if version == "1":
        faults += [Fault("schema-error", note) for note in _too_new(descriptor)]
    fields = []
    for number, item in enumerate(descriptor.get("fields", []), start=1):
        found, notes = _read_field(item, number, missing)
        if version == "1" and found:
            notes += _too_new(item)
        faults += [Fault("field-error", note) for note in notes]
        fields += [found] if found else []
    names = [found.name for found in fields]
    faults += [
        Fault("schema-error", f'names of fields must be unique, and "{name}" stands twice')
        for name, count in Counter(names).items()
        if count > 1
    ]
    keys = _Keys(descriptor, frozenset(names))
    schema = Schema(
        tuple(fields),
        keys.primary(),
        keys.unique(),
        keys.foreign(),
        keys.match(),
        name=str(descriptor.get("name", "")),
        descriptor=descriptor,
    )
    return schema, [*faults, *keys.faults]


def _read_field(item: Any, number: int, missing: frozenset[str]) -> tuple[Field | None, list[str]]:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        return None, [f"field {number} has no name"]
    name, kind = item["name"], item.get("type", TYPE_OF_VERSION_1)
    if not isinstance(kind, str) or kind not in CONSTRAINTS:
        return None, [f'field "{name}" has the unknown type "{kind}"']
    constraints = item.get("constraints", {})
    if not isinstance(constraints, dict):
        return None, [f'the constraints of field "{name}" are no object']
    notes = [
        f'constraint "{rule}" is not supported by type "{kind}" (field "{name}")'
        for rule in constraints
        if rule not in CONSTRAINTS[kind]
    ]
    notes += _wrong_values(name, constraints)
    if "required" in item:
        notes.append(f'"required" of field "{name}" should be set as "constraints.required"')
    own = missing
    if "missingValues" in item:
        own, wrong = _read_missing(item["missingValues"])
        notes += [f'field "{name}": {note}' for note in wrong]
    form = str(item.get("format", "default")).removeprefix("fmt:")
    sound = {rule: value for rule, value in constraints.items() if rule in CONSTRAINTS[kind]}
    return Field(name, kind, form, sound if not notes else {}, own, item), notes


def _too_new(item: Mapping[str, Any]) -> list[str]:
    """What a schema or a field has that version 1 of the standard does not know."""
    notes = [
        f'constraint "{rule}" requires datapackage v2'
        for rule in ("exclusiveMinimum", "exclusiveMaximum")
        if rule in item.get("constraints", {})
    ]
    values = item.get("missingValues")
    if isinstance(values, list) and any(isinstance(value, dict) for value in values):
        notes.append("missing values in object form require datapackage v2")
    return notes


def _wrong_values(name: str, constraints: Mapping[str, Any]) -> Iterator[str]:
    """Constraints whose own value cannot be one."""
    wanted = {"required": bool, "unique": bool, "pattern": str, "enum": list, "minLength": int, "maxLength": int}
    for rule, kind in wanted.items():
        if rule in constraints and (
            not isinstance(constraints[rule], kind) or (kind is int and isinstance(constraints[rule], bool))
        ):
            yield f'constraint "{rule}" of field "{name}" is {constraints[rule]!r}, which is no {kind.__name__}'


def _read_missing(items: Any) -> tuple[frozenset[str], list[str]]:
    """Read missing values in either form: strings, or objects with a value and maybe a label."""
    if not isinstance(items, list):
        return frozenset(DEFAULT_MISSING), ["missingValues must be a list"]
    values = unlabel(items)
    if not all(isinstance(value, str) for value in values):
        return frozenset(DEFAULT_MISSING), ["missingValues must hold strings, or objects with a value that is one"]
    labelled = any(isinstance(item, dict) for item in items)
    twice = [f'missing value "{value}" is not unique' for value, count in Counter(values).items() if count > 1]
    return frozenset(values), twice if labelled else []


def unlabel(items: Iterable[Any]) -> list[Any]:
    """The values of a list whose items may be objects with a value and a label.

    >>> unlabel(["", {"value": "-", "label": "not asked"}])
    ['', '-']
    """
    return [item.get("value") if isinstance(item, dict) else item for item in items]


class _Keys:
    """The keys of a schema, read one kind after the other; what is wrong with them gathers in `faults`."""

    def __init__(self, descriptor: Mapping[str, Any], names: frozenset[str]) -> None:
        self.faults: list[Fault] = []
        self._descriptor = descriptor
        self._names = names

    def primary(self) -> tuple[str, ...]:
        return self._fields(self._descriptor.get("primaryKey", []), "primaryKey")

    def unique(self) -> tuple[tuple[str, ...], ...]:
        keys = self._descriptor.get("uniqueKeys", [])
        if not isinstance(keys, list):
            self._fault("uniqueKeys must be a list of lists of field names")
            return ()
        return tuple(found for key in keys if (found := self._fields(key, "uniqueKeys")))

    def foreign(self) -> tuple[ForeignKey, ...]:
        keys = self._descriptor.get("foreignKeys", [])
        if not isinstance(keys, list):
            self._fault("foreignKeys must be a list")
            return ()
        return tuple(found for key in keys if (found := self._foreign(key)))

    def match(self) -> str:
        given = self._descriptor.get("fieldsMatch", "exact")
        mode = given[0] if isinstance(given, list) and len(given) == 1 else given
        if mode in MATCHES:
            return str(mode)
        self._fault(f"fieldsMatch is {given!r}; it is one of {', '.join(MATCHES)}")
        return "exact"

    def _foreign(self, key: Any) -> ForeignKey | None:
        reference = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(reference, dict):
            self._fault("a foreign key needs fields and a reference")
            return None
        fields = self._fields(key.get("fields"), "foreignKeys")
        target = reference.get("fields", [])
        target = (target,) if isinstance(target, str) else tuple(target) if isinstance(target, list) else ()
        resource = reference.get("resource", "")
        if not fields or len(fields) != len(target) or not isinstance(resource, str):
            self._fault(
                f'foreign key fields "{key.get("fields")}" does not match the reference fields "{list(target)}"'
            )
            return None
        if not resource and (lost := [name for name in target if name not in self._names]):
            self._fault(f'foreign key fields "{lost}" do not match the schema fields')
            return None
        return ForeignKey(fields, resource, target)

    def _fields(self, given: Any, key: str) -> tuple[str, ...]:
        names = (given,) if isinstance(given, str) else given
        if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
            self._fault(f"{key} must be the name of a field, or a list of them")
            return ()
        lost = [name for name in names if name not in self._names]
        if lost:
            self._fault(f'{key} names "{", ".join(lost)}", which is no field of the schema')
            return ()
        return tuple(names)

    def _fault(self, note: str) -> None:
        self.faults.append(Fault("schema-error", note))

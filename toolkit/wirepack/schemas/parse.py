"""The contract, read strictly: whatever we could not enforce is refused, with the place, what is allowed and a guess.

What passes is read as any Table Schema is, by `wirepack.audit.schema`; there is no second reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from wirepack.audit.schema import Field, read_schema
from wirepack.errors import SchemaError
from wirepack.schemas.vocabulary import (
    CONSTRAINTS,
    FIELD_KEYS,
    MISSING_VALUES,
    PROFILE,
    SCHEMA_KEYS,
    TYPES,
    parse_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirepack.audit.schema import Schema

# Lower-case letters, digits and underscores: a name that needs no quoting in SQL, R, Python or a shell.
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_JSON_NAMES = {str: "a string", list: "a list", dict: "an object", bool: "true or false", int: "a whole number"}


def parse_table(name: str, descriptor: Any, where: str) -> Schema:
    """Read one Table Schema. `where` is the file, for the messages of the SchemaError.

    >>> schema = {"fields": [{"name": "id", "type": "integer", "exmaple": 3}]}
    >>> parse_table("t", schema, "t.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    wirepack.errors.SchemaError: t.json, field id: unknown keyword "exmaple"; did you mean "example"? allowed: ...
    """
    if not isinstance(descriptor, dict):
        raise SchemaError(f"{where}: is no JSON object; a Table Schema looks like {{'fields': […]}}")
    _check_keys(descriptor, SCHEMA_KEYS, where)
    if descriptor.get("$schema", PROFILE) != PROFILE:
        raise SchemaError(f"{where}: $schema is {descriptor['$schema']!r}; write {PROFILE!r}")
    if descriptor.get("missingValues", MISSING_VALUES) != MISSING_VALUES:
        raise SchemaError(f'{where}: missingValues must be [""]: an empty cell is the one way to write "missing"')
    known = _check_fields(descriptor.get("fields"), where)
    for key in descriptor.get("primaryKey", ()):
        _known(key, known, f"{where}, primaryKey")
    for key in descriptor.get("foreignKeys", ()):
        _check_key(key, known, where)
    schema, faults = read_schema(descriptor)
    if faults:
        raise SchemaError(f"{where}: {faults[0].note}")
    for field in schema.fields:
        _check_example(field, f"{where}, field {field.name}")
    return replace(schema, name=name)


def check_references(tables: Mapping[str, Schema], where: Mapping[str, str]) -> None:
    """Refuse foreign keys that lead to no table, to no field of it, or to fields of another type."""
    for table in tables.values():
        for key in table.foreign_keys:
            place = f"{where[table.name]}, foreign key of {', '.join(key.fields)}"
            target = tables[_known(key.resource or table.name, tables, place, "table")]
            types = {field.name: field.type for field in target.fields}
            own = {field.name: field.type for field in table.fields}
            for name, other in zip(key.fields, key.target, strict=True):
                _known(other, types, f"{place} to {target.name}", "field")
                if own[name] != types[other]:
                    raise SchemaError(f"{place}: {name} is {own[name]}, but {target.name}.{other} is {types[other]}")


def _check_fields(items: Any, where: str) -> list[str]:
    """Refuse fields that are not of the contract; the names of all."""
    if not isinstance(items, list) or not items:
        raise SchemaError(f'{where}: has no "fields"; list at least one')
    names: list[str] = []
    for number, item in enumerate(items, start=1):
        name = item.get("name") if isinstance(item, dict) else None
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise SchemaError(
                f"{where}, field {number}: its name is {name!r}; write lower-case letters, digits and underscores"
            )
        if name in names:
            raise SchemaError(f"{where}, field {name}: stands twice; remove or rename one of them")
        names.append(name)
        _check_field(item, f"{where}, field {name}")
    return names


def _check_field(item: dict[str, Any], where: str) -> None:
    _check_keys(item, FIELD_KEYS, where)
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise SchemaError(f"{where}: unknown type {kind!r}; {suggest(kind, TYPES)}")
    for keyword, value in item.get("constraints", {}).items():
        if keyword not in TYPES[kind]:
            raise SchemaError(f'{where}: unknown constraint "{keyword}" of a {kind}; {suggest(keyword, TYPES[kind])}')
        _check_constraint(keyword, value, kind, where)


def _check_example(field: Field, where: str) -> None:
    broken = find_violation(field, field.example) if "example" in field.options else None
    if broken:
        raise SchemaError(f"{where}: its own example {field.example!r} {broken}; correct either")


def _check_constraint(keyword: str, value: Any, kind: str, where: str) -> None:
    """Refuse a constraint whose own value makes no sense."""
    wanted = CONSTRAINTS[keyword]
    if wanted == "value" or keyword == "enum":
        values = value if keyword == "enum" else [value]
        if not isinstance(values, list) or not values:
            raise SchemaError(f'{where}: "enum" must be a list of at least one {kind}')
        for each in values:
            try:
                parse_value(kind, each)
            except ValueError:
                raise SchemaError(f'{where}: "{keyword}" holds {each!r}, which is no {kind}') from None
        if len({repr(each) for each in values}) < len(values):
            raise SchemaError(f'{where}: "enum" names a value twice')
    elif not _is_json(value, wanted) or (wanted is int and value < 0):
        raise SchemaError(f'{where}: "{keyword}" is {value!r}; it must be {_JSON_NAMES[wanted]}')  # type: ignore[index]
    if keyword == "pattern":
        check_pattern(value, where)


def check_pattern(pattern: str, where: str) -> None:
    """Refuse a regular expression that Python or the engine of polars (no look-around) cannot read."""
    from polars.exceptions import PolarsError  # noqa: PLC0415 - heavy, and a command that prints help reads no schema

    from wirepack.audit.rules import compile_whole  # noqa: PLC0415 - as above

    try:
        re.compile(pattern)
        compile_whole(pattern)
    except (re.error, PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise SchemaError(f'{where}: "pattern" {pattern!r} is no regular expression we can use: {reason}') from None


def find_violation(field: Field, value: Any) -> str | None:
    """Tell in words which rule of its field a single JSON value breaks; None if it breaks none.

    >>> find_violation(Field("n", "integer", constraints={"minimum": 0}), -1)
    'breaks the constraint minimum: 0'
    """
    from wirepack.audit.rules import make_judge  # noqa: PLC0415 - heavy, as above

    try:
        parse_value(field.type, value)  # stricter than the judge, who also takes what a cell of CSV may hold
    except ValueError:
        return f"is no {field.type}"
    if value == "":
        return "is empty, which means missing"
    for rule, _ in make_judge(field)(value)[1]:
        return f"breaks the constraint {rule}: {field.constraints[rule]}"
    return None


def _check_key(item: Any, known: list[str], where: str) -> None:
    place = f"{where}, foreignKeys"
    _check_keys(item, {"fields": list, "reference": dict}, place)
    reference = item.get("reference", {})
    _check_keys(reference, {"resource": str, "fields": list}, place)
    fields, target = item.get("fields", ()), reference.get("fields", ())
    for name in fields:
        _known(name, known, place)
    if not fields or len(fields) != len(target) or not all(isinstance(name, str) for name in target):
        raise SchemaError(f'{place}: needs as many "fields" as "reference" has "fields", at least one')


def _check_keys(item: Any, allowed: Mapping[str, type], where: str) -> None:
    if not isinstance(item, dict):
        raise SchemaError(f"{where}: {item!r} is no JSON object")
    for key, value in item.items():
        if key not in allowed:
            raise SchemaError(f'{where}: unknown keyword "{key}"; {suggest(key, allowed)}')
        if not _is_json(value, allowed[key]):
            raise SchemaError(f'{where}: "{key}" is {value!r}; it must be {_JSON_NAMES[allowed[key]]}')


def _is_json(value: Any, wanted: Any) -> bool:
    """Whether a value has a JSON type; `true` is no number."""
    return isinstance(value, wanted) and (wanted in (bool, object) or not isinstance(value, bool))


def _known(name: Any, known: Iterable[str], where: str, what: str = "field") -> str:
    if isinstance(name, str) and name in known:
        return name
    raise SchemaError(f"{where}: there is no {what} {name!r}; {suggest(name, known)}")


def suggest(word: Any, known: Iterable[str]) -> str:
    """List what is allowed, the word that was probably meant first."""
    lower = {name.lower(): name for name in known}
    near = get_close_matches(str(word).lower(), lower, n=1)
    guess = f'did you mean "{lower[near[0]]}"? ' if near else ""
    return f"{guess}allowed: {', '.join(lower.values())}"

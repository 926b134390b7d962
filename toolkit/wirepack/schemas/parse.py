"""JSON -> TableSchema. Whatever we could not enforce is refused, with the place, what is allowed and a guess."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from wirepack.errors import SchemaError
from wirepack.schemas.records import Field, ForeignKey, TableSchema
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

# Lower-case letters, digits and underscores: a name that needs no quoting in SQL, R, Python or a shell.
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_JSON_NAMES = {str: "a string", list: "a list", dict: "an object", bool: "true or false", int: "a whole number"}


def parse_table(name: str, descriptor: Any, where: str) -> TableSchema:
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
    fields = _parse_fields(descriptor.get("fields"), where)
    known = [field.name for field in fields]
    primary = tuple(_known(key, known, f"{where}, primaryKey") for key in descriptor.get("primaryKey", ()))
    return TableSchema(
        name=name,
        title=descriptor.get("title", name),
        description=descriptor.get("description", ""),
        fields=fields,
        primary_key=primary,
        foreign_keys=tuple(_parse_key(key, known, where) for key in descriptor.get("foreignKeys", ())),
        descriptor=descriptor,
    )


def check_references(tables: Mapping[str, TableSchema], where: Mapping[str, str]) -> None:
    """Refuse foreign keys that lead to no table, to no field of it, or to fields of another type."""
    for table in tables.values():
        for key in table.foreign_keys:
            place = f"{where[table.name]}, foreign key of {', '.join(key.fields)}"
            target = tables[_known(key.table or table.name, tables, place, "table")]
            types = {field.name: field.type for field in target.fields}
            own = {field.name: field.type for field in table.fields}
            for name, other in zip(key.fields, key.target, strict=True):
                _known(other, types, f"{place} to {target.name}", "field")
                if own[name] != types[other]:
                    raise SchemaError(f"{place}: {name} is {own[name]}, but {target.name}.{other} is {types[other]}")


def _parse_fields(items: Any, where: str) -> tuple[Field, ...]:
    if not isinstance(items, list) or not items:
        raise SchemaError(f'{where}: has no "fields"; list at least one')
    fields: list[Field] = []
    for number, item in enumerate(items, start=1):
        name = item.get("name") if isinstance(item, dict) else None
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise SchemaError(
                f"{where}, field {number}: its name is {name!r}; write lower-case letters, digits and underscores"
            )
        if name in {field.name for field in fields}:
            raise SchemaError(f"{where}, field {name}: stands twice; remove or rename one of them")
        fields.append(_parse_field(item, f"{where}, field {name}"))
    return tuple(fields)


def _parse_field(item: dict[str, Any], where: str) -> Field:
    _check_keys(item, FIELD_KEYS, where)
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise SchemaError(f"{where}: unknown type {kind!r}; {suggest(kind, TYPES)}")
    constraints = item.get("constraints", {})
    for keyword, value in constraints.items():
        if keyword not in TYPES[kind]:
            raise SchemaError(f'{where}: unknown constraint "{keyword}" of a {kind}; {suggest(keyword, TYPES[kind])}')
        _check_constraint(keyword, value, kind, where)
    field = Field(item["name"], kind, item.get("title", ""), item.get("description", ""), None, constraints)
    if "example" not in item:
        return field
    broken = find_violation(field, item["example"])
    if broken:
        raise SchemaError(f"{where}: its own example {item['example']!r} {broken}; correct either")
    return Field(field.name, kind, field.title, field.description, item["example"], constraints)


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
    import polars as pl  # noqa: PLC0415 - heavy, and a command that prints help reads no schema

    try:
        re.compile(pattern)
        pl.Series([""]).str.contains(anchored(pattern))
    except (re.error, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise SchemaError(f'{where}: "pattern" {pattern!r} is no regular expression we can use: {reason}') from None


def anchored(pattern: str) -> str:
    """The pattern as one that must match the whole value: `ab|cd` must not accept "abZZZ"."""
    return rf"\A(?:{pattern})\z"


def find_violation(field: Field, value: Any) -> str | None:
    """Tell in words which rule of its field a single JSON value breaks; None if it breaks none.

    >>> find_violation(Field("n", "integer", constraints={"minimum": 0}), -1)
    'breaks the constraint minimum: 0'
    """
    try:
        parsed: Any = parse_value(field.type, value)
    except ValueError:
        return f"is no {field.type}"
    if parsed == "":
        return "is empty, which means missing"
    for keyword, limit in field.constraints.items():
        if _breaks(keyword, limit, parsed, field.type):
            return f"breaks the constraint {keyword}: {limit}"
    return None


def _breaks(keyword: str, limit: Any, value: Any, kind: str) -> bool:
    match keyword:
        case "pattern":
            return re.fullmatch(limit, value) is None
        case "enum":
            return value not in [parse_value(kind, each) for each in limit]
        case "minLength" | "maxLength":
            return bool(len(value) < limit if keyword == "minLength" else len(value) > limit)
        case "minimum" | "maximum":
            bound: Any = parse_value(kind, limit)
            return bool(value < bound if keyword == "minimum" else value > bound)
    return False  # required and unique are rules of a column


def _parse_key(item: Any, known: list[str], where: str) -> ForeignKey:
    place = f"{where}, foreignKeys"
    _check_keys(item, {"fields": list, "reference": dict}, place)
    reference = item.get("reference", {})
    _check_keys(reference, {"resource": str, "fields": list}, place)
    fields = tuple(_known(name, known, place) for name in item.get("fields", ()))
    target = tuple(reference.get("fields", ()))
    if not fields or len(fields) != len(target) or not all(isinstance(name, str) for name in target):
        raise SchemaError(f'{place}: needs as many "fields" as "reference" has "fields", at least one')
    return ForeignKey(fields, reference.get("resource") or None, target)


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

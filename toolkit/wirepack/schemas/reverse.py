"""A pandera schema of polars or pandas -> a Table Schema. What that cannot state is left out, with a warning.

kinds        the type of a column -> the type of a field
statements   a check -> constraints that say the same
reverse      columns, indexes and keys -> the descriptor
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.schema import CONSTRAINTS, read_schema
from wirepack.errors import SchemaError, UnstatedWarning
from wirepack.schemas.compilers import METADATA
from wirepack.schemas.kinds import describe_type
from wirepack.schemas.statements import constraints_of, join
from wirepack.schemas.vocabulary import PROFILE

if TYPE_CHECKING:
    Json = dict[str, Any]

_LIBRARIES: Final = ("pandera.api.polars.", "pandera.api.pandas.")
_KEPT: Final = ("type", "categories")  # checks of ours that the rest of the field states
_ORDER: Final = ("name", "type", "format", "title", "description")


def to_table_schema(schema: Any) -> dict[str, Any]:
    """Describe a pandera schema, of polars or pandas, or a DataFrameModel class, as a Table Schema of version 2.

    Types, nullable (`required`), unique, the built-in checks (as constraints), titles, descriptions, joint uniqueness
    (`uniqueKeys`), strict and ordered (`fieldsMatch`). A named index of pandas is a field, and the primary key if it is
    unique. Each rule that a Table Schema cannot state gives an UnstatedWarning, which names its column. SchemaError if
    it is no such schema.

    >>> import pandera.polars as pa
    >>> schema = pa.DataFrameSchema({"n": pa.Column(int, pa.Check.ge(1), unique=True)}, strict=True, ordered=True)
    >>> to_table_schema(schema)["fields"]
    [{'name': 'n', 'type': 'integer', 'constraints': {'required': True, 'unique': True, 'minimum': 1}}]
    """
    table = _open(schema)
    kept: Json = dict((table.metadata or {}).get(METADATA, {}))
    primary = _primary_key(table) or kept.pop("primaryKey", [])
    lost: list[str] = []
    fields = [_describe(index, table, lost, in_key=index.name in primary) for index in _indexes(table, lost)]
    for column in table.columns.values():
        if column.regex:
            lost.append(_lost(column.name, "that its name is a pattern"))
        else:
            fields.append(_describe(column, table, lost, in_key=[column.name] == primary))
    if not fields:
        raise SchemaError("the pandera schema has no column that a Table Schema can describe; name at least one")
    keys = _table_checks(table, lost)
    primary = keys.pop("primaryKey", primary)
    described: Json = {"$schema": PROFILE}
    described |= {key: value for key in ("name", "title", "description") if (value := getattr(table, key))}
    described |= {"fields": fields} | _fields_match(table, fields, primary, lost) | kept
    described |= ({"primaryKey": primary} if primary else {}) | keys
    for fault in read_schema(described, version="")[1]:
        raise SchemaError(f"the pandera schema: {fault.note}; its metadata or checks no longer fit its columns")
    for note in lost:
        warnings.warn(note, UnstatedWarning, stacklevel=2)
    return described


def _open(schema: Any) -> Any:
    """The DataFrameSchema that a caller means."""
    if isinstance(schema, type) and hasattr(schema, "to_schema"):
        schema = schema.to_schema()
    if not type(schema).__module__.startswith(_LIBRARIES) or not hasattr(schema, "columns"):
        kind = f"{type(schema).__module__}.{type(schema).__name__}"
        raise SchemaError(f"{kind}: give a DataFrameSchema or DataFrameModel of pandera.polars or pandera.pandas")
    return schema


def _lost(column: str | None, rule: str) -> str:
    """Say that a rule is lost."""
    where = f'column "{column}"' if column is not None else "the table"
    return f"{where}: a Table Schema cannot state {rule}; it is left out"


# ---------------------------------------------------------------- fields


def _describe(column: Any, table: Any, lost: list[str], *, in_key: bool) -> Json:
    """Describe a column or an index level as a field."""
    kept: Json = dict((column.metadata or {}).get(METADATA, {}))
    dtype = column.dtype if column.dtype is not None else table.dtype
    kind = describe_type(dtype)
    if kind is None:
        lost.append(_lost(column.name, f"the type {dtype}"))
        kind = {"type": "any"}
    if kept:
        kind = {"type": kept.get("type", kind["type"])}
    described = {"name": column.name} | kind | kept
    described |= {key: value for key in ("title", "description") if (value := getattr(column, key))}
    rules: Json = described.pop("constraints", {})
    if not column.nullable:
        rules["required"] = True
    if column.unique and not in_key:
        join(rules, {"unique": True})
    for check in column.checks:
        if not (in_key and check.name == "unique"):
            _add_check(check, rules, described["type"], column, lost)
    if getattr(column, "parsers", None):
        lost.append(_lost(column.name, "its parsers"))
    ordered = {key: described.pop(key) for key in _ORDER if key in described}
    return ordered | ({"constraints": _in_order(rules, described | ordered)} if rules else {}) | described


def _add_check(check: Any, rules: Json, kind: str, column: Any, lost: list[str]) -> None:
    if check.name in _KEPT and METADATA in (column.metadata or {}):
        return
    stated = constraints_of(check, kind)
    if stated is None or not join(rules, stated):
        lost.append(_lost(column.name, f"the check {check.error or check.name}"))


def _in_order(rules: Json, field: Json) -> Json:
    """Constraints in the order of the standard, and only those of the field's type."""
    order = ("required", "unique", *CONSTRAINTS[field["type"]])
    return {rule: rules[rule] for rule in dict.fromkeys(order) if rule in rules}


# ---------------------------------------------------------------- the table


def _indexes(table: Any, lost: list[str]) -> list[Any]:
    """The levels of the index of a pandas schema that have a name; others are no columns of a table."""
    index = getattr(table, "index", None)
    levels = [] if index is None else list(getattr(index, "indexes", None) or [index])
    if any(level.name is None and level.checks for level in levels):
        lost.append(_lost(None, "the checks of an index without a name"))
    return [level for level in levels if level.name is not None]


def _primary_key(table: Any) -> list[str]:
    """The names of the index, if it is unique."""
    index = getattr(table, "index", None)
    names = [level.name for level in getattr(index, "indexes", None) or [index]] if index is not None else []
    if None in names or not index or not index.unique:
        return []
    unique = index.unique if isinstance(index.unique, list) else [index.unique]
    return names if len(names) == 1 or set(unique) == set(names) else []


def _table_checks(table: Any, lost: list[str]) -> Json:
    """The keys that the table's checks and its joint uniqueness are."""
    keys: Json = {}
    unique = [[*table.unique]] if isinstance(table.unique, list) else [[table.unique]] if table.unique else []
    for check in table.checks:
        said = (check.statistics or {}).get(str(check.name))  # a check of ours says there what it is
        if check.name == "primaryKey" and said:
            keys["primaryKey"] = said
        elif check.name == "uniqueKeys" and said:
            unique.append(said)
        elif check.name != "fieldsMatch" or not said:
            lost.append(_lost(None, f"the check {check.error or check.name}"))
    if getattr(table, "parsers", None):
        lost.append(_lost(None, "its parsers"))
    return keys | ({"uniqueKeys": unique} if unique else {})


def _fields_match(table: Any, fields: list[Json], primary: list[str], lost: list[str]) -> Json:
    """How columns and fields must match: what pandera calls strict, ordered and, of a column, required."""
    strict = table.strict is True
    columns = [column for column in table.columns.values() if not column.regex]
    if all(column.required for column in columns):
        if strict and table.ordered:
            return {}
        if table.ordered:
            lost.append(_lost(None, "that columns are ordered and others stand among them"))
        return {"fieldsMatch": "equal" if strict else "subset"}
    demanded = {field["name"] for field in fields if field.get("constraints", {}).get("required")} | {*primary}
    for column in columns:
        if column.required and column.name not in demanded:
            lost.append(_lost(column.name, "that the column must be there while others need not"))
        elif not column.required and column.name in demanded:
            lost.append(_lost(column.name, "that the column need not be there, but every row of it has a value"))
    return {"fieldsMatch": "superset" if strict else "partial"}

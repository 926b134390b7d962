"""The part of Data Package v2's Table Schema that we enforce; a keyword that is not here is an error, never ignored."""

from __future__ import annotations

from datetime import date

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

SCHEMA_KEYS = {
    "$schema": str,
    "name": str,
    "title": str,
    "description": str,
    "fields": list,
    "missingValues": list,
    "primaryKey": list,
    "foreignKeys": list,
}
FIELD_KEYS = {
    "name": str,
    "type": str,
    "title": str,
    "description": str,
    "example": object,
    "constraints": dict,
}

# What a constraint's own value must be: a JSON type, or "value", which is a value of the field.
CONSTRAINTS = {
    "required": bool,
    "unique": bool,
    "pattern": str,
    "enum": list,
    "minLength": int,
    "maxLength": int,
    "minimum": "value",
    "maximum": "value",
}
_ORDERED = ("required", "unique", "enum", "minimum", "maximum")
TYPES = {
    "string": ("required", "unique", "pattern", "enum", "minLength", "maxLength"),
    "integer": _ORDERED,
    "number": _ORDERED,
    "date": _ORDERED,
    "boolean": ("required",),
    "array": ("required", "minLength", "maxLength"),
}

# Everything else reads an empty cell as missing, so it is the one spelling of "missing" that we allow.
MISSING_VALUES = [""]


def parse_value(kind: str, value: object) -> object:
    """Turn a JSON value into the value of a field of that type; ValueError if it is none.

    >>> parse_value("date", "2021-08-03")
    datetime.date(2021, 8, 3)
    """
    if kind == "date" and isinstance(value, str):
        parsed = date.fromisoformat(value)
        if parsed.isoformat() != value:
            raise ValueError(value)
        return parsed
    if kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind == "integer" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "array" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    if kind in ("string", "boolean") and isinstance(value, str if kind == "string" else bool):
        return value
    raise ValueError(value)

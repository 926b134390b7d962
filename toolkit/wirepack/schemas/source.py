"""What a caller gives for a schema -> the schema: a descriptor, its JSON, its file, or what was read already."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from wirepack.audit.descriptor import parse
from wirepack.audit.places import FetchError
from wirepack.audit.schema import Schema, read_schema
from wirepack.errors import SchemaError
from wirepack.jsontext import JsonError, parse_json

SchemaSource = Schema | Mapping[str, Any] | str | os.PathLike[str]


def as_schema(source: SchemaSource) -> Schema:
    """Read the Table Schema, version 1 or 2, that a caller means: a descriptor, its JSON text, or a file of JSON or YAML.

    SchemaError if it cannot be read, or has a fault: who compiles a schema wants all of it.

    >>> as_schema({"fields": [{"name": "id", "type": "integer"}]}).columns
    ['id']
    >>> as_schema('{"fields": [{"name": "id", "type": "integr"}]}')
    Traceback (most recent call last):
    wirepack.errors.SchemaError: the schema: field "id" has the unknown type "integr"; correct it
    """
    if isinstance(source, Schema):
        return source
    descriptor, where = _load(source)
    if not isinstance(descriptor, Mapping):
        raise SchemaError(f"{where}: is no object; a Table Schema looks like {{'fields': […]}}")
    if not descriptor.get("fields"):
        advice = "give the schema of one of its resources" if "resources" in descriptor else "list at least one"
        raise SchemaError(f'{where}: has no "fields"; {advice}')
    schema, faults = read_schema(dict(descriptor), version="")
    if faults:
        raise SchemaError(f"{where}: {'; '.join(fault.note for fault in faults)}; correct it")
    return schema


def _load(source: Mapping[str, Any] | str | os.PathLike[str]) -> tuple[Any, str]:
    """The descriptor, and what a message calls it."""
    if isinstance(source, Mapping):
        return source, "the schema"
    if isinstance(source, str) and source.lstrip().startswith("{"):
        try:
            return parse_json(source, "the schema"), "the schema"
        except JsonError as error:
            raise SchemaError(str(error)) from None
    path = os.fspath(source)
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - it may be any kind of path
            return parse(file, os.path.basename(path)), path  # noqa: PTH119
    except FetchError as error:
        raise SchemaError(f"{path}: {error}; correct the file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SchemaError(f"{path}: cannot be read ({reason}); give a Table Schema, its JSON or its file") from None

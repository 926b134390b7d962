"""The cases with which frictionless tests its own fields, as far as its package ships them, asked of our readers."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from wirepack.audit.rules import make_judge
from wirepack.audit.schema import read_schema
from wirepack.schemas import to_arrow, to_pandera, to_polars, to_table_schema

KNOWN = {"{'coordinates': [0, 0, 0], 'type': 'Point'}"}  # RFC 7946 lets a position have a height


def cases() -> list[tuple[str, str, Any, bool, dict[str, Any]]]:
    """All cases of the kind format, source, target, options: the type, the format, the cell, whether it is right."""
    package = pytest.importorskip("frictionless.fields.__spec__")
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        kind = module.name.removeprefix("test_")
        tests = importlib.import_module(f"{package.__name__}.{module.name}")
        for name, test in vars(tests).items():
            for mark in getattr(test, "pytestmark", ()) if name.startswith("test_") else ():
                names = [part.strip() for part in str(mark.args[0]).split(",")] if mark.name == "parametrize" else []
                if names[:3] == ["format", "source", "target"]:
                    found += [
                        (kind, case[0], case[1], case[2] is not None, case[3] if len(case) > 3 else {})
                        for case in mark.args[1]
                    ]
    return found


def test_public_fields_are_compiled() -> None:
    """Every field of these cases has a column in polars, Arrow and pandera, and comes back as it was."""
    compiled = 0
    for kind, form, _, _, options in cases():
        field = {"name": "f", "type": kind, "format": form, **options}
        if not read_schema({"fields": [field]})[1]:
            compiled += 1
            back = to_table_schema(to_pandera({"fields": [field]}))["fields"][0]
            assert back == {key: value for key, value in field.items() if (key, value) != ("format", "default")}
            assert to_polars({"fields": [field]}).names() == to_arrow({"fields": [field]}).names == ["f"]
    assert compiled > 100


def test_public_cases() -> None:
    """What frictionless reads, we read; what it refuses, we refuse."""
    compared, differ = 0, []
    for kind, form, cell, right, options in cases():
        item = {"name": "f", "type": kind, "format": form, **options}
        schema, faults = read_schema({"fields": [item]})
        if faults or cell is None or type(cell).__module__.startswith("isodate") or str(cell) in KNOWN:
            continue
        compared += 1
        value, broken = make_judge(schema.fields[0])(cell)
        if (value is not None and not broken) != right:
            differ.append((kind, form, cell, right))
    assert compared > 100
    assert differ == []

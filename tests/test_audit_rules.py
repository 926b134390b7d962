"""Rules that frictionless does not know, so that no comparison tells whether ours are right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from wirepack.audit.audit import audit

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
STRING, OBJECT = {"name": "a", "type": "string"}, {"name": "a", "type": "object"}


@pytest.mark.parametrize(
    ("rows", "schema", "expected"),
    [
        ([["a", "b"], ["1", "2"], ["1", "2"], ["1", ""], ["1", ""]], {"uniqueKeys": [["a", "b"]]}, [("row-constraint", 3)]),
        ([["a", "b"], ["x", ""], ["z", ""]], {"fields": [STRING | {"categories": ["x", "y"]}, {"name": "b"}]}, [("constraint-error", 3)]),
        ([["a", "b"], ["z", ""]], {"fields": [STRING | {"categories": [{"value": "z", "label": "Z"}]}, {"name": "b"}]}, []),
        (
            [["a", "b"], [{"k": 1}, ""], [{}, ""]],
            {"fields": [OBJECT | {"constraints": {"jsonSchema": {"required": ["k"]}}}, {"name": "b"}]},
            [("constraint-error", 3)],
        ),
    ],
)  # fmt: skip
def test_rules_of_the_standard(rows: list[Any], schema: dict[str, Any], expected: list[Any], tmp_path: Path) -> None:
    """Unique keys (not those that lack a part), categories in both forms, and JSON Schema."""
    schema = {"fields": [STRING, {"name": "b", "type": "string"}]} | schema
    descriptor = {"$schema": PROFILE, "resources": [{"name": "t", "data": rows, "schema": schema}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    assert [(fault.type, fault.row) for fault in audit(str(tmp_path)).tasks[0].faults] == expected

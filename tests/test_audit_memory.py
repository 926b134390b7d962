"""Whatever memory an audit may take, its report is the same; and it leaves nothing behind on the disk."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_packages import write_package

from wirepack.audit import csv_tables, keys, object_tables, spill
from wirepack.audit.audit import audit

TINY = 2000  # bytes of keys
FIELDS = [
    {"name": "a", "type": "integer"},
    {"name": "b", "type": "string"},
    {"name": "c", "type": "number", "constraints": {"unique": True}},
    {"name": "d", "type": "integer"},
]


def read_report(folder: Path, **options: Any) -> str:
    """The report of a package, without the times it took."""
    report = audit(str(folder), **options).to_frictionless()
    for stats in (report["stats"], *(task["stats"] for task in report["tasks"])):
        del stats["seconds"]
    return json.dumps(report)


@given(st.integers(1000, 10**9))
@settings(max_examples=200, deadline=None)
def test_report_is_the_same_in_any_memory(number: int) -> None:
    """Random packages with faults, their rows read a few at a time, their keys in two buckets that do not fit, either."""
    with tempfile.TemporaryDirectory() as folder:
        write_package(number, Path(folder))
        usual = read_report(Path(folder))
        with (
            patch.object(csv_tables, "BLOCK", 64),
            patch.object(csv_tables, "_ROWS", 2),
            patch.object(object_tables, "_ROWS", 2),
            patch.object(keys, "BUCKETS", 2),
            patch.object(spill, "BUCKETS", 2),
            patch.object(spill, "_CHUNK", 2),
        ):
            assert read_report(Path(folder), budget=0) == usual
            assert read_report(Path(folder), budget=TINY) == usual


def write_tables(folder: Path, rows: int, seed: int = 0) -> None:
    """Write two tables whose keys are broken in every way, here and there."""
    random = Random(seed)
    columns = [
        lambda number: random.choice(["", "7", "007", str(number), "+5", " 6 ", "12345678901234567890"]),
        lambda _: random.choice(["", "x", "y" * 20, "ä"]),
        lambda number: random.choice(["", "NaN", "1.0", "1", f"{number}.5", f"{number}"]),
        lambda _: str(random.randrange(2 * rows)) if random.random() < 0.5 else "3",
    ]
    for name, height in (("t", rows), ("s", rows // 4)):
        lines = (",".join(make(number) for make in columns) for number in range(height))
        (folder / f"{name}.csv").write_text("\n".join(["a,b,c,d", *lines]), encoding="utf-8")
    schema = {
        "fields": FIELDS,
        "primaryKey": ["a", "b"],
        "uniqueKeys": [["b", "d"]],
        "foreignKeys": [
            {"fields": ["d"], "reference": {"resource": "s", "fields": ["a"]}},
            {"fields": ["a", "b"], "reference": {"resource": "s", "fields": ["d", "b"]}},
            {"fields": ["c"], "reference": {"resource": "", "fields": ["d"]}},
        ],
    }
    resources = [
        {"name": name, "path": f"{name}.csv", "type": "table", "schema": schema, "dialect": {"delimiter": ","}}
        for name in ("t", "s")
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}))


@pytest.mark.parametrize("budget", [0, 30_000])
def test_keys_on_the_disk_are_judged_as_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, budget: int) -> None:
    """Thousands of rows: all tables on the disk, or the larger one alone; several parts and shares of each bucket."""
    write_tables(tmp_path, 1500)
    usual = read_report(tmp_path, limit=5000)
    assert {"unique-error", "primary-key", "row-constraint", "foreign-key"} <= {
        error["type"] for task in json.loads(usual)["tasks"] for error in task["errors"]
    }
    monkeypatch.setattr(csv_tables, "BLOCK", 9000)
    monkeypatch.setattr(spill, "_CHUNK", 50)
    monkeypatch.setattr(spill, "BUCKETS", 5)
    monkeypatch.setattr(keys, "BUCKETS", 5)
    written = []
    write = spill.Spill.write
    monkeypatch.setattr(spill.Spill, "write", lambda self, rows: written.append(rows.height) or write(self, rows))
    assert read_report(tmp_path, limit=5000, budget=budget) == usual
    assert written

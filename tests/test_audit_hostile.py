"""Packages that mean harm, or are far too large: a clear answer in bounded time and memory."""

from __future__ import annotations

import gzip
import json
import zipfile
from time import perf_counter
from typing import TYPE_CHECKING, Any

from wirepack.audit import csv_tables, places
from wirepack.audit.audit import audit

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from wirepack.audit.faults import Report

SECONDS = 120.0  # a hundred times what the slowest takes on an idle machine: this is no measure of speed, but of an end


def check(folder: Path, fields: list[dict[str, Any]], path: str = "t.csv", **schema: Any) -> Report:
    """Audit a package of one table, in time."""
    resource = {"name": "t", "path": path, "schema": {"fields": fields} | schema, "dialect": {"delimiter": ","}}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    start = perf_counter()
    report = audit(str(folder))
    assert perf_counter() - start < SECONDS
    assert sum(len(task.faults) for task in report.tasks) <= 1002
    return report


def test_thousands_of_columns(tmp_path: Path) -> None:
    """Every cell of 3,000 columns is wrong."""
    names = [f"c{number}" for number in range(3000)]
    (tmp_path / "t.csv").write_text("\n".join([",".join(names), *[",".join(["x"] * 3000)] * 30]))
    report = check(tmp_path, [{"name": name, "type": "integer"} for name in names])
    assert report.fault_count == 90_000
    assert [fault.row for fault in report.tasks[0].faults] == [2] * 1000


def test_cell_longer_than_a_block(tmp_path: Path) -> None:
    """A cell of 20 MB is a cell."""
    (tmp_path / "t.csv").write_text("a,b\n" + "x" * 20_000_000 + ",1\ny,z\n")
    report = check(tmp_path, [{"name": "a"}, {"name": "b", "type": "integer"}])
    assert [(fault.type, fault.row) for fault in report.tasks[0].faults] == [("type-error", 3)]


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to far more than its size is not unpacked to the end, in a resource as in a package."""
    monkeypatch.setattr(places, "_SMALL", 1 << 20)
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"0" * (100 << 20)))
    report = check(tmp_path, [{"name": "a"}], "t.csv.gz")
    assert "unpacks to more than" in report.tasks[0].faults[0].note
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", '{"resources": [{"name": "t", "path": "t.csv"}]}')
        archive.writestr("t.csv", b"0" * (100 << 20))
    assert "unpacks to more than" in audit(str(tmp_path / "p.zip")).tasks[0].faults[0].note


def test_patterns_that_backtrack(tmp_path: Path) -> None:
    """One takes no longer than any other; one with look-around gets seconds, and then its cells do not match."""
    (tmp_path / "t.csv").write_text("a,b\n" + "".join(f"{'a' * 60}!{n},{'a' * 60}!{n}\n" for n in range(3000)))
    fields = [
        {"name": "a", "constraints": {"pattern": "(a+)+$"}},
        {"name": "b", "constraints": {"pattern": "(?=(a+)+$).*"}},
    ]
    assert check(tmp_path, fields).fault_count == 6000


def test_millions_of_wrong_cells(tmp_path: Path) -> None:
    """Counted, not listed: each of them is different."""
    rows = "".join(f"x{n},{n},u{n}\n" for n in range(300_000))
    (tmp_path / "t.csv").write_text("a,b,c\n" + rows)
    fields: list[dict[str, Any]] = [
        {"name": "a", "type": "integer"},
        {"name": "b", "type": "integer", "constraints": {"maximum": -1}},
        {"name": "c", "type": "string", "constraints": {"pattern": "[0-9]+"}},
    ]
    report = check(tmp_path, fields)
    assert report.fault_count == 900_000
    assert [fault.row for fault in report.tasks[0].faults[:4]] == [2, 2, 2, 3]


def test_millions_of_equal_keys(tmp_path: Path) -> None:
    """And of keys that point nowhere; a table may point to itself, in a circle."""
    (tmp_path / "t.csv").write_text("a,b\n" + "7,8\n" * 500_000)
    fields: list[dict[str, Any]] = [
        {"name": "a", "type": "integer", "constraints": {"unique": True}},
        {"name": "b", "type": "integer"},
    ]
    key = {"fields": "a", "reference": {"resource": "", "fields": "b"}}
    back = {"fields": "b", "reference": {"resource": "t", "fields": "a"}}
    report = check(tmp_path, fields, primaryKey=["a", "b"], foreignKeys=[key, back])
    assert report.fault_count == 2 * 499_999 + 2 * 500_000


def test_odd_rows_by_the_thousand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are too short, too long or blank; from so many on, the other reader goes on where Arrow stopped."""
    monkeypatch.setattr(csv_tables, "_MANY_RAGGED", 30_000)
    (tmp_path / "t.csv").write_text("a,b\n" + "1\n1,2,3\n,\n" * 100_000)
    assert check(tmp_path, [{"name": "a"}, {"name": "b"}]).fault_count == 300_000


def test_half_a_character(tmp_path: Path) -> None:
    """JSON can hold what no encoding can; bytes that stand for it are no text."""
    (tmp_path / "t.json").write_text('[["a"], ["\\ud800"], [1]]')
    assert [fault.row for fault in check(tmp_path, [{"name": "a", "type": "string"}], "t.json").tasks[0].faults] == [3]
    (tmp_path / "t.csv").write_bytes(b"a\n\xed\xa0\x80\n")
    assert [fault.type for fault in check(tmp_path, [{"name": "a"}]).tasks[0].faults] == ["encoding-error"]


def test_number_of_thousands_of_digits(tmp_path: Path) -> None:
    """It is an integer all the same."""
    (tmp_path / "t.csv").write_text(f"a\n{'9' * 5000}\n")
    report = check(tmp_path, [{"name": "a", "type": "integer", "constraints": {"maximum": 5}}])
    assert [fault.rule for fault in report.tasks[0].faults] == ["maximum"]

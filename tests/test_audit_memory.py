"""Whatever memory an audit may take, its report is the same; and it leaves nothing behind on the disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_packages import write_package

from wirepack.audit import csv_tables, find, keys, object_tables, spill
from wirepack.audit.audit import audit
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.audit.batches import Batch

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
            patch.object(spill, "CHUNK", 2),
        ):
            assert read_report(Path(folder), budget=0) == usual
            assert read_report(Path(folder), budget=TINY) == usual


def write_tables(folder: Path, rows: int, seed: int = 0) -> None:
    """Write two tables whose keys are broken in every way, here and there."""
    random = Random(seed)
    columns: list[Callable[[int], str]] = [
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
    monkeypatch.setattr(spill, "CHUNK", 100)
    monkeypatch.setattr(spill, "BUCKETS", 5)
    monkeypatch.setattr(keys, "BUCKETS", 5)
    with patch.object(spill.Spill, "write", autospec=True, side_effect=spill.Spill.write) as write:
        assert read_report(tmp_path, limit=5000, budget=budget) == usual
    assert write.called


SLOW_AUDIT = """
import sys, time
from wirepack.audit.audit import audit
from wirepack.audit import spill
write = spill.Spill.write
def wait(self, rows):
    place = write(self, rows)
    print("written", flush=True)
    time.sleep(60)
    return place
spill.Spill.write = wait
audit(sys.argv[1], budget=0)
"""


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_on_the_disk(tmp_path: Path, blow: signal.Signals) -> None:
    """However the process ends: keys are on the disk when the blow falls, and no file of them afterwards."""
    write_tables(tmp_path, 100)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-c", SLOW_AUDIT, str(tmp_path)]
    with subprocess.Popen(
        command, env=os.environ | {"TMPDIR": str(scratch)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"written\n"
        process.send_signal(blow)
        assert process.wait(30) != 0
    assert list(scratch.iterdir()) == []


def test_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fault of the data, and the error says what to do."""
    write_tables(tmp_path, 100)
    monkeypatch.setattr(spill, "TemporaryFile", lambda **_: Path("/dev/full").open("r+b"))  # noqa: SIM115
    with pytest.raises(UsageError, match="No space left on device; set TMPDIR"):
        audit(str(tmp_path), budget=0)


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_files_are_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Parts of a file, and lines of JSON, are never in memory as a whole."""
    lines = ["a", *map(str, range(30_000))] if suffix == "csv" else [json.dumps({"a": n}) for n in range(30_000)]
    paths = [f"t{n}.{suffix}" for n in range(3)]
    for path in paths:
        (tmp_path / path).write_text("\n".join(lines))
    resource = {"name": "t", "path": paths, "schema": {"fields": [FIELDS[0]]}, "dialect": {"delimiter": ","}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    heights = []
    feed = find.TableAudit.feed

    def watch(self: find.TableAudit, batch: Batch) -> None:
        heights.append(batch.height)
        feed(self, batch)

    monkeypatch.setattr(csv_tables, "BLOCK", 50_000)
    monkeypatch.setattr(object_tables, "_ROWS", 10_000)
    monkeypatch.setattr(find.TableAudit, "feed", watch)
    assert audit(str(tmp_path)).tasks[0].faults == ()
    assert (sum(heights), max(heights) <= 20_000) == (90_000, True)

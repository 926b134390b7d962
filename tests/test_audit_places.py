"""Where packages lie, and what they may not reach; the reports and exit codes as a user has them."""

from __future__ import annotations

import functools
import http.server
import json
import os
import threading
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import frictionless
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import run, run_apart

from wirepack.audit.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS = [{"name": "id", "type": "integer", "constraints": {"required": True}}, {"name": "s", "type": "string"}]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write(folder: Path, data: bytes | None = b"id,s\n1,a\n", path: Any = "t.csv", **more: Any) -> Path:
    """Write a package of one table."""
    resource = {"name": "t", "path": path, "schema": {"fields": FIELDS}} | more
    (folder / "datapackage.json").write_text(json.dumps({"$schema": PROFILE, "resources": [resource]}))
    if data is not None:
        (folder / path).write_bytes(data)
    return folder


def types(place: Path | str) -> list[str]:
    """The types of all faults of a package."""
    report = audit(str(place))
    return [fault.type for task in report.tasks for fault in task.faults] + [fault.type for fault in report.faults]


# ---------------------------------------------------------------- safety


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../t.csv", "a/../../t.csv", "..\\t.csv", "C:\\t.csv", "~/t.csv", "file:///etc/passwd", ["t.csv", "../t.csv"]],
)  # fmt: skip
def test_paths_that_leave_the_package_are_refused(path: Any, tmp_path: Path) -> None:
    """Whatever they lead to, it is not read."""
    assert types(write(tmp_path, None, path)) == ["resource-error"]


def test_links_that_leave_the_package_are_refused(tmp_path: Path) -> None:
    """A link may lead elsewhere in the package, not out of it."""
    folder = tmp_path / "p"
    folder.mkdir()
    (tmp_path / "out.csv").write_text("id,s\n1,secret\n")
    (folder / "t.csv").symlink_to(tmp_path / "out.csv")
    assert types(write(folder, None)) == ["scheme-error"]
    (folder / "t.csv").unlink()
    (folder / "in.csv").write_text("id,s\n1,a\n")
    (folder / "t.csv").symlink_to("in.csv")
    assert types(folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_is_no_file(tmp_path: Path) -> None:
    """Nobody waits for somebody to write into a pipe."""
    os.mkfifo(tmp_path / "t.csv")
    assert types(write(tmp_path, None)) == ["scheme-error"]


@pytest.mark.parametrize("key", ["schema", "dialect"])
def test_references_that_leave_the_package_are_refused(key: str, tmp_path: Path) -> None:
    """A schema or a dialect may be a file of the package, no other."""
    assert "resource-error" in types(write(tmp_path, b"id,s\n", "t.csv", **{key: "../schema.json"}))


# ---------------------------------------------------------------- places


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A web server of a folder."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()


def test_package_at_an_address(server: str, tmp_path: Path) -> None:
    """Its files are fetched beside it; one that is not there is a fault, and no path climbs above it."""
    write(tmp_path, b"id,s\n1,a\nx,b\n")
    assert types(f"{server}/datapackage.json") == ["type-error"]
    (tmp_path / "t.csv").unlink()
    assert types(server) == ["scheme-error"]
    write(tmp_path, None, "../t.csv")
    assert types(server) == ["resource-error"]
    assert run("validate", f"{server}/nothing.json").returncode == 2


def test_package_in_an_archive(tmp_path: Path) -> None:
    """A zip holds a package at its top or in a folder."""
    write(tmp_path, b"id,s\n,a\n")
    for folder in ("", "data-1.0/"):
        with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
            for name in ("datapackage.json", "t.csv"):
                archive.write(tmp_path / name, folder + name)
        assert types(tmp_path / "p.zip") == ["constraint-error"]
    with zipfile.ZipFile(tmp_path / "q.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert run("validate", tmp_path / "q.zip").returncode == 2


def test_descriptor_in_yaml(tmp_path: Path) -> None:
    """YAML is read like JSON."""
    (tmp_path / "t.csv").write_text("id,s\n1,a\n")
    text = "resources:\n- name: t\n  path: t.csv\n  schema: {fields: [{name: id, type: integer}, {name: s}]}\n"
    (tmp_path / "datapackage.yaml").write_text(text)
    assert types(tmp_path) == []
    (tmp_path / "datapackage.yaml").write_text("a: [")
    assert run("validate", tmp_path).returncode == 2


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["blank-header", "source-error"]),
        (b"id,s\n", []),
        (b"id,s\n1,\xe4\n", ["encoding-error"]),
        (b"id,s\n1,a\0b\n", []),
        (b"id,s\n1\n", ["missing-cell"]),
        (b"id,s\n1,a,b\n\n,\n", ["extra-cell", "blank-row", "blank-row"]),
        (b"id,x\n1,a\n", ["incorrect-label"]),
    ],
)
def test_files_of_text(data: bytes, expected: list[str], tmp_path: Path) -> None:
    """Empty, without rows, in a wrong encoding, with odd rows."""
    assert types(write(tmp_path, data)) == expected


def test_package_without_resources(tmp_path: Path) -> None:
    """It is wrong, and said to be."""
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    assert types(tmp_path) == ["package-error"]
    assert run("validate", tmp_path).returncode == 1


def test_key_types_that_do_not_agree(tmp_path: Path) -> None:
    """The schemas alone tell it, even where the data cannot be read."""
    key = {"fields": "s", "reference": {"resource": "", "fields": "id"}}
    assert types(write(tmp_path, None, schema={"fields": FIELDS, "foreignKeys": [key]})) == [
        "scheme-error",
        "schema-error",
    ]


@pytest.mark.parametrize(
    ("column", "field", "expected"),
    [
        (pa.array([1, None]), {"type": "integer", "constraints": {"required": True}}, ["constraint-error"]),
        (pa.array([1.5, 2.0]), {"type": "integer"}, ["type-error"]),
        (pa.array(["a", "b"]).dictionary_encode(), {"type": "string", "constraints": {"enum": ["a"]}}, ["constraint-error"]),
        (pa.array([[1], None]), {"type": "array"}, []),
        (pa.array([["a"], ["b"]]), {"type": "list"}, []),
        (pa.array([0, 1], pa.timestamp("us", "UTC")), {"type": "datetime"}, []),
        (pa.array([Decimal("1.00"), Decimal("2.00")]), {"type": "number", "constraints": {"maximum": 1}}, ["constraint-error"]),
        (pa.array([1, 1]), {"type": "integer", "constraints": {"unique": True}}, ["unique-error"]),
        (pa.array(["1", "2"]), {"type": "integer"}, []),
        (pa.array([True, False]), {"type": "string"}, ["type-error", "type-error"]),
    ],
)  # fmt: skip
def test_parquet(column: Any, field: dict[str, Any], expected: list[str], tmp_path: Path) -> None:
    """Nulls, lists, dictionaries, zones, decimals; a column of another type than the schema says."""
    pq.write_table(pa.table({"a": column, "b": ["x", "y"]}), tmp_path / "t.parquet")
    write(tmp_path, None, "t.parquet", schema={"fields": [{"name": "a"} | field, {"name": "b"}]})
    assert types(tmp_path) == expected
    data = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").write_bytes(data[:-20])
    assert types(tmp_path) == ["source-error"]


# ---------------------------------------------------------------- reports


def test_reports_and_exit_codes(tmp_path: Path) -> None:
    """Five formats of one report, each loads where it is meant to; 0, 1 and 2 are the answers."""
    write(tmp_path, "id,s\n1,a\nx,<&>|\u2028]]>\n,\x01\n".encode())
    found = {
        name: run("validate", "--format", name, tmp_path) for name in ("text", "json", "junit", "github", "markdown")
    }
    assert {result.returncode for result in found.values()} == {1}
    report = frictionless.Report.from_descriptor(json.loads(found["json"].stdout))
    assert [(error.type, error.row_number) for error in report.tasks[0].errors] == [  # type: ignore[attr-defined]
        ("type-error", 3),
        ("constraint-error", 4),
    ]
    suite = ET.fromstring(found["junit"].stdout)
    assert [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None] == ["t"]
    assert "::error file=t.csv,line=3," in found["github"].stdout
    apart = run_apart("validate", "--format", "github", tmp_path)
    assert apart.stdout.splitlines()[:-1] == found["github"].stdout.splitlines()[:-1] != []  # the last tells the time
    assert "| t.csv |" in found["markdown"].stdout
    assert "invalid: 2 errors" in found["text"].stdout
    write(tmp_path)
    assert run("validate", tmp_path).returncode == 0
    assert run("validate", tmp_path / "nothing").returncode == 2


def test_limit_of_errors(tmp_path: Path) -> None:
    """The first are listed, all are counted."""
    write(tmp_path, b"id,s\n" + b"x,a\n" * 5000)
    report = json.loads(run("validate", "--json", "--limit-errors", "3", tmp_path).stdout)
    assert report["stats"]["errors"] == 5000
    assert [error["rowNumber"] for error in report["tasks"][0]["errors"]] == [2, 3, 4]

"""`wirepack diff` as people, changelogs and CI run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from commands import run, run_apart, run_json
from packages import make_schema, write_package
from test_cli import ANSI

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = make_schema("id:integer", "n:number", "s", primaryKey="id")


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Three versions of a package: the second has other rows, the third lost a column."""
    write_package(tmp_path / "a", SCHEMA, [["1", "1.0", "x"], ["2", "2", "y|*_"]], version="1.0.0")
    write_package(tmp_path / "b", SCHEMA, [["1", "1", "x"], ["2", "3", "y|*_"], ["3", "", "\x1b[31m"]], version="1.1.0")
    write_package(tmp_path / "c", make_schema("id:integer", "n:number", primaryKey="id"), [["1", "1"]], version="1.1.0")
    return tmp_path


def test_text_says_what_breaks_then_rows_then_the_version(packages: Path) -> None:
    """With old and new cell, no escape codes in a pipe, also none of a cell."""
    done = run("diff", packages / "a", packages / "b")
    assert done.returncode == 0
    assert "t: 2 → 3 rows: 1 added, 1 changed" in done.stdout
    assert "~ row 3, id '2': n '2' → '3'" in done.stdout
    assert "version 1.1.0 is high enough" in done.stdout
    assert not ANSI.search(done.stdout)
    done = run_apart("diff", packages / "a", packages / "c")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[:3] == ["breaking", "  t.s: is gone", "    → who selects the column fails"]
    assert lines[-1] == "version 1.1.0 is too low for a major change of 1.0.0; it must be 2.0.0 or higher"


def test_exit_codes(packages: Path) -> None:
    """By default the verdict, on demand the version or any difference; 2 for what is no package."""
    a, b, c = (packages / name for name in "abc")
    for arguments, code in (
        ([a, a], 0),
        ([a, b], 0),
        ([b, c], 1),
        ([a, a, "--fail-on", "any"], 0),
        ([a, b, "--fail-on", "any"], 1),
        ([a, b, "--fail-on", "version"], 0),
        ([b, a, "--fail-on", "version"], 1),
        ([a, packages / "none"], 2),
        ([a], 2),
    ):
        assert run("diff", *arguments).returncode == code, arguments


def test_json_is_one_object_and_the_same_each_time(packages: Path) -> None:
    """Counts, changes with their verdicts, examples as asked for."""
    code, found = run_json("diff", packages / "a", packages / "b", "--examples", "1")
    assert (code, found["bump"], found["version"]["sufficient"], found["breaking"]) == (0, "minor", True, False)
    [table] = found["tables"]
    assert (table["added"], table["removed"], table["changed"], table["columns"]) == (1, 0, 1, {"n": 1})
    assert table["examples"]["changed"][0]["cells"] == {"n": {"old": "2", "new": "3"}}
    arguments = ("diff", packages / "a", packages / "c", "--format", "json")
    first, second = run(*arguments), run_apart(*arguments, env={"POLARS_MAX_THREADS": "1", "TZ": "Asia/Tokyo"})
    assert first.stdout == second.stdout
    [change] = json.loads(first.stdout)["changes"]
    assert (change["kind"], change["verdict"], change["resource"], change["field"]) == (
        "field-removed",
        "breaking",
        "t",
        "s",
    )
    code, error = run_json("diff", packages / "a", packages / "none")
    assert (code, list(error)) == (2, ["error"])


def test_markdown_is_a_section_of_a_changelog(packages: Path) -> None:
    """Under the new version, the headings of Keep a Changelog."""
    done = run("diff", packages / "a", packages / "c", "--format", "markdown")
    lines = done.stdout.splitlines()
    assert lines[0] == "## 1.1.0"
    assert "- **breaking:** t.s: is gone" in lines[lines.index("### Removed") :]
    assert "- t: 2 → 1 row: 1 removed" in lines[lines.index("### Data") :]

"""A project before its release: what is published, what is expected, what was promised; in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from commands import run, run_apart, run_json
from factories import make_texts, write_seeds
from packages import make_schema, write_package
from test_cli import ANSI
from test_diff import serve

from wirepack import build, check
from wirepack.comparison.diff import diff
from wirepack.comparison.sides import open_side
from wirepack.descriptor import measure
from wirepack.errors import UsageError
from wirepack.release.baseline import find_baseline
from wirepack.release.expectations import PROPERTY, read_expectations
from wirepack.release.measure import check_expectations
from wirepack.release.promises import judge_diff
from wirepack.schemas import packaged_folder

if TYPE_CHECKING:
    from wirepack.release.records import CheckReport

ROOT = Path(__file__).parents[1]
STEPS = ["rebuild", "validate", "expectations", "compare"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its package and its own schemas."""
    folder = tmp_path_factory.mktemp("check") / "project"
    write_seeds(folder, make_texts(("a.txt", "b.txt")))
    shutil.copytree(packaged_folder(), folder / "schemas")
    assert build(folder).published
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A fresh copy of it."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def statuses(report: CheckReport) -> list[str]:
    return [step.status for step in report.steps]


def codes(report: CheckReport, step: str, severity: str = "error") -> set[str]:
    """The codes of the problems of a step."""
    [found] = [each for each in report.steps if each.name == step]
    return {problem.code for problem in found.problems if problem.severity == severity}


def edit(path: Path, **members: Any) -> dict[str, Any]:
    """Set members of a JSON object in a file."""
    value = json.loads(path.read_text(encoding="utf-8")) | members
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
    return dict(value)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All files of a folder: when they were written, and what they hold."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


# ---------------------------------------------------------------- the published package


def test_a_current_project_passes_and_stays_as_it_is(project: Path) -> None:
    """Without a repository there is no release; nothing is written, neither files nor folders."""
    before, names = snapshot(project), sorted(project.iterdir())
    report = check(project)
    assert [step.name for step in report.steps] == STEPS
    assert (report.passed, statuses(report)) == (True, ["passed", "passed", "skipped", "skipped"])
    assert (snapshot(project), sorted(project.iterdir())) == (before, names)


def test_a_changed_seed_makes_the_package_stale(project: Path) -> None:
    """The report says which files, and how many rows a build would change."""
    seed = project / "seeds" / "a.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("three of four", "two of five"), encoding="utf-8")
    report = check(project)
    assert not report.passed
    assert codes(report, "rebuild") == {"stale", "stale-rows"}
    assert any("seed-changed" in problem.message for problem in report.steps[1].problems)
    told = [problem.message for problem in report.steps[0].problems if problem.table == "events"]
    assert any("rows, if built again: 1 added, 1 removed" in message for message in told), told


@pytest.mark.parametrize("harm", ["gone", "edited", "descriptor"])
def test_a_package_that_was_edited_by_hand_fails(project: Path, harm: str) -> None:
    """A file that is gone or other, a schema that is not that of schemas/: a report, no exception."""
    path = project / "dist" / "quotes.csv"
    if harm == "gone":
        path.unlink()
    elif harm == "edited":
        path.write_text(path.read_text(encoding="utf-8").replace("direct", "Direct", 1), encoding="utf-8")
    else:
        text = (project / "datapackage.json").read_text(encoding="utf-8")
        (project / "datapackage.json").write_text(
            text.replace('"title": "Quotes"', '"title": "Words"'), encoding="utf-8"
        )
    expected = [{"resource": "quotes", "check": "rows", "minimum": 1, "reason": "r"}]
    edit(project / "datapackage.json", **{PROPERTY: expected})
    report = check(project)
    assert statuses(report)[0] == "failed"
    assert "quotes" in {problem.table for problem in report.steps[0].problems}
    assert (statuses(report)[1:3] == ["failed", "skipped"]) == (harm == "gone")


def test_another_version_of_the_parquet_writer_is_a_warning(project: Path) -> None:
    """Its bytes differ; what they say does not."""
    path = project / "dist" / "quotes.parquet"
    pl.read_parquet(path).write_parquet(path, compression="gzip")
    descriptor = json.loads((project / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        if resource["name"] == "quotes-parquet":
            facts = measure(path)
            resource |= {"bytes": facts.bytes, "hash": facts.hash}
    edit(project / "datapackage.json", **descriptor)
    report = check(project)
    assert (codes(report, "rebuild"), codes(report, "rebuild", "warning")) == (set(), {"other-writer"})


def test_a_package_without_its_bad_seeds_is_built_without_them_again(project: Path) -> None:
    """It lists them, so that the check knows."""
    (project / "seeds" / "bad.txt").write_bytes(b"")
    assert build(project, skip_bad=True).published
    assert check(project).steps[0].status == "passed"


@pytest.mark.parametrize(
    ("missing", "message"), [("seeds", "has no seeds/"), ("datapackage.json", "has no package yet")]
)
def test_what_is_no_project_is_wrong_use(project: Path, missing: str, message: str) -> None:
    """And the error says what to do."""
    path = project / missing
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(UsageError, match=message):
        check(project)


# ---------------------------------------------------------------- expectations


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("rows", "must be an object"),
        ({}, '"check" is None'),
        ({"check": "row"}, 'did you mean "rows"'),
        ({"check": "rows", "minmum": 1}, 'did you mean "minimum"'),
        ({"check": "rows", "resource": "t", "minimum": 1}, '"reason" must say something'),
        ({"check": "rows", "resource": "t", "minimum": 1, "reason": " "}, '"reason" must say something'),
        ({"check": "rows", "resource": "tt", "minimum": 1, "reason": "r"}, 'did you mean "t"'),
        ({"check": "rows", "resource": "t", "reason": "r"}, "asks for nothing"),
        ({"check": "rows", "resource": "t", "minimum": 0.5, "reason": "r"}, "must be a number of rows"),
        ({"check": "rows", "resource": "t", "minimum": True, "reason": "r"}, "must be a number of rows"),
        ({"check": "rows", "resource": "t", "field": "a", "minimum": 1, "reason": "r"}, 'unknown keyword "field"'),
        (
            {"check": "filled", "resource": "t", "field": "a", "minimum": 95, "reason": "r"},
            "must be a share from 0 to 1",
        ),
        ({"check": "filled", "resource": "t", "minimum": 1, "reason": "r"}, '"field" is None'),
        ({"check": "unique", "resource": "t", "fields": [], "reason": "r"}, '"fields" is []'),
    ],
)
def test_expectations_that_cannot_be_read_are_wrong_use(item: Any, message: str) -> None:
    """With the place, what is wrong and what would be right."""
    descriptor = {"resources": [{"name": "t"}], PROPERTY: [{}, item][1:]}
    with pytest.raises(UsageError) as error:
        read_expectations(descriptor, "datapackage.json")
    assert message in str(error.value)
    assert "item 1" in str(error.value)


def _expect(folder: Path, *items: dict[str, Any]) -> list[str]:
    """What is said of a table of four rows, one of them without s."""
    rows = [["1", "a", "x"], ["2", "", "x"], ["03", "b", ""], ["3", "b", ""]]
    expected = [{"resource": "t", "reason": "because", **item} for item in items]
    properties: dict[str, Any] = {PROPERTY: expected}
    write_package(folder, make_schema("id:integer", "s", "k"), rows, **properties)
    side = open_side(str(folder))
    return [problem.message for problem in check_expectations(side, read_expectations(side.descriptor, "d"))]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"check": "rows", "minimum": 4, "maximum": 4}, None),
        ({"check": "rows", "minimum": 5}, "has 4 rows, expected are at least 5: because"),
        ({"check": "rows", "maximum": 3}, "has 4 rows, expected are at most 3: because"),
        ({"check": "filled", "field": "s", "minimum": 0.75}, None),
        ({"check": "filled", "field": "s", "minimum": 0.8}, "is filled in 75.00% of 4 rows, expected are at least 80.00%: because"),
        ({"check": "filled", "field": "s", "maximum": 0.5}, "is filled in 75.00% of 4 rows, expected are at most 50.00%: because"),
        ({"check": "unique", "fields": "id"}, "2 rows share their values, expected are unique ones: because"),
        ({"check": "unique", "fields": ["id", "k"]}, None),  # rows that lack a part do not count
        ({"check": "unique", "fields": ["s"]}, "2 rows share their values, expected are unique ones: because"),
    ],
)  # fmt: skip
def test_expectations_are_measured(tmp_path: Path, item: dict[str, Any], message: str | None) -> None:
    """Values are compared, not texts: 03 is 3."""
    assert _expect(tmp_path, item) == ([message] if message else [])


def test_expectations_of_fields_that_are_not_there_are_wrong_use(tmp_path: Path) -> None:
    """As a column that was dropped."""
    with pytest.raises(UsageError, match='did you mean "id"'):
        _expect(tmp_path, {"check": "filled", "field": "ids", "minimum": 1})


def test_a_build_keeps_expectations_and_a_check_measures_them(project: Path) -> None:
    """They stand in the hand-kept part of the descriptor."""
    items = [{"resource": "articles", "check": "rows", "minimum": 3, "reason": "three articles were collected"}]
    edit(project / "datapackage.json", **{PROPERTY: items})
    assert build(project).published
    report = check(project)
    assert statuses(report) == ["passed", "passed", "failed", "skipped"]
    assert codes(report, "expectations") == {"expectation-rows"}


# ---------------------------------------------------------------- the last release


def git(folder: Path, *arguments: str) -> None:
    """Run git with an identity and no settings of this machine."""
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = os.environ | identity | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=env)


def commit(folder: Path, tag: str = "") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a", "--allow-empty")
    if tag:
        git(folder, "tag", tag)


def baseline_of(project: Path, against: str | None = None) -> tuple[str, str]:
    """The version and the name of the release that a project is held against; no version if there is none."""
    with find_baseline(project, against) as baseline:
        version = open_side(baseline.path).version if baseline.path else None
        return version or "", baseline.name


def test_a_promise_may_be_broken_if_the_version_says_so(project: Path) -> None:
    """A tightened constraint fails against the last tag; with a higher version it is a warning."""
    edit(project / "datapackage.json", version="0.1.0")
    git(project, "init", "-q")
    commit(project, "v0.1.0")
    schema = json.loads((project / "schemas" / "quotes.json").read_text(encoding="utf-8"))
    [text] = [field for field in schema["fields"] if field["name"] == "text"]
    text["constraints"] = {**text.get("constraints", {}), "minLength": 2}
    edit(project / "schemas" / "quotes.json", **schema)
    assert build(project).published
    report = check(project)
    assert statuses(report) == ["passed", "passed", "skipped", "failed"]
    assert codes(report, "compare") == {"constraint-tightened", "version"}
    assert "v0.1.0" in report.steps[3].note
    edit(project / "datapackage.json", version="0.2.0")
    report = check(project)
    assert (report.passed, codes(report, "compare", "warning")) == (True, {"constraint-tightened"})
    assert report.diff is not None
    assert (report.diff.old, report.diff.bump) == ("v0.1.0", "major")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (make_schema("id", "s"), make_schema("id"), "field-removed"),
        (make_schema("id:integer"), make_schema("id:string"), "type-changed"),
        (make_schema("id", primaryKey="id"), make_schema("id"), "primary-key-removed"),
        (make_schema("id"), make_schema({"name": "id", "constraints": {"required": True}}), "constraint-tightened"),
        (make_schema({"name": "id", "constraints": {"required": True}}), make_schema("id"), "constraint-loosened"),
    ],
)
def test_what_breaks_consumers_fails(tmp_path: Path, old: dict[str, Any], new: dict[str, Any], code: str) -> None:
    """Unless the first number of the version rose."""
    write_package(tmp_path / "old", old, [["1"] * len(old["fields"])], version="1.4.0")
    for version, status in (("1.5.0", "failed"), (None, "failed"), ("2.0.0", "passed")):
        write_package(tmp_path / "new", new, [["1"] * len(new["fields"])], version=version)
        step = judge_diff(diff(tmp_path / "old", tmp_path / "new"), "v1.4.0")
        assert (step.status, code in {problem.code for problem in step.problems}) == (status, True)


def test_a_version_that_is_too_low_for_new_rows_is_a_warning(tmp_path: Path) -> None:
    """Nobody is broken by them."""
    for name, rows in (("old", [["1"]]), ("new", [["1"], ["2"]])):
        write_package(tmp_path / name, make_schema("id"), rows, version="1.4.0")
    step = judge_diff(diff(tmp_path / "old", tmp_path / "new"), "v1.4.0")
    assert (step.status, [problem.code for problem in step.problems]) == ("passed", ["version"])


def test_the_release_is_the_last_tag_before_what_is_checked(tmp_path: Path) -> None:
    """In a folder of the repository; a clean checkout of a tag is held against the tag before it."""
    project = tmp_path / "data, set"  # as names may be
    assert "git finds no tag (the project is in no git repository)" in baseline_of(tmp_path)[1]
    git(tmp_path, "init", "-q")
    assert "no release to compare with: git finds no tag" in baseline_of(tmp_path)[1]
    for version in ("1.0.0", "1.1.0"):
        write_package(project, make_schema("id"), [["1"]], version=version)
        commit(tmp_path, f"v{version}")
        if version == "1.0.0":
            assert "git finds no tag before v1.0.0, which is what is checked" in baseline_of(project)[1]
    assert baseline_of(project) == ("1.0.0", "v1.0.0")
    edit(project / "datapackage.json", version="1.2.0")
    assert baseline_of(project) == ("1.1.0", "v1.1.0")
    commit(tmp_path)
    assert baseline_of(project) == ("1.1.0", "v1.1.0")
    assert baseline_of(project, "v1.0.0") == ("1.0.0", "v1.0.0")
    assert baseline_of(project, "HEAD~2")[0] == "1.0.0"


def test_releases_are_paths_and_addresses_too(tmp_path: Path) -> None:
    """What is none of all that is wrong use; by default a tag without the package is told and skipped."""
    project = write_package(tmp_path / "p", make_schema("id"), [["1"]], version="1.0.0")
    assert baseline_of(project, str(project / "datapackage.json"))[0] == "1.0.0"
    with serve(tmp_path) as address:
        assert baseline_of(project, f"{address}/p/datapackage.json")[0] == "1.0.0"
    with pytest.raises(UsageError, match="no path, no address and no commit or tag"):
        baseline_of(project, "v9")
    git(project, "init", "-q")
    (project / "datapackage.json").rename(project / "other.json")
    commit(project, "v0.1.0")
    (project / "other.json").rename(project / "datapackage.json")
    assert baseline_of(project) == ("", "no release to compare with: v0.1.0 has no datapackage.json in this folder")
    with pytest.raises(UsageError, match="has no datapackage"):
        baseline_of(project, "v0.1.0")
    with pytest.raises(UsageError, match="no commit or tag"):
        baseline_of(project, "--output=x")
    assert not (project / "x").exists()


# ---------------------------------------------------------------- the command


def test_the_command_tells_what_failed(project: Path, tmp_path: Path) -> None:
    """A line for each step, problems below it, exit code 1; 2 for wrong use, which is told at once."""
    (project / "seeds" / "c.txt").write_text("News\n\nThe minister said that talks failed.\n", encoding="utf-8")
    done = run_apart("check", project, "--against", project)
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("failed  rebuild: dist/ is not what seeds/ gives: 5 tables")
    assert any(line.startswith("  error: dist/articles.csv: table articles: is not what") for line in lines)
    assert f"passed  compare: the same as {project}" in lines
    assert lines[-1].startswith(f"{project}: not fit to be released")
    assert not ANSI.search(done.stdout)
    assert run("check", tmp_path / "none").returncode == 2
    assert run("check", project, "--against", "nothing").returncode == 2


def test_this_repository_passes() -> None:
    """Its own package is current, valid, as expected and the same as itself; JSON for machines."""
    code, report = run_json("check", ROOT, "--against", ROOT)
    assert {step["name"]: step["status"] for step in report["steps"]} == dict.fromkeys(STEPS, "passed"), report["steps"]
    assert (code, report["passed"], report["diff"]["same"]) == (0, True, True)
    problem = {"code", "message", "path", "table", "row", "field", "value", "severity"}
    assert all(problem == set(each) for step in report["steps"] for each in step["problems"])

"""The hook for pre-commit and the action for GitHub, tried on packages that are right, wrong or not there.

What installs wirepack and its tools from the package registry takes minutes; WIREPACK_TRY_CI=1 runs that, too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest
from ci_files import BAD, GOOD, ROOT, make_package, read_yaml, run_action
from commands import run as command_line

from wirepack.cli.hooks import find_packages, main

REAL = pytest.mark.skipif(
    not os.environ.get("WIREPACK_TRY_CI"), reason="installs from the package registry: set WIREPACK_TRY_CI=1"
)


# ---------------------------------------------------------------- the action


def stand_in(folder: Path) -> Path:
    """A folder of a runner in which wirepack is installed already: this one."""
    command = folder / "wirepack" / "bin" / "wirepack"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/toolkit" exec "{sys.executable}" -m wirepack "$@"\n')
    command.chmod(0o755)
    return folder


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The runner's own folder, beside the one it works in."""
    return stand_in(tmp_path / "runner temp")


def test_the_action_passes_a_valid_package(tmp_path: Path, runner: Path) -> None:
    """Exit code, output, and a summary in Markdown."""
    make_package(tmp_path / "work")
    code, outputs, summary, printed = run_action(ROOT, tmp_path / "work", runner, skip=("Install wirepack",))
    assert (code, outputs) == (0, {"valid": "true"}), printed
    assert summary.startswith("**")
    assert "::notice::" in printed
    assert "::error" not in printed


def test_the_action_fails_an_invalid_package(tmp_path: Path, runner: Path) -> None:
    """The annotation names the file from the root of the repository, the summary has the fault; options are handed on."""
    make_package(tmp_path / "work" / "my data", BAD)
    code, outputs, summary, printed = run_action(
        ROOT, tmp_path / "work", runner, skip=("Install wirepack",), path="my data", args="--limit-errors  1 --json"
    )
    assert (code, outputs) == (1, {"valid": "false"}), printed
    assert '"rowNumber": 3' in printed  # --json, which comes later, wins
    assert "data/people.csv" in summary
    assert "| 1 |" in summary
    _, _, _, printed = run_action(ROOT, tmp_path / "work", runner, skip=("Install wirepack",), path="my data")
    assert "::error file=my data/data/people.csv,line=3" in printed


@pytest.mark.parametrize("path", ["nowhere", "--help", "$(touch hacked)", "a`touch hacked`"])
def test_the_action_fails_where_no_package_is(path: str, tmp_path: Path, runner: Path) -> None:
    """Also if its path looks like an option or a command, of which none is run."""
    code, outputs, summary, _ = run_action(ROOT, tmp_path, runner, skip=("Install wirepack",), path=path)
    assert (code, outputs) == (2, {"valid": "false"})
    assert path in summary
    assert not (tmp_path / "hacked").exists()


def test_the_action_says_what_readme_and_steps_use() -> None:
    """Every input has a description and a default and is used; no step takes one other than by a variable."""
    action = read_yaml("action.yml")
    text = (ROOT / "action.yml").read_text()
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    assert all(each["description"] and "default" in each for each in action["inputs"].values())
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == (step.get("shell") == "bash")


def test_a_summary_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    """It is asked for, so that it must not be missing silently; a file that is there is added to."""
    command = ("validate", make_package(tmp_path), "--summary")
    done = command_line(*command, tmp_path / "no" / "s.md")
    assert (done.returncode, "cannot be written" in done.stderr) == (2, True)
    (tmp_path / "s.md").write_text("Before.\n")
    assert command_line(*command, tmp_path / "s.md").returncode == 0
    assert (tmp_path / "s.md").read_text().startswith("Before.\n**")


# ---------------------------------------------------------------- the hook


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["data/people.csv"], ["."]),
        (["datapackage.json", "data/people.csv"], ["."]),
        (["README.md", "data/other.csv", "people.csv"], []),
        (["inner/data/people.csv"], ["inner"]),
        (["inner/datapackage.json", "data/people.csv"], [".", "inner"]),
        (["inner/schema.json"], ["inner"]),
    ],
)
def test_changed_files_lead_to_their_packages(
    changed: list[str], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package is looked at if its descriptor changes, or a file that it names."""
    make_package(tmp_path)
    make_package(tmp_path / "inner")
    descriptor = tmp_path / "inner" / "datapackage.json"
    descriptor.write_text(re.sub(r'"schema": \{.*?\]\}', '"schema": "./schema.json"', descriptor.read_text()))
    monkeypatch.chdir(tmp_path)
    assert [str(path.parent) for path in find_packages(changed)] == expected


def test_texts_belong_to_a_package_of_wirepack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows point at characters of them."""
    monkeypatch.chdir(ROOT)
    text = next(Path("seeds").iterdir())
    assert find_packages([text]) == [Path("datapackage.json")]
    assert find_packages([Path("README.md")]) == []


def test_the_hook_tells_every_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One package right, one wrong, one whose descriptor is broken: the worst exit code, and each has its lines."""
    monkeypatch.chdir(make_package(tmp_path))
    make_package(tmp_path / "wrong", BAD)
    assert main(["data/people.csv"]) == 0
    assert main(["data/people.csv", "wrong/data/people.csv"]) == 1
    assert "people.csv" in capsys.readouterr().out
    (tmp_path / "wrong" / "datapackage.json").write_text("{")
    assert main(["wrong/data/people.csv"]) == 0  # whose file it is nobody can tell
    assert main(["wrong/datapackage.json", "datapackage.json"]) == 2
    assert "no JSON" in capsys.readouterr().err
    assert main([]) == 0


def test_the_entry_of_the_hook_runs(tmp_path: Path) -> None:
    """As pre-commit runs it, also where modules lie about that have the names of others."""
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    command = hook["entry"].split()
    assert command[0] == "python"
    make_package(tmp_path, BAD)
    for name in ("polars", "json", "wirepack"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    run = [sys.executable, *command[1:], "data/people.csv"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "toolkit")}
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1, done.stderr
    assert "people.csv" in done.stdout


# ---------------------------------------------------------------- for real


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands pre-commit and check-jsonschema, installed for this run."""
    folder = tmp_path_factory.mktemp("tools")
    venv.create(folder, with_pip=True)
    run([folder / "bin" / "pip", "install", "--quiet", "pre-commit", "check-jsonschema"], folder)
    return folder / "bin"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean clone of the repository, as it was committed last."""
    folder = tmp_path_factory.mktemp("clone") / "wirepack"
    run(["git", "clone", "--quiet", ROOT, folder], ROOT)
    return folder


def run(command: list[Any], folder: Path, expected: int = 0) -> str:
    """Run a command that must end with an exit code; what it prints."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))}
    environment = clean | {"HOME": str(folder), "PRE_COMMIT_HOME": str(folder / ".pre-commit-home")}
    done = subprocess.run(
        [*map(str, command)], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout + done.stderr


@REAL
def test_files_are_what_their_readers_ask_for(tools: Path) -> None:
    """The action by the public schema of actions, the hooks by pre-commit."""
    run([tools / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"], tools)
    run([tools / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], tools)


@REAL
def test_pre_commit_runs_the_hook(tools: Path, clone: Path, tmp_path: Path) -> None:
    """In a repository of its own, on a right and a wrong package, and on a change that is no package's."""
    work = make_package(tmp_path / "work")
    run(["git", "init", "--quiet"], work)
    run(["git", "add", "data", "datapackage.json"], work)
    attempt = [tools / "pre-commit", "try-repo", clone, "wirepack-validate", "--verbose", "--color", "never"]
    assert "Passed" in run(attempt, work)
    (work / "data" / "people.csv").write_text(BAD)
    run(["git", "add", "data"], work)
    assert "people.csv" in run(attempt, work, expected=1)
    (work / "README.md").write_text("Read me.\n")
    run(["git", "add", "README.md"], work)
    assert "Passed" in run([*attempt, "--files", "README.md"], work)


@REAL
def test_the_action_installs_itself(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From its own checkout, with nothing of this environment."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    work = make_package(tmp_path / "work")
    code, outputs, summary, printed = run_action(clone, work, tmp_path)
    assert (code, outputs) == (0, {"valid": "true"}), printed
    (work / "data" / "people.csv").write_text(BAD)
    code, outputs, summary, _ = run_action(clone, work, tmp_path, skip=("Install wirepack",))
    assert (code, outputs) == (1, {"valid": "false"})
    assert "people.csv" in summary
    (work / "data" / "people.csv").write_text(GOOD)
    assert run_action(clone, work, tmp_path, skip=("Install wirepack",), format="text")[0] == 0

"""The swap: wholly the old package or wholly the new one, wherever the process is killed or the system says no.

A process counts its own file operations by an audit hook, and dies, or is refused, at the n-th of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from wirepack.errors import PublishError
from wirepack.publication.swap import STAGING, commit, locked, settle

OLD = {"datapackage.json": "old", "dist/quotes.csv": "old", "dist/rejects.csv": "old", "dist/notes.txt": "mine"}
NEW = {"datapackage.json": "new", "dist/quotes.csv": "new", "dist/events.csv": "new", "dist/notes.txt": "mine"}
REPLACE, REMOVE = ["dist/quotes.csv", "dist/events.csv", "datapackage.json"], ["dist/rejects.csv"]
OPERATIONS = 60  # more than a commit takes, so that the last ones come to their end

# Runs one task in many projects, each in a process of its own, which is stopped at the operation that a number tells.
SCRIPT = dedent(
    """
    import errno, json, os, pathlib, sys
    from wirepack.publication.swap import commit, settle

    watched = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.scandir", "open"}

    def run(task, fate, project, limit, replace, remove):
        seen = 0

        def watch(event, arguments):
            nonlocal seen
            seen += event in watched
            if event in watched and seen == limit:
                if fate == "die":
                    os._exit(9)
                raise OSError(errno.ENOSPC, "No space left on device")

        sys.addaudithook(watch)
        commit(project, replace, remove) if task == "commit" else settle(project)

    task, fate, limits, *paths = json.load(sys.stdin)
    codes = []
    for project, limit in limits.items():
        child = os.fork()
        if not child:
            try:
                run(task, fate, pathlib.Path(project), limit, *paths)
            except OSError:
                os._exit(1)
            os._exit(0)
        codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print(json.dumps(codes))
    """
)


def run(task: str, fate: str, limits: dict[Path, int]) -> list[bool]:
    """Run a task in projects until the given operation of each; whether it came to its end before."""
    order = json.dumps([task, fate, {str(project): limit for project, limit in limits.items()}, REPLACE, REMOVE])
    done = subprocess.run([sys.executable, "-c", SCRIPT], input=order, capture_output=True, check=True, text=True)
    return [code == 0 for code in json.loads(done.stdout)]


def make_project(folder: Path, *, fresh: bool = False) -> Path:
    """A project with an old package, or none, and a new one written aside."""
    for path, text in ({} if fresh else OLD).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for path in REPLACE:
        (folder / STAGING / "new" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / STAGING / "new" / path).write_text("new")
    return folder


def files(project: Path) -> dict[str, str]:
    """Everything in a project, the staging folder included."""
    return {path.relative_to(project).as_posix(): path.read_text() for path in project.rglob("*") if path.is_file()}


def test_a_commit_swaps_everything(tmp_path: Path) -> None:
    """New files are in, stale ones are gone, others are left alone, nothing remains aside."""
    commit(make_project(tmp_path), REPLACE, REMOVE)
    assert files(tmp_path) == NEW
    assert not (tmp_path / STAGING).exists()


@pytest.mark.parametrize("fresh", [False, True])
def test_killed_at_any_operation_the_next_command_makes_it_whole(tmp_path: Path, fresh: bool) -> None:
    """Old or new, never a mixture; also if the repair is killed in its turn."""
    old, new = ({}, dict.fromkeys(REPLACE, "new")) if fresh else (OLD, NEW)
    limits = {make_project(tmp_path / str(limit), fresh=fresh): limit for limit in range(1, OPERATIONS)}
    ended = run("commit", "die", limits)
    run("settle", "die", {project: 1 + limit % 9 for project, limit in limits.items()})
    outcomes = []
    for project in limits:
        settle(project)
        assert files(project) in (old, new), f"killed at operation {project.name}"
        assert not (project / STAGING).exists()
        outcomes.append(files(project) == new)
    assert not any(ended[:15])
    assert ended[-1]
    assert outcomes == sorted(outcomes)  # old up to the moment of decision, new from there on
    assert set(outcomes) == {True, False}


@pytest.mark.parametrize("fresh", [False, True])
def test_refused_at_any_operation_the_old_package_stays(tmp_path: Path, fresh: bool) -> None:
    """A full disk half-way takes everything back at once, without the help of the next command."""
    old, new = ({}, dict.fromkeys(REPLACE, "new")) if fresh else (OLD, NEW)
    limits = {make_project(tmp_path / str(limit), fresh=fresh): limit for limit in range(1, OPERATIONS)}
    all_ended = run("commit", "fail", limits)
    for project, ended in zip(limits, all_ended, strict=True):
        package = {path: text for path, text in files(project).items() if not path.startswith(STAGING)}
        assert package == (new if ended else old), f"refused at operation {project.name}"
        assert (project / "dist").exists() == (ended or not fresh)
        settle(project)
        assert files(project) == package
    assert all_ended.count(False) > 15  # some refusals are no failure: a hard link can be a copy
    assert all_ended[-1]


def test_remains_without_a_journal_are_thrown_away(tmp_path: Path) -> None:
    """A build that was killed while it wrote has decided nothing."""
    project = make_project(tmp_path)
    settle(project)
    assert files(project) == OLD


def test_without_hard_links_the_old_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)  # the last step fails, so that the copies are needed
    project = make_project(tmp_path)
    with pytest.raises(PermissionError):
        commit(project, [REPLACE[0], REPLACE[2]], REMOVE)
    assert files(project) == OLD


def test_what_cannot_be_put_back_is_told_and_repaired_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails for good: no message claims that nothing happened, and the next command makes it good."""
    project = make_project(tmp_path)
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 2:
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(PublishError, match=r"could not be put back \(Permission denied\); mend that"):
            commit(project, REPLACE, REMOVE)
    settle(project)
    assert files(project) == OLD


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What a linked file of dist/ points to belongs to somebody else."""
    project = make_project(tmp_path / "project")
    (tmp_path / "elsewhere.csv").write_text("theirs")
    (project / "dist" / "quotes.csv").unlink()
    (project / "dist" / "quotes.csv").symlink_to(tmp_path / "elsewhere.csv")
    commit(project, REPLACE, REMOVE)
    assert (tmp_path / "elsewhere.csv").read_text() == "theirs"
    assert files(project) == NEW


def test_two_publications_do_not_mix(tmp_path: Path) -> None:
    """The second is told to wait; the lock goes with the one who holds it."""
    with locked(tmp_path), pytest.raises(PublishError, match="another wirepack is publishing here"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass

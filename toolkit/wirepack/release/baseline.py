"""The last released package: a path, an address, or what stands in a commit or tag of the project's git repository."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from wirepack.audit.places import is_address, is_safe
from wirepack.descriptor import NAME
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS: Final = 60  # for git to answer


class Baseline(NamedTuple):
    """A package to compare with, and what it is called; without a `path` the reason why there is none."""

    path: str
    name: str


@contextmanager
def find_baseline(project: Path, against: str | None) -> Iterator[Baseline]:
    """Find the package that a user means, or the one of the last tag; a commit is written to temporary files.

    UsageError if the user means something that is not there. What exists as a path is one, whatever tags there are.
    """
    if against and (is_address(against) or Path(against).exists()):
        yield Baseline(against, against)
        return
    ref, reason = (against, "") if against else _last_tag(project)
    if not ref:
        yield Baseline("", f"no release to compare with: git finds no tag{reason}; name one with --against")
        return
    with TemporaryDirectory(prefix="wirepack-release-") as folder:
        missing = _check_out(project, ref, Path(folder))
        if missing and against:
            raise UsageError(f"--against {against}: {missing}")
        yield Baseline("", f"no release to compare with: {missing}") if missing else Baseline(folder, ref)


def _last_tag(project: Path) -> tuple[str, str]:
    """The last tag before the state that is checked, since one that names just this state is not its own predecessor.

    Without a tag the reason, as it follows the words that there is none.
    """
    here = _git(project, "tag", "--points-at", "HEAD").split()
    clean = not _git(project, "status", "--porcelain", "--untracked-files=no", "--", ".").strip()
    excluded = [f"--exclude={tag}" for tag in here] if clean else []
    done = _run(project, "describe", "--tags", "--abbrev=0", *excluded)
    if done is None:
        return "", " (it is not installed, or does not answer)"
    found = done.stdout.decode("utf-8", "replace").strip()
    if excluded and not found:
        return "", f" before {', '.join(here)}, which is what is checked"
    return found, _tell_reason(done.stderr)


def _tell_reason(text: bytes) -> str:
    """The last line of what git says, but that it has no names to describe anything by: it has no tag."""
    lines = text.decode("utf-8", "replace").strip().splitlines()
    if lines and "not a git repository" in lines[-1]:
        return " (the project is in no git repository)"
    return f" ({lines[-1]})" if lines and "No names found" not in lines[-1] else ""


def _check_out(project: Path, ref: str, folder: Path) -> str:
    """Write the package of a commit into a folder; what is missing, where it cannot be."""
    if not _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip():
        return f"{ref} is no path, no address and no commit or tag of the repository of {project}"
    data = _show(project, ref, NAME)
    if data is None:
        return f"{ref} has no {NAME} in this folder"
    (folder / NAME).write_bytes(data)
    for path in _list_paths(data):
        content = _show(project, ref, path)
        if content is None:
            return f"{ref} has no {path}, though its {NAME} lists it"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return ""


def _list_paths(data: bytes) -> Iterator[str]:
    """The files that a descriptor names: of resources, schemas and dialects."""
    try:
        descriptor = json.loads(data)
    except ValueError:
        return  # whoever opens the package says so
    items: list[Any] = descriptor.get("resources", []) if isinstance(descriptor, dict) else []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            given = item.get("path", [])
            paths = given if isinstance(given, list) else [given]
            paths = [*paths, item.get("schema"), item.get("dialect")]
            yield from (path for path in paths if isinstance(path, str) and not is_address(path) and is_safe(path))


def _show(project: Path, ref: str, path: str) -> bytes | None:
    """The content of a file in a commit, as it was committed; the path is below the project."""
    done = _run(project, "show", "--end-of-options", f"{ref}:./{path}")
    return None if done is None or done.returncode else done.stdout


def _git(project: Path, *arguments: str) -> str:
    """What git says; nothing if it fails, or there is none."""
    done = _run(project, *arguments)
    return "" if done is None or done.returncode else done.stdout.decode("utf-8", "replace")


def _run(project: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    command = ["git", "-C", str(project), *arguments]
    try:
        env = {**os.environ, "LC_ALL": "C"}
        return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, env=env)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None

"""Which files below seeds/ are read, and what stands there that is not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wirepack.errors import UsageError
from wirepack.inputs import TAR, ZIP, kind_of, unread
from wirepack.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def list_seeds(folder: Path) -> tuple[list[str], list[Problem]]:
    """List the files to read below a folder as posix paths, sorted, and what stands there that cannot be one.

    Hidden files are skipped in silence, files of other types with a warning. A symbolic link that leaves the folder
    is an error: a package must not depend on what lies outside its project.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; a project keeps its articles (.txt, .html, .jsonl, …) in seeds/")
    sources: list[str] = []
    problems: list[Problem] = []
    root = folder.resolve()
    for path in _walk(folder, folder, problems):
        source = path.relative_to(folder).as_posix()
        problem = _check_name(path, source, root)
        if problem:
            problems.append(problem)
        elif not path.is_dir():
            sources.append(source)
    if not sources and not any(problem.severity == "error" for problem in problems):
        message = "holds no article; put at least one file there (.txt, .html, .jsonl, …) and build again"
        problems.append(Problem("no-seeds", message, str(folder)))
    return sorted(sources), problems


def unreadable(error: OSError) -> str:
    """Say why the system does not let us read a file."""
    return f"cannot be read ({error.strerror or error}); check its permissions or remove it"


def _walk(folder: Path, top: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files below a folder; linked folders are yielded, not entered, so that no loop traps us."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        name = str(top) if folder == top else folder.relative_to(top).as_posix()
        problems.append(Problem("unreadable", unreadable(error), name))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            if entry.name.endswith("!") and kind_of(entry.name[:-1]) in {ZIP, TAR}:
                message = f"is named like the inside of {entry.name[:-1]}; rename the folder"
                problems.append(Problem("bad-name", message, entry.relative_to(top).as_posix()))
                continue
            yield from _walk(entry, top, problems)
        else:
            yield entry


def _check_name(path: Path, source: str, root: Path) -> Problem | None:
    """Tell what forbids to read a file before it is opened: its name, a link that leads out, an ending that is not read."""
    try:
        source.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(source).decode("utf-8", "backslashreplace")
        return Problem("bad-name", "has a name that is not UTF-8; rename it", shown)
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(root):
            return Problem("link-outside", f"is a link to {target}, outside seeds/; copy the file itself", source)
        if target.is_dir():
            return Problem("linked-folder", "is a link to a folder and was not entered", source, severity="warning")
    if kind_of(path.name) is None:
        return Problem("not-a-seed", unread(path.name), source, severity="warning")
    return None

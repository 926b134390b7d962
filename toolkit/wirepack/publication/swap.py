"""Put a finished package in the place of the old one, wholly or not at all, also if we are killed in between.

    .wirepack-publish/new/…         the finished files, on the disk before anything else happens
    .wirepack-publish/old/…         hard links to the files that they replace
    .wirepack-publish/commit.json   exists: the swap is decided; whoever finds it completes it
    .wirepack-publish/undo.json     exists: the swap failed half-way; whoever finds it takes it back

Without either journal the folder is rubbish of a build that was killed earlier, and is thrown away. A journal comes into
being by a rename, so that it is there as a whole or not at all. A lock on the project's folder keeps two builds apart;
the system drops it with the process, so that no stale lock can remain.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from wirepack.descriptor import OUTPUT
from wirepack.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

STAGING = ".wirepack-publish"
_COMMIT = "commit.json"
_UNDO = "undo.json"


@dataclass(frozen=True, slots=True)
class _Journal:
    """All that is needed to complete a swap or to take it back; paths are below the project."""

    replace: list[str]
    remove: list[str]
    existed: list[str]  # of both, what was there before
    had_output: bool  # whether the folder dist/ was there before


@contextmanager
def locked(project: Path) -> Iterator[None]:
    """Hold the project's folder for one publication; PublishError if another one holds it."""
    handle = os.open(project, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(f"{project}: another wirepack is publishing here; wait until it is done") from None
        except OSError:  # a network file system without locks: who builds there twice at once is on their own
            pass
        yield
    finally:
        os.close(handle)


def settle(project: Path) -> None:
    """Bring the remains of a killed build to an end: forward if its swap was decided, else back. Needs the lock."""
    staging = project / STAGING
    if (staging / _UNDO).exists():
        _go_back(project, _read_journal(staging / _UNDO))
    elif (staging / _COMMIT).exists():
        _swap(project, _read_journal(staging / _COMMIT))
    if os.path.lexists(staging):
        shutil.rmtree(staging)


def discard(project: Path) -> None:
    """Throw away what was written aside, unless a journal says that it is still needed."""
    staging = project / STAGING
    if not (staging / _COMMIT).exists() and not (staging / _UNDO).exists():
        shutil.rmtree(staging, ignore_errors=True)


def commit(project: Path, replace: Sequence[str], remove: Sequence[str]) -> None:
    """Swap in the files `replace` from `new/` and delete the files `remove`; both are paths below the project.

    If any of it fails, all of it is taken back and the error raised. Needs the lock.
    """
    staging = project / STAGING
    _sync_tree(staging / "new")
    existed = [path for path in (*replace, *remove) if os.path.lexists(project / path)]
    for path in existed:
        _keep(project / path, staging / "old" / path)
    journal = _Journal([*replace], [*remove], existed, (project / OUTPUT).exists())
    draft = staging / "journal"
    draft.write_text(json.dumps(asdict(journal)), encoding="utf-8")
    _sync(draft)
    draft.rename(staging / _COMMIT)
    _swap(project, journal)


def _swap(project: Path, journal: _Journal) -> None:
    """Go forward, and if that fails all the way back. Both can be repeated from wherever a kill stopped them."""
    try:
        _go_forward(project, journal)
    except BaseException:
        try:
            (project / STAGING / _COMMIT).rename(project / STAGING / _UNDO)
            _go_back(project, journal)
        except OSError as error:
            reason = error.strerror or str(error)
            advice = "mend that, and the next wirepack command in this folder repairs the package"
            raise PublishError(f"{project}: the new package could not be put back ({reason}); {advice}") from error
        raise
    shutil.rmtree(project / STAGING, ignore_errors=True)  # what remains of it is cleared by the next `settle`


def _go_forward(project: Path, journal: _Journal) -> None:
    staging = project / STAGING
    _sync(staging)
    for path in journal.replace:
        if (staging / "new" / path).exists():  # else an earlier attempt has moved it
            (project / path).parent.mkdir(exist_ok=True)
            (staging / "new" / path).replace(project / path)
    for path in journal.remove:
        (project / path).unlink(missing_ok=True)
    _sync(project / OUTPUT)
    _sync(project)


def _go_back(project: Path, journal: _Journal) -> None:
    staging = project / STAGING
    for path in (*journal.replace, *journal.remove):
        old = staging / "old" / path
        if path not in journal.existed:
            (project / path).unlink(missing_ok=True)
        elif os.path.lexists(old):  # else an earlier attempt has moved it back
            old.replace(project / path)
    if not journal.had_output:
        with suppress(OSError):  # it is not there yet, or somebody has put something into it
            (project / OUTPUT).rmdir()
    shutil.rmtree(staging, ignore_errors=True)


def _read_journal(path: Path) -> _Journal:
    return _Journal(**json.loads(path.read_text(encoding="utf-8")))


def _keep(path: Path, copy: Path) -> None:
    """Keep a file under a second name; as a copy where the file system has no hard links."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, copy, follow_symlinks=False)


def _sync_tree(folder: Path) -> None:
    """Have a folder and all that it holds written to the disk before we go on."""
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    """Have one file, or the names in one folder, written to the disk; folders only where the system can do that."""
    is_folder = path.is_dir()
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not is_folder:
            raise
    finally:
        os.close(handle)

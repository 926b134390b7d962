"""Whether the published package is what its seeds give: it is built again, aside, and compared; nothing is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from wirepack.comparison.diff import diff
from wirepack.descriptor import CONTENT_HASH, NAME, measure
from wirepack.errors import UsageError, WirepackError
from wirepack.models import Problem
from wirepack.pipeline import build
from wirepack.release.records import Step
from wirepack.schemas import REJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from wirepack.progress import Progress

STEP: Final = "rebuild"
_INPUTS: Final = ("seeds", "schemas")
_BUILD: Final = "run `wirepack build` and publish the result"
_OF_WRITER: Final = frozenset({"bytes", "hash"})  # what another version of a library may write otherwise


def check_rebuild(
    project: Path,
    descriptor: Mapping[str, Any],
    *,
    workers: int | None = None,
    reference_date: date | None = None,
    progress: Progress | None = None,
) -> Step:
    """Build a project again in a folder for temporary files, and compare the files and the descriptor.

    Bad seeds are left out as they were if the package lists them. A Parquet file with other bytes and the same content is
    a warning: another version of its writer made it.
    """
    skip_bad = REJECTS in _by_name(descriptor)
    with TemporaryDirectory(prefix="wirepack-check-") as folder:
        copy = Path(folder, "rebuilt")
        _link(project, copy)
        try:
            report = build(copy, workers=workers, skip_bad=skip_bad, reference_date=reference_date, progress=progress)
        except WirepackError as error:  # what is wrong is wrong in the project, of which this is a copy
            raise type(error)(str(error).replace(str(copy), str(project))) from None
        if not report.published:
            problems = [problem for problem in report.problems if problem.severity == "error"]
            return Step(STEP, "the seeds give no package that could be published", tuple(problems))
        rebuilt = json.loads((copy / NAME).read_bytes())
        problems = list(_compare(project, copy, _by_name(descriptor), _by_name(rebuilt)))
    tables = f"{len(report.counts)} tables"
    stale = any(problem.severity == "error" for problem in problems)
    return Step(
        STEP, f"dist/ is {'not ' if stale else ''}what seeds/ gives: {tables}, built again aside", tuple(problems)
    )


def _link(project: Path, copy: Path) -> None:
    """Make a project of the same inputs; its output is its own."""
    copy.mkdir()
    for name in _INPUTS:
        if (project / name).is_dir():
            (copy / name).symlink_to((project / name).resolve(), target_is_directory=True)
    shutil.copyfile(project / NAME, copy / NAME)


def _by_name(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {str(item.get("name")): item for item in descriptor.get("resources", ()) if isinstance(item, dict)}


def _compare(
    project: Path, copy: Path, published: Mapping[str, dict[str, Any]], rebuilt: Mapping[str, dict[str, Any]]
) -> Iterator[Problem]:
    for name in published:
        if name not in rebuilt:
            yield Problem("stale", f"is published, and the seeds do not give it; {_BUILD}", NAME, name)
    for name, item in rebuilt.items():
        if name not in published:
            yield Problem("stale", f"is given by the seeds, and not published; {_BUILD}", NAME, name)
            continue
        yield from _compare_file(project, copy, item)
        for key in sorted({*item, *published[name]} - _OF_WRITER - {CONTENT_HASH}):
            if item.get(key) != published[name].get(key):
                message = f'"{key}" is not what a build writes there; {_BUILD}'
                yield Problem("stale-descriptor", message, NAME, name)
    if any(
        published[name].get(CONTENT_HASH) != rebuilt[name].get(CONTENT_HASH) for name in published if name in rebuilt
    ):
        yield from _tell_rows(project, copy)


def _compare_file(project: Path, copy: Path, item: Mapping[str, Any]) -> Iterator[Problem]:
    path, name = str(item["path"]), str(item["name"])
    try:
        facts = measure(project / path)
    except OSError as error:
        yield Problem("stale", f"cannot be read ({error.strerror}); {_BUILD}", path, name)
        return
    if facts.hash == item["hash"]:
        return
    if path.endswith(".parquet") and _same_content(project / path, copy / path):
        message = "has other bytes and the same content: another version of pyarrow wrote it"
        yield Problem("other-writer", message, path, name, severity="warning")
    else:
        yield Problem("stale", f"is not what the seeds give; {_BUILD}", path, name)


def _same_content(one: Path, other: Path) -> bool:
    import polars as pl  # noqa: PLC0415 - only where the bytes differ

    try:
        return pl.read_parquet(one).equals(pl.read_parquet(other))
    except (OSError, pl.exceptions.PolarsError):
        return False


def _tell_rows(project: Path, copy: Path) -> Iterator[Problem]:
    """Say how many rows differ, where both can be read."""
    try:
        found = diff(project, copy, examples=0)
    except UsageError:
        return
    for table in found.tables:
        if not table.same:
            parts = ((table.added, "added"), (table.removed, "removed"), (table.changed, "changed"))
            told = ", ".join(f"{count:,} {what}" for count, what in parts if count)
            yield Problem("stale-rows", f"rows, if built again: {told}", None, table.name)

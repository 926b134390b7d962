"""What the package promised in its last release and does not any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.models import Problem
from wirepack.release.records import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.comparison.records import Diff

STEP: Final = "compare"


def judge_diff(diff: Diff, name: str) -> Step:
    """Fail what breaks consumers, unless the version says so; a version that is too low for the rest is a warning."""
    if diff.same:
        return Step(STEP, f"the same as {name}", tuple(_versions(diff)))
    tables = [table for table in diff.tables if not table.same]
    counts = [sum(getattr(table, what) for table in tables) for what in ("added", "removed", "changed")]
    rows = "rows: {:,} added, {:,} removed, {:,} changed".format(*counts)
    announced = bool(diff.breaking) and diff.version.sufficient is True
    breaking = f"{len(diff.breaking)} of them breaking" + (", as the version says" if announced else "")
    note = f"since {name}: a {diff.bump} change; promises: {len(diff.changes)} changed, {breaking}; {rows}"
    return Step(STEP, note, (*_broken(diff, announced=announced), *_versions(diff)))


def _broken(diff: Diff, *, announced: bool) -> Iterator[Problem]:
    for change in diff.breaking:
        message = f"{change.message} ({change.reason})"
        severity = "warning" if announced else "error"
        yield Problem(change.kind, message, None, change.resource, None, change.field, None, severity)


def _versions(diff: Diff) -> Iterator[Problem]:
    """The version is an error together with what breaks, a warning alone."""
    if diff.version.sufficient is False:
        severity = "error" if diff.breaking else "warning"
        yield Problem("version", diff.version.message, "datapackage.json", severity=severity)

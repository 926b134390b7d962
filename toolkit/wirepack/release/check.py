"""The order of a check: rebuild, validate, expectations, compare with the last release."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from wirepack.comparison.diff import compare_sides
from wirepack.comparison.sides import open_side
from wirepack.descriptor import NAME
from wirepack.errors import UsageError
from wirepack.models import Problem
from wirepack.release.baseline import find_baseline
from wirepack.release.expectations import PROPERTY, read_expectations
from wirepack.release.measure import check_expectations
from wirepack.release.promises import STEP, judge_diff
from wirepack.release.rebuild import check_rebuild
from wirepack.release.records import FAILED, CheckReport, Step
from wirepack.validate import validate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wirepack.comparison.records import Diff
    from wirepack.comparison.sides import Side
    from wirepack.progress import Progress
    from wirepack.release.baseline import Baseline
    from wirepack.release.expectations import Expectation

_LISTED: Final = 20  # faults of a resource; `wirepack validate` lists them all


def check(
    project: Path | str = ".",
    *,
    against: str | None = None,
    workers: int | None = None,
    reference_date: date | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Check whether a project is fit to be released; nothing in it is touched.

    1. Its package is built again, aside: the published files must be what the seeds give.
    2. The published package must be valid.
    3. It must meet the expectations of its descriptor (`wirepack:expectations`): rows, filled cells, unique fields.
    4. It must keep what the last release promised, unless its version says that it does not. `against` is that release:
       a path, an address, a commit or tag of the project's repository; without it the last tag, if there is one.

    `reference_date` must be that of the build. UsageError if the folder is no project with a package, its expectations cannot
    be read, or `against` leads nowhere.
    """
    start, told, folder = perf_counter(), progress or (lambda *_: None), Path(project)
    if not (folder / "seeds").is_dir():
        raise UsageError(f"{folder}: has no seeds/, so it is no project; give the folder that holds seeds/ and {NAME}")
    if not (folder / NAME).is_file():
        raise UsageError(f"{folder}: has no package yet ({NAME}); run `wirepack build` first")
    side = open_side(str(folder), progress=told)
    expectations = read_expectations(side.descriptor, str(folder / NAME))
    with find_baseline(folder, against) as baseline:  # first, since it may not be there
        rebuilt = check_rebuild(
            folder, side.descriptor, workers=workers, reference_date=reference_date, progress=progress
        )
        valid = _check_valid(folder, told)
        expected = _check_expected(side, expectations, valid)
        compared, found = _check_release(side, baseline, valid, told, wanted=against is not None)
    return CheckReport((rebuilt, valid, expected, compared), found, perf_counter() - start)


def _check_valid(folder: Path, told: Progress) -> Step:
    report = validate(folder, limit=_LISTED, progress=told)
    problems = [Problem("package", fault.note, NAME) for fault in report.faults]
    problems += [Problem("warning", warning, severity="warning") for warning in report.warnings]
    for task in report.tasks:
        problems += [
            Problem(fault.type, fault.note or fault.type, task.place, task.name, fault.row, fault.field, fault.cell)
            for fault in task.faults
        ]
        if task.more:
            problems.append(
                Problem("more", f"{task.more:,} more; `wirepack validate` lists them", task.place, task.name)
            )
    errors = f"{report.fault_count:,} error{'' if report.fault_count == 1 else 's'}"
    verdict = "valid" if report.valid else f"not valid: {errors}"
    return Step("validate", f"the published package is {verdict}", tuple(problems))


def _check_expected(side: Side, expectations: Sequence[Expectation], valid: Step) -> Step:
    name = "expectations"
    if not expectations:
        return Step(name, f"none are stated ({PROPERTY} in {NAME})", skipped=True)
    try:
        problems = check_expectations(side, expectations)
    except UsageError as error:
        if valid.status != FAILED:
            raise
        return Step(name, f"not measured, since the package is not valid: {error}", skipped=True)
    met = len(expectations) - len(problems)
    return Step(name, f"{met} of {len(expectations)} are met", tuple(problems))


def _check_release(
    side: Side, baseline: Baseline, valid: Step, told: Progress, *, wanted: bool
) -> tuple[Step, Diff | None]:
    """Compare with the last release; one that nobody asked for by name may be one that cannot be read."""
    if not baseline.path:
        return Step(STEP, baseline.name, skipped=True), None
    try:
        found = compare_sides(open_side(baseline.path, baseline.name, told), side, progress=told)
    except UsageError as error:
        if wanted and valid.status != FAILED:
            raise
        return Step(STEP, f"not compared with {baseline.name}: {error}", skipped=True), None
    return judge_diff(found, baseline.name), found

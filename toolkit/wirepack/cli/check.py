"""`wirepack check`: whether a project is fit to be released."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from wirepack.cli.meter import Meter
from wirepack.cli.shell import DONE, PROBLEMS, make_console, one_line, parse_day, parse_workers, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from wirepack.release.records import CheckReport, Step

_STYLES: Final = {"passed": "green", "failed": "bold red", "skipped": "yellow"}
_SHOWN: Final = 20  # problems of a step; --json has them all


def check(
    project: Annotated[Path, typer.Argument(metavar="DIR", help="The project: a folder that holds seeds/.")] = Path(),
    against: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE",
            help="The last released package: a path, an address, or a tag or commit of the project's repository; "
            "by default the last tag.",
        ),
    ] = None,
    workers: Annotated[
        str | None,
        typer.Option(metavar="N", help="Worker processes; by default one per core if there are many articles."),
    ] = None,
    reference_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day that the package was built with.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> int:
    """Check whether a project is fit to be released, for CI.

    Its package is built again, aside, and must be what is published; it must be valid, meet the expectations that datapackage.json states, and keep what the last release promised, unless its version says otherwise. Nothing is touched. docs/checks.md has the rules.

    Exit codes: 0 all is well, 1 something failed, 2 wrong use: no project or package, expectations or a release that cannot be read.
    """
    from wirepack.release.check import check as run  # noqa: PLC0415 - keeps --help fast

    day, processes = parse_day(reference_date), parse_workers(workers)
    with Meter(make_console(stderr=True), shown=not json) as meter:
        report = run(project, against=against, workers=processes, reference_date=day, progress=meter)
    if json:
        print_json(report.to_json())
    else:
        _print(make_console(), project, report)
    return DONE if report.passed else PROBLEMS


def _print(console: Console, project: Path, report: CheckReport) -> None:
    from rich.text import Text  # noqa: PLC0415 - keeps --help fast

    for step in report.steps:
        console.print(
            Text(f"{step.status:7} ", _STYLES[step.status]) + Text(one_line(f"{step.name}: {step.note}")),
            soft_wrap=True,
        )
        _print_problems(console, step)
    verdict = "fit to be released" if report.passed else "not fit to be released"
    style = _STYLES["passed" if report.passed else "failed"]
    console.print(Text(f"{one_line(str(project))}: {verdict} ({report.seconds:.1f} s)", style), soft_wrap=True)


def _print_problems(console: Console, step: Step) -> None:
    from rich.text import Text  # noqa: PLC0415 - as above

    from wirepack.cli.problems import STYLES, describe  # noqa: PLC0415

    ordered = sorted(step.problems, key=lambda problem: problem.severity != "error")
    for problem in ordered[:_SHOWN]:
        console.print(
            Text(f"  {problem.severity}: ", STYLES[problem.severity]) + Text(describe(problem)), soft_wrap=True
        )
    if len(ordered) > _SHOWN:
        console.print(f"  … and {len(ordered) - _SHOWN:,} more; --json lists them all", soft_wrap=True)

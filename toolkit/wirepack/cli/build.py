"""`wirepack build`: the main job."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirepack.cli.meter import Meter
from wirepack.cli.problems import list_problems, print_problems
from wirepack.cli.shell import DONE, PROBLEMS, count, make_console, parse_day, parse_workers, print_json
from wirepack.errors import UsageError
from wirepack.inputs import is_single

if TYPE_CHECKING:
    from rich.console import Console

    from wirepack.models import BuildReport


def build(
    project: Annotated[Path, typer.Argument(metavar="DIR", help="The project: a folder that holds seeds/.")] = Path(),
    workers: Annotated[
        str | None,
        typer.Option(metavar="N", help="Worker processes; by default one per core if there are many articles."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Publish without the seeds that cannot be read, and list them.")
    ] = False,
    reference_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day from which 'yesterday' counts.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> int:
    """Build and publish the package of a project.

    The articles in seeds/ become the tables in dist/ and their descriptor, datapackage.json. Nothing is published unless everything is valid; otherwise the old package stays as it was.

    Exit codes: 0 published, 1 not published: the data has problems (bad seeds or none) or cannot be written, 2 wrong use: no project, or a schema or descriptor that is no JSON.
    """
    from wirepack.pipeline import build as run  # noqa: PLC0415 - keeps --help fast

    day, processes = parse_day(reference_date), parse_workers(workers)
    _check_project(project)
    messages = make_console(stderr=True)
    with Meter(messages, shown=not (json or quiet)) as meter:
        report = run(project, workers=processes, skip_bad=skip_bad, reference_date=day, progress=meter)
    if json:
        print_json(_to_json(project, report))
    else:
        print_problems(messages, report.problems)
        if not quiet:
            _print_report(project, report, messages, skipped=skip_bad)
    return DONE if report.published else PROBLEMS


def _check_project(project: Path) -> None:
    """Tell who gives the folder of the articles which folder is meant; any other mistake is told by the build."""
    if not project.exists():
        raise UsageError(f"{project}: no such folder; give the folder that holds seeds/")
    if project.is_file():
        raise UsageError(f"{project}: is a file; give the folder that holds seeds/")
    if not project.is_dir() or (project / "seeds").is_dir():
        return
    if project.resolve().name == "seeds":
        parent = os.path.normpath(project / "..")
        raise UsageError(f"{project}: is the folder of the articles; give the project folder, its parent: {parent}")
    if any(is_single(entry.name) for entry in project.iterdir()):
        own = project / "seeds"
        raise UsageError(f"{project}: holds articles, but no seeds/; move them to {own} and give {project} again")


def _to_json(project: Path, report: BuildReport) -> dict[str, object]:
    tables = {
        name: {"rows": rows, "files": [{"path": str(path), "bytes": size} for path, size in _files(project, name)]}
        for name, rows in report.counts.items()
    }
    return {
        "published": report.published,
        "seconds": round(report.seconds, 3),
        "tables": tables,
        "problems": list_problems(report.problems),
    }


def _files(project: Path, table: str) -> list[tuple[Path, int]]:
    """List the published files of a table with their sizes in bytes, paths relative to the project."""
    paths = [Path("dist") / f"{table}.{suffix}" for suffix in ("csv", "parquet")]
    return [(path, (project / path).stat().st_size) for path in paths if (project / path).is_file()]


def _print_report(project: Path, report: BuildReport, messages: Console, *, skipped: bool) -> None:
    if not report.published:
        errors = [problem for problem in report.problems if problem.severity == "error"]
        bad_seeds = errors and all(problem.table is None and problem.code != "no-seeds" for problem in errors)
        advice = ", or publish without these seeds: --skip-bad" if bad_seeds and not skipped else ""
        messages.print(f"nothing was published; mend what is listed above and build again{advice}", soft_wrap=True)
        return
    from rich.table import Table  # noqa: PLC0415 - keeps --help fast

    table = Table("table", box=None, pad_edge=False)
    for heading in ("rows", "csv, bytes", "parquet, bytes"):
        table.add_column(heading, justify="right")
    for name, rows in report.counts.items():
        sizes = {path.suffix: f"{size:,}" for path, size in _files(project, name)}
        table.add_row(name, f"{rows:,}", sizes.get(".csv", ""), sizes.get(".parquet", ""))
    make_console().print(table)
    warned = sum(problem.severity == "warning" for problem in report.problems)
    warnings = f", {count(warned, 'warning')}" if warned else ""
    messages.print(f"published {project / 'dist'} in {report.seconds:.1f} s{warnings}", soft_wrap=True)

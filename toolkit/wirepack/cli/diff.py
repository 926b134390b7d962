"""`wirepack diff`: what changed between two data packages, and whether it breaks those who use them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from wirepack.cli.meter import Meter
from wirepack.cli.shell import DONE, PROBLEMS, make_console


class DiffFormat(StrEnum):
    """How a comparison is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


class FailOn(StrEnum):
    """What makes the command exit with 1."""

    breaking = "breaking"
    version = "version"
    any = "any"


def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="A datapackage.json (or .yaml), a folder or zip with one, or an address."),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The package to hold against it.")],
    report_format: Annotated[
        DiffFormat, typer.Option("--format", help="What to print; markdown is for a changelog.")
    ] = DiffFormat.text,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    examples: Annotated[
        int, typer.Option("--examples", metavar="N", min=0, help="Show at most N rows of each kind.")
    ] = 3,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="Exit with 1 if a change breaks consumers, if the version of NEW is too low, or if anything differs.",
        ),
    ] = FailOn.breaking,
) -> int:
    """Compare two data packages: rows, schemas, and what breaks consumers.

    Rows are matched by primary key, or as wholes where a table has none, and values are compared as their types say. Every change of a schema is breaking, additive or a patch; all together ask for a version: docs/comparison.md has the rules and their reasons.

    Exit codes: 0 compared, nothing breaks consumers, 1 something does (or what --fail-on says), 2 wrong use: no package, or a table that cannot be read.
    """
    from wirepack.cli.changes import FORMATS  # noqa: PLC0415 - keeps --help fast
    from wirepack.comparison.diff import diff as run  # noqa: PLC0415

    with Meter(make_console(stderr=True)) as meter:
        found = run(old, new, examples=examples, progress=meter)
    FORMATS["json" if json else report_format.value](found, make_console())
    failed = {
        FailOn.breaking: bool(found.breaking),
        FailOn.version: found.version.sufficient is False,
        FailOn.any: not found.same,
    }
    return PROBLEMS if failed[fail_on] else DONE

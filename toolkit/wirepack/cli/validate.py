"""`wirepack validate`: whether a data package is what its descriptor and schemas say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer looks for it
from typing import Annotated

import typer

from wirepack.cli.meter import Meter
from wirepack.cli.shell import DONE, PROBLEMS, append_text, make_console


class Format(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    junit = "junit"
    github = "github"
    markdown = "markdown"


class Memory(StrEnum):
    """How much memory the keys of tables may take, before they go to the disk."""

    auto = "auto"
    low = "low"
    high = "high"


def validate(
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH", help="A datapackage.json (or .yaml), a folder or zip that holds one, or an address."
        ),
    ] = ".",
    report_format: Annotated[
        Format, typer.Option("--format", help="What to print; junit, github and markdown are for CI.")
    ] = Format.text,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json: a frictionless report.")] = False,
    limit_errors: Annotated[
        int, typer.Option("--limit-errors", metavar="N", min=1, help="List at most N errors of each file.")
    ] = 1000,
    summary: Annotated[
        Path | None,
        typer.Option(
            "--summary", metavar="FILE", help="Append the report as Markdown to a file, as CI servers take it."
        ),
    ] = None,
    memory: Annotated[
        Memory,
        typer.Option(
            "--memory",
            help="Keys in memory: 96 MB (auto), 16 MB (low), all (high); the rest goes to TMPDIR. The report is the same.",
        ),
    ] = Memory.auto,
) -> int:
    """Validate any data package, published by wirepack or not.

    Tables are read in parts (JSON aside), so a file may be larger than memory. Files, hashes, headers, types, constraints and keys are checked, each table by its Table Schema (CSV, JSON or Parquet). A package of wirepack is also held against its texts: every span is its text. Row numbers count the header, as in the file. Warnings alone do not make a package invalid.

    Exit codes: 0 valid, 1 the data has problems, 2 wrong use: no package, or a descriptor that is none.
    """
    from wirepack.cli.reports import FORMATS  # noqa: PLC0415 - keeps --help fast
    from wirepack.validate import validate as run  # noqa: PLC0415

    with Meter(make_console(stderr=True)) as meter:
        report = run(path, limit=limit_errors, memory=memory.value, progress=meter)
    if summary:
        append_text(summary, FORMATS["markdown"](report, path) + "\n")
    text = FORMATS["json" if json else report_format.value](report, path)
    print(text.encode("utf-8", "replace").decode())  # half a character in a cell of JSON cannot be printed
    return DONE if report.valid else PROBLEMS

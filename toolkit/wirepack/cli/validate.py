"""`wirepack validate`: whether a package is what its descriptor and schemas say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wirepack.cli.problems import has_errors, list_problems, print_problems
from wirepack.cli.shell import DONE, PROBLEMS, count, make_console, one_line, print_json


def validate(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A datapackage.json, or a folder that holds one.")
    ] = Path(),
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> int:
    """Validate a published package.

    Files, hashes, types, constraints and keys are checked, and that every span is its text. Every problem is listed with its file, row, column and value; warnings alone do not make a package invalid.

    Exit codes: 0 valid, 1 the data has problems, 2 wrong use: no package, or a descriptor that is no JSON.
    """
    from wirepack.validate import validate_package  # noqa: PLC0415 - keeps --help fast

    problems = validate_package(path)
    invalid = has_errors(problems)
    if json:
        print_json({"path": str(path), "valid": not invalid, "problems": list_problems(problems)})
        return PROBLEMS if invalid else DONE
    console = make_console()
    print_problems(console, problems)
    errors = sum(problem.severity == "error" for problem in problems)
    verdict = f"invalid: {count(errors, 'error')}" if invalid else "valid"
    console.print(one_line(f"{path}: {verdict}"), soft_wrap=True)
    return PROBLEMS if invalid else DONE

"""Step 6. tables or a package -> list of Problem: everything that is wrong is collected, nothing is raised.

    tables    structure -> cells (pandera, from the schemas) -> keys between tables -> the rules of `checks`
    package   descriptor -> files (bytes, SHA-256) -> CSV and Parquet, cell by cell the same -> its tables, as above

The parts stand in `validation` and `checks`; here is the order in which they run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wirepack.checks import CHECKS, TEXT_CHECKS, Texts
from wirepack.schemas import TABLES, TEXTS
from wirepack.validation.cells import check_cells, check_structure
from wirepack.validation.keys import check_foreign_keys
from wirepack.validation.package import open_package, read_tables
from wirepack.validation.seeds import SeedTexts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from wirepack.models import Problem
    from wirepack.schemas import TableSchema

__all__ = ["validate_package", "validate_tables"]


def validate_tables(
    tables: Mapping[str, pl.DataFrame], schemas: Mapping[str, TableSchema], texts: Texts | None = None
) -> list[Problem]:
    """Validate tables in memory against their schemas and against the rules of `checks`.

    `texts` gives the text of record of an article by its source, or None if it is not to be had; without it the rules
    about spans are not checked against the texts. Problems of one rule and field are listed up to a hundred, the rest
    is counted.

    >>> from wirepack.schemas import load_schemas
    >>> from wirepack.schemas.compilers import to_polars
    >>> schemas = load_schemas()
    >>> validate_tables({name: to_polars(schema).to_frame() for name, schema in schemas.items()}, schemas)
    []
    """
    problems: list[Problem] = []
    sound: dict[str, pl.DataFrame] = {}
    for name, table in tables.items():
        found = check_structure(table, schemas[name])
        if not found:
            sound[name] = table
            found = check_cells(table, schemas[name])
        problems += found
    for name in sound:
        problems += check_foreign_keys(sound, schemas[name])
    if set(TABLES) <= set(sound):
        for check in CHECKS:
            problems += check(sound)
        for text_check in TEXT_CHECKS if texts else ():
            problems += text_check(sound, texts)  # type: ignore[arg-type]
    return problems


def validate_package(path: Path | str) -> list[Problem]:
    """Validate a package that wirepack published: `path` is its folder or its descriptor.

    The texts are those that it publishes, or are read again from `seeds/` beside the descriptor; where they are missing,
    or are not those of the package, a warning says so. UsageError if there is no package at all, or its descriptor is no
    JSON.
    """
    package = open_package(Path(path))
    tables, problems = read_tables(package)
    texts = SeedTexts(package.folder / "seeds", tables.get("articles"), tables.get(TEXTS))
    unread = {(problem.table, problem.row, problem.field) for problem in problems if problem.code == "type"}
    problems += [
        problem
        for problem in validate_tables(tables, package.schemas, texts)
        if problem.code != "required" or (problem.table, problem.row, problem.field) not in unread
    ]
    if texts.at_hand:
        rejects = tables.get("rejects")
        texts.check_rest(rejects["path"] if rejects is not None and "path" in rejects.columns else ())
        problems = [problem for problem in problems if problem.code != "no-text"]  # `texts` names each, and why
    return problems + texts.problems

"""Step 6. tables or a package -> what is wrong with it: everything is collected, nothing is raised.

    tables    structure -> cells (pandera, from the schemas) -> keys between tables -> the rules of `checks`
    package   descriptor -> files (bytes, SHA-256) -> CSV and Parquet, cell by cell the same -> its tables, as above
    validate  any data package -> an audit's report; for one of ours, with what only we can know of it

The parts stand in `validation` and `checks`; here is the order in which they run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from wirepack.audit.audit import audit_package
from wirepack.audit.descriptor import open_package as open_any
from wirepack.audit.find import LIMIT
from wirepack.audit.spill import BUDGETS
from wirepack.checks import CHECKS, TEXT_CHECKS, Texts
from wirepack.errors import UsageError
from wirepack.schemas import TABLES, TEXTS, load_schemas
from wirepack.validation.cells import check_cells, check_structure
from wirepack.validation.keys import check_foreign_keys
from wirepack.validation.package import open_package, read_tables
from wirepack.validation.report import is_ours, report_tables, with_problems
from wirepack.validation.seeds import SeedTexts

if TYPE_CHECKING:
    import polars as pl

    from wirepack.audit.faults import Report
    from wirepack.models import Problem
    from wirepack.progress import Progress
    from wirepack.schemas import TableSchema

__all__ = ["validate", "validate_package", "validate_tables"]


def validate(
    source: Path | str | Mapping[str, pl.DataFrame],
    *,
    limit: int = LIMIT,
    memory: str = "auto",
    progress: Progress | None = None,
) -> Report:
    r"""Validate any data package: a folder, a descriptor (JSON or YAML), a zip archive or an address; or our own tables.

    Each resource has a task in the report, whose rows are counted in the file from 1, the header included; at most
    `limit` faults of each are listed, the rest is counted. A package of ours is also held against its texts and against
    the rules that no schema can state. Files may be larger than memory: tables are read in parts, and of their keys
    96 MB are held (`memory` "low": 16 MB; "high": all), the rest is put on the disk. UsageError if there is no package
    at all, or its descriptor is no object.

    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "t.csv").write_text("n\nx\n")
    >>> schema = '{"fields": [{"name": "n", "type": "integer"}]}'
    >>> _ = (folder / "datapackage.json").write_text(
    ...     '{"resources": [{"name": "t", "path": "t.csv", "schema": %s}]}' % schema)
    >>> report = validate(folder)
    >>> report.valid, [(fault.type, fault.row, fault.cell) for fault in report.tasks[0].faults]
    (False, [('type-error', 2, 'x')])
    """
    if isinstance(source, Mapping):
        start = perf_counter()
        problems = validate_tables(source, load_schemas())
        return report_tables(problems, {name: table.height for name, table in source.items()}, perf_counter() - start)
    if memory not in BUDGETS:
        raise UsageError(f'memory is "{memory}", which is none of {", ".join(BUDGETS)}')
    package = open_any(str(source), progress)
    report = audit_package(package, limit=limit, budget=BUDGETS[memory], progress=progress)
    if package.place.folder is None or not is_ours(package):
        return report
    return with_problems(report, validate_package(package.place.folder / package.name))


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

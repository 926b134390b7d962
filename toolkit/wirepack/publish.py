"""Step 7. tables -> CSV, Parquet and descriptor: written aside, read back, and swapped in only if nothing is wrong."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl

from wirepack.descriptor import (
    NAME,
    OUTPUT,
    csv_resource,
    make_descriptor,
    measure,
    parquet_resource,
    with_resources,
)
from wirepack.errors import PublishError, UsageError
from wirepack.jsontext import JsonError, parse_json, read_utf8
from wirepack.models import Problem
from wirepack.problems import quoted
from wirepack.publication.second_reader import read_again
from wirepack.publication.swap import STAGING, commit, discard, locked, settle
from wirepack.schemas import REJECTS, TABLES, TEXTS, load_further_schemas, load_rejects_schema
from wirepack.schemas.compilers import to_polars
from wirepack.tablefiles.compare import list_differences
from wirepack.tablefiles.content import content_hash
from wirepack.tablefiles.csv_files import DIALECT, write_csv
from wirepack.tablefiles.parquet_files import write_parquet
from wirepack.validate import validate_tables
from wirepack.validation.package import open_package, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from wirepack.checks import Texts
    from wirepack.schemas import TableSchema

_LISTED = 10  # problems in the message of an error; the tables were validated before, so there is hardly ever one
_REASONS = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "the disk quota is used up; free some space",
    errno.EFBIG: "the file is larger than allowed here; raise the limit",
    errno.EROFS: "the file system is read-only; build in a folder that can be written",
    errno.EACCES: "we may not write there; change the permissions",
    errno.EPERM: "we may not write there; change the permissions",
    errno.EXDEV: f"{OUTPUT}/ is on another file system than its project; put both on one",
}


def publish(
    tables: Mapping[str, pl.DataFrame],
    schemas: Mapping[str, TableSchema],
    project: Path,
    texts: Texts | None = None,
    rejects: Iterable[Problem] = (),
) -> list[Problem]:
    """Publish tables as the package of a project, or raise PublishError and leave the old one as it was.

    1. All files are written aside, and the descriptor with them: the hand-kept one with new `resources`.
    2. They are read back: CSV, Parquet and the tables in memory must be the same cell by cell and valid, and
       frictionless must say so too.
    3. They are swapped in, all or none; a kill at any moment is made good by the next `recover`.

    `rejects` are bad seeds that the package was built without. What else stands in dist/ stays there; the warnings that
    are returned name it. UsageError if the descriptor that is there is no JSON object.
    """
    with _explained(project), locked(project):
        settle(project)
        warnings = _check_output(project)
        descriptor = _read_descriptor(project / NAME)
        everything, contract = _add_rejects(tables, schemas, rejects)
        try:
            staged = project / STAGING / "new"
            _write_package(everything, contract, staged, descriptor)
            _verify(everything, contract, staged, texts)
            replace = [f"{OUTPUT}/{name}{suffix}" for name in everything for suffix in _suffixes(name)]
            stale = [path for path in _own_paths() if path not in replace and os.path.lexists(project / path)]
            commit(project, [*replace, NAME], stale)
        finally:
            discard(project)
    return warnings


def recover(project: Path) -> None:
    """Complete or take back what a killed build left half done; without such remains nothing is touched.

    PublishError if another build is publishing at this moment, or the remains cannot be cleared.
    """
    if os.path.lexists(project / STAGING):
        with _explained(project), locked(project):
            settle(project)


@contextmanager
def _explained(project: Path) -> Iterator[None]:
    """Turn what the system refuses into a PublishError that says what to do about it."""
    try:
        yield
    except OSError as error:
        place = error.filename or project
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise PublishError(f"{place}: {reason}. The package is as it was before") from error


def _read_descriptor(path: Path) -> str:
    if not os.path.lexists(path):
        return make_descriptor()
    try:
        text = read_utf8(path)
        if not isinstance(parse_json(text, str(path)), dict):
            raise UsageError(f"{path}: is no JSON object; correct it, or delete it and build again")
    except JsonError as error:
        raise UsageError(f"{error}; correct it, or delete it and build again") from None
    return text


def _own_paths() -> list[str]:
    return [f"{OUTPUT}/{name}{suffix}" for name in (*TABLES, REJECTS, TEXTS) for suffix in _suffixes(name)]


def _suffixes(name: str) -> tuple[str, ...]:
    """Name the files of a table: texts have no CSV, whose cells would be whole articles, too long for a spreadsheet."""
    return (".parquet",) if name == TEXTS else (".csv", ".parquet")


def _check_output(project: Path) -> list[Problem]:
    """Refuse what would stop the swap, before the work is done; warn of files that are not ours."""
    output = project / OUTPUT
    if os.path.lexists(output) and not output.is_dir():
        raise PublishError(f"{output}: is no folder; move it away, the package goes there")
    own = _own_paths()
    for path in (*own, NAME):
        if (project / path).is_dir():
            raise PublishError(f"{project / path}: is a folder; move it away, a file of the package goes there")
    if not os.access(output if output.is_dir() else project, os.W_OK):
        raise PublishError(f"{output}: we may not write there; change the permissions or build elsewhere")
    found = sorted(entry.name for entry in output.iterdir()) if output.is_dir() else []
    message = "is no file of the package and was left as it is; dist/ is for output alone"
    return [
        Problem("foreign-file", message, f"{OUTPUT}/{name}", severity="warning")
        for name in found
        if f"{OUTPUT}/{name}" not in own
    ]


def _add_rejects(
    tables: Mapping[str, pl.DataFrame], schemas: Mapping[str, TableSchema], rejects: Iterable[Problem]
) -> tuple[dict[str, pl.DataFrame], dict[str, TableSchema]]:
    """Add the table of bad seeds if there are any, and the schemas of tables that not every package has."""
    contract = {**schemas, **load_further_schemas(tables)}
    rows = sorted({(problem.path or "", problem.code, problem.message) for problem in rejects})
    if not rows:
        return dict(tables), contract
    schema = load_rejects_schema()
    table = pl.DataFrame(rows, schema=to_polars(schema), orient="row")
    return {**tables, REJECTS: table}, {**contract, REJECTS: schema}


def _write_package(
    tables: Mapping[str, pl.DataFrame], schemas: Mapping[str, TableSchema], folder: Path, descriptor: str
) -> None:
    (folder / OUTPUT).mkdir(parents=True)
    resources = []
    for name, table in tables.items():
        content = content_hash(table)
        csv, parquet = (folder / OUTPUT / f"{name}{suffix}" for suffix in (".csv", ".parquet"))
        if csv.suffix in _suffixes(name):
            write_csv(table, csv)
            resources.append(csv_resource(schemas[name], measure(csv), content, DIALECT))
        write_parquet(table, schemas[name], parquet)
        resources.append(parquet_resource(schemas[name], measure(parquet), content))
    (folder / NAME).write_bytes(with_resources(descriptor, resources).encode())


def _verify(
    tables: Mapping[str, pl.DataFrame], schemas: Mapping[str, TableSchema], folder: Path, texts: Texts | None
) -> None:
    """Read the package back from the disk and refuse it if it is not what it should be."""
    found, problems = read_tables(open_package(folder))
    for name, table in tables.items():
        if name in found:
            problems += list_differences(name, table, found[name], ("memory", "Parquet" if name == TEXTS else "CSV"))
    problems += validate_tables(found, schemas, texts)
    problems += read_again(folder, tables)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        lines = [f"  {_describe(problem)}" for problem in errors[:_LISTED]]
        more = [f"  and {len(errors) - _LISTED:,} more"] * (len(errors) > _LISTED)
        listed = "\n".join(["the new package is not valid and was not published:", *lines, *more])
        raise PublishError(listed)


def _describe(problem: Problem) -> str:
    place = [problem.table or problem.path, problem.row and f"row {problem.row}", problem.field]
    where = ", ".join(str(part) for part in place if part)
    return f"{where}: {'' if problem.value is None else quoted(problem.value) + ' '}{problem.message}"

"""The files of a package against its descriptor, and its tables as they stand in CSV and in Parquet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirepack.checks.identity import is_below
from wirepack.descriptor import CONTENT_HASH, NAME, PARQUET_SUFFIX, measure
from wirepack.errors import SchemaError, UsageError
from wirepack.jsontext import JsonError, read_json
from wirepack.models import Problem
from wirepack.schemas import TABLES, TEXTS, TableSchema, load_schemas, load_texts_schema, parse_schemas
from wirepack.tablefiles.compare import list_differences
from wirepack.tablefiles.content import content_hash
from wirepack.tablefiles.csv_files import read_csv
from wirepack.tablefiles.parquet_files import read_parquet

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Package:
    """A package of ours: its folder, its resources by name, and the schemas that stand in its descriptor."""

    folder: Path
    resources: dict[str, dict[str, Any]]
    schemas: dict[str, TableSchema]
    problems: tuple[Problem, ...]  # of the descriptor itself


def open_package(path: Path) -> Package:
    """Read a descriptor; `path` is it or its folder. UsageError if there is none that can be read as a package."""
    file = path / NAME if path.is_dir() else path
    try:
        descriptor = read_json(file)
    except JsonError as error:
        raise UsageError(f"{error}; correct it by hand, or delete it and build again") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; {_advise(path)}") from None
    items = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UsageError(f'{file}: has no list "resources", so it is no data package; run `wirepack build`')
    resources = {str(item.get("name")): item for item in items}
    problems = _find_gaps(items, resources, str(file))
    inline = {name: item["schema"] for name, item in resources.items() if "schema" in item}
    try:
        schemas = parse_schemas(inline, dict.fromkeys(inline, str(file)) | {n: f"{file}, {n}" for n in inline})
    except SchemaError as error:
        return Package(file.parent, resources, {}, (*problems, Problem("schema", str(error), str(file))))
    problems += _compare_contract(file.parent, schemas)
    if f"{TEXTS}{PARQUET_SUFFIX}" in resources:
        schemas[TEXTS] = load_texts_schema()
    return Package(file.parent, resources, schemas, tuple(problems))


def _advise(path: Path) -> str:
    """Say what to give in place of a path that is no package: often it is the dist/ of one."""
    above = Path(os.path.normpath(path / ".."))
    if path.is_dir() and (above / NAME).is_file():
        return f"give the folder above, which holds the package: {above}"
    return "give a data package or its folder"


def read_tables(package: Package) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Check every file of a package, read every table from its CSV, and compare that with its Parquet file."""
    problems = list(package.problems)
    tables: dict[str, pl.DataFrame] = {}
    paths: dict[str, Path] = {}
    for name, resource in package.resources.items():
        path, found = _check_file(package.folder, name, resource)
        if path:
            paths[name] = path
        problems += found
    for name, schema in package.schemas.items():
        table, found = _read_table(schema, paths, package.resources)
        if table is not None:
            tables[name] = table
        problems += found
    return tables, problems


def _find_gaps(items: list[dict[str, Any]], resources: dict[str, Any], path: str) -> list[Problem]:
    """List what our packages always have and this one has not."""
    missing = [
        f"{name}{suffix}" for name in TABLES for suffix in ("", PARQUET_SUFFIX) if name + suffix not in resources
    ]
    problems = [
        Problem("resource-missing", f"has no resource {name}; build the package again", path, name) for name in missing
    ]
    if len(resources) < len(items):
        problems.append(Problem("resource-twice", "names a resource twice; build the package again", path))
    return problems + [
        Problem("resource-missing", "has no schema inside the descriptor; build the package again", path, name)
        for name in TABLES
        if name in resources and "schema" not in resources[name]
    ]


def _compare_contract(folder: Path, schemas: dict[str, TableSchema]) -> list[Problem]:
    """In a project, the schemas of the package must be those in schemas/."""
    if not (folder / "schemas").is_dir():
        return []
    try:
        contract = load_schemas(folder)
    except SchemaError as error:
        return [Problem("schema", str(error), str(folder / "schemas"))]
    return [
        Problem("stale-schema", f"is not the schema in schemas/{name}.json; run `wirepack build`", NAME, name)
        for name, schema in schemas.items()
        if name in contract and contract[name].descriptor != schema.descriptor
    ]


def _check_file(folder: Path, name: str, resource: dict[str, Any]) -> tuple[Path | None, list[Problem]]:
    """Compare a file with what the descriptor promises of it; None if it cannot be read."""
    where = resource.get("path")
    if not isinstance(where, str) or not is_below(where):
        return None, [Problem("path", f"has the path {where!r}, which is none below the package", NAME, name)]
    path = folder / where
    try:
        facts = measure(path)
    except OSError as error:
        found = f"cannot be read ({error.strerror}); build the package again"
        return None, [Problem("file-missing", found, where, name)]
    problems = [
        Problem(
            "file-changed", f"has {key} {own}, but the descriptor says {said}; build the package again", where, name
        )
        for key, own, said in (
            ("bytes", facts.bytes, resource.get("bytes")),
            ("hash", facts.hash, resource.get("hash")),
        )
        if own != said
    ]
    return path, problems


def _read_table(
    schema: TableSchema, paths: dict[str, Path], resources: dict[str, dict[str, Any]]
) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Read the CSV of a table and hold its Parquet file and its content hashes against it."""
    name, twin = schema.name, f"{schema.name}{PARQUET_SUFFIX}"
    first, read = (twin, read_parquet) if name == TEXTS else (name, read_csv)  # texts have no CSV
    if first not in paths:
        return None, []
    table, problems = read(paths[first], schema)
    hashes = {first: content_hash(table)} if table is not None else {}
    if twin in paths and twin != first:
        other, found = read_parquet(paths[twin], schema)
        problems += found
        if table is not None and other is not None:
            differing = list_differences(name, table, other, ("CSV", "Parquet"))
            problems += differing
            hashes[twin] = content_hash(other) if differing else hashes[name]
    problems += [
        Problem("content-hash", f"the content hash of {key} is not that of its rows; build again", NAME, name)
        for key, own in hashes.items()
        if key in resources and resources[key].get(CONTENT_HASH) != own
    ]
    return table, problems

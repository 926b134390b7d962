"""Table Schemas as pandera, Arrow and polars understand them, and back; and the contract, which is a few of them.

    any Table Schema --to_pandera, to_arrow, to_polars--> what the libraries understand
    a pandera schema --to_table_schema--> Table Schema
    schemas/*.json   --load_schemas--> the tables of wirepack's own packages

The compilers take any Table Schema, version 1 or 2: a descriptor, its JSON or its file. They stand in `compilers` and
`reverse` and are imported on first use. The contract is read more strictly: a keyword that we do not enforce, a pattern
that does not compile or an example that breaks its own field is a SchemaError.

>>> from wirepack.schemas import to_pandera, to_table_schema
>>> table = to_pandera({"fields": [{"name": "n", "type": "integer"}], "primaryKey": "n"})
>>> table.columns["n"].unique, to_table_schema(table)["primaryKey"]
(True, ['n'])
"""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirepack.audit.schema import Field, ForeignKey
from wirepack.audit.schema import Schema as TableSchema
from wirepack.errors import SchemaError
from wirepack.jsontext import JsonError, parse_json, read_json
from wirepack.schemas.parse import check_references, parse_table
from wirepack.schemas.records import REJECTS, SORT_KEYS, TABLES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirepack.schemas.compilers import to_arrow, to_pandera, to_polars
    from wirepack.schemas.reverse import to_table_schema

__all__ = [
    "REJECTS",
    "SORT_KEYS",
    "TABLES",
    "TEXTS",
    "Field",
    "ForeignKey",
    "TableSchema",
    "load_further_schemas",
    "load_rejects_schema",
    "load_schemas",
    "load_texts_schema",
    "packaged_folder",
    "parse_schemas",
    "to_arrow",
    "to_pandera",
    "to_polars",
    "to_table_schema",
]

_HOMES = {"to_arrow": "compilers", "to_pandera": "compilers", "to_polars": "compilers", "to_table_schema": "reverse"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'wirepack.schemas' has no attribute {name!r}")
    return getattr(import_module(f"wirepack.schemas.{_HOMES[name]}"), name)


def load_schemas(project: Path | None = None) -> dict[str, TableSchema]:
    """Read the five tables of the contract: from `schemas/` of a project, else those that come with wirepack.

    >>> list(load_schemas())
    ['articles', 'quotes', 'events', 'systems', 'mentions']
    """
    folder = project / "schemas" if project and (project / "schemas").is_dir() else packaged_folder()
    found = sorted(path.stem for path in folder.glob("[!.]*.json") if path.stem != TEXTS)
    if found != sorted(TABLES):
        missing = ", ".join(f"{name}.json" for name in TABLES if name not in found)
        surplus = ", ".join(f"{name}.json" for name in found if name not in TABLES)
        advice = "; ".join(
            [f"{missing} missing: copy from {packaged_folder()}"] * bool(missing)
            + [f"{surplus} is no table of wirepack: remove or rename"] * bool(surplus)
        )
        raise SchemaError(f"{folder}: {advice}")
    descriptors = {name: _read(folder / f"{name}.json") for name in TABLES}
    return parse_schemas(descriptors, {name: str(folder / f"{name}.json") for name in TABLES})


def parse_schemas(descriptors: Mapping[str, Any], where: Mapping[str, str]) -> dict[str, TableSchema]:
    """Read Table Schemas that refer to each other by name; `where` tells the file of each, for messages."""
    tables = {name: parse_table(name, descriptor, where[name]) for name, descriptor in descriptors.items()}
    check_references(tables, where)
    return tables


def load_texts_schema() -> TableSchema:
    """Read the schema of the texts of record that are no files; projects need no copy of it, since it is not theirs to change.

    >>> load_texts_schema().columns
    ['article_id', 'text']
    """
    path = packaged_folder() / f"{TEXTS}.json"
    return parse_table(TEXTS, _read(path), str(path))


def load_further_schemas(names: Iterable[str]) -> dict[str, TableSchema]:
    """Read the schemas of those tables that not every package has.

    >>> list(load_further_schemas(["articles", "texts"]))
    ['texts']
    """
    loaders = {TEXTS: load_texts_schema, REJECTS: load_rejects_schema}
    return {name: loaders[name]() for name in names if name in loaders}


def load_rejects_schema() -> TableSchema:
    """Read the schema of the table of bad seeds, which a package has only if it was built without them.

    >>> load_rejects_schema().columns
    ['path', 'code', 'message']
    """
    text = files("wirepack").joinpath("schemas", "rejects.json").read_text(encoding="utf-8")
    return parse_table(REJECTS, parse_json(text, "rejects.json"), "rejects.json")


def packaged_folder() -> Path:
    """The folder of the schemas that come with wirepack: inside an installed package, else beside its source code."""
    package = Path(str(files("wirepack")))
    folders = (package / "_schemas", package.parent.parent / "schemas")
    for folder in folders:
        if folder.is_dir():
            return folder
    raise SchemaError(f"{folders[0]}: no such folder; wirepack is installed without its schemas, reinstall it")


def _read(path: Path) -> Any:
    try:
        return read_json(path)
    except JsonError as error:
        raise SchemaError(str(error)) from None
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None

"""`datapackage.json`: kept by hand, except for the value of `resources`, which a build writes.

Two resources per table: `quotes` is the CSV, a table with its schema inside, so that the package is self-contained;
`quotes-parquet` is the same table as Parquet and has no `type`, because only so do the readers of the standard check
its bytes and its hash without trying to read it as text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING, Any

from wirepack.jsontext import replace_member
from wirepack.schemas.records import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirepack.schemas import TableSchema

NAME = "datapackage.json"
OUTPUT = "dist"
CONTENT_HASH = "wirepack:contentHash"  # see wirepack.tablefiles.content
PARQUET_SUFFIX = "-parquet"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a descriptor promises of a file."""

    bytes: int
    hash: str


def measure(path: Path) -> FileFacts:
    """Count and hash the bytes of a file as they are on the disk."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return FileFacts(path.stat().st_size, f"sha256:{digest}")


def make_descriptor() -> str:
    """The descriptor of a project that has none: what is true of every data set that wirepack makes."""
    members = {
        "$schema": _PROFILE,
        "name": "wirepack-data",
        "title": "Quotes, events and weapon systems in news articles",
        "description": (
            "Extracted from news articles by wirepack. The articles belong to their owners. Every row points at the "
            "characters it came from: text[start:end] of the article is the evidence."
        ),
        "resources": [],
    }
    return json.dumps(members, ensure_ascii=False, indent=2) + "\n"


def with_resources(descriptor: str, resources: list[dict[str, Any]]) -> str:
    """The text of a descriptor with its resources replaced; all that is kept by hand stays as it is, byte for byte.

    >>> with_resources('{ "name" : "x", "resources": [1] }', [])
    '{ "name" : "x", "resources": [] }'
    """
    text = json.dumps(resources, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return replace_member(descriptor, "resources", text)


def csv_resource(schema: TableSchema, facts: FileFacts, content: str, dialect: Mapping[str, Any]) -> dict[str, Any]:
    """Describe `dist/<table>.csv`."""
    return {
        "$schema": _RESOURCE_PROFILE,
        "name": schema.name,
        "type": "table",
        "path": f"{OUTPUT}/{schema.name}.csv",
        "title": schema.title,
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dict(dialect),
        "bytes": facts.bytes,
        "hash": facts.hash,
        CONTENT_HASH: content,
        "schema": dict(schema.descriptor),
    }


def parquet_resource(schema: TableSchema, facts: FileFacts, content: str) -> dict[str, Any]:
    """Describe `dist/<table>.parquet`."""
    twin = f"The table {schema.name} in Apache Parquet: the same rows and columns with their exact types."
    return {
        "$schema": _RESOURCE_PROFILE,
        "name": f"{schema.name}{PARQUET_SUFFIX}",
        "path": f"{OUTPUT}/{schema.name}.parquet",
        "title": f"{schema.title} (Parquet)",
        "description": schema.description if schema.name == TEXTS else twin,
        "format": "apache-parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": facts.bytes,
        "hash": facts.hash,
        CONTENT_HASH: content,
    }

"""Small data packages of any content, written to the disk as their publishers would."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
Json = dict[str, Any]


def make_schema(*fields: Json | str, **keys: Any) -> Json:
    """A schema; a field may be written as "name:type"."""
    made = []
    for field in fields:
        if isinstance(field, str):
            name, _, kind = field.partition(":")
            made.append({"name": name, "type": kind or "string"})
        else:
            made.append(field)
    return {"fields": made, **keys}


def write_table(folder: Path, path: str, labels: list[str], rows: list[list[Any]]) -> None:
    """Write a CSV; a missing cell is empty."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([labels, *rows])
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text.getvalue(), encoding="utf-8")


def write_package(
    folder: Path, schema: Json | None, rows: list[list[Any]], *, labels: list[str] | None = None, **properties: Any
) -> Path:
    """Write a package of one table "t" in t.csv; `properties` are those of the package, `resource` those of the table."""
    folder.mkdir(parents=True, exist_ok=True)
    names = labels or [field["name"] for field in (schema or {})["fields"]]
    write_table(folder, "t.csv", names, rows)
    resource = {"name": "t", "type": "table", "path": "t.csv", **properties.pop("resource", {})}
    if schema is not None:
        resource["schema"] = schema
    return write_descriptor(folder, [resource], **properties)


def write_descriptor(folder: Path, resources: list[Json], **properties: Any) -> Path:
    """Write the descriptor of a package; its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = {"$schema": PROFILE, "name": "p", **properties, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def write_parquet(folder: Path, path: str, data: Json) -> None:
    """Write columns as Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(data).write_parquet(folder / path)

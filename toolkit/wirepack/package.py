"""Open a published package: each table as a polars frame, typed as its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirepack.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

_DESCRIPTOR = "datapackage.json"
_PARQUET = "-parquet"  # ends the name of the resource that holds a table as Parquet


def read_package(path: Path | str) -> dict[str, pl.DataFrame]:
    """Read every table of a package that wirepack published, by name, from its Parquet files.

    `path` is the descriptor or the folder that holds it. The files are read as they are: whether they are what the
    descriptor says is for `wirepack.validate` to tell.
    """
    import polars as pl  # noqa: PLC0415 - 100 ms, for who reads packages alone

    descriptor = Path(path)
    if descriptor.is_dir():
        descriptor = descriptor / _DESCRIPTOR
    tables = {}
    for resource in _read_resources(descriptor):
        if resource["name"].endswith(_PARQUET):
            file = descriptor.parent / resource["path"]
            if not file.is_file():
                raise UsageError(f"{file}: no such file, though {descriptor} lists it; build the package again")
            tables[resource["name"].removesuffix(_PARQUET)] = pl.read_parquet(file)
    if not tables:
        raise UsageError(f"{descriptor}: lists no Parquet table; run `wirepack build` first")
    return tables


def _read_resources(descriptor: Path) -> list[dict[str, Any]]:
    try:
        resources = json.loads(descriptor.read_bytes())["resources"]
    except OSError as error:
        raise UsageError(
            f"{descriptor}: cannot be read ({error.strerror}); give a package's folder or its descriptor"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{descriptor}: is no descriptor of a data package ({error})") from error
    return [resource for resource in resources if isinstance(resource, dict) and "path" in resource]

"""A hash of what a table says, which no file format, no compression and no version of a library changes."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_BATCH = 10_000  # rows hashed at once: bounds the memory


def content_hash(table: pl.DataFrame) -> str:
    r"""Hash a table's columns and cells: SHA-256 over one JSON list per line, the column names and then every row.

    The lines are compact JSON in UTF-8 with nothing escaped that need not be, dates as "YYYY-MM-DD", missing as null.
    Whoever has the Parquet file can do the same:

        table, digest = pyarrow.parquet.read_table("dist/quotes.parquet"), hashlib.sha256()
        for row in [table.column_names, *(list(row.values()) for row in table.to_pylist())]:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)
            digest.update(line.encode() + b"\n")
        print("sha256:" + digest.hexdigest())

    >>> import polars as pl
    >>> content_hash(pl.DataFrame({"a": [1]}))[:14]
    'sha256:2e57ab8'
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_write).encode
    digest = sha256((encode(table.columns) + "\n").encode())
    for part in table.iter_slices(_BATCH):
        digest.update("".join([encode(row) + "\n" for row in part.iter_rows()]).encode())
    return f"sha256:{digest.hexdigest()}"


def _write(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)

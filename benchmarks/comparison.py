"""Two packages of any size compared: seconds, by the clock and of CPU, and the most memory that the process held.

    python benchmarks/comparison.py [ROWS]        1,000,000 rows unless given; 10 million need 6 GB in TMPDIR

A table of ten columns with a primary key, against one in another order in which one row of a thousand has another cell,
one of two thousand is gone and one of five hundred is new; then the same two without a key. The counts must be right.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polars as pl

ROWS = 1_000_000
CHANGED, GONE, NEW = 1000, 2000, 500  # one row of so many
TYPES = {
    "id": "integer",
    "name": "string",
    "kind": "string",
    "count": "integer",
    "price": "number",
    "share": "number",
    "day": "date",
    "moment": "datetime",
    "flag": "boolean",
    "note": "string",
}
DIALECT = {"delimiter": ",", "skipInitialSpace": False}
RUN = """
import sys, time
from pathlib import Path
from wirepack import diff
start = time.perf_counter()
found = diff(sys.argv[1], sys.argv[2], examples=1)
[table] = found.tables
status = Path("/proc/self/status").read_text()  # getrusage would count the memory of who started us
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(time.perf_counter() - start, time.process_time(), peak, table.added, table.removed, table.changed)
"""


def make_table(rows: int, first: int, seed: int) -> pl.DataFrame:
    """A table of random cells, its ids from `first` on."""
    ids = pl.int_range(first, first + rows, eager=True).alias("id")
    mixed = ids.hash(seed)

    def number(below: int, shift: int) -> pl.Series:
        return (mixed // (1 << shift) % below).cast(pl.Int64)

    return pl.DataFrame(
        {
            "id": ids,
            "name": ids.cast(pl.String) + "-item",
            "kind": "kind " + number(20, 1).cast(pl.String),
            "count": number(1_000_000, 7),
            "price": number(10_000_000, 9) / 100,
            "share": number(1 << 40, 3) / (1 << 40),
            "day": (number(10_000, 11) + 10_000).cast(pl.Int32).cast(pl.Date),
            "moment": ((number(700_000_000, 13) + 1_000_000_000) * 1000).cast(pl.Datetime("ms")),
            "flag": number(2, 17) == 1,
            "note": "some words in a text, " + number(1_000_000_000, 5).cast(pl.String),
        }
    ).with_columns(pl.col("moment").dt.strftime("%Y-%m-%dT%H:%M:%SZ"))


def write(folder: Path, table: pl.DataFrame) -> None:
    """Write a table as a package with a key, and one without."""
    folder.mkdir()
    table.write_csv(folder / "t.csv")
    fields = [{"name": name, "type": kind} for name, kind in TYPES.items()]
    for name, key in (("keyed", {"primaryKey": ["id"]}), ("whole", {})):
        resource: dict[str, Any] = {"name": "t", "type": "table", "path": "t.csv", "dialect": DIALECT}
        resource["schema"] = {"fields": fields, **key}
        descriptor = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [resource]}
        (folder / f"{name}.json").write_text(json.dumps(descriptor), encoding="utf-8")


def main() -> None:
    """Make the packages, compare them, print a line for each way."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        old = make_table(rows, 0, seed=1)
        write(Path(folder, "old"), old)
        count = pl.when(pl.col("id") % CHANGED == 7).then(pl.col("count") + 1).otherwise(pl.col("count"))
        kept = old.with_columns(count.alias("count")).filter(pl.col("id") % GONE != 3)
        new = pl.concat([kept, make_table(rows // NEW, 10 * rows, seed=2)])
        del old, kept
        write(Path(folder, "new"), new.sample(fraction=1.0, shuffle=True, seed=3))
        del new
        size = Path(folder, "old", "t.csv").stat().st_size / (1 << 20)
        print(f"{rows:,} rows of {len(TYPES)} columns, {size:,.0f} MiB, against {rows // NEW - rows // GONE:+,} rows")
        added, removed, changed = rows // NEW, rows // GONE, rows // CHANGED
        expected = {"keyed": [added, removed, changed], "whole": [added + changed, removed + changed, 0]}
        for name, counts in expected.items():
            paths = [str(Path(folder, side, f"{name}.json")) for side in ("old", "new")]
            done = subprocess.run([sys.executable, "-c", RUN, *paths], capture_output=True, text=True, check=True)
            seconds, cpu, peak, *found = map(float, done.stdout.split())
            if list(map(int, found)) != counts:
                sys.exit(f"{name}: found {found}, expected {counts}")
            print(f"{name}  {seconds:7.1f} s  {cpu:7.1f} s of CPU  {peak:7,.0f} MiB at most")


if __name__ == "__main__":
    main()

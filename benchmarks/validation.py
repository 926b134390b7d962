"""Validation side by side: wirepack, frictionless and the bare pyarrow read, on one table.

    python benchmarks/validation.py [ROWS]        1,000,000 rows unless given; frictionless takes a minute for each case

The table has twelve columns: strings with a pattern, an enum and a unique key, a foreign key to 50,000 rows, nullable
whole numbers and numbers with bounds, a date, a date-time and a boolean. Each case runs in a process of its own, so
that memory is its own; peers that are not installed are left out.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROWS = 1_000_000
REFERENCES = 50_000
KINDS = ["alpha", "beta", "gamma", "delta"]
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}-[0-9]{5}"}},
        {"name": "kind", "type": "string", "constraints": {"enum": KINDS}},
        {"name": "uid", "type": "string", "constraints": {"unique": True}},
        {"name": "ref", "type": "integer"},
        {"name": "count", "type": "integer", "constraints": {"minimum": 0, "maximum": 1000}},
        {"name": "score", "type": "number", "constraints": {"minimum": 0, "maximum": 100.5}},
        {"name": "day", "type": "date"},
        {"name": "moment", "type": "datetime"},
        {"name": "flag", "type": "boolean"},
        {"name": "title", "type": "string", "constraints": {"maxLength": 60}},
        {"name": "note", "type": "string"},
    ],
    "primaryKey": ["id"],
    "foreignKeys": [{"fields": ["ref"], "reference": {"resource": "refs", "fields": ["key"]}}],
}


def make_rows(count: int, wrong: dict[int, tuple[int, str]]) -> list[list[str]]:
    """Make the rows of the table; `wrong` puts a cell into a row, by column."""
    rows = []
    for number in range(count):
        day = (date(2000, 1, 1) + timedelta(days=number % 9000)).isoformat()
        row = [
            str(number), f"AB-{number % 99999:05d}", KINDS[number % 4], f"u{number:08d}", str(number % REFERENCES),
            "" if number % 10 == 0 else str(number % 1000), "" if number % 17 == 0 else str(number % 10000 / 100),
            day, f"{day}T10:{number % 60:02d}:00Z", "true" if number % 2 else "false", f"Title number {number}",
            f"note {number % 1000} on this row",
        ]  # fmt: skip
        if number in wrong:
            column, cell = wrong[number]
            row[column] = cell
        rows.append(row)
    return rows


def write_package(folder: Path, rows: list[list[str]], *, parquet: bool = False) -> Path:
    """Write the table and the one it points to as a package."""
    names = [field["name"] for field in SCHEMA["fields"]]
    folder.mkdir(parents=True)
    (folder / "t.csv").write_text("\n".join([",".join(names), *map(",".join, rows)]) + "\n")
    (folder / "refs.csv").write_text("\n".join(["key", *map(str, range(REFERENCES))]) + "\n")
    path = "t.csv"
    if parquet:
        import polars as pl  # noqa: PLC0415 - for this case alone

        casts = {"integer": pl.Int64, "number": pl.Float64}
        table = pl.read_csv(folder / "t.csv", infer_schema=False)
        table = table.with_columns(
            pl.col(field["name"]).cast(casts[field["type"]]) for field in SCHEMA["fields"] if field["type"] in casts
        ).with_columns(
            flag=pl.col("flag") == "true",
            day=pl.col("day").str.to_date(),
            moment=pl.col("moment").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_zone="UTC"),
        )
        table.write_parquet(folder / "t.parquet")
        path = "t.parquet"
    refs = {"fields": [{"name": "key", "type": "integer"}], "primaryKey": ["key"]}
    resources = [
        {"name": "t", "path": path, "type": "table", "schema": SCHEMA},
        {"name": "refs", "path": "refs.csv", "type": "table", "schema": refs},
    ]
    descriptor = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


# What each peer imports, and what it runs; both print in a process of their own.
RUNS = {
    "wirepack": ("from wirepack.validate import validate", "validate({path!r}).fault_count"),
    "frictionless": ("from frictionless import validate", "validate({path!r} + '/datapackage.json').stats['errors']"),
    "pyarrow read": ("import pyarrow.csv as c", "c.read_csv({path!r} + '/t.csv').num_rows"),
    "pyarrow read (Parquet)": ("import pyarrow.parquet as p", "p.read_table({path!r} + '/t.parquet').num_rows"),
}
TIMED = """
import time
{imports}
clock, cpu = time.perf_counter(), time.process_time()
result = {call}
print(time.perf_counter() - clock, time.process_time() - cpu, result)
print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))
"""


def run(name: str, path: Path) -> tuple[float, float, float, str]:
    """Run one peer in a process of its own: seconds on the wall, of CPU, peak memory in MB (Linux), and its result.

    The imports are not counted: 0.3 s for wirepack, 0.6 s for frictionless.
    """
    imports, call = RUNS[name]
    code = TIMED.format(imports=imports, call=call.format(path=str(path)))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    wall, cpu, result, kilobytes = done.stdout.split()
    return float(wall), float(cpu), int(kilobytes) / 1024, result


def main() -> None:
    """Print the table of all cases."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    chance = random.Random(1)  # noqa: S311 - where the faults stand
    places = chance.sample(range(count), 160)
    constraint = dict.fromkeys(places[:100], (5, "5000"))
    typed = constraint | dict.fromkeys(places[100:], (7, "2020-13-45"))
    with tempfile.TemporaryDirectory() as scratch:
        cases = {"clean CSV": {}, "100 constraint errors": constraint, "160 errors, 60 of type": typed}
        print(f"{'case':26} {'peer':24} {'wall s':>8} {'CPU s':>8} {'MB':>7} {'errors':>8} {'times':>8}")
        for case, wrong in cases.items():
            folder = write_package(Path(scratch, case.replace(" ", "-")), make_rows(count, wrong))
            show(case, folder, ["wirepack", "frictionless", "pyarrow read"])
        folder = write_package(Path(scratch, "parquet"), make_rows(count, {}), parquet=True)
        show("clean Parquet", folder, ["wirepack", "pyarrow read (Parquet)"])  # frictionless needs pandas for it


def show(case: str, folder: Path, peers: list[str]) -> None:
    """Print one case: ours first, the others as multiples of its time."""
    ours = None
    for peer in peers:
        if find_spec(peer.split()[0]) is None:
            continue
        wall, cpu, peak, errors = run(peer, folder)
        ours = ours or wall
        print(f"{case:26} {peer:24} {wall:8.2f} {cpu:8.2f} {peak:7.0f} {errors:>8} {wall / ours:8.1f}", flush=True)


if __name__ == "__main__":
    main()

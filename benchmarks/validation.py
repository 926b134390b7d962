"""Validation side by side: wirepack, frictionless, DuckDB, Great Expectations and the bare pyarrow read, on one table.

    python benchmarks/validation.py [ROWS [CASE…]]     1,000,000 rows unless given, which take frictionless ten minutes

The table has twelve columns: strings with a pattern, an enum and a unique key, a foreign key to 50,000 rows, nullable
whole numbers and numbers with bounds, a date, a date-time and a boolean. Each run is a process of its own, so that memory
is its own. The quick peers run in turns, so that whatever else the machine does hits all alike, and their medians are
shown; the slow ones run once. `x wall` and `x CPU` tell how many times as long as wirepack a peer takes: of these, CPU is
the sounder on a machine that is not idle. Peers that are not installed (`pip install .[bench]`) are left out.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from validation_peers import PEERS

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


def make_rows(count: int, wrong: dict[int, tuple[int, str]], *, empty: bool = True) -> list[list[str]]:
    """Make the rows of the table; `wrong` puts a cell into a row, by column; `empty`: some cells hold nothing."""
    rows = []
    for number in range(count):
        day = (date(2000, 1, 1) + timedelta(days=number % 9000)).isoformat()
        row = [
            str(number), f"AB-{number % 99999:05d}", KINDS[number % 4], f"u{number:08d}", str(number % REFERENCES),
            "" if empty and number % 10 == 0 else str(number % 1000),
            "" if empty and number % 17 == 0 else str(number % 10000 / 100),
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


SLOW = ("frictionless", "Great Expectations")
ROUNDS = 5  # of the quick peers


class Run(NamedTuple):
    """One run of a peer."""

    wall: float
    cpu: float
    megabytes: float
    faults: int


def run(peer: str, folder: Path) -> Run | None:
    """Run a peer in a process of its own; None if it fails, with the last line it wrote."""
    command = [sys.executable, str(Path(__file__).with_name("validation_peers.py")), peer, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{peer}: failed: {done.stderr.strip().splitlines()[-1]}")
        return None
    wall, cpu, kilobytes, faults = done.stdout.split()[-4:]
    return Run(float(wall), float(cpu), int(kilobytes) / 1024, int(faults))


def measure(peers: list[str], folder: Path) -> dict[str, Run]:
    """Run all peers in turns; of those that ran several times, the medians."""
    runs: dict[str, list[Run]] = {peer: [] for peer in peers}
    for turn in range(ROUNDS):
        for peer in peers:
            found = run(peer, folder) if turn == 0 or peer not in SLOW else None
            runs[peer] += [found] if found else []
    return {
        peer: Run(*(median(values) for values in zip(*found, strict=True))) for peer, found in runs.items() if found
    }


def main() -> None:
    """Print the table of all cases."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    chance = random.Random(1)  # noqa: S311 - where the faults stand
    places = chance.sample(range(count), 160)
    constraint = dict.fromkeys(places[:100], (5, "5000"))
    typed = constraint | dict.fromkeys(places[100:], (7, "2020-13-45"))
    peers = [peer for peer in PEERS if all(find_spec(module.split(".")[0]) for module in PEERS[peer].modules)]
    for peer in PEERS.keys() - set(peers):
        print(f"{peer} is not installed and left out")
    cases: dict[str, dict[int, tuple[int, str]]] = {
        "clean CSV": {},
        "100 constraint errors": constraint,
        "160 errors, 60 of type": typed,
        "clean Parquet, no nulls": {},  # frictionless takes a null in Parquet for a wrong cell
    }
    print(f"{count:,} rows x {len(SCHEMA['fields'])}, wirepack {version('wirepack')}")
    print(f"{'case':24} {'peer':20} {'wall s':>8} {'CPU s':>8} {'MB':>7} {'faults':>7} {'x wall':>7} {'x CPU':>7}")
    clean = None
    for case, wrong in cases.items():
        if not all(word in case for word in sys.argv[2:]):
            continue
        parquet = "Parquet" in case
        with tempfile.TemporaryDirectory() as scratch:
            folder = write_package(Path(scratch, "p"), make_rows(count, wrong, empty=not parquet), parquet=parquet)
            found = measure(peers, folder)
        show(case, found)
        if case == "clean CSV":
            clean = found.get("frictionless")
        if parquet and clean:
            print(f"{case:24} {'frictionless on CSV':20} {multiples(clean, found['wirepack']):>49}")


def multiples(one: Run, other: Run) -> str:
    """How many times as long one run takes as the other."""
    return f"{one.wall / other.wall:7.1f} {one.cpu / other.cpu:7.1f}"


def show(case: str, runs: dict[str, Run]) -> None:
    """Print one case."""
    for peer, found in runs.items():
        figures = f"{found.wall:8.2f} {found.cpu:8.2f} {found.megabytes:7.0f} {found.faults:7.0f}"
        print(f"{case:24} {peer:20} {figures} {multiples(found, runs['wirepack'])}", flush=True)


if __name__ == "__main__":
    main()

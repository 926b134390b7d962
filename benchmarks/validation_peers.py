"""What `validation.py` compares: each peer reads the package in a folder and counts the faults, in a process of its own.

    python benchmarks/validation_peers.py PEER FOLDER       seconds on the wall, of CPU, peak memory in kB, faults

Imports are not counted. All check the same rules; DuckDB and Great Expectations have no foreign keys or types of a Table
Schema, so these are written out for them, and they say how many cells are wrong, not which.
"""

from __future__ import annotations

import json
import sys
import warnings
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

TYPES = {"integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "datetime": "TIMESTAMPTZ", "boolean": "BOOLEAN"}


def read_resource(folder: Path) -> tuple[Path, dict[str, Any]]:
    """The file of the table, and its schema."""
    resource = json.loads((folder / "datapackage.json").read_text())["resources"][0]
    return folder / resource["path"], resource["schema"]


def run_wirepack(folder: Path) -> int:
    """`wirepack validate`."""
    from wirepack.validate import validate  # noqa: PLC0415 - each peer has its own

    return validate(folder).fault_count


def run_frictionless(folder: Path) -> int:
    """`frictionless validate`, whose list of faults ends at 1000."""
    from frictionless import validate  # noqa: PLC0415

    return int(validate(str(folder / "datapackage.json")).stats["errors"])


def run_pyarrow(folder: Path) -> int:
    """The bare read of the table, with types that pyarrow infers: it checks nothing."""
    path, _ = read_resource(folder)
    if path.suffix == ".parquet":
        from pyarrow.parquet import read_table  # noqa: PLC0415

        read_table(path)
    else:
        from pyarrow.csv import read_csv  # noqa: PLC0415

        read_csv(path)
    return 0


def run_duckdb(folder: Path) -> int:
    """One statement: a typed read, or of text where a cell is no value, and a count for each rule."""
    import duckdb  # noqa: PLC0415

    path, schema = read_resource(folder)
    try:
        return count_by_sql(duckdb, path, schema, as_text=False)
    except (duckdb.ConversionException, duckdb.InvalidInputException):
        return count_by_sql(duckdb, path, schema, as_text=True)


def count_by_sql(duckdb: Any, path: Path, schema: dict[str, Any], *, as_text: bool) -> int:
    """Count the faults of a table in SQL."""
    kinds = {field["name"]: TYPES.get(field["type"], "VARCHAR") for field in schema["fields"]}
    columns = {name: "VARCHAR" if as_text else kind for name, kind in kinds.items()}
    source = f"read_csv('{path}', header = true, columns = {columns})"
    if path.suffix == ".parquet":
        source = f"read_parquet('{path}')"
    value = {name: f"try_cast({name} AS {kind})" if as_text else name for name, kind in kinds.items()}
    faults = [f"{name} IS NOT NULL AND {value[name]} IS NULL" for name in kinds] if as_text else []
    faults += ["ref IS NOT NULL AND refs.key IS NULL", "id IS NULL"]
    for field in schema["fields"]:
        name, rules = field["name"], field.get("constraints", {})
        tests = {
            "pattern": lambda name, limit: f"NOT regexp_full_match({name}, '{limit}')",
            "enum": lambda name, limit: f"{name} NOT IN {tuple(limit)}",
            "minimum": lambda name, limit: f"{value[name]} < {limit}",
            "maximum": lambda name, limit: f"{value[name]} > {limit}",
            "maxLength": lambda name, limit: f"length({name}) > {limit}",
        }
        faults += [tests[rule](name, limit) for rule, limit in rules.items() if rule in tests]
    counts = [f"count(*) FILTER (WHERE {fault})" for fault in faults]
    counts += [f"count({name}) - count(DISTINCT {name})" for name in ("id", "uid")]
    counts += [f"least(count({name}), 0)" for name in kinds]  # else columns without a rule are not read
    join = f"LEFT JOIN read_csv('{path.parent}/refs.csv') refs ON {value['ref']} = refs.key"
    return int(duckdb.sql(f"SELECT {' + '.join(counts)} FROM {source} t {join}").fetchall()[0][0])  # noqa: S608 - our own


def run_great_expectations(folder: Path) -> int:
    """Pandas reads the table, and Great Expectations runs an expectation for each rule on it."""
    import great_expectations as gx  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    path, schema = read_resource(folder)
    table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    keys = pd.read_csv(path.parent / "refs.csv")["key"].tolist()
    known = gx.expectations
    rules = [
        known.ExpectColumnValuesToNotBeNull(column="id"),
        known.ExpectColumnValuesToBeUnique(column="id"),
        known.ExpectColumnValuesToBeInSet(column="ref", value_set=keys),
    ]
    if path.suffix != ".parquet":
        rules += [
            known.ExpectColumnValuesToMatchStrftimeFormat(column="day", strftime_format="%Y-%m-%d"),
            known.ExpectColumnValuesToMatchStrftimeFormat(column="moment", strftime_format="%Y-%m-%dT%H:%M:%SZ"),
            known.ExpectColumnValuesToBeInSet(column="flag", value_set=[True, False]),
        ]
    for field in schema["fields"]:
        name, limits = field["name"], field.get("constraints", {})
        if "pattern" in limits:
            rules.append(known.ExpectColumnValuesToMatchRegex(column=name, regex=f"^(?:{limits['pattern']})$"))
        if "enum" in limits:
            rules.append(known.ExpectColumnValuesToBeInSet(column=name, value_set=limits["enum"]))
        if "unique" in limits:
            rules.append(known.ExpectColumnValuesToBeUnique(column=name))
        if "maximum" in limits:
            bounds = {"min_value": limits["minimum"], "max_value": limits["maximum"]}
            rules.append(known.ExpectColumnValuesToBeBetween(column=name, **bounds))
        if "maxLength" in limits:
            rules.append(known.ExpectColumnValueLengthsToBeBetween(column=name, max_value=limits["maxLength"]))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = context.data_sources.add_pandas("p").add_dataframe_asset("t").add_batch_definition_whole_dataframe("b")
    suite = gx.ExpectationSuite(name="s", expectations=rules)
    found = batch.get_batch({"dataframe": table}).validate(suite, result_format="BASIC")
    wrong = [each for each in found.results if not each.success]
    return sum(each.result.get("unexpected_count", 1) for each in wrong)


class Peer(NamedTuple):
    """What a peer runs, and the modules that it needs."""

    run: Callable[[Path], int]
    modules: tuple[str, ...]


PEERS = {
    "wirepack": Peer(run_wirepack, ("wirepack.validate",)),
    "bare pyarrow read": Peer(run_pyarrow, ("pyarrow.csv", "pyarrow.parquet")),
    "DuckDB": Peer(run_duckdb, ("duckdb",)),
    "Great Expectations": Peer(run_great_expectations, ("great_expectations", "pandas")),
    "frictionless": Peer(run_frictionless, ("frictionless",)),
}


def main() -> None:
    """Run one peer."""
    warnings.filterwarnings("ignore")
    peer = PEERS[sys.argv[1]]
    for module in peer.modules:
        import_module(module)
    clock, cpu = perf_counter(), process_time()
    faults = peer.run(Path(sys.argv[2]))
    wall, spent = perf_counter() - clock, process_time() - cpu
    status = Path("/proc/self/status")  # of Linux
    lines = status.read_text().splitlines() if status.exists() else []
    print(wall, spent, next((line.split()[1] for line in lines if line.startswith("VmHWM")), 0), faults)


if __name__ == "__main__":
    main()

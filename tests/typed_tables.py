"""Random Table Schemas with tables of values for them: in memory, as Parquet, and as a CSV that a CSV can hold."""

from __future__ import annotations

import csv
import io
import json
import math
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from wirepack.schemas import to_arrow, to_polars

if TYPE_CHECKING:
    from pathlib import Path

    Json = dict[str, Any]

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
# Values near the bounds below; text also as types without a column type of their own write it.
VALUES: Final[dict[str, Any]] = {
    "string": st.sampled_from(["a", "b", "ab", "abc", "aé", "A", "x y", "NA", "", "1", '"q",']),
    "integer": st.integers(-3, 4) | st.sampled_from([(1 << 63) - 1, -(1 << 63), 10**18]),
    "number": st.sampled_from([0.0, -0.0, 0.1, 0.3, 0.30000000000000004, 1.0, 1.5, -2.25, 1e300, math.inf, -math.inf]),
    "boolean": st.booleans(),
    "date": st.sampled_from([date(2020, 1, 1), date(2020, 6, 1), date(1, 1, 1), date(9999, 12, 31)]),
    "datetime": st.sampled_from([datetime(2020, 1, 1, 10), datetime(2020, 1, 1, 9, 59, 59, 999999), datetime(1, 1, 1)]),  # noqa: DTZ001
    "time": st.sampled_from([time(10), time(9, 59, 59, 999999), time(0)]),
    "duration": st.sampled_from(["PT0S", "P1D", "PT24H", "-PT1.5S", "P1M", "P400D", "x"]),
    "year": st.sampled_from([0, 1999, 2000, 2020, 9999, 10000, -1]),
    "yearmonth": st.sampled_from(["2020-01", "2020-1", "1999-12", "2020-13", "x"]),
    "object": st.sampled_from(["{}", '{"a":1}', '{ "a": 1 }', "[]", "x"]),
    "geopoint": st.sampled_from(["1,2", " 1 , 2", "200,1", "x"]),
    "geojson": st.sampled_from(['{"type":"Point","coordinates":[1,2]}', "{}", "x"]),
    "any": st.sampled_from(["a", "1", "zz", "NA"]),
    "array": st.lists(st.sampled_from(["a", "b"]), max_size=3),
    "list": st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=3),
}
LIMITS: Final[dict[str, list[Any]]] = {
    "integer": [0, 1, "2", -1, (1 << 63) - 1, 10**19, -(10**19)],
    "number": [0, 1.5, 0.1, "0.3", 0.30000000000000004, "0.30000000000000001", 10**400],
    "date": ["2020-01-01", "2020-06-01"],
    "datetime": ["2020-01-01T10:00:00", "2020-01-01T10:00:00Z"],
    "time": ["10:00:00"],
    "year": ["2000", 2000],
    "yearmonth": ["2020-01"],
    "duration": ["P1D", "PT0S", "P1M", "-PT1S"],
}
ENUMS: Final[dict[str, list[Any]]] = {
    "string": ["a", "ab", "1"],
    "integer": [1, "2", 3, 10**19],
    "number": [0.1, "0.3", 1, "1.50"],
    "boolean": [True, "false"],
    "date": ["2020-01-01", "2020-06-01"],
    "datetime": ["2020-01-01T10:00:00"],
    "time": ["10:00:00"],
    "year": ["2000", 2020],
    "yearmonth": ["2020-01", "1999-12"],
    "any": ["a", "1"],
    "array": [["a"], ["a", "b"], '["b"]'],
    "list": [["a"], "a,b"],
}
PATTERNS: Final = ["a|ab", "[a-z]+", ".*", "^a", r"\d+", "(?=a).*", r"(.)\1*", "[^x]{2,3}"]
TEXTS: Final = {
    "email": ["a@b.org", "nope"],
    "uri": ["http://x.org/z", "nope"],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000", "nope"],
    "binary": ["YQ==", "n"],
}
MISSING: Final[tuple[list[Any], ...]] = (
    [""],
    ["", "NA"],
    ["-"],
    [],
    [{"value": "NA", "label": "not asked"}, {"value": ""}],
)


@st.composite
def schemas(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(VALUES), missing: Any = MISSING) -> Json:
    """Draw a Table Schema of version 2 in which nothing is wrong, with some types of fields and missing values."""
    fields = [{"name": "row", "type": "integer"}]
    fields += [draw(_fields(f"f{place}", kinds, missing)) for place in range(draw(st.integers(1, 4)))]
    schema: Json = {"fields": fields}
    names = [field["name"] for field in fields]
    if draw(st.integers(0, 2)) == 0:
        keys = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
        schema["primaryKey"] = draw(keys | st.sampled_from(names))
        schema["uniqueKeys"] = draw(st.lists(keys, min_size=1, max_size=2))
    if draw(st.integers(0, 2)) == 0:
        schema["missingValues"] = draw(st.sampled_from(missing))
    if draw(st.integers(0, 3)) == 0:
        schema["fieldsMatch"] = draw(st.sampled_from(["exact", "equal", "subset", "superset", "partial"]))
    if draw(st.booleans()):
        schema |= {"title": "A table", "description": "Of anything.", "name": "t"}
    return schema


@st.composite
def _fields(draw: st.DrawFn, name: str, kinds: tuple[str, ...], missing: Any) -> Json:
    kind = draw(st.sampled_from(kinds))
    field: Json = {"name": name, "type": kind}
    rules: Json = {}
    if draw(st.integers(0, 3)) == 0:
        rules["required"] = draw(st.sampled_from([True, True, False]))
    if draw(st.integers(0, 4)) == 0:
        rules["unique"] = True
    if kind in ("string", "array", "list", "object"):
        rules |= {rule: draw(st.integers(0, 3)) for rule in ("minLength", "maxLength") if draw(st.integers(0, 3)) == 0}
    if kind == "string" and draw(st.integers(0, 2)) == 0:
        rules["pattern"] = draw(st.sampled_from(PATTERNS))
    for rule in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if kind in LIMITS and draw(st.integers(0, 4)) == 0:
            rules[rule] = draw(st.sampled_from(LIMITS[kind]))
    if kind in ENUMS and draw(st.integers(0, 4)) == 0:
        rules["enum"] = draw(st.lists(st.sampled_from(ENUMS[kind]), min_size=1, max_size=3))
    if kind in ("object", "array") and draw(st.integers(0, 5)) == 0:
        rules["jsonSchema"] = {"minProperties": 1, "minItems": 1}
    if kind in ("string", "integer") and draw(st.integers(0, 5)) == 0:
        values = draw(st.lists(st.sampled_from(["a", "ab"] if kind == "string" else [1, 2]), min_size=1, unique=True))
        field["categories"] = [{"value": value, "label": "x"} for value in values] if draw(st.booleans()) else values
    if kind == "string" and not {"enum", "categories"} & {*rules, *field} and draw(st.integers(0, 3)) == 0:
        field["format"] = draw(st.sampled_from([*TEXTS, "default"]))
    if kind == "list" and draw(st.booleans()):
        field |= {"itemType": "string"}
    if draw(st.integers(0, 6)) == 0:
        field["missingValues"] = draw(st.sampled_from(missing))
    if draw(st.integers(0, 3)) == 0:
        field |= {"title": f"Title of {name}", "description": "What it means.", "rdfType": "http://x.org/t"}
    return field | ({"constraints": rules} if rules else {})


@st.composite
def tables(draw: st.DrawFn, schema: Json) -> pl.DataFrame:
    """Draw a table that has the columns of a schema, whose values may break its rules."""
    height = draw(st.integers(1, 6))
    columns: dict[str, list[Any]] = {"row": list(range(height))}
    for field in schema["fields"][1:]:
        values = st.sampled_from(TEXTS[field["format"]]) if field.get("format") in TEXTS else VALUES[field["type"]]
        columns[field["name"]] = draw(st.lists(st.none() | values, min_size=height, max_size=height))
    return pl.DataFrame(columns, schema=to_polars(schema))


def write_parquet(schema: Json, table: pl.DataFrame, folder: Path) -> None:
    """Write a data package whose table is Parquet."""
    arrow = pa.schema([field.with_nullable(True) for field in to_arrow(schema)])  # rules are broken on purpose
    pq.write_table(table.to_arrow().cast(arrow), folder / "t.parquet")
    _describe({"path": "t.parquet", "format": "parquet"}, schema, folder)


def write_csv(schema: Json, table: pl.DataFrame, folder: Path) -> None:
    """Write a data package whose table is a CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    kinds = [field["type"] for field in schema["fields"]]
    writer.writerow(table.columns)
    writer.writerows([_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.iter_rows())
    (folder / "t.csv").write_text(text.getvalue(), encoding="utf-8")
    _describe({"path": "t.csv", "dialect": {"delimiter": ","}}, schema, folder)


def _describe(resource: Json, schema: Json, folder: Path) -> None:
    resource = {"name": "t", "type": "table", **resource, "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"$schema": PROFILE, "resources": [resource]}))


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "year":
        return f"{value:04}"
    if isinstance(value, list):
        return json.dumps(value) if kind == "array" else ",".join(value)
    if isinstance(value, float):
        return {math.inf: "INF", -math.inf: "-INF"}.get(value, repr(value))
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

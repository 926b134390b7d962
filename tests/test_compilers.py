"""Any Table Schema as pandera, polars and Arrow have it: they agree with the audit and with frictionless, and back."""

from __future__ import annotations

import json
import re
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandera.errors
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_packages import write_package
from typed_tables import PROFILE, schemas, tables, write_csv, write_parquet

from wirepack.audit.audit import audit
from wirepack.errors import SchemaError
from wirepack.schemas import to_arrow, to_pandera, to_polars, to_table_schema

warnings.filterwarnings("ignore")
import frictionless  # noqa: E402 - it warns at import

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]
    Found = set[tuple[int, str, str]]  # row from 0, field or fields, rule

LAW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))  # 1500 were tried once


def broken(schema: Json, table: pl.DataFrame) -> Found:
    """What pandera finds: the row, the column or the columns, the rule."""
    try:
        to_pandera(schema).validate(table, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = pl.DataFrame(error.failure_cases)
    else:
        return set()
    found: Found = set()
    for column, check, row in cases.select("column", "check", "index").rows():
        rule = {"not_nullable": "required", "field_uniqueness": "unique"}.get(check, check)
        if check == "field_uniqueness" and (table[column][row] is None or table[column].is_first_distinct()[row]):
            continue  # pandera lists the first, too, and takes missing values for equal
        found.add((row, column or "", rule))
    return found


def audited(folder: Path) -> Found:
    """What the audit finds."""
    found: Found = set()
    report = audit(str(folder))
    for fault in report.tasks[0].faults:
        assert fault.row is not None, fault
        rule = {
            "type-error": "type",
            "unique-error": "unique",
            "primary-key": "primaryKey",
            "row-constraint": "uniqueKeys",
        }
        found.add((fault.row - 2, fault.field or "", fault.rule or rule[fault.type]))
    return found


def alike(found: Found, schema: Json) -> Found:
    """Faults under one name: a primary key of one field is a unique field that is required; a key says so once a row."""
    key = schema.get("primaryKey", [])
    key = [key] if isinstance(key, str) else key
    merged: Found = set()
    for row, name, rule in found:
        if [name] == key and rule in ("unique", "required", "type"):  # of a cell of the wrong type both are told
            merged.add((row, "", "primaryKey"))
        if [name] != key or rule not in ("unique", "required"):
            merged.add((row, name, rule))
    return {(row, "" if rule in ("primaryKey", "uniqueKeys") else name, rule) for row, name, rule in merged}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for one example after the other."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@LAW
@given(data=st.data())
def test_pandera_finds_what_the_audit_finds(data: st.DataObject, folder: Path) -> None:
    """Every type, constraint and key: the same cells of the same Parquet break the same rules."""
    schema = data.draw(schemas())
    table = data.draw(tables(schema))
    write_parquet(schema, table, folder)
    assert alike(broken(schema, table), schema) == alike(audited(folder), schema)


# What frictionless cannot tell, or tells otherwise: docs/validation.md says why.
OTHERWISE = {"pattern", "categories", "uniqueKeys"}
CRASH = re.compile(r"can't compare offset-naive and offset-aware|not supported between instances of .* and 'NoneType'")
SCALARS = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth", "any")


def told_by_frictionless(folder: Path) -> Found | None:
    """What frictionless finds in the CSV; None if it dies of what we know it dies of."""
    try:
        report = frictionless.validate(str(folder / "datapackage.json")).to_descriptor()
    except TypeError as error:
        if CRASH.search(str(error)):
            return None
        raise
    assert report["tasks"], report["errors"]
    found: Found = set()
    for told in report["tasks"][0]["errors"]:
        rule = {"type-error": "type", "unique-error": "unique", "primary-key": "primaryKey"}.get(told["type"])
        note = re.match(r'constraint "(\w+)"', told["note"])
        found.add((told["rowNumber"] - 2, told.get("fieldName", ""), rule or (note[1] if note else told["type"])))
    return found


@LAW
@given(data=st.data())
def test_pandera_finds_what_frictionless_finds(data: st.DataObject, folder: Path) -> None:
    """The same table as a CSV: frictionless finds the same cells broken, by the same rules."""
    schema = data.draw(schemas(SCALARS, missing=[[""], ["", "NA"]]))
    table = data.draw(tables(schema))
    write_csv(schema, table, folder)
    theirs = told_by_frictionless(folder)
    if theirs is None:
        return
    ours = {each for each in alike(broken(schema, table), schema) if each[2] not in OTHERWISE}
    assert ours == {each for each in alike(theirs, schema) if each[2] not in OTHERWISE}


@LAW
@given(data=st.data())
def test_the_way_back_is_the_way(data: st.DataObject) -> None:
    """A Table Schema that was a pandera schema is what it was, in its normal form; nothing is lost, so nothing warns."""
    schema = data.draw(schemas())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert to_table_schema(to_pandera(schema)) == normal(schema)


def normal(schema: Json) -> Json:
    """The normal form of a schema: defaults unsaid, keys as lists, a key of one field said once, and required."""
    key = schema.get("primaryKey", [])
    key = [key] if isinstance(key, str) else key
    fields = []
    for field in schema["fields"]:
        rules = {rule: value for rule, value in field.get("constraints", {}).items() if value is not False}
        if [field["name"]] == key:
            rules = {**rules, "required": True}
            rules.pop("unique", None)
        rest = {
            name: value
            for name, value in field.items()
            if name != "constraints" and (name, value) != ("format", "default")
        }
        fields.append(rest | ({"constraints": rules} if rules else {}))
    normal = {**schema, "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fields}
    held = all(field.get("constraints", {}).get("required") or field["name"] in key for field in fields)
    match = schema.get("fieldsMatch", "exact")
    match = {"superset": "equal", "partial": "subset"}.get(match, match) if held else match  # no field may be absent
    normal |= {"fieldsMatch": match, "primaryKey": key}
    return {
        name: value
        for name, value in normal.items()
        if (name, value) not in (("primaryKey", []), ("fieldsMatch", "exact"))
    }


@LAW
@given(data=st.data())
def test_arrow_writes_and_reads_parquet(data: st.DataObject, folder: Path) -> None:
    """Every table of the schema's types goes through Parquet and comes back with the same types, values and titles."""
    schema = data.draw(schemas())
    table = data.draw(tables(schema))
    arrow = to_arrow(schema)
    held = [name for name, column in zip(table.columns, table, strict=True) if not column.null_count()]
    arrow = arrow if set(held) >= {field.name for field in arrow if not field.nullable} else None
    if arrow is None:
        with pytest.raises(ValueError, match="null"):
            table.to_arrow().cast(to_arrow(schema))
        return
    pq.write_table(table.to_arrow().cast(arrow), folder / "t.parquet")
    back = pq.read_table(folder / "t.parquet")
    assert back.cast(arrow).schema.equals(arrow)
    assert [field.metadata for field in back.schema] == [field.metadata for field in arrow]
    assert (back.schema.metadata or {}).get(b"title") == (b"A table" if "title" in schema else None)
    assert pl.DataFrame(pl.from_arrow(back)).equals(table)
    assert pl.DataFrame(pl.from_arrow(back)).schema == to_polars(schema)


# ---------------------------------------------------------------- what is given, and what is wrong with it

SCHEMA = {"fields": [{"name": "id", "type": "integer"}, {"name": "code", "type": "string"}]}


def test_a_schema_is_taken_in_every_form(tmp_path: Path) -> None:
    """A descriptor, its JSON, a file of JSON or YAML, of version 1 (no type is text) or 2."""
    (tmp_path / "s.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "s.yaml").write_text("fields:\n- {name: id, type: integer}\n- {name: code}\n")
    forms: list[Any] = [SCHEMA, json.dumps(SCHEMA), tmp_path / "s.json", str(tmp_path / "s.yaml")]
    assert [to_polars(form) for form in forms] == [{"id": pl.Int64, "code": pl.String}] * 4


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"fields": [{"name": "id", "type": "integr"}]}, ('unknown type "integr"',)),
        ({"fields": [{"name": "id", "type": "string", "constraints": {"minimum": 1}}]}, ('"minimum" is not supported',)),
        ({"fields": [{"name": "d", "type": "date", "constraints": {"minimum": "2020-02-30"}}]}, ("field d", "2020-02-30", "no date")),
        ({"fields": [{"name": "n", "type": "number", "constraints": {"minimum": "NaN"}}]}, ("field n", "NaN")),
        ({"fields": [{"name": "n", "type": "integer", "constraints": {"enum": [1, "x"]}}]}, ("field n", "'x'", "no integer")),
        ({"fields": [{"name": "s", "type": "string", "constraints": {"pattern": "(a"}}]}, ("field s", "(a", "no regular expression")),
        ({"fields": [{"name": "s", "type": "string", "categories": [1]}]}, ("field s", '"categories" holds 1')),
        ({"fields": [{"name": "id"}], "primaryKey": "x"}, ('primaryKey names "x"',)),
        ({"fields": [{"name": "^a$"}]}, ("^a$", "rename")),
        ({"fields": []}, ('no "fields"', "at least one")),
        ({"resources": []}, ("one of its resources",)),
        ("[]", ("[]", "cannot be read")),
        ("{", ("line 1, column 2",)),
        ("no/such/file.json", ("no/such/file.json", "cannot be read")),
    ],
)  # fmt: skip
def test_a_schema_that_cannot_be_used_is_refused(source: Any, words: tuple[str, ...]) -> None:
    """With the place and what is wrong there: a rule that no cell could satisfy is a mistake of the schema."""
    with pytest.raises(SchemaError) as caught:
        to_pandera(source)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("match", "columns", "right"),
    [
        (None, ["id", "code"], True),
        (None, ["code", "id"], False),
        (None, ["id", "code", "more"], False),
        ("equal", ["code", "id"], True),
        ("equal", ["code"], False),
        ("subset", ["more", "code", "id"], True),
        ("subset", ["more", "code"], False),
        ("superset", ["code"], True),
        ("superset", ["code", "more"], False),
        ("partial", ["more", "code"], True),
        ("partial", ["more"], False),
    ],
)
def test_columns_match_as_the_schema_says(match: str | None, columns: list[str], right: bool, tmp_path: Path) -> None:
    """Each `fieldsMatch` means to pandera what it means to the audit."""
    schema = SCHEMA | ({"fieldsMatch": match} if match else {})
    table = pl.DataFrame({name: [1] if name == "id" else ["a"] for name in columns})
    table.write_parquet(tmp_path / "t.parquet")
    resource = {"name": "t", "path": "t.parquet", "format": "parquet", "schema": schema}
    (tmp_path / "datapackage.json").write_text(json.dumps({"$schema": PROFILE, "resources": [resource]}))
    assert audit(str(tmp_path)).valid == right
    try:
        to_pandera(schema).validate(table, lazy=True)
    except pandera.errors.SchemaErrors:
        assert not right
    else:
        assert right


def test_a_moment_may_have_any_zone() -> None:
    """A bound with a zone is compared with the clock of a column without one, and with the instant of one that has it."""
    rule = {"constraints": {"maximum": "2020-01-01T12:00:00Z"}}
    schema = to_pandera({"fields": [{"name": "at", "type": "datetime", **rule}]})
    noon = pl.Series("at", ["2020-01-01 12:00:00"]).str.to_datetime(time_unit="us")
    assert schema.validate(noon.to_frame()).height
    assert schema.validate(noon.dt.replace_time_zone("Asia/Tokyo").to_frame()).height
    with pytest.raises(pandera.errors.SchemaError, match="maximum"):
        schema.validate(noon.dt.replace_time_zone("America/New_York").to_frame())


@pytest.mark.parametrize("name", ["^a", "*", "a b", ".", "ä\n", "column", "index"])
def test_a_field_may_have_any_name(name: str) -> None:
    """To polars, some names are patterns that mean other columns."""
    rules = {"constraints": {"minimum": 1, "unique": True}}
    fields = [{"name": "a", "type": "integer"}, {"name": name, "type": "integer", **rules}]
    schema = {"fields": fields, "uniqueKeys": [[name, "a"]]}
    rows = {"a": [0, 0, 1], name: [1, 2, None]}
    assert broken(schema, pl.DataFrame(rows)) == set()
    rows = {"a": [5, 5, 5], name: [0, 1, 1]}
    found = broken(schema, pl.DataFrame(rows))
    assert found == {(0, name, "minimum"), (2, name, "unique"), (2, "", "uniqueKeys")}


def test_a_foreign_key_is_kept_though_one_table_cannot_check_it() -> None:
    """It stands in the metadata, and comes back."""
    key = {"fields": ["code"], "reference": {"resource": "codes", "fields": ["code"]}}
    schema = to_pandera(SCHEMA | {"foreignKeys": [key]})
    assert schema.validate(pl.DataFrame({"id": [1], "code": ["nowhere"]})).height
    assert to_table_schema(schema)["foreignKeys"] == [key]


def test_schemas_of_random_packages_are_compiled(tmp_path: Path) -> None:
    """Those of the packages by which the audit is compared with frictionless: each comes back as it was."""
    compiled = 0
    for number in range(60):
        folder = tmp_path / str(number)
        folder.mkdir()
        for resource in write_package(number, folder)["resources"]:
            schema = resource["schema"]
            compiled += 1
            assert to_table_schema(to_pandera(schema)) == normal(schema)
            assert to_arrow(schema).names == to_polars(schema).names() == [field["name"] for field in schema["fields"]]
    assert compiled > 60

"""The contract: what the schemas say, that nothing in them is ignored, and what they become in the libraries."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import frictionless
import pandera.errors
import polars as pl
import pytest

from wirepack import models, schemas
from wirepack.errors import SchemaError
from wirepack.models import ArticleRow, EventRow, MentionRow, QuoteRow, SystemRow
from wirepack.plover import MODES, QUADS
from wirepack.schemas import SORT_KEYS, TABLES, load_schemas, packaged_folder
from wirepack.schemas.compilers import to_arrow, to_pandera, to_polars
from wirepack.schemas.parse import parse_table
from wirepack.schemas.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wirepack.schemas import Field

ROWS = {"articles": ArticleRow, "quotes": QuoteRow, "events": EventRow, "systems": SystemRow, "mentions": MentionRow}
KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date", tuple[str, ...]: "array"}


# ---------------------------------------------------------------- what the contract says


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_schema_are_equal(name: str) -> None:
    """Each column has a field of its type in the row, in the same order; it may be missing if and only if that may be None."""
    hints = get_type_hints(ROWS[name], vars(models))
    found = {}
    for field, hint in hints.items():
        kinds = [kind for kind in get_args(hint) or [hint] if kind is not type(None)]
        optional = type(None) in get_args(hint)
        found[field.rstrip("_")] = (KINDS[hint if hint in KINDS else kinds[0]], not optional)
    schema = load_schemas()[name]
    assert [(field.name, (field.type, field.required)) for field in schema.fields] == list(found.items())


@pytest.mark.parametrize("name", TABLES)
def test_every_field_is_explained(name: str) -> None:
    """Title, a description that ends like a sentence, and an example; no two descriptions of a table are the same."""
    schema = load_schemas()[name]
    assert schema.title
    assert schema.description.endswith(".")
    for field in schema.fields:
        assert field.title
        assert field.description[-1] in ".;", field.name
        assert field.example is not None
    assert len({field.description for field in schema.fields}) == len(schema.fields)


@pytest.mark.parametrize("name", TABLES)
def test_the_id_is_the_key_and_orders_the_rows(name: str) -> None:
    """The primary key is the table's own id, required, and the last resort of sorting."""
    schema = load_schemas()[name]
    assert schema.primary_key == (f"{name[:-1]}_id",)
    assert next(field for field in schema.fields if field.name == schema.primary_key[0]).required
    assert SORT_KEYS[name][-1] == schema.primary_key[0]


def test_foreign_keys_connect_the_tables() -> None:
    """Every column that names a row of a table is checked."""
    keys = {
        (name, key.fields[0], key.resource or name, key.target[0])
        for name, schema in load_schemas().items()
        for key in schema.foreign_keys
    }
    assert keys == {
        ("articles", "duplicate_of", "articles", "article_id"),
        ("quotes", "article_id", "articles", "article_id"),
        ("quotes", "utterance_id", "quotes", "quote_id"),
        ("events", "article_id", "articles", "article_id"),
        ("events", "incident_id", "events", "event_id"),
        ("mentions", "article_id", "articles", "article_id"),
        ("mentions", "event_id", "events", "event_id"),
        ("mentions", "system_id", "systems", "system_id"),
    }


def test_plover_is_the_same_in_schema_and_code() -> None:
    """The enums of the schema are the types, quads and modes that the code knows."""
    enums = {field.name: field.constraints.get("enum") for field in load_schemas()["events"].fields}
    assert enums["event_type"] == list(QUADS)
    assert enums["quad"] == list(dict.fromkeys(quad for quad in QUADS.values() if quad))
    assert enums["mode"] == sorted({mode for modes in MODES.values() for mode in modes})
    assert set(MODES) < set(QUADS)


@pytest.mark.parametrize("name", TABLES)
def test_frictionless_reads_the_schema(name: str) -> None:
    """The files are Table Schemas of the standard, not a dialect of ours."""
    found = frictionless.Schema.from_descriptor(dict(load_schemas()[name].descriptor))
    assert found.field_names == load_schemas()[name].columns


# ---------------------------------------------------------------- nothing is ignored


def small() -> dict[str, Any]:
    """A schema with one of everything."""
    return {
        "fields": [
            {"name": "key", "type": "string", "constraints": {"required": True, "pattern": "a|bc", "maxLength": 3}},
            {"name": "number", "type": "number", "constraints": {"minimum": 0, "maximum": 9.5}},
            {"name": "kind", "type": "string", "example": "x", "constraints": {"enum": ["x", "y"]}},
            {"name": "day", "type": "date", "constraints": {"minimum": "2020-02-29"}},
            {"name": "items", "type": "array", "constraints": {"minLength": 1}},
            {"name": "flag", "type": "boolean"},
            {"name": "count", "type": "integer", "constraints": {"unique": True}},
        ],
        "primaryKey": ["key"],
        "foreignKeys": [{"fields": ["kind"], "reference": {"fields": ["key"]}}],
    }


def field(schema: dict[str, Any], number: int) -> dict[str, Any]:
    """One field of it."""
    found: dict[str, Any] = schema["fields"][number]
    return found


def double(schema: dict[str, Any]) -> None:
    """Name two fields the same."""
    schema["fields"].append({"name": "key", "type": "string"})


SPOILT: dict[str, tuple[Callable[[dict[str, Any]], object], tuple[str, ...]]] = {
    "keyword": (lambda s: s.update(primarykey=["key"]), ('unknown keyword "primarykey"', 'did you mean "primaryKey"')),
    "unforeseen keyword": (lambda s: s.update(zzz=1), ('unknown keyword "zzz"', "allowed: $schema, name,")),
    "field keyword": (lambda s: field(s, 0).update(descripton=""), ("field key", 'did you mean "description"')),
    "no type": (lambda s: field(s, 0).pop("type"), ("field key", "unknown type None", "allowed: string,")),
    "type": (lambda s: field(s, 1).update(type="Number"), ("field number", 'did you mean "number"')),
    "list type": (lambda s: field(s, 1).update(type=["number"]), ("field number", "must be a string")),
    "constraint": (lambda s: field(s, 0)["constraints"].update(minlength=1), ("field key", 'did you mean "minLength"')),
    "misplaced constraint": (
        lambda s: field(s, 5).update(constraints={"pattern": "x"}),
        ("flag", '"pattern" of a bool'),
    ),
    "pattern": (lambda s: field(s, 0)["constraints"].update(pattern="(a"), ("field key", '"pattern"', "'(a'")),
    "look-around": (lambda s: field(s, 0)["constraints"].update(pattern="(?=a)a"), ("field key", "(?=a)a")),
    "empty enum": (lambda s: field(s, 2)["constraints"].update(enum=[]), ("field kind", '"enum"', "at least one")),
    "enum": (lambda s: field(s, 2)["constraints"].update(enum=["x", 3]), ("field kind", "3, which is no string")),
    "enum twice": (lambda s: field(s, 2)["constraints"].update(enum=["x", "x"]), ("field kind", "twice")),
    "minimum": (lambda s: field(s, 3)["constraints"].update(minimum="2021-02-30"), ("field day", "is no date")),
    "required": (lambda s: field(s, 0)["constraints"].update(required="yes"), ("field key", "true or false")),
    "length": (lambda s: field(s, 0)["constraints"].update(maxLength=-1), ("field key", "whole number")),
    "true as a length": (lambda s: field(s, 0)["constraints"].update(maxLength=True), ("field key", "whole number")),
    "example of a type": (lambda s: field(s, 6).update(example="3"), ("field count", "'3' is no integer")),
    "example of an enum": (lambda s: field(s, 2).update(example="z"), ("field kind", "constraint enum")),
    "example of a pattern": (lambda s: field(s, 0).update(example="ab"), ("field key", "constraint pattern")),
    "example too long": (lambda s: field(s, 4).update(example=[]), ("field items", "constraint minLength")),
    "example too small": (lambda s: field(s, 3).update(example="2020-02-28"), ("field day", "constraint minimum")),
    "empty example": (lambda s: field(s, 2).update(example=""), ("field kind", "means missing")),
    "field twice": (double, ("field key", "stands twice")),
    "name": (lambda s: field(s, 0).update(name="My Key"), ("field 1", "'My Key'", "lower-case")),
    "no fields": (lambda s: s.update(fields=[]), ('"fields"',)),
    "field": (lambda s: s["fields"].append("key"), ("field 8", "None")),
    "primary key": (lambda s: s.update(primaryKey=["kex"]), ("primaryKey", "'kex'", 'did you mean "key"')),
    "missing values": (lambda s: s.update(missingValues=["", "NA"]), ("missingValues", '[""]')),
    "profile": (lambda s: s.update({"$schema": "https://example.org"}), ("$schema", "tableschema.json")),
    "own field": (lambda s: s["foreignKeys"][0].update(fields=["knd"]), ("foreignKeys", 'did you mean "kind"')),
    "empty reference": (lambda s: s["foreignKeys"][0].update(reference={}), ("foreignKeys", "as many")),
    "reference": (lambda s: s["foreignKeys"][0].update(reference=3), ("foreignKeys", "must be an object")),
    "keys": (lambda s: s.update(foreignKeys="key"), ("\"foreignKeys\" is 'key'", "must be a list")),
}


def test_the_small_schema_is_right() -> None:
    """Else the cases below would prove nothing."""
    assert len(parse_table("t", small(), "t.json").fields) == 7


@pytest.mark.parametrize("case", SPOILT)
def test_a_mistake_is_named(case: str) -> None:
    """File, field, keyword, and what is allowed."""
    spoil, expected = SPOILT[case]
    schema = small()
    spoil(schema)
    with pytest.raises(SchemaError) as caught:
        parse_table("t", schema, "schemas/t.json")
    for words in ("schemas/t.json", *expected):
        assert words in str(caught.value)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with schemas of its own."""
    shutil.copytree(packaged_folder(), tmp_path / "schemas")
    return tmp_path


def edit(project: Path, old: str, new: str, name: str = "mentions.json") -> None:
    """Change the text of one of its schemas."""
    path = project / "schemas" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"resource": "events"', '"resource": "event"', ("no table 'event'", 'did you mean "events"')),
        ('"fields": ["event_id"] }', '"fields": ["id"] }', ("no field 'id'", "events")),
        ('"fields": ["event_id"] }', '"fields": ["killed"] }', ("event_id is string", "events.killed is integer")),
    ],
)
def test_a_foreign_key_leads_somewhere(project: Path, old: str, new: str, expected: tuple[str, ...]) -> None:
    """To a table, a field and a type that exist."""
    edit(project, old, new)
    with pytest.raises(SchemaError) as caught:
        load_schemas(project)
    for words in ("mentions.json", "foreign key of event_id", *expected):
        assert words in str(caught.value)


def test_broken_json_has_a_place(project: Path) -> None:
    """File, line and column."""
    edit(project, '"title": "Mentions"', '"title" "Mentions"')
    with pytest.raises(SchemaError, match=r"mentions\.json, line 3, column 11: Expecting ':'"):
        load_schemas(project)


def test_a_member_that_stands_twice_is_refused(project: Path) -> None:
    """JSON would silently keep the second."""
    edit(project, '"type": "string",', '"type": "string", "type": "integer",')
    with pytest.raises(SchemaError, match='"type" stands twice'):
        load_schemas(project)


def test_missing_and_surplus_tables_are_named(project: Path) -> None:
    """A schema that is called otherwise is both."""
    (project / "schemas" / "quotes.json").rename(project / "schemas" / "quote.json")
    with pytest.raises(SchemaError, match=r"quotes\.json missing.*quote\.json is no table"):
        load_schemas(project)


def test_a_project_without_schemas_takes_the_packaged_ones(tmp_path: Path) -> None:
    """A folder that holds only seeds is a project."""
    assert load_schemas(tmp_path) == load_schemas()


def test_an_installed_package_has_its_own_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel they stand in `_schemas`; without them the message says what to do."""
    monkeypatch.setattr(schemas, "files", lambda _: tmp_path / "site" / "packages" / "wirepack")
    with pytest.raises(SchemaError, match="reinstall"):
        packaged_folder()
    (tmp_path / "site" / "packages" / "wirepack" / "_schemas").mkdir(parents=True)
    assert packaged_folder().name == "_schemas"


# ---------------------------------------------------------------- pandera and Arrow

GOOD = {"key": "a", "number": 1.5, "kind": "x", "day": date(2020, 2, 29), "items": ["i"], "flag": True, "count": 1}
BROKEN = [
    ("key", None, "not_nullable"),
    ("key", "abc", "pattern"),  # "a|bc" must match the whole value
    ("key", "bcZ", "pattern"),
    ("key", "a\n", "pattern"),
    ("key", "", "empty-string"),
    ("kind", "", "empty-string"),
    ("kind", "z", "enum"),
    ("number", -0.1, "minimum"),
    ("number", 9.6, "maximum"),
    ("number", float("nan"), "finite"),
    ("number", float("-inf"), "finite"),
    ("day", date(2020, 2, 28), "minimum"),
    ("items", [], "minLength"),
    ("items", ["i", None], "missing-item"),
]


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of the small schema."""
    return pl.DataFrame(list(rows), schema=to_polars(parse_table("t", small(), "t")))


def test_pandera_accepts_good_rows() -> None:
    """Also with everything missing that may be."""
    empty: dict[str, Any] = dict.fromkeys(GOOD)
    rows = frame(GOOD, {**empty, "key": "bc"})
    assert to_pandera(parse_table("t", small(), "t"), lossless=True).validate(rows, lazy=True).equals(rows)


@pytest.mark.parametrize(("column", "value", "check"), BROKEN)
def test_pandera_finds_a_bad_value(column: str, value: object, check: str) -> None:
    """Each constraint does something, and only to the row that breaks it."""
    good: dict[str, Any] = {**GOOD, "key": "bc", "count": 2}
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        to_pandera(parse_table("t", small(), "t"), lossless=True).validate(
            frame(good, {**GOOD, column: value}), lazy=True
        )
    cases = pl.DataFrame(caught.value.failure_cases)
    assert (column, check, 1) in cases.select("column", "check", "index").rows()
    assert cases["index"].unique().to_list() == [1]


@pytest.mark.parametrize(("column", "check"), [("key", "field_uniqueness"), ("count", "unique")])
def test_pandera_finds_what_stands_twice(column: str, check: str) -> None:
    """In the primary key, and in a field that is unique."""
    other: dict[str, Any] = {**GOOD, "key": "bc", "count": 2}
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        to_pandera(parse_table("t", small(), "t"), lossless=True).validate(
            frame(GOOD, {**other, column: GOOD[column]}), lazy=True
        )
    assert pl.DataFrame(caught.value.failure_cases)["check"].unique().to_list() == [check]


def frictionless_accepts(own: Field, descriptor: dict[str, Any], value: object) -> bool:
    """Whether frictionless takes a cell of a CSV that holds the value."""
    text = json.dumps(value) if own.type == "array" else str(value)
    _, notes = frictionless.Field.from_descriptor(descriptor).read_cell(text)
    return not notes


@pytest.mark.parametrize(
    ("column", "value", "check"), [case for case in BROKEN if case[2] not in ("missing-item", "pattern")]
)
def test_frictionless_agrees(column: str, value: object, check: str) -> None:
    """What we refuse a second reader refuses too, or it reads it as missing, where we could not write it."""
    schema = parse_table("t", small(), "t")
    own = next(field for field in schema.fields if field.name == column)
    descriptor = next(field for field in small()["fields"] if field["name"] == column)
    if check in ("empty-string", "not_nullable"):
        assert frictionless.Field.from_descriptor(descriptor).read_cell("")[0] is None
    elif check != "finite":  # frictionless lets infinity pass; a package of ours never holds it
        assert not frictionless_accepts(own, descriptor, value)


def test_arrow_carries_the_descriptions() -> None:
    """Who opens the Parquet file alone learns what the columns mean, and which are never missing."""
    schema = load_schemas()["quotes"]
    arrow = to_arrow(schema)
    assert arrow.metadata[b"description"].decode() == schema.description
    assert [column.metadata[b"description"].decode() for column in arrow] == [own.description for own in schema.fields]
    assert [column.name for column in arrow if not column.nullable] == [
        own.name for own in schema.fields if own.required
    ]


def test_every_type_is_compiled() -> None:
    """A type that the parser lets through has a counterpart everywhere."""
    fields = [{"name": kind, "type": kind} for kind in TYPES]
    schema = parse_table("t", {"fields": fields}, "t")
    assert to_polars(schema).names() == to_arrow(schema).names == list(TYPES)

"""pandera schemas, of polars and of pandas, as Table Schemas: what they ask is asked, or a warning says what is lost."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandera.errors
import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandera.typing.polars import Series  # noqa: TC002 - pandera looks for it

from wirepack.errors import SchemaError, UnstatedWarning
from wirepack.schemas import load_schemas, to_pandera, to_table_schema

if TYPE_CHECKING:
    from types import ModuleType

    Json = dict[str, Any]


def described(column: Any) -> Json:
    """A column of polars as a field, without its name."""
    (field,) = to_table_schema(pa.DataFrameSchema({"c": column}))["fields"]
    return {key: value for key, value in field.items() if key != "name"}


# ---------------------------------------------------------------- what is asked is asked

CHECKS = {
    "integer": st.one_of(
        st.integers(-2, 4).map(pa.Check.ge),
        st.integers(-2, 4).map(pa.Check.gt),
        st.sampled_from([0.5, 2, -1.5]).map(pa.Check.le),
        st.sampled_from([0.5, 2, -1.5]).map(pa.Check.lt),
        st.builds(pa.Check.in_range, st.integers(-2, 1), st.integers(2, 4), st.booleans(), st.booleans()),
        st.lists(st.integers(-2, 4), min_size=1, max_size=4).map(pa.Check.isin),
        st.integers(0, 2).map(pa.Check.eq),
    ),
    "string": st.one_of(
        st.sampled_from(["a", "^a", "b$", "^[ab]+$", "a|b", r"a\$", "[ab]{2}", "", "(?:a|^b)"]).map(
            pa.Check.str_contains
        ),
        st.sampled_from(["a", "^a", "b$", "^[ab]+$", r"\$", "[ab]{2}", "a\\\\$"]).map(pa.Check.str_matches),
        st.sampled_from(["a", "$", "b.", ""]).map(pa.Check.str_startswith),
        st.sampled_from(["a", "$", ".b", "\\"]).map(pa.Check.str_endswith),
        st.builds(pa.Check.str_length, st.integers(0, 2), st.integers(2, 3)),
        st.builds(pa.Check.str_length, exact_value=st.integers(1, 3)),
        st.sampled_from([{"a", "ab"}, ["b", "$"]]).map(pa.Check.isin),
    ),
}
CELLS = {
    "integer": (pl.Int64, st.none() | st.integers(-3, 5)),
    "string": (pl.String, st.none() | st.text("aAb$.\\\n", min_size=1, max_size=4)),
}


def accepts(schema: Any, table: pl.DataFrame) -> bool:
    """Whether pandera accepts a table."""
    try:
        schema.validate(table, lazy=True)
    except pandera.errors.SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("kind", CHECKS)
def test_the_table_schema_asks_the_same(kind: str) -> None:
    """What a pandera schema accepts, that of its Table Schema accepts, and nothing else; unless a warning told."""
    dtype, cells = CELLS[kind]

    @given(
        st.lists(CHECKS[kind], max_size=2), st.booleans(), st.lists(st.lists(cells, max_size=2), min_size=4, max_size=4)
    )
    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    def law(checks: list[Any], nullable: bool, columns: list[list[Any]]) -> None:
        schema = pa.DataFrameSchema({"c": pa.Column(dtype, checks, nullable=nullable)})
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            back = to_pandera(to_table_schema(schema))
        for cells in columns:
            table = pl.DataFrame({"c": cells}, schema={"c": dtype})
            if told:  # then it asks less
                assert accepts(back, table) >= accepts(schema, table)
            else:
                assert accepts(back, table) == accepts(schema, table), (cells, to_table_schema(schema))

    law()


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.Column(pl.Int8, nullable=True), {"type": "integer"}),
        (pa.Column(pl.Float32, nullable=True), {"type": "number"}),
        (pa.Column(pl.Decimal(10, 2), pa.Check.ge(Decimal("0.10")), nullable=True), {"type": "number", "constraints": {"minimum": "0.10"}}),
        (pa.Column(pl.Boolean), {"type": "boolean", "constraints": {"required": True}}),
        (pa.Column(pl.Date, pa.Check.gt(date(2020, 1, 1)), nullable=True), {"type": "date", "constraints": {"exclusiveMinimum": "2020-01-01"}}),
        (
            pa.Column(pl.Datetime("us", "UTC"), pa.Check.le(datetime(2020, 1, 1, tzinfo=UTC)), nullable=True),
            {"type": "datetime", "constraints": {"maximum": "2020-01-01T00:00:00+00:00"}},
        ),
        (pa.Column(pl.Time, nullable=True), {"type": "time"}),
        (pa.Column(pl.Duration, pa.Check.lt(timedelta(days=1.5)), nullable=True), {"type": "duration", "constraints": {"exclusiveMaximum": "P1DT43200S"}}),
        (pa.Column(pl.List(pl.String), nullable=True), {"type": "array"}),
        (pa.Column(pl.Array(pl.Int64, 2), nullable=True), {"type": "array", "constraints": {"minLength": 2, "maxLength": 2}, "arrayItem": {"type": "integer"}}),
        (pa.Column(pl.Struct({"a": pl.Int64}), nullable=True), {"type": "object"}),
        (pa.Column(pl.Enum(["b", "a"]), nullable=True), {"type": "string", "categories": ["b", "a"], "categoriesOrdered": True}),
        (pa.Column(nullable=True), {"type": "any"}),
        (pa.Column(int, pa.Check.ge(0, ignore_na=False), nullable=True), {"type": "integer", "constraints": {"required": True, "minimum": 0}}),
        (pa.Column(float, pa.Check.in_range(-float("inf"), 2.5), nullable=True), {"type": "number", "constraints": {"maximum": 2.5}}),
        (pa.Column(str, title="T", description="D.", unique=True), {"type": "string", "title": "T", "description": "D.", "constraints": {"required": True, "unique": True}}),
    ],
    ids=lambda value: str(value.get("type")) if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_column_is_a_field(column: Any, expected: Json) -> None:
    """Its type, what may be missing, its checks as the values of JSON, and what people call it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert described(column) == expected


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (pa.Column(int, pa.Check(lambda data: data.lazyframe, name="is_prime")), "is_prime"),
        (pa.Column(int, pa.Check(lambda data: data.lazyframe, name="isin")), "isin"),  # of that name, and not pandera's
        (pa.Column(int, pa.Check.notin([1])), "notin"),
        (pa.Column(bool, pa.Check.ge(1)), "greater_than_or_equal_to"),  # a boolean has no bounds
        (pa.Column(float, pa.Check.ge(float("inf"))), "greater_than_or_equal_to"),
        (
            pa.Column(str, [pa.Check.str_startswith("a"), pa.Check.str_endswith("b")]),
            "str_endswith",
        ),  # one pattern only
        (pa.Column(int, [pa.Check.isin([1]), pa.Check.isin([2])]), r"isin\(\[2\]\)"),
        (pa.Column(int, pa.Check.ge(1, raise_warning=True)), "greater_than_or_equal_to"),
        (pa.Column(str, pa.Check.str_matches(re.compile("a", re.VERBOSE))), "str_matches"),
        (pa.Column(pl.Null), "type Null"),
    ],
)
def test_what_cannot_be_stated_is_told(column: Any, words: str) -> None:
    """The warning names the column and the check."""
    with pytest.warns(UnstatedWarning, match=f'column "c": .*{words}'):
        described(column)


def test_keys_and_columns_of_the_table() -> None:
    """Joint uniqueness is a unique key; strict and ordered say how columns must match."""
    columns = {"a": pa.Column(int), "b": pa.Column(int)}
    table = to_table_schema(pa.DataFrameSchema(columns, unique=["a", "b"], name="t", title="T", description="D."))
    assert table["uniqueKeys"] == [["a", "b"]]
    assert (table["name"], table["title"], table["description"], table["fieldsMatch"]) == ("t", "T", "D.", "subset")
    assert to_table_schema(pa.DataFrameSchema(columns, strict=True))["fieldsMatch"] == "equal"
    assert "fieldsMatch" not in to_table_schema(pa.DataFrameSchema(columns, strict=True, ordered=True))
    absent = {**columns, "c": pa.Column(int, nullable=True, required=False)}
    assert to_table_schema(pa.DataFrameSchema(absent, strict=True))["fieldsMatch"] == "superset"
    assert to_table_schema(pa.DataFrameSchema(absent))["fieldsMatch"] == "partial"
    with pytest.warns(UnstatedWarning, match="the table: .*whole"):
        to_table_schema(pa.DataFrameSchema(columns, checks=pa.Check(lambda _: True, name="whole")))
    with pytest.warns(UnstatedWarning, match='column "x_.*": .*pattern'):
        to_table_schema(pa.DataFrameSchema({**columns, "x_.*": pa.Column(int, regex=True)}))


class Model(pa.DataFrameModel):
    """A model of polars."""

    code: Series[str] = pa.Field(str_length={"min_value": 2, "max_value": 3}, unique=True, title="Code")
    amount: Series[float] = pa.Field(ge=0, nullable=True)

    class Config:
        """Its options."""

        strict = True


def test_a_model_is_a_schema() -> None:
    """The class itself is given."""
    table = to_table_schema(Model)
    assert table["name"] == "Model"
    assert table["fields"] == [
        {"name": "code", "type": "string", "title": "Code", "constraints": {"required": True, "unique": True, "minLength": 2, "maxLength": 3}},
        {"name": "amount", "type": "number", "constraints": {"minimum": 0}},
    ]  # fmt: skip


@pytest.mark.parametrize("given", [{"fields": []}, int, pl.DataFrame(), pa.Column(int), None])
def test_other_things_are_refused(given: Any) -> None:
    """With what is wanted in their place."""
    with pytest.raises(SchemaError, match="DataFrameSchema or DataFrameModel"):
        to_table_schema(given)


@pytest.mark.parametrize("name", load_schemas())
def test_our_own_tables_come_back(name: str) -> None:
    """The contract through pandera and back says what it says; a key of one field is said once."""
    schema = load_schemas()[name]
    back = to_table_schema(to_pandera(schema))
    expected = dict(schema.descriptor)
    fields = [{**field, "constraints": dict(field.get("constraints", {}))} for field in expected.pop("fields")]
    for field in fields:
        if [field["name"]] == expected["primaryKey"]:
            field["constraints"].pop("unique", None)
    found = [{"constraints": {}} | field for field in back.pop("fields")]
    assert found == fields
    assert back == expected | {"name": name, "$schema": back["$schema"]}


def test_a_compiled_schema_may_be_changed_before() -> None:
    """A check that is added is stated; a key whose column was renamed is no longer one."""
    schema = to_pandera(
        {"fields": [{"name": "n", "type": "integer", "constraints": {"minimum": 0}}], "primaryKey": "n"}
    )
    schema.columns["n"].checks.append(pa.Check.in_range(-5, 5))
    assert to_table_schema(schema)["fields"][0]["constraints"] == {"required": True, "minimum": 0, "maximum": 5}
    with pytest.raises(SchemaError, match="no longer fit"):
        to_table_schema(schema.rename_columns({"n": "m"}))


# ---------------------------------------------------------------- pandas


@pytest.fixture
def pandas() -> ModuleType:
    """Pandas, which wirepack itself does without."""
    return pytest.importorskip("pandas")  # type: ignore[no-any-return]


def test_a_schema_of_pandas(pandas: ModuleType) -> None:
    """Types of numpy, pandas and Arrow; a named index that is unique is the primary key."""
    import pandera.pandas as pp

    types: list[tuple[Any, Json]] = [
        (int, {"type": "integer"}),
        ("UInt8", {"type": "integer", "constraints": {"minimum": 0}}),
        ("float32", {"type": "number"}),
        ("boolean", {"type": "boolean"}),
        (str, {"type": "string"}),
        ("datetime64[ns, UTC]", {"type": "datetime"}),
        (date, {"type": "date"}),
        ("timedelta64[ns]", {"type": "duration"}),
        (pandas.CategoricalDtype(["a", "b"]), {"type": "string", "categories": ["a", "b"]}),
        (pandas.CategoricalDtype([2, 1], ordered=True), {"type": "integer", "categories": [2, 1], "categoriesOrdered": True}),
        (object, {"type": "any"}),
        (list[int], {"type": "array"}),
    ]  # fmt: skip
    columns = {f"c{place}": pp.Column(kind, nullable=True) for place, (kind, _) in enumerate(types)}
    index = pp.Index(int, pp.Check.ge(1), unique=True, name="id", title="Id")
    table = to_table_schema(pp.DataFrameSchema(columns, index=index, strict=True, ordered=True))
    assert table["primaryKey"] == ["id"]
    assert table["fields"][0] == {
        "name": "id",
        "type": "integer",
        "title": "Id",
        "constraints": {"required": True, "minimum": 1},
    }
    assert table["fields"][1:] == [{"name": f"c{place}"} | field for place, (_, field) in enumerate(types)]
    with pytest.warns(UnstatedWarning, match='column "z": .*complex'):
        to_table_schema(pp.DataFrameSchema({"z": pp.Column(complex)}))


def test_checks_and_indexes_of_pandas(pandas: ModuleType) -> None:
    """Levels of an index, bounds that are values of pandas, and an index without a name, which is no column."""
    import pandera.pandas as pp

    levels = [pp.Index(str, name="x"), pp.Index(int, name="y")]
    column = pp.Column("datetime64[ns]", pp.Check.ge(pandas.Timestamp("2020-01-01")), nullable=True)
    table = to_table_schema(pp.DataFrameSchema({"at": column}, index=pp.MultiIndex(levels, unique=["x", "y"])))
    assert table["primaryKey"] == ["x", "y"]
    assert [field["name"] for field in table["fields"]] == ["x", "y", "at"]
    assert table["fields"][2]["constraints"] == {"minimum": "2020-01-01T00:00:00"}
    unnamed = pp.DataFrameSchema({"at": column}, index=pp.Index(int, pp.Check.ge(0), unique=True))
    with pytest.warns(UnstatedWarning, match="index without a name"):
        assert "primaryKey" not in to_table_schema(unnamed)


MODEL = """
import pandera.pandas as pp
from pandera.typing import Index, Series

class Log(pp.DataFrameModel):
    number: Index[int] = pp.Field(unique=True, check_name=True)
    kind: Series[str] = pp.Field(isin=["a", "b"])
    name: Series[str] = pp.Field(str_contains=re.compile("x|y", re.IGNORECASE))

    class Config:
        strict = True
        unique = ["kind", "name"]
"""


@pytest.mark.usefixtures("pandas")
def test_a_model_of_pandas() -> None:
    """Its index, its fields and its Config; a pattern keeps its flags."""
    names: Json = {"re": re}
    exec(compile(MODEL, "model", "exec", dont_inherit=True), names)  # pandera looks at annotations, not at their texts
    table = to_table_schema(names["Log"])
    assert (table["primaryKey"], table["uniqueKeys"]) == (["number"], [["kind", "name"]])
    assert [field["constraints"] for field in table["fields"][1:]] == [
        {"required": True, "enum": ["a", "b"]},
        {"required": True, "pattern": r"[\s\S]*(?i:x|y)[\s\S]*"},
    ]

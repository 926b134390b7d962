"""The pass by column never says of a wrong cell that it is right, nor of a right one that it is wrong."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wirepack.audit import columns, wrong
from wirepack.audit.glances import make_glance
from wirepack.audit.rules import make_judge
from wirepack.audit.schema import CONSTRAINTS, Field, read_schema
from wirepack.audit.wrong import find_wrong

# Near the border: signs, zeros, spaces of every kind, digits of other scripts, the first and the last of everything.
ATOMS = [
    "", " ", "+", "-", ".", ",", "e", "E", "0", "00", "1", "9", "0x", "_", "nan", "NaN", "inf", "INF", "Infinity", "T", "Z",
    ":", "P", "٣", "１", "०", "\u00a0", "\u2009", "\x1c", "\n", "\r", "\t", "\0", "\u200b", "\ufeff", "ſ", "K", "ı", "a",
    "b", "ab", "true", "True", "TRUE", "false", "2020", "0000", "9999", "10000", "2020-01", "2020-12", "2020-00",
    "2020-02-29", "2019-02-29", "1900-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "2020-12-31", "2020-1-5",
    "10:00:00", "23:59:60", "24:00:00", "23:59:59.999999999", "+00:00", "-23:59", "+24:00", "1e308", "1e309", "1e-400",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "999999999999999999", "0.1", "0.30000000000000004",
    "100", "a@b.org", "http://a", "123e4567-e89b-12d3-a456-426614174000", "[1]", "{}", "1,2", "\ud7ff", "𝟙", "e\u0301",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(ATOMS),
    st.lists(st.sampled_from(ATOMS), max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.from_regex(r"\A[+-]?[0-9]{1,20}(\.[0-9]{1,3})?(e[+-]?[0-9]{1,3})?\Z"),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.times().map(str),
)
BOUNDS: dict[str, list[Any]] = {
    "integer": [0, 1, "2", -(10**18), 9223372036854775807, 10**19],
    "number": [0, "0.1", 0.3, "1e308", 10**400, 0.30000000000000004],
    "date": ["2020-02-29", "0001-01-01", "9999-12-31"],
    "datetime": ["2020-01-01T00:00:00"],
    "time": ["10:00:00", "10:00:00Z"],
    "year": ["2020", 0],
    "yearmonth": ["2020-01"],
    "duration": ["P1Y"],
}
ENUMS = ["1", "0.1", "1.0", "a", "ab", "true", "2020", "2020-02-29", "2020-01", "10:00:00", "NaN", ""]
PATTERNS = ["a|ab", "[a-z]+", "(?i)k", r"\d+", ".*", "a$", "^a", r"\w\b", "(a", "(?=a).*", r"(.)\1", "[^x]{2,3}"]
FORMATS = {
    "string": ["email", "uri", "uuid", "binary"],
    "date": ["%d/%m/%Y", "any"],
    "time": ["%H"],
    "datetime": ["any"],
}


@st.composite
def fields(draw: st.DrawFn) -> Field:
    """A field of any type, with some of its constraints and options."""
    kind = draw(st.sampled_from(sorted(CONSTRAINTS)))
    rules: dict[str, Any] = {}
    for rule in CONSTRAINTS[kind]:
        if rule in ("unique", "jsonSchema") or not draw(st.booleans()):
            continue
        if rule == "required":
            rules[rule] = True
        elif rule == "enum":
            rules[rule] = draw(st.lists(st.sampled_from(ENUMS), min_size=1, max_size=4))
        elif rule == "pattern":
            rules[rule] = draw(st.sampled_from(PATTERNS))
        elif rule in ("minLength", "maxLength"):
            rules[rule] = draw(st.integers(0, 4))
        else:
            rules[rule] = draw(st.sampled_from(BOUNDS[kind]))
    if draw(st.booleans()):
        rules = {}
    item: dict[str, Any] = {"name": "f", "type": kind, "constraints": rules}
    if kind in FORMATS and draw(st.booleans()):
        item["format"] = draw(st.sampled_from(FORMATS[kind]))
    if kind in ("integer", "number") and draw(st.integers(0, 4)) == 0:
        item |= draw(st.sampled_from([{"bareNumber": False}, {"groupChar": ","}, {"decimalChar": ","}]))
    if kind == "boolean" and draw(st.booleans()):
        item |= {"trueValues": ["yes", "1"], "falseValues": ["no", ""]}
    if draw(st.integers(0, 3)) == 0:
        item["missingValues"] = draw(st.sampled_from([["-"], ["", "NA", "0"], []]))
    if kind in ("string", "integer") and draw(st.integers(0, 5)) == 0:
        item["categories"] = draw(st.sampled_from([["a", "1"], [{"value": "ab", "label": "x"}]]))
    schema, _ = read_schema({"fields": [item]})
    return schema.fields[0]


@given(fields(), st.lists(TEXTS, min_size=1, max_size=12))
@settings(max_examples=400)
@example(Field("f", "number", constraints={"maximum": 10**400}), ["1"])
@example(Field("f", "date"), ["0000-01-01"])
@example(Field("f", "string", constraints={"pattern": "a|b"}), ["ab", "a\n"])
def test_what_is_accepted_is_right(field: Field, texts: list[str]) -> None:
    """Whatever `accepted` accepts, the judge finds right; `missing` is what the judge takes for no value."""
    data = pl.DataFrame({"c": pl.Series([*texts, None], dtype=pl.String)})
    right = columns.accepted(field, pl.col("c"))
    absent = data.select(columns.missing(field, pl.col("c"))).to_series().to_list()
    accepted = [True] * data.height if right is None else data.select(right).to_series().to_list()
    judge = make_judge(field)
    for cell, none, fine in zip(data["c"], absent, accepted, strict=True):
        value, broken = judge(cell)
        assert none == (cell is None or cell in field.missing)
        if fine and not none:
            assert (value is not None, broken) == (True, ()), (cell, broken)


@given(fields(), st.lists(TEXTS, min_size=1, max_size=12))
@settings(max_examples=400)
@example(Field("f", "number", constraints={"minimum": 0.3}), ["0.3", "0.30000000000000004", "0.29999999999999999"])
def test_what_is_told_is_what_the_judge_says(field: Field, texts: list[str]) -> None:
    """Told by column, or judged one by one: each cell breaks the same rules."""
    column = pl.Series("c", texts, dtype=pl.String)
    doubts = pl.Series([text not in field.missing for text in texts])
    judge = make_judge(field)
    found = {rule: mask.to_list() for rule, _, mask in find_wrong(judge, field, column, doubts, 0)}
    for place, text in enumerate(texts):
        expected = {rule for rule, _ in judge(text)[1]} if doubts[place] else set()
        assert {rule for rule, mask in found.items() if mask[place]} == expected, text


NEAR: dict[str, st.SearchStrategy[str]] = {  # what Arrow reads, and more
    "integer": st.from_regex(r"\A[+-]?(0[xX])?[0-9A-F]{1,20}\Z"),
    "number": st.from_regex(r"\A[+-]?[0-9]{0,20}\.?[0-9]{0,3}([eE][+-]?[0-9]{1,3})?\Z")
    | st.sampled_from(["nan(1)", "-inf"]),
    "date": st.from_regex(r"\A ?[0-9]{4}-[01][0-9]-[0-3][0-9] ?\Z"),
    "datetime": st.from_regex(
        r"\A[0-9]{4}-0[1-9]-0[1-9]([T ][0-2][0-9](:[0-6][0-9]){0,2}(\.[0-9]{1,9})?(Z|z|[+-]0[0-9](:?[0-9]{2})?)?)?\Z"
    ),
    "year": st.from_regex(r"\A[+-]?[0-9]{3,4}\Z"),
}


@given(fields(), st.data())
@settings(max_examples=600)
@example(Field("f", "number", constraints={"minimum": Decimal("0.3")}), ["0.30000000000000000", "0.29999999999999999"])
@example(Field("f", "number", constraints={"minimum": 0}), ["-1e-400"])
@example(Field("f", "integer"), ["0x1F"])
@example(Field("f", "number"), ["nan(1)"])
@example(Field("f", "datetime"), ["2020-01-01T10:00-02:00"])
def test_what_is_told_at_a_glance_is_right(field: Field, given_: Any) -> None:
    """Of a column that a glance finds right, the judge finds every cell right, and knows the same whole numbers."""
    cells = st.none() | TEXTS | NEAR.get(field.type, TEXTS) | NEAR.get(field.type, TEXTS)
    texts = given_ if isinstance(given_, list) else given_.draw(st.lists(cells, min_size=1, max_size=3))
    glance, judge = make_glance(field), make_judge(field)
    # as a part of a column: what stands before and behind it is not looked at
    seen = glance(pa.array(["x", *texts, "x"], pa.string()).slice(1, len(texts))) if glance else None
    if seen is None:
        return
    for place, cell in enumerate(texts):
        value, broken = judge(cell)
        if cell is None:
            assert "" in field.missing
        elif seen.right:
            assert (value is not None, broken) == (True, ()), cell
        if seen.values is not None:
            assert value == seen.values[place].as_py()


@pytest.mark.parametrize(
    ("kind", "rules", "texts"),
    [
        ("integer", {"minimum": 0, "maximum": 1000}, ["0", "1000", "007"]),
        ("number", {"minimum": 0, "maximum": "100.5"}, ["0", "100.50", "1.5"]),
        ("number", {}, ["1e5", "-.5"]),
        ("date", {"minimum": "2020-01-01"}, ["2020-01-01", "9999-12-31"]),
        ("datetime", {}, ["2020-01-01T10:00:00Z", "2020-01-01 10:00:00.5Z"]),
        ("datetime", {}, ["2020-01-01T10:00:00"]),
        ("year", {"exclusiveMinimum": 1999}, ["2000"]),
        ("boolean", {}, ["true", "0"]),
        ("string", {"maxLength": 3, "minLength": 2}, ["ab", "abc"]),
        ("string", {"enum": ["a", "b"]}, ["a", "b"]),
    ],
)
def test_ordinary_columns_need_no_second_look(kind: str, rules: dict[str, Any], texts: list[str]) -> None:
    """All cells right: a glance tells it, with cells missing and without; in both of Arrow's kinds of text."""
    glance = make_glance(read_schema({"fields": [{"name": "f", "type": kind, "constraints": rules}]})[0].fields[0])
    assert glance
    for cells in (texts, [*texts, None], [None]):
        for form in (pa.string(), pa.large_string()):
            seen = glance(pa.array(cells, form))
            assert seen
            assert seen.right


VALUES: dict[Any, Any] = {
    pl.Int64: st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(-5, 5),
    pl.UInt8: st.integers(0, 255),
    pl.Float64: st.floats() | st.sampled_from([0.1, 0.3, 0.30000000000000004, math.inf, -0.0, math.nan, 1.0]),
    pl.Boolean: st.booleans(),
    pl.Date: st.dates(date(1, 1, 1), date(9999, 12, 31)),
    pl.Datetime("us"): st.datetimes(),
    pl.Datetime("us", "UTC"): st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis asks for naive limits
    pl.Time: st.times(),
    pl.Duration("us"): st.timedeltas(timedelta(-9999), timedelta(9999)),
    pl.Decimal(20, 3): st.decimals(-1000, 1000, places=3),
    pl.List(pl.Int64): st.lists(st.none() | st.integers(-5, 5), max_size=3),
    pl.List(pl.String): st.lists(st.none() | st.text("ab1", max_size=2), max_size=3),
    pl.Binary: st.binary(max_size=3),
}


@pytest.mark.parametrize("dtype", VALUES, ids=str)
def test_what_is_accepted_of_a_typed_column_is_right(dtype: pl.DataType) -> None:
    """The same law for the columns of Parquet; and their cells can be judged, whatever they are."""

    @given(fields(), st.lists(VALUES[dtype], min_size=1, max_size=8))
    @settings(max_examples=80)
    def law(field: Field, values: list[Any]) -> None:
        column = pl.Series("c", values, dtype=dtype)
        data = column.to_frame()
        right = columns.accepted_typed(field, pl.col("c"), column.dtype)
        absent = data.select(columns.missing_typed(field, column)).to_series()
        accepted = pl.Series([True] * len(values)) if right is None else data.select(right).to_series()
        judge = make_judge(field)
        for cell, none, fine in zip(column, absent, accepted, strict=True):
            plain = cell.to_list() if isinstance(cell, pl.Series) else cell
            if fine and not none:
                assert judge(plain)[1] == (), plain
        for rule, note, mask in find_wrong(judge, field, column, ~accepted & ~absent, 0):
            assert rule
            assert note
            assert len(mask) == len(values)

    law()


@pytest.mark.parametrize(("height", "judged"), [(30, 30), (wrong.MANY + 1, 0)])
def test_judge_is_spared_what_expressions_tell(height: int, judged: int) -> None:
    """A few wrong cells are judged one by one; of thousands, those that no judge is needed for go past him."""
    field = read_schema({"fields": [{"name": "n", "type": "integer", "constraints": {"maximum": 5}}]})[0].fields[0]
    judge, asked = make_judge(field), []

    def watched(cell: Any) -> Any:
        asked.append(cell)
        return judge(cell)

    column = pl.Series("c", [str(number) for number in range(6, 6 + height)])
    (found,) = find_wrong(watched, field, column, pl.Series([True] * height))
    assert (found[0], found[2].sum(), len(asked)) == ("maximum", height, judged)

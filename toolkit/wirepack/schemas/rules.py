"""The rules of a Table Schema as pandera's checks. Each asks of its column what an audit asks, in the same two passes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandera.polars as pa_polars
import polars as pl
from polars.selectors import by_name

from wirepack.audit import columns
from wirepack.audit.canonical import NAN, canonical_column
from wirepack.audit.cells import make_reader
from wirepack.audit.rules import ORDER, is_pattern, limits_of, make_judge
from wirepack.audit.schema import BOUNDS, unlabel
from wirepack.audit.values import INVALID
from wirepack.audit.wrong import find_wrong
from wirepack.errors import SchemaError
from wirepack.schemas.types import is_every_value_right, polars_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pandera.api.polars.types import PolarsData

    from wirepack.audit.schema import Field, Schema

    Test = Callable[[pl.Series], pl.Series]  # which cells of a column are right

_EMPTY: Final = frozenset({""})
_COLUMN: Final = "column"  # what a column is called here: to polars, a name like ^a$ means other columns


def cell_checks(field: Field, *, held: bool, lossless: bool) -> list[pa_polars.Check]:
    """The rules of a field that a cell breaks by itself, in the order of a report. `held`: no row may lack a value."""
    limits = _limits(field)
    bare = replace(field, constraints={}, options={k: v for k, v in field.options.items() if k != "categories"})
    checks = []
    if held and not lossless and (polars_type(field) == pl.String or field.missing > _EMPTY):
        checks.append(_check("required", value=True, test=partial(_is_said, field)))
    if not is_every_value_right(field):
        checks.append(_check("type", value=f"{field.type}/{field.format}", test=_make_test(bare, "type")))
    for name, test in _LOSSLESS.get(field.type, {}).items() if lossless else ():
        checks.append(_check(name, value=True, test=test))
    for rule, limit in limits.items():
        if rule == "categories":
            only = replace(bare, options=field.options)
        else:
            only = replace(bare, constraints={rule: limit})
        checks.append(_check(rule, value=limit, test=_make_test(only, rule)))
    return checks


def unique_check(field: Field) -> pa_polars.Check:
    """That no value stands twice; rows without one do not count."""
    own = replace(field, name=_COLUMN)
    return _check("unique", value=True, test=lambda column: ~_repeated([own], column.to_frame(), is_primary=False))


def table_checks(table: Schema) -> list[pa_polars.Check]:
    """The rules of whole rows: keys of several fields, each of them jointly unique, and that some column is known."""
    fields = {field.name: field for field in table.fields}
    checks = [_key_check("uniqueKeys", [fields[name] for name in key], is_primary=False) for key in table.unique_keys]
    if len(table.primary_key) > 1:
        checks.insert(0, _key_check("primaryKey", [fields[name] for name in table.primary_key], is_primary=True))
    if table.match == "partial":
        checks.append(
            pa_polars.Check(
                lambda data: not fields.keys().isdisjoint(data.lazyframe.collect_schema()),
                name="fieldsMatch",
                description="at least one column is a field of the schema",
                statistics={"fieldsMatch": "partial"},
            )
        )
    return checks


def _check(name: str, *, value: Any, test: Test) -> pa_polars.Check:
    def ask(data: PolarsData) -> pl.LazyFrame:
        column = data.lazyframe.select(by_name(data.key)).collect().to_series()
        return test(column.alias(_COLUMN)).to_frame().lazy()

    return pa_polars.Check(ask, name=name, description=f"{name} is {value}", statistics={name: value})


def _key_check(name: str, fields: Sequence[Field], *, is_primary: bool) -> pa_polars.Check:
    names = [field.name for field in fields]

    def ask(data: PolarsData) -> pl.LazyFrame | bool:
        if not set(names) <= set(data.lazyframe.collect_schema()):
            return True  # that a column is missing is another error
        wrong = _repeated(fields, data.lazyframe.select(by_name(names)).collect(), is_primary=is_primary)
        return (~wrong).to_frame().lazy()

    return pa_polars.Check(ask, name=name, statistics={name: names})


# ---------------------------------------------------------------- which cells are right


def _make_test(field: Field, rule: str) -> Test:
    """Make the test of a column for one rule of its field: what is not surely right is judged, each value once."""
    judge = make_judge(field)

    def test(column: pl.Series) -> pl.Series:
        own, kind = pl.col(column.name), column.dtype
        right = columns.accepted(field, own) if kind == pl.String else columns.accepted_typed(field, own, kind)
        sound = pl.repeat(True, len(column), eager=True)
        if right is None:
            return sound
        doubts = column.to_frame().select(own.is_not_null() & ~right).to_series()
        if not doubts.any():
            return sound
        doubts = doubts & ~_missing(field, column)
        wrong = (mask for found, _, mask in find_wrong(judge, field, column, doubts) if found == rule)
        return ~next(wrong, ~sound)

    return test


def _missing(field: Field, column: pl.Series) -> pl.Series:
    """Which cells hold no value, or one that the schema calls missing."""
    own = pl.col(column.name)
    absent = columns.missing(field, own) if column.dtype == pl.String else columns.missing_typed(field, column)
    return column.to_frame().select(absent).to_series()


def _is_said(field: Field, column: pl.Series) -> pl.Series:
    """Which cells do not say by a value of theirs that they have none; an empty cell is pandera's own to find."""
    return ~_missing(field, column) | column.is_null()


def _repeated(fields: Sequence[Field], data: pl.DataFrame, *, is_primary: bool) -> pl.Series:
    """Which rows have a key that an earlier row has, or as a primary key none at all; as an audit finds them.

    Rows without any value do not count, nor does a number that equals nothing; and of a unique key, as the standard
    says, no row that lacks a part of it.
    """
    values = [_values(field, data[field.name].alias(_COLUMN)) for field in fields]
    canonical = [canonical_column(column, field) for column, field in zip(values, fields, strict=True)]
    rows = pl.DataFrame([column.alias(str(place)) for place, column in enumerate(canonical)])
    absent, names = pl.all().is_null(), rows.columns
    lacking = pl.all_horizontal(absent) if is_primary else pl.any_horizontal(absent)
    nowhere = [
        pl.col(name).eq_missing(NAN)
        for name, field in zip(names, fields, strict=True)
        if rows[name].dtype == pl.String and field.type == "number"
    ]
    held = rows.with_row_index("row").filter(~rows.select(pl.any_horizontal(lacking, *nowhere)).to_series())
    key = pl.col(names[0]) if len(names) == 1 else pl.struct(names)
    again = held.filter(~key.is_first_distinct())["row"]
    wrong = pl.repeat(False, data.height, eager=True).scatter(again, True)
    return wrong | rows.select(pl.all_horizontal(absent)).to_series() if is_primary else wrong


def _values(field: Field, column: pl.Series) -> pl.Series:
    """A column in which cells without a value of the field are null."""
    absent = _missing(field, column)
    if not is_every_value_right(field):
        absent |= ~_make_test(replace(field, constraints={}), "type")(column)
    return columns.emptied(column, absent)


# What not every file gives back: an empty cell of a CSV is missing, JSON has no infinity.
_LOSSLESS: Final[Mapping[str, Mapping[str, Test]]] = {
    "string": {"empty-string": lambda column: column != ""},
    "number": {"finite": lambda column: column.is_finite()},
    "array": {"missing-item": lambda column: ~column.list.contains(None, nulls_equal=True)},
    "list": {"missing-item": lambda column: ~column.list.contains(None, nulls_equal=True)},
}


# ---------------------------------------------------------------- what the rules say


def _limits(field: Field) -> dict[str, Any]:
    """The constraints of a field with their values, in the order of a report. SchemaError if one has no sense."""
    limits: dict[str, Any] = dict(field.constraints)
    if "categories" in field.options:
        limits["categories"] = unlabel(field.options["categories"])
    read = make_reader(field)
    for rule in ("enum", "categories"):
        for item in limits.get(rule, ()):
            if str(item) not in field.missing and read(item) is INVALID:
                raise SchemaError(f'field {field.name}: "{rule}" holds {item!r}, which is no {field.type}; correct it')
    for rule in BOUNDS:
        if rule in limits and limits_of(replace(field, constraints={rule: limits[rule]})) is None:
            raise SchemaError(f'field {field.name}: "{rule}" is {limits[rule]!r}, which is no {field.type}; correct it')
    if "pattern" in limits and not is_pattern(limits["pattern"]):
        raise SchemaError(f'field {field.name}: "pattern" {limits["pattern"]!r} is no regular expression; correct it')
    return {rule: limits[rule] for rule in ORDER if rule in limits and rule != "required"}

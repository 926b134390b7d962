"""Every column in one pass: which cells are missing, and which are surely right. The rest is for `rules` to judge.

What is accepted here must be right by `cells` and `rules`, whatever the text; what is not accepted need not be wrong. So
a rule that cannot be told by column exactly accepts less: a number close to its bound, a date with one digit.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.cells import FALSE_VALUES, TRUE_VALUES, make_reader
from wirepack.audit.rules import limits_of, whole_pattern
from wirepack.audit.schema import BOUNDS, unlabel
from wirepack.audit.values import INVALID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wirepack.audit.schema import Field

_INTEGER: Final = r"\A[+-]?[0-9]{1,18}\z"
_NUMBER: Final = r"\A[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?\z"
_DAY: Final = r"(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}"  # Python has no year 0
_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?"
_ZONE: Final = r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
_TEXTS: Final = {
    "uuid": r"\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\z",
    "uri": r"\A[A-Za-z][A-Za-z0-9+.-]*:",
    "email": r"\A[A-Za-z0-9_+]{1,30}(?:[.-][A-Za-z0-9_+]{1,30})?@"
    r"(?:[A-Za-z0-9]{1,30}(?:-[A-Za-z0-9]{1,30})?\.){1,3}[A-Za-z]{2,20}\z",
}
_NEAR: Final = 1e-9  # share of a bound within which a double is too coarse to compare with it
_FAR: Final = 1 << 62  # beyond every whole number that is compared with a bound


def missing(field: Field, column: pl.Expr) -> pl.Expr:
    """Which cells of a column of text hold no value."""
    if not field.missing:
        return column.is_null()
    if len(field.missing) == 1:
        return (column == next(iter(field.missing))).fill_null(value=True)
    return column.is_in(sorted(field.missing)).fill_null(value=True)


def missing_typed(field: Field, column: pl.Series) -> pl.Expr:
    """Which cells of a column of values hold none: the empty ones, and those that are written as a missing value is."""
    absent = pl.col(column.name).is_null()
    texts = sorted(field.missing)
    if column.dtype == pl.Object:
        return pl.lit(pl.Series([cell is None or str(cell) in field.missing for cell in column], dtype=pl.Boolean))
    if texts == [""] or column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Duration):
        return absent
    if column.dtype == pl.Boolean:
        return absent | pl.col(column.name).is_in([word == "True" for word in texts if word in ("True", "False")])
    return absent | pl.col(column.name).cast(pl.String).is_in(texts)


def emptied(column: pl.Series, absent: pl.Series) -> pl.Series:
    """A column whose cells are null where `absent` says so."""
    if not absent.any():
        return column
    if column.dtype == pl.Object:  # for which polars has no way to set a cell
        cells = [None if none else cell for cell, none in zip(column, absent, strict=True)]
        return pl.Series(column.name, cells, dtype=pl.Object)
    return pl.select(pl.when(~absent).then(column)).to_series()


def accepted(field: Field, column: pl.Expr) -> pl.Expr | None:
    """Which cells of a column of text are surely right, type and constraints; None for all of them.

    >>> from wirepack.audit.schema import Field
    >>> data = pl.DataFrame({"n": ["7", "-1", "x", " 7"]})
    >>> expr = accepted(Field("n", "integer", constraints={"minimum": 0}), pl.col("n"))
    >>> data.select(expr)["n"].to_list()
    [True, False, False, False]
    """
    make = _TYPES.get(field.type)
    if make is None or not is_plain(field):
        return none_of(column)
    form = make(field, column)
    return _all([*([] if form is None else [form]), *_constraints(field, column)])


def none_of(column: pl.Expr) -> pl.Expr:
    """No cell of a column."""
    return pl.lit(value=False) & column.is_not_null()


def _all(tests: Sequence[pl.Expr]) -> pl.Expr | None:
    """The cells that pass every test; None for all of them."""
    return reduce(and_, tests).fill_null(value=False) if tests else None


def is_plain(field: Field) -> bool:
    """Whether the field has none of the options that change how its cells are read."""
    unusual = {"bareNumber": True, "groupChar": "", "decimalChar": "."}
    return all(field.options.get(key, usual) == usual for key, usual in unusual.items()) and (
        field.format == "default" or (field.type, field.format) in _FORMATS
    )


# ---------------------------------------------------------------- types


def _string(field: Field, column: pl.Expr) -> pl.Expr | None:
    return column.str.contains(_TEXTS[field.format]) if field.format in _TEXTS else None


def _integer(_: Field, column: pl.Expr) -> pl.Expr:
    return column.str.contains(_INTEGER)


def _number(_: Field, column: pl.Expr) -> pl.Expr:
    return column.str.contains(_NUMBER)


def _boolean(field: Field, column: pl.Expr) -> pl.Expr:
    return column.is_in(words_of(field))


def words_of(field: Field) -> list[str]:
    """The words that are true or false in a field."""
    words = [*field.options.get("trueValues", TRUE_VALUES), *field.options.get("falseValues", FALSE_VALUES)]
    return [word for word in words if isinstance(word, str)]


def _date(_: Field, column: pl.Expr) -> pl.Expr:
    return column.str.contains(rf"\A{_DAY}\z") & column.str.to_date("%Y-%m-%d", strict=False).is_not_null()


def _datetime(_: Field, column: pl.Expr) -> pl.Expr:
    day = column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return column.str.contains(rf"\A{_DAY}[T ]{_CLOCK}{_ZONE}\z") & day.is_not_null()


def _time(_: Field, column: pl.Expr) -> pl.Expr:
    return column.str.contains(rf"\A{_CLOCK}{_ZONE}\z")


def _year(_: Field, column: pl.Expr) -> pl.Expr:
    return column.str.contains(r"\A[0-9]{4}\z")


def _yearmonth(_: Field, column: pl.Expr) -> pl.Expr:
    return column.str.contains(r"\A[0-9]{4}-(?:0[1-9]|1[0-2])\z")


def _anything(_: Field, __: pl.Expr) -> None:
    return None


_TYPES: Final[Mapping[str, Callable[[Field, pl.Expr], pl.Expr | None]]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
    "any": _anything,
}
_FORMATS: Final = frozenset(("string", form) for form in _TEXTS)


# ---------------------------------------------------------------- constraints


def _constraints(field: Field, column: pl.Expr) -> list[pl.Expr]:
    rules = field.constraints
    tests: list[pl.Expr] = []
    if "pattern" in rules:
        test = matches(rules["pattern"], column)
        tests.append(none_of(column) if test is None else test)
    if "minLength" in rules:
        tests.append(column.str.len_chars() >= rules["minLength"])
    if "maxLength" in rules:
        tests.append(column.str.len_chars() <= rules["maxLength"])
    if "enum" in rules:
        tests.append(_is_one_of(field, rules["enum"], column))
    if "categories" in field.options:
        tests.append(_is_one_of(field, unlabel(field.options["categories"]), column))
    return tests + _within(field, column)


def matches(pattern: str, column: pl.Expr) -> pl.Expr | None:
    """Whether a pattern matches a whole cell; None if the engine of polars does not know such patterns."""
    whole = whole_pattern(pattern)
    return None if whole is None else column.str.contains(whole)


def _is_one_of(field: Field, items: Sequence[Any], column: pl.Expr) -> pl.Expr:
    return column.is_in(spellings(field, items))


def spellings(field: Field, items: Sequence[Any]) -> list[str]:
    """The texts of values as the schema writes them; another spelling of one is left to the judge.

    A text is not the number that it looks like: in a field of texts, "5" is none of [5].
    """
    read = make_reader(field)
    return [text for item in items if (value := read(item)) is not INVALID and read(text := str(item)) == value]


def _within(field: Field, column: pl.Expr) -> list[pl.Expr]:
    limits = limits_of(field)
    if limits == {}:
        return []
    value = value_of(field, column)
    if limits is None or value is None:
        return [none_of(column)]
    if field.type == "number":
        return [clearly(rule, value, float(Decimal(limit))) for rule, limit in limits.items()]
    return [compare(rule, value, limit) for rule, limit in limits.items()]


def value_of(field: Field, column: pl.Expr) -> pl.Expr | None:
    """The values of texts whose form is accepted, to be compared with bounds; None if only the judge can do that."""
    match field.type:
        case "integer" | "year":
            return column.str.strip_prefix("+").cast(pl.Int64, strict=False)
        case "number":
            return column.cast(pl.Float64, strict=False)
        case "date":
            return column.str.to_date("%Y-%m-%d", strict=False)
    return None


def compare(rule: str, value: pl.Expr, limit: Any) -> pl.Expr:
    """Whether a value is inside a bound."""
    bound = pl.lit(limit if isinstance(limit, date) else int(min(max(limit, -_FAR), _FAR)))
    match rule:
        case "minimum":
            return value >= bound
        case "maximum":
            return value <= bound
        case "exclusiveMinimum":
            return value > bound
    return value < bound


def clearly(rule: str, value: pl.Expr, limit: float) -> pl.Expr:
    """Whether a double is so far inside a bound that the decimal it stands for is, too."""
    if not math.isfinite(limit):
        return none_of(value)
    margin = max(abs(limit), 1.0) * _NEAR
    inside = value > limit + margin if rule.endswith("inimum") else value < limit - margin
    return inside & value.is_not_nan()  # to polars, that is greater than any number


# ---------------------------------------------------------------- columns that have a type already

_NUMERIC: Final = frozenset({"integer", "number", "year"})


def accepted_typed(field: Field, column: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    """Which cells of a typed column are surely right; None for all of them. It is the same promise as `accepted`."""
    rules = field.constraints
    known = {"required", "unique", *BOUNDS, *(_LENGTHS if isinstance(dtype, pl.List) else ())}
    if not _fits(field, dtype) or set(rules) - known or "categories" in field.options:
        return none_of(column)
    limits = limits_of(field)
    within = [] if limits == {} else _within_typed(field, limits, column, dtype)
    if within is None:
        return none_of(column)
    tests = [rule(column.list.len(), rules[name]) for name, rule in _LENGTHS.items() if name in rules]
    if field.type == "year":
        tests.append(column.is_between(0, 9999))
    if dtype.is_float() and not within:
        tests.append(column.is_finite())
    return _all([*tests, *within])


_LENGTHS: Final[Mapping[str, Callable[[pl.Expr, int], pl.Expr]]] = {
    "minLength": lambda length, limit: length >= limit,
    "maxLength": lambda length, limit: length <= limit,
}


def _fits(field: Field, dtype: pl.DataType) -> bool:
    """Whether every value of the type of a column is one of the field, a year that is none aside."""
    match field.type:
        case "integer" | "year":
            return dtype.is_integer()
        case "number":
            return dtype.is_integer() or dtype.is_float()
        case "boolean" | "date" | "time":
            return dtype == {"boolean": pl.Boolean, "date": pl.Date, "time": pl.Time}[field.type]
        case "datetime" | "duration":
            return isinstance(dtype, pl.Datetime if field.type == "datetime" else pl.Duration)
        case "array":
            return isinstance(dtype, pl.List) and "arrayItem" not in field.options
    return field.type == "any"


def _within_typed(
    field: Field, limits: Mapping[str, Any] | None, column: pl.Expr, dtype: pl.DataType
) -> list[pl.Expr] | None:
    """Whether the values of a typed column are inside bounds; None if only the judge can tell."""
    if limits is None or field.type in ("time", "duration"):
        return None
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone or dtype.time_unit != "us":
            return None
        return [compare(rule, column, limit.replace(tzinfo=None)) for rule, limit in limits.items()]
    if dtype.is_float():
        return [clearly(rule, column, float(Decimal(limit))) for rule, limit in limits.items()]
    if field.type not in _NUMERIC:
        return [compare(rule, column, limit) for rule, limit in limits.items()]
    if any(abs(limit) >= _FAR for limit in limits.values()):
        return None
    return [
        clearly(rule, column.cast(pl.Float64), float(Decimal(limit))) if limit % 1 else compare(rule, column, limit)
        for rule, limit in limits.items()
    ]

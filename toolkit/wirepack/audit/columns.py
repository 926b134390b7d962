"""Every column in one pass: which cells are missing, and which are surely right. The rest is for `rules` to judge.

What is accepted here must be right by `cells` and `rules`, whatever the text; what is not accepted need not be wrong. So
a rule that cannot be told by column exactly accepts less: a number close to its bound, a date with one digit.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.cells import FALSE_VALUES, TRUE_VALUES, make_reader
from wirepack.audit.rules import whole_pattern
from wirepack.audit.values import INVALID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


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
        return pl.lit(value=False) & column.is_not_null()
    tests = [test for test in (make(field, column), *_constraints(field, column)) if test is not None]
    if not tests:
        return None
    whole = tests[0]
    for test in tests[1:]:
        whole = whole & test
    return whole.fill_null(value=False)


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
        tests.append(pl.lit(value=False) if test is None else test)
    if "minLength" in rules:
        tests.append(column.str.len_chars() >= rules["minLength"])
    if "maxLength" in rules:
        tests.append(column.str.len_chars() <= rules["maxLength"])
    for rule, options in (("enum", rules), ("categories", field.options)):
        if rule in options:
            tests.append(_is_one_of(field, options[rule], column))
    bounds = {rule: rules[rule] for rule in BOUNDS if rule in rules}
    if bounds:
        tests += _within(field, bounds, column)
    return tests


def matches(pattern: str, column: pl.Expr) -> pl.Expr | None:
    """Whether a pattern matches a whole cell; None if the engine of polars does not know such patterns."""
    try:
        pl.Series([""]).str.contains(whole_pattern(pattern))
    except pl.exceptions.PolarsError:
        return None
    return column.str.contains(whole_pattern(pattern))


def _is_one_of(field: Field, items: Any, column: pl.Expr) -> pl.Expr:
    """Whether a text is one of the values as the schema writes them; another spelling of one is left to the judge."""
    texts = [item.get("value") if isinstance(item, dict) else item for item in items]
    read = make_reader(field)
    known = [str(text) for text in texts if not isinstance(text, bool) and read(str(text)) is not INVALID]
    return column.is_in(known)


def _within(field: Field, bounds: Mapping[str, Any], column: pl.Expr) -> list[pl.Expr]:
    read = make_reader(field)
    limits = {rule: read(bound) for rule, bound in bounds.items()}
    if any(limit is INVALID for limit in limits.values()):
        return [pl.lit(value=False)]
    if field.type in ("integer", "year"):
        value = column.str.strip_prefix("+").cast(pl.Int64, strict=False)
        return [compare(rule, value, limit) for rule, limit in limits.items() if abs(limit) < 1 << 63] or [
            pl.lit(value=False)
        ]
    if field.type == "number":
        number = column.cast(pl.Float64, strict=False)
        return [clearly(rule, number, float(Decimal(limit))) for rule, limit in limits.items()]
    if field.type == "date":
        day = column.str.to_date("%Y-%m-%d", strict=False)
        return [compare(rule, day, limit) for rule, limit in limits.items()]
    return [pl.lit(value=False)]


def compare(rule: str, value: pl.Expr, limit: Any) -> pl.Expr:
    """Whether a value is inside a bound."""
    bound = pl.lit(limit)
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
        return pl.lit(value=False) & value.is_not_null()
    margin = max(abs(limit), 1.0) * _NEAR
    inside = value > limit + margin if rule.endswith("inimum") else value < limit - margin
    return inside & value.is_not_nan()  # to polars, that is greater than any number


# ---------------------------------------------------------------- columns that have a type already

_NUMERIC: Final = frozenset({"integer", "number", "year"})


def accepted_typed(field: Field, column: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    """Which cells of a typed column are surely right; None for all of them. It is the same promise as `accepted`."""
    fits = (
        (field.type == "integer" and dtype.is_integer())
        or (field.type == "number" and (dtype.is_integer() or dtype.is_float()))
        or (field.type == "boolean" and dtype == pl.Boolean)
        or (field.type == "date" and dtype == pl.Date)
        or (field.type == "datetime" and isinstance(dtype, pl.Datetime))
        or (field.type == "array" and isinstance(dtype, pl.List) and "arrayItem" not in field.options)
        or field.type == "any"
    )
    rules = field.constraints
    if not fits or set(rules) - {"required", "unique", *BOUNDS} or "categories" in field.options:
        return pl.lit(value=False) & column.is_not_null()
    read = make_reader(field)
    limits = {rule: read(rules[rule]) for rule in BOUNDS if rule in rules}
    if not limits:
        return column.is_finite() if dtype.is_float() else None
    if any(limit is INVALID for limit in limits.values()) or isinstance(dtype, pl.Datetime):
        return pl.lit(value=False) & column.is_not_null()
    if field.type in _NUMERIC and dtype.is_float():
        tests = [clearly(rule, column, float(Decimal(limit))) for rule, limit in limits.items()]
    elif field.type in _NUMERIC:
        whole = {rule: limit for rule, limit in limits.items() if abs(limit) < 1 << 62}
        if len(whole) < len(limits):
            return pl.lit(value=False) & column.is_not_null()
        tests = [
            clearly(rule, column.cast(pl.Float64), float(Decimal(limit)))
            if limit % 1
            else compare(rule, column, int(limit))
            for rule, limit in whole.items()
        ]
    else:
        tests = [compare(rule, column, limit) for rule, limit in limits.items()]
    test = tests[0]
    for more in tests[1:]:
        test = test & more
    return test.fill_null(value=False)

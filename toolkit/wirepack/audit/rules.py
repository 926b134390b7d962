"""Constraints of one cell: which of its field's rules a value breaks, in the words of the frictionless report."""

from __future__ import annotations

import re
from datetime import datetime, time
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.cells import make_reader
from wirepack.audit.schema import BOUNDS, unlabel
from wirepack.audit.values import INVALID, is_nan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wirepack.audit.schema import Field

    Judge = Callable[[Any], tuple[Any, tuple["Broken", ...]]]
    Broken = tuple[str, str]  # the rule ("type", "maximum", …) and the note of the report

_SECONDS: Final = 2.0  # for one cell against one pattern; a cell that takes longer does not match
_PATIENCE: Final = 5.0  # seconds for all such cells of a field; the rest of them count as the first did
_SLOW: Final = 0.01  # seconds; what takes less is no burden, however often it is asked
# The order in which a report lists them.
ORDER: Final = (
    "required",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "pattern",
    "enum",
    "jsonSchema",
    "categories",
)


def make_judge(field: Field) -> Judge:
    """Make the function that judges one cell: its value (None where it is missing), and the rules it breaks.

    >>> from wirepack.audit.schema import Field
    >>> judge = make_judge(Field("n", "integer", constraints={"maximum": 5}))
    >>> judge("7"), judge("x"), judge("")
    ((7, (('maximum', 'constraint "maximum" is "5"'),)), (None, (('type', 'type is "integer/default"'),)), (None, ()))
    """
    read = make_reader(field)
    tests, notes = _tests(field, read), notes_of(field)
    required = bool(field.constraints.get("required"))
    no_value = (("required", notes["required"]),) if required else ()
    no_type = (("type", notes["type"]),)

    def judge(cell: Any) -> tuple[Any, tuple[Broken, ...]]:
        if cell is None or str(cell) in field.missing:
            return None, no_value
        value = read(cell)
        if value is INVALID:
            return None, no_type
        broken = tuple((rule, notes[rule]) for rule, test in tests.items() if not test(value))
        return value, broken

    return judge


def notes_of(field: Field) -> dict[str, str]:
    """What a report says of a cell that breaks a rule of a field, by the rule."""
    kind = f'type is "{field.type}/{field.format}"'
    if field.type == "list":
        kind = f'expected item type is "{field.options.get("itemType", "string")}"'
    shown = {rule: f'constraint "{rule}" is "{limit}"' for rule, limit in _limits(field).items()}
    return {"type": kind} | shown


def _limits(field: Field) -> dict[str, Any]:
    limits: dict[str, Any] = dict(field.constraints)
    if "categories" in field.options:
        limits["categories"] = unlabel(field.options["categories"])
    return limits


def _tests(field: Field, read: Callable[[Any], Any]) -> dict[str, Callable[[Any], bool]]:
    limits = _limits(field)
    return {rule: _test(rule, limits[rule], read) for rule in ORDER if rule in limits and rule != "required"}


def _test(rule: str, limit: Any, read: Callable[[Any], Any]) -> Callable[[Any], bool]:
    if rule == "pattern":
        return make_matcher(limit)
    if rule in ("enum", "categories"):
        allowed = [read(item) for item in limit]
        return lambda value: value in allowed
    if rule == "minLength":
        return lambda value: len(value) >= limit
    if rule == "maxLength":
        return lambda value: len(value) <= limit
    if rule == "jsonSchema":
        return _schema_test(limit)
    bound = read(limit)
    return _INSIDE[rule](bound) if _bounds(bound) else lambda _: False


def limits_of(field: Field) -> dict[str, Any] | None:
    """The values of the bounds of a field, by rule; None if one of them is no value, so that no cell is inside it."""
    read = make_reader(field)
    limits = {rule: read(field.constraints[rule]) for rule in BOUNDS if rule in field.constraints}
    return limits if all(map(_bounds, limits.values())) else None


def _bounds(value: Any) -> bool:
    return value is not INVALID and not is_nan(value)


_INSIDE: Final[Mapping[str, Callable[[Any], Callable[[Any], bool]]]] = {
    "minimum": lambda bound: lambda value: _compare(value, bound) >= 0,
    "maximum": lambda bound: lambda value: _compare(value, bound) in (-1, 0),
    "exclusiveMinimum": lambda bound: lambda value: _compare(value, bound) > 0,
    "exclusiveMaximum": lambda bound: lambda value: _compare(value, bound) == -1,
}
_UNORDERED: Final = -2  # what is no number, or has a zone where the bound has none


def _compare(value: Any, bound: Any) -> int:
    if is_nan(value):
        return _UNORDERED
    if isinstance(value, datetime | time) and (value.tzinfo is None) != (bound.tzinfo is None):
        value, bound = value.replace(tzinfo=None), bound.replace(tzinfo=None)
    return int(value > bound) - int(value < bound)


def _schema_test(schema: Any) -> Callable[[Any], bool]:
    from jsonschema import validators  # noqa: PLC0415 - hardly any schema has it

    validator = validators.validator_for(schema)(schema)
    return lambda value: bool(validator.is_valid(value))


def make_matcher(pattern: str) -> Callable[[str], bool]:
    """Make the function that tells whether a pattern matches a whole value.

    A pattern that the engine of polars does not know goes to Python's, each cell in the time that is allowed for it.
    """
    whole = whole_pattern(pattern)
    if whole is None:
        return _backtracking(pattern)
    return lambda value: bool(pl.Series([value], dtype=pl.String).str.contains(whole)[0])


def whole_pattern(pattern: str) -> str | None:
    """The pattern as one of polars that must match the whole value: `ab|cd` must not accept "abZZZ".

    Its engine takes time in proportion to the text, whatever the pattern. It has no look-around and no back-references;
    None for a pattern with these.
    """
    try:
        return compile_whole(pattern)
    except pl.exceptions.PolarsError:
        return None


def compile_whole(pattern: str) -> str:
    """The same; PolarsError, whose first line is the reason, for a pattern that the engine cannot read."""
    whole = rf"\A(?:{pattern})\z"
    pl.Series([""]).str.contains(whole)
    return whole


def is_pattern(pattern: str) -> bool:
    """Whether a pattern is a regular expression to any engine that we have.

    >>> is_pattern("(?=a).*"), is_pattern("(a")
    (True, False)
    """
    if whole_pattern(pattern) is not None:
        return True
    import regex  # noqa: PLC0415 - hardly any pattern needs it

    try:
        regex.compile(pattern)
    except (regex.error, re.error):
        return False
    return True


def _backtracking(pattern: str) -> Callable[[str], bool]:
    import regex  # noqa: PLC0415 - hardly any pattern needs it

    try:
        compiled = regex.compile(pattern)
    except (regex.error, re.error):
        return lambda _: False

    lost = 0.0

    def test(value: str) -> bool:
        nonlocal lost
        if lost > _PATIENCE:
            return False
        start = perf_counter()
        try:
            return compiled.fullmatch(value, timeout=_SECONDS) is not None
        except TimeoutError:
            return False
        finally:
            spent = perf_counter() - start
            lost += spent if spent > _SLOW else 0.0

    return test

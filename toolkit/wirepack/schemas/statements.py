"""A check of pandera -> constraints that say the same; nothing, if no constraint does."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.cells import make_reader
from wirepack.audit.rules import is_pattern
from wirepack.audit.schema import CONSTRAINTS, Field
from wirepack.audit.values import INVALID, is_nan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Said = dict[str, Any]

_ANY: Final = r"[\s\S]*"  # a point leaves out line breaks
_FLAGS: Final = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
_ROUND: Final[Mapping[str, Callable[[Any], int]]] = {
    "minimum": math.ceil,
    "exclusiveMinimum": math.floor,
    "maximum": math.floor,
    "exclusiveMaximum": math.ceil,
}
_EXACT: Final = 1 << 53  # whole numbers up to here are the same as doubles


def constraints_of(check: Any, kind: str) -> dict[str, Any] | None:
    r"""The constraints that say what a check of a column of some type asks; None if there are none.

    >>> import pandera.polars as pa
    >>> constraints_of(pa.Check.in_range(0, 5, include_max=False), "integer")
    {'minimum': 0, 'exclusiveMaximum': 5}
    >>> constraints_of(pa.Check.str_startswith("a."), "string")
    {'pattern': 'a\\.[\\s\\S]*'}
    >>> constraints_of(pa.Check(lambda data: True), "string") is None
    True
    """
    said = check.statistics or {}
    state = _STATEMENTS.get(str(check.name))
    if check.raise_warning or check.groupby is not None or not said:
        return None
    if state is None:
        rule = str(check.name)
        return {rule: said[rule]} if rule in CONSTRAINTS[kind] and rule in said else None
    try:
        stated = state({name: value for name, value in said.items() if value is not None})
    except (KeyError, TypeError):  # a check of that name which is somebody's own
        return None
    rules: dict[str, Any] = {}
    for rule, value in stated.items():
        written = _write(rule, value, kind)
        if rule not in CONSTRAINTS[kind] or written is INVALID:
            return None
        if written is not None:
            rules[rule] = written
    return rules | ({} if check.ignore_na else {"required": True})


def join(rules: dict[str, Any], more: Mapping[str, Any]) -> bool:
    """Add constraints to those of a field, which must hold as well; whether both can be said at once.

    >>> rules = {"minimum": 1}
    >>> join(rules, {"minimum": 3, "enum": [3, 4]}), rules
    (True, {'minimum': 3, 'enum': [3, 4]})
    """
    both = {**rules}
    for rule, value in more.items():
        old = both.get(rule, value)
        if rule == "enum":
            both[rule] = [item for item in old if item in value]
        elif rule == "pattern" and old != value:
            return False
        elif rule in ("minimum", "exclusiveMinimum", "minLength"):
            both[rule] = max(old, value)
        elif rule in ("maximum", "exclusiveMaximum", "maxLength"):
            both[rule] = min(old, value)
        else:
            both[rule] = value
    if both.get("enum") == []:  # nothing satisfies both, and an empty list of values is no constraint
        return False
    rules.update(both)
    return True


# ---------------------------------------------------------------- values as JSON has them


def _write(rule: str, value: Any, kind: str) -> Any:
    """The value of a constraint in JSON; None if it says nothing, INVALID if it cannot be said."""
    if rule in ("minLength", "maxLength"):
        return int(value)
    if rule == "pattern":
        return value if is_pattern(value) else INVALID
    if rule == "enum":
        items = [_write_value(item, kind) for item in value if item is not None]
        return [item for item in items if item is not INVALID] or INVALID  # no column holds what is not of its type
    if isinstance(value, float) and math.isinf(value):
        return None if (value < 0) == (rule in ("minimum", "exclusiveMinimum")) else INVALID
    if kind in ("integer", "year") and isinstance(value, float | Decimal) and math.isfinite(value):
        return _ROUND[rule](value)
    return _write_value(value, kind)


def _write_value(value: Any, kind: str) -> Any:
    item: Any = value.item() if type(value).__module__ == "numpy" else value
    if isinstance(item, datetime):
        item = item.date().isoformat() if kind == "date" and item.time() == time() else item.isoformat()
    elif isinstance(item, date):
        item = f"{item}T00:00:00" if kind == "datetime" else item.isoformat()
    elif isinstance(item, time):
        item = item.isoformat()
    elif isinstance(item, timedelta):
        item = _write_duration(item)
    elif isinstance(item, float | Decimal) and -_EXACT < item < _EXACT and item == int(item):
        item = int(item)
    elif isinstance(item, Decimal):
        item = str(item)
    elif isinstance(item, str) and kind == "datetime":
        item = _as_moment(item)
    read = make_reader(Field("value", kind))(item)
    return INVALID if read is INVALID or is_nan(read) else item


def _as_moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return text


def _write_duration(value: timedelta) -> str:
    """Write a length of time as ISO 8601 has it.

    >>> _write_duration(timedelta(days=1, seconds=2.5)), _write_duration(timedelta(seconds=-3))
    ('P1DT2.5S', '-PT3S')
    """
    sign, size = ("-", -value) if value < timedelta(0) else ("", value)
    seconds = f"{size.seconds + Decimal(size.microseconds) / 1_000_000:f}"
    days = f"{size.days}D" if size.days else ""
    return f"{sign}P{days}T{seconds}S" if Decimal(seconds) or not days else f"{sign}P{days}"


# ---------------------------------------------------------------- what the checks of pandera say


def _range(said: Said) -> Said:
    low = "minimum" if said.get("include_min", True) else "exclusiveMinimum"
    high = "maximum" if said.get("include_max", True) else "exclusiveMaximum"
    return {low: said["min_value"], high: said["max_value"]}


def _lengths(said: Said) -> Said:
    exact = said.get("exact_value")
    low, high = said.get("min_value", exact), said.get("max_value", exact)
    return {rule: value for rule, value in (("minLength", low), ("maxLength", high)) if value is not None}


def _listed(values: Iterable[Any]) -> list[Any]:
    """Values in an order that is always the same: sets have none of their own."""
    return (
        sorted(values, key=lambda value: (str(type(value)), value))
        if isinstance(values, set | frozenset)
        else list(values)
    )


def whole(pattern: str | re.Pattern[str], *, start: bool) -> str:
    r"""The pattern that matches the whole of a text in which another is found, at its start or anywhere.

    >>> whole("^[a-z]+$", start=False), whole("a|b", start=True), whole("a", start=False)
    ('[a-z]+', '(?:a|b)[\\s\\S]*', '[\\s\\S]*a[\\s\\S]*')
    """
    if not isinstance(pattern, str) and pattern.flags & (re.ASCII | re.VERBOSE):
        raise TypeError(pattern)
    text = pattern if isinstance(pattern, str) else pattern.pattern
    flags = "" if isinstance(pattern, str) else "".join(sign for flag, sign in _FLAGS.items() if pattern.flags & flag)
    if flags or "|" in text:
        return f"{'' if start else _ANY}(?{flags}:{text}){_ANY}"
    before, after = "" if start else _ANY, _ANY
    for anchor in ("^", r"\A"):
        if text.startswith(anchor):
            text, before = text.removeprefix(anchor), ""
    for anchor in ("$", r"\Z", r"\z"):
        bare = text.removesuffix(anchor)
        if bare != text and (len(bare) - len(bare.rstrip("\\"))) % 2 == 0:
            text, after = bare, ""
    return f"{before}{text}{after}"


_STATEMENTS: Final[Mapping[str, Callable[[Said], Said]]] = {
    "equal_to": lambda said: {"enum": [said["value"]]},
    "isin": lambda said: {"enum": _listed(said["allowed_values"])},
    "greater_than": lambda said: {"exclusiveMinimum": said["min_value"]},
    "greater_than_or_equal_to": lambda said: {"minimum": said["min_value"]},
    "less_than": lambda said: {"exclusiveMaximum": said["max_value"]},
    "less_than_or_equal_to": lambda said: {"maximum": said["max_value"]},
    "in_range": _range,
    "str_length": _lengths,
    "str_matches": lambda said: {"pattern": whole(said["pattern"], start=True)},
    "str_contains": lambda said: {"pattern": whole(said["pattern"], start=False)},
    "str_startswith": lambda said: {"pattern": re.escape(said["string"]) + _ANY},
    "str_endswith": lambda said: {"pattern": _ANY + re.escape(said["string"])},
}

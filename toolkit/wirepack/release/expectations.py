"""What the maintainers of a package expect of its tables: read from the descriptor, where it stands with its reasons.

    "wirepack:expectations": [
      {"resource": "quotes", "check": "rows", "minimum": 50, "reason": "five articles never gave fewer"},
      {"resource": "quotes", "check": "filled", "field": "speaker", "minimum": 0.8, "reason": "…"},
      {"resource": "systems", "check": "unique", "fields": ["name"], "reason": "…"}
    ]

They are of the data, not of its schema: a table that does not meet them may be valid, and still not be fit to be released.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from wirepack.errors import UsageError
from wirepack.schemas.parse import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

PROPERTY: Final = "wirepack:expectations"
ROWS, FILLED, UNIQUE = "rows", "filled", "unique"
_EVERY: Final = ("resource", "check", "reason")
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    ROWS: (*_EVERY, "minimum", "maximum"),
    FILLED: (*_EVERY, "field", "minimum", "maximum"),
    UNIQUE: (*_EVERY, "fields"),
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation: of the number of rows, of the share of cells that are filled, or of fields that tell rows apart."""

    resource: str
    check: str
    reason: str
    fields: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


def read_expectations(descriptor: Mapping[str, Any], where: str) -> tuple[Expectation, ...]:
    """Read the expectations of a descriptor; `where` is its file. UsageError for what cannot be one.

    >>> item = {"resource": "t", "check": "rows", "minmum": 5, "reason": "r"}
    >>> read_expectations({PROPERTY: [item]}, "datapackage.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    wirepack.errors.UsageError: datapackage.json, wirepack:expectations, item 1: unknown keyword "minmum"; did you mean "minimum"? ...
    """
    items = descriptor.get(PROPERTY, [])
    if not isinstance(items, list):
        raise UsageError(f"{where}, {PROPERTY}: must be a list of objects")
    resources = [item["name"] for item in descriptor.get("resources", ()) if isinstance(item, dict) and "name" in item]
    return tuple(
        _read_item(item, resources, f"{where}, {PROPERTY}, item {number}") for number, item in enumerate(items, start=1)
    )


def _read_item(item: Any, resources: list[str], where: str) -> Expectation:
    if not isinstance(item, dict):
        raise UsageError(f"{where}: must be an object")
    check = item.get("check")
    if not isinstance(check, str) or check not in _KEYS:
        raise UsageError(f'{where}: "check" is {check!r}; {suggest(check, _KEYS)}')
    for key in item:
        if key not in _KEYS[check]:
            raise UsageError(f'{where}: unknown keyword "{key}"; {suggest(key, _KEYS[check])}')
    for key in _EVERY:
        if not isinstance(item.get(key), str) or not item[key].strip():
            raise UsageError(f'{where}: "{key}" must say something, as a string')
    if item["resource"] not in resources:
        raise UsageError(f'{where}: there is no resource "{item["resource"]}"; {suggest(item["resource"], resources)}')
    limits = {key: _read_limit(item[key], key, check, where) for key in ("minimum", "maximum") if key in item}
    if check != UNIQUE and not limits:
        raise UsageError(f'{where}: asks for nothing; give it a "minimum" or a "maximum"')
    return Expectation(item["resource"], check, item["reason"], _read_fields(item, check, where), **limits)


def _read_limit(value: Any, key: str, check: str, where: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if check == ROWS and not (is_number and isinstance(value, int) and value >= 0):
        raise UsageError(f'{where}: "{key}" is {value!r}; it must be a number of rows, like 100')
    if check == FILLED and not (is_number and 0 <= value <= 1):
        raise UsageError(f'{where}: "{key}" is {value!r}; it must be a share from 0 to 1, like 0.95')
    return float(value)


def _read_fields(item: Mapping[str, Any], check: str, where: str) -> tuple[str, ...]:
    if check == ROWS:
        return ()
    key = "field" if check == FILLED else "fields"
    given = item.get(key)
    names = [given] if check == FILLED or isinstance(given, str) else given
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
        raise UsageError(f'{where}: "{key}" is {given!r}; it must name {"a field" if check == FILLED else "fields"}')
    return tuple(names)

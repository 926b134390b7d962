"""The values that cells hold, as far as Python has no type for them, and the mark of a cell that holds none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, NamedTuple


class _Invalid:
    def __repr__(self) -> str:
        return "INVALID"


INVALID: Final = _Invalid()  # what a reader gives for a cell that is no value of its field


def is_nan(value: Any) -> bool:
    """Whether a value is the number that equals nothing, not even itself, and is neither less nor greater."""
    return isinstance(value, Decimal) and value.is_nan()


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int


class GeoPoint(NamedTuple):
    """A point in decimal degrees."""

    lon: Decimal
    lat: Decimal


class Duration(NamedTuple):
    """A length of time: months, which have no fixed length, and seconds."""

    months: Decimal
    seconds: Decimal

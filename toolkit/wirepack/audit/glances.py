"""Columns of text as Arrow has them: whether all cells are surely right, told from the column as a whole.

Arrow casts a column in a fraction of the time that it takes to ask a pattern of each cell, and a column that is right
all over needs no masks. What is told here is what `columns` would say, cell by cell; a column of which nothing can be
told is left to it. The forms that Arrow reads beyond those of the standard (0x1F, nan(1), times without seconds) are
kept out by letters and lengths, and a test holds that nothing wrong gets through.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from wirepack.audit import columns
from wirepack.audit.rules import limits_of
from wirepack.audit.schema import BOUNDS, DEFAULT_MISSING, unlabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wirepack.audit.schema import Field

    Glance = Callable[[pa.Array], "Seen | None"]

_FREE: Final = frozenset({"required", "unique"})  # constraints that others look after
_EXACT: Final = 15  # digits of decimals that are all different as doubles


class Seen(NamedTuple):
    """What a glance tells of a column: its empty cells are null, all others are of its type."""

    right: bool  # whether the other cells keep all rules
    values: pa.Array | None = None  # of whole numbers


def make_glance(field: Field) -> Glance | None:
    """Make the function that tells of a column of text what it can at a glance; None if of such a field it can nothing.

    >>> from wirepack.audit.schema import Field
    >>> glance = make_glance(Field("n", "integer", constraints={"maximum": 5}))
    >>> [glance(pa.array(cells)) is not None and glance(pa.array(cells)).right for cells in (["7"], ["5", None], ["x"])]
    [False, True, False]
    """
    rules = frozenset(field.constraints) - _FREE
    if field.missing != frozenset(DEFAULT_MISSING) or not columns.is_plain(field) or field.format != "default":
        return None
    if "categories" in field.options:
        return None if rules else _words(columns.spellings(field, unlabel(field.options["categories"])))
    if rules == {"enum"}:
        return _words(columns.spellings(field, field.constraints["enum"]))
    if field.type == "boolean":
        return None if rules else _words(columns.words_of(field))
    if field.type in ("string", "any") and rules <= {"minLength", "maxLength"}:
        return _text(field)
    limits = limits_of(field)
    if field.type not in _CASTS or limits is None or not rules <= frozenset(BOUNDS):
        return None
    return _cast(field, limits)


# ---------------------------------------------------------------- texts


def _text(field: Field) -> Glance:
    least, most = field.constraints.get("minLength", 0), field.constraints.get("maxLength")

    def look(array: pa.Array) -> Seen | None:
        if len(array) == array.null_count:
            return Seen(right=True)
        low, high = _lengths(array)
        if low == 0:  # an empty text is a missing value, too
            return None
        if (most is not None and high > most) or (least > 1 and (low < least or not _bytes(array).isascii())):
            return None
        return Seen(right=True)

    return look


def _words(words: list[str]) -> Glance:
    # made by polars: pa.array would load pandas where it is installed, which takes longer than a table
    texts = pl.Series([word for word in words if word], dtype=pl.String).to_arrow(compat_level=pl.CompatLevel.oldest())
    known = {kind: texts.cast(kind) for kind in (pa.string(), pa.large_string())}

    def look(array: pa.Array) -> Seen | None:
        found = pc.is_in(array, value_set=known[array.type])
        return Seen(right=True) if found.true_count == len(array) - array.null_count else None

    return look


# ---------------------------------------------------------------- values


def _cast(field: Field, limits: Mapping[str, Any]) -> Glance:
    cast, holds = _CASTS[field.type], field.type == "integer"

    def look(array: pa.Array) -> Seen | None:
        if len(array) == array.null_count:
            return Seen(right=True)
        try:
            values = cast(array)
        except pa.ArrowInvalid:
            return None
        if values is None:
            return None
        right = not limits or _is_inside(field, array, values, limits)
        return Seen(right, values if holds else None) if right or holds else None

    return look


def _integer(array: pa.Array) -> pa.Array | None:
    data = _bytes(array)
    return None if b"x" in data or b"X" in data else array.cast(pa.int64())


def _number(array: pa.Array) -> pa.Array | None:
    data = _bytes(array)
    return None if b"n" in data or b"N" in data else array.cast(pa.float64())  # inf, nan, nan(1)


def _date(array: pa.Array) -> pa.Array | None:
    return array.cast(pa.date32())


def _datetime(array: pa.Array) -> pa.Array | None:
    """Cast date-times that have seconds, and all the zone Z or all none."""
    low, _ = _lengths(array)
    zones = _bytes(array).count(b"Z")
    if zones == 0 and low >= len("2020-01-01T10:00:00"):
        return array.cast(pa.timestamp("us"))
    if zones == len(array) - array.null_count and low >= len("2020-01-01T10:00:00Z"):
        return array.cast(pa.timestamp("us", "UTC"))
    return None


def _year(array: pa.Array) -> pa.Array | None:
    if _lengths(array) != (4, 4):
        return None
    values = _integer(array)
    return values if values is not None and pc.min(values).as_py() >= 0 else None


_CASTS: Final[Mapping[str, Callable[[pa.Array], pa.Array | None]]] = {
    "integer": _integer,
    "number": _number,
    "date": _date,
    "datetime": _datetime,
    "year": _year,
}


def _is_inside(field: Field, array: pa.Array, values: pa.Array, limits: Mapping[str, Any]) -> bool:
    """Whether all values are surely inside the bounds."""
    if field.type == "datetime":
        return False
    least, most = pc.min_max(values).as_py().values()
    if field.type == "number":
        exact = _is_short(array)
        return all(_is_beyond(rule, least, most, Decimal(limit), exact=exact) for rule, limit in limits.items())
    return all(_INSIDE[rule](least, most, limit) for rule, limit in limits.items())


def _is_beyond(rule: str, least: float, most: float, limit: Decimal, *, exact: bool) -> bool:
    """Whether decimals are on the right side of a bound when they, rounded to doubles, lie between `least` and `most`.

    Rounding keeps the order: what is greater than the bound as a double is greater. What is equal may have been less,
    unless both have so few digits that different decimals are different doubles.
    """
    bound = float(limit)
    if exact and len(limit.as_tuple().digits) <= _EXACT and abs(limit.adjusted()) <= _EXACT:
        return _INSIDE[rule](least, most, bound)
    return least > bound if rule.endswith("inimum") else most < bound


def _is_short(array: pa.Array) -> bool:
    data = _bytes(array)
    return _lengths(array)[1] <= _EXACT and b"e" not in data and b"E" not in data


_INSIDE: Final[Mapping[str, Callable[[Any, Any, Any], bool]]] = {
    "minimum": lambda least, _, limit: bool(least >= limit),
    "maximum": lambda _, most, limit: bool(most <= limit),
    "exclusiveMinimum": lambda least, _, limit: bool(least > limit),
    "exclusiveMaximum": lambda _, most, limit: bool(most < limit),
}


# ---------------------------------------------------------------- buffers


def _lengths(array: pa.Array) -> tuple[int, int]:
    """The least and the greatest number of bytes of a cell, of which there is at least one."""
    low, high = pc.min_max(pc.binary_length(array)).as_py().values()
    return low, high


def _bytes(array: pa.Array) -> bytes:
    """The bytes of all cells, one behind the other."""
    _, offsets, data = array.buffers()
    if data is None:
        return b""
    places = memoryview(offsets).cast("q" if pa.types.is_large_string(array.type) else "i")
    start, end = places[array.offset], places[array.offset + len(array)]
    return data.slice(start, end - start).to_pybytes()  # type: ignore[no-any-return]

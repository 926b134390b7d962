"""Readers of dates, times and lengths of time: text -> value, by every format of Table Schema."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.values import INVALID, Duration, YearMonth

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.audit.schema import Field

    Reader = Callable[[Any], Any]

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DATETIME: Final = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})\D(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
_TIME: Final = re.compile(r"(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
_DURATION: Final = re.compile(
    r"([+-])?P(?!$)(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?"
    r"(?:T(?!$)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?",
    re.ASCII,
)


def date_reader(field: Field) -> Reader:
    """Read a date."""
    pattern = "%Y-%m-%d" if field.format == "default" else field.format

    def read(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell.date() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else INVALID
        if isinstance(cell, date):
            return cell
        if not isinstance(cell, str):
            return INVALID
        parsed = _parse_any(cell) if pattern == "any" else _strptime(cell, pattern)
        return parsed.date() if isinstance(parsed, datetime) else INVALID

    return read


def datetime_reader(field: Field) -> Reader:
    """Read a date with a time."""

    def read(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell
        if not isinstance(cell, str):
            return INVALID
        if field.format == "any":
            return _parse_any(cell)
        return _iso_datetime(cell) if field.format == "default" else _strptime(cell, field.format)

    return read


def time_reader(field: Field) -> Reader:
    """Read a time of day."""

    def read(cell: Any) -> Any:
        if isinstance(cell, time):
            return cell
        if not isinstance(cell, str):
            return INVALID
        if field.format == "default":
            return _iso_time(cell)
        parsed = _parse_any(cell) if field.format == "any" else _strptime(cell, field.format)
        return parsed.timetz() if isinstance(parsed, datetime) else INVALID

    return read


def _strptime(text: str, pattern: str) -> Any:
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007 - the cell says whether it has a zone
    except (ValueError, re.error):
        return INVALID


def _parse_any(text: str) -> Any:
    from dateutil import parser  # noqa: PLC0415 - hardly any schema has it

    try:
        return parser.parse(text)
    except (ValueError, OverflowError, TypeError):
        return INVALID


def _iso_datetime(text: str) -> Any:
    match = _DATETIME.fullmatch(text)
    if match is None:
        return INVALID
    try:
        day = date(*map(int, match.groups()[:3]))
    except ValueError:
        return INVALID
    clock = _clock(match.groups()[3:])
    return INVALID if clock is INVALID else datetime.combine(day, clock)


def _iso_time(text: str) -> Any:
    match = _TIME.fullmatch(text)
    return _clock(match.groups()) if match else INVALID


def _clock(parts: tuple[str | None, ...]) -> Any:
    hour, minute, second, fraction, zone = parts
    try:
        micro = int(((fraction or "") + "000000")[:6])
        return time(int(hour or 0), int(minute or 0), int(second or 0), micro, _zone(zone))
    except ValueError:
        return INVALID


def _zone(text: str | None) -> tzinfo | None:
    if not text or text in "Zz":
        return UTC if text else None
    return datetime.strptime(text.replace(":", "").ljust(5, "0"), "%z").tzinfo


def year_reader(_: Field) -> Reader:
    """Read a year of four digits."""

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            value = int(cell) if len(cell) == 4 and _INTEGER.fullmatch(cell) else -1
        else:
            value = cell if isinstance(cell, int) and not isinstance(cell, bool) else -1
        return value if 0 <= value <= 9999 else INVALID

    return read


def yearmonth_reader(_: Field) -> Reader:
    """Read a month of a year."""

    def read(cell: Any) -> Any:
        parts = cell.split("-") if isinstance(cell, str) else cell
        if not isinstance(parts, list | tuple) or len(parts) != 2:
            return INVALID
        if not all(isinstance(part, int) or (isinstance(part, str) and _INTEGER.fullmatch(part)) for part in parts):
            return INVALID
        year, month = map(int, parts)
        return YearMonth(year, month) if 1 <= month <= 12 else INVALID

    return read


def duration_reader(_: Field) -> Reader:
    """Read a length of time as ISO 8601 writes it."""

    def read(cell: Any) -> Any:
        if isinstance(cell, timedelta):  # as Parquet has it
            whole = cell.days * 86400 + cell.seconds
            return Duration(Decimal(0), whole + Decimal(cell.microseconds) / 1_000_000)
        match = _DURATION.fullmatch(cell) if isinstance(cell, str) else None
        if match is None:
            return INVALID
        try:
            years, months, weeks, days, hours, minutes, seconds = (
                Decimal((part or "0").replace(",", ".")) for part in match.groups()[1:]
            )
        except InvalidOperation:
            return INVALID
        sign = -1 if match.group(1) == "-" else 1
        total = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
        return Duration(sign * (years * 12 + months), sign * total)

    return read

"""The definition of a right cell: what its text, or its value in JSON, is as a value of its field.

`make_reader` gives for a field the function that reads one cell. It knows every type and format of Table Schema v2 and
follows the frictionless reader, whose verdict ours must be; docs/validation.md lists where we differ, and why.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import date, datetime, time, timezone
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wirepack.audit.schema import Field

    Reader = Callable[[Any], Any]


class _Invalid:
    def __repr__(self) -> str:
        return "INVALID"


INVALID: Final = _Invalid()  # what a reader gives for a cell that is no value of its field

TRUE_VALUES: Final = ("true", "True", "TRUE", "1")
FALSE_VALUES: Final = ("false", "False", "FALSE", "0")
ITEM_TYPES: Final = ("string", "integer", "boolean", "number", "datetime", "date", "time")

# Python's int() and Decimal() read more than the standard allows: 1_000, ١٢
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_NUMBER: Final = re.compile(
    r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:nan|inf(?:inity)?)", re.I
)
_BARE: Final = re.compile(r"^[^-\d]*|\D*$")  # what bareNumber: false lets stand around a number:   $ 95 %
_DATETIME: Final = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})\D(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
_TIME: Final = re.compile(r"(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
_DURATION: Final = re.compile(
    r"([+-])?P(?!$)(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?"
    r"(?:T(?!$)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?",
    re.ASCII,
)
_EMAIL: Final = re.compile(
    r"""[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]"""
    r"""(?:[a-z0-9-]{0,61}[a-z0-9])""",
    re.IGNORECASE | re.ASCII,
)
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_UUID: Final = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


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


def make_reader(field: Field) -> Reader:
    """Make the function that reads a cell: a text, or a value of JSON. It gives the value, or INVALID.

    Missing values are not its business: it is asked for cells that hold something.

    >>> from wirepack.audit.schema import Field
    >>> read = make_reader(Field("n", "integer"))
    >>> read(" 12"), read(3.0), read("1_000"), read(True)
    (12, 3, INVALID, INVALID)
    >>> make_reader(Field("l", "list", options={"itemType": "integer", "delimiter": ";"}))("1;2")
    [1, 2]
    """
    return _MAKERS[field.type](field)


# ---------------------------------------------------------------- text


def _string(field: Field) -> Reader:
    check = _FORMATS.get(field.format)
    if check is None:
        return lambda cell: cell if isinstance(cell, str) else INVALID
    return lambda cell: cell if isinstance(cell, str) and check(cell) else INVALID


def _is_binary(text: str) -> bool:
    try:
        base64.b64decode(text)
    except (binascii.Error, ValueError):
        return False
    return True


def _is_wkt(text: str) -> bool:
    from wirepack.audit.wkt import is_wkt  # noqa: PLC0415 - hardly any schema has it

    return is_wkt(text)


_FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "uri": lambda text: _URI.fullmatch(text) is not None,
    "uuid": lambda text: _UUID.fullmatch(text) is not None,
    "binary": _is_binary,
    "wkt": _is_wkt,
}


# ---------------------------------------------------------------- numbers


def _integer(field: Field) -> Reader:
    bare = field.options.get("bareNumber", True)
    group = field.options.get("groupChar", "")

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            text = cell.strip()
            if not bare:
                text = _BARE.sub("", text)
            if group:
                text = text.replace(group, "")
            return int(text) if _INTEGER.fullmatch(text) else INVALID
        if isinstance(cell, bool):
            return INVALID
        if isinstance(cell, int):
            return cell
        if isinstance(cell, float | Decimal) and cell == cell and cell % 1 == 0:
            return int(cell)
        return INVALID

    return read


def _number(field: Field) -> Reader:
    bare = field.options.get("bareNumber", True)
    group = field.options.get("groupChar", "")
    point = field.options.get("decimalChar", ".")

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            text = cell.strip()
            if not bare:
                text = _BARE.sub("", text)
            if group:
                text = text.replace(group, "")
            if point != ".":
                if "." in text:
                    return INVALID
                text = text.replace(point, ".")
            return _decimal(text) if _NUMBER.fullmatch(text) else INVALID
        if isinstance(cell, bool):
            return INVALID
        if isinstance(cell, int | Decimal):
            return cell
        return Decimal(str(cell)) if isinstance(cell, float) else INVALID

    return read


def _decimal(text: str) -> Any:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what decimals hold
        return INVALID


def _boolean(field: Field) -> Reader:
    words = dict.fromkeys(field.options.get("trueValues", TRUE_VALUES), True)
    words |= dict.fromkeys(field.options.get("falseValues", FALSE_VALUES), False)

    def read(cell: Any) -> Any:
        if isinstance(cell, bool):
            return cell
        return words.get(cell, INVALID) if isinstance(cell, str) else INVALID

    return read


# ---------------------------------------------------------------- time


def _date(field: Field) -> Reader:
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


def _datetime(field: Field) -> Reader:
    def read(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell
        if not isinstance(cell, str):
            return INVALID
        if field.format == "any":
            return _parse_any(cell)
        return _iso_datetime(cell) if field.format == "default" else _strptime(cell, field.format)

    return read


def _time(field: Field) -> Reader:
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


def _zone(text: str | None) -> timezone | None:
    if not text or text in "Zz":
        return timezone.utc if text else None
    return datetime.strptime(text.replace(":", "").ljust(5, "0"), "%z").tzinfo  # type: ignore[return-value]


def _year(_: Field) -> Reader:
    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            value = int(cell) if len(cell) == 4 and _INTEGER.fullmatch(cell) else -1
        else:
            value = cell if isinstance(cell, int) and not isinstance(cell, bool) else -1
        return value if 0 <= value <= 9999 else INVALID

    return read


def _yearmonth(_: Field) -> Reader:
    def read(cell: Any) -> Any:
        parts = cell.split("-") if isinstance(cell, str) else cell
        if not isinstance(parts, list | tuple) or len(parts) != 2:
            return INVALID
        if not all(isinstance(part, int) or (isinstance(part, str) and _INTEGER.fullmatch(part)) for part in parts):
            return INVALID
        year, month = map(int, parts)
        return YearMonth(year, month) if 1 <= month <= 12 else INVALID

    return read


def _duration(_: Field) -> Reader:
    def read(cell: Any) -> Any:
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


# ---------------------------------------------------------------- structures


def _array(field: Field) -> Reader:
    item = field.options.get("arrayItem")
    read_item = _item_reader(field, item) if isinstance(item, dict) and item else None

    def read(cell: Any) -> Any:
        value = _from_json(cell)
        if not isinstance(value, list):
            return INVALID
        if read_item and any(entry is not None and read_item(entry) is INVALID for entry in value):
            return INVALID
        return value

    return read


def _list(field: Field) -> Reader:
    delimiter = field.options.get("delimiter", ",")
    read_item = _item_reader(field, {"type": field.options.get("itemType", "string")})

    def read(cell: Any) -> Any:
        parts = cell.split(delimiter) if isinstance(cell, str) else cell
        if not isinstance(parts, list | tuple):
            return INVALID
        items = [read_item(part) for part in parts]
        return INVALID if any(item is INVALID for item in items) else items

    return read


def _item_reader(field: Field, item: Mapping[str, Any]) -> Reader:
    from wirepack.audit.schema import Field as Record  # noqa: PLC0415 - a record, for an item of the list

    kind = item.get("type", "any")
    if kind not in _MAKERS or kind == "array":
        kind = "any"
    return make_reader(Record(field.name, kind, item.get("format", "default"), options=item))


def _object(_: Field) -> Reader:
    def read(cell: Any) -> Any:
        value = _from_json(cell)
        return value if isinstance(value, dict) else INVALID

    return read


def _geojson(field: Field) -> Reader:
    def read(cell: Any) -> Any:
        from wirepack.audit.geojson import is_geojson, is_topojson  # noqa: PLC0415 - hardly any schema has it

        value = _from_json(cell)
        check = is_topojson if field.format == "topojson" else is_geojson
        return value if isinstance(value, dict) and check(value) else INVALID

    return read


def _geopoint(field: Field) -> Reader:
    def read(cell: Any) -> Any:
        value = cell
        if isinstance(cell, str):
            value = cell.split(",") if field.format == "default" else _from_json(cell)
        if field.format == "object" and isinstance(value, dict) and len(value) == 2:
            value = [value.get("lon"), value.get("lat")]
        if not isinstance(value, list | tuple) or len(value) != 2:
            return INVALID
        try:
            lon, lat = (Decimal(str(part).strip()) for part in value)
        except InvalidOperation:
            return INVALID
        return GeoPoint(lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else INVALID

    return read


def _from_json(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return INVALID


def _any(_: Field) -> Reader:
    return lambda cell: cell


_MAKERS: Final[Mapping[str, Callable[[Field], Reader]]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
    "duration": _duration,
    "array": _array,
    "list": _list,
    "object": _object,
    "geopoint": _geopoint,
    "geojson": _geojson,
    "any": _any,
}

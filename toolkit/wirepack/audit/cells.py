"""The definition of a right cell: what its text, or its value in JSON, is as a value of its field.

`make_reader` gives for a field the function that reads one cell. It knows every type and format of Table Schema v2 and
follows the frictionless reader, whose verdict ours must be; docs/validation.md lists where we differ, and why.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.moments import (
    date_reader,
    datetime_reader,
    duration_reader,
    time_reader,
    year_reader,
    yearmonth_reader,
)
from wirepack.audit.structures import array_reader, geojson_reader, geopoint_reader, list_reader, object_reader
from wirepack.audit.values import INVALID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wirepack.audit.schema import Field

    Reader = Callable[[Any], Any]


TRUE_VALUES: Final = ("true", "True", "TRUE", "1")
FALSE_VALUES: Final = ("false", "False", "FALSE", "0")

# Python's int() and Decimal() read more than the standard allows: 1_000, ١٢
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_NUMBER: Final = re.compile(
    r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:nan|inf(?:inity)?)", re.IGNORECASE
)
_LONG: Final = 4000  # digits; Python refuses to make an integer of many more
_BARE: Final = re.compile(r"^[^-\d]*|\D*$")  # what bareNumber: false lets stand around a number:   $ 95 %
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


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


def _validates(rule: str, text: str) -> bool:
    """Whether a text is an address or a UUID to the library that frictionless asks."""
    import validators  # noqa: PLC0415 - few schemas need it

    return getattr(validators, rule)(text) is True


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
    "email": lambda text: _validates("email", text),
    "uri": lambda text: _URI.match(text) is not None,
    "uuid": lambda text: _validates("uuid", text),
    "binary": _is_binary,
    "wkt": _is_wkt,
}


# ---------------------------------------------------------------- numbers


def _digits_of(field: Field) -> Callable[[str], str]:
    """What takes from the text of a number all that its field allows around and between the digits."""
    bare = field.options.get("bareNumber", True)
    group = field.options.get("groupChar", "")

    def clean(cell: str) -> str:
        text = cell.strip()
        if not bare:
            text = _BARE.sub("", text)
        return text.replace(group, "") if group else text

    return clean


def _integer(field: Field) -> Reader:
    clean = _digits_of(field)

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            text = clean(cell)
            if not _INTEGER.fullmatch(text):
                return INVALID
            return int(text) if len(text) < _LONG else Decimal(text)
        if isinstance(cell, bool):
            return INVALID
        if isinstance(cell, int):
            return cell
        if isinstance(cell, float | Decimal) and math.isfinite(cell) and int(cell) == cell:
            return int(cell)
        return INVALID

    return read


def _number(field: Field) -> Reader:
    clean = _digits_of(field)
    point = field.options.get("decimalChar", ".")

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            text = clean(cell)
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


# ---------------------------------------------------------------- items


def _array(field: Field) -> Reader:
    item = field.options.get("arrayItem")
    return array_reader(_item_reader(field, item) if isinstance(item, dict) and item else None)


def _list(field: Field) -> Reader:
    return list_reader(field, _item_reader(field, {"type": field.options.get("itemType", "string")}))


def _item_reader(field: Field, item: Mapping[str, Any]) -> Reader:
    kind = item.get("type", "any")
    if kind not in _MAKERS or kind == "array":
        kind = "any"
    return make_reader(replace(field, type=kind, format=item.get("format", "default"), options=item))


def _any(_: Field) -> Reader:
    return lambda cell: cell


_MAKERS: Final[Mapping[str, Callable[[Field], Reader]]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": date_reader,
    "datetime": datetime_reader,
    "time": time_reader,
    "year": year_reader,
    "yearmonth": yearmonth_reader,
    "duration": duration_reader,
    "array": _array,
    "list": _list,
    "object": object_reader,
    "geopoint": geopoint_reader,
    "geojson": geojson_reader,
    "any": _any,
}

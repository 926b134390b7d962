"""Readers of cells with an inner structure: JSON, lists, points and shapes."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from wirepack.audit.geojson import is_geojson, is_topojson
from wirepack.audit.values import INVALID, GeoPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.audit.schema import Field

    Reader = Callable[[Any], Any]


def array_reader(read_item: Reader | None) -> Reader:
    """Read a JSON array, whose items the other reader must take."""

    def read(cell: Any) -> Any:
        value = _from_json(cell)
        if not isinstance(value, list | tuple):
            return INVALID
        if read_item and any(entry is not None and read_item(entry) is INVALID for entry in value):
            return INVALID
        return value

    return read


def list_reader(field: Field, read_item: Reader) -> Reader:
    """Read items between delimiters."""
    delimiter = field.options.get("delimiter", ",")

    def read(cell: Any) -> Any:
        parts = cell.split(delimiter) if isinstance(cell, str) else cell
        if not isinstance(parts, list | tuple):
            return INVALID
        items = [read_item(part) for part in parts]
        return INVALID if any(item is INVALID for item in items) else items

    return read


def object_reader(_: Field) -> Reader:
    """Read a JSON object."""

    def read(cell: Any) -> Any:
        value = _from_json(cell)
        return value if isinstance(value, dict) else INVALID

    return read


def geojson_reader(field: Field) -> Reader:
    """Read a shape."""

    def read(cell: Any) -> Any:
        value = _from_json(cell)
        check = is_topojson if field.format == "topojson" else is_geojson
        return value if isinstance(value, dict) and check(value) else INVALID

    return read


def geopoint_reader(field: Field) -> Reader:
    """Read a point."""

    def read(cell: Any) -> Any:
        value = cell
        if isinstance(cell, str):
            value = cell.split(",") if field.format == "default" else _from_json(cell)
        if field.format == "object" and (isinstance(value, dict) or isinstance(cell, str)):
            value = [value.get("lon"), value.get("lat")] if isinstance(value, dict) and len(value) == 2 else INVALID
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

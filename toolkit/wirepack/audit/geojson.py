"""GeoJSON (RFC 7946) and TopoJSON, as far as a cell can be told to be one."""

from __future__ import annotations

from typing import Any, Final

_DEPTH: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_SHORTEST: Final = {
    "LineString": 2,
    "MultiLineString": 2,
    "Polygon": 4,
    "MultiPolygon": 4,
}  # positions of a line or ring


def is_geojson(value: Any) -> bool:
    """Whether a JSON object is a geometry, a feature or a collection of them.

    >>> is_geojson({"type": "Point", "coordinates": [36.7, 34.7]}), is_geojson({"type": "Point"})
    (True, False)
    """
    if not isinstance(value, dict):
        return False
    match value.get("type"):
        case "FeatureCollection":
            return isinstance(value.get("features"), list) and all(map(_is_feature, value["features"]))
        case "Feature":
            return _is_feature(value)
    return _is_geometry(value)


def is_topojson(value: Any) -> bool:
    """Whether a JSON object is a topology, or one of its geometries.

    >>> is_topojson({"type": "Topology", "objects": {}, "arcs": []}), is_topojson({"type": "LineString", "arcs": [42]})
    (True, True)
    """
    if not isinstance(value, dict):
        return False
    match value.get("type"):
        case "Topology":
            return isinstance(value.get("objects"), dict) and isinstance(value.get("arcs"), list)
        case "GeometryCollection":
            return isinstance(value.get("geometries"), list) and all(map(is_topojson, value["geometries"]))
        case "Point" | "MultiPoint":
            return isinstance(value.get("coordinates"), list)
        case "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon":
            return isinstance(value.get("arcs"), list)
    return False


def _is_feature(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("type") != "Feature":
        return False
    geometry, properties = value.get("geometry", 0), value.get("properties", 0)
    return (geometry is None or _is_geometry(geometry)) and (properties is None or isinstance(properties, dict))


def _is_geometry(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        return isinstance(value.get("geometries"), list) and all(map(_is_geometry, value["geometries"]))
    if kind not in _DEPTH:
        return False
    return _is_nested(value.get("coordinates"), _DEPTH[kind], _SHORTEST.get(kind, 0))


def _is_nested(value: Any, depth: int, shortest: int) -> bool:
    """Whether lists of lists hold positions at a depth, at least so many on the last level."""
    if not isinstance(value, list):
        return False
    if depth == 0:
        return len(value) >= 2 and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)
    enough = depth > 1 or len(value) >= shortest
    return enough and all(_is_nested(part, depth - 1, shortest) for part in value)

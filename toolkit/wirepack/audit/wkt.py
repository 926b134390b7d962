"""Well-known text of geometries (OGC Simple Features), as far as a cell can be told to be one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN: Final = re.compile(r"\s*(?:([A-Za-z]+)|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([(),]))")
_KINDS: Final = {
    "POINT": 0,
    "LINESTRING": 1,
    "CIRCULARSTRING": 1,
    "POLYGON": 2,
    "MULTIPOINT": 1,
    "MULTILINESTRING": 2,
    "MULTIPOLYGON": 3,
    "TRIANGLE": 2,
    "TIN": 3,
    "POLYHEDRALSURFACE": 3,
}
_CURVED: Final = ("COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE", "MULTISURFACE")  # of geometries or bare lists
_DEEPEST: Final = 50  # collections within collections


def is_wkt(text: str) -> bool:
    """Whether a text is the well-known text of a geometry.

    >>> is_wkt("POINT (30 10)"), is_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"), is_wkt("POINT 30 10")
    (True, True, False)
    """
    tokens = _tokenize(text)
    return bool(tokens) and _geometry(tokens, 0, 0) == len(tokens)


def _tokenize(text: str) -> list[str]:
    tokens, place, text = [], 0, text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return []
        tokens.append((match.group(1) or match.group(2) or match.group(3)).upper())
        place = match.end()
    return tokens


def _geometry(tokens: list[str], place: int, depth: int) -> int:
    """The place behind a geometry that begins at a token; -1 if none does."""
    if place >= len(tokens) or depth > _DEEPEST:
        return -1
    kind, place = tokens[place], place + 1
    if place < len(tokens) and tokens[place] in ("Z", "M", "ZM"):
        place += 1
    if place < len(tokens) and tokens[place] == "EMPTY":
        return place + 1
    if kind == "GEOMETRYCOLLECTION":
        return _list(tokens, place, lambda at: _geometry(tokens, at, depth + 1))
    if kind in _CURVED:
        return _list(tokens, place, lambda at: _bare(tokens, at, depth + 1))
    return _nested(tokens, place, _KINDS[kind]) if kind in _KINDS else -1


def _bare(tokens: list[str], place: int, depth: int) -> int:
    """A geometry, or the points of one without its name."""
    if tokens[place : place + 1] == ["("]:
        return _nested(tokens, place, 2 if tokens[place + 1 : place + 2] == ["("] else 1)
    return _geometry(tokens, place, depth)


def _nested(tokens: list[str], place: int, depth: int) -> int:
    if place < len(tokens) and tokens[place] == "EMPTY":
        return place + 1
    if depth == 0:
        return _list(tokens, place, lambda at: _position(tokens, at))
    if depth == 1:
        return _list(tokens, place, lambda at: _point(tokens, at))
    return _list(tokens, place, lambda at: _nested(tokens, at, depth - 1))


def _list(tokens: list[str], place: int, read: Callable[[int], int]) -> int:
    if place >= len(tokens) or tokens[place] != "(":
        return -1
    while True:
        place = read(place + 1)
        if place < 0 or place >= len(tokens):
            return -1
        if tokens[place] == ")":
            return place + 1
        if tokens[place] != ",":
            return -1


def _point(tokens: list[str], place: int) -> int:
    """A position, with or without brackets of its own:   MULTIPOINT ((10 40), (40 30))."""
    if place < len(tokens) and tokens[place] == "(":
        return _list(tokens, place, lambda at: _position(tokens, at))
    return _position(tokens, place)


def _position(tokens: list[str], place: int) -> int:
    first = place
    while place < len(tokens) and tokens[place][0] in "+-.0123456789":
        place += 1
    return place if 2 <= place - first <= 4 else -1

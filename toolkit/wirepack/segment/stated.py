"""What the input's metadata state, held against the zones: a headline that the text repeats, and one that is none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirepack.models import Stated, Zone

_TOP = 6  # zones in which a text repeats its headline or byline
_WORD = re.compile(r"\w+")
_SAME = 0.6  # share of words: "Calm holds" and "Calm holds in Homs - Example Daily" are one headline, cut and extended


def fit_zones(text: str, zones: tuple[Zone, ...], stated: Stated) -> tuple[Zone, ...]:
    """Correct the zones of a text whose headline is stated.

    A first line that repeats it is the title, and one that was taken for a title and is something else is the body: the
    main text of a page often begins with its first paragraph.
    """
    if stated.title is None:
        return zones
    words = _words(stated.title)
    authors = [_words(author) for author in stated.authors]
    titled = False
    fitted: list[Zone] = []
    for index, zone in enumerate(zones):
        kind = zone.kind
        if index < _TOP and kind in {"title", "body", "heading", "deck"}:
            own = _words(text[zone.start : zone.end])
            if not titled and _is_same(own, words):
                kind, titled = "title", True
            elif own and any(own - {"by"} == author for author in authors):
                kind = "metadata:byline"
            elif kind == "title":
                kind = "body"
        fitted.append(zone if kind == zone.kind else replace(zone, kind=kind))
    return tuple(fitted)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _is_same(one: set[str], other: set[str]) -> bool:
    return bool(one) and len(one & other) >= _SAME * max(len(one), len(other))

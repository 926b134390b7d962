"""Speech inside a quotation: “Officials told us that the truce holds,” he said."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.extract.quotes.cues import find_places
from wirepack.extract.quotes.line import CLAUSE, read_inside
from wirepack.extract.quotes.verbs import find_attributions
from wirepack.grammar import OBJECT

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

_TOLD = frozenset({"told", "tell", "tells", "telling"})


def find_nested(document: Document, line: Line, item: int) -> tuple[Line, list[Attribution]]:
    """Find who was told what inside the quotation at `item`, with the line that the attributions refer to.

    Only telling counts, with its addressee: “I think” and “they say” inside a quotation are the speaker's own words.
    """
    if not line.bits[item] & CLAUSE:
        return line, []
    marks = document.marks[line.marks[item]]
    first = bisect_left(document.tokens.start, marks.start)
    last = bisect_left(document.tokens.start, marks.end)
    if _TOLD.isdisjoint(document.tokens.lower[first:last]):
        return line, []
    inside = read_inside(document, marks)
    found = find_attributions(inside, find_places(inside))
    return inside, [one for one in found if one.kind == "tell" and _is_reported(inside, one)]


def _is_reported(line: Line, one: Attribution) -> bool:
    """Tell whether somebody named was told something, and not only "I told you"."""
    if one.addressee is None or one.speaker is None:
        return False
    return line.lower[one.speaker[0]] not in ("i", "you") and not line.bits[one.addressee[0]] & OBJECT

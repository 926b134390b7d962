"""Speech inside a quotation: “Officials told us that the truce holds,” he said."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.extract.quotes.cuewords import find_places
from wirepack.extract.quotes.line import CLAUSE, MARKED, read_inside
from wirepack.extract.quotes.sources import is_source
from wirepack.extract.quotes.verbs import find_attributions
from wirepack.grammar import OBJECT, SUBJECT

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

# Forms of what somebody did say, to a listener or in so many words; “he says he will” is the speaker's own account.
_SAID = frozenset({"told", "said", "tells", "tell", "telling", "warned", "asked", "shouted", "wrote"})
_OTHERS = frozenset({"him", "her", "them", "you"})  # “they told him” is mostly a tale of the speaker’s
_TOLD = frozenset({"told", "tell", "tells", "telling"})


def find_nested(document: Document, line: Line, item: int) -> tuple[Line, list[Attribution]]:
    """Find who said what inside the quotation at `item`, with the line that the attributions refer to.

    “I think” and “they say” inside a quotation are the speaker's own words. What counts is

    1. who told somebody something: “Officials told us that …”
    2. what somebody who is named or described said: “The army said the road was safe”
    3. words in marks of their own, whoever said them: “They shouted: ‘Run!’”
    """
    if not line.bits[item] & CLAUSE:
        return line, []
    marks = document.marks[line.marks[item]]
    first = bisect_left(document.tokens.start, marks.start)
    last = bisect_left(document.tokens.start, marks.end)
    if _SAID.isdisjoint(document.tokens.lower[first:last]):
        return line, []
    inside = read_inside(document, line.marks[item])
    found = find_attributions(inside, find_places(inside))
    return inside, [one for one in found if _is_reported(inside, one)]


def _is_reported(line: Line, one: Attribution) -> bool:
    """Tell whether an attribution inside a quotation is of somebody else's words."""
    if one.cue is None or one.speaker is None or line.lower[one.cue[0]] not in _SAID:
        return False
    speaker = line.bits[one.speaker[0]]
    if line.lower[one.speaker[0]] in ("i", "you"):
        return False
    marked = any(line.bits[at] & MARKED for start, end in one.contents for at in range(start, end))
    if marked or one.marked_only:
        return marked and line.lower[one.speaker[0]] != "we"
    pronoun = bool(speaker & SUBJECT) and one.speaker[1] - one.speaker[0] == 1
    if line.lower[one.cue[0]] in _TOLD:
        if one.addressee is None or line.lower[one.addressee[0]] in _OTHERS:
            return False
        return not (pronoun and line.bits[one.addressee[0]] & OBJECT)
    return not pronoun and is_source(line, *one.speaker)

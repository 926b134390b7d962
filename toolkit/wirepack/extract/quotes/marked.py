"""Words in quotation marks: which attribution they belong to, which go on without one, which are no quotation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, PARAGRAPH, TITLE, UTTERANCE

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

_LONGEST_TERM = 4  # words; a longer fragment is no name or coinage


def assign_marks(document: Document, line: Line, found: list[Attribution]) -> dict[int, int]:
    """Map each item in marks that is somebody's words to its attribution: the innermost that holds it.

    Terms, names and titles in marks are left out unless they are all that is reported: “called it the ‘Great Game’”.
    """
    terms = _repeated_terms(document)
    owner: dict[int, int] = {}
    for number, attribution in enumerate(found):
        for start, end in attribution.contents:
            for item in range(start, end):
                if not line.bits[item] & MARKED:
                    continue
                alone = end - start == 1 or attribution.marked_only
                if not alone and _is_term(document, line, item, terms):
                    continue
                if item not in owner or _is_inner(attribution, found[owner[item]]):
                    owner[item] = number
    return owner


def _is_inner(one: Attribution, other: Attribution) -> bool:
    """Tell whether `one` reports less than `other`, which reports it too."""
    return sum(end - start for start, end in one.contents) < sum(end - start for start, end in other.contents)


def _repeated_terms(document: Document) -> frozenset[str]:
    """Return what the article puts in marks again and again: the author's irony, nobody's words."""
    counts = Counter(document.text[marks.start : marks.end].lower() for marks in document.marks)
    return frozenset(text for text, count in counts.items() if count > 1)


def _is_term(document: Document, line: Line, item: int, terms: frozenset[str]) -> bool:
    """Tell whether marked words are a title, a name, or a coinage: “Israel”, “New Detente”."""
    if line.bits[item] & TITLE:
        return True
    if line.bits[item] & UTTERANCE:
        return False
    marks = document.marks[line.mark[item]]
    text = document.text[marks.start : marks.end]
    words = text.split()
    return text.lower() in terms or (len(words) <= _LONGEST_TERM and all(word[0].isupper() for word in words))


def find_continued(line: Line, found: list[Attribution], owner: dict[int, int]) -> dict[int, int]:
    """Map quotations without a cue of their own to the item whose utterance they continue.

    1. in the same paragraph, as a sentence of its own: “…,” he said. “…”
    2. in the next paragraph, if it begins with a quotation and names no other source
    """
    cues = {attribution.cue[0] for attribution in found if attribution.cue}
    continued: dict[int, int] = {}
    last: int | None = None
    attributed = False  # this paragraph has a cue
    begin = 0
    for item, bits in enumerate(line.bits):
        if item in cues:
            attributed = True
        if bits & MARKED:
            if item in owner:
                last = item
            elif last is not None and _stands_alone(line, item):
                continued[item] = last
        if bits & PARAGRAPH:
            begin = item + 1
            last = _carried(line, begin, cues, last)
    return continued


def _carried(line: Line, begin: int, cues: set[int], last: int | None) -> int | None:
    """Return the item that a next paragraph goes on from, if it is a quotation without a cue."""
    if last is None or begin >= len(line.bits) or not line.bits[begin] & CLAUSE:
        return None
    at = begin
    while not line.bits[at] & PARAGRAPH:
        if at in cues:
            return None
        at += 1
    return last


def _stands_alone(line: Line, item: int) -> bool:
    """Tell whether a quotation is a sentence of its own."""
    before = line.bits[item - 1] & BREAK or line.lower[item - 1] == "·"
    return bool(before and line.bits[item] & UTTERANCE)

"""Words in quotation marks: which attribution they belong to, which go on without one, which are no quotation."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import ABBREVIATION, BREAK, CLAUSE, TITLE, UTTERANCE

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.extract.quotes.line import Line
    from wirepack.models import Document

_SPEECH = frozenset({"say", "tell", "write", "announce", "claim", "warn", "ask"})  # kinds of Attribution
_LONGEST_TERM = 4  # words; a longer fragment is no name or coinage


def assign_marks(document: Document, line: Line, found: list[Attribution]) -> dict[int, int]:
    """Map each item in marks that is somebody's words to its attribution: the innermost that holds it.

    Terms, names and titles in marks are left out unless they are all that is reported: “called it the ‘Great Game’”.
    """
    if not line.marks:
        return {}
    terms, marked = _repeated_terms(document), list(line.marks)
    owner: dict[int, int] = {}
    for number, attribution in enumerate(found):
        for start, end in attribution.contents:
            for item in marked[bisect_left(marked, start) : bisect_left(marked, end)]:
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
    met: set[str] = set()
    repeated: set[str] = set()
    for marks in document.marks:
        text = document.text[marks.start : marks.end].lower()
        (repeated if text in met else met).add(text)
    return frozenset(repeated)


def _is_term(document: Document, line: Line, item: int, terms: frozenset[str]) -> bool:
    """Tell whether marked words are a title, a name, or a coinage: “Israel”, “New Detente”."""
    if line.bits[item] & TITLE:
        return True
    if line.bits[item] & UTTERANCE:
        return False
    marks = document.marks[line.marks[item]]
    text = document.text[marks.start : marks.end]
    words = text.split()
    return text.lower() in terms or (len(words) <= _LONGEST_TERM and all(word[0].isupper() for word in words))


def find_continued(document: Document, line: Line, found: list[Attribution], owner: dict[int, int]) -> dict[int, int]:
    """Map quotations without a cue of their own to the attribution that they continue.

    1. in the same paragraph, as a sentence of its own: “…,” he said. “…”
    2. in the next paragraph, if it begins with a quotation and names no other source
    3. behind a sentence of reported speech: He said the truce holds. “We hold the hill.”

    4. before it, a paragraph whose quotation stays open: “We fled. ¶ “We lost the hill,” he said.

    A question that somebody asked is not continued by the next paragraph, which may answer it.
    """
    cues = sorted((attribution.cue[0], number) for number, attribution in enumerate(found) if attribution.cue)
    places = [place for place, _ in cues]
    saying = [(place, number) for place, number in cues if found[number].kind in _SPEECH]
    continued: dict[int, int] = {}
    source = previous = None  # the attribution of the utterance before, and its last item
    for item in line.marks:
        if item in owner:
            source, previous = owner[item], item
            continue
        paragraph = bisect_left(line.ends, item)
        if source is not None and previous is not None:
            before = bisect_left(line.ends, previous)
            next_one = paragraph == before + 1 and _goes_on(line, places, paragraph, item)
            if paragraph > before and not (next_one and _may_go_on(document, line, previous, item)):
                source = None
            elif paragraph > before or _stands_alone(line, item):
                continued[item] = source
                previous = item
        if item not in continued and not document.marks[line.marks[item]].closed:
            opened = _next_owned(line, owner, item)
            if opened is not None:
                continued[item] = source = opened
                previous = item
        if item not in continued and stands_alone(line, item):
            reported = _reported_before(line, saying, item)
            same = item - 1 not in line.ends
            if reported is not None and (
                same or (found[reported].kind != "ask" and _goes_on(line, places, paragraph, item))
            ):
                continued[item] = source = reported
                previous = item
    return continued


def _next_owned(line: Line, owner: dict[int, int], item: int) -> int | None:
    """Return the attribution of the quotation that opens the next paragraph."""
    paragraph = bisect_left(line.ends, item)
    return owner.get(line.ends[paragraph] + 1)


def _may_go_on(document: Document, line: Line, item: int, following: int) -> bool:
    """Tell whether the quotation of the next paragraph may go on from this one.

    Not behind a question, nor where this one is closed and the next has marks of another style and stays open: a block
    of an excerpt, whose own quotations are set in the style of the page.
    """
    one, other = document.marks[line.marks[item]], document.marks[line.marks[following]]
    if document.text[one.end - 1] == "?":
        return False
    return other.closed or not one.closed or one.style == other.style


def _reported_before(line: Line, saying: list[tuple[int, int]], item: int) -> int | None:
    """Return the first attribution, of those of speech, in the sentence right before an item."""
    begin = last = item - 1
    while begin > 0 and not line.bits[begin - 1] & BREAK:
        begin -= 1
    cue = bisect_left(saying, (begin, 0))
    return saying[cue][1] if cue < len(saying) and saying[cue][0] < last else None


def _goes_on(line: Line, cues: list[int], paragraph: int, item: int) -> bool:
    """Tell whether a paragraph begins with a quotation and holds no cue of its own."""
    begin, end = line.ends[paragraph - 1] + 1, line.ends[paragraph]
    cue = bisect_left(cues, begin)
    return item == begin and bool(line.bits[item] & CLAUSE) and not (cue < len(cues) and cues[cue] < end)


def _stands_alone(line: Line, item: int) -> bool:
    """Tell whether a quotation begins a sentence of its own."""
    before = line.bits[item - 1] & BREAK or line.lower[item - 1] == ABBREVIATION
    return bool(before and line.bits[item] & UTTERANCE)


def stands_alone(line: Line, item: int) -> bool:
    """Tell whether a quotation is a sentence of its own, and holds a clause."""
    return bool(line.bits[item - 1] & BREAK and line.bits[item] & CLAUSE and line.bits[item + 1] & BREAK)

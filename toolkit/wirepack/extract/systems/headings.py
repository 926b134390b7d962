"""Whose systems a list of losses or holdings counts, as the line above it says.

Russia
Tanks (12, of which destroyed: 10): 2 T-62M, 3 T-72B3
1 2S19 Msta-S: (1, damaged)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.countries import find_states
from wirepack.grammar import NUMBER, PREPOSITION, PUNCTUATION, word_class

if TYPE_CHECKING:
    from wirepack.extract.systems.parties import Span
    from wirepack.models import Document, Tokens

# A line of such a list: a count, or a label and a count.   • 2 T-62M   Tanks (12, of which destroyed: 10): 2 T-62M
_ITEM: Final = re.compile(r"\s*(?:[-•*–—·]\s*)?(?:[A-Z][^\n:]{0,60}(?:\([^)\n]{0,90}\))?\s*:\s*)?\d{1,4}\s*[x×]?\s+\S")
# A label alone:   Tanks (12, of which destroyed: 10)
_LABEL: Final = re.compile(r"\s*[A-Z][A-Za-z ,/&-]{2,60}(?:\([^)\n]{0,120}\))?:?\s*")
_MAX_HEADING: Final = 10  # tokens of a line that names a side


class Sides:
    """The sides that the lists of an article are headed by: found once, when the first name asks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: tuple[list[int], list[Span | None]] | None = None

    def of(self, position: int) -> Span | None:
        r"""The tokens of the state in the heading of the list that holds a character; None if there is none.

        >>> from wirepack.models import Seed
        >>> from wirepack.segment import segment
        >>> text = "Losses\n\nRussia\nTanks: 2 T-62M, 3 T-72B3.\n\nIt was a long week for 4 T-90M.\n"
        >>> document = segment(Seed("a.txt", "", "a-0", text, "utf-8"))
        >>> sides = Sides(document)
        >>> [sides.of(text.index(name)) is not None for name in ("T-62M", "T-72B3", "T-90M")]
        [True, True, False]
        """
        if self._found is None:
            self._found = _find(self._document)
        starts, sides = self._found
        return sides[bisect_right(starts, position) - 1]


def _find(document: Document) -> tuple[list[int], list[Span | None]]:
    """The characters at which lines begin, and the heading that each line stands under."""
    starts: list[int] = []
    sides: list[Span | None] = []
    heading: Span | None = None
    start = 0
    for line in document.text.split("\n"):
        is_item = _ITEM.match(line) is not None
        if line.strip() and not is_item:
            heading = _heading(document.tokens, start, start + len(line)) or (
                heading if _LABEL.fullmatch(line) else None
            )
        starts.append(start)
        sides.append(heading if is_item else None)
        start += len(line) + 1
    return starts, sides


def _heading(tokens: Tokens, start: int, end: int) -> Span | None:
    """The state that a line consists of, but for counts and words of loss:   Russia   UKRAINE - 24, of which destroyed: 20."""
    first, last = bisect_right(tokens.start, start - 1), bisect_right(tokens.start, end - 1)
    if not 0 < last - first <= _MAX_HEADING:
        return None
    states = find_states(tokens, first, last)
    if not states or states[0].first - first > 1:
        return None
    rest = [k for k in range(first, last) if not states[0].first <= k < states[0].last]
    plain = NUMBER | PREPOSITION | PUNCTUATION
    if all(word_class(tokens.lower[k]) & plain or tokens.lower[k] in context_words("side") for k in rest):
        return states[0].first, states[0].last
    return None

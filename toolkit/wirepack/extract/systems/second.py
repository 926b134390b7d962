"""What else a text calls a system, directly behind its name: the T-6A “Texan II”, a B-29 named Enola Gay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.extract.systems.nouns import NAMING
from wirepack.extract.systems.shipwords import MARKS
from wirepack.extract.systems.stated import NO_GIVEN_NAME, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirepack.extract.systems.parties import Span
    from wirepack.models import Tokens

_MAX_WORDS: Final = 3  # of such a name
_APOSTROPHES: Final = frozenset("'’")  # as well a possessive of a plural


def find_second_names(tokens: Tokens, taken: list[bool], names: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Give each name that stands behind one of `names`, both as tokens: in marks, or behind a verb of naming.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("The T-6A “Texan II” met a B-29 named Enola Gay and the “F-16” that “It Works” praised.")
    >>> names = [(1, 2), (8, 9), (15, 16)]
    >>> [" ".join(tokens.text[slice(*span)]) for _, span in find_second_names(tokens, [False] * 30, names)]
    ['Texan II', 'Enola Gay']
    """
    for name in names:
        place = name[1]
        place += tokens.text[place : place + 1] == ["("]
        named = tokens.lower[place : place + 1] and tokens.lower[place] in NAMING
        place += 1 if named else 0
        first = place
        while first < len(tokens.text) and tokens.text[first] in MARKS:
            first += 1
        marked = first > place and tokens.text[place] not in _APOSTROPHES
        last = first
        while last < len(tokens.text) and last - first < _MAX_WORDS and not taken[last] and _is_part(tokens, last):
            last += 1
        if last == first or not (named or marked) or tokens.gap(place) > 1 or not tokens.text[first][0].isupper():
            continue
        is_closed = last < len(tokens.text) and tokens.text[last] in MARKS
        if (marked and is_closed) or (not marked and is_name(tokens, first, last, NO_GIVEN_NAME)):
            yield name, (first, last)


def _is_part(tokens: Tokens, place: int) -> bool:
    """Whether a word can be one of such a name: with a capital, or a number behind one."""
    word = tokens.text[place]
    return word[0].isupper() or word[0].isdigit()

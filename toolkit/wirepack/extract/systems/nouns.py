"""The noun beside a name that tells what it is: Javelin anti-tank missiles, the frigate “Forbin”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from wirepack.catalogue import Head
    from wirepack.models import Tokens

_CLOSERS: Final = frozenset("\"”’'»)")  # "the “Tiger” helicopters"
_OPENERS: Final = frozenset("\"“‘'«(")
_MAX_MODIFIERS: Final = 4  # "Javelin shoulder-fired anti-tank guided missiles"
_MAX_WORDS_OF_HEAD: Final = 4  # "multiple launch rocket system"


def head_after(tokens: Tokens, position: int) -> Head | None:
    """The noun that tells what the name ending at a token is, with modifiers before it; or one in apposition.

    >>> from wirepack.segment.tokens import tokenize
    >>> head_after(tokenize("Javelin anti-tank missiles"), 1).class_
    'anti-tank missile'
    >>> head_after(tokenize("Javelin, a guided missile"), 1).class_, head_after(tokenize("Javelin, missiles"), 1)
    ('missile', None)
    """
    lower, limit = tokens.lower, len(tokens.lower)
    if position < limit and lower[position] in _CLOSERS:
        position += 1
    if position + 1 < limit and lower[position] in (",", "("):
        if lower[position + 1] in ("a", "an", "the"):
            position += 2
        elif lower[position] == "(":
            position += 1
    for place in range(position, min(position + _MAX_MODIFIERS + 1, limit)):
        phrase = match_phrase(tokens, place, limit, heads().get(lower[place], []))
        if phrase:
            return phrase.payload
        if lower[place] not in context_words("modifier"):
            return None
    return None


def head_before(tokens: Tokens, position: int) -> Head | None:
    """The noun directly before the name that begins at a token:   the frigate “Forbin”."""
    place = position - 1
    if place >= 0 and tokens.lower[place] in _OPENERS:
        place -= 1
    for length in range(_MAX_WORDS_OF_HEAD, 0, -1):
        begin = place - length + 1
        if begin >= 0:
            phrase = match_phrase(tokens, begin, place + 1, heads().get(tokens.lower[begin], []))
            if phrase and len(phrase.words) == length:
                return phrase.payload
    return None

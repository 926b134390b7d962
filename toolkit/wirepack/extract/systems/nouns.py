"""The noun beside a name that tells what it is: Javelin anti-tank missiles, the frigate “Forbin”."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import ANY_GROUP, context_words, heads
from wirepack.grammar import ARTICLES, DETERMINER, FINITE, PREPOSITION, WH, word_class
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from wirepack.catalogue import Head
    from wirepack.models import Tokens
    from wirepack.phrases import Phrase

_CLOSERS: Final = frozenset("\"”’'»)")  # "the “Tiger” helicopters"
_OPENERS: Final = frozenset("\"“‘'«(")
_MAX_MODIFIERS: Final = 4  # "Javelin shoulder-fired anti-tank guided missiles"
_MAX_WORDS_OF_HEAD: Final = 4  # "multiple launch rocket system"
COPULAS: Final = frozenset({"is", "was", "became", "remains"})
NAMING: Final = frozenset({"called", "code-named", "codenamed", "designated", "dubbed", "named", "nicknamed"})
_BEFORE_STATED: Final = _OPENERS | _CLOSERS | {"the"}
_MAX_STATED: Final = 9  # words between the article and the noun: "a relatively cheap and simple twin-engined bomber"
_NOT_STATED: Final = PREPOSITION | FINITE | WH


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
        if lower[position + 1] in ARTICLES:
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
    phrase = head_ending(tokens, place)
    return phrase.payload if phrase else None


def head_ending(tokens: Tokens, place: int) -> Phrase[Head] | None:
    """The longest noun whose last word is a token.

    >>> from wirepack.segment.tokens import tokenize
    >>> head_ending(tokenize("a ballistic missile"), 2).words
    ('ballistic', 'missile')
    """
    if place < 0 or tokens.lower[place] not in _last_words():
        return None
    for begin in range(max(place - _MAX_WORDS_OF_HEAD + 1, 0), place + 1):
        phrase = match_phrase(tokens, begin, place + 1, heads().get(tokens.lower[begin], []))
        if phrase and begin + len(phrase.words) == place + 1:
            return phrase
    return None


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.lower[-1] for phrases in heads().values() for phrase in phrases)


def head_stated(tokens: Tokens, first: int, last: int) -> Head | None:
    """The noun that a sentence says a name to be, or that is said to have the name.

    Such are "The Example is a heavy tank that …", "The Example was one of the last tanks" and "a missile known as
    Example"; but not "Example was a tank commander", and of a name without an article not "Example was a fighter".

    >>> from wirepack.segment.tokens import tokenize
    >>> for text in ("The Example was a cheap tank.", "The Example was a tank commander.", "Example was a fighter."):
    ...     found = head_stated(tokens := tokenize(text), begin := tokens.text.index("Example"), begin + 1)
    ...     print(found and found.class_)
    tank
    None
    None
    """
    lower, limit = tokens.lower, len(tokens.lower)
    while last < limit and tokens.text[last] in _CLOSERS:
        last += 1
    if last + 1 < limit and lower[last] in COPULAS:
        begin = last + 1
        if lower[begin : begin + 3] == ["one", "of", "the"]:
            begin += 2
        if lower[begin] in ARTICLES:
            told = first > 0 and bool(word_class(lower[first - 1]) & DETERMINER)
            return _stated(tokens, begin + 1, told=told)
    while first > 0 and tokens.text[first - 1] in _BEFORE_STATED:
        first -= 1
    if first > 1 and lower[first - 2 : first] == ["known", "as"]:
        return head_before(tokens, first - 2)
    return head_before(tokens, first - 1) if first > 0 and lower[first - 1] in NAMING else None


def _stated(tokens: Tokens, begin: int, *, told: bool) -> Head | None:
    """The noun of a predicate that begins behind its article; `told`: of whatever length it is."""
    for place in range(begin, min(begin + _MAX_STATED, len(tokens.lower))):
        phrase = match_phrase(tokens, place, len(tokens.lower), heads().get(tokens.lower[place], []))
        if phrase and ANY_GROUP not in phrase.payload.groups:
            behind = place + len(phrase.words)
            is_whole = behind == len(tokens.lower) or not tokens.text[behind].isalpha() or _goes_behind(tokens, behind)
            if is_whole:
                return phrase.payload if told or len(phrase.words) > 1 else None
        word = tokens.text[place]
        if not (word[0].isalnum() or word == ",") or word_class(tokens.lower[place]) & _NOT_STATED:
            return None
    return None


def _goes_behind(tokens: Tokens, place: int) -> bool:
    """Whether a word can follow the noun of a predicate:   a tank | built, that, in."""
    word = tokens.lower[place]
    return bool(word_class(word)) or word.endswith(("ed", "ing")) or word in ("built", "capable")

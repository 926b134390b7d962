"""Flights that were lost: Iran Air Flight 655 is an aircraft in an article that tells how it was shot down.

A flight number names a service of an airline, and of a day. Where it crashes, is hijacked or shot down, reports name the
aircraft so, and often in no other way; where nothing happens, it is no aircraft of interest, and is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.extract.systems.flying import is_flying_near
from wirepack.extract.systems.shipwords import is_compound
from wirepack.extract.systems.signs import SIGNS
from wirepack.extract.systems.unlisted import Unlisted
from wirepack.grammar import word_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens

_FLIGHT: Final = "flight"
_CRAFT: Final = "aircraft"  # the class: which type it was is told elsewhere, if at all
_NUMBER: Final = re.compile(r"\d{1,4}")
# Of the airline and the number:   MH17   U24567   but not: UN2024
_CODE: Final = re.compile(r"(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])(?!(?:19|20)\d\d$)(\d{2,4})")
_AIRLINE: Final = re.compile(r"[A-Z]{2,3}")  # before its number: KAL 007
_NUMBER_ALONE: Final = re.compile(r"\d{3}")  # behind those letters
_MAX_AIRLINE: Final = 4  # words of an airline's name
_NEAR: Final = 6  # tokens on each side of a code alone in which its loss is told


def _is_code(word: str, _: str) -> bool:
    return _CODE.fullmatch(word) is not None or _NUMBER_ALONE.fullmatch(word) is not None


_SAYS_FLIGHT: Final = SIGNS.add(lambda _, lower: lower == _FLIGHT)
_CODED: Final = SIGNS.add(_is_code)
_LOSS: Final = SIGNS.add(lambda _, lower: lower in context_words("loss"))


def find_flights(text: str, tokens: Tokens, taken: list[bool], setting: Setting) -> Iterator[Unlisted]:
    """Find the flights that an article tells to be lost, in order; the number alone is the flight named in full before.

    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> for text in ("A missile shot down Iran Air Flight 655. Flight 655 fell.", "Book Iran Air Flight 655 to Dubai."):
    ...     tokens = tokenize(text)
    ...     print([flight.name for flight in find_flights(text, tokens, [False] * 20, Setting(tokens))])
    ['Iran Air Flight 655', 'Iran Air Flight 655']
    []
    """
    if not setting.marked.has(_LOSS):
        return
    full: dict[str, str] = {}
    for position in setting.marked.places(_SAYS_FLIGHT | _CODED):
        span = _named(tokens, position) if tokens.lower[position] == _FLIGHT else _coded(tokens, position, full)
        if span is None or any(taken[span[0] : span[1]]):
            continue
        first, last = span
        start, end, number = tokens.start[first], tokens.end[last - 1], tokens.text[last - 1]
        written = " ".join(text[start:end].replace(" flight ", " Flight ").split())
        name = full.setdefault(_digits(number), number if _CODE.fullmatch(number) else written)
        yield Unlisted(start, end, name, _CRAFT)


def _digits(number: str) -> str:
    """The number of a flight without the letters of its airline:   804 of MS804."""
    match = _CODE.fullmatch(number)
    return match[1] if match else number


def airline_of(tokens: Tokens, name: tuple[int, int]) -> tuple[int, int] | None:
    """The airline in the name of a flight, as tokens: who flies it.

    >>> from wirepack.segment.tokens import tokenize
    >>> airline_of(tokenize("Iran Air Flight 655"), (0, 4)), airline_of(tokenize("Flight 655"), (0, 2))
    ((0, 2), None)
    """
    first, flight = name[0], name[1] - 2
    return (first, flight) if flight > first and tokens.lower[flight] == _FLIGHT else None


def _named(tokens: Tokens, position: int) -> tuple[int, int] | None:
    """A flight by that word:   Pan Am Flight 103   Flight 655   Malaysia Airlines flight MH17."""
    last = position + 2
    if last > len(tokens.text) or tokens.gap(position + 1) != 1:
        return None
    first, number = position, tokens.text[position + 1]
    while first > 0 and position - first < _MAX_AIRLINE and _names_airline(tokens, first - 1):
        first -= 1
    if _CODE.fullmatch(number):
        return (first if first < position else position + 1), last
    if not _NUMBER.fullmatch(number) or (first == position and not tokens.text[position].istitle()):
        return None
    return first, last


def _names_airline(tokens: Tokens, place: int) -> bool:
    """Whether a word can be one of the airline's name before its flight."""
    if not tokens.text[place][0].isupper() or tokens.gap(place + 1) != 1:
        return False
    return not word_class(tokens.lower[place]) or tokens.lower[max(place - 1, 0) : place + 1] == ["pan", "am"]


def _coded(tokens: Tokens, position: int, full: dict[str, str]) -> tuple[int, int] | None:
    """A flight by its code alone, named in full before, or with its loss beside it:   MH17   the KAL 007 shootdown."""
    word, first = tokens.text[position], position
    if word.isdigit():
        first -= 1
        if first < 0 or not _AIRLINE.fullmatch(tokens.text[first]) or tokens.gap(position) != 1:
            return None
    elif full.get(_digits(word)) == word:
        return first, position + 1
    around = tokens.lower[max(first - _NEAR, 0) : first] + tokens.lower[position + 1 : position + 1 + _NEAR]
    behind = tokens.lower[position + 1 : position + 2]
    is_other = is_compound(tokens, position + 1) and context_words("loss").isdisjoint(behind)  # an HL230 engine
    if is_other or context_words("loss").isdisjoint(around):
        return None
    told = word.isdigit() and not context_words("loss").isdisjoint(behind)  # the KAL 007 shootdown
    return (first, position + 1) if told or is_flying_near(tokens, first, position + 1) else None

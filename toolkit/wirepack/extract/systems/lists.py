"""Systems in lists that name their common letters once:   S-300s and -400s   MiG-29s, -31s   Su-27/30/35."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import names_from
from wirepack.designations import compact, first_piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirepack.catalogue import System
    from wirepack.models import Tokens

_JOINERS: Final = frozenset({",", "/", "and", "or", "&"})
_DASHES: Final = frozenset("-‐‑–−")
# A name that ends with letters and a number, which the list goes on with:   S-300s   Su-27   Kh-55
_STEM: Final = re.compile(r"(?:.*[^A-Za-z])?([A-Z][A-Za-z]{0,3})[-‐‑–− ]?\d{2,3}[A-Z]{0,4}\d?s?")
_NUMBER: Final = re.compile(r"(\d{2,3}[A-Z]{0,4}\d?)s?")  # 400s   31   35S


def find_elided(
    text: str, tokens: Tokens, taken: list[bool], places: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, System]]:
    """Find the items that stand behind the name of a listed system without its letters; the catalogue must have them.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize(text := "S-300s and -400s")
    >>> [(text[start:end], system.name) for start, end, system in find_elided(text, tokens, [False] * 4, [(0, 6)])]
    [('-400s', 'S-400 Triumf')]
    """
    for start, end in places:
        stem = _STEM.fullmatch(text[start:end])
        if stem:
            yield from _items(tokens, taken, bisect_left(tokens.start, end), stem[1])


def _items(tokens: Tokens, taken: list[bool], place: int, stem: str) -> Iterator[tuple[int, int, System]]:
    """The items behind a token, as long as the list goes on."""
    while place + 1 < len(tokens.text) and tokens.lower[place] in _JOINERS:
        bar = tokens.text[place] == "/"
        number = place + 1
        while number + 1 < len(tokens.text) and tokens.lower[number] in ("and", "or"):  # MiG-29s, and -31s
            number += 1
        dashed = tokens.text[number] in _DASHES and number + 1 < len(tokens.text)
        first, number = number, number + dashed
        match = _NUMBER.fullmatch(tokens.text[number])
        if not match or not (dashed or bar) or taken[number] or (dashed and tokens.end[first] != tokens.start[number]):
            return
        system = _system(f"{stem}-{match[1]}")
        if system is None:
            return
        yield tokens.start[first], tokens.end[number], system
        place = number + 1


def _system(name: str) -> System | None:
    aliases = (names_from(first_piece(name.lower())) or {}).get(compact(name), ())
    return next((alias.system for alias in aliases if alias.system and not alias.needs_context), None)

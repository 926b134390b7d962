"""Words of the sea: what an article says of ships, and which words their names are made of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from wirepack.models import Tokens

SHIP: Final = "ship"  # the class of a ship whose kind is not stated, and the group of all of them
MARKS: Final = frozenset("\"“”‘’'`«»")
HULL: Final = re.compile(r"(?:U|UB|UC|LST|LCI|LCT|PT|DDG|DD|DE|SSN|SSBN|CVN|CV|FFG|LHD|LPD)-\d{1,4}")  # U-505, LST-167
_NUMBERED: Final = re.compile(r"[A-Z]{1,4}-?\d{1,4}")  # a hull number as a name in marks: V-5, B-237, K-141
_NUMERALS: Final = frozenset({"II", "III", "IV", "VI", "I", "V"})  # Scillonian III
_AMBIGUOUS: Final = frozenset({"carrier", "sub", "guided", "guided-missile", "missile", "attack", "assault", "support"})


def evidence(tokens: Tokens) -> int:
    """How many different words of the sea an article has.

    >>> from wirepack.segment.tokens import tokenize
    >>> evidence(tokenize("The frigate capsized.")), evidence(tokenize("The album sold well."))
    (2, 0)
    """
    return len(_sea_words().intersection(tokens.lower))


@cache
def _sea_words() -> frozenset[str]:
    """Single nouns for ships and the words that speak of them."""
    nouns = {
        phrase.words[0]
        for entries in heads().values()
        for phrase in entries
        if len(phrase.words) == 1 and phrase.payload.groups == {SHIP}
    }
    return frozenset(nouns | context_words("nautical") | context_words("sails")) - _AMBIGUOUS


def is_name_word(word: str) -> bool:
    """Whether a word can be one of a ship's name.

    >>> is_name_word("Blanca"), is_name_word("MSC"), is_name_word("B-237"), is_name_word("sank")
    (True, True, True, False)
    """
    if not word[0].isupper():
        return False
    return word.replace("-", "").isalpha() or word in _NUMERALS or _NUMBERED.fullmatch(word) is not None


@cache
def ship_prefixes() -> dict[str, bool]:
    """The abbreviations before names of ships, and whether the article must speak of ships for them to count."""
    return {row["prefix"]: row["context"] == "needs" for row in read_table("system_ship_prefixes")}


def takes_ships(tokens: Tokens, first: int, last: int, reach: int) -> bool:
    """Whether a word that only ships take stands just before a name or behind it."""
    behind = tokens.lower[last : last + reach + 1]
    before = tokens.lower[max(first - 3, 0) : first]
    return not (context_words("sails").isdisjoint(behind) and context_words("aboard").isdisjoint(before))

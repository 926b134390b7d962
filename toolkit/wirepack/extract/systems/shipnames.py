"""What else a text calls a ship that it has named in full: its hull number, and its name without the prefix."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from wirepack.extract.systems.again import by_first_word
from wirepack.extract.systems.shipwords import MARKS, ship_prefixes, takes_ships
from wirepack.grammar import word_class
from wirepack.namewords import BODY, CLOSED, PLACE, RANK, ROLE, THING, TOWN, word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.models import Tokens

# The number on the hull behind a name:   USS Hopper (DDG 70)   HMS Ocean (L 12)   Forbin (D620)
_PENNANT: Final = re.compile(r"[\"”’'`]{0,2}\s?\(\s?([A-Z]{1,5}[ \u00a0-]?\d{1,4})\s?\)")
_WORDS: Final = BODY | CLOSED | PLACE | RANK | ROLE | THING | TOWN
_SHORTEST_LAST: Final = 4  # letters of the last word of a name that stands for all of it
_PREFIXED: Final = re.compile(r"^([A-Z][A-Za-z/]{1,6}) [\"“‘'`]{0,2}\s?(.{3,}?)\s?[\"”’'`]{0,2}$")


def find_pennant(text: str, end: int) -> tuple[int, int] | None:
    """The hull number in brackets behind the name of a ship that ends at a character.

    >>> find_pennant("USS Hopper (DDG 70) sailed", 10)
    (12, 18)
    """
    match = _PENNANT.match(text, end)
    return match.span(1) if match else None


def bare_name(name: str) -> str | None:
    """The name of a ship without its prefix, by which a text goes on to call it.

    >>> bare_name("USS Cole"), bare_name("Cole")
    ('Cole', None)
    """
    match = _PREFIXED.match(name)
    return match[2] if match and match[1] in ship_prefixes() else None


def last_names(names: dict[str, str]) -> dict[str, str]:
    """The last words of bare names of several, by which a text may go on: the full name of each that only one ship has.

    >>> last_names({"Carl Vinson": "USS Carl Vinson", "Cole": "USS Cole", "New Star": "MV New Star", "Red Star": "Red Star"})
    {'Vinson': 'USS Carl Vinson'}
    """
    last = [(bare.split()[-1], full) for bare, full in names.items() if " " in bare]
    count = Counter(word for word, _ in last)
    return {
        word: full
        for word, full in last
        if count[word] == 1 and word.isalpha() and len(word) >= _SHORTEST_LAST and not _is_word(word.lower())
    }


def _is_word(lower: str) -> bool:
    """Whether a word is a place's or a common one:   the Pacific   the Queen."""
    return bool(word_kinds().get(lower, 0) & _WORDS or word_class(lower))


def find_again(text: str, tokens: Tokens, taken: list[bool], names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Places where a ship that was named in full stands by its bare name:   the Cole   `` Cole `` sailed   the Vinson.

    `names`: bare name -> full name. A name that is a word of its own, or somebody's, needs "the", a mark or a word that
    only ships take beside it; the last word of a name needs "the".
    """
    short = {word: full for word, full in last_names(names).items() if word not in names}
    names = {**names, **short}
    by_word = by_first_word(names)
    for position, word in enumerate(tokens.text):
        start = tokens.start[position]
        name = next((name for name in by_word.get(word, ()) if text.startswith(name, start)), None)
        if name is None or taken[position]:
            continue
        last = position + len(name.split())
        if last > len(tokens.text) or tokens.end[last - 1] != start + len(name):
            continue
        before = tokens.lower[position - 1] if position else ""
        longer = last < len(tokens.text) and tokens.text[last][0].isupper() and tokens.gap(last) <= 1
        rare = not word_kinds().get(tokens.lower[position], 0) and not word_class(tokens.lower[position])
        if before == "," or (name in short and before != "the"):  # Little Rock, Arkansas
            continue
        if not longer and (rare or before in MARKS or before == "the" or takes_ships(tokens, position, last, 2)):
            yield tokens.start[position], tokens.end[last - 1], names[name]

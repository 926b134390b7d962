"""What an article says beside the names of systems."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.extract.systems.flying import FLYING_VERBS
from wirepack.extract.systems.shipwords import OF_THE_SEA, names_a_kind
from wirepack.extract.systems.signs import SIGNS, Marked
from wirepack.namewords import CLOSED, PLACE, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.systems.names import Found
    from wirepack.models import Tokens

_SHORT_TEXT: Final = 12  # tokens of a caption or cell, which has no room for context
_OF_THE_SEA: Final = 3  # different words of the sea, the noun included
_NEAR: Final = 15  # tokens on each side of a name, about the sentence that it stands in


class Setting:
    """What an article says beside the names: what takes a look at its words is computed once, when the first name asks."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.marked = Marked(tokens.text)

    @property
    def is_military(self) -> bool:
        """Whether the article speaks of weapons, troops or their movements, or has no room to."""
        return len(self.tokens.text) <= _SHORT_TEXT or self.marked.has(_MILITARY)

    @property
    def speaks_of_flying(self) -> bool:
        """Whether the article has a word that is said of aircraft alone, or says that something flew."""
        return self.marked.has(_FLYING)

    @property
    def speaks_of_guns(self) -> bool:
        """Whether the article has a word of gunnery."""
        return self.marked.has(_GUNNERY)

    @property
    def speaks_of_music(self) -> bool:
        """Whether the article has a word of music, as bands have names of systems."""
        return self.marked.has(_MUSIC)

    @property
    def speaks_of_visas(self) -> bool:
        """Whether the article has a word for visas, whose kinds are a letter and a digit."""
        return self.marked.has(_VISA)

    @cached_property
    def may_tell(self) -> bool:
        """Whether the words of the article can tell that a doubtful name is a system's, without a sure one near it."""
        about = self.is_military or self.speaks_of_guns or self.marked.has(_FLYING | _FLOWN)
        return about or len(self.sea_words) >= _OF_THE_SEA

    @cached_property
    def sea_words(self) -> frozenset[str]:
        """The different words of the sea that the article has, in lower case."""
        return frozenset(self.tokens.lower[place] for place in self.marked.places(OF_THE_SEA))

    @cached_property
    def speaks_of_the_sea(self) -> bool:
        """Whether the article has a noun for ships, and other words of the sea."""
        return len(self.sea_words) >= _OF_THE_SEA and names_a_kind(self.sea_words)


def _sign_of(kind: str) -> int:
    """The sign of the words of a kind of system_context.tsv."""
    return SIGNS.add(lambda _, lower: lower in context_words(kind))


_MILITARY: Final = _sign_of("military")
_FLYING: Final = SIGNS.add(lambda _, lower: lower in context_words("flying") or lower in FLYING_VERBS)
_FLOWN: Final = _sign_of("flown")
_GUNNERY: Final = _sign_of("gunnery")
_MUSIC: Final = _sign_of("music")
_VISA: Final = SIGNS.add(lambda _, lower: lower in ("visa", "visas"))


def is_military_around(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word near a name speaks of weapons or troops: "system" and "unit" are words of all trades."""
    around = tokens.lower[max(first - _NEAR, 0) : first] + tokens.lower[last : last + _NEAR]
    return not context_words("military").isdisjoint(around)


def is_in_longer_name(tokens: Tokens, name: Found) -> bool:
    """Whether a word with a capital stands beside the name, which then is a part of something longer:   Hawk Ridge."""
    if name.last < len(tokens.text) and tokens.start[name.last] == name.end + 1:
        word = tokens.text[name.last]
        if word[0].isupper() and word[1:].islower() and word.lower() not in context_words("military"):
            return True
    if name.first == 0 or tokens.end[name.first - 1] + 1 != tokens.start[name.first]:
        return False
    word, kinds = tokens.text[name.first - 1], word_kinds().get(tokens.lower[name.first - 1], 0)
    ordinary = kinds & (CLOSED | PLACE) or tokens.lower[name.first - 1] in context_words("maker")
    return word[0].isupper() and word[1:].islower() and not ordinary

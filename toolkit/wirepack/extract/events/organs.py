"""Organs: whose army, police, ministry or president is meant where a text does not say it beside the word."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.extract.events.lexicon import words_of
from wirepack.phrases import find_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.events.home import Home
    from wirepack.extract.events.line import Party
    from wirepack.extract.events.names import Named

_REACH = 4  # words between a state and its organ: "the Syrian Arab army"
_MEMORY = 90  # words for which "the army" is the one named last with its state
_SPOKEN = frozenset(("spokesman", "spokeswoman", "spokesperson", "spokesmen", "officials", "statement", "sources"))
_OF_GOVERNMENT = frozenset(("troops", "forces", "soldiers", "army", "officials", "air", "warplanes", "jets", "planes"))
_OWN = frozenset(("gov", "military", "police"))  # kinds of which who issues a text says "our", or nothing at all
_UNITS = frozenset(("units", "unit", "troops", "servicemen", "forces", "aviation", "air defence systems", "fleet"))
_STATES = frozenset(("state", "demonym"))


class Organs:
    """Tells of which state the bare organs of an article are."""

    def __init__(self, lower: list[str], names: Mapping[int, Named], home: Home) -> None:
        self.lower, self.home = lower, home
        words = words_of("organ")
        self.named: list[tuple[int, str, str]] = []  # token, word, state: "the Syrian army"
        for index in find_words(lower, {word for word in words if " " not in word}):
            owner = next((names[k] for k in range(index - 1, max(-1, index - 1 - _REACH), -1) if k in names), None)
            if owner and owner.country and owner.kind in _STATES and _joins(lower, owner.last, index):
                self.named.append((index, lower[index], owner.country))

    def state_of(self, party: Party) -> str | None:
        """Find the state of an organ: that with which it was named last, else the one in which the article is at home."""
        name = party.name.lower()
        state = self.home.state
        if self.home.issued and party.kind in _OWN:
            ours = party.first > 0 and self.lower[party.first - 1] == "our"
            if ours or name in _UNITS:
                return state
        if not _is_organ(name):
            return None
        last = name.rpartition(" ")[2]
        for at, word, country in reversed(self.named[: bisect_left(self.named, (party.first,))]):
            if party.first - at > _MEMORY:
                break
            if word == last:
                return country
        return state


def _joins(lower: list[str], begin: int, end: int) -> bool:
    """Tell whether nothing but words of a name stands between a state and its organ."""
    return all(word[0].isalpha() and word not in {"and", "in", "of", "to", "the", "by", "with"} for word in lower[begin:end])


def _is_organ(name: str) -> bool:
    """Tell whether a name without its state is that of an organ: "the army", "army spokesman", "government troops".

    >>> _is_organ("coast guard"), _is_organ("police spokesman"), _is_organ("government forces"), _is_organ("rebels")
    (True, True, True, False)
    """
    if name in words_of("organ"):
        return True
    owner, _, noun = name.rpartition(" ")
    return (noun in _SPOKEN and owner in words_of("organ")) or (owner == "government" and noun in _OF_GOVERNMENT)

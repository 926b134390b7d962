"""Organs: whose army, police, ministry or president is meant where a text does not say it beside the word."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from wirepack.extract.events.lexicon import speech_verbs, words_of
from wirepack.extract.events.line import PEOPLE
from wirepack.phrases import find_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.events.home import Home
    from wirepack.extract.events.line import Party
    from wirepack.extract.events.named import Named

_REACH = 4  # words between a state and its organ: "the Syrian Arab army"
_MEMORY = 90  # words for which "the army" is the one named last with its state
_SPOKEN = frozenset(("spokesman", "spokeswoman", "spokesperson", "spokesmen", "officials", "statement", "sources"))
_OF_GOVERNMENT = frozenset(("troops", "forces", "soldiers", "army", "officials", "air", "warplanes", "jets", "planes"))
_OWN = frozenset(("gov", "military", "police"))  # kinds of which who issues a text says "our", or nothing at all
_UNITS = frozenset(("units", "unit", "troops", "servicemen", "forces", "aviation", "air defence systems", "fleet"))
_ANYWHERE = frozenset(("ministry", "minister", "premier", "presidency"))  # a text may speak of those of several states
_SENTENCE = 25  # words between an organ and the one that tells of it
_ORDER = 8  # words between a leader and the organ that he orders
_ORDERED = frozenset(("ordered", "orders", "sent", "deployed", "directed", "instructed", "told", "commanded"))
_STOPS = frozenset((".", "?", "!", ";"))
_HEADS = frozenset(("staff", "command", "office"))  # end the names of organs, but not of organs alone
_STATES = frozenset(("state", "demonym"))


class Organs:
    """Tells of which state the bare organs of an article are."""

    def __init__(self, lower: list[str], names: Mapping[int, Named], home: Home, abroad: frozenset[str]) -> None:
        self.lower, self.names, self.home, self.abroad = lower, names, home, abroad
        self.named: list[tuple[int, str, str]] = []  # token, word, state: "the Syrian army"
        for index in find_words(lower, _organ_nouns()):
            before = (names[k] for k in range(index - 1, max(-1, index - 1 - _REACH), -1) if k in names)
            owner = next((item for item in before if item.country), None)
            if owner and owner.country and owner.kind in _STATES and _joins(lower, owner.last, index):
                self.named.append((index, lower[index], owner.country))

    def state_of(self, party: Party) -> str | None:
        """Find the state of an organ: that with which it was named last, else the one in which the article is at home.

        Who is named with an office of which the article does not say whose, holds it at home: "Governor Ida Karpin".
        """
        if party.kind == "official":
            return None if party.name in self.abroad else self.home.state
        name = party.name.lower()
        state = self.home.state
        if self.home.issued and party.kind in _OWN:
            ours = party.first > 0 and self.lower[party.first - 1] == "our"
            if ours or name in _UNITS:
                return state
        if not _is_organ(name):
            return None
        said = self._said_by(party.first)
        if said:
            return said
        last = name.rpartition(" ")[2]
        for at, word, country in reversed(self.named[: bisect_left(self.named, (party.first,))]):
            if party.first - at > _MEMORY:
                break
            if word == last:
                return country
        return None if last in _ANYWHERE and not self.home.dated else state

    def _said_by(self, at: int) -> str | None:
        """Find the state whose organ says so, or whose leader orders it, in the same sentence.

        "Russia's defence ministry said air defence units", "President Roe ordered the navy", "the Army, Iran's army said".
        """
        lower = self.lower
        place = bisect_left(self.named, (at,))
        for index, _, country in reversed(self.named[max(0, place - 2) : place]):
            between = lower[index + 1 : at]
            if at - index <= _SENTENCE and not _ends(between) and not speech_verbs().isdisjoint(between):
                return country
        for index, _, country in self.named[place : place + 2]:
            says = lower[index + 1 : index + 2]
            if index - at <= _SENTENCE and says and says[0] in speech_verbs() and not _ends(lower[at:index]):
                return country
        for index in range(at - 1, max(-1, at - _ORDER), -1):
            item = self.names.get(index)
            if item and item.kind in PEOPLE:
                orders = not _ORDERED.isdisjoint(lower[item.last : at]) and not _ends(lower[item.last : at])
                return item.country if orders else None
        return None


@cache
def _organ_nouns() -> frozenset[str]:
    return _HEADS.union(word for word in words_of("organ") if " " not in word)


def _ends(words: list[str]) -> bool:
    return not _STOPS.isdisjoint(words)


def _joins(lower: list[str], begin: int, end: int) -> bool:
    """Tell whether nothing but words of a name stands between a state and its organ."""
    return all(
        (word[0].isalpha() or word == "'s") and word not in {"and", "in", "of", "to", "the", "by", "with"}
        for word in lower[begin:end]
    )


def _is_organ(name: str) -> bool:
    """Tell whether a name without its state is that of an organ: "the army", "army spokesman", "government troops".

    >>> _is_organ("coast guard"), _is_organ("police spokesman"), _is_organ("government forces"), _is_organ("rebels")
    (True, True, True, False)
    """
    if name in words_of("organ"):
        return True
    owner, _, noun = name.rpartition(" ")
    return (noun in _SPOKEN and owner in words_of("organ")) or (owner == "government" and noun in _OF_GOVERNMENT)

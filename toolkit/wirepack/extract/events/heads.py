"""The lexicon of triggers indexed by first words, so that most words of an article are passed over at little cost."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirepack.extract.events.lexicon import GAP, triggers
from wirepack.grammar import AUXILIARY, COORDINATOR, DETERMINER, OBJECT, PREPOSITION, SUBORDINATOR, word_class

if TYPE_CHECKING:
    from wirepack.extract.events.lexicon import Entry

_GRAMMATICAL = PREPOSITION | DETERMINER | AUXILIARY | SUBORDINATOR | COORDINATOR | OBJECT
_OFTEN = 30  # words of content that are together as frequent as one of grammar


class Head(NamedTuple):
    """The entries that begin with a word, each with its rank and the form of the word: phrases by the word behind it.

    None of those that are not phrases fits a sentence that has no word of the `gate`, if there is one.
    """

    gate: frozenset[str] | None
    alone: tuple[tuple[int, Entry, int], ...]
    phrases: dict[str, tuple[tuple[int, Entry, int], ...]]


@cache
def trigger_heads() -> dict[str, Head]:
    """Index the entries by their first words, and those that go on right behind it by the second.

    >>> [entry.lemma for _, entry, _ in trigger_heads()["air"].phrases["strikes"]]
    ['air strike']
    """
    return {word: _head(entries) for word, entries in triggers().items()}


def _head(entries: tuple[tuple[Entry, int], ...]) -> Head:
    alone: list[tuple[int, Entry, int]] = []
    phrases: dict[str, list[tuple[int, Entry, int]]] = {}
    for rank, (entry, form) in enumerate(entries):
        if not entry.rest or GAP in entry.rest[0]:
            alone.append((rank, entry, form))
            continue
        for word in entry.rest[0]:
            phrases.setdefault(word, []).append((rank, entry, form))
    gates = [min(entry.musts, key=_commonness) if entry.musts else None for _, entry, _ in alone]
    gate = None if None in gates else frozenset(word for words in gates if words for word in words)
    return Head(gate, tuple(alone), {word: tuple(found) for word, found in phrases.items()})


@cache
def _commonness(words: frozenset[str]) -> int:
    """Guess how often a sentence has one of some words: words of grammar are in most."""
    return len(words) + _OFTEN * sum(bool(word_class(word) & _GRAMMATICAL) for word in words)

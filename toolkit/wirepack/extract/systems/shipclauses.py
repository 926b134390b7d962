"""Ships that a clause tells: aboard the Blanca, the Blanca was torpedoed, a tanker renamed Blanca, her flagship, Blanca."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.extract.systems.shipwords import (
    FLAGSHIP,
    MARKS,
    MAX_WORDS,
    NO_BARE,
    NO_SHIP,
    SHIP,
    end_of_name,
    ends_kind,
    is_compound,
    is_ship,
)
from wirepack.grammar import ARTICLES, PAST, word_class
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from wirepack.extract.systems.numbered import Span
    from wirepack.models import Tokens

_MAX_REACH: Final = 5  # tokens of a predicate before its noun:   Blanca is a large and very old tanker
_COPULA: Final = frozenset({"was", "is", "were"})
_ENDS_TOLD: Final = frozenset({"of", "on", "in", "for", "who"})  # "Blanca is a symbol of the tanker crews"
_MAX_SUBJECT: Final = 9  # tokens before "named" that hold the kind of ship that is
_SINKS: Final = frozenset({"sank", "capsized"})  # said of a name alone in an article that speaks of ships
_ENDS: Final = frozenset(".;:,")
_BEFORE_VERBS: Final = frozenset({"was", "had", "been", "then", "that", "which"})


def named_aboard(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name behind a word that only ships take:   aboard the Norman Castle."""
    first = position + 1
    if first >= len(tokens.text) or tokens.lower[first] != "the":
        return None
    first += 1
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    last = end_of_name(tokens, first, taken, NO_BARE, MAX_WORDS)
    if last == first or tokens.lower[first] in context_words("maker") or is_compound(tokens, last):
        return None
    return first, last, SHIP


def named_next(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name behind the flag of a ship or its rank:   the Norwegian-flagged Blanca   the future Blanca   flagship, Blanca."""
    first = position + 1
    if tokens.lower[position] == FLAGSHIP:
        first += tokens.lower[first : first + 1] == [","]
        first += tokens.lower[first : first + 1] == ["the"]
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    last = end_of_name(tokens, first, taken, NO_SHIP, MAX_WORDS)
    return (first, last, SHIP) if last > first and not is_compound(tokens, last) else None


def named_so(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name that a ship is given:   two ships have been named Blanca   a tanker renamed Blanca."""
    place = position - 1
    while place >= max(position - _MAX_SUBJECT, 0) and tokens.lower[place] not in heads():
        if tokens.lower[place] in _ENDS:
            return None
        place -= 1
    if place < 0 or not any(SHIP in phrase.payload.groups for phrase in heads().get(tokens.lower[place], [])):
        return None
    if "of" in tokens.lower[max(place - 2, 0) : place] or not ends_kind(tokens, place + 1):  # the captain of the ship
        return None
    last = end_of_name(tokens, position + 1, taken, NO_SHIP, MAX_WORDS)
    return (position + 1, last, SHIP) if last > position + 1 else None


def is_lone_adjective(tokens: Tokens, position: int) -> bool:
    """Whether one plain word stands between "the" and a name:   the ill-fated Blanca."""
    word = tokens.lower[position]
    after = tokens.text[position + 1 : position + 2]
    return bool(after) and after[0][0].isupper() and word not in heads() and (not word_class(word) or "-" in word)


def named_subject(tokens: Tokens, position: int, taken: list[bool], *, with_article: bool, at_sea: bool) -> Span | None:
    """A name with "the" before a verb that only ships take:   the Leinster was torpedoed.

    In an article that speaks of ships (`at_sea`), verbs count that others take, too:   the Verity sank.
    """
    last = end_of_name(tokens, position, taken, NO_BARE, MAX_WORDS)
    if last == position or tokens.lower[last - 1] in heads():
        return None
    place = last
    kind = last + (2 if tokens.lower[last : last + 2] == ["will", "be"] else 1)
    told = tokens.lower[last : last + 1] == [","] or kind > last + 1
    if kind < len(tokens.text) and (told or tokens.lower[last] in _COPULA) and tokens.lower[kind] in ARTICLES:
        return _told_by_copula(tokens, position, last, kind + 1)
    if not with_article and not at_sea:
        return None
    while place < len(tokens.text) and place < last + 2 and tokens.lower[place] in _BEFORE_VERBS:
        place += 1
    verb = tokens.lower[place] if place < len(tokens.text) else ""
    if not with_article:
        sinks = verb in context_words("suffered") or verb in _SINKS  # Defence sank with all hands
        return (position, last, SHIP) if sinks and last == position + 1 and place == last else None
    is_ships = at_sea and verb in context_words("sails") and word_class(verb) & PAST  # not: a Thames sailing barge
    return (position, last, SHIP) if is_ships or verb in context_words("suffered") else None


def named_object(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A ship behind a verb whose object only ships are there:   France detained the Blanca."""
    if not word_class(tokens.lower[position]) & PAST or tokens.lower[position + 1 : position + 2] != ["the"]:
        return None
    last = end_of_name(tokens, position + 2, taken, NO_BARE, MAX_WORDS)
    if last == position + 2 or tokens.lower[last - 1] in heads() or is_compound(tokens, last):
        return None
    return position + 2, last, SHIP


def named_part(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A ship of which a part or its people are spoken of:   the crew of the Blanca   the bridge of Blanca Star."""
    if tokens.lower[position + 1 : position + 2] != ["of"]:
        return None
    first = position + 2
    first += tokens.lower[first : first + 1] == ["the"]
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    last = end_of_name(tokens, first, taken, NO_BARE, MAX_WORDS)
    if last == first or tokens.lower[last - 1] in heads() or is_compound(tokens, last):
        return None
    return first, last, SHIP


def _told_by_copula(tokens: Tokens, first: int, last: int, begin: int) -> Span | None:
    """A name that a sentence says to be of a kind of ship:   Forfarshire was a paddle steamer   Blanca, a tanker."""
    for place in range(begin, min(begin + _MAX_REACH, len(tokens.text))):
        if not (tokens.text[place][0].isalnum() or tokens.text[place] in "/-") or tokens.lower[place] in _ENDS_TOLD:
            return None
        phrase = match_phrase(tokens, place, len(tokens.text), heads().get(tokens.lower[place], []))
        if phrase:
            behind = place + len(phrase.words)
            person = behind < len(tokens.text) and tokens.text[behind].isalpha() and not ends_kind(tokens, behind)
            class_ = phrase.payload.class_
            return (first, last, class_) if class_ and is_ship(class_) and not person else None
    return None

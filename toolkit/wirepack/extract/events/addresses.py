"""Addresses: places of a sentence that tell together where one spot is, and which of them tells it best."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import words_of
from wirepack.gazetteer import SPECIFICITY
from wirepack.gazetteer.context import heads_before, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wirepack.extract.events.line import Line
    from wirepack.gazetteer import PlaceMention

_LONGEST = 10  # words between two places of one address
_OTHER_WORDS = 1  # words among them that say nothing of places: "in the former settlement of"
_OWNED = 3  # words from the owner to what it owns
_LINKS = frozenset((",", "(", "'s", "'", "-", "located", "situated", "based"))
_ROAD = 3  # the specificity of a street that the gazetteer does not know: its town tells more
_QUARTER = 4  # of an area with a name of its own: "the Al-Mawasi area", not "the Kyiv area"
_TOWN = SPECIFICITY["area"]  # the least specificity of a place that tells where an unknown one is
_LINK_KINDS = g.PREPOSITION | g.DETERMINER | g.NUMBER


def find_addresses(line: Line, spots: Sequence[PlaceMention]) -> tuple[tuple[PlaceMention, ...], ...]:
    """Group the places of a sentence into addresses, in order: "in Safira, in Aleppo province" is one."""
    if not spots:
        return ()
    groups: list[list[PlaceMention]] = [[spots[0]]]
    for one, other in pairwise(spots):
        if _belong_together(line, one, other):
            groups[-1].append(other)
        else:
            groups.append([other])
    return tuple(map(tuple, groups))


def _belong_together(line: Line, one: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether only prepositions, directions and nouns of places stand between two places."""
    between = range(one.last, other.first)
    if len(between) > _LONGEST:
        return False
    if len(between) <= _OWNED and between and line.lower[one.last] == "'s":  # "Sarajevo's crowded Dobrinja hospital"
        return not any(line.bits[k] & (g.PREPOSITION | g.COORDINATOR) for k in between)
    nouns, units = place_nouns(), words_of("distance")
    others = [
        index
        for index in between
        if not (line.bits[index] & _LINK_KINDS or line.lower[index] in _LINKS or line.lower[index] in nouns)
        and line.lower[index] not in units
        and not (line.lower[index] == "and" and line.bits[index + 1] & g.PREPOSITION)  # "near X and in the Y area"
    ]
    plain = not any(line.bits[k] & (g.PUNCTUATION | g.COORDINATOR | g.VERB_FORM & ~g.NOUN) for k in others)
    return len(others) <= _OTHER_WORDS and plain


@cache
def place_nouns() -> frozenset[str]:
    """Collect the nouns that stand before the name of a place: "village", "outskirts", "north".

    >>> "village" in place_nouns()
    True
    """
    return frozenset(heads_before())


def finest(spots: Iterable[PlaceMention]) -> PlaceMention:
    """Choose the place of an address that tells most closely where it is; of equals, the first.

    1. "The Al Daraj area east of Gaza City": the second is only told for orientation. 2. "The south Baghdad neighbourhood
    of Al-Bayaa", not "the Deir neighbourhood of Gaza": a name that nobody knows is the finer one of two. 3. A building
    goes before its quarter, a quarter before its town, a town before its province.
    """
    found = iter(spots)
    best = next(found)
    for other in found:
        if _is_finer(best, other):
            best = other
    return best


def name_place(spot: PlaceMention, behind: Sequence[PlaceMention]) -> str:
    """Name a place; one that the gazetteer lacks with the next known one of its address: "Badri camp, Rafah".

    One that is only told for orientation is near it: "west of Rafah".
    """
    known = next((other for other in behind if other.place is not None and other.specificity >= _TOWN), None)
    if spot.place is not None or known is None:
        return spot.name
    return f"{spot.name} near {known.name}" if _orients(known) else f"{spot.name}, {known.name}"


def _is_finer(one: PlaceMention, other: PlaceMention) -> bool:
    if _orients(other):
        return False
    if _orients(one):  # "south of Homs, in the town of X", not "south of Homs in Syria"
        return _specificity(other) >= _specificity(one)
    head = other.cue.removesuffix(" of")
    if head != other.cue and one.name.lower().endswith(f" {head}"):
        return other.kind == "unknown" and one.place is not None
    if one.kind == "unknown" and other.place is not None:
        return False  # addresses go from the inside outwards
    return _specificity(other) > _specificity(one)


def _orients(spot: PlaceMention) -> bool:
    """Tell whether a place is only where directions start: "20 km south of Homs"."""
    if spot.cue == "from":  # "100 km from Riga"
        return True
    side, of, _ = spot.cue.partition(" of")
    return bool(of) and place_words()["direction"].get(side) == "side"


def encloses(spot: PlaceMention) -> bool:
    """Tell whether a place behind another in an address holds it: "in Syria", "of Homs", ", Homs province"."""
    if not spot.cue:  # "Toledo, Norte de Santander", not "after the fall of Homs, Russia"
        return spot.kind in {"province", "district"}
    return spot.cue == "in" or (spot.cue.endswith(" of") and not _orients(spot))


def _specificity(spot: PlaceMention) -> int:
    if spot.kind == "road" and spot.place is None:
        return _ROAD
    if spot.kind == "area" and (spot.place is None or spot.place.kind != "town"):
        return _QUARTER
    head = spot.cue.removesuffix(" of")
    if spot.kind == "unknown" and head != spot.cue:  # "the southern district of Saiydiah"
        return max(spot.specificity, SPECIFICITY.get(heads_before().get(head, ""), 0))
    return spot.specificity

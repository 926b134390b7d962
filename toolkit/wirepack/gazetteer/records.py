"""What the gazetteer knows of a place, and a place where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

# How closely a kind of place tells where something was: the most specific place of several wins.
SPECIFICITY: Final = {
    "facility": 6, "base": 6, "airport": 6, "crossing": 6, "road": 6,
    "neighbourhood": 5, "camp": 5, "district": 5,
    "town": 4, "unknown": 4,
    "area": 3, "mountain": 3, "island": 3, "lake": 3, "river": 3, "canal": 3, "border": 3,
    "province": 2, "region": 2,
    "country": 1, "territory": 1, "sea": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. Coordinates are WGS 84 degrees, of its middle; a country has none."""

    name: str
    country: str | None  # ISO 3166-1 alpha-3; None: it lies in several countries, or at sea
    latitude: float | None
    longitude: float | None
    kind: str  # one of SPECIFICITY
    population: int = 0
    cue: bool = False  # the name is often something else: only with a locative context
    known: bool = False  # from the hand-kept supplement


class PlaceMention(NamedTuple):
    """A place named in a text: characters `start:end`, tokens `first:last`, with its directions and head.

    "northern and central Syria", "Homs province", "T4 Airbase"; "the town of" and other words around it stay outside.
    """

    start: int
    end: int
    first: int
    last: int
    name: str  # to publish: the gazetteer's name of a plain or "province" mention, else the words of the text
    kind: str
    country: str | None
    place: Place | None  # None: named by its context alone ("the village of X"), not in the gazetteer
    cue: str  # the word that makes it a location, in lower case: "in", "near", "at"; empty if none does
    located: bool  # the cue can mean nothing but a place; "to", "from" and "on" may also stand before an actor

    @property
    def specificity(self) -> int:
        """The higher, the more closely it tells where: a camp before its town, a town before its province."""
        return SPECIFICITY.get(self.kind, 0)

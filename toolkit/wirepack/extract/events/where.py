"""Where: the most specific place that the clause of an event puts it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import state_name

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line, Party
    from wirepack.extract.events.triggers import Trigger

_LOCATIVE = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "over", "along", "on", "toward", "towards", "within", "off", "of", "from", "to"))
_WEAK = frozenset(("of", "from", "to", "on", "over", "off"))  # locative only before certain words
_PLACE_NOUNS = frozenset(
    (
        "town", "city", "village", "district", "province", "governorate", "region", "suburb", "suburbs", "neighborhood", "neighbourhood", "camp", "port", "capital",
        "outskirts", "area", "island", "valley", "airport", "airbase", "base", "border", "north", "south", "east", "west", "countryside", "hamlet", "township",
        "municipality", "department", "state", "county", "quarter", "peninsula", "settlement", "villages", "towns", "districts", "northeast", "northwest", "southeast", "southwest", "centre", "center", "stronghold", "enclave", "road", "street", "square", "zone",
    )
)  # fmt: skip
_AFTER = frozenset(("province", "governorate", "district", "suburbs", "suburb", "airport", "airbase", "base", "countryside", "city", "region", "state", "camp", "strip", "heights", "valley", "island", "islands", "mountains", "river", "road", "street", "square", "neighborhood", "neighbourhood", "area", "county", "port", "refugee", "desert", "peninsula", "village", "town", "department", "hospital", "mosque", "university", "school", "bridge", "crossing"))
_DISTANCE = 24
_JOINT_COST, _COMMA_COST = 12, 2


@dataclass(frozen=True, slots=True)
class Where:
    """A place of an event, as far as known."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def state(self) -> str:
        """Name the state in which the place lies."""
        return state_name(self.country or "")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in the words `first:last`; `chain` counts the places right before it that lie in it."""

    first: int
    last: int
    where: Where
    chain: int = 0


def find_spots(line: Line) -> list[Spot]:
    """Find the places of a sentence: names behind a locative preposition or a noun such as "the town of"."""
    spots: list[Spot] = []
    index = line.first
    while index < line.last:
        spot = _spot_at(line, index) if line.lower[index] in _LOCATIVE else None
        if spot:
            spots.append(spot)
            index = spot.last
        else:
            index += 1
    return spots


def _spot_at(line: Line, index: int) -> Spot | None:
    """Read a place behind a preposition: "in the rebel-held town of X", "near Homs province"."""
    at = index + 1
    weak = line.lower[index] in _WEAK
    steps = 0
    while at < line.last and steps < 6 and not _is_name(line, at):
        word, bits = line.lower[at], line.bits[at]
        if word in _PLACE_NOUNS or word in {"of"}:
            weak = weak and word not in _PLACE_NOUNS
        elif bits & (g.PUNCTUATION | g.COORDINATOR | g.AUXILIARY | g.TIME | g.NUMBER | g.SUBORDINATOR | g.WH | g.PREPOSITION):
            return None
        at += 1
        steps += 1
    if at >= line.last or not _is_name(line, at):
        return None
    if line.lower[index] == "of" and index > line.first and line.lower[index - 1] in _PLACE_NOUNS:
        weak = False
    begin = at
    while at < line.last and (_is_name(line, at) or (line.lower[at] in {"al", "-", "el", "de", "la", "del"} and at + 1 < line.last and _is_name(line, at + 1))):
        at += 1
    if at < line.last and line.lower[at] in _AFTER:
        at += 1
        weak = False
    party = line.party_at(begin)
    if party and party.kind not in {"state", "place"}:
        return None
    if party and party.kind == "state" and (party.owned or (weak and party.last == at)):
        return None
    if weak and not party:
        return None
    if line.bits[begin] & g.TIME:
        return None
    name = " ".join(line.text[begin:at])
    return Spot(begin, at, Where(name, party.country if party else None))


def _is_name(line: Line, index: int) -> bool:
    return bool(line.bits[index] & g.NAME) and not line.bits[index] & (g.TIME | g.SUBJECT)


def place_event(line: Line, trigger: Trigger, spots: list[Spot], targets: tuple[Party, ...]) -> Where | None:
    """Place an event: the nearest place of its clause, behind it rather than before."""
    best, least = None, _DISTANCE
    for spot in spots:
        cost = _cost(line, trigger, spot)
        if cost < least:
            best, least = spot, cost
    del targets
    return best.where if best else None


def _cost(line: Line, trigger: Trigger, spot: Spot) -> int:
    if spot.first < trigger.first:
        between = range(spot.last, trigger.first)
        cost = len(between) + 4
        if spot.first - line.first <= 4:
            return min(cost, 8)
    else:
        between = range(trigger.last, spot.first)
        cost = len(between)
    for index in between:
        if line.is_stop(index) or line.is_joint(index):
            cost += _JOINT_COST
        elif line.lower[index] == ",":
            cost += _COMMA_COST
    return cost

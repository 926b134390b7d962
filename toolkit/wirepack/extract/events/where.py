"""Where: the most specific place that the clause of an event puts it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import state_name
from wirepack.extract.events.lexicon import party_kinds, speech_verbs
from wirepack.gazetteer import PlaceMention, find_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.models import Tokens

# Types of what is only said; talks and promises may have a place.
_PLACELESS = frozenset(("REQUEST", "REJECT", "SUPPORT", "ACCUSE", "THREATEN", "CONCEDE"))
_GOING = frozenset(("visit", "move", "exercise", "leave"))  # frames whose "to" and "from" lead to a place
_STATES = frozenset(("country",))  # a kind that acts as often as it lies somewhere
_ROAD_SPECIFICITY = 3  # of a street that the gazetteer does not know: its town tells more
_JOINT_COST, _COMMA_COST, _BEFORE_COST, _LEAD_COST = 22, 2, 4, 8
_OPENING = 4  # words before a place that opens its sentence
_PURPOSE_COST = 12
_FAR = 45  # a place further away than this is another event's
_OUT_OF_SIGHT = 90  # words, brackets included, beyond which nobody looks for a place
_CHAIN = 4  # words between the places of one address: "in Safira, in Aleppo province"


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


def find_spots(line: Line, tokens: Tokens, near: Mapping[str, int]) -> tuple[PlaceMention, ...]:
    """Find the places of a sentence; `near` counts the countries that the article names."""
    return find_places(tokens, line.first, line.last, near)


def is_placed(event_type: str) -> bool:
    """Tell whether an event of this type is somewhere; what is said has no place of its own."""
    return event_type not in _PLACELESS


def place_event(line: Line, trigger: Trigger, event_type: str, spots: tuple[PlaceMention, ...]) -> Where | None:
    """Place an event in the nearest address of its clause, and in it by the most specific name.

    1. A place needs a word that locates it ("in", "near"), or is itself what is bombed, taken or left. 2. Behind the
    trigger goes before in front of it. 3. Of an address ("in Safira, in Aleppo province") the closest name counts.
    """
    if not is_placed(event_type):
        return None
    ranked = [(_cost(line, trigger, spot), k) for k, spot in enumerate(spots) if _locates(line, trigger, spot)]
    if not ranked:
        return None
    cost, at = min(ranked)
    if cost >= _FAR:
        return None
    able = {k for _, k in ranked}
    best = spots[at]
    for k in range(at + 1, len(spots)):
        if k not in able or spots[k].first - spots[k - 1].last > _CHAIN or line.is_stop(spots[k].first - 1):
            break
        best = spots[k] if _specificity(spots[k]) > _specificity(best) else best
    for k in range(at - 1, -1, -1):  # "In Safira, in Aleppo province, jets struck": the address may stand in front
        if k not in able or spots[k + 1].first - spots[k].last > _CHAIN or line.is_stop(spots[k + 1].first - 1):
            break
        best = spots[k] if _specificity(spots[k]) > _specificity(best) else best
    place = best.place
    return Where(best.name, best.country, place.latitude if place else None, place.longitude if place else None)


def _specificity(spot: PlaceMention) -> int:
    return _ROAD_SPECIFICITY if spot.kind == "road" and spot.place is None else spot.specificity


def _locates(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether a place can be where the event is, and is not an actor, an owner or where somebody speaks."""
    if trigger.first <= spot.first < trigger.last or _is_speaker(line, trigger, spot):
        return False
    if spot.first > trigger.first and "according" in line.lower[trigger.last : spot.first]:
        return False
    if spot.kind in _STATES and _qualifies(line, spot):
        return False
    if spot.located:
        return True
    if spot.cue:
        return trigger.entry.frame in _GOING or spot.kind not in _STATES
    return spot.first >= trigger.last and spot.kind not in _STATES and _is_object(line, trigger, spot)


def _qualifies(line: Line, spot: PlaceMention) -> bool:
    """Tell whether the name of a state belongs to the noun behind it: "in a U.S. air strike", "in Syria's army"."""
    if spot.last >= line.last:
        return False
    ends = (
        g.PREPOSITION
        | g.PUNCTUATION
        | g.COORDINATOR
        | g.SUBORDINATOR
        | g.WH
        | g.AUXILIARY
        | g.ADVERB
        | g.TIME
        | g.PAST
        | g.ING
    )
    return line.lower[spot.last] == "'s" or not line.bits[spot.last] & (ends | g.DETERMINER)


def _is_object(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether a place is the object of its trigger: "captured Palmyra", "the fall of Beit Jinn"."""
    between = range(trigger.last, spot.first)
    return len(between) <= _CHAIN and all(
        line.lower[k] == "of" or not line.bits[k] & (g.PREPOSITION | g.PUNCTUATION | g.FINITE) for k in between
    )


def _is_speaker(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether somebody speaks there: "officials in Cairo said", "told reporters in Cairo"."""
    verbs = speech_verbs()
    if verbs.isdisjoint(line.lower[max(line.first, spot.first - 4) : spot.last + 2]):
        return False
    before = range(max(line.first, spot.first - 4), spot.first - 1)
    if any(
        line.lower[k] in verbs and line.bits[k] & g.VERB_FORM and not trigger.first <= k < trigger.last for k in before
    ):
        return True
    behind = line.lower[spot.last : spot.last + 2]
    if not any(word in verbs for word in behind):
        return False
    return any(word in party_kinds() for word in line.lower[max(line.first, spot.first - 3) : spot.first])


def _cost(line: Line, trigger: Trigger, spot: PlaceMention) -> int:
    """Count how far a place stands from a trigger, in words; what parts clauses counts for many."""
    if spot.first < trigger.first:
        begin, end, cost = spot.last, trigger.first, _BEFORE_COST
        if spot.first - line.first <= _OPENING:
            return min(end - begin + cost, _LEAD_COST)
    else:
        begin, end, cost = trigger.last, spot.first, 0
    if end - begin > _OUT_OF_SIGHT:
        return _FAR
    aside = False
    for index in range(begin, end):
        word = line.lower[index]
        if word == "(" or aside:
            aside = word != ")"
            cost -= 1
        elif line.is_stop(index) or line.is_joint(index):
            cost += _JOINT_COST
        elif word == "to" and line.bits[index + 1] & g.BASE and not line.bits[index + 1] & g.NOUN:
            cost += _PURPOSE_COST
        elif word == ",":
            cost += _COMMA_COST
    return cost + end - begin

"""Where: the most specific place that the clause of an event puts it in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import state_name
from wirepack.extract.events.addresses import find_addresses, finest, place_nouns
from wirepack.extract.events.lexicon import party_kinds, speech_verbs, words_of
from wirepack.extract.events.line import RELATIVES
from wirepack.gazetteer import PlaceMention, find_places
from wirepack.gazetteer.index import is_prominent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.models import Tokens

# Types of what is only said; talks and promises may have a place.
_PLACELESS = frozenset(("REQUEST", "REJECT", "SUPPORT", "ACCUSE", "THREATEN", "CONCEDE"))
_GOING = frozenset(("visit", "move", "exercise", "leave"))  # frames whose "to" and "from" lead to a place
_STATES = frozenset(("country",))  # a kind that acts as often as it lies somewhere
_JOINT_COST, _COMMA_COST, _BEFORE_COST, _LEAD_COST = 22, 2, 4, 8
_OPENING = 4  # words before a place that opens its sentence
_PURPOSE_COST = 32
_SPOKEN = frozenset(("AGREE", "CONSULT", "COOPERATE", "AID"))
_NEAR = 32  # a place further away from talks, promises or aid is another event's
_FAR = 45  # a place further away than this is another event's
_FARTHEST = 75  # and of the only event of its sentence
_OUT_OF_SIGHT = 90  # words, brackets included, beyond which nobody looks for a place
_OBJECT = 4  # words between a trigger and the place that is its object
_ORIGIN = 8  # words between "from" and a place: "from a village near the West Bank city of"
_AT_HOME = frozenset(
    (
        "based",
        "born",
        "headquartered",
        "living",
        "lives",
        "live",
        "lived",
        "residing",
        "resides",
        "resident",
        "raised",
        "exiled",
    )
)
_PARTS = frozenset(("including", "among", "notably"))  # "killed 200, including dozens in Kirkuk": not where all were
_CUE_REACH = 4  # words between the verb of living and the place
# Before "from" they tell how far something is, not whence it comes.
_DISTANT = frozenset(("km", "kilometers", "kilometres", "miles", "meters", "metres", "yards", "far", "away"))
# What ends the phrase that "from" begins.
_NO_ORIGIN = g.PUNCTUATION | g.COORDINATOR | g.AUXILIARY | g.SUBORDINATOR | g.WH | g.TIME
# What may stand behind the name of a state that is a place of its own.
_BEHIND_PLACE = (
    g.PREPOSITION | g.PUNCTUATION | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.AUXILIARY | g.ADVERB | g.TIME | g.PAST | g.ING
    | g.DETERMINER
)  # fmt: skip


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


def place_event(
    line: Line, trigger: Trigger, event_type: str, spots: tuple[PlaceMention, ...], *, alone: bool = False
) -> Where | None:
    """Place an event in the nearest address of its clause, and in it by the most specific name.

    1. A place needs a word that locates it ("in", "near"), or is itself what is bombed, taken or left. 2. Behind the
    trigger goes before in front of it. 3. Of an address ("in Safira, in Aleppo province") the finest name counts; what it
    leaves open, its country, the others tell. 4. The only event of a sentence (`alone`) may have a place further away.
    """
    if not is_placed(event_type):
        return None
    costs = {spot: _cost(line, trigger, spot) for spot in spots if _locates(line, trigger, spot)}
    farthest = _FARTHEST if alone else _FAR if event_type not in _SPOKEN else _NEAR
    if not costs or min(costs.values()) >= farthest:
        return None
    nearest = min(costs, key=lambda spot: (costs[spot], spot.first))
    address = next(found for found in find_addresses(line, spots) if nearest in found)
    best = finest(spot for spot in address if spot in costs)
    behind = address[address.index(best) :]
    country = next((spot.country for spot in behind if spot.country), None)
    place = best.place
    return Where(best.name, country, place.latitude if place else None, place.longitude if place else None)


def _locates(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether a place can be where the event is, and is not an actor, an owner or where somebody speaks."""
    if trigger.first <= spot.first < trigger.last or _is_speaker(line, trigger, spot):
        return False
    if spot.first > trigger.first and "according" in line.lower[trigger.last : spot.first]:
        return False
    if _is_ground(line, spot) and _is_undergone(line, trigger, spot):
        return True
    if (spot.kind in _STATES or spot.cue == "of") and _qualifies(line, spot):
        return False
    going = trigger.entry.frame in _GOING
    if not going and _comes_from(line, spot):
        return False
    if spot.located:
        return not _resides(line, spot)
    if spot.cue == "to" and _moves_on(line, trigger, spot):
        return False
    if spot.cue:
        return going or spot.kind not in _STATES
    return spot.kind not in _STATES and _is_undergone(line, trigger, spot)


def _is_ground(line: Line, spot: PlaceMention) -> bool:
    """Tell whether streets, suburbs or fields of a place are meant: "Grozny's streets"."""
    behind = line.lower[spot.last : min(line.last, spot.last + _OBJECT)]
    return behind[:1] == ["'s"] and not words_of("ground").isdisjoint(behind)


def _is_undergone(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether a place stands where those stand to whom it is done: object, or subject of a passive."""
    if trigger.group and trigger.group.passive:
        known = spot.cue or spot.kind != "town" or (spot.place is not None and is_prominent(spot.place))
        return bool(known) and trigger.subject[0] <= spot.first < trigger.subject[1]  # not "Arad was captured by"
    return spot.first >= trigger.last and _is_object(line, trigger, spot)


def _comes_from(line: Line, spot: PlaceMention) -> bool:
    """Tell whether somebody or something only comes from a place: "a man from a village near the town of Jenin".

    Not "gunfire from a helicopter near Homs", nor "40 km from Homs".
    """
    start = max(line.first, spot.first - _ORIGIN)
    words = line.lower[start : spot.first]
    if "from" not in words:
        return False
    at = start + len(words) - 1 - words[::-1].index("from")
    between = range(at + 1, spot.first)
    if any(line.bits[k] & _NO_ORIGIN or (line.bits[k] & g.VERB_FORM and not line.bits[k] & g.NOUN) for k in between):
        return False
    village = not place_nouns().isdisjoint(line.lower[at + 1 : spot.first])
    near = any(line.bits[k] & g.PREPOSITION for k in between)
    return (village or not near) and (at == line.first or line.lower[at - 1] not in _DISTANT)


def _resides(line: Line, spot: PlaceMention) -> bool:
    """Tell whether a place is only where somebody lives or is at home: "a group based in Damascus"."""
    words = line.lower[max(line.first, spot.first - _CUE_REACH) : spot.first]
    return any(word in _AT_HOME and after in {"in", "at", "near"} for word, after in pairwise(words))


def _moves_on(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether "to" a place belongs to another verb: "was captured and sent to Hoa Lo prison"."""
    between = range(trigger.last, spot.first)
    return any(line.bits[k] & g.PAST and not line.bits[k] & (g.NOUN | g.AUXILIARY) for k in between)


def _qualifies(line: Line, spot: PlaceMention) -> bool:
    """Tell whether the name of a state belongs to the noun behind it: "in a U.S. air strike", "in Syria's army"."""
    if spot.last >= line.last:
        return False
    if line.lower[spot.last] == "'s":
        return True
    if line.bits[spot.last] & _BEHIND_PLACE:
        return False
    owned = bool(line.bits[spot.first - 1] & g.DETERMINER) if spot.first > line.first else True
    noun = line.bits[spot.last] & g.NOUN and not line.bits[spot.last] & g.THIRD  # not "captured in Afghanistan sobs"
    return owned or "." in line.lower[spot.first] or bool(noun)


def _is_object(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether a place is the object of its trigger: "captured Palmyra", "the fall of Beit Jinn"."""
    between = range(trigger.last, spot.first)
    return len(between) <= _OBJECT and all(
        line.lower[k] == "of" or not line.bits[k] & (g.PREPOSITION | g.PUNCTUATION | g.FINITE) for k in between
    )


def _is_speaker(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether somebody speaks there: "officials in Cairo said", "told reporters in Cairo"."""
    verbs = speech_verbs()
    before = range(max(line.first, spot.first - 4), spot.first - 1)
    if any(
        line.lower[k] in verbs
        and line.bits[k] & g.VERB_FORM
        and not trigger.first <= k < trigger.last
        and not line.bits[k - 1] & (g.DETERMINER | g.NUMBER)  # "two suspected militants"
        for k in before
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
        return _FARTHEST
    aside, part = False, False
    for index in range(begin, end):
        word = line.lower[index]
        part = word in _PARTS or (part and word != ",")
        if word == "(" or aside:
            aside = word != ")"
            cost -= 1
        elif word in RELATIVES and _tells_having(line, index):
            cost += _FARTHEST
        elif line.is_stop(index) or line.is_joint(index):
            cost += _JOINT_COST
        elif line.bits[index] & g.COORDINATOR and index > begin and _goes_on(line, index):
            cost += _FARTHEST
        elif word == "to" and line.bits[index + 1] & g.BASE and not line.bits[index + 1] & g.NOUN:
            cost += _PURPOSE_COST
        elif word == ",":
            cost += _COMMA_COST
    return cost + end - begin + _FARTHEST * part


def _tells_having(line: Line, relative: int) -> bool:
    """Tell whether a relative clause says what somebody has: "troops which have their bases in Turkey"."""
    behind = line.bits[relative + 1 : relative + 3]
    return len(behind) > 1 and bool(behind[0] & g.HAVE and behind[1] & (g.DETERMINER | g.POSSESSIVE))


def _goes_on(line: Line, coordinator: int) -> bool:
    """Tell whether "and" joins another verb, whose place follows: "was shot at home and died in Nashville".

    Verbs side by side share their place: "shot and killed two in".
    """
    for index in range(coordinator + 1, min(line.last, coordinator + 4)):
        bits = line.bits[index]
        if bits & g.AUXILIARY or (bits & (g.PAST | g.PARTICIPLE) and not bits & g.NOUN):
            return True
        if not bits & g.ADVERB:
            return False
    return False

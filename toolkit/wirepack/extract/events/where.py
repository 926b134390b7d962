"""Where: the most specific place that the clause of an event puts it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import state_name
from wirepack.extract.events.addresses import encloses, find_addresses, finest, name_place
from wirepack.extract.events.line import RELATIVES
from wirepack.extract.events.locating import locates
from wirepack.gazetteer import PlaceMention, find_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirepack.extract.events.home import Home
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.models import Tokens

# Types of what is only said; talks and promises may have a place.
_PLACELESS = frozenset(("REQUEST", "REJECT", "SUPPORT", "ACCUSE", "THREATEN", "CONCEDE"))
_JOINT_COST, _COMMA_COST, _BEFORE_COST, _LEAD_COST = 22, 2, 4, 8
_OPENING = 4  # words before a place that opens its sentence
_PURPOSE_COST = 32
_BODILY = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE"))  # types that cannot but be somewhere
_SPOKEN = frozenset(("AGREE", "CONSULT", "COOPERATE", "AID"))
_NEAR = 32  # a place further away from talks, promises or aid is another event's
_FAR = 45  # a place further away than this is another event's
_FARTHEST = 75  # and of the only event of its sentence
_OUT_OF_SIGHT = 90  # words, brackets included, beyond which nobody looks for a place
_WHOSE = frozenset(("whose", "whom"))  # "freed men whose ship was hijacked off Hobyo"
# What is told of the others whom a blast met stands in one place with the dead: "killed 3 and wounded 9 in Homs".
_SHARING = frozenset(("wounded", "injured", "hurt", "maimed", "wounding", "injuring", "killed", "left"))
_POINTING = frozenset(("here", "capital"))
_BEHIND_HERE = frozenset((".", ",", "on", "late", "early", "today", "yesterday", "to", "with", "this", "last"))
_IN_THE = (["in", "the"], ["across", "the"], ["around", "the"], ["into", "the"], ["outside", "the"], ["of", "the"])
_WIDE = frozenset(("province", "region", "country"))
_NOWHERE = frozenset(("border", "sea"))  # kinds of places that lie between states
_PARTS = frozenset(("including", "among", "notably"))  # "killed 200, including dozens in Kirkuk": not where all were


@dataclass(frozen=True, slots=True)
class Where:
    """A place of an event, as far as known."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    open: bool = False  # no gazetteer has it, and its sentence does not tell in which state it lies

    @property
    def state(self) -> str:
        """Name the state in which the place lies."""
        return state_name(self.country or "")


def find_spots(line: Line, tokens: Tokens, near: Mapping[str, int], home: Home) -> tuple[PlaceMention, ...]:
    """Find the places of a sentence; `near` counts the countries that the article names.

    "Here" is where a dated article was written, and so is "the capital", if it was written in one.
    """
    spots = find_places(tokens, line.first, line.last, near)
    place = home.here
    if place is None or line.words.isdisjoint(_POINTING):
        return spots
    pointed = [
        PlaceMention(tokens.start[k], tokens.end[k], k, k + 1, place.name, place.kind, place.country, place, "in", True)
        for k in range(line.first + 1, line.last)
        if (line.lower[k] == "here" and _is_here(line, k)) or (home.capital and _is_the_capital(line, k))
    ]
    return tuple(sorted((*spots, *pointed), key=lambda spot: spot.first)) if pointed else spots


def _is_here(line: Line, index: int) -> bool:
    """Tell whether "here" ends what is told, as agencies put it: "met here on Monday", "held talks here."."""
    behind = line.lower[index + 1] if index + 1 < line.last else "."
    return not line.bits[index - 1] & g.AUXILIARY and (
        behind in _BEHIND_HERE or bool(line.bits[min(index + 1, line.last - 1)] & g.TIME)
    )


def _is_the_capital(line: Line, index: int) -> bool:
    """Tell whether nothing says whose capital is meant: "in the capital", not "in the capital of Chad", "capital Lima"."""
    if line.lower[index] != "capital" or line.lower[max(line.first, index - 2) : index] not in _IN_THE:
        return False
    behind = line.lower[index + 1 : index + 3]
    named = [word for word in line.text[index + 1 : min(line.last, index + 3)] if word[0].isupper()]
    return behind[:1] != ["of"] and behind[:1] != ["city"] and (not named or bool(line.bits[index + 1] & g.PREPOSITION))


def is_placed(event_type: str) -> bool:
    """Tell whether an event of this type is somewhere; what is said has no place of its own."""
    return event_type not in _PLACELESS


def place_event(
    line: Line,
    trigger: Trigger,
    event_type: str,
    spots: tuple[PlaceMention, ...],
    home: str | None,
    others: Sequence[int],
) -> Where | None:
    """Place an event in the nearest address of its clause, and in it by the most specific name.

    1. A place needs a word that locates it ("in", "near"), or is itself what is bombed, taken or left. 2. Behind the
    trigger goes before in front of it. 3. Of an address ("in Safira, in Aleppo province") the finest name counts; what it
    leaves open, the others tell: its country, and the town of a quarter that nobody knows; a place that nobody knows at
    all lies where the article is at home. 4. The only event of a sentence may have a place further away; a place behind
    `others`, the tokens of the events beside it, is none of talks and promises.
    """
    if not is_placed(event_type):
        return None
    costs = {spot: _cost(line, trigger, spot) for spot in spots if locates(line, trigger, spot)}
    if event_type in _SPOKEN:
        costs = {spot: costs[spot] for spot in costs if not any(trigger.last <= k < spot.first for k in others)}
    alone = not others and event_type in _BODILY
    farthest = _FARTHEST if alone else _FAR if event_type not in _SPOKEN else _NEAR
    if not costs or min(costs.values()) >= farthest:
        return None
    nearest = min(costs, key=lambda spot: (costs[spot], spot.first))
    if (
        nearest.kind in _WIDE and nearest.first < trigger.first
    ):  # "Rebels in Kano State killed four in the village of Doka"
        later = (spot for spot in costs if spot.first > trigger.first and spot.country in (None, nearest.country))
        finer = min(later, key=lambda spot: costs[spot], default=nearest)
        if costs[finer] < _JOINT_COST and finer.specificity > nearest.specificity:
            home, nearest = nearest.country or home, finer
    address = next(found for found in find_addresses(line, spots) if nearest in found)
    best = finest(spot for spot in address if spot in costs)
    at = address.index(best)
    behind = address[at + 1 :]
    within = next((spot.country for spot in behind if spot.country and _holds(line, spot)), None)
    owner = address[at - 1] if at and line.lower[address[at - 1].last] == "'s" else None  # "Goma's Mugunga camp"
    namesake = within is not None and best.country not in (None, within)  # "near Toledo, in Cordoba, Colombia"
    place = None if namesake else best.place
    country = within if namesake else best.country or next((spot.country for spot in behind if spot.country), None)
    if country is None and best.place is None and best.kind not in _NOWHERE:
        beside = {spot.country for spot in costs if spot.country and spot.located}
        country = owner.country if owner and owner.country else next(iter(beside)) if len(beside) == 1 else home
    name = name_place(best, behind or ((owner,) if owner else ()))
    unknown = country is None and best.place is None and best.kind not in _NOWHERE
    return Where(name, country, place.latitude if place else None, place.longitude if place else None, unknown)


def _holds(line: Line, spot: PlaceMention) -> bool:
    """Tell whether a place behind another holds it; a state also as the owner of a part: "in Syria's Homs province"."""
    return encloses(spot) or (spot.last < line.last and line.lower[spot.last] == "'s" and spot.kind == "country")


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
        elif word in _WHOSE or (word in RELATIVES and _tells_having(line, index)):
            cost += _FARTHEST
        elif line.is_stop(index) or line.is_joint(index):
            cost += _JOINT_COST
        elif (
            line.bits[index] & g.COORDINATOR
            and index > begin
            and _goes_on(line, index)
            and not _reaches(line, index, end)
        ):
            cost += _FARTHEST
        elif word == "to" and _is_purpose(line, index + 1):
            cost += _PURPOSE_COST
        elif word == ",":
            cost += _COMMA_COST if not _opens_clause(line, index, end) else _JOINT_COST
    return cost + end - begin + _FARTHEST * part


def _tells_having(line: Line, relative: int) -> bool:
    """Tell whether a relative clause says what somebody has: "troops which have their bases in Turkey"."""
    behind = line.bits[relative + 1 : relative + 3]
    return len(behind) > 1 and bool(behind[0] & g.HAVE and behind[1] & (g.DETERMINER | g.POSSESSIVE))


def _is_purpose(line: Line, verb: int) -> bool:
    """Tell whether the word behind "to" is a verb: "to secure", "to help the women", not "next to help desks"."""
    bits = line.bits[verb]
    return bool(bits & g.BASE) and (not bits & g.NOUN or bool(line.bits[verb + 1] & (g.DETERMINER | g.POSSESSIVE)))


def _opens_clause(line: Line, comma: int, end: int) -> bool:
    """Tell whether a comma parts a place from a trigger as another clause or another item of a list does.

    "Forces were moved north, the stakes are high in Golan"; "an airbase in Syria, and consultations".
    """
    if comma + 1 < end and line.bits[comma + 1] & g.COORDINATOR:
        return True
    behind = range(comma + 1, end)
    verb = next((k for k in behind if line.bits[k] & g.FINITE and line.bits[k] & g.AUXILIARY), None)
    return verb is not None and not any(line.bits[k] & (g.WH | g.PUNCTUATION) for k in range(comma + 1, verb))


def _reaches(line: Line, coordinator: int, trigger: int) -> bool:
    """Tell whether "and" joins the trigger itself to what was done at a place: "burst into a bar in Leon and opened"."""
    return all(line.bits[k] & g.ADVERB for k in range(coordinator + 1, trigger))


def _goes_on(line: Line, coordinator: int) -> bool:
    """Tell whether "and" joins another verb, whose place follows: "was shot at home and died in Nashville".

    Verbs side by side share their place: "shot and killed two in".
    """
    for index in range(coordinator + 1, min(line.last, coordinator + 4)):
        bits = line.bits[index]
        if line.lower[index] in _SHARING:
            return False
        if bits & g.AUXILIARY or (bits & (g.PAST | g.PARTICIPLE) and not bits & g.NOUN):
            return True
        if not bits & g.ADVERB:
            return False
    return False

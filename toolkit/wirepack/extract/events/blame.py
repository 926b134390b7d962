"""At whose door an event noun is laid: "claimed responsibility for the attack", "blamed the attack on"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.clauses import preposition_before
from wirepack.extract.events.lexicon import has_effect

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line, Party
    from wirepack.extract.events.triggers import Trigger

_HARMFUL = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_NOUN_PHRASE = 8  # words of an event's noun phrase before its head
_REACH = 10  # words between who did it and what says so
_BEHIND = 3  # words between an event noun and the participle that says whose it is: "the attack was widely blamed on"
_CHARGES = frozenset(("for", "of", "with", "in", "over"))  # "accused of", "charged with"
_ASCRIBED = frozenset(("on", "to"))  # "blamed on", "attributed to"


def find_culprits(line: Line, trigger: Trigger) -> list[Party]:
    """Find who an event noun says did it where it has no owner; the party may stand before or behind.

    1. "Blamed the attack on Hamas", "the attack was attributed to Hamas". 2. "Hamas was behind the attack", "is
    responsible for it", "its perpetrator". 3. "Accused Hamas of the attack", "Hamas is suspected of it".
    """
    if trigger.entry.event_type not in _HARMFUL:
        return []
    before = _before_phrase(line, trigger.first)
    ascribed = before is not None and has_effect(line.lower[before], "ascribe")
    if ascribed or _is_ascribed(line, trigger.last):
        return _ascribed_to(line, trigger)
    if before is None or not line.bits[before] & g.PREPOSITION:
        return []
    if line.lower[before] == "behind":
        return _last_free(line, before)
    at = before - 1
    if at >= line.first and has_effect(line.lower[at], "liable"):
        return _last_free(line, at) or _claimed_by(line, trigger)
    return _charged(line, before) if line.lower[before] in _CHARGES else []


def _before_phrase(line: Line, at: int) -> int | None:
    """Find the word that governs a noun phrase: the preposition or the verb before it."""
    for back in range(at - 1, max(line.first - 1, at - 1 - _NOUN_PHRASE), -1):
        bits = line.bits[back]
        if bits & g.PREPOSITION or has_effect(line.lower[back], "ascribe"):
            return back
        if bits & (g.FINITE | g.COORDINATOR | g.SUBORDINATOR | g.WH) or line.is_stop(back):
            return None
    return None


def _is_ascribed(line: Line, behind: int) -> bool:
    """Tell whether "was blamed on" stands behind an event noun."""
    return behind < line.last and any(
        has_effect(line.lower[index], "ascribe") for index in range(behind, min(line.last, behind + _BEHIND))
    )


def _ascribed_to(line: Line, trigger: Trigger) -> list[Party]:
    for party in line.parties_in(trigger.last, min(line.last, trigger.last + _REACH)):
        if preposition_before(line, party.first, trigger.last) in _ASCRIBED:
            return [party]
    return []


def _last_free(line: Line, at: int) -> list[Party]:
    """Take the last party before a word that is no part of another phrase, unless it denies what is said."""
    for party in reversed(line.parties_in(max(line.first, at - _REACH), at)):
        if party.kind == "place" or preposition_before(line, party.first, line.first):
            continue
        words = range(max(line.first, party.first - 1), at)
        denied = any(line.bits[k] & g.NEGATION or has_effect(line.lower[k], "denied") for k in words)
        return [] if denied else [party]
    return []


def _claimed_by(line: Line, trigger: Trigger) -> list[Party]:
    """Read "responsibility for the attack was claimed by Hamas"."""
    for party in line.parties_in(trigger.last, min(line.last, trigger.last + _REACH)):
        if preposition_before(line, party.first, trigger.last) == "by":
            return [party]
    return []


def _charged(line: Line, preposition: int) -> list[Party]:
    """Find whom a verb charges with the event: its object, or its subject if no party stands between."""
    for back in range(preposition - 1, max(line.first - 1, preposition - _REACH), -1):
        if has_effect(line.lower[back], "charge") and line.bits[back] & g.VERB_FORM:
            between = [party for party in line.parties_in(back + 1, preposition) if party.kind != "place"]
            passive = not between and back > line.first and line.bits[back - 1] & g.AUXILIARY
            return _last_free(line, back) if passive else between[:1]
        if line.is_stop(back) or line.is_joint(back):
            break
    return []

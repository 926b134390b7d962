"""Locating: which places of a sentence can be where an event is, and which are actors, origins, homes or owners."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.addresses import place_nouns
from wirepack.extract.events.clauses import preposition_before
from wirepack.extract.events.lexicon import party_kinds, speech_verbs, words_of
from wirepack.gazetteer.index import is_prominent

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.gazetteer import PlaceMention

_GOING = frozenset(("visit", "move", "exercise", "leave"))  # frames whose "to" and "from" lead to a place
_TAKEN = frozenset(("abduct", "kidnap"))  # whence somebody is taken is where it was: "abducted from the Adel base"
# Whence somebody is driven or brought away is where it was, if it is no state: "expelled 900 Croats from Zenica".
_EMPTIED = frozenset(
    ("expel", "evict", "evacuate", "expulsion", "eviction", "evacuation", "drive", "rescue", "displace")
)
_WAYS = frozenset(("through", "via"))  # "were evacuated through X and handed over"
_BROUGHT = frozenset(("AID", "RETREAT"))  # types of what is not done where those pass with whom it is done
_STATES = frozenset(("country",))  # a kind that acts as often as it lies somewhere
_OBJECT = 4  # words between a trigger and the place that is its object
_ORIGIN = 8  # words between "from" and a place: "from a village near the West Bank city of"
_CUE_REACH = 4  # words between the verb of living and the place
# Before "from" they tell how far something is, not whence it comes.
_DISTANT = frozenset(("far", "away"))
# What ends the phrase that "from" begins.
_NO_ORIGIN = g.PUNCTUATION | g.COORDINATOR | g.AUXILIARY | g.SUBORDINATOR | g.WH | g.TIME
# What may stand behind the name of a state that is a place of its own.
_BEHIND_PLACE = (
    g.PREPOSITION | g.PUNCTUATION | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.AUXILIARY | g.ADVERB | g.TIME | g.PAST | g.ING
    | g.DETERMINER
)  # fmt: skip


def locates(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
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
        return spot.first > trigger.first and _is_taken_from(line, trigger, spot)
    if spot.cue in _WAYS and spot.first < trigger.first and trigger.entry.event_type in _BROUGHT:
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
    if spot.last >= line.last or line.lower[spot.last] != "'s":
        return False
    return not words_of("ground").isdisjoint(line.lower[spot.last : min(line.last, spot.last + _OBJECT)])


def _is_undergone(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether a place stands where those stand to whom it is done: object, or subject of a passive."""
    if trigger.group and trigger.group.passive:
        known = spot.cue or spot.kind != "town" or (spot.place is not None and is_prominent(spot.place))
        begin, end = trigger.subject
        inside = begin <= spot.first < end and not preposition_before(line, spot.first, begin)
        return bool(known) and inside  # not "Arad was captured by", "the channels with Washington were cut"
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
    before = line.lower[at - 1] if at > line.first else ""
    return (village or not near) and before not in _DISTANT and before not in words_of("distance")


def _is_taken_from(line: Line, trigger: Trigger, spot: PlaceMention) -> bool:
    """Tell whether "from" belongs to the taking: "abducted from a village", "two guards from the Adel base".

    Not "abducted a man from Homs", who may have been anywhere.
    """
    if trigger.entry.lemma in _EMPTIED and spot.kind not in _STATES:
        return not any(line.is_joint(k) or line.is_stop(k) for k in range(trigger.last, spot.first))
    if trigger.entry.lemma not in _TAKEN:
        return False
    at = spot.first - 1
    while at > trigger.last and line.lower[at] != "from":
        at -= 1
    passive = trigger.group is not None and trigger.group.passive
    return passive or at == trigger.last or spot.kind not in {"town", "country", "province", "region"}


def _resides(line: Line, spot: PlaceMention) -> bool:
    """Tell whether a place is only where somebody lives or is at home: "a group based in Damascus"."""
    words = line.lower[max(line.first, spot.first - _CUE_REACH) : spot.first]
    return any(word in words_of("residing") and after in {"in", "at", "near"} for word, after in pairwise(words))


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
    if verbs.isdisjoint(line.lower[max(line.first, spot.first - 4) : spot.last + 2]):
        return False
    # Not "condemned a massacre in Sarajevo".
    begin = trigger.last if trigger.last <= spot.first else line.first
    before = range(max(begin, spot.first - 4), spot.first - 1)
    if any(
        line.lower[k] in verbs
        and line.bits[k] & g.VERB_FORM
        and not (line.bits[k] & g.BASE and line.bits[k] & g.NOUN)  # "an army post"
        and not trigger.first <= k < trigger.last
        and not line.bits[k - 1] & (g.DETERMINER | g.NUMBER)  # "two suspected militants"
        for k in before
    ):
        return True
    behind = line.lower[spot.last : spot.last + 2]
    if not any(word in verbs for word in behind):
        return False
    return any(word in party_kinds() for word in line.lower[max(line.first, spot.first - 3) : spot.first])

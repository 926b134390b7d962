"""The mode of an event where its trigger does not tell it: the weapon that was used, the thing that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.events.lexicon import words_of
from wirepack.plover import MODES

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.roles import Roles
    from wirepack.extract.events.triggers import Trigger
    from wirepack.extract.events.where import Where

# Classes of event_classes.tsv that tell how an attack was carried out, the most telling first.
_WEAPONS = (
    ("bomber", "suicide-attack"), ("aircraft", "aerial"), ("heavy", "heavy-weapons"), ("explosive", "explosives"),
    ("gun", "firearms"), ("blade", "primitive"),
)  # fmt: skip
_ASKED = (("meeting", "meet"), ("yielding", "yield"), ("assisting", "assist"), ("changing", "change"))
# What a threat is about, the gravest first.
_THREATS = (
    ("force", "violence"), ("expelling", "expel"), ("arresting", "arrest"), ("banning", "ban"), ("restricting", "restrict"),
    ("severing", "relations"), ("annexing", "territory"),
)  # fmt: skip
_TWO = 2
_ASKING = frozenset(("REQUEST", "REJECT"))
_OPEN_MODES = frozenset((None, "firearms"))  # of "fired": what fires may be a jet
_WITHOUT_MEANS = frozenset(("intercept", "between"))  # frames whose mode the trigger alone decides
_COMPLEMENT = 14  # words behind a demand or a threat that may say what it is about
_ADJACENT = 3  # words between a trigger and a weapon that is its object
_OPENERS = frozenset(("with", "using", "by", "from"))


def read_mode(line: Line, trigger: Trigger, event_type: str, roles: Roles, where: Where | None) -> str | None:
    """Tell the mode of an event: the means, demand, threat or setting that its clause states, else the trigger's own."""
    entry = trigger.entry
    mode = entry.mode if event_type == entry.event_type else None
    if event_type == "ASSAULT" and mode in _OPEN_MODES and entry.frame not in _WITHOUT_MEANS:
        return _read_means(line, trigger) or mode
    if event_type in _ASKING and entry.event_type == event_type:
        return _read_demand(line, trigger) or mode
    if event_type == "THREATEN" and mode is None:
        return _read_threat(line, trigger)
    if event_type == "CONSULT" and mode is None:
        return _read_setting(roles, where)
    return mode if mode in MODES.get(event_type, ()) else None


def _read_threat(line: Line, trigger: Trigger) -> str | None:
    """Read what is threatened: "to attack" is violence, "sanctions" restrict, "to cut ties" relations."""
    complement = line.lower[trigger.last : min(line.last, trigger.last + _COMPLEMENT)]
    return next((mode for name, mode in _THREATS if not words_of(name).isdisjoint(complement)), None)


def _read_setting(roles: Roles, where: Where | None) -> str | None:
    """Read how a meeting is set: among three states or more, or of two in a third one."""
    states = {party.country for party in (*roles.actors, *roles.targets)} - {None}
    if len(states) > _TWO:
        return "multilateral"
    hosted = where is not None and where.country is not None and where.country not in states
    return "third-party" if len(states) == _TWO and hosted else None


def _read_means(line: Line, trigger: Trigger) -> str | None:
    """Read the means off the subject of a verb ("jets fired") and the words behind it ("with mortars", "a car bomb")."""
    subject = line.lower[slice(*trigger.subject)]
    behind = line.lower[trigger.last : trigger.behind]
    for name, mode in _WEAPONS:
        words = words_of(name)
        if not words.isdisjoint(subject):
            return mode
        at = next((k for k, word in enumerate(behind) if word in words), None)
        if at is None or (trigger.group and name == "aircraft"):
            continue  # "struck an aircraft": the target
        if at <= _ADJACENT or not _OPENERS.isdisjoint(behind[:at]):
            return mode
    return None


def _read_demand(line: Line, trigger: Trigger) -> str | None:
    """Read what is asked for or refused: "to withdraw" is yield, "aid" assist, "talks" meet, "reforms" change."""
    for index in range(trigger.last, min(line.last, trigger.last + _COMPLEMENT)):
        for name, mode in _ASKED:
            if line.lower[index] in words_of(name):
                return mode
        if line.is_stop(index):
            break
    return None

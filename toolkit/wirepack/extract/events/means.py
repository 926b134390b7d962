"""The mode of an event where its trigger does not tell it: the weapon that was used, the thing that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.events.lexicon import words_of
from wirepack.extract.events.phrases import objects_end, subject_of
from wirepack.plover import MODES

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger

# Classes of event_classes.tsv that tell how an attack was carried out, the most telling first.
_WEAPONS = (("bomber", "suicide-attack"), ("aircraft", "aerial"), ("heavy", "heavy-weapons"), ("explosive", "explosives"), ("gun", "firearms"), ("blade", "primitive"))
_ASKED = (("meeting", "meet"), ("yielding", "yield"), ("assisting", "assist"), ("changing", "change"))
_OPEN_MODES = frozenset(("firearms",))  # of "fired": what fires may be a jet
_ASKING = frozenset(("REQUEST", "REJECT"))
_COMPLEMENT = 14  # words behind a demand that may say what is demanded


def read_mode(line: Line, trigger: Trigger, event_type: str) -> str | None:
    """Tell the mode of an event: the trigger's own, else that of the means or of the demand that the clause states."""
    entry = trigger.entry
    mode = entry.mode if event_type == entry.event_type else None
    if event_type == "ASSAULT" and (mode is None or mode in _OPEN_MODES) and entry.frame not in {"intercept", "between"}:
        return _read_means(line, trigger) or mode
    if event_type in _ASKING and entry.event_type == event_type:
        return _read_demand(line, trigger) or mode
    if event_type == "THREATEN" and mode is None and _meets(line, trigger.last, min(line.last, trigger.last + _COMPLEMENT), "force"):
        return "violence"
    return mode if mode is None or mode in MODES.get(event_type, ()) else None


def _read_means(line: Line, trigger: Trigger) -> str | None:
    """Read the means off the subject of a verb ("jets fired") and the words behind it ("with mortars", "a car bomb")."""
    begin, end = (trigger.first, trigger.first)
    if trigger.group:
        begin, end = subject_of(line, trigger.group)
    behind = objects_end(line, trigger.last)
    for name, mode in _WEAPONS:
        if _meets(line, begin, end, name):
            return mode
        if (trigger.group is None or name != "aircraft") and _meets_behind(line, trigger.last, behind, name):
            return mode
    return None


def _meets(line: Line, begin: int, end: int, name: str) -> bool:
    words = words_of(name)
    return any(line.lower[index] in words for index in range(begin, end))


def _meets_behind(line: Line, begin: int, end: int, name: str) -> bool:
    """Look for the means behind a trigger, where "with", "using" or "by" must open it, or it is the object itself."""
    words = words_of(name)
    for index in range(begin, end):
        if line.lower[index] in words:
            before = line.lower[begin:index]
            return index - begin <= 3 or bool({"with", "using", "by", "from"} & set(before))
    return False


def _read_demand(line: Line, trigger: Trigger) -> str | None:
    begin = trigger.last
    end = min(line.last, begin + _COMPLEMENT)
    for index in range(begin, end):
        for name, mode in _ASKED:
            if line.lower[index] in words_of(name):
                return mode
        if line.is_stop(index):
            break
    return None

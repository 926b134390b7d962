"""What a verbal event governs: the promised, demanded, refused or threatened act is no event of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.line import AT_OTHER_TIMES
from wirepack.extract.events.objects import objects_end

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger

# Types whose complement is the act itself: "agreed to withdraw", "called for talks", "threatened to close the strait".
_GOVERNING = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"))
# A noun of these types behind them is what is asked for or promised; one of conflict may well be a fact.
_ASKED = frozenset(
    (
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "REQUEST", "SANCTION", "COERCE",
        "PROTEST",
    )
)  # fmt: skip
# What is broken off or called off is no event of its own either, if it is the object: "suspended consultations with".
_BROKEN_OFF = frozenset(("CONSULT", "COOPERATE", "AID", "AGREE"))
_REACH = 24


def drop_governed(line: Line, triggers: list[Trigger]) -> list[Trigger]:
    """Leave out the triggers that only say what a verbal event before them promises, asks for, refuses or threatens."""
    kept: list[Trigger] = []
    limit, governor = 0, None
    for trigger in triggers:
        if governor is not None and trigger.first < limit and _is_governed(line, governor, trigger):
            continue
        if kept and _is_broken_off(line, kept[-1], trigger):
            continue
        kept.append(trigger)
        if trigger.entry.event_type in _GOVERNING:
            governor, limit = trigger, _complement_end(line, trigger)
    return kept


def _complement_end(line: Line, trigger: Trigger) -> int:
    """Find where the complement of a verbal event ends: also behind the "that" that opens it."""
    begin = max(trigger.last, trigger.end)
    end = objects_end(line, begin, _REACH)
    if end < line.last and line.lower[end] == "that" and end - begin < 5:
        end = objects_end(line, end + 1, _REACH)
    return end


def _is_governed(line: Line, governor: Trigger, trigger: Trigger) -> bool:
    if trigger.group:
        if trigger.group.infinitive or trigger.group.ing:
            return True
        words = trigger.group.auxiliaries
        bare = bool(line.bits[trigger.first] & g.BASE) and not line.bits[trigger.first] & g.PAST
        return bare or any(word in {"must", "should", "would", "will", "be", "could"} for word in words)
    if not AT_OTHER_TIMES.isdisjoint(line.lower[governor.last : trigger.first]):
        return False  # "agreed to a deal after the summit"
    return trigger.entry.event_type in _ASKED


def _is_broken_off(line: Line, governor: Trigger, trigger: Trigger) -> bool:
    """Tell whether an event noun is what a verb of breaking off has as its object, with no preposition between."""
    if governor.entry.event_type != "SANCTION" or governor.noun or governor.group is None or governor.group.passive:
        return False
    if trigger.group or trigger.entry.event_type not in _BROKEN_OFF or trigger.first >= governor.behind:
        return False
    begin = max(governor.last, governor.end)
    between = range(begin, trigger.first)  # "of": "froze $40 million of aid"
    return not any(line.bits[index] & g.PREPOSITION and line.lower[index] != "of" for index in between)

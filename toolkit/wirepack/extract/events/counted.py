"""Counted: times that are counted from another event of the sentence: "two days after the raid of 3 May"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirepack.extract.events.occasions import NOUN_PHRASE
from wirepack.timex import EVENT, STORY, UNKNOWN, Interval, Shift, TimeExpression, resolve

if TYPE_CHECKING:
    from wirepack.extract.events.anchors import Anchors, Told
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.occasions import Rivals
    from wirepack.extract.events.triggers import Trigger

_POINTERS = frozenset(("the", "that", "this", "his", "her", "their", "its"))  # before the noun of an event told before


@dataclass(frozen=True, slots=True)
class Counted:
    """A time that is counted from what stands behind it, up to the token `end`, and the times that stand there."""

    time: TimeExpression
    shift: Shift
    end: int
    there: tuple[TimeExpression, ...]

    def holds(self, trigger: Trigger) -> bool:
        """Tell whether an event is the one from which is counted."""
        return self.time.last <= trigger.first < self.end

    def times_of(self, trigger: Trigger, times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
        """Leave an event the times that are its own."""
        return self.there if self.holds(trigger) else tuple(time for time in times if time not in self.there)

    def count_on(self, line: Line, anchors: Anchors, told: Told, rivals: Rivals) -> Interval:
        """Date the later event: from the day beside the other ("after the raid of 3 May"), or the day told last ("the raid")."""
        base, last = None, self.time.last
        if self.there:
            tense = "past" if self.shift.count > 0 else "near"  # "hours before Friday's vote"
            base = resolve(self.there[0], anchors.written, tense, told.behind(self.there[0]))
        elif last < line.last and line.lower[last] in _POINTERS:
            pointed = any(rival.noun and 0 < rival.first - last <= NOUN_PHRASE for rival, _ in rivals)
            base = told.day if pointed else None
        return resolve(replace(self.shift, base=STORY), None, "past", base)

    def count_back(self, times: tuple[TimeExpression, ...], anchors: Anchors, told: Told) -> Interval:
        """Date the other event: "on Tuesday, a day after rebels seized it" makes that a Monday."""
        base = next((other for other in reversed(times) if other.first < self.time.first), None)
        if base is None:
            return UNKNOWN
        day = resolve(base, anchors.written, "past", told.behind(base))
        return resolve(replace(self.shift, base=STORY, count=-self.shift.count), None, "past", day)


def find_counted(line: Line, times: tuple[TimeExpression, ...]) -> Counted | None:
    """Find the first time of a sentence that is counted from another event."""
    for time in times:
        if isinstance(time.value, Shift) and time.value.base == EVENT:
            closing = (k for k in range(time.last, line.last) if line.lower[k] == "," or line.is_stop(k))
            end = next(closing, line.last)
            return Counted(time, time.value, end, tuple(one for one in times if time.last <= one.first < end))
    return None

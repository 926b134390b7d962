"""Ahead: whether an event lies behind or ahead of the day of writing, which tells what "Friday" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.timex import TimeExpression

_TENSES = {"planned": "future", "threatened": "future", "ongoing": "present"}
PLANS = frozenset(
    ("scheduled", "planned", "slated", "due", "expected", "set", "upcoming", "forthcoming", "tentatively")
)
_PLANS_OF_BE = frozenset(("due", "expected", "set"))  # "are due on Monday", but "due to fire", "a set of"
_WILL = frozenset(
    (
        "hold", "host", "attend", "have", "begin", "start", "resume", "continue", "expire", "end", "take", "stage",
        "convene", "enter", "come",
    )
)  # fmt: skip
_VERB_BEHIND = 5  # words behind "will" where its verb stands
_BEFORE_PLAN, _BEHIND_PLAN = 4, 6  # words in front of an event and its time, and behind both, where it may be planned


def tense_of(line: Line, trigger: Trigger, time: TimeExpression, status: str) -> str:
    """Tell whether an event lies behind or ahead: "will meet", "is due on Monday"; "were to meet" is either."""
    tense = _TENSES.get(status, "past")
    begin = max(line.first, min(trigger.first, time.first) - _BEFORE_PLAN)
    end = time.first if time.first >= trigger.last else min(line.last, trigger.last + _BEHIND_PLAN)
    for index in range(begin, end):
        word, before = line.lower[index], line.lower[index - 1 : index]
        was = before[:1] in (["was"], ["were"], ["been"])
        if (
            word == "to"
            and (was or before[:1] in (["is"], ["are"]))
            and line.bits[min(index + 1, line.last - 1)] & g.BASE
        ):
            tense = "near" if was else "future"  # "was to meet", "are to meet"
        elif word == "will" and trigger.noun and not _WILL.isdisjoint(line.lower[index + 1 : index + _VERB_BEHIND]):
            tense = "future"  # "will on Thursday hold talks"
        elif word in PLANS and not (word in _PLANS_OF_BE and not line.bits[index - 1] & g.BE and before != [","]):
            if time.first > index and any(line.is_told(k) for k in range(index + 1, time.first)):
                continue
            tense = "near" if was or "had" in line.lower[max(line.first, index - 2) : index] else "future"
    return tense

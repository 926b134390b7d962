"""One record per event: the mentions of an article that speak of the same event are joined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirepack.extract.events.counts import Counts
from wirepack.extract.events.status import OCCURRED

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line, Party
    from wirepack.extract.events.roles import Roles
    from wirepack.extract.events.triggers import Trigger
    from wirepack.extract.events.when import When
    from wirepack.extract.events.where import Where

_LOOK_BACK = 30  # events before a mention among which its event is looked for
# What an attack does to people and things: a mention of the attack, if both stand in one sentence.
_EFFECTS = frozenset(
    (
        "kill", "killing", "wound", "injure", "die", "destroy", "damage", "lose * life", "hit", "target", "strike", "explode", "detonate", "blast", "explosion",
        "maim", "murder", "rock", "destruction", "shoot", "shoot dead", "fire", "land", "fall", "slam into", "set off", "bomb blast", "go off", "gun down",
    )
)  # fmt: skip
_POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "such"))


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one mention of it tells it."""

    line: Line
    number: int  # of the sentence
    paragraph: int
    trigger: Trigger
    event_type: str
    mode: str | None
    status: str
    roles: Roles
    when: When
    where: Where | None
    counts: Counts

    @property
    def stops(self) -> bool:
        """Whether one side stops what the other has sent: never the same event as the attack."""
        return self.trigger.entry.frame == "intercept"


def merge_drafts(drafts: list[Draft]) -> list[Draft]:
    """Join the mentions of one event, in the order of the text; the first mention in the body stays the main one.

    1. In one sentence an attack and what it does are one. 2. A noun with "the" or "this" points back at an event of its
    type. 3. The same type, parties, date and place, told again.
    """
    events: list[Draft] = []
    for draft in drafts:
        at = next((k for k in range(len(events) - 1, max(-1, len(events) - 1 - _LOOK_BACK), -1) if _same(events[k], draft)), None)
        if at is None:
            events.append(draft)
        else:
            events[at] = _join(events[at], draft)
    return events


def _same(event: Draft, draft: Draft) -> bool:
    if event.event_type != draft.event_type or event.stops != draft.stops or not _parties_agree(event, draft):
        return False
    if event.number == draft.number:
        if event.event_type == "ASSAULT" and event.status == draft.status and not event.stops:
            return draft.trigger.entry.lemma in _EFFECTS or event.trigger.entry.lemma in _EFFECTS
        return event.trigger.entry.lemma == draft.trigger.entry.lemma and event.status == draft.status and draft.trigger.first - event.trigger.last < 4
    if not _dates_agree(event, draft) or not _places_agree(event, draft):
        return False
    if draft.trigger.noun and _points_back(draft) and event.status == draft.status:
        return True
    return _told_again(event, draft)


def _points_back(draft: Draft) -> bool:
    line, first = draft.line, draft.trigger.first
    return any(line.lower[index] in _POINTERS for index in range(max(line.first, first - 3), first)) and not _is_plural(draft)


def _is_plural(draft: Draft) -> bool:
    return draft.line.lower[draft.trigger.last - 1].endswith("s")


def _told_again(event: Draft, draft: Draft) -> bool:
    same_word = event.trigger.entry.lemma == draft.trigger.entry.lemma
    parties = bool(event.roles.actors and event.roles.targets and draft.roles.actors and draft.roles.targets)
    return same_word and parties and event.status == draft.status and event.mode == draft.mode and event.when.text == draft.when.text


def _parties_agree(event: Draft, draft: Draft) -> bool:
    return _agree(event.roles.actors, draft.roles.actors) and _agree(event.roles.targets, draft.roles.targets)


def _agree(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    if not one or not other:
        return True
    return any(a.name == b.name or (a.country and a.country == b.country) or (not a.country and not b.country and (a.kind == b.kind)) for a in one for b in other)


def _dates_agree(event: Draft, draft: Draft) -> bool:
    one, other = event.when, draft.when
    if one.text is None or other.text is None:
        return True
    if one.interval.start and other.interval.start:
        return one.interval == other.interval
    return one.text.lower() == other.text.lower()


def _places_agree(event: Draft, draft: Draft) -> bool:
    return event.where is None or draft.where is None or event.where.name == draft.where.name


def _join(event: Draft, draft: Draft) -> Draft:
    """Let a further mention fill what the main one leaves open."""
    one, other = event.counts, draft.counts
    counts = Counts(
        killed=one.killed if one.killed is not None else other.killed,
        injured=one.injured if one.injured is not None else other.injured,
        launched=one.launched if one.launched is not None else other.launched,
        intercepted=one.intercepted if one.intercepted is not None else other.intercepted,
        amount=one.amount if one.amount is not None else other.amount,
        amount_unit=one.amount_unit or other.amount_unit,
    )
    roles = replace(event.roles, actors=event.roles.actors or draft.roles.actors, targets=event.roles.targets or draft.roles.targets)
    return replace(
        event,
        mode=event.mode or draft.mode,
        status=event.status if event.status != OCCURRED else draft.status,
        roles=roles,
        when=event.when if event.when.text else draft.when,
        where=event.where or draft.where,
        counts=counts,
    )

"""The events of one sentence: its triggers with everything that the sentence says about them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from wirepack.extract.events.anchors import Told
from wirepack.extract.events.context import aim_at_ground
from wirepack.extract.events.counts import Counts, Number, count_money, find_numbers
from wirepack.extract.events.draft import Draft
from wirepack.extract.events.figures import is_figurative
from wirepack.extract.events.grounds import state_above
from wirepack.extract.events.home import find_ground
from wirepack.extract.events.means import read_mode
from wirepack.extract.events.roles import Roles, find_roles
from wirepack.extract.events.salvos import count_launched, count_stopped
from wirepack.extract.events.scope import drop_governed
from wirepack.extract.events.status import DENIED, DROPPED, HYPOTHETICAL, OCCURRED, PLANNED, THREATENED, read_status
from wirepack.extract.events.triggers import Trigger, find_triggers
from wirepack.extract.events.victims import count_victims, speaks_of_victims
from wirepack.extract.events.when import date_event
from wirepack.extract.events.where import find_spots, is_placed, place_event
from wirepack.timex import find_times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.events.anchors import Anchors
    from wirepack.extract.events.discourse import Discourse
    from wirepack.extract.events.grounds import Section
    from wirepack.extract.events.home import Home
    from wirepack.extract.events.line import Line, Party
    from wirepack.extract.events.triggers import Candidate
    from wirepack.models import Document
    from wirepack.timex import Interval, TimeExpression

# Cooperation that is still to come is an agreement to it; conflict that is still to come keeps its type.
_PROMISED = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"))
# Conflict that is announced for the case that a demand is not met is a threat.
_THREATENED = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
_CONDITIONS = frozenset(("if", "unless", "until"))
_VIOLENT = frozenset(("ASSAULT", "COERCE", "PROTEST"))  # types of which people die
_FORCEFUL = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN"))  # their words sport and trade borrow
_YEAR = timedelta(days=366)
_NARRATIVE = 2  # sentences back to which the year of a narrative may lie
_STORY = 40  # events back to which the date told last may lie
_LAUNCHES = frozenset(("fire", "launch"))
_LAUNCHING = frozenset(("ASSAULT", "MOBILIZE"))  # types of what is done with missiles
_PAID = frozenset(("AID", "AGREE"))
_UNCOUNTED = Counts()

Read = tuple[Trigger, str, str, Roles]  # trigger, type, status, roles


class Setting(NamedTuple):
    """What the sentences of an article share: who is spoken of, what times count from, which states are near."""

    document: Document
    discourse: Discourse
    anchors: Anchors
    near: Mapping[str, int]  # how often the article names each state
    home: Home
    sections: tuple[Section, ...] = ()


def read_drafts(
    setting: Setting, line: Line, candidates: list[Candidate], number: int, before: list[Draft]
) -> list[Draft]:
    """Read the events of the sentence with the given number; `before` are those of the sentences before it.

    1. Triggers, without those that a promise or a demand governs. 2. Status and type; what is only wished or possible is
    no event. 3. Roles; political acts need a political party. 4. Date, place, mode and counts.
    """
    document = setting.document
    events = _read_events(line, candidates, setting.discourse)
    if not events:
        return []
    times = find_times(document.tokens, line.first, line.last)
    placed = any(is_placed(event_type) for _, event_type, _, _ in events)
    spots = find_spots(line, document.tokens, setting.near, setting.home) if placed else ()
    counts = _count(line, events, times)
    paragraph = document.sentences[number].paragraph
    stretch = setting.anchors.year_above(line.start) or _stretch_told_last(before, number, paragraph, setting.anchors)
    told = Told(_date_told_last(before), stretch, line.first)
    above = state_above(setting.sections, number)
    drafts = []
    for (trigger, event_type, status, roles), counted in zip(events, counts, strict=True):
        rivals = [(other, kind) for other, kind, _, _ in events if other is not trigger]
        when = date_event(line, trigger, event_type, status, times, setting.anchors, told, rivals)
        ground = above or find_ground(setting.near, setting.home, [party.country for party in roles.actors])
        where = place_event(line, trigger, event_type, spots, ground, _others(events, trigger)) if spots else None
        aimed = aim_at_ground(event_type, trigger, roles, where)
        mode = read_mode(line, trigger, event_type, aimed, where)
        drafts.append(Draft(line, number, paragraph, trigger, event_type, mode, status, aimed, when, where, counted))
    return drafts


def _read_events(line: Line, candidates: list[Candidate], discourse: Discourse) -> list[Read]:
    found: list[Read] = []
    for trigger in drop_governed(line, list(find_triggers(line, candidates))):
        status = read_status(line, trigger)
        if status == DROPPED:
            continue
        roles = find_roles(line, trigger)
        actors = discourse.settle(roles.actors)
        roles = Roles(actors, _without(actors, discourse.settle(roles.targets)))
        political = any(party.political for party in (*roles.actors, *roles.targets))
        if not political and (trigger.entry.needs_party or trigger.entry.frame == "must"):
            continue
        event_type = _type_of(line, trigger, status)
        if event_type in _FORCEFUL and is_figurative(line):
            continue
        if event_type == "THREATEN" and (status == OCCURRED or "idly" in trigger.entry.lemma):
            status = THREATENED  # also: "would not sit idly by"
        found.append((trigger, event_type, status, roles))
    return found


def _others(events: list[Read], trigger: Trigger) -> list[int]:
    """List the first tokens of the other events of a sentence."""
    return [other.first for other, _, _, _ in events if other is not trigger]


def _without(actors: tuple[Party, ...], targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """Leave out of the targets whom a pronoun turned out to be an actor: nobody blames himself without a word for it."""
    if not actors or not targets:
        return targets
    names = {party.name for party in actors if party.kind != "pronoun"}
    return tuple(party for party in targets if party.name not in names)


def _type_of(line: Line, trigger: Trigger, status: str) -> str:
    """Tell the type of an event that is still to come: cooperation is an agreement, a conditional attack a threat."""
    event_type = trigger.entry.event_type
    if status in (PLANNED, HYPOTHETICAL) and event_type in _PROMISED:
        return "AGREE"
    if (
        status == PLANNED
        and event_type in _THREATENED
        and not _CONDITIONS.isdisjoint(line.lower[trigger.last : line.last])
    ):
        return "THREATEN"
    return event_type


def _date_told_last(drafts: list[Draft]) -> Interval | None:
    days = (draft.when.interval for draft in reversed(drafts[-_STORY:]) if draft.when.interval.precision == "day")
    return next(days, None)


def _stretch_told_last(drafts: list[Draft], number: int, paragraph: int, anchors: Anchors) -> Interval | None:
    """Find the year, month or day that the verb before tells, in which a narrative goes on: "In 1995 ... In July, ...".

    A report from the day comes back to its own time, but hardly within a paragraph.
    """
    for draft in reversed(drafts[-_STORY:]):
        near = number - draft.number <= _NARRATIVE
        if not near or (draft.paragraph != paragraph and (anchors.written or anchors.dateline)):
            return None
        start, end = draft.when.interval.start, draft.when.interval.end
        if start and end and not draft.trigger.noun:
            return draft.when.interval if end - start < _YEAR else None
    return None


def _count(line: Line, events: list[Read], times: tuple[TimeExpression, ...]) -> list[Counts]:
    """Give each count of the sentence to an event: victims to the nearest violent one that is not denied."""
    violent: list[int] = []
    if speaks_of_victims(line):
        violent = [k for k, event in enumerate(events) if event[1] in _VIOLENT and event[2] != DENIED]
    if not violent and not any(_has_counts(event) for event in events):
        return [_UNCOUNTED] * len(events)
    numbers, victims = find_numbers(line, times), [dict[str, int]() for _ in events]
    if violent:
        for name, index, value in count_victims(line, numbers):
            nearest = min(violent, key=lambda k: abs(events[k][0].first - index))
            victims[nearest].setdefault(name, value)
    return [_counts_of(line, event, numbers, found) for event, found in zip(events, victims, strict=True)]


def _has_counts(event: Read) -> bool:
    """Tell whether an event may have a count other than its victims: missiles launched or stopped, money paid."""
    entry = event[0].entry
    return event[1] in _LAUNCHING or entry.lemma in _LAUNCHES or entry.frame == "intercept" or event[1] in _PAID


def _counts_of(line: Line, event: Read, numbers: list[Number], victims: dict[str, int]) -> Counts:
    trigger, event_type, _, _ = event
    entry = trigger.entry
    stops = entry.frame == "intercept"
    stopped = count_stopped(line, numbers, trigger) if stops else None
    launches = not stops and (event_type in _LAUNCHING or entry.lemma in _LAUNCHES)
    launched = count_launched(line, numbers, trigger) if launches else None
    amount, unit = count_money(line, numbers, trigger.first) if event_type in _PAID else (None, None)
    return Counts(victims.get("killed"), victims.get("injured"), launched, stopped, amount, unit)

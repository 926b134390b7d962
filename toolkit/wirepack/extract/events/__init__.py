"""Events: who did what to whom, when, where, and whether it is a fact. Types and modes are PLOVER's."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wirepack.extract.events.context import aim_at_ground, fill_from_context
from wirepack.extract.events.counts import Counts, count_launched, count_money, count_stopped, count_victims, find_numbers
from wirepack.extract.events.line import Line
from wirepack.extract.events.means import read_mode
from wirepack.extract.events.merge import Draft, merge_drafts
from wirepack.extract.events.parties import Discourse, find_names, find_parties
from wirepack.extract.events.roles import find_roles
from wirepack.extract.events.scope import drop_governed
from wirepack.extract.events.status import DROPPED, HYPOTHETICAL, PLANNED, THREATENED, read_status
from wirepack.extract.events.triggers import find_triggers
from wirepack.extract.events.when import date_event, read_anchor, times_of
from wirepack.extract.events.where import find_spots, place_event
from wirepack.grammar import word_class
from wirepack.ids import event_id
from wirepack.models import EventRow
from wirepack.plover import QUADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from wirepack.extract.events.triggers import Trigger
    from wirepack.models import Document
    from wirepack.timex import Interval

__all__ = ["extract_events"]

# Cooperation that is still to come is an agreement to it; conflict that is still to come keeps its type.
_PROMISED = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"))
# Conflict that is announced for the case that a demand is not met is a threat.
_THREATENED = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
_CONDITIONS = frozenset(("if", "unless", "until"))


def extract_events(document: Document) -> tuple[EventRow, ...]:
    """Extract the events of an article."""
    tokens = document.tokens
    bits = [word_class(word) for word in tokens.text]
    anchor = read_anchor(document)
    names, discourse = find_names(document), Discourse()
    near = Counter(name.country for name in names.values() if name.country)
    drafts: list[Draft] = []
    for number, sentence in enumerate(document.sentences):
        parties = discourse.resolve(find_parties(tokens, bits, names, sentence.first, sentence.last))
        line = Line(sentence.start, sentence.end, sentence.first, sentence.last, tokens.text, tokens.lower, bits, parties)
        found = list(_drafts_of(document, line, number, anchor, _story(drafts), near))
        drafts += fill_from_context(found, drafts)
    return tuple(_row(document, draft) for draft in merge_drafts(drafts))


def _story(drafts: list[Draft]) -> Interval | None:
    """Find the date told last."""
    return next((draft.when.interval for draft in reversed(drafts) if draft.when.interval.precision == "day"), None)


def _drafts_of(document: Document, line: Line, number: int, anchor: date | None, story: Interval | None, near: Mapping[str, int]) -> Iterator[Draft]:
    """Read the events of one sentence."""
    triggers = drop_governed(line, list(find_triggers(line)))
    if not triggers:
        return
    times = times_of(line, document.tokens)
    spots = find_spots(line, document.tokens, near)
    numbers = find_numbers(line, times)
    found = []
    for trigger in triggers:
        status = read_status(line, trigger)
        if status == DROPPED:
            continue
        roles = find_roles(line, trigger)
        entry = trigger.entry
        if entry.frame == "must" and not roles.actors:
            continue
        if entry.needs_party and not any(party.political for party in (*roles.actors, *roles.targets)):
            continue
        event_type = _type_of(line, trigger, status)
        if event_type == "THREATEN" and status == "occurred":
            status = THREATENED
        mode = read_mode(line, trigger, event_type)
        when = date_event(document, line, trigger, event_type, status, times, anchor, story)
        where = place_event(line, trigger, event_type, spots)
        roles = aim_at_ground(event_type, trigger, roles, where)
        found.append(Draft(line, number, document.sentences[number].paragraph, trigger, event_type, mode, status, roles, when, where, Counts()))
    yield from _with_counts(line, found, numbers)


def _type_of(line: Line, trigger: Trigger, status: str) -> str:
    """Tell the type of an event that is still to come: cooperation is an agreement, a conditional attack a threat."""
    event_type = trigger.entry.event_type
    if status in (PLANNED, HYPOTHETICAL) and event_type in _PROMISED:
        return "AGREE"
    if status == PLANNED and event_type in _THREATENED and _CONDITIONS & set(line.lower[trigger.last : line.last]):
        return "THREATEN"
    return event_type


def _with_counts(line: Line, drafts: list[Draft], numbers: list) -> list[Draft]:
    assaults = [k for k, draft in enumerate(drafts) if draft.event_type in {"ASSAULT", "PROTEST", "COERCE"}]
    if not numbers and not assaults:
        return drafts
    out = list(drafts)
    victims = count_victims(line, numbers) if assaults else ()
    for name, index, value in victims:
        k = min(assaults, key=lambda k: (abs(out[k].trigger.first - index), k))
        if getattr(out[k].counts, name) is None:
            out[k] = replace(out[k], counts=replace(out[k].counts, **{name: value}))
    for k, draft in enumerate(out):
        lemma = draft.trigger.entry.lemma
        if lemma in {"fire", "launch", "fire at"}:
            out[k] = replace(draft, counts=replace(out[k].counts, launched=count_launched(line, numbers, draft.trigger.first)))
        elif draft.event_type in {"AID", "AGREE"}:
            amount, unit = count_money(line, numbers)
            out[k] = replace(draft, counts=replace(out[k].counts, amount=amount, amount_unit=unit))
        elif draft.stops:
            out[k] = replace(draft, counts=replace(out[k].counts, intercepted=count_stopped(line, numbers, draft.trigger.first, None)))
    return out


def _row(document: Document, draft: Draft) -> EventRow:
    """Write an event as a row."""
    tokens, trigger, counts = document.tokens, draft.trigger, draft.counts
    start, end = tokens.start[trigger.first], tokens.end[max(trigger.end, trigger.last) - 1]
    actor = draft.roles.actors[0] if draft.roles.actors else None
    target = draft.roles.targets[0] if draft.roles.targets else None
    article, where, interval = document.seed.article_id, draft.where, draft.when.interval
    return EventRow(
        event_id=event_id(article, start, end, draft.event_type),
        article_id=article,
        start=draft.line.start,
        end=draft.line.end,
        trigger=document.text[start:end],
        trigger_start=start,
        trigger_end=end,
        event_type=draft.event_type,
        mode=draft.mode,
        quad=QUADS[draft.event_type],
        actor=actor.name if actor and actor.kind != "pronoun" else None,
        actor_country=actor and actor.country,
        target=target.name if target and target.kind != "pronoun" else None,
        target_country=target and target.country,
        date_text=draft.when.text,
        date_start=interval.start,
        date_end=interval.end,
        date_precision=interval.precision,
        place=where and where.name,
        place_country=where and where.country,
        latitude=where and where.latitude,
        longitude=where and where.longitude,
        killed=counts.killed,
        injured=counts.injured,
        launched=counts.launched,
        intercepted=counts.intercepted,
        amount=counts.amount,
        amount_unit=counts.amount_unit,
        status=draft.status,
        rule=f"{'noun' if trigger.noun else 'verb'}: {trigger.entry.frame or 'usual'}",
    )

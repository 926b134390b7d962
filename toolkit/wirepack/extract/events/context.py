"""What the sentence before gives to an event: the parties, the date and the place that go on without being repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wirepack.extract.events.counts import find_numbers
from wirepack.extract.events.line import Party
from wirepack.extract.events.salvos import count_rest

if TYPE_CHECKING:
    from wirepack.extract.events.draft import Draft
    from wirepack.extract.events.roles import Roles
    from wirepack.extract.events.triggers import Trigger
    from wirepack.extract.events.where import Where

_ADDRESSED = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))  # said to, or of, somebody
_TERRITORIES = frozenset(("FLK", "SGS", "GIB", "GRL", "PRI", "GUM", "NCL", "ESH"))  # ground that is no state
_TALKS = frozenset(("CONSULT", "AGREE"))  # what was agreed was agreed when they met


def aim_at_ground(event_type: str, trigger: Trigger, roles: Roles, where: Where | None) -> Roles:
    """Take the state on whose ground an attack from abroad falls as its target, where none is named."""
    if (
        event_type != "ASSAULT"
        or trigger.entry.frame == "intercept"
        or roles.targets
        or where is None
        or not where.country
        or where.country in _TERRITORIES
    ):
        return roles
    abroad = any(party.country and party.country != where.country for party in roles.actors)
    if not abroad:
        return roles
    return replace(roles, targets=(Party(trigger.first, trigger.first, where.state, where.country, "state"),))


def fill_from_context(found: list[Draft], before: list[Draft]) -> list[Draft]:
    """Fill what the events of a sentence leave open from the events told just before them.

    1. What is intercepted was sent by the actor of the attack before, and stopped by its target: "However, all the
    missiles were shot down"; and so the other way round: "downed most Israeli missiles during a strike". 2. An
    agreement takes the date of the meeting told before it. 3. What one party says twice in a sentence has one
    target, and so has a protest with what it demands.
    """
    filled: list[Draft] = []
    for draft in found:
        known = [*before, *filled]
        if draft.stops:
            filled.append(_fill_interception(draft, known))
        elif draft.event_type == "ASSAULT" and not (draft.roles.actors or draft.roles.targets):
            filled.append(_fill_attack(draft, filled))
        elif draft.event_type in _TALKS and draft.when.text is None:
            filled.append(_fill_date(draft, known))
        elif draft.event_type in _ADDRESSED and not draft.roles.targets:
            filled.append(_fill_target(draft, filled))
        elif draft.event_type == "PROTEST" and not draft.roles.targets:
            filled.append(_aim_protest(draft, found))
        else:
            filled.append(draft)
    return filled


def _fill_interception(draft: Draft, known: list[Draft]) -> Draft:
    attacks = [one for one in known if one.event_type == "ASSAULT" and not one.stops and _goes_on(one, draft)]
    attack = next((one for one in reversed(attacks) if one.roles.actors), attacks[-1] if attacks else None)
    if attack is None:
        return draft
    roles = draft.roles
    targets = tuple(party for party in roles.targets if party.country or party.kind in {"armed", "force"})
    if not roles.actors and not targets:
        defenders = attack.roles.targets or _state_of(attack)
        roles = replace(roles, actors=defenders, targets=attack.roles.actors)
    elif not targets:
        roles = replace(roles, targets=attack.roles.actors)
    counts = draft.counts
    if counts.intercepted is None:
        sent = (
            one.counts.launched for one in reversed(known) if one.counts.launched is not None and _goes_on(one, draft)
        )
        launched = next(sent, None)
        if launched is not None:
            rest = count_rest(draft.line, find_numbers(draft.line), draft.trigger, launched)
            counts = replace(counts, intercepted=rest)
    when = draft.when if draft.when.text else attack.when
    return replace(draft, roles=roles, counts=counts, when=when, where=draft.where or attack.where)


def _fill_attack(draft: Draft, here: list[Draft]) -> Draft:
    """Take the parties of an attack from the interception that the same sentence tells of it."""
    stopped = next((one for one in reversed(here) if one.stops), None)
    if stopped is None:
        return draft
    return replace(draft, roles=replace(draft.roles, actors=stopped.roles.targets, targets=stopped.roles.actors))


def _state_of(draft: Draft) -> tuple[Party, ...]:
    """Take the state on whose ground it happened, if the place tells."""
    if draft.where is None or draft.where.country is None:
        return ()
    return (Party(draft.trigger.first, draft.trigger.first, draft.where.state, draft.where.country, "state"),)


def _fill_date(draft: Draft, known: list[Draft]) -> Draft:
    meeting = next(
        (one for one in reversed(known) if one.event_type in _TALKS and one.when.text and _goes_on(one, draft)), None
    )
    if meeting is None or not _shares_party(meeting, draft):
        return draft
    return replace(draft, when=meeting.when)


def _fill_target(draft: Draft, here: list[Draft]) -> Draft:
    """Take the target of what the same party said before "and": "blamed Israel for it, and complained"."""
    for one in reversed(here):
        if one.event_type == draft.event_type and one.roles.actors == draft.roles.actors and one.roles.targets:
            return replace(draft, roles=replace(draft.roles, targets=one.roles.targets))
    return draft


def _aim_protest(draft: Draft, here: list[Draft]) -> Draft:
    """Take the target of what a protest demands: "marched to demand that the president resign"."""
    demand = next((one for one in here if one.event_type == "REQUEST" and one.roles.targets), None)
    return draft if demand is None else replace(draft, roles=replace(draft.roles, targets=demand.roles.targets))


def _goes_on(one: Draft, draft: Draft) -> bool:
    """Tell whether one event is told in the same sentence as another, or in the one before in the same paragraph."""
    return one.paragraph == draft.paragraph and draft.number - one.number <= 1


def _shares_party(one: Draft, other: Draft) -> bool:
    countries = {party.country for party in (*one.roles.actors, *one.roles.targets)} - {None}
    return any(party.country in countries for party in (*other.roles.actors, *other.roles.targets))

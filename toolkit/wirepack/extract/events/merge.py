"""One record per event: the mentions of an article that speak of the same event are joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.counts import Counts
from wirepack.extract.events.lexicon import has_effect, words_of
from wirepack.extract.events.line import AT_OTHER_TIMES, PEOPLE

if TYPE_CHECKING:
    from wirepack.extract.events.draft import Draft
    from wirepack.extract.events.line import Party
    from wirepack.extract.events.where import Where

_LOOK_BACK = 30  # events before a mention among which its event is looked for
_POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "such"))
_LAUNCHES = frozenset(("fire", "launch"))
_REBELS = frozenset(("rebel", "armed"))  # "gunmen" may be those of a group that is named later
_APART = 0.7  # degrees between places, north and east together, that are not one
_POINTER_REACH = 3  # words between "the" and the noun that points back


def merge_drafts(drafts: list[Draft]) -> list[Draft]:
    """Join the mentions of one event, in the order of the text; the first mention in the body stays the main one.

    1. In one sentence an attack and what it does are one. 2. A noun with "the" or "this" points back at an event of its
    type. 3. The same type, parties, date and place, told again.
    """
    events: list[Draft] = []
    for draft in drafts:
        at = next(
            (k for k in range(len(events) - 1, max(-1, len(events) - 1 - _LOOK_BACK), -1) if _same(events[k], draft)),
            None,
        )
        if at is None:
            events.append(draft)
        elif _yields_to(events[at], draft):
            events[at] = _join(draft, events[at])
        else:
            events[at] = _join(events[at], draft)
    return events


def _yields_to(event: Draft, draft: Draft) -> bool:
    """Tell whether the later mention is the main one: "protesters marched", "Oman hosted talks between the two"."""
    hosts = event.trigger.entry.frame == "host" and len(draft.roles.actors + draft.roles.targets) > 1
    return hosts or (_names_doers(event) and not _names_doers(draft))


def _same(event: Draft, draft: Draft) -> bool:
    if event.event_type != draft.event_type or event.stops != draft.stops:
        return False
    hosts = event.trigger.entry.frame == "host"  # "Oman hosted talks between": the noun tells who met
    if event.number == draft.number and _governs(event, draft) and (hosts or _parties_agree(event, draft)):
        return True  # "triggered a bomb": what governs the noun tells its status
    if event.status != draft.status and not (draft.trigger.noun and _points_back(draft)):
        return False
    if _adds_victims(event, draft):
        return True
    same_sentence = event.number == draft.number
    if same_sentence and _far_apart(event, draft):
        return False  # "killed two in Telafar, and a strike hit Raqqa"
    if same_sentence and _has_effect(event, draft):
        return _agree(event.roles.actors, draft.roles.actors)
    if not _parties_agree(event, draft):
        return False
    if same_sentence:
        return (
            _is_impact(event, draft)
            or _governs(event, draft)
            or _same_word(event, draft)
            or _names_doers(event)
            or _names_doers(draft)
        )
    if _is_hit(event, draft):
        return True
    if not _dates_agree(event, draft) or not _places_agree(event, draft):
        return False
    return (draft.trigger.noun and _points_back(draft)) or _told_again(event, draft)


def _has_effect(event: Draft, draft: Draft) -> bool:
    """Tell whether an attack and what it does to others than its target stand there: "a strike on the base killed nine"."""
    return event.event_type == "ASSAULT" and not event.stops and _is_effect(event) != _is_effect(draft)


def _adds_victims(event: Draft, draft: Draft) -> bool:
    """Tell whether a sentence only tells of the victims of the attack before it.

    "Five others were wounded"; if no victims were told before: "Rebels shelled the port. Two dockers were killed".
    """
    next_sentence = draft.number - event.number == 1 and draft.paragraph == event.paragraph
    if not next_sentence or event.event_type != "ASSAULT" or draft.roles.actors or not _is_effect(draft):
        return False
    begin, end = draft.trigger.subject
    alone = draft.when.text is None and draft.where is None
    if alone and "others" in draft.line.lower[begin:end]:
        return True
    group = draft.trigger.group
    elliptic = group is not None and group.bare and not draft.line.begins_noun(draft.trigger.last)  # "and 26 wounded."
    if not alone or _is_effect(event) or group is None or not (group.passive or elliptic):
        return False
    of_doers = {party.kind for party in draft.roles.targets} & {party.kind for party in event.roles.actors}
    of_doers = of_doers if event.trigger.entry.frame != "meet-fight" else set()
    return _completes(event.counts, draft.counts) and not of_doers


def _completes(one: Counts, other: Counts) -> bool:
    """Tell whether victims are counted that were not before: the dead in one sentence, the injured in the next."""
    pairs = ((one.killed, other.killed), (one.injured, other.injured))
    counted = [told is None for told, further in pairs if further is not None]
    return bool(counted) and all(counted)


def _is_effect(draft: Draft) -> bool:
    return draft.trigger.entry.lemma.partition(" ")[0] in words_of("effect")


def _is_impact(event: Draft, draft: Draft) -> bool:
    """Tell whether one of two mentions tells how an attack arrived: "an air strike hit the camp", "the bomb exploded"."""
    if event.event_type != "ASSAULT" or event.stops:
        return False
    words = words_of("effect") | words_of("impact")
    return any(one.trigger.entry.lemma.partition(" ")[0] in words for one in (event, draft))


def _governs(event: Draft, draft: Draft) -> bool:
    """Tell whether a noun is what a verb that tells the same act is about: "gave aid", "sanctions were imposed"."""
    verb, noun = event.trigger, draft.trigger
    if verb.noun and noun.group and noun.group.passive and has_effect(draft.line.lower[noun.first], "light"):
        return noun.subject[0] <= verb.first < noun.subject[1] or verb.last == noun.first
    if not noun.noun or verb.noun or noun.first >= verb.behind:
        return False
    return AT_OTHER_TIMES.isdisjoint(draft.line.lower[verb.last : noun.first])


def _names_doers(draft: Draft) -> bool:
    """Tell whether a mention only names those who do what another tells: "protesters marched"."""
    return draft.trigger.entry.frame == "selfact"


def _is_hit(event: Draft, draft: Draft) -> bool:
    """Tell whether a salvo told in the sentence before arrives: "One of the missiles struck a hangar"."""
    if event.event_type != "ASSAULT" or event.trigger.entry.lemma not in _LAUNCHES or draft.number - event.number != 1:
        return False
    begin, end = draft.trigger.subject
    words = draft.line.lower[begin:end]
    return "the" in words and not words_of("weapon").isdisjoint(words)


def _same_word(event: Draft, draft: Draft) -> bool:
    return event.trigger.entry.lemma == draft.trigger.entry.lemma


def _points_back(draft: Draft) -> bool:
    line, first = draft.line, draft.trigger.first
    return any(
        line.lower[index] in _POINTERS for index in range(max(line.first, first - _POINTER_REACH), first)
    ) and not _is_plural(draft)


def _is_plural(draft: Draft) -> bool:
    return draft.line.lower[draft.trigger.last - 1].endswith("s")


def _told_again(event: Draft, draft: Draft) -> bool:
    parties = bool(event.roles.actors and event.roles.targets and draft.roles.actors and draft.roles.targets)
    return _same_word(event, draft) and parties and event.mode == draft.mode and event.when.text == draft.when.text


def _parties_agree(event: Draft, draft: Draft) -> bool:
    return _agree(event.roles.actors, draft.roles.actors) and _agree(event.roles.targets, draft.roles.targets)


def _agree(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    if not one or not other:
        return True
    return any(
        a.name == b.name
        or (a.country and a.country == b.country)
        or (not a.country and not b.country and (a.kind == b.kind or {a.kind, b.kind} == _REBELS))
        for a in one
        for b in other
    )


def _dates_agree(event: Draft, draft: Draft) -> bool:
    one, other = event.when, draft.when
    if one.text is None or other.text is None:
        return True
    if one.interval.start and other.interval.start:
        return one.interval == other.interval
    return one.text.lower() == other.text.lower()


def _far_apart(event: Draft, draft: Draft) -> bool:
    """Tell whether two places that the gazetteer knows are not of one town, with "and" between the events."""
    one, other = event.where, draft.where
    if not any(draft.line.bits[k] & g.COORDINATOR for k in range(event.trigger.last, draft.trigger.first)):
        return False
    if one is None or other is None or one.latitude is None or other.latitude is None or one.name == other.name:
        return False
    east = abs((one.longitude or 0) - (other.longitude or 0))
    return abs(one.latitude - other.latitude) + east > _APART


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
    named = any(party.kind == "armed" for party in draft.roles.actors)
    nameless = not any(party.country or party.kind != "rebel" for party in event.roles.actors)
    roles = replace(
        event.roles,
        actors=draft.roles.actors if nameless and (named or not event.roles.actors) else event.roles.actors,
        targets=_targets_of(event, draft),
    )
    return replace(
        event,
        mode=event.mode or draft.mode,
        roles=roles,
        when=event.when if event.when.text else draft.when,
        where=_join_places(event, draft),
        counts=counts,
    )


def _targets_of(event: Draft, draft: Draft) -> tuple[Party, ...]:
    """Prefer whom it hit by name to the state on whose ground it fell: "a strike on Beirut killed a Hezbollah leader"."""
    targets, others = event.roles.targets, draft.roles.targets
    by_ground = all(party.first == party.last for party in targets)
    named = any(party.kind in {*PEOPLE, "armed"} and not party.name.islower() for party in others)
    return others if by_ground and (named or not targets) else targets


def _join_places(event: Draft, draft: Draft) -> Where | None:
    """Choose the place of two mentions: what is bombed tells more than where people died, or where they were taken to die."""
    if draft.trigger.entry.lemma == "die":
        return event.where
    told_by_cause = event.number == draft.number and _is_effect(event) and not _is_effect(draft)
    return (draft.where or event.where) if told_by_cause else (event.where or draft.where)

"""An event as a row of the published table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.ids import event_id
from wirepack.models import EventRow
from wirepack.plover import QUADS

if TYPE_CHECKING:
    from wirepack.extract.events.draft import Draft
    from wirepack.extract.events.line import Party
    from wirepack.models import Document


def make_row(document: Document, draft: Draft) -> EventRow:
    """Write an event as a row; its rule tells the reading of the trigger and the frame that gave its roles."""
    trigger, counts, where, interval = draft.trigger, draft.counts, draft.where, draft.when.interval
    start = document.tokens.start[trigger.first]
    end = document.tokens.end[max(trigger.end, trigger.last) - 1]
    actor, target = _main(draft.roles.actors), _main(draft.roles.targets)
    article = document.seed.article_id
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
        actor=actor.name if actor else None,
        actor_country=actor.country if actor else None,
        target=target.name if target else None,
        target_country=target.country if target else None,
        date_text=draft.when.text,
        date_start=interval.start,
        date_end=interval.end,
        date_precision=interval.precision,
        place=where.name if where else None,
        place_country=where.country if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        killed=counts.killed,
        injured=counts.injured,
        launched=counts.launched,
        intercepted=counts.intercepted,
        amount=counts.amount,
        amount_unit=counts.amount_unit,
        status=draft.status,
        rule=f"{'noun' if trigger.noun else 'verb'} {trigger.entry.lemma}: {trigger.entry.frame or 'usual'}",
    )


def _main(parties: tuple[Party, ...]) -> Party | None:
    """Take the first party that is known by name; a pronoun that nothing settles tells nobody anything."""
    for party in parties:
        if party.kind != "pronoun":
            return party
    return None

"""Score `mentions` by span, and the columns of `systems` on the systems that were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.evaluation.compare import common, overlap, pair_up, touches
from wirepack.evaluation.figures import Count, LookAlikes, Table, add_tables
from wirepack.evaluation.score import Cells, Place, Predicted, judge, make_field, note_slips
from wirepack.evaluation.score_events import match_events

if TYPE_CHECKING:
    from wirepack.evaluation.gold import GoldArticle, GoldMention
    from wirepack.models import MentionRow, SystemRow


def score_mentions(gold: GoldArticle, predicted: Predicted) -> Table:
    """Score mentions: right is any span from the bare name to the name with its head noun, in every zone."""
    place = Place("mentions", gold.source, predicted.text)
    rows = predicted.mentions
    pairs = pair_up(len(gold.mentions), len(rows), lambda one, other: _fit(gold.mentions[one], rows[other]))
    loose = [row for number, row in enumerate(rows) if number not in pairs.values()]
    alike = [row for row in loose if any(touches(_span(row), item.span) for item in gold.not_systems)]
    missed = [mention.span for number, mention in enumerate(gold.mentions) if number not in pairs]
    matched = [(gold.mentions[number], rows[row]) for number, row in sorted(pairs.items())]
    size = len(gold.mentions), len(rows)
    exact = sum(mention.span == _span(row) for mention, row in matched)
    figures = Table(
        counts={"all": Count(*size, len(matched)), "exact span": Count(*size, exact)},
        lookalikes={"not_systems": LookAlikes(len(gold.not_systems), len(alike))},
        slips=note_slips(place, missed, map(_span, loose), map(_span, alike)),
    )
    judged = [judge(place, mention.span, mention.sheet, _cells(row), gold.spelling) for mention, row in matched]
    linked = [_judge_link(gold, predicted, mention, row) for mention, row in matched]
    return add_tables([figures, *judged, *linked])


def score_systems(gold: GoldArticle, predicted: Predicted) -> Table:
    """Score the rows of the systems that the article mentions, where the gold's registry knows them."""
    place = Place("systems", gold.source, predicted.text)
    first = {row.system_id: _span(row) for row in reversed(predicted.mentions)}
    known = [key for key in sorted(first) if key in gold.registry and key in predicted.systems]
    return add_tables(
        judge(place, first[key], gold.registry[key], _system_cells(predicted.systems[key]), {}) for key in known
    )


def _judge_link(gold: GoldArticle, predicted: Predicted, mention: GoldMention, row: MentionRow) -> Table:
    """Judge `event_id`: an event in which the gold has the system; empty if it has none, or none in reach.

    One mention can point at one event only, while the gold may name a system for events of other sentences: an empty
    cell is right unless the predicted event of the mention's own sentence is among them.
    """
    rows = {event.event_id: event for event in predicted.events}
    users = {
        event.event_id
        for record in gold.events
        if set(mention.system_ids) & (record.systems | record.systems_possible)
        for event in match_events(gold, predicted).get(record.trigger, [])
    }
    near = [key for key in users if rows[key].start <= row.start < rows[key].end]
    right = row.event_id in users if row.event_id else not near
    return Table(fields={"event_id": make_field(right=right, filled=bool(row.event_id or near))})


def _fit(mention: GoldMention, row: MentionRow) -> float:
    bare, whole = mention.span, (min(mention.span[0], mention.extended[0]), max(mention.span[1], mention.extended[1]))
    span = _span(row)
    holds_name = common(span, bare) == bare[1] - bare[0]
    stays_inside = common(span, whole) == span[1] - span[0]
    return overlap(span, bare) if holds_name and stays_inside else 0.0


def _span(row: MentionRow) -> tuple[int, int]:
    return row.start, row.end


def _cells(row: MentionRow) -> Cells:
    return {"system_id": row.system_id, "operator": row.operator, "supplier": row.supplier}


def _system_cells(row: SystemRow) -> Cells:
    return {
        "name": row.name,
        "family": row.family,
        "class": row.class_,
        "origin": "; ".join(row.origin) or None,
        "nato_name": row.nato_name,
    }

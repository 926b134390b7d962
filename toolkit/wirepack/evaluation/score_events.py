"""Score `events`: found if the trigger meets any mention of a record; the columns on the row that found it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wirepack.evaluation.answers import write_amount, write_date
from wirepack.evaluation.compare import touches
from wirepack.evaluation.figures import Count, LookAlikes, Table, add_tables
from wirepack.evaluation.score import Cells, Place, Predicted, judge, note_slips

if TYPE_CHECKING:
    from wirepack.evaluation.gold import GoldArticle, GoldEvent
    from wirepack.models import EventRow


def score_events(gold: GoldArticle, predicted: Predicted) -> Table:
    """Score events: a prediction is right if its trigger overlaps the trigger or any mention of a gold record.

    1. Several predictions on one record count once; the surplus is told as `merged`.
    2. Predictions on borderline records and on borderline not_events are left out.
    3. "type too" asks for the type (or one of `alt_types`) as well, "main mention" for the record's own trigger.
    """
    place = Place("events", gold.source, predicted.text)
    found = match_events(gold, predicted)
    hit = {row.event_id for rows in found.values() for row in rows}
    loose = [row for row in predicted.events if row.event_id not in hit]
    care = [row for row in loose if not _touches_any(row, [item.span for item in gold.not_events if item.borderline])]
    traps = [item.span for item in gold.not_events if not item.borderline]
    alike = [row for row in care if _touches_any(row, traps)]
    firm = [event for event in gold.events if not event.borderline]
    matched = [(event, found[event.trigger]) for event in firm if event.trigger in found]
    missed = [event for event in firm if event.trigger not in found]
    size = len(firm), len(matched) + len(care)
    typed = sum(_has_type(event, rows[0]) for event, rows in matched)
    main = sum(touches(_trigger(rows[0]), event.trigger) for event, rows in matched)
    figures = Table(
        counts={
            "all": Count(*size, len(matched)),
            "main mention": Count(*size, main),
            "type too": Count(*size, typed),
        },
        lookalikes={"not_events": LookAlikes(len(traps), len(alike))},
        merged=sum(len(rows) - 1 for _, rows in matched),
        slips=note_slips(place, [event.trigger for event in missed], map(_trigger, care), map(_trigger, alike)),
    )
    return add_tables([figures, *(_judge(place, gold, event, rows[0]) for event, rows in matched)])


def match_events(gold: GoldArticle, predicted: Predicted) -> dict[tuple[int, int], list[EventRow]]:
    """Map the trigger of each gold record that was found to its predictions, the one that counts first.

    A prediction goes to the record whose own trigger it meets, else to one with a mention there; a firm record goes
    before a borderline one, one of the same type before another.
    """
    found: dict[tuple[int, int], list[EventRow]] = defaultdict(list)
    for row in predicted.events:
        met = [event for event in gold.events if _touches_any(row, [event.trigger, *event.mentions])]
        if met:
            best = min(met, key=lambda event: _distance(event, row))
            found[best.trigger].append(row)
    for trigger, rows in found.items():
        rows.sort(key=lambda row: (not touches(_trigger(row), trigger), row.trigger_start, row.event_id))
    return dict(found)


def _distance(event: GoldEvent, row: EventRow) -> tuple[bool, bool, bool, int]:
    at_trigger = touches(_trigger(row), event.trigger)
    return not at_trigger, event.borderline, not _has_type(event, row), event.trigger[0]


def _judge(place: Place, gold: GoldArticle, event: GoldEvent, row: EventRow) -> Table:
    """Judge the cells of one row by the sheet that fits it best: parties without order have one sheet per order."""
    cells = _cells(row)
    tables = [judge(place, _trigger(row), sheet, cells, gold.spelling) for sheet in event.sheets]
    best = max(tables, key=lambda table: sum(column.right for column in table.fields.values()))
    answers = event.sheets[0]["date"]
    if None in answers.right:
        return best
    return Table(fields={**best.fields, "date, if stated": best.fields["date"]}, slips=best.slips)


def _has_type(event: GoldEvent, row: EventRow) -> bool:
    answers = event.sheets[0]["event_type"]
    return row.event_type in (*answers.right, *answers.lenient)


def _touches_any(row: EventRow, spans: list[tuple[int, int]]) -> bool:
    return any(touches(_trigger(row), span) for span in spans)


def _trigger(row: EventRow) -> tuple[int, int]:
    return row.trigger_start, row.trigger_end


def _cells(row: EventRow) -> Cells:
    return {
        "event_type": row.event_type,
        "mode": row.mode,
        "quad": row.quad,
        "actor": row.actor,
        "actor_country": row.actor_country,
        "target": row.target,
        "target_country": row.target_country,
        "date": write_date(row.date_start, row.date_end, row.date_precision),
        "date_text": row.date_text,
        "place": row.place,
        "place_country": row.place_country,
        "killed": write_amount(row.killed, None),
        "injured": write_amount(row.injured, None),
        "launched": write_amount(row.launched, None),
        "intercepted": write_amount(row.intercepted, None),
        "amount": write_amount(row.amount, row.amount_unit),
        "status": row.status,
        "attributed_to": row.attributed_to,
    }

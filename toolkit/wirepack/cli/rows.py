"""Rows as people read them: one compact description each, empty cells left out, the rule's name at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.cli.shell import one_line
from wirepack.inspection import label_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirepack.inspection import Inspection
    from wirepack.models import ArticleRow, EventRow, MentionRow, QuoteRow, SystemRow

_LONGEST = 90  # characters of a quotation that are shown; the whole stands above, under its label


def describe_rows(seen: Inspection, table: str) -> list[str]:
    """Describe the rows of a table; the first word of each line is the label of the row in the text.

    The one row of an article is described column by column.
    """
    rows = seen.rows
    if table == "articles":
        return [line for row in rows.articles for line in _describe_article(row)]
    if table == "quotes":
        quotes = label_ids((row.quote_id for row in rows.quotes), "q")
        firsts = {row.utterance_id: quotes[row.quote_id] for row in reversed(rows.quotes)}
        return [_describe_quote(quotes[row.quote_id], row, firsts[row.utterance_id]) for row in rows.quotes]
    events = label_ids((row.event_id for row in rows.events), "e")
    if table == "events":
        return [_describe_event(events[row.event_id], row) for row in rows.events]
    if table == "mentions":
        mentions = label_ids((row.mention_id for row in rows.mentions), "m")
        return [_describe_mention(mentions[row.mention_id], row, events) for row in rows.mentions]
    return [_describe_system(row) for row in rows.systems]


def _describe_article(row: ArticleRow) -> list[str]:
    """Describe an article, one filled column per line."""
    cells = {
        "title": row.title,
        "author": row.author,
        "author_role": row.author_role,
        "publisher": row.publisher,
        "syndicated_from": row.syndicated_from,
        "published": f"{row.published} ({row.published_precision})" if row.published else None,
        "dateline": row.dateline,
        "url": row.url,
        "region": "; ".join(row.region),
        "themes": "; ".join(row.themes),
        "language": row.language,
        "rights": row.rights,
        "word_count": str(row.word_count),
        "encoding": row.encoding,
    }
    return [one_line(f"{name} {value}") for name, value in cells.items() if value]


def _describe_quote(label: str, row: QuoteRow, first: str) -> str:
    speaker = row.speaker or row.speaker_text
    by = f"by {speaker}" if speaker else "by nobody named"
    if row.speaker and row.speaker_text and row.speaker_text != row.speaker:
        by += f' (as "{row.speaker_text}")'
    return _join(
        f"{label} {row.kind}: {_shorten(row.text)}",
        by,
        row.speaker_role,
        row.cue and f'cue "{row.cue}"',
        row.addressee and f"to {row.addressee}",
        row.relayed_by and f"relayed by {row.relayed_by}",
        f"goes on from {first}" if first != label else None,
        row.rule and f"rule {row.rule}",
    )


def _describe_event(label: str, row: EventRow) -> str:
    numbers = ("killed", "injured", "launched", "intercepted")
    counts = [f"{name} {value}" for name in numbers if (value := getattr(row, name)) is not None]
    when = row.date_text
    if row.date_start:
        interval = f"{row.date_start}" if row.date_start == row.date_end else f"{row.date_start} to {row.date_end}"
        when = f"{interval} ({_join(row.date_precision, row.date_text)})"
    return _join(
        f'{label} {row.event_type}{f"/{row.mode}" if row.mode else ""} {row.status} "{row.trigger}"',
        f"{_party(row.actor, row.actor_country)} → {_party(row.target, row.target_country)}",
        when,
        row.place and f"at {_party(row.place, row.place_country)}",
        *counts,
        f"amount {row.amount:,.12g} {row.amount_unit or ''}".strip() if row.amount is not None else None,
        row.attributed_to and f"says {row.attributed_to}",
        row.rule and f"rule {row.rule}",
    )


def _party(name: str | None, country: str | None) -> str:
    return f"{name} ({country})" if name and country else name or country or "?"


def _describe_mention(label: str, row: MentionRow, events: dict[str, str]) -> str:
    operator = row.operator and f"operator {row.operator}"
    supplier = row.supplier and f"supplier {row.supplier}"
    event = row.event_id and f"event {events.get(row.event_id, row.event_id)}"
    return _join(f'{label} {row.system_id} "{row.text}"', operator, supplier, event)


def _describe_system(row: SystemRow) -> str:
    origin = ", ".join(row.origin)
    return _join(
        f"{row.system_id} {row.name}",
        row.class_,
        row.family and f"family {row.family}",
        origin and f"from {origin}",
        row.nato_name and f"NATO {row.nato_name}",
        None if row.catalogued else "not catalogued",
    )


def _shorten(text: str) -> str:
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST].rstrip()}…”"


def _join(*parts: str | None) -> str:
    """Join what is said, leaving out what is not."""
    said: Iterable[str] = (part for part in parts if part)
    return one_line(" · ".join(" ".join(part.split()) for part in said))

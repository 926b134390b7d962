"""Events: who did what to whom, when, where, and whether it is a fact. Types and modes are PLOVER's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.events.line import Line
from wirepack.extract.events.parties import find_parties
from wirepack.extract.events.roles import find_roles
from wirepack.extract.events.triggers import find_triggers
from wirepack.grammar import word_class
from wirepack.ids import event_id
from wirepack.models import EventRow
from wirepack.plover import QUADS

if TYPE_CHECKING:
    from wirepack.models import Document

__all__ = ["extract_events"]


def extract_events(document: Document) -> tuple[EventRow, ...]:
    """Extract the events of an article."""
    tokens = document.tokens
    bits = [word_class(word) for word in tokens.text]
    rows = []
    for sentence in document.sentences:
        parties = find_parties(document, bits, sentence.first, sentence.last)
        line = Line(sentence.start, sentence.end, sentence.first, sentence.last, tokens.text, tokens.lower, bits, parties)
        for trigger in find_triggers(line):
            roles = find_roles(line, trigger)
            entry = trigger.entry
            everyone = [*roles.actors, *roles.targets]
            if entry.needs_party and not any(party.political for party in everyone):
                continue
            start, end = tokens.start[trigger.first], tokens.end[max(trigger.end, trigger.last) - 1]
            actor = roles.actors[0] if roles.actors else None
            target = roles.targets[0] if roles.targets else None
            article = document.seed.article_id
            rows.append(
                EventRow(
                    event_id(article, start, end, entry.event_type), article, sentence.start, sentence.end, document.text[start:end],
                    start, end, entry.event_type, entry.mode, QUADS[entry.event_type],
                    actor and actor.name, actor and actor.country, target and target.name, target and target.country,
                )
            )
    return tuple(rows)

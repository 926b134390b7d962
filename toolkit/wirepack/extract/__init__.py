"""Step 3. Document -> rows. `EXTRACTORS` is the whole registry; an extractor is a pure function of one Document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wirepack.extract.articles import extract_articles
from wirepack.extract.events import extract_events
from wirepack.extract.quotes import extract_quotes
from wirepack.extract.systems import extract_systems
from wirepack.extract.systems.events import place_mentions
from wirepack.fingerprints import sketch
from wirepack.models import ArticleRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.models import Document

__all__ = ["EXTRACTORS", "extract"]

EXTRACTORS: dict[str, Callable[[Document], Any]] = {
    "articles": extract_articles,  # -> ArticleRow
    "quotes": extract_quotes,  # -> QuoteRow, …
    "events": extract_events,  # -> EventRow, …
    "systems": extract_systems,  # -> (MentionRow, …), (SystemRow, …)
}


def extract(document: Document) -> ArticleRows:
    """Run every extractor over one document."""
    rows = {name: extractor(document) for name, extractor in EXTRACTORS.items()}
    mentions, systems = rows["systems"]
    mentions = place_mentions(document, mentions, rows["events"])
    lower = document.tokens.lower
    body = [word for sentence in document.sentences for word in lower[sentence.first : sentence.last] if word.isalnum()]
    found = ArticleRows(rows["articles"], rows["quotes"], rows["events"], mentions, systems, sketch(body))
    return found if document.text is document.seed.text else _as_recorded(found, document.seed.text)


def _as_recorded(rows: ArticleRows, text: str) -> ArticleRows:
    """Let every value that quotes the text of record be its slice, also where that has marks inside which we read past."""

    def cut(start: int | None, end: int | None) -> str | None:
        return None if start is None else text[start:end]

    return replace(
        rows,
        quotes=tuple(
            replace(
                row,
                text=text[row.start : row.end],
                speaker_text=cut(row.speaker_start, row.speaker_end),
                cue=cut(row.cue_start, row.cue_end),
            )
            for row in rows.quotes
        ),
        events=tuple(replace(row, trigger=text[row.trigger_start : row.trigger_end]) for row in rows.events),
        mentions=tuple(replace(row, text=text[row.start : row.end]) for row in rows.mentions),
    )

"""Step 4. rows -> rows: what one extractor cannot know, from the other tables of its article and from the whole corpus.

Works on rows alone, never on text, and its result does not depend on the order in which the articles were read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wirepack.fingerprints import EMPTY, similarity
from wirepack.incidents import find_incidents
from wirepack.models import Corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirepack.models import ArticleRow, ArticleRows, EventRow, MentionRow, QuoteRow, SystemRow

_SAME_TEXT = 0.8  # similarity of word sequences from which an article is a copy: an agency story with another headline
_BAND = 4  # bins that must agree before two sketches are compared: copies do so 999 times in 1,000


def link(articles: Iterable[ArticleRows]) -> Corpus:
    """Join the rows of all articles into one corpus.

    1. Events get the source whose reported words they stand in (`attributed_to`).
    2. Articles that copy another get its id (`duplicate_of`).
    3. Events that report the same incident share an `incident_id`.
    4. Each system becomes one row, with its counts.
    """
    ordered = sorted(articles, key=lambda rows: rows.article.source)
    copies = _find_copies(ordered)
    events = [event for rows in ordered for event in _attribute(rows.events, rows.quotes)]
    incidents = find_incidents(events)
    mentions = [mention for rows in ordered for mention in rows.mentions]
    return Corpus(
        articles=tuple(replace(rows.article, duplicate_of=copies.get(rows.article.article_id)) for rows in ordered),
        quotes=tuple(quote for rows in ordered for quote in rows.quotes),
        events=tuple(replace(event, incident_id=incidents[event.event_id]) for event in events),
        systems=_count_systems(ordered, mentions),
        mentions=tuple(mentions),
    )


# ---------------------------------------------------------------- 1. inside one article


def _attribute(events: tuple[EventRow, ...], quotes: tuple[QuoteRow, ...]) -> Iterator[EventRow]:
    """Name the source of each event that stands in reported words: the speaker of the innermost one around its trigger."""
    for event in events:
        around = [
            quote
            for quote in quotes
            if quote.content_start <= event.trigger_start and event.trigger_end <= quote.content_end
        ]
        if around and event.attributed_to is None:
            inner = min(around, key=lambda quote: (quote.content_end - quote.content_start, quote.start))
            yield replace(event, attributed_to=inner.speaker or inner.speaker_text)
        else:
            yield event


# ---------------------------------------------------------------- 2. near-duplicates


def _find_copies(articles: list[ArticleRows]) -> dict[str, str]:
    """Map the id of each copy to that of its original: the earliest published, else the first by path.

    Sketches that agree in a whole band are compared (locality-sensitive hashing), so that the cost grows with the number
    of copies and not with the square of the corpus. An original is never itself a copy.
    """
    by_age = sorted(articles, key=lambda rows: _age(rows.article))
    originals: dict[tuple[int, tuple[int, ...]], list[ArticleRows]] = defaultdict(list)
    copies: dict[str, str] = {}
    for rows in by_age:
        bands = _bands(rows.fingerprint)
        candidates = {other.article.article_id: other for band in bands for other in originals[band]}
        scored = [(similarity(rows.fingerprint, other.fingerprint), key) for key, other in candidates.items()]
        best = max(scored, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
        if best[0] >= _SAME_TEXT:
            copies[rows.article.article_id] = best[1]
        else:
            for band in bands:
                originals[band].append(rows)
    return copies


def _age(article: ArticleRow) -> tuple[bool, str, str]:
    published = article.published.isoformat() if article.published else ""
    return (not published, published, article.source)


def _bands(fingerprint: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
    cuts = range(0, len(fingerprint), _BAND)
    bands = [(cut, fingerprint[cut : cut + _BAND]) for cut in cuts]
    return [band for band in bands if any(value != EMPTY for value in band[1])]


# ---------------------------------------------------------------- 3. systems


def _count_systems(articles: list[ArticleRows], mentions: list[MentionRow]) -> tuple[SystemRow, ...]:
    """Make one row of each system; where articles tell different things of one, the first by path is believed."""
    told: dict[str, SystemRow] = {}
    for rows in articles:
        for system in rows.systems:
            told.setdefault(system.system_id, system)
    count = Counter(mention.system_id for mention in mentions)
    spread = Counter(system for system, _ in {(mention.system_id, mention.article_id) for mention in mentions})
    return tuple(
        replace(system, mention_count=count[key], article_count=spread[key]) for key, system in sorted(told.items())
    )

"""Made-up articles and the rows they give, consistent with each other: every span, id and count is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from wirepack import ids
from wirepack.models import ArticleRow, Corpus, EventRow, MentionRow, QuoteRow, SystemRow
from wirepack.schemas import load_schemas
from wirepack.tabulate import tabulate

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

STORY = (
    "Drones downed over the strait\n\n"
    "“We will answer, and soon”, the minister said on Monday. Air defence shot down three of four drones with a "
    "Buk-M2E near Port Example, officials said.\n"
)
NAMES = ("a.txt", "b, the “second”.txt", "c\nd é.txt")  # what names of files may hold, and a CSV must keep


def make_texts(names: tuple[str, ...] = NAMES) -> dict[str, str]:
    """One article per name, all different."""
    return {name: f"{STORY}Report {number}.\n" for number, name in enumerate(names)}


def make_corpus(texts: dict[str, str] | None = None) -> Corpus:
    """The rows that articles of the form of STORY give."""
    texts = make_texts() if texts is None else texts
    articles = [make_article(source, text) for source, text in texts.items()]
    pairs = [(article.article_id, texts[article.source]) for article in articles]
    mentions = tuple(make_mention(*pair) for pair in pairs)
    system = SystemRow("buk-m2e", "Buk-M2E", "Buk", "surface-to-air missile system", ("RUS",), "SA-17 Grizzly", True)
    counted = replace(system, mention_count=len(mentions), article_count=len(mentions))
    return Corpus(
        articles=tuple(articles),
        quotes=tuple(quote for pair in pairs for quote in make_quotes(*pair)),
        events=tuple(make_event(*pair) for pair in pairs),
        systems=(counted,) if mentions else (),
        mentions=mentions,
    )


def make_tables(texts: dict[str, str] | None = None) -> dict[str, pl.DataFrame]:
    """The five tables of `make_corpus`."""
    return tabulate(make_corpus(texts), load_schemas())


def write_seeds(project: Path, texts: dict[str, str]) -> None:
    """Write articles as the seeds of a project."""
    for source, text in texts.items():
        path = project / "seeds" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def make_article(source: str, text: str) -> ArticleRow:
    """The row of an article, with a list that is empty and one that is not."""
    data = text.encode()
    return ArticleRow(
        ids.article_id(data), source, sha256(data).hexdigest(), "text/plain", "utf-8",
        title="Drones downed over the strait", published=date(2024, 2, 1), published_precision="month",
        themes=("Air, sea", 'So-called "drones"'), language="en", word_count=30,
    )  # fmt: skip


def make_quotes(article: str, text: str) -> tuple[QuoteRow, ...]:
    """A direct quote, and an indirect one without a named speaker."""
    start, end = _span(text, "We will answer, and soon")
    speaker, cue = _span(text, "the minister"), _span(text, "said")
    own = ids.quote_id(article, start, end)
    direct = QuoteRow(
        own, article, start, end, text[start:end], "direct", start, end, own,
        "the minister", text[slice(*speaker)], *speaker,
        cue=text[slice(*cue)], cue_start=cue[0], cue_end=cue[1], rule="marks",
    )  # fmt: skip
    start, end = _span(text, "Air defence shot down three of four drones with a Buk-M2E near Port Example")
    own = ids.quote_id(article, start, end)
    return direct, QuoteRow(
        own, article, start, end, text[start:end], "indirect", start, end, own, rule="clause-before-cue"
    )


def make_event(article: str, text: str) -> EventRow:
    """An interception on a day, at a place with coordinates."""
    start, trigger = text.index("Air defence"), _span(text, "shot down")
    own = ids.event_id(article, *trigger, "ASSAULT")
    return EventRow(
        own, article, start, text.index("officials said.") + 15, "shot down", *trigger, "ASSAULT", "heavy-weapons",
        "material conflict", actor="Air defence", date_text="Monday", date_start=date(2024, 2, 5),
        date_end=date(2024, 2, 5), date_precision="day", place="Port Example", latitude=34.73, longitude=-36.125,
        launched=4, intercepted=3, amount=2.5e8, amount_unit="USD", attributed_to="officials", incident_id=own,
        rule="verb",
    )  # fmt: skip


def make_mention(article: str, text: str) -> MentionRow:
    """The system that the article names."""
    start, end = _span(text, "Buk-M2E")
    event = make_event(article, text).event_id
    return MentionRow(
        mention_id=ids.mention_id(article, start, end),
        system_id="buk-m2e",
        article_id=article,
        event_id=event,
        start=start,
        end=end,
        text="Buk-M2E",
    )


def with_cell(table: pl.DataFrame, row: int, column: str, value: object) -> pl.DataFrame:
    """The table with one cell changed; the row is counted from 1."""
    import polars as pl

    values = table[column].to_list()
    values[row - 1] = value
    return table.with_columns(pl.Series(column, values, dtype=table.schema[column]))


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)

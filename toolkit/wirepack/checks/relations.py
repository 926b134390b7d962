"""Rules between rows, of one table or of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from wirepack.checks.find import find_rows
from wirepack.models import Problem
from wirepack.schemas import SORT_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tables = Mapping[str, pl.DataFrame]


def check_utterances(tables: Tables) -> list[Problem]:
    """An utterance is named after its first part, which stands in the same article."""
    quotes = tables["quotes"]
    first = quotes.select(
        pl.col("quote_id").alias("utterance_id"),
        pl.col("article_id").alias("first_article"),
        pl.col("start").alias("first_start"),
        pl.col("utterance_id").alias("first_utterance"),
    ).unique("utterance_id", keep="first", maintain_order=True)
    joined = quotes.join(first, on="utterance_id", how="left", maintain_order="left")
    rule = (
        (pl.col("first_article") == pl.col("article_id"))
        & (pl.col("first_start") <= pl.col("start"))
        & (pl.col("first_utterance") == pl.col("utterance_id"))
    )
    message = "is not the quote_id of the first part of this utterance in the same article"
    return find_rows({"quotes": joined}, "quotes", rule, code="utterance", field="utterance_id", message=message)


def check_same_article(tables: Tables) -> list[Problem]:
    """A mention and the event in which its system takes part stand in the same article."""
    events = tables["events"].select("event_id", pl.col("article_id").alias("event_article")).unique("event_id")
    joined = tables["mentions"].join(events, on="event_id", how="left", maintain_order="left")
    rule = pl.col("event_article") == pl.col("article_id")
    message = "is an event of another article"
    return find_rows({"mentions": joined}, "mentions", rule, code="other-article", field="event_id", message=message)


def check_duplicates(tables: Tables) -> list[Problem]:
    """The original of a copy is another article, and no copy itself."""
    copies = tables["articles"].filter(pl.col("duplicate_of").is_not_null())["article_id"]
    original = pl.col("duplicate_of")
    rule = (original != pl.col("article_id")) & ~original.is_in(copies.implode())
    message = "is itself a duplicate; name the original"
    return find_rows(tables, "articles", rule, code="duplicate", field="duplicate_of", message=message)


def check_system_counts(tables: Tables) -> list[Problem]:
    """The counts of a system are those of its mentions."""
    counted = tables["mentions"].group_by("system_id").agg(
        pl.len().cast(pl.Int64).alias("mentions"), pl.col("article_id").n_unique().cast(pl.Int64).alias("articles")
    )  # fmt: skip
    joined = tables["systems"].join(counted, on="system_id", how="left", maintain_order="left")
    problems: list[Problem] = []
    for column, other in (("mention_count", "mentions"), ("article_count", "articles")):
        problems += find_rows(
            {"systems": joined}, "systems", pl.col(column) == pl.col(other).fill_null(0),
            code="count", field=column, message=f"is not the number of {other} in the table mentions",
        )  # fmt: skip
    return problems


def check_order(tables: Tables) -> list[Problem]:
    """Rows are sorted, so that the same data are the same bytes."""
    sources = tables["articles"].select("article_id", "source").unique("article_id")
    return [problem for name in SORT_KEYS for problem in _check_order(name, tables[name], sources)]


def _check_order(name: str, table: pl.DataFrame, sources: pl.DataFrame) -> list[Problem]:
    """Name the first row that stands before its place; one is enough, since moving it moves all others."""
    keys = SORT_KEYS[name]
    if "source" in keys and "source" not in table.columns:
        table = table.join(sources, on="article_id", how="left", maintain_order="left")
    ranks = table.select(pl.struct(keys).rank("dense").alias("rank")).to_series()
    falls = (ranks.diff() < 0).fill_null(value=False).arg_true()
    if falls.is_empty():
        return []
    message = f"stands behind a row that follows it; rows are sorted by {', '.join(keys)}"
    return [Problem("order", message, table=name, row=falls[0] + 1, field=keys[-1])]

"""The tables of the contract: their names, in the order in which they are published, and the order of their rows."""

from __future__ import annotations

TABLES = ("articles", "quotes", "events", "systems", "mentions")

TEXTS = "texts"  # published as Parquet alone, and only if an article needs it
REJECTS = "rejects"  # published only if there are any

# What orders the rows of a table; `source` is that of the row's article, also where the table has no such column.
SORT_KEYS = {
    "articles": ("source", "article_id"),
    "quotes": ("source", "start", "end", "quote_id"),
    "events": ("source", "start", "end", "event_id"),
    "systems": ("system_id",),
    "mentions": ("source", "start", "end", "mention_id"),
}

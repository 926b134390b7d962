"""Rules about the texts of record: every span lies in its article, and every value that quotes it is its slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from wirepack.checks.records import SPANS
from wirepack.models import Problem
from wirepack.problems import list_rows, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tables = Mapping[str, pl.DataFrame]

# The text of record of an article, by its source; None where it is not to be had.
Texts = Callable[[str], str | None]

_VALUES = {  # the column that must be the slice of a span
    ("quotes", "start"): "text",
    ("quotes", "speaker_start"): "speaker_text",
    ("quotes", "cue_start"): "cue",
    ("events", "trigger_start"): "trigger",
    ("mentions", "start"): "text",
}
_SLICE = 20_000  # rows turned into Python objects at once: bounds the memory


def check_evidence(tables: Tables, texts: Texts) -> list[Problem]:
    """`text[start:end]` of the article is the value, for every span of every table; each text is asked for once."""
    outside: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    differing: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    missing: list[str] = []
    source, text = None, None
    for part in _collect_spans(tables).iter_slices(_SLICE):
        for where, table, field, row, start, end, value in part.iter_rows():
            if where != source:
                source, text = where, texts(where)
                if text is None:
                    missing.append(where)
            if text is None:
                continue
            if not 0 <= start < end <= len(text):
                outside[table, field].append((row, end))
            elif value is not None and text[start:end] != value:
                differing[table, field].append((row, value, text[start:end]))
    message = "is the end of a span that does not lie in the article's text"
    problems = [
        problem
        for (table, field), rows in outside.items()
        for problem in list_rows(rows, code="span-outside", table=table, field=field, message=message)
    ]
    message = "is not what stands in the text at its span: {found}"
    problems += [
        problem
        for (table, field), found in differing.items()
        for problem in list_rows(found, code="span-differs", table=table, field=field, message=message)
    ]
    return problems + _report_missing(missing)


def _collect_spans(tables: Tables) -> pl.DataFrame:
    """All spans of all tables below each other, those of one article together: (source, table, field, row, …)."""
    parts = []
    for name, start, end in SPANS:
        value = _VALUES.get((name, start))
        parts.append(
            tables[name]
            .with_row_index("row", offset=1)
            .select(
                "article_id",
                pl.lit(name).alias("table"),
                pl.lit(value or end).alias("field"),
                "row",
                pl.col(start).alias("start"),
                pl.col(end).alias("end"),
                (pl.col(value) if value else pl.lit(None, dtype=pl.String)).alias("value"),
            )
        )
    sources = tables["articles"].select("article_id", "source").unique("article_id")
    spans = pl.concat(parts).drop_nulls(["start", "end"]).join(sources, on="article_id", maintain_order="left")
    return spans.sort("source", maintain_order=True).select("source", "table", "field", "row", "start", "end", "value")


def _report_missing(sources: list[str]) -> list[Problem]:
    if not sources:
        return []
    articles = "1 article" if len(sources) == 1 else f"{len(sources):,} articles"
    message = f"the text of {articles} is not there, so no span of it was checked: {quoted(sources[0])}"
    return [Problem("no-text", f"{message}{', …' if sources[1:] else ''}", table="articles", severity="warning")]

"""Step 5. rows -> one typed table each: columns, order and types come from the schema, and the rows are sorted."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import polars as pl

from wirepack.errors import SchemaError, WirepackError
from wirepack.models import ArticleRow, EventRow, MentionRow, QuoteRow, SystemRow
from wirepack.schemas import SORT_KEYS, TEXTS, load_texts_schema
from wirepack.schemas.compilers import to_polars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirepack.models import ArticleRows, Corpus
    from wirepack.schemas import TableSchema

_ROW_TYPES: dict[str, type] = {
    "articles": ArticleRow,
    "quotes": QuoteRow,
    "events": EventRow,
    "systems": SystemRow,
    "mentions": MentionRow,
}


def tabulate(corpus: Corpus, schemas: Mapping[str, TableSchema]) -> dict[str, pl.DataFrame]:
    """Turn the rows of a corpus into typed tables.

    Articles are sorted by source, systems by id, all others by (source of the article, start, end, id): by where the
    evidence stands. A column that the schema names and no row fills is a SchemaError, and so is the reverse.

    >>> from wirepack.models import Corpus
    >>> from wirepack.schemas import load_schemas
    >>> tables = tabulate(Corpus((), (), (), (), ()), load_schemas())
    >>> tables["mentions"].shape
    (0, 9)
    """
    tables = {name: _make_table(getattr(corpus, name), schema) for name, schema in schemas.items()}
    ranks = tables["articles"].select("article_id", "source")
    return {name: _sort(name, table, ranks) for name, table in tables.items()}


def tabulate_texts(articles: Sequence[ArticleRows]) -> dict[str, pl.DataFrame]:
    """Make the table `texts` of the texts that cannot be had by decoding a file of seeds/; nothing if there is none."""
    rows = [(rows.article.article_id, rows.text) for rows in articles if rows.text is not None]
    schema = to_polars(load_texts_schema())
    return {TEXTS: pl.DataFrame(rows, schema=schema, orient="row").sort("article_id")} if rows else {}


def _make_table(rows: Sequence[Any], schema: TableSchema) -> pl.DataFrame:
    attributes = {field.name.rstrip("_"): field.name for field in fields(_ROW_TYPES[schema.name])}
    if set(attributes) != set(schema.columns):
        unfilled = sorted(set(schema.columns) - set(attributes))
        dropped = sorted(set(attributes) - set(schema.columns))
        raise SchemaError(
            f"schemas/{schema.name}.json: "
            + "; ".join(
                [f"nothing fills the field {name}, remove it" for name in unfilled]
                + [f"the field {name} is missing, add it" for name in dropped]
            )
        )
    return pl.DataFrame(
        [
            _make_column(schema.name, name, [getattr(row, attributes[name]) for row in rows], dtype)
            for name, dtype in to_polars(schema).items()
        ]
    )


def _make_column(table: str, name: str, values: list[Any], dtype: pl.DataType) -> pl.Series:
    """Make a column of exactly that type: nothing is converted in silence."""
    try:
        return pl.Series(name, values, dtype=dtype)
    except (TypeError, UnicodeEncodeError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise WirepackError(
            f"{table}, field {name}: {reason}; this is a defect of an extraction rule, please report it"
        ) from error


def _sort(name: str, table: pl.DataFrame, ranks: pl.DataFrame) -> pl.DataFrame:
    keys = SORT_KEYS[name]
    if "source" in keys and "source" not in table.columns:
        ranked = table.join(ranks.unique("article_id"), on="article_id", how="left")
        return ranked.sort(keys).drop("source")
    return table.sort(keys)

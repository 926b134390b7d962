"""Rows become tables: typed as the schema says, sorted by where the evidence stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from factories import make_corpus, make_texts
from hypothesis import given
from hypothesis import strategies as st

from wirepack.errors import SchemaError, WirepackError
from wirepack.models import Corpus
from wirepack.schemas import TABLES, load_schemas
from wirepack.schemas.compilers import to_polars
from wirepack.schemas.parse import parse_table
from wirepack.tabulate import tabulate

if TYPE_CHECKING:
    import random

SCHEMAS = load_schemas()


def test_columns_and_types_are_those_of_the_schema() -> None:
    """Also of a table without rows."""
    for corpus in (make_corpus(), Corpus((), (), (), (), ())):
        tables = tabulate(corpus, SCHEMAS)
        assert list(tables) == list(TABLES)
        assert {name: table.schema for name, table in tables.items()} == {
            name: to_polars(schema) for name, schema in SCHEMAS.items()
        }


def test_values_arrive() -> None:
    """Dates, lists, missing values, and the one field whose name is a Python keyword."""
    corpus = make_corpus(make_texts(("a.txt",)))
    tables = tabulate(corpus, SCHEMAS)
    article = tables["articles"].row(0, named=True)
    assert article["published"] == corpus.articles[0].published
    assert article["region"] == []
    assert article["themes"] == list(corpus.articles[0].themes)
    assert article["author"] is None
    assert tables["systems"]["class"].to_list() == [corpus.systems[0].class_]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(chance: random.Random) -> None:
    """Two workers may finish in any order."""

    def shuffled(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(rows, len(rows)))

    corpus = make_corpus()
    mixed = Corpus(*(shuffled(getattr(corpus, name)) for name in TABLES))  # type: ignore[arg-type]
    expected = tabulate(corpus, SCHEMAS)
    assert all(table.equals(expected[name]) for name, table in tabulate(mixed, SCHEMAS).items())


def test_rows_are_sorted_by_source_and_place() -> None:
    """By code points of the path, then start, then end: not by locale and not by id."""
    texts = make_texts(("Z.txt", "a.txt", "é.txt", "B/a.txt", "a/b.txt"))
    tables = tabulate(make_corpus(texts), SCHEMAS)
    assert tables["articles"]["source"].to_list() == ["B/a.txt", "Z.txt", "a.txt", "a/b.txt", "é.txt"]
    quotes = tables["quotes"].join(tables["articles"], on="article_id").select("source", "start", "end").rows()
    assert quotes == sorted(quotes)


def test_a_schema_and_the_rows_must_fit() -> None:
    """A column that nothing fills would be empty for ever; a row's field without a column would be lost."""
    descriptor = dict(SCHEMAS["mentions"].descriptor)
    descriptor["fields"] = [*descriptor["fields"][1:], {"name": "colour", "type": "string"}]
    descriptor["primaryKey"] = []
    spoilt = {**SCHEMAS, "mentions": parse_table("mentions", descriptor, "mentions.json")}
    with pytest.raises(SchemaError, match=r"nothing fills the field colour.*mention_id is missing"):
        tabulate(make_corpus(), spoilt)


@pytest.mark.parametrize("value", [3, "\ud800", ("a",)])
def test_a_value_of_another_type_is_not_converted(value: object) -> None:
    """A defect of a rule is named with its field; half a surrogate pair is no text either."""
    corpus = make_corpus(make_texts(("a.txt",)))
    spoilt = replace(corpus, quotes=(replace(corpus.quotes[0], speaker=value),))  # type: ignore[arg-type]
    with pytest.raises(WirepackError, match="quotes, field speaker: "):
        tabulate(spoilt, SCHEMAS)


def test_a_row_without_its_article_is_kept() -> None:
    """It is for validation to find; here it must not vanish."""
    corpus = replace(make_corpus(), articles=())
    assert tabulate(corpus, SCHEMAS)["quotes"].height == len(corpus.quotes)
    assert isinstance(tabulate(corpus, SCHEMAS)["quotes"], pl.DataFrame)

"""The rules that no schema can state: each finds what breaks it, by row and field, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from factories import make_tables, make_texts, with_cell

from wirepack.checks import CHECKS, TEXT_CHECKS
from wirepack.checks.evidence import check_evidence
from wirepack.checks.identity import is_below
from wirepack.models import Problem
from wirepack.problems import MAX_LISTED

TEXTS = make_texts()
TABLES = make_tables(TEXTS)
OTHER_EVENT = TABLES["events"]["event_id"][1]
SECOND_QUOTE = TABLES["quotes"]["quote_id"][1]
SECOND_ARTICLE = TABLES["articles"]["article_id"][1]

# check -> (table, {column: value} of its first row, the field that is blamed)
PLANTED: dict[str, list[tuple[str, dict[str, Any], str]]] = {
    "check_spans": [
        ("quotes", {"end": 0}, "end"),
        ("quotes", {"cue_end": TABLES["quotes"]["cue_start"][0]}, "cue_end"),
        ("quotes", {"speaker_end": 1}, "speaker_end"),
        ("quotes", {"content_end": 1}, "content_end"),
        ("events", {"trigger_end": 1}, "trigger_end"),
        ("events", {"end": 1}, "end"),
        ("mentions", {"end": 1}, "end"),
    ],
    "check_content_encloses_quote": [
        ("quotes", {"content_start": TABLES["quotes"]["start"][0] + 1}, "content_start"),
        ("quotes", {"kind": "partial", "content_end": TABLES["quotes"]["end"][0] - 1}, "content_start"),
        ("quotes", {"content_end": TABLES["quotes"]["end"][0] + 1}, "kind"),
    ],
    "check_trigger_in_sentence": [
        ("events", {"trigger_start": 0}, "trigger_start"),
        ("events", {"trigger_end": 10_000}, "trigger_start"),
    ],
    "check_given_together": [
        ("articles", {"published": None}, "published"),
        ("quotes", {"cue": None}, "cue"),
        ("quotes", {"cue_end": None}, "cue"),
        ("quotes", {"speaker_start": None, "speaker_end": None}, "speaker_text"),
        ("events", {"date_end": None}, "date_start"),
        ("events", {"longitude": None}, "latitude"),
        ("events", {"amount_unit": None}, "amount"),
    ],
    "check_published": [
        ("articles", {"published": date(2024, 2, 2)}, "published"),
        ("articles", {"published": date(2024, 2, 1), "published_precision": "year"}, "published"),
    ],
    "check_dates": [
        ("events", {"date_end": date(2024, 2, 4)}, "date_end"),
        ("events", {"date_end": date(2024, 2, 7)}, "date_precision"),
        ("events", {"date_precision": "week", "date_end": date(2024, 2, 12)}, "date_precision"),
        ("events", {"date_precision": "month", "date_end": date(2024, 3, 7)}, "date_precision"),
        ("events", {"date_precision": "unknown"}, "date_precision"),
        ("events", {"date_start": None, "date_end": None}, "date_precision"),
    ],
    "check_counts": [
        ("events", {"intercepted": 5}, "intercepted"),
        ("events", {"killed": -1}, "killed"),
        ("events", {"injured": -1}, "injured"),
    ],
    "check_plover": [
        ("events", {"quad": "verbal conflict"}, "quad"),
        ("events", {"quad": None}, "quad"),
        ("events", {"event_type": "OTHER", "mode": None}, "quad"),
        ("events", {"mode": "phone"}, "mode"),
    ],
    "check_sources": [("articles", {"source": "../a.txt"}, "source"), ("articles", {"source": "/a.txt"}, "source")],
    "check_article_ids": [("articles", {"sha256": "0" * 64}, "article_id")],
    "check_row_ids": [
        ("quotes", {"start": 1}, "quote_id"),
        ("quotes", {"article_id": SECOND_ARTICLE}, "quote_id"),
        ("events", {"event_type": "COERCE"}, "event_id"),
        ("mentions", {"mention_id": "m-0000000000000000"}, "mention_id"),
    ],
    "check_utterances": [
        ("quotes", {"utterance_id": SECOND_QUOTE}, "utterance_id"),
        ("quotes", {"article_id": SECOND_ARTICLE, "utterance_id": SECOND_QUOTE}, "utterance_id"),
    ],
    "check_same_article": [("mentions", {"event_id": OTHER_EVENT}, "event_id")],
    "check_duplicates": [("articles", {"duplicate_of": TABLES["articles"]["article_id"][0]}, "duplicate_of")],
    "check_system_counts": [
        ("systems", {"mention_count": 4}, "mention_count"),
        ("systems", {"article_count": 1}, "article_count"),
    ],
    "check_order": [
        ("articles", {"source": "z.txt"}, "article_id"),
        ("quotes", {"start": 10_000}, "quote_id"),
        ("events", {"article_id": SECOND_ARTICLE, "end": 10_000}, "event_id"),
    ],
}
BY_NAME = {check.__name__: check for check in CHECKS}


def spoil(name: str, changes: dict[str, Any], row: int = 1) -> dict[str, pl.DataFrame]:
    """The good tables with some cells of one row changed."""
    table = TABLES[name]
    for column, value in changes.items():
        table = with_cell(table, row, column, value)
    return {**TABLES, name: table}


def test_good_tables_have_no_problems() -> None:
    """Quotes, weekends, missing values: nothing of it is an error."""
    assert [problem for check in CHECKS for problem in check(TABLES)] == []
    assert [problem for check in TEXT_CHECKS for problem in check(TABLES, TEXTS.get)] == []


def test_every_check_is_tested() -> None:
    """A rule that has no case here might find nothing at all."""
    assert set(PLANTED) == set(BY_NAME)
    assert all(check.__doc__ for check in CHECKS)


@pytest.mark.parametrize(
    ("check", "table", "changes", "field"),
    [(check, *case) for check, cases in PLANTED.items() for case in cases],
)
def test_a_planted_error_is_found(check: str, table: str, changes: dict[str, Any], field: str) -> None:
    """With table, row, field and a message; the rows beside it are not blamed."""
    problems = BY_NAME[check](spoil(table, changes))
    found = [problem for problem in problems if problem.field == field]
    assert found
    assert all(problem.message and "{" not in problem.message for problem in problems)
    if check != "check_order":  # blames the row behind, and all tables that follow the order of the articles
        assert {problem.table for problem in problems} == {table}
        assert {problem.row for problem in found} == {1}


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", date(2024, 2, 5), date(2024, 2, 5)),
        ("day", date(2024, 2, 10), date(2024, 2, 11)),  # a weekend
        ("day", date(2023, 12, 31), date(2024, 1, 1)),
        ("week", date(2024, 2, 5), date(2024, 2, 11)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2024, 2, 20), date(2024, 2, 29)),  # late in February
        ("week", date(2024, 2, 6), date(2024, 2, 8)),  # from Tuesday to Thursday
        ("year", date(2024, 1, 1), date(2024, 7, 27)),  # earlier this year
        ("year", date(1960, 1, 1), date(1969, 12, 31)),  # in the 1960s
        ("unknown", None, None),
    ],
)
def test_intervals_that_fit_their_precision(precision: str, first: date | None, last: date | None) -> None:
    """As the conventions allow them."""
    tables = spoil("events", {"date_precision": precision, "date_start": first, "date_end": last})
    assert BY_NAME["check_dates"](tables) == []


def test_parts_of_an_utterance_share_the_id_of_the_first() -> None:
    """Of the same article; the first is the one that stands first."""
    quotes = TABLES["quotes"]
    first, second = quotes["quote_id"][:2]
    assert BY_NAME["check_utterances"](spoil("quotes", {"utterance_id": first}, row=2)) == []
    swapped = with_cell(with_cell(quotes, 1, "utterance_id", second), 2, "utterance_id", second)
    assert [problem.row for problem in BY_NAME["check_utterances"]({**TABLES, "quotes": swapped})] == [1]


def test_a_copy_of_a_copy_is_refused() -> None:
    """The original is one step away."""
    ids = TABLES["articles"]["article_id"]
    chain = with_cell(with_cell(TABLES["articles"], 2, "duplicate_of", ids[0]), 3, "duplicate_of", ids[1])
    assert [problem.row for problem in BY_NAME["check_duplicates"]({**TABLES, "articles": chain})] == [3]
    star = with_cell(with_cell(TABLES["articles"], 2, "duplicate_of", ids[0]), 3, "duplicate_of", ids[0])
    assert BY_NAME["check_duplicates"]({**TABLES, "articles": star}) == []


def test_a_system_without_mentions_is_found() -> None:
    """Its counts would be zero."""
    empty = {**TABLES, "mentions": TABLES["mentions"].clear()}
    assert [problem.value for problem in BY_NAME["check_system_counts"](empty)] == ["3", "3"]


def test_tables_without_rows_break_no_rule() -> None:
    """A corpus of one article without anything in it is fine."""
    empty = {name: table.clear() for name, table in TABLES.items()}
    assert [problem for check in CHECKS for problem in check(empty)] == []
    assert check_evidence(empty, TEXTS.get) == []


def test_nulls_are_for_the_schema_to_judge() -> None:
    """A check never fails on a row that misses what it needs."""
    for name, table in TABLES.items():
        nulls = table.with_columns(pl.lit(None, dtype=dtype).alias(column) for column, dtype in table.schema.items())
        for check in CHECKS:
            assert isinstance(check({**TABLES, name: nulls}), list)
        assert isinstance(check_evidence({**TABLES, name: nulls}, TEXTS.get), list)


# ---------------------------------------------------------------- evidence


@pytest.mark.parametrize(
    ("table", "changes", "code", "field"),
    [
        ("quotes", {"text": "We will answer, and later"}, "span-differs", "text"),
        ("quotes", {"speaker_text": "the Minister"}, "span-differs", "speaker_text"),
        ("quotes", {"cue": "says"}, "span-differs", "cue"),
        ("quotes", {"content_end": 10_000}, "span-outside", "content_end"),
        ("quotes", {"speaker_end": 10_000}, "span-outside", "speaker_text"),
        ("quotes", {"start": -5}, "span-outside", "text"),
        ("events", {"trigger": "shot  down"}, "span-differs", "trigger"),
        ("events", {"end": len(TEXTS["a.txt"]) + 1}, "span-outside", "end"),
        ("mentions", {"text": "Buk-M2"}, "span-differs", "text"),
        ("mentions", {"start": 0}, "span-differs", "text"),
    ],
)
def test_what_is_not_in_the_text_is_found(table: str, changes: dict[str, Any], code: str, field: str) -> None:
    """Every value that quotes the article is its slice, every span lies in it."""
    [problem] = check_evidence(spoil(table, changes), TEXTS.get)
    assert (problem.code, problem.table, problem.row, problem.field) == (code, table, 1, field)


def test_offsets_count_code_points() -> None:
    """Not bytes and not UTF-16 units: an emoji before the quote moves it by one."""
    texts = {source: f"😀{text}" for source, text in TEXTS.items()}
    tables = make_tables(texts)
    assert check_evidence(tables, texts.get) == []
    assert check_evidence(tables, TEXTS.get) != []


def test_each_text_is_asked_for_once() -> None:
    """So that memory does not grow with the corpus, nor the reading with the tables."""
    asked: list[str] = []

    def texts(source: str) -> str | None:
        asked.append(source)
        return TEXTS[source]

    check_evidence(TABLES, texts)
    assert asked == sorted(TEXTS)


def test_a_text_that_is_not_there_is_a_warning() -> None:
    """The others are checked all the same."""
    tables = spoil("mentions", {"text": "Buk"}, row=2)
    sources = list(TEXTS)
    found = check_evidence(tables, {sources[1]: TEXTS[sources[1]]}.get)
    assert [(problem.code, problem.severity) for problem in found] == [
        ("span-differs", "error"),
        ("no-text", "warning"),
    ]
    assert "2 articles" in found[1].message


def test_many_problems_are_counted() -> None:
    """A wrong rule breaks every row: a hundred are listed, the rest is a number."""
    many = pl.concat([TABLES["mentions"]] * 100).with_columns(pl.lit("Buk").alias("text"))
    found = check_evidence({**TABLES, "mentions": many}, TEXTS.get)
    assert len(found) == MAX_LISTED + 1
    assert isinstance(found[-1], Problem)
    assert "200 more rows" in found[-1].message


@pytest.mark.parametrize("source", ["a.txt", "b/c d.txt", "…/a.txt", "a\nb.txt", ".a/..b.txt"])
def test_paths_below_seeds(source: str) -> None:
    """Whatever a file system allows as a name."""
    assert is_below(source)


@pytest.mark.parametrize("source", ["", ".", "..", "a/../../b", "/a", "a//b", "./a", "a/"])
def test_paths_that_lead_elsewhere(source: str) -> None:
    """Or that have a second spelling."""
    assert not is_below(source)

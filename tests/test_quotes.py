"""Quotations: made-up sentences of every shape, the laws that every text must keep, and the lexicons."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.extract.quotes import extract_quotes
from wirepack.grammar import inflect
from wirepack.lexicons import read_table
from wirepack.models import Document, QuoteRow, Seed, Zone
from wirepack.schemas import load_schemas
from wirepack.segment import segment
from wirepack.segment.marks import pair_marks
from wirepack.segment.people import find_people
from wirepack.segment.sentences import split_sentences
from wirepack.segment.tokens import tokenize

FOLDER = Path(__file__).parent / "cases" / "quotes"
BLOCK = re.compile(r"\S(?:.*\S)?(?:[ \t]*\n[ \t]*\S(?:.*\S)?)*")


def read_cases(name: str) -> list[Any]:
    """The cases of a file, each under its label."""
    cases = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{name}: {case['label']}") for case in cases]


def read_body(text: str) -> Document:
    """A document whose every paragraph is body: what zones are is tested elsewhere."""
    paragraphs = tuple(match.span() for match in BLOCK.finditer(text))
    tokens = tokenize(text)
    sentences = split_sentences(text, paragraphs, tokens)
    people, mentions = find_people(text, tokens, sentences)
    zones = tuple(Zone("body", *span) for span in paragraphs)
    marks = pair_marks(text, paragraphs)
    seed = Seed("a.txt", "", "a-0000000000000000", text, "utf-8")
    return Document(seed, text, zones, paragraphs, sentences, tokens, marks, people, mentions)


def show_rows(text: str, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a text, of each the columns that the case speaks of; utterances are numbered."""
    rows = extract_quotes(read_body(text))
    utterances = list(dict.fromkeys(row.utterance_id for row in rows))
    shown = []
    for number, row in enumerate(rows):
        whole = asdict(row) | {
            "content": text[row.content_start : row.content_end],
            "utterance": utterances.index(row.utterance_id) + 1,
        }
        columns = wanted[number] if number < len(wanted) else {"text": "", "kind": ""}
        shown.append({column: whole[column] for column in columns})
    return shown


HANDLED = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "known-failures")


@pytest.mark.parametrize("case", [case for name in HANDLED for case in read_cases(name)])
def test_case(case: dict[str, Any]) -> None:
    """Every made-up text gives exactly the rows of its case."""
    assert show_rows(case["text"], case["rows"]) == case["rows"]


@pytest.mark.parametrize("case", read_cases("known-failures"))
@pytest.mark.xfail(reason="not handled yet; when it is, move the case to in-the-wild.json", strict=True)
def test_known_failure(case: dict[str, Any]) -> None:
    """What is known to go wrong still does; a fix must move the case."""
    assert show_rows(case["text"], case["rows"]) == case["rows"]


HEADLINES = [
    ("Karpin says the truce holds", "headline-verb", "the truce holds", "Karpin"),
    ("Karpin: “The truce holds”", "headline-colon", "The truce holds", "Karpin"),
    ("The Truce Will Hold, Says Anna Karpin", "headline-verb", "The Truce Will Hold", "Anna Karpin"),
    ("Rebels Seized Port - Report", "headline-source", "Rebels Seized Port", "Report"),
    ("Rebels Seize Port - Report", "headline-source", "Rebels Seize Port", "Report"),
    ("Syria: Rebels leave port", None, None, None),
    ("Factbox: Who holds the port", None, None, None),
    ("Karpin: a life in pictures", None, None, None),
    ("Rebels leave port, and the truce holds", None, None, None),
]


@pytest.mark.parametrize(("headline", "rule", "text", "speaker"), HEADLINES, ids=[row[0] for row in HEADLINES])
def test_headline(headline: str, rule: str | None, text: str | None, speaker: str | None) -> None:
    """A headline attributes by a verb, a colon or a source at its end; a topic, a place or a list is no speaker."""
    body = "General Anna Karpin met the rebels on Monday, and the guns fell silent at noon in the port."
    found = extract_quotes(segment(Seed("a.txt", "", "a-0000000000000000", f"{headline}\n\n{body}", "utf-8")))
    rows = [(row.rule, row.text, row.speaker_text) for row in found if row.start < len(headline)]
    assert rows == ([(rule, text, speaker)] if rule else [])


def test_every_rule_is_described_and_has_a_case() -> None:
    """The description of the column `rule` names the rules that there are, and each is met by a text above."""
    cases = [case for name in HANDLED for case in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))]
    met = {row.rule for case in cases for row in extract_quotes(read_body(case["text"]))}
    met |= {rule for _, rule, _, _ in HEADLINES if rule}
    described = next(field.description for field in load_schemas()["quotes"].fields if field.name == "rule")
    assert set(re.findall(r"([a-z-]+) \(", described)) == met


@pytest.mark.parametrize("row", read_table("reporting_verbs"), ids=lambda row: row["verb"])
def test_reporting_verb(row: dict[str, str]) -> None:
    """Every verb of the lexicon attributes its own example."""
    rows = extract_quotes(read_body(row["example"]))
    forms = {row["verb"].split()[0], *inflect(row["verb"].split()[0])}
    assert [quote for quote in rows if quote.cue and quote.cue.split()[0].lower() in forms]


@pytest.mark.parametrize("row", read_table("cue_nouns"), ids=lambda row: row["noun"])
def test_cue_noun(row: dict[str, str]) -> None:
    """Every noun of the lexicon attributes its own example, and has a speaker if it says so."""
    rows = extract_quotes(read_body(row["example"]))
    assert [quote.cue.lower().startswith(row["noun"]) for quote in rows if quote.cue] == [True]
    assert (rows[0].speaker_text is not None) == (row["owner"] == "y")


@pytest.mark.parametrize("row", read_table("source_nouns"), ids=lambda row: row["noun"])
def test_source_noun(row: dict[str, str]) -> None:
    """Every source of the lexicon can speak in its own example."""
    rows = extract_quotes(read_body(row["example"]))
    assert [quote for quote in rows if row["noun"] in (quote.speaker_text or "").lower()]


# Of such parts articles are made, in any order.
PARTS = st.sampled_from(
    [
        *("“", "”", '"', "''", "'", "‘", "’", "«", "»", ",", ".", ":", "?", " - ", "\n\n", " "),
        *("Karpin", "said", "told", "that", "according to", "he", "who", "and", "but", "the truce", "holds", "reports"),
        *(
            "Dr. Roe",
            "in a statement",
            "adding",
            "called",
            "as",
            "quoted",
            "saying",
            "if",
            "to",
            "has",
            "not",
            "Monday",
        ),
        *("We left.", "They hold the hill", "a lawyer", "(", ")", "…", "<b>", "5'10\"", "\u00a0", "é", "1"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PARTS, max_size=60).map(" ".join), st.lists(PARTS, max_size=60).map("".join)
)


@given(TEXTS)
def test_rows_keep_their_laws(text: str) -> None:
    """Whatever the text: spans hold, ids differ, utterances exist, only partial quotes have a wider content."""
    rows = extract_quotes(read_body(text))
    ids = {row.quote_id for row in rows}
    assert len(ids) == len(rows)
    assert list(rows) == sorted(rows, key=lambda row: (row.start, row.end, row.quote_id))
    for row in rows:
        assert text[row.start : row.end] == row.text
        assert 0 <= row.content_start <= row.start < row.end <= row.content_end <= len(text)
        assert row.kind == "partial" or (row.content_start, row.content_end) == (row.start, row.end)
        assert row.utterance_id in ids
        check_named(text, row)


def check_named(text: str, row: QuoteRow) -> None:
    """Speaker and cue are slices of the text, or absent as a whole."""
    for words, start, end in (
        (row.speaker_text, row.speaker_start, row.speaker_end),
        (row.cue, row.cue_start, row.cue_end),
    ):
        if words is None or start is None or end is None:
            assert (words, start, end) == (None, None, None)
        else:
            assert text[start:end] == words


def test_long_line_takes_linear_time() -> None:
    """One line with many marks and verbs is read without going over it again and again."""
    text = "“Yes,” he said. He said that “no” and told them, " * 4000
    assert len(extract_quotes(read_body(text))) > len("many")

"""Events: made-up sentences for every column, words that only look like events, and the laws of every text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.extract.events import extract_events
from wirepack.models import Document, EventRow, Seed, Zone
from wirepack.plover import MODES, QUADS
from wirepack.segment import segment
from wirepack.segment.people import find_people
from wirepack.segment.sentences import split_sentences
from wirepack.segment.tokens import tokenize

FOLDER = Path(__file__).parent / "cases" / "events"
FOUND = ("triggers", "names", "roles", "status", "dates", "places", "counts", "merging", "negative")
# Words that meet each other in odd ways: triggers, parties, dates, places, joints, marks.
VOCABULARY = """
Israel Syrian Hezbollah Putin rebels police he it they its attack attacked struck fired on at bombing air strikes shot
down the agreed to will not if that which who said on Monday 3 May 2021 in Homs near Aleppo killed nine people and 12
others , . ; ( ) “ ” talks with between demanded threatened aid $5 million must by of 's were been was is
"""


def read_cases(name: str) -> list[Any]:
    """The cases of a file, each under its label."""
    cases = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{name}: {case['label']}") for case in cases]


def read_body(text: str, reference: date | None = None) -> Document:
    """A document that is one paragraph of body: what zones are is tested elsewhere."""
    tokens, span = tokenize(text), ((0, len(text)),)
    sentences = split_sentences(text, span, tokens)
    people, mentions = find_people(text, tokens, sentences)
    seed = Seed("a.txt", "", "a-0000000000000000", text, "utf-8", reference_date=reference)
    return Document(seed, text, (Zone("body", 0, len(text)),), span, sentences, tokens, (), people, mentions)


def show(row: EventRow, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row that a case speaks of; dates as in JSON."""
    values = {column: getattr(row, column) for column in columns}
    return {column: value.isoformat() if isinstance(value, date) else value for column, value in values.items()}


def compare(case: dict[str, Any]) -> None:
    """A case holds if the rows are those told, in the columns told; `reference` is the day that a seed table gives."""
    reference = date.fromisoformat(case["reference"]) if "reference" in case else None
    rows = extract_events(read_body(case["text"], reference))
    columns = [*case["rows"], *[{"trigger": "", "event_type": ""}] * len(rows)]
    assert [show(row, wanted) for row, wanted in zip(rows, columns, strict=False)] == case["rows"]


def test_days_of_a_chronicle_belong_to_the_year_above_them() -> None:
    """A year on a line of its own heads what stands below it."""
    text = "2012\n\n5 March – Jets bombed the port.\n\n9 April – Rebels seized the fort.\n\n2013\n\n3 January – Rebels attacked the dam."
    rows = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert [row.date_start for row in rows] == [date(2012, 3, 5), date(2012, 4, 9), date(2013, 1, 3)]


def test_a_day_in_the_title_is_counted_from() -> None:
    """A report that closes its title with a day in brackets is of that day."""
    text = "Update on Chad (18 May 2024)\n\nRebels shelled the market of Abeche on Friday, killing nine people.\n\nNobody else was hurt."
    rows = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert [row.date_start for row in rows] == [date(2024, 5, 17)]


@pytest.mark.parametrize(("title", "day"), [("October to November 1956", date(1956, 10, 31)), ("1956 and 1957", None)])
def test_the_only_year_of_a_title_is_that_of_a_chronology(title: str, day: date | None) -> None:
    """Of two years none is chosen."""
    text = f"Suez: a chronology, {title}\n\n• 31 October – British aircraft bombed Cairo.\n"
    rows = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert [row.date_start for row in rows] == [day]


@pytest.mark.parametrize("case", [case for name in FOUND for case in read_cases(name)])
def test_events_of_a_text(case: dict[str, Any]) -> None:
    """Each case tells its rule in its comment."""
    compare(case)


@pytest.mark.xfail(strict=True, reason="known failure: a fix must move the case")
@pytest.mark.parametrize("case", read_cases("known-failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    """What is known to be wrong, so that a fix is noticed."""
    compare(case)


def test_reference_date_settles_a_weekday() -> None:
    """Without a date in the text, the user's reference date anchors "on Monday"."""
    (row,) = extract_events(read_body("Turkish jets bombed the town on Monday.", date(2021, 7, 27)))
    assert (row.date_start, row.date_end, row.date_precision) == (date(2021, 7, 26), date(2021, 7, 26), "day")


def test_title_repeats_the_body() -> None:
    """Events are read in the body alone."""
    text = "Rebels attack base\n\nRebels attacked a base near the town of Ruhan on Sunday, the army said.\n"
    seed = Seed("a.txt", "", "a-0000000000000000", text, "utf-8")
    assert [row.trigger for row in extract_events(segment(seed))] == ["attacked"]


def check_laws(text: str, rows: tuple[EventRow, ...]) -> None:
    """What holds of every row of every text."""
    for row in rows:
        assert text[row.trigger_start : row.trigger_end] == row.trigger != ""
        assert row.start <= row.trigger_start < row.trigger_end <= row.end
        assert row.event_type in QUADS
        assert row.mode is None or row.mode in MODES[row.event_type]
        assert row.quad == QUADS[row.event_type]
        assert (row.date_start is None) == (row.date_precision == "unknown")
        assert row.date_start is None or (row.date_end is not None and row.date_start <= row.date_end)
        assert row.date_text is None or row.date_text in text
        counts = (row.killed, row.injured, row.launched, row.intercepted, row.amount)
        assert all(count is None or count >= 0 for count in counts)
        assert row.launched is None or row.intercepted is None or row.intercepted <= row.launched
    assert len({row.event_id for row in rows}) == len(rows)


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=60))
def test_laws_hold_for_any_order_of_words(words: list[str]) -> None:
    """No order of words breaks a law or raises."""
    text = " ".join(words)
    check_laws(text, extract_events(read_body(text)))


CLAUSES = st.sampled_from(
    ["Israel bombed Palmyra", "Egypt and Sudan held talks in Geneva", "killing two soldiers and nine civilians", "on Monday",
     "Rebels shot down three of four drones over Homs,", "the army said.", "Russia will give Syria $5 million", "In May 2015",
     "attacked by Turkish jets", "\n\n", "has not been", "which", "to arrest a minister", "“We condemn it,” he said."]
)  # fmt: skip


@given(st.lists(CLAUSES | st.text(max_size=5), max_size=25).map(" ".join))
def test_laws_hold_for_any_text(text: str) -> None:
    """Nor does any string between clauses and their halves."""
    check_laws(text, extract_events(read_body(text)))


def test_same_text_same_rows() -> None:
    """The rows are a function of the text."""
    text = "Egypt and Sudan held talks in Geneva. Israel bombed Palmyra, killing two soldiers and nine civilians."
    rows = extract_events(read_body(text))
    assert len(rows) == 2
    assert extract_events(read_body(text)) == rows


def test_a_long_line_is_no_burden() -> None:
    """Work grows with the text and not with its square: a sentence of 40,000 words is read."""
    text = "Israel said that " + "rebels and troops , who attacked the town , " * 4000
    rows = extract_events(read_body(text))
    check_laws(text, rows)
    assert rows


@pytest.mark.parametrize(
    ("dateline", "actor"),
    [("ISLAMABAD, June 2, 1998", "Nawaz Sharif"), ("ISLAMABAD, June 2, 2022", "Shehbaz Sharif")],
)
def test_the_year_of_an_article_tells_leaders_apart(dateline: str, actor: str) -> None:
    """A surname that two leaders share is that of the one in office when the article was written."""
    text = f"{dateline} - Prime Minister Sharif met Chinese officials on Monday."
    (row,) = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert row.actor == actor


def test_the_organs_of_a_dateline_and_of_an_issuer() -> None:
    """The bare organs of an article are those of the state of its dateline, or of the ministry that issued it."""
    text = "BOGOTA, March 4 (Reuters) - Government troops killed six rebels in Caqueta on Monday."
    (row,) = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert row.actor_country == "COL"
    text = "Briefing by the Azerbaijani Defence Ministry\n\nUnits of the Third Corps captured a village in Lachin district."
    (row,) = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert row.actor_country == "AZE"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("OSLO, March 3 (Reuters) - Envoys of Norway held talks with Swedish officials here on Monday.", ["Oslo"]),
        ("LIMA, Oct 6 (AFP) - Peruvian police arrested 30 people in the capital on Saturday.", ["Lima"]),
        ("NAIROBI, Oct 6 (AFP) - Four people were killed in the capital of Somalia.", ["Somalia"]),
        ("GENEVA, Oct 6 (AFP) - Syria said rebels in Syria killed four people in the capital.", [None]),
    ],
)
def test_here_is_where_an_article_was_written(text: str, places: list[str | None]) -> None:
    """And so is the capital, if the dateline is one and nothing says whose."""
    assert [row.place for row in extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))] == places


def test_a_heading_tells_the_state_of_what_is_below_it() -> None:
    """Villages that no gazetteer has lie in the state of their section."""
    text = (
        "News in brief\n\nNiger\n\nGunmen killed six soldiers in the village of Bankuwa on Monday.\n\n"
        "Chad\n\nFour herders died in clashes in the village of Amdugu on Tuesday."
    )
    rows = extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    assert [(row.place, row.place_country) for row in rows] == [("Bankuwa", "NER"), ("Amdugu", "TCD")]

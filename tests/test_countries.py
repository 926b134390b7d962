"""States by name, people, capital, metonym and leader; and the tidiness of the lexicons behind them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.countries import StateMention, country_of, find_states, state_name, states
from wirepack.lexicons import read_table
from wirepack.phrases import cut_words
from wirepack.segment.tokens import tokenize

CASES = json.loads((Path(__file__).parent / "cases" / "states" / "found.json").read_text(encoding="utf-8"))
CODE = re.compile(r"[A-Z]{3}")
LEXICONS = {"countries": "name", "demonyms": "word", "capitals": "name", "metonyms": "name", "leaders": "name"}


def find(text: str) -> tuple[StateMention, ...]:
    """All states named in a text."""
    tokens = tokenize(text)
    return find_states(tokens, 0, len(tokens.start))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_states_are_found(case: dict[str, Any]) -> None:
    """Every state is found where it stands, with its code and the way it is named."""
    found = [[case["text"][state.start : state.end], state.country, state.kind] for state in find(case["text"])]
    assert found == case["states"]


def test_a_name_beside_another_capital_is_doubtful() -> None:
    """Jordan Smith is no kingdom; a Jordanian officer is of one."""
    (smith,) = find("Then Jordan Smith left.")
    assert smith.doubtful
    (officer,) = find("a Jordanian officer")
    assert not officer.doubtful


def test_the_published_names() -> None:
    """A state goes by its short name, a leader and a body by the full one."""
    russia, putin, office = find("the USSR, Putin and the Foreign Office")
    assert (russia.name, putin.name, office.name) == ("Russia", "Vladimir Putin", "UK Foreign Office")


def test_codes_and_names_of_words_that_stand_alone() -> None:
    """The look-ups for a word without a text."""
    assert country_of("Côte d’Ivoire") == "CIV"
    assert country_of("soviet") == "RUS"
    assert country_of("Islamic State") is None
    assert state_name("PRK") == "North Korea"
    assert state_name("QQQ") == "QQQ"


@pytest.mark.parametrize(("table", "column"), LEXICONS.items())
def test_the_lexicons_are_sorted_and_hold_codes(table: str, column: str) -> None:
    """Sorted, without doubles of one kind, every code three capitals or, where no state is meant, empty."""
    rows = read_table(table)
    keys = [(row[column], row["country"]) for row in rows]
    assert keys == sorted(set(keys))
    assert all(CODE.fullmatch(row["country"]) or row.get("kind") == "none" for row in rows)


def test_every_state_has_one_short_name_and_every_code_is_a_state() -> None:
    """No code without a name to publish, no two names for one code."""
    short = [row["country"] for row in read_table("countries") if row["kind"] == "short"]
    assert len(short) == len(set(short))
    used = {row["country"] for table in LEXICONS for row in read_table(table)} - {""}
    assert used <= set(short)


def test_leaders_years_are_in_order() -> None:
    """From before to, both four digits."""
    for row in read_table("leaders"):
        assert re.fullmatch(r"\d{4}", row["from"])
        assert not row["to"] or row["from"] <= row["to"] <= "2030"


def test_names_are_cut_as_texts_are() -> None:
    """A lexicon's name and the same name in an article give the same words."""
    names = [row[column] for table, column in LEXICONS.items() for row in read_table(table)]
    assert [name for name in names if list(cut_words(name)) != [*tokenize(name).text]] == []


def test_every_name_is_found_where_it_stands_alone() -> None:
    """Each entry that means a state is found in a sentence of its own, whole, with its code."""
    missed = []
    for table in ("countries", "demonyms", "metonyms", "leaders"):
        for row in read_table(table):
            if row.get("kind") in ("none", "prefix"):
                continue
            name = row[LEXICONS[table]].removeprefix("the ")
            found = find(f"and the {name} was")
            if [(state.start, state.end, state.country) for state in found] != [(8, 8 + len(name), row["country"])]:
                missed.append(name)
    assert missed == []


@given(st.lists(st.sampled_from(sorted(states())) | st.text(max_size=5), max_size=20).map(" ".join))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    """Any text: matches in order, inside it, never empty."""
    end = 0
    for state in find(text):
        assert end <= state.start < state.end <= len(text)
        end = state.end

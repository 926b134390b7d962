"""People: which words are a person's name, who is who, and what the text tells of them; the lexicons behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.lexicons import read_table
from wirepack.models import Document, Seed
from wirepack.namewords import GIVEN, ROLE, ROLES, fold, named_at, nicknames, skeleton, word_kinds
from wirepack.segment import segment
from wirepack.segment.people import find_people
from wirepack.segment.tokens import tokenize

CASES = Path(__file__).parent / "cases" / "people"
LEXICONS = [
    "first_names",
    "known_people",
    "name_particles",
    "nicknames",
    "not_names",
    "organisation_nouns",
    "organisations",
    "role_modifiers",
    "role_nouns",
    "surnames_first",
    "titles",
]


def read(text: str) -> Document:
    """The document of a text."""
    return segment(Seed("a.txt", "", "a-0", text, "utf-8"))


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def label(case: dict[str, Any]) -> str:
    return str(case["label"])


def check(case: dict[str, Any]) -> None:
    """The people of a text, in order, with role and gender, and where it names them."""
    document = read(case["text"])
    assert [[person.name, person.role, person.gender] for person in document.people] == case["people"]
    if "mentions" in case:
        found = [[document.text[mention.start : mention.end], mention.person] for mention in document.mentions]
        assert found == case["mentions"]


@pytest.mark.parametrize("case", cases("in-the-wild"), ids=label)
def test_people_are_found(case: dict[str, Any]) -> None:
    """Names with their titles, roles and genders, and every later mention."""
    check(case)


@pytest.mark.parametrize("case", cases("negative"), ids=label)
def test_what_is_no_person(case: dict[str, Any]) -> None:
    """States, places, bodies, events and ordinary words with a capital are no people."""
    check(case)


@pytest.mark.xfail(strict=True, reason="known failures; a fix moves the case to in-the-wild")
@pytest.mark.parametrize("case", cases("known-failures"), ids=label)
def test_known_failures(case: dict[str, Any]) -> None:
    """What the rules get wrong so far."""
    check(case)


def test_a_role_is_where_it_says() -> None:
    """The span of a role is its text; the span of a title reaches from the title to the name."""
    document = read("On Monday Marin envoy Iosif Karpin, 50, met Rear Admiral Vadim Roe.")
    for person in document.people:
        assert person.role_start is not None
        assert document.text[person.role_start : person.role_end] == person.role
    last = document.mentions[-1]
    assert document.text[last.title_start : last.start] == "Rear Admiral "


def test_countries_of_known_people() -> None:
    """The state that a known leader speaks for, also by another spelling of the name."""
    document = read("Russia's Sergei Lavrov met Angela Merkel and Ida Karpin.")
    assert [person.country for person in document.people] == ["RUS", "DEU", None]


# Pieces of text that the rules look for, to be put together in every order.
PIECES = st.sampled_from(
    [
        *(
            "Mr.",
            "Dr",
            "President",
            "Iosif",
            "Karpin",
            "de",
            "al-",
            "al-Karpi",
            "bin",
            "J.",
            "Jr.",
            "'s",
            "’s",
            ",",
            ".",
        ),
        *(
            "(",
            ")",
            "said",
            "“",
            "”",
            '"',
            "a",
            "the",
            "analyst",
            "at",
            "Institute",
            "Russia",
            "he",
            "who",
            "and",
            "Xi",
        ),
        *("I", "Operation", "THE", "MINISTER", "KARPIN", "45", "O’Neill", "...", "Sri Lanka", "Jerusalem Post", "\n"),
        *("Secretary of State", "\n\n"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
)


def test_countries_of_offices() -> None:
    """The state that an office speaks for, not the one that an envoy is sent to, nor an activist's nationality."""
    text = "US envoy to Iran Ida Roe, Marin minister Iosif Karpin, Iranian activist Kira Lee and Syrian premier Ali Karpi met."
    assert [person.country for person in read(text).people] == ["USA", None, None, "SYR"]


@given(TEXTS)
def test_mentions_are_in_order_and_inside(text: str) -> None:
    """On any text: mentions do not overlap, lie inside it and belong to a person who is named by one of their forms.

    Who was found before changes nothing.
    """
    tokens = tokenize(text)
    people, mentions = find_people(text, tokens, ())
    assert find_people(text, tokenize(text), ()) == (people, mentions)
    before = 0
    for mention in mentions:
        assert before <= mention.title_start <= mention.start < mention.end <= len(text)
        before = mention.end
        assert 0 <= mention.person < len(people)
        assert mention.start in tokens.start
    named = {mention.person for mention in mentions}
    assert named == set(range(len(people)))
    for index, person in enumerate(people):
        forms = {" ".join(text[m.start : m.end].split()) for m in mentions if m.person == index}
        assert person.name in forms
        if person.role is not None:
            assert person.role == " ".join(text[person.role_start : person.role_end].split())


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicons_are_sorted_and_without_repetition(name: str) -> None:
    """One entry per line, in the order of its bytes, so that a change shows as a change."""
    rows = ["\t".join(row.values()) for row in read_table(name)]
    assert rows == sorted(rows)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("row", read_table("titles"), ids=lambda row: row["word"])
def test_titles_are_no_part_of_a_name(row: dict[str, str]) -> None:
    """The example of every title names a person without it."""
    words = {
        word.strip(".").lower()
        for person in read(f"They met {row['example']} there.").people
        for word in person.name.split()
    }
    assert words
    assert row["word"] not in words


@pytest.mark.parametrize("row", read_table("name_particles"), ids=lambda row: row["word"])
def test_particles_are_inside_a_name(row: dict[str, str]) -> None:
    """The example of every particle is one name."""
    assert [person.name for person in read(f"They met {row['example']} there.").people] == [row["example"]]


def test_roles_have_plurals_of_their_own() -> None:
    """A role noun is told from its plural; both are known."""
    kinds = word_kinds()
    for row in read_table("role_nouns"):
        assert kinds[row["word"]] & ROLE
        assert kinds[row["plural"]] & ROLES


def test_words_of_names() -> None:
    """Spellings of one name fall together, names of others stay apart."""
    assert skeleton("Yevgeny") == skeleton("Evgeny")
    assert skeleton("Oleksandr") == skeleton("Alexander")
    assert skeleton("Ida") != skeleton("Ivo")
    assert fold("Çavuşoğlu") == "cavusoglu"
    assert "benjamin" in nicknames()["bibi"]
    assert word_kinds()["nguyen"]
    assert word_kinds()["vladimir"] & GIVEN
    assert named_at(["Human", "Rights", "Watch"], 0) == (3, "outlet", "Human Rights Watch")

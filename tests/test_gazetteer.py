"""Places: what counts as one, what it is called, where it lies; and the tidiness of the lexicons behind them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.gazetteer import SPECIFICITY, PlaceMention, find_places, look_up
from wirepack.gazetteer.index import candidates, first_words
from wirepack.lexicons import read_pairs, read_table
from wirepack.phrases import cut_words
from wirepack.segment.tokens import tokenize

CASES = json.loads((Path(__file__).parent / "cases" / "places" / "found.json").read_text(encoding="utf-8"))
KILOMETRES_PER_DEGREE = 111.2


def find(text: str, near: dict[str, int] | None = None) -> tuple[PlaceMention, ...]:
    """All places of a text."""
    tokens = tokenize(text)
    return find_places(tokens, 0, len(tokens.start), near or {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_places_are_found(case: dict[str, Any]) -> None:
    """Every place is found with its directions and head, and nothing else is."""
    text = case["text"]
    found = [[text[p.start : p.end], p.name, p.kind, p.country, p.cue, p.located] for p in find(text)]
    assert found == case["places"]


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Tripoli", {}, "LBY"),
        ("Tripoli", {"LBN": 3, "SYR": 1}, "LBN"),
        ("Paris", {"USA": 9}, "FRA"),
        ("Cordoba", {"ARG": 1}, "ARG"),
        ("Valencia", {"VEN": 2}, "VEN"),
    ],
)
def test_the_countries_of_the_article_decide(name: str, near: dict[str, int], country: str) -> None:
    """A place in a country that the article names wins, unless it is a hamlet beside a metropolis."""
    place = look_up(name, near)
    assert place
    assert place.country == country


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Hmeimim", 35.40, 35.95),
        ("Beit Jinn", 33.31, 35.89),
        ("Golan Heights", 33.0, 35.8),
        ("Marj Ruhayyil", 33.29, 36.46),
        ("al-Safira", 36.07, 37.37),
        ("Deir ez-Zor", 35.34, 40.14),
        ("Jabalia", 31.53, 34.48),
        ("Bakhmut", 48.59, 38.00),
        ("Maiduguri", 11.85, 13.16),
        ("Ayacucho", -13.16, -74.22),
        ("Pulwama", 33.87, 74.90),
        ("Marawi", 8.0, 124.29),
    ],
)
def test_coordinates(name: str, latitude: float, longitude: float) -> None:
    """Places lie where maps have them, to twenty kilometres."""
    place = look_up(name)
    assert place
    assert place.latitude is not None
    assert place.longitude is not None
    east = (place.longitude - longitude) * math.cos(math.radians(latitude))
    assert math.hypot(place.latitude - latitude, east) * KILOMETRES_PER_DEGREE < 20


def test_a_spelling_leads_to_its_place() -> None:
    """The mention is called as the text has it, its place as the gazetteer does."""
    names = [(p.name, p.place.name) for p in find("in Halab, near Hims, in Set Zaynab, in AL-RAQQA") if p.place]
    assert names == [
        ("Halab", "Aleppo"),
        ("Hims", "Homs"),
        ("Set Zaynab", "Sayyidah Zaynab"),
        ("Al-Raqqa", "Raqqa"),
    ]


def test_a_street_called_after_a_town_elsewhere_is_not_there() -> None:
    """Yarmouk Street in an article on Egypt is no part of Syria; without any country it may be."""
    (street,) = find("on Yarmouk Street", {"EGY": 2})
    assert (street.country, street.place) == (None, None)
    (street,) = find("on Yarmouk Street", {"SYR": 2})
    assert street.country == "SYR"


def test_the_most_specific_place_can_be_told() -> None:
    """A camp is more specific than a town, a town than its province, a province than its country."""
    kinds = ("base", "camp", "town", "province", "country")
    assert [SPECIFICITY[kind] for kind in kinds] == sorted((SPECIFICITY[kind] for kind in kinds), reverse=True)


def test_what_is_no_place_is_unknown() -> None:
    """Words that are towns somewhere, but never in the news."""
    for name in ("Of", "Most", "Said", "Nowhere-at-All", ""):
        assert look_up(name) is None


def test_the_towns_are_well_formed() -> None:
    """Sorted keys as texts are cut; cells with a country, a point on the globe, inhabitants and known marks."""
    pairs = read_pairs("places")
    assert list(pairs) == sorted(pairs)
    for key, cells in pairs.items():
        for cell in cells.split("|"):
            _, country, latitude, longitude, population, marks = cell.split(";")
            assert len(country) == 3
            assert country.isupper()
            assert abs(float(latitude)) <= 90
            assert abs(float(longitude)) <= 180
            assert int(population) >= 0
            assert marks in ("", "?", "r", "?r")
        assert key.split(" ")[0] in first_words()


def test_the_supplement_is_well_formed_and_found() -> None:
    """Sorted; kinds are known; countries are codes; every spelling leads to its place; names are cut as texts are."""
    rows = read_table("places_extra")
    assert [(row["name"], row["country"]) for row in rows] == sorted((row["name"], row["country"]) for row in rows)
    for row in rows:
        assert row["kind"] in SPECIFICITY
        assert abs(float(row["latitude"])) <= 90
        assert abs(float(row["longitude"])) <= 180
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            assert list(cut_words(name)) == tokenize(name).text
            known = [place.name for place in candidates(" ".join(cut_words(name)).lower()) if place.known]
            assert row["name"] in known, name


def test_words_of_place_have_examples() -> None:
    """Every word stands in its example, its class is one that the code reads, its kind a kind of place."""
    rows = read_table("place_words")
    classes = {"in", "to", "direction", "head", "behind", "place of", "territory", "person", "nowhere", "building"}
    assert {row["class"] for row in rows} == classes
    assert {row["kind"] for row in rows if row["class"] in ("head", "behind")} <= set(SPECIFICITY)
    assert [row["word"] for row in rows if row["word"] not in row["example"]] == []


PIECES = st.sampled_from(
    ["in", "near", "the", "town", "of", "northern", "and", ",", ".", "Syria", "Syrian", "airspace", "Homs", "province",
     "Tripoli", "Al", "al-Bab", "-", "'s", "Jordan", "Smith", "T4", "Airbase", "NEW", "York", "Golan", "’", "St"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map(" ".join))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    """Any text: places in order, inside it, their tokens in step with their characters."""
    tokens = tokenize(text)
    end = 0
    for place in find_places(tokens, 0, len(tokens.start)):
        assert end <= place.start < place.end <= len(text)
        assert (place.start, place.end) == (tokens.start[place.first], tokens.end[place.last - 1])
        end = place.end

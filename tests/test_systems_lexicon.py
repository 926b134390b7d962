"""The catalogue of systems is tidy: sorted, unique, of known classes and countries, and every entry is found."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

import wirepack
from wirepack.catalogue import class_groups, context_words, heads, plural
from wirepack.extract.systems import extract_systems
from wirepack.extract.systems.parties import party_words
from wirepack.lexicons import read_table
from wirepack.models import Seed
from wirepack.namewords import GIVEN, PLACE, ROLE, THING, VERB, word_kinds
from wirepack.segment import segment

ROWS = read_table("systems")
COLUMNS = ("aliases", "variants", "needs_context")
NAMES_ALL_THE_SAME = {
    "Bogdana",
    "Bohdana",
    "Sarath",
    "Shahed",
    "Uzi",
}  # given names that hardly anybody in the news bears
FORMER_STATES = {"SUN", "YUG", "CSK"}  # countries.tsv has their successors
LEXICONS = {
    "systems": "system_id",
    "system_aircraft_makers": "maker",
    "system_classes": "class",
    "system_designators": "letters",
    "system_lookalikes": "name",
    "system_ship_prefixes": "prefix",
}


def surfaces(row: dict[str, str]) -> list[str]:
    """All forms that name the system of a row."""
    return [form for column in COLUMNS for form in row[column].split("|") if form]


@pytest.mark.parametrize(("table", "column"), LEXICONS.items())
def test_lexicons_are_sorted_and_say_nothing_twice(table: str, column: str) -> None:
    """A sorted file shows an entry that stands there already."""
    keys = [row[column] for row in read_table(table)]
    assert keys == sorted(set(keys))


def test_the_catalogue_is_a_valid_data_package() -> None:
    """Its own Table Schemas say what an entry and a class must be; our validator checks them."""
    report = wirepack.validate(Path(wirepack.__file__).parent / "lexicons")
    assert [fault.to_frictionless()["message"] for task in report.tasks for fault in task.faults] == []


def test_a_form_that_is_a_word_or_a_name_needs_context() -> None:
    """Of people, places, trades and things; capitals throughout make an acronym of it."""
    words = [
        form
        for row in ROWS
        for form in row["aliases"].split("|")
        if form.isalpha() and not form.removesuffix("s").isupper() and form not in NAMES_ALL_THE_SAME
    ]
    assert [form for form in words if word_kinds().get(form.lower(), 0) & (GIVEN | PLACE | VERB | ROLE | THING)] == []
    assert [form for form in words if form.islower()] == []


def test_ids_are_slugs() -> None:
    """An id is made of small letters, digits and single hyphens."""
    assert [row["system_id"] for row in ROWS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["system_id"])] == []


def test_every_system_has_a_name_a_family_a_known_class_and_a_form() -> None:
    """Origin and NATO name may be unknown, the rest may not."""
    bad = [row for row in ROWS if not row["name"] or not row["family"] or not surfaces(row)]
    assert bad == []
    assert {row["class"] for row in ROWS} <= set(class_groups())


def test_origins_are_country_codes() -> None:
    """ISO 3166-1 alpha-3, and the states that made what is older than their successors."""
    known = {row["country"] for row in read_table("countries")} | FORMER_STATES
    assert {code for row in ROWS for code in row["origin"].split("|") if code} <= known


def test_letters_of_lines_say_what_the_catalogue_says() -> None:
    """A class is of a group to which nearly all catalogued types of the line belong, an origin that of nearly all."""
    types: dict[str, dict[str, dict[str, str]]] = {}
    for row in ROWS:
        for form in surfaces(row):
            if match := re.match(r"([^\W\d_]+)-\d", form):
                types.setdefault(match[1], {})[row["system_id"]] = row
    for line in read_table("system_designators"):
        assert line["class"] == "-" or line["class"] in class_groups(), line
        known = list(types.get(line["letters"], {}).values())
        alike = [
            row
            for row in known
            if line["class"] == "-" or class_groups()[row["class"]] == class_groups()[line["class"]]
        ]
        native = [row for row in known if line["origin"] in ("-", row["origin"])]
        assert min(len(alike), len(native)) >= 0.85 * len(known), line


def test_a_form_that_needs_no_context_names_one_system() -> None:
    """Namesakes are told apart by the noun behind them, so their forms need it."""
    trusted = [form for row in ROWS for column in ("aliases", "variants") for form in row[column].split("|")]
    count = Counter(form.lower() for form in trusted if form)
    assert [form for form, times in count.items() if times > 1] == []


def test_forms_are_sorted_and_unique_within_an_entry() -> None:
    """A form is either trusted or needs context."""
    for row in ROWS:
        for column in COLUMNS:
            forms = row[column].split("|")
            assert forms == sorted(forms, key=lambda form: (form.lower(), form)), row["system_id"]
        assert len(set(surfaces(row))) == len(surfaces(row)), row["system_id"]


@pytest.mark.parametrize("start", range(0, len(ROWS), 500))
def test_every_system_is_found_by_its_own_name(start: int) -> None:
    """In a sentence that says what it is, which is what tells namesakes apart."""
    lost = [row["system_id"] for row in ROWS[start : start + 500] if not is_found(row)]
    assert lost == []


def is_found(row: dict[str, str]) -> bool:
    """Whether a sentence that names the system and its class gives it; the maker is no part of the name."""
    text = f"The army lost two {row['name']} {plural(row['class'])} there."
    mentions, _ = extract_systems(segment(Seed("a.txt", "", "a-0", text, "utf-8")))
    return any(mention.system_id == row["system_id"] and mention.text in row["name"] for mention in mentions)


def test_context_words_are_sorted_and_of_known_kinds_groups_and_classes() -> None:
    """A misspelled kind would silently do nothing."""
    rows = read_table("system_context")
    assert [(row["word"], row["kind"]) for row in rows] == sorted({(row["word"], row["kind"]) for row in rows})
    kinds = {"head", "modifier", "other", "military", "maker", "series", "compound", "force", "use", "give"}
    kinds |= {"nautical", "sails", "aboard", "work"}
    kinds |= {
        "flying",
        "flown",
        "unflown",
        "gunnery",
        "suffered",
        "company",
        "engine",
        "label",
        "somebody",
        "side",
        "court",
        "object",
        "part",
        "music",
        "market",
        "seize",
        "loss",
    }
    assert {row["kind"] for row in rows} == kinds
    assert all(context_words(kind) for kind in kinds)
    for row in rows:
        if row["kind"] == "head":
            assert row["class"] == "-" or row["class"] in class_groups(), row["word"]
            assert set(row["groups"].split()) <= {*class_groups().values(), "any"}, row["word"]
    assert {"howitzers", "batteries", "aircraft", "ballistic"} <= set(heads())


def test_words_of_parties_are_sorted_and_of_kinds_that_are_explained() -> None:
    """A misspelled kind would silently do nothing; every kind is told in the head of the file."""
    rows = [(row["word"], row["kind"]) for row in read_table("system_parties")]
    assert rows == sorted(set(rows))
    text = files("wirepack").joinpath("lexicons", "system_parties.tsv").read_text(encoding="utf-8")
    head = text.split("word\tkind\n")[0]
    assert all(kind in head for _, kind in rows)
    assert all(party_words(kind) for _, kind in rows)

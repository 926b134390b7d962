"""The lexicons of events: every entry is found in its example, every name that an entry uses exists."""

from __future__ import annotations

from importlib.resources import files

import pytest
from test_events import read_body

from wirepack.extract.events import extract_events
from wirepack.extract.events.frames import FRAMES
from wirepack.extract.events.lexicon import party_kinds, spellings, triggers, words_of
from wirepack.lexicons import read_table
from wirepack.plover import MODES, QUADS

TRIGGERS = read_table("event_triggers")
WHERE = {"obj", "subj", "near", "prev", "next", "just", "then", "doc"}
EFFECTS = {
    "light", "reverse", "control", "charge", "ascribe", "goes", "liable", "planned", "hypothetical", "ongoing", "occurred", "denied",
    "drop",
}  # fmt: skip
ACTORS = {"armed", "armed-word", "force", "body", "body-weak", "igo", "igo-weak", "ngo"}
LEAST_TRIGGERS = 3500  # the lexicon grows


def name_of(row: dict[str, str]) -> str:
    """What a row is called in a report."""
    return " ".join((row["lemma"], row["particle"].strip("-"), row["pos"], row["type"]))


@pytest.mark.parametrize("row", TRIGGERS, ids=name_of)
def test_entry_is_found_in_its_example(row: dict[str, str]) -> None:
    """An entry that its own example does not show is dead, or another one stands before it."""
    found = {event.event_type for event in extract_events(read_body(row["example"]))}
    assert row["type"] in found


def test_no_entry_spells_what_another_stands_for() -> None:
    """British spellings are made by rule, and `*` may stand for nothing: "pay * compensation" is also "pay compensation"."""
    lemmas = {row["lemma"] for row in TRIGGERS}
    assert not {other for lemma in lemmas for other in spellings(lemma) if other != lemma} & lemmas
    entries = {tuple(row.values())[:-1] for row in TRIGGERS}
    assert not {(entry[0].replace(" * ", " "), *entry[1:]) for entry in entries if " * " in entry[0]} & entries


def test_entries_use_known_names() -> None:
    """Types and modes are PLOVER's, frames are those of frames.py, tests look at known places."""
    for row in TRIGGERS:
        assert row["type"] in QUADS, row
        assert row["mode"] == "-" or row["mode"] in MODES.get(row["type"], ()), row
        assert row["frame"] == "-" or row["frame"] in FRAMES, row
        assert row["pos"] in {"v", "n", "x"}, row
        for need in row["needs"].split():
            where = need.removeprefix("!").partition(":")[0]
            assert need in {"-", "party", "pl"} or where in WHERE, row


def test_triggers_cover_all_types() -> None:
    """Every PLOVER type has its words."""
    assert {row["type"] for row in TRIGGERS} == set(QUADS)
    assert len(TRIGGERS) >= LEAST_TRIGGERS
    assert all(entries for entries in triggers().values())


@pytest.mark.parametrize("name", ["event_triggers", "event_classes", "event_governors", "actors"])
def test_lexicon_is_sorted_and_without_doubles(name: str) -> None:
    """A sorted file has one place for a new entry, and shows a double."""
    lines = files("wirepack").joinpath("lexicons", f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    entries = [tuple(line.split("\t")) for line in lines if not line.startswith("#")][1:]
    assert entries == sorted(set(entries))


def test_classes_are_lower_case_words() -> None:
    """The key into a class is the token in lower case."""
    assert all(row["word"] == row["word"].lower() for row in read_table("event_classes"))


def test_machines_are_no_parties() -> None:
    """Tanks do not act; who owns them does."""
    assert words_of("hardware").isdisjoint(party_kinds())


def test_governors_have_known_effects() -> None:
    """A misspelt effect would do nothing."""
    for row in read_table("event_governors"):
        assert EFFECTS.issuperset(row["effects"].split()), row


def test_actors_have_known_kinds() -> None:
    """Armed groups and international bodies have no country, forces of a state have theirs."""
    for row in read_table("actors"):
        assert row["kind"] in ACTORS, row
        assert row["country"] == "-" or (
            len(row["country"]) == len("SYR") and row["kind"].partition("-")[0] != "armed"
        ), row

"""Named systems in texts: how names are written, what makes an everyday word one, and what only looks like one."""

from __future__ import annotations

import json
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.catalogue import context_words, names_from
from wirepack.designations import compact
from wirepack.extract import extract as extract_all
from wirepack.extract.systems import extract_systems, names
from wirepack.extract.systems.operators import find_operator
from wirepack.extract.systems.setting import Setting
from wirepack.lexicons import read_table
from wirepack.models import Seed
from wirepack.segment import segment
from wirepack.segment.tokens import tokenize

if TYPE_CHECKING:
    from wirepack.models import MentionRow, SystemRow

CASES = Path(__file__).parent / "cases" / "systems"


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    cases: list[dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return cases


def extract(text: str) -> tuple[tuple[MentionRow, ...], tuple[SystemRow, ...]]:
    """The mentions and systems of a text."""
    return extract_systems(segment(Seed("a.txt", "0" * 64, "a-0123456789abcdef", text, "utf-8")))


@pytest.mark.parametrize(
    "case", read_cases("in-the-wild") + read_cases("negative"), ids=lambda case: str(case["label"])
)
def test_names_are_found_and_look_alikes_are_not(case: dict[str, Any]) -> None:
    """Every system is found with its span and id, and nothing else is."""
    mentions, _ = extract(case["text"])
    assert [[mention.text, mention.system_id] for mention in mentions] == case["rows"]


@pytest.mark.parametrize("case", read_cases("operators"), ids=lambda case: str(case["label"]))
def test_operators_are_those_the_sentence_states(case: dict[str, Any]) -> None:
    """The operator is the noun phrase of the text, or missing."""
    mentions, _ = extract(case["text"])
    assert [[mention.text, mention.operator] for mention in mentions] == case["rows"]


@pytest.mark.parametrize("case", read_cases("suppliers"), ids=lambda case: str(case["label"]))
def test_suppliers_are_those_the_sentence_states(case: dict[str, Any]) -> None:
    """The supplier is the noun phrase or nationality of the text, or missing; the receiver is the operator."""
    mentions, _ = extract(case["text"])
    assert [[mention.text, mention.operator, mention.supplier] for mention in mentions] == case["rows"]


@pytest.mark.parametrize("case", read_cases("events"), ids=lambda case: str(case["label"]))
def test_a_mention_belongs_to_the_event_in_which_its_system_takes_part(case: dict[str, Any]) -> None:
    """The event is one of the sentence, and none of a clause in which something else happens."""
    rows = extract_all(segment(Seed("a.txt", "0" * 64, "a-0123456789abcdef", case["text"], "utf-8")))
    triggers = {event.event_id: event.trigger for event in rows.events}
    assert [[mention.text, triggers.get(mention.event_id or "")] for mention in rows.mentions] == case["rows"]


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A ⟦737-800⟧ operated by Ryanair left the runway.", "Ryanair"),
        ("The regional jet was an ⟦E175⟧ flown by SkyWest.", "SkyWest"),
        ("In February a ⟦737-900ER⟧ of Alaska Airlines was damaged.", "Alaska Airlines"),
        ("The tower saw an Airbus ⟦A321neo⟧ of Frontier.", "Frontier"),
        ("A Jeju Air Boeing ⟦737-800⟧ crashed.", "Jeju Air"),
        ("The airline's Boeing ⟦737⟧ was late.", "The airline"),
        ("Boeing's ⟦737⟧ was late.", None),
        ("The Airbus ⟦A320⟧ of 1988 was new.", None),
        ("The ⟦A380⟧ of Toulouse fame was sold.", None),
        ("A Boeing ⟦737⟧ built by the company crashed.", None),
    ],
)
def test_airlines_operate_aircraft(text: str, operator: str | None) -> None:
    """An airline is an operator as an air force is; whether the catalogue holds the aircraft does not matter."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    tokens = tokenize(text.replace("⟦", "").replace("⟧", ""))
    name = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
    found = find_operator(tokens, (0, len(tokens.text)), name, "aircraft", ("USA",))
    assert (" ".join(tokens.text[found[0] : found[1]]) if found else None) == operator


def test_a_catalogued_system_comes_with_what_the_catalogue_knows() -> None:
    """Name, family, class, origin and NATO name are knowledge, not words of the text."""
    _, (system,) = extract("A Buk-M2E was hit.")
    assert (system.name, system.family, system.class_) == ("Buk-M2E", "Buk", "surface-to-air missile system")
    assert (system.origin, system.nato_name, system.catalogued) == (("RUS",), "SA-17 Grizzly", True)
    assert (system.mention_count, system.article_count) == (0, 0)


def test_an_unknown_system_has_the_class_that_the_text_states() -> None:
    """Of a system that the catalogue does not hold only name and class are told; a later mention may tell the class."""
    _, (system,) = extract("The AN/XXX-98 came first. An AN/XXX-98 radar was shown to the army.")
    assert (system.system_id, system.name, system.class_) == ("an-xxx-98", "AN/XXX-98", "radar")
    assert (system.origin, system.family, system.nato_name, system.catalogued) == ((), None, None, False)


def test_a_ship_is_not_the_vehicle_of_its_name() -> None:
    """A ship that is called as a listed vehicle is has its own row, and takes no class or origin from it."""
    _, systems = extract(
        "The tug Ajax capsized off the port while an Ajax armoured vehicle was aboard the frigate Blanca."
    )
    assert [(system.system_id, system.class_, system.catalogued) for system in systems] == [
        ("ajax", "armoured reconnaissance vehicle", True),
        ("ajax-ship", "auxiliary ship", False),
        ("blanca", "frigate", False),
    ]
    _, (missile,) = extract("The submarine fired torpedoes and sub Harpoon missiles.")
    assert missile.system_id == "agm-84"


def test_names_that_begin_alike_are_all_found_again() -> None:
    """Two ships, or two systems that the catalogue does not hold, may share the first word of their names."""
    text = "HMS Ever Blanca left port. The frigate HMS Ever Forfar followed. Later the Ever Forfar met the Ever Blanca."
    names = ["HMS Ever Blanca", "HMS Ever Forfar", "Ever Forfar", "Ever Blanca"]
    assert [mention.text for mention in extract(text)[0]] == names
    text = "The army showed the Zorv 2 missile and the Zorv 3 missile. The Zorv 2 flew far, the Zorv 3 farther."
    assert [mention.text for mention in extract(text)[0]] == ["Zorv 2", "Zorv 3", "Zorv 2", "Zorv 3"]


def test_what_is_seized_at_sea_is_a_ship() -> None:
    """A name behind a verb of seizing is a ship's in an article that speaks of the sea, and a place's in another."""
    sea = "The tanker left the port on Monday with its cargo, and the navy followed the vessel. "
    assert [mention.text for mention in extract(sea + "Sailors detained the Forfar.")[0]] == ["Forfar"]
    assert not extract("Police detained the Forfar.")[0]
    assert not extract(sea + "Sailors escorted the Forfar.")[0]  # a delegation may be escorted


def test_systems_are_found_in_every_zone() -> None:
    """A headline and a caption name systems as the body does."""
    text = "Two F-16s downed\n\nPhoto: an S-300 battery, 2019\n\nThe army said on Monday that a Buk-M2E had fired.\n"
    assert [mention.text for mention in extract(text)[0]] == ["F-16s", "S-300", "Buk-M2E"]


def test_one_row_per_system_and_one_per_place() -> None:
    """A system named twice is one system with two mentions, each with an id of its own."""
    mentions, systems = extract("An S-300 fired. The S-300s missed.")
    assert [system.system_id for system in systems] == ["s-300"]
    assert len({mention.mention_id for mention in mentions}) == len(mentions) == 2


@pytest.mark.parametrize(
    "text", ["F-1" + "a1" * 500_000, "F-" * 200_000, "Black " * 100_000, "M" + "1" * 10**6 + " tank"]
)
def test_endless_words_and_repetitions_are_read_in_one_go(text: str) -> None:
    """Work grows with the length of the text, whatever stands in it."""
    assert extract(text)[0] == ()


@pytest.mark.parametrize(
    "part", ["US F-16 and ", "F-16, the Viking ", "F-16 “", "Flight 12 ", "is a missile ", ".308 "]
)
def test_long_lists_are_read_in_one_go(part: str) -> None:
    """Work grows with the number of names: these take minutes where each is compared with all before it."""
    mentions, _ = extract(part * 4_000)
    assert len(mentions) in {0, 4_000, 8_000}


@pytest.mark.parametrize(
    "text",
    [
        "On 9 August 1961 Vickers",
        "007 Heinkel",
        "to\nshadow",
        "US diplomacy",
        "Stephen B. Meister is a",
        "Zanana” missile. A Zanana missile",
        "Airspeed .70-K gun",
    ],
)
def test_texts_may_end_anywhere(text: str) -> None:
    """A maker, a verb or a title as the last word is no error, and no two mentions overlap."""
    mentions, _ = extract(text)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


NAMES = ["F-16", "S-300s", "T-72B3", "Iron Dome", "Patriot", "M4", "AN/TPQ-36", "USS Cole", "BMP-2(K)", "Kilo-class"]
WORDS = [
    "missiles",
    "tank",
    "the",
    "of",
    ".",
    ",",
    "'s",
    "(",
    ")",
    "/",
    "-",
    "and",
    "Syria",
    "US",
    "\n\n",
    "2",
    "“",
    "class",
]


@given(st.lists(st.sampled_from(NAMES + WORDS), max_size=25), st.sampled_from(["", " "]))
def test_spans_lie_in_order_inside_the_text(parts: list[str], joint: str) -> None:
    """Whatever stands side by side: spans are in order, do not overlap, and are the text they claim to be."""
    text = joint.join(parts)
    mentions, systems = extract(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert [system.system_id for system in systems] == sorted({mention.system_id for mention in mentions})


ALIASES = [alias for row in read_table("systems") for alias in row["aliases"].split("|") if alias]


@given(
    st.lists(st.sampled_from(ALIASES) | st.sampled_from(NAMES + WORDS), max_size=12), st.sampled_from(["", " ", "s "])
)
def test_quick_answers_about_single_words_lose_no_name(parts: list[str], joint: str) -> None:
    """What is found by looking at promising words alone is what is found by trying every word in turn."""
    tokens = tokenize(text := joint.join(parts))
    plain, reached = [], 0
    for position, lower in enumerate(tokens.lower):
        piece = names._piece(lower)
        small = tokens.text[position].isalpha() and tokens.text[position][0].islower()
        if position < reached or not piece or (small and not names._begins_in_small_letters(piece)):
            continue
        match = names._match_at(text, tokens, position, names_from(piece) or {})
        makes = lower in context_words("maker")
        if match and not (makes and names._goes_without_maker(text, tokens, position + 1, match)):
            plain.append(match)
            reached = match.last
    assert names.find_names(text, tokens, Setting(tokens)) == plain


@given(st.text(max_size=40))
def test_compact_names_hold_letters_and_digits_alone(name: str) -> None:
    """Spaces, hyphens and marks never make two names of one."""
    assert compact(name) == compact(f" {name}-")
    assert all(letter.isalnum() for letter in compact(name))

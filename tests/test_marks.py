"""Quotation marks: every style, what looks like a mark and is none, and the laws that every text must keep."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirepack.lexicons import read_table
from wirepack.segment.marks import pair_marks

if TYPE_CHECKING:
    from wirepack.models import Marks

# Texts of one paragraph, and the inside of every pair in order.
PAIRS = {
    "straight": ('He said "no" and "yes".', ["no", "yes"]),
    "curly": ("He said “no” and “yes”.", ["no", "yes"]),
    "single": ("He said 'no' and 'yes'.", ["no", "yes"]),
    "curly single": ("He said ‘no’ and ‘yes’.", ["no", "yes"]),
    "doubled": ("He said ''no'' and ``yes''.", ["no", "yes"]),
    "low": ("He said „no“ and „yes”.", ["no", "yes"]),
    "angle": ("He said «no» and »yes«.", ["no", "yes"]),
    "mismatched": ('He said ”no” and “yes" and "now”.', ["no", "yes", "now"]),
    "stray spaces": ('He said " no, never" and “ yes ”.', ["no, never", "yes"]),
    "lost space": ('He said."No," she said.', ["No,"]),
    "nested": ("“He said ‘no’ to us,” she said.", ["He said ‘no’ to us,", "no"]),
    "nested alike": ("“He said “no” to us,” she said.", ["He said “no” to us,", "no"]),
    "three singles": (
        "''He said 'no.''' she said. '''No' is no,'' she said.",
        ["He said 'no.'", "no.", "'No' is no,", "No"],
    ),
    "possessives": ("'The Smiths' dog is out,' he said of Damascus' dogs.", ["The Smiths' dog is out,"]),
    "contraction": ("'It's ours,' he said, and didn't lie.", ["It's ours,"]),
    "plural possessive alone": ("The rebels' guns hit the Smiths' house.", []),
    "years": ("In the ’90s and '80s, class of '07.", []),
    "inches": ('He is 5\'10" or 5\' 11" tall, with a 12" gun.', []),
    "elisions": ("Rock 'n' roll 'til dawn, said 'em.", []),
    "markup": ('See <a href="here">this</a> "page".', ["page"]),
    "unclosed": ("He said: “We left. He stayed.", ["We left. He stayed."]),
    "unclosed before another": ("“We left. “He stayed,” she said.", ["We left.", "He stayed,"]),
    "stray closing mark": ("We left,” he said.", []),
    "empty": ("He said “” and ' '.", []),
}


def find_insides(text: str) -> list[str]:
    """The insides of all pairs of a text that is one paragraph."""
    return [text[marks.start : marks.end] for marks in pair_marks(text, ((0, len(text)),))]


@pytest.mark.parametrize("name", PAIRS)
def test_pairs(name: str) -> None:
    """Each style is paired, and nothing else is."""
    text, insides = PAIRS[name]
    assert find_insides(text) == insides


def test_styles_and_depths() -> None:
    """A pair knows its style, whether it is closed, and how deep it stands."""
    text = "“A ‘b’ c” «d» ''e'' 'f' \"g\" „h“ “i"
    marks = pair_marks(text, ((0, len(text)),))
    assert [(pair.style, pair.depth, pair.closed) for pair in marks] == [
        ("curly", 0, True),
        ("curly-single", 1, True),
        ("angle", 0, True),
        ("doubled", 0, True),
        ("single", 0, True),
        ("double", 0, True),
        ("low", 0, True),
        ("curly", 0, False),
    ]


def test_quotation_over_paragraphs() -> None:
    """Every paragraph opens anew, and the last one closes; or only the last one closes."""
    anew, once = "“One.\n\n“Two.”", "“One.\n\nTwo.” Three."
    assert [(anew[m.start : m.end], m.closed) for m in pair_marks(anew, ((0, 5), (7, 13)))] == [
        ("One.", False),
        ("Two.", True),
    ]
    assert [(once[m.start : m.end], m.paragraph) for m in pair_marks(once, ((0, 5), (7, 19)))] == [
        ("One.", 0),
        ("Two.", 1),
    ]


@pytest.mark.parametrize("row", read_table("elisions"), ids=lambda row: row["word"])
def test_elision(row: dict[str, str]) -> None:
    """No word of the lexicon opens a quotation, not even where something could close it."""
    assert find_insides(f"{row['example']} The boys' dog.") == []


@given(st.text(alphabet="“”‘’\"'«»„`<> .,?abs(5\n", max_size=120))
@example("''''''")
@example("“a “b “c” d” e”")
def test_marks_keep_their_laws(text: str) -> None:
    """Whatever the text: spans lie in their paragraph, hold something, are trimmed, in order, and nested or apart."""
    paragraphs = tuple(
        (start, end) for start, end in ((0, len(text) // 2), (len(text) // 2, len(text))) if text[start:end].strip()
    )
    found = pair_marks(text, paragraphs)
    for marks in found:
        start, end = paragraphs[marks.paragraph]
        assert start <= marks.outer_start <= marks.start < marks.end <= marks.outer_end <= end
        assert text[marks.start : marks.end] == text[marks.start : marks.end].strip()
    for one, two in pairwise(found):
        assert (one.outer_start, -one.outer_end) <= (two.outer_start, -two.outer_end)
    assert not [pair for pair in pairwise(found) if overlap_partly(*pair)]


def overlap_partly(one: Marks, two: Marks) -> bool:
    """Tell whether two pairs cross each other."""
    return one.outer_start < two.outer_start < one.outer_end < two.outer_end


def test_many_marks_take_linear_time() -> None:
    """A paragraph of nothing but marks, opened and never closed, is read in one go."""
    text = "“a ‘b \"c 'd " * 20_000
    assert pair_marks(text, ((0, len(text)),))

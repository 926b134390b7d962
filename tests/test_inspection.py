"""Inspection cuts a text into pieces without losing or moving a character, whatever the highlights are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirepack.inspection import Highlight, cut_pieces, list_highlights
from wirepack.models import Corpus, QuoteRow

LENGTH = 40
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(1, LENGTH)).map(lambda pair: (pair[0], pair[0] + pair[1]))
HIGHLIGHTS = st.lists(SPANS.map(lambda span: Highlight(*span, "event", "e1")), max_size=6)


@given(HIGHLIGHTS)
def test_pieces_cover_the_stretch_once(highlights: list[Highlight]) -> None:
    """They follow each other without a gap, and each lies wholly inside or outside of every highlight."""
    pieces = cut_pieces(5, LENGTH, highlights)
    assert [piece.start for piece in pieces] + [LENGTH] == [5] + [piece.end for piece in pieces]
    for piece in pieces:
        for highlight in highlights:
            covered = highlight.start <= piece.start and piece.end <= highlight.end
            apart = highlight.end <= piece.start or piece.end <= highlight.start
            assert covered or apart
            assert (highlight in piece.inside) is covered


@given(HIGHLIGHTS)
def test_what_is_opened_is_closed(highlights: list[Highlight]) -> None:
    """Every highlight that meets the stretch opens once and closes once in it, also one that goes beyond its ends."""
    pieces = cut_pieces(5, LENGTH, highlights)
    near = [highlight for highlight in highlights if highlight.start < LENGTH and highlight.end > 5]
    assert sum(len(piece.opened) for piece in pieces) == len(near)
    assert sum(piece.closed for piece in pieces) == len(near)


def test_rows_that_share_a_span_share_its_highlight() -> None:
    """A continued quotation has the cue of the one before: the cue is shown once, for both."""

    def quote(number: int, start: int) -> QuoteRow:
        return QuoteRow(
            f"q-{number}", "a-1", start, start + 4, "text", "direct", start, start + 4, "u", cue_start=8, cue_end=12
        )

    rows = Corpus((), (quote(1, 0), quote(2, 20)), (), (), ())
    assert [(found.kind, found.label) for found in list_highlights(rows)] == [
        ("direct", "q1"),
        ("cue", "q1 q2"),
        ("direct", "q2"),
    ]
    assert list_highlights(rows, ["events"]) == []

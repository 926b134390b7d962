"""The record of an attribution: a cue, who speaks, to whom, and which stretches of the line are reported."""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]


class Attribution(NamedTuple):
    """Who said what, as half-open ranges of items of a line."""

    cue: Span | None
    speaker: Span | None
    addressee: Span | None
    contents: tuple[Span, ...]
    rule: str
    kind: str = "say"  # the verb's class in the lexicon
    marked_only: bool = False  # counts only if there are marks in it: "described it as a “farce”"
    relay: Span | None = None  # who passes it on: "Smith said …, the agency reported"

"""What reference resolution looks at, put together once per document: words, mentions, sections and their weight."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirepack.models import Document
    from wirepack.reference.bodies import Body
    from wirepack.reference.descriptions import Told

Who = int | tuple[int, int]  # index into Document.people, or the tokens of an unnamed one: "a senior official"


@dataclass(slots=True)
class Notes:
    """What has been found out about a document on request, so that it is found out once; it belongs to that document."""

    bodies: list[Body] | None = None
    names: dict[str, str] | None = None  # the longest name of a body, by its key
    longer: dict[str, str] | None = None  # the longer name that ends with some words
    body_roles: dict[str, tuple[int, int]] | None = None  # tokens, by the key of the body
    acronyms: dict[str, str] | None = None
    unnamed: list[tuple[int, int, int]] | None = None  # tokens and kind of the noun
    told: list[Told] | None = None  # for each person
    telling: list[int] | None = None  # tokens
    opening: list[tuple[int, int]] | None = None  # tokens: first word and noun
    described: dict[int, Who | None] = field(default_factory=dict)  # by token
    pronouns: dict[int, Who | None] = field(default_factory=dict)  # by token
    settled: int = 0  # so many of the telling pronouns
    salience: dict[tuple[int, int], float] = field(default_factory=dict)  # of phrases that are no names, by tokens
    weights: dict[int, float] = field(default_factory=dict)  # of the mentions
    body_texts: list[str] | None = None  # as named in the text, on one line


@dataclass(frozen=True, slots=True)
class Referents:
    """The index of one document.

    `kinds` are those of its tokens (see `namewords`). `first`, `last` and `time` belong to `Document.mentions`: token
    range and age; `named` counts the mentions of each person. `clock` tells for each sentence how many sentences of the
    reporter stand before it. `notes` keeps what has been found out on request.
    """

    document: Document
    kinds: list[int]
    first: list[int]
    last: list[int]
    time: list[float]
    named: list[int]
    sections: list[int]  # characters, where the text under each heading begins
    sentence_starts: list[int]
    clock: list[float]
    outer: list[tuple[int, int]]  # outermost quotations, marks included
    notes: Notes = field(default_factory=Notes)


def places_of(words: list[str], word: str, first: int, last: int) -> list[int]:
    """List the places of a word among `words[first:last]`.

    >>> places_of(["the", "ministry", "and", "the", "army"], "the", 1, 5)
    [3]
    """
    found: list[int] = []
    here = first
    try:
        while True:
            here = words.index(word, here, last) + 1
            found.append(here - 1)
    except ValueError:
        return found


def sentence_at(referents: Referents, position: int) -> int:
    """Return the number of the sentence that begins at or before a character; -1 before the first."""
    return bisect_right(referents.sentence_starts, position) - 1


def time_of(referents: Referents, position: int) -> float:
    """Tell how many sentences of the reporter stand before a character."""
    number = sentence_at(referents, position)
    return referents.clock[number] if number >= 0 else 0.0


def section_of(referents: Referents, position: int) -> int:
    """Return where the text under the last heading before a character begins."""
    at = bisect_right(referents.sections, position) - 1
    return referents.sections[at] if at >= 0 else 0


def in_quotation(referents: Referents, position: int) -> bool:
    """Tell whether a character stands inside quotation marks."""
    at = bisect_right(referents.outer, (position, len(referents.document.text))) - 1
    return at >= 0 and referents.outer[at][1] > position

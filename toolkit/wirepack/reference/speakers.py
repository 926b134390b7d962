"""What a resolved mention is published as: a person, a body, or a source that stays without a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.namewords import ROLE, ROLES
from wirepack.reference.bodies import Body, fullest_name, kind_of_noun, role_of_body
from wirepack.reference.phrases import read_phrase, text_of

if TYPE_CHECKING:
    from wirepack.reference.index import Referents

_NO_ROLES = frozenset(["source", "man", "woman", "person"])  # nouns that tell nothing of an office or trade


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a mention means. `name` is None where the text does not settle it; several names are parted by "; ".

    `kind`: person, group (an armed one), organisation, outlet, state, document, or unnamed: words such as "two
    officials" as they stand. `role` is as given with the name, `role_start:role_end` where the text gives it.
    """

    name: str | None
    kind: str
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None
    country: str | None = None
    gender: str | None = None


NOBODY = Speaker(None, "unnamed")


def speaker_of_person(referents: Referents, person: int) -> Speaker:
    """Describe a person of the document."""
    of = referents.document.people[person]
    return Speaker(of.name, "person", of.role, of.role_start, of.role_end, of.country, of.gender)


def speaker_of_body(referents: Referents, body: Body) -> Speaker:
    """Describe a body by its fullest name and by what the text calls it where it names it."""
    tokens = referents.document.tokens
    role = role_of_body(referents, body)
    name = fullest_name(referents, body)
    if role is None:
        return Speaker(name, body.kind)
    start, end = tokens.start[role[0]], tokens.end[role[1] - 1]
    return Speaker(name, body.kind, text_of(referents, *role), start, end)


def unnamed_speaker(referents: Referents, first: int, last: int) -> Speaker:
    """Leave a source without a name as it is written; what a single one is called is its role."""
    tokens = referents.document.tokens
    while last - 1 > first and tokens.text[last - 1] in (",", "-", "—", "–"):
        last -= 1
    phrase = read_phrase(referents, first, last)
    kind = referents.kinds[phrase.head]
    name = text_of(referents, first, last)
    if not kind & ROLE or kind & ROLES or tokens.lower[phrase.head] in _NO_ROLES:
        return Speaker(name, kind_of_noun(referents, phrase.head) or "unnamed")
    start, end = tokens.start[phrase.start], tokens.end[last - 1]
    return Speaker(name, "unnamed", text_of(referents, phrase.start, last), start, end)

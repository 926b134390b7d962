"""A name before it is a party."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A name in the tokens `first:last`, before it is grown into a party.

    `kind`: state, demonym, capital, person, armed, force, body, igo, ngo. `joined`: others in the same compound
    ("Biden-Putin").
    """

    first: int
    last: int
    name: str
    country: str | None
    kind: str
    joined: tuple[Named, ...] = ()

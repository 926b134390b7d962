"""Variants that stand before the name:   the M2 version of the S-125 Pechora."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import names_from
from wirepack.designations import compact, first_piece
from wirepack.grammar import ARTICLES

if TYPE_CHECKING:
    from wirepack.catalogue import System
    from wirepack.extract.systems.names import Found
    from wirepack.models import Tokens

_NOUNS: Final = frozenset({"version", "variant", "model", "modification", "upgrade", "derivative", "type"})


def variant_before(tokens: Tokens, name: Found) -> tuple[int, System] | None:
    """The token of a variant that stands before a name with "version of", and the system of both together."""
    place = name.first - 1
    if place >= 0 and tokens.lower[place] in ARTICLES:
        place -= 1
    if place < 2 or tokens.lower[place] != "of" or tokens.lower[place - 1] not in _NOUNS:
        return None
    written = "".join(tokens.lower[name.first : name.last])
    key = compact(written) + compact(tokens.lower[place - 2])
    for alias in (names_from(first_piece(written)) or {}).get(key, ()):
        if alias.system:
            return place - 2, alias.system
    return None

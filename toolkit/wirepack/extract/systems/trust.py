"""How far a form of a name can be trusted to be the name, by how a text writes it: S-300, s300, Patriot, javelin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.designations import compact, first_piece, is_short, letters, unaccented
from wirepack.grammar import word_class

if TYPE_CHECKING:
    from wirepack.catalogue import Alias

# How far the form of a name can be trusted.
CERTAIN: Final = 3  # S-300, Iron Dome
LIKELY: Final = 2  # F16, A-10: in an article that speaks of weapons
DOUBTFUL: Final = 1  # Patriot, M4: beside a head noun, or where the system is named otherwise, too
SLIGHT: Final = 0  # javelin, Iron dome: directly before a head noun

SHORTEST_WORD: Final = 4  # letters of a name in small letters; "tow" is none
_SHORTEST_ACRONYM: Final = 5  # letters; "Himars" is HIMARS, but "Tow" is not TOW
# What may stand between the parts of a name only if the catalogue has it, too: "the Buk. M1 tanks", "AT&T", "NBC's"
_STRICT_JOINTS: Final = (". ", " .", "- ", "&", "'s", "(", ")")


def trust_in(alias: Alias, written: str) -> int | None:
    """How far a form can be trusted to be this name; None if it cannot be it.

    >>> from wirepack.catalogue import Alias
    >>> hornet, tow = Alias("F-18", False, None), Alias("TOW", False, None)
    >>> [trust_in(hornet, written) for written in ("F-18", "F18", "F 18")], [trust_in(tow, "TOW"), trust_in(tow, "tow")]
    ([3, 2, 1], [3, None])
    """
    surface = alias.surface
    if any(joint in written and joint.strip() not in surface for joint in _STRICT_JOINTS):
        return None
    if _loses_capital(written, surface):
        return None
    trust = DOUBTFUL if alias.needs_context or _lacks_hyphen_of_class(written, surface) else CERTAIN
    seen, want = unaccented(letters(written)), unaccented(letters(surface))
    if want.isalpha():
        trust = min(trust, _in_capitals(seen, want))
        return None if trust == SLIGHT and len(seen) < SHORTEST_WORD else trust
    if seen[0].islower() and not want[0].islower():
        trust = min(trust, LIKELY if "-" in written else DOUBTFUL)
    return min(trust, _in_joints(written, surface))


def _loses_capital(written: str, surface: str) -> bool:
    """Whether a word behind the first has a small letter for a capital:   "an F-16 a day" is no F-16A."""
    want, place = letters(surface), 0
    for number, word in enumerate(written.split(" ")):
        seen = letters(word)
        if number and seen and seen[0].islower() and want[place].isupper() and any(letter.isdigit() for letter in want):
            return True
        place += len(seen)
    return False


def _lacks_hyphen_of_class(written: str, surface: str) -> bool:
    """Whether a class of ships is written as words of any text could be:   "the America class of 2020"."""
    return surface.endswith("-class") and not written.lower().endswith("-class")


def _in_capitals(seen: str, want: str) -> int:
    """A word that is no designation wants the capitals of the catalogue, or capitals throughout."""
    if seen in (want, want.upper(), want[0].upper() + want[1:]):
        return CERTAIN
    if want.isupper() and len(want) >= _SHORTEST_ACRONYM and seen[0].isupper():
        return CERTAIN
    return SLIGHT


def _in_joints(written: str, surface: str) -> int:
    """A designation can be trusted most with its own hyphens; the shorter it is, the more so."""
    key = compact(surface)
    short = is_short(surface) or surface.startswith("Type ")
    if " " in written and surface.isalnum() and surface[:1].isalpha() and surface[1:].isdigit():
        return DOUBTFUL  # "A 350 million dollar loan" is no A350
    if "-" not in surface or "-" in written:
        return LIKELY if short else CERTAIN
    piece = first_piece(surface.lower())
    if " " in written and " " not in surface:
        return DOUBTFUL if len(piece) == 1 or word_class(piece) else LIKELY
    if len(piece) == 1:
        return DOUBTFUL if len(key) == len("f1") else LIKELY
    return CERTAIN

"""What stands around a name decides whether it is a system: "Patriot missiles", "the Patriot Act".

A name is taken at once if its form is unmistakable, or if a noun beside it says what it is. The others are judged
by what the article has named so: "Patriots" after "Patriot missiles", "Leopard" in "Leopard and Abrams tanks".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.designations import is_short
from wirepack.extract.systems.alone import fits, told_by_itself
from wirepack.extract.systems.flying import is_type_number
from wirepack.extract.systems.names import SLIGHT
from wirepack.extract.systems.nouns import head_after, head_before
from wirepack.extract.systems.others import told_by_others
from wirepack.extract.systems.variants import variant_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.catalogue import System
    from wirepack.extract.systems.names import Found
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens

_PAGES: Final = frozenset({"on", "page", "pages", "see"})  # "our story on A10"
_MAX_APPOSED: Final = 5  # words of what follows a name in apposition: ", a Ukrainian folk choir"
_SHIP: Final = "ship"  # the group whose names are those of places, too


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was found to be a system's."""

    found: Found
    system: System


def choose_systems(tokens: Tokens, found: Sequence[Found], setting: Setting) -> list[Named]:
    """Decide which of the names found are systems, and which."""
    sure: dict[int, System] = {}
    pending: list[int] = []
    variants = {number: variant for number, name in enumerate(found) if (variant := variant_before(tokens, name))}
    apart = {token for token, _ in variants.values()}
    for number, name in enumerate(found):
        if number in variants:
            sure[number] = variants[number][1]
            continue
        if (
            name.readings[0].alias.system is None
            or name.first in apart
            or _is_no_type(tokens, name)
            or _is_label(tokens, name)
            or _is_somebody(tokens, name)
            or _is_ship(tokens, name)
        ):
            continue
        system = told_by_itself(tokens, name)
        if system:
            sure[number] = system
        elif name.readings[0].trust > SLIGHT and not _is_other(tokens, name):
            pending.append(number)
    if pending:
        sure |= told_by_others(tokens, found, pending, sure, setting)
    return [Named(found[number], sure[number]) for number in sorted(sure)]


def _is_ship(tokens: Tokens, name: Found) -> bool:
    """Whether a ship has the name of something else:   the tug Ajax   not: the sub Harpoon missiles."""
    noun = head_before(tokens, name.first)
    if noun is None or noun.groups != {_SHIP}:
        return False
    nouns, systems = (noun, head_after(tokens, name.last)), (reading.alias.system for reading in name.readings)
    return not any(system and fits(system, noun) for system in systems for noun in nouns)


def _is_no_type(tokens: Tokens, name: Found) -> bool:
    """Whether a number that airliners are named by is just a number:   all 737 passengers."""
    surface = name.readings[0].alias.surface
    return surface.isdigit() and not is_type_number(tokens, name.first, name.last, plural=name.plural)


def _is_label(tokens: Tokens, name: Found) -> bool:
    """Whether a word before a designation says what else it numbers:   vitamin B-17   fuse F-16   gate B-52."""
    before = tokens.lower[name.first - 1] if name.first else ""
    return before in context_words("label") and not name.plural and head_after(tokens, name.last) is None


def _is_somebody(tokens: Tokens, name: Found) -> bool:
    """Whether a name is said to be a company's, a band's or a beast's:   Katyusha, a choir   a wolverine called Gripen."""
    lower, first, last = tokens.lower, name.first, name.last
    if first > 1 and lower[first - 1] in ("called", "named"):
        return tokens.text[first - 2] in context_words("somebody")
    if lower[last : last + 1] != [","] or lower[last + 1 : last + 2] not in (["a"], ["an"], ["the"]):
        return False
    for place in range(last + 2, min(last + 2 + _MAX_APPOSED, len(lower))):
        if tokens.text[place] in context_words("somebody"):
            return True
        if not lower[place][0].isalnum() or lower[place] in heads():
            return False
    return False


def _is_other(tokens: Tokens, name: Found) -> bool:
    """Whether a word beside it shows that a short designation is something else:   the M4 motorway   on A10, a page."""
    if name.last < len(tokens.lower) and tokens.lower[name.last] in context_words("other"):
        return True
    is_numbered = (
        name.last == name.first + 1 and is_short(tokens.text[name.first]) and "-" not in tokens.text[name.first]
    )
    return is_numbered and name.first > 0 and tokens.lower[name.first - 1] in _PAGES

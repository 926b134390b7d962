"""What stands around a name decides whether it is a system: "Patriot missiles", "the Patriot Act".

A name is taken at once if its form is unmistakable, or if a noun beside it says what it is. The others are judged
by what the article has named so: "Patriots" after "Patriot missiles", "Leopard" in "Leopard and Abrams tanks".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.extract.systems.alone import fits, told_by_itself
from wirepack.extract.systems.flying import is_type_number
from wirepack.extract.systems.lookalikes import is_something_else, may_be_something_else
from wirepack.extract.systems.nouns import head_after, head_before
from wirepack.extract.systems.others import told_by_others
from wirepack.extract.systems.shipwords import SHIP, ends_ship, is_name_word
from wirepack.extract.systems.trust import LIKELY, SLIGHT
from wirepack.extract.systems.variants import variant_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.catalogue import System
    from wirepack.extract.systems.names import Found
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was found to be a system's."""

    found: Found
    system: System


def choose_systems(tokens: Tokens, found: Sequence[Found], setting: Setting) -> list[Named]:
    """Decide which of the names found are systems, and which."""
    variants = {number: variant for number, name in enumerate(found) if (variant := variant_before(tokens, name))}
    apart = {token for token, _ in variants.values()}
    sure = {number: system for number, (_, system) in variants.items()}
    pending: list[int] = []
    for number, name in enumerate(found):
        if number in sure or name.readings[0].alias.system is None or name.first in apart or _is_no_type(tokens, name):
            continue
        system = told_by_itself(tokens, name)
        if system is None and name.readings[0].trust > SLIGHT:
            pending.append(number)
        elif system and not _belongs_elsewhere(tokens, name, setting):
            sure[number] = system
    if pending and (sure or setting.may_tell or any(found[number].readings[0].trust >= LIKELY for number in pending)):
        doubtful = [number for number in pending if not _may_belong_elsewhere(tokens, found[number], setting)]
        sure |= told_by_others(tokens, found, doubtful, sure, setting)
    return [Named(found[number], sure[number]) for number in sorted(sure)]


def _belongs_elsewhere(tokens: Tokens, name: Found, setting: Setting) -> bool:
    """Whether what stands beside a name shows that it is something else's, or another ship's."""
    return is_something_else(tokens, name, setting) or _is_ship(tokens, name) or _is_other_ship(tokens, name)


def _may_belong_elsewhere(tokens: Tokens, name: Found, setting: Setting) -> bool:
    """The same of a name that nothing beside it tells to be a system's."""
    return may_be_something_else(tokens, name, setting) or _belongs_elsewhere(tokens, name, setting)


def _is_ship(tokens: Tokens, name: Found) -> bool:
    """Whether a ship has the name of something else:   the tug Ajax   not: the sub Harpoon missiles."""
    noun = head_before(tokens, name.first)
    if noun is None or noun.groups != {SHIP}:
        return False
    nouns, systems = (noun, head_after(tokens, name.last)), (reading.alias.system for reading in name.readings)
    return not any(system and fits(system, noun) for system in systems for noun in nouns)


def _is_other_ship(tokens: Tokens, name: Found) -> bool:
    """Whether the name of a ship goes on, as another one's:   MV Verbena | Star   but not: USS Cole Fires Missile."""
    system, last = name.readings[0].alias.system, name.last
    if system is None or system.group != SHIP or last >= len(tokens.text) or tokens.gap(last) != 1:
        return False
    return is_name_word(tokens.text[last]) and tokens.text[last].istitle() and not ends_ship(tokens, last)


def _is_no_type(tokens: Tokens, name: Found) -> bool:
    """Whether a number that airliners are named by is just a number:   all 737 passengers."""
    surface = name.readings[0].alias.surface
    return surface.isdigit() and not is_type_number(tokens, name.first, name.last, plural=name.plural)

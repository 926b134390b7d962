"""Names that are systems by what they are and what stands beside them: unmistakable forms, "Patriot missiles"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import ANY_GROUP, class_groups, context_words
from wirepack.extract.systems.aircraft import is_behind_maker
from wirepack.extract.systems.flying import FLYING_GROUPS
from wirepack.extract.systems.nouns import head_after, head_before, head_stated
from wirepack.extract.systems.setting import is_in_longer_name, is_military_around
from wirepack.extract.systems.trust import CERTAIN, DOUBTFUL, SLIGHT
from wirepack.grammar import DETERMINER, NUMBER, word_class
from wirepack.namewords import GIVEN, word_kinds

if TYPE_CHECKING:
    from wirepack.catalogue import Head, System
    from wirepack.extract.systems.names import Found, Reading
    from wirepack.models import Tokens

_CALIBRE: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?)?-?mm")  # 155mm   7.62mm   mm, behind a number of its own
_DOWNING: Final = frozenset(
    {"aircraft", "airdef", "drone", "helicopter", "missile"}
)  # groups of what shoots things down
_COUNTED: Final = re.compile(r"[^\W\d_]{1,4}-\d{2,3}[A-Z]{0,2}s")
_MAX_BESIDE: Final = 2  # tokens of a table's cell beside the name: "12 Leclerc"


def told_by_itself(tokens: Tokens, name: Found) -> System | None:
    """The system of a name that is unmistakable, or that stands beside the noun for its kind."""
    head, best = head_after(tokens, name.last), name.readings[0]
    for noun in (head, head_before(tokens, name.first) if head is None and best.trust > SLIGHT else None):
        fitting = _fitting(name, noun)
        if fitting:
            return fitting
    is_alone = len(tokens.text) - (name.last - name.first) <= _MAX_BESIDE
    if is_alone or _has_calibre(tokens, name) or _is_counted(tokens, name):
        return best.alias.system
    if best.trust == SLIGHT and len(name.readings) == 1:
        return None
    told = _made(tokens, name) or _stated(tokens, name) or _downing(tokens, name)
    if told:
        return told
    if (
        head
        and ANY_GROUP in head.groups
        and best.trust >= DOUBTFUL
        and is_military_around(tokens, name.first, name.last)
    ):
        return best.alias.system
    return best.alias.system if best.trust == CERTAIN and not _is_part_of_name(tokens, name, best) else None


def fits(system: System, head: Head | None) -> bool:
    """Whether a noun can follow the name of a system and says more than that it is one; a cartridge is named of guns, too."""
    if head is None:
        return False
    return system.group in head.groups or (system.group == "ammunition" and "smallarms" in head.groups)


def _fitting(name: Found, noun: Head | None) -> System | None:
    """The system of a name that a noun fits best."""
    fitting = [system for reading in name.readings if (system := reading.alias.system) and fits(system, noun)]
    return min(fitting, key=lambda system: _distance(system, noun)) if noun and fitting else None


def _made(tokens: Tokens, name: Found) -> System | None:
    """The system of a name that is a word, behind its maker:   Curtiss Tomahawk   Saab's Viking   not: Tachihi R-99."""
    before = tokens.text[name.first - 1] if name.first else "."
    if not name.readings[0].alias.surface.isalpha() or not (before[0].isupper() or before in ("'s", "’s")):
        return None
    systems = [system for reading in name.readings if reading.trust > SLIGHT and (system := reading.alias.system)]
    aircraft = next((system for system in systems if system.group in FLYING_GROUPS), None)
    if aircraft and is_behind_maker(tokens, name.first, name.last):
        return aircraft
    maker = tokens.lower[name.first - 2] if name.first > 1 else ""
    if maker not in context_words("maker") or tokens.lower[name.first - 1] not in ("'s", "’s"):
        return None
    named = next((system for system in systems if system.system_id.startswith(f"{maker}-")), None)
    only = systems[0] if len(systems) == 1 and is_military_around(tokens, name.first, name.last) else None
    return named or only


def _downing(tokens: Tokens, name: Found) -> System | None:
    """The system of a doubtful name that is said to have shot something down:   downed by a Buk   shot down by Hellcats."""
    place = name.first - 1
    while place > 0 and word_class(tokens.lower[place]) & (DETERMINER | NUMBER):
        place -= 1
    said = tokens.lower[max(place - 2, 0) : place + 1]
    if said[-2:] != ["downed", "by"] and said != ["shot", "down", "by"]:
        return None
    systems = (reading.alias.system for reading in name.readings if reading.trust > SLIGHT)
    return next((system for system in systems if system and system.group in _DOWNING), None)


def _stated(tokens: Tokens, name: Found) -> System | None:
    """The system of a name that the sentence itself says to be of its kind:   The Example is a heavy tank."""
    noun = head_stated(tokens, name.first, name.last) if name.readings[0].trust > SLIGHT else None
    return _fitting(name, noun) if noun and not is_in_longer_name(tokens, name) else None


def _has_calibre(tokens: Tokens, name: Found) -> bool:
    """Whether a calibre stands before the name:   155mm Archer, 7.62 mm M60."""
    before = tokens.lower[name.first - 1] if name.first else ""
    return before.endswith("mm") and _CALIBRE.fullmatch(before) is not None


def _is_counted(tokens: Tokens, name: Found) -> bool:
    """Whether a number stands before the plural of a designation:   671 I-15s   but not: two S-1s, two A4s."""
    if not name.plural or name.first == 0 or not word_class(tokens.lower[name.first - 1]) & NUMBER:
        return False
    return _COUNTED.fullmatch(tokens.text[name.last - 1]) is not None


def _distance(system: System, noun: Head) -> int:
    """How far the class of a system is from what a noun says: the same, of the same group, or another that it fits."""
    if noun.class_ is None or system.class_ == noun.class_:
        return 0
    return 1 if system.group == class_groups()[noun.class_] else 2


def _is_part_of_name(tokens: Tokens, name: Found, reading: Reading) -> bool:
    """Whether a name of one word may be somebody's:   Uzi Example, Elie Wiesel, the al-Iskander family."""
    if name.last > name.first + 1 or not reading.alias.surface.isalpha() or reading.alias.surface.isupper():
        return False
    is_bare = name.first == 0 or not word_class(tokens.text[name.first - 1]) & (DETERMINER | NUMBER)
    is_given = word_kinds().get(tokens.lower[name.first], 0) & GIVEN
    return bool(is_bare and is_given) or is_in_longer_name(tokens, name)

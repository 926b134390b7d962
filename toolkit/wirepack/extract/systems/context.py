"""What stands around a name decides whether it is a system: "Patriot missiles", "the Patriot Act".

A name is taken at once if its form is unmistakable, or if a noun beside it says what it is. The others are judged
by what the article has named so: "Patriots" after "Patriot missiles", "Leopard" in "Leopard and Abrams tanks".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import ANY_GROUP, class_groups, context_words, heads
from wirepack.designations import compact, cut_pieces
from wirepack.extract.systems.described import described
from wirepack.extract.systems.flying import (
    FLYING_GROUPS,
    FLYING_VERBS,
    is_flying_near,
    is_type_number,
    stands_as_aircraft,
)
from wirepack.extract.systems.names import CERTAIN, DOUBTFUL, LIKELY, SLIGHT
from wirepack.extract.systems.nouns import head_after, head_before
from wirepack.extract.systems.variants import variant_before
from wirepack.grammar import COORDINATOR, DETERMINER, NUMBER, word_class
from wirepack.namewords import CLOSED, GIVEN, PLACE, TOWN, word_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.catalogue import Head, System
    from wirepack.extract.systems.names import Found, Reading
    from wirepack.models import Tokens

_CALIBRE: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?)?-?mm")  # 155mm   7.62mm   mm, behind a number of its own
_NEAR: Final = 15  # tokens on each side of a name, about the sentence that it stands in
_MAX_BESIDE: Final = 2  # tokens of a table's cell beside the name: "12 Leclerc"
_SHORT_TEXT: Final = 12  # tokens of a caption or cell, which has no room for context
_SHIP: Final = "ship"  # the group whose names are those of places, too
_LOCATIVE: Final = frozenset({"in", "at", "near", "from", "to", "around", "outside", "into", "via"})
_DENSE: Final = 3  # different systems beyond doubt: what such an article calls a Tiger is one
_SHORTEST_ACRONYM: Final = 3
_MAX_LINK: Final = 4  # tokens between coordinated names: "Typhoon, and the Tornado"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was found to be a system's."""

    found: Found
    system: System


def fits(system: System, head: Head | None) -> bool:
    """Whether a noun can follow the name of a system and says more than that it is one."""
    return head is not None and system.group in head.groups


class Setting:
    """What an article says beside the names: computed once, when the first doubtful name asks."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    @cached_property
    def is_military(self) -> bool:
        """Whether the article speaks of weapons, troops or their movements, or has no room to."""
        return len(self.tokens.text) <= _SHORT_TEXT or not context_words("military").isdisjoint(self.tokens.lower)

    @cached_property
    def speaks_of_flying(self) -> bool:
        """Whether the article has a word that is said of aircraft alone, or says that something flew."""
        return not (context_words("flying") | FLYING_VERBS).isdisjoint(self.tokens.lower)

    @cached_property
    def speaks_of_guns(self) -> bool:
        """Whether the article has a word of gunnery."""
        return not context_words("gunnery").isdisjoint(self.tokens.lower)

    @cached_property
    def speaks_of_ships(self) -> bool:
        """Whether the article has a word for a warship."""
        return not _ship_words().isdisjoint(self.tokens.lower)


@cache
def _ship_words() -> frozenset[str]:
    return frozenset(word for word, nouns in heads().items() if any("ship" in noun.payload.groups for noun in nouns))


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
            or _is_ship(tokens, name)
        ):
            continue
        system = _told_by_itself(tokens, name)
        if system:
            sure[number] = system
        elif name.readings[0].trust > SLIGHT and not _is_other(tokens, name):
            pending.append(number)
    if pending:
        sure |= _told_by_others(tokens, found, pending, sure, setting)
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


# ---------------------------------------------------------------- alone


def _told_by_itself(tokens: Tokens, name: Found) -> System | None:
    """The system of a name that is unmistakable, or that stands beside the noun for its kind."""
    head, best = head_after(tokens, name.last), name.readings[0]
    for noun in (head, head_before(tokens, name.first) if head is None and best.trust > SLIGHT else None):
        systems = [reading.alias.system for reading in name.readings]
        fitting = [system for system in systems if system and fits(system, noun)]
        if noun and fitting:
            return min(fitting, key=lambda system: _distance(system, noun))
    if len(tokens.text) - (name.last - name.first) <= _MAX_BESIDE or _has_calibre(tokens, name):
        return best.alias.system
    if head and ANY_GROUP in head.groups and best.trust >= DOUBTFUL and _is_military_around(tokens, name):
        return best.alias.system
    return best.alias.system if best.trust == CERTAIN and not _is_part_of_name(tokens, name, best) else None


def _is_military_around(tokens: Tokens, name: Found) -> bool:
    """Whether a word near the name speaks of weapons or troops: "system" and "unit" are words of all trades."""
    first, last = max(name.first - _NEAR, 0), name.last + _NEAR
    around = tokens.lower[first : name.first] + tokens.lower[name.last : last]
    return not context_words("military").isdisjoint(around)


def _has_calibre(tokens: Tokens, name: Found) -> bool:
    """Whether a calibre stands before the name:   155mm Archer, 7.62 mm M60."""
    return name.first > 0 and _CALIBRE.fullmatch(tokens.lower[name.first - 1]) is not None


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
    return bool(is_bare and is_given) or _is_in_longer_name(tokens, name)


def _is_other(tokens: Tokens, name: Found) -> bool:
    """Whether the next word shows that a short designation is something else:   the M4 motorway, an F-1 visa."""
    return name.last < len(tokens.lower) and tokens.lower[name.last] in context_words("other")


# ---------------------------------------------------------------- in the light of the others


def _told_by_others(
    tokens: Tokens, found: Sequence[Found], pending: list[int], sure: dict[int, System], setting: Setting
) -> dict[int, System]:
    told: dict[int, System] = {}
    likely = {
        reading.alias.system.system_id
        for number in pending
        if (reading := found[number].readings[0]).trust == LIKELY and reading.alias.system
    }
    credible = bool(sure) or len(likely) > 1 or setting.is_military
    for number in pending:
        best = found[number].readings[0]
        if best.trust == LIKELY and best.alias.system:
            flies = best.alias.system.group in FLYING_GROUPS and setting.speaks_of_flying
            if credible or flies:
                told[number] = best.alias.system
    known = _Known(tokens, found, {**sure, **told})
    for number in pending:
        name = found[number]
        system = None if number in told else known.resolve(name) or _described(tokens, name) or _flown(tokens, name)
        if system:
            told[number] = system
    for order in (reversed(pending), pending):  # "Stinger and Javelin missiles": from the head backwards, then forwards
        for number in order:
            near = [other for other in (number + 1, number - 1) if other in told or other in sure]
            if number in told or _is_in_longer_name(tokens, found[number]):  # Dakota Johnson and the Dakotas
                continue
            if any(_are_linked(tokens, found[number], found[other]) for other in near):
                group = {**sure, **told}[near[0]].group
                system = _of_group(found[number].readings, group)
                if system:
                    told[number] = system
    return told


def _flown(tokens: Tokens, name: Found) -> System | None:
    """The aircraft of a doubtful name in a text that speaks of flying:   the Hellcat   a squadron of Typhoons."""
    systems = (reading.alias.system for reading in name.readings if reading.trust >= DOUBTFUL)
    aircraft = next((system for system in systems if system and system.group in FLYING_GROUPS), None)
    if aircraft is None or _is_in_longer_name(tokens, name) or not is_flying_near(tokens, name.first, name.last):
        return None
    return aircraft if stands_as_aircraft(tokens, name.first, plural=name.plural) else None


def _described(tokens: Tokens, name: Found) -> System | None:
    return None if _is_in_longer_name(tokens, name) else described(tokens, name)


class _Known:
    """The systems that an article names beyond doubt, by id, family and the words of their names."""

    def __init__(self, tokens: Tokens, found: Sequence[Found], sure: dict[int, System]) -> None:
        self.tokens = tokens
        self.groups = {system.group for system in sure.values()}
        self.ids = {system.system_id for system in sure.values()}
        self.families = {system.family for system in sure.values()}
        self.words = {piece for system in sure.values() for piece in cut_pieces(system.name)}
        self.written = {word for number in sure for word in tokens.lower[found[number].first : found[number].last]}

    def resolve(self, name: Found) -> System | None:
        """The system of a doubtful name that the article names elsewhere, or that it counts."""
        if _is_in_longer_name(self.tokens, name):
            return None
        before = self.tokens.lower[name.first - 1] if name.first else ""
        is_place = before in _LOCATIVE or before == ","  # Little Rock, Arkansas
        systems = [
            reading.alias.system
            for reading in name.readings
            if reading.alias.system and not (is_place and reading.alias.system.group == _SHIP)
        ]
        for system in systems:
            if system.system_id in self.ids:
                return system
        for system in systems:
            if system.family in self.families:
                return system
        if not systems:
            return None
        key = compact(name.readings[0].alias.surface)
        if key in self.words or key in self.written:
            return systems[0]
        if name.readings[0].trust != DOUBTFUL or not _is_military_around(self.tokens, name):
            return _flown(self.tokens, name)
        if len(self.ids) >= _DENSE and self._is_thing(name):
            return next((system for system in systems if system.group in self.groups), systems[0])
        if not name.plural:
            return _flown(self.tokens, name)
        is_counted = name.first > 0 and word_class(self.tokens.text[name.first - 1]) & NUMBER
        alike = next((system for system in systems if system.group in self.groups), None)
        return alike or _flown(self.tokens, name) or (systems[0] if is_counted else None)

    def _is_thing(self, name: Found) -> bool:
        """Whether a name stands as that of a thing, or is an acronym:   the Milan   JSM   two Hetzers."""
        if word_kinds().get(self.tokens.lower[name.first], 0) & (PLACE | TOWN):  # the Voronezh region
            return False
        surface = name.readings[0].alias.surface
        acronym = len(surface) >= _SHORTEST_ACRONYM and surface.isupper()
        before = word_class(self.tokens.text[name.first - 1]) if name.first else 0
        return acronym or name.plural or bool(before & (DETERMINER | NUMBER))


def _is_in_longer_name(tokens: Tokens, name: Found) -> bool:
    """Whether a word with a capital stands beside the name, which then is a part of something longer:   Hawk Ridge."""
    if name.last < len(tokens.text) and tokens.start[name.last] == name.end + 1:
        word = tokens.text[name.last]
        if word[0].isupper() and word[1:].islower() and word.lower() not in context_words("military"):
            return True
    if name.first == 0 or tokens.end[name.first - 1] + 1 != tokens.start[name.first]:
        return False
    word, kinds = tokens.text[name.first - 1], word_kinds().get(tokens.lower[name.first - 1], 0)
    ordinary = kinds & (CLOSED | PLACE) or tokens.lower[name.first - 1] in context_words("maker")
    return word[0].isupper() and word[1:].islower() and not ordinary


def _are_linked(tokens: Tokens, one: Found, other: Found) -> bool:
    """Whether only a comma, "and", an article or a number stands between two names."""
    first, last = (one.last, other.first) if one.first < other.first else (other.last, one.first)
    between = tokens.text[first:last]
    return 0 < len(between) <= _MAX_LINK and all(_links(word) for word in between)


def _links(word: str) -> bool:
    return word in (",", "/", "&") or bool(word_class(word) & (COORDINATOR | DETERMINER | NUMBER))


def _of_group(readings: Sequence[Reading], group: str) -> System | None:
    """The reading whose class belongs to a group, or else the first: "Javelins and NLAWs" are of different ones."""
    systems = [reading.alias.system for reading in readings if reading.alias.system]
    return next((system for system in systems if system.group == group), systems[0] if systems else None)

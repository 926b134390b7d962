"""Names that are systems in the light of the others: "Patriots" after "Patriot missiles", "Leopard and Abrams tanks"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.countries import find_states
from wirepack.designations import compact, cut_pieces
from wirepack.extract.systems.alone import fits
from wirepack.extract.systems.described import described, is_behind_article
from wirepack.extract.systems.flying import FLYING_GROUPS, is_flying_near, stands_as_aircraft
from wirepack.extract.systems.nouns import head_after
from wirepack.extract.systems.setting import is_in_longer_name, is_military_around
from wirepack.extract.systems.shipwords import SHIP, STARTS, is_compound, is_sea_near
from wirepack.extract.systems.trust import DOUBTFUL, LIKELY
from wirepack.grammar import COORDINATOR, DETERMINER, NUMBER, PREPOSITION, word_class
from wirepack.namewords import PLACE, TOWN, word_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.catalogue import System
    from wirepack.extract.systems.names import Found, Reading
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens

_LOCATIVE: Final = frozenset({"in", "at", "near", "from", "to", "around", "outside", "into", "via"})
_VERY_DENSE: Final = 5  # such an article is about arms: what stands as a thing is one, wherever it stands
_DENSE: Final = 3  # different systems beyond doubt: what such an article calls a Tiger is one
_SHORTEST_ACRONYM: Final = 3
_SEVERAL: Final = 2  # different words of arms around a name
_NEAR: Final = 15  # tokens between a name and another that makes it one of arms
_MAX_ADJECTIVES: Final = 2  # before the name of a type of ships: "a former British Type 23"
_MAX_LINK: Final = 4  # tokens between coordinated names: "Typhoon, and the Tornado"


def told_by_others(
    tokens: Tokens, found: Sequence[Found], pending: list[int], sure: dict[int, System], setting: Setting
) -> dict[int, System]:
    """The systems of `pending` names that the `sure` ones of the article tell, by the number of the name."""
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
    # Not those of longer names:   Dakota Johnson and the Dakotas
    left = [number for number in pending if number not in told and not is_in_longer_name(tokens, found[number])]
    for number in left:
        system = known.resolve(found[number]) or _told_by_trade(tokens, found[number], setting)
        if system:
            told[number] = system
    for order in (reversed(left), left):  # "Stinger and Javelin missiles": from the head backwards, then forwards
        for number in order:
            near = [other for other in (number + 1, number - 1) if other in told or other in sure]
            if number not in told and any(_are_linked(tokens, found[number], found[other]) for other in near):
                group = {**sure, **told}[near[0]].group
                system = _of_group(found[number].readings, group)
                if system:
                    told[number] = system
    return told


def _told_by_trade(tokens: Tokens, name: Found, setting: Setting) -> System | None:
    """The system that words of gunnery, flying or the sea around a name tell."""
    return described(tokens, name) or _flown(tokens, name) or _sailed(tokens, name, setting)


def _sailed(tokens: Tokens, name: Found, setting: Setting) -> System | None:
    """The ship of a doubtful name in a text that speaks of ships:   the Titanic   but not: the Sheffield plant."""
    systems = (reading.alias.system for reading in name.readings if reading.trust >= DOUBTFUL)
    ship = next((system for system in systems if system and system.group == SHIP), None)
    written = "".join(tokens.lower[name.first : name.last])
    is_type = any(letter.isdigit() for letter in written)  # a former British Type 23
    if (
        ship is None
        or name.first == 0
        or not (tokens.lower[name.first - 1] == "the" or (is_type and _is_told(tokens, name)))
    ):
        return None
    is_place = word_kinds().get(tokens.lower[name.first], 0) & PLACE and not written.endswith("class")
    if is_place or is_compound(tokens, name.last) or not setting.speaks_of_the_sea:
        return None
    return ship if is_sea_near(tokens, name.first, name.last) else None


def _is_told(tokens: Tokens, name: Found) -> bool:
    """Whether an article stands before a name, or before a word and its nation:   a former British | Type 23."""
    place = name.first - 1
    for _ in range(_MAX_ADJECTIVES):
        if (
            place <= 0
            or not tokens.text[place].isalpha()
            or word_class(tokens.lower[place]) & (DETERMINER | PREPOSITION)
        ):
            break
        place -= 1
    return bool(word_class(tokens.lower[place]) & DETERMINER)


def _flown(tokens: Tokens, name: Found) -> System | None:
    """The aircraft of a doubtful name in a text that speaks of flying:   the Hellcat   but not: a Viking ship."""
    systems = (reading.alias.system for reading in name.readings if reading.trust >= DOUBTFUL)
    aircraft = next((system for system in systems if system and system.group in FLYING_GROUPS), None)
    if aircraft is None or not is_flying_near(tokens, name.first, name.last):
        return None
    noun = head_after(tokens, name.last)
    if noun and not fits(aircraft, noun):
        return None
    return aircraft if stands_as_aircraft(tokens, name.first, plural=name.plural) else None


class _Known:
    """The systems that an article names beyond doubt, by id, family and the words of their names."""

    def __init__(self, tokens: Tokens, found: Sequence[Found], sure: dict[int, System]) -> None:
        self.tokens = tokens
        self.groups = {system.group for system in sure.values()}
        self.ids = {system.system_id for system in sure.values()}
        self.families = {system.family for system in sure.values()}
        self.words = {piece for system in sure.values() for piece in cut_pieces(system.name)}
        self.places = sorted(found[number].first for number in sure)
        self.places_of: dict[str, list[int]] = {}
        for number, system in sorted(sure.items()):
            self.places_of.setdefault(system.group, []).append(found[number].first)
        self.forms = {tokens.text[found[number].first] for number in sure}
        self.written = {word for number in sure for word in tokens.lower[found[number].first : found[number].last]}

    def resolve(self, name: Found) -> System | None:
        """The system of a doubtful name that the article names elsewhere, or that it counts."""
        if self._is_town(name):
            return None
        before = self.tokens.lower[name.first - 1] if name.first else ""
        is_place = before in _LOCATIVE or before == ","  # Little Rock, Arkansas
        systems = [
            reading.alias.system
            for reading in name.readings
            if reading.alias.system and not (is_place and reading.alias.system.group == SHIP)
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
        alike = next((system for system in systems if system.group in self.groups), None)
        if name.readings[0].trust != DOUBTFUL or not self._is_among_arms(name):
            of_arms = len(self.ids) >= _VERY_DENSE and alike and alike.group != SHIP and self._is_thing(name)
            return alike if of_arms and not is_compound(self.tokens, name.last) else _flown(self.tokens, name)
        if self._is_national(name) or (len(self.ids) >= _DENSE and self._is_thing(name)):
            return alike or systems[0]
        if alike and self._is_like_another(name, alike.group):
            return alike
        if self._is_spoken_of(name) and systems[0].group != SHIP:
            return systems[0]
        if not name.plural:
            return _flown(self.tokens, name)
        is_counted = name.first > 0 and word_class(self.tokens.text[name.first - 1]) & NUMBER
        opens = name.first == 0 or self.tokens.text[name.first - 1] in STARTS  # the capital may be the sentence's
        return _flown(self.tokens, name) or (None if opens else alike) or (systems[0] if is_counted else None)

    def _is_among_arms(self, name: Found) -> bool:
        """Whether words of weapons and troops stand around a name, or a system that is known beyond doubt."""
        if is_military_around(self.tokens, name.first, name.last):
            return True
        place = bisect_left(self.places, name.first)
        return any(abs(near - name.first) <= _NEAR for near in self.places[max(place - 1, 0) : place + 1])

    def _is_like_another(self, name: Found, group: str) -> bool:
        """Whether a name stands behind an article near a system of its group beyond doubt:   the Sten, unlike the MP 40."""
        if not is_behind_article(self.tokens, name.first) or is_compound(self.tokens, name.last):
            return False
        if word_kinds().get(self.tokens.lower[name.first], 0) & (PLACE | TOWN):
            return False
        places = self.places_of.get(group, [])
        near = bisect_left(places, name.first - _NEAR)
        return near < len(places) and places[near] <= name.first + _NEAR

    def _is_spoken_of(self, name: Found) -> bool:
        """Whether an article stands before a name, and several words of arms around it:   the Viking, for electronic warfare."""
        tokens, first, last = self.tokens, name.first, name.last
        if name.plural or not is_behind_article(tokens, first) or is_compound(tokens, last):
            return False
        if word_kinds().get(tokens.lower[first], 0) & (PLACE | TOWN) or not tokens.text[first].isalpha():
            return False
        around = tokens.lower[max(first - _NEAR, 0) : first] + tokens.lower[last : last + _NEAR]
        if any(not context_words(kind).isdisjoint(around) for kind in ("unflown", "work")):
            return False
        of_arms, of_guns = context_words("military"), context_words("gunnery")
        return len({word.removesuffix("s") for word in around if word in of_arms or word in of_guns}) >= _SEVERAL

    def _is_national(self, name: Found) -> bool:
        """Whether the nation of its maker or user stands before a name, and something is meant:   an American Bradley."""
        tokens, before = self.tokens, name.first - 1
        if before < 0 or not any(state.kind == "demonym" for state in find_states(tokens, before, before + 1)):
            return False
        if is_compound(tokens, name.last) or (before and tokens.text[before - 1].istitle() and name.plural):
            return False  # a veterans' club, the Retired American Warriors
        return name.plural or (before > 0 and bool(word_class(tokens.text[before - 1]) & (DETERMINER | NUMBER)))

    def _is_town(self, name: Found) -> bool:
        """Whether a name stands as that of a town does that is written otherwise for a system:   in Milan, for MILAN."""
        tokens, first = self.tokens, name.first
        if not word_kinds().get(tokens.lower[first], 0) & (PLACE | TOWN) or tokens.text[first] in self.forms:
            return False
        return not (name.plural or (first and word_class(tokens.text[first - 1]) & (DETERMINER | NUMBER)))

    def _is_thing(self, name: Found) -> bool:
        """Whether a name stands as that of a thing, or is an acronym:   the Milan   JSM   two Hetzers."""
        if word_kinds().get(self.tokens.lower[name.first], 0) & (PLACE | TOWN):  # the Voronezh region
            return False
        surface = name.readings[0].alias.surface
        acronym = len(surface) >= _SHORTEST_ACRONYM and surface.isupper()
        before = word_class(self.tokens.text[name.first - 1]) if name.first else 0
        return acronym or name.plural or bool(before & NUMBER) or is_behind_article(self.tokens, name.first)


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

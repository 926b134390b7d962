"""Places in a text: names of the gazetteer and of countries, and names that only their context makes places."""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, Final

from wirepack.countries import StateName, is_meant, states
from wirepack.gazetteer.context import (
    HELD,
    begin_heads,
    extend_building,
    extend_left,
    extend_right,
    find_cue,
    find_far_cue,
    heads_behind,
    is_acronym,
    is_organisation,
    is_person,
    place_words,
    surface,
    written_name,
)
from wirepack.gazetteer.index import begin_longer, candidates, choose, first_words, is_prominent, respelled
from wirepack.gazetteer.named import LONGEST, cue_words, read_apposed, read_longer, read_named
from wirepack.gazetteer.records import Place, PlaceMention
from wirepack.gazetteer.spelling import begins_place
from wirepack.lexicons import read_words
from wirepack.namewords import without_accents
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from wirepack.models import Tokens
    from wirepack.phrases import Phrase

    Countries = Mapping[str, int] | Collection[str]

# Words inside a name that need no capital: Rio de la Plata, Khan al-Shih, St. Petersburg, Sana'a.
_INNER: Final = frozenset(
    [
        "al",
        "el",
        "de",
        "del",
        "la",
        "las",
        "los",
        "do",
        "da",
        "of",
        "the",
        "and",
        "-",
        ".",
        "'s",
        "ez",
        "as",
        "an",
        "ad",
        "ash",
        "az",
        "bin",
    ]
)
_RESPELLED: Final = frozenset(
    {"unknown", "town", "province", "district"}
)  # kinds of names looked for in other spellings
_METROPOLIS: Final = 1_000_000  # inhabitants of a city that is known by its name alone: Sydney, though also a person
_CLOSING: Final = frozenset({",", ".", ";", ":", ")", "?", "!"})
_APPOSED: Final = frozenset({",", "("})  # what stands before the words that tell what an unknown name is
_AND: Final = frozenset({"and", "or", "&"})
# Phrases with the name of a state in them that are places after all (`meaning` in lexicons/metonyms.tsv).
_PLACES: Final = frozenset({"place", "sea", "region"})
# Kinds of heads that leave a place its own name; with others the words of the text are the name ("T4 Airbase").
_NAMED_ITSELF: Final = frozenset({"", "town", "district", "province"})
# Heads of things that are often named after a place elsewhere: Yarmouk Street, the Jadida neighbourhood.
_NAMED_AFTER: Final = frozenset({"facility", "road", "crossing", "neighbourhood", "district", "camp"})
# Heads that may follow the name of a state: the Syria border, not the Syria school.
_HEADS_OF_STATES: Final = frozenset({"area", "border"})


def find_places(tokens: Tokens, first: int, last: int, near: Countries = ()) -> tuple[PlaceMention, ...]:
    """Find the places named among the tokens `first:last`, in order and without overlap.

    `near` are the countries that the article names, best with their counts: they decide which Tripoli is meant.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("Jets fired at Homs province and the town of Set Zaynab, south of Damascus.")
    >>> [(place.name, place.kind, place.cue) for place in find_places(tokens, 0, len(tokens.start))]
    [('Homs', 'province', 'at'), ('Set Zaynab', 'town', 'town of'), ('Damascus', 'town', 'south of')]
    """
    lower, skipped, cues, heads = tokens.lower, read_words("function_words"), cue_words(), begin_heads()
    known = _beginnings()
    found: list[PlaceMention] = []
    end = first
    for position in compress(range(first, last), map(ne, tokens.text[first:last], lower[first:last])):
        word = lower[position]
        if position < end or word in skipped or word[0] == "'":
            continue
        if word in known or "-" in word[2:4] or not (word.isascii() or without_accents(word) not in known):
            end, mention = _read(tokens, position, first, last, near)
        elif (
            position > first
            and position + 2 < last
            and lower[position + 1] in _APPOSED
            and lower[position - 1] not in cues
        ):
            end, mention = read_apposed(tokens, position, first, last)
        elif (position > first and lower[position - 1] in cues) or not heads.isdisjoint(
            lower[position + 1 : position + 1 + LONGEST]
        ):
            end, mention = read_named(tokens, position, first, last)
        else:
            continue
        if mention:
            if mention.place is None and mention.kind in _RESPELLED and mention.country is None:
                mention = _known_otherwise(tokens, mention, near)
            found.append(_in_list(tokens, mention, found, last))
    return tuple(found)


def _known_otherwise(tokens: Tokens, mention: PlaceMention, near: Countries) -> PlaceMention:
    """Find an unknown place in another spelling: "in Telafar"; only in a state of which the article speaks, if of any."""
    last = mention.last
    while last - 1 > mention.first and tokens.lower[last - 1] in heads_behind():
        last -= 1
    places = respelled(" ".join(tokens.lower[mention.first : last]))
    if near:
        places = tuple(place for place in places if place.country in near)
    if not places or any(place.country != places[0].country for place in places):
        return mention
    kind = places[0].kind if mention.kind == "unknown" else mention.kind
    return mention._replace(country=places[0].country, place=places[0], kind=kind)


@cache
def _beginnings() -> frozenset[str]:
    """The words in lower case that begin a name of a lexicon."""
    return first_words().union(states())


def _read(tokens: Tokens, position: int, begin: int, limit: int, near: Countries) -> tuple[int, PlaceMention | None]:
    """Read the name that may begin at a position: where to go on, and the place if there is one."""
    phrases = states().get(tokens.lower[position])
    phrase = match_phrase(tokens, position, limit, phrases) if phrases else None
    if phrase and not _begins_longer(tokens.lower[position]) and not _may_be_town(phrase):
        return _read_state(tokens, position, position + len(phrase.words), begin, limit, phrase.payload)
    length, places = _longest_name(tokens, position, limit)
    if phrase and not (places and (len(phrase.words) < length or _may_be_town(phrase))):
        return _read_state(tokens, position, position + len(phrase.words), begin, limit, phrase.payload)
    if not places:
        return read_named(tokens, position, begin, limit)
    end = position + length
    country = _stated_country(tokens, end, limit, places)
    stated = tuple(place for place in places if place.country == country) if country else places
    return _read_town(tokens, position, end, begin, limit, choose(stated or places, near), country, near)


def _may_be_town(phrase: Phrase[StateName]) -> bool:
    """Whether a name in the lexicon of states is first of all a place: capitals, New Mexico, the South China Sea."""
    state = phrase.payload
    return state.kind == "capital" or (state.kind == "none" and state.name in _PLACES)


def _begins_longer(word: str) -> bool:
    """Whether a name of several words may begin with a word: "deir"; "al-bab", where any name may follow the article."""
    return word in begin_longer() or "-" in word[2:4]


def _longest_name(tokens: Tokens, position: int, limit: int) -> tuple[int, tuple[Place, ...]]:
    """The longest name of the gazetteer that begins at a position: its words, and the places it may be."""
    lower, text = tokens.lower, tokens.text
    if not _begins_longer(lower[position]):
        return 1, candidates(lower[position])
    end, stop = position + 1, min(limit, position + LONGEST)
    while end < stop and (text[end] != lower[end] or lower[end] in _INNER):
        end += 1
    for last in range(end, position + 1, -1):
        places = candidates(" ".join(lower[position:last]))
        if places:
            return last - position, places
    if end > position + 1 and begins_place(lower[position]):  # "Kafer Nabl", "Tel Abiad"
        places = respelled(" ".join(lower[position : position + 2]))
        if places:
            return 2, places
    return 1, candidates(lower[position])


# ---------------------------------------------------------------- states


def _read_state(
    tokens: Tokens, position: int, end: int, begin: int, limit: int, state: StateName
) -> tuple[int, PlaceMention | None]:
    """A country, a part of it, or its air space and soil: "northern Syria", "Syrian skies", "Syria's territory"."""
    if state.kind == "leader":
        last, kind = extend_building(tokens, end, limit)  # "King Faisal Hospital"
        if kind:
            return last, _own_building(tokens, position, last, begin)
    if state.kind in {"leader", "body"} or not is_meant(tokens, position, end, begin, state):
        return end, None
    behind = end + 1 if end < limit and tokens.lower[end] in ("'s", "'", "’") else end
    last = _territory_end(tokens, behind, limit)
    kind = "territory"
    if last == behind:
        last, kind = extend_right(tokens, end, limit)
        if kind == "facility" and all(word[0].isupper() for word in tokens.text[end:last]):
            return last, _own_building(tokens, position, last, begin)
        if state.kind != "name" or (state.doubtful and is_person(tokens, position, end, begin)):
            return end, None
        if kind not in _HEADS_OF_STATES:
            last, kind = end, "country"
    first = extend_left(tokens, position, begin)
    name = state.name if kind == "territory" else written_name(tokens, first, last, state.name)
    kind = "region" if first < position and kind == "country" else kind
    # "to Russia's base": a possessor is an owner first, and never located by the preposition before it.
    owner = behind > end and last == end
    cue, located = ("", False) if owner else find_cue(tokens, first, begin)
    mention = PlaceMention(
        tokens.start[first], tokens.end[last - 1], first, last, name, kind, state.country, None, cue, located
    )
    return last, mention


def _territory_end(tokens: Tokens, position: int, limit: int) -> int:
    """Where "airspace", "air space", "territory" end behind the name of a state; the position itself if none stands."""
    words = place_words()["territory"]
    if position >= limit or tokens.lower[position] not in _begin_territories():
        return position
    if position + 1 < limit and f"{tokens.lower[position]} {tokens.lower[position + 1]}" in words:
        return position + 2
    return position + (tokens.lower[position] in words)


@cache
def _begin_territories() -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in place_words()["territory"])


def _own_building(tokens: Tokens, first: int, last: int, begin: int) -> PlaceMention:
    """A building called after a nation, capitals throughout: the U.S. Embassy, the Indonesian Hospital."""
    cue, located = find_cue(tokens, first, begin)
    start, end, name = tokens.start[first], tokens.end[last - 1], surface(tokens, first, last)
    return PlaceMention(start, end, first, last, name, "facility", None, None, cue, located)


# ---------------------------------------------------------------- towns


def _read_town(
    tokens: Tokens, position: int, end: int, begin: int, limit: int, place: Place, country: str | None, near: Countries
) -> tuple[int, PlaceMention | None]:
    """A place of the gazetteer with its directions and head, unless it is part of the name of something else."""
    last, head = extend_right(tokens, end, limit)
    first = extend_left(tokens, position, begin)
    cue, located = find_cue(tokens, first, begin)
    if not located and (head or (last < limit and tokens.lower[last] in place_words()["building"])):
        far = find_far_cue(tokens, first, begin)
        cue, located = (far, True) if far else (cue, located)
    if place.cue and place.population < _METROPOLIS and not (located or head or _is_behind_place(tokens, first, begin)):
        return end, None
    if is_person(tokens, position, last, begin) or (is_acronym(tokens, position, end) and not place.known):
        return end, None
    if is_organisation(tokens, position, last, limit):
        if not is_prominent(place):
            return read_named(tokens, position, begin, limit)
        longer = read_longer(tokens, position, last, begin, limit)
        if longer or not located:
            return longer or (end, None)
    kind = head or ("area" if first < position and place.kind == "town" else place.kind)
    # "Moscow, Idaho": a namesake that the gazetteer lacks has its country, but no coordinates. A street or a mosque
    # named after a town of a country that the article does not speak of says nothing of where it stands.
    meant: Place | None = place if country in (None, place.country) else None
    country = country or place.country or _holder(tokens, first, begin)
    if head in _NAMED_AFTER and near and country not in near:
        meant, country = None, None
    whole = first < position or head not in _NAMED_ITSELF
    name = written_name(tokens, first, last, "") if whole else written_name(tokens, position, end, place.name)
    start, stop = tokens.start[first], tokens.end[last - 1]
    return last, PlaceMention(start, stop, first, last, name, kind, country, meant, cue, located)


def _holder(tokens: Tokens, first: int, begin: int) -> str | None:
    """The state that holds a land of several: "Indian-administered Kashmir", "Pakistani Kashmir"."""
    if first <= begin:
        return None
    nation, hyphen, held = tokens.lower[first - 1].partition("-")
    if hyphen and f"-{held}" not in HELD:
        return None
    return next((one.payload.country for one in states().get(nation, ()) if len(one.words) == 1), None)


def _is_behind_place(tokens: Tokens, first: int, begin: int) -> bool:
    """Whether a name stands behind a comma and another place: "Boise, Idaho"."""
    return first - 1 > begin and tokens.lower[first - 1] == "," and tokens.lower[first - 2] in first_words()


def _stated_country(tokens: Tokens, end: int, limit: int, places: tuple[Place, ...]) -> str | None:
    """The country that stands behind a comma: "Tripoli, Lebanon", "Moscow, Idaho"; not "After Homs, Russia agreed".

    It counts if a place of that name lies there, or if the sentence puts another comma or its end behind.
    """
    if end + 1 >= limit or tokens.lower[end] != ",":
        return None
    phrases = states().get(tokens.lower[end + 1])
    phrase = match_phrase(tokens, end + 1, limit, phrases) if phrases else None
    if phrase:
        last, country = end + 1 + len(phrase.words), phrase.payload.country if phrase.payload.kind == "name" else None
    else:
        length, regions = _longest_name(tokens, end + 1, limit)
        last = end + 1 + length
        country = next((region.country for region in regions if region.kind in ("province", "region")), None)
    closed = last >= limit or tokens.lower[last] in _CLOSING
    return country if closed or any(place.country == country for place in places) else None


def _in_list(tokens: Tokens, mention: PlaceMention, found: list[PlaceMention], limit: int) -> PlaceMention:
    """Give a name of a list the cue of the one before it: "in Homs, Hama and Idlib"."""
    if mention.cue or not found or not found[-1].cue:
        return mention
    between = tokens.lower[found[-1].last : mention.first]
    after = tokens.lower[mention.last] if mention.last < limit else ""
    listed = (len(between) == 1 and (between[0] in _AND or (between[0] == "," and after in {",", *_AND}))) or (
        len(between) == 2 and between[0] == "," and between[1] in _AND
    )
    return mention._replace(cue=found[-1].cue, located=found[-1].located) if listed else mention

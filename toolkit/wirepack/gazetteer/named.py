"""Places that the gazetteer lacks, told by their context: "the village of X", "X refugee camp", "in X"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.countries import names_alone, states
from wirepack.gazetteer.context import (
    adjectives,
    extend_right,
    find_cue,
    heads_before,
    heads_behind,
    is_acronym,
    is_compound,
    is_person,
    is_shouted,
    place_words,
    surface,
)
from wirepack.gazetteer.index import candidates, is_prominent
from wirepack.gazetteer.records import PlaceMention
from wirepack.lexicons import read_table, read_words
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from wirepack.models import Tokens

LONGEST: Final = 5  # words of a name: "Umm al - Fahm", "Al-Ahli Arab Baptist Hospital"; "Rio de la Plata" has four
# Heads that make no place of an unknown name: the Commerce Department, the Sunshine State, the money market.
_TOO_COMMON: Final = frozenset({"department", "state", "market", "plant", "camp base", "plain"})
_INNER: Final = frozenset(["al", "el", "de", "del", "la", "las", "los", "do", "da", "bin", "ibn"])
_LANDS: Final = frozenset({"province", "district"})  # kinds of what stands in brackets behind a town
_UNITS: Final = frozenset({"km", "kms", "kilometers", "kilometres", "miles", "mi"})
_FROM: Final = frozenset(
    {
        "from",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "outside",
        "off",
        "away",
    }
)
_BEHIND_TOWN: Final = _FROM | {"on", "of", "about", "close", "some", "where", "that", ",", "."}
_PHRASE: Final = 4  # words in which the noun stands behind "a": ", a remote mining village"
_BORDERS: Final = frozenset({"border", "borders", "frontier"})
# Words that only begin a name: "the Al Zaytoun neighbourhood", "Tal Rifaat".
_PARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "abu",
        "umm",
        "um",
        "beit",
        "bait",
        "bayt",
        "deir",
        "khan",
        "tal",
        "tel",
        "tell",
        "kafr",
        "bir",
        "izbet",
        "ezbet",
        "izbat",
        "shatt",
        "burj",
        "qasr",
        "marj",
        "ras",
        "ain",
        "ayn",
        "jabal",
        "wadi",
        "bab",
        "dar",
        "old",
        "new",
    ]
)
_ON: Final = frozenset({"on", "along"})  # a street is where something is, not what is attacked
_LONGEST_LABEL: Final = 5  # letters of a mixed label: MoH, UoM
_NATIONS: Final = frozenset({"name", "demonym"})
# Titles that begin the names of places as well: the Sheikh Radwan neighbourhood.
_TITLES: Final = frozenset({"sheikh", "shaikh", "shaykh", "saint", "imam"})
_BEGINNINGS: Final = _PARTICLES | _TITLES
# Words between a preposition and a name, or a noun with "of" before it; they are looked at more closely.
_BEFORE: Final = frozenset({"of", "the", "'s", "'", ","})
# Without a head, only these make an unknown name a place; "around" and "across" stand before too much else.
_BARE_CUES: Final = frozenset({"in", "at", "near", "outside", "inside"})


def read_named(tokens: Tokens, position: int, begin: int, limit: int) -> tuple[int, PlaceMention | None]:
    """Read a name that no lexicon holds: where to go on, and the place if its context makes it one."""
    lower, word = tokens.lower, tokens.lower[position]
    cued = position > begin and lower[position - 1] in cue_words()
    if not (cued or _has_head(tokens, position, limit)) or word in adjectives():
        return position + 1, None
    if word in _not_places() and word not in _BEGINNINGS:
        return position + 1, None
    if "-" in word and (word.split("-")[0] in names_alone() or is_compound(tokens.text[position])):
        return _read_border(tokens, position, begin, limit)
    end = _name_end(tokens, position, limit)
    if end > position + 1 and end < limit and f"{lower[end - 1]} {lower[end]}" in heads_behind():
        end -= 1  # "Chester University Medical Center": a head of two words
    last, kind = extend_right(tokens, end, limit)
    if lower[last - 1] in _TOO_COMMON or (kind == "town" and _is_of_people(tokens, position, last, begin)):
        return end, None
    if not kind and lower[end - 1] in heads_behind() and end > position + 1:
        kind = heads_behind()[lower[end - 1]]
    if not kind and word in _TITLES:
        return position + 1, None
    cue, located = find_cue(tokens, position, begin) if cued or kind else ("", False)
    located = located or (kind == "road" and cue in _ON)
    if kind and (located or not is_person(tokens, position, position + 1, begin)):
        return last, _mention(tokens, position, last, kind, cue, located)
    if not kind and located and _is_bare(tokens, position, end, cue):
        return end, _mention(tokens, position, end, "unknown", cue, located)
    return end, None


def read_apposed(tokens: Tokens, position: int, begin: int, limit: int) -> tuple[int, PlaceMention | None]:
    """Read a name of one word that the words behind it call a place: ", 25 km from Goma", ", a village near", "(Kidal region)"."""
    lower, mark = tokens.lower, tokens.lower[position + 1]
    behind = position + 2
    if tokens.lower[position] in _not_places() or is_person(tokens, position, position + 1, begin):
        return position + 1, None
    if is_acronym(tokens, position, position + 1) or tokens.text[position - 1][0].isupper():
        return position + 1, None
    if mark == "(":
        close = next((k for k in range(behind, min(limit, behind + LONGEST)) if lower[k] == ")"), behind)
        called = close > behind and heads_behind().get(lower[close - 1]) in _LANDS
    elif lower[behind][0].isdigit():
        called = behind + 2 < limit and lower[behind + 1] in _UNITS and lower[behind + 2] in _FROM
    else:
        noun = next((k for k in range(behind + 1, min(limit, behind + _PHRASE)) if lower[k] in heads_before()), behind)
        called = lower[behind] in {"a", "an"} and heads_before().get(lower[noun]) == "town"
        called = (
            called and noun + 1 < limit and (lower[noun + 1] in place_words()["in"] or lower[noun + 1] in _BEHIND_TOWN)
        )
    return position + 1, _mention(tokens, position, position + 1, "town", "", False) if called else None


def _is_of_people(tokens: Tokens, first: int, last: int, begin: int) -> bool:
    """Whether a name only tells whose towns are meant: "Chechen towns", not "the Jumla and Diwan villages"."""
    listed = first > begin and tokens.lower[first - 1] == "and"
    return tokens.lower[last - 1].endswith("s") and not listed


def read_longer(tokens: Tokens, position: int, end: int, begin: int, limit: int) -> tuple[int, PlaceMention] | None:
    """Read a name that begins with a known one and ends in a head of its own: "Salah al-Din al-Rumi Mosque"."""
    last = _name_end(tokens, end, limit)
    kind = heads_behind().get(tokens.lower[last - 1])
    if last <= end + 1 or kind is None or tokens.lower[last - 1] in _TOO_COMMON:
        return None
    cue, located = find_cue(tokens, position, begin)
    return last, _mention(tokens, position, last, kind, cue, located)


def _has_head(tokens: Tokens, position: int, limit: int) -> bool:
    """Whether a head noun stands in or right behind the run of capitals at a position; most runs are persons."""
    heads, lower = heads_behind(), tokens.lower
    for index in range(position + 1, min(limit, position + LONGEST + 1)):
        if lower[index] in heads:
            return True
        if lower[index] == tokens.text[index] and lower[index] not in _INNER:
            # "X refugee camp": the first word of a head of two
            return index + 1 < limit and f"{lower[index]} {lower[index + 1]}" in heads
    return False


@cache
def cue_words() -> frozenset[str]:
    """Words right before a name that may make it a place."""
    return _BEFORE.union(place_words()["in"], heads_before())


def _name_end(tokens: Tokens, position: int, limit: int) -> int:
    """Where a run of capitalised words ends that may be one name; it stops before the name of a state."""
    text, lower = tokens.text, tokens.lower
    end = position + 1
    while end < min(limit, position + LONGEST) and tokens.start[end] == tokens.end[end - 1] + 1:
        inner = lower[end] in _INNER and end + 1 < limit and text[end + 1] != lower[end + 1]
        if not (text[end] != lower[end] or inner) or (lower[end] in _not_places() and lower[end] not in heads_behind()):
            break
        phrases = states().get(lower[end])
        phrase = match_phrase(tokens, end, limit, phrases) if phrases else None
        if (phrase and phrase.payload.kind in _NATIONS) or is_compound(text[end]):
            break
        if lower[end - 1] not in _PARTICLES and any(is_prominent(place) for place in candidates(lower[end])):
            break
        end += 1
    return end


def _mention(tokens: Tokens, first: int, last: int, kind: str, cue: str, located: bool) -> PlaceMention:
    name = surface(tokens, first, last)
    return PlaceMention(tokens.start[first], tokens.end[last - 1], first, last, name, kind, None, None, cue, located)


def _is_bare(tokens: Tokens, first: int, last: int, cue: str) -> bool:
    """Whether a name without a head is a place: right behind its cue, no acronym, nothing that other lexicons know."""
    before = tokens.lower[max(0, first - 2) : first]
    if cue.endswith(" of"):
        near = cue.removesuffix(" of") in place_words()["head"]
    else:
        near = cue in _BARE_CUES and (before[-1] == cue or before == [cue, "the"])
        # "IN THE HOME": in a line of capitals any noun looks like a name.
        near = near and not is_shouted(tokens, first, last)
    known = (
        " ".join(tokens.lower[first:last]) in _not_places()
        or tokens.lower[last - 1] in _organisations()
        or tokens.lower[first] in heads_before()
        or tokens.lower[last - 1] in _PARTICLES
    )
    return near and not known and not is_acronym(tokens, first, last) and not _goes_on(tokens, first, last)


def _goes_on(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name belongs to the word behind it, or is a label: "in X's list", "in the X archive", "in MoH", "in B6"."""
    words = tokens.text[first:last]
    label = any(
        any(letter.isdigit() for letter in word) or (len(word) < _LONGEST_LABEL and not word[1:].islower())
        for word in words
    )
    if label or last >= len(tokens.text):
        return label
    after = tokens.lower[last]
    described = (
        tokens.lower[first - 1 : first] == ["the"] and after.isalpha() and after not in read_words("function_words")
    )
    return described or after in ("'s", "'") or after.isdecimal()


def _read_border(tokens: Tokens, position: int, begin: int, limit: int) -> tuple[int, PlaceMention | None]:
    """The border of two states: "the Syrian-Turkish border"; nothing in "the Israeli-held heights"."""
    parts = tokens.lower[position].split("-")
    if position + 1 >= limit or tokens.lower[position + 1] not in _BORDERS or any(p not in states() for p in parts):
        return position + 1, None
    cue, located = find_cue(tokens, position, begin)
    return position + 2, _mention(tokens, position, position + 2, "border", cue, located)


@cache
def _not_places() -> frozenset[str]:
    """Names and words with a capital that are no places: days, months, creeds, bodies, outlets, languages, offices."""
    names = {row["name"].lower() for table in ("actors", "organisations") for row in read_table(table)}
    times = {row["word"] for row in read_table("time_words")}
    words = [read_words(table) for table in ("not_names", "role_nouns", "titles", "function_words")]
    return frozenset(names | times).union(place_words()["nowhere"], *words)


@cache
def _organisations() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("organisation_nouns") if row["kind"] != "place")

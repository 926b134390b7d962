"""Systems that the catalogue does not hold, by the grammar of designations.

Each rule needs a second sign beside the form of the name: a noun for the kind of weapon, which also gives the class.
Ships have a module of their own (`ships`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads
from wirepack.extract.systems.aircraft import dotted_alone, flown_alone, made_by, makers
from wirepack.extract.systems.designators import SURE_TYPE, named_by_line
from wirepack.extract.systems.nouns import head_after
from wirepack.extract.systems.numbered import announces_number, find_numbered
from wirepack.extract.systems.signs import SIGNS
from wirepack.extract.systems.stated import KIND, named_by_statement
from wirepack.grammar import DETERMINER, NUMBER, POSSESSIVE, word_class
from wirepack.namewords import BODY, CLOSED, GIVEN, OUTLET, PLACE, RANK, ROLE, THING, named_at, word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.catalogue import Head
    from wirepack.extract.systems.numbered import Span
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name of the form of a system's: characters `start:end`, the name without its plural s, the class if stated."""

    start: int
    end: int
    name: str
    class_: str | None


_SHORTEST_NAME: Final = 4  # letters of a name before a head noun; shorter ones are abbreviations of groups and makers
_SHORTEST_NUMBERED: Final = 3
# A name and the letters of its variant:   Oryol-D   Arion-SMET;  and the number behind a name:   Tyr 2   Osoyid M2
_LETTERED: Final = re.compile(r"[^\W\d_][^\W\d_A-Z]{2,}-[A-Z]{1,4}")
_NUMBER: Final = re.compile(r"[A-Z]?\d{1,3}[A-Z]?|[IVX]{1,4}")
_LISTED: Final = re.compile(r"[A-Z]{2,4}-\d{2,4}[A-Z]{0,2}s?")  # in a list of systems:   ADS-95
_LINKS: Final = frozenset({",", "and", "or"})
_BEFORE_NAMES: Final = DETERMINER | POSSESSIVE | NUMBER  # "two Burkan missiles", "its Burkan missiles"
_NO_NAME: Final = CLOSED | PLACE | OUTLET | BODY | THING | RANK | ROLE | GIVEN
# Groups of classes whose nouns stand behind proper names, and those of them that stand behind other words as often:
# "Barrel bombs", "a Landmine mine"; "fighters" are people, "planes" have owners.
_NAMED_GROUPS: Final = frozenset({"missile", "drone", "armour", "helicopter", "smallarms", "artillery"})
_NAMED: Final = frozenset({"radar", "unmanned ground vehicle", "electronic warfare system"})
_SHARED: Final = frozenset({"bomb", "land mine", "hand grenade", "artillery", "cannon", "armoured vehicle", "firearm"})


def find_unlisted(text: str, tokens: Tokens, taken: list[bool], setting: Setting) -> Iterator[Unlisted]:
    """Find names by their form among the tokens that are not `taken` by names of the catalogue.

    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> text = "Troops fired two XM-77 missiles and 2S99 guns."
    >>> tokens = tokenize(text)
    >>> [(name.name, name.class_) for name in find_unlisted(text, tokens, [False] * len(tokens.text), Setting(tokens))]
    [('XM-77', 'missile'), ('2S99', None)]
    """
    speaks = setting.is_military or setting.speaks_of_flying or setting.speaks_of_guns
    reached = 0
    for position in setting.marked.places(_SIGN | KIND if speaks else SURE_TYPE):
        if taken[position] or position < reached:
            continue
        found = _unlisted_at(tokens, position, taken, setting)
        if found and found[0] >= reached and not any(taken[found[0] : found[1]]):
            first, reached, class_ = found
            start, end = tokens.start[first], tokens.end[reached - 1]
            yield Unlisted(start, end, _singular(text[start:end], tokens.text[reached - 1]), class_)


def _is_sign(word: str, lower: str) -> bool:
    """Whether a word can begin, end or announce a name."""
    if lower.isalpha():
        ends = any(_takes_names(phrase.payload) or word != lower for phrase in heads().get(lower, ()))
        return ends or lower in makers() or announces_number(lower)
    return len(lower) > 1 and any(letter.isdigit() for letter in lower)


_SIGN: Final = SIGNS.add(_is_sign)


def _unlisted_at(tokens: Tokens, position: int, taken: list[bool], setting: Setting) -> Span | None:
    """The name that the word at a position begins, ends or announces."""
    word, lower = tokens.text[position], tokens.lower[position]
    if "-" in word and (named := named_by_line(tokens, position)):
        return named
    if told := named_by_statement(tokens, position, taken):
        return told
    if lower in makers() and (made := made_by(tokens, position, taken)):
        return made
    if word.islower() and lower in heads():
        return _before_noun(tokens, position, taken)
    if word[0].isdigit():
        return find_numbered(tokens, position, taken, setting) or dotted_alone(tokens, position)
    return (
        find_numbered(tokens, position, taken, setting)
        or flown_alone(tokens, position)
        or _listed_beside(tokens, position, taken)
    )


def _listed_beside(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A designation in a list with systems of the catalogue:   AS532 Cougar, AS332 Super Puma and ADS-995."""
    if not _LISTED.fullmatch(tokens.text[position]):
        return None
    before, after = position - 2, position + 2
    follows = before >= 0 and taken[before] and tokens.lower[position - 1] in _LINKS
    precedes = after < len(taken) and taken[after] and tokens.lower[position + 1] in _LINKS
    return (position, position + 1, None) if follows or precedes else None


def _singular(written: str, last: str) -> str:
    return written[:-1] if last[-1] == "s" and last[-2:-1].isdigit() else written


def _before_noun(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name between an article or number and the kind of weapon:   two Burkan missiles   its Tyr 2 ground vehicle."""
    last = position
    while last > 0 and tokens.lower[last - 1] in context_words("modifier"):
        last -= 1
    name = last - 1
    if name < 1 or taken[name] or tokens.text[name].islower() or tokens.gap(position) > 1:
        return None
    noun = head_after(tokens, position)
    if not noun or not _takes_names(noun) or _is_attack(tokens, position):
        return None
    if _NUMBER.fullmatch(tokens.text[name]) and name > 1 and not taken[name - 1] and tokens.gap(name) <= 1:
        name -= 1
    word, lower = tokens.text[name], tokens.lower[name]
    stem = lower.partition("-")[0]
    if not _is_name(word, is_numbered=name < last - 1) or _is_no_name(tokens, name, stem):
        return None
    is_counted = word_class(tokens.text[name - 1]) & _BEFORE_NAMES or tokens.lower[name - 1] in ("'s", "’s")
    return (name, last, noun.class_) if is_counted and tokens.gap(name) <= 1 else None


def _takes_names(noun: Head) -> bool:
    """Whether a noun tells that what stands before it is a weapon's name."""
    if noun.class_ is None:
        return False
    return (class_groups()[noun.class_] in _NAMED_GROUPS and noun.class_ not in _SHARED) or noun.class_ in _NAMED


def _is_name(word: str, *, is_numbered: bool) -> bool:
    """Whether a word has the form of a name:   Burkan   Oryol-D   Arion-SMET   Tyr, before a number."""
    if _LETTERED.fullmatch(word):
        return True
    return len(word) >= (_SHORTEST_NUMBERED if is_numbered else _SHORTEST_NAME) and word.istitle() and word.isalpha()


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

"""Ships and submarines that the catalogue does not hold, naval and civil.

A name needs a sign beside it: a prefix (USS, MV), a kind of ship, a word that only ships take ("aboard", "capsized"), or
quotation marks in an article that speaks of ships. What is named in full is found again by its bare name and hull number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.countries import find_states
from wirepack.extract.systems.nouns import head_after, head_before
from wirepack.extract.systems.shipclauses import (
    is_lone_adjective,
    named_aboard,
    named_next,
    named_object,
    named_part,
    named_so,
    named_subject,
)
from wirepack.extract.systems.shiplists import more_names, skip_example
from wirepack.extract.systems.shipwords import (
    FLAGGED,
    FLAGSHIP,
    HULL,
    INSIDE,
    MARKS,
    MARU,
    MAX_WORDS,
    NAMED,
    NO_BARE,
    NO_SHIP,
    SHIP,
    STARTS,
    SURE,
    end_of_name,
    ends_ship,
    goes_on,
    is_name_word,
    is_ship,
    is_sure_hull,
    names_a_kind,
    plural_kinds,
    possible_places,
    ship_prefixes,
    takes_ships,
    without_marks,
)
from wirepack.extract.systems.unlisted import Unlisted
from wirepack.grammar import DETERMINER, NUMBER, word_class
from wirepack.namewords import CLOSED, OUTLET, PLACE, SPEECH, named_at, word_kinds
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.systems.numbered import Span
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens

_SHORT: Final = 2  # letters of a prefix that are other things most often: MS, PS
_SHORTEST_TYPE: Final = 4  # letters of the name of a type before its number
_MAX_QUOTED: Final = 4  # "Herald of Free Enterprise"
_MAX_REACH: Final = 5  # tokens between a quoted name and the word that only ships take
_FEW: Final = 2  # different words of the sea in an article of which quoted names may be ships'
_NO_STEMS: Final = CLOSED | PLACE | OUTLET
_NAMING: Final = frozenset({"future", FLAGSHIP})  # before names in texts that speak of ships
_CUT: Final = frozenset({"St", "Mt"})  # "MV St. Mary"
_WORK_REACH: Final = 8  # tokens around italics in which a word for a film or a book tells that they are its title
_ITALICS: Final = "`"  # old corpora write italics as `` X ``
_MANY: Final = 3  # words of the sea in an article in which such kinds are ships
# Kinds that are persons, cars and gear as often, and count in texts that speak much of ships.
_OTHER_TRADES: Final = frozenset({"brig", "clipper", "coaster", "cruiser", "whaler"})
# Kinds that are companies' or observers' most often:   the carrier Emirates   monitor AFP
_SHARED: Final = frozenset({"boat", "sub", "carrier", "cutter", "liner", "monitor", "monitors", "sloop"})


def find_ships(text: str, tokens: Tokens, taken: list[bool], setting: Setting) -> Iterator[Unlisted]:
    """Find names of ships among the tokens that are not `taken` by names of the catalogue.

    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize(text := "USS Example met the tanker Horizon Star and the crew of the “Blanca”, which sank.")
    >>> [(ship.name, ship.class_) for ship in find_ships(text, tokens, [False] * 40, Setting(tokens))]
    [('USS Example', 'ship'), ('Horizon Star', 'oil tanker'), ('Blanca', 'ship')]
    """
    strength = len(setting.sea_words)
    if not strength and not setting.marked.has(SURE):
        return
    reached = 0
    for position in possible_places(tokens, setting.marked, strength):
        if position < reached or taken[position]:
            continue
        found = _ship_at(tokens, position, taken, setting)
        if found and found[0] >= reached:
            for first, reached, class_ in (found, *more_names(tokens, found, taken)):
                start, end = tokens.start[first], tokens.end[reached - 1]
                yield Unlisted(start, end, without_marks(text[start:end]), class_)


def _ship_at(tokens: Tokens, position: int, taken: list[bool], setting: Setting) -> Span | None:
    word, lower, strength = tokens.text[position], tokens.lower[position], len(setting.sea_words)
    if word in MARKS:
        return _quoted(tokens, position, taken, strength)
    if word in ship_prefixes():
        return _prefixed(tokens, position, position + 1, taken, setting)
    if len(word) == 1 and "".join(tokens.text[position : position + 3]) in ship_prefixes():  # M/V Example
        return _prefixed(tokens, position, position + 3, taken, setting)
    if lower == "class" or lower.endswith("-class"):
        return _ship_class(tokens, position, taken)
    if lower.endswith(FLAGGED) and word[-1].islower():
        return named_next(tokens, position, taken)
    if word.islower():
        if lower in NAMED and strength:
            return named_so(tokens, position, taken)
        if strength and tokens.lower[position - 1] == "the" and is_lone_adjective(tokens, position):
            return named_subject(tokens, position + 1, taken, with_article=True, at_sea=setting.speaks_of_the_sea)
        if lower in heads():
            if lower in _OTHER_TRADES and strength < _MANY:
                return None
            return _behind_noun(tokens, position, taken) or _type_before_noun(tokens, position, taken)
        if lower in context_words("part") and setting.speaks_of_the_sea:
            return named_part(tokens, position, taken)
        if (
            setting.speaks_of_the_sea
            and lower in context_words("seize")
            and (found := named_object(tokens, position, taken))
        ):
            return found
        if lower in _NAMING and strength >= _FEW:
            return named_next(tokens, position, taken)
        aboard = lower in context_words("aboard") or (lower == "board" and tokens.lower[position - 1] == "on")
        return named_aboard(tokens, position, taken) if aboard else None
    if lower == MARU and position and is_name_word(tokens.text[position - 1]) and not taken[position - 1]:
        return position - 1, position + 1, SHIP  # the Example Maru
    if (strength and HULL.fullmatch(word)) or is_sure_hull(word):
        return position, position + 1, "submarine" if word.startswith("U") else SHIP
    before = tokens.lower[position - 1] if position else "."
    if not strength or not (before in STARTS or before == "the"):
        return None
    return named_subject(tokens, position, taken, with_article=before == "the", at_sea=setting.speaks_of_the_sea)


def _prefixed(tokens: Tokens, position: int, begin: int, taken: list[bool], setting: Setting) -> Span | None:
    """The name of a ship behind its prefix:   USS Theodore Roosevelt   HMS “Swale”   MV Horizon Star."""
    if named_at(tokens.text, position):
        return None
    prefix = "".join(tokens.text[position:begin])
    told = tokens.lower[position - 1 : position] == ["the"] or tokens.text[begin : begin + 1] == [_ITALICS]
    quoted = tokens.text[position - 1] in MARKS and not MARKS.isdisjoint(tokens.text[begin + 1 : begin + MAX_WORDS + 1])
    while begin < len(tokens.text) and tokens.text[begin] in MARKS:
        begin += 1
    if begin >= len(tokens.text):
        return None
    shouted = begin < len(tokens.text) and len(tokens.text[begin]) > 1 and tokens.text[begin].isupper()
    if ship_prefixes()[prefix] and (
        shouted
        or len(setting.sea_words) < (0 if quoted else 1 if told or len(prefix) > _SHORT else _FEW)
        or (word_kinds().get(tokens.lower[begin], 0) & NO_SHIP and not told)
    ):
        return None
    last, words, limit = begin, 0, 1 if shouted else MAX_WORDS
    while last < len(tokens.text) and not taken[last] and words < limit:
        word = tokens.text[last]
        is_joint = (
            tokens.text[last - 1] in _CUT or len(tokens.text[last - 1]) == 1
            if word == "."
            else tokens.lower[last] in INSIDE
        )
        if is_joint and words and goes_on(tokens, last):
            last += 1
            continue
        opens = word[0].isupper() or (HULL.fullmatch(word) is not None)
        if not opens or (words and (ends_ship(tokens, last) or tokens.gap(last) > 1)):
            break
        words += 1
        last += 1
    if not words:
        return None
    noun = head_before(tokens, position) or head_after(tokens, last)
    class_ = noun.class_ if noun and noun.class_ and is_ship(noun.class_) else None
    if (
        ship_prefixes()[prefix]
        and len(prefix) <= _SHORT
        and not (told or quoted or class_ or names_a_kind(setting.sea_words))
    ):  # MS Dhoni
        return (position, last, SHIP) if takes_ships(tokens, position, last, _MAX_REACH) else None
    return position, last, class_ or SHIP


def _ship_class(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The class of a ship before its kind:   Arleigh Burke-class destroyers   Kilo class submarine."""
    noun = head_after(tokens, position + 1)
    if not noun or not noun.class_ or not is_ship(noun.class_):
        return None
    word = tokens.text[position]
    first = position if "-" in word else position - 1
    if first < 0 or taken[first] or not tokens.text[first][0].isupper():
        return None
    stem = tokens.lower[first].removesuffix("-class")
    if word_kinds().get(stem, 0) & _NO_STEMS or word_class(stem) & NUMBER or tokens.gap(position) > 1:
        return None
    before = first - 1
    if before >= 0 and not taken[before] and tokens.text[before][0].isupper() and tokens.text[before].isalpha():
        begins = before == 0 or tokens.text[before - 1] in '.?!:"“'
        ordinary = word_kinds().get(tokens.lower[before], 0) & _NO_STEMS or begins
        first = first if ordinary or tokens.gap(first) > 1 else before
    return first, position + 1, noun.class_


def _behind_noun(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The name of a ship behind its kind:   the frigate “Blanca”   the oil tanker Horizon Star   submarine B-237."""
    phrase = match_phrase(tokens, position, len(tokens.text), heads()[tokens.lower[position]])
    if not phrase or tokens.lower[position] in _SHARED:
        return None
    class_ = phrase.payload.class_
    if class_ is None and tokens.lower[position] == "tanker":
        class_ = "oil tanker"
    if class_ is None or not is_ship(class_):
        return None
    first = position + len(phrase.words)
    told = tokens.lower[first : first + 2] == [",", "the"]  # a frigate, the Blanca
    sister = position > 0 and tokens.lower[position - 1] == "sister"  # her sister ship, Hebe
    several = tokens.lower[first - 1] in plural_kinds()  # two tugs, Ajax and Hebe
    plain = tokens.lower[first : first + 1] == [","] and (several or sister)
    first += 2 if told else 1 if plain else 0
    if not told and (listed := skip_example(tokens, first)):
        first, told = first + listed, True
    while first < len(tokens.text) and tokens.text[first] in MARKS and tokens.gap(first) <= 1:
        first += 1
    generic = class_ == SHIP and first == position + len(phrase.words) and not sister
    last = end_of_name(tokens, first, taken, NO_BARE & ~PLACE if told or plain else NO_SHIP, MAX_WORDS)
    after = tokens.lower[last : last + 1]
    if told and after and tokens.text[last][0].isupper():  # the tanker, the Central Command said
        return None
    if told and find_states(tokens, first, last):  # their ship, the Iranian dhow
        return None
    if (told or plain) and after and word_kinds().get(after[0], 0) & SPEECH:  # the ship, the Navy said
        return None
    if (
        plain
        and not sister
        and not (after == ["and"] and tokens.text[last + 1 : last + 2] and tokens.text[last + 1][0].isupper())
    ):
        return None
    if (
        told
        and last > first
        and word_kinds().get(tokens.lower[last - 1], 0) & PLACE
        and tokens.text[last - 1][-1] == "s"
    ):
        return None  # the ship, the Philippines said
    seized = last == first + 1 and word_kinds().get(tokens.lower[first], 0) & PLACE and tokens.text[first - 1].islower()
    placed = seized and class_ in ("oil tanker", "gas carrier", "merchant ship", "ferry")  # the tanker Iran seized
    return (first, last, class_) if last > first and not generic and not placed else None


def _type_before_noun(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A type of a word and a number before its kind:   five Avante 2200 corvettes   not: the Pier 39 boats."""
    number, name = position - 1, position - 2
    if name < 1 or not tokens.text[number].isdigit() or taken[number] or taken[name]:
        return None
    word, noun = tokens.text[name], head_after(tokens, position)
    if not (word[0].isupper() and word.isalpha() and len(word) >= _SHORTEST_TYPE) or tokens.gap(number) != 1:
        return None
    if word_kinds().get(tokens.lower[name], 0) or word_class(tokens.lower[name]) or tokens.gap(position) != 1:
        return None
    is_counted = word_class(tokens.text[name - 1]) & (DETERMINER | NUMBER)
    return (name, position, noun.class_) if is_counted and noun and noun.class_ and is_ship(noun.class_) else None


def _quoted(tokens: Tokens, position: int, taken: list[bool], strength: int) -> Span | None:
    """A name in marks in an article that speaks of ships:   `` Falmouth `` was assigned   “Moskva” sank."""
    first = position + 1
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    if not strength or MARKS.isdisjoint(tokens.text[first + 1 : first + _MAX_QUOTED + 2]):
        return None
    last = end_of_name(tokens, first, taken, CLOSED, _MAX_QUOTED)
    if last == first or last >= len(tokens.text) or tokens.text[last] not in MARKS:
        return None
    italics = tokens.text[position] == _ITALICS == tokens.text[last]
    reach = _WORK_REACH if italics else _MAX_REACH
    around = tokens.lower[max(position - reach, 0) : last + (reach if italics else 3)]
    if not context_words("work").isdisjoint(around) or tokens.lower[first] in context_words("force"):
        return None
    noun = head_before(tokens, position) or head_after(tokens, last + 1)
    class_ = noun.class_ if noun and noun.class_ and is_ship(noun.class_) else None
    if noun and noun.class_ and class_ is None:
        return None
    if class_ or italics or (strength >= _FEW and takes_ships(tokens, position, last, _MAX_REACH)):
        return first, last, class_ or SHIP
    return None

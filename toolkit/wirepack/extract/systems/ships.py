"""Ships and submarines that the catalogue does not hold, naval and civil.

A name needs a sign beside it: a prefix (USS, MV), a kind of ship, a word that only ships take ("aboard", "capsized"), or
quotation marks in an article that speaks of ships. What is named in full is found again by its bare name and hull number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads
from wirepack.extract.systems.nouns import head_after, head_before
from wirepack.extract.systems.shiplists import more_names, skip_example
from wirepack.extract.systems.shipwords import (
    FLAGGED,
    FLAGSHIP,
    HULL,
    INSIDE,
    MARKS,
    MARU,
    MAX_WORDS,
    NO_BARE,
    NO_SHIP,
    SHIP,
    STARTS,
    end_of_name,
    ends_kind,
    evidence,
    goes_on,
    is_compound,
    is_name_word,
    names_a_kind,
    plural_kinds,
    possible_places,
    ship_prefixes,
    takes_ships,
    without_marks,
)
from wirepack.extract.systems.unlisted import Unlisted
from wirepack.grammar import DETERMINER, NUMBER, POSSESSIVE, VERB_FORM, word_class
from wirepack.namewords import CLOSED, OUTLET, PLACE, SPEECH, named_at, word_kinds
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.systems.numbered import Span
    from wirepack.models import Tokens

_SHORT: Final = 2  # letters of a prefix that are other things most often: MS, PS
_MAX_QUOTED: Final = 4  # "Herald of Free Enterprise"
_MAX_REACH: Final = 5  # tokens between a quoted name and the word that only ships take
_FEW: Final = 2  # different words of the sea in an article of which quoted names may be ships'
_NO_STEMS: Final = CLOSED | PLACE | OUTLET
_BEFORE: Final = DETERMINER | POSSESSIVE | NUMBER
_NAMING: Final = frozenset({"future", FLAGSHIP})  # before names in texts that speak of ships
_CUT: Final = frozenset({"St", "Mt"})  # "MV St. Mary"
_WORK_REACH: Final = 8  # tokens around italics in which a word for a film or a book tells that they are its title
_COPULA: Final = frozenset({"was", "is", "were"})
_ARTICLES: Final = frozenset({"a", "an", "the"})
_ENDS_TOLD: Final = frozenset({"of", "on", "in", "for", "who"})  # "Blanca is a symbol of the tanker crews"
_ITALICS: Final = "`"  # old corpora write italics as `` X ``
_MANY: Final = 3
# Kinds that are persons, cars and gear as often, and count in texts that speak much of ships.
_OTHER_TRADES: Final = frozenset({"brig", "clipper", "coaster", "cruiser", "whaler"})
_SHARED: Final = frozenset(
    {"boat", "sub", "carrier", "cutter", "liner", "monitor", "monitors", "sloop"}
)  # "monitor AFP"


def find_ships(text: str, tokens: Tokens, taken: list[bool]) -> Iterator[Unlisted]:
    """Find names of ships among the tokens that are not `taken` by names of the catalogue.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize(text := "USS Example met the tanker Horizon Star and the crew of the “Blanca”, which sank.")
    >>> [(ship.name, ship.class_) for ship in find_ships(text, tokens, [False] * len(tokens.text))]
    [('USS Example', 'ship'), ('Horizon Star', 'oil tanker'), ('Blanca', 'ship')]
    """
    strength = evidence(tokens)
    if not strength and ship_prefixes().keys().isdisjoint(tokens.text) and MARU not in tokens.lower:
        return
    reached = 0
    for position in possible_places(tokens, strength):
        if position < reached or taken[position]:
            continue
        found = _ship_at(tokens, position, tokens.text[position], taken, strength)
        if found and found[0] >= reached:
            for first, reached, class_ in (found, *more_names(tokens, found, taken)):
                start, end = tokens.start[first], tokens.end[reached - 1]
                yield Unlisted(start, end, without_marks(text[start:end]), class_)


def _ship_at(tokens: Tokens, position: int, word: str, taken: list[bool], strength: int) -> Span | None:
    lower = tokens.lower[position]
    if word in ship_prefixes():
        return _prefixed(tokens, position, position + 1, taken, strength)
    if len(word) == 1 and "".join(tokens.text[position : position + 3]) in ship_prefixes():  # M/V Example
        return _prefixed(tokens, position, position + 3, taken, strength)
    if lower == "class" or lower.endswith("-class"):
        return _ship_class(tokens, position, taken)
    if word in MARKS:
        return _quoted(tokens, position, taken, strength)
    if lower.endswith(FLAGGED) and word[-1].islower():
        return _named_next(tokens, position, taken)
    if word.islower():
        if lower in heads():
            return _behind_noun(tokens, position, taken) if lower not in _OTHER_TRADES or strength >= _MANY else None
        if lower in _NAMING and strength >= _FEW:
            return _named_next(tokens, position, taken)
        aboard = lower in context_words("aboard") or (lower == "board" and tokens.lower[position - 1] == "on")
        return _aboard(tokens, position, taken) if aboard else None
    if lower == MARU and position and is_name_word(tokens.text[position - 1]) and not taken[position - 1]:
        return position - 1, position + 1, SHIP  # the Example Maru
    if strength and HULL.fullmatch(word):
        return position, position + 1, "submarine" if word.startswith("U") else SHIP
    before = tokens.lower[position - 1] if position else "."
    if not strength or not (before in STARTS or before == "the"):
        return None
    return _subject(tokens, position, taken, with_article=before == "the")


def _prefixed(tokens: Tokens, position: int, begin: int, taken: list[bool], strength: int) -> Span | None:
    """The name of a ship behind its prefix:   USS Theodore Roosevelt   HMS “Swale”   MV Horizon Star."""
    if named_at(tokens.text, position):
        return None
    prefix = "".join(tokens.text[position:begin])
    told = tokens.lower[position - 1 : position] == ["the"] or tokens.text[begin : begin + 1] == [
        _ITALICS
    ]  # the SS Example
    while begin < len(tokens.text) and tokens.text[begin] in MARKS:
        begin += 1
    if begin >= len(tokens.text):
        return None
    shouted = begin < len(tokens.text) and len(tokens.text[begin]) > 1 and tokens.text[begin].isupper()
    if ship_prefixes()[prefix] and (
        shouted
        or strength < (1 if told or len(prefix) > _SHORT else _FEW)
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
        if not opens or (words and (_ends_ship(tokens, last) or tokens.gap(last) > 1)):
            break
        words += 1
        last += 1
    if not words:
        return None
    noun = head_before(tokens, position) or head_after(tokens, last)
    class_ = noun.class_ if noun and noun.class_ and _is_ship(noun.class_) else None
    if ship_prefixes()[prefix] and len(prefix) <= _SHORT and not (told or class_ or names_a_kind(tokens)):  # MS Dhoni
        return (position, last, SHIP) if takes_ships(tokens, position, last, _MAX_REACH) else None
    return position, last, class_ or SHIP


def _ends_ship(tokens: Tokens, position: int) -> bool:
    """Whether a word with a capital goes on behind the name:   USS Example Fires Missile."""
    word = tokens.lower[position]
    return bool(word_class(word) & VERB_FORM) or word in context_words("military") or word in heads()


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
    if class_ is None or not _is_ship(class_):
        return None
    first = position + len(phrase.words)
    told = tokens.lower[first : first + 2] == [",", "the"]  # a frigate, the Blanca
    plain = (
        tokens.lower[first : first + 1] == [","] and tokens.lower[first - 1] in plural_kinds()
    )  # two tugs, Ajax and Hebe
    first += 2 if told else 1 if plain else 0
    if not told and (listed := skip_example(tokens, first)):
        first, told = first + listed, True
    while first < len(tokens.text) and tokens.text[first] in MARKS and tokens.gap(first) <= 1:
        first += 1
    sister = position > 0 and tokens.lower[position - 1] == "sister"
    generic = class_ == SHIP and first == position + len(phrase.words) and not sister
    last = end_of_name(tokens, first, taken, NO_BARE & ~PLACE if told or plain else NO_SHIP, MAX_WORDS)
    after = tokens.lower[last : last + 1]
    if told and after and tokens.text[last][0].isupper():  # the tanker, the Central Command said
        return None
    if (told or plain) and after and word_kinds().get(after[0], 0) & SPEECH:  # the ship, the Navy said
        return None
    if plain and not (after == ["and"] and tokens.text[last + 1 : last + 2] and tokens.text[last + 1][0].isupper()):
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


def _aboard(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name behind a word that only ships take:   aboard the Norman Castle."""
    first = position + 1
    if first >= len(tokens.text) or tokens.lower[first] != "the":
        return None
    first += 1
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    last = end_of_name(tokens, first, taken, NO_BARE, MAX_WORDS)
    if last == first or tokens.lower[first] in context_words("maker") or is_compound(tokens, last):
        return None
    return first, last, SHIP


def _named_next(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """A name behind the flag of a ship or its rank:   the Norwegian-flagged Blanca   the future Blanca   flagship, Blanca."""
    first = position + 1
    if tokens.lower[position] == FLAGSHIP:
        first += tokens.lower[first : first + 1] == [","]
        first += tokens.lower[first : first + 1] == ["the"]
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    last = end_of_name(tokens, first, taken, NO_SHIP, MAX_WORDS)
    return (first, last, SHIP) if last > first and not is_compound(tokens, last) else None


def _subject(tokens: Tokens, position: int, taken: list[bool], *, with_article: bool) -> Span | None:
    """A name with "the" before a verb that only ships take:   the Leinster was torpedoed."""
    last = end_of_name(tokens, position, taken, NO_BARE, MAX_WORDS)
    if last == position or tokens.lower[last - 1] in heads():
        return None
    place = last
    kind = last + (2 if tokens.lower[last : last + 2] == ["will", "be"] else 1)
    told = tokens.lower[last : last + 1] == [","] or kind > last + 1
    if kind < len(tokens.text) and (told or tokens.lower[last] in _COPULA) and tokens.lower[kind] in _ARTICLES:
        return _told_by_copula(tokens, position, last, kind + 1)
    if not with_article:
        return None
    while place < len(tokens.text) and place < last + 2 and tokens.lower[place] in ("was", "had", "been", "then"):
        place += 1
    if place < len(tokens.text) and tokens.lower[place] in context_words("suffered"):
        return position, last, SHIP
    return None


def _told_by_copula(tokens: Tokens, first: int, last: int, begin: int) -> Span | None:
    """A name that a sentence says to be of a kind of ship:   Forfarshire was a paddle steamer   Blanca, a tanker."""
    for place in range(begin, min(begin + _MAX_REACH, len(tokens.text))):
        if not (tokens.text[place][0].isalnum() or tokens.text[place] in "/-") or tokens.lower[place] in _ENDS_TOLD:
            return None
        phrase = match_phrase(tokens, place, len(tokens.text), heads().get(tokens.lower[place], []))
        if phrase:
            behind = place + len(phrase.words)
            person = behind < len(tokens.text) and tokens.text[behind].isalpha() and not ends_kind(tokens, behind)
            class_ = phrase.payload.class_
            return (first, last, class_) if class_ and _is_ship(class_) and not person else None
    return None


def _quoted(tokens: Tokens, position: int, taken: list[bool], strength: int) -> Span | None:
    """A name in marks in an article that speaks of ships:   `` Falmouth `` was assigned   “Moskva” sank."""
    first = position + 1
    while first < len(tokens.text) and tokens.text[first] in MARKS:
        first += 1
    last = end_of_name(tokens, first, taken, CLOSED, _MAX_QUOTED)
    if last == first or last >= len(tokens.text) or tokens.text[last] not in MARKS or not strength:
        return None
    italics = tokens.text[position] == _ITALICS == tokens.text[last]
    reach = _WORK_REACH if italics else _MAX_REACH
    around = tokens.lower[max(position - reach, 0) : last + (reach if italics else 3)]
    if not context_words("work").isdisjoint(around) or tokens.lower[first] in context_words("force"):
        return None
    noun = head_before(tokens, position) or head_after(tokens, last + 1)
    class_ = noun.class_ if noun and noun.class_ and _is_ship(noun.class_) else None
    if noun and noun.class_ and class_ is None:
        return None
    if class_ or italics or (strength >= _FEW and takes_ships(tokens, position, last, _MAX_REACH)):
        return first, last, class_ or SHIP
    return None


def _is_ship(class_: str) -> bool:
    return class_groups()[class_] == SHIP

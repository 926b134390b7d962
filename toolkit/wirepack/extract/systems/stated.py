"""Names that a sentence says to be of a kind, whatever they look like: new weapons are introduced so.

The predicate: "the Sokil is a short-range missile"; the apposition: "its Sokil, a short-range missile that …"; the
naming: "a missile called Sokil", "the missile “Sokil”". Ships have such rules of their own (`shipclauses`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads
from wirepack.extract.systems.nouns import COPULAS, NAMING, head_ending
from wirepack.extract.systems.shipwords import MARKS, SHIP
from wirepack.extract.systems.signs import SIGNS
from wirepack.grammar import ADVERB, AUXILIARY, COORDINATOR, DETERMINER, FINITE, POSSESSIVE, PREPOSITION, WH, word_class
from wirepack.namewords import BODY, CLOSED, GIVEN, OUTLET, PLACE, RANK, ROLE, THING, TOWN, named_at, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.systems.numbered import Span
    from wirepack.models import Tokens

_INDEFINITE: Final = frozenset({"a", "an"})
# Verbs whose object may be a new weapon without an article:   unveiled Sokil, a missile
_SHOWING: Final = frozenset(
    [
        "built",
        "deployed",
        "developed",
        "displayed",
        "fielded",
        "fired",
        "introduced",
        "launched",
        "presented",
        "produced",
        "revealed",
        "showed",
        "tested",
        "unveiled",
        "used",
    ]
)
_MAX_WORDS: Final = 3  # of a name
_MAX_LETTERS: Final = 3  # before the full stop of a designation: AV.29
_MAX_BETWEEN: Final = 9  # tokens between the article and the noun: "a new, highly manoeuvrable ballistic missile"
_NOT_BETWEEN: Final = PREPOSITION | FINITE | WH
_ENDS_PHRASE: Final = ADVERB | AUXILIARY | COORDINATOR | PREPOSITION | WH
# People, companies and gear are said to be these as often.
_OTHER_TRADES: Final = frozenset(
    {
        "bomber",
        "bridge",
        "carrier",
        "charge",
        "duster",
        "fighter",
        "knife",
        "laser",
        "mine",
        "post",
        "robot",
        "station",
        "trainer",
    }
)
# What may follow the noun of an apposition; a verb there makes it the subject of a new clause.
_FOLLOWS: Final = frozenset(
    {",", ".", ";", ":", ")", "that", "which", "with", "capable", "built", "designed", "developed", "made"}
)
_DESIGNATION: Final = re.compile(r"(?=.*\d)[A-Z\d][\w./]{0,7}(?:-[\w/]{1,6}){0,2}")
_WORD: Final = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})?")
_NUMBER: Final = re.compile(r"[A-Z]?\d{1,4}[A-Z]?|[IVX]{1,4}")  # behind a word: Sokil 300, Neptune II
_NO_NAME: Final = CLOSED | PLACE | TOWN | OUTLET | BODY | THING | RANK | ROLE | GIVEN
NO_GIVEN_NAME: Final = CLOSED | RANK | ROLE  # what nobody gives as a name:   a howitzer dubbed Bertha


@cache
def _last_words() -> frozenset[str]:
    """The last words of the nouns that tell a kind which is no ship's."""
    nouns = (phrase for phrases in heads().values() for phrase in phrases if phrase.payload.class_)
    return (
        frozenset(noun.lower[-1] for noun in nouns if class_groups()[noun.payload.class_ or ""] != SHIP) - _OTHER_TRADES
    )


KIND: Final = SIGNS.add(lambda _, lower: lower in _last_words())


def named_by_statement(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The name of which a sentence says that it is of the kind whose noun ends at a token, and that kind.

    >>> from wirepack.segment.tokens import tokenize
    >>> for text in (
    ...     "The Sokil is a new ballistic missile.", "They showed the Sokil-3, an underwater drone.",
    ...     "a missile called Sokil", "the cruise missile “Sokil”", "Karpin is a drone pilot.", "Karpin saw it, a drone hit him.",
    ... ):
    ...     tokens = tokenize(text)
    ...     found = [named_by_statement(tokens, place, [False] * 20) for place in range(len(tokens.text))]
    ...     print([(" ".join(tokens.text[span[0] : span[1]]), span[2]) for span in found if span])
    [('Sokil', 'ballistic missile')]
    [('Sokil-3', 'unmanned underwater vehicle')]
    [('Sokil', 'missile')]
    [('Sokil', 'cruise missile')]
    []
    []
    """
    if tokens.lower[position] not in _last_words():
        return None
    noun = head_ending(tokens, position)
    class_ = noun.payload.class_ if noun else None
    if noun is None or class_ is None or class_groups()[class_] == SHIP:
        return None
    span = _called(tokens, position, taken) or _said(tokens, position, taken, several=len(noun.words) > 1)
    return (*span, class_) if span else None


def _called(tokens: Tokens, position: int, taken: list[bool]) -> tuple[int, int] | None:
    """The name behind the noun:   a missile called Sokil   the missile “Sokil”   a missile, known as the Sokil."""
    lower, place = tokens.lower, position + 1
    place += lower[place : place + 1] == [","]
    names = lower[place : place + 1] and lower[place] in NAMING
    known = lower[place : place + 2] == ["known", "as"]
    place += 1 if names else 2 if known else 0
    if (names or known) and lower[place : place + 1] == ["the"]:
        place += 1
    quoted = place < len(lower) and tokens.text[place] in MARKS and tokens.text[place] not in "’'"
    while place < len(lower) and tokens.text[place] in MARKS:
        place += 1
    if not (names or known) and not (quoted and place > position + 1 and lower[position + 1] != ","):
        return None
    last = _end(tokens, place, taken, _NO_NAME if quoted and not names else 0 if quoted else NO_GIVEN_NAME)
    if last == place or (quoted and tokens.text[last : last + 1] and tokens.text[last] not in MARKS):
        return None
    return place, last


def _end(tokens: Tokens, first: int, taken: list[bool], no: int) -> int:
    """Where a name that begins at a token ends; the token itself if none does."""
    last = first
    while last < min(first + _MAX_WORDS, len(tokens.text)) and not taken[last] and _is_part(tokens, last, last > first):
        if last > first and tokens.gap(last) > 1:
            break
        last += 1
    return last if last > first and is_name(tokens, first, last, no) else first


def _said(tokens: Tokens, position: int, taken: list[bool], *, several: bool) -> tuple[int, int] | None:
    """The name before the article of the noun, of one word or `several`:   the Sokil is a missile   the Sokil, a missile."""
    article = _article_before(tokens, position)
    if article is None or article < 2 or not _is_whole(tokens, position):
        return None
    link, last = tokens.lower[article - 1], article - 1
    if tokens.text[last - 1] == ")":
        last = _before_bracket(tokens, last - 1)
    while last > 0 and tokens.text[last - 1] in MARKS:
        last -= 1
    first = _beginning(tokens, last, taken)
    if first is None:
        return None
    before = tokens.lower[first - 1] if first else "."
    determined = bool(word_class(before) & (DETERMINER | POSSESSIVE)) or before in ("'s", "’s")
    marked = determined or before in MARKS or _DESIGNATION.fullmatch(tokens.text[last - 1]) is not None
    if link in COPULAS:  # "Sapsan is a ballistic missile", but not "Bitcoin is a rocket"
        told = marked or (several and not word_class(before) & PREPOSITION)
        return (first, last) if told else None
    if link != "," or not (marked or before in _SHOWING) or before in _INDEFINITE:  # "an Example, a truck" is a list
        return None
    after = tokens.lower[position + 1 : position + 2]
    return (first, last) if after and after[0] in _FOLLOWS else None


def _beginning(tokens: Tokens, last: int, taken: list[bool]) -> int | None:
    """Where the name begins that ends before a token; None if there is none."""
    if _is_dotted(tokens, last):
        return None if taken[last - 1] else last - len(("V", ".", "4"))
    first = last
    while first > 0 and last - first < _MAX_WORDS and not taken[first - 1] and _is_part(tokens, first - 1, False):
        first -= 1
        if tokens.gap(first + 1) > 1 and first + 1 < last:
            return None
    while first < last and not is_name(tokens, first, last):
        first += 1
    return first if first < last else None


def _is_dotted(tokens: Tokens, last: int) -> bool:
    """Whether a designation with a full stop ends before a token:   V.4   AV.29."""
    if last < 3 or tokens.text[last - 2] != "." or tokens.gap(last - 2) or tokens.gap(last - 1):
        return False
    letters = tokens.text[last - 3]
    return tokens.text[last - 1].isdigit() and letters.isalpha() and letters.isupper() and len(letters) <= _MAX_LETTERS


def _before_bracket(tokens: Tokens, place: int) -> int:
    """The bracket that opens before one that closes at a token, in short reach:   the Sokil (Falcon) is a missile."""
    for begin in range(place - 1, max(place - _MAX_BETWEEN, 0), -1):
        if tokens.text[begin] == "(":
            return begin
    return place + 1


def _article_before(tokens: Tokens, position: int) -> int | None:
    """The article of the noun phrase that ends at a token, if it is an indefinite one."""
    for place in range(position - 1, max(position - _MAX_BETWEEN, 0), -1):
        lower = tokens.lower[place]
        if lower in _INDEFINITE:
            return place
        if not (lower[0].isalnum() or lower in (",", "-")) or word_class(lower) & (_NOT_BETWEEN | DETERMINER):
            return None
    return None


def _is_whole(tokens: Tokens, position: int) -> bool:
    """Whether the noun is the last of its phrase:   a missile that …   but not: a missile expert."""
    after = tokens.lower[position + 1] if position + 1 < len(tokens.lower) else "."
    return (
        not after[0].isalnum()
        or bool(word_class(after) & _ENDS_PHRASE)
        or after.endswith(("ed", "ing"))
        or after in _FOLLOWS
    )


def _is_part(tokens: Tokens, place: int, goes_on: bool) -> bool:
    """Whether a word can be one of a name."""
    word = tokens.text[place]
    if _DESIGNATION.fullmatch(word) or (goes_on and _NUMBER.fullmatch(word)):
        return True
    return word[0].isupper() and (_WORD.fullmatch(word) is not None or _NUMBER.fullmatch(word) is not None)


def is_name(tokens: Tokens, first: int, last: int, no: int = _NO_NAME) -> bool:
    """Whether words with capitals are no person's, place's or company's name, as their kinds tell, and no common noun."""
    if _NUMBER.fullmatch(tokens.text[first]) and not _DESIGNATION.fullmatch(tokens.text[first]):
        return False
    if last == first + 1 and tokens.text[first].isdigit():
        return False
    for place in range(first, last):
        lower = tokens.lower[place]
        if not _WORD.fullmatch(tokens.text[place]):
            continue
        if word_kinds().get(lower, 0) & no or (no and word_class(lower)) or lower in heads():
            return False
        if no & PLACE and named_at(tokens.text, place):
            return False
        if lower in context_words("maker") or lower in context_words("military") or lower in context_words("company"):
            return False
    return True

"""Aircraft that the catalogue does not hold, by the grammar of their designations.

Three forms: a maker and a designation (Airco DH.11, Nord Aviation 262), a maker and a word in a text that speaks of
flying (an Avro Ashton), and a designation alone that such a text speaks of as of a thing (the R-53, six X-300s).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads
from wirepack.extract.systems.flying import FLYING_GROUPS, is_flying_near
from wirepack.extract.systems.nouns import head_after
from wirepack.extract.systems.shipwords import is_compound
from wirepack.grammar import ARTICLES, DETERMINER, NUMBER, POSSESSIVE, VERB_FORM, word_class
from wirepack.lexicons import read_table
from wirepack.namewords import BODY, CLOSED, GIVEN, OUTLET, PLACE, RANK, ROLE, THING, word_kinds
from wirepack.phrases import make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.extract.systems.numbered import Span
    from wirepack.models import Tokens
    from wirepack.phrases import Index, Phrase


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker of aircraft: the class of what it makes, and whether its types may be words alone."""

    class_: str
    has_words: bool


# The parts of a designation, which full stops and slashes cut:   R-52   DH | . | 11   M.C. | 94   2a   636   172s
_LETTERS: Final = re.compile(r"[A-Z][A-Za-z]{0,3}(?:\.[A-Z]){0,2}\.?")
_DIGITS: Final = re.compile(r"\d{1,4}[A-Za-z]{0,3}s?(?:[-/][A-Z\d]{1,5})?")
_WHOLE: Final = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Za-z]{0,3}s?(?:[-/][A-Z\d]{1,5})?")
_ROMAN: Final = re.compile(r"[A-Z]{1,2}\.?[IVX]{1,5}[a-z]?")  # F.VII, behind a maker's name
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# A designation alone, with a hyphen:   R-53   ADS-95   14-X is none
_ALONE: Final = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,4}[A-Z]{0,2}s?")
_ALONE_WHOLE: Final = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Z]{0,2}")  # … or without one, where it first flew
_FLEW: Final = frozenset({("first", "flew"), ("maiden", "flight"), ("first", "flight"), ("first", "flown")})
_REACH_OF_FLIGHT: Final = 15  # tokens behind a designation in which that is told
_UNITS: Final = re.compile(
    r"(?:V[A-Z]{1,3}|HM[A-Z]|HS[A-Z]?|CV[A-Z]?|DDG?|SSN?|BB|CG|LH[AD]|LST|FL|I|UN|GP|JP|AIM|AGM)-.*"
)
_NAMELIKE: Final = DETERMINER | POSSESSIVE | NUMBER
_NO_TYPE: Final = BODY | CLOSED | GIVEN | OUTLET | PLACE | RANK | ROLE | THING
_ON_ROADS: Final = frozenset({"along", "down", "off", "on"})  # a plane landed on the N-340
_NEAR: Final = 15  # tokens on each side that hold the word of flying
_MAX_WORDS_BEFORE: Final = 3  # between the article and the maker: "a small twin-engine Piper plane"
_MAX_WORDS_OF_MAKER: Final = 3  # de Havilland Canada
_MAX_LETTERS: Final = 3  # before the full stop of a designation that stands alone
_MAX_PARTS: Final = 4  # letters and full stops before the number of a designation
_BESIDE: Final = 4  # tokens on each side in which an engine is named as such
_LONGEST_LETTERS: Final = 4  # M.C.
_SHORTEST_WORD: Final = 3  # letters of a type that is a word
_ANY: Final = "aircraft"  # the class of one whose kind is not known


@cache
def makers() -> Index[Maker]:
    """The makers of aircraft, by the first word of their names."""
    rows = read_table("system_aircraft_makers")
    return make_index((row["maker"], False, Maker(row["class"], row["names"] == "words")) for row in rows)


def made_by(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The type behind a maker's name:   Airco DH.11   Nord Aviation 262   an Avro Ashton."""
    phrase = _maker_at(tokens, position, len(tokens.text))
    if phrase is None:
        return None
    first = position + len(phrase.words)
    if first >= len(tokens.text) or taken[first] or tokens.gap(first) > 1 or _is_engine(tokens, position, first):
        return None
    last = _designation_end(tokens, first)
    if (
        last
        and tokens.text[first][0].isdigit()
        and not (phrase.payload.has_words or _is_counted(tokens, position, last))
    ):
        return None
    if last is None and phrase.payload.has_words:
        last = _word_end(tokens, position, first)
    if last is None:
        return _by_maker_alone(tokens, position, first, phrase.payload)
    noun = head_after(tokens, last)
    if noun and noun.class_ and class_groups()[noun.class_] not in FLYING_GROUPS | {"drone"}:
        return None
    return position, last, noun.class_ if noun and noun.class_ else phrase.payload.class_


def skip_maker_back(tokens: Tokens, position: int, *, doubtful: bool = False) -> int:
    """Where the maker of aircraft begins that stands before a token; the token itself if none does.

    `doubtful`: also one whose name is a single word that is a person's or another company's, too (Ford, Fleet).

    >>> from wirepack.segment.tokens import tokenize
    >>> [skip_maker_back(tokenize(text), 4) for text in ("a de Havilland Canada Otter", "two of the Canadian Otters")]
    [1, 4]
    """
    for begin in range(max(position - _MAX_WORDS_OF_MAKER, 0), position):
        phrase = _maker_at(tokens, begin, position)
        if phrase and begin + len(phrase.words) == position:
            return begin if doubtful or phrase.payload.has_words or len(phrase.words) > 1 else position
    return position


def is_behind_maker(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a maker of aircraft stands before a name, a doubtful one if the text around it speaks of flying.

    >>> from wirepack.segment.tokens import tokenize
    >>> [is_behind_maker(tokenize(text), 2, 3) for text in ("a Curtiss Tomahawk", "a Ford Mustang", "the famous Mustang")]
    [True, False, False]
    """
    if skip_maker_back(tokens, first) < first:
        return True
    return skip_maker_back(tokens, first, doubtful=True) < first and is_flying_near(tokens, first, last)


def _maker_at(tokens: Tokens, position: int, limit: int) -> Phrase[Maker] | None:
    if not tokens.text[position][0].isupper() and tokens.lower[position] != "de":
        return None
    return match_phrase(tokens, position, limit, makers().get(tokens.lower[position], []))


def _by_maker_alone(tokens: Tokens, position: int, first: int, maker: Maker) -> Span | None:
    """A maker that stands for what it makes:   a single-engine Cessna plane   an Antonov crashed on landing."""
    noun = head_after(tokens, first) if tokens.text[first][0].islower() else None  # Hughes Aircraft is the company
    if noun is None or not noun.class_:
        if not maker.has_words or not _is_pointed_at(tokens, position) or is_compound(tokens, first):
            return None
        return (position, first, maker.class_) if is_flying_near(tokens, position, first) else None
    if class_groups()[noun.class_] not in FLYING_GROUPS or tokens.text[first] in ",(":
        return None
    before = position - 1
    while before > 0 and position - before <= _MAX_WORDS_BEFORE and tokens.text[before].islower():
        if word_class(tokens.lower[before]) & _NAMELIKE:
            return position, first, noun.class_
        before -= 1
    return None


def _is_pointed_at(tokens: Tokens, position: int) -> bool:
    """Whether an article stands before a maker, or before one word and the maker:   an Antonov   an army Antonov."""
    before = tokens.lower[position - 1] if position else ""
    if before in ARTICLES:
        return True
    return before.isalpha() and not word_class(before) and tokens.lower[position - 2 : position - 1] in (["a"], ["an"])


def dotted_alone(tokens: Tokens, position: int) -> Span | None:
    """A designation with a full stop before its number, in such a text:   the R.35   an AV.29."""
    first = position - 2
    if first < 1 or tokens.text[position - 1] != "." or not _DIGITS.fullmatch(tokens.text[position]):
        return None
    letters = tokens.text[first]
    if len(letters) > _MAX_LETTERS or not letters.isupper() or tokens.gap(position - 1) or tokens.gap(position):
        return None
    return (first, position + 1, _ANY) if _is_spoken_of(tokens, first, position + 1) else None


def flown_alone(tokens: Tokens, position: int) -> Span | None:
    """A designation that a text about flying speaks of as of a thing:   the R-53   six X-300s."""
    word = tokens.text[position]
    if position == 0 or not _ALONE_WHOLE.match(word) or _UNITS.fullmatch(word):
        return None
    if _ALONE.fullmatch(word) and _is_spoken_of(tokens, position, position + 1):
        return position, position + 1, _ANY
    return (position, position + 1, _ANY) if _ALONE_WHOLE.fullmatch(word) and _first_flew(tokens, position) else None


def _first_flew(tokens: Tokens, position: int) -> bool:
    """Whether a sentence tells when what has an article first flew:   the P-999, built in Paris, first flew in 1950."""
    if tokens.lower[position - 1] not in ARTICLES:
        return False
    behind = tokens.lower[position + 1 : position + 1 + _REACH_OF_FLIGHT]
    return any(pair in _FLEW for pair in pairwise(behind[: behind.index(".")] if "." in behind else behind))


def _is_spoken_of(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an article or number stands before a designation, and words of flying around it."""
    if not word_class(tokens.lower[first - 1]) & _NAMELIKE or (first > 1 and tokens.lower[first - 2] in _ON_ROADS):
        return False
    if context_words("flying").isdisjoint(tokens.lower[max(first - _NEAR, 0) : last + _NEAR]):
        return False
    if _is_engine(tokens, first, last) or not is_flying_near(tokens, first, last):
        return False
    after = tokens.lower[last] if last < len(tokens.lower) else "."
    return after not in context_words("other") and after not in heads() and after != "-"


def _designation_end(tokens: Tokens, first: int) -> int | None:
    """Where a designation behind a maker's name ends; None if there is none."""
    text, word = tokens.text, tokens.text[first]
    if _WHOLE.fullmatch(word) or _ROMAN.fullmatch(word):
        return first + 1
    if word[0].isdigit():
        return (
            first + 1
            if _DIGITS.fullmatch(word) and not _YEAR.fullmatch(word) and _ends_type(tokens, first + 1)
            else None
        )
    place = first
    while (
        place < len(text)
        and place - first < _MAX_PARTS
        and (_LETTERS.fullmatch(text[place]) or text[place] in (".", "/"))
    ):
        if place > first and tokens.gap(place) and text[place - 1][-1] != ".":
            break
        place += 1
    if place == first or place >= len(text) or not (_DIGITS.fullmatch(text[place]) or _ROMAN.fullmatch(text[place])):
        return None
    return place + 1 if tokens.gap(place) <= 1 and len(word) <= _LONGEST_LETTERS else None


def _is_counted(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a number behind a name that is a person's, too, is a type's:   a Martin 404, but not "Bell 2"."""
    noun = head_after(tokens, last)
    return bool(first and word_class(tokens.lower[first - 1]) & _NAMELIKE) or bool(noun and noun.class_)


def _ends_type(tokens: Tokens, place: int) -> bool:
    """Whether a bare number is a type's:   Avro 636 aircraft, but not "Boeing 300 workers"."""
    if place >= len(tokens.lower) or not tokens.lower[place].isalpha():
        return True
    after = tokens.lower[place]
    return tokens.text[place][0].isupper() or after in heads() or not after.endswith("s") or bool(word_class(after))


def _word_end(tokens: Tokens, position: int, first: int) -> int | None:
    """Where a type that is a word ends:   an Avro Ashton   two Spartan Zeuses."""
    word, lower = tokens.text[first], tokens.lower[first]
    if len(word) < _SHORTEST_WORD or not word.istitle() or not word.isalpha():
        return None
    if (
        word_kinds().get(lower, 0) & _NO_TYPE
        or lower in context_words("company")
        or lower in heads()
        or word_class(lower) & VERB_FORM
    ):
        return None
    if position == 0 or not word_class(tokens.lower[position - 1]) & _NAMELIKE:
        return None
    after = first + 1
    if (
        after < len(tokens.text)
        and tokens.text[after].istitle()
        and (tokens.lower[after] in context_words("company") or tokens.lower[after] in context_words("maker"))
    ):
        return None
    return after if head_after(tokens, after) or is_flying_near(tokens, position, after) else None


def _is_engine(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an engine is spoken of:   powered by a Bristol Jupiter   the RD-33 turbofan."""
    around = tokens.lower[max(first - _BESIDE, 0) : first] + tokens.lower[last : last + _BESIDE]
    return not context_words("engine").isdisjoint(around)

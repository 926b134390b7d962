"""Aircraft that the catalogue does not hold, by the grammar of their designations.

Three forms: a maker and a designation (Airco DH.11, Nord Aviation 262), a maker and a word in a text that speaks of
flying (an Avro Ashton), and a designation alone that such a text speaks of as of a thing (the R-53, six X-300s).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads
from wirepack.extract.systems.context import head_after
from wirepack.extract.systems.flying import FLYING_GROUPS, is_flying_near
from wirepack.grammar import DETERMINER, NUMBER, POSSESSIVE, VERB_FORM, word_class
from wirepack.lexicons import read_table
from wirepack.namewords import BODY, CLOSED, GIVEN, OUTLET, PLACE, RANK, ROLE, THING, word_kinds
from wirepack.phrases import make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.models import Tokens
    from wirepack.phrases import Index


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker of aircraft: the class of what it makes, and whether its types may be words alone."""

    class_: str
    has_words: bool


# The parts of a designation, which full stops and slashes cut:   R-52   DH | . | 11   M.C. | 94   2a   636   172s
_LETTERS: Final = re.compile(r"[A-Z][A-Za-z]{0,3}(?:\.[A-Z]){0,2}\.?")
_DIGITS: Final = re.compile(r"\d{1,4}[A-Za-z]{0,3}s?(?:[-/][A-Z\d]{1,5})?")
_WHOLE: Final = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Za-z]{0,3}s?(?:[-/][A-Z\d]{1,5})?")
_ROMAN: Final = re.compile(r"[A-Z]{1,2}\.?[IVX]{1,5}[a-z]?|[IVX]{1,5}")  # F.VII   III, behind a maker's name
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# A designation alone, with a hyphen:   R-53   ADS-95   14-X is none
_ALONE: Final = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,4}[A-Z]{0,2}s?")
_UNITS: Final = re.compile(
    r"(?:V[A-Z]{1,3}|HM[A-Z]|HS[A-Z]?|CV[A-Z]?|DDG?|SSN?|BB|CG|LH[AD]|LST|FL|I|UN|GP|JP|AIM|AGM)-.*"
)
_NAMELIKE: Final = DETERMINER | POSSESSIVE | NUMBER
_NO_TYPE: Final = BODY | CLOSED | GIVEN | OUTLET | PLACE | RANK | ROLE | THING
_COMPANY: Final = frozenset(
    {"aerospace", "aircraft", "airplane", "aviation", "company", "corporation", "defence", "defense", "engine", "engines",
     "field", "flight", "group", "industries", "international", "limited", "ltd", "systems", "works"}
)  # fmt: skip
_ENGINE: Final = frozenset({"engine", "engines", "horsepower", "hp", "powered", "powerplant", "radial", "thrust", "turbofan",
                            "turbofans", "turbojet", "turbojets", "turboprops"})  # fmt: skip
_BESIDE: Final = 4  # tokens on each side in which an engine is named as such
_SHORTEST_WORD: Final = 3  # letters of a type that is a word
_ANY: Final = "aircraft"  # the class of one whose kind is not known

Span = tuple[int, int, str | None]


@cache
def makers() -> Index[Maker]:
    """The makers of aircraft, by the first word of their names."""
    rows = read_table("system_aircraft_makers")
    return make_index((row["maker"], False, Maker(row["class"], row["names"] == "words")) for row in rows)


def made_by(tokens: Tokens, position: int, taken: list[bool]) -> Span | None:
    """The type behind a maker's name:   Airco DH.11   Nord Aviation 262   an Avro Ashton."""
    if not tokens.text[position][0].isupper() and tokens.lower[position] != "de":
        return None
    phrase = match_phrase(tokens, position, len(tokens.text), makers().get(tokens.lower[position], []))
    if phrase is None:
        return None
    first = position + len(phrase.words)
    if (
        first >= len(tokens.text)
        or taken[first]
        or not _is_beside(tokens, first)
        or _is_engine(tokens, position, first)
    ):
        return None
    last = _designation_end(tokens, first)
    if last is None and phrase.payload.has_words:
        last = _word_end(tokens, position, first)
    if last is None:
        return None
    noun = head_after(tokens, last)
    if noun and noun.class_ and class_groups()[noun.class_] not in FLYING_GROUPS | {"drone"}:
        return None
    return position, last, noun.class_ if noun and noun.class_ else phrase.payload.class_


def flown_alone(tokens: Tokens, position: int) -> Span | None:
    """A designation that a text about flying speaks of as of a thing:   the R-53   six X-300s."""
    word = tokens.text[position]
    if not _ALONE.fullmatch(word) or _UNITS.fullmatch(word) or position == 0:
        return None
    before = tokens.lower[position - 1]
    if not word_class(before) & _NAMELIKE or (position > 1 and tokens.lower[position - 2] in ("on", "off", "along")):
        return None
    if not context_words("flying") & {*tokens.lower[max(position - 15, 0) : position + 15]}:
        return None
    if _is_engine(tokens, position, position + 1) or not is_flying_near(tokens, position, position + 1):
        return None
    after = tokens.lower[position + 1] if position + 1 < len(tokens.lower) else "."
    if after in context_words("other") or after in heads() or after == "-":
        return None
    return position, position + 1, _ANY


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
    while place < len(text) and place - first < 4 and (_LETTERS.fullmatch(text[place]) or text[place] in (".", "/")):
        if place > first and not (_is_tight(tokens, place) or text[place - 1][-1] == "."):
            break
        place += 1
    if place == first or place >= len(text) or not (_DIGITS.fullmatch(text[place]) or _ROMAN.fullmatch(text[place])):
        return None
    return place + 1 if tokens.start[place] - tokens.end[place - 1] <= 1 and len(word) <= 4 else None


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
    if word_kinds().get(lower, 0) & _NO_TYPE or lower in _COMPANY or lower in heads() or word_class(lower) & VERB_FORM:
        return None
    if position == 0 or not word_class(tokens.lower[position - 1]) & _NAMELIKE:
        return None
    after = first + 1
    if (
        after < len(tokens.text)
        and tokens.text[after].istitle()
        and tokens.lower[after] in _COMPANY | context_words("maker")
    ):
        return None
    return after if head_after(tokens, after) or is_flying_near(tokens, position, after) else None


def _is_engine(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an engine is spoken of:   powered by a Bristol Jupiter   the RD-33 turbofan."""
    around = tokens.lower[max(first - _BESIDE, 0) : first] + tokens.lower[last : last + _BESIDE]
    return not _ENGINE.isdisjoint(around)


def _is_beside(tokens: Tokens, position: int) -> bool:
    return tokens.start[position] - tokens.end[position - 1] <= 1


def _is_tight(tokens: Tokens, position: int) -> bool:
    return tokens.start[position] == tokens.end[position - 1]

"""Types that the catalogue does not hold, of a line whose letters tell what they are: the MiG-99, a Kh-999, two MQ-99s.

States and makers give the same letters to what they build of a kind (lexicons/system_designators.tsv), so that a new
type needs no other word beside it; of letters that stand for other things, too, it does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words
from wirepack.extract.systems.described import is_on_a_road
from wirepack.extract.systems.flying import FLYING_GROUPS, is_flying_near
from wirepack.extract.systems.nouns import head_after
from wirepack.extract.systems.setting import is_military_around
from wirepack.extract.systems.signs import SIGNS
from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.systems.numbered import Span
    from wirepack.models import Tokens

# Letters, a number and the letters of a variant:   MiG-99   Kh-999M2   DF-99As; no 1900s and 2000s (`_YEAR`)
_TYPE: Final = re.compile(r"([^\W\d_]+)-(\d{1,4})(?:[A-Z]{1,4}\d{0,2})?s?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")  # AGM-2024 is a meeting of that year


@dataclass(frozen=True, slots=True)
class Line:
    """What letters tell of a type: its class if they are given to one kind only, and its origin if by one state only."""

    class_: str | None
    origin: tuple[str, ...]
    needs_context: bool


@cache
def lines() -> Mapping[str, Line]:
    """The letters that types begin with, as they are written."""
    rows = read_table("system_designators")
    return {
        row["letters"]: Line(
            None if row["class"] == "-" else row["class"],
            () if row["origin"] == "-" else (row["origin"],),
            row["context"] == "needs",
        )
        for row in rows
    }


def line_of(name: str) -> Line | None:
    """The line to which a type belongs by its letters.

    >>> line_of("DF-99A").class_, line_of("DF-99A").origin, line_of("Agenda-21")
    ('ballistic missile', ('CHN',), None)
    """
    match = _TYPE.fullmatch(name)
    return None if match is None or _YEAR.fullmatch(match[2]) else lines().get(match[1])


def _is_sure(word: str, _: str) -> bool:
    """Whether a word names a type wherever it stands."""
    line = line_of(word)
    return line is not None and not line.needs_context


SURE_TYPE: Final = SIGNS.add(_is_sure)


def named_by_line(tokens: Tokens, position: int) -> Span | None:
    """The type that a word names by its letters, with the class that the noun beside it tells, or else the letters.

    >>> from wirepack.segment.tokens import tokenize
    >>> for text in ("The MiG-99 arrived.", "Two CJ-99 missiles", "A drive on the AK-9", "AGM-88 jets"):
    ...     tokens = tokenize(text)
    ...     print([found for place in range(len(tokens.text)) if (found := named_by_line(tokens, place))])
    [(1, 2, 'fighter aircraft')]
    [(1, 2, 'cruise missile')]
    []
    [(0, 1, 'missile')]
    """
    line, last = line_of(tokens.text[position]), position + 1
    if (
        line is None
        or _numbers_something(tokens, position)
        or (line.needs_context and not _is_told(tokens, position, line))
    ):
        return None
    noun = head_after(tokens, last)
    return position, last, _likelier(noun.class_ if noun else None, line.class_)


def _numbers_something(tokens: Tokens, position: int) -> bool:
    """Whether a word beside a type says what else it numbers:   the SS-5 form   vitamin AK-7."""
    before, after = tokens.lower[max(position - 1, 0) : position], tokens.lower[position + 1 : position + 2]
    others = (context_words(kind) for kind in ("other", "object"))
    return not context_words("label").isdisjoint(before) or any(not words.isdisjoint(after) for words in others)


def _likelier(told: str | None, known: str | None) -> str | None:
    """The class that a noun tells, unless it is one of another group than the letters tell, or says no more:   missile."""
    if told is None or known is None:
        return told or known
    group = class_groups()[told]
    return told if group == class_groups()[known] and told != group else known


def _is_told(tokens: Tokens, position: int, line: Line) -> bool:
    """Whether words of weapons or troops stand around a type, or of flying around what flies, and no road."""
    if is_on_a_road(tokens, position):
        return False
    if line.class_ and class_groups()[line.class_] in FLYING_GROUPS and is_flying_near(tokens, position, position + 1):
        return True
    return is_military_around(tokens, position, position + 1)

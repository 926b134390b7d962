"""Objects: where the words end that can be objects of a trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.clauses import ASIDE, REACH, joins_parties
from wirepack.extract.events.line import JOINTS, QUOTES, STOPS

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line

_OPENERS = frozenset(("that", "who", "which", "while", "when", "whose"))
_CLAUSES = _OPENERS - {"that"}  # open a clause also right behind a trigger
_CUTS = STOPS | JOINTS | _OPENERS | QUOTES | {",", "and", "according"}  # words that may end a phrase


def objects_end(line: Line, begin: int, reach: int = REACH) -> int:
    """Find where the words end that can be objects of a trigger whose last word stands before `begin`."""
    lower, aside = line.lower, False
    limit = min(line.last, begin + reach)
    for index in range(begin, limit):
        word = lower[index]
        if aside:
            aside = word != ")"
        elif word not in _CUTS:
            continue
        elif word == "(" and ")" in lower[index : index + ASIDE]:
            aside = True
        elif (
            word in STOPS
            or (word == "," and not joins_parties(line, index))
            or word in _CLAUSES
            or (word == "according" and lower[index + 1 : index + 2] == ["to"])
            or (word in QUOTES and index > begin and _closes_quote(line, index, begin))
            or (index > begin and (word in _OPENERS or line.is_joint(index) or _opens_verb(line, index)))
        ):
            return index
    return limit


def _closes_quote(line: Line, index: int, begin: int) -> bool:
    """Tell whether a quotation ends here that opened before `begin`: the words behind it are the reporter's."""
    if index + 1 < line.last and line.lower[index + 1] not in STOPS and line.lower[index] in {"’", "‘"}:
        return False
    if not QUOTES.isdisjoint(line.lower[begin:index]):
        return False
    return sum(map(QUOTES.__contains__, line.lower[line.first : begin])) % 2 == 1


def _opens_verb(line: Line, index: int) -> bool:
    """Tell whether "and" joins another verb, not another object: "struck the base and killed two"."""
    if line.lower[index] != "and" or index + 1 >= line.last:
        return False
    after = line.bits[index + 1]
    return bool(after & g.PAST) and not after & g.NOUN

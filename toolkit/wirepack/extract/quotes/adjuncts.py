"""What stands between a reporting verb and what it reports: the addressee, dates, circumstances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import BREAK, MARKED, TITLE
from wirepack.grammar import (
    ADVERB,
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    WH,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Span
    from wirepack.extract.quotes.line import Line

LONGEST_ADJUNCT = 14  # items of "in an interview with the daily on Monday"
LONGEST_ASIDE = 8  # items between commas: "said, with a smile, that"
WHETHER_WORDS = frozenset({"whether", "how", "why", "what", "where", "who", "when", "if", "which", "whom", "whose"})
_ADJUNCT_HEADS = frozenset(
    {"in", "on", "at", "during", "after", "before", "to", "via", "through", "from", "by", "with", "for"}
)
_SUBJECT_MATTER = frozenset({"of", "about"})
CLAUSE_SUBJECTS = frozenset({"he", "she", "they", "we", "i", "it", "there", "you"})
_APPROXIMATE = frozenset(
    {"about", "around", "over", "under", "nearly", "almost", "roughly", "approximately", "more", "fewer", "less"}
    | {"at", "up", "too", "virtually"}
)

_LIMITS = frozenset({"than", "least", "most", "to"})
_PERIODS = frozenset(
    {"day", "days", "hour", "hours", "minutes", "week", "weeks", "month", "months", "year", "years", "decade"}
)
_BEHIND_PERIOD = frozenset({"after", "before"})


def read_addressee(line: Line, at: int) -> Span | None:
    """Return the phrase right behind "told": "reporters", "the Council", "him", "French channel BFM TV"."""
    lower, bits = line.lower, line.bits
    if bits[at] & OBJECT and not (lower[at] == "her" and not bits[at + 1]):
        return at, at + 1
    if bits[at] & (PREPOSITION | ADVERB | TIME | WH) and not bits[at] & (NAME | DETERMINER):
        return None
    end = at
    while end < at + LONGEST_ADJUNCT and not _ends_addressee(line, at, end):
        end += 1
    return (at, end) if end > at else None


def _ends_addressee(line: Line, start: int, at: int) -> bool:
    """Tell whether the phrase that began at `start` ends before `at`: where a clause, a new phrase or a date begins."""
    kind, word, before = line.bits[at], line.lower[at], line.lower[at - 1]
    if kind & TITLE:
        return False
    if kind & (BREAK | MARKED | PUNCTUATION | WH | SUBORDINATOR | TIME | ADVERB) or word in ("that", "to", "as"):
        return True
    if at == start:
        return False
    if word in CLAUSE_SUBJECTS or (kind & FINITE and not kind & NAME):
        return True
    if kind & PREPOSITION:
        return word != "of"
    joined = before in ("of", "and", "'s")
    if kind & (DETERMINER | POSSESSIVE):
        return not joined
    if kind & NAME and not line.bits[at - 1] & (NAME | DETERMINER | POSSESSIVE | COORDINATOR) and not joined:
        return not _that_soon(line, at)
    return False


def _that_soon(line: Line, at: int) -> bool:
    """Tell whether "that" or a quotation comes before any verb: then names still belong to the addressee."""
    for ahead in range(at, at + LONGEST_ASIDE):
        if line.lower[ahead] == "that" or line.bits[ahead] & MARKED or line.lower[ahead] == ".":
            return True
        if line.bits[ahead] & (FINITE | BREAK):
            return False
    return False


def is_approximate(line: Line, at: int) -> bool:
    """Tell whether a word makes a number approximate: "about", "at least", but not "at the site"."""
    word = line.lower[at]
    return word in _APPROXIMATE and (word not in ("at", "up") or line.lower[at + 1] in _LIMITS)


def skip_dates(line: Line, at: int) -> int:
    """Skip adverbs and dates: "repeatedly", "late on Monday", "last week", "Feb. 3", "two days later"."""
    lower, bits = line.lower, line.bits
    while True:
        kind = bits[at]
        if kind & (BREAK | MARKED) or lower[at + 1] == "'s":  # "said Monday's vote was a farce"
            return at
        if is_approximate(line, at) and (bits[at + 1] & (NUMBER | DETERMINER) or lower[at + 1] in _LIMITS):
            return at  # "said nearly all had left", "said more than 20 had left"
        if kind & ADVERB and bits[at + 1] & FINITE and lower[at] in _APPROXIMATE:
            return at  # "said more is at stake"
        if kind & TIME or (kind & ADVERB and not kind & (DETERMINER | SUBJECT | WH | PREPOSITION)):
            at += 1
            if lower[at] == "." and bits[at - 1] & TIME and bits[at + 1] & NUMBER:
                at += 1
            while bits[at] & NUMBER and bits[at - 1] & (TIME | PUNCTUATION):
                at += 1
        elif lower[at] == "that":
            return at
        elif kind & (DETERMINER | NUMBER) and lower[at + 1] in _PERIODS and lower[at + 2] in _BEHIND_PERIOD:
            return at + 2  # "said a day after the raid"
        elif kind & (PREPOSITION | DETERMINER | ADVERB | NUMBER) and bits[at + 1] & TIME and lower[at + 2] != "'s":
            at += 1
        elif (
            kind & (PREPOSITION | DETERMINER) and bits[at + 1] & (DETERMINER | NUMBER | ADVERB) and bits[at + 2] & TIME
        ):
            if kind & PREPOSITION and bits[at + 2] & NAME and not bits[at + 3]:
                return at  # "said at the February conference that"
            at += 2
        else:
            return at


def skip_adjuncts(line: Line, at: int, *, quoting: bool) -> tuple[int, Span | None]:
    """Skip circumstances: "in a statement", "to reporters during a visit"; a first "to …" names the addressee."""
    lower, bits = line.lower, line.bits
    addressee = None
    while (lower[at] in _ADJUNCT_HEADS or (quoting and lower[at] in _SUBJECT_MATTER)) and not bits[at] & NAME:
        if lower[at] == "to" and bits[at + 1] & BASE and not bits[at + 1] & (NAME | NOUN):
            break
        end = at + 1
        while end < at + LONGEST_ADJUNCT and not _ends_adjunct(line, at, end):
            end += 1
        if lower[end] in WHETHER_WORDS and lower[at] != "to":
            break
        if lower[at] in _SUBJECT_MATTER and not (
            lower[end] in (",", ":") or bits[end] & MARKED or lower[end] == "that"
        ):
            break
        if lower[at] == "to" and addressee is None:
            addressee = (at + 1, end)
        at = skip_dates(line, end)
    return at, addressee


def _ends_adjunct(line: Line, start: int, at: int) -> bool:
    kind, word = line.bits[at], line.lower[at]
    if kind & TITLE or word == "'":
        return False
    if kind & (BREAK | MARKED | PUNCTUATION) or word == "that":
        return True
    if at == start + 1:
        return False
    if kind & TIME and kind & NAME and line.bits[at - 1] & DETERMINER and not line.bits[at + 1]:
        return False  # "at the February conference"
    if word in _ADJUNCT_HEADS or word in CLAUSE_SUBJECTS or kind & (WH | SUBORDINATOR | FINITE | TIME):
        return True
    return bool(kind & (DETERMINER | POSSESSIVE) and not line.bits[at - 1] & (PREPOSITION | COORDINATOR))

"""Noun phrases read from their end to their beginning: "a spokesman for the ministry in Kabul"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.grammar import (
    ADVERB,
    ARTICLES,
    AUXILIARY,
    BASE,
    CALENDAR,
    COORDINATOR,
    DETERMINER,
    FINITE,
    ING,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

FLOATING = frozenset({"all", "both", "each"})  # behind their noun: "the aides all said"
COMMAS = frozenset({",", "(", ")", "—", "–", "-", "[", "]"})
PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "it"})
LONGEST_SUBJECT = 60  # items; a subject with its appositions is never longer, and nothing is scanned further


class Subject(NamedTuple):
    """The items [start, end) of a noun phrase; `clause` is where the clause with it begins, appositions included."""

    start: int
    end: int
    clause: int


def phrase_before(line: Line, end: int) -> Subject | None:
    """Return the noun phrase that ends at `end`, with what hangs on it: "a spokesman for the ministry in Kabul"."""
    bits = line.bits
    start, lowest = end, max(end - LONGEST_SUBJECT, 0)
    while start > lowest and not (bits[start - 1] and _bounds_phrase(line, start - 1)):  # unknown words bound nothing
        start -= 1
        if bits[start] & SUBJECT and not bits[start] & DETERMINER:
            break
        if line.lower[start] in ARTICLES and _stands_apart(line, start):
            break
    start = _skip_lead(line, start, end)
    if start < end and bits[start] & PREPOSITION:
        start = _after_fronted(line, start, end)
    end = _without_time(line, start, end)
    return Subject(start, end, start) if start < end else None


def _stands_apart(line: Line, article: int) -> bool:
    """Tell whether an article begins the phrase though no comma stands before it: "citing sources the agency said"."""
    before, behind = line.bits[article - 1], line.bits[article + 1]
    if behind & TIME or before & (PREPOSITION | COORDINATOR | ADVERB | DETERMINER | VERB_FORM | NUMBER | PUNCTUATION):
        return False
    named = before & NAME and not behind & NAME  # not "Ivan the Terrible"
    return not before or bool(before & (NOUN | TIME) or named)


def _bounds_phrase(line: Line, at: int) -> bool:
    """Tell whether the item at `at` cannot belong to the noun phrase behind it."""
    kind, word = line.bits[at], line.lower[at]
    if kind & (BREAK | UTTERANCE) or word in COMMAS or word in (";", ":", "that", "than"):
        return True
    if kind & NAME:
        return bool(kind & COORDINATOR) and _joins_clauses(line, at)
    if kind & (SUBORDINATOR | WH | FINITE):
        return True
    if kind & COORDINATOR:
        return word != "and" or _joins_clauses(line, at)
    return bool(kind & VERB_FORM) and not kind & PREPOSITION and _is_predicate(line, at)


def _joins_clauses(line: Line, at: int) -> bool:
    """Tell whether "and" at `at` joins more than names: it does after a comma and before a verb or a preposition."""
    return (
        line.lower[at - 1] in COMMAS
        or bool(line.bits[at - 1] & (BREAK | UTTERANCE))
        or bool(line.bits[at + 1] & (PREPOSITION | SUBORDINATOR))
        or bool(line.bits[at - 1] & BASE and line.bits[at - 2] & FINITE)  # "it would respond and Roe said"
    )


def _is_predicate(line: Line, at: int) -> bool:
    """Tell whether a verb form ends the search for a subject that lies behind it.

    A participle may hang on a noun ("people briefed on the talks", "a group based in Kabul", "convicted men"), and a
    base form may be a noun ("a partner") unless a pronoun or "to" stands before it.
    """
    kind, before, after = line.bits[at], line.bits[at - 1], line.bits[at + 1]
    if kind & NOUN:
        return line.lower[at - 1] in PRONOUNS  # "I welcome", but "a welcome"
    if kind & (PAST | PARTICIPLE):
        if "-" in line.lower[at]:
            return False  # "technically-oriented analysts"
        no_noun = SUBJECT | NAME | SUBORDINATOR | PREPOSITION | COORDINATOR | PUNCTUATION | BREAK | WH | AUXILIARY
        hanging = after & (PREPOSITION | MARKED) and not before & no_noun
        adjective = before & (DETERMINER | POSSESSIVE | PREPOSITION | COORDINATOR) or line.lower[at - 1] == "'s"
        return not (kind & PARTICIPLE and (hanging or (adjective and not after & PREPOSITION)))
    if kind & ING:
        return bool(after & (DETERMINER | POSSESSIVE))
    if kind & BASE:
        return line.lower[at - 1] == "to" or bool(before & (SUBJECT | AUXILIARY) and not before & DETERMINER)
    return not before & (DETERMINER | POSSESSIVE) and line.lower[at - 1] != "'s"


def _skip_lead(line: Line, start: int, end: int) -> int:
    """Skip what opens a clause before its subject: "But", "Meanwhile", "And then"."""
    while start < end:
        kind = line.bits[start]
        opening = kind & (ADVERB | COORDINATOR) and not kind & (DETERMINER | SUBJECT | PREPOSITION)
        if not opening and line.lower[start] not in ("earlier", "later", "asked", "even", "as"):
            break
        start += 1
    return start


def _after_fronted(line: Line, start: int, end: int) -> int:
    """Find the subject behind a fronted phrase without a comma: "In Moscow on Monday the ministry said"."""
    at = end - 1
    while at > start and not line.bits[at] & (PREPOSITION | TIME):
        if line.bits[at] & (DETERMINER | POSSESSIVE):
            return at
        at -= 1
    return at + 1 if at + 1 < end else start


def _without_time(line: Line, start: int, end: int) -> int:
    """Cut a date off the end: "Smith on Monday", "the ministry late last Friday", but not "Russia Today"."""
    at, dated = end, False
    while (
        at > start + 1 and line.bits[at - 1] & (TIME | NUMBER | DETERMINER | ADVERB) and not line.bits[at - 1] & SUBJECT
    ):
        at -= 1
        is_date = line.bits[at] & TIME and (not line.bits[at] & NAME or line.bits[at] & CALENDAR)
        dated = dated or bool(is_date)
    if not dated:
        return end
    return at - 1 if line.bits[at - 1] & PREPOSITION and at - 1 > start else at

"""Who speaks: the noun phrase that is the subject of a reporting verb, before it or, inverted, behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.extract.quotes.clauses import is_finite
from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    ING,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TIME,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

_COMMAS = frozenset({",", "(", ")", "—", "–", "-", "[", "]"})
_SEGMENT_ENDS = _COMMAS | {";", ":"}
_SEGMENT_BITS = BREAK | UTTERANCE
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "it"})
_RELATIVE = frozenset({"who", "which", "that"})
_APPOSITION = frozenset(
    [
        "a",
        "an",
        "who",
        "which",
        "whose",
        "whom",
        "one",
        "formerly",
        "himself",
        "herself",
        "themselves",
        "then",
        "now",
        "both",
        "where",
        "when",
    ]
)
_UNCLOSED = frozenset({"a", "an", "one"})
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_NO_PART = frozenset({".", ";", ":", "that", "who", "whose", "which"})
_CIRCUMSTANCES = frozenset({"in", "on", "during", "after", "at", "as", "when"})
_LONGEST_SUBJECT = 60  # items; a subject with its appositions is never longer, and nothing is scanned further


@dataclass(frozen=True, slots=True)
class Subject:
    """The items [start, end) of a noun phrase; `clause` is where the clause with it begins, appositions included."""

    start: int
    end: int
    clause: int


def subject_before(line: Line, group: int) -> Subject | None:
    """Find the subject that ends right before the verb group beginning at `group`.

    1. a pronoun: "he said"
    2. a relative pronoun: its antecedent, "Smith, who said"
    3. a phrase set off by commas: what it is set off from, "Smith, a lawyer, said"
    4. a verb joined by "and" has the subject of the clause: "Smith rose and said"
    5. the noun phrase that ends here: "officials in Kabul said"
    """
    last = group - 1
    word, bits = line.lower[last], line.bits[last]
    if bits & (BREAK | UTTERANCE) or word in (":", ";"):
        return None
    if word in _PRONOUNS or (bits & AUXILIARY and bits & SUBJECT):
        return Subject(last, last + 1, last)
    if word in _RELATIVE:
        return _antecedent(line, last)
    if word in _COMMAS:
        return _before_apposition(line, last)
    if bits & COORDINATOR:
        return clause_subject(line, last)
    return phrase_before(line, last + 1)


def _antecedent(line: Line, relative: int) -> Subject | None:
    end = relative - 1 if line.lower[relative - 1] in _COMMAS else relative
    phrase = phrase_before(line, end)
    return phrase and Subject(phrase.start, phrase.end, relative)


def phrase_before(line: Line, end: int) -> Subject | None:
    """Return the noun phrase that ends at `end`, with what hangs on it: "a spokesman for the ministry in Kabul"."""
    lower, bits = line.lower, line.bits
    start, preposition, lowest = end, False, max(end - _LONGEST_SUBJECT, 0)
    while start > lowest:
        word, at = lower[start - 1], start - 1
        kind = bits[at]
        if kind & (BREAK | UTTERANCE) or word in _COMMAS or word in (";", ":", "that"):
            break
        if kind & (SUBORDINATOR | WH | FINITE) and not kind & NAME:
            break
        if kind & PREPOSITION:
            preposition = True
        elif (kind & COORDINATOR and (word != "and" or _joins_clauses(line, at))) or (
            kind & VERB_FORM and not kind & (NOUN | NAME) and _is_predicate(line, at)
        ):
            break
        elif kind & SUBJECT and not kind & DETERMINER and word != "one":
            start = at
            break
        start -= 1
    start = _skip_lead(line, start, end)
    if lower[start] in _UNCLOSED and lower[start - 1] == "," and bits[start - 2] & NAME:
        outer = _before_apposition(line, start)  # "Smith, a lawyer at the court said": the second comma is missing
        if outer is not None:
            return outer
    if preposition and start < end and bits[start] & PREPOSITION:
        start = _after_fronted(line, start, end)
    end = _without_time(line, start, end)
    return Subject(start, end, start) if start < end else None


def _joins_clauses(line: Line, at: int) -> bool:
    """Tell whether "and" at `at` joins more than names: it does after a comma and before a verb or a preposition."""
    return (
        line.lower[at - 1] in _COMMAS
        or bool(line.bits[at - 1] & (BREAK | UTTERANCE))
        or bool(line.bits[at + 1] & (PREPOSITION | SUBORDINATOR))
    )


def _is_predicate(line: Line, at: int) -> bool:
    """Tell whether a verb form ends the search for a subject that lies behind it.

    A participle may hang on a noun ("people briefed on the talks", "a group based in Kabul", "convicted men"), and a
    base form may be a noun ("a partner") unless a pronoun or "to" stands before it.
    """
    kind, before, after = line.bits[at], line.bits[at - 1], line.bits[at + 1]
    if kind & (PAST | PARTICIPLE):
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
        is_date = line.bits[at] & TIME and (not line.bits[at] & NAME or line.lower[at] in _CALENDAR)
        dated = dated or bool(is_date)
    if not dated:
        return end
    return at - 1 if line.bits[at - 1] & PREPOSITION and at - 1 > start else at


def _before_apposition(line: Line, close: int) -> Subject | None:
    """Walk left from a comma over appositions and relative clauses to the phrase that they explain.

    A name behind a role is itself the speaker: "Smith" in "the minister's spokesman, Smith, said".
    """
    end = _without_commas(line, close)
    start = _segment_start(line, end)
    if start == end or line.lower[start - 1] not in _COMMAS:
        return _phrase_in(line, start, end)
    named = (start, end) if line.bits[start] & NAME else None
    while line.lower[start - 1] in _COMMAS:
        outer = _without_commas(line, start)
        before = _segment_start(line, outer)
        if before == outer:
            break
        if _is_fronted(line, before):
            return _phrase_in(line, start, end)
        start, end = before, outer
        if line.lower[start - 1] not in _COMMAS or not _is_apposition(line, start, end):
            break
        named = None
    if named and not line.bits[end - 1] & NAME and line.bits[start] & (NAME | DETERMINER | POSSESSIVE):
        return Subject(named[0], named[1], start)
    return _phrase_in(line, start, end)


def _without_commas(line: Line, end: int) -> int:
    while end > 0 and line.lower[end - 1] in _COMMAS:
        end -= 1
    return end


def _segment_start(line: Line, end: int) -> int:
    """Return where the items between two commas begin that end at `end`."""
    start, lowest = end, max(end - _LONGEST_SUBJECT, 0)
    while start > lowest and line.lower[start - 1] not in _SEGMENT_ENDS and not line.bits[start - 1] & _SEGMENT_BITS:
        start -= 1
    return start


def _phrase_in(line: Line, start: int, end: int) -> Subject | None:
    phrase = phrase_before(line, end)
    if phrase is not None and phrase.start >= start:
        return phrase
    return Subject(start, end, start) if start < end else None


def _is_apposition(line: Line, start: int, end: int) -> bool:
    """Tell whether the items between two commas explain the phrase before them: "a lawyer", "who left", "47", "D-Ohio"."""
    first, ahead = line.bits[start], line.bits[start - 2]
    if line.lower[start] in _APPOSITION or first & NUMBER:
        return True
    if not first & NAME and first & (ING | PARTICIPLE | PREPOSITION | ADVERB):
        return True
    if first & NAME and ahead & NAME:
        return end - start <= len(("New", "South", "Wales")) or not ahead & DETERMINER
    return not first & (NAME | SUBJECT | SUBORDINATOR) and bool(ahead & NAME)


def _is_fronted(line: Line, start: int) -> bool:
    """Tell whether a segment is an adverbial before the subject: "On Monday", "After the raid", "Meanwhile"."""
    first = line.bits[start]
    fronted = first & (PREPOSITION | SUBORDINATOR | ADVERB | TIME | COORDINATOR) and not first & SUBJECT
    return bool(fronted) and line.lower[start - 1] not in _COMMAS


def clause_subject(line: Line, at: int) -> Subject | None:
    """Return the subject of the sentence that `at` stands in: its first phrase that a finite verb follows."""
    start, lowest = at, max(at - 2 * _LONGEST_SUBJECT, 0)
    while start > lowest and not line.bits[start - 1] & BREAK:
        start -= 1
    for verb in range(start + 1, at):
        kind = line.bits[verb]
        if kind & (FINITE | PAST | THIRD | BASE) and is_finite(line.lower, line.bits, verb, start):
            return _of_verb(line, verb, start)
        if line.lower[verb] in _COMMAS and kind & PUNCTUATION and _comma_verb(line, verb):
            return _before_apposition(line, verb)
    return None


def _comma_verb(line: Line, comma: int) -> bool:
    after = line.bits[comma + 1]
    return bool(after & (FINITE | PAST | THIRD) and not after & (NAME | NOUN) and line.lower[comma + 2] != "by")


def _of_verb(line: Line, verb: int, start: int) -> Subject | None:
    while verb > start and line.bits[verb - 1] & (ADVERB | AUXILIARY) and not line.bits[verb - 1] & SUBJECT:
        verb -= 1
    if line.lower[verb - 1] in _PRONOUNS:
        return Subject(verb - 1, verb, verb - 1)
    if line.lower[verb - 1] in _RELATIVE:
        return _antecedent(line, verb - 1)
    return phrase_before(line, verb)


def subject_behind(line: Line, at: int) -> Subject | None:
    """Return the phrase that begins at `at`, for a verb before its subject: "said the minister of defence"."""
    bits = line.bits
    head = bits[at]
    if head & (PREPOSITION | ADVERB | OBJECT | SUBORDINATOR | WH | COORDINATOR | PUNCTUATION) and not head & NAME:
        return None
    end = at
    while end < at + _LONGEST_SUBJECT and not _ends_behind(line, at, end):
        end += 1
    while end > at and bits[end - 1] & (TIME | PREPOSITION | COORDINATOR):
        end -= 1
    return Subject(at, end, at) if end > at else None


def _ends_behind(line: Line, start: int, at: int) -> bool:
    kind, word = line.bits[at], line.lower[at]
    if kind & (BREAK | MARKED) or word in _COMMAS or word in _NO_PART:
        return True
    if at > start and (word in _CIRCUMSTANCES or line.lower[at - 1] in _PRONOUNS):
        return True
    if at > start and kind & (DETERMINER | POSSESSIVE) and not line.bits[at - 1] & (PREPOSITION | COORDINATOR):
        return True
    if kind & NAME:
        return False
    hanging = kind & PARTICIPLE and (at == start or line.bits[at + 1] & PREPOSITION)
    return bool(kind & (FINITE | SUBORDINATOR) or (kind & VERB_FORM and not kind & NOUN and not hanging))

"""Who speaks: the noun phrase that is the subject of a reporting verb, before it or, inverted, behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.appositions import UNCLOSED, before_apposition, is_aside, is_fronted, segment_start
from wirepack.extract.quotes.clauses import is_finite
from wirepack.extract.quotes.cuewords import reports_at
from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.extract.quotes.nounphrases import COMMAS, FLOATING, LONGEST_SUBJECT, PRONOUNS, Subject, phrase_before
from wirepack.extract.quotes.sources import head_of, is_role
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
from wirepack.namewords import ROLE, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

_LONGEST_RELATIVE = 15  # items from "who" to the reporting verb
_NO_OWNED = PREPOSITION | ADVERB | SUBORDINATOR | COORDINATOR | PUNCTUATION | BREAK | WH | SUBJECT | DETERMINER
_NO_ANTECEDENT = VERB_FORM | PREPOSITION | ADVERB | COORDINATOR | SUBORDINATOR | BREAK | PUNCTUATION | WH
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_NO_PART = frozenset({".", ";", ":", "that", "who", "whose", "which"})
_CIRCUMSTANCES = frozenset({"in", "on", "during", "after", "at", "as", "when"})


def subject_before(line: Line, group: int) -> Subject | None:
    """Find the subject that ends right before the verb group beginning at `group`.

    1. a pronoun: "he said"
    2. a relative pronoun: its antecedent, "Smith, who said"
    3. a phrase set off by commas: what it is set off from, "Smith, a lawyer, said"
    4. a verb joined by "and" has the subject of the clause: "Smith rose and said"
    5. behind a relative clause: its antecedent, "people who fled the town said"
    6. the noun phrase that ends here: "officials in Kabul said"
    """
    last = group - 1
    if line.lower[last] in FLOATING and last and not line.bits[last - 1] & _NO_ANTECEDENT & ~VERB_FORM:
        last -= 1  # "the growers all said"
    word, bits = line.lower[last], line.bits[last]
    if bits & (BREAK | UTTERANCE) or word in (":", ";"):
        return None
    if word in PRONOUNS or (bits & AUXILIARY and bits & SUBJECT):
        return Subject(last, last + 1, last)
    if word in _RELATIVE:
        return _antecedent(line, last)
    if word == "whom" and line.lower[last - 1] == "of":
        return _antecedent(line, last - 2)
    if word in COMMAS:
        return before_apposition(line, last)
    if bits & COORDINATOR or line.lower[group] == "nor":
        return clause_subject(line, last + 1)
    phrase = phrase_before(line, last + 1)
    if phrase is not None and _is_date(line, phrase.start, last + 1):
        start = phrase.start
        while start > 1 and (line.bits[start - 1] & ADVERB or line.lower[start - 1] == "in"):
            start -= 1
        return subject_before(line, start)
    behind = _behind_relative(line, last, phrase)
    if behind is not None or phrase is None:
        return behind and (_before_unclosed(line, behind) or behind)
    if line.bits[phrase.start] & PREPOSITION and not line.bits[phrase.start] & NAME:
        return _before_date(line, phrase.start)
    return _before_unclosed(line, phrase) or _with_list(line, phrase)


def _is_date(line: Line, start: int, end: int) -> bool:
    """Tell whether a phrase before a verb only dates it: "who in 2010 said", "which earlier this year said"."""
    if start < 2:
        return False
    if end - start == 1 and line.bits[start] & NUMBER:
        return line.lower[start - 1] == "in"
    kinds = line.bits[start:end]
    return all(kind & (TIME | DETERMINER | ADVERB) and not kind & NAME for kind in kinds) and any(
        kind & TIME for kind in kinds
    )


def _with_list(line: Line, phrase: Subject) -> Subject:
    """Take in the names before "and" that commas join: "Britain, France and Germany"."""
    start = phrase.start
    if "and" not in line.lower[start : phrase.end]:
        return phrase
    while line.lower[start - 1] == ",":
        first = start - 1
        while line.bits[first - 1] & NAME and not line.bits[first - 1] & BREAK:
            first -= 1
        before = first - 2 if line.bits[first - 1] & DETERMINER else first - 1
        if first == start - 1 or line.bits[before] & PREPOSITION:
            break
        start = first
    return Subject(start, phrase.end, start)


def _before_date(line: Line, at: int) -> Subject | None:
    """Read over a date before the verb: "Smith, on Friday said", "Smith left and on Friday said"."""
    if line.lower[at - 1] in COMMAS:
        return before_apposition(line, at)
    return clause_subject(line, at) if line.bits[at - 1] & COORDINATOR else None


def _behind_relative(line: Line, last: int, phrase: Subject | None) -> Subject | None:
    """Return what a relative clause that ends at `last` hangs on: "people" in "people who want peace said"."""
    lower, bits = line.lower, line.bits
    verb = last if phrase is None else phrase.start - 1
    while phrase is not None and bits[verb] & PREPOSITION and not bits[verb] & (NAME | VERB_FORM):
        verb -= 1  # "who lives near the base"
    if phrase is not None and not bits[verb] & (VERB_FORM | AUXILIARY):
        verb = phrase.start
    if not bits[verb] & (VERB_FORM | AUXILIARY) or bits[verb] & NAME or reports_at(line, verb):
        return None
    for at in range(verb - 1, max(verb - _LONGEST_RELATIVE, 0), -1):
        if bits[at] & (BREAK | UTTERANCE | PUNCTUATION):
            break
        if bits[at] & SUBJECT and lower[at] in PRONOUNS and not bits[at - 1] & _NO_ANTECEDENT:
            return phrase_before(line, at)  # "all the growers we met said"
        if lower[at] in _RELATIVE:
            ahead = bits[at - 1]
            if bits[verb] & NOUN and lower[at] != "who":  # "the law that appeals courts said …"
                return None
            if ahead & _NO_ANTECEDENT & ~PUNCTUATION and not ahead & NOUN:
                return None
            between = bits[at + 1 : verb]
            if any(kind & (PAST | THIRD) and not kind & (AUXILIARY | NOUN) for kind in between):
                return None  # the clause ended before: "the guns that he sent hit the town"
            antecedent = _antecedent(line, at)
            return antecedent and antecedent._replace(clause=antecedent.start)
    return None


def _before_unclosed(line: Line, phrase: Subject) -> Subject | None:
    """Read "Smith, a lawyer at the court said", where the second comma is missing."""
    start = phrase.start
    named = line.lower[start - 1] == "," and line.bits[start - 2] & NAME
    opens = line.lower[start] in UNCLOSED or (
        not line.bits[start] & NAME and word_kinds().get(line.lower[start], 0) & ROLE
    )
    if named and opens and not is_fronted(line, segment_start(line, start - 1)):
        return before_apposition(line, start)
    return None


def _antecedent(line: Line, relative: int) -> Subject | None:
    end = relative - 1 if line.lower[relative - 1] in COMMAS else relative
    start = segment_start(line, end)
    if end < relative and line.lower[start - 1] in COMMAS and is_aside(line, start, end):
        outer = before_apposition(line, end)  # "Smith, 47, who said"; "Smith, a lawyer, in Kabul, who said"
        return outer and outer._replace(clause=relative)
    phrase = phrase_before(line, end)
    return phrase and Subject(phrase.start, phrase.end, relative)


def clause_subject(line: Line, at: int) -> Subject | None:
    """Return the subject of the sentence that `at` stands in: its first phrase that a finite verb follows."""
    start, lowest = at, max(at - 2 * LONGEST_SUBJECT, 0)
    while start > lowest and not line.bits[start - 1] & BREAK:
        start -= 1
    start = _behind_fronted(line, start, at)
    for verb in range(start + 1, at):
        kind = line.bits[verb]
        if kind & (FINITE | PAST | THIRD | BASE) and is_finite(line.lower, line.bits, verb, start):
            return _of_verb(line, verb, start)
        if line.lower[verb] in COMMAS and kind & PUNCTUATION and _comma_verb(line, verb):
            return before_apposition(line, verb)
    return None


def _behind_fronted(line: Line, start: int, at: int) -> int:
    """Skip a clause in front of the main one: "Smith" in "When she was asked about it, Smith smiled and"."""
    if line.bits[start] & (PREPOSITION | SUBORDINATOR) == PREPOSITION:  # "In a reply dated Monday, Smith said …, but"
        comma = next((at for at in range(start, at) if line.lower[at] == ","), start)
        dated = any(kind & PARTICIPLE for kind in line.bits[start:comma])
        finite = any(line.bits[at] & (FINITE | NAME) == FINITE for at in range(start, comma))
        said = any(reports_at(line, at) and not line.bits[at] & NOUN for at in range(start, comma))
        return comma + 1 if dated and not finite and not said else start
    if not line.bits[start] & SUBORDINATOR or line.bits[start] & COORDINATOR:
        return start
    return next((comma + 1 for comma in range(start, at) if line.lower[comma] == ","), start)


def _comma_verb(line: Line, comma: int) -> bool:
    after = line.bits[comma + 1]
    return bool(after & (FINITE | PAST | THIRD) and not after & (NAME | NOUN) and line.lower[comma + 2] != "by")


def _of_verb(line: Line, verb: int, start: int) -> Subject | None:
    while verb > start and line.bits[verb - 1] & (ADVERB | AUXILIARY) and not line.bits[verb - 1] & SUBJECT:
        verb -= 1
    if line.lower[verb - 1] in PRONOUNS:
        return Subject(verb - 1, verb, verb - 1)
    if line.lower[verb - 1] in _RELATIVE:
        return _antecedent(line, verb - 1)
    return phrase_before(line, verb)


def subject_behind(line: Line, at: int) -> Subject | None:
    """Return the phrase that begins at `at`, for a verb before its subject: "said the minister of defence"."""
    bits = line.bits
    head = bits[at]
    if head & OBJECT and head & POSSESSIVE and not bits[at + 1] & _NO_OWNED:
        head &= ~OBJECT  # "said her son", but "told her that"
    if head & (PREPOSITION | ADVERB | OBJECT | SUBORDINATOR | WH | COORDINATOR | PUNCTUATION) and not head & NAME:
        return None
    end = at
    while end < at + LONGEST_SUBJECT and not _ends_behind(line, at, end):
        end += 1
    while end > at and bits[end - 1] & (TIME | PREPOSITION | COORDINATOR):
        end -= 1
    return Subject(at, end, at) if end > at else None


def named_behind(line: Line, subject: Subject) -> Subject:
    """Take the name behind a description: "Bondar" in "said the governor, Bondar.", but not in "said Roe, Bondar's aide"."""
    start = end = subject.end + 1
    if line.lower[subject.end] != "," or not line.bits[subject.start] & (DETERMINER | POSSESSIVE):
        return subject
    if not is_role(line, head_of(line, subject.start, subject.end)):
        return subject
    while line.bits[end] & NAME and not line.bits[end] & BREAK:
        end += 1
    closed = line.lower[end] == "," or line.bits[end] & BREAK
    return Subject(start, end, subject.clause) if end > start and closed else subject


def _ends_behind(line: Line, start: int, at: int) -> bool:
    kind, word = line.bits[at], line.lower[at]
    if kind & (BREAK | MARKED) or word in COMMAS or word in _NO_PART:
        return True
    before = line.bits[at - 1]
    if at > start and ((word in _CIRCUMSTANCES and not before & PARTICIPLE) or line.lower[at - 1] in PRONOUNS):
        return True
    opens = kind & (DETERMINER | POSSESSIVE) and not kind & NAME
    if at > start and opens and not before & (PREPOSITION | COORDINATOR):
        return True
    if kind & NAME:
        return False
    behind = line.bits[at + 1] & PREPOSITION and line.lower[at + 1] != "to"
    adjective = at > start and before & (DETERMINER | POSSESSIVE | NUMBER)  # "an unnamed officer"
    hanging = (kind & PARTICIPLE and (at == start or behind or adjective)) or (kind & ING and adjective)
    return bool(kind & (FINITE | SUBORDINATOR) or (kind & VERB_FORM and not kind & NOUN and not hanging))

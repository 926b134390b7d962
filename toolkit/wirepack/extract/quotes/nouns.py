"""Attributions by a noun that reports: the minister's claim that, a statement by the ministry that."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.clauses import find_finite, is_finite
from wirepack.extract.quotes.complements import DAYS
from wirepack.extract.quotes.contents import content_end, sentence_start
from wirepack.extract.quotes.cuewords import cue_nouns
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED
from wirepack.extract.quotes.nounphrases import Subject, phrase_before
from wirepack.extract.quotes.subjects import clause_subject, subject_behind
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    NAME,
    NEGATION,
    NOUN,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    VERB_FORM,
    inflect,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

_RELATIVE = frozenset({"that", "which", "who", "whom"})
_FORM = ("in", "the", "form", "of")
_OWNER_REACH = 15  # items from an owner to "in the form of a statement"
_AGENTS = frozenset({"by", "from", "of"})
_LONGEST_NOUN_PHRASE = 6  # items between an owner and the noun: "the minister's repeated and angry claim"
# "issued a statement that", "in a statement that": the subject of the sentence makes it
_MAKING_VERBS = ("issue", "make", "release", "give", "publish", "post", "repeat", "send", "deliver", "offer", "express")
_NO_MAIN = (
    AUXILIARY | COORDINATOR | PREPOSITION | SUBORDINATOR | PUNCTUATION | NEGATION
)  # before a verb that is no main one
_VIEWS = frozenset({"view", "opinion", "assessment"})
_IS = frozenset({"is", "was", "are", "were"})
_DIRECTIONS = frozenset({"to", "for", "from"})
_IN = frozenset({"in", "of", "with"})


@cache
def _making_forms() -> frozenset[str]:
    return _IN | {form for verb in _MAKING_VERBS for form in (verb, *inflect(verb))}


@cache
def _expressing_forms() -> frozenset[str]:
    return frozenset(form for verb in ("express", "voice") for form in (verb, *inflect(verb)))


def find_nouns(line: Line, places: list[int], cues: set[int]) -> list[Attribution]:
    """The minister's claim that the truce holds. A statement by the ministry that the truce holds."""
    nouns, bits, found = cue_nouns(), line.bits, []
    for at in places:
        if line.lower[at] in nouns and at not in cues and not (bits[at] & NAME and not bits[at - 1] & BREAK):
            attribution = _noun(line, at, needs_owner=nouns[line.lower[at]])
            if attribution is not None:
                found.append(attribution)
    return found


def spoken_for(attribution: Attribution) -> range:
    """Return the items from a verb to what it reports: "said in a statement that" is attributed by its verb alone."""
    if attribution.cue is None:
        return range(0)
    return range(attribution.cue[0], max(attribution.cue[1], attribution.contents[0][0]))


def _noun(line: Line, at: int, *, needs_owner: bool) -> Attribution | None:
    """Read one noun, whose owner stands before or behind it, and what it reports.

    1. a clause: his claim that the truce holds; his message is that the truce holds
    2. a quotation: his answer: “…”; his answer was “…”; in his words, “…”
    """
    lower, bits = line.lower, line.bits
    behind, owner = at + 1, None
    if lower[behind] in _AGENTS:
        owner = subject_behind(line, behind + 1)
        behind = owner.end if owner else behind
    behind = _behind_recipient(line, behind)
    is_said = lower[behind] in _IS
    behind += is_said
    if is_said and lower[behind + 1] == ":" and not bits[behind] & (MARKED | BREAK):  # "… was immediate: “…”"
        behind += 1
    start = behind + 1
    if is_said and bits[behind] & CLAUSE:
        start = behind
    in_words = lower[at] == "words"
    marked = bits[start] & MARKED and (
        start == behind or lower[behind] == ":" or (lower[behind] == "," and (in_words or bits[start] & CLAUSE))
    )
    if lower[behind] == "," and not marked and (in_words or lower[at] in _VIEWS):
        return _in_words(line, at, start, marked_only=in_words)
    if not marked and (in_words or lower[behind] != "that" or _is_other_that(line, start)):
        return None
    owner = owner or _owner_before(line, at)
    if owner is None and (needs_owner or is_said):
        return None
    end = start + 1 if marked else _noun_content_end(line, at, start, is_said=is_said)
    if end <= start:
        return None
    speaker = (owner.start, owner.end) if owner else None
    return Attribution((at, at + 1), speaker, None, ((start, end),), "noun-is" if is_said else "noun-that")


def _in_words(line: Line, at: int, start: int, *, marked_only: bool) -> Attribution | None:
    """Read "In her words, the talks were “a farce”", where marks hold hers, and "In Roe's view, the talks failed"."""
    owner = _owner_before(line, at)
    end = content_end(line, start)
    if owner is None or line.lower[owner.start - 1] != "in":
        return None
    says = any(kind & MARKED for kind in line.bits[start:end]) if marked_only else line.bits[owner.start - 2] & BREAK
    if not says:
        return None
    speaker = (owner.start, owner.end)
    return Attribution((at, at + 1), speaker, None, ((start, end),), "noun-that", marked_only=marked_only)


def _behind_recipient(line: Line, at: int) -> int:
    """Skip to whom a message goes, before "was": "Her message to the generals was simple: …"."""
    if line.lower[at] not in _DIRECTIONS:
        return at
    for verb in range(at + 1, at + _LONGEST_NOUN_PHRASE):
        if line.bits[verb] & BREAK:
            break
        if line.lower[verb] in _IS:
            return verb
    return at


def _is_other_that(line: Line, start: int) -> bool:
    """Tell whether "that" before `start` opens no report: "the claim that led to", "in charge that night"."""
    after = line.bits[start]
    return bool(after & (FINITE | THIRD | PAST) and not after & (SUBJECT | NOUN)) or line.lower[start] in DAYS


def _owner_before(line: Line, noun: int) -> Subject | None:
    """Return whose words a noun reports: "his claim", "the minister's claim", "Russia … in the form of a statement"."""
    lower, bits = line.lower, line.bits
    for at in range(noun - 1, max(noun - _LONGEST_NOUN_PHRASE, -1), -1):
        if bits[at] & POSSESSIVE:
            return Subject(at, at + 1, at)
        if lower[at] in _expressing_forms():
            return clause_subject(line, at + 1)  # "expressed deep concern that"
        if lower[at] == "'s" or (lower[at] == "'" and lower[at - 1].endswith("s")):
            return _possessor(line, at)
        if bits[at] & DETERMINER:
            if tuple(lower[at - 4 : at]) == _FORM:
                return _owner_of_form(line, at - 4)
            return clause_subject(line, at) if lower[at - 1] in _making_forms() else None
        if bits[at] & (BREAK | VERB_FORM) and not bits[at] & NOUN:
            return None
    return None


def _possessor(line: Line, mark: int) -> Subject | None:
    """Return who a possessive at `mark` speaks of: "the judge" in "I wanted to address the judge's concern"."""
    phrase = phrase_before(line, mark)
    if phrase is None:
        return None
    start = phrase.start
    for at in range(mark - 1, start, -1):
        kind = line.bits[at]
        if kind & (PREPOSITION | NAME) == PREPOSITION and line.lower[at] != "of":
            start = at + 1
        elif kind & (DETERMINER | POSSESSIVE) and line.lower[at - 1] != "of":
            start = at
        else:
            continue
        break
    return Subject(start, mark, start)


def _owner_of_form(line: Line, at: int) -> Subject | None:
    """Return the owner of what takes the form of words: "Russia's support, in the form of a statement that"."""
    for mark in range(at - 1, max(at - _OWNER_REACH, 0), -1):
        if line.bits[mark] & BREAK:
            break
        if line.lower[mark] == "'s":
            return phrase_before(line, mark)
    return clause_subject(line, at)


def _noun_content_end(line: Line, noun: int, start: int, *, is_said: bool) -> int:
    """Return where the words that a noun reports end.

    They end before the main verb where the noun is the subject of its sentence ("the claim that … drew replies"), and
    before the main clause where it is fronted ("Amid reports that …, the army left").
    """
    lower, bits = line.lower, line.bits
    end, opening = content_end(line, start), sentence_start(line, noun)
    if is_said:
        return end
    if bits[opening] & (PREPOSITION | SUBORDINATOR):
        commas = (at for at in range(start, end) if lower[at] == "," and find_finite(lower, bits, at + 1, end) >= 0)
        return next(commas, end)
    if find_finite(lower, bits, opening, noun) >= 0:
        return end
    return min(_main_verb(line, start, end) or end, end)


def _main_verb(line: Line, start: int, end: int) -> int | None:
    """Find the verb of a sentence whose subject is the noun: "The claim that the general had been killed shocked Kabul".

    It is a finite verb too many: one that opens no clause of its own, behind the verb of the reported clause.
    """
    lower, bits = line.lower, line.bits
    open_clauses, found = 1, None
    for at in range(start, end):
        kind = bits[at]
        if lower[at] in _RELATIVE and at > start:
            open_clauses += 1
        elif kind & (FINITE | PAST | THIRD | BASE) and is_finite(lower, bits, at, start):
            open_clauses -= 1
        elif not open_clauses and kind & (PAST | THIRD) and not kind & NOUN and not bits[at - 1] & _NO_MAIN:
            passive = bits[at - 1] & ADVERB and bits[at - 2] & AUXILIARY  # "have been quietly moved"
            if lower[at + 1] != "by" and not passive and not (kind & PARTICIPLE and bits[at - 1] & DETERMINER):
                found = at
        elif not open_clauses and kind & BASE and lower[at + 1] == "that" and not kind & NOUN:
            return at
        if open_clauses < 0:
            return at
    return found

"""Whether a word that can report is used so where it stands: as a verb, in which form, negated or passive."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirepack.extract.quotes.clauses import joins_passive
from wirepack.extract.quotes.cuewords import reporting_verbs, reports_at
from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.extract.quotes.nounphrases import FLOATING
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    HAVE,
    ING,
    NAME,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    THIRD,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.quotes.cuewords import Verb
    from wirepack.extract.quotes.line import Line

_RELATIVE = frozenset({"who", "which"})
_NOUN_PASTS = frozenset({"thought"})  # past forms that are nouns as well: "conservative thought"
_LONGEST_ADVERBIAL = 4  # items from "in" to "terms"
_LONGEST_SUBJECT = 8  # items between a quotation and a verb that may be a noun


class Cue(NamedTuple):
    """A reporting verb in a sentence, as indices into a line: its group [start, end) and the word itself at `at`."""

    verb: Verb
    start: int  # with auxiliaries, negation and adverbs: "has not yet said"
    at: int
    end: int  # after its particle
    form: int  # the one of BASE, THIRD, PAST, PARTICIPLE, ING that it has here
    passive: bool
    negated: bool
    infinitive: bool
    purpose: bool  # an infinitive behind a noun: "a chance to say"


def find_cues(line: Line, places: list[int]) -> Iterator[Cue]:
    """Find the reporting verbs of a line, in order, that are verbs where they stand."""
    verbs, lower = reporting_verbs(), line.lower
    for at in places:
        if lower[at] in verbs:
            cue = _read_cue(line, at, verbs[lower[at]])
            if cue is not None:
                yield cue


def _read_cue(line: Line, at: int, verbs: tuple[Verb, ...]) -> Cue | None:
    for verb in verbs:
        end = at + 1 + len(verb.particle)
        if not verb.particle or tuple(line.lower[at + 1 : end]) == verb.particle:
            break
    else:
        return None
    start, seen = _group_start(line, at)
    bits = line.bits[at]
    if bits & NAME and not line.bits[at - 1] & (BREAK | MARKED):  # "There was Grant Roe's reply"
        return None
    if not seen and not _is_verb(line, at, start, end):
        return None
    if _is_expletive(line, start):
        return None
    if bits & ING:
        form = THIRD if seen & BE else ING
    elif seen & (BE | HAVE) and bits & PARTICIPLE:
        form = PARTICIPLE
    elif seen and bits & BASE:
        form = BASE
    else:
        form = bits & (PAST | THIRD) or bits & BASE
    agent = line.lower[end] == "by" and bool(bits & PARTICIPLE) and not seen & HAVE  # "claimed by the rebels"
    joined = start == at and bits & PARTICIPLE and joins_passive(line.lower, line.bits, at - 1)
    passive = agent or (form == PARTICIPLE and _is_passive(line, start, at)) or bool(joined)
    negated = start < at and any(kind & NEGATION for kind in line.bits[start:at])
    return Cue(verb, start, at, end, form, passive, negated, bool(seen & BASE), bool(seen & _PURPOSE))


_PURPOSE = PREPOSITION  # seen in a group: "to" behind a noun, "a chance to say"
_GOVERNING = VERB_FORM | ADVERB | WH


def _group_start(line: Line, at: int) -> tuple[int, int]:
    """Walk left over auxiliaries, negation and adverbs; return where the group begins and the classes seen in it.

    "declined to say" and "went on to say" belong together: the subject of the first verb is who speaks.
    """
    lower, bits = line.lower, line.bits
    start, seen = at, 0
    while True:
        before = bits[start - 1]
        if before & (ADVERB | NEGATION) and not before & (DETERMINER | SUBJECT | NAME):
            start -= 1
        elif before & AUXILIARY:
            seen |= before & AUXILIARY
            if before & SUBJECT:  # "they’ve said": the subject is in the same word
                break
            start -= 1
        elif lower[start - 1] in FLOATING and bits[start - 2] & AUXILIARY:
            start -= 1
        elif lower[start - 1] == "'s" and bits[start - 2] & SUBJECT and (start < at or bits[at] & (ING | PARTICIPLE)):
            seen |= BE if bits[at] & ING else HAVE
            start -= 1
        elif lower[start - 1] == "to" and bits[start] & (BASE | AUXILIARY | ADVERB) and bits[at] & BASE:
            start -= 1
            seen |= BASE
            if lower[start - 1] == "on" and bits[start - 2] & VERB_FORM:
                start -= 1
            if not _governs(line, start - 1):
                seen |= _PURPOSE
                break
            if bits[start - 1] & VERB_FORM:
                start -= 1
        else:
            break
    while start < at and bits[start] & (ADVERB | NEGATION) and bits[start - 1] & (BREAK | PREPOSITION):
        start += 1
    return start, seen


def _governs(line: Line, at: int) -> bool:
    """Tell whether an infinitive hangs on the word at `at`, and not on a noun: "refused to say", "a chance to say"."""
    kind, before = line.bits[at], line.bits[at - 1]
    if kind & NOUN:
        return bool(before & (SUBJECT | NAME | AUXILIARY)) and not before & DETERMINER
    return bool(kind & _GOVERNING)


def _is_passive(line: Line, start: int, at: int) -> bool:
    """Tell whether the auxiliary nearest to a participle is a form of "be": "had not been told", but not "has told"."""
    for before in range(at - 1, start - 2, -1):  # the word before the group may hold one: "we’re told"
        if line.bits[before] & AUXILIARY:
            return bool(line.bits[before] & BE)
    return False


def _is_expletive(line: Line, start: int) -> bool:
    """Tell whether nobody speaks: "it is worth noting that", "it goes without saying that"."""
    return line.lower[start - 1] == "worth" or line.lower[start - 2 : start] == ["goes", "without"]


def _is_verb(line: Line, at: int, start: int, end: int) -> bool:
    """Tell whether a form without auxiliaries is a verb: "the ministry reports that", not "the reports that".

    `start` is where the adverbs before it begin ("a politically charged visit"), `end` is behind its particle.
    """
    word, before, after = line.bits[at], line.bits[start - 1], line.bits[end]
    ahead, behind = line.lower[start - 1], line.lower[end]
    if ahead == "as" and behind == "by":
        return True  # "as reported by the army"
    if line.lower[at] == "terms" and "in" in line.lower[max(at - _LONGEST_ADVERBIAL, 0) : at]:
        return False  # "condemned in the strongest terms the raid"
    if ahead in ("'s", "so", "own") or (before & (DETERMINER | POSSESSIVE) and not before & SUBJECT):
        return False
    complement = _opens_complement(line, end)
    if before & NUMBER and not before & SUBJECT and (word & NOUN or not (complement or behind in (",", ":"))):
        return False  # "two reported cases", but "a mother of two said that"
    if word & ING:
        return True
    if start == at and before & ADVERB and line.bits[at - 2] & (PREPOSITION | DETERMINER) and not before & SUBJECT:
        return False  # "of recently announced cuts"
    if before & PREPOSITION and not before & SUBJECT and (not before & NAME or line.bits[start - 2] & BREAK):
        return False
    if line.lower[at] in _NOUN_PASTS and not before & (SUBJECT | NAME | BREAK) and not ahead.endswith("s"):
        return False
    if not word & NOUN or word & PAST:
        return True
    if before & VERB_FORM and not before & (NOUN | NAME):  # "investigating reports"
        return False
    if before & SUBJECT:
        return not before & DETERMINER or behind == "that"
    if ahead in _RELATIVE:
        return True
    if behind == ":":
        return bool(before & NAME or line.bits[end + 1] & (MARKED | BREAK))
    if after & (PUNCTUATION | BREAK | PREPOSITION) and _behind_quotation(line, at):
        return True
    if after & BREAK and word & THIRD and _behind_comma(line, at):
        return True
    plural = ahead.endswith("s") and not ahead.endswith("ss")
    if before & NAME and not line.bits[start - 2] & BREAK:
        return complement or bool(word & THIRD and not plural and behind != "that")
    return complement and plural == bool(word & BASE)


def _behind_comma(line: Line, at: int) -> bool:
    """Tell whether a comma and a subject stand before a verb that ends its sentence: ", the agency reports."."""
    ahead = line.lower[max(at - _LONGEST_SUBJECT, 0) : at]
    return "," in ahead[:-1] and not line.bits[at - 1] & (PUNCTUATION | VERB_FORM | PREPOSITION | COORDINATOR)


def _opens_complement(line: Line, at: int) -> bool:
    """Tell whether what a verb reports may begin at `at`; "states that will vote" has a relative clause there."""
    kind, after = line.bits[at], line.bits[at + 1]
    if line.lower[at] == "that":
        return not after & (FINITE | PAST | THIRD) or bool(after & (SUBJECT | NOUN))
    return bool(kind & (MARKED | DETERMINER | POSSESSIVE | SUBJECT | OBJECT) and not kind & WH)


def _behind_quotation(line: Line, at: int) -> bool:
    """Tell whether a quotation and a subject stand before the verb: “…,” the suit reads."""
    for before in range(at - 2, max(at - 2 - _LONGEST_SUBJECT, -1), -1):
        if line.bits[before] & (BREAK | UTTERANCE):
            return bool(line.bits[before] & UTTERANCE)
        if reports_at(line, before):  # “…,” Smith said, citing the new rule, “…”
            return False
    return False

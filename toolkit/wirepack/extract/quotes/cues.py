"""Words that report: the verbs and nouns of the lexicons, and whether one is used as such where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import BREAK, MARKED, UTTERANCE
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    DETERMINER,
    DO,
    FINITE,
    HAVE,
    ING,
    MODAL,
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
    inflect,
    word_class,
)
from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.quotes.line import Line

# What may follow a verb without quotation marks; the names are those of the column `frames`.
THAT, BARE, WHETHER, INFINITIVE, NOUN_PHRASE, ADDRESSEE, AS, COMPLEMENT = (1 << bit for bit in range(8))
_FRAMES = {
    "that": THAT,
    "bare": BARE,
    "wh": WHETHER,
    "inf": INFINITIVE,
    "np": NOUN_PHRASE,
    "obj": ADDRESSEE,
    "as": AS,
    "complement": COMPLEMENT,
    "-": 0,
}


_LONGEST_SUBJECT = 8  # items between a quotation and a verb that may be a noun


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb of the lexicon."""

    name: str
    kind: str  # the class in the lexicon: say, tell, believe, …
    frames: int
    particle: tuple[str, ...]  # "out" of point out


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a sentence, as indices into a line: its group [start, end) and the word itself at `at`."""

    verb: Verb
    start: int  # with auxiliaries, negation and adverbs: "has not yet said"
    at: int
    end: int  # after its particle
    form: int  # the one of BASE, THIRD, PAST, PARTICIPLE, ING that it has here
    passive: bool
    purpose: bool  # an infinitive behind a noun: "a chance to say"


@cache
def reporting_verbs() -> dict[str, tuple[Verb, ...]]:
    """Return the verbs by each of their inflected forms, those with a particle first."""
    found: dict[str, list[Verb]] = {}
    for row in read_table("reporting_verbs"):
        head, *particle = row["verb"].split(" ")
        frames = sum(_FRAMES[frame] for frame in row["frames"].split(" "))
        verb = Verb(row["verb"], row["class"], frames, tuple(particle))
        for form in {head, *inflect(head)}:
            found.setdefault(form, []).append(verb)
    return {form: tuple(sorted(verbs, key=lambda verb: -len(verb.particle))) for form, verbs in found.items()}


@cache
def cue_nouns() -> dict[str, bool]:
    """Return the nouns, singular and plural, and whether they have an owner."""
    nouns: dict[str, bool] = {}
    for row in read_table("cue_nouns"):
        noun = row["noun"]
        plural = noun[:-1] + "ies" if noun.endswith(("cy", "ry", "ny")) else noun + "s"
        nouns[noun] = nouns[plural] = row["owner"] == "y"
    return nouns


def find_cues(line: Line) -> Iterator[Cue]:
    """Find the reporting verbs of a line, in order, that are verbs where they stand."""
    verbs = reporting_verbs()
    for at, word in enumerate(line.lower):
        if word in verbs:
            cue = _read_cue(line, at, verbs[word])
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
    if start == at and not _is_verb(line, at):
        return None
    bits = line.bits[at]
    if bits & ING:
        form = ING
    elif seen & (BE | HAVE) and bits & PARTICIPLE:
        form = PARTICIPLE
    elif seen and bits & BASE:
        form = BASE
    else:
        form = bits & (PAST | THIRD) or bits & BASE
    passive = bool(seen & BE and form == PARTICIPLE and not _is_perfect(line, start, at))
    return Cue(verb, start, at, end, form, passive, purpose=bool(seen & _PURPOSE))


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
        if before & (ADVERB | NEGATION) and not before & (DETERMINER | SUBJECT):
            start -= 1
        elif before & AUXILIARY:
            seen |= before & AUXILIARY
            if before & SUBJECT:  # "they’ve said": the subject is in the same word
                break
            start -= 1
        elif lower[start - 1] == "'s" and bits[start - 2] & SUBJECT and (start < at or bits[at] & (ING | PARTICIPLE)):
            seen |= BE if bits[at] & ING else HAVE
            start -= 1
        elif lower[start - 1] == "to" and bits[start] & (BASE | AUXILIARY) and bits[at] & BASE:
            start -= 1
            seen |= BASE
            if lower[start - 1] == "on" and bits[start - 2] & VERB_FORM:
                start -= 1
            if not bits[start - 1] & _GOVERNING:
                seen |= _PURPOSE
                break
            if bits[start - 1] & VERB_FORM:
                start -= 1
        else:
            break
    while start < at and bits[start] & (ADVERB | NEGATION) and bits[start - 1] & (BREAK | PREPOSITION):
        start += 1
    return start, seen


def _is_perfect(line: Line, start: int, at: int) -> bool:
    """Tell whether a group with a form of "be" is active all the same: "is said" is not, "had been and said" is."""
    return any(line.bits[k] & HAVE and not line.bits[k + 1] & BE for k in range(at - 1, start - 1, -1))


def _is_verb(line: Line, at: int) -> bool:
    """Tell whether a form without auxiliaries is a verb: "the ministry reports that", not "the reports that"."""
    word, before, after = line.bits[at], line.bits[at - 1], line.bits[at + 1]
    ahead, behind = line.lower[at - 1], line.lower[at + 1]
    if word & NAME and not before & (BREAK | MARKED):
        return False
    if ahead in ("'s", "so") or (before & (DETERMINER | POSSESSIVE | NUMBER) and not before & SUBJECT):
        return False
    if word & ING:
        return True
    if before & PREPOSITION and not before & (SUBJECT | NAME):
        return False
    complement = behind in ("that", ":") or bool(after & (MARKED | WH | DETERMINER | POSSESSIVE | SUBJECT | OBJECT))
    if not word & NOUN or word & PAST:
        return True
    if before & SUBJECT:
        return not before & DETERMINER or complement
    if after & (PUNCTUATION | BREAK) and _behind_quotation(line, at):
        return True
    plural = ahead.endswith("s") and not ahead.endswith("ss")
    if before & NAME:
        return complement or bool(word & THIRD and not plural)
    return complement and plural == bool(word & BASE)


def _behind_quotation(line: Line, at: int) -> bool:
    """Tell whether a quotation and a subject stand before the verb: “…,” the suit reads."""
    for before in range(at - 2, max(at - 2 - _LONGEST_SUBJECT, -1), -1):
        if line.bits[before] & (BREAK | UTTERANCE):
            return bool(line.bits[before] & UTTERANCE)
    return False

"""Words that report: the verbs and nouns of the lexicons with what may follow them, and where they stand in a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

from wirepack.grammar import inflect
from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

# What may follow a verb without quotation marks; the names are those of the column `frames`.
THAT, BARE, WHETHER, INFINITIVE, NOUN_PHRASE, ADDRESSEE, AS, COMPLEMENT, FULL, GERUND = (1 << bit for bit in range(10))
_FRAMES = {
    "that": THAT,
    "bare": BARE,
    "wh": WHETHER,
    "inf": INFINITIVE,
    "np": NOUN_PHRASE,
    "obj": ADDRESSEE,
    "as": AS,
    "complement": COMPLEMENT,
    "full": FULL,
    "ing": GERUND,
    "-": 0,
}

ACCORDING = "according"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb of the lexicon."""

    name: str
    kind: str  # the class in the lexicon: say, tell, believe, …
    frames: int
    particle: tuple[str, ...]  # "out" of point out


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
def clause_forms() -> frozenset[str]:
    """Return the forms of verbs that can report a clause by themselves: "said", not "called", nor "fire" of fire back."""
    forms = reporting_verbs()
    return frozenset(form for form in forms if any(_takes_clause(verb) for verb in forms[form]))


def _takes_clause(verb: Verb) -> bool:
    return not verb.particle and bool(verb.frames & (THAT | BARE | WHETHER | ADDRESSEE))


def reports_at(line: Line, at: int) -> bool:
    """Tell whether the word at `at` can report a clause: "said", "pointed out"."""
    word = line.lower[at]
    if word in clause_forms():
        return True
    verbs = reporting_verbs().get(word, ())
    return any(verb.particle and line.lower[at + 1] == verb.particle[0] and verb.frames & THAT for verb in verbs)


def calls_at(line: Line, at: int) -> bool:
    """Tell whether the word at `at` can report what something is called: "calling it “a farce”", "referring to"."""
    verbs = reporting_verbs().get(line.lower[at], ())
    return any(verb.frames & (AS | COMPLEMENT) and verb.particle == _words_at(line, at, verb) for verb in verbs)


def _words_at(line: Line, at: int, verb: Verb) -> tuple[str, ...]:
    return tuple(line.lower[at + 1 : at + 1 + len(verb.particle)])


@cache
def cue_nouns() -> dict[str, bool]:
    """Return the nouns, singular and plural, and whether they have an owner."""
    nouns: dict[str, bool] = {}
    for row in read_table("cue_nouns"):
        noun = row["noun"]
        plural = noun[:-1] + "ies" if noun.endswith(("cy", "ry", "ny")) else noun + "s"
        nouns[noun] = nouns[plural] = row["owner"] == "y"
    return nouns


@cache
def _cue_words() -> frozenset[str]:
    return frozenset({ACCORDING, *reporting_verbs(), *cue_nouns()})


def find_places(line: Line) -> list[int]:
    """Find the items that may be cues, for verbs, nouns and "according" at once: few of the words of an article."""
    return list(compress(range(len(line.lower)), map(_cue_words().__contains__, line.lower)))

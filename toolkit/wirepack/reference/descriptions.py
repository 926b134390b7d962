"""Whom a definite description means: "the minister", "the GWU professor", "the Kremlin spokesman"."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from wirepack.countries import country_of
from wirepack.lexicons import read_table
from wirepack.namewords import FEMALE, FUNCTION, MALE, MODIFIER, PLACE, word_kinds
from wirepack.reference.index import section_of, time_of
from wirepack.reference.unnamed import unnamed_people

if TYPE_CHECKING:
    from wirepack.reference.index import Referents
    from wirepack.reference.phrases import Phrase

_SAME_NOUN = 3.0
_SAME_CLASS = 1.6  # "the official", of a minister
_NO_ROLE = 0.9  # a person of whom the text has told nothing
_MODIFIER = 1.0  # each modifier found in the role
_OTHER_STATE = -4.0  # "the Russian minister", of an Israeli one
_FADES = 0.12  # per sentence: a description reaches back further than a pronoun
_NO_ROLE_FADES = 0.45
_TOPIC = 0.06  # for each time the article names the person, of whom it has told nothing
_TOPIC_MOST = 10
_PLACE = 0.3  # of the weight of the mention's place in its sentence
_ENOUGH = 0.3
_CACHED_WORDS = 1 << 12
# Abbreviated ranks and what a description calls their holders
_SPELT_OUT = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant",
    "maj": "major", "capt": "captain", "adm": "admiral", "prof": "professor", "rev": "reverend", "sgt": "sergeant",
    "dr": "doctor", "amb": "ambassador", "king": "king", "queen": "queen", "pope": "pope", "premier": "minister",
}  # fmt: skip


@cache
def role_classes() -> dict[str, frozenset[str]]:
    """Return the classes of each role noun, so that "the official" can take up a minister."""
    return {row["word"]: frozenset(row["classes"].split()) for row in read_table("role_nouns")}


def described_person(referents: Referents, phrase: Phrase) -> int | tuple[int, int] | None:
    """Find the person, or the unnamed one brought in before, whom a description means; None if nobody fits."""
    document, kinds = referents.document, referents.kinds
    lower = document.tokens.lower
    noun = lower[phrase.head]
    position = document.tokens.start[phrase.first]
    modifiers = [lower[i] for i in range(phrase.start, phrase.head) if not kinds[i] & FUNCTION]
    gender = "m" if kinds[phrase.head] & MALE else "f" if kinds[phrase.head] & FEMALE else None
    scores: dict[int | tuple[int, int], float] = {}
    fits: dict[int, float] = {}
    now, section = time_of(referents, position), section_of(referents, position)
    for index, mention in enumerate(document.mentions):
        if mention.start >= position:
            break
        person = document.people[mention.person]
        if gender and person.gender not in (gender, None):
            continue
        fit = fits.get(mention.person)
        if fit is None:
            fit = fits[mention.person] = _fit(referents, mention.person, noun, modifiers)
        recent = now - referents.time[index]
        if fit == _NO_ROLE:
            known = _TOPIC * min(_TOPIC_MOST, referents.named[mention.person])
            score = (
                fit + known - _NO_ROLE_FADES * recent + _PLACE * referents.weight[index]
                if mention.start >= section
                else 0.0
            )
        else:
            score = fit - _FADES * recent
        scores[mention.person] = max(scores.get(mention.person, score), score)
    for first, last, _ in unnamed_people(referents):
        if last <= phrase.first and noun in lower[first:last]:
            told = sum(word in lower[first:last] for word in modifiers) - 0.5 * len(modifiers)
            scores[first, last] = (
                _SAME_NOUN - 0.2 + told - _FADES * (now - time_of(referents, document.tokens.start[first]))
            )
    if not scores:
        return None
    best = max(scores, key=lambda who: scores[who])
    return best if scores[best] > _ENOUGH else None


def _fit(referents: Referents, index: int, noun: str, modifiers: list[str]) -> float:
    """Tell how well a description fits what the text says of a person."""
    words, states, initials = _told(referents)[index]
    named = {_state_of(word) for word in modifiers} - {None}
    if named and states and not named & states:
        return _OTHER_STATE
    if not words:
        return _NO_ROLE
    wanted = role_classes().get(noun, frozenset())
    if noun in words:
        score = _SAME_NOUN
    elif any(wanted & role_classes().get(word, frozenset()) for word in words):
        score = _SAME_CLASS
    else:
        return _OTHER_STATE
    for word in modifiers:
        if word in words or word in initials or (_state_of(word) in states and _state_of(word)):
            score += _MODIFIER
        elif not word_kinds().get(word, 0) & MODIFIER:
            score -= 0.5 * _MODIFIER
    return score


Told = tuple[frozenset[str], frozenset[str | None], frozenset[str]]  # words of the role, states, acronyms of bodies


def _told(referents: Referents) -> list[Told]:
    """Collect for each person the words of the role and of all titles, the states they speak of, and acronyms in them."""
    if referents.notes.told is None:
        referents.notes.told = _collect_told(referents)
    return referents.notes.told


def _collect_told(referents: Referents) -> list[Told]:
    document = referents.document
    texts = [person.role or "" for person in document.people]
    for mention in document.mentions:
        if mention.title_start < mention.start:
            texts[mention.person] += " " + document.text[mention.title_start : mention.start]
    found: list[Told] = []
    for person, text in zip(document.people, texts, strict=True):
        words = {word.strip(".,()").lower().removesuffix("'s") for word in text.replace("’", "'").split()}
        words |= {_SPELT_OUT[word] for word in words if word in _SPELT_OUT}
        states = frozenset(filter(None, map(_state_of, words))) or frozenset(filter(None, [person.country]))
        found.append((frozenset(words) - _COURTESY, states, _initials(person.role)))
    return found


_COURTESY = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", ""])


def _initials(role: str | None) -> frozenset[str]:
    """List the acronyms of the bodies in a role: "gwu" of "… at George Washington University"."""
    found = set()
    run = ""
    for word in (role or "").split():
        if word[0].isupper():
            run += word[0].lower()
        elif word not in ("of", "for", "the", "and"):
            found.add(run)
            run = ""
    return frozenset(found | {run})


@lru_cache(maxsize=_CACHED_WORDS)
def _state_of(word: str) -> str | None:
    """Return the state that a word names, as "russian" and "russia" do."""
    return country_of(word) if word_kinds().get(word, 0) & PLACE else None


def varies_a_name(referents: Referents, phrase: Phrase) -> bool:
    """Tell whether a description is of the kind that news uses to vary the name just mentioned: "the billionaire"."""
    classes = role_classes().get(referents.document.tokens.lower[phrase.head], frozenset())
    return bool(classes & _VARIANTS) and not classes & _NEWCOMERS


_VARIANTS = frozenset(["candidate", "business", "art", "sport", "legislator", "leader", "activist"])
# Trades of people who come into a story without a name.
_NEWCOMERS = frozenset(["law", "police", "spokes", "expert", "media", "medical", "military", "person", "relation"])

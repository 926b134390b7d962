"""Whom a definite description means: "the minister", "the GWU professor", "the Kremlin spokesman"."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from wirepack.countries import country_of
from wirepack.lexicons import read_table
from wirepack.namewords import FEMALE, FUNCTION, MALE, MODIFIER, PLACE, word_kinds
from wirepack.reference.index import section_of, time_of
from wirepack.reference.salience import weight_of
from wirepack.reference.unnamed import unnamed_people

if TYPE_CHECKING:
    from wirepack.reference.index import Referents, Who
    from wirepack.reference.phrases import Phrase

_SAME_NOUN = 3.0
_SAME_UNNAMED = 2.8  # a little less than a person with a name
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
_LOOK_BACK = 200  # names and descriptions before, that a description may mean
_CACHED_WORDS = 1 << 12
# "His lawyer" is somebody else than he: only who was called a lawyer is meant
_OF_A_PERSON = frozenset(["his", "her", "my"])
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
    lower = referents.document.tokens.lower
    modifiers = [lower[i] for i in range(phrase.start, phrase.head) if not referents.kinds[i] & FUNCTION]
    scores = _score_people(referents, phrase, modifiers) | _score_unnamed(referents, phrase, modifiers)
    if not scores:
        return None
    best = max(scores, key=lambda who: scores[who])
    return best if scores[best] > _ENOUGH else None


def _score_people(referents: Referents, phrase: Phrase, modifiers: list[str]) -> dict[Who, float]:
    """Score the people named before a description: by what the text has told of them, and how long ago."""
    document, kind = referents.document, referents.kinds[phrase.head]
    noun = document.tokens.lower[phrase.head]
    position = document.tokens.start[phrase.first]
    gender = "m" if kind & MALE else "f" if kind & FEMALE else None
    now, section = time_of(referents, position), section_of(referents, position)
    told = _told(referents) if document.tokens.lower[phrase.first] in _OF_A_PERSON else None
    end = bisect_left(referents.first, phrase.first)
    fits: dict[int, float] = {}
    scores: dict[Who, float] = {}
    for index in range(max(0, end - _LOOK_BACK), end):
        mention = document.mentions[index]
        who = mention.person
        if (gender and document.people[who].gender not in (gender, None)) or (told and noun not in told[who][0]):
            continue
        if who not in fits:
            fits[who] = _fit(referents, who, noun, modifiers)
        recent = now - referents.time[index]
        score = fits[who] - _FADES * recent
        if fits[who] == _NO_ROLE:
            topic = _TOPIC * min(_TOPIC_MOST, referents.named[who])
            score = _NO_ROLE + topic - _NO_ROLE_FADES * recent + _PLACE * weight_of(referents, index)
            score = score if mention.start >= section else 0.0
        scores[who] = max(scores.get(who, score), score)
    return scores


def _score_unnamed(referents: Referents, phrase: Phrase, modifiers: list[str]) -> dict[Who, float]:
    """Score the unnamed people brought in before with the same noun: "A U.S. official … the official"."""
    tokens = referents.document.tokens
    noun = tokens.lower[phrase.head]
    now = time_of(referents, tokens.start[phrase.first])
    unnamed = unnamed_people(referents)
    end = bisect_left(unnamed, (phrase.first, 0, 0))
    scores: dict[Who, float] = {}
    for first, last, _ in unnamed[max(0, end - _LOOK_BACK) : end]:
        words = tokens.lower[first:last]
        if last <= phrase.first and noun in words:
            told = sum(word in words for word in modifiers) - 0.5 * len(modifiers)
            recent = now - time_of(referents, tokens.start[first])
            scores[first, last] = _SAME_UNNAMED + told - _FADES * recent
    return scores


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

"""Noun phrases as ranges of tokens: where one begins and ends, what it is about, what it may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.grammar import ADVERB, DETERMINER, NUMBER, POSSESSIVE, word_class
from wirepack.namewords import BODY, CLOSED, FUNCTION, MODIFIER, OUTLET, PLACE, ROLE, ROLES, SPEECH, THING, VERB

if TYPE_CHECKING:
    from wirepack.reference.index import Referents

_LONGEST = 12  # words of a phrase that is read backwards from its noun
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_ENDS_HEAD = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "to",
        "on",
        "by",
        "who",
        "that",
        "which",
        "whose",
        "near",
        "about",
        "against",
        ",",
        "(",
        ":",
        ";",
        "—",
        "–",
        ".",
    ]
)
_LINKS = frozenset(["of", "for", "on", "and", "the", "to", "in", "at", "from", "&"])
_APOSTROPHES = frozenset(["'s", "'", "’"])
_NAMING = PLACE | BODY | OUTLET


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens `first:last`, its first word behind the determiner, and the word it is about."""

    first: int
    last: int
    start: int
    head: int
    definite: bool
    indefinite: bool
    owned: bool  # "his lawyer", "Roe's lawyer"


def read_phrase(referents: Referents, first: int, last: int) -> Phrase:
    """Read the noun phrase that fills some tokens."""
    lower = referents.document.tokens.lower
    start = first
    definite = lower[first] in _DEFINITE
    bits = word_class(referents.document.tokens.text[first])
    owned = bool(bits & POSSESSIVE)
    indefinite = bool(bits & (DETERMINER | NUMBER)) and not definite and not owned
    if (definite or indefinite or owned) and last - first > 1:
        start += 1
    head = start
    for here in range(start, last):
        if lower[here] in _ENDS_HEAD and here > start:
            break
        if lower[here] in _APOSTROPHES:
            owned = owned or here + 1 < last
            continue
        head = here
    return Phrase(first, last, start, head, definite, indefinite, owned)


def phrase_before(referents: Referents, index: int) -> tuple[int, int] | None:
    """Read the noun phrase that ends before a token, past adverbs and auxiliaries: "two officials [also] said"."""
    words, lower, kinds = referents.document.tokens.text, referents.document.tokens.lower, referents.kinds
    last = index
    while last and lower[last - 1] in _BEFORE_VERB:
        last -= 1
    first = last
    while first and last - first < _LONGEST:
        word, kind = words[first - 1], kinds[first - 1]
        if not word[0].isalnum() and lower[first - 1] not in _APOSTROPHES:
            break
        if kind & CLOSED and word.islower() and lower[first - 1] not in _LINKS:
            bits = word_class(word)
            if bits & (DETERMINER | POSSESSIVE | NUMBER):
                first -= 1
            break
        if kind & (SPEECH | VERB) and word.islower() and not kind & (ROLE | ROLES | BODY | MODIFIER | OUTLET | THING):
            break
        first -= 1
    while first < last and lower[first] in _LINKS - {"the"}:
        first += 1
    return (first, last) if first < last else None


_BEFORE_VERB = frozenset(
    ["also", "later", "has", "had", "have", "then", "further", "repeatedly", "reportedly", "recently", "not"]
)


def extend_name(referents: Referents, head: int) -> tuple[int, int]:
    """Find the full name or description that a noun stands in: "ministry" in "the Russian Defense Ministry"."""
    words, lower, kinds = referents.document.tokens.text, referents.document.tokens.lower, referents.kinds
    first = head
    while first and head - first < _LONGEST:
        word, kind = words[first - 1], kinds[first - 1]
        if lower[first - 1] in _APOSTROPHES:
            if first < 2 or not words[first - 2][0].isupper() or lower[first - 1] != "'s":
                break
        elif word[0].isupper():
            if kind & FUNCTION:
                break
        elif not ((kind & MODIFIER and not kind & VERB) or "-" in word[1:-1]) or word_class(word) & ADVERB:
            break
        first -= 1
    last = head + 1
    while last + 1 < len(words) and last - head < _LONGEST:
        if words[last][0].isupper() and words[last - 1][0].isupper() and not kinds[last] & CLOSED:
            last += 1
        elif lower[last] in _LINKS and _goes_on(referents, last):
            last += 1
            while lower[last] in _LINKS:
                last += 1
            last += 1
        else:
            break
    return first, last


def _goes_on(referents: Referents, index: int) -> bool:
    """Tell whether a name goes on behind "of" or "for": "Observatory for Human Rights"; not "ministry in Moscow and"."""
    words, lower = referents.document.tokens.text, referents.document.tokens.lower
    if lower[index] not in ("of", "for", "on") and not (
        lower[index] in ("and", "&", "to") and words[index - 1][0].isupper()
    ):
        return False
    here = index + 1
    while here < min(index + 3, len(words) - 1) and lower[here] in ("the", "and"):
        here += 1
    if not words[here][0].isupper() or referents.kinds[here] & CLOSED:
        return False
    return lower[index] != "and" or bool(referents.kinds[here] & _NAMING or words[index - 1][0].isupper())


def text_of(referents: Referents, first: int, last: int) -> str:
    """Return the text of some tokens on one line."""
    tokens = referents.document.tokens
    return " ".join(referents.document.text[tokens.start[first] : tokens.end[last - 1]].split())

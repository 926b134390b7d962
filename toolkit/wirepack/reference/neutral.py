"""What it and they mean: the phrase of the right number that spoke last, else one that opened a sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.grammar import DETERMINER, NUMBER, POSSESSIVE, PREPOSITION, word_class
from wirepack.namewords import BODY, CLOSED, FUNCTION, OUTLET, PLACE, ROLE, ROLES, SPEECH
from wirepack.reference.bodies import bodies_in
from wirepack.reference.index import in_quotation, section_of, sentence_at
from wirepack.reference.phrases import phrase_before

if TYPE_CHECKING:
    from wirepack.reference.index import Referents

IT = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_PLURALS = frozenset(["many", "some", "others", "both", "several", "few", "people", "police", "authorities", "those"])
_SENTENCES_BACK = 4
_FARTHEST = 400  # tokens; four sentences are shorter, and a text without full stops must not be read again and again
_OPENING = 8  # words of a sentence in which its subject stands
_BREAKS = frozenset([",", ";", ":", "“", '"'])

Span = tuple[int, int]  # tokens


def phrase_of_neutral(referents: Referents, token: int) -> Span | None:
    """Find the phrase that an it or they takes up: a body or state for it, people without a name for they.

    It may still be a description ("the ministry") that the caller has to resolve.
    """
    plural = referents.document.tokens.lower[token] in THEY
    for first, last in _phrases_before(referents, token):
        if referents.document.tokens.lower[first].partition("'")[0] in THEY | IT:
            continue
        people = bisect_left(referents.first, first)
        if people < len(referents.first) and referents.first[people] < last:
            continue  # a person is neither it nor they
        phrase = _people(referents, first, last) if plural else _body(referents, first, last)
        if phrase is not None:
            return phrase
    return None


def _phrases_before(referents: Referents, token: int) -> list[Span]:
    """List what may be meant, the likeliest first: subjects of verbs of saying, then what opens the last sentences."""
    document, kinds = referents.document, referents.kinds
    starts = document.tokens.start
    number = sentence_at(referents, starts[token])
    floor = max(0, number - _SENTENCES_BACK)
    section = bisect_left(starts, section_of(referents, starts[token]))
    first = max(section, document.sentences[floor].first) if document.sentences else section
    found = []
    for index in range(token - 1, max(first, token - _FARTHEST) - 1, -1):
        spoken = kinds[index] & SPEECH and document.tokens.text[index].islower()
        if spoken and not in_quotation(referents, starts[index]):
            phrase = phrase_before(referents, index)
            if phrase and phrase[0] >= first:
                found.append(phrase)
    for sentence in reversed(document.sentences[floor : number + 1]):
        if first <= sentence.first < token and not in_quotation(referents, sentence.start):
            found += [(sentence.first, min(sentence.first + _OPENING, token))]
    return found


def _people(referents: Referents, first: int, last: int) -> Span | None:
    """Cut a phrase to the people it speaks of: "several senior officials" of the ministry."""
    kinds, tokens = referents.kinds, referents.document.tokens
    for here in range(first, last):
        if _breaks(referents, here):
            return None
        if kinds[here] & ROLES or tokens.lower[here] in _PLURALS:
            return _from_determiner(referents, first, here)
    return None


def _body(referents: Referents, first: int, last: int) -> Span | None:
    """Cut a phrase to the body or state that it names or describes: "the ministry", "Russia"; not "Russian officials"."""
    kinds, tokens = referents.kinds, referents.document.tokens
    for here in range(first, last):
        if _breaks(referents, here):
            return None
        inside = bodies_in(referents, here, last) if tokens.text[here][0].isupper() else []
        if inside and inside[0].first == here:
            end = inside[0].last
            if not (kinds[here] & PLACE and end < last and kinds[end] & ROLES):
                return here, end
        if kinds[here] & (BODY | OUTLET) and not kinds[here] & (ROLE | CLOSED):
            return _from_determiner(referents, first, here)
    return None


def _breaks(referents: Referents, here: int) -> bool:
    """Tell whether a phrase is over: at punctuation, or at a verb of saying."""
    kind = referents.kinds[here]
    if kind & SPEECH and not kind & (BODY | OUTLET | ROLE):
        return True
    return referents.document.tokens.text[here] in _BREAKS


def _from_determiner(referents: Referents, floor: int, head: int) -> Span | None:
    """Read a phrase back from its noun to its determiner; None if a preposition stands before it."""
    tokens = referents.document.tokens
    first = head
    while first > floor:
        word = tokens.text[first - 1]
        bits = word_class(word)
        if referents.kinds[first - 1] & FUNCTION and word.lower() != "of":
            if bits & PREPOSITION:
                return None
            if not bits & (DETERMINER | POSSESSIVE | NUMBER):
                break
        first -= 1
    return first, head + 1

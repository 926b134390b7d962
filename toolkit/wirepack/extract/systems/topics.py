"""Whom "it" and "they" at the head of a sentence stand for, where it tells who has a system.

"The regime leaned on its air arm. It has taken delivery of six Su-30s": the party that the sentence before begins with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.countries import find_states
from wirepack.extract.systems.parties import is_party, party_from, party_words

if TYPE_CHECKING:
    from wirepack.extract.systems.parties import Span
    from wirepack.models import Document, Tokens

SINGULAR: Final = frozenset({"it", "its"})
PRONOUNS: Final = SINGULAR | {"they", "their"}
_MAX_BACK: Final = 3  # sentences that may go on with a pronoun each
_MAX_OPENING: Final = 8  # tokens before the comma behind which a subject may stand: "In November last year, …"


def is_pronoun(tokens: Tokens, span: Span) -> bool:
    """Whether a party is told by a pronoun alone."""
    return span[1] == span[0] + 1 and tokens.lower[span[0]] in PRONOUNS


def antecedent(document: Document, number: int, pronoun: str) -> Span | None:
    r"""The tokens of the party that a pronoun in a sentence stands for: the subject of the sentence before.

    >>> from wirepack.models import Seed
    >>> from wirepack.segment import segment
    >>> text = "The army of Mali fought.  It has six jets.  It lost two.\n"
    >>> document = segment(Seed("a.txt", "", "a-0", f"Title\n\n{text}", "utf-8"))
    >>> first, last = antecedent(document, 2, "it")
    >>> " ".join(document.tokens.text[first:last])
    'The army of Mali'
    """
    for place in range(number - 1, max(number - 1 - _MAX_BACK, -1), -1):
        sentence = document.sentences[place]
        if document.tokens.lower[sentence.first] in PRONOUNS:
            continue
        return _subject(document.tokens, (sentence.first, sentence.last), pronoun)
    return None


def _subject(tokens: Tokens, sentence: Span, pronoun: str) -> Span | None:
    """The party that a sentence begins with, if a pronoun can stand for it."""
    first, last = sentence
    comma = next((k for k in range(first, min(first + _MAX_OPENING, last)) if tokens.lower[k] == ","), None)
    for begin in (first, comma + 1 if comma else first):
        party = party_from(tokens, begin, last)
        if party and is_party(tokens, party):
            return _with_state(tokens, party, last) if _agrees(tokens, party, pronoun) else None
    return None


def _with_state(tokens: Tokens, party: Span, limit: int) -> Span:
    """A force with the state behind it:   the army of Mali."""
    if tokens.lower[party[1] : party[1] + 1] != ["of"]:
        return party
    states = find_states(tokens, party[1] + 1, min(party[1] + 4, limit))
    return (party[0], states[0].last) if states and states[0].first == party[1] + 1 else party


def _agrees(tokens: Tokens, party: Span, pronoun: str) -> bool:
    """Whether a party is one where the pronoun is, or several where it is not; forces and groups are both."""
    word = tokens.lower[party[1] - 1]
    is_state = bool(find_states(tokens, *party)) and not word.endswith("s")
    is_one = is_state or not word.endswith("s") or word in party_words("service")
    return is_one if pronoun in SINGULAR else not is_state

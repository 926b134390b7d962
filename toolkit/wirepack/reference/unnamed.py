"""Single people whom a text brings in without a name: "a senior official of the ministry"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING

from wirepack.grammar import FINITE, PAST, word_class
from wirepack.namewords import FUNCTION, ROLE, ROLES, SPEECH

if TYPE_CHECKING:
    from wirepack.reference.index import Referents


def unnamed_people(referents: Referents) -> list[tuple[int, int, int]]:
    """List the single people whom the text brings in without a name, as tokens `first:last` and the kind of their noun."""
    if referents.notes.unnamed is None:
        kinds = referents.kinds
        nouns = compress(range(len(kinds)), map(ROLE.__and__, kinds))
        referents.notes.unnamed = [phrase for index in nouns for phrase in _unnamed_at(referents, index)]
    return referents.notes.unnamed


def _unnamed_at(referents: Referents, index: int) -> list[tuple[int, int, int]]:
    """Read "a senior official of the ministry" around its noun, unless it is only the role of somebody named."""
    words, lower, kinds = referents.document.tokens.text, referents.document.tokens.lower, referents.kinds
    if not words[index].islower() or kinds[index] & ROLES:
        return []
    first = index
    while first and index - first < 7 and lower[first - 1] not in ("a", "an", "one", "another"):
        before = words[first - 1]
        if not before[0].isalpha() and "-" not in before and before not in ("'s", "’s"):  # "a 43-year-old farmer"
            return []
        if kinds[first - 1] & (FUNCTION | SPEECH):
            return []
        first -= 1
    if not first or lower[first - 1] not in ("a", "an", "one", "another"):
        return []
    first -= 1
    if first and (
        lower[first - 1] in _PREDICATES or (words[first - 1] == "," and _is_person_end(referents, first - 1))
    ):
        return []
    last = index + 1
    while (
        last < len(words)
        and last - index < 10
        and not (
            _is_predicate(lower[last])
            or kinds[last] & SPEECH
            or words[last] in (",", ".", ";", "“", '"', "who", "that", "and")
        )
    ):
        if words[last][0].isupper() and last == index + 1:
            return []  # an analyst Ida Roe
        last += 1
    while lower[last - 1] in _ADVERBS:
        last -= 1
    return [(first, last, kinds[index])]


_DESCRIBING = frozenset(
    ["based", "involved", "briefed", "posted", "stationed", "attached", "assigned", "affiliated", "accused", "charged"]
)
_ADVERBS = frozenset(
    ["also", "then", "later", "earlier", "now", "still", "already", "once", "recently", "only", "just"]
)
# Behind these words a description is said of somebody: "he is a lawyer", "listed as a lawyer"
_PREDICATES = frozenset(
    ["is", "was", "are", "were", "be", "been", "being", "as", "like", "not", "become", "became", "such"]
)


def _is_predicate(word: str) -> bool:
    """Tell whether a verb tells what somebody did ("fell", "knew") and does not describe him ("based in Kabul")."""
    return word not in _DESCRIBING and bool(word_class(word) & (FINITE | PAST))


def _is_person_end(referents: Referents, token: int) -> bool:
    at = bisect_left(referents.last, token)
    return at < len(referents.last) and referents.last[at] == token

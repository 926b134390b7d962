"""Names of aircraft that are other words, too, in a text that speaks of flying: the Hellcat, two Dakotas, a 737.

Evidence is what stands around the name: a word that is said of aircraft alone ("squadron", "runway"), or two that are
said of aircraft and of much else ("crashed", "crew"). A storm, a team or a film nearby outweighs all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.grammar import ADVERB, AUXILIARY, COORDINATOR, DETERMINER, NUMBER, POSSESSIVE, PREPOSITION, word_class
from wirepack.namewords import PLACE, word_kinds

if TYPE_CHECKING:
    from wirepack.models import Tokens

FLYING_GROUPS: Final = frozenset({"aircraft", "helicopter"})
_NEAR: Final = 25  # tokens on each side of a name: its sentence and the beginning of the next
_ENOUGH: Final = 2  # different words of the weaker kind
_FLYING_VERBS: Final = frozenset({"flew", "flies", "flown", "fly", "flying", "piloted", "piloting"})
_COLLECTIVES: Final = frozenset({"fleet", "flight", "formation", "pair", "pairs", "wave", "waves"})
_LOCATIVE: Final = frozenset({"across", "around", "in", "near", "outside", "through", "throughout", "to"})
_AFTER_NUMBERS: Final = ADVERB | AUXILIARY | COORDINATOR | PREPOSITION
_MAX_QUALIFIERS: Final = 2  # words between a determiner and the name: "the first Canadian Typhoon"


def is_flying_near(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the text around a name speaks of flying.

    >>> from wirepack.segment.tokens import tokenize
    >>> [is_flying_near(tokenize(text), 1, 2) for text in ("The Hellcat joined a squadron.", "The Hellcat film won.")]
    [True, False]
    """
    around = {*tokens.lower[max(first - _NEAR, 0) : first], *tokens.lower[last : last + _NEAR]}
    if not context_words("unflown").isdisjoint(around):
        return False
    if not context_words("flying").isdisjoint(around):
        return True
    return len(context_words("flown") & around) >= _ENOUGH


def stands_as_aircraft(tokens: Tokens, first: int, *, plural: bool) -> bool:
    """Whether a name stands as the name of a thing does:   the Hellcat   two Dakotas   RAF Typhoons   flew Canberras.

    Not so "to the Dakotas" and "in Typhoon", which are places.
    """
    place, qualifiers = first - 1, 0
    while place >= 0 and qualifiers < _MAX_QUALIFIERS and _qualifies(tokens, place):
        place, qualifiers = place - 1, qualifiers + 1
    before = tokens.lower[place] if place >= 0 else ""
    if before in _FLYING_VERBS:
        return True
    kinds = word_class(before)
    if before == "of" and plural and place > 0:  # a squadron of Typhoons
        return tokens.lower[place - 1] in context_words("force") or tokens.lower[place - 1] in _COLLECTIVES
    if before == "the" and plural and place > 0 and tokens.lower[place - 1] in _LOCATIVE:
        return False
    return bool(kinds & (DETERMINER | POSSESSIVE | NUMBER)) or before in ("'s", "’s") or (plural and qualifiers > 0)


def _qualifies(tokens: Tokens, place: int) -> bool:
    """Whether a word can stand between a determiner and the name: a force, a nation, a maker, an ordinal."""
    lower = tokens.lower[place]
    return (
        lower in context_words("force")
        or lower in context_words("maker")
        or lower in context_words("modifier")
        or lower in ("first", "last", "new", "old", "second", "other")
        or bool(tokens.text[place][0].isupper() and word_kinds().get(lower, 0) & PLACE)
    )


def is_type_number(tokens: Tokens, first: int, last: int, *, plural: bool) -> bool:
    """Whether a bare number can be an airliner's:   two 737s   a 747 that crashed, but not "the 737 passengers".

    >>> from wirepack.segment.tokens import tokenize
    >>> [is_type_number(tokenize(text), 1, 2, plural=False) for text in ("a 747 jet", "all 737 passengers", "the 747 crew")]
    [True, False, False]
    """
    if plural:
        return True
    if not word_class(tokens.lower[first - 1] if first else "") & (DETERMINER | POSSESSIVE) and not (
        first and word_kinds().get(tokens.lower[first - 1], 0) & PLACE
    ):
        return False
    after = tokens.lower[last] if last < len(tokens.lower) else "."
    if not after.isalpha():
        return after != "-"
    return bool(word_class(after) & _AFTER_NUMBERS) or after in (
        "aircraft",
        "airliner",
        "jet",
        "jetliner",
        "plane",
        "pilot",
    )

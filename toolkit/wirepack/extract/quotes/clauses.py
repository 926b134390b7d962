"""Is there a clause in these words? Subjects and finite verbs, told from classes of words and their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
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
    SUBORDINATOR,
    THIRD,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# "he's", "that's", "what's": after these words, 's is a verb and not a possessive
_LEANS = frozenset({"he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "this", "everyone"})
_POSSESSIVE = "'s"
_RELATIVE = frozenset({"who", "which"})
_AGENT = (["by"],)
# classes of words that cannot end a subject, unless they are names or nouns too
_NO_SUBJECT = DETERMINER | POSSESSIVE | PREPOSITION | AUXILIARY | COORDINATOR | SUBORDINATOR | WH | VERB_FORM | OBJECT


def find_finite(lower: Sequence[str], bits: Sequence[int], first: int, last: int) -> int:
    """Return the index of the first verb in [first, last) that is finite and has a subject before it, or -1.

    >>> from wirepack.grammar import word_class
    >>> words = "the troops left the town".split()
    >>> find_finite(words, [word_class(word) for word in words], 0, len(words))
    2
    """
    for at in range(first + 1, last):
        word = bits[at]
        if word & (FINITE | PAST | THIRD | BASE):
            if is_finite(lower, bits, at, first) and not _is_relative(lower, bits, first, at):
                return at
        elif lower[at] == _POSSESSIVE and lower[at - 1] in _LEANS:
            return at
    if first < last and bits[first] & FINITE and bits[first] & SUBJECT:  # "They’re gone"
        return first
    return -1


def is_finite(lower: Sequence[str], bits: Sequence[int], at: int, first: int) -> bool:
    """Tell whether the verb form at `at` is a finite verb with its subject right before it, as the neighbours suggest.

    Only words from `first` on are looked at. "Troops left", "he never strikes" but not "the strikes", "fired by".
    """
    word = bits[at]
    before = at - 1
    while before >= first and bits[before] & (ADVERB | NEGATION) and not bits[before] & SUBJECT:
        before -= 1
    if before < first:
        return False
    ahead = bits[before]
    if ahead & SUBJECT and not ahead & (COORDINATOR | PREPOSITION):
        return not (ahead & DETERMINER and word & NOUN)
    if ahead & _NO_SUBJECT and not ahead & (NAME | NOUN | NUMBER) or lower[before] == _POSSESSIVE:
        return False
    if word & FINITE:
        return True
    if word & NAME or before < at - 1 and word & NOUN:
        return False
    if word & PAST:  # "the missiles fired by"
        return not (word & PARTICIPLE and lower[at + 1 : at + 2] in _AGENT)
    plural = lower[before].endswith("s") and not lower[before].endswith("ss") and not ahead & NAME
    if word & NOUN and not bits[at + 1] & (DETERMINER | POSSESSIVE | OBJECT | WH):
        return False
    return plural if word & BASE else not plural


def _is_relative(lower: Sequence[str], bits: Sequence[int], first: int, at: int) -> bool:
    """Tell whether the verb's subject is a relative pronoun: "which hit", "men who left", "the plan that failed"."""
    before = at - 1
    while before > first and bits[before] & (ADVERB | NEGATION):
        before -= 1
    word = lower[before]
    if word in _RELATIVE:
        return True
    return word == "that" and before > first and not bits[before - 1] & (VERB_FORM | PUNCTUATION | COORDINATOR)


def is_clause(lower: Sequence[str], bits: Sequence[int], first: int, last: int) -> bool:
    """Tell whether the words [first, last) hold a complete clause, a question or an order.

    >>> from wirepack.grammar import word_class
    >>> def test(text):
    ...     words = text.split()
    ...     return is_clause([w.lower() for w in words], [word_class(w) for w in words], 0, len(words))
    >>> test("They hit it ."), test("Give us the data ."), test("Are they here ?"), test("very dangerous")
    (True, True, True, False)
    """
    if find_finite(lower, bits, first, last) >= 0:
        return True
    if last - first < 3 or not bits[first] & NAME:
        return False
    opening, second = bits[first], bits[first + 1]
    question = opening & FINITE and second & (SUBJECT | DETERMINER | POSSESSIVE | NAME)
    order = opening & BASE and not opening & (AUXILIARY) and second & (
        DETERMINER | POSSESSIVE | OBJECT | ADVERB | PREPOSITION
    )
    return bool(question or order)

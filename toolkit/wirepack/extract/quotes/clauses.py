"""Is there a clause in these words? Subjects and finite verbs, told from classes of words and their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
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
    SUBORDINATOR,
    THIRD,
    TIME,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# "he's", "that's", "what's": after these words, 's is a verb and not a possessive
_PLURALS = frozenset({"people", "men", "women", "children", "police"})
_SOMEBODY = frozenset({"everyone", "everybody", "nobody", "somebody", "someone", "nothing", "something", "everything"})
_LEANS = _SOMEBODY | {"he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "this"}
_BRACKETS = frozenset({"[", "]"})
_POSSESSIVE = "'s"
_PERSONAL = frozenset({"i", "he", "she", "we", "they"})
_RELATIVE = frozenset({"who", "which"})
_AGENT = "by"
_STOPS = frozenset({",", ".", ";", ":", "?", "!", "—", "–", "-", "…"})
_SENTENCE_STOPS = frozenset({".", "?", "!"})
# classes of words that cannot end a subject, unless they are names or nouns too
_NO_SUBJECT = DETERMINER | POSSESSIVE | PREPOSITION | AUXILIARY | COORDINATOR | SUBORDINATOR | WH | VERB_FORM | OBJECT
_MAYBE_FINITE = FINITE | PAST | THIRD | BASE
_NO_VERB = PUNCTUATION | COORDINATOR | SUBORDINATOR | WH | SUBJECT | ADVERB
_BEFORE_AUXILIARY = DETERMINER | POSSESSIVE | PREPOSITION | MODAL | COORDINATOR | SUBORDINATOR
_BEFORE_NOUN = PREPOSITION | DETERMINER | POSSESSIVE
_INDEFINITE = _SOMEBODY | {"anyone", "else"}
_QUANTITIES = frozenset({"more", "less", "enough", "much", "little", "most"})
_SHORTEST_ORDER = 3  # words: "Leave Kabul now"


def find_finite(lower: Sequence[str], bits: Sequence[int], first: int, last: int) -> int:
    """Return the index of the first finite verb in [first, last) that has its subject before it, or -1.

    Verbs of relative clauses ("men who left") are passed over.

    >>> from wirepack.grammar import word_class
    >>> words = "the men who came are here".split()
    >>> words[find_finite(words, [word_class(word) for word in words], 0, len(words))]
    'are'
    """
    return _next_finite(lower, bits, first, first, last)


def find_main(lower: Sequence[str], bits: Sequence[int], first: int, last: int) -> int:
    """Return the first finite verb in [first, last) of a clause that hangs on nothing before it, or -1."""
    at = _next_finite(lower, bits, first, first, last)
    while at >= 0 and not _is_main(lower, bits, first, at):
        at = _next_finite(lower, bits, first, at + 1, last)
    return at


def _next_finite(lower: Sequence[str], bits: Sequence[int], first: int, begin: int, last: int) -> int:
    """Return the first finite verb in [begin, last), or -1; the sentence begins at `first`."""
    for at in range(begin, last):
        word = bits[at]
        if word & FINITE and word & SUBJECT:  # "They’re gone"
            return at
        if at == first:
            continue
        if word & _MAYBE_FINITE:
            if is_finite(lower, bits, at, first) and not _is_relative(lower, bits, first, at):
                return at
        elif lower[at] == _POSSESSIVE and lower[at - 1] in _LEANS:
            if not _is_relative(lower, bits, first, at):
                return at
        elif lower[at - 1] in _PERSONAL and not word & _NO_VERB:
            return at
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
        return bool(word & FINITE) and lower[at - 1] in _QUANTITIES  # "more is at stake"
    ahead = bits[before]
    if ahead & SUBJECT and not ahead & (COORDINATOR | PREPOSITION):
        return not (ahead & DETERMINER and word & NOUN)
    if word & FINITE:
        return not ahead & _BEFORE_AUXILIARY or bool(ahead & (NAME | NOUN | NUMBER)) or lower[before] == "nor"
    if ahead & OBJECT and before - 1 > first and lower[before - 1] == "of":  # "all of them left"
        return bool(word & (PAST | BASE))
    if ahead & OBJECT and word & PAST:  # "those who helped us died"
        return any(bits[other] & WH for other in range(first, before))
    if (ahead & _NO_SUBJECT and not ahead & (NAME | NOUN | NUMBER)) or lower[before] == _POSSESSIVE:
        return False
    if word & NAME or (word & NOUN and lower[at - 1] == "not"):  # "deeds, not promises"
        return False
    if lower[before] in _INDEFINITE:
        return bool(word & (PAST | THIRD))  # "nothing moves", "someone else pays"
    if before < at - 1 and word & THIRD:  # "also uses", "never strikes"
        return True
    if word & PAST:  # "the missiles fired by"
        passive = word & PARTICIPLE and at + 2 < len(lower) and lower[at + 1] == _AGENT
        return not passive or bool(bits[at + 2] & ING)  # "responded by saying"
    noun = lower[before]
    plural = noun in _PLURALS or (noun.endswith("s") and not noun.endswith("ss") and not ahead & NAME)
    if word & NOUN and not _has_object(lower, bits, at + 1):
        return False
    return plural if word & BASE else not plural


def _has_object(lower: Sequence[str], bits: Sequence[int], at: int) -> bool:
    """Tell whether what stands at `at` makes the word before it a verb: "strikes the town", not "strikes that"."""
    if at >= len(bits) or lower[at] == "that":
        return False
    return bool(bits[at] & (DETERMINER | POSSESSIVE | OBJECT | WH)) or lower[at] == "to"


def _is_relative(lower: Sequence[str], bits: Sequence[int], first: int, at: int) -> bool:
    """Tell whether the verb's subject is a relative pronoun: "which hit", "men who left", "the plan that failed"."""
    before = at - 1
    while before > first and bits[before] & (ADVERB | NEGATION):
        before -= 1
    word = lower[before]
    if word in _RELATIVE:
        return True
    joined = VERB_FORM | PUNCTUATION | COORDINATOR | SUBORDINATOR | ADVERB
    ahead = bits[before - 1]
    return word == "that" and before > first and (not ahead & joined or bool(ahead & NOUN))


def joins_passive(lower: Sequence[str], bits: Sequence[int], at: int) -> bool:
    """Tell whether "and" at `at` joins what follows to a passive: "had been summoned and told that"."""
    return lower[at] == "and" and bool(bits[at - 1] & PARTICIPLE and bits[at - 2] & BE)


def is_clause(lower: Sequence[str], bits: Sequence[int], first: int, last: int) -> bool:
    """Tell whether the words [first, last) hold a complete clause of their own, a question or an order.

    A predicate without its subject and a noun with a clause that hangs on it are none.

    >>> from wirepack.grammar import word_class
    >>> def test(text):
    ...     words = text.split()
    ...     return is_clause([w.lower() for w in words], [word_class(w) for w in words], 0, len(words))
    >>> test("They hit it ."), test("Give us the data ."), test("Are they here ?"), test("if they hit it")
    (True, True, True, True)
    >>> test("very dangerous"), test("hit what they saw"), test("the best thing we have"), test("who hit it")
    (False, False, False, False)
    """
    if "[" in lower[first:last]:  # “[He] lied”: what the reporter put in counts as if the speaker had said it
        kept = [at for at in range(first, last) if lower[at] not in _BRACKETS]
        return is_clause([lower[at] for at in kept], [bits[at] for at in kept], 0, len(kept))
    begin = first
    for at, word in enumerate(lower[first:last], first):
        if word in _SENTENCE_STOPS:
            if _holds_main_clause(lower, bits, begin, at):
                return True
            begin = at + 1
    return _holds_main_clause(lower, bits, begin, last)


def _holds_main_clause(lower: Sequence[str], bits: Sequence[int], first: int, last: int) -> bool:
    if first >= last or (lower[first] in _RELATIVE and not bits[first] & NAME):
        return False
    if find_main(lower, bits, first, last) >= 0:
        return True
    if last - first < _SHORTEST_ORDER or not bits[first] & NAME:
        return False
    opening, second = bits[first], bits[first + 1]
    question = opening & FINITE and second & (SUBJECT | DETERMINER | POSSESSIVE | NAME)
    question = question or (opening & WH and any(bits[at] & (FINITE | PAST | THIRD) for at in range(first, last)))
    order = opening & BASE and not opening & AUXILIARY
    return bool(question or (order and second & (DETERMINER | POSSESSIVE | OBJECT | ADVERB | PREPOSITION)))


def _is_main(lower: Sequence[str], bits: Sequence[int], first: int, verb: int) -> bool:
    """Tell whether a finite verb with its subject opens a clause, and not one that hangs on words before it."""
    subject = verb - 1 if not (bits[verb] & SUBJECT and bits[verb] & FINITE) else verb
    while subject > first and bits[subject] & (ADVERB | NEGATION) and not bits[subject] & SUBJECT:
        subject -= 1
    if subject > first:
        before = bits[subject - 1]
        joined = before & (PUNCTUATION | COORDINATOR | SUBORDINATOR | WH | ADVERB) or lower[subject - 1] == "that"
        if (lower[subject] in _PERSONAL or bits[subject] & WH) and not joined:
            return False  # "the best thing we have", "of what is left"
    hanging = bits[verb] & PARTICIPLE and verb + 1 < len(bits) and bits[verb + 1] & PREPOSITION
    if hanging and not bits[first] & NAME and not bits[subject] & TIME:
        return False  # "a campaign focused on the talks"
    if lower[subject] == ",":
        opening = next((at for at in range(subject - 1, first, -1) if lower[at] == ","), subject)
        if bits[opening + 1] & (WH | SUBORDINATOR | PREPOSITION | ADVERB):
            return True  # "Smith, who left in May, was"
    inside = 0  # verbs of clauses that hang on the subject, whose openers are still to come
    for at in range(subject - 1, first - 1, -1):
        kind = bits[at]
        if lower[at] in _STOPS:
            return not inside
        if (kind & (SUBORDINATOR | WH) or lower[at] == "that") and not kind & NAME:
            if not inside:
                return at == first or bool(bits[at - 1] & COORDINATOR)
            inside = 0
        elif kind & (VERB_FORM | FINITE) and not kind & (NOUN | NAME | PARTICIPLE | ING):
            if bits[at - 1] & _BEFORE_NOUN and lower[at - 1] != "to":
                continue  # "the safeguards in place should"
            inside += 1  # "the plan that failed is": opened by "that"; "said the plan is": not opened
    if inside:
        return False
    return not (bits[first] & (VERB_FORM | FINITE) and not bits[first] & (NOUN | NAME | SUBJECT | ING))

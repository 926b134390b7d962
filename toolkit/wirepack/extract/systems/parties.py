"""Noun phrases that name those who have, use or supply systems, and the words around a system's name.

A party is a state, an authority, a force, people under arms or an airline. Everything here looks at one sentence, a few
tokens to each side of a name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.countries import find_states
from wirepack.extract.systems.aircraft import skip_maker_back
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    COORDINATOR,
    DETERMINER,
    ING,
    NOUN,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    THIRD,
    TIME,
    WH,
    word_class,
)
from wirepack.lexicons import read_table, read_words

if TYPE_CHECKING:
    from wirepack.models import Tokens

Span = tuple[int, int]  # first token, and the one behind the last

_MAX_PHRASE: Final = 7  # words of a noun phrase: "the Syrian Arab Air Defence Force"
_MAX_BEFORE: Final = 6  # words between an owner and the name: "Syria's few remaining Russian-supplied S-300s"
_STOPS: Final = PREPOSITION | COORDINATOR | WH | PUNCTUATION | AUXILIARY
_AIRLINES_QUALIFIERS: Final = frozenset({"budget", "flag", "low-cost", "national", "regional"})
_SHARED: Final = frozenset({"force", "use", "give"})  # kinds that system_context.tsv begins


@cache
def party_words(kind: str) -> frozenset[str]:
    """The words of one kind of system_parties.tsv, with those of system_context.tsv.

    >>> "flown" in party_words("agent"), "operates" in party_words("use")
    (True, True)
    """
    own = frozenset(row["word"] for row in read_table("system_parties") if row["kind"] == kind)
    return own | context_words(kind) if kind in _SHARED else own


# ---------------------------------------------------------------- before a name


def step_back(tokens: Tokens, first: int, position: int) -> int:
    """The token before a name and the adjectives, numbers, heads and makers that belong to it."""
    place = max(skip_maker_back(tokens, position), first) - 1
    while place >= first and position - place <= _MAX_BEFORE and _describes(tokens, place):
        place -= 1
    return place


def _describes(tokens: Tokens, place: int) -> bool:
    word, kinds = tokens.lower[place], word_class(tokens.text[place])
    if kinds & (_STOPS | DETERMINER | POSSESSIVE) or word == "'s":
        return False
    if word in heads() and tokens.text[place].islower():
        return True
    if word in party_words("use") or word in party_words("give"):
        return False
    if (word[-1].isdigit() and word[0].isalpha()) or _is_plural_name(word) or _acts(tokens, place):
        return False
    if "-" in word or tokens.text[place].islower() or kinds & NUMBER or word in context_words("maker"):
        return True
    # "HMS Diamond", "Aegis destroyer Chokai": a prefix of ships, a name before a head noun.
    behind = tokens.lower[place + 1] if place + 1 < len(tokens.lower) else ""
    if word in read_words("system_ship_prefixes", "prefix"):
        return True
    return behind in heads() and not find_states(tokens, place, place + 1) and not is_force_word(word)


def _is_plural_name(word: str) -> bool:
    """Whether a word is the plural of a designation:   F-35s."""
    return word.endswith("s") and word[-2:-1].isdigit()


def _acts(tokens: Tokens, place: int) -> bool:
    """Whether a word before a name is a verb of its own:   jets bombed S-300s   not: two upgraded S-300s."""
    word = tokens.lower[place]
    kinds = word_class(word)
    if "-" in word or tokens.text[place][0].isupper() or not kinds & (PAST | THIRD | ING | BASE) or word in heads():
        return False
    if kinds & (THIRD | BASE) and not kinds & (PAST | ING):
        return not kinds & NOUN and word not in context_words("modifier")
    before = word_class(tokens.lower[place - 1]) if place else 0
    return not (before & (DETERMINER | POSSESSIVE | NUMBER | ADVERB) or (place and tokens.lower[place - 1] == "'s"))


def skip_article_back(tokens: Tokens, first: int, place: int) -> int:
    """The token before the articles and numbers that end at a token:   struck them with | the two."""
    while place > first and word_class(tokens.text[place]) & (DETERMINER | NUMBER):
        place -= 1
    return place


# ---------------------------------------------------------------- phrases


def phrase_from(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """The noun phrase that begins at a token:   the Assad regime | the advanced …."""
    place = begin + 1 if begin < limit and word_class(tokens.text[begin]) & (DETERMINER | POSSESSIVE) else begin
    inside = place
    while place < min(limit, begin + _MAX_PHRASE) and _is_inside(tokens, place):
        place += 1
    return (begin, place) if place > inside else None


def party_from(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """The party that begins at a token, without a verb that may be a noun, too:   the Pakistani air force | shot down."""
    phrase = phrase_from(tokens, begin, limit)
    if phrase is None or is_party(tokens, phrase):
        return phrase
    # The longest beginning that is a party, before a verb.
    for end in range(phrase[1] - 1, phrase[0], -1):
        if word_class(tokens.text[end]) & (PAST | THIRD) and is_party(tokens, (phrase[0], end)):
            return phrase[0], end
    return None


def phrase_before(tokens: Tokens, first: int, end: int) -> Span | None:
    """The noun phrase that ends before a token, with its article."""
    place = end
    while place > max(first, end - _MAX_PHRASE) and _is_inside(tokens, place - 1):
        place -= 1
    if place == end:
        return None
    if place > first and word_class(tokens.text[place - 1]) & DETERMINER and tokens.lower[place - 1] != "that":
        place -= 1
    return place, end


def _is_inside(tokens: Tokens, place: int) -> bool:
    text, kinds = tokens.text[place], word_class(tokens.text[place])
    if not (text[0].isalpha() or text[-1].isalpha()) or kinds & (_STOPS | DETERMINER):  # "47th Brigade"
        return False
    return text[0].isupper() or not kinds & (PAST | THIRD | ING | ADVERB) or bool(kinds & NOUN)


def is_party(tokens: Tokens, phrase: Span) -> bool:
    """Whether a phrase names a state, a force or people under arms; "Israeli attack" and "its F-16 jets" do not."""
    words = tokens.lower[phrase[0] : phrase[1]]
    if word_class(words[0]) & POSSESSIVE or any("-" in word and word[-1].isdigit() for word in words):
        return False
    if word_class(words[-1]) & TIME:
        return False
    states = find_states(tokens, *phrase)
    if states and states[-1].last == phrase[1] and "-" not in words[-1]:
        return True
    if is_force_word(words[-1]):
        return all(not any(sign.isdigit() for sign in word) or word[0].isdigit() for word in words)
    return is_airline(tokens, phrase)


def is_force_word(word: str) -> bool:
    """Whether a word marks people under arms or an authority."""
    return word in party_words("force") or word in party_words("service")


def is_airline(tokens: Tokens, phrase: Span) -> bool:
    """Whether a phrase with capitals ends as the names of airlines do:   Jeju Air   Alaska Airlines   the airline."""
    word, first = tokens.lower[phrase[1] - 1], phrase[1] - 2
    if first == phrase[0] and tokens.text[first] == "Air" and tokens.text[first + 1][0].isupper():  # Air India
        return True
    if word == "carrier":  # a Korean low-cost carrier
        return not _AIRLINES_QUALIFIERS.isdisjoint(tokens.lower[phrase[0] : phrase[1]])
    return word in party_words("airline") and (tokens.text[phrase[1] - 1][0].isupper() or word == "airline")


def is_maker(tokens: Tokens, phrase: Span) -> bool:
    """Whether a phrase names a company that makes systems:   Lockheed Martin."""
    return not context_words("maker").isdisjoint(tokens.lower[phrase[0] : phrase[1]])


def is_compound(word: str, kind: str) -> bool:
    """Whether a compound ends in a verb of a kind:   Houthi-operated   US-supplied."""
    head, hyphen, verb = word.rpartition("-")
    return bool(hyphen and head) and verb in party_words(kind)

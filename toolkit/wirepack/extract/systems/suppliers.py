"""Who supplies a system, as far as the sentence says so: the one who delivers, sells, donates or transfers it.

A maker supplies nothing by having made it ("Russian-made"); who sends what is its own supplies nobody ("sent its F-16s
to intercept them"), so that verbs of sending need a receiver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.countries import find_states
from wirepack.extract.systems.clauses import is_refused, subject_of, verb_taking
from wirepack.extract.systems.parties import (
    Span,
    is_compound,
    is_maker,
    is_party,
    party_from,
    party_words,
    phrase_before,
    phrase_from,
    step_back,
)
from wirepack.extract.systems.users import (
    TAKE,
    is_participle,
    noun_of_transfer,
    relative_clause,
    skip_auxiliaries,
    skip_heads,
)
from wirepack.grammar import ADVERB, AUXILIARY, COORDINATOR, PAST, PREPOSITION, PUNCTUATION, TIME, word_class
from wirepack.namewords import speech_forms

if TYPE_CHECKING:
    from wirepack.models import Tokens

_COMPANIES: Final = frozenset({"builder", "company", "consortium", "firm", "maker", "manufacturer", "shipyard", "yard"})
_SECOND_HAND: Final = frozenset({"new", "second-hand", "secondhand", "used"})
_MAX_AFTER: Final = (
    12  # words between a name and its supplier: "S-300s delivered last year to the Assad regime by Moscow"
)


def find_supplier(tokens: Tokens, sentence: Span, name: Span, operator: Span | None) -> Span | None:
    """Find the tokens of the noun phrase for the supplier of a system named at `name`, or of a compound with it.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("Moscow delivered the Assad regime an S-300.")
    >>> find_supplier(tokens, (0, 8), (6, 7), (2, 5))
    (0, 1)
    """
    return (
        _hyphened(tokens, sentence[0], name[0])
        or _agent(tokens, sentence, name)
        or _in_clause(tokens, sentence, name)
        or _seller(tokens, sentence, name)
        or _giver(tokens, sentence, name, operator)
        or _transferer(tokens, sentence, name)
    )


def _hyphened(tokens: Tokens, first: int, position: int) -> Span | None:
    """The supplier in a compound:   US-supplied ATACMS."""
    for place in range(step_back(tokens, first, position) + 1, position):
        if is_compound(tokens.lower[place], "give") and find_states(tokens, place, place + 1):
            return place, place + 1
    return None


def _agent(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """Behind a participle:   S-300s supplied by Russia   were delivered to Syria by Moscow   bought from Poland."""
    last = sentence[1]
    place = skip_auxiliaries(tokens, skip_heads(tokens, name[1], last), last)
    if place >= last or not is_participle(tokens.lower[place]) or is_refused(tokens, name[1], place):
        return None
    if place + 1 < last and tokens.lower[place + 1] in _SECOND_HAND:  # bought used from Britain
        return _behind(tokens, place + 2, last, "from")
    kinds = word_class(tokens.text[place + 1]) if place + 1 < last else 0
    if not kinds & (PREPOSITION | ADVERB | TIME | COORDINATOR):
        return None  # "Norway, which operates THAAD, bought Pantsir systems from Russia"
    if tokens.lower[place] in party_words("give"):
        return _behind(tokens, place + 1, last, "by") or _behind(tokens, place + 1, last, "from")
    return _behind(tokens, place + 1, last, "from") if tokens.lower[place] in party_words("get") else None


def _in_clause(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """In a clause behind the name:   drones that Iran has supplied to Russia   F-16s Ukraine received from Denmark."""
    found = relative_clause(tokens, sentence, name)
    if found is None:
        return None
    subject, verb = found
    if tokens.lower[verb] in party_words("give"):
        return subject
    return _behind(tokens, verb + 1, sentence[1], "from") if tokens.lower[verb] in party_words("get") else None


def _seller(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """Behind the object of a verb of getting:   Turkey bought S-400s from Russia."""
    is_got = verb_taking(tokens, sentence[0], name[0], "get") is not None
    return _behind(tokens, name[1], sentence[1], "from") if is_got else None


def _giver(tokens: Tokens, sentence: Span, name: Span, operator: Span | None) -> Span | None:
    """The subject of a verb of giving:   Germany will send Leopard 2 tanks to Ukraine."""
    first = sentence[0]
    verb = verb_taking(tokens, first, name[0], "give")
    if verb is None:
        return None
    is_given = tokens.lower[verb] not in party_words("needs receiver") or (operator and operator[1] > verb)
    if not is_given and _behind(tokens, name[1], sentence[1], "to") is None:
        return None
    subject = subject_of(tokens, first, verb) or _company(tokens, first, verb)
    return None if subject is None or _is_asked(tokens, first, subject, verb) else subject


def _company(tokens: Tokens, first: int, verb: int) -> Span | None:
    """A company before a verb, where it delivers what it makes:   Lockheed Martin delivered the first F-35."""
    phrase = phrase_before(tokens, first, verb)
    return phrase if phrase and is_maker(tokens, phrase) else None


def _is_asked(tokens: Tokens, first: int, subject: Span, verb: int) -> bool:
    """Whether the subject is only asked to give:   Kyiv urged Germany to send Taurus missiles."""
    if subject[0] == first:
        return False
    told = tokens.lower[subject[0] - 1]
    return "to" in tokens.lower[subject[1] : verb] and (told in speech_forms() or bool(word_class(told) & PAST))


def _transferer(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """With a noun:   Germany's delivery of Leopard 2s   the delivery of S-300s by Russia   Russian deliveries of it."""
    first = sentence[0]
    noun = noun_of_transfer(tokens, first, name[0])
    if noun is None:
        return None
    if tokens.lower[noun - 1] in TAKE:
        return _behind(tokens, noun + 1, name[0], "from") or _behind(tokens, name[1], sentence[1], "from")
    before = step_back(tokens, first, noun)
    if before > first and tokens.lower[before] in ("'s", "'"):
        phrase = phrase_before(tokens, first, before)
        if phrase and is_party(tokens, phrase):
            return phrase
    states = find_states(tokens, max(first, before - 1), before + 1)
    if states and states[-1].last == before + 1 and "-" not in tokens.lower[before]:
        return states[-1].first, states[-1].last
    return _behind(tokens, name[1], sentence[1], "from") or _behind(tokens, name[1], sentence[1], "by")


def _sells(tokens: Tokens, phrase: Span) -> bool:
    """Whether a phrase names a company one buys from:   from Saab   from the Italian consortium Iveco."""
    if not tokens.text[phrase[1] - 1][0].isupper():
        return False
    return is_maker(tokens, phrase) or not _COMPANIES.isdisjoint(tokens.lower[phrase[0] : phrase[1]])


def _behind(tokens: Tokens, begin: int, limit: int, word: str) -> Span | None:
    """The party behind a preposition, the first of its kind before the clause ends."""
    for place in range(begin, min(begin + _MAX_AFTER, limit)):
        kinds = word_class(tokens.lower[place])
        if kinds & AUXILIARY or (kinds & PUNCTUATION and tokens.text[place] != ","):
            return None
        if tokens.lower[place] == word:
            party = party_from(tokens, place + 1, limit)
            if party and is_party(tokens, party):
                return party
            phrase = phrase_from(tokens, place + 1, limit) if word == "from" else None
            return phrase if phrase and _sells(tokens, phrase) else None
    return None

"""Who has or uses a system, as told by a verb or by what stands behind its name: flown by, sold to, struck with.

Each function looks for one way of telling it and gives the tokens of the party; `operators` orders them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.countries import find_states
from wirepack.extract.systems.clauses import is_object, is_refused, subject_of, verb_before, verb_taking
from wirepack.extract.systems.parties import (
    Span,
    is_airline,
    is_force_word,
    is_maker,
    is_party,
    party_from,
    party_words,
    phrase_before,
    phrase_from,
    skip_article_back,
    step_back,
)
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    ING,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    PUNCTUATION,
    THIRD,
    WH,
    word_class,
)

if TYPE_CHECKING:
    from wirepack.models import Tokens

_MAX_AFTER: Final = 8  # words between the name and its receiver: "S-300 missile systems and radars to Syria"
MAX_HEADS: Final = 4  # words of a head behind a name: "S-300 surface-to-air missile systems"
_MAX_LEADING: Final = 3  # tokens between a system and the verb whose subject it is: "J-10C fighters had hit"
_MAX_ORDER: Final = 10  # words between a name and "for", and between "for" and the verb: "… a second batch of 180"
TAKE: Final = frozenset({"take", "takes", "taken", "taking", "took"})  # … delivery of


def skip_heads(tokens: Tokens, last: int, limit: int) -> int:
    """The first token behind a name that is no head noun of it:   S-300 missile systems | sold to Syria."""
    place = last
    while place < min(limit, last + MAX_HEADS) and _is_head(tokens, place):
        place += 1
    return place


def _is_head(tokens: Tokens, place: int) -> bool:
    kinds = word_class(tokens.text[place])
    word = tokens.lower[place]
    if not tokens.text[place][0].islower() or word in party_words("agent") or word in party_words("give"):
        return False
    return not kinds & (PREPOSITION | COORDINATOR | WH | AUXILIARY | ADVERB | DETERMINER) and (
        not kinds & (PAST | THIRD | ING) or bool(kinds & NOUN)
    )


def skip_auxiliaries(tokens: Tokens, place: int, limit: int) -> int:
    """The participle behind a name and its auxiliaries:   , which were reportedly being | flown by."""
    while place < limit and (
        word_class(tokens.lower[place]) & (AUXILIARY | ADVERB) or tokens.lower[place] in (",", "that", "which", "(")
    ):
        place += 1
    return place


def holder(tokens: Tokens, sentence: Span, name: Span, group: str | None) -> Span | None:
    """Who is told behind the name:   flown by SkyWest   of the Greek Air Force   in service with   belonged to."""
    last = sentence[1]
    heads = skip_heads(tokens, name[1], last)
    if heads < last and tokens.lower[heads] == "of":
        phrase = party_from(tokens, heads + 1, last) or phrase_from(tokens, heads + 1, last)
        if not phrase:
            return None
        is_numbered = phrase[1] < last and bool(word_class(tokens.text[phrase[1]]) & NUMBER)  # "KG 27"
        is_civil = (
            group == "aircraft"
            and not is_numbered
            and tokens.text[phrase[1] - 1][0].isupper()
            and phrase[1] - phrase[0] == 1
        )
        of_state = bool(find_states(tokens, *phrase)) and not is_airline(tokens, phrase)
        at_place = of_state and not is_force_word(tokens.lower[phrase[1] - 1])
        is_told = is_party(tokens, phrase) or is_civil
        return phrase if is_told and not at_place and not is_maker(tokens, phrase) else None
    place = skip_auxiliaries(tokens, heads, last)
    if place + 2 < last and tokens.lower[place] in party_words("agent") and tokens.lower[place + 1] == "by":
        return _agent(tokens, place + 2, last)
    for length in range(2, 6):
        if " ".join(tokens.lower[place : place + length]) in party_words("holder"):
            return _agent(tokens, place + length, last)
    return None


def _agent(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """A party, or anybody with a name:   operated by Ryanair."""
    phrase = party_from(tokens, begin, limit) or phrase_from(tokens, begin, limit)
    if not phrase or is_maker(tokens, phrase):
        return None
    is_known = is_party(tokens, phrase) or bool(find_states(tokens, *phrase))  # "a Dutch pilot"
    return phrase if is_known or tokens.text[phrase[1] - 1][0].isupper() else None


def receiver(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """Whom the system is delivered to:   delivered to the regime the S-300   sold Egypt F-16s   S-300s sent to Syria."""
    place = skip_auxiliaries(tokens, skip_heads(tokens, name[1], sentence[1]), sentence[1])
    if place + 1 < sentence[1] and tokens.lower[place] in party_words("give") and is_participle(tokens.lower[place]):
        return None if is_refused(tokens, name[1], place) else _to(tokens, place + 1, sentence[1])
    verb = verb_before(tokens, sentence[0], name[0], "give")
    if verb is None:
        noun = noun_of_transfer(tokens, sentence[0], name[0])
        if noun is None:
            return None
        if noun - 1 > sentence[0] and tokens.lower[noun - 1] in TAKE:
            return subject_of(tokens, sentence[0], noun - 1)  # "Turkey took delivery of S-400s"
        return _to(tokens, name[1], sentence[1])
    if is_refused(tokens, sentence[0], verb) or not is_object(tokens, sentence[0], name[0]):
        return None
    begin = verb + 2 if tokens.lower[verb + 1] == "to" else verb + 1
    phrase = phrase_from(tokens, begin, name[0])
    if phrase and is_party(tokens, phrase) and tokens.lower[phrase[1]] != "of":  # not "three squadrons of F-105s"
        return phrase
    return _to(tokens, name[1], sentence[1])


def is_participle(word: str) -> bool:
    """Whether a word can be a past participle:   given   supplied."""
    return bool(word_class(word) & (PAST | PARTICIPLE))


def noun_of_transfer(tokens: Tokens, first: int, position: int) -> int | None:
    """The noun whose "of" a name stands behind:   the delivery of S-300s."""
    place = skip_article_back(tokens, first, step_back(tokens, first, position))
    place -= tokens.lower[place] in ("its", "their")  # took delivery of its third KC-390
    if place <= first or tokens.lower[place] != "of":
        return None
    source = phrase_before(tokens, first, place)
    if source and source[0] - 1 > first and tokens.lower[source[0] - 1] == "from" and is_party(tokens, source):
        place = source[0] - 1  # delivery from Russia of four Mi-24s
    return place - 1 if tokens.lower[place - 1] in party_words("transfer") else None


def _to(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """The party behind the first "to" or "for"."""
    for place in range(begin, min(begin + _MAX_AFTER, limit)):
        if word_class(tokens.text[place]) & PUNCTUATION and tokens.text[place] != ",":
            return None
        if tokens.lower[place] in ("to", "for"):
            phrase = party_from(tokens, place + 1, limit)
            if phrase and phrase[1] == phrase[0] + 1 and word_class(tokens.text[phrase[0]]) & BASE:
                return None  # sent to patrol
            return phrase if phrase and is_party(tokens, phrase) else None
    return None


def user(tokens: Tokens, first: int, position: int) -> Span | None:
    """The subject of a verb of use:   The Syrian units … were using Buk-M2E   letting Syria finally use the S-300s."""
    verb = verb_taking(tokens, first, position, "use")
    return None if verb is None else subject_of(tokens, first, verb)


def orderer(tokens: Tokens, first: int, position: int) -> Span | None:
    """Who signs for it:   Poland signed a $6.5 billion contract for a second batch of 180 K2 tanks."""
    place = skip_article_back(tokens, first, step_back(tokens, first, position))
    for begin in range(place, max(place - _MAX_ORDER, first), -1):
        if tokens.lower[begin] == "for" and begin > first:
            verb = next((k for k in range(begin - 1, max(begin - _MAX_ORDER, first), -1) if _signs(tokens, k)), None)
            is_order = not party_words("order").isdisjoint(tokens.lower[max(begin - _MAX_ORDER, first) : begin])
            return subject_of(tokens, first, verb) if verb and is_order else None
        if begin == place and tokens.lower[begin] != "of":
            return None
        if word_class(tokens.lower[begin]) & (PUNCTUATION | AUXILIARY):
            return None
    return None


def _signs(tokens: Tokens, place: int) -> bool:
    return tokens.lower[place] in party_words("sign")


def striker(tokens: Tokens, first: int, place: int) -> Span | None:
    """Who strikes with it:   Israel struck the battery with F-16s   not: was struck with F-16s."""
    place = skip_article_back(tokens, first, place)
    if place <= first or tokens.lower[place] != "with":
        return None
    verb = verb_before(tokens, first, place, "strike")
    if verb is None or (verb > first and word_class(tokens.lower[verb - 1]) & BE):
        return None
    return None if is_refused(tokens, first, verb) else subject_of(tokens, first, verb)


def fires(tokens: Tokens, sentence: Span, carrier: Span, name: Span) -> bool:
    """Whether the system named before is the one that uses this:   Israeli F-16s fired Delilah missiles.

    >>> from wirepack.segment.tokens import tokenize
    >>> fires(tokenize("Israeli F-16s fired Delilah missiles"), (0, 5), (1, 2), (3, 4))
    True
    """
    verb = verb_before(tokens, carrier[1], name[0], "use")
    return (
        verb is not None
        and is_object(tokens, verb + 1, name[0])
        and skip_auxiliaries(tokens, skip_heads(tokens, carrier[1], sentence[1]), sentence[1]) == verb
    )


def relative_clause(tokens: Tokens, sentence: Span, name: Span) -> tuple[Span, int] | None:
    """The subject and the verb of a clause behind a name:   drones that Iran has supplied   F-16s Ukraine received."""
    place, last = skip_heads(tokens, name[1], sentence[1]), sentence[1]
    while place < last and tokens.lower[place] in (",", "that", "which"):
        place += 1
    phrase = party_from(tokens, place, last)
    if not phrase or not is_party(tokens, phrase):
        return None
    verb = skip_auxiliaries(tokens, phrase[1], last)
    if verb >= last or "," in tokens.lower[phrase[1] : verb] or tokens.lower[verb - 1] in ("not", "never"):
        return None
    return (phrase, verb) if word_class(tokens.lower[verb]) & (PAST | THIRD | PARTICIPLE) else None


def relative_user(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """Who uses or gets the system in a clause behind it:   drones that Iran has supplied to Russia."""
    found = relative_clause(tokens, sentence, name)
    if found is None:
        return None
    subject, verb = found
    if tokens.lower[verb] in party_words("give"):
        return _to(tokens, verb + 1, sentence[1])
    return subject if tokens.lower[verb] in party_words("use") else None


def sender(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """A force that sends what is its own:   The US Navy sent a P-8A over the area   not: sent F-16s to Ukraine."""
    verb = verb_taking(tokens, sentence[0], name[0], "give")
    if verb is None or not tokens.lower[verb].startswith("sen") or _to(tokens, name[1], sentence[1]):
        return None
    subject = subject_of(tokens, sentence[0], verb)
    return subject if subject and is_force_word(tokens.lower[subject[1] - 1]) else None


def strikes_with(tokens: Tokens, carrier: Span, name: Span) -> bool:
    """Whether a system named before is the one that strikes with this:   its J-10Cs shot down Rafales with PL-15s."""
    place = skip_article_back(tokens, carrier[1], step_back(tokens, carrier[1], name[0]))
    if place <= carrier[1] or tokens.lower[place] != "with":
        return False
    verb = verb_before(tokens, carrier[1], place, "strike")
    return verb is not None and verb - carrier[1] <= _MAX_LEADING


def gapped(tokens: Tokens, last: int, first: int) -> Span | None:
    """The state of a clause whose verb is left out:   Finland chose the Arrow, Slovakia the Barak.

    >>> from wirepack.segment.tokens import tokenize
    >>> gapped(tokenize("Kenya gets the Hizir, Malaysia the Anka"), 4, 7), gapped(tokenize("the Hizir and the Anka"), 2, 4)
    ((5, 6), None)
    """
    if not word_class(tokens.text[first - 1]) & (DETERMINER | NUMBER) or first - last > _MAX_AFTER:
        return None
    comma = next((place for place in range(first - 2, last - 1, -1) if tokens.text[place] in (",", ";")), None)
    if comma is None:
        return None
    begin = comma + 1 + (tokens.lower[comma + 1] == "and")
    states = find_states(tokens, begin, first - 1)
    is_whole = len(states) == 1 and states[0].kind == "name" and (states[0].first, states[0].last) == (begin, first - 1)
    return (begin, first - 1) if is_whole else None


def launcher(tokens: Tokens, first: int, place: int) -> Span | None:
    """Who fires from it:   Russia fired Kinzhals from MiG-31K jets."""
    place = skip_article_back(tokens, first, place)
    if place <= first or tokens.lower[place] != "from":
        return None
    verb = verb_before(tokens, first, place, "use")
    if verb is None or not tokens.lower[verb].startswith(("fir", "launch", "drop")) or is_refused(tokens, first, verb):
        return None
    return subject_of(tokens, first, verb)

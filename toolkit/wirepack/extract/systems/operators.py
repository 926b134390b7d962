"""Who operates a system, as far as the sentence says so: its owner, its user, or the one it is delivered to.

The nationality before a name is as often the maker's as the user's ("a Russian S-300"): it counts for platforms that
states use themselves, and for states that did not make the system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.countries import find_states
from wirepack.extract.systems.parties import (
    Span,
    holder_of_pronoun,
    is_airline,
    is_force_word,
    is_object,
    is_party,
    is_refused,
    party_words,
    phrase_before,
    phrase_from,
    step_back,
    subject_of,
    verb_before,
)
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    ING,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    THIRD,
    WH,
    word_class,
)

if TYPE_CHECKING:
    from wirepack.models import Tokens

_MAX_AFTER: Final = 8  # words between the name and its receiver: "S-300 missile systems and radars to Syria"
_MAX_HEADS: Final = 4  # words of a head behind a name: "S-300 surface-to-air missile systems"
_MAX_LIST: Final = 9  # words between two names of one list: "a battery of S-300s and two Pantsir air defence systems"
_NEAR: Final = 14  # words in which a verb colours what follows: "preferring it to the French FDI and the German F127"
_PLATFORMS: Final = frozenset({"aircraft", "helicopter", "ship", "armour", "vehicle"})
_SUCCESSORS: Final = {"SUN": "RUS", "YUG": "SRB", "CSK": "CZE"}  # as countries.py names them


def find_operator(
    tokens: Tokens, sentence: Span, name: Span, group: str | None, origin: tuple[str, ...]
) -> Span | None:
    """Find the tokens of the noun phrase for the operator of a system named at `name`.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("Moscow delivered the Assad regime an S-300.")
    >>> first, last = find_operator(tokens, (0, 8), (6, 7), "airdef", ("RUS",))
    >>> " ".join(tokens.text[first:last])
    'the Assad regime'
    """
    before = step_back(tokens, sentence[0], name[0])
    return (
        _hyphened(tokens, before, name[0])
        or _owner(tokens, sentence[0], before, origin)
        or _own(tokens, sentence[0], before)
        or _force(tokens, sentence[0], before, name[0])
        or _holder(tokens, sentence, name, group)
        or _receiver(tokens, sentence, name)
        or _user(tokens, sentence[0], name[0])
        or _striker(tokens, sentence[0], before)
        or _bearer(tokens, sentence[0], before)
        or _apposed(tokens, sentence[0], before, name[0], group, origin)
        or _nation(tokens, sentence[0], before, group, origin)
    )


def goes_on(tokens: Tokens, last: int, first: int, operator: Span) -> bool:
    """Whether a name at `first` goes on the list of one that ends before `last`, with the same operator.

    >>> from wirepack.segment.tokens import tokenize
    >>> goes_on(tokenize("India lost twelve Harops and Warmates"), 4, 5, (0, 1))
    True
    """
    between = range(last, first)
    joined = any(tokens.lower[place] in (",", "and", "or") for place in between)
    if not joined or len(between) > _MAX_LIST:
        return False
    kinds = [word_class(tokens.text[place]) for place in between]
    is_adjective = operator[1] <= last and "-" not in tokens.lower[operator[1] - 1]
    states = find_states(tokens, last, first)
    if states or any(tokens.lower[place] in ("'s", "'") or is_force_word(tokens.lower[place]) for place in between):
        return False
    if is_adjective and _stands_before(tokens, operator, last) and any(kind & DETERMINER for kind in kinds):
        return False  # "a Russian Su-34 and a MiG-29": whose is the second?
    return all(
        tokens.text[place] == ","
        or tokens.lower[place] in context_words("modifier") | context_words("head")
        or not kind & (PREPOSITION | WH | AUXILIARY | PUNCTUATION | FINITE | POSSESSIVE)
        and not (kind & (PAST | THIRD | ING) and not kind & NOUN)
        for place, kind in zip(between, kinds, strict=True)
    )


def _stands_before(tokens: Tokens, operator: Span, last: int) -> bool:
    """Whether an operator stands directly before the first name, as its nationality."""
    states = find_states(tokens, *operator)
    is_near = last - operator[1] <= _MAX_HEADS and not {",", ":"} & set(tokens.lower[operator[1] : last])
    return bool(states) and states[-1].kind == "demonym" and is_near


# ---------------------------------------------------------------- before the name


def _hyphened(tokens: Tokens, before: int, position: int) -> Span | None:
    """The user in a compound:   a Houthi-operated Samad-3. (`name_of` cuts the rest off.)"""
    for place in range(before + 1, position):
        if is_compound(tokens.lower[place], "agent"):
            return place, place + 1
    return None


def is_compound(word: str, kind: str) -> bool:
    """Whether a compound ends in a verb of a kind:   Houthi-operated   US-supplied."""
    head, hyphen, verb = word.rpartition("-")
    return bool(hyphen and head) and verb in party_words(kind)


def _owner(tokens: Tokens, first: int, place: int, origin: tuple[str, ...]) -> Span | None:
    """The owner with a possessive:   Syria's Russian-supplied S-300s   the rebels' two T-72s."""
    if place > first and tokens.lower[place] == "own":
        place -= 1
    if place <= first or tokens.lower[place] not in ("'s", "'"):
        return None
    phrase = phrase_before(tokens, first, place)
    if not phrase or not is_party(tokens, phrase) or _is_maker(tokens, phrase):
        return None
    states = find_states(tokens, *phrase)
    made = bool(states) and states[-1].country in _made(origin)
    return None if made and _is_told(tokens, first, place, "compare") else phrase


def _is_maker(tokens: Tokens, phrase: Span) -> bool:
    return not context_words("maker").isdisjoint(tokens.lower[phrase[0] : phrase[1]])


def _own(tokens: Tokens, first: int, place: int) -> Span | None:
    """The subject that a pronoun goes back to:   Slovakia gave its single S-300 battery."""
    if place > first and tokens.lower[place] == "own":
        place -= 1
    if place <= first or tokens.lower[place] not in ("its", "their", "his"):
        return None
    return holder_of_pronoun(tokens, first, place)


def _force(tokens: Tokens, first: int, place: int, position: int) -> Span | None:
    """A force directly before the name:   Israel Defense Forces Iron Dome   a US Air Force F-16   an army Mi-17."""
    for end in range(position, place + 1, -1):
        if tokens.text[end - 1].islower() and tokens.lower[end - 1] in party_words("service"):
            return _service(tokens, first, end)
    if place < first or not tokens.text[place][0].isupper():
        return None
    if not is_force_word(tokens.lower[place]) and not is_airline(tokens, (place, place + 1)):
        return None
    begin = place
    while begin > first and tokens.text[begin - 1][0].isupper() and not word_class(tokens.text[begin - 1]) & DETERMINER:
        begin -= 1
    return begin, place + 1


def _service(tokens: Tokens, first: int, end: int) -> Span:
    """A service in small letters with the words that belong to it:   the Ukrainian coast guard."""
    begin = end - 1
    while begin > first and (
        tokens.lower[begin - 1] in party_words("qualifier") or find_states(tokens, begin - 1, begin)
    ):
        begin -= 1
    return begin, end


def _bearer(tokens: Tokens, first: int, place: int) -> Span | None:
    """Those who are armed with it:   mobile fire groups with Browning machine guns."""
    while place > first and word_class(tokens.text[place]) & (DETERMINER | NUMBER):
        place -= 1
    if place <= first or tokens.lower[place] != "with":
        return None
    end = place - 1 if tokens.lower[place - 1] in ("armed", "equipped") else place
    phrase = phrase_before(tokens, first, end)
    return phrase if phrase and is_force_word(tokens.lower[phrase[1] - 1]) and is_party(tokens, phrase) else None


def _apposed(
    tokens: Tokens, first: int, place: int, position: int, group: str | None, origin: tuple[str, ...]
) -> Span | None:
    """The operator of what the name stands in apposition to:   a French frigate, the Languedoc."""
    while place > first and word_class(tokens.text[place]) & (DETERMINER | NUMBER):
        place -= 1
    if place - 1 <= first or tokens.text[place] not in (",", ":"):
        return None
    if place + 1 < position and not word_class(tokens.text[place + 1]) & (DETERMINER | NUMBER):
        return None
    phrase = phrase_before(tokens, first, place)
    if phrase is None:
        return None
    if tokens.lower[place - 1] in context_words("head"):
        before = step_back(tokens, first, place)
        return (
            _owner(tokens, first, before, origin)
            or _own(tokens, first, before)
            or _force(tokens, first, before, place)
            or _nation(tokens, first, before, group, origin)
        )
    link = phrase[0] - 1
    if link > first and tokens.lower[link] in ("from", "of") and is_party(tokens, phrase):
        return phrase if tokens.lower[link - 1] in context_words("head") else None
    return None


def _nation(tokens: Tokens, first: int, place: int, group: str | None, origin: tuple[str, ...]) -> Span | None:
    """The nationality before the name, where it is not the maker's:   Turkish F-16s."""
    if place - 1 > first and tokens.lower[place] == "of" and tokens.lower[place - 1] in party_words("collective"):
        place -= 2  # "two Argentine flights of A-4 Skyhawks"
    states = find_states(tokens, max(place - 1, 0), place + 1)  # "North Korean" is of two words
    if not states or states[-1].last != place + 1 or states[-1].kind not in ("demonym", "name"):
        return None
    nation = states[-1]
    if "-" in tokens.lower[place] or _is_told(tokens, first, nation.first, "compare"):
        return None
    if nation.country in _made(origin):
        downed = group == "drone" and _is_told(tokens, first, nation.first, "down")
        if (group not in _PLATFORMS and not downed) or _is_told(tokens, first, nation.first, "deal"):
            return None
    elif not origin and group not in _PLATFORMS:
        return None  # nothing tells whether the nationality is the maker's
    return nation.first, nation.last


def _made(origin: tuple[str, ...]) -> set[str]:
    return {_SUCCESSORS.get(country, country) for country in origin}


def _is_told(tokens: Tokens, first: int, place: int, kind: str) -> bool:
    """Whether a word of a kind stands shortly before:   preferring … the French FDI   copies of the Soviet T-62."""
    return not party_words(kind).isdisjoint(tokens.lower[max(first, place - _NEAR) : place])


# ---------------------------------------------------------------- behind the name


def skip_heads(tokens: Tokens, last: int, limit: int) -> int:
    """The first token behind a name that is no head noun of it:   S-300 missile systems | sold to Syria."""
    place = last
    while place < min(limit, last + _MAX_HEADS) and _is_head(tokens, place):
        place += 1
    return place


def _is_head(tokens: Tokens, place: int) -> bool:
    kinds = word_class(tokens.text[place])
    if not tokens.text[place][0].islower() or tokens.lower[place] in party_words("agent") | party_words("give"):
        return False
    return not kinds & (PREPOSITION | COORDINATOR | WH | AUXILIARY | ADVERB | DETERMINER) and (
        not kinds & (PAST | THIRD | ING) or bool(kinds & NOUN)
    )


def skip_auxiliaries(tokens: Tokens, place: int, limit: int) -> int:
    """The participle behind a name and its auxiliaries:   , which were reportedly being | flown by …"""
    while place < limit and (
        word_class(tokens.lower[place]) & (AUXILIARY | ADVERB) or tokens.lower[place] in (",", "that", "which", "(")
    ):
        place += 1
    return place


def _holder(tokens: Tokens, sentence: Span, name: Span, group: str | None) -> Span | None:
    """Who is told behind the name:   flown by SkyWest   of the Greek Air Force   in service with   belonged to."""
    last = sentence[1]
    heads = skip_heads(tokens, name[1], last)
    if heads < last and tokens.lower[heads] == "of":
        phrase = phrase_from(tokens, heads + 1, last)
        if not phrase:
            return None
        is_civil = group == "aircraft" and tokens.text[phrase[1] - 1][0].isupper() and phrase[1] - phrase[0] == 1
        at_place = bool(find_states(tokens, *phrase)) and not is_force_word(tokens.lower[phrase[1] - 1])
        return phrase if (is_party(tokens, phrase) and not at_place) or (is_civil and not at_place) else None
    place = skip_auxiliaries(tokens, heads, last)
    if place + 2 < last and tokens.lower[place] in party_words("agent") and tokens.lower[place + 1] == "by":
        return _agent(tokens, place + 2, last)
    for length in range(2, 6):
        if " ".join(tokens.lower[place : place + length]) in party_words("holder"):
            return _agent(tokens, place + length, last)
    return None


def _agent(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """A party, or anybody with a name:   operated by Ryanair."""
    phrase = phrase_from(tokens, begin, limit)
    if not phrase or _is_maker(tokens, phrase):
        return None
    is_known = is_party(tokens, phrase) or bool(find_states(tokens, *phrase))  # "a Dutch pilot"
    return phrase if is_known or tokens.text[phrase[1] - 1][0].isupper() else None


def _receiver(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """Whom the system is delivered to:   delivered to the regime the S-300   sold Egypt F-16s   S-300s sent to Syria."""
    place = skip_auxiliaries(tokens, skip_heads(tokens, name[1], sentence[1]), sentence[1])
    if place + 1 < sentence[1] and tokens.lower[place] in party_words("give") and is_participle(tokens.lower[place]):
        return None if is_refused(tokens, name[1], place) else _to(tokens, place + 1, sentence[1])
    verb = verb_before(tokens, sentence[0], name[0], "give")
    if verb is None:
        noun = noun_of_transfer(tokens, sentence[0], name[0])
        if noun is None:
            return None
        if noun - 1 > sentence[0] and tokens.lower[noun - 1] in ("take", "takes", "taken", "taking", "took"):
            return subject_of(tokens, sentence[0], noun - 1)  # "Turkey took delivery of S-400s"
        return _to(tokens, name[1], sentence[1])
    if is_refused(tokens, sentence[0], verb) or not is_object(tokens, sentence[0], name[0]):
        return None
    begin = verb + 2 if tokens.lower[verb + 1] == "to" else verb + 1
    phrase = phrase_from(tokens, begin, name[0])
    if phrase and is_party(tokens, phrase):
        return phrase
    return _to(tokens, name[1], sentence[1])


def is_participle(word: str) -> bool:
    """Whether a word can be a past participle:   given   supplied."""
    return bool(word_class(word) & (PAST | PARTICIPLE))


def noun_of_transfer(tokens: Tokens, first: int, position: int) -> int | None:
    """The noun whose "of" a name stands behind:   the delivery of S-300s."""
    place = step_back(tokens, first, position)
    while place > first and word_class(tokens.text[place]) & (DETERMINER | NUMBER):
        place -= 1
    is_noun = place > first and tokens.lower[place] == "of" and tokens.lower[place - 1] in party_words("transfer")
    return place - 1 if is_noun else None


def _to(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """The party behind the first "to" or "for"."""
    for place in range(begin, min(begin + _MAX_AFTER, limit)):
        if word_class(tokens.text[place]) & PUNCTUATION and tokens.text[place] != ",":
            return None
        if tokens.lower[place] in ("to", "for"):
            phrase = phrase_from(tokens, place + 1, limit)
            return phrase if phrase and is_party(tokens, phrase) else None
    return None


def _user(tokens: Tokens, first: int, position: int) -> Span | None:
    """The subject of a verb of use:   The Syrian units … were using Buk-M2E   letting Syria finally use the S-300s."""
    verb = verb_before(tokens, first, position, "use")
    if verb is None or is_refused(tokens, first, verb) or not is_object(tokens, first, position):
        return None
    return subject_of(tokens, first, verb)


def _striker(tokens: Tokens, first: int, place: int) -> Span | None:
    """Who strikes with it:   Israel struck the battery with F-16s   not: was struck with F-16s."""
    while place > first and word_class(tokens.text[place]) & (DETERMINER | NUMBER):
        place -= 1
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
    return verb is not None and is_object(tokens, verb + 1, name[0]) and skip_auxiliaries(tokens, skip_heads(tokens, carrier[1], sentence[1]), sentence[1]) == verb

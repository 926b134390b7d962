"""Who operates a system, as far as the sentence says so: its owner, its user, or the one it is delivered to.

The nationality before a name is as often the maker's as the user's ("a Russian S-300"): it counts for platforms that
states use themselves, and for states that did not make the system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.countries import find_states
from wirepack.extract.systems.clauses import holder_of_pronoun
from wirepack.extract.systems.parties import (
    Span,
    is_airline,
    is_compound,
    is_force_word,
    is_maker,
    is_party,
    party_words,
    phrase_before,
    skip_article_back,
    step_back,
)
from wirepack.extract.systems.users import (
    MAX_HEADS,
    holder,
    launcher,
    orderer,
    receiver,
    relative_user,
    sender,
    striker,
    user,
)
from wirepack.grammar import (
    AUXILIARY,
    DETERMINER,
    FINITE,
    ING,
    NOUN,
    NUMBER,
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

_MAX_LIST: Final = 9  # words between two names of one list: "a battery of S-300s and two Pantsir air defence systems"
_NEAR: Final = 14  # words in which a verb colours what follows: "preferring it to the French FDI and the German F127"
_JOINTS: Final = frozenset({",", "and", "or", "plus", "along", "well"})
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
        or holder(tokens, sentence, name, group)
        or receiver(tokens, sentence, name)
        or sender(tokens, sentence, name)
        or relative_user(tokens, sentence, name)
        or user(tokens, sentence[0], name[0])
        or orderer(tokens, sentence[0], name[0])
        or striker(tokens, sentence[0], before)
        or (launcher(tokens, sentence[0], before) if group in _PLATFORMS else None)
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
    joined = any(tokens.lower[place] in _JOINTS for place in between)
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
        or tokens.lower[place] in _JOINTS
        or _adds(tokens, place)
        or tokens.lower[place] in context_words("modifier")
        or tokens.lower[place] in heads()
        or (
            not kind & (PREPOSITION | WH | AUXILIARY | PUNCTUATION | FINITE | POSSESSIVE)
            and not (kind & (PAST | THIRD | ING) and not kind & NOUN)
        )
        for place, kind in zip(between, kinds, strict=True)
    )


def _adds(tokens: Tokens, place: int) -> bool:
    """Whether a word is one of those that add to a list:   as well as   along with."""
    around = tokens.lower[max(place - 2, 0) : place + 3]
    return any(around[k : k + 3] == ["as", "well", "as"] for k in range(3)) or (
        tokens.lower[place - 1 : place + 1] == ["along", "with"] or tokens.lower[place : place + 2] == ["along", "with"]
    )


def _stands_before(tokens: Tokens, operator: Span, last: int) -> bool:
    """Whether an operator stands directly before the first name, as its nationality."""
    states = find_states(tokens, *operator)
    is_near = last - operator[1] <= MAX_HEADS and not {",", ":"} & set(tokens.lower[operator[1] : last])
    return bool(states) and states[-1].kind == "demonym" and is_near


# ---------------------------------------------------------------- before the name


def _hyphened(tokens: Tokens, before: int, position: int) -> Span | None:
    """The user in a compound:   a Houthi-operated Samad-3.

    The words of the party alone are cut out by `roles`.
    """
    for place in range(before + 1, position):
        states = find_states(tokens, place, place + 1)
        word = tokens.lower[place]
        if is_compound(word, "agent") and (states or is_force_word(word.partition("-")[0])):  # not "shoulder-fired"
            return place, place + 1
    return None


def _owner(tokens: Tokens, first: int, place: int, origin: tuple[str, ...]) -> Span | None:
    """The owner with a possessive:   Syria's Russian-supplied S-300s   the rebels' two T-72s."""
    place = _skip_own(tokens, first, place)
    if place <= first or tokens.lower[place] not in ("'s", "'"):
        return None
    phrase = phrase_before(tokens, first, place)
    if not phrase or not is_party(tokens, phrase) or is_maker(tokens, phrase):
        return None
    states = find_states(tokens, *phrase)
    made = bool(states) and states[-1].country in _made(origin)
    return None if made and _is_told(tokens, first, place, "compare") else phrase


def _own(tokens: Tokens, first: int, place: int) -> Span | None:
    """The subject that a pronoun goes back to:   Slovakia gave its single S-300 battery."""
    place = _skip_own(tokens, first, place)
    if place < first or tokens.lower[place] not in ("its", "their", "his"):
        return None
    holder = holder_of_pronoun(tokens, first, place) if place > first else None
    is_of_sentence_before = tokens.lower[place] != "his" and not find_states(tokens, first, place)
    return holder or ((place, place + 1) if is_of_sentence_before else None)


def _skip_own(tokens: Tokens, first: int, place: int) -> int:
    """The token before "own":   Syria's own S-300s."""
    return place - 1 if place > first and tokens.lower[place] == "own" else place


def _force(tokens: Tokens, first: int, place: int, position: int) -> Span | None:
    """A force directly before the name:   Israel Defense Forces Iron Dome   a US Air Force F-16   an army Mi-17."""
    for end in range(position, place + 1, -1):
        if tokens.text[end - 1].islower() and tokens.lower[end - 1] not in party_words("service"):
            if not _is_modifier(tokens, end - 1):
                break
        elif tokens.text[end - 1].islower():
            return _service(tokens, first, end)
    if place < first or not tokens.text[place][0].isupper():
        return None
    if not is_force_word(tokens.lower[place]) and not is_airline(tokens, (max(place - 1, first), place + 1)):
        return None
    begin = place
    while begin > first and tokens.text[begin - 1][0].isupper():
        if word_class(tokens.text[begin - 1]) & (DETERMINER | NUMBER):
            break
        begin -= 1
    return begin, place + 1


def _is_modifier(tokens: Tokens, place: int) -> bool:
    """Whether a word can stand between a service and a name:   an army utility helicopter | Mi-17."""
    word = tokens.lower[place]
    return "-" in word or word in heads() or word in context_words("modifier") or word in context_words("maker")


def _service(tokens: Tokens, first: int, end: int) -> Span:
    """A service in small letters with the words that belong to it:   the Ukrainian coast guard."""
    begin = end - 1
    while begin > first and (
        tokens.lower[begin - 1] in party_words("qualifier") or find_states(tokens, begin - 1, begin)
    ):
        begin -= 1
    return begin, end


def _bearer(tokens: Tokens, first: int, place: int) -> Span | None:
    """Those who are armed with it:   mobile fire groups with Browning machine guns   troops in Bradleys."""
    place = skip_article_back(tokens, first, place)
    if place <= first or tokens.lower[place] not in ("with", "in"):
        return None
    if tokens.lower[place] == "in" and not tokens.lower[place - 1].endswith("s"):
        return None
    end = place - 1 if tokens.lower[place - 1] in ("armed", "equipped") else place
    phrase = phrase_before(tokens, first, end)
    return phrase if phrase and is_force_word(tokens.lower[phrase[1] - 1]) and is_party(tokens, phrase) else None


def _apposed(
    tokens: Tokens, first: int, place: int, position: int, group: str | None, origin: tuple[str, ...]
) -> Span | None:
    """The operator of what the name stands in apposition to:   a French frigate, the Languedoc."""
    place = skip_article_back(tokens, first, place)
    if place - 1 <= first or tokens.text[place] not in (",", ":"):
        return None
    if place + 1 < position and not word_class(tokens.text[place + 1]) & (DETERMINER | NUMBER):
        return None
    phrase = phrase_before(tokens, first, place)
    if phrase is None:
        return None
    if tokens.lower[place - 1] in heads():
        before = step_back(tokens, first, place)
        return (
            _owner(tokens, first, before, origin)
            or _own(tokens, first, before)
            or _force(tokens, first, before, place)
            or _nation(tokens, first, before, group, origin)
        )
    link = phrase[0] - 1
    if link > first and tokens.lower[link] in ("from", "of") and is_party(tokens, phrase):
        return phrase if tokens.lower[link - 1] in heads() else None
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
        fought = _is_fought(tokens, first, nation.first)
        if (group not in _PLATFORMS and not fought) or _is_told(tokens, first, nation.first, "deal"):
            return None
    elif not origin and group not in _PLATFORMS:
        return None  # nothing tells whether the nationality is the maker's
    return nation.first, nation.last


def _is_fought(tokens: Tokens, first: int, place: int) -> bool:
    """Whether a name is what one hits, or is hit by:   hit a Russian S-400   a hit from a Russian Pantsir."""
    place = skip_article_back(tokens, first, place - 1) if place > first else place
    return tokens.lower[place] not in ("with", "using") and (
        _is_told(tokens, first, place + 1, "down") or _is_told(tokens, first, place + 1, "strike")
    )


def _made(origin: tuple[str, ...]) -> set[str]:
    return {_SUCCESSORS.get(country, country) for country in origin}


def _is_told(tokens: Tokens, first: int, place: int, kind: str) -> bool:
    """Whether a word of a kind stands shortly before:   preferring … the French FDI   copies of the Soviet T-62."""
    return not party_words(kind).isdisjoint(tokens.lower[max(first, place - _NEAR) : place])

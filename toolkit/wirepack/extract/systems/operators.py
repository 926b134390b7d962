"""Who operates a system, as far as the sentence says so: its owner, its user, or the one it is delivered to.

The nationality before a name is as often the maker's as the user's ("a Russian S-300"): it counts for platforms that
states use themselves, and for states that did not make the system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.countries import find_states
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    FINITE,
    HAVE,
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
from wirepack.namewords import speech_forms

if TYPE_CHECKING:
    from wirepack.models import Tokens

_MAX_PHRASE: Final = 7  # words of a noun phrase: "the Syrian Arab Air Defence Force"
_MAX_BEFORE: Final = 5  # words between an owner and the name: "Syria's few remaining Russian-supplied S-300s"
_MAX_REACH: Final = 14  # words between a verb and the name
_MAX_AFTER: Final = 8  # words between the name and its receiver: "S-300 missile systems and radars to Syria"
_STOPS: Final = PREPOSITION | COORDINATOR | WH | PUNCTUATION | AUXILIARY
_BREAKS: Final = frozenset({"that", ";", ".", ":", "“", '"'})
_PLATFORMS: Final = frozenset({"aircraft", "helicopter", "ship", "armour", "vehicle"})
_SUCCESSORS: Final = {"SUN": "RUS", "YUG": "SRB", "CSK": "CZE"}  # as countries.py names them

Span = tuple[int, int]  # first and last token


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
    before = _step_back(tokens, sentence[0], name[0])
    return (
        _owner(tokens, sentence[0], before)
        or _force(tokens, sentence[0], before)
        or _receiver(tokens, sentence, name)
        or _user(tokens, sentence[0], name[0])
        or _nation(tokens, before, group, origin)
    )


def _step_back(tokens: Tokens, first: int, position: int) -> int:
    """The token before a name and the adjectives, numbers and makers that belong to it."""
    place = position - 1
    while place >= first and position - place <= _MAX_BEFORE and _describes(tokens, place):
        place -= 1
    return place


def _describes(tokens: Tokens, place: int) -> bool:
    word, kinds = tokens.lower[place], word_class(tokens.text[place])
    if kinds & (_STOPS | DETERMINER) or word == "'s" or word in context_words("use") or word in context_words("give"):
        return False
    return "-" in word or tokens.text[place].islower() or bool(kinds & NUMBER) or word in context_words("maker")


def _owner(tokens: Tokens, first: int, place: int) -> Span | None:
    """The owner with a possessive:   Syria's Russian-supplied S-300s   the rebels' two T-72s."""
    if place <= first or tokens.lower[place] not in ("'s", "'"):
        return None
    return _phrase_before(tokens, first, place)


def _force(tokens: Tokens, first: int, place: int) -> Span | None:
    """A force directly before the name:   Israel Defense Forces Iron Dome   a US Air Force F-16."""
    if place < first or tokens.lower[place] not in context_words("force") or not tokens.text[place][0].isupper():
        return None
    begin = place
    while begin > first and tokens.text[begin - 1][0].isupper() and not word_class(tokens.text[begin - 1]) & DETERMINER:
        begin -= 1
    return begin, place + 1


def _receiver(tokens: Tokens, sentence: Span, name: Span) -> Span | None:
    """Whom the system is delivered to:   delivered to the regime the S-300   sold Egypt F-16s   sent S-300s to Syria."""
    verb = _verb_before(tokens, sentence[0], name[0], "give")
    if verb is None:
        return None
    begin = verb + 2 if tokens.lower[verb + 1] == "to" else verb + 1
    phrase = _phrase_from(tokens, begin, name[0])
    if phrase and _is_party(tokens, phrase):
        return phrase
    for place in range(name[1], min(name[1] + _MAX_AFTER, sentence[1])):
        if word_class(tokens.text[place]) & PUNCTUATION and tokens.text[place] != ",":
            return None
        if tokens.lower[place] in ("to", "for"):
            phrase = _phrase_from(tokens, place + 1, sentence[1])
            return phrase if phrase and _is_party(tokens, phrase) else None
    return None


def _user(tokens: Tokens, first: int, position: int) -> Span | None:
    """The subject of a verb of use:   The Syrian units … were using Buk-M2E   letting Syria finally use the S-300s."""
    verb = _verb_before(tokens, first, position, "use")
    if verb is None:
        return None
    end = verb
    while end > first and _leads_to_verb(tokens, end - 1):
        end -= 1
    near = _phrase_before(tokens, first, end)
    if near and near[0] == first and word_class(tokens.lower[first]) & ING:
        near = (first + 1, end)  # "Letting Syria use …": the capital is the sentence's
    if near and near[0] < near[1] and _is_party(tokens, near):
        return near
    speech = [place for place in range(first, verb) if tokens.lower[place] in speech_forms()]
    begin = speech[-1] + 1 if speech else first
    subject = _phrase_from(tokens, begin + (tokens.lower[begin] == "that"), verb)
    return subject if subject and _is_party(tokens, subject) else None


def _leads_to_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word stands between a subject and its verb:   will soon   finally   urged Tokyo to."""
    is_lower = tokens.text[place].islower()
    return is_lower and (bool(word_class(tokens.lower[place]) & (ADVERB | AUXILIARY)) or tokens.lower[place] == "to")


def _nation(tokens: Tokens, place: int, group: str | None, origin: tuple[str, ...]) -> Span | None:
    """The nationality before the name, where it is not the maker's:   Turkish F-16s."""
    states = find_states(tokens, max(place - 1, 0), place + 1)  # "North Korean" is of two words
    if not states or states[-1].last != place + 1 or states[-1].kind not in ("demonym", "name"):
        return None
    nation = states[-1]
    made = {_SUCCESSORS.get(country, country) for country in origin}
    if "-" in tokens.lower[place] or (nation.country in made and group not in _PLATFORMS):
        return None
    return nation.first, nation.last


# ---------------------------------------------------------------- phrases


def _verb_before(tokens: Tokens, first: int, position: int, kind: str) -> int | None:
    """The nearest verb of a kind before a name in the same clause."""
    verbs = context_words(kind)
    for place in range(position - 1, max(first, position - _MAX_REACH) - 1, -1):
        kinds = word_class(tokens.lower[place])
        if tokens.lower[place] in verbs and (not kinds & HAVE or _takes_object(tokens, place + 1)):
            return place
        if tokens.lower[place] in _BREAKS or (kinds & FINITE and kinds & AUXILIARY):
            return None
    return None


def _takes_object(tokens: Tokens, place: int) -> bool:
    """Whether "has" is a verb of its own:   Egypt has 200 F-16s."""
    return bool(word_class(tokens.text[place]) & (DETERMINER | NUMBER))


def _phrase_from(tokens: Tokens, begin: int, limit: int) -> Span | None:
    """The noun phrase that begins at a token:   the Assad regime | the advanced …."""
    place = begin + 1 if begin < limit and word_class(tokens.text[begin]) & (DETERMINER | POSSESSIVE) else begin
    inside = place
    while place < min(limit, begin + _MAX_PHRASE) and _is_inside(tokens, place):
        place += 1
    return (begin, place) if place > inside else None


def _phrase_before(tokens: Tokens, first: int, end: int) -> Span | None:
    """The noun phrase that ends before a token, with its article."""
    place = end
    while place > max(first, end - _MAX_PHRASE) and _is_inside(tokens, place - 1):
        place -= 1
    if place == end:
        return None
    if place > first and word_class(tokens.text[place - 1]) & DETERMINER and tokens.lower[place - 1] not in _BREAKS:
        place -= 1
    return place, end


def _is_inside(tokens: Tokens, place: int) -> bool:
    text, kinds = tokens.text[place], word_class(tokens.text[place])
    if not text[0].isalpha() or kinds & (_STOPS | DETERMINER):
        return False
    return text[0].isupper() or not kinds & (PAST | THIRD | ING | ADVERB) or bool(kinds & NOUN)


def _is_party(tokens: Tokens, phrase: Span) -> bool:
    """Whether a phrase names a state, a force or people under arms; "Israeli attack" does not."""
    states = find_states(tokens, *phrase)
    if states and states[-1].last == phrase[1]:
        return True
    return not context_words("force").isdisjoint(tokens.lower[phrase[0] : phrase[1]])

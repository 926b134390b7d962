"""Noun phrases that name those who have, use or supply systems, and the words around a system's name.

A party is a state, an authority, a force, people under arms or an airline. Everything here looks at one sentence, a few
tokens to each side of a name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.countries import find_states
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    HAVE,
    ING,
    MODAL,
    NEGATION,
    NOUN,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    THIRD,
    TIME,
    WH,
    word_class,
)
from wirepack.lexicons import read_table, read_words
from wirepack.namewords import speech_forms

if TYPE_CHECKING:
    from wirepack.models import Tokens

Span = tuple[int, int]  # first token, and the one behind the last

_MAX_PHRASE: Final = 7  # words of a noun phrase: "the Syrian Arab Air Defence Force"
_MAX_BEFORE: Final = 6  # words between an owner and the name: "Syria's few remaining Russian-supplied S-300s"
_MAX_REACH: Final = 14  # words between a verb and the name
_STOPS: Final = PREPOSITION | COORDINATOR | WH | PUNCTUATION | AUXILIARY
_BREAKS: Final = frozenset({"that", ";", ".", ":", "“", '"'})
_QUOTES: Final = {'"': '"', "”": "“"}
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
    place = position - 1
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
    if word in read_words("system_ship_prefixes", "prefix") or behind not in heads():
        return word in read_words("system_ship_prefixes", "prefix")
    return not find_states(tokens, place, place + 1) and not is_force_word(word)


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


def is_object(tokens: Tokens, first: int, position: int) -> bool:
    """Whether the phrase of a name can be the object of a verb: not "in exchange for S-300s"."""
    place = step_back(tokens, first, position)
    if place >= first and find_states(tokens, place, place + 1):  # "against Armenian S-300 batteries"
        place -= 1
    while place >= first and word_class(tokens.text[place]) & (DETERMINER | POSSESSIVE | NUMBER):
        place -= 1
    if place > first and tokens.lower[place] in ("over", "up") and tokens.lower[place - 1] in party_words("give"):
        return True  # "handed over two Mi-24s"
    return place < first or not word_class(tokens.lower[place]) & PREPOSITION or tokens.lower[place] in ("of", "with")


# ---------------------------------------------------------------- verbs and their subjects


def verb_before(tokens: Tokens, first: int, position: int, kind: str) -> int | None:
    """The nearest verb of a kind before a name in the same clause."""
    verbs = party_words(kind)
    place = position - 1
    while place >= max(first, position - _MAX_REACH):
        word, kinds = tokens.lower[place], word_class(tokens.lower[place])
        if word in verbs and _is_verb(tokens, first, place):
            return place
        if word in _QUOTES.keys() | _QUOTES.values():  # a quotation inside the object: used "suitable missiles" and …
            opened = _opening(tokens, first, place)
            if opened is None:
                return None
            place = opened
        elif word in _BREAKS or (kinds & FINITE and kinds & AUXILIARY) or _opens_clause(tokens, first, place, kind):
            return None
        place -= 1
    return None


def _opens_clause(tokens: Tokens, first: int, place: int, kind: str) -> bool:
    """Whether a verb tells something else:   … and Israel | struck them with F-16s   gave S-300s and | got Patriots."""
    if not word_class(tokens.lower[place]) & PAST or place - 2 <= first:
        return False
    other = party_words("give" if kind in ("use", "get") else "get")
    if tokens.lower[place] in other and tokens.lower[place - 1] in ("and", "but", ","):
        return tokens.lower[place + 1] not in ("by", "from", "to")
    phrase = phrase_before(tokens, first, place)
    if phrase is None or phrase[0] <= first:
        return False
    return tokens.lower[phrase[0] - 1] in ("and", "but", "while", "after", "before", "as") and is_party(tokens, phrase)


def _opening(tokens: Tokens, first: int, place: int) -> int | None:
    mark = _QUOTES.get(tokens.lower[place])
    return next((k for k in range(place - 1, max(first, place - _MAX_REACH) - 1, -1) if tokens.lower[k] == mark), None)


def _is_verb(tokens: Tokens, first: int, place: int) -> bool:
    """Whether a word is a verb in its place:   Egypt has 200 F-16s   to field S-400s   not: a police station."""
    kinds = word_class(tokens.lower[place])
    behind = word_class(tokens.text[place + 1]) if place + 1 < len(tokens.text) else 0
    if (
        place + 1 < len(tokens.lower)
        and tokens.lower[place + 1] == "of"
        and tokens.lower[place] in party_words("transfer")
    ):
        return False
    if kinds & HAVE and not behind & (DETERMINER | NUMBER):
        return False
    before = tokens.lower[place - 1] if place > first else ""
    if before and word_class(before) & (DETERMINER | POSSESSIVE) and before != "that":
        return False
    is_bare = bool(kinds & BASE) and not kinds & PAST
    return before not in ("by", "of", "'s") and not (is_bare and before and not _leads_to_base(before))


def _leads_to_base(before: str) -> bool:
    """Whether a bare form can follow:   to use   will soon use   rebels use."""
    return (
        before == "to" or before.endswith("s") or bool(word_class(before) & (MODAL | AUXILIARY | ADVERB | COORDINATOR))
    )


def subject_of(tokens: Tokens, first: int, verb: int) -> Span | None:
    """The party that is the subject of a verb:   The Syrian units … were using   letting Syria finally use."""
    end = verb
    while end > first and _leads_to_verb(tokens, end - 1):
        end -= 1
    if end - 2 > first and tokens.lower[end - 1] == "it":  # "Poland said it would send …"
        told = end - 2 - (tokens.lower[end - 2] == "that")
        speaker = phrase_before(tokens, first, told) if tokens.lower[told] in speech_forms() else None
        return speaker if speaker and speaker[0] == first and is_party(tokens, speaker) else None
    near = phrase_before(tokens, first, end)
    if near and near[0] == first and word_class(tokens.lower[first]) & (ING | PAST):
        near = (first + 1, end)  # "Letting Syria use …": the capital is the sentence's
    if near and near[0] < near[1] and is_party(tokens, near):
        return _with_force(tokens, first, near)
    if near and end < verb and "'s" in tokens.lower[near[0] : near[1]]:  # "Norway's decision to donate F-16s"
        owner = near[0], tokens.lower.index("'s", near[0])
        return owner if owner[0] < owner[1] and is_party(tokens, owner) else None
    speech = [place for place in range(first, verb) if tokens.lower[place] in speech_forms()]
    begin = speech[-1] + 1 if speech else first
    subject = phrase_from(tokens, begin + (tokens.lower[begin] == "that"), verb)
    return subject if subject and is_party(tokens, subject) and not _is_of_other_clause(tokens, subject, verb) else None


def _with_force(tokens: Tokens, first: int, state: Span) -> Span:
    """A state with the force that stands before it:   the army of Chad."""
    link = state[0] - 1
    if link <= first or tokens.lower[link] != "of" or not find_states(tokens, *state):
        return state
    force = phrase_before(tokens, first, link)
    is_whole = force is not None and tokens.lower[link - 1] in party_words("service")
    return (force[0], state[1]) if force and is_whole else state


def _is_of_other_clause(tokens: Tokens, subject: Span, verb: int) -> bool:
    """Whether another subject stands between:   Israel struck after they used S-300s."""
    return any(
        kinds & SUBJECT and not kinds & (DETERMINER | WH)
        for kinds in (word_class(tokens.lower[place]) for place in range(subject[1], verb))
    )


def _leads_to_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word stands between a subject and its verb:   will soon   finally   urged Tokyo to."""
    is_lower = tokens.text[place].islower()
    return is_lower and (bool(word_class(tokens.lower[place]) & (ADVERB | AUXILIARY)) or tokens.lower[place] == "to")


def holder_of_pronoun(tokens: Tokens, first: int, position: int) -> Span | None:
    """The subject that "its" before a name goes back to:   Slovakia gave its single S-300   Moscow says that its S-300s."""
    for place in range(position - 1, max(first, position - _MAX_REACH) - 1, -1):
        kinds = word_class(tokens.lower[place])
        if not kinds & (PAST | THIRD | BASE | ING | AUXILIARY | MODAL) or not tokens.text[place].islower():
            continue
        end = place
        while end > first and _leads_to_verb(tokens, end - 1):
            end -= 1
        near = phrase_before(tokens, first, end)
        if not near:
            continue
        before = word_class(tokens.lower[near[0] - 1]) if near[0] > first else 0
        if before & PREPOSITION or (near[0] > first and tokens.lower[near[0] - 1] in _BREAKS - {"that"}):
            continue
        if is_party(tokens, near):
            return near
    return None


def is_refused(tokens: Tokens, first: int, verb: int) -> bool:
    """Whether what the verb says is not done:   has never sent   refused to give   will not supply."""
    return any(
        tokens.lower[place] in party_words("refuse") or word_class(tokens.lower[place]) & NEGATION
        for place in range(max(first, verb - 4), verb)
    )


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
    if place > first and word_class(tokens.text[place - 1]) & DETERMINER and tokens.lower[place - 1] not in _BREAKS:
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
    word = tokens.lower[phrase[1] - 1]
    return word in party_words("airline") and (tokens.text[phrase[1] - 1][0].isupper() or word == "airline")


def is_maker(tokens: Tokens, phrase: Span) -> bool:
    """Whether a phrase names a company that makes systems:   Lockheed Martin."""
    return not context_words("maker").isdisjoint(tokens.lower[phrase[0] : phrase[1]])


def is_compound(word: str, kind: str) -> bool:
    """Whether a compound ends in a verb of a kind:   Houthi-operated   US-supplied."""
    head, hyphen, verb = word.rpartition("-")
    return bool(hyphen and head) and verb in party_words(kind)

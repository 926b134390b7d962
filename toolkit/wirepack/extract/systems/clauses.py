"""Verbs whose object a system is, and the parties that are their subjects: Turkey bought S-400s, the army used a T-72."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import heads
from wirepack.countries import find_states
from wirepack.extract.systems.parties import (
    Span,
    is_force_word,
    is_party,
    party_words,
    phrase_before,
    phrase_from,
    step_back,
)
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
    SUBJECT,
    THIRD,
    WH,
    word_class,
)
from wirepack.namewords import speech_forms

if TYPE_CHECKING:
    from wirepack.models import Tokens

_OBJECTS: Final = frozenset({"a", "an", "it", "the", "them"})  # behind a verb that the lexicon lacks: "outranges it"
_AWAY: Final = frozenset({"aloft", "out", "up"})  # behind a verb of sending, whose object nobody gets
_MAX_HEADS: Final = 3  # nouns behind a name: "R-37M air-to-air missiles"
_MAX_REACH: Final = 14  # words between a verb and the name
_MARKS: Final = frozenset(';.:“"')  # that part clauses
PRONOUNS: Final = frozenset({"it", "they"})  # what can be the whole subject of a sentence
_BREAKS: Final = _MARKS | {"that"}
_QUOTES: Final = {'"': '"', "”": "“"}
_QUOTE_MARKS: Final = frozenset('"“”')


def verb_taking(tokens: Tokens, first: int, position: int, kind: str) -> int | None:
    """The verb of a kind whose object a name is, unless it is not done:   Turkey | bought S-400s."""
    verb = verb_before(tokens, first, position, kind)
    if verb is None or is_refused(tokens, first, verb) or not is_object(tokens, first, position):
        return None
    return None if _begins_clause(tokens, first, verb, position) else verb


def _begins_clause(tokens: Tokens, first: int, verb: int, position: int) -> bool:
    """Whether a name is the subject of another clause:   has the AIM-120C, and a Russian R-37M outranges it."""
    place = step_back(tokens, first, position)
    while place > verb and (
        word_class(tokens.text[place]) & (DETERMINER | NUMBER) or find_states(tokens, place, place + 1)
    ):
        place -= 1
    if place - 1 <= verb or tokens.lower[place - 1 : place + 1] not in ([",", "and"], [",", "but"], [",", "while"]):
        return False
    behind = position + 1
    while behind < len(tokens.text) and behind <= position + _MAX_HEADS and tokens.lower[behind] in heads():
        behind += 1
    if behind + 1 >= len(tokens.text):
        return False
    kinds = word_class(tokens.lower[behind])
    acts = tokens.lower[behind].endswith(("s", "ed")) and tokens.lower[behind + 1] in _OBJECTS
    return (bool(kinds & (THIRD | PAST | FINITE)) and not kinds & PREPOSITION) or acts


def verb_before(tokens: Tokens, first: int, position: int, kind: str) -> int | None:
    """The nearest verb of a kind before a name in the same clause."""
    verbs = party_words(kind)
    place = position - 1
    while place >= max(first, position - _MAX_REACH):
        word, kinds = tokens.lower[place], word_class(tokens.lower[place])
        if word in verbs and _is_verb(tokens, first, place):
            return None if kind == "give" and tokens.lower[place + 1] in _AWAY else place
        if word in _QUOTE_MARKS:  # a quotation inside the object: used "suitable missiles" and …
            opened = _opening(tokens, first, place)
            if opened is None:
                return None
            place = opened
        elif (
            word in _BREAKS
            or (word == "them" and tokens.lower[place + 1] == ",")  # Turkey sold them, and the Mohajer-6 …
            or (kind == "give" and _goes_to_do(tokens, place))
            or kinds & WH
            or (kinds & FINITE and kinds & AUXILIARY)
            or _opens_clause(tokens, first, place, kind)
        ):
            return None
        place -= 1
    return None


def _goes_to_do(tokens: Tokens, place: int) -> bool:
    """Whether something is sent to do what a verb tells:   were sent to shadow the Yantar."""
    if tokens.lower[place] != "to" or place + 2 >= len(tokens.text):
        return False
    return bool(word_class(tokens.lower[place + 1]) & BASE) and bool(word_class(tokens.lower[place + 2]) & DETERMINER)


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
        and tokens.lower[place + 1] in ("of", "from")
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
    end = _skip_auxiliaries_back(tokens, first, verb)
    if end > first and tokens.lower[end - 1] == "how":  # "taught the crews how to use S-300s"
        return None
    if end - 2 > first and tokens.lower[end - 1] == "it":  # "Poland said it would send …"
        told = end - 2 - (tokens.lower[end - 2] == "that")
        speaker = phrase_before(tokens, first, told) if tokens.lower[told] in speech_forms() else None
        return speaker if speaker and speaker[0] == first and is_party(tokens, speaker) else None
    pronoun = first, first + 1
    if end - 1 == first and tokens.lower[first] in PRONOUNS:
        return pronoun
    near = phrase_before(tokens, first, end)
    if near and near[0] == first and word_class(tokens.lower[first]) & (ING | PAST):
        near = (first + 1, end)  # "Letting Syria use …": the capital is the sentence's
    if near and near[0] < near[1] and is_party(tokens, near):
        return _with_force(tokens, first, _without_setting(tokens, near))
    if near and tokens.lower[near[0]] in ("its", "their") and is_force_word(tokens.lower[near[1] - 1]):
        return holder_of_pronoun(tokens, first, near[0])  # "Kyiv said its forces hit …"
    if near and end < verb and "'s" in tokens.lower[near[0] : near[1]]:  # "Norway's decision to donate F-16s"
        owner = near[0], tokens.lower.index("'s", near[0])
        return owner if owner[0] < owner[1] and is_party(tokens, owner) else None
    speech = [place for place in range(first, verb) if tokens.lower[place] in speech_forms()]
    begin = speech[-1] + 1 if speech else first
    if begin == first and tokens.lower[first] in PRONOUNS and not _is_of_other_clause(tokens, pronoun, verb):
        return pronoun
    subject = phrase_from(tokens, begin + (tokens.lower[begin] == "that"), verb)
    return subject if subject and is_party(tokens, subject) and not _is_of_other_clause(tokens, subject, verb) else None


def _without_setting(tokens: Tokens, party: Span) -> Span:
    """A state without small words that belong to what stands before it:   In practice | Ukraine has F-16s."""
    states = find_states(tokens, *party)
    if not states or states[-1].kind != "name" or states[-1].last != party[1]:
        return party
    before = tokens.text[party[0] : states[-1].first]
    told = [word for word in before if word.islower() and not word_class(word) & DETERMINER]
    return (states[-1].first, party[1]) if told and not word_class(before[0]) & DETERMINER else party


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


def _skip_auxiliaries_back(tokens: Tokens, first: int, verb: int) -> int:
    """The first of the words that lead to a verb:   Israel | had never used   urged Tokyo | to send."""
    while verb > first and _leads_to_verb(tokens, verb - 1):
        verb -= 1
    return verb


def _leads_to_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word stands between a subject and its verb:   will soon   finally   urged Tokyo to."""
    is_lower = tokens.text[place].islower()
    return is_lower and (bool(word_class(tokens.lower[place]) & (ADVERB | AUXILIARY)) or tokens.lower[place] == "to")


def holder_of_pronoun(tokens: Tokens, first: int, position: int) -> Span | None:
    """The subject that "its" before a name goes back to:   Slovakia gave its single S-300   Moscow says that its S-300s.

    Or the party beside it:   shared with the air force and its F-35s.
    """
    if position > first and tokens.lower[position - 1] == "and":
        beside = phrase_before(tokens, first, position - 1)
        if beside and is_party(tokens, beside):
            return beside
    for place in range(position - 1, max(first, position - _MAX_REACH) - 1, -1):
        kinds = word_class(tokens.lower[place])
        verbal = kinds & (PAST | THIRD | BASE | ING | AUXILIARY | MODAL)
        if not verbal or (verbal == BASE and kinds & NOUN) or not tokens.text[place].islower():  # a patrol frigate
            continue
        near = phrase_before(tokens, first, _skip_auxiliaries_back(tokens, first, place))
        if not near:
            continue
        before = word_class(tokens.lower[near[0] - 1]) if near[0] > first else 0
        if before & PREPOSITION or (near[0] > first and tokens.lower[near[0] - 1] in _MARKS):
            continue
        if is_party(tokens, near):
            return near
        states = find_states(tokens, *near)
        if states and states[-1].kind == "demonym" and states[-1].last == near[1] - 1:  # a Moroccan pilot and his F-16
            return states[-1].first, states[-1].last
    return None


def is_refused(tokens: Tokens, first: int, verb: int) -> bool:
    """Whether what the verb says is not done:   has never sent   refused to give   will not supply."""
    return any(
        tokens.lower[place] in party_words("refuse") or word_class(tokens.lower[place]) & NEGATION
        for place in range(max(first, verb - 4), verb)
    )


def _skip_example_back(tokens: Tokens, place: int) -> int:
    """The token before the words that announce examples:   missiles | , among them Emads   drones | such as the Harop."""
    lower = tokens.lower
    article = place > 0 and bool(word_class(lower[place]) & DETERMINER)
    last = place - article
    if lower[last : last + 2] == ["among", "them"]:
        last -= 1
    elif lower[last - 1 : last + 1] == ["such", "as"]:
        last -= 2
    elif lower[last : last + 1] == ["including"]:
        last -= 1
    else:
        return place
    return last - (lower[last : last + 1] == [","])


def is_object(tokens: Tokens, first: int, position: int) -> bool:
    """Whether the phrase of a name can be the object of a verb: not "in exchange for S-300s"."""
    place = _skip_example_back(tokens, step_back(tokens, first, position))
    if place >= first and find_states(tokens, place, place + 1):  # "against Armenian S-300 batteries"
        place -= 1
    while place >= first and word_class(tokens.text[place]) & (DETERMINER | POSSESSIVE | NUMBER):
        place -= 1
    if tokens.lower[place - 1 : place + 1] == ["up", "to"]:  # hand over up to six
        place -= 2
    if place > first and tokens.lower[place] in ("over", "up") and tokens.lower[place - 1] in party_words("give"):
        return True  # "handed over two Mi-24s"
    return place < first or not word_class(tokens.lower[place]) & PREPOSITION or tokens.lower[place] in ("of", "with")

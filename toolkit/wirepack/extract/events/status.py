"""Is it a fact? What the words around a trigger say: done, going on, planned, supposed, denied, or no event at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.clauses import first_of_list
from wirepack.extract.events.groups import group_at, previous_verb
from wirepack.extract.events.lexicon import effects, speech_verbs, words_of

if TYPE_CHECKING:
    from wirepack.extract.events.groups import Group
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger

OCCURRED, ONGOING, PLANNED, THREATENED = "occurred", "ongoing", "planned", "threatened"
HYPOTHETICAL, DENIED = "hypothetical", "denied"
DROPPED = "drop"  # a wish, an ability, advice: no event; also an effect in event_governors.tsv

_DISPUTES = frozenset(("denied", "denies", "deny", "denying", "refuted", "refutes"))
_FUTURE = frozenset(("will", "shall", "'ll", "won't", "wo"))
_SUPPOSED = frozenset(("may", "might", "could", "would", "wouldn't", "couldn't"))
_ADVISED = frozenset(("should", "must", "ought", "shouldn't", "mustn't", "can", "cannot", "can't"))
_PAST_BE = frozenset(("was", "were"))
_SCHEDULED = frozenset(("scheduled", "due"))
_GOING_ON = frozenset(("going", "continuing", "raging", "underway", "taking"))
_LIMITS = (["fewer"], ["less"], ["more"], ["longer"], ["one"])  # behind "no" before a number: "no fewer than nine"
NOBODY = frozenset(("no", "nobody", "none", "neither"))
# They deny what they govern, but never an infinitive: "blocked roads to demand pay".
_NO_INFINITIVE = frozenset(("block", "blocked", "blocking", "stop", "stopped", "stopping"))
_SHARING = frozenset(("and", "but"))
_AFTERWARDS = frozenset(("following", "after", "since", "during", "amid", "despite"))  # what they govern has been
_CLAUSE_WORDS = frozenset((",", "that", "while", "after", "because", "but"))
_CONDITIONS = frozenset(("that", "if", "unless", "whether", "lest", "should"))  # one of them opens a condition
_CONDITION_REACH = 20  # words between "if" and a trigger
_BELIEF_REACH = 10  # words between a verb of believing and what is believed
_SPEAKER_REACH = 8  # words between a verb of saying and what the speaker will do
_NOUN_REACH = 7  # words before an event noun that may belong to its phrase or govern it
_VERB_BEHIND = 7  # words between an event noun and its verb
_GOVERNOR_REACH = 6  # words between a governor and its "to"
_DEEP = 1  # verbs through which a status is handed on
# What a governor does to the event, the strongest first.
_RANKED = (DROPPED, DENIED, HYPOTHETICAL, PLANNED, ONGOING, OCCURRED)


def read_status(line: Line, trigger: Trigger) -> str:
    """Read the status of an event off the words around its trigger.

    1. A condition makes it hypothetical. 2. A verb: its negation, its modal, what governs its "to" or its gerund.
    3. A noun: its adjectives, the verb or noun that governs it, the verb behind it. Else it occurred.
    """
    if _in_condition(line, trigger.first):
        return HYPOTHETICAL
    if trigger.group:
        subject = line.lower[slice(*trigger.subject)]
        nobody = not NOBODY.isdisjoint(subject[:2]) and subject[0] in NOBODY | _SHARING  # "and no one was killed"
        nothing = line.lower[trigger.last : trigger.last + 1] == ["no"] and not trigger.group.passive
        nothing = nothing and line.lower[trigger.last + 1 : trigger.last + 2] not in _LIMITS  # "fired no missiles"
        return DENIED if nobody or nothing else status_of_verb(line, trigger.group)
    return _status_of_noun(line, trigger.first, trigger.last)


def _in_condition(line: Line, index: int) -> bool:
    """Tell whether a clause that begins with "if", "unless" or "the theory is that" holds the token."""
    if line.words.isdisjoint(_CONDITIONS):
        return False
    for back in range(index - 1, max(line.first - 1, index - _CONDITION_REACH), -1):
        word = line.lower[back]
        if word == "that" and _is_supposed(line, back):
            return True
        if word in {"if", "unless", "whether", "lest"} or (word == "should" and back == line.first):
            return True
        if line.is_stop(back) or word in _CLAUSE_WORDS:
            return False
    return False


def _is_supposed(line: Line, that: int) -> bool:
    """Tell whether a noun of guessing opens a clause: "fears that", "the theory is that"."""
    at = that - 2 if that > line.first and line.bits[that - 1] & g.BE else that - 1
    return at >= line.first and HYPOTHETICAL in effects().get(line.lower[at], {}).get("n", ())


# ---------------------------------------------------------------- verbs


def status_of_verb(line: Line, group: Group, depth: int = 0) -> str:
    """Read the status off a verb group: "has not struck" is denied, "will strike" planned, "is striking" ongoing."""
    words = set(group.auxiliaries)
    if group.negated or _is_disputed(line, group):
        return DENIED
    if words & _FUTURE:
        return HYPOTHETICAL if _is_believed(line, group.first) else PLANNED
    if words & _SUPPOSED:
        return PLANNED if _speaks_of_itself(line, group.first) else HYPOTHETICAL
    if words & _ADVISED:
        return DROPPED
    if group.infinitive:  # "is said to have struck"
        return OCCURRED if "have" in words else _status_by_word_before(line, group.first)
    if group.bare and depth <= _DEEP:
        shared = _status_shared(line, group, depth)
        if shared:
            return shared
    if words & _PAST_BE:
        return OCCURRED
    progressive = group.ing and any(line.bits[index] & g.BE for index in range(group.first, group.head))
    return ONGOING if progressive or "being" in words else OCCURRED


def _status_shared(line: Line, group: Group, depth: int) -> str | None:
    """Read the status that a verb without auxiliaries has from the verb before: "will attack and destroy"."""
    before = group.first - 1
    if before < line.first:
        return None
    if line.lower[before] in {"and", "or"} and (group.ing or line.bits[group.head] & g.BASE):
        previous = previous_verb(line, before)
        return None if previous is None else status_of_verb(line, group_at(line, previous), depth + 1)
    if group.ing and line.bits[before] & g.PREPOSITION:
        return _status_by_word_before(line, group.first)
    return None


def _is_disputed(line: Line, group: Group) -> bool:
    """Tell whether somebody denies what the verb says: "denied bombing", "denied reports that its jets had bombed"."""
    if line.words.isdisjoint(_DISPUTES):
        return False
    for back in range(group.first - 1, max(line.first - 1, group.first - 1 - _SPEAKER_REACH), -1):
        if line.lower[back] in _DISPUTES:
            return True
        joined = back == group.first - 1 and line.bits[back] & g.COORDINATOR  # "denied it and attacked"
        if line.is_stop(back) or line.lower[back] == "," or joined or (group.ing and group.bare):
            return False
    return False


def _is_believed(line: Line, index: int) -> bool:
    """Tell whether somebody only believes what follows: "analysts expect that Israel will"."""
    return not words_of("belief").isdisjoint(line.lower[max(line.first, index - _BELIEF_REACH) : index])


def _speaks_of_itself(line: Line, index: int) -> bool:
    """Tell whether the actor speaks of its own act: "Russia said it may provide"."""
    words = line.lower[max(line.first, index - _SPEAKER_REACH) : index]
    return not {"it", "he", "they", "she", "we"}.isdisjoint(words[-4:]) and not speech_verbs().isdisjoint(words)


def _status_by_word_before(line: Line, at: int) -> str:
    """Read the status off the word on which an infinitive or a gerund depends; `at` is its "to" or its first word.

    An adjective governs only what stands right behind it ("ready to"), a noun or a verb also over a noun phrase.
    """
    at = first_of_list(line, at)
    gerund = line.lower[at] != "to"
    begin = at - 2 if gerund and line.bits[at - 1] & g.PREPOSITION else at - 1
    if line.lower[begin] in {"are", "is"} and not gerund and line.party_at(begin - 1):
        return PLANNED  # "the ministers are to meet", not "the aim is to"
    for back in range(begin, max(line.first - 1, at - _GOVERNOR_REACH - 1), -1):
        word = line.lower[back]
        found = effects().get(word)
        if found and (gerund or word not in _NO_INFINITIVE):
            names = {name for pos, some in found.items() if pos != "a" or back == begin for name in some}
            status = _strongest(names)
            if status:
                return _unless_negated(line, back, status)
            if "charge" in names:  # "accused Russia of killing": told as a fact by the one who accuses
                return OCCURRED
            if "control" in names:
                return HYPOTHETICAL
        if line.is_stop(back) or word == "," or (back < begin and line.bits[back] & g.PREPOSITION):
            break
    if gerund and line.lower[at - 1] == "by":
        previous = previous_verb(line, at - 1)
        return OCCURRED if previous is None else status_of_verb(line, group_at(line, previous), _DEEP)
    return OCCURRED if gerund else DROPPED


def _strongest(names: frozenset[str] | set[str]) -> str | None:
    return next((name for name in _RANKED if name in names), None)


def _unless_negated(line: Line, governor: int, status: str) -> str:
    """What governs may itself be negated: "has no plans to", "is not going to"."""
    negated = group_at(line, governor).negated or (governor > line.first and line.lower[governor - 1] == "no")
    return status if not negated else OCCURRED if status == DENIED else DENIED


# ---------------------------------------------------------------- nouns


def _status_of_noun(line: Line, first: int, last: int) -> str:
    """Read the status off the adjectives of an event noun, what governs it, and the verb whose subject it is."""
    known, inside, definite = effects(), True, False  # inside: still in the noun's own phrase
    for back in range(first - 1, max(line.first, first - _NOUN_REACH) - 1, -1):
        word, bits = line.lower[back], line.bits[back]
        if line.is_stop(back) or word == ",":
            break
        said = _said_of_noun(word) if inside else None
        if said:
            return said
        ends = bits & (g.DETERMINER | g.POSSESSIVE | g.PREPOSITION) or (bits & g.VERB_FORM and not bits & g.NOUN)
        found = known.get(word)
        if found and "liable" in found.get("n", ()):  # "denied its involvement in": what happened is a fact
            return OCCURRED
        if definite and not inside and word in _AFTERWARDS:
            return OCCURRED
        if found and (not inside or (ends and bits & g.VERB_FORM)):
            status = _status_by_governor(line, back, found)
            of_fact = definite and (status == HYPOTHETICAL or (status == DROPPED and line.lower[back + 1] == "of"))
            if status and not of_fact:  # "fears of the attack", "the aim of the attacks": there was one
                return status
        definite = definite or (inside and word in {"the", "this", "that", "these", "those"})
        inside = inside and not ends
    return _status_by_verb_behind(line, last)


def _said_of_noun(word: str) -> str | None:
    """Read the status that an adjective or article gives its noun: "continued raids", "any attack", "no talks"."""
    for name, status in (("lasting", ONGOING), ("planned", PLANNED), ("supposed", HYPOTHETICAL)):
        if word in words_of(name):
            return status
    return DENIED if word in {"no", "without"} else DROPPED if word == "any" else None


def _status_by_governor(line: Line, back: int, found: dict[str, frozenset[str]]) -> str | None:
    """Read the status that a verb ("launched a", "planned an") or a noun ("fears of") gives the event noun it governs."""
    noun = "n" in found and line.lower[back + 1] == "of"  # "charges of"
    if line.bits[back] & g.VERB_FORM and "v" in found and not noun:
        status = _strongest(found["v"])
        if "light" in found["v"] or status in {None, ONGOING, OCCURRED}:
            said = status_of_verb(line, group_at(line, back), _DEEP)
            return status if said == OCCURRED and status in {ONGOING, PLANNED} else said
    else:
        status = _strongest(found.get("n", frozenset()))
    if status is None:
        return None
    return DROPPED if status in {DENIED, DROPPED} else _unless_negated(line, back, status)


def _status_by_verb_behind(line: Line, last: int) -> str:
    """Read the status off the verb behind a noun that is its subject: "talks will be held", "raids have been going on"."""
    for index in range(last, min(line.last, last + _VERB_BEHIND)):
        bits, word = line.bits[index], line.lower[index]
        if line.is_stop(index) or word == "," or bits & (g.SUBORDINATOR | g.WH | g.COORDINATOR):
            break
        if bits & g.AUXILIARY:
            head = _verb_head(line, index + 1)
            return OCCURRED if head is None else _status_of_light_verb(line, head)
        if word in {"continue", "continues", "continued", "go", "goes"}:
            return ONGOING
        if bits & g.FINITE or (bits & g.PAST and not bits & g.NOUN):
            break
    return OCCURRED


def _verb_head(line: Line, begin: int) -> int | None:
    for index in range(begin, min(line.last, begin + 4)):
        if line.bits[index] & g.VERB_FORM and not line.bits[index] & g.AUXILIARY:
            return index
    return None


def _status_of_light_verb(line: Line, head: int) -> str:
    word = line.lower[head]
    found = effects().get(word, {}).get("v", frozenset())
    if word in _SCHEDULED or PLANNED in found:
        return PLANNED
    if "light" in found or word in _GOING_ON:
        said = status_of_verb(line, group_at(line, head), _DEEP)
        return ONGOING if said == OCCURRED and word in _GOING_ON else said
    return HYPOTHETICAL if HYPOTHETICAL in found else OCCURRED

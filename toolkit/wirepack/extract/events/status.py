"""Is it a fact? What the words around a trigger say: done, going on, planned, supposed, denied, or no event at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import effects
from wirepack.extract.events.phrases import form_of, previous_verb, read_group

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.phrases import Group
    from wirepack.extract.events.triggers import Trigger

OCCURRED, ONGOING, PLANNED, THREATENED = "occurred", "ongoing", "planned", "threatened"
HYPOTHETICAL, DENIED, DROPPED = "hypothetical", "denied", "dropped"

_FUTURE = frozenset(("will", "shall", "'ll", "won't", "wo", "gonna"))
_SUPPOSED = frozenset(("may", "might", "could", "would", "wouldn't", "couldn't"))
_ADVISED = frozenset(("should", "must", "ought", "shouldn't", "mustn't", "can", "cannot", "can't"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest", "should"))
_LASTING = frozenset(
    ("continued", "continuing", "continuous", "continual", "ongoing", "on-going", "continues", "regular", "daily", "constant", "frequent", "ceaseless",
     "intensified", "intensifying", "intensify", "underway", "current", "renewed")
)  # fmt: skip
_SUPPOSED_BEFORE = frozenset(
    ("possible", "potential", "hypothetical", "imminent", "future", "likely", "eventual", "prospective", "feared", "would-be", "further")
)
_PLANNED_BEFORE = frozenset(("planned", "upcoming", "scheduled", "forthcoming", "proposed", "impending"))
_BELIEFS = frozenset(
    ("believe", "believes", "believed", "think", "thinks", "expect", "expects", "expected", "predict", "predicted", "predicts", "fear", "feared", "suspect", "analysts", "experts")
)
_NOUN_REACH = 7  # words before an event noun that may belong to its phrase or govern it
_VERB_BEHIND = 7  # words between an event noun and its verb
_FAR = 16
_GOING_ON = frozenset(("going", "continuing", "raging", "underway", "taking", "ongoing"))
_GOVERNOR_REACH = 6  # words between a governor and its "to"
_RANKED = ("drop", DENIED, HYPOTHETICAL, PLANNED, ONGOING, OCCURRED)


def read_status(line: Line, trigger: Trigger) -> str:
    """Read the status of an event off the words around its trigger.

    1. A condition makes it hypothetical. 2. A verb: its negation, its modal, what governs its "to" or its gerund.
    3. A noun: its adjectives, and the verb or noun that governs it. Else it occurred.
    """
    if _in_condition(line, trigger.first):
        return HYPOTHETICAL
    if trigger.group:
        return status_of_group(line, trigger.group)
    return _status_of_noun(line, trigger.first, trigger.last)


def status_of_group(line: Line, group: Group, depth: int = 0) -> str:
    """Read the status off a verb group: "has not struck" is denied, "will strike" planned, "is striking" ongoing."""
    words = group.auxiliaries
    if group.negated:
        return DENIED
    if any(word in _FUTURE for word in words):
        return HYPOTHETICAL if _believed(line, group.first) else PLANNED
    if any(word in _SUPPOSED for word in words):
        return PLANNED if _said_by_itself(line, group.first) else HYPOTHETICAL
    if any(word in _ADVISED for word in words):
        return DROPPED
    if group.infinitive:
        return OCCURRED if "have" in words else _governed(line, group.first)
    if group.bare and depth < 2:
        before = line.lower[group.first - 1] if group.first > line.first else ""
        shares = before in {"and", "or"} and (group.ing or line.bits[group.head] & g.BASE)
        if shares or (group.ing and before in {"by", "while", "when"}):
            previous = previous_verb(line, group.first - 1)
            if previous is not None and shares:
                return status_of_group(line, read_group(line, previous, form_of(line, previous)), depth + 1)
        if group.ing and line.bits[group.first - 1] & g.PREPOSITION and group.first > line.first:
            return _governed(line, group.first)
    if group.ing and any(line.bits[index] & g.BE for index in range(group.first, group.head)):
        return OCCURRED if any(word in {"was", "were"} for word in words) else ONGOING
    if "being" in words and not any(word in {"was", "were"} for word in words):
        return ONGOING
    return OCCURRED


def _in_condition(line: Line, index: int) -> bool:
    """Tell whether a clause that begins with "if" or "unless" holds the token."""
    for back in range(index - 1, max(line.first - 1, index - 20), -1):
        word = line.lower[back]
        if word in _CONDITIONS and not (word == "should" and back > line.first):
            return True
        if line.is_stop(back) or word in {",", "that", "while", "after", "because", "but"}:
            return False
    return False


def _believed(line: Line, index: int) -> bool:
    """Tell whether somebody only believes what follows: "analysts expect that Israel will"."""
    return any(line.lower[back] in _BELIEFS for back in range(max(line.first, index - 10), index))


def _said_by_itself(line: Line, index: int) -> bool:
    """Tell whether the actor speaks of its own act: "Russia said it may provide"."""
    begin = max(line.first, index - 4)
    words = line.lower[begin:index]
    return bool({"said", "says", "told", "announced", "indicated", "confirmed", "promised", "warned"} & set(line.lower[max(line.first, index - 8) : index])) and bool(
        {"it", "he", "they", "she", "we"} & set(words)
    )


def _governed(line: Line, at: int) -> str:
    """Read the status off the word on which an infinitive or a gerund depends; `at` is its "to" or its first word.

    An adjective governs only the word right behind it ("ready to"), a noun or a verb also over a noun phrase.
    """
    if line.lower[at - 1] in {"and", "or"}:  # "to strike and to withdraw"
        at = next((k for k in range(at - 2, max(line.first, at - _FAR), -1) if line.lower[k] == "to"), at)
    known, begin = effects(), at - 1
    gerund = line.lower[at] != "to"
    if gerund and begin > line.first and line.bits[begin] & g.PREPOSITION:
        begin -= 1
    for back in range(begin, max(line.first - 1, at - _GOVERNOR_REACH - 1), -1):
        word = line.lower[back]
        found = known.get(word)
        if found:
            names = {name for pos, names in found.items() for name in names if pos != "a" or back == begin}
            status = next((name for name in _RANKED if name in names), None)
            if status:
                return _compose(line, back, DROPPED if status == "drop" else status)
            if "control" in names:
                return HYPOTHETICAL
        if line.is_stop(back) or word == "," or (back < begin and line.bits[back] & g.PREPOSITION):
            break
    if gerund and line.lower[at - 1] == "by":
        previous = previous_verb(line, at - 1)
        return OCCURRED if previous is None else status_of_group(line, read_group(line, previous, form_of(line, previous)), 1)
    return OCCURRED if gerund else HYPOTHETICAL


def _compose(line: Line, governor: int, status: str) -> str:
    """What governs may itself be negated: "has no plans to", "is not going to"."""
    group = read_group(line, governor, 0)
    if group.negated or (governor > line.first and line.lower[governor - 1] == "no"):
        return DENIED if status != DENIED else OCCURRED
    return status


def _status_of_noun(line: Line, first: int, last: int) -> str:
    """Read the status off the adjectives of an event noun, what governs it, and the verb whose subject it is."""
    known = effects()
    phrase = True
    for back in range(first - 1, max(line.first, first - _NOUN_REACH) - 1, -1):
        word, bits = line.lower[back], line.bits[back]
        if line.is_stop(back) or word == ",":
            break
        if phrase:
            said = _said_of_noun(word)
            if said:
                return said
        found = known.get(word)
        if found and not phrase:
            status = _status_by_governor(line, back, found)
            if status:
                return status
        if bits & (g.DETERMINER | g.POSSESSIVE | g.PREPOSITION) or (bits & g.VERB_FORM and not bits & g.NOUN):
            phrase = False
            if found and bits & g.VERB_FORM:
                status = _status_by_governor(line, back, found)
                if status:
                    return status
    return _status_behind_noun(line, last)


def _said_of_noun(word: str) -> str | None:
    """Read the status that an adjective or article gives its noun."""
    if word in _LASTING:
        return ONGOING
    if word in _PLANNED_BEFORE:
        return PLANNED
    if word in _SUPPOSED_BEFORE:
        return HYPOTHETICAL
    if word in {"no", "without"}:
        return DENIED
    return DROPPED if word == "any" else None


def _status_by_governor(line: Line, back: int, found: dict[str, frozenset[str]]) -> str | None:
    """Read the status that a verb ("launched a", "planned an") or a noun ("fears of") gives the event noun it governs."""
    if line.bits[back] & g.VERB_FORM and "v" in found:
        status = next((name for name in _RANKED if name in found["v"]), None)
        if status is None or status in {ONGOING, OCCURRED} or "light" in found["v"]:
            said = status_of_group(line, read_group(line, back, form_of(line, back)), 1)
            return ONGOING if said == OCCURRED and status == ONGOING else PLANNED if said == OCCURRED and status == PLANNED else said
        return DROPPED if status in {DENIED, "drop"} else _compose(line, back, status)
    status = next((name for name in _RANKED if name in found.get("n", ())), None)
    if status is None:
        return None
    return DROPPED if status in {DENIED, "drop"} else _compose(line, back, status)


def _status_behind_noun(line: Line, last: int) -> str:
    """Read the status off the verb behind a noun that is its subject: "talks will be held", "raids have been going on"."""
    for index in range(last, min(line.last, last + _VERB_BEHIND)):
        bits, word = line.bits[index], line.lower[index]
        if line.is_stop(index) or word == "," or bits & (g.SUBORDINATOR | g.WH | g.COORDINATOR):
            break
        if bits & g.AUXILIARY:
            head = next((k for k in range(index + 1, min(line.last, index + 5)) if line.bits[k] & g.VERB_FORM and not line.bits[k] & g.AUXILIARY), None)
            if head is None:
                break
            found = effects().get(line.lower[head], {}).get("v", frozenset())
            if "light" in found or line.lower[head] in _GOING_ON:
                said = status_of_group(line, read_group(line, head, form_of(line, head)), 1)
                return ONGOING if said == OCCURRED and line.lower[head] in _GOING_ON else said
            if found & {PLANNED, HYPOTHETICAL} or line.lower[head] in {"scheduled", "planned", "expected", "due"}:
                return PLANNED if PLANNED in found or line.lower[head] in {"scheduled", "planned", "due"} else HYPOTHETICAL
            break
        if word in {"continue", "continues", "continued", "go", "goes"}:
            return ONGOING
        if bits & g.FINITE or (bits & g.PAST and not bits & g.NOUN):
            break
    return OCCURRED

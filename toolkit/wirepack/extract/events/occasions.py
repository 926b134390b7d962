"""Occasions: the times of a sentence that date what an event answers, follows or names, and not the event itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import speech_verbs, triggers, words_of
from wirepack.extract.events.line import RELATIVES
from wirepack.timex import STORY, Shift

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger
    from wirepack.timex import TimeExpression

    Rivals = list[tuple[Trigger, str]]  # the other events of a sentence, with their types

VERBAL = frozenset(("AGREE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"))
PLUPERFECT = 7  # words between "after" and its "had"
_NO_DAY = frozenset(
    ("until", "till", "every", "each")
)  # before a time at which nothing happened: "extended until June"
_OCCASIONS = frozenset(("after", "since", "before", "following", "despite"))
_CAUSES = frozenset(("after", "following"))  # may stand before what people die of
_DOES = frozenset(
    ["killed", "wounded", "injured", "hit", "struck", "destroyed", "damaged", "targeted", "caused", "claimed"]
)  # what attacks do
_TAKES_PLACE = frozenset(
    (
        "took", "occurred", "happened", "came", "began", "started", "broke", "carried", "conducted", "launched",
        "committed", "staged", "mounted", "left",
    )
)  # fmt: skip
_CHARGES = frozenset(("over", "for", "of"))  # "arrested over the raid of 3 May"
_OCCASION = 9  # words from one of these to a time
NOUN_PHRASE = 4  # words between a time and the noun that it qualifies
_NO_NOUN = (
    g.PREPOSITION
    | g.PUNCTUATION
    | g.VERB_FORM
    | g.AUXILIARY
    | g.COORDINATOR
    | g.SUBORDINATOR
    | g.WH
    | g.DETERMINER
    | g.ADVERB
    | g.TIME
    | g.NUMBER
)


def belongs_elsewhere(line: Line, trigger: Trigger, event_type: str, time: TimeExpression, rivals: Rivals) -> bool:
    """Tell whether a time dates another deed of the sentence, or none: "until June", "every Friday"."""
    if time.first > line.first and line.lower[time.first - 1] in _NO_DAY:
        return True
    if event_type in VERBAL and _dates_object(line, trigger, time, rivals):
        return True
    return _dates_occasion(line, trigger, time, rivals)


def _dates_object(line: Line, trigger: Trigger, time: TimeExpression, rivals: Rivals) -> bool:
    """Tell whether a time behind a word of speech dates the deed that it speaks of: "condemned the raid of 3 May"."""
    if trigger.noun or time.first < trigger.last:
        return False
    return any(
        (trigger.last <= rival.first < time.first and rival.noun and kind not in VERBAL)
        or (qualifies_noun(line, time) and 0 <= rival.first - time.last <= NOUN_PHRASE)
        for rival, kind in rivals
    )


def _dates_occasion(line: Line, trigger: Trigger, time: TimeExpression, rivals: Rivals) -> bool:
    """Tell whether a time dates the deed that gave occasion: "banned it after the riots of 9 May", "since the coup in 2021".

    What people die of is of that day, and so is what was agreed after talks.
    """
    deeds = [rival.first for rival, kind in rivals if rival.noun and kind not in VERBAL and kind != "CONSULT"]
    if not deeds:
        return False
    died, charged = _is_effect(trigger), trigger.entry.event_type == "COERCE"
    for index in range(time.first - 1, max(line.first, time.first - _OCCASION) - 1, -1):
        word = line.lower[index]
        if word == "," or line.is_stop(index) or trigger.first <= index < trigger.last:
            return False
        occasion = word in _OCCASIONS and not (died and word in _CAUSES)
        if (occasion or (charged and word in _CHARGES and trigger.last <= index)) and any(
            index < deed < time.first for deed in deeds
        ):
            return True
    return False


def _is_effect(trigger: Trigger) -> bool:
    return trigger.entry.lemma.partition(" ")[0] in words_of("effect")


def is_told_apart(line: Line, trigger: Trigger, time: TimeExpression) -> bool:
    """Tell whether a time dates what the same sentence tells of another time, or only of somebody that it names.

    "shelled the town that they had left in 2019", "bombed it after a mine killed six on Sunday", "arrested the general, who
    led a coup in 1999". Only what people die of may be told behind their deaths: "died after jets bombed it on Sunday".
    """
    if trigger.noun:
        return _is_told_of_other(line, trigger, time)
    if _is_effect(trigger):
        return False
    for index in range(trigger.last, time.first):
        word, rest = line.lower[index], range(index + 1, time.first)
        if word in {"who", "which", "whose"} and line.lower[index - 1] == ",":
            if any(line.is_told(k) for k in rest):
                return True
        elif word in RELATIVES and "had" in line.lower[index + 1 : min(index + 1 + PLUPERFECT, time.first)]:
            return word != "that" or line.lower[index - 1] not in speech_verbs()
        elif word == "after" and line.is_joint(index) and any(line.is_told(k) for k in rest):
            return True
    return False


def _is_told_of_other(line: Line, trigger: Trigger, time: TimeExpression) -> bool:
    """Tell whether a time closes what a relative clause tells that is no event: "a raid on Chad, which shut its border on Friday"."""
    for index in range(trigger.last, time.first):
        if line.lower[index] in RELATIVES:
            told = next((line.lower[k] for k in range(index + 1, time.first) if line.is_told(k)), None)
            if told is None or told in _TAKES_PLACE:
                return False
            apart = line.lower[index - 1] == "," and index - 1 > trigger.last
            return told not in _DOES if apart else told not in triggers()
    return False


def qualifies_noun(line: Line, time: TimeExpression) -> bool:
    """Tell whether a time stands before the noun that it dates: "the April 9 attack", "last month's visit"."""
    if time.last >= line.last:
        return False
    after = line.lower[time.last]
    if after in {"'s", "'", "’"}:
        return True
    if isinstance(time.value, Shift) and time.value.base == STORY:
        return False  # "the next day police came"
    before = line.lower[time.first - 1] if time.first > line.first else ""
    first = line.lower[time.first]
    article = before in {"the", "a", "an", "its", "their", "his", "this"} or first == "the"
    bits = line.bits[time.last]
    return article and bool(bits & g.NOUN or not bits & _NO_NOUN)

"""What was launched and what was intercepted: which number of a sentence counts missiles, rockets, drones, aircraft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wirepack import grammar as g
from wirepack.catalogue import names_system
from wirepack.extract.events.counts import SHARES
from wirepack.extract.events.lexicon import words_of
from wirepack.extract.events.line import STOPS

if TYPE_CHECKING:
    from wirepack.extract.events.counts import Number
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.triggers import Trigger

_REACH = 12  # words between a verb and what it counts
_FAR = 20  # words between an attack and "with 22 drones"
_HEAD_REACH = 6  # words between a number and the noun it counts
_LISTED = 6  # words between the numbers of a list
_NEAR = 4  # words between "with" and its number: "with as many as 22", "all of the 15"
_DIGIT = re.compile(r"\d")
_SENDS = frozenset(("drop", "fire", "hurl", "launch", "lob", "unleash"))
_SALVOS = frozenset(("barrage", "salvo", "volley"))
_MOVES = frozenset(("attack", "explode", "fall", "hit", "impact", "land", "pound", "slam", "strike", "target"))
_WITH = frozenset(
    ("with", "using", "involving", "involved", "included", "comprising", "employing", "firing", "launching")
)
_USED = frozenset(("used", "using", "use", "employed", "deployed", "fired", "launched", "sent"))
_THEM = (["them"], ["those"], ["these"], ["which"])
_RELATIVES = frozenset(("that", "which"))
_OTHERS = frozenset(("others", "rest", "remaining"))
_ARTICLES = frozenset(("a", "an"))
_POINTERS = frozenset(("the", "these", "those", "its", "their"))
_PARTS = frozenset(("while", "but", "which", "that", "who", "when", "after", "before"))
# Aircraft and vehicles, which are not launched: F-16s, MiG-29, T-72
_CARRIERS = re.compile(r"(?:A|AC|AH|B|C|CH|F|IL|Il|KA|Ka|M|MI|Mi|MIG|MiG|MQ|RQ|SU|Su|T|TU|Tu|UH)-\d")
_ROUNDS = frozenset(("rounds", "shells", "bombs", "rockets", "projectiles"))  # behind "20 mortar", "nine artillery"
_NOUN_ENDS = g.PREPOSITION | g.PUNCTUATION | g.TIME | g.AUXILIARY | g.NUMBER


class Salvo(NamedTuple):
    """A count of machines in the words `first:last`: "12 Kh-101 missiles, two Kinzhals and 59 Shaheds".

    `part`: of a greater number ("nine of the ten"); `bare`: without a noun ("shot down 17", "20 of them").
    """

    first: int
    last: int
    value: int
    part: bool = False
    bare: bool = False


def count_launched(line: Line, numbers: list[Number], trigger: Trigger) -> int | None:
    """Count the missiles, rockets, drones or shells of an attack.

    1. What is sent or arrives: "fired as many as eight missiles", "180 rockets were fired", "two rockets hit the port", "a
    salvo of 30 rockets". 2. What it is done with: "attacked the region with 22 drones", "used 14 missiles to attack".
    """
    machines = words_of("flying") | (words_of("dropped") if trigger.entry.lemma in _SENDS else frozenset())
    salvos = [salvo for salvo in _find_salvos(line, numbers, machines) if not salvo.part]
    lemma, group = trigger.entry.lemma.partition(" ")[0], trigger.group
    sends, passive = lemma in _SENDS, group is not None and group.passive
    for salvo in salvos:
        if salvo.last <= trigger.first:
            arrives = group is not None and (passive if sends else lemma in _MOVES and not passive)
            sent = sends and not passive and line.lower[salvo.last] in _RELATIVES  # "20 drones that Russia launched"
            if sent or (arrives and _is_subject(line, salvo, trigger)) or _is_used(line, salvo, trigger):
                return salvo.value or None
            continue
        between = line.lower[trigger.last : salvo.first]
        if salvo.first < trigger.last or not STOPS.isdisjoint(between):
            continue
        if sends and not passive and len(between) < _REACH and _WITH.isdisjoint(between):
            return salvo.value or None  # "fired no missiles"
        near = between[-_NEAR:]
        opened = not _WITH.isdisjoint(near) or (passive and not sends and "by" in near)
        if len(between) < _FAR and (opened or (lemma in _SALVOS and between[:1] == ["of"])):
            return salvo.value
    return None


def _is_subject(line: Line, salvo: Salvo, trigger: Trigger) -> bool:
    """Tell whether machines are what is sent or arrives: "180 rockets were fired", "two missiles have hit"."""
    begin, end = trigger.subject
    between = line.lower[salvo.last : trigger.first]
    if not begin <= salvo.first < end or not (STOPS | _PARTS | {",", "and"}).isdisjoint(between):
        return False
    inside = range(salvo.last, trigger.first)
    governed = any(line.bits[k] & g.PREPOSITION and line.lower[k] in _WITH for k in range(begin, salvo.first))
    return not governed and not any(line.bits[k] & g.PAST and not line.bits[k] & g.AUXILIARY for k in inside)


def _is_used(line: Line, salvo: Salvo, trigger: Trigger) -> bool:
    """Tell whether machines are what an attack is made with: "used 14 missiles to attack"."""
    used = not _USED.isdisjoint(line.lower[max(line.first, salvo.first - _NEAR) : salvo.first])
    infinitive = trigger.group is not None and trigger.group.infinitive
    return used and infinitive and trigger.first - salvo.last < _NEAR


def count_stopped(line: Line, numbers: list[Number], trigger: Trigger) -> int | None:
    """Count what was intercepted: "shot down two", "nine of the ten Scuds were", "downed a drone", "20 of them were"."""
    machines = words_of("weapon") | words_of("aircraft")
    salvos = _find_salvos(line, numbers, machines, loose=True)
    passive = trigger.group is not None and trigger.group.passive
    if not passive:
        for salvo in salvos:
            between = line.lower[trigger.last : salvo.first]
            if salvo.first >= trigger.last and len(between) < _REACH and (_PARTS | STOPS | {","}).isdisjoint(between):
                return salvo.value or None
        if trigger.group is not None:
            return None
    for salvo in reversed(salvos):
        between = line.lower[salvo.last : trigger.first]
        if salvo.first < trigger.first and len(between) < _REACH:
            cut = (_PARTS - {"that", "which"}) | STOPS | {",", "and"}
            return salvo.value if cut.isdisjoint(between) and salvo.value else None
    return None


def count_rest(line: Line, numbers: list[Number], trigger: Trigger, launched: int) -> int | None:
    """Count what was intercepted of what was `launched`: "all the missiles were", "one hit, the others were"."""
    before = line.lower[max(line.first, trigger.first - _REACH) : trigger.first]
    if not _OTHERS.isdisjoint(before):
        struck = [number.value for number in numbers if number.last < trigger.first and line.lower[number.last] == "of"]
        return launched - int(sum(struck)) if struck and sum(struck) <= launched else None
    if "all" in line.lower[trigger.last : trigger.last + 2]:
        return launched  # "shot them all down"
    if "all" not in before or "not" in before:
        return None
    return launched if {",", "while"}.isdisjoint(before[before.index("all") :]) else None


def _find_salvos(line: Line, numbers: list[Number], machines: frozenset[str], *, loose: bool = False) -> list[Salvo]:
    """Find the counts of machines; the kinds of a list are added up. `loose`: also of "17", "20 of them", "a drone"."""
    found: list[Salvo] = []
    taken, counted = line.first, {number.first: (number.last, number.value) for number in numbers}
    articles = range(0) if _ARTICLES.isdisjoint(line.words) else range(line.first, line.last)
    singles = [k for k in articles if line.lower[k] in _ARTICLES and k not in counted]
    for first in sorted([*counted, *singles]):
        last, value = counted.get(first, (first + 1, 1.0))
        if first < taken or value != int(value):
            continue
        salvo = _read_salvo(line, first, last, int(value), machines)
        if salvo is None or (salvo.bare and (not loose or first not in counted)):
            continue
        taken = salvo.last
        if found and _is_listed(line, found[-1], salvo):
            found[-1] = found[-1]._replace(last=salvo.last, value=found[-1].value + salvo.value)
        else:
            found.append(salvo)
    return found


def _read_salvo(line: Line, first: int, last: int, value: int, machines: frozenset[str]) -> Salvo | None:
    """Read what a number counts: "eight guided missiles", "30 of the 45 drones", "12 out of 13 UAVs", "20 of them"."""
    at = last + (line.lower[last : last + 2] == ["out", "of"])
    part = line.lower[at : at + 1] == ["of"]
    if part:
        at += 1
        if line.lower[at : at + 1] in _THEM and not line.begins_noun(at + 1):
            return Salvo(first, at + 1, value, part=True, bare=True)
        at += line.lower[at] in _POINTERS if at < line.last else 0
        if at < line.last and line.bits[at] & g.NUMBER:
            at += 1
    if at >= line.last:
        return Salvo(first, last, value, part, bare=True)
    if line.lower[at] in SHARES:  # "99 percent of 300 missiles"
        return Salvo(first, at + 1, 0, part=True)
    head = _find_head(line, at, machines, single=value == 1 and not part)
    if head is not None:
        return Salvo(first, head + 1, value, part)
    ends = line.bits[at] & (g.PREPOSITION | g.PUNCTUATION | g.AUXILIARY | g.COORDINATOR | g.TIME | g.SUBORDINATOR)
    return Salvo(first, at, value, part, bare=True) if ends else None


def _find_head(line: Line, begin: int, machines: frozenset[str], *, single: bool) -> int | None:
    """Find the noun that a number counts, if it is a machine: "missiles", "12 Kh-101", "unmanned aerial vehicles"."""
    for index in range(begin, min(line.last, begin + _HEAD_REACH)):
        word, lower, bits = line.text[index], line.lower[index], line.bits[index]
        after = line.lower[index + 1] if index + 1 < line.last else ""
        if lower in machines or (lower in {"vehicle", "vehicles"} and line.lower[index - 1] == "aerial"):
            if after in machines:
                continue  # "missile warheads"
            if after in _ROUNDS:
                return index + 1
            several = lower.endswith("s") or lower == "aircraft"
            return index if several or (single and not _goes_on(line, index + 1)) else None
        if word[0].isupper() and (_DIGIT.search(word) or names_system(word)):
            if after in machines:
                return index + 1
            carrier = "aircraft" not in machines and (_CARRIERS.match(word) or after in words_of("armed"))
            return None if carrier else index
        if bits & _NOUN_ENDS or (bits & g.ING and not bits & g.NOUN):
            return None
        if lower in words_of("person") or lower in words_of("ship") or lower in words_of("thing"):
            return None  # "two boats carrying missiles"
    return None


def _goes_on(line: Line, index: int) -> bool:
    """Tell whether a noun goes on: "a missile strike", "a drone base", not "a drone over", "a missile launched from"."""
    if not line.begins_noun(index):
        return False
    return not line.bits[index] & (g.PAST | g.PARTICIPLE | g.ING | g.FINITE | g.DETERMINER | g.POSSESSIVE | g.NUMBER)


def _is_listed(line: Line, one: Salvo, other: Salvo) -> bool:
    """Tell whether two counts stand in one list: "12 missiles, two Kinzhals and 59 Shaheds"."""
    between = line.lower[one.last : other.first]
    if one.bare or other.bare or one.part != other.part or len(between) > _LISTED:
        return False
    joined = between[-1:] in (["and"], [","]) and not any(word in {",", "of"} for word in between[:-2])
    inside = range(one.last, other.first)
    return joined and not any(line.bits[k] & (g.PAST | g.AUXILIARY) and not line.bits[k] & g.NOUN for k in inside)

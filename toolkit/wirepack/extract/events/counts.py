"""How many: the dead, the injured, what was launched and intercepted, and sums of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import words_of

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line

_UNITS = {
    "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1, "single": 1, "dozen": 12, "both": 2,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "m": 10**6, "mn": 10**6, "bn": 10**9}
# 12  1,200  5.1  3000
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_KILLED = frozenset(("killed", "killing", "kills", "kill", "dead", "died", "dying", "deaths", "fatalities", "slain", "murdered", "perished", "martyred", "martyrs", "lives", "dies", "death", "massacred", "executed", "beheaded", "assassinated"))
_INJURED = frozenset(("injured", "injuring", "injuries", "wounded", "wounding", "hurt", "injures", "wounds", "maimed", "casualties"))
_LAUNCHED = frozenset(("fired", "launched", "launching", "firing", "fire", "launch", "hurled", "shot"))
_STOPPED = frozenset(("intercepted", "downed", "thwarted", "destroyed", "intercepting", "intercept"))
_MONEY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yen": "JPY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR", "yuan": "CNY"}
_REACH = 9


@dataclass(frozen=True, slots=True)
class Counts:
    """What a sentence counts of one event; None where it does not."""

    killed: int | None = None
    injured: int | None = None
    launched: int | None = None
    intercepted: int | None = None
    amount: float | None = None
    amount_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the words `first:last`."""

    first: int
    last: int
    value: float


def find_numbers(line: Line) -> list[Number]:
    """Find the numbers of a sentence, in digits and in words: "1,200", "twenty-one", "5.1 million", "two dozen"."""
    found: list[Number] = []
    index = line.first
    while index < line.last:
        value, last = _number(line, index)
        if value is None:
            index += 1
            continue
        found.append(Number(index, last, value))
        index = last
    return found


def _number(line: Line, index: int) -> tuple[float | None, int]:
    word = line.lower[index]
    value = _value(word)
    if value is None or (word in {"a", "an"} and not (index + 1 < line.last and line.lower[index + 1] in _SCALES | {"dozen": 12})):
        return None, index
    at = index + 1
    while at < line.last:
        word = line.lower[at]
        if word in _SCALES:
            value *= _SCALES[word]
        elif word == "dozen":
            value *= 12
        elif word == "and" and at + 1 < line.last and value >= 100 and line.lower[at + 1] in _UNITS and line.lower[at - 1] in _SCALES:
            value += _UNITS[line.lower[at + 1]]
            at += 1
        else:
            break
        at += 1
    return value, at


def _value(word: str) -> float | None:
    if word in _UNITS:
        return _UNITS[word]
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    tens, dash, unit = word.partition("-")
    if dash and tens in _UNITS and unit in _UNITS and _UNITS[tens] >= 20:
        return _UNITS[tens] + _UNITS[unit]
    return None


def count_victims(line: Line, numbers: list[Number]) -> tuple[tuple[str, int, int], ...]:
    """Count the dead and the injured of a sentence: (killed or injured, token of the word that says so, how many)."""
    found = []
    for index in range(line.first, line.last):
        word = line.lower[index]
        name = "killed" if word in _KILLED else "injured" if word in _INJURED else ""
        if not name:
            continue
        value = _victims_at(line, numbers, index)
        if value is not None:
            found.append((name, index, value))
    return tuple(found)


def _victims_at(line: Line, numbers: list[Number], index: int) -> int | None:
    """Count what a word of killing or wounding counts: the number it governs, or the one before it.

    "killed nine", "killing at least 12 people"; "nine people were killed", "left 30 dead", "25 others injured".
    """
    word = line.lower[index]
    active = word in {"killing", "kills", "kill", "wounding", "injuring", "injures", "wounds", "claimed", "deaths", "death", "murdered", "massacred", "executed"} or (
        word in {"killed", "wounded", "injured", "hurt"} and not _is_passive(line, index)
    )
    if active:
        value = _sum_from(line, numbers, index + 1, index + _REACH)
        if value is not None:
            return value
    return _sum_before(line, numbers, index)


def _is_passive(line: Line, index: int) -> bool:
    return any(line.bits[k] & g.BE for k in range(max(line.first, index - 3), index)) or not line.begins_noun(index + 1) and not (
        index + 2 < line.last and line.lower[index + 1] in {"at", "up", "as", "more", "about", "around", "nearly", "over", "some", "almost", "another"}
    )


def _sum_from(line: Line, numbers: list[Number], begin: int, end: int) -> int | None:
    """Add up the numbers of a list that begins soon after `begin`: "two adults and three children"."""
    total: float | None = None
    at = begin
    for number in numbers:
        if number.first < begin:
            continue
        if number.first >= end + (0 if total is None else _REACH):
            break
        between = line.lower[at : number.first]
        if any(word in {";", ":", ".", "(", "including", "in", "on", "when", "after", "who", "which", "aged", "injuring", "wounding", "killing", "injured", "wounded"} for word in between):
            break
        if total is not None and "and" not in between and "," not in between:
            break
        if not _counts_people(line, number):
            if total is None and between and len(between) > 4:
                break
            at = number.last
            continue
        total = (total or 0) + number.value
        at = number.last
    if total is None:
        return 1 if _one_person(line, begin) else None
    return int(total)


def _counts_people(line: Line, number: Number) -> bool:
    """Tell whether a number counts people: a noun of people follows, or nothing does ("killing 12.")."""
    if number.value > 10**6 or number.value != int(number.value) or (number.last - number.first == 1 and 1900 <= number.value <= 2100 and "," not in line.text[number.first]):
        return False
    people, others = words_of("person"), {"years", "year", "year-old", "years-old", "missiles", "rockets", "km", "kilometers", "miles", "percent", "%", "hours", "days", "minutes", "houses", "homes", "buildings", "pm", "am", "a.m", "p.m", "strikes", "attacks", "raids", "cars", "vehicles", "tanks", "shells", "bombs", "meters", "metres", "drones", "jets", "planes", "times", "weeks", "months", "explosions", "blasts", "villages", "towns"}
    if number.last >= line.last:
        return True
    for index in range(number.last, min(line.last, number.last + 5)):
        word = line.lower[index]
        if word in people:
            return True
        if word in others:
            return False
        if line.bits[index] & (g.PUNCTUATION | g.PREPOSITION | g.COORDINATOR | g.AUXILIARY | g.PAST | g.ADVERB) or word in {"dead", "killed", "wounded", "injured", "others", "more", "deaths", "fatalities", "injuries"}:
            return True
    return not line.bits[number.last] & g.TIME


def _one_person(line: Line, begin: int) -> bool:
    """Tell whether one person is named as object: "killed a policeman", "killing his wife"."""
    people = words_of("person")
    if begin < line.last and line.lower[begin] in {"a", "an", "his", "her", "one"}:
        for index in range(begin + 1, min(line.last, begin + 5)):
            word = line.lower[index]
            if word in people or word in {"man", "woman", "boy", "girl", "child", "wife", "husband", "son", "daughter", "policeman", "soldier", "mother", "father"}:
                return not word.endswith("s")
            if line.bits[index] & (g.PREPOSITION | g.PUNCTUATION | g.COORDINATOR):
                return False
    return False


def _sum_before(line: Line, numbers: list[Number], index: int) -> int | None:
    """Take the number before a word: "nine people were killed", "left 30 dead"; add those joined to it by "and"."""
    chosen: list[Number] = []
    limit = index - 3 * _REACH
    for number in reversed(numbers):
        if number.last > index:
            continue
        if number.first < limit:
            break
        between = line.lower[number.last : chosen[0].first if chosen else index]
        if any(word in {";", ".", "killed", "dead", "died", "wounded", "injured", "killing", "injuring", "wounding"} for word in between):
            break
        if not _counts_people(line, number):
            continue
        if "including" in line.lower[max(line.first, number.first - 4) : number.first] or "among" in line.lower[max(line.first, number.first - 3) : number.first]:
            chosen = []
            index, limit = number.first, number.first - 2 * _REACH
            continue
        if chosen and not ("and" in between and len(between) <= 6):
            break
        chosen.insert(0, number)
        index = number.first
    if chosen:
        return int(sum(number.value for number in chosen))
    return None


def count_launched(line: Line, numbers: list[Number], trigger: int) -> int | None:
    """Count the missiles, rockets or shells that a verb of launching sends off: "fired as many as eight missiles"."""
    weapons = words_of("weapon")
    for number in numbers:
        if not trigger < number.first < trigger + _REACH:
            continue
        for index in range(number.last, min(line.last, number.last + 4)):
            if line.lower[index] in weapons:
                return int(number.value)
            if line.bits[index] & (g.PREPOSITION | g.PUNCTUATION):
                break
    return None


def count_stopped(line: Line, numbers: list[Number], trigger: int, launched: int | None) -> int | None:
    """Count what was intercepted: "shot down two missiles", "all the missiles were shot down", "one hit, the others"."""
    weapons = words_of("weapon") | words_of("aircraft")
    begin, end = max(line.first, trigger - _REACH), min(line.last, trigger + _REACH)
    for number in numbers:
        if begin <= number.first < end and any(word in weapons for word in line.lower[number.last : number.last + 4]) and abs(number.first - trigger) < _REACH:
            between = line.lower[min(number.last, trigger) : max(number.first, trigger)]
            if not {",", "while", "and", "of"} & set(between) and line.lower[number.last] != "of":
                return int(number.value)
    before = line.lower[begin:trigger]
    if launched is not None and "all" in before and not {",", "while"} & set(before[before.index("all"):]):
        return launched
    if launched is not None and ("others" in before or "rest" in before or "remaining" in before):
        hit = [number.value for number in numbers if number.last <= trigger and line.lower[number.last : number.last + 1] == ["of"]]
        return launched - int(sum(hit)) if hit and sum(hit) <= launched else None
    return None


def count_money(line: Line, numbers: list[Number]) -> tuple[float | None, str | None]:
    """Find a sum of money: "$5 million", "5.1 million dollars"."""
    for number in numbers:
        before = line.text[number.first - 1] if number.first > line.first else ""
        after = line.lower[number.last] if number.last < line.last else ""
        unit = _MONEY.get(before) or _MONEY.get(after)
        if unit:
            return number.value, unit
    return None, None

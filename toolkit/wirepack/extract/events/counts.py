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
    from wirepack.timex import TimeExpression

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
_REACH = 12  # words behind a verb in which its count is looked for
_JOINED = 6  # words between two counts that belong together
_MOST = 10**6  # more victims than that are a slip of the reader
_YEARS = (1900, 2100)
_ACTIVE = frozenset(("killing", "kills", "kill", "wounding", "injuring", "injures", "wounds", "claimed", "deaths", "death", "murdered", "massacred", "executed"))
_ABOUT = frozenset(("at", "up", "as", "more", "about", "around", "nearly", "over", "some", "almost", "another", "between"))
# Behind these the count is of something else: another phrase, or a part of what was counted.
_CUTS = frozenset((";", ":", ".", "that", "when", "while", "who", "which", "after", "in", "on", "during", "by", "at", "near", "said", "confirmed", "stated"))
_PARTS = frozenset(("including", "whom", "among", "comprising", "aged", "injuring", "wounding", "killing", "injured", "wounded", "mostly"))
_SINGLE = frozenset(("wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "infant", "baby", "friend", "driver", "teenager", "cousin", "uncle", "aunt", "professor", "medic", "commander", "fighter"))
_THINGS = frozenset(("years", "year", "year-old", "years-old", "missiles", "rockets", "km", "kilometers", "kilometres", "miles", "percent", "%", "hours", "hour", "days", "minutes", "houses", "homes", "buildings", "pm", "am", "a.m", "p.m", "strikes", "attacks", "raids", "cars", "vehicles", "tanks", "shells", "bombs", "meters", "metres", "drones", "jets", "planes", "times", "weeks", "months", "explosions", "blasts", "villages", "towns", "generations", "families", "apartments", "storey", "story", "floors", "separate", "hospitals", "warnings", "dollars", "million"))


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


def find_numbers(line: Line, times: tuple[TimeExpression, ...] = ()) -> list[Number]:
    """Find the numbers of a sentence, in digits and in words: "1,200", "twenty-one", "5.1 million", "two dozen"."""
    found: list[Number] = []
    dates = {index for time in times for index in range(time.first, time.last)}
    index = line.first
    while index < line.last:
        if index in dates:
            index += 1
            continue
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
    begin = line.first
    for index in range(line.first, line.last):
        word = line.lower[index]
        name = "killed" if word in _KILLED else "injured" if word in _INJURED else ""
        if name:
            value = _victims_at(line, numbers, begin, index)
            if value is not None:
                found.append((name, index, value))
            begin = index + 1
        elif _cuts(line, index):
            begin = index + 1
    return tuple(found)


def _victims_at(line: Line, numbers: list[Number], begin: int, index: int) -> int | None:
    """Count what a word of killing or wounding counts: the number behind an active verb, else the one before it.

    "killed nine", "killing at least 12 people"; "nine people were killed", "left 30 dead", "25 others injured".
    """
    passive = _is_passive(line, index)
    if not passive:
        value = _behind(line, numbers, index + 1)
        if value is not None or line.lower[index] not in {"deaths", "death", "killed", "wounded", "injured"} or line.begins_noun(index + 1):
            return value
    before = [number for number in numbers if begin <= number.first and number.last <= index and _counts_people(line, number)]
    if before:
        return _joined(line, before)
    return 1 + (_companions(line, numbers, index + 1) or 0) if passive and _is_single(line, begin, index) else None


def _is_passive(line: Line, index: int) -> bool:
    """Tell whether the victims stand before the word: "were killed", "left 30 dead", "others injured"."""
    word = line.lower[index]
    if word in _ACTIVE:
        return False
    if any(line.bits[k] & g.BE for k in range(max(line.first, index - 3), index)):
        return True
    return not (line.begins_noun(index + 1) or (index + 1 < line.last and line.lower[index + 1] in _ABOUT))


def _behind(line: Line, numbers: list[Number], begin: int) -> int | None:
    """Count the objects behind a verb of killing, up to the next phrase."""
    end = begin
    while end < min(line.last, begin + _REACH) and line.lower[end] not in _PARTS and not _cuts(line, end):
        end += 1
    behind = [number for number in numbers if begin <= number.first < end and _counts_people(line, number)]
    if behind:
        return _joined(line, behind)
    return _persons(line, begin, end) or None


def _cuts(line: Line, index: int) -> bool:
    """Tell whether a count cannot reach beyond this word; "at least" cuts nothing."""
    word = line.lower[index]
    return word in _CUTS and not (word == "at" and line.lower[index + 1 : index + 2] in (["least"], ["most"]))


def _joined(line: Line, numbers: list[Number]) -> int:
    """Add up numbers that "and" joins: "two adults and three children"; "between 13 and 14" and "11 to 15" count once."""
    total = numbers[0].value
    for one, other in zip(numbers, numbers[1:], strict=False):
        between = line.lower[one.last : other.first]
        if "and" not in between or len(between) > _JOINED or _PARTS & set(between) or {"up", "to", "between", "most", ","} & set(between):
            break
        if one.last == other.first - 1 and line.lower[max(line.first, one.first - 1)] == "between":
            break
        total += other.value
    return int(total)


def _counts_people(line: Line, number: Number) -> bool:
    """Tell whether a number counts people: a noun of people follows, or nothing else that could be counted."""
    first, last = number.first, number.last
    before = line.lower[first - 1] if first > line.first else ""
    if number.value != int(number.value) or number.value > _MOST or before in {"(", "$", "aged", "age", "camp", "sector", "block"}:
        return False
    if last - first == 1 and _YEARS[0] <= number.value <= _YEARS[1] and len(line.text[first]) == 4:
        return False
    people = words_of("person")
    for index in range(last, min(line.last, last + 5)):
        word = line.lower[index]
        if word in people:
            return True
        if word in _THINGS or line.bits[index] & g.TIME:
            return False
        if line.bits[index] & (g.PUNCTUATION | g.PREPOSITION | g.COORDINATOR | g.AUXILIARY | g.PAST | g.ADVERB) or word in _KILLED or word in _INJURED:
            return True
    return True


def _persons(line: Line, begin: int, end: int) -> int:
    """Count people who stand there one by one: "a policeman and his wife", "a child named X, and Y"."""
    people = words_of("person") | _SINGLE
    found, index = 0, begin
    while index < end:
        if line.lower[index] in {"a", "an", "his", "her", "another", "the"}:
            head = next((k for k in range(index + 1, min(end, index + 5)) if line.lower[k] in people), None)
            if head is not None and not line.lower[head].endswith("s"):
                found += 1
                index = head
        index += 1
    return found


def _is_single(line: Line, begin: int, index: int) -> bool:
    """Tell whether one person was killed: "a man was killed", "Ahmed Siam was shot dead"."""
    if not any(line.lower[k] in {"was", "is", "being"} for k in range(max(begin, index - 3), index)):
        return False
    return any(party.kind == "person" for party in line.parties_in(begin, index)) or _persons(line, begin, index) > 0 or bool(line.bits[index - 2] & g.NAME)


def _companions(line: Line, numbers: list[Number], begin: int) -> int | None:
    """Count those who died with somebody: "was killed along with his wife and three children"."""
    words = line.lower[begin : begin + 2]
    if words in (["along", "with"], ["together", "with"]) or words[:1] == ["alongside"]:
        return _behind(line, numbers, begin + 2)
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

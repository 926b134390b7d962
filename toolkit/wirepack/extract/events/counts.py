"""Numbers of a sentence, and the sums of money among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.timex import TimeExpression

_UNITS = {
    "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "a": 1, "an": 1, "single": 1, "dozen": 12, "both": 2,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_COMPARED = frozenset(("fewer", "less", "more"))  # behind a "no" that is no number: "no fewer than 40"
# 12  1,200  5.1  3000
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MONEY = {
    "$": "USD", "dollars": "USD", "dollar": "USD", "€": "EUR", "euros": "EUR", "euro": "EUR", "£": "GBP", "pounds": "GBP",
    "¥": "JPY", "yen": "JPY", "yuan": "CNY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text counts of one event; None where it does not."""

    killed: int | None = None
    injured: int | None = None
    launched: int | None = None
    intercepted: int | None = None
    amount: float | None = None
    amount_unit: str | None = None


class Number(NamedTuple):
    """A number in the words `first:last`."""

    first: int
    last: int
    value: float


def find_numbers(line: Line, times: tuple[TimeExpression, ...] = ()) -> list[Number]:
    """Find the numbers of a sentence outside its dates: "1,200", "twenty-one", "5.1 million", "two dozen"."""
    dates = {index for time in times for index in range(time.first, time.last)}
    found: list[Number] = []
    lower, taken = line.lower, line.first
    for index in range(line.first, line.last):
        word = lower[index]
        if (word in _UNITS or word[0].isdigit() or "-" in word) and index >= taken and index not in dates:
            number = _read_number(line, index)
            if number:
                found.append(number)
                taken = number.last
    return found


def _read_number(line: Line, index: int) -> Number | None:
    word = line.lower[index]
    value = _value_of(word)
    after = line.lower[index + 1] if index + 1 < line.last else ""
    if value is None or (word in {"a", "an"} and after not in _SCALES) or (word == "no" and after in _COMPARED):
        return None
    at = index + 1
    while at < line.last:
        word = line.lower[at]
        if word in _SCALES:
            value *= _SCALES[word]
        elif word == "and" and line.lower[at - 1] in _SCALES and at + 1 < line.last and line.lower[at + 1] in _UNITS:
            value += _UNITS[line.lower[at + 1]]  # "two hundred and five"
            at += 1
        else:
            break
        at += 1
    return Number(index, at, value)


def _value_of(word: str) -> float | None:
    if word in _UNITS:
        return _UNITS[word]
    if _DIGITS.fullmatch(word) and not (word[0] == "0" and len(word) > 1 and word[1].isdecimal()):  # not "01"
        return float(word.replace(",", ""))
    tens, dash, unit = word.partition("-")
    if dash and _UNITS.get(tens, 0) >= 20 and unit in _UNITS:
        return _UNITS[tens] + _UNITS[unit]
    return None


def count_money(line: Line, numbers: list[Number]) -> tuple[float | None, str | None]:
    """Find a sum of money and its currency: "$5 million", "5.1 million dollars"."""
    for number in numbers:
        before = line.text[number.first - 1] if number.first > line.first else ""
        after = line.lower[number.last] if number.last < line.last else ""
        unit = _MONEY.get(before) or _MONEY.get(after)
        if unit:
            return number.value, unit
    return None, None

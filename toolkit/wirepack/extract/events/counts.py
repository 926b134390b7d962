"""Numbers of a sentence, and the sums of money among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line
    from wirepack.timex import TimeExpression

SHARES = frozenset(("%", "per", "percent", "times"))  # behind a number that is no count of things
_UNITS = {
    "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "a": 1, "an": 1, "single": 1, "dozen": 12, "both": 2,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_COMPARED = frozenset(("fewer", "less", "more"))  # behind a "no" that is no number: "no fewer than 40"
# 1.5bn  3m
_SCALED = re.compile(r"([\d.,]*\d)(bn|m|mn|tn)")
# 12  1,200  5.1  3000
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MONEY = {
    "$": "USD", "dollars": "USD", "dollar": "USD", "usd": "USD", "€": "EUR", "euros": "EUR", "euro": "EUR", "eur": "EUR",
    "£": "GBP", "pounds": "GBP", "pound": "GBP", "gbp": "GBP", "¥": "JPY", "yen": "JPY", "jpy": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "cny": "CNY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR", "shekels": "ILS",
    "hryvnia": "UAH", "hryvnias": "UAH", "zlotys": "PLN", "francs": "CHF", "kronor": "SEK",
}  # fmt: skip
_DOLLARS = {
    "us": "USD", "u.s": "USD", "u.s.": "USD", "american": "USD", "c": "CAD", "ca": "CAD", "canadian": "CAD", "a": "AUD",
    "au": "AUD", "australian": "AUD", "nz": "NZD", "hk": "HKD",
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
    if after == "-" and at + 1 < line.last and line.lower[at + 1] in _SCALES:
        at += 1  # "$2.5-billion"
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
    scaled = _SCALED.fullmatch(word)
    if scaled and _DIGITS.fullmatch(scaled[1]):
        return float(scaled[1].replace(",", "")) * _SCALES[scaled[2]]
    tens, dash, unit = word.partition("-")
    if dash and _UNITS.get(tens, 0) >= 20 and unit in _UNITS:
        return _UNITS[tens] + _UNITS[unit]
    if unit in _SCALES and _DIGITS.fullmatch(tens):  # "a $40-million loan"
        return float(tens.replace(",", "")) * _SCALES[unit]
    return None


def count_money(line: Line, numbers: list[Number], trigger: int) -> tuple[float | None, str | None]:
    """Find a sum of money and its currency, best behind the trigger: "$5 million", "5.1 million dollars", "€1.5bn"."""
    found: tuple[float | None, str | None] = (None, None)
    for number in numbers:
        unit = _currency_of(line, number)
        if unit:
            found = number.value, unit
            if number.first > trigger:
                break
    return _read_compound(line) if found[0] is None else found


def _currency_of(line: Line, number: Number) -> str | None:
    """Tell the currency of a number: "US$500 million", "C$5 million", "EUR 50 billion", "200 million US dollars"."""
    before = line.lower[number.first - 1] if number.first > line.first else ""
    if before in _MONEY:
        whose = number.first - 2  # not the article that begins a sentence: "A $40 million loan"
        lettered = before == "$" and whose >= line.first and line.text[whose].isupper()
        lettered = lettered and (whose > line.first or line.lower[whose] != "a")
        return _DOLLARS.get(line.lower[whose], "USD") if lettered else _MONEY[before]
    after = line.lower[number.last : number.last + 3]
    if after[:1] and after[0] in _DOLLARS and after[1:2] in (["dollars"], ["dollar"]):
        return _DOLLARS[after[0]]
    if after[:1] == ["-"]:  # "a 2.5bn-pound loan"
        after = after[1:]
    weighed = after[:2] == ["pounds", "of"]  # "500 pounds of explosives"
    return None if weighed or not after or number.last >= line.last else _MONEY.get(after[0])


def _read_compound(line: Line) -> tuple[float | None, str | None]:
    """Read a sum that is one word: "a 500-million-euro package"."""
    for word in line.lower[line.first : line.last]:
        parts = word.split("-") if "-" in word else []
        if len(parts) > 1 and parts[-1] in _MONEY and all(part in _SCALES for part in parts[1:-1]):
            value = _value_of(parts[0])
            if value is not None:
                for part in parts[1:-1]:
                    value *= _SCALES[part]
                return value, _MONEY[parts[-1]]
    return None, None

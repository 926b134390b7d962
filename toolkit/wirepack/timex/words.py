"""The words of time: every token becomes one character, so that a rule of the grammar is a short regex over them."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING

from wirepack.lexicons import read_table
from wirepack.timex.values import Calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

# The class of a word in lexicons/time_words.tsv, or of a number, and the character that stands for it in a tag string.
TAGS = {
    "month": "M", "month_word": "Q", "month_may": "5", "month_abbr": "B", "months": "j",
    "weekday": "W", "weekday_abbr": "V", "weekdays": "J",
    "small": "d", "ordinal": "o", "ordinal_word": "f", "two_digits": "7", "large": "c", "days": "r",
    "year": "y", "old_year": "z", "years": "R", "decade": "8", "full_date": "x",
    "number": "n", "article": "a", "vague_number": "v",
    "unit_instant": "t", "unit_day": "D", "unit_week": "w", "unit_fortnight": "^", "unit_weekend": "E",
    "unit_month": "m", "unit_quarter": "q", "unit_year": "Y", "unit_decade": "C",
    "daypart": "P", "today": "H", "overnight": "N", "season": "Z", "quarter_name": "3", "half": "2",
    "the": "h", "of": "O", "in": "I", "on": "U", "for": "u", "to": "T", "and": "&", "from": "F", "between": "b",
    "since": "S", "last": "l", "past": "p", "this": "i", "next": "e", "same": "s", "previous": "L", "following": "G",
    "ago": "A", "earlier": "K", "later": "k", "before": "<", "after": ">", "part": "g", "recent": "!", "about": "~",
    "possessive": "0", "name_before": "X", "name_after": "$", "label": "#", "count_noun": "%",
}  # fmt: skip

OTHER = "_"  # a word that says nothing about time
MANY = 2  # the value of a plural unit: "days" in "for days"
MONTHS = range(1, 13)
DAYS_OF_MONTH = 31
FIRST_YEAR, OLD_YEARS, LAST_YEAR = 1900, 1700, 2099  # four digits outside of these are rarely a year in the news

_PUNCTUATION = {
    ",": ",",
    ".": ".",
    "/": "/",
    "-": "-",
    "–": "-",
    "—": "-",
    "'": "'",
    "’": "'",
    "‘": "'",
    "'s": "0",
} | dict.fromkeys(';:()[]"“”', ";")
_CAPITALISED = re.compile("[Q5BV]")  # "may", "march", "sat", "sun" and "mar" are words of their own in lower case

# Numbers that carry more than a number; each is matched against one whole token in lower case.
_NUMERIC = (
    ("ymd", re.compile(r"(?P<year>[12]\d{3})[-.](?P<month>\d{1,2})[-.](?P<day>\d{1,2})(?:t\d{1,2})?")),  # 2021-08-03
    ("dmy", re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>[12]\d{3}|\d\d)")),  # 03.08.2021
    ("either", re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>[12]\d{3})")),  # 03-08-2021
    ("named", re.compile(r"(?P<day>\d{1,2})-(?P<month>[a-z]{3,9})-(?P<year>[12]\d{3}|\d\d)")),  # 26-Feb-1987
    ("days", re.compile(r"(?P<begin>\d{1,2})(?:st|nd|rd|th)?[-‐‑](?P<until>\d{1,2})(?:st|nd|rd|th)?")),  # 3-5
    ("years", re.compile(r"(?P<begin>[12]\d{3})[-‐‑](?P<until>[12]\d{3}|\d\d)")),  # 1979-1989, 2015-16
)


_ROOM, _LONGEST_KEPT = 50_000, 24  # words outside of the lexicon whose tags are kept, and their length


class Tags(dict[str, str]):
    """The tag of every word. One that is not in the lexicon is looked at once, and kept while there is room."""

    __slots__ = ()

    def __missing__(self, word: str) -> str:
        tag = number_tag(word) if "0" <= word < ":" else OTHER
        if len(self) < _ROOM and len(word) <= _LONGEST_KEPT:
            self[word] = tag
        return tag


class Words:
    """What every word of the lexicon stands for: its tag, and its value."""

    __slots__ = ("tag_of", "values")

    def __init__(self, entries: dict[str, tuple[str, object]]) -> None:
        self.tag_of = Tags({word: tag for word, (tag, _) in entries.items()}).__getitem__
        self.values = {word: value for word, (_, value) in entries.items()}


def tag_words(lower: Sequence[str], text: Sequence[str], first: int, last: int) -> str:
    """Write the tokens `first:last` as one character each.

    >>> words = ["on", "the", "9th", "of", "may", "they", "may", "go"]
    >>> tag_words(words, ["On", "the", "9th", "of", "May", "they", "may", "go"], 0, 8)
    'UhoO5___'
    """
    tags = "".join(map(words().tag_of, lower[first:last]))
    if _CAPITALISED.search(tags):
        tags = "".join([
            OTHER if tag in "Q5BV" and not text[first + k][0].isupper() else tag for k, tag in enumerate(tags)
        ])  # fmt: skip
    return tags


def number_tag(word: str) -> str:
    """The tag of a token that begins with a digit."""
    if word.isdecimal():
        number, digits = int(word[:5]), len(word)
        if digits <= 2:
            return "d" if 0 < number <= DAYS_OF_MONTH else "7" if number else OTHER
        if digits == 4 and OLD_YEARS <= number <= LAST_YEAR:
            return "y" if number >= FIRST_YEAR else "z"
        return "c" if digits <= 3 else OTHER
    if "-" in word or "." in word:
        return _numeric(word)[0]
    return OTHER


def word_value(word: str) -> object:
    """What a tagged word stands for: a number, a pair of numbers, or a `Calendar` for a date in one token."""
    values = words().values
    if word in values:
        return values[word]
    return int(word) if word.isdecimal() else _numeric(word)[1]


def _numeric(word: str) -> tuple[str, object]:
    """Read a token of digits and hyphens or stops as a date, a range of days or a range of years."""
    for name, pattern in _NUMERIC:
        match = pattern.fullmatch(word)
        if not match:
            continue
        if name in ("days", "years"):
            begin, until = int(match["begin"]), int(match["until"])
            if name == "years" and until < 100:
                until += begin // 100 * 100
            top = DAYS_OF_MONTH if name == "days" else LAST_YEAR
            return (TAGS[name], (begin, until)) if 0 < begin < until <= top else (OTHER, None)
        value = make_date(match["day"], match["month"], match["year"], either=name == "either")
        return (TAGS["full_date"], value) if value else (OTHER, None)
    return OTHER, None


def make_date(day: str, month: str, year: str, *, either: bool = False) -> Calendar | None:
    """A full date from its parts as written; `either` if the first two numbers may stand in American order.

    >>> make_date("13", "2", "2018", either=True)
    Calendar(unit='day', year=2018, month=2, day=13, number=None, years_from_now=None, which=None, weekday=None, base='now', either=False)
    >>> make_date("31", "2", "2018") is None
    True
    """
    known = words().values.get(month)
    number = int(month) if month.isdecimal() else known if isinstance(known, int) else 0
    one, full = int(day), full_year(int(year))
    if either and number > 12 >= one:
        one, number, either = number, one, False
    either = either and one <= 12 and one != number
    if number not in MONTHS or not 0 < one <= monthrange(full, number)[1]:
        return None
    return Calendar("day", year=full, month=number, day=one, either=either)


def full_year(year: int) -> int:
    """87 -> 1987, 21 -> 2021: two digits are a year between 1950 and 2049."""
    if year >= 100:
        return year
    return year + (1900 if year >= 50 else 2000)


@cache
def words() -> Words:
    """Read the lexicon, and add what follows from it: ordinals, decades, "mid-July", "June-August"."""
    entries: dict[str, tuple[str, object]] = {mark: (tag, None) for mark, tag in _PUNCTUATION.items()}
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for row in read_table("time_words"):
        value: object = {"many": MANY, "one": 1, "": None}.get(row["value"], row["value"])
        if isinstance(value, str):
            value = int(value)
            if row["class"] in ("month", "month_word", "month_may"):
                months[row["word"]] = value
            elif row["class"] == "weekday":
                weekdays[row["word"]] = value
        entries[row["word"]] = (TAGS[row["class"]], value)
    entries |= _compounds(months, weekdays)
    for day in range(1, DAYS_OF_MONTH + 1):
        entries |= {f"{day}{suffix}": (TAGS["ordinal"], day) for suffix in ("st", "nd", "rd", "th")}
    for decade in range(FIRST_YEAR, LAST_YEAR, 10):
        entries |= {f"{prefix}{decade}s": (TAGS["decade"], decade) for prefix in ("", "mid-", "early-", "late-")}
    for decade, name in zip(range(1920, 2000, 10), _DECADES, strict=True):
        entries |= {name: (TAGS["decade"], decade), f"{decade % 100}s": (TAGS["decade"], decade)}
    return Words(entries)


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _compounds(months: dict[str, int], weekdays: dict[str, int]) -> dict[str, tuple[str, object]]:
    entries: dict[str, tuple[str, object]] = {}
    for name, month in months.items():
        entries |= {f"{part}-{name}": (TAGS["month"], month) for part in ("mid", "early", "late")}
        entries |= {f"{name}-{other}": (TAGS["months"], (month, until)) for other, until in months.items()}
    for name, day in weekdays.items():
        entries |= {f"{name}-{other}": (TAGS["weekdays"], (day, until)) for other, until in weekdays.items()}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        entries[str(year)] = (TAGS["year"], year)
        entries |= {f"{part}-{year}": (TAGS["year"], year) for part in ("mid", "early", "late")}
    return entries

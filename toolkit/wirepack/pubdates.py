"""Dates of publication as articles write them: months in other languages, and the order of day and month from evidence."""

from __future__ import annotations

import re
from functools import cache

from wirepack.lexicons import read_table, read_words
from wirepack.models import Tokens

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\d+(?:[.:,]\d+)+|\w+(?:-\w+)*|\S")
_FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_GLUED = re.compile(r"\b([A-Za-z]{3,9}\.?\s\d{2})((?:19|20)\d\d)\b")  # "Aug 012016"
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)\s([A-Za-z]{3,9}\.?)\s(\d{1,2})\b")  # "2009 April 21"
_ORDINAL = re.compile(r"(?<=\b1)(?:er|º|°)(?=\s)")  # "1er mars 2020"
_SHORT_YEAR = re.compile(r"\b(\d{1,2}\s[A-Za-z]{3,9}\.?)\s(\d\d)$")  # "7 Oct 22", "14 Jul 94"
_PIVOT = 70  # from which years of two figures are of the twentieth century
_LINK = re.compile(r"(?<=\s)(?:de|del|of)\s+(?=[^\W_])", re.IGNORECASE)  # "3 de mayo de 2017"
_STOP = re.compile(r"(?<=\d)\.\s+")  # "4. März 2015"
_NUMERIC = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# How English names of months begin; what follows is "[a-z.]{0,6}"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
_EVIDENCE = 3000  # characters in which an article tells its date once more


def find_foreign_date(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the first date with its year whose month is named in another language: "14 août 2017", "3 de mayo de 2017".

    >>> find_foreign_date("Publié le 14 août 2017 à 10h30", 0, 30).group()
    '14 août 2017'
    """
    return _foreign_date().search(text, start, end)


def date_tokens(date: str) -> Tokens:
    """Cut a date into tokens, with the English name of its month and with European figures.

    >>> date_tokens("14 août 2017").text, date_tokens("3 de mayo de 2017").text, date_tokens("4. März 2015").text
    (['14', 'August', '2017'], ['3', 'May', '2017'], ['4', 'March', '2015'])
    >>> date_tokens("Aug 012016").text, date_tokens("2009 April 21").text
    (['Aug', '01', '2016'], ['April', '21', '2009'])
    >>> date_tokens("7 Oct 22").text
    ['7', 'Oct', '2022']
    """
    date = _GLUED.sub(r"\1 \2", date.translate(_FIGURES).replace("،", ","))
    date = _SHORT_YEAR.sub(lambda day: f"{day[1]} {'19' if int(day[2]) >= _PIVOT else '20'}{day[2]}", date)
    date = _YEAR_FIRST.sub(r"\2 \3 \1", date)
    months = _months()
    words = [word.lower() for word in _WORD.findall(date)]
    if any(word in months for word in words) or "  ".join(words) in months:
        date = _STOP.sub(" ", _LINK.sub("", _ORDINAL.sub("", date)))
        date = _month_name().sub(lambda name: months[name.group().lower()], date)
    found = list(_TOKEN.finditer(date))
    text = [match.group() for match in found]
    return Tokens(
        [match.start() for match in found], [match.end() for match in found], text, [word.lower() for word in text]
    )


def is_date_word(word: str) -> bool:
    """Tell whether a word stands beside a date in another language: "publié", "veröffentlicht", "lundi".

    >>> is_date_word("publié"), is_date_word("armée")
    (True, False)
    """
    return word in read_words("date_words")


def tell_day_first(text: str, start: int, end: int) -> bool | None:
    """Tell whether the day stands first in a date of figures, from the rest of the text; None if nothing tells.

    Another date in figures may have a day that is no month; or the article names one of the two days: "on August 3".

    >>> [tell_day_first(text, 0, 10) for text in ("03/08/2021 updated 13/08/2021", "03/08/2021 on Aug. 3", "03/08/2021")]
    [True, True, None]
    """
    date = _NUMERIC.search(text, start, end)
    if date is None:
        return None
    near = text[: end + _EVIDENCE]
    for other in _NUMERIC.finditer(near):
        first, second = int(other[1]), int(other[3])
        if other[2] == date[2] and (first > 12) != (second > 12) and max(first, second) <= 31:
            return first > 12
    first, second = int(date[1]), int(date[3])
    orders = [_names_day(near, day, month) for day, month in ((first, second), (second, first))]
    return orders[0] if orders[0] != orders[1] else None


def _names_day(text: str, day: int, month: int) -> bool:
    if not 1 <= month <= len(_MONTHS):
        return False
    name = _MONTHS[month - 1]
    short = rf"(?:{name}|{name[:3]}\.?|sept\.?)" if month == 9 else rf"(?:{name}|{name[:3]}\.?)"
    return re.search(rf"\b(?:{short}\s0?{day}|0?{day}\s{short})\b", text, re.IGNORECASE) is not None


@cache
def _months() -> dict[str, str]:
    return {row["name"]: row["month"] for row in read_table("month_names")}


@cache
def _month_name() -> re.Pattern[str]:
    names = sorted(_months(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)


@cache
def _foreign_date() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)\d{{1,2}}(?:er|º|°|\.)?\s+(?:de\s+)?{_month_name().pattern}\.?(?:/\w+)?,?\s+(?:del?\s+)?\d{{4}}(?!\d)",
        re.IGNORECASE,
    )

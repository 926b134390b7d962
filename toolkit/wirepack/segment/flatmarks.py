"""What stands beside the date and the headline of a text without lines: labels, times, buttons, counters, names."""

from __future__ import annotations

import re
from functools import cache

from wirepack.grammar import BASE, word_class
from wirepack.lexicons import read_table, read_words
from wirepack.outlets import outlet_at
from wirepack.segment.headwords import headline_words

# What stands before the date: "Published on", "Date of publication", "Last updated at"
LABEL = re.compile(
    r"(?:(?:date\sof\s)?publication|(?:first\s)?published|posted|(?:last\s)?updated|date)(?:\s(?:on|at|date))?\s?:?\s+",
    re.IGNORECASE,
)
# What stands behind it: "16:58", ", 09:40 PM", "Updated: 4 August 2021", "1849 UTC+3", "190703", "(updated 16:01 10.10.2017)", "title:"
AFTER_DATE = re.compile(
    r"""
    (?: \s* (?: \(updated[^()]{0,40}\) | \) (?=\s)
          | (?: , | at\s | ,\sat\s )? \s? \d{1,2}[:.]\d{2}(?:[:.]\d{2})? (?:\s?(?:[ap]m|UTC|GMT|IST)(?:\+\d)?)? (?=\s)
          | at\s\d{4} (?=\s) | \d{4}\s?(?:UTC|GMT)(?:\+\d)? (?=\s) | (?:[01]\d|2[0-3])[0-5]\d[0-5]\d (?=\s) | title:
          | (?:last\s)?updated \s? (?:on|at)? :? \s? (?: [a-z]{3,9}\.? \s \d{1,2} ,? | \d{1,2} \s [a-z]{3,9}\.? ,? ) \s \d{4} ) )* \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?=[\"“‘']?[A-ZÀ-Þ\d])")
_COUNTERS = re.compile(r"(?:\s*\d{1,6}(?=\s)){1,3}")
_TOPIC = re.compile(r"\s*Topic\s[^()\n]{3,80}\(\d{1,5}\)")
_SHORT_URL = "Get short URL"
_LINK = re.compile(r"\s*https?\S+")
_SURE = frozenset(["get short url", "video"])
_CREDIT = re.compile(r"(?:File\s)?(?:Photo|Image|Picture)s?\s?:\s(?=[A-Z])", re.IGNORECASE)  # "Photo: Reuters"
_GAP = re.compile(r"\s*")
_FIRST = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-Z]\.)?\s+(?:(?:al|el|bin|de|van|von)[ -])?[A-ZÀ-Þ][\w’'-]+")
_JOINED = re.compile(r"\s*(?:,|and|&)\s+(?=[A-ZÀ-Þ])|\s+(?=[A-ZÀ-Þ])")
_NAMES_MAX = 4
_MENU_WORD = re.compile(r"\S+")
_MENU_MAX = 400  # characters of a menu that opens a text without lines
_SITE_WORDS = 5  # of the site's name before it
_ITEMS_MIN = 3


def find_menu(text: str, position: int, end: int) -> tuple[int, int] | None:
    """Find the menu of a site that opens a text, maybe behind the site's name: where the name ends, and where the menu does.

    >>> text = "The Karpin Chronicle Home World Sports Army retakes hill"
    >>> text[: find_menu(text, 0, len(text))[0]], text[find_menu(text, 0, len(text))[1] :]
    ('The Karpin Chronicle', 'Army retakes hill')
    >>> find_menu("World leaders met", 0, 17) is None
    True
    """
    menu = read_words("menu_words")
    words = list(_MENU_WORD.finditer(text, position, min(end, position + _MENU_MAX)))
    begin = next((at for at in range(min(_SITE_WORDS + 1, len(words))) if words[at].group().lower() in menu), None)
    if begin is None or not all(word.group()[0].isupper() for word in words[:begin]):
        return None
    stop = begin
    while stop < len(words):
        pair = " ".join(word.group() for word in words[stop : stop + 2]).lower()
        step = 2 if pair in menu else int(words[stop].group().lower() in menu)
        if not step:
            break
        stop += step
    if stop - begin < _ITEMS_MIN or stop >= len(words):
        return None
    return (words[begin - 1].end() if begin else position), words[stop].start()


def skip_buttons(text: str, position: int, end: int) -> int:
    """Step over the buttons and counters that a page shows below its date.

    One word alone may begin the text, too: "Save the Children said", "Print media".

    >>> text = "Get short URL 0 13 The army said"
    >>> text[skip_buttons(text, 0, len(text)) :]
    'The army said'
    """
    credit = _CREDIT.match(text, position, end)
    outlet = outlet_at(text, credit.end()) if credit else None
    if outlet and (opening := _NEXT.match(text, outlet[0], end)):
        position = opening.end()
    begin, count = position, 0
    while (phrase := _button_at(text, position, end, again=count > 0)) is not None:
        count += text.count(" ", position, position + phrase) + 1
        position += phrase
        counted = text.startswith(_SHORT_URL, position - len(_SHORT_URL))
        for pattern in (_LINK, _TOPIC, _COUNTERS):
            found = pattern.match(text, position, end) if pattern is not _COUNTERS or counted else None
            position, count = (found.end(), count + 1) if found else (position, count)
        position = _GAP.match(text, position, end).end()  # type: ignore[union-attr]  # it matches anything
    alone = count == 1 and word_class(text[begin:position].strip().lower()) & BASE
    return begin if alone else position


def _button_at(text: str, position: int, end: int, *, again: bool) -> int | None:
    """Measure the longest button that begins here and behind which something new begins; small letters only in a row."""
    first = _FIRST.match(text, position, end)
    if first is None or not (again or first.group()[0].isupper()):
        return None
    lower = text[position : min(end, position + 40)].lower()
    for phrase in _buttons().get(first.group().lower(), ()):
        after = position + len(phrase)
        if (
            lower.startswith(phrase)
            and not lower[len(phrase) :][:1].isalnum()
            and (
                _NEXT.match(text, after, end)
                or _LINK.match(text, after, end)
                or _button_at(text, after + 1, end, again=True)
            )
        ):
            return len(phrase)
    return None


@cache
def _buttons() -> dict[str, tuple[str, ...]]:
    """The buttons of the lexicon of boilerplate by their first word, the longest first; of navigation only those that no text begins with."""
    found: dict[str, list[str]] = {}
    for row in sorted(read_table("boilerplate"), key=lambda row: (-len(row["phrase"]), row["phrase"])):
        first = _FIRST.match(row["phrase"])
        sure = row["kind"] == "share" or row["phrase"] in _SURE
        if row["where"] == "whole" and sure and first:
            found.setdefault(first.group(), []).append(row["phrase"])
    return {first: tuple(phrases) for first, phrases in found.items()}


def read_names(text: str, position: int, end: int) -> int | None:
    """Find where the names of authors, or the outlet, that begin here end; None if no name that is known begins here.

    >>> text = "Jane Roe Omar Karpin Army Retakes Hill"
    >>> text[: read_names(text, 0, len(text))]
    'Jane Roe Omar Karpin'
    """
    outlet = outlet_at(text, position)
    if outlet:
        return outlet[0]
    stop = None
    for _ in range(_NAMES_MAX):
        name = _NAME.match(text, position, end)
        if name is None:
            break
        first, last = name.group().split()[0].lower(), name.group().split()[-1]
        joined = stop is not None and text[stop:position].strip() in ("and", "&")
        if not (first in read_words("first_names", "name") or joined) or first in headline_words("opener"):
            break
        if last.isupper() and not first.isupper() and len(last) > 1:
            break
        stop = name.end()
        joint = _JOINED.match(text, stop, end)
        if joint is None:
            break
        position = joint.end()
    return stop

"""Dates with their year, in the forms in which headers write them."""

from __future__ import annotations

import re

from wirepack.pubdates import find_foreign_date

MONTH = (
    r"(?: jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)? ) \.?"
)
# A date with its year: "August 03, 2021", "3rd Aug. 2021", "August 3, 20215:00 AM", "Thu Jul 7 2016", "22-Dec-2016", "2016 Dec 22", "2021-08-03", "03.08.2021", "3/9/15", "05/30/202230 May 2022", "14 Jul 94 18:31", "14 Jul 94" at the end
DATE = re.compile(
    rf"""
    (?: \b (?: mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun )(?:day)? [.,]* \s+ )?
    (?: \b {MONTH} \s+ \d{{1,2}} (?:st|nd|rd|th)? (?: \s*[,،]\s* | \s+ ) \d{{4}} (?! \d (?!\d?:\d\d) )
      | \b {MONTH} \s \d{{2}} (?:19|20)\d\d (?!\d)
      | (?<!\d) \d{{1,2}} (?:st|nd|rd|th)? (?: \s (?:of\s)? | - ) {MONTH} (?: \s*[,،]\s* | [ -] ) \d{{4}} (?!\d)
      | (?<!\d) \d{{1,2}} \s {MONTH} \s \d\d (?= \s \d\d:\d\d | \s*$ )
      | (?<!\d) (?:19|20)\d\d \s {MONTH} \s \d{{1,2}} (?:st|nd|rd|th)? (?![\d:])
      | (?<!\d) \d{{4}} (?P<mark>[-/.]) \d{{1,2}} (?P=mark) \d{{1,2}} (?!\d)
      | (?<!\d) \d{{1,2}} (?P<sign>[-/.]) \d{{1,2}} (?P=sign) (?: \d{{4}} | \d{{2}} ) (?! \d (?! \d?\s[a-z]{{3,9}}\s\d{{4}} ) )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What every date of `DATE` has: four figures, "03.08.21", a time, or two figures at the end. Most lines have neither, and this finds out ten times sooner.
_FIGURES = re.compile(r"\d(?:\d{3}|\d?:\d\d|\d?[-/.]\d{1,2}[-/.]\d|\d\s*$)")

# The labels between what stands before a date and the date: " | Updated: ", ", published on ", "Jane RoePublished "
LABELS_END = re.compile(
    r"(?:[\W_]|(?<=[a-z])(?-i:Published|Updated|Posted)\b|\b(?:first|last|date|published|posted|updated?|modified|edited|created|issued|on|at|by)\b)*$",
    re.IGNORECASE,
)


def find_date(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Find the first date with its year.

    >>> find_date("It rained on 3 August 2021.").group(), find_date("It rained on 3 August.")
    ('3 August 2021', None)
    """
    end = len(text) if end is None else end
    if not _FIGURES.search(text, start, end):
        return None
    return DATE.search(text, start, end) or find_foreign_date(text, start, end)

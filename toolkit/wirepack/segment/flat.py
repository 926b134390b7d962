"""Read the header of a text without lines, as scrapers leave it: "3 August 2021 Army retakes hill. The army said …"."""

from __future__ import annotations

import re

from wirepack.lexicons import read_words
from wirepack.models import Zone
from wirepack.outlets import find_outlet, outlet_at
from wirepack.segment.header import DATE, find_date
from wirepack.segment.headlines import HEADLINE_MAX, headline_words, is_headline
from wirepack.segment.paragraphs import trim

# What stands before the date: "Published on", "Date of publication", "Last updated at"
_LABEL = re.compile(
    r"(?:(?:date\sof\s)?publication|(?:first\s)?published|posted|(?:last\s)?updated|date)(?:\s(?:on|at|date))?\s?:?\s+",
    re.IGNORECASE,
)
# What stands behind it: "16:58", "1849 UTC+3", "(updated 16:01 10.10.2017)", "Get short URL", "title:"
_AFTER_DATE = re.compile(
    r"(?:\s*(?:\(updated[^()]{0,40}\)|(?:at\s)?\d{1,2}:?\d{2}(?:\s?(?:[ap]m|UTC|GMT)(?:\+\d)?)?(?=\s)|get\sshort\surl|title:))*\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s+(?=[A-Z])", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]+\s+(?:(?:al|el|bin|de|van|von)[ -])?[A-Z][\w’'-]+")
# The end of the first sentence, not of an initial: "hill.", "ISIS .", but not "U.N."
_STOP = re.compile(r"(?<=\w\w)[.!?](?=\s)|(?<=\w\w['’\"”)])[.!?](?=\s)|\s[.!?](?=\s)")
# "Army retakes hill AFP The army said": an agency between a headline and the text
_AGENCY = re.compile(r"(?<=\s)(?:AFP|AP|REUTERS|Reuters|UPI|DPA|SANA|Xinhua|AA)(?=\s+[A-Z\"“])")
_TITLE_MAX = 160  # characters
_BARE_WORDS = 18  # of a headline that only a date divides from the text
_FIRST_DATE = 300  # characters; a date farther on is the article's
_TITLE_WORDS = 4
_FLAT_MIN = 120  # characters; a shorter text is a sentence
_OUTLET_MAX = 3  # words of an agency's name before the date


def read_flat(text: str, start: int, end: int) -> tuple[list[Zone], int]:
    """Read the header of a text in one line; return its zones and where the body begins.

    >>> text = "3 August 2021 Army retakes Hill in Daraa. The army said on Tuesday that it had retaken the hill in Daraa, "
    >>> zones, body = read_flat(text * 2, 0, 2 * len(text))
    >>> [(zone.kind, text[zone.start : zone.end]) for zone in zones], text[body : body + 8]
    ([('metadata:published', '3 August 2021'), ('title', 'Army retakes Hill in Daraa')], 'The army')
    """
    if end - start < _FLAT_MIN:
        return [], start
    zones: list[Zone] = []
    label = _LABEL.match(text, start, end)
    date = DATE.match(text, label.end() if label else start, end)
    if date is None:
        return _read_title_then_date(text, start, end)
    after = _AFTER_DATE.match(text, date.end(), end)
    position = after.end() if after else date.end()
    if text[date.end() : date.end() + 1] in {",", "’", "'"} or not _opens(text, position, end):
        return [], start
    zones.append(Zone("metadata:published", *date.span()))
    position = _read_byline(text, position, end, zones)
    title_end = _title_end(text, position, end)
    agency = _AGENCY.search(text, position, min(end, position + _TITLE_MAX))
    if agency and (title_end is None or agency.start() < title_end[0]) and _is_title(text[position : agency.start()]):
        zones.append(Zone("title", *trim(text, position, agency.start())))
        zones.append(Zone("metadata:byline", *agency.span()))
        position = agency.end()
    elif title_end:
        zones.append(Zone("title", *trim(text, position, title_end[0])))
        position = title_end[1]
    return zones, trim(text, position, end)[0]


def _opens(text: str, start: int, end: int) -> bool:
    """Tell whether something new begins here, and the sentence does not go on: a capital, a number, a bracket."""
    begin = trim(text, start, end)[0]
    return begin < end and (not text[begin].islower() or _BY.match(text, begin, end) is not None)


def _read_byline(text: str, position: int, end: int, zones: list[Zone]) -> int:
    by = _BY.match(text, position, end)
    if by is None:
        return position
    outlet = outlet_at(text, by.end())
    name = _NAME.match(text, by.end(), end)
    known = name is not None and name.group().split()[0].lower() in read_words("first_names", "name")
    stop = outlet[0] if outlet else name.end() if name and known else None
    if stop is None:
        return position
    zones.append(Zone("metadata:byline", by.start(), stop))
    return trim(text, stop, end)[0]


def _title_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find where a headline with a full stop ends, and where the text goes on."""
    stop = _STOP.search(text, start, min(end, start + HEADLINE_MAX))
    if stop is None or stop.end() >= end - _FLAT_MIN:
        return None
    if text.count(" ", start, stop.start()) + 1 < _TITLE_WORDS or not is_headline(text, start, stop.end(), retold=True):
        return None
    return stop.start(), stop.end()


def _read_title_then_date(text: str, start: int, end: int) -> tuple[list[Zone], int]:
    """Read "Army retakes hill AFP Tuesday 3 Aug 2021 The army said …"."""
    date = find_date(text, start, min(end, start + _FIRST_DATE))
    if date is None or end - date.end() < _FLAT_MIN or not _opens(text, date.end(), end):
        return [], start
    before = text[start : date.start()].rstrip()
    words = before.split()
    if _is_title(before) and len(words) <= _BARE_WORDS and words[-1].lower() not in headline_words("preposition"):
        bare = [Zone("title", start, start + len(before)), Zone("metadata:published", *date.span())]
    else:
        bare = []
    for size in range(min(_OUTLET_MAX, len(words) - _TITLE_WORDS), 0, -1):
        name = " ".join(words[-size:])
        if find_outlet(name) and before.endswith(name):
            cut = start + len(before) - len(name)
            zones = [
                Zone("title", *trim(text, start, cut)),
                Zone("metadata:byline", cut, cut + len(name)),
                Zone("metadata:published", *date.span()),
            ]
            return zones, trim(text, date.end(), end)[0]
    return (bare, trim(text, date.end(), end)[0]) if bare else ([], start)


def _is_title(line: str) -> bool:
    """Tell whether what stands before an agency or a date can be a headline: some words, and no sentence."""
    words = line.lower().split()
    if (
        not words
        or not (line.rstrip()[-1].isalnum() or line.rstrip()[-1] in ")’”\"'")
        or line.count("(") != line.count(")")
    ):
        return False
    return len(words) >= _TITLE_WORDS and not _STOP.search(line + " ") and headline_words("prose").isdisjoint(words)

"""Read the header of a text without lines, as scrapers leave it: "3 August 2021 Army retakes hill. The army said …".

From left to right: the date with its label and what pages put beside it, the author, the headline, an agency, a place.
The headline ends with a stop, before an agency, a date, an author or a dateline, or at a seam (`seams.py`).
"""

from __future__ import annotations

import re

from wirepack.bylines import is_unnamed
from wirepack.datelines import match_dateline
from wirepack.lexicons import read_words
from wirepack.models import Zone
from wirepack.outlets import find_outlet, outlet_at
from wirepack.segment.dates import DATE, LABELS_END, find_date
from wirepack.segment.flatmarks import AFTER_DATE, LABEL, find_menu, read_names, skip_buttons
from wirepack.segment.flatsigns import (
    TITLE_WORDS,
    TOWN_DASH,
    are_towns,
    find_glue,
    is_dateline,
    is_english,
    is_plainly_title,
    is_title,
    place_at_end,
)
from wirepack.segment.headlines import HEADLINE_MAX, find_title_noise, is_headline, is_title_case
from wirepack.segment.headwords import headline_words, wants_more
from wirepack.segment.paragraphs import trim
from wirepack.segment.seams import ENOUGH, STOP, Seam, ends_with_source, find_seam

_BY = re.compile(r"by\s+(?=[A-Z])", re.IGNORECASE)
_BY_INSIDE = re.compile(r"\s(?:By|BY)\s+(?=[A-Z])")
# "Army retakes hill AFP The army said": an agency between a headline and the text
_AGENCY = re.compile(
    r"(?<=\s)(?P<agency>AFP|AP|REUTERS|Reuters|UPI|DPA|SANA|Xinhua|AA|PTI|ANI|IANS|TASS|EFE|Sputnik)(?=\s+[A-Z\"“])"
)
_WORD_START = re.compile(r"(?<=\s)(?=[A-ZÀ-Þ])")
_UPDATED = re.compile(r"(?:UPDATED|UPDATE(?:\s\d)?)\s?[-:]?\s*(?=[A-Z\d])")
_TITLE_MAX = 160  # characters
_BARE_WORDS = 18  # of a headline that only a date divides from the text
_FIRST_DATE = 300  # characters; a date farther on is the article's
_FLAT_MIN = 120  # characters; a shorter text is a sentence
_SHORT_WORDS = 4  # behind the date of a shorter one
_GOES_ON = ",;.:)’'"  # behind a date inside a sentence
_SURE = 7  # points of a seam in the first of several paragraphs, which is rarely more than that
_DATE_MAX = 40  # characters
_OUTLET_MAX = 3  # words of an agency's name before the date
_CREDIT_WORDS = 6  # of a photographer and a section between an agency and the date


def read_flat(text: str, start: int, end: int, *, alone: bool = True) -> tuple[list[Zone], int]:
    """Read the header of a text in one line; return its zones and where the body begins.

    If the line is not `alone`, but the first of several paragraphs, it needs more to be taken apart.

    >>> text = "3 August 2021 Army retakes Hill in Daraa. The army said on Tuesday that it had retaken the hill in Daraa, "
    >>> zones, body = read_flat(text * 2, 0, 2 * len(text))
    >>> [(zone.kind, text[zone.start : zone.end]) for zone in zones], text[body : body + 8]
    ([('metadata:published', '3 August 2021'), ('title', 'Army retakes Hill in Daraa')], 'The army')
    """
    menu = find_menu(text, start, end)
    if menu is None or end - menu[1] < _FLAT_MIN:
        return _read_header(text, start, end, alone=alone)
    zones = [Zone("metadata:publisher", start, menu[0])] if menu[0] > start else []
    zones.append(Zone("boilerplate:navigation", *trim(text, *menu)))
    below, position = _read_header(text, menu[1], end, alone=alone)
    return zones + below, position


def _read_header(text: str, start: int, end: int, *, alone: bool) -> tuple[list[Zone], int]:
    """Read the header below the menu: a date first, or a headline first; return its zones and where the body begins."""
    label = LABEL.match(text, start, end)
    date = _date_at(text, label.end() if label else start, end)
    if end - start < _FLAT_MIN:
        return _read_short(text, date, end) or ([], start)
    if date is None:
        zones, position = _read_title_then_date(text, start, end)
        return (zones, position) if zones else _read_title(text, start, end, enough=ENOUGH if alone else _SURE)
    after = AFTER_DATE.match(text, date.end(), end)
    position = after.end() if after else date.end()
    position += text.startswith(". ", position)  # "Thursday 15 January 2015. The army said"
    if text[date.end() : date.end() + 1] in {",", "’", "'"} or not _opens(text, position, end):
        return [], start
    zones = [Zone("metadata:published", *date.span())]
    position = _add_buttons(text, position, end, zones)
    position = _add_buttons(text, _read_byline(text, position, end, zones), end, zones)
    below, position = _read_title(text, position, end)
    return zones + below, trim(text, position, end)[0]


def _date_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """Match a date with its year in any language."""
    date = DATE.match(text, start, end)
    if date is None and text[start].isdigit():
        foreign = find_date(text, start, min(end, start + _DATE_MAX))
        date = foreign if foreign and foreign.start() == start else None
    return date


def _read_short(text: str, date: re.Match[str] | None, end: int) -> tuple[list[Zone], int] | None:
    """Cut the date off a single line behind it: "25 April 2017 Two soldiers killed near Homs"."""
    if date is None or not _opens(text, date.end(), end) or text.count(" ", date.end(), end) < _SHORT_WORDS:
        return None
    begin = trim(text, date.end(), end)[0]
    return ([Zone("metadata:published", *date.span())], begin) if text[begin].isalnum() else None


def _opens(text: str, start: int, end: int) -> bool:
    """Tell whether something new begins here, and the sentence does not go on: a capital, a number, a bracket."""
    begin = trim(text, start, end)[0]
    if begin >= end:
        return False
    new = text[begin].isdigit() or text[begin].isupper() or not (text[begin].isalpha() or text[begin] in _GOES_ON)
    return new or (text[begin].isalpha() and not text[begin].islower()) or _BY.match(text, begin, end) is not None


def _add_buttons(text: str, position: int, end: int, zones: list[Zone]) -> int:
    """Step over what the page offers here: "Print Tweet", "Get short URL 0 13", "Topic Example (180)"."""
    stop = skip_buttons(text, position, end)
    if stop > position:
        zones.append(Zone("boilerplate:share", *trim(text, position, stop)))
    return stop


def _read_byline(text: str, position: int, end: int, zones: list[Zone]) -> int:
    by = _BY.match(text, position, end)
    stop = read_names(text, by.end(), end) if by else None
    if by is None or stop is None:
        return position
    zones.append(Zone("metadata:byline", by.start(), stop))
    return trim(text, stop, end)[0]


# ---------------------------------------------------------------- the headline, and what ends it


def _read_title(text: str, start: int, end: int, *, enough: int = 0) -> tuple[list[Zone], int]:
    """Read a headline that stands before the text; return what was found, and where the text begins.

    Where no date stands before it, a sentence may open the text: a headline must look like none, and a seam must have
    `enough` points.
    """
    if not is_english(text, start, end):
        return [], start
    glue = find_glue(text, start, min(end, start + _TITLE_MAX), end)
    stop = None if glue else _stopped_title(text, start, end)
    if stop and enough and (enough > ENOUGH or not is_plainly_title(text[start : stop[0]])):
        stop = None
    limit = min(end, start + _TITLE_MAX, stop[0] if stop else end)
    zones: list[Zone] = []
    ended = glue or _ended_by_sign(text, start, limit, end)
    if ended:
        zones.append(Zone("title", *trim(text, start, ended)))
        position = ended
    elif stop:
        zones.append(Zone("title", *trim(text, start, stop[0])))
        position = stop[1]
        names = read_names(text, position, end)
        if names and text[names : names + 2] == ". ":  # "Army retakes hill. Jane Roe Omar Karpin. The army said"
            zones.append(Zone("metadata:byline", *trim(text, position, names)))
            position = names + 1
    else:
        line_end = text.find("\n", start, end)
        seam = find_seam(text, start, end if line_end < 0 else line_end)
        if seam is None or seam.points < enough or find_date(text, start, seam.end):
            return [], start
        title_end, place = place_at_end(text, start, seam)
        zones += _title_zones(text, start, title_end)
        zones += [Zone("metadata:dateline", *place)] if place else []
        position = seam.begin
    return zones, _read_behind_title(text, position, end, zones)


def _title_zones(text: str, start: int, end: int) -> list[Zone]:
    """Cut the name of the site off a headline: "Army retakes hill | Example News"."""
    noise = find_title_noise(text, start, end)
    if noise is None or noise <= start:
        return [Zone("title", start, end)]
    return [Zone("title", *trim(text, start, noise)), Zone("boilerplate:title_noise", *trim(text, noise, end))]


def _read_behind_title(text: str, position: int, end: int, zones: list[Zone]) -> int:
    """Read what stands between a headline and the text: an author, an agency, a date, buttons, a dateline."""
    position = trim(text, position, end)[0]
    position = _read_byline(text, position, end, zones)
    outlet = outlet_at(text, position)
    dash = text[outlet[0] : outlet[0] + 3].strip(" ") if outlet else ""
    date = DATE.match(text, position, end)
    if date and _opens(text, date.end(), end):
        zones.append(Zone("metadata:published", *date.span()))
        position = trim(text, date.end(), end)[0]
        outlet = outlet_at(text, position)
    if outlet and outlet[1].agency and text[outlet[0] : outlet[0] + 1] == " " and dash[:1].isupper():
        zones.append(Zone("metadata:byline", position, outlet[0]))
        position = trim(text, outlet[0], end)[0]
    place = TOWN_DASH.match(text, position, end)
    if place and not match_dateline(text, position, end) and are_towns(place["place"]):
        zones.append(Zone("metadata:dateline", *place.span("place")))
        zones.append(Zone("boilerplate:separator", *trim(text, place.end("place"), place.end())))
        position = place.end()
    return _add_buttons(text, position, end, zones)


def _ended_by_sign(text: str, start: int, limit: int, end: int) -> int | None:
    """Find where a headline is ended by an author, an agency or a dateline behind it."""
    for pattern in (_BY_INSIDE, _AGENCY):
        for match in pattern.finditer(text, start, limit):
            named = end - match.end() > _FLAT_MIN if pattern is _AGENCY else read_names(text, match.end(), end)
            if named and is_title(text[start : match.start()]) and not _is_subject(text, match):
                return match.start()
    for match in _WORD_START.finditer(text, start, limit):
        before = text[start : match.start()]
        if before.count(" ") < TITLE_WORDS or not is_title(before) or wants_more(before.rsplit(maxsplit=1)[-1]):
            continue
        buttons = skip_buttons(text, match.start(), end)
        if text.count(" ", match.start(), buttons) > 1:
            return match.start()
        found = TOWN_DASH.match(text, match.start(), end)
        if (found and are_towns(found["place"])) or is_dateline(text, match.start(), end):
            return match.start()
    return None


def _is_subject(text: str, match: re.Match[str]) -> bool:
    """Tell whether an agency's name goes on as a part of the sentence: "AP reporters", "SANA said"."""
    return match.re is _AGENCY and text[match.end() : match.end() + 2].strip().islower()


def _stopped_title(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find where a headline with a full stop ends, and where the text goes on."""
    stop = STOP.search(text, start, min(end, start + HEADLINE_MAX))
    if stop is None or stop.end() >= end - _FLAT_MIN:
        return None
    words = text[start : stop.start()].split()
    if len(words) < TITLE_WORDS:
        return None
    article = words[0].lower() in headline_words("article") and not is_title_case(words)
    if article and not is_plainly_title(text[start : stop.start()], article=True):
        return None
    sourced = words[-2][-1] in ":-–—" or (words[-1][0].isupper() and words[-2].islower())
    sourced = sourced and ends_with_source(words) and headline_words("told").isdisjoint(words)
    if sourced or is_headline(text, start, stop.end(), retold=True):
        return stop.start(), stop.end()
    return None


# ---------------------------------------------------------------- a headline before the date


def _read_title_then_date(text: str, start: int, end: int) -> tuple[list[Zone], int]:
    """Read "Army retakes hill AFP Tuesday 3 Aug 2021 The army said …"."""
    date = find_date(text, start, min(end, start + _FIRST_DATE))
    if date is None or end - date.end() < _FLAT_MIN:
        return [], start
    updated = _UPDATED.match(text, start, date.start())
    begin = updated.end() if updated else start
    zones = [Zone("boilerplate:banner", *trim(text, start, begin))] if updated else []
    before = LABELS_END.sub("", text[begin : date.start()]).rstrip()
    after = AFTER_DATE.match(text, date.end(), end)
    position = after.end() if after else date.end()
    cut = _agency_before(before) or _desk_before(before)
    if cut is None and not _opens(text, position, end):
        return [], start
    by = _BY_INSIDE.search(before)
    names = read_names(text, begin + by.end(), date.start()) if by else None
    if by and names and cut is None:
        cut = (by.start() + 1, names - begin)
    cut = _with_name(before, cut) if cut else None
    title = before[: cut[0]].rstrip() if cut else before
    words = title.split()
    if not is_title(title) and not (cut and find_seam(text, begin, begin + len(title))):
        return [], start
    if cut is None and (len(words) > _BARE_WORDS or words[-1].lower() in headline_words("preposition")):
        return [], start
    zones += _title_and_deck(text, begin, begin + len(title))
    if cut:
        zones.append(Zone("metadata:byline", begin + cut[0], begin + cut[1]))
        credit = trim(text, begin + cut[1], begin + len(before))
        zones += [Zone("boilerplate:caption", *credit)] if credit[0] < credit[1] else []
    zones.append(Zone("metadata:published", *date.span()))
    return zones, trim(text, _add_buttons(text, position, end, zones), end)[0]


def _agency_before(before: str) -> tuple[int, int] | None:
    """Find the agency that ends what stands before a date; a photographer and a section may stand behind it."""
    words = before.split()
    for size in range(min(_OUTLET_MAX, len(words) - TITLE_WORDS), 0, -1):
        name = " ".join(words[-size:])
        if find_outlet(name) and before.endswith(name):
            return len(before) - len(name), len(before)
    for match in _AGENCY.finditer(before):
        if before[match.end() :].count(" ") <= _CREDIT_WORDS and before[: match.start()].count(" ") >= TITLE_WORDS:
            return match.span("agency")
    return None


def _desk_before(before: str) -> tuple[int, int] | None:
    """Find who wrote but is not named: "Army retakes hill Staff Report"."""
    words = before.split()
    for size in (3, 2):
        name = " ".join(words[-size:])
        if len(words) > size + TITLE_WORDS and name[0].isupper() and is_unnamed(name) and before.endswith(name):
            return len(before) - len(name), len(before)
    return None


def _with_name(before: str, cut: tuple[int, int]) -> tuple[int, int]:
    """Take the author's name with the agency behind it: "Army retakes hill Jane Roe Reuters"."""
    words = before[: cut[0]].split()
    if len(words) > TITLE_WORDS and words[-3].islower() and words[-1][0].isupper():
        name = f"{words[-2]} {words[-1]}"
        if words[-2].lower() in read_words("first_names", "name") and before[: cut[0]].rstrip().endswith(name):
            return before.rindex(name, 0, cut[0]), cut[1]
    return cut


def _title_and_deck(text: str, start: int, end: int) -> list[Zone]:
    """Divide what stands before a date into the headline, its summary, and a place: "in Syria Moscow"."""
    seam = find_seam(text, start, end)
    if seam:
        return [Zone("title", start, seam.end), Zone("deck", seam.begin, end)]
    title_end, place = place_at_end(text, start, Seam(end, end, 0))
    return [*_title_zones(text, start, title_end), *([Zone("metadata:dateline", *place)] if place else [])]

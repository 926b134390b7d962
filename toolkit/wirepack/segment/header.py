"""Read the lines above an article: byline, date, outlet, region, theme, and the buttons between them."""

from __future__ import annotations

import re

from wirepack.models import Zone

_LINE_MAX = 240  # a longer line is no header line

# A date with its year: "August 03, 2021", "3 Aug 2021", "Thu Jul 7 2016", "2021-08-03", "03.08.2021", "3/9/15"
_DATE = re.compile(
    r"""
    (?: (?: Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun )(?:day)? [.,]? \s+ )?
    (?: \b (?: Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)? )
        \.? \s+ \d{1,2} (?:st|nd|rd|th)? ,? \s+ \d{4} (?!\d)
      | (?<!\d) \d{1,2} (?:st|nd|rd|th)? [\s-] (?:of\s)? (?: Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)? )
        \.? ,? [\s-] ,? \s* \d{4}
      | (?<!\d) \d{4} [-/.] \d{1,2} [-/.] \d{1,2} (?!\d)
      | (?<!\d) \d{1,2} ([-/.]) \d{1,2} \1 (?: \d{4} | \d{2} ) (?!\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may stand beside the date of a header line: "Published on", "Updated:", "at 10:30 am IST", "8 min read".
_BESIDE = re.compile(
    r"""
    \b (?: first|last|date|of|publication|published|posted|publish|updated|update|modified|created|issued|issue|released|release|on|at|the|in|and
         | mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday
         | \d{1,2}[:.h]\d{2}(?:[:.]\d{2})? | \d{1,2}\s?[ap]\.?m\.? | [ap]\.?m\.? | hrs?|hours|ist|gmt|utc|est|edt|et|pst|pdt|pt|cst|cdt|bst|cet|cest|eet|msk|aest|z
         | \d+\s(?:min(?:ute)?s?\s(?:read|ago)|comments?|shares?|views|hours?\sago) ) \b | [\W_]+
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "By A. Person", "by: A. Person", "Words by A. Person and B. Person", "Author: A. Person"
_BYLINE = re.compile(
    r"""
    [*_\s(\[•|-]{0,6}
    (?: (?: words|story|text|report|reported|reporting|written|posted|article|analysis|opinion|commentary|review|interview|compiled|submitted|published|produced|special\sreport )
        (?: \s and \s \w+ )? \s )?
    (?: by | BY | By | byline | Byline ) \s? :? \s+ (?P<name> @?[\w“"À-Þ] )
    | [*_\s]{0,4} (?: authors? | reporters? | writers? ) (?: \(s\) )? \s? : \s? (?P<label> \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "Region: Middle East", "Tags: Syria, Israel", "URL: https://…": a label and what it tells
_LABELLED = re.compile(
    r"""
    [*_\s#>-]{0,6}
    (?: (?P<region> regions? | countr(?:y|ies) | locations? )
      | (?P<theme> themes? | topics? | tags? | keywords? | categor(?:y|ies) | subjects? )
      | (?P<section> sections? | rubric | desk | column | series | edition )
      | (?P<published> date | published (?:\son)? | publication\sdate | pub\s?date | date\spublished | posted (?:\son)? | issue\sdate )
      | (?P<publisher> source | publisher | publication | outlet | newspaper | site | website | from )
      | (?P<url> url | link | permalink | web\saddress | source\surl | original\surl )
      | (?P<title> title | headline )
      | (?P<byline> author s? | by | byline | written\sby | reporter ) )
    [*_]{0,2} \s? : [*_]{0,2} \s* (?= \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_URL = re.compile(r"""\b(?:https?://|www\.)[^\s<>"'“”)\]]{3,300}""", re.IGNORECASE)
_LABEL_WORDS = 25  # a labelled line that goes on longer is a sentence: "Source: officials who said …"
_OUTLET_WORDS = 6
_WORD = re.compile(r"\w+")


def read_header_line(text: str, start: int, end: int) -> list[Zone]:
    """Read one line of a header as zones; empty if the line tells nothing about the article.

    >>> line = "Global Review, August 03, 2021"
    >>> [(zone.kind, line[zone.start : zone.end]) for zone in read_header_line(line, 0, len(line))]
    [('metadata:publisher', 'Global Review'), ('metadata:published', 'August 03, 2021')]
    """
    if end - start > _LINE_MAX:
        return []
    line = text[start:end]
    for read in (_read_labelled, _read_byline, _read_date_line, _read_url):
        zones = read(line)
        if zones:
            return [Zone(zone.kind, zone.start + start, zone.end + start) for zone in zones]
    return []


def _read_labelled(line: str) -> list[Zone]:
    match = _LABELLED.match(line)
    if match is None or line.count(" ") > _LABEL_WORDS:
        return []
    kind = str(match.lastgroup)
    if kind == "published":
        date = _DATE.search(line, match.end())
        return [Zone("metadata:published", *date.span())] if date else []
    if kind == "publisher":
        return [Zone("metadata:publisher", match.end(), len(line))] if line.count(" ") < _OUTLET_WORDS else []
    if kind == "title":
        return [Zone("title", match.end(), len(line))]
    if kind == "url":
        url = _URL.search(line, match.end())
        return [Zone("metadata:url", *url.span())] if url else []
    return [Zone(f"metadata:{kind}", 0, len(line))]


def _read_byline(line: str) -> list[Zone]:
    match = _BYLINE.match(line)
    if match is None:
        return []
    first = line[match.end() - 1]
    if not (first.isupper() or first in "@“\"") and not line[: match.end()].rstrip(first).rstrip().endswith(":"):
        return []
    if line[-1] in ".?!" and line.count(" ") > _OUTLET_WORDS and "@" not in line:
        return []
    date = _DATE.search(line)
    if date is None:
        return [Zone("metadata:byline", 0, len(line))]
    name_end = len(line[: date.start()].rstrip(" \t|,·•–—-"))
    return [Zone("metadata:byline", 0, name_end), Zone("metadata:published", *date.span())]


def _read_date_line(line: str) -> list[Zone]:
    date = _DATE.search(line)
    if date is None:
        return []
    before, after = line[: date.start()], line[date.end() :]
    rest_before, rest_after = _BESIDE.sub(" ", before).strip(), _BESIDE.sub(" ", after).strip()
    zones = [Zone("metadata:published", *date.span())]
    if sum(word.islower() for word in _WORD.findall(rest_before + " " + rest_after)) > 1:
        return []
    if len(rest_before.split()) > _OUTLET_WORDS or len(rest_after.split()) > _OUTLET_WORDS:
        return []
    if rest_before and rest_before in before:
        begin = before.index(rest_before)
        zones.insert(0, Zone("metadata:publisher", begin, begin + len(rest_before)))
    by = re.search(r"\bby\s+(?=[A-Z@])", after)
    if by:
        zones.append(Zone("metadata:byline", date.end() + by.start(), len(line)))
    return zones


def _read_url(line: str) -> list[Zone]:
    url = _URL.search(line)
    if url is None or len(line) - len(url.group()) > 2:
        return []
    return [Zone("metadata:url", *url.span())]

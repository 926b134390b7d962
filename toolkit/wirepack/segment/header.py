"""Read one line above an article: byline, date, outlet, region, theme, address."""

from __future__ import annotations

import re

from wirepack.bylines import is_person_name, is_unnamed
from wirepack.gazetteer.index import look_up
from wirepack.grammar import word_class
from wirepack.lexicons import read_words
from wirepack.models import Zone
from wirepack.outlets import URL, find_outlet, looks_like_outlet, outlet_at
from wirepack.pubdates import is_date_word
from wirepack.segment.dates import LABELS_END, find_date
from wirepack.segment.lines import (
    read_archive_line,
    read_desk_line,
    read_foreign_byline,
    read_issue_line,
    read_labels_in_row,
    read_month_line,
    read_place_line,
    read_post_line,
    read_source_line,
)

LINE_MAX = 240  # a longer line is no header line
_OUTLET_WORDS_MAX = 6
_LABEL_WORDS = 25  # a labelled line that goes on longer is a sentence: "Source: officials who said …"
_NAME_LINE_WORDS = 14  # "Jane Roe in Beirut and Ali Karpin in Ankara"
_BYLINE_WORDS = 30
_LOOSE_WORDS = 1  # words in small letters that no header line explains; prose has more

# What else a date line says: "Published on", "Updated:", "at 10:30 am IST", "8 min read", "12 comments"
_BESIDE = re.compile(
    r"""
    \b (?: first|last|date|of|publication|published|posted|publish|updated|update|modified|edited|created|issued|issue|released
         | release|print|edition|on|at|the|in|and|by|time|story|article|report|get|short|url|read|view|share|edt|est
         | mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun | (?:mon|tues|wednes|thurs|fri|satur|sun)day
         | \d{1,2}[:.h]\d{2}(?:[:.]\d{2})? (?:\s?[ap]\.?m)? | \d{1,2}\s?[ap]\.?m | [ap]\.?m | \d{4} | hrs?|hours
         | ist|gmt|utc|et|pst|pdt|pt|cst|cdt|bst|cet|cest|eet|msk|aest|aedt|jst|pkt|ksa|z
         | \d+\s(?:min(?:ute)?s?|comments?|shares?|views|words)
         | (?:\d+|an?)\s(?:minutes?|hours?|days?|weeks?|months?|years?)\sago ) \b | \d+ | [\W_]+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b")  # "english.example.cn" is one word
_GLUED_LABEL = re.compile(r"(?<=date)(?=(?-i:[A-Z]))|\beditor:\s?[^|]{2,40}", re.IGNORECASE)
_LINKED = re.compile(r"\[(?P<name>[^\[\]]{2,60})\]\([^()\s]{3,300}\)")  # "[Example News](https://example.com)"
_NO_OUTLET = re.compile(r"\d{3}|:")  # "News ID: 82447123"
_TIME_BEHIND = re.compile(
    r"[,\s]+\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?$", re.IGNORECASE
)  # "The Karpinian, 12:00AM" before a date
_PAPER = re.compile(r"The [A-Z]\w{3,20}(?: [A-Z]\w{3,20})?")  # "The Karpinian" beside a date
_UPDATED = re.compile(r"\b(?:updated?|modified|edited)\b", re.IGNORECASE)
_PIECE = re.compile(r"[^|•·]+")  # "TNN | New Delhi | Updated: "
_SOURCE = re.compile(r"(?:source|from|via)\s?:\s*", re.IGNORECASE)
_EDGES = " \t\xa0|,·•–—-:()[]*_/"
_HANDLE = re.compile(r"\s+@\w+")
_PLACE_BEFORE = re.compile(r"(?:,|\s[–—-])\s*$")  # "NEW DELHI, ", "Madrid - " before its date
# "Amman, EXA", "Amman (EXA)" before its date
_PLACE_AND_AGENCY = re.compile(r"\W*(?P<place>[A-Z][\w’'. -]{2,30}?)(?:,\s|\s\()(?P<agency>[A-Z][\w .&-]{1,40}?)")
_SECTION_BEFORE = re.compile(
    r"(?P<section>[A-Z][\w ]{2,20} / [A-Z][\w &]{2,30}?)\s+"
)  # "Statement / Africa 14 June 2019"
# "The Karpin Sentinel (Beirut)", as archives name a paper and its town
_PAPER_AND_TOWN = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,4}) \((?P<town>[A-Z][\w’' -]{2,20})\)")
_PLACE_WORDS = 3
_BY = re.compile(r"\bby\s+(?=[A-Z@])", re.IGNORECASE)
# What a blog writes behind the author: "by Jane Roe in History, Navy // 3 Comments"
_FILED_IN = re.compile(r"\s+in\s+(?P<themes>[A-Z][^|/\n(]{2,80}?)(?=\s*(?:$|\||//|\(|\d+\s[Cc]omment))")

# "By A. Person", "by: A. Person", "Words by A. Person and B. Person", "Author: A. Person"
_BYLINE = re.compile(
    r"""
    [*_\s(\[•|–—-]{0,6}
    (?: (?: (?: words|story|text|reports?|reported|reporting|written|posted|article|analysis|opinion|comment|commentary|review|interview|news
              | compiled|submitted|published|produced|authored|created|special\sreport|exclusive | a ) (?: \s and \s \w+ )? (?:\s|:\s) )?
        (?: by ) (?: \s?:\s* | \s+ )
      | (?: authors? | reporters? | writers? | byline ) (?: \(s\) )? \s? : \s* )
    (?: <[a-z][^<>]{0,200}> )? (?= \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "Region: Middle East", "Tags: Syria, Israel", "URL: https://…": a label and what it tells
_LABELLED = re.compile(
    r"""
    [*_\s#>•·-]{0,6}
    (?: (?P<region> regions? | countr(?:y|ies) )
      | (?P<theme> themes? | topics? | tags? | keywords? | categor(?:y|ies) | subjects? | filed\s(?:under|to|in) | posted\sin )
      | (?P<section> sections? | rubric | desk | column | series )
      | (?P<dateline> dateline | place | location )
      | (?P<published> date | (?:first\s)?published (?:\s(?:on|at|date))? | publication[\s_]date | pub\s?date | date[\s_](?:of\spublication|published) | posted (?:\s(?:on|at))? | issue\sdate )
      | (?P<updated> (?:last\s)?(?:updated?|modified) (?:\s(?:on|at|date))? )
      | (?P<publisher> source | publisher | publication | outlet | newspaper | site(?:\sname)? | website | from )
      | (?P<url> url | link | permalink | web\saddress | source\surl | original\surl )
      | (?P<title> title | headline ) )
    [*_]{0,2} \s? : [*_]{0,2} \s* (?= \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_FROM_TOWN = re.compile(r"\sin\s(?P<town>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?:,?\s(?:and|with)\s(?:news\s)?agencies)?")
# What may follow a name on its own line: "Jane Roe, Reuters", "Jane Roe in Beirut", "Jane Roe | Staff writer", "Jane Roe @jroe"
_FROM = re.compile(r"From\s(?:[A-Z]\w+['’]s\s)?(?=[A-Z])")  # "From Jane Roe, CNN", "From CNN's Jane Roe"
_AFTER_NAME = re.compile(r"\s*(?:[,|•·@(\n]|\s(?:in|for|and|&)\s(?=[A-Z]))")


def read_header_line(text: str, start: int, end: int, *, titled: bool) -> list[Zone]:
    """Read one line of a header as zones; empty if the line tells nothing about the article.

    Before the headline (`titled` false) a line must say more for itself: a name alone may be what the article is about.
    The kind `metadata:updated` is a date that counts only where no other is given.

    >>> line = "Global Review, August 03, 2021"
    >>> [(zone.kind, line[zone.start : zone.end]) for zone in read_header_line(line, 0, len(line), titled=True)]
    [('metadata:publisher', 'Global Review'), ('metadata:published', 'August 03, 2021')]
    """
    if end - start > LINE_MAX:
        return []
    line = text[start:end]
    date = find_date(line)
    zones = (
        read_labels_in_row(line, date)
        or _read_labelled(line)
        or _read_byline(line, date)
        or read_post_line(line)
        or _read_date_line(line, date, titled=titled)
        or read_issue_line(line, date)
        or read_month_line(line)
        or read_archive_line(line)
        or _read_url(line)
    )
    if not zones and titled:
        zones = (
            read_source_line(line)
            or _read_name_line(line)
            or read_place_line(line)
            or read_desk_line(line)
            or read_foreign_byline(line)
        )
    return [Zone(zone.kind, zone.start + start, zone.end + start) for zone in zones]


def _read_labelled(line: str) -> list[Zone]:
    """Read a label and its value: "Region: Middle East", "Published on: 3 August 2021"."""
    match = _LABELLED.match(line)
    if match is None or line.count(" ") > _LABEL_WORDS:
        return []
    kind = str(match.lastgroup)
    if kind in {"published", "updated"}:
        date = find_date(line, match.end())
        return [Zone(f"metadata:{kind}", *date.span())] if date else []
    if kind == "publisher" and find_date(line, match.end()):
        return []  # "Source: Xinhua | 2018-07-21 16:26:07 | Editor: …"
    if kind == "publisher":
        return [Zone("metadata:publisher", match.end(), len(line))] if line.count(" ") < _OUTLET_WORDS_MAX else []
    if kind == "title":
        return [Zone("title", *_unquoted(line, match.end()))]
    if kind == "dateline":
        return [Zone("metadata:dateline", match.end(), len(line))] if line.count(" ") < _OUTLET_WORDS_MAX else []
    if kind == "url":
        url = URL.search(line, match.end())
        return [Zone("metadata:url", *url.span())] if url else []
    return [Zone(f"metadata:{kind}", 0, len(line))]


def _unquoted(line: str, start: int) -> tuple[int, int]:
    """Leave out the marks around a whole value: `title: "Calm holds"`."""
    value = line[start:]
    paired = len(value) > 2 and value[0] == value[-1] and value[0] in "\"'"
    return (start + 1, len(line) - 1) if paired else (start, len(line))


def _read_byline(line: str, date: re.Match[str] | None) -> list[Zone]:
    """Read a line that begins with "By" or "Author:", and the date behind the names."""
    match = _BYLINE.match(line)
    if match is None or line.count(" ") > _BYLINE_WORDS:
        return []
    labelled = line[: match.end()].rstrip().endswith(":")
    first = line[match.end()]
    if not (labelled or first.isupper() or first in '@“"'):
        return []
    if line[-1] in ".?!" and not labelled and sum(word.islower() for word in _WORD.findall(line, match.end())) > 2:
        return []
    if date is None:
        return [Zone("metadata:byline", 0, len(line))]
    before = line[match.end() : date.start()]
    kind = "metadata:updated" if _UPDATED.search(before) else "metadata:published"
    name_end = match.end() + len(LABELS_END.sub("", before))
    return [Zone("metadata:byline", 0, name_end), Zone(kind, *date.span())] if name_end > match.end() else []


def _read_date_line(line: str, date: re.Match[str] | None, *, titled: bool) -> list[Zone]:
    """Read a line whose point is a date; what stands before it may be an outlet or an author."""
    if date is None:
        return []
    before, after = line[: date.start()], line[date.end() :]
    rest = [
        [
            word
            for word in _BESIDE.sub(" ", _HOST.sub(" Host ", _GLUED_LABEL.sub(" ", part))).split()
            if not is_date_word(word.lower())
        ]
        for part in (before, after)
    ]
    if any(sum(word.islower() for word in part) > _LOOSE_WORDS or len(part) > _OUTLET_WORDS_MAX for part in rest):
        return []
    zones = _place_zones(before) or _name_zones(before, 0, placed=titled)
    section = None if zones else _SECTION_BEFORE.fullmatch(before)
    if section:
        zones = [Zone("metadata:section", *section.span("section"))]
    if not titled and rest[0] and not zones:
        return []
    kind = "metadata:updated" if _UPDATED.search(before) else "metadata:published"
    zones.append(Zone(kind, *date.span()))
    by = _BY.search(after)
    if by:
        filed = _FILED_IN.search(line, date.end() + by.end()) if line.lower().startswith("posted") else None
        zones.append(Zone("metadata:byline", date.end() + by.start(), filed.start() if filed else len(line)))
        zones += [Zone("metadata:theme", *filed.span("themes"))] if filed and not look_up(filed["themes"]) else []
    else:
        zones += _name_zones(after, date.end(), placed=False)
    return zones


def _place_zones(before: str) -> list[Zone]:
    """Read the town, maybe with an agency behind it, that stands before a date, even where no headline is above it."""
    match = _PLACE_AND_AGENCY.fullmatch(LABELS_END.sub("", before))
    if match and (outlet := find_outlet(match["agency"])) and outlet.agency:
        return [Zone("metadata:dateline", *match.span("place")), Zone("metadata:publisher", *match.span("agency"))]
    town = before.strip(_EDGES) if _PLACE_BEFORE.search(before) else ""  # "NEW DELHI, ", "Madrid - "
    if town and town.count(" ") < _PLACE_WORDS and (place := look_up(town)) and not place.cue:
        return [Zone("metadata:dateline", before.index(town), before.index(town) + len(town))]
    return []


def _name_zones(part: str, offset: int, *, placed: bool) -> list[Zone]:
    """Read what stands beside a date: outlet, author, or (if `placed`, before it) the place of the dateline."""
    zones: list[Zone] = []
    for match in _PIECE.finditer(part):
        linked = _LINKED.search(match.group())
        bare = linked["name"] if linked else _HANDLE.sub("", LABELS_END.sub("", match.group())).strip(_EDGES)
        bare = _TIME_BEHIND.sub("", bare)
        label = _SOURCE.match(bare)
        bare = bare[label.end() :] if label else bare
        if not bare:
            continue
        start = offset + part.index(bare, match.start())
        kind = _name_kind(bare, placed=placed and _PLACE_BEFORE.search(part) is not None)
        kind = "metadata:publisher" if label and kind == "metadata:byline" else kind
        if kind:
            zones.append(Zone(kind, start, start + len(bare)))
    return zones


def _name_kind(name: str, *, placed: bool) -> str | None:
    """Tell what a name in a header line is the name of."""
    by = _BYLINE.match(name)
    if by and name[by.end()].isupper():
        return "metadata:byline"
    outlet = find_outlet(name)
    if outlet:
        return "metadata:byline" if outlet.agency and "." not in name else "metadata:publisher"
    if name.lower() in read_words("menu_words"):
        return "metadata:section"
    if _NO_OUTLET.search(name):
        return None
    if looks_like_outlet(name) and name[0].isupper() and not _BESIDE.fullmatch(name):
        return "metadata:publisher"
    if _is_author(name.partition(",")[0]) or is_unnamed(name):
        return "metadata:byline"
    if _PAPER.fullmatch(name):
        return "metadata:publisher"
    words = name.split()
    if (
        placed
        and len(words) <= _PLACE_WORDS
        and all(word[0].isupper() for word in words)
        and not _BESIDE.fullmatch(name)
    ):
        return "metadata:dateline"
    return None


def _read_url(line: str) -> list[Zone]:
    if "://" not in line and "www." not in line.lower():
        return []
    url = URL.search(line)
    if url is None or len(line) - len(url.group()) > 2:
        return []
    return [Zone("metadata:url", *url.span())]


def _read_name_line(line: str) -> list[Zone]:
    """Read a line that is nothing but a name: of the outlet or of the author."""
    outlet = find_outlet(line)
    if outlet:
        return [Zone("metadata:byline" if outlet.agency else "metadata:publisher", 0, len(line))]
    paper = _PAPER_AND_TOWN.fullmatch(line)
    if paper and (town := look_up(paper["town"])) and not town.cue:
        return [Zone("metadata:publisher", *paper.span("name"))]
    begins = outlet_at(line, 0)
    if (
        begins
        and line.startswith((",", " in ", " avec ", " with ", " mit ", " con "), begins[0])
        and line.count(" ", begins[0]) <= _PLACE_WORDS
    ):
        return [Zone("metadata:byline" if begins[1].agency else "metadata:publisher", 0, begins[0])]
    first, bar, rest = line.partition("|")
    if bar and len(rest.split()) <= _PLACE_WORDS and (outlet := find_outlet(first)):  # "IANS | Beirut"
        return [Zone("metadata:byline" if outlet.agency else "metadata:publisher", 0, len(first.rstrip()))]
    begin = _FROM.match(line)
    split = _AFTER_NAME.search(line)
    name = line[begin.end() if begin else 0 : split.start() if split else len(line)]
    known = _is_author(name) or (is_person_name(name) and ("@" in line or _is_sent_from(name, line[len(name) :])))
    if known and line.count(" ") < _NAME_LINE_WORDS and line[-1] not in ".?!:":
        return [Zone("metadata:byline", 0, len(line))]
    return []


def _is_sent_from(name: str, rest: str) -> bool:
    """Tell whether a town behind a name that no list knows makes it an author: "Xan Karpin in Beirut, with agencies"."""
    town = _FROM_TOWN.fullmatch(rest)
    place = look_up(town["town"]) if town else None
    words = name.lower().split()
    plain = all(map(word_class, words)) or not read_words("role_nouns").isdisjoint(words)  # "Army chief in Beirut"
    return place is not None and not place.cue and not plain


def _is_author(name: str) -> bool:
    """Tell whether a line is a person's full name, by its shape and its first name."""
    words = name.split()
    return bool(words) and words[0].lower() in read_words("first_names", "name") and is_person_name(name)


def is_role_line(line: str) -> bool:
    """Tell whether a line below an author's name says what he or she is: "Seattle Times business reporter".

    >>> is_role_line("Games Editor"), is_role_line("The editor left.")
    (True, False)
    """
    words = _WORD.findall(line.lower())
    return (
        1 <= len(words) <= _OUTLET_WORDS_MAX + 2
        and line[-1] not in ".?!:"
        and not read_words("author_roles").isdisjoint(words[-2:] + words[:2])
    )

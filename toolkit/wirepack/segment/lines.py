"""Lines of a header that follow rules of their own: places alone, posts of a channel, labels in a row, names abroad."""

from __future__ import annotations

import re

from wirepack.bylines import FOREIGN_BY, is_person_name
from wirepack.gazetteer.index import look_up
from wirepack.lexicons import read_role, read_words
from wirepack.models import Zone
from wirepack.outlets import find_outlet, outlet_at
from wirepack.segment.dates import MONTH
from wirepack.segment.issues import read_named_issue

_DAY = r"(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
# "BEIRUT", "BEIRUT —", "Washington, DC", "BEIRUT, Monday.": the place of the dateline on a line of its own
_PLACE = re.compile(
    r"(?P<place>(?P<town>[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,2})"
    rf"(?:, (?!{_DAY}\b)(?P<state>[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+)?))?)(?:, {_DAY}\.?)?\s?(?P<dash>[—–―-]|--)?"
)
_PLACE_MAX = 50  # characters
# "[03.03.2017 14:20] Karpin Monitor", "Karpin Monitor, [03.03.17 14:20]", "Karpin Monitor, [3 Mar 2017 at 14:20:11]:"
_DAY_OF_POST = r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.?\s[^\W\d_]{3,9}\.?\s\d{4}|[^\W\d_]{3,9}\.?\s\d{1,2},\s\d{4}"
_STAMP = rf"\[(?P<date>{_DAY_OF_POST})(?:\s(?:г|р)\.)?,?(?:\s(?:at|в|um|à))?\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[APap][Mm])?\]"
_POST = re.compile(
    rf"{_STAMP}\s(?P<name>[^\[\]\n:]{{2,60}}):?|(?P<channel>[^\[\]\n]{{2,60}}),\s{_STAMP.replace('date', 'day')}:?"
)
_FORWARDED = re.compile(r"\[?\s?Forwarded from:?\s[^\n\]]{2,80}\]?", re.IGNORECASE)
# "Topic: Security  Region: Middle East  Tags: Karpin, Army"
_LABEL = re.compile(
    r"(?<![^\s|•·])(?:(?P<region>regions?|countr(?:y|ies))|(?P<theme>themes?|topics?|tags?|keywords?|categor(?:y|ies)|subjects?)|(?P<section>sections?|blog brand|series))\s?:\s*(?=\S)",
    re.IGNORECASE,
)
_LABELS_MIN = 2
# What only the head of an issue says: "№176 от ", "No. 4,211", "Vol. 12", "стр. 5", "page 3"
_ISSUE = re.compile(
    r"№\s?\d|\b(?:No|Nr|N°|Vol|Issue|Ausgabe|выпуск|Núm|Año)\b\.?\s?\d|\b(?:стр|p|pp|pg|S|Seite|page)\b\.?\s?\d",
    re.IGNORECASE,
)
# The name and what is left between it and the date: "THE DORSET ADVERTISER, SATURDAY, "
_NAME_OF_ISSUE = re.compile(
    rf"[\W_]*(?P<name>[^\W\d_][^,|№\d\n]{{2,50}}?)\s*(?:[,|•·—–]\s*(?:{_DAY}\s*,?\s*)?|\s(?=№|(?:No|Nr|N°|Vol|Issue)\b)|\s(?={_DAY})).*",
    re.IGNORECASE,
)
_ISSUE_MAX = 120  # characters
_NAME_WORDS = 6
_SMALL = 4  # letters of a word that is written small inside a name
_JOINT = re.compile(r",|\s?\(|\s(?:avec|con|com|mit|y|et|und|e|и|و)\s")
# "The Wayback Machine - https://web.archive.org/web/20120918101500/http://example.com/calm"
_ARCHIVED = re.compile(
    r"(?P<lead>(?:[\w .]{3,40}?\s[-–—|:]\s)?https?://(?:web\.archive\.org/web/\d{4,14}[a-z_]{0,4}|archive\.(?:ph|is|today|org|md)/(?:o/\w+|\d{4,14}))/)(?P<url>https?://\S+)"
)
_MONTH_LINE = re.compile(
    rf"(?:(?:(?:Vol(?:ume)?|No|Nr|Number|Issue)\b\.?\s(?:\d+|[IVXLC]+)[\s,;:|·•–—-]+){{1,3}}|(?P<section>[A-Z][\w &-]{{2,30}}?)\s[|•·–—-]\s|(?:[Pp]ublished|PUBLISHED)\s(?:in\s)?)?(?P<date>{MONTH},?\s(?:19|20)\d\d)",
    re.VERBOSE | re.IGNORECASE,
)
_SOURCE = re.compile(r"Sources?\s+(?=[A-Z])")  # "Source UN OCHA", as a page shows a field and its value
_SOURCE_WORDS = 7
_DESK_WORDS = 5
_INITIALS = re.compile(
    r"(?!U\.\s?[SNK]\.|E\.\s?U\.)(?:[A-Z]\.\s?){1,3}\s?[A-ZÀ-Þ][\w’'-]+(?:(?:,|\s(?:and|&))\s(?:[A-Z]\.\s?){1,3}\s?[A-ZÀ-Þ][\w’'-]+){0,3}"
)


def read_place_line(line: str) -> list[Zone]:
    """Read a line that is nothing but the place of the dateline.

    >>> [[zone.kind for zone in read_place_line(line)] for line in ("BEIRUT —", "Washington, DC", "Calm")]
    [['metadata:dateline'], ['metadata:dateline'], []]
    """
    match = _PLACE.fullmatch(line) if len(line) <= _PLACE_MAX else None
    if match is None:
        return []
    town = match["town"]
    place = look_up(town)
    capital = town.lower() in read_words("capitals", "name")
    if not capital and (place is None or place.cue):
        return []
    state = match["state"]
    sure = match["dash"] or town.isupper() or (state and state.replace(".", "").isupper()) or (state and capital)
    return [Zone("metadata:dateline", *match.span("place"))] if sure else []


def read_post_line(line: str) -> list[Zone]:
    """Read the line that a messenger puts above a post: the channel and the time.

    >>> [zone.kind for zone in read_post_line("[03.03.2017 14:20] Karpin Monitor")]
    ['metadata:published', 'metadata:publisher']
    """
    if "[" not in line and not line.lower().startswith("forwarded from"):
        return []
    if _FORWARDED.fullmatch(line):
        return [Zone("boilerplate:navigation", 0, len(line))]
    match = _POST.fullmatch(line)
    if match is None:
        return []
    if match["date"]:
        return [Zone("metadata:published", *match.span("date")), Zone("metadata:publisher", *match.span("name"))]
    return [Zone("metadata:publisher", *match.span("channel")), Zone("metadata:published", *match.span("day"))]


def read_issue_line(line: str, date: re.Match[str] | None) -> list[Zone]:
    """Read the head of an issue, as printed papers have it: the name of the paper, its number, the date, the page.

    >>> import re
    >>> line = "THE KARPIN ADVERTISER, SATURDAY, SEPTEMBER 11, 1886."
    >>> [(zone.kind, line[zone.start : zone.end]) for zone in read_issue_line(line, re.search("SEP.*6", line))]
    [('metadata:publisher', 'THE KARPIN ADVERTISER'), ('metadata:published', 'SEPTEMBER 11, 1886')]
    """
    if date is None or len(line) > _ISSUE_MAX:
        return read_named_issue(line)
    match = _NAME_OF_ISSUE.match(line[: date.start()])
    if match is None:
        return []
    name = match["name"]
    words = name.split()
    named = len(words) <= _NAME_WORDS and all(not word[0].islower() or len(word) < _SMALL for word in words)
    rest = line[match.end("name") : date.start()] + line[date.end() :]
    issued = _ISSUE.search(rest) is not None
    dated = re.search(_DAY, line[match.end("name") : date.start()], re.IGNORECASE) is not None
    known = find_outlet(name) is not None or (
        words[0].lower() == "the" and (dated or line[date.end() :].strip(" .") == "")
    )
    if not named or not (issued or known):
        return []
    return [Zone("metadata:publisher", *match.span("name")), Zone("metadata:published", *date.span())]


def read_month_line(line: str) -> list[Zone]:
    """Read a line that dates an article by its month alone, maybe behind its kind: "Policy Brief | February 2025".

    The number of an issue may stand there, too: "Vol. 14, No. 3    March 2004".

    >>> line = "Policy Brief | February 2025"
    >>> [(zone.kind, line[zone.start : zone.end]) for zone in read_month_line(line)]
    [('metadata:section', 'Policy Brief'), ('metadata:published', 'February 2025')]
    """
    match = _MONTH_LINE.fullmatch(line)
    if match is None:
        return []
    section = [Zone("metadata:section", *match.span("section"))] if match["section"] else []
    return [*section, Zone("metadata:published", *match.span("date"))]


def read_archive_line(line: str) -> list[Zone]:
    """Read the address of an article behind that of the archive which keeps it.

    >>> line = "https://web.archive.org/web/2012/http://example.com/calm"
    >>> [(zone.kind, line[zone.start : zone.end]) for zone in read_archive_line(line)][1:]
    [('metadata:url', 'http://example.com/calm')]
    """
    match = _ARCHIVED.fullmatch(line) if "archive." in line else None
    return (
        [Zone("boilerplate:navigation", *match.span("lead")), Zone("metadata:url", *match.span("url"))] if match else []
    )


def read_source_line(line: str) -> list[Zone]:
    """Read the field of a page that names who published a text, without a colon.

    >>> [zone.kind for zone in read_source_line("Source UN OCHA")], read_source_line("Source said army left")
    (['metadata:publisher'], [])
    """
    match = _SOURCE.match(line)
    words = line.split()
    if match is None or len(words) > _SOURCE_WORDS or any(word.islower() and len(word) > 3 for word in words):
        return []
    return [Zone("metadata:publisher", match.end(), len(line))]


def read_labels_in_row(line: str, date: re.Match[str] | None) -> list[Zone]:
    """Read several labels on one line, maybe behind the date: "March 3, 2017  Topic: Security  Tags: Army".

    >>> [zone.kind for zone in read_labels_in_row("Topic: Security  Region: Middle East", None)]
    ['metadata:theme', 'metadata:region']
    """
    if line.count(":") < _LABELS_MIN - (date is not None):
        return []
    labels = list(_LABEL.finditer(line))
    dated = date is not None and bool(labels) and not line[: date.start()].strip() and date.end() <= labels[0].start()
    if len(labels) + dated < _LABELS_MIN or (line[: labels[0].start()].strip() and not dated):
        return []
    zones = [Zone("metadata:published", *date.span())] if dated and date else []
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=True):
        zones.append(Zone(f"metadata:{label.lastgroup}", label.start(), len(line[:end].rstrip(" |•·\t"))))
    return zones


def read_desk_line(line: str) -> list[Zone]:
    """Read the desk of an outlet in place of an author: "Example Radio's Karpin Service".

    >>> [zone.kind for zone in read_desk_line("Reuters' Karpin Bureau")], read_desk_line("Reuters' report")
    (['metadata:byline'], [])
    """
    words = line.split()
    if (
        not 2 <= len(words) <= _DESK_WORDS
        or words[-1].lower() not in read_role("byline_words", "owned")
        or not words[-1][0].isupper()
    ):
        return []
    outlet = outlet_at(line, 0)
    return [Zone("metadata:byline", 0, len(line))] if outlet and line[outlet[0] : outlet[0] + 1] in "'’ " else []


def read_foreign_byline(line: str) -> list[Zone]:
    """Read a byline in another language, or one of initials: "Por Ana Karpin", "Von Hans Karpin", "T. Karpin".

    >>> [zone.kind for zone in read_foreign_byline("Por Ana Karpin")], read_foreign_byline("Por fin")
    (['metadata:byline'], [])
    """
    by = FOREIGN_BY.match(line)
    if by is None:  # "T. Q. Karpin", as journals sign
        return [Zone("metadata:byline", 0, len(line))] if _INITIALS.fullmatch(line) else []
    name = _JOINT.split(line[by.end() :], maxsplit=1)[0].strip()
    known = not name[:1].isascii() or name.partition(" ")[0].lower() in read_words("first_names", "name")
    known = known or (line[0].islower() and " " in name and not any(map(look_up, [name, *name.split()])))
    named = is_person_name(name) or not name[:1].isascii()
    if find_outlet(name) or (known and named and len(name.split()) <= _DESK_WORDS):
        return [Zone("metadata:byline", 0, len(line))]
    return []

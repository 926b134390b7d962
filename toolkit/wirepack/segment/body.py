"""Read what stands below the header: paragraphs, headings, captions, and the boilerplate at the foot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wirepack.datelines import find_source, match_dateline
from wirepack.lexicons import read_words
from wirepack.models import Zone
from wirepack.pubdates import MONTHS
from wirepack.segment.boilerplate import Phrases, classify, is_bio
from wirepack.segment.dates import DATE
from wirepack.segment.header import read_header_line
from wirepack.segment.headlines import is_title_case
from wirepack.segment.headwords import headline_words
from wirepack.segment.paragraphs import Block, is_finished, strip_marks, trim
from wirepack.segment.running import is_running_head
from wirepack.segment.signs import is_prose
from wirepack.segment.themes import find_themes

# What closes an article: below it only boilerplate is to be expected.
_CLOSERS = frozenset(["rights", "republication", "author_bio"])
_CLOSING = 0.6  # of the text stands above it
_AFTERMATH = 3  # paragraphs at most that may follow it and still be the outlet's, not the article's

_HEADING_WORDS = 14
_HEADING_PLAIN = 9  # of one that is not in title case; a longer line is a sentence without its full stop
_HEADING_MAX = 110
_SENTENCE_WORDS = 8  # a line of so many words, half of them in small letters, is a sentence without its full stop
_LIST_MIN = 3  # unfinished lines in a row are items of a list
_OPENING = 6  # paragraphs among which the one with the dateline is: scrapers leave captions above it
_GLUED_MIN = 100  # characters of a paragraph that may have a heading at its end
_GLUED_MAX = 90
# The end of a sentence and a heading in title case behind it: "said. Rules of Engagement"
_GLUED = re.compile(r"""(?<=[a-z\d)”"’'])[.!?]["”’]?(?P<gap>\s+)(?P<heading>[A-Z][^.!?"“”\n]{3,70})$""")
# What agencies and editors put behind the last sentence: " Reuter", " -AFP", "(Reporting by A. Person; Editing by B. Person)"
_TRAILER = re.compile(
    r"""
    (?P<trailer>
        (?: [—–/-]{1,2}\s?|\( ) (?: AFP|AP|Reuters|REUTERS|PTI|ANI|IANS|UPI|TASS|Xinhua|SANA|agencies|Agencies|ends|END ) \)? \.?
      | (?<=\n) [ ]* (?: Reuter s? | REUTER s? ) [\s.…]*
      | \(? (?: Additional\s)? (?: [Rr]eporting | [Ww]riting ) \s by \s [A-Z] [^()\n]{5,300} \)?
      | \( (?: With | Source: | Sources: | SOURCE: ) \s [^()\n]{3,120} \)
      | (?<=[.!?”"]\s) [A-Z][^.!?“”"\n]{3,200}? \s contributed \s (?: reporting | to\sthis\s(?:report|story|article) ) [^.\n]{0,80} \.
      | \#{2,3} | -{2,3}\s?30\s?-{2,3} | \(\s?END\s?\) | (?<=\s) (?:Enditem|ENDITEM|Endit|EndItem)
    ) \s* $
    """,
    re.VERBOSE,
)
# … of which every one has one of these; to look for them first costs a tenth of the search.
_TRAILER_AGENCIES = ("AFP", "AP", "euter", "REUTER", "PTI", "ANI", "IANS", "UPI", "TASS", "Xinhua", "SANA", "gencies")
_TRAILER_WORDS = ("eporting", "riting", "contributed", "ends", "End", "END", "With", "Source", "SOURCE", "##", "--")
_PLACE_DASH = re.compile(
    r",\s(?P<place>[A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{1,20}){0,2})\s?(?:[—–―]\s?|-{1,2}\s)"
)  # ", Amman - "
# "20 May - ", "June 2023: ": a further paragraph that begins with its date makes a time line
_TIME_LINE = re.compile(
    r"\n[ \t]*(?:[-*•][ \t])?(?:\d{1,2}\s)?(?:MONTHS)[a-z.]{0,6}(?:\s\d{1,2})?(?:,?\s\d{4})?(?:\s?[—–―:]|\s-{1,2})\s".replace(
        "MONTHS", MONTHS
    ),
    re.IGNORECASE,
)
_DASH = re.compile(r"\s?[—–―]\s?|\s-{1,2}\s")
# "By Jane Roe", "Written by Jane Roe", below the article
_SIGNED = re.compile(r"[\W_]{0,4}(?:\w+\s){0,2}by\s", re.IGNORECASE)
_TRAILER_MAX = 360
# At the foot of a press release: "About Example Relief"; an address or a number to call; a link on a line of its own
_ABOUT = re.compile(r"[#*_ ]{0,5}About (?:the )?(?P<name>[A-Z][\w’'&.-]*(?: [\w’'&.-]+){0,5}?):?[*_ ]{0,4}")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:\+|\(0|\b00)\d[\d() -]{6,}\d")
_ONLY = 160  # characters of a text that is more than a note
_CONTACT_MAX = 160  # characters
_CONTACT_WORDS = 12  # of a line that gives no more than an address or number
_CONTACT_MARKS = ("@", "+", "(0", "00")
_ABOUTS = ("About ", "#", "**About ", "ABOUT ")
_SKIP_PAST = re.compile(r"skip past (?P<what>[\w -]{3,60})", re.IGNORECASE)
_LAST = 40  # blocks among which biographies stand
_BOX = 15  # blocks of a box that readers may skip
_LINK = re.compile(r"\W{0,3}(?:https?://|www\.)\S+\W{0,3}")


def read_body(text: str, blocks: list[Block], first: int, phrases: Phrases, authors: frozenset[str]) -> list[Zone]:
    """Read the blocks from `first` on. `authors` are the surnames of the byline, in lower case."""
    kinds = _label(text, blocks, first, phrases, authors)
    last = _find_last(text, blocks, kinds, first)
    tagged = find_themes(text, blocks, kinds, last, phrases)
    zones: list[Zone] = []
    seen, dated = 0, False
    for index in range(first, len(blocks)):
        block, kind = blocks[index], kinds[index]
        if index in tagged:
            zones += tagged[index]
        elif kind:
            zones.append(Zone(f"boilerplate:{'navigation' if kind == 'tags' else kind}", block.start, block.end))
        elif index > last:
            zones += _read_foot(text, block, near=index - last <= _OPENING)
        elif _is_heading(text, blocks, kinds, index, first):
            zones.append(Zone("heading", *strip_marks(text, block.start, block.end)))
        else:
            seen += 1
            place = _Place(seen <= _OPENING and not dated, index + 1 < len(blocks), index >= last)
            found = _read_paragraph(text, block, place)
            dated = dated or found[0].kind == "metadata:dateline"
            zones += found
    return zones


def _label(text: str, blocks: list[Block], first: int, phrases: Phrases, authors: frozenset[str]) -> list[str | None]:
    """Name the boilerplate among the blocks from `first` on; None where a block may be part of the article."""
    kinds: list[str | None] = [None] * len(blocks)
    begin = blocks[first].start if first < len(blocks) else 0
    closing = begin + _CLOSING * (blocks[-1].end - begin)
    closer = len(blocks)
    if len(blocks) - first == 1 and blocks[first].end - blocks[first].start > _ONLY:
        return kinds  # the only paragraph is the article
    for index in range(first, len(blocks)):
        start, end = blocks[index].start, blocks[index].end
        kinds[index] = classify(text, start, end, phrases, footer=index > closer)
        brief = end - start <= _CONTACT_MAX and text[start] not in '“"'
        if brief and kinds[index] is None and _LINK.fullmatch(text, start, end):
            kinds[index] = "navigation"
        if kinds[index] is None and is_running_head(text, blocks, index, first):
            kinds[index] = "navigation"
        if kinds[index] is None and start >= closing:
            kinds[index] = _kind_at_foot(text, blocks, index)
        if kinds[index] is None and authors and start >= closing and is_bio(text, start, end, authors):
            kinds[index] = "author_bio"
        if kinds[index] in _CLOSERS and start >= closing:
            closer = min(closer, index)
    _label_last(text, blocks, first, kinds, authors)
    for index in range(first, len(blocks)):
        if kinds[index] == "navigation":
            stop = _end_of_box(text, blocks, index)
            kinds[index:stop] = ["navigation"] * (stop - index)
    behind = [
        index for index in range(closer + 1, len(blocks)) if kinds[index] is None and is_prose(text, blocks[index])
    ]
    if len(behind) <= _AFTERMATH:
        for index in behind:
            kinds[index] = "footer"
    return kinds


def _label_last(text: str, blocks: list[Block], first: int, kinds: list[str | None], authors: frozenset[str]) -> None:
    """Name the biographies among the last blocks in `kinds`: in a short text they stand above the closing part, too."""
    for index in range(len(blocks) - 1, max(first, len(blocks) - _LAST), -1):
        if kinds[index] is None and is_bio(text, blocks[index].start, blocks[index].end, authors):
            kinds[index] = "author_bio"
        if kinds[index] is None:
            break


def _end_of_box(text: str, blocks: list[Block], index: int) -> int:
    """Find the end of a box that pages let readers skip: "skip past newsletter promotion" … "after newsletter promotion"."""
    opens = _SKIP_PAST.fullmatch(text, blocks[index].start, blocks[index].end)
    closes = f"after {opens['what']}".lower() if opens else ""
    for position in range(index + 1, min(index + _BOX, len(blocks)) if opens else 0):
        if text[blocks[position].start : blocks[position].end].lower() == closes:
            return position + 1
    return index + 1


def _kind_at_foot(text: str, blocks: list[Block], index: int) -> str | None:
    """Name what only the foot of a page has: who sends the text ("About Example Relief"), whom to ask, links alone."""
    start, end = blocks[index].start, blocks[index].end
    if end - start > _CONTACT_MAX:
        return None
    line = text[start:end]
    if line.startswith(_ABOUTS) and index + 1 < len(blocks) and (about := _ABOUT.fullmatch(line)):
        below = blocks[index + 1]
        return "author_bio" if about["name"] in text[below.start : min(below.end, below.start + _CONTACT_MAX)] else None
    reached = any(mark in line for mark in _CONTACT_MARKS) and _CONTACT.search(line) is not None
    told = ":" in line or line.count(" ") < _CONTACT_WORDS
    return "navigation" if reached and told and not is_finished(line, 0, len(line) - 1) else None


def _find_last(text: str, blocks: list[Block], kinds: list[str | None], first: int) -> int:
    """Find the last block of the article: a paragraph, or what reads like a sentence right behind it ("He left.")."""
    prose = (
        index
        for index in range(len(blocks) - 1, first - 1, -1)
        if kinds[index] is None and is_prose(text, blocks[index])
    )
    last = next(prose, None)
    if last is None:
        return len(blocks) - 1
    ending = next((index for index in range(last + 1, len(blocks)) if kinds[index]), len(blocks))
    loose = [block for block in blocks[last + 1 : ending] if not is_finished(text, block.start, block.end)]
    if len(loose) >= _LIST_MIN and len(loose) == ending - last - 1 and all(text[one.start].isupper() for one in loose):
        return last  # headlines of other articles
    for index in range(last + 1, ending):
        words = text[blocks[index].start : blocks[index].end].split()
        small = 2 * sum(word.islower() for word in words) >= len(words) >= _SENTENCE_WORDS
        if small or (len(words) > 1 and is_finished(text, blocks[index].start, blocks[index].end)):
            last = index
    return last


def _read_foot(text: str, block: Block, *, near: bool) -> list[Zone]:
    """Read a line below the article that no phrase explains: some articles are signed there."""
    if near and _SIGNED.match(text, block.start, block.end):
        signed = read_header_line(text, block.start, block.end, titled=True)
        if signed:
            return signed
    return [Zone("boilerplate:footer", block.start, block.end)]


def _is_heading(text: str, blocks: list[Block], kinds: list[str | None], index: int, first: int) -> bool:
    """Tell whether a block between paragraphs heads the next one."""
    block = blocks[index]
    if block.end - block.start > _HEADING_MAX or text.count(" ", block.start, block.end) >= _HEADING_WORDS:
        return False
    if text[block.start] == "#":
        return True
    if index == first or index + 1 == len(blocks) or text[block.start].islower():
        return False
    words = text[block.start : block.end].split()
    if (len(words) > _HEADING_PLAIN or text[block.end - 1] in "?!") and not is_title_case(words):
        return False
    if not _is_open(text, block):
        return False
    run = 1
    for step in (-1, 1):
        position = index + step
        while (
            first <= position < len(blocks)
            and kinds[position] is None
            and _is_open(text, blocks[position])
            and run < _LIST_MIN
        ):
            run += 1
            position += step
    return run < _LIST_MIN


def _is_open(text: str, block: Block) -> bool:
    """Tell whether a block is a line without its full stop; a question may be a heading."""
    if is_prose(text, block) and text[block.end - 1] not in "?!":
        return False
    return not is_finished(text, block.start, block.end) or text[block.end - 1] in "?!"


@dataclass(frozen=True, slots=True)
class _Place:
    """What the place of a paragraph allows: a dateline before it, a heading or a credit glued to its end."""

    opening: bool
    headed: bool
    closing: bool


def _read_paragraph(text: str, block: Block, place: _Place) -> list[Zone]:
    """Read a block of the article: its dateline, the paragraph itself, and what is glued to its end."""
    zones: list[Zone] = []
    start, end = block.start, block.end
    if place.opening:
        dateline = match_dateline(text, start, end)
        if dateline and dateline.date:
            zones = [Zone("metadata:dateline", start, dateline.place[1]), Zone("metadata:published", *dateline.date)]
            rest = trim(text, dateline.date[1], dateline.end)
            zones += [Zone("boilerplate:credit", *rest)] if rest[0] < rest[1] else []
        elif dateline:
            zones = [Zone("metadata:dateline", *trim(text, start, dateline.end))]
        else:
            zones = _read_source(text, start, end)
            start = trim(text, zones[-1].end, end)[0] if zones else start
        start = dateline.end if dateline else start
    credit = _find_trailer(text, start, end) if place.closing else None
    if credit:
        return [
            *zones,
            Zone("body", start, trim(text, start, credit)[1]),
            Zone("boilerplate:credit", *trim(text, credit, end)),
        ]
    cut = _find_glued(text, start, end) if place.headed else None
    if cut:
        return [*zones, Zone("body", start, cut[0]), Zone("heading", cut[1], end)]
    return [*zones, Zone("body", start, end)]


def _read_source(text: str, start: int, end: int) -> list[Zone]:
    """Read what opens a paragraph in place of a dateline: an agency ("(Reuters) - "), or a date ("Feb. 23, 2015 -- ")."""
    source = find_source(text, start, end)
    if source:
        return [Zone("boilerplate:credit", *trim(text, start, source))]
    date = DATE.match(text, start, end) if text[start].isalnum() else None
    dash = (_DASH.match(text, date.end(), end) or _PLACE_DASH.match(text, date.end(), end)) if date else None
    if date and dash and dash.end() < end and not _is_time_line(text, start, end):
        if dash.lastgroup:
            place = Zone("metadata:dateline", *dash.span("place"))
            return [
                Zone("metadata:published", *date.span()),
                place,
                Zone("boilerplate:separator", *trim(text, dash.end("place"), dash.end())),
            ]
        return [Zone("metadata:published", *date.span()), Zone("boilerplate:separator", *trim(text, *dash.span()))]
    return []


def _is_time_line(text: str, start: int, end: int) -> bool:
    """Tell whether further paragraphs begin with their dates, too."""
    return (_TIME_LINE.search(text, end) or _TIME_LINE.search(text, 0, start)) is not None


def _find_trailer(text: str, start: int, end: int) -> int | None:
    """Find where the credit behind an article's last sentence begins."""
    offset = max(start, end - _TRAILER_MAX)
    tail = text[offset:end]
    match = _TRAILER.search(tail) if any(sign in tail for sign in _TRAILER_AGENCIES + _TRAILER_WORDS) else None
    if match is None or trim(text, start, offset + match.start())[1] <= start:
        return None
    return offset + match.start("trailer")


def _find_glued(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find a heading at the end of a paragraph: where its last sentence ends, and where the heading begins."""
    if end - start < _GLUED_MIN or is_finished(text, start, end):
        return None
    begin = max(start, end - _GLUED_MAX)
    match = _GLUED.search(text[begin:end])
    if match is None:
        return None
    words = match["heading"].split()
    before = re.findall(r"[\w.]+", text[begin : begin + match.start()])
    if len(words) < 2 or not before or before[-1].lower() in read_words("abbreviations") or len(before[-1]) < 3:
        return None
    if not all(word[0].isupper() or word[0].isdigit() or word in headline_words("small") for word in words):
        return None
    return begin + match.start("gap"), begin + match.start("heading")

"""Which stretch of the text is title, header, heading, body paragraph or boilerplate."""

from __future__ import annotations

import re

from wirepack.datelines import match_dateline
from wirepack.lexicons import read_words
from wirepack.models import Zone
from wirepack.segment.boilerplate import classify
from wirepack.segment.header import read_header_line
from wirepack.segment.paragraphs import Block, cut_blocks, is_finished, trim

_URL = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)
# Marks around a heading that are no part of it: "## Title ##", "**Title**"
_MARKS = " \t\xa0#*_>"

_TITLE_MAX = 250  # characters; a longer first block is the first paragraph
_HEADING_WORDS = 14
_HEADING_MAX = 110
_DECK_MAX = 320
_PROSE_WORDS = 9  # a finished block with fewer words may be a headline, a caption or a button
_PROSE_MIN = 150  # an unfinished block of this length is a paragraph all the same
_TOP = 120  # blocks; no header is longer


def find_zones(text: str) -> tuple[Zone, ...]:
    r"""Cut the text into zones, in order and without overlap.

    Between them stand white space, Markdown marks and the punctuation of header lines, nothing else.

    >>> text = "Calm holds\n\nBy A. Person\n\nBEIRUT (AP) — The truce held on Sunday, both sides said.\n\nCopyright © 2019"
    >>> [zone.kind for zone in find_zones(text)]
    ['title', 'metadata:byline', 'metadata:dateline', 'body', 'boilerplate:rights']
    """
    blocks = cut_blocks(text)
    zones, first = _read_top(text, blocks)
    zones += _read_rest(text, blocks, first)
    return tuple(zones)


def _read_top(text: str, blocks: list[Block]) -> tuple[list[Zone], int]:
    """Read the header; return its zones and the index of the first body block."""
    zones: list[Zone] = []
    titled = False
    index = 0
    for index, block in enumerate(blocks[:_TOP]):
        start, end = block.start, block.end
        more = index + 1 < len(blocks)
        if not more and (not titled or not zones):
            return zones, index
        if not titled and text[start] == "#":
            zones.append(_stripped(text, "title", start, end))
            titled = True
            continue
        kind = classify(text, start, end)
        if kind:
            zones.append(Zone(f"boilerplate:{kind}", start, end))
            continue
        found = read_header_line(text, start, end)
        if found:
            titled = titled or any(zone.kind == "title" for zone in found)
            zones += found
        elif end - start < _TITLE_MAX and not titled and _URL.search(text, start, end):
            zones.append(Zone("boilerplate:banner", start, end))
        elif not titled and _is_headline(text, blocks, index):
            zones.append(_stripped(text, "title", start, end))
            titled = True
        elif _is_prose(text, block) or not titled:
            return zones, index
        elif zones[-1].kind == "title" and _is_deck(text, blocks, index):
            zones.append(_stripped(text, "deck", start, end))
        else:
            return zones, index
    return zones, index


def _is_headline(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a block above everything else is the headline of what follows."""
    block = blocks[index]
    length = block.end - block.start
    if length > _TITLE_MAX:
        return False
    if not is_finished(text, block.start, block.end) or text[block.end - 1] in "?!":
        return any(_is_prose(text, later) for later in blocks[index + 1 : index + 12])
    line = text[block.start : block.end]
    if re.search(r"[a-z\d][.?!]['”’\"]? [A-Z]", line) or line.count(" ") > 22:
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if len(word) > 3]
    capital = sum(word[0].isupper() for word in words)
    return bool(words) and len(blocks) > 1 and capital >= 0.6 * len(words)


def _is_prose(text: str, block: Block) -> bool:
    """Tell whether a block reads like a paragraph: finished sentences, or length alone."""
    length = block.end - block.start
    if length >= _PROSE_MIN:
        return True
    return is_finished(text, block.start, block.end) and text.count(" ", block.start, block.end) >= _PROSE_WORDS


def _is_deck(text: str, blocks: list[Block], index: int) -> bool:
    block = blocks[index]
    return block.end - block.start <= _DECK_MAX and any(_is_prose(text, later) for later in blocks[index + 1 : index + 3])


def _read_rest(text: str, blocks: list[Block], first: int) -> list[Zone]:
    """Read everything below the header."""
    last = _last_body(text, blocks, first)
    zones: list[Zone] = []
    for index in range(first, len(blocks)):
        block = blocks[index]
        kind = classify(text, block.start, block.end, footer=index > last)
        if kind:
            zones.append(Zone(f"boilerplate:{kind}", block.start, block.end))
        elif index > last and last >= 0:
            zones.append(Zone("boilerplate:footer", block.start, block.end))
        elif _is_heading(text, blocks, index, first):
            zones.append(_stripped(text, "heading", block.start, block.end))
        else:
            zones += _read_paragraph(text, block, opening=index == first)
    return zones


def _last_body(text: str, blocks: list[Block], first: int) -> int:
    """Find the last block that can only be a part of the article."""
    last = first
    for index in range(first, len(blocks)):
        block = blocks[index]
        if _is_prose(text, block) and not classify(text, block.start, block.end, footer=index > first + 1):
            last = index
    return last


def _is_heading(text: str, blocks: list[Block], index: int, first: int) -> bool:
    """Tell whether a block between paragraphs heads the next one."""
    block = blocks[index]
    if index == first or block.end - block.start > _HEADING_MAX:
        return text[block.start] == "#" and block.end - block.start <= _HEADING_MAX
    if text.count(" ", block.start, block.end) >= _HEADING_WORDS or index + 1 == len(blocks):
        return False
    if text[block.start] == "#":
        return True
    finished = is_finished(text, block.start, block.end) and text[block.end - 1] not in "?!"
    return not finished and _is_prose(text, blocks[index + 1]) and not text[block.start].islower()


def _read_paragraph(text: str, block: Block, *, opening: bool) -> list[Zone]:
    """Read a block of the article: its dateline, the paragraph itself, and a heading glued to its end."""
    zones: list[Zone] = []
    start, end = block.start, block.end
    if opening:
        dateline = match_dateline(text, start, end)
        if dateline:
            if dateline.date:
                zones.append(Zone("metadata:dateline", start, dateline.place[1]))
                zones.append(Zone("metadata:published", *dateline.date))
            else:
                zones.append(Zone("metadata:dateline", *trim(text, start, dateline.end)))
            start = dateline.end
    cut = _glued_heading(text, start, end)
    if cut is None:
        return [*zones, Zone("body", start, end)]
    return [*zones, Zone("body", start, cut[0]), Zone("heading", cut[1], end)]


# The end of a sentence and a heading in title case behind it: "said. Rules of Engagement"
_GLUED = re.compile(r"""(?<=[a-z\d)”"’'])[.!?]["”’]?(?P<gap>\s+)(?P<heading>[A-Z][^.!?"“”\n]{3,70})$""")
_SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "vs", "with"])


def _glued_heading(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find a heading at the end of a paragraph: the end of its last sentence, and where the heading begins."""
    if end - start < 100 or is_finished(text, start, end):
        return None
    begin = max(start, end - 90)
    match = _GLUED.search(text[begin:end])
    if match is None:
        return None
    words = match["heading"].split()
    before = text[begin : begin + match.start()].rsplit(None, 1)[-1].lower()
    if len(words) < 2 or before in read_words("abbreviations") or len(before) < 3:
        return None
    if not all(word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in words):
        return None
    return begin + match.start("gap"), begin + match.start("heading")


def _stripped(text: str, kind: str, start: int, end: int) -> Zone:
    """Make a zone of what stands between Markdown marks."""
    part = text[start:end]
    left = len(part) - len(part.lstrip(_MARKS))
    right = len(part) - len(part.rstrip(_MARKS))
    return Zone(kind, start + left, end - right) if left + right < end - start else Zone(kind, start, end)

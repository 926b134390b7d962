"""Read what stands above the first paragraph: headline, deck, byline, date, outlet, and the buttons between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wirepack.bylines import is_person_name, parse_byline
from wirepack.datelines import match_dateline
from wirepack.models import Zone
from wirepack.outlets import find_outlet
from wirepack.segment.boilerplate import Phrases, classify
from wirepack.segment.header import LINE_MAX, is_role_line, read_header_line
from wirepack.segment.headlines import HEADLINE_MAX, find_title_noise, is_headline
from wirepack.segment.paragraphs import Block, is_finished, trim

# Marks around a heading that are no part of it: "## Title ##", "**Title**"
_MARKS_LEFT, _MARKS_RIGHT = " \t\xa0#*_>", " \t\xa0#*_"
# A number that an archive gives to a text: "DEV-MUC9-0001 (NOSC)"
_NUMBER = re.compile(r"[A-Z0-9]+(?:[-_./][A-Z0-9]+)*[-_./]\d+(?:\s\([A-Z]+\))?")
_URL = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)
_CRUMBS = re.compile(r"\s[>»›]\s")
_BY_ALONE = re.compile(r"[\W_]{0,3}by[\W_]{0,3}", re.IGNORECASE)

_BY_WORD = re.compile(r"[\W_]{0,3}(?:\w+\s){0,3}(?:by|authors?)\b", re.IGNORECASE)
_FOLLOW = re.compile(r"follow\b|profile|@\w", re.IGNORECASE)

_TOP = 80  # blocks; no header is longer
_PROSE_WORDS = 9  # a finished block with fewer words may be a headline, a caption or a button
_PROSE_MIN = 150  # an unfinished block of this length is a paragraph all the same
_AHEAD = 25  # blocks; a byline stands no farther below what belongs to the header
_ASIDES = 2  # captions and summaries that read like paragraphs and stand above the byline
_ASIDE_MAX = 450  # characters of one of them
_SUBJECT = 2500  # characters in which an article names whom it tells of
_DECK_MAX = 320
_DECK_WORDS = 4
_KICKER_UPPER = 6  # "WORLD | MIDDLE EAST"
_KICKER_WORDS = 3  # "World", "Middle East", "Exclusive" above the headline


@dataclass(slots=True)
class _Top:
    """What has been read so far."""

    zones: list[Zone] = field(default_factory=list)
    titled: bool = False
    decked: bool = False
    ahead: dict[int, bool] = field(
        default_factory=dict
    )  # whether a block, looked at from above, can only be of a header


def read_top(text: str, blocks: list[Block], phrases: Phrases) -> tuple[list[Zone], int]:
    """Read the header; return its zones and the index of the first block of the article's body."""
    top = _Top()
    index = 0
    for index, block in enumerate(blocks[:_TOP]):
        if index + 1 == len(blocks) and not any(zone.kind.startswith(("title", "metadata")) for zone in top.zones):
            return top.zones, index
        if not _read_block(text, blocks, index, phrases, top):
            return _settle(top.zones), index
        del block
    return _settle(top.zones), index + 1


def is_prose(text: str, block: Block) -> bool:
    """Tell whether a block reads like a paragraph: finished sentences, or length alone."""
    if block.end - block.start >= _PROSE_MIN:
        return True
    return is_finished(text, block.start, block.end) and text.count(" ", block.start, block.end) >= _PROSE_WORDS


def strip_marks(text: str, kind: str, start: int, end: int) -> Zone:
    """Make a zone of what stands between Markdown marks.

    >>> strip_marks("## Calm holds", "heading", 0, 13)
    Zone(kind='heading', start=3, end=13)
    """
    part = text[start:end]
    left, right = len(part) - len(part.lstrip(_MARKS_LEFT)), len(part) - len(part.rstrip(_MARKS_RIGHT))
    return Zone(kind, start + left, end - right) if left + right < end - start else Zone(kind, start, end)


def _read_block(text: str, blocks: list[Block], index: int, phrases: Phrases, top: _Top) -> bool:
    """Read one block into `top`; false if the body begins with it."""
    start, end = blocks[index].start, blocks[index].end
    if not top.titled and text[start] == "#" and end - start <= HEADLINE_MAX:
        return _add_title(text, start, end, top)
    dateline = match_dateline(text, start, end)
    if dateline and is_prose(text, blocks[index]):
        return False
    found = read_header_line(text, start, end, titled=top.titled)
    if found and not _is_subject(text, found, top):
        return _add_lines(text, start, end, found, top)
    kind = classify(text, start, end, phrases)
    if kind:
        top.zones.append(Zone(f"boilerplate:{kind}", start, end))
        return True
    if not top.titled:
        return _read_above_title(text, blocks, index, top)
    return _read_below_title(text, blocks, index, top)


def _is_subject(text: str, found: list[Zone], top: _Top) -> bool:
    """Tell whether a line that is nothing but a name names whom the article tells of, and not the author."""
    zone = found[0]
    if zone.kind != "metadata:byline" or len(found) > 1 or _BY_WORD.match(text, zone.start, zone.end):
        return False
    name = parse_byline(text[zone.start : zone.end]).names[:1]
    if not name or find_outlet(name[0]):
        return False
    surname = name[0].split()[-1]
    title = next((text[zone.start : zone.end] for zone in top.zones if zone.kind == "title"), "")
    told = text.find(surname, zone.end, zone.end + _SUBJECT)
    return surname in title or (told >= 0 and not text.startswith(name[0], text.rfind("\n", 0, told) + 1))


def _add_title(text: str, start: int, end: int, top: _Top) -> bool:
    zone = strip_marks(text, "title", start, end)
    noise = find_title_noise(text, zone.start, zone.end)
    if noise is not None and noise > zone.start:
        top.zones.append(Zone("title", *trim(text, zone.start, noise)))
        top.zones.append(Zone("boilerplate:title_noise", *trim(text, noise, zone.end)))
    else:
        top.zones.append(zone)
    top.titled = True
    return True


def _add_lines(text: str, start: int, end: int, found: list[Zone], top: _Top) -> bool:
    """Add header lines; "By" and the name below it are one byline."""
    for zone in found:
        if zone.kind == "title":
            _add_title(text, zone.start, zone.end, top)
        else:
            top.zones.append(zone)
    before = top.zones[-len(found) - 1] if len(top.zones) > len(found) else None
    if found[0].kind == "metadata:byline" and before and before.kind == "metadata:byline":
        alone = _BY_ALONE.fullmatch(text, before.start, before.end)
        if alone:
            position = top.zones.index(before)
            top.zones[position : position + 2] = [Zone("metadata:byline", before.start, found[0].end)]
    del start, end
    return True


def _read_above_title(text: str, blocks: list[Block], index: int, top: _Top) -> bool:
    """Read a block that may be the headline, or what stands above it."""
    block = blocks[index]
    if block.end - block.start <= HEADLINE_MAX and (
        _URL.search(text, block.start, block.end) or _NUMBER.fullmatch(text, block.start, block.end)
    ):
        top.zones.append(Zone("boilerplate:banner", block.start, block.end))
        return True
    if index + 1 == len(blocks) or block.end - block.start > HEADLINE_MAX:
        return False
    apart = blocks[index + 1].group != block.group
    if not is_headline(text, block.start, block.end, apart=apart) and not (
        apart and _is_above_story(text, blocks, index)
    ):
        return False
    if not any(is_prose(text, later) for later in blocks[index + 1 : index + _TOP]):
        return False
    if _is_kicker(text, blocks, index):
        top.zones.append(Zone("metadata:section", block.start, block.end))
        return True
    return _add_title(text, block.start, block.end, top)


def _is_above_story(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether the next block can only stand at the top of an article: a byline, or a paragraph with its dateline."""
    below = blocks[index + 1]
    found = read_header_line(text, below.start, below.end, titled=True)
    if any(zone.kind == "metadata:byline" for zone in found):
        return True
    return is_prose(text, below) and match_dateline(text, below.start, below.end) is not None


def _is_kicker(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a short line only names the section of the headline below it."""
    block, below = blocks[index], blocks[index + 1]
    if _CRUMBS.search(text, block.start, block.end):
        return True
    words = text.count(" ", block.start, block.end) + 1
    upper = text[block.start : block.end].isupper() and not text[below.start : below.end].isupper()
    return (
        words <= (_KICKER_UPPER if upper else _KICKER_WORDS)
        and text.count(" ", below.start, below.end) > _KICKER_WORDS
        and not is_prose(text, below)
        and is_headline(text, below.start, below.end)
        and not read_header_line(text, below.start, below.end, titled=True)
        and index + 2 < len(blocks)
    )


def _read_below_title(text: str, blocks: list[Block], index: int, top: _Top) -> bool:
    """Read a block between the headline and the first paragraph, or find that it is the first paragraph."""
    block = blocks[index]
    start, end = block.start, block.end
    last = top.zones[-1]
    if last.kind in {"title", "deck"} and end - start < LINE_MAX and is_role_line(text[start:end]):
        top.zones.append(Zone("metadata:byline", start, end))  # "Special Correspondent"
        return True
    if last.kind == "metadata:byline" and end - start < LINE_MAX and is_role_line(text[start:end]):
        top.zones[-1] = Zone("metadata:byline", last.start, end)
        return True
    if _BY_ALONE.fullmatch(text, start, end):
        top.zones.append(Zone("metadata:byline", start, end))
        return True
    if _is_author_line(text, blocks, index):
        top.zones.append(Zone("metadata:byline", start, end))
        return True
    prose, finished = is_prose(text, block), is_finished(text, start, end)
    if _goes_on(text, blocks, index, top):
        summary = last.kind in {"title", "boilerplate:title_noise"} and text.count(" ", start, end) >= _DECK_WORDS
        if not prose and not finished and not summary:
            kind = "boilerplate:navigation"
        else:
            kind = "boilerplate:caption" if top.decked else "deck"
    elif prose or finished:
        return False
    elif not top.decked and _is_deck(text, blocks, index):
        kind = "deck"
    elif any(is_prose(text, later) for later in blocks[index + 1 : index + _AHEAD]):
        kind = "boilerplate:navigation" if not _heads_next(text, blocks, index) else "heading"
    else:
        return False
    top.decked = top.decked or kind == "deck"
    top.zones.append(strip_marks(text, kind, start, end))
    return True


def _is_author_line(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a name that no list knows is the author's, from the line directly below it."""
    block = blocks[index]
    if (
        index + 1 == len(blocks)
        or blocks[index + 1].group != block.group
        or not is_person_name(text[block.start : block.end])
    ):
        return False
    below = blocks[index + 1]
    line = text[below.start : min(below.end, below.start + LINE_MAX)]
    return (
        is_role_line(line)
        or _FOLLOW.match(line) is not None
        or any(
            zone.kind == "metadata:published" for zone in read_header_line(text, below.start, below.end, titled=True)
        )
    )


def _heads_next(text: str, blocks: list[Block], index: int) -> bool:
    return index + 1 < len(blocks) and is_prose(text, blocks[index + 1])


def _is_deck(text: str, blocks: list[Block], index: int) -> bool:
    block = blocks[index]
    long_enough = text.count(" ", block.start, block.end) + 1 >= _DECK_WORDS
    return long_enough and block.end - block.start <= _DECK_MAX and _heads_next(text, blocks, index)


def _goes_on(text: str, blocks: list[Block], index: int, top: _Top) -> bool:
    """Tell whether the header goes on below this block: a byline, a date or a dateline is yet to come."""
    asides = 0
    for position in range(index, min(len(blocks), index + _AHEAD)):
        if position > index:
            if position not in top.ahead:
                top.ahead[position] = _marks_header(text, blocks[position])
            if top.ahead[position]:
                return True
        if is_prose(text, blocks[position]):
            asides += 1
            if asides > _ASIDES or blocks[position].end - blocks[position].start > _ASIDE_MAX:
                return False
    return False


def _marks_header(text: str, block: Block) -> bool:
    """Tell whether a block shows that what stands above it is header: a byline, a date, a paragraph with its dateline."""
    if match_dateline(text, block.start, block.end) and is_prose(text, block):
        return True
    found = read_header_line(text, block.start, block.end, titled=True)
    return any(zone.kind in {"metadata:byline", "metadata:published"} for zone in found)


def _settle(zones: list[Zone]) -> list[Zone]:
    """Let a date of update stand for the date of publication where that is not given."""
    dated = any(zone.kind == "metadata:published" for zone in zones)
    kind = "metadata:section" if dated else "metadata:published"
    return [Zone(kind, zone.start, zone.end) if zone.kind == "metadata:updated" else zone for zone in zones]

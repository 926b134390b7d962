"""Read what stands above the first paragraph: headline, deck, byline, date, outlet, and the buttons between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wirepack.datelines import match_dateline
from wirepack.models import Zone
from wirepack.outlets import find_outlet, looks_like_outlet
from wirepack.segment.boilerplate import Phrases, classify
from wirepack.segment.choice import find_headline, is_called_so
from wirepack.segment.dates import find_date
from wirepack.segment.header import LINE_MAX, is_role_line, read_header_line
from wirepack.segment.headlines import HEADLINE_MAX, find_title_noise, is_headline, is_name, is_twice
from wirepack.segment.issues import find_issue
from wirepack.segment.leading import is_page_line
from wirepack.segment.mastheads import is_masthead, is_menu, is_slug
from wirepack.segment.pagetitles import find_logo, find_repeated_part, find_site_beside
from wirepack.segment.paragraphs import Block, is_finished, strip_marks, trim
from wirepack.segment.running import is_printed
from wirepack.segment.signs import (
    BYLINE,
    DATELINE,
    ends_group,
    header_sign,
    heads_next,
    is_above_story,
    is_author_line,
    is_kicker,
    is_listed,
    is_prose,
    is_sentence,
    is_told_of,
    reads_on,
)

# A number that an archive gives to a text: "DEV-MUC9-0001 (NOSC)"
_NUMBER = re.compile(r"[A-Z0-9]+(?:[-_./][A-Z0-9]+)*[-_./]\d+(?:\s\([A-Z]+\))?")
_URL = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)
_GLUED_URL = re.compile(r"(?<=\w)https?://\S+")  # "Army retakes hillhttps://example.com/hill"
_OPENING = 25  # characters; two lines that share them are one headline twice
_BY_ALONE = re.compile(r"[\W_]{0,3}by[\W_]{0,3}", re.IGNORECASE)
_FROM_ALONE = re.compile(r"(?:From|Source|Publisher):")  # with the body that publishes on the next line
_BY_WORD = re.compile(r"[\W_]{0,3}(?:\w+\s){0,3}(?:by|authors?)\b", re.IGNORECASE)

_TOP = 80  # blocks; no header is longer
_AHEAD = 25  # blocks; a byline stands no farther below what belongs to the header
_ASIDES = 2  # captions and summaries that read like paragraphs and stand above the byline
_ASIDE_MAX = 450  # characters of one of them
_BETWEEN = 5  # blocks; byline, role, dates and the first sentence
_TITLE_AGAIN = 40  # characters of a site's name behind a headline that stands there once more
_DECK_MAX = 320
_DECK_WORDS = 4
_DATES = ("metadata:published", "metadata:updated")


@dataclass(slots=True)
class _Top:
    """What has been read so far, and what `header_sign` told of the blocks below."""

    zones: list[Zone] = field(default_factory=list)
    titled: bool = False
    decked: bool = False
    ahead: dict[int, int] = field(default_factory=dict)
    chosen: int | None = None  # the block of the headline, where the first line that looks like one is the page's

    def add(self, kind: str, start: int, end: int) -> None:
        self.zones.append(Zone(kind, start, end))


def read_top(text: str, blocks: list[Block], phrases: Phrases) -> tuple[list[Zone], int]:
    """Read the header; return its zones and the index of the first block of the article's body."""
    top = _Top(chosen=find_headline(text, blocks, phrases))
    for index in range(min(len(blocks), _TOP)):
        alone = index + 1 == len(blocks) and not any(zone.kind.startswith(("title", "metadata")) for zone in top.zones)
        if alone or not _read_block(text, blocks, index, phrases, top):
            return _settle(top.zones), index
    return _settle(top.zones), min(len(blocks), _TOP)


def _read_block(text: str, blocks: list[Block], index: int, phrases: Phrases, top: _Top) -> bool:
    """Read one block into `top`; false if the body begins with it."""
    start, end = blocks[index].start, blocks[index].end
    if not top.titled and text[start] == "#" and end - start <= HEADLINE_MAX and not is_masthead(text, blocks, index):
        _add_title(text, start, end, top)
        return True
    if index == top.chosen and not top.titled:
        _add_title(text, start, end, top)
        return True
    if match_dateline(text, start, end) and is_prose(text, blocks[index]):
        return False
    found = read_header_line(text, start, end, titled=top.titled)
    if found and not (
        _is_name_alone(text, found) and (_is_subject(text, found, top) or is_listed(text, blocks, index))
    ):
        _add_lines(text, found, top)
        return True
    logo = None if top.titled else find_logo(text, blocks[index])
    if logo:
        top.add("metadata:publisher", *logo)
        return True
    kind = _kind_of_page(text, blocks, index, phrases, top)
    if kind:
        named = kind == "metadata:publisher"  # maybe as a heading of Markdown
        top.add(kind, *(strip_marks(text, start, end) if named else (start, end)))
        return True
    if top.titled or _is_role_below_name(text, start, end, top):
        return _read_below_title(text, blocks, index, phrases, top)
    return _read_above_title(text, blocks, index, top)


def _kind_of_page(text: str, blocks: list[Block], index: int, phrases: Phrases, top: _Top) -> str | None:
    """Name what a block is that belongs to the page or the wire and not to the article; None if it may be the article's."""
    start, end = blocks[index].start, blocks[index].end
    if is_page_line(text, start, end):
        return "boilerplate:navigation"
    if not top.titled:
        if index < find_issue(text, blocks):
            return "boilerplate:navigation" if index else "metadata:publisher"
        if is_menu(text, blocks, index):
            return "boilerplate:navigation"
        if is_slug(text, blocks[index]):
            return "metadata:section"
        if is_masthead(text, blocks, index):
            return "metadata:publisher"
    kind = classify(text, start, end, phrases)
    if kind == "caption" and not top.titled and is_twice(text[start:end]):
        return None
    return f"boilerplate:{'navigation' if kind == 'tags' else kind}" if kind else None


def _is_name_alone(text: str, found: list[Zone]) -> bool:
    """Tell whether a line is nothing but a name, without "by" or a date that says whose."""
    zone = found[0]
    return zone.kind == "metadata:byline" and len(found) == 1 and not _BY_WORD.match(text, zone.start, zone.end)


def _is_role_below_name(text: str, start: int, end: int, top: _Top) -> bool:
    """Tell whether a line says what the author above it is: pages without their headline begin so, too."""
    signed = bool(top.zones) and top.zones[-1].kind == "metadata:byline"
    return signed and end - start < LINE_MAX and is_role_line(text[start:end])


def _is_subject(text: str, found: list[Zone], top: _Top) -> bool:
    """Tell whether a name alone names whom the article tells of, and not the author."""
    title = next((text[zone.start : zone.end] for zone in top.zones if zone.kind == "title"), "")
    return is_told_of(text, found[0], title)


def _add_title(text: str, start: int, end: int, top: _Top) -> None:
    """Add a headline and apart from it the name of the site behind it; of a headline that stands twice, once."""
    if is_twice(text[start:end]):
        again = text.index("\n", start)
        _add_title(text, *trim(text, start, again), top)
        top.add("boilerplate:title_noise", *trim(text, again, end))
        return
    start, end = strip_marks(text, start, end)
    noise = find_title_noise(text, start, end)
    if noise is not None and noise > start:
        top.add("title", *trim(text, start, noise))
        top.add("boilerplate:title_noise", *trim(text, noise, end))
    else:
        top.add("title", start, end)
    top.titled = True


def _add_lines(text: str, found: list[Zone], top: _Top) -> None:
    """Add header lines; "By" and the name below it are one byline, and a name below a caption is the photographer's."""
    before = top.zones[-1] if top.zones else None
    if before and before.kind == "boilerplate:caption" and _is_signed(top) and _is_name_alone(text, found):
        top.add("boilerplate:caption", found[0].start, found[0].end)
        return
    if (
        before
        and before.kind == found[0].kind == "metadata:byline"
        and _BY_ALONE.fullmatch(text, before.start, before.end)
    ):
        top.zones.pop()
        found = [Zone("metadata:byline", before.start, found[0].end), *found[1:]]
    for zone in found:
        if zone.kind == "title":
            _add_title(text, zone.start, zone.end, top)
        else:
            top.zones.append(zone)


def _read_above_title(text: str, blocks: list[Block], index: int, top: _Top) -> bool:
    """Read a block that may be the headline, or what stands above it; false if it is the first paragraph."""
    start, end = blocks[index].start, blocks[index].end
    if top.chosen is not None and index < top.chosen:
        _add_above(text, start, end, top)
        return True
    if end - start > HEADLINE_MAX:
        return False
    glued = _GLUED_URL.search(text, start, end)
    if glued and text.count(" ", start, glued.start()) >= _DECK_WORDS and not _repeats(text, blocks, index):
        _add_title(text, *trim(text, start, glued.start()), top)
        top.add("boilerplate:banner", glued.start(), end)
        return True
    if glued or _URL.search(text, start, end) or _NUMBER.fullmatch(text, start, end):
        top.add("boilerplate:banner", start, end)
        return True
    below = blocks[index + 1 : index + _TOP]
    if not any(is_prose(text, later) for later in below) and not _is_above_sentence(text, below):
        return False
    apart = blocks[index + 1].group != blocks[index].group
    asks = text[end - 1] in "?!"  # a headline that ends so needs no blank line below it, only a byline
    if not is_headline(text, start, end, apart=apart) and not ((apart or asks) and is_above_story(text, blocks, index)):
        return False
    if _is_signed(top) and is_name(text[start:end].split()) and looks_like_outlet(text[start:end]):
        top.add("metadata:publisher", start, end)  # below "From staff reports"
    elif is_kicker(text, blocks, index):
        top.add("metadata:section", start, end)
    elif (part := find_repeated_part(text, blocks, index)) and (site := find_site_beside(text, blocks[index], part)):
        stamp = trim(text, max(part[1], site[1]), end)
        top.zones += sorted([Zone("title", *part), Zone("metadata:publisher", *site)], key=lambda zone: zone.start)
        top.zones += [Zone("boilerplate:navigation", *stamp)] if is_printed(text[start:end]) else []
        top.titled = True
    else:
        _add_title(text, start, end, top)
    return True


def _add_above(text: str, start: int, end: int, top: _Top) -> None:
    """Add a line above the chosen headline: the name of the site, or what stands below it."""
    first = not any(zone.kind.startswith("metadata") and zone.kind != "metadata:url" for zone in top.zones)
    if (find_outlet(text[start:end]) or (first and is_called_so(text, start, end))) and not find_date(text, start, end):
        top.add("metadata:publisher", *strip_marks(text, start, end))
    elif dated := [zone for zone in read_header_line(text, start, end, titled=True) if zone.kind in _DATES]:
        before = [Zone("metadata:section", zone.start, zone.end) if zone.kind in _DATES else zone for zone in top.zones]
        top.zones = before + dated  # "Edition of 3 March 2015", below what the page gives as the day of reading
    else:
        top.add("boilerplate:navigation", start, end)


def _repeats(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether one of the next lines begins as this one does."""
    opening = text[blocks[index].start : blocks[index].start + _OPENING]
    return any(text.startswith(opening, block.start) for block in blocks[index + 1 : index + _BETWEEN])


def _is_above_sentence(text: str, below: list[Block]) -> bool:
    """Tell whether a sentence, however short, stands directly below, or below byline and date alone."""
    for block in below[:_BETWEEN]:
        if is_sentence(text, block):
            return True
        if not read_header_line(text, block.start, block.end, titled=True):
            return False
    return False


def _read_below_title(text: str, blocks: list[Block], index: int, phrases: Phrases, top: _Top) -> bool:
    """Read a block between the headline and the first paragraph; false if it is the first paragraph."""
    start, end = blocks[index].start, blocks[index].end
    last = top.zones[-1]
    if end - start < LINE_MAX and is_role_line(text[start:end]) and last.kind in {"title", "deck", "metadata:byline"}:
        if last.kind == "metadata:byline":  # the role below the name
            start = top.zones.pop().start
        top.add("metadata:byline", start, end)  # or a desk in its place: "Special Correspondent"
        return True
    if _BY_ALONE.fullmatch(text, start, end) or is_author_line(text, blocks, index):
        top.add("metadata:byline", start, end)
        return True
    if index and _FROM_ALONE.fullmatch(text, blocks[index - 1].start, blocks[index - 1].end) and end - start < LINE_MAX:
        top.add("metadata:publisher", start, end)
        return True
    title = next((zone for zone in top.zones if zone.kind == "title"), None)
    if (
        title
        and end - start <= title.end - title.start + _TITLE_AGAIN
        and text.startswith(text[title.start : title.end], start)
    ):
        top.add("boilerplate:title_noise", start, end)
        return True
    kind = _kind_below_title(text, blocks, index, phrases, top)
    if kind is None:
        return False
    top.decked = top.decked or kind == "deck"
    top.add(kind, *strip_marks(text, start, end))
    return True


def _kind_below_title(text: str, blocks: list[Block], index: int, phrases: Phrases, top: _Top) -> str | None:
    """Name what a line below the headline is that names nobody and no date; None if it is the first paragraph."""
    block = blocks[index]
    below_title = top.zones[-1].kind in {"title", "boilerplate:title_noise"}
    statement = is_prose(text, block) or is_finished(text, block.start, block.end)
    long_enough = text.count(" ", block.start, block.end) + 1 >= _DECK_WORDS
    if _goes_on(text, blocks, index, phrases, top):
        if statement or (below_title and long_enough):
            return "boilerplate:caption" if top.decked or _is_signed(top) else "deck"  # a deck stands above the byline
        return "boilerplate:navigation"
    if statement:
        captioned = top.zones[-1].kind == "boilerplate:caption" and ends_group(blocks, index)
        return "boilerplate:caption" if captioned else None  # what the picture shows, below its credit
    heads = heads_next(text, blocks, index)
    if (
        not top.decked
        and long_enough
        and block.end - block.start <= _DECK_MAX
        and (heads or (below_title and reads_on(text, block)))
    ):
        return "deck"
    if heads:
        return "heading"
    prose_below = any(is_prose(text, later) for later in blocks[index + 1 : index + _AHEAD])
    return "boilerplate:navigation" if prose_below else None


def _is_signed(top: _Top) -> bool:
    return any(zone.kind == "metadata:byline" for zone in top.zones)


def _goes_on(text: str, blocks: list[Block], index: int, phrases: Phrases, top: _Top) -> bool:
    """Tell whether the header goes on below this block: a byline, a date or a dateline is yet to come.

    Behind something that reads like a paragraph only a first byline or a dateline says so, and only above paragraphs:
    reports are divided by dates, and some are signed at the foot.
    """
    asides = 0
    told = any(zone.kind in {"metadata:byline", *_DATES} for zone in top.zones)
    for position in range(index, min(len(blocks), index + _AHEAD)):
        if position > index:
            if position not in top.ahead:
                top.ahead[position] = header_sign(text, blocks, position)
            sign = top.ahead[position]
            if sign == DATELINE or (sign == BYLINE and not (asides and told)) or (sign and not asides):
                return not asides or sign == DATELINE or _is_followed(text, blocks, position, phrases)
        if is_prose(text, blocks[position]):
            asides += 1
            if asides > _ASIDES or blocks[position].end - blocks[position].start > _ASIDE_MAX:
                return False
    return False


def _is_followed(text: str, blocks: list[Block], index: int, phrases: Phrases) -> bool:
    """Tell whether paragraphs of the article are yet to come."""
    return any(
        is_prose(text, block) and not classify(text, block.start, block.end, phrases)
        for block in blocks[index + 1 : index + _AHEAD]
    )


def _settle(zones: list[Zone]) -> list[Zone]:
    """Let a date of update stand for the date of publication where that is not given."""
    kind = "metadata:section" if any(zone.kind == _DATES[0] for zone in zones) else _DATES[0]
    return [Zone(kind, zone.start, zone.end) if zone.kind == "metadata:updated" else zone for zone in zones]

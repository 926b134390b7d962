"""Choose the headline among the lines at the top of a page where the first of them is the name of the site.

A headline says what the text says again; the name of a site, its motto and its menu do not. The first line that could be
the headline stays it, unless much tells against it: see `find_headline`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wirepack.bodies import names_body
from wirepack.datelines import match_dateline
from wirepack.lexicons import read_words
from wirepack.outlets import find_outlet, looks_like_outlet, outlet_at
from wirepack.segment.boilerplate import Phrases, classify
from wirepack.segment.dates import find_date
from wirepack.segment.header import read_header_line
from wirepack.segment.headlines import HEADLINE_MAX, count_retold, is_headline, is_name
from wirepack.segment.mastheads import is_menu
from wirepack.segment.paragraphs import Block, is_finished
from wirepack.segment.signs import is_crumbs, is_prose

if TYPE_CHECKING:
    from wirepack.models import Zone

_TOP = 30  # blocks among which the headline is
_SHORT = 3  # words of the shortest headline that may take the place of a line above it
_TOLD = 2  # longer words that the text says again
_TOLD_WORDS = 7  # words of a line that are enough to expect three of them
_DECK_WORDS = 14  # more than most headlines have
_BRIEF = 40  # characters of a line that may be an item of a menu
_FOOT = 700  # characters
_HOST = re.compile(r"(?:https?://(?:www\.)?|www\.)([\w-]+)")
_LETTERS = re.compile(r"[\W_]+")
_SPELT = 0.8  # of the address, where the name has several words: "karpincentreuk" for "Karpin Centre London"
_HOST_MIN = 6  # letters of a name that an address spells
# What the foot of a page says before the name of its site: "© 2023 ", "Thanks for reading ", "More from "
_OWNED = re.compile(
    r"(?:©\s?(?:\d{4}\s)?|copyright\s(?:\d{4}\s)?|(?:reading|join|subscribe\sto|more\s(?:from|on)|support|follow|contact)\s)$",
    re.IGNORECASE,
)


_CLAIMS = re.compile(r"\s?(?:©|\(c\)\s\d{4})")  # … and behind it
# What a site asks its readers for, in capitals above the menu: "WE REPORT WITHOUT FEAR. SUPPORT OUR WORK. DONATE"
_APPEAL = re.compile(r"(?:DONATE|SUBSCRIBE|SIGN UP|JOIN US|SUPPORT US|GIVE|LEARN MORE)(?: (?:NOW|TODAY|HERE))?\W*")
_STOP_INSIDE = re.compile(r"[.!?] (?=[A-Z])")
# What a broadcaster is called besides its own name: "ABC Radio National", "BBC World Service"
_MEDIUM = re.compile(r"(?:Radio|TV|Television|News|World Service|Online)\b")
# What stands below the name of an outlet and says what it is: "RUSSIAN NEWS AGENCY", "Karpin's National Broadcaster"
_TRADE = re.compile(
    r".{0,50}\b(?:agency|newspaper|broadcaster|magazine|network|radio|television|weekly)", re.IGNORECASE
)


class _Line(NamedTuple):
    """A line that could be the headline: how many words the text says again, whether it is signed, or only the page's."""

    place: int
    words: list[str]
    told: int
    signed: bool
    page: bool


def find_headline(text: str, blocks: list[Block], phrases: Phrases) -> int | None:
    """Find the headline below a line that looks like one and is the page's; None if nothing tells against the first.

    The first line gives way if it reads like a name and the text does not say it again, or the page claims to be called
    so; and if below the menu, or apart from the motto below the name, a line stands that the text tells again.
    """
    lines, between = _read_lines(text, blocks, phrases)
    if len(lines) < 2:
        return None
    first = lines[0]
    if first.page:
        return _below_page_lines([line for line in lines if not line.page], first.place)
    if not is_name(first.words):
        return None
    owned = is_site_name(text, blocks[first.place])
    dated = find_date(text, blocks[first.place].start, blocks[first.place].end) is not None
    if not owned and first.told:
        return None
    for line in lines[1:]:
        signed = between.get("signed", len(blocks)) < line.place
        if signed and not dated:
            return None
        apart = blocks[line.place].group != blocks[line.place - 1].group
        menu = between.get("menu", len(blocks)) < line.place
        motto = apart and line.place - first.place > 1
        enough = _TOLD + (len(line.words) > _TOLD_WORDS and not menu)
        rubric = len(first.words) == 1 and first.words[0].isupper() and menu and not "".join(line.words).isupper()
        told = line.told >= enough or (owned and apart) or rubric or (menu and line.signed)
        if told and len(line.words) >= _SHORT and (owned or menu or motto or len(first.words) == 1 or dated):
            return line.place
    return None


def _below_page_lines(lines: list[_Line], top: int) -> int | None:
    """Find the headline among the lines below those that can only be the page's: the first that the text tells again.

    If that one has more words than headlines have, it is the deck of the line right above it, unless this is a name or
    the motto of the site, which stands right below the name in the block `top`.
    """
    told = next((place for place, line in enumerate(lines) if _is_told(line)), None)
    if told is None:
        return None
    above = lines[told - 1] if told else lines[told]
    headed = lines[told].place - above.place == 1 and above.place > top + 1 and len(above.words) > _SHORT
    is_deck = headed and not is_name(above.words) and len(above.words) < _DECK_WORDS <= len(lines[told].words)
    return above.place if is_deck else lines[told].place


def _is_told(line: _Line) -> bool:
    """Tell whether the text says enough of a line again for a headline; less is enough where it is signed or dated."""
    enough = 1 if line.signed else _TOLD + (len(line.words) > _TOLD_WORDS)
    return len(line.words) >= _SHORT and line.told >= enough


def is_appeal(line: str) -> bool:
    """Tell whether a line in capitals asks for money or readers, in several sentences of which the last has no stop.

    >>> is_appeal("FACTS MATTER. SUPPORT THEM. DONATE"), is_appeal("ARMY RETAKES HILL. REBELS DONATE ARMS")
    (True, False)
    """
    stops = list(_STOP_INSIDE.finditer(line)) if line.isupper() else []
    return bool(stops) and _APPEAL.fullmatch(line, stops[-1].end()) is not None


def is_section(line: str) -> bool:
    """Tell whether a line names a section that menus list, alone or with "News" behind it.

    >>> is_section("WORLD NEWS"), is_section("Karpin News")
    (True, False)
    """
    lower = line.lower()
    return lower in read_words("menu_words") or lower.removesuffix(" news") in read_words("menu_words")


def _is_page(line: str, *, named: bool) -> bool:
    """Tell whether a line can only be the page's: an outlet, what it is where it is `named` above, a section, an appeal."""
    if is_section(line) or is_appeal(line) or find_outlet(line):
        return True
    if not is_name(line.split()):
        return False
    known = outlet_at(line, 0)
    return (known is not None and _MEDIUM.match(line[known[0] :].lstrip()) is not None) or (
        named and _TRADE.fullmatch(line) is not None
    )


def is_site_name(text: str, block: Block) -> bool:
    r"""Tell whether the page claims the name: its foot says so, or an address spells it.

    >>> text = "Karpin Ledger\n\nhttps://karpinledger.example.com/p/calm"
    >>> is_site_name(text, Block(0, 13, 0)), is_site_name(text, Block(0, 6, 0))
    (True, False)
    """
    name = text[block.start : block.end].strip("#*_ ")
    plain = _LETTERS.sub("", name.lower())
    if len(plain) >= _HOST_MIN:
        for host in _HOST.finditer(text):
            spelt = host[1].lower().replace("-", "")
            shared = _shared(plain, spelt)
            if plain == spelt or (" " in name and shared >= max(_HOST_MIN, _SPELT * len(spelt))):
                return True
    foot = max(block.end, len(text) - _FOOT)
    below = text[foot:].lower()
    at = below.find(name.lower()) if len(name) > 3 else -1
    while at >= 0:
        if _OWNED.search(below, 0, at) or _CLAIMS.match(below, at + len(name)):
            return True
        at = below.find(name.lower(), at + 1)
    return False


def is_called_so(text: str, start: int, end: int) -> bool:
    """Tell whether a line above the chosen headline, the first that reads like a name, is what the site is called."""
    line = text[start:end]
    if not is_name(line.split()) or is_section(line) or line[0].isdigit():
        return False
    called = (" " in line and not line.isupper()) or is_site_name(text, Block(start, end, 0)) or looks_like_outlet(line)
    return (called or names_body(line)) and not any(mark in line for mark in "|•·>»:")  # "News|Conflict"


def _shared(one: str, other: str) -> int:
    """Count the letters that two words share at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _read_lines(text: str, blocks: list[Block], phrases: Phrases) -> tuple[list[_Line], dict[str, int]]:
    """Read the lines above the first paragraph: those that could be the headline, and where a menu or byline stands."""
    rows: list[int] = []
    pages: list[int] = []  # the first of them, as far as they are the page's
    seen: dict[str, int] = {}
    named = False
    for index, block in enumerate(blocks[:_TOP]):
        start, end = block.start, block.end
        kind = classify(text, start, end, phrases)
        named = named or (end - start <= _BRIEF and find_outlet(text[start:end]) is not None)
        if "://" in text[start:end] and not rows:
            continue  # the address of the page, or of the archive that has it
        if is_prose(text, block) and kind is None and not is_menu(text, blocks, index):
            break
        if kind in {"navigation", "tags"} or (
            kind is None
            and end - start < HEADLINE_MAX
            and (is_menu(text, blocks, index) or (rows and is_crumbs(text[start:end])))
        ):
            if rows:
                seen.setdefault("menu", index)
        elif kind is None and end - start <= HEADLINE_MAX:
            found = read_header_line(text, start, end, titled=bool(rows))
            if rows and any(_signs(text, zone, blocks, rows) for zone in found):
                seen.setdefault("signed", index)
            elif (
                not found
                and (not is_finished(text, start, end) or text[end - 1] in "?!")
                and is_headline(text, start, end)
            ):
                paged = len(pages) == len(rows) and _is_page(text[start:end].strip("#*_ "), named=named)
                if not rows and not paged and not is_name(text[start:end].strip("#*_ ").split()):
                    return [], {}  # most texts: the first line is no name
                rows.append(index)
                pages += [index] if paged else []
    else:
        return [], {}
    opening = text[block.start : block.start + HEADLINE_MAX * 4]
    dateline = match_dateline(text, block.start, block.end)
    if dateline and dateline.agency:  # of "CALM (KCNA) - " the agency may be the name of the site
        opening = opening.replace(dateline.agency, "", 1)
    lines = []
    for row in rows:
        if opening.startswith(text[blocks[row].start : blocks[row].end]):
            continue  # the first sentence, cut off
        words = text[blocks[row].start : blocks[row].end].strip("#*_ ").split()
        signed = _is_signed(text, words, blocks[row + 1])
        lines.append(_Line(row, words, count_retold(words, opening), signed, row in pages))
    return lines, seen


def _is_signed(text: str, words: list[str], below: Block) -> bool:
    """Tell whether the line below a headline says who wrote it or, if the headline is no name, when it was published."""
    found = read_header_line(text, below.start, below.end, titled=True)
    signed = any(zone.kind == "metadata:byline" and find_outlet(text[zone.start : zone.end]) is None for zone in found)
    return signed or (not is_name(words) and any(zone.kind == "metadata:published" for zone in found))


def _signs(text: str, zone: Zone, blocks: list[Block], rows: list[int]) -> bool:
    """Tell whether what a line names stands below a headline only: an author; a date, but below names alone."""
    if zone.kind == "metadata:byline":
        return find_outlet(text[zone.start : zone.end]) is None
    dates = zone.kind in {"metadata:published", "metadata:updated"}
    return dates and not all(_is_brief_name(text, blocks[row]) for row in rows)


def _is_brief_name(text: str, block: Block) -> bool:
    return block.end - block.start <= _BRIEF and is_name(text[block.start : block.end].split())

"""Tell from a block and its neighbours whether it is prose, or one of the lines that stand above an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.bylines import is_person_name, parse_byline
from wirepack.datelines import match_dateline
from wirepack.lexicons import read_words
from wirepack.outlets import find_outlet
from wirepack.pubdates import is_date_word
from wirepack.segment.header import LINE_MAX, is_role_line, read_header_line
from wirepack.segment.headlines import is_headline
from wirepack.segment.issues import find_issue
from wirepack.segment.paragraphs import Block, is_finished

if TYPE_CHECKING:
    from wirepack.models import Zone

# The way through the sections of a site: "Home > World > Middle East", "Home / World / Army retakes hill"
_CRUMBS = re.compile(r"\s[>»›]\s|\bHome\s/\s")
# What says that a line is one of a header: "By", "Written by", "Published on", "Last updated"
_SAID = re.compile(
    r"[\W_]{0,4}(?:(?:\w+\s){0,3}by\b|authors?\b|(?:first\s|last\s)?(?:published|posted|updated|modified)\b|date\b)",
    re.IGNORECASE,
)
# The same on a line of its own, with the date below it
_LABEL_ALONE = re.compile(r"(?:(?:first\s|last\s)?(?:published|posted|updated)(?:\son)?|date)\s?:?", re.IGNORECASE)
# What stands below the name of an author: "Follow", "Profile", "@jroe"
_FOLLOW = re.compile(r"follow\b|profile|@\w|reporting\s(?:from|in)\s|for\s(?:the\s)?[A-Z]\w+\s[A-Z]", re.IGNORECASE)

DATELINE, BYLINE, BARE = 3, 2, 1  # a paragraph with its dateline; a byline or labelled date; a date or name alone

_FIRST_WORD = 30  # characters that hold it
_PROSE_WORDS = 9  # a finished block with fewer words may be a headline, a caption or a button
_PROSE_MIN = 150  # an unfinished block of this length is a paragraph all the same
_SENTENCE_WORDS = 5  # an unfinished line of so many words may be a sentence
_SUBJECT = 2500  # characters in which an article names whom it tells of
_KICKER_UPPER = 6  # words: "WORLD | MIDDLE EAST"
_KICKER_WORDS = 3  # "World", "Middle East", "Exclusive" above the headline
_LIST_MIN = 3  # names in a row


def is_prose(text: str, block: Block) -> bool:
    """Tell whether a block reads like a paragraph: finished sentences, or length alone."""
    if block.end - block.start >= _PROSE_MIN:
        return True
    return is_finished(text, block.start, block.end) and text.count(" ", block.start, block.end) >= _PROSE_WORDS


def is_sentence(text: str, block: Block) -> bool:
    """Tell whether a block is a finished sentence, however short: "She left."."""
    return is_finished(text, block.start, block.end) and " " in text[block.start : block.end]


def reads_on(text: str, block: Block) -> bool:
    """Tell whether a line reads like a sentence: some words, most of them in small letters."""
    words = text[block.start : block.end].split()
    return len(words) >= _SENTENCE_WORDS and 2 * sum(word.islower() for word in words) >= len(words)


def ends_group(blocks: list[Block], index: int) -> bool:
    r"""Tell whether a block stands right below another, and a blank line divides it from the next.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> blocks = cut_blocks("Photo: Jane Roe\nThe hill.\n\nThe army left.")
    >>> [ends_group(blocks, index) for index in range(3)]
    [False, True, False]
    """
    groups = [block.group for block in blocks[max(index - 1, 0) : index + 2]]
    return len(groups) > 2 and groups[0] == groups[1] < groups[2]


def heads_next(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a paragraph follows a block."""
    return index + 1 < len(blocks) and is_prose(text, blocks[index + 1])


def header_sign(text: str, blocks: list[Block], index: int) -> int:
    """Tell how surely a block shows that what stands above it is header: DATELINE, BYLINE, BARE, or 0 for nothing."""
    start, end = blocks[index].start, blocks[index].end
    if match_dateline(text, start, end) and is_prose(text, blocks[index]):
        return DATELINE
    found = read_header_line(text, start, end, titled=True)
    if not any(zone.kind in {"metadata:byline", "metadata:published"} for zone in found):
        return 0
    said = _SAID.match(text, start, end) or is_date_word(
        text[start : start + _FIRST_WORD].split(maxsplit=1)[0].lower()
    )  # "Publié le"
    if said or (index and _LABEL_ALONE.fullmatch(text, *_span(blocks[index - 1]))):
        return BYLINE
    alone = found[0].kind == "metadata:byline" and len(found) == 1
    return BYLINE if alone and not is_listed(text, blocks, index) and not is_told_of(text, found[0]) else BARE


def _span(block: Block) -> tuple[int, int]:
    return block.start, block.end


def is_listed(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a name stands in a list of names: below a colon, or as one of three lines."""
    if index and text[blocks[index - 1].end - 1] == ":":
        return True
    run = 1
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(blocks) and run < _LIST_MIN and _is_name_block(text, blocks[position]):
            run += 1
            position += step
    return run >= _LIST_MIN


def _is_name_block(text: str, block: Block) -> bool:
    return block.end - block.start <= LINE_MAX and is_person_name(text[block.start : block.end])


def is_told_of(text: str, zone: Zone, title: str = "") -> bool:
    """Tell whether the person whom a line names occurs in the headline or in the text below."""
    name = parse_byline(text[zone.start : zone.end]).names[:1]
    if not name or find_outlet(name[0]):
        return False
    surname = name[0].split()[-1]
    told = text.find(surname, zone.end, zone.end + _SUBJECT)
    return surname in title or (told >= 0 and not text.startswith(name[0], text.rfind("\n", 0, told) + 1))


def is_author_line(text: str, blocks: list[Block], index: int) -> bool:
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
        or find_outlet(line) is not None
        or _FOLLOW.match(line) is not None
        or any(
            zone.kind == "metadata:published" for zone in read_header_line(text, below.start, below.end, titled=True)
        )
    )


def is_above_story(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether the next block can only stand at the top of an article: a byline, or a paragraph with its dateline."""
    below = blocks[index + 1]
    found = read_header_line(text, below.start, below.end, titled=True)
    if any(zone.kind == "metadata:byline" for zone in found):
        return True
    return is_prose(text, below) and match_dateline(text, below.start, below.end) is not None


def is_crumbs(line: str) -> bool:
    """Tell whether a line is the way through the sections of a site to the article.

    >>> is_crumbs("Home > World > Karpin"), is_crumbs("News / Karpin"), is_crumbs("Karpin / Army")
    (True, True, False)
    """
    if _CRUMBS.search(line) and "«" not in line:
        return True
    steps = line.split(" / ")
    brief = all(0 < len(step.split()) <= _KICKER_WORDS for step in steps)
    return len(steps) > 1 and brief and steps[0].lower() in read_words("menu_words")


def is_kicker(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a short line only names the section of the headline below it; below a known section narrower ones may stand."""
    block, below = blocks[index], blocks[index + 1]
    if is_crumbs(text[block.start : block.end]):
        return True
    if text[below.end - 1] == "?" and find_issue(text, blocks):
        return False  # a magazine's headline above its deck
    if text[block.start : block.end].lower() in read_words("menu_words"):
        narrower = (one for one in blocks[index + 1 : index + _LIST_MIN] if one.group == block.group)
        index += sum(text.count(" ", one.start, one.end) < _KICKER_WORDS for one in narrower)
        below = blocks[min(index + 1, len(blocks) - 1)]
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

"""Tell the top of a page from the top of an article: the name of the paper, the menu of its site, the slug of a wire."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.bodies import is_body_name
from wirepack.lexicons import read_role, read_words
from wirepack.outlets import find_outlet, looks_like_outlet
from wirepack.segment.header import read_header_line
from wirepack.segment.headlines import is_headline
from wirepack.segment.signs import is_prose

if TYPE_CHECKING:
    from wirepack.segment.paragraphs import Block

# What a wire files a story under: "BC-LEBANON-FIGHTING", "SYRIA-TALKS"
_SLUG = re.compile(r"[A-Z]{2,20}(?:--?[A-Z][A-Z0-9]{1,20}){1,6}")
# What divides the items of a menu in one line: "Home | World | Sport", "News • Opinion • Sport"
_BAR = re.compile(r"\s*[|•·]\s*")
# "Home   Local   World", "Watch Live   Pets", or with tabs: items that more than one space divides
_GAP = re.compile(r"[ \xa0]{2,}|\t[ \t]*")

_MARKS = " -*•·"  # of a list
_NAME_MAX = 60  # characters of the name of a paper
_NAME_WORDS = 5
_FOOT = 600  # characters at the end of the text, where the rights are claimed
_MENU_MAX = 200  # characters of a menu in one line
_ITEM_WORDS = 3  # "Middle East", "Life & Style"
_ITEMS_MIN = 3  # two may be the section of the article: "World | Middle East"
_BRIEF_MIN = 5  # brief lines in a row are a menu, whatever they say
_BRIEF_MAX = 40  # characters of one of them
_ROW_KNOWN, _ROW_SHARE = 5, 0.6  # words that are known, of those in a row
_STEPS = 5  # of that way
_AHEAD = 25  # blocks in which the headline follows
_TITLE_WORDS = 4


def is_slug(text: str, block: Block) -> bool:
    """Tell whether a line is the slug of a wire: words in capitals that hyphens join.

    >>> from wirepack.segment.paragraphs import Block
    >>> [is_slug(line, Block(0, len(line), 0)) for line in ("BC-LEBANON-FIGHTING", "ARMY RETAKES HILL")]
    [True, False]
    """
    return _SLUG.fullmatch(text, block.start, block.end) is not None


def is_masthead(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a line above the headline names the paper: "The Daily Observer", and below it a headline."""
    start, end = blocks[index].start, blocks[index].end
    if end - start > _NAME_MAX:
        return False
    name = text[start:end].strip("#*_ ")
    words = name.split()
    if is_body_name(words) and _headline_follows(text, blocks, index):
        return True
    named = name and name[-1].isalnum() and len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)
    return bool(named) and _is_paper(text, name, blocks, index) and _headline_follows(text, blocks, index)


def _is_paper(text: str, name: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a name is a paper's: a known one, or one that claims the rights below the article.

    "Rebels Seize State Radio" ends like the name of an outlet, too: such a name needs its article, or a menu below it.
    """
    if find_outlet(name) or _claims_rights(text, name, blocks[index].end):
        return True
    first, _, last = name.rpartition(" ")
    by_word = first != "" and looks_like_outlet(last)
    return by_word and (name.startswith("The ") or (index + 1 < len(blocks) and is_menu(text, blocks, index + 1)))


def _claims_rights(text: str, name: str, end: int) -> bool:
    """Tell whether the foot of the page says "© 2025 " and the name."""
    foot = text[max(end, len(text) - _FOOT) :]
    at = foot.rfind(name)
    line = foot[foot.rfind("\n", 0, at) + 1 : at].lower() if at >= 0 else ""
    return "©" in line or "copyright" in line


def is_menu(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a line is the menu of a site or, with its neighbours, an item of it.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> [is_menu(line, cut_blocks(line), 0) for line in ("Home | World | Sport", "WORLD | MIDDLE EAST", "World")]
    [True, False, False]
    """
    block = blocks[index]
    if block.end - block.start > _MENU_MAX:
        return False
    items = _BAR.split(text[block.start : block.end].strip(" |•·"))
    if len(items) > 1:
        known = sum(_is_item(item) for item in items)
        brief = all(len(item.split()) <= _ITEM_WORDS for item in items)
        return brief and known > 0 and (len(items) >= _ITEMS_MIN or items[0].lower() == "home")
    gaps = _GAP.split(items[0])
    if len(gaps) > 1 and _is_row(gaps):
        return True
    words = items[0].split()
    if len(words) >= _ITEMS_MIN and _is_item_row(words):
        return True
    if _is_item(items[0]) and _items_around(text, blocks, index) >= _ITEMS_MIN:
        return True
    return (_is_brief(text, block) and _brief_around(text, blocks, index) >= _BRIEF_MIN) or _is_below_home(
        text, blocks, index
    )


def _is_item_row(words: list[str]) -> bool:
    """Tell whether the items of a menu stand in a row with nothing but spaces: "Home World Sport"; of many, some may be unknown."""
    if not _is_item(words[0]):
        return False
    known = [_is_item(word) for word in words]
    if all(known):
        return True
    known = [
        here or _is_item(f"{word} {after}") or _is_item(f"{before} {word}")
        for here, before, word, after in zip(known, ["", *words], words, [*words[1:], ""], strict=False)
    ]
    return sum(known) >= max(_ROW_KNOWN, _ROW_SHARE * len(words))


def _is_below_home(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a brief line is a step of the way that leads from "Home", on a line of its own, down to the headline."""
    for position in range(index, max(index - _STEPS, -1), -1):
        block = blocks[position]
        line = text[block.start : block.end]
        if block.group != blocks[index].group or line.count(" ") > _ITEM_WORDS or not line[-1].isalpha():
            return False
        if position < index and line.lower() in read_role("menu_words", "home"):
            return any(
                below.group != block.group
                and is_headline(text, below.start, below.end)
                and text.count(" ", below.start, below.end) + 1 >= _TITLE_WORDS
                for below in blocks[index + 1 : index + _AHEAD]
            )
    return False


def _is_row(items: list[str]) -> bool:
    """Tell whether what several spaces divide is a menu: brief items, three of them or one that is known.

    A headline that was read from paper has such gaps, too: "LINER  SEIZED  AT  KARPIN".
    """
    brief = all(0 < len(item.split()) <= _ITEM_WORDS for item in items)
    printed = all(item.isupper() and " " not in item for item in items)
    return brief and ((len(items) >= _ITEMS_MIN and not printed) or any(_is_item(item) for item in items))


def _is_brief(text: str, block: Block) -> bool:
    """Tell whether a line has few words, no stop, and nothing that a header tells."""
    if block.end - block.start > _BRIEF_MAX or text.count(" ", block.start, block.end) >= _ITEM_WORDS:
        return False
    last = text[block.end - 1]
    if text.startswith("The ", block.start) or looks_like_outlet(text[block.start : block.end].rpartition(" ")[2]):
        return False
    return (last.isalpha() or last == ")") and not read_header_line(text, block.start, block.end, titled=True)


def _brief_around(text: str, blocks: list[Block], index: int) -> int:
    """Count the brief lines in a row of which one is a part, with no blank line between them."""
    run = 1
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(blocks) and run < _BRIEF_MIN and blocks[position].group == blocks[index].group:
            if not _is_brief(text, blocks[position]):
                break
            run += 1
            position += step
    return run


def _is_item(words: str) -> bool:
    return words.lower().strip(_MARKS) in read_words("menu_words")


def _items_around(text: str, blocks: list[Block], index: int) -> int:
    """Count the items in a row of which a block is one; more than `_ITEMS_MIN` of them need no counting."""
    run = 1
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(blocks) and run < _ITEMS_MIN:
            block = blocks[position]
            if block.end - block.start > _NAME_MAX or not _is_item(text[block.start : block.end]):
                break
            run += 1
            position += step
    return run


def _headline_follows(text: str, blocks: list[Block], index: int) -> bool:
    """Tell whether a headline stands below, with nothing but menus, dates and short lines before it."""
    for position in range(index + 1, min(len(blocks), index + _AHEAD)):
        block = blocks[position]
        if is_menu(text, blocks, position):
            continue
        found = read_header_line(text, block.start, block.end, titled=True)
        if any(zone.kind == "metadata:byline" for zone in found):
            return False
        if found:
            continue
        if is_headline(text, block.start, block.end) and text.count(" ", block.start, block.end) + 1 >= _TITLE_WORDS:
            return position + 1 < len(blocks)
        if is_prose(text, block):
            return False
    return False

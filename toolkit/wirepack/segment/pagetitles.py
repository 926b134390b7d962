"""The title of a page above its article: "Army retakes hill - Karpin Ledger", and below it "Army retakes hill" once more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.outlets import DIVIDER, find_outlet
from wirepack.segment.headlines import HEADLINE_MAX, is_name
from wirepack.segment.paragraphs import trim
from wirepack.segment.running import without_stamp

if TYPE_CHECKING:
    from wirepack.segment.paragraphs import Block

# The link to the front page behind the name of a site: "Karpin Ledger - Back to home", "Karpin Ledger logo"
_TO_FRONT = re.compile(r"(?:\s[-–—|:]\s(?:(?:back|go) to )?(?:the )?home ?(?:page)?|\slogo)$", re.IGNORECASE)
_MARKS = "#*_ "
_BELOW = 12  # blocks in which a page says its title again
_SECTION_WORDS = 3  # behind the name of a site
_WORDS_MIN = 3  # of a headline that is told from a section by standing there twice


def find_repeated_part(text: str, blocks: list[Block], index: int) -> tuple[int, int] | None:
    r"""Find the part of a line that one of the next lines repeats, which makes it the headline and the rest the site's name.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> page = "Karpin Ledger: Army retakes hill\n\nArmy retakes hill\n\nThe army left."
    >>> page[slice(*find_repeated_part(page, cut_blocks(page), 0))]
    'Army retakes hill'
    """
    start, end = blocks[index].start, blocks[index].end
    dividers = list(DIVIDER.finditer(text, start, end)) if end - start <= HEADLINE_MAX else []
    if not dividers:
        return None
    below = {text[block.start : block.end].strip(_MARKS) for block in blocks[index + 1 : index + 1 + _BELOW]}
    for divider in dividers:
        for part in ((start, divider.start()), (divider.end(), end)):
            if text.count(" ", *part) + 1 >= _WORDS_MIN and text[slice(*part)].strip(_MARKS) in below:
                return part
    return None


def find_site_beside(text: str, block: Block, part: tuple[int, int]) -> tuple[int, int] | None:
    """Find the site's name in what is left of a page's title beside its headline; None if that is no name.

    >>> from wirepack.segment.paragraphs import Block
    >>> title = "Army retakes hill | World | Karpin Ledger"
    >>> title[slice(*find_site_beside(title, Block(0, len(title), 0), (0, 17)))]
    'Karpin Ledger'
    """
    rest = (part[1], block.end) if part[0] == block.start else (block.start, part[0])
    dividers = [divider.span() for divider in DIVIDER.finditer(text, *rest)]
    if part[0] == block.start:  # the last of what stands behind the headline
        while len(dividers) > 1 and ". " in text[dividers[-1][1] : rest[1]]:  # a motto: "Look. Listen. Tell"
            rest = (rest[0], dividers.pop()[0])
        rest = (dividers[-1][1] if dividers else rest[0], rest[1])
    else:  # the first of what stands before it
        rest = (rest[0], dividers[0][0] if dividers else rest[1])
    span = trim(text, rest[0], without_stamp(text, *rest))
    name = text[slice(*span)]
    before = part[0] != block.start and " " not in name and not find_outlet(name)  # "Karpin: Army retakes hill"
    return span if is_name(name.split()) and not before else None


def find_logo(text: str, block: Block) -> tuple[int, int] | None:
    """Find the name of the site in the line that leads to its front page or section; None if a line is no such link.

    >>> from wirepack.segment.paragraphs import Block
    >>> lines = ("The Guardian - Back to home", "Haaretz | Israel News", "Soldiers come back to home")
    >>> [find_logo(line, Block(0, len(line), 0)) for line in lines]
    [(0, 12), (0, 7), None]
    """
    line = text[block.start : block.end]
    site, bar, section = line.partition(" | ")
    if bar and len(section.split()) <= _SECTION_WORDS and find_outlet(site):
        return block.start, block.start + len(site)
    link = _TO_FRONT.search(line) if len(line) <= HEADLINE_MAX else None
    if link is None:
        return None
    span = (block.start, block.start + link.start())
    name = text[slice(*span)]
    return span if find_outlet(name) or is_name(name.split()) else None

"""The lines that printed pages repeat at their heads and feet: the name of the magazine, the title, the address, "Page 1 of 2"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.segment.dates import MONTH

if TYPE_CHECKING:
    from wirepack.segment.paragraphs import Block

# When a browser printed a page, behind its title: "      5/3/05 9:12 AM", "  03.05.2005, 21:12"
_PRINTED = re.compile(r"\s{2,}\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s\d{1,2}:\d{2}(?:\s?[AP]M)?$")
# The foot of a printed page: "https://example.com/calm      Page 1 of 2", "Page 3/4"
_PAGE = re.compile(
    r"(?:https?://\S+\s+)?(?:Page|Seite|стр\.)\s\d{1,3}\s?(?:of|von|из|/)\s?\d{1,3}|https?://\S+\s+\d{1,3}/\d{1,3}"
)
# What stands beside the name of a magazine: the month or day of its issue, the number of the page
_BESIDE = re.compile(
    rf"\s{{2,}}(?:(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}},)?\s(?:19|20)\d\d|(?:[Pp]age\s|p\.\s?)?\d{{1,4}})$",
    re.VERBOSE | re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_LAST = frozenset("0123456789M")  # all of these lines end so
_MAX = 250  # characters
_TOP = 12  # lines at the head of the text of which one is repeated


def is_printed(line: str) -> bool:
    """Tell whether a line is the foot of a printed page, or its title with the time of printing.

    >>> is_printed("Calm holds - Karpin Ledger      5/3/05 9:12 AM"), is_printed("Page 1 of 2"), is_printed("Page 1")
    (True, True, False)
    """
    return line[-1:] in _LAST and len(line) <= _MAX and (_PAGE.fullmatch(line) or _PRINTED.search(line)) is not None


def without_stamp(text: str, start: int, end: int) -> int:
    """Find where a title ends before the time of printing behind it; `end` if nothing is there.

    >>> title = "Karpin Ledger      5/3/05 9:12 AM"
    >>> title[: without_stamp(title, 0, len(title))]
    'Karpin Ledger'
    """
    stamp = _PRINTED.search(text[start:end])
    return start + stamp.start() if stamp else end


def is_running_head(text: str, blocks: list[Block], index: int, first: int) -> bool:
    r"""Tell whether a block below the header is the head or foot of a printed page.

    What stands beside an issue's date or a page's number must be one of the lines above the article, which end before
    the block `first`.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> text = "KARPIN REVIEW\n\nCalm holds\n\nThe truce held.\n\nKARPIN REVIEW      March 2004\n\nThe army left."
    >>> [is_running_head(text, cut_blocks(text), index, 2) for index in (2, 3, 4)]
    [False, True, False]
    """
    block = blocks[index]
    if block.end - block.start > _MAX or text[block.end - 1] not in _LAST:
        return False
    line = text[block.start : block.end]
    if is_printed(line):
        return True
    beside = _BESIDE.search(line)
    name = _plain(line) if beside else ""
    return name != "" and any(_plain(text[one.start : one.end]) == name for one in blocks[: min(first, _TOP)])


def _plain(line: str) -> str:
    """Write a line without the number of the page or the date of the issue beside it."""
    return _SPACE.sub(" ", _BESIDE.sub("", line))

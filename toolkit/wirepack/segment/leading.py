"""What scrapers glue to the first lines of a page: the date before the headline, menus without spaces, the address behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.segment.dates import DATE
from wirepack.segment.paragraphs import Block, is_finished, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

# "date 2024-08-27 Army retakes hill", "Published on 3 August 2021 Army retakes hill"
_LABEL = re.compile(
    r"(?:date|(?:first\s|last\s)?(?:published|posted|updated))(?:\s(?:on|at|date))?\s?:?\s+(?=[\w])", re.IGNORECASE
)
_REST = re.compile(r"(?:\s*[-–—|:]\s+|\s+)(?=[\"“‘']?[^\W\d_a-z]|\d)")
_REST_WORDS = 4
_HEADLINE_MAX = 250
# "FinancialGovernment SolutionsLegalReuters News": items of a menu without the spaces between them
_GLUED = re.compile(r"[A-Z][a-z]{3,}[A-Z][a-z]{3,}[A-Z][a-z]{3,}")
_SCRIPTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\u0400-\u04ff]", r"[\u0600-\u06ff]", r"[\u0900-\u097f]", r"[\u0980-\u09ff]", r"[\u0a80-\u0aff]",
        r"[\u0b80-\u0bff]", r"[\u0c00-\u0c7f]", r"[\u0c80-\u0cff]", r"[\u0d00-\u0d7f]", r"[\u0e00-\u0e7f]",
        r"[\u3040-\u30ff\u4e00-\u9fff]", r"[\uac00-\ud7a3]", r"[\u0370-\u03ff]", r"[\u0590-\u05ff]",
    )
)  # fmt: skip
# "• time: 2:33 pm", "Story Code : 957288", "News ID: 123", "3 min read"
_COUNTED = re.compile(
    r"\W{0,4}(?:(?:time|no|id|news\sid|story\scode|article\sid|code|views?|visits?|hits|reads?|likes?|shares?|comments?|reading\stime)\s?[:#]?\s*"
    r"\d[\d:.,]{0,12}\s?(?:[ap]\.?m\.?|min(?:utes?)?|k)?|\d{1,3}[\s-]min(?:ute)?s?\sread|\d{1,5}|\d{1,2}\s(?:minutes?|hours?|days?|weeks?|months?)\sago)\W{0,3}",
    re.IGNORECASE,
)


def split_date(text: str, blocks: list[Block]) -> list[Block]:
    r"""Cut the date off the first line where the headline or the text follows it there.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> text = "3 August 2021 Army retakes hill above town\nThe army said it had retaken the hill."
    >>> [text[block.start : block.end] for block in split_date(text, cut_blocks(text))][:2]
    ['3 August 2021', 'Army retakes hill above town']
    """
    if len(blocks) < 2:
        return blocks
    return [*_parts(text, blocks[0]), *blocks[1:]]


def _parts(text: str, block: Block) -> Iterator[Block]:
    label = _LABEL.match(text, block.start, block.end)
    date = DATE.match(text, label.end() if label else block.start, block.end)
    rest = _REST.match(text, date.end(), block.end) if date else None
    if date and rest and (label or text.count(" ", rest.end(), block.end) + 1 >= _REST_WORDS):
        brief = block.end - rest.end() <= _HEADLINE_MAX and not is_finished(text, rest.end(), block.end)
        if label or brief:
            begin, end = trim(text, rest.end(), block.end)
            yield Block(block.start, date.end(), block.group)
            yield Block(begin, end, block.group)
            return
    yield block


def is_page_line(text: str, start: int, end: int) -> bool:
    """Tell whether a line can only be the page's: a menu without spaces or in many scripts, a counter, a time.

    >>> [is_page_line(line, 0, len(line)) for line in ("FinancialLegalNews Agency", "• time: 2:33 pm", "Calm holds")]
    [True, True, False]
    """
    if end - start > _HEADLINE_MAX:
        return False
    if _COUNTED.fullmatch(text, start, end) or _is_glued_menu(text, start, end):
        return True
    line = text[start:end]
    return not line.isascii() and sum(script.search(line) is not None for script in _SCRIPTS) > 2


def _is_glued_menu(text: str, start: int, end: int) -> bool:
    """Tell whether words stand together as no sentence has them; a caption with "CreditCreditName" at its end has one."""
    if not _GLUED.search(text, start, end) or is_finished(text, start, end):
        return False
    return text.find(". ", start, end) < 0

"""The head of a magazine's page: its name, what it is, the number and month of the issue, each on a line of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.models import Zone
from wirepack.segment.dates import MONTH
from wirepack.segment.headlines import is_name
from wirepack.segment.paragraphs import Block, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

# "Vol. 14, No. 3      March 2004", "Issue 22 | May 2019": a headline has other words, too
_NUMBER = re.compile(
    rf"""
    (?:Vol(?:ume)?|No|Nr|Number|Issue)\b\.?\s(?:\d+|[IVXLC]+)\b
    (?: [\s,;:.|·•–—()/-] | \b(?:Vol(?:ume)?|No|Nr|Number|Issue|Spring|Summer|Autumn|Fall|Winter)\b | \b\d{{1,3}}\b | \b[IVXLC]+\b | \b{MONTH} ){{0,90}}?
    \b(?:19|20)\d\d
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The same behind the name, in one line: "Karpin Quarterly, Vol. 12 (2010), No. 2      44"
_NAMED = re.compile(
    r"(?P<name>[A-Z][\w&’' -]{2,60}?),?\s(?:Vol(?:ume)?|No|Nr|Issue)\b\.?\s(?:\d+|[IVXLC]+)\b[^\n]{0,40}?\b(?P<year>(?:19|20)\d\d)\b[^\n]{0,60}"
)
_LINE = re.compile(r"[^\n]+")
_HEAD = 4  # lines


def split_issue(text: str, blocks: list[Block]) -> list[Block]:
    r"""Cut the first block into lines if it is the head of an issue, which lines of even width make one paragraph.

    >>> text = "KARPIN REVIEW\nThe Quarterly of Nothing\nVol. 14, No. 3      March 2004"
    >>> [text[block.start : block.end] for block in split_issue(text, [Block(0, len(text), 0)])][:2]
    ['KARPIN REVIEW', 'The Quarterly of Nothing']
    """
    return [*_lines(text, blocks[0]), *blocks[1:]] if blocks else blocks


def _lines(text: str, block: Block) -> Iterator[Block]:
    spans = [trim(text, *line.span()) for line in _LINE.finditer(text, block.start, block.end)]
    spans = [span for span in spans if span[0] < span[1]]
    if 1 < len(spans) <= _HEAD and any(_NUMBER.fullmatch(text, *span) for span in spans):
        yield from (Block(*span, block.group) for span in spans)
    else:
        yield block


def read_named_issue(line: str) -> list[Zone]:
    """Read the head of a journal's page: its name, and the year of the volume.

    >>> line = "Karpin Quarterly, Vol. 12 (2010), No. 2      44"
    >>> [(zone.kind, line[zone.start : zone.end]) for zone in read_named_issue(line)]
    [('metadata:publisher', 'Karpin Quarterly'), ('metadata:published', '2010')]
    """
    match = _NAMED.fullmatch(line)
    if match is None or not is_name(match["name"].split()):
        return []
    return [Zone("metadata:publisher", *match.span("name")), Zone("metadata:published", *match.span("year"))]


def find_issue(text: str, blocks: list[Block]) -> int:
    r"""Find the line of the number and month below the name of a magazine; 0 if the text begins with no such name.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> head = "KARPIN REVIEW\nVol. 14, No. 3      March 2004\n\nCalm holds\n\nThe truce held."
    >>> find_issue(head, cut_blocks(head)), find_issue("Calm holds", cut_blocks("Calm holds"))
    (1, 0)
    """
    for index, block in enumerate(blocks[:_HEAD]):
        if _NUMBER.fullmatch(text, block.start, block.end):
            return index if is_name(text[blocks[0].start : blocks[0].end].split()) else 0
    return 0

"""The themes below an article: behind "Tags:", in the lines below it, or in a table whose labels stand on lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.models import Zone
from wirepack.segment.boilerplate import Phrases, find_tags
from wirepack.segment.paragraphs import Block, is_finished, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

_THEMES = 12  # lines of themes below their label
_THEME_WORDS = 5  # of one of them
_ITEM = re.compile(r"\s*(?:[,;|•·\n]|[ \xa0]{2,}|\t)\s*")  # what divides them: "Egypt · Syria", "Egypt   Syria"
_PART = re.compile(r"\S+(?:[ \xa0]\S+)*")  # of a line, where more than one space divides them
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)  # above the next article
# A label on a line of its own, in the table of what an archive knows of an article; its values follow, one a line
_LABEL = re.compile(
    r"""
    (?: (?P<region> regions?\s/\scountr(?:y|ies) | (?:primary\s|other\s|affected\s)? (?:countr(?:y|ies)|regions?) )
      | (?P<theme> themes? | topics? | subjects? | keywords? | tags? )
      | (?P<other> sources? | (?:content\s)?formats? | disaster(?:\stypes?)? | languages? | document\stype | type | origin
          | posted | originally\spublished | date\spublished | published | vulnerable\sgroups? | glide | job\stype ) ) :?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABELS_MIN = 3  # such labels make a table
_VALUE_WORDS = 8


def find_themes(
    text: str, blocks: list[Block], kinds: list[str | None], last: int, phrases: Phrases
) -> dict[int, list[Zone]]:
    """Find the themes below the article: behind their label ("Tags: Karpin, Army"), or in the brief lines below it."""
    table = _read_table(text, blocks, kinds, last)
    label = next((index for index in range(last + 1, len(blocks)) if kinds[index] == "tags"), None)
    if table or label is None:
        return table
    start, end = blocks[label].start, blocks[label].end
    begin = find_tags(text, start, end, phrases)
    if begin < end:
        before = trim(text, start, begin)
        return {label: [Zone("boilerplate:navigation", *before), Zone("metadata:theme", begin, end)]}
    found = {label: [Zone("boilerplate:navigation", start, end)]}
    for index in range(label + 1, min(len(blocks), label + 1 + _THEMES)):
        block = blocks[index]
        brief = all(len(item.split()) <= _THEME_WORDS for item in _ITEM.split(text[block.start : block.end]))
        ended = is_finished(text, block.start, block.end) or _TIME.fullmatch(text, block.start, block.end)
        if kinds[index] or not brief or ended:
            break
        lines = _PART.finditer(text[block.start : block.end])
        spans = [trim(text, block.start + line.start(), block.start + line.end()) for line in lines]
        found[index] = [Zone("metadata:theme", *span) for span in spans if span[0] < span[1]]
    return found


def _read_table(text: str, blocks: Sequence[Block], kinds: Sequence[str | None], last: int) -> dict[int, list[Zone]]:
    r"""Read the countries and themes in a table below the article; nothing where fewer than three labels, or than both, make none.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> text = "The army left.\n\nCountry\nKarpin\nThemes\nFood\nLanguage\nEnglish"
    >>> table = _read_table(text, cut_blocks(text), [None] * 7, 0)
    >>> [text[zone.start : zone.end] for zones in table.values() for zone in zones if zone.kind.startswith("metadata")]
    ['Karpin', 'Food']
    """
    labels = {
        index: match
        for index in range(last + 1, len(blocks))
        if (match := _LABEL.fullmatch(text, blocks[index].start, blocks[index].end))
    }
    sure = {str(match.lastgroup) for match in labels.values()} >= {"region", "theme"}
    if len(labels) < _LABELS_MIN and not sure:
        return {}
    found: dict[int, list[Zone]] = {}
    kind = "other"
    for index in range(min(labels), len(blocks)):
        block = blocks[index]
        if index in labels:
            kind = str(labels[index].lastgroup)
            found[index] = [Zone("boilerplate:navigation", block.start, block.end)]
        elif (
            kinds[index]
            or text.count(" ", block.start, block.end) >= _VALUE_WORDS
            or is_finished(text, block.start, block.end)
        ):
            break
        elif kind != "other":
            found[index] = [Zone(f"metadata:{kind}", block.start, block.end)]
    return found

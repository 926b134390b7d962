"""Which stretch of the text is title, header, heading, body paragraph or boilerplate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.bylines import parse_byline
from wirepack.models import Zone
from wirepack.outlets import find_outlet
from wirepack.segment.body import read_body
from wirepack.segment.boilerplate import find_phrases
from wirepack.segment.dates import find_date
from wirepack.segment.exports import read_export
from wirepack.segment.flat import read_flat
from wirepack.segment.header import read_header_line
from wirepack.segment.issues import split_issue
from wirepack.segment.leading import split_date
from wirepack.segment.paragraphs import Block, cut_blocks, trim
from wirepack.segment.tokens import tokenize
from wirepack.segment.top import read_top

if TYPE_CHECKING:
    from wirepack.models import Tokens
    from wirepack.segment.paragraphs import Spans


# What a note below the article says before its date: "First published", "Published in Example Daily,", "Posted on"
_PUBLISHED = re.compile(r"(?<!originally )\b(?:published|posted|updated)\b", re.IGNORECASE)
_RELEASED = re.compile(r"[\W_]*press release,\s(?=\w)", re.IGNORECASE)  # "Press Release, November 28, 2013"
_GLUED_MIN = 200  # characters of a first paragraph that may have its header in the same line
_NEAR = 60  # characters in which the date follows


def find_zones(text: str, tokens: Tokens | None = None, quoting: Spans = ()) -> tuple[Zone, ...]:
    r"""Cut the text into zones, in order and without overlap. `tokens` of the text, if at hand, save time.

    `quoting`: where lines had marks of quoting, which are blank in the text.

    Between them stand white space, Markdown marks and the punctuation of header lines, nothing else.

    >>> text = "Calm holds\n\nBy A. Person\n\nBEIRUT (AP) — The truce held on Sunday, both sides said.\n\nCopyright © 2019"
    >>> [zone.kind for zone in find_zones(text)]
    ['title', 'metadata:byline', 'metadata:dateline', 'body', 'boilerplate:rights']
    """
    blocks = split_date(text, split_issue(text, cut_blocks(text, quoting)))
    if not blocks:
        return ()
    phrases = find_phrases(tokens or tokenize(text))
    export = read_export(text, blocks) if len(blocks) > 2 else None
    if export:
        zones, blocks, first = export.top, export.body, 0
    elif len(blocks) == 1:
        zones, start = read_flat(text, blocks[0].start, blocks[0].end)
        blocks, first = [Block(start, blocks[0].end, 0)], 0
    else:
        zones, first = read_top(text, blocks, phrases)
        if not zones and blocks[0].end - blocks[0].start >= _GLUED_MIN:
            zones, start = read_flat(text, blocks[0].start, blocks[0].end, alone=False)
            blocks[0] = Block(start, blocks[0].end, blocks[0].group)
    authors = frozenset(
        name.split()[-1].lower()
        for zone in zones
        if zone.kind == "metadata:byline"
        for name in parse_byline(text[zone.start : zone.end]).names
        if name and not find_outlet(name)
    )
    zones += read_body(text, blocks, first, phrases, authors)
    zones += export.foot if export else []
    if not any(zone.kind == "metadata:published" for zone in zones):
        zones = [part for zone in zones for part in _dated_at_foot(text, zone)]
    return tuple(zones)


def _dated_at_foot(text: str, zone: Zone) -> list[Zone]:
    """Cut the date out of a note below the article: "First published February 1, 2016"."""
    if zone.kind not in {"boilerplate:republication", "boilerplate:footer", "boilerplate:rights"}:
        return [zone]
    cited = read_header_line(text, zone.start, zone.end, titled=True) if zone.kind == "boilerplate:footer" else []
    if [part.kind for part in cited] == ["metadata:publisher", "metadata:published"]:
        known = find_outlet(text[cited[0].start : cited[0].end])
        return cited if known else [zone]  # "The New York Times/May 22, 1987"; but not the date of another article
    said = _PUBLISHED.search(text, zone.start, zone.end) or _RELEASED.match(text, zone.start, zone.end)
    date = find_date(text, said.end(), min(zone.end, said.end() + _NEAR)) if said else None
    if date is None:
        return [zone]
    before, after = trim(text, zone.start, date.start()), trim(text, date.end(), zone.end)
    parts = [Zone(zone.kind, *before), Zone("metadata:published", *date.span()), Zone(zone.kind, *after)]
    return [part for part in parts if part.start < part.end]

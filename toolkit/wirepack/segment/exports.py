"""Read an article as archives and mail export it: fields with labels around the text.

LexisNexis writes "HEADLINE: …" and "LOAD-DATE: …", ProQuest "Full text: …" and "Publication date: …", Factiva codes such
as "HD …" and "LP …", mail "From: …" and "Subject: …", a feed "link: …" and "pubDate: …". Labels of one form count
together: a lone "Subject:" is none.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from wirepack.bylines import is_person_name
from wirepack.lexicons import read_words
from wirepack.models import Zone
from wirepack.outlets import looks_like_outlet
from wirepack.segment.dates import find_date
from wirepack.segment.exportforms import Field, find_field, find_form, is_hinted
from wirepack.segment.header import LINE_MAX, read_header_line
from wirepack.segment.paragraphs import Block, trim
from wirepack.segment.signs import is_prose

# What stands above a record: "Page 1 of 3", "3 of 41 DOCUMENTS", "Back to previous page", "---------- Forwarded message ---------"
_ABOVE = re.compile(
    r"(?:(?:page|document|article|record|result)\s)?\d{1,4} of \d{1,4}(?: documents?)?|back to (?:previous page|results)"
    r"|-*\s?(?:begin\s)?(?:forwarded|original) message\s?:?\s?-*",
    re.IGNORECASE,
)
_ABOVE_MAX = 4  # such lines
# Before the subject of a mail: "Re: Fwd: ", and the name of its list: "[Karpin Digest] "
_REPLY = re.compile(r"(?:(?:(?:re|fwd?|aw|wg|tr)\s?:|\[[^\[\]\n]{2,30}\](?=\s*\w))\s*)+", re.IGNORECASE)
# What ProQuest writes below the headline: "Roe, Jane; Karpin, Omar. The Example Times; Karpin City [Karpin City]03 Mar 2017: A6."
_CITATION = re.compile(
    r"(?:(?P<authors>[^\W\d_][^.;\[\]\n]{1,40}(?:; [^.;\[\]\n]{2,40}){0,5}(?:\s[A-Z]\.)?)\.\s)?(?P<outlet>[A-Z][^.;,\[\]\n]{2,60})[;,.]?[^\[\]\n]{0,60}\[[^\[\]\n]{2,60}\]"
)
_EDITION = re.compile(r"\s?:?\s\[[^\[\]\n]{2,30}\sEdition\]$")  # "Calm holds: [National Edition]"
# A sender as Usenet writes it: "roe@karpin.example (Jane Roe)", "wire@karpin.example (UPI)"
_OLD_SENDER = re.compile(r"[^\s<>()@]+@[^\s<>()]+\s\((?P<name>[^()\n]{2,60})\)")
_SENDER = re.compile(r"[\"“]?(?P<name>[^\"“”<>\n@]{2,60}?)[\"”]?\s*(?:<[^<>\n]*>|\[[^\[\]\n]*\]|$)")
_END = re.compile(r"End of Document|Document\s[A-Z]{2,8}\d{6}[\w]{6,40}|Load-Date:.*", re.IGNORECASE)
_SIGNATURE = re.compile(r"--|_{5,}|-{5,}")  # a mail ends above it
_COPYRIGHT = re.compile(r"\(?(?:Copyright|©|\(c\))\s|All Rights Reserved", re.IGNORECASE)
_WORDS = re.compile(r"\d{1,3}(?:,\d{3})? words", re.IGNORECASE)
_WORDS_AT = 10  # blocks among which "540 words" stands
_LINES_MIN = 3  # fewer are no record
_RECORD = 9  # lines behind it: date, outlet, edition, codes, page, language, rights
_TOP = 40  # blocks in which the fields above the text stand


class Export(NamedTuple):
    """What was found around the text: zones above and below it, and the blocks of the text itself."""

    top: list[Zone]
    body: list[Block]
    foot: list[Zone]


def read_export(text: str, blocks: list[Block]) -> Export | None:
    r"""Read an exported article; None if the text is none.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> text = "HEADLINE: Calm holds\nBYLINE: By Jane Roe\nBODY:\nThe truce held on Sunday.\nLOAD-DATE: May 3, 2017"
    >>> export = read_export(text, cut_blocks(text))
    >>> [(zone.kind, text[zone.start : zone.end]) for zone in export.top]
    [('title', 'Calm holds'), ('metadata:byline', 'By Jane Roe')]
    """
    opening = list(takewhile(lambda block: _ABOVE.fullmatch(text, *_span(block)), blocks[:_ABOVE_MAX]))
    blocks = blocks[len(opening) :]
    if len(blocks) < _LINES_MIN or not is_hinted(text, blocks[0].start):
        return None
    top = [Zone("boilerplate:banner", *_span(block)) for block in opening]
    form = find_form(text, blocks)
    return _read_form(text, blocks, form, top) if form else _read_record(text, blocks, top)


def _read_form(text: str, blocks: list[Block], form: str, top: list[Zone]) -> Export | None:
    """Read the fields of a labelled record above, in and below its text; `top` is what stands above all of them."""
    fields = [find_field(text, block, form) for block in blocks]
    begin = _body_begin(blocks, fields)
    if begin is None:
        return None
    last = _body_end(text, blocks, fields, begin, form)
    above: list[Zone] = []
    for index in range(begin):
        field, before = fields[index], fields[index - 1] if index else None
        if field is None and before and before.kind == "footer" and before.start == blocks[index - 1].end:
            above.append(_footer(blocks[index]))  # the abstract below its label
        elif field is None:
            above += _read_line(text, blocks[index], form)
        elif field.kind != "BODY":
            above += _read_field(text, blocks[index], field, form)
    top = top + _settle(text, blocks, above, form)
    opening = fields[begin]
    body = list(blocks[begin:last])
    if opening and opening.kind in {"BODY", "TEXT"}:
        body[0] = Block(opening.start, body[0].end, body[0].group)
    for place, block in enumerate(body[1:], start=1):
        field = fields[begin + place]
        if field and field.kind == "TEXT" and field.start < block.end:
            body[place] = Block(field.start, block.end, block.group)
    foot: list[Zone] = []
    for index in range(last, len(blocks)):
        field = fields[index]
        foot += _read_field(text, blocks[index], field, form) if field else [_footer(blocks[index])]
    return Export(top, body, _without_known(foot, top)) if body else None


def _read_record(text: str, blocks: list[Block], top: list[Zone]) -> Export | None:
    """Read a record without labels: headline, byline, "540 words", date, outlet, codes, language, rights, then the text."""
    count = next((i for i in range(1, min(len(blocks), _WORDS_AT)) if _WORDS.fullmatch(text, *_span(blocks[i]))), None)
    if count is None or count + 2 >= len(blocks):
        return None
    date = find_date(text, *_span(blocks[count + 1]))
    if date is None or date.start() != blocks[count + 1].start:
        return None
    above = [read_header_line(text, *_span(block), titled=True) for block in blocks[:count]]
    names = next((i for i in range(count - 1, 0, -1) if above[i]), count)
    top = top + [Zone("metadata:section", *_span(block)) for block in blocks[: names - 1]]
    top.append(Zone("title", *_span(blocks[names - 1])))
    for found, block in zip(above[names:], blocks[names:count], strict=True):
        top += found or [Zone("deck", *_span(block))]
    top += [Zone("boilerplate:navigation", *_span(blocks[count])), Zone("metadata:published", *date.span())]
    begin = count + 2
    while begin < len(blocks) and begin < count + _RECORD and not is_prose(text, blocks[begin]):
        kind = "metadata:publisher" if begin == count + 2 else "boilerplate:navigation"
        top.append(
            Zone("boilerplate:rights" if _COPYRIGHT.match(text, blocks[begin].start) else kind, *_span(blocks[begin]))
        )
        begin += 1
        if top[-1].kind == "boilerplate:rights":
            break
    last = next(
        (i for i in range(begin + 1, len(blocks)) if _END.match(text, blocks[i].start, blocks[i].end)), len(blocks)
    )
    if begin >= last:
        return None
    foot = [_footer(block) for block in blocks[last:]]
    return Export(top, list(blocks[begin:last]), foot)


def _span(block: Block) -> tuple[int, int]:
    return block.start, block.end


def _body_begin(blocks: list[Block], fields: list[Field | None]) -> int | None:
    """Find the block in which the text begins: behind "BODY:", with "Full text: ", or below the last field of the header."""
    for index, field in enumerate(fields):
        if field and field.kind in {"BODY", "TEXT"}:
            return index if field.start < blocks[index].end else index + 1 if index + 1 < len(blocks) else None
    last = None
    for index in range(min(len(blocks), _TOP)):
        if fields[index] is not None:
            last = index
        elif last is not None and index - last > 1:
            break
    return last + 1 if last is not None and last + 1 < len(blocks) else None


def _body_end(text: str, blocks: list[Block], fields: list[Field | None], begin: int, form: str) -> int:
    """Find the block behind the text: the claim of rights, the signature of a mail, or the first field that closes the record."""
    last = begin + 1
    while last < len(blocks):
        field, span = fields[last], _span(blocks[last])
        closes = (field and field.kind not in {"TEXT", "title", "BODY"}) or _END.match(text, *span)
        if closes or (form == "mail" and _SIGNATURE.fullmatch(text, *span)):
            break
        last += 1
    while last < len(blocks) and last - 1 > begin and _COPYRIGHT.match(text, *_span(blocks[last - 1])):
        last -= 1
    return last


def _read_field(text: str, block: Block, field: Field, form: str) -> list[Zone]:
    """Read the value of a field as zones, by what its label announces."""
    start, end = trim(text, field.start, block.end)
    if start >= end:
        return []
    if field.kind == "published":
        date = find_date(text, start, end)
        return [Zone("metadata:published", *date.span())] if date else []
    if field.kind == "publisher":
        return _read_source(text, start, end)
    if field.kind == "title" and form == "mail":
        reply = _REPLY.match(text, start, end)
        return [Zone("title", reply.end() if reply else start, end)]
    if field.kind == "byline" and form == "mail":
        sender = _OLD_SENDER.match(text, start, end) or _SENDER.match(text, start, end)
        if sender is None:
            return []
        kind = "metadata:byline" if _is_person(sender["name"].strip()) else "metadata:publisher"
        return [Zone(kind, *trim(text, *sender.span("name")))]
    if field.kind in {"title", "deck"}:
        return [Zone(field.kind, start, end)]
    if field.kind == "rights":  # of a mail with its label, without which it is no claim: "Copyright: 1994 by Example"
        return [Zone("boilerplate:rights", block.start if form == "mail" else start, end)]
    if field.kind in {"footer", "banner"}:
        return [_footer(block)]
    if field.kind in {"theme", "section"}:
        return [Zone(f"metadata:{field.kind}", block.start, end)]
    return [Zone(f"metadata:{field.kind}", start, end)]


def _is_person(name: str) -> bool:
    """Tell whether a sender is a person, and not a list or an office: "Jane Roe", not "Karpin Security Digest"."""
    if looks_like_outlet(name) or not is_person_name(name):
        return False
    words = [word for word in name.lower().split() if len(word.strip(".")) > 1]
    return len(words) == 2 or words[0] in read_words("first_names", "name")


def _read_source(text: str, start: int, end: int) -> list[Zone]:
    """Read the outlet, and the date behind it: "The Example Times ; Karpin City [Karpin City] 03 Mar 2017: A6."."""
    stop = min((at for at in (text.find(mark, start, end) for mark in ";[(") if at > 0), default=end)
    date = find_date(text, start, end)
    name = trim(text, start, min(stop, date.start() if date else end))
    zones = [Zone("metadata:publisher", *name)] if name[0] < name[1] else []
    return [*zones, Zone("metadata:published", *date.span())] if date else zones


def _read_line(text: str, block: Block, form: str) -> list[Zone]:
    """Read a line of the record that has no label: outlet, date, edition, rights, or the headline above all of them."""
    start, end = block.start, block.end
    if _COPYRIGHT.match(text, start, end):
        return [Zone("boilerplate:rights", start, end)]
    citation = _CITATION.match(text, start, end) if form == "proquest" else None
    date = find_date(text, citation.end(), end) if citation else None
    if citation and date:
        zones = [Zone("metadata:byline", *citation.span("authors"))] if citation["authors"] else []
        return [*zones, Zone("metadata:publisher", *citation.span("outlet")), Zone("metadata:published", *date.span())]
    found = read_header_line(text, start, end, titled=True) if end - start <= LINE_MAX else []
    if found:
        return found
    return [Zone("boilerplate:navigation", start, end)]


def _settle(text: str, blocks: list[Block], zones: list[Zone], form: str) -> list[Zone]:
    """Take the first line of the record for the headline if none is labelled, and the next one for the outlet."""
    if form in {"mail", "feed"}:
        return zones
    titled = any(zone.kind == "title" for zone in zones)
    told = any(zone.kind == "metadata:publisher" for zone in zones)
    settled = []
    names = [zone for zone in zones if zone.kind == "boilerplate:navigation"]
    if not titled and len(names) > 1 and names[0].start == blocks[0].start:
        dated = any(zone.kind == "metadata:published" and zone.start < names[1].start for zone in zones)
        if dated and not told:  # older records: the paper, the date, and only then the headline
            renamed = {names[0]: "metadata:publisher", names[1]: "title"}
            return [Zone(renamed.get(zone, zone.kind), zone.start, zone.end) for zone in zones]
    for zone in zones:
        kind = zone.kind
        if kind == "boilerplate:navigation" and zone.end - zone.start <= LINE_MAX:
            if not titled and zone.start == blocks[0].start:
                titled = True
                edition = _EDITION.search(text, zone.start, zone.end)
                settled.append(Zone("title", zone.start, edition.start() if edition else zone.end))
                settled += [Zone("boilerplate:title_noise", *trim(text, *edition.span()))] if edition else []
                continue
            if not told and (titled or zone.start > blocks[0].start):
                kind, told = "metadata:publisher", True
        settled.append(Zone(kind, zone.start, zone.end))
    return settled


def _footer(block: Block) -> Zone:
    return Zone("boilerplate:footer", block.start, block.end)


def _without_known(foot: list[Zone], top: list[Zone]) -> list[Zone]:
    """Let what is told above the text stand, and what repeats it below be a footer."""
    known = {zone.kind for zone in top}
    return [
        Zone("boilerplate:footer", zone.start, zone.end)
        if zone.kind in known and zone.kind.startswith(("metadata", "title"))
        else zone
        for zone in foot
    ]

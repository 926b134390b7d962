"""Read an article as archives and mail export it: fields with labels around the text.

LexisNexis writes "HEADLINE: …" and "LOAD-DATE: …", ProQuest "Full text: …" and "Publication date: …", Factiva codes such
as "HD …" and "LP …", mail "From: …" and "Subject: …". Labels of one form count together: a lone "Subject:" is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from wirepack.lexicons import read_table
from wirepack.models import Zone
from wirepack.segment.header import LINE_MAX, find_date, read_header_line
from wirepack.segment.paragraphs import Block, trim
from wirepack.segment.signs import is_prose

_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z-]{1,14}(?:\s[A-Za-z]{1,12}){0,2})\s?(?:\([^()\n]{1,20}\)\s?)?:\s*")
_CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s+|$)")
_OF_MANY = re.compile(r"(?:Document\s)?\d{1,4} of \d{1,4}(?: documents?)?", re.IGNORECASE)  # "3 of 41 DOCUMENTS"
_BODY_ALONE = re.compile(r"(?:BODY|Body)\s?:?\s*")
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s?:\s*)+", re.IGNORECASE)
_SENDER = re.compile(r"[\"“]?(?P<name>[^\"“”<>\n@]{2,60}?)[\"”]?\s*(?:<[^<>\n]*>|\[[^\[\]\n]*\]|$)")
_END = re.compile(r"End of Document|Document\s[A-Z]{2,8}\d{6}[\w]{6,40}|Load-Date:.*", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))\s|All Rights Reserved", re.IGNORECASE)
# What tells each form: one of these sets of labels is complete
_SIGNS = {
    "lexis": (frozenset(["headline", "body"]), frozenset(["headline", "length"]), frozenset(["length", "load-date"]), frozenset(["byline", "load-date"]), frozenset(["section", "length", "body"])),
    "proquest": (frozenset(["full text", "publication title"]), frozenset(["full text", "publication info"]), frozenset(["full text", "author"])),
    "mail": (frozenset(["from", "subject"]),),
    "factiva": (frozenset(["hd", "lp"]), frozenset(["hd", "td"])),
}  # fmt: skip
# One of these stands near the top of every record; most texts have none, and need no closer look
_HINTS = ("headline:", "length:", "full text:", "subject:", "hd ", " words\n")
_HEAD = 2000  # characters
_WORDS = re.compile(r"\d{1,3}(?:,\d{3})? words", re.IGNORECASE)
_WORDS_AT = 10  # blocks among which "540 words" stands
_RECORD = 9  # lines behind it: date, outlet, edition, codes, page, language, rights
_TOP = 40  # blocks in which the fields above the text stand
_FOOT = 30  # blocks in which those below it stand


class Export(NamedTuple):
    """What was found around the text: zones above and below it, and the blocks of the text itself."""

    top: list[Zone]
    body: list[Block]
    foot: list[Zone]


class _Field(NamedTuple):
    kind: str
    start: int


def read_export(text: str, blocks: list[Block]) -> Export | None:
    r"""Read an exported article; None if the text is none.

    >>> from wirepack.segment.paragraphs import cut_blocks
    >>> text = "HEADLINE: Calm holds\nBYLINE: By Jane Roe\nBODY:\nThe truce held on Sunday.\nLOAD-DATE: May 3, 2017"
    >>> export = read_export(text, cut_blocks(text))
    >>> [(zone.kind, text[zone.start : zone.end]) for zone in export.top]
    [('title', 'Calm holds'), ('metadata:byline', 'By Jane Roe')]
    """
    if _OF_MANY.fullmatch(text, *_span(blocks[0])):
        blocks = blocks[1:]
    head = text[blocks[0].start : blocks[0].start + _HEAD].lower()
    if not any(map(head.__contains__, _HINTS)):
        return None
    form = _form_of(text, blocks)
    if form is None:
        return _read_record(text, blocks)
    fields = [_field_of(text, block, form) for block in blocks]
    begin = _body_begin(blocks, fields)
    if begin is None:
        return None
    last = _body_end(text, blocks, fields, begin)
    top: list[Zone] = []
    for index in range(begin):
        field = fields[index]
        if field and field.kind == "BODY":
            continue
        found = _read_field(text, blocks[index], field, form) if field else _read_line(text, blocks[index])
        top += found
    top = _settle(blocks, top, form)
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


def _read_record(text: str, blocks: list[Block]) -> Export | None:
    """Read a record without labels: headline, byline, "540 words", date, outlet, codes, language, rights, then the text."""
    count = next((i for i in range(1, min(len(blocks), _WORDS_AT)) if _WORDS.fullmatch(text, *_span(blocks[i]))), None)
    if count is None or count + 2 >= len(blocks):
        return None
    date = find_date(text, *_span(blocks[count + 1]))
    if date is None or date.start() != blocks[count + 1].start:
        return None
    above = [read_header_line(text, *_span(block), titled=True) for block in blocks[:count]]
    names = next((i for i in range(count - 1, 0, -1) if above[i]), count)
    top = [Zone("metadata:section", *_span(block)) for block in blocks[: names - 1]]
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


def _form_of(text: str, blocks: list[Block]) -> str | None:
    """Tell who exports so, from the labels that stand together."""
    if len(blocks) < 3:
        return None
    ends = blocks[:_TOP] + blocks[max(_TOP, len(blocks) - _FOOT) :]
    labels: set[str] = set()
    codes: set[str] = set()
    for block in ends:
        match = _LABEL.match(text, block.start, block.end)
        if match:
            labels.add(match["label"].lower())
        elif _BODY_ALONE.fullmatch(text, block.start, block.end):
            labels.add("body")
        else:
            code = _CODE.match(text, block.start, block.end)
            codes |= {code["label"].lower()} if code else set()
    for form, signs in _SIGNS.items():
        seen = codes if form == "factiva" else labels
        if any(sign <= seen for sign in signs):
            return form if form != "mail" or _is_mail(text, blocks) else None
    return None


def _is_mail(text: str, blocks: list[Block]) -> bool:
    """Tell whether a mail's header opens the text: an address, a date or a "To:" among the first lines."""
    head = text[blocks[0].start : blocks[min(len(blocks), 8) - 1].end]
    return re.match(r"[>\s*]*(?:From|To|Date|Sent|Subject|Return-Path|Delivered-To)\s?:", head) is not None


def _field_of(text: str, block: Block, form: str) -> _Field | None:
    pattern = _CODE if form == "factiva" else _LABEL
    match = pattern.match(text, block.start, block.end)
    if match is None:
        alone = form == "lexis" and _BODY_ALONE.fullmatch(text, block.start, block.end)
        return _Field("BODY", block.end) if alone else None
    kind = _labels().get((form, match["label"].lower()))
    return _Field(kind, match.end()) if kind else None


def _body_begin(blocks: list[Block], fields: list[_Field | None]) -> int | None:
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


def _body_end(text: str, blocks: list[Block], fields: list[_Field | None], begin: int) -> int:
    """Find the block behind the text: the first of the fields that close the record."""
    for index in range(begin + 1, len(blocks)):
        field = fields[index]
        if (field and field.kind not in {"TEXT", "title", "BODY"}) or _END.match(
            text, blocks[index].start, blocks[index].end
        ):
            return index
    return len(blocks)


def _read_field(text: str, block: Block, field: _Field, form: str) -> list[Zone]:
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
        sender = _SENDER.match(text, start, end)
        return [Zone("metadata:byline", *sender.span("name"))] if sender else []
    if field.kind in {"title", "deck"}:
        return [Zone(field.kind, start, end)]
    if field.kind in {"footer", "banner", "rights"}:
        return [Zone("boilerplate:rights", start, end) if field.kind == "rights" else _footer(block)]
    if field.kind in {"theme", "section"}:
        return [Zone(f"metadata:{field.kind}", block.start, end)]
    return [Zone(f"metadata:{field.kind}", start, end)]


def _read_source(text: str, start: int, end: int) -> list[Zone]:
    """Read the outlet, and the date behind it: "The Example Times ; Karpin City [Karpin City] 03 Mar 2017: A6."."""
    stop = min((at for at in (text.find(mark, start, end) for mark in ";[(") if at > 0), default=end)
    date = find_date(text, start, end)
    name = trim(text, start, min(stop, date.start() if date else end))
    zones = [Zone("metadata:publisher", *name)] if name[0] < name[1] else []
    return [*zones, Zone("metadata:published", *date.span())] if date else zones


def _read_line(text: str, block: Block) -> list[Zone]:
    """Read a line of the record that has no label: outlet, date, edition, rights, or the headline above all of them."""
    start, end = block.start, block.end
    if _COPYRIGHT.match(text, start, end):
        return [Zone("boilerplate:rights", start, end)]
    found = read_header_line(text, start, end, titled=True) if end - start <= LINE_MAX else []
    if found:
        return found
    return [Zone("boilerplate:navigation", start, end)]


def _settle(blocks: list[Block], zones: list[Zone], form: str) -> list[Zone]:
    """Take the first line of the record for the headline if none is labelled, and the next one for the outlet."""
    if form == "mail":
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
                kind, titled = "title", True
            elif not told and (titled or zone.start > blocks[0].start):
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


@cache
def _labels() -> dict[tuple[str, str], str]:
    return {(row["form"], row["label"]): row["field"] for row in read_table("export_labels")}

"""Tell which archive, mail or feed exports an article, from the labels that stand together, and find its fields."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from wirepack.segment.paragraphs import Block

# "HEADLINE: ", "Publication date: ", "Words (total): ", "dc:creator: "
_LABEL = re.compile(
    r"(?P<label>(?:dc:|content:)?[A-Za-z][A-Za-z-]{1,14}(?:\s[A-Za-z]{1,12}){0,2})\s?(?:\([^()\n]{1,20}\)\s?)?:\s*"
)
_CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s+|$)")  # "HD      Calm holds"
# A label alone on its line: "BODY", "Full text", "Abstract (summary)"
_ALONE = re.compile(r"(?P<label>BODY|Body|FULL TEXT|Full [Tt]ext|ABSTRACT|Abstract)(?:\s\(summary\))?\s?:?\s*")
# What tells each form: one of these sets of labels is complete
_SIGNS = {
    "lexis": (frozenset(["headline", "body"]), frozenset(["headline", "length"]), frozenset(["length", "load-date"]), frozenset(["byline", "load-date"]), frozenset(["section", "length", "body"])),
    "proquest": (frozenset(["full text", "publication title"]), frozenset(["full text", "publication info"]), frozenset(["full text", "author"]), frozenset(["full text", "proquest document id"])),
    "feed": (frozenset(["title", "link", "pubdate"]), frozenset(["title", "description", "pubdate"]), frozenset(["title", "link", "dc:creator"])),
    "mail": (frozenset(["from", "subject"]),),
    "factiva": (frozenset(["hd", "lp"]), frozenset(["hd", "td"])),
}  # fmt: skip
# One of these stands near the top of every record; most texts have none, and need no closer look
_HINTS = ("headline:", "length:", "full text:", "full text\n", "pubdate:", "dc:creator:", "subject:", "hd ", " words\n")
_HEAD = 2000  # characters
_TOP = 40  # blocks in which the fields above the text stand
_FOOT = 30  # blocks in which those below it stand


class Field(NamedTuple):
    """What the label of a block announces, as `export_labels.tsv` names it, and where its value begins."""

    kind: str
    start: int


def is_hinted(text: str, start: int) -> bool:
    """Tell whether the head of a text, from `start` on, has a label that exports have.

    >>> is_hinted("HEADLINE: Calm holds", 0), is_hinted("Calm holds", 0)
    (True, False)
    """
    head = text[start : start + _HEAD].lower()
    return any(map(head.__contains__, _HINTS))


def find_form(text: str, blocks: list[Block]) -> str | None:
    """Tell who exports so, from the labels that stand together."""
    ends = blocks[:_TOP] + blocks[max(_TOP, len(blocks) - _FOOT) :]
    labels: set[str] = set()
    codes: set[str] = set()
    for block in ends:
        label = _LABEL.match(text, block.start, block.end) or _ALONE.fullmatch(text, block.start, block.end)
        code = None if label else _CODE.match(text, block.start, block.end)
        if label:
            labels.add(label["label"].lower())
        elif code:
            codes.add(code["label"].lower())
    for form, signs in _SIGNS.items():
        seen = codes if form == "factiva" else labels
        if any(sign <= seen for sign in signs):
            return form if form != "mail" or _is_mail(text, blocks) else None
    return None


def _is_mail(text: str, blocks: list[Block]) -> bool:
    """Tell whether a mail's header opens the text: an address, a date or a "To:" among the first lines."""
    head = text[blocks[0].start : blocks[min(len(blocks), 8) - 1].end]
    return (
        re.match(
            r"[>\s*]*(?:From|To|Date|Sent|Subject|Return-Path|Delivered-To|Path|Newsgroups|Message-ID|Xref|Received)\s?:",
            head,
        )
        is not None
    )


def find_field(text: str, block: Block, form: str) -> Field | None:
    """Find the label that a block begins with; None if `form` has no such label."""
    pattern = _CODE if form == "factiva" else _LABEL
    match = pattern.match(text, block.start, block.end)
    alone = None if match or form == "factiva" else _ALONE.fullmatch(text, block.start, block.end)
    found = match or alone
    kind = _labels().get((form, found["label"].lower())) if found else None
    return Field(kind, found.end()) if found and kind else None


@cache
def _labels() -> dict[tuple[str, str], str]:
    return {(row["form"], row["label"]): row["field"] for row in read_table("export_labels")}

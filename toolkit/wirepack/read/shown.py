"""What a page shows around its main text and states nowhere else: the date of its issue, the name of its site, its rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.outlets import DIVIDER, find_outlet
from wirepack.pubdates import MONTHS
from wirepack.read.metadata import state
from wirepack.rights import find_rights

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from wirepack.models import Stated

# "#339, Wednesday, January 28, 1998", "No. 12, 3 March 2004": a line of a page above its headline
_ISSUE = re.compile(
    rf"""
    (?: (?: \# | No\.?\s? | Issue\s | Vol\.?\s? ) \d{{1,5}} [\s,.|-]+ )?
    (?: (?: mon|tues|wednes|thurs|fri|satur|sun ) day [\s,.]+ )?
    (?P<date> (?: {MONTHS} ) [a-z]{{0,6}} \.? \s \d{{1,2}} ,? \s (?:19|20)\d\d | \d{{1,2}} \s (?: {MONTHS} ) [a-z]{{0,6}} \.? \s (?:19|20)\d\d )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PICTURE = re.compile(r"\b(?:images?|photos?|pictures?)\b|\w/\w", re.IGNORECASE)  # whose rights are another's
_TOP = 40  # lines above the headline
_FOOT = 12  # lines in which the rights are claimed
_LINE_MAX = 300  # characters of such a line
_PICTURES = 50


def read_shown(tree: HtmlElement, shown: str, title: str | None) -> Stated:
    """Read what the text that a page shows tells of its article; the surer sources of `read_page_metadata` come first.

    `title` is the headline: a date counts only above it, on a line of its own.
    """
    lines = [" ".join(line.split()) for line in shown.split("\n")]
    lines = [line for line in lines if line and len(line) <= _LINE_MAX]
    head = lines[: lines.index(title)] if title in lines[: _TOP + 1] else []
    dates = [issue["date"] for line in head if (issue := _ISSUE.fullmatch(line))]
    claims = [claim for line in lines[-_FOOT:] if (claim := find_rights(line)) and not _PICTURE.search(claim)]
    rights = [claims[-1]] if claims else []
    return state({"published": dates, "publisher": _name_site(tree, title, rights), "rights": rights})


def _name_site(tree: HtmlElement, title: str | None, rights: list[str]) -> list[str]:
    """Name the site that the page's title names beside the headline, if a picture, the rights or the list of outlets do so, too."""
    whole = " ".join(next((element.text_content() for element in tree.iter("title")), "").split())
    if not title or whole == title or title not in whole:
        return []
    parts = [part.strip() for part in DIVIDER.split(whole) if part and part.strip() not in title]
    pictures = {picture.get("alt") for _, picture in zip(range(_PICTURES), tree.iter("img"), strict=False)}
    return [part for part in parts if part in pictures or any(part in claim for claim in rights) or find_outlet(part)][
        :1
    ]

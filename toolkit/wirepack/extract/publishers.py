"""Which outlet published this copy of an article, and in which it appeared first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.bodies import is_body_name
from wirepack.datelines import match_dateline
from wirepack.markup import plain
from wirepack.outlets import URL, find_outlet, looks_like_outlet, outlet_at

if TYPE_CHECKING:
    from wirepack.bylines import Byline
    from wirepack.models import Document, Zone

_SPACE = re.compile(r"\s+")
# "originally published on **OneWorld**", "first appeared in the Example Review", "republished from", "reprinted with permission from"
_SYNDICATED = re.compile(
    r"""
    \b (?: (?: originally | first ) \s (?: published | appeared | posted | ran | printed | aired ) \s+ (?: on | in | by | at | with | via )
         | (?: re-?published | reprinted | reposted | reproduced ) \s (?: here \s )? (?: with \s (?:the\s)? (?: kind \s )? permission \s )? (?: from | of | by )
         | courtesy \s (?: of | : ) | with \s (?:the\s)? permission \s (?: of | from ) )
    \s+ (?: the \s (?: website | site | pages | blog ) \s (?: of \s )? )? [*_“"']{0,3}
    (?P<name> (?: the \s )? [A-Z] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]{2,60})\)")
_PUBLISHED_IN = re.compile(r"published (?:in|by) (?:the )?(?=[A-Z])", re.IGNORECASE)
# A name in capitals, as far as it goes: "Example Review of Books"
_NAME = re.compile(r"[A-Z][\w&’'+.-]*(?:(?:\s+(?:of|the|and|for|in|de|la|&)){0,2}\s+[A-Z0-9][\w&’'+-]*){0,5}")
# What stands before the holder of the rights: "Copyright © 2025 by ", "© 2019-2025 "
_CLAIM = re.compile(
    r"(?:copyright|©|&copy;|\(c\)\s?(?=\d{4}))[\s©]{0,4}(?:\(c\)\s)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?,?\s+)?(?:by\s(?:the\s)?)?(?=[A-Z])",
    re.IGNORECASE,
)
# What feeds put below a post: "The post <a href=…>Calm holds</a> appeared first on <a href=…>Karpin Ledger</a>."
_POST_OF = re.compile(
    r"The (?:post|article) .{1,500}? (?:appeared first|first appeared) on (?:<[^<>\n]{1,300}>)?(?=[A-Z])"
)
# "The views … do not necessarily reflect the editorial policy of Karpin Review."
_DISCLAIMED = re.compile(
    r"\b(?:do|does) not necessarily (?:reflect|represent)\b[^.\n]{0,80}? of (?=(?:the )?[A-Z])(?:the )?", re.IGNORECASE
)
_APP = re.compile(
    r"(?:download|get) (?:the )?(?=[A-Z][^.\n]{3,60} app\b)", re.IGNORECASE
)  # "Download The Karpin Times App"
# What a company adds to the name of its outlet: "The Karpin Times DAC", "Karpin Ledger Ltd"
_COMPANY = re.compile(r"(?:,?\s(?:DAC|Ltd|Limited|Inc|LLC|plc|PLC|Pty|GmbH|AG|SA|Company|Co|Corporation|Corp)\b\.?)+$")
# What is called as papers are, with an article and few words: "The Karpinian", "Le Karpin"; "The Printers (Karpin) Ltd" is none
_PAPER = re.compile(r"(?:The|Le|La|Les|El|Il|Die|Der|Das|Het|De) [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?")
_YEAR = re.compile(r",?\s(?:19|20)\d\d$")  # "© Le Karpin 2023"
_SMALL = 3  # letters of a word that is written small inside a name


def name_outlets(document: Document, byline: Byline) -> tuple[str | None, str | None]:
    """Name the outlet of this copy and the one it came from; None for what the text does not tell.

    What appeared first in an outlet was not published there, even if the header calls it the source.
    """
    syndicated = _syndicated(document)
    stated = [outlet.name if (outlet := find_outlet(name)) else name for name in _stated(document)]
    stated = [name for name in stated if name != syndicated] or _owner(document)
    if not document.seed.stated.publisher:  # a motto may stand above the name that is known
        stated.sort(key=lambda name: find_outlet(name) is None)
    agency = byline.outlet or _dateline_agency(document)
    if not stated and syndicated is None:  # of a copy, the rights are the first outlet's
        stated = _rights_holder(document)
    publisher = stated[0] if stated else agency
    if publisher != agency and syndicated is None and agency is not None:
        syndicated = agency
    return publisher, syndicated


def _stated(document: Document) -> list[str]:
    """List the outlets that the input or the page names as its own, the surest first."""
    names = [document.seed.stated.publisher] if document.seed.stated.publisher else []
    names += [plain_of(document, zone) for zone in select(document, "metadata:publisher")]
    for zone in select(document, "boilerplate:banner"):
        name = _banner_name(plain_of(document, zone))
        names += [name] if name else []
    for zone in select(document, "boilerplate:title_noise"):
        name = plain_of(document, zone).strip(" -–—|:»·").rpartition(" - ")[2]
        names += [name] if find_outlet(name) or looks_like_outlet(name) else []
    for zone in select(document, "boilerplate:republication"):
        match = _PUBLISHED_IN.match(document.text, zone.start, zone.end)
        if match and (known := outlet_at(document.text, match.end())):
            names.append(known[1].name)
        post = _POST_OF.match(document.text, zone.start, zone.end)
        if post and (name_found := _NAME.match(document.text, post.end(), zone.end)):
            names.append(_SPACE.sub(" ", name_found.group()).rstrip("."))
    return names


def _owner(document: Document) -> list[str]:
    """Name the outlet that disclaims the views of an article, or offers its app, below it."""
    for zone in document.zones:
        if not zone.kind.startswith("boilerplate:"):
            continue
        disclaimed = _DISCLAIMED.search(document.text, zone.start, zone.end)
        name = _NAME.match(document.text, disclaimed.end(), zone.end) if disclaimed else None
        if name and (find_outlet(name.group()) or looks_like_outlet(name.group())):
            return [_SPACE.sub(" ", name.group()).strip(" .")]
        app = _APP.match(document.text, zone.start, zone.end)
        if app and (known := outlet_at(document.text, app.end())):
            return [known[1].name]
    return []


def _rights_holder(document: Document) -> list[str]:
    """Name the outlet that claims the rights below the article: "© 2025 The Example Observer"; agencies claim them anywhere."""
    for zone in select(document, "boilerplate:rights", "boilerplate:footer"):
        claim = _CLAIM.search(document.text, zone.start, zone.end)
        name = _NAME.match(document.text, claim.end(), zone.end) if claim else None
        if name is None:
            continue
        holder = _YEAR.sub("", _SPACE.sub(" ", name.group()).removesuffix(" All").strip(" ."))
        holder = _COMPANY.sub("", holder)
        known = find_outlet(holder)
        called = looks_like_outlet(holder.rpartition(" ")[2]) or is_body_name(holder.split())
        called = called or (_PAPER.fullmatch(holder) is not None and document.text[name.end() : name.end() + 2] != " (")
        if (known and not known.agency) or (known is None and called):
            return [known.name if known else holder]
    return []


def _banner_name(banner: str) -> str | None:
    """Return the name in the banner of a site: "- The Media Line - https://themedialine.org -"."""
    name = URL.sub("", banner).strip(" -–—|:")
    words = name.split()
    named = any(letter.islower() for letter in name) and all(word[0].isupper() for word in words if len(word) > _SMALL)
    return name if words and (named or find_outlet(name)) else None


def _syndicated(document: Document) -> str | None:
    """Name the outlet in which the text says that the article appeared first."""
    for zone in select(
        document, "boilerplate:republication", "boilerplate:rights", "boilerplate:credit", "boilerplate:author_bio"
    ):
        match = _SYNDICATED.search(document.text, zone.start, zone.end)
        if match:
            known = outlet_at(document.text, match.start("name")) or outlet_at(document.text, match.end() - 1)
            if known:
                return known[1].name
            name = _NAME.match(document.text, match.end() - 1, zone.end)
            if name:
                return _SPACE.sub(" ", name.group()).strip(" .")
    return None


def _dateline_agency(document: Document) -> str | None:
    """Name the agency in the dateline, or in brackets where the place is missing."""
    for zone in select(document, "metadata:dateline", "boilerplate:credit"):
        if zone.kind == "metadata:dateline":
            found = match_dateline(document.text, zone.start, len(document.text))
            names = found.agency if found else None
        else:
            bracket = _BRACKET.match(document.text, zone.start, zone.end)
            names = bracket.group(1) if bracket else None
        for name in re.split(r"[/,;]|\sand\s", names or ""):
            if outlet := find_outlet(name):
                return outlet.name
    return None


def select(document: Document, *kinds: str) -> list[Zone]:
    return [zone for zone in document.zones if zone.kind in kinds]


def plain_of(document: Document, zone: Zone) -> str:
    """Return a zone's text on one line, without markup."""
    return plain(document.text[zone.start : zone.end])

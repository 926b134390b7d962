"""Document -> the row of its article: title, author, outlet, date, place, rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.bylines import Byline, parse_byline
from wirepack.datelines import match_dateline
from wirepack.languages import detect_language
from wirepack.lexicons import read_words
from wirepack.markup import plain
from wirepack.models import ArticleRow
from wirepack.outlets import find_outlet, host_of, looks_like_outlet, outlet_at
from wirepack.timex import read_published

if TYPE_CHECKING:
    from wirepack.models import Document, Zone

_SPACE = re.compile(r"\s+")

# "is an American Moscow-based political analyst specializing in …": what an author is, up to the next clause
_BIO = re.compile(
    r"""
    \b (?: is | was | are ) \s+ (?: an? | the | (?:currently\s)? (?:an?\s)? ) \s*
    (?P<role> [^.;:()]{3,160}? )
    (?= \s* [.,;:(] | \s+ (?: who | whose | which | specializ\w+ | specialis\w+ | focus\w+ | cover\w+ | writing | based | working | with | and | living ) \b | $ )
    """,
    re.VERBOSE,
)
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
# "Copyright © A. Person, Example Daily, 2021", "© 2019 Example Daily. All rights reserved."
_RIGHTS = re.compile(
    r"""
    (?: copyright | © | &copy; | \(c\)\s*(?=\d{4}) )
    (?: [^\n.] | (?<=\b\w) \. | (?<=\b(?:Inc|Ltd|Cos|LLC)) \. | (?<=\bCo) \. | \. (?=\S) | \. \s* (?= all\srights ) ){0,200}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What stands before the holder of the rights: "Copyright © 2025 by ", "© 2019-2025 "
_CLAIM = re.compile(
    r"(?:copyright|©|&copy;|\(c\)\s?(?=\d{4}))[\s©]{0,4}(?:\(c\)\s)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?,?\s+)?(?:by\s)?(?=[A-Z])",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"(?:Creative\sCommons[^.\n]{0,120}|\bCC[ -]BY(?:[ -][A-Z]{2}){0,2}(?:[ -]\d\.\d)?)")
_URL = re.compile(r"""\b(?:https?://|www\.)[^\s<>"'“”)\]*]{3,300}""", re.IGNORECASE)
_HREF = re.compile(r"""\b(?:href|src)\s*=\s*["']?[^"'>]*$|mailto:[^"'>]*$""", re.IGNORECASE)
_LABEL = re.compile(r"[\s*_#>•·-]*[A-Za-z][\w -]{2,30}?[*_]{0,2}\s?:[*_]{0,2}\s*")
# A further label inside a line: "Intelligence In-depth Report: SYRIA"
_INNER_LABEL = re.compile(r"\s+(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*:\s")
_SMALL = 3  # letters of a word that is written small inside a name
_LIST = re.compile(r"\s*[,;|•·]\s*")
_BY_AT_FOOT = re.compile(r"\(?-*\s*(?:additional\s)?(?:reporting|written|writing|by)\b[^;.)\n]{3,120}", re.IGNORECASE)


def extract_articles(document: Document) -> ArticleRow:
    """Extract what the input's metadata and else the text tell about the article itself; what neither tells stays empty."""
    seed, stated = document.seed, document.seed.stated
    byline = _byline(document)
    published, precision = read_published(document)
    publisher, syndicated = _outlets(document, byline)
    return ArticleRow(
        seed.article_id,
        seed.source,
        seed.sha256,
        seed.media_type,
        seed.encoding,
        title=stated.title or _first(document, "title"),
        author="; ".join(byline.names) or None,
        author_role=byline.role,
        publisher=publisher,
        syndicated_from=syndicated,
        published=published,
        published_precision=precision,
        dateline=_dateline(document),
        url=stated.url or _url(document),
        region=_listed(document, "metadata:region"),
        themes=stated.tags or _listed(document, "metadata:theme"),
        language=stated.language or _language(document),
        rights=stated.rights or _rights(document),
        word_count=_word_count(document),
    )


def _zones(document: Document, *kinds: str) -> list[Zone]:
    return [zone for zone in document.zones if zone.kind in kinds]


def _plain(document: Document, zone: Zone) -> str:
    """Return a zone's text on one line, without markup."""
    return plain(document.text[zone.start : zone.end])


def _first(document: Document, kind: str) -> str | None:
    found = _zones(document, kind)
    return _plain(document, found[0]) or None if found else None


def _byline(document: Document) -> Byline:
    """Read who wrote the article: from the byline, else from the credit or the biography below it."""
    names: list[str] = []
    role, outlet = None, None
    zones = _zones(document, "metadata:byline")
    for line in document.seed.stated.authors or [document.text[zone.start : zone.end] for zone in zones]:
        parsed = parse_byline(line)
        names += [name for name in parsed.names if name.lower() not in {known.lower() for known in names}]
        role, outlet = role or parsed.role, outlet or parsed.outlet
    if len(names) > 1 and outlet in names:
        names.remove(outlet)
    if not names:
        names = _signature(document)
    return Byline(tuple(names), role or _bio_role(document, names), outlet)


def _signature(document: Document) -> list[str]:
    """Read the author's name from the foot of the article: "Reporting by A. Person; Editing by B. Person"."""
    for zone in _zones(document, "boilerplate:credit"):
        match = _BY_AT_FOOT.match(document.text, zone.start, zone.end)
        if match and not match.group().lower().lstrip("(- ").startswith("additional"):
            return list(parse_byline(match.group().lstrip("(- ")).names)
    return []


def _bio_role(document: Document, names: list[str]) -> str | None:
    """Read what the author is from the biography: "A. Person is a military analyst who …"."""
    for zone in _zones(document, "boilerplate:author_bio"):
        match = _BIO.search(document.text, zone.start, min(zone.end, zone.start + 300))
        if match and (not names or names[0].split()[-1].lower() in document.text[zone.start : match.start()].lower()):
            return _SPACE.sub(" ", match["role"]).strip()
    return None


def _outlets(document: Document, byline: Byline) -> tuple[str | None, str | None]:
    """Name the outlet of this copy and the one it came from."""
    syndicated = _syndicated(document)
    stated = [document.seed.stated.publisher] if document.seed.stated.publisher else []
    stated += [_plain(document, zone) for zone in _zones(document, "metadata:publisher")]
    stated += [
        name for zone in _zones(document, "boilerplate:banner") if (name := _banner_name(_plain(document, zone)))
    ]
    for zone in _zones(document, "boilerplate:title_noise"):
        name = _plain(document, zone).strip(" -–—|:»·").rpartition(" - ")[2]
        stated += [name] if find_outlet(name) or looks_like_outlet(name) else []
    for zone in _zones(document, "boilerplate:republication"):
        match = _PUBLISHED_IN.match(document.text, zone.start, zone.end)
        if match and (known := outlet_at(document.text, match.end())):
            stated.append(known[1].name)
    stated = [outlet.name if (outlet := find_outlet(name)) else name for name in stated]
    agency = byline.outlet or _dateline_agency(document)
    if not stated and syndicated is None:  # of a copy, the rights are the first outlet's
        stated = _rights_holder(document)
    publisher = stated[0] if stated else agency
    if publisher != agency and syndicated is None and agency is not None:
        syndicated = agency
    return publisher, syndicated


def _rights_holder(document: Document) -> list[str]:
    """Name the outlet that claims the rights below the article: "© 2025 The Example Observer"; agencies claim them anywhere."""
    for zone in _zones(document, "boilerplate:rights", "boilerplate:footer"):
        claim = _CLAIM.search(document.text, zone.start, zone.end)
        name = _NAME.match(document.text, claim.end(), zone.end) if claim else None
        if name is None:
            continue
        holder = _SPACE.sub(" ", name.group()).removesuffix(" All").strip(" .")
        known = find_outlet(holder)
        if (known and not known.agency) or (known is None and looks_like_outlet(holder.rpartition(" ")[2])):
            return [known.name if known else holder]
    return []


def _banner_name(banner: str) -> str | None:
    """Return the name in the banner of a site: "- The Media Line - https://themedialine.org -"."""
    name = _URL.sub("", banner).strip(" -–—|:")
    words = name.split()
    named = any(letter.islower() for letter in name) and all(word[0].isupper() for word in words if len(word) > _SMALL)
    return name if words and (named or find_outlet(name)) else None


def _syndicated(document: Document) -> str | None:
    for zone in _zones(
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
    for zone in _zones(document, "metadata:dateline", "boilerplate:credit"):
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


def _dateline(document: Document) -> str | None:
    for zone in _zones(document, "metadata:dateline"):
        found = match_dateline(document.text, zone.start, len(document.text))
        if found:
            return _SPACE.sub(" ", document.text[slice(*found.place)])
        return _plain(document, zone)
    return None


def _url(document: Document) -> str | None:
    """Return the address of the article if the header states it, else of the outlet's site."""
    for zone in _zones(document, "metadata:url"):
        return document.text[zone.start : zone.end]
    for zone in document.zones:
        if not zone.kind.startswith("boilerplate:") or zone.kind == "boilerplate:caption":
            continue
        for match in _URL.finditer(document.text, zone.start, zone.end):
            if _HREF.search(document.text[max(zone.start, match.start() - 80) : match.start()]):
                continue
            if host_of(match.group()) not in read_words("service_hosts", "host"):
                return match.group().rstrip(".,;:")
    return None


def _listed(document: Document, kind: str) -> tuple[str, ...]:
    """Read the values of a labelled line: "Region: Middle East, Russia and FSU"."""
    values: list[str] = []
    for zone in _zones(document, kind):
        line = _SPACE.sub(" ", document.text[zone.start : zone.end])
        label = _LABEL.match(line)
        line = line[label.end() :] if label else line
        inner = _INNER_LABEL.search(line)
        line = line[: inner.start()] if inner else line
        values += [value for value in _LIST.split(line.strip(" .[]")) if value and value not in values]
    return tuple(values)


def _language(document: Document) -> str | None:
    first = document.sentences[0].first if document.sentences else 0
    return detect_language(document.tokens.lower[first : first + 500]) or detect_language(document.tokens.lower)


def _rights(document: Document) -> str | None:
    """Return the copyright or licence statement; disclaimers and terms are none."""
    for pattern in (_RIGHTS, _LICENCE):
        for zone in document.zones:
            if zone.kind in {"boilerplate:rights", "boilerplate:footer", "boilerplate:republication"}:
                match = pattern.search(document.text, zone.start, zone.end)
                if match and re.search(r"©|&copy;|\(c\)|\d{4}", match.group()):
                    return plain(match.group()).removesuffix(".")
    return None


def _word_count(document: Document) -> int:
    """Count the words of the body; punctuation and the possessive 's are none."""
    words = document.tokens.text
    return sum(len([word for word in words[s.first : s.last] if word[0].isalnum()]) for s in document.sentences)

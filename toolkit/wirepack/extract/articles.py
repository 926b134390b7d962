"""Document -> the row of its article: title, author, outlet, date, place, rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.bylines import Byline, parse_byline
from wirepack.datelines import match_dateline
from wirepack.extract.publishers import name_outlets, plain_of, select
from wirepack.languages import detect_language
from wirepack.lexicons import read_words
from wirepack.markup import plain
from wirepack.models import ArticleRow
from wirepack.outlets import URL, host_of
from wirepack.rights import find_rights
from wirepack.timex import read_published

if TYPE_CHECKING:
    from wirepack.models import Document

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
_LICENCE = re.compile(r"(?:Creative\sCommons(?:[^.\n]|\.(?=\d)){0,120}|\bCC[ -]BY(?:[ -][A-Z]{2}){0,2}(?:[ -]\d\.\d)?)")
_NAMED_LICENCE = re.compile(r"\bBY\b|\d\.\d|\d{4}|©")  # "Creative Commons BY-NC 4.0"; not "Creative Commons licence"
# What stands before an address that is only the target of a link: `href="`, `](` of Markdown
_HREF = re.compile(r"""\b(?:href|src)\s*=\s*["']?[^"'>]*$|mailto:[^"'>]*$|\]\($""", re.IGNORECASE)
_SERVICE_PATH = re.compile(r"/(?:un)?subscri|/preferences|/privacy|/terms|/login|/share", re.IGNORECASE)
_LABEL = re.compile(r"[\s*_#>•·-]*[A-Za-z][\w -]{2,30}?[*_]{0,2}\s?:[*_]{0,2}\s*")
# A further label inside a line: "Intelligence In-depth Report: SYRIA"
_INNER_LABEL = re.compile(r"\s+(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*:\s")
_HASHTAG = re.compile(r"(?:^|\s+)#(?=\w)")  # "#navy #boats"
_LIST = re.compile(r"\s*[,;|•·]\s*")
_BY_AT_FOOT = re.compile(r"\(?-*\s*(?:additional\s)?(?:reporting|written|writing|by)\b[^;.)\n]{3,120}", re.IGNORECASE)


def extract_articles(document: Document) -> ArticleRow:
    """Extract what the input's metadata and else the text tell about the article itself; what neither tells stays empty."""
    seed, stated = document.seed, document.seed.stated
    byline = _byline(document)
    published, precision = read_published(document)
    publisher, syndicated = name_outlets(document, byline)
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


def _first(document: Document, kind: str) -> str | None:
    found = select(document, kind)
    return plain_of(document, found[0]) or None if found else None


def _byline(document: Document) -> Byline:
    """Read who wrote the article: from the byline, else from the credit or the biography below it."""
    names: list[str] = []
    role, outlet = None, None
    zones = select(document, "metadata:byline")
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
    for zone in select(document, "boilerplate:credit"):
        match = _BY_AT_FOOT.match(document.text, zone.start, zone.end)
        if match and not match.group().lower().lstrip("(- ").startswith("additional"):
            return list(parse_byline(match.group().lstrip("(- ")).names)
    return []


def _bio_role(document: Document, names: list[str]) -> str | None:
    """Read what the author is from the biography: "A. Person is a military analyst who …"."""
    for zone in select(document, "boilerplate:author_bio"):
        match = _BIO.search(document.text, zone.start, min(zone.end, zone.start + 300))
        if match and (not names or names[0].split()[-1].lower() in document.text[zone.start : match.start()].lower()):
            return _SPACE.sub(" ", match["role"]).strip()
    return None


def _dateline(document: Document) -> str | None:
    for zone in select(document, "metadata:dateline"):
        found = match_dateline(document.text, zone.start, len(document.text))
        if found:
            return _SPACE.sub(" ", document.text[slice(*found.place)])
        return plain_of(document, zone)
    return None


def _url(document: Document) -> str | None:
    """Return the address of the article if the header states it, else of the outlet's site."""
    for zone in select(document, "metadata:url"):
        return document.text[zone.start : zone.end]
    for zone in document.zones:
        if not zone.kind.startswith("boilerplate:") or zone.kind == "boilerplate:caption":
            continue
        for match in URL.finditer(document.text, zone.start, zone.end):
            if _HREF.search(document.text[max(zone.start, match.start() - 80) : match.start()]):
                continue
            served = host_of(match.group()) in read_words("service_hosts", "host")
            if not served and not _SERVICE_PATH.search(match.group()):
                return match.group().rstrip(".,;:")
    return None


def _listed(document: Document, kind: str) -> tuple[str, ...]:
    """Read the values of a labelled line: "Region: Middle East, Russia and FSU"."""
    values: list[str] = []
    for zone in select(document, kind):
        line = _SPACE.sub(" ", document.text[zone.start : zone.end])
        label = _LABEL.match(line)
        line = line[label.end() :] if label else line
        inner = _INNER_LABEL.search(line)
        line = line[: inner.start()] if inner else line
        parts = (part for whole in _LIST.split(line.strip(" .[]")) for part in _HASHTAG.split(whole))
        values += [value for value in dict.fromkeys(parts) if value and value not in values]
    return tuple(values)


def _language(document: Document) -> str | None:
    first = document.sentences[0].first if document.sentences else 0
    return detect_language(document.tokens.lower[first : first + 500]) or detect_language(document.tokens.lower)


def _rights(document: Document) -> str | None:
    """Return the copyright or licence statement; disclaimers and terms are none."""
    kinds = {"boilerplate:rights", "boilerplate:footer", "boilerplate:republication"}
    places = [(zone.start, zone.end) for zone in document.zones if zone.kind in kinds]
    claims = (claim for place in places if (claim := find_rights(document.text, *place)))
    licences = (match.group() for place in places if (match := _LICENCE.search(document.text, *place)))
    found = next(claims, None) or next(filter(_NAMED_LICENCE.search, licences), None)
    return plain(found).removesuffix(".") if found else None


def _word_count(document: Document) -> int:
    """Count the words of the body; punctuation and the possessive 's are none."""
    words = document.tokens.text
    return sum(len([word for word in words[s.first : s.last] if word[0].isalnum()]) for s in document.sentences)

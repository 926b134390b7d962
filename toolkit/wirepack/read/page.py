"""What a web page states of itself: JSON-LD first, then meta tags, then <title> and the rest."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from wirepack.models import NOTHING_STATED, Stated
from wirepack.outlets import DIVIDER
from wirepack.read.metadata import make_stated, merge, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|SocialMediaPosting|LiveBlogPosting|CreativeWork)")
_MAX_SCRIPT = 1_000_000  # characters of one JSON-LD block
_MAX_NODES = 2_000
_MAX_AUTHORS = 5  # links to authors; on a page with more, they belong to other articles
_BYLINE = re.compile(
    r"\b(?:by-?line|author)(?:\b|__?|-)(?!.*(?:bio|img|image|photo|avatar|box|desc|social|links?)\b)", re.IGNORECASE
)
_BYLINE_MAX = 120  # characters
_HEADING_TAGS = ("h1", "h2", "h3", "b", "strong", "font")  # of old pages, too
_HEADLINE_WORDS = 3
_HEADLINE_MAX = 400  # characters
_HEADINGS_MAX = 200  # elements in which a headline is looked for
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*.*?\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.DOTALL
)
_CONTROL = re.compile(r"[\x00-\x1f]+")


def read_page_metadata(tree: HtmlElement) -> Stated:
    """Read what a page states, the surest source first."""
    found = _read_json_ld(tree)
    for further in (_read_meta(tree), _read_elements(tree)):
        found = merge(found, further)
    return found


def _read_json_ld(tree: HtmlElement) -> Stated:
    """Read the first node that is an article, wherever it stands: in a list, in @graph, under mainEntity."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            value = _parse(script.text or "")
            nodes += list(_nodes(value))
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLES.fullmatch(kind) for kind in _types(node))]
    articles.sort(key=lambda node: "CreativeWork" in _types(node))
    return _state_node(articles[0], named) if articles else NOTHING_STATED


def _state_node(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> Stated:
    def values(*keys: str) -> list[Any]:
        return [_resolve(node[key], named) for key in keys if node.get(key)]

    return state(
        {
            "title": values("headline", "name", "alternativeHeadline"),
            "author": values("author", "creator"),
            "published": values("datePublished", "dateCreated"),
            "publisher": values("publisher", "sourceOrganization"),
            "url": [*values("url"), node.get("mainEntityOfPage")],  # which is named by its @id
            "language": values("inLanguage"),
            "tags": values("keywords", "articleSection"),
            "rights": values("copyrightNotice", "license"),
        }
    )


def _parse(script: str) -> Any:
    text = _COMMENT.sub("", script[:_MAX_SCRIPT]).strip()
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:  # the commonest of all mistakes: a comma before the closing bracket
        return json.loads(re.sub(r",\s*([\]}])", r"\1", _CONTROL.sub(" ", text)), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that may be articles, breadth first."""
    level, count = [value], 0
    while level and count < _MAX_NODES:
        below: list[Any] = []
        for item in level:
            count += 1
            if isinstance(item, list):
                below += item
            elif isinstance(item, dict):
                yield item
                below += [
                    part for key in ("@graph", "mainEntity", "itemListElement", "item") if (part := item.get(key))
                ]
                below += [item[key] for key in ("author", "publisher") if isinstance(item.get(key), (dict, list))]
        level = below


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rpartition("/")[2].rpartition(":")[2] for kind in listed]


def _resolve(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """Replace references by what they name: {"@id": "#jane"} -> {"@type": "Person", "name": "Jane Roe"}."""
    if isinstance(value, list):
        return [_resolve(part, named) for part in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return named.get(str(value.get("@id")), value)
    return value


def _read_meta(tree: HtmlElement) -> Stated:
    pairs: list[tuple[str, Any]] = []
    for element in tree.iter("meta"):
        content = element.get("content")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            pairs += [(name, content) for name in (element.get(attribute) or "").split()]
    several: dict[str, list[Any]] = {}
    for name, content in pairs:
        several.setdefault(name, []).append(content)
    return make_stated([(name, values if len(values) > 1 else values[0]) for name, values in several.items()], "meta")


def _read_elements(tree: HtmlElement) -> Stated:
    """Read what stands in elements: the canonical address, <time>, rel=author, <h1>, <title>, lang."""
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    times = [
        e.get("datetime")
        for e in tree.iter("time")
        if e.get("pubdate") is not None or e.get("itemprop") == "datePublished"
    ]
    authors = [e.text_content() for e in tree.iter("a") if "author" in (e.get("rel") or "").lower().split()]
    heads = [e.text_content() for e in tree.iter("h1")]
    title = [e.text_content() for e in tree.iter("title")][:1]
    return state(
        {
            "title": heads if len(heads) == 1 else _headline_in(tree, title),
            "author": [authors[:_MAX_AUTHORS], _read_bylines(tree)],
            "published": times,
            "url": canonical,
            "language": [tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")],
            "rights": [link.get("href") for link in tree.iter("a", "link") if (link.get("rel") or "") == "license"],
        }
    )


def _headline_in(tree: HtmlElement, titles: list[str]) -> list[str]:
    """Cut the name of the site off a page's title where an element repeats the rest: "Karpin Ledger: Army retakes hill"."""
    if not any(DIVIDER.search(title) for title in titles):
        return titles
    shown = {_first_words(element) for element in islice(tree.iter(*_HEADING_TAGS), _HEADINGS_MAX)}
    for title in (" ".join(title.split()) for title in titles):
        for divider in DIVIDER.finditer(title):
            for part in (title[: divider.start()], title[divider.end() :]):
                if part in shown and part.count(" ") + 1 >= _HEADLINE_WORDS:
                    return [part]
    return titles


def _first_words(element: HtmlElement) -> str:
    """Return an element's text on one line, as far as a headline may go, so that nested elements are not read in full."""
    parts, size = [], 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > _HEADLINE_MAX:
            break
    return " ".join("".join(parts).split())


def _read_bylines(tree: HtmlElement) -> list[str]:
    """Read the first element that calls itself a byline: the main text leaves it out."""
    for element in tree.iter("p", "div", "span", "address", "a"):
        if element.get("itemprop") == "author" or _BYLINE.search(element.get("class") or ""):
            text = " ".join(element.text_content().split())
            if 0 < len(text) <= _BYLINE_MAX:
                return [text]
    return []

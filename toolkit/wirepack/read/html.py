"""A web page -> its main text, and what it states of itself. The text of record is the main text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.models import NOTHING_STATED
from wirepack.read.charset import decode_page
from wirepack.read.metadata import merge
from wirepack.read.page import read_page_metadata
from wirepack.read.shown import read_shown
from wirepack.read.text import is_blank

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from wirepack.models import Stated

# A tag that only HTML has, not "<3" or "<name@host>"
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|u|h[1-6]|ul|ol|li|img|figure|figcaption|blockquote|table|tr|td|section|article"
    r"|html|body|head|script|style|iframe|hr|font|center|sup|sub|small)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:html|body|head)\b|<!doctype", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>", re.IGNORECASE)
_BLOCK_NAMES = """
    address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section summary table td th tr ul
"""
_BLOCKS = frozenset(re.findall(r"\w+", _BLOCK_NAMES))
_UNSEEN = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title", "button"))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MAX_DEPTH = 250  # elements inside each other; no page has so many, and some libraries recurse


def read_page(data: bytes, encoding: str | None = None) -> tuple[str, Stated, str]:
    """Read a page as (main text, what it states, encoding); the text is empty if the page has none."""
    page, encoding = decode_page(data, encoding)
    text, stated = read_markup(page)
    return text, stated, encoding


def read_markup(page: str) -> tuple[str, Stated]:
    """Read a decoded page; see `read_page`."""
    tree = _parse(page)
    if tree is None:
        return "", NOTHING_STATED
    stated, shown = read_page_metadata(tree), _all_text(tree)
    stated = merge(stated, read_shown(tree, shown, stated.title))
    return _main_text(tree) or shown, stated


def has_markup(text: str) -> bool:
    """Tell whether a text is HTML or a piece of it.

    >>> has_markup("<p>Calm holds</p>"), has_markup("a < b, 5 > 3, <x@y.org> and <unknown>")
    (True, False)
    """
    return "<" in text and _MARKUP.search(text) is not None


def strip_markup(text: str) -> str:
    r"""Turn the HTML in the text field of a record into text; a whole page into its main text.

    >>> strip_markup("<p>Calm holds in <b>Homs</b>.</p><p>The army left.<br>Nobody was hurt &amp; all is well.</p>")
    'Calm holds in Homs.\n\nThe army left.\nNobody was hurt & all is well.'
    """
    if _PAGE.search(text[:2000]):
        return read_markup(text)[0]
    tree = _parse(f"<div>{text}</div>")
    return _all_text(tree) if tree is not None else ""


def _parse(page: str) -> HtmlElement | None:
    from lxml import etree, html  # noqa: PLC0415 - only pages need it

    page = _XML_DECLARATION.sub("", page.replace("\x00", ""))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _main_text(tree: HtmlElement) -> str:
    """Return what trafilatura takes for the article, a paragraph per block; empty if it finds none."""
    if _is_deep(tree):
        return ""
    from copy import deepcopy  # noqa: PLC0415

    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second, and only pages need it

    found = bare_extraction(deepcopy(tree), fast=True, include_comments=False, include_tables=False)
    text = getattr(found, "text", None) or ""
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _is_deep(tree: HtmlElement) -> bool:
    depth, level = 0, [tree]
    while level and depth <= _MAX_DEPTH:
        level = [child for element in level for child in element]
        depth += 1
    return depth > _MAX_DEPTH


def _all_text(tree: HtmlElement) -> str:
    """Return all text that is shown, with an empty line between blocks and a line break for <br>."""
    from lxml import etree  # noqa: PLC0415 - see _parse

    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _UNSEEN or not tag:
                hidden += 1
            elif not hidden:
                parts.append("\r" if tag in _BLOCKS else "\v" if tag == "br" else "")
                parts.append(_SPACE.sub(" ", element.text or ""))
        else:
            if tag in _UNSEEN or not tag:
                hidden -= 1
            elif tag in _BLOCKS and not hidden:
                parts.append("\r")
            if not hidden:
                parts.append(_SPACE.sub(" ", element.tail or ""))
    blocks = (
        "\n".join(_SPACE.sub(" ", line).strip() for line in block.split("\v")) for block in "".join(parts).split("\r")
    )
    return "\n\n".join(block.strip("\n") for block in blocks if not is_blank(block))

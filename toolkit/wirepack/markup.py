"""What HTML and Markdown leave in a text: where a tag is one, and text without marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A tag, for use inside other patterns: "<a href="x">", "</b>", "<BR>", but not a ticker or a name as agencies once put
# them: "<AXP>", "<San Miguel Corp>".
TAG = (
    r"<(?:"
    r"/?[a-z][\w-]{0,20}(?:\s[^<>]{0,300})?/?"
    r"|/[A-Z][\w-]{0,20}\s?"
    r"|[A-Z][\w-]{0,20}\s[^<>=]{0,40}=[^<>]{0,300}"
    r"|(?:BR|DIV|SPAN|EM|STRONG|LI|UL|OL|IMG|HR|TD|TR|TABLE|FONT|H[1-6])\s?/?"
    r"|!--[^<>]{0,300}"
    r")>"
)
_MARKS = re.compile(TAG + r"|\*{2,}|_{2,}|\\(?=[*_#])|^#+\s|\s#+$")
_SPACE = re.compile(r"\s+")
# What block quotes of Markdown and quoted mail have at the beginning of each line: "> text", ">> text", "> > text"
_QUOTING = re.compile(r"^[ \t]{0,8}(?P<mark>>(?:[ \t]?>){0,8})", re.MULTILINE)
_TAG_MAX = 300  # characters


def plain(text: str) -> str:
    r"""Return a text on one line, without tags and Markdown marks.

    >>> plain("**Army** retakes\n<i>hill</i> from <AXP>")
    'Army retakes hill from <AXP>'
    """
    return _SPACE.sub(" ", _MARKS.sub("", text)).strip()


def find_quoting(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    r"""Find the marks that quote lines, as spans; a line may begin with the end of a tag, which is none.

    >>> find_quoting("He wrote:\n> We left.\n>> Why?\n<a href='x'\n>here</a>")
    ((10, 11), (21, 23))
    """
    if ">" not in text:
        return ()
    marks = (match.span("mark") for match in _QUOTING.finditer(text, start))
    return tuple(mark for mark in marks if not _ends_tag(text, mark[0]))


def _ends_tag(text: str, at: int) -> bool:
    before = text[max(0, at - _TAG_MAX) : at]
    opened = before.rfind("<")
    return opened > before.rfind(">") and before[opened + 1 : opened + 2].isalpha()


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put spaces in the place of spans, in their order, so that they hold no words and every offset stays.

    >>> blank("> We left.", [(0, 1)])
    '  We left.'
    """
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*parts, text[done:]]) if done else text

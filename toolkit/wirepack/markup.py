"""What HTML and Markdown leave in a text: where a tag is one, and text without marks."""

from __future__ import annotations

import re

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


def plain(text: str) -> str:
    r"""Return a text on one line, without tags and Markdown marks.

    >>> plain("**Army** retakes\n<i>hill</i> from <AXP>")
    'Army retakes hill from <AXP>'
    """
    return _SPACE.sub(" ", _MARKS.sub("", text)).strip()

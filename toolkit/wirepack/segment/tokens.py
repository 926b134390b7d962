"""Words, numbers and punctuation with their offsets: one pass of one regex over the whole text."""

from __future__ import annotations

import re

from wirepack.markup import TAG
from wirepack.models import Tokens

# Alternatives in order; the first that matches wins. Markup gives no token.
_TOKEN = re.compile(
    rf"""
      {TAG}                                          # markup:            <a href="x">
    | ( (?:[^\W\d_]\.){{2,}}                         # initials:          U.S.
      | \d+ (?:[.,:]\d+)+ \w*                        # numbers:           1,200  12.5  4:30
      | \w+ (?: [-‐‑]\w+ | ['’](?!s\b)\w+ )*         # words:             S-300s  don't  O'Neill  Al-Awsat
      | ['’]s\b                                      # possessive 's:     Israel's -> Israel + 's
      | \S                                           # anything else alone
      )
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens; offsets are code points, half-open, in order and without overlap.

    A possessive 's is a token of its own, so that names can be compared as they stand; hyphenated words are one token.

    >>> tokenize("Israel’s F-16s hit <b>two</b> targets.").lower
    ['israel', "'s", 'f-16s', 'hit', 'two', 'targets', '.']
    """
    tokens = Tokens([], [], [], [])
    add_start, add_end = tokens.start.append, tokens.end.append
    add_text, add_lower = tokens.text.append, tokens.lower.append
    for match in _TOKEN.finditer(text):
        if match.lastindex:
            start, end = match.span()
            word = text[start:end]
            add_start(start)
            add_end(end)
            add_text(word)
            add_lower(word.lower().replace("’", "'") if "’" in word else word.lower())
    return tokens

"""Words, numbers and punctuation with their offsets: one pass of one regex over the whole text."""

from __future__ import annotations

import re

from wirepack.markup import TAG
from wirepack.models import Tokens

# Alternatives in order; the first that matches wins. The blank in front spares the search one vain try per word.
_TOKEN = re.compile(
    rf"""
    [ ]?+
    ( (?:[^\W\d_]\.){{2,}}+                       # initials:          U.S.
    | \d++ (?: [.,:] \d++ )++ \w*+               # numbers:           1,200  12.5  4:30
    | \w++ (?: [-‐‑]\w++ | ['’](?!s\b)\w++ )*+   # words:             S-300s  don't  O'Neill  Al-Awsat
    | {TAG}                                       # markup, left out:  <a href="x">
    | ['’]s\b                                     # possessive 's:     Israel's -> Israel + 's
    | \S                                          # anything else alone
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
    spans = [match.span(1) for match in _TOKEN.finditer(text)]
    if "<" in text:
        spans = [(start, end) for start, end in spans if text[start] != "<" or end - start == 1]
    words = [text[start:end] for start, end in spans]
    folded = text.lower()
    if len(folded) == len(text):  # one letter may become two, as in Turkish; then each word is folded for itself
        folded = folded.replace("’", "'")
        lower = [folded[start:end] for start, end in spans]
    else:
        lower = [word.lower().replace("’", "'") for word in words]
    return Tokens([start for start, _ in spans], [end for _, end in spans], words, lower)

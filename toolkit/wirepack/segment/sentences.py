"""Sentence boundaries inside paragraphs: punctuation, then what may follow it, then the exceptions."""

from __future__ import annotations

import re
from bisect import bisect_left

from wirepack.lexicons import read_words
from wirepack.models import Sentence, Tokens

# A boundary: "said. The", "said.” He", "infractions.They" (a lost space), "end?’ But".
_BOUNDARY = re.compile(
    r"""
    (?: (?<! \s (?=…) ) [.!?…]+ [\])"'”’»]* (?: \s+ (?=[\[("'“‘«„]*[A-Z0-9À-Þ]) )  # the usual one
      | (?<=[a-z][a-z)\d%]) [.!?]+ ["”’]? (?=["“]?[A-Z][a-z’']) (?<!\.\w\.)  # a lost space between two sentences
    )
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"(\w[\w.]*)$")
_LOOK_BACK = 24  # no abbreviation is longer


def split_sentences(text: str, paragraphs: tuple[tuple[int, int], ...], tokens: Tokens) -> tuple[Sentence, ...]:
    """Cut each paragraph into sentences, also inside quotations; spans carry no outer white space.

    "Dr." ends no sentence, neither does an initial ("J. Smith") or a number before a lower-case word.
    """
    abbreviations = read_words("abbreviations")
    sentences = []
    for index, (start, end) in enumerate(paragraphs):
        begin = start
        for match in _BOUNDARY.finditer(text, start, end):
            if _ends_abbreviation(text, match.start(), begin, abbreviations) and text[match.start()] == ".":
                continue
            sentences.append(_sentence(text, begin, match.end(), index, tokens))
            begin = match.end()
        if begin < end:
            sentences.append(_sentence(text, begin, end, index, tokens))
    return tuple(sentences)


def _ends_abbreviation(text: str, stop: int, begin: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether the full stop at `stop` belongs to the word before it ("Gen.", "U.S.", "J.")."""
    match = _LAST_WORD.search(text, max(begin, stop - _LOOK_BACK), stop)
    if match is None:
        return False
    word = match.group(1)
    return (len(word) == 1 and word.isupper() and word != "I") or word.lower() in abbreviations


def _sentence(text: str, start: int, end: int, paragraph: int, tokens: Tokens) -> Sentence:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Sentence(start, end, bisect_left(tokens.start, start), bisect_left(tokens.start, end), paragraph)

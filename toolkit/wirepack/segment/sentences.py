"""Sentence boundaries inside paragraphs: punctuation, then what may follow it, then the exceptions."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from wirepack.lexicons import read_table
from wirepack.models import Sentence, Tokens

# What may end a sentence, and what must follow: "said. The", "said.” He", "end?’ But"; without a space only a word that
# goes on in small letters: "infractions.They". It begins with the stop, so that the search runs from stop to stop.
_BOUNDARY = re.compile(
    r"""
    [.!?…] (?<! [.!?…]{2} ) [.!?…]*+   # not from inside a row of stops: a table of contents is one long row
    (?: [\])"'”’»]*+ (?P<gap> \s++ ) (?= [\[("'“‘«„]*+ (?P<next> [A-Z0-9À-Þ]\w*+ ) ) | ["”’]? (?= ["“]? (?: [A-Z] [a-z’'] | [AI]\ [a-z] ) ) )
    """,
    re.VERBOSE,
)
# Before a lost space: the end of a word in small letters, a closing bracket or a per cent, and the stop: "infractions."
_LOST_SPACE = re.compile(r"""(?:[a-z][a-z)\d%”"’]|[\s\d]\d)[.!?]++["”’]?$""")
# The last word of a stretch: "U.S" of "in the U.S". It looks back from the end, and not for a beginning from the left.
_LAST_WORD = re.compile(r"(?:.*[^\w.])?+\.*+(\w[\w.]*+)", re.DOTALL)
_LOOK_BACK = 24  # no abbreviation is longer


def split_sentences(text: str, paragraphs: tuple[tuple[int, int], ...], tokens: Tokens) -> tuple[Sentence, ...]:
    """Cut each paragraph into sentences, also inside quotations; spans carry no outer white space.

    "Dr." ends no sentence, neither does an initial ("J. Smith") or a number before a lower-case word.
    """
    sentences = []
    for index, (start, end) in enumerate(paragraphs):
        begin = start
        for match in _BOUNDARY.finditer(text, start, end):
            if _ends_sentence(text, match, begin):
                sentences.append(_sentence(text, begin, match.end(), index, tokens))
                begin = match.end()
        if begin < end:
            sentences.append(_sentence(text, begin, end, index, tokens))
    return tuple(sentences)


def _ends_sentence(text: str, match: re.Match[str], begin: int) -> bool:
    """Tell whether a stop ends a sentence and not an abbreviation, an omission ("Syria … So") or a number ("1. The")."""
    stop, following = match.start(), match["next"]
    if following is None:
        lost = _LOST_SPACE.match(text[max(begin, stop - 2) : match.end()])
        return lost is not None and not _is_abbreviation(text, stop, begin, "")
    if text[stop] == "…" and text[stop - 1 : stop].isspace() and text[stop + 1] != ".":
        return False
    return text[stop] != "." or not _is_abbreviation(text, stop, begin, following)


def _is_abbreviation(text: str, stop: int, begin: int, following: str) -> bool:
    """Tell whether the full stop at `stop` belongs to the word before it ("Gen.", "U.S.", "J.", "1.")."""
    match = _LAST_WORD.fullmatch(text, max(begin, stop - _LOOK_BACK), stop)
    if match is None:
        return False
    word = match.group(1)
    if len(word) == 1 and word.isupper():
        return word != "I" and not _opens(following)
    if word.isdigit():
        return match.start(1) == begin  # the number of a list's item
    known = _abbreviations()
    holds = known.get(word) or known.get(word.lower())
    if holds is None:
        return False
    if holds == "name":
        return not _opens(following)
    return holds == "always" or (holds == "number" and following[:1].isdigit())


def _opens(following: str) -> bool:
    """Tell whether a word ("The") opens a sentence, so that no name goes on."""
    return following.lower() in _openers()


@cache
def _openers() -> frozenset[str]:
    """Words that only the beginning of a sentence writes with a capital: not "Sunday" of "9 a.m. Sunday"."""
    names = {"time", "number"}
    return frozenset(row["word"] for row in read_table("function_words") if names.isdisjoint(row["classes"].split()))


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["holds"] for row in read_table("abbreviations")}


def _sentence(text: str, start: int, end: int, paragraph: int, tokens: Tokens) -> Sentence:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Sentence(start, end, bisect_left(tokens.start, start), bisect_left(tokens.start, end), paragraph)

"""Names of several words, found among tokens: one dict look-up per token, and the longest name wins."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from wirepack.models import Tokens

Payload = TypeVar("Payload")

# A name cut like a text, so that "St. George's" in a lexicon meets "St. George's" in an article; a test keeps this
# equal to what wirepack.segment.tokens does:   U.S. | 1,200 | Deir ez-Zor, N'Djamena | 's | anything else alone
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+\w*|\w+(?:[-‐‑]\w+|['’](?!s\b)\w+)*|['’]s\b|\S")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Payload]):
    """A name as its words, as written and in lower case. `cased`: without its capitals it is another word."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    cased: bool
    payload: Payload


Index = dict[str, list[Phrase[Payload]]]


def cut_words(name: str) -> tuple[str, ...]:
    """Cut a name into the words that a text would be cut into.

    >>> cut_words("St. George's"), cut_words("Deir ez-Zor"), cut_words("U.S.")
    (('St', '.', 'George', "'s"), ('Deir', 'ez-Zor'), ('U.S.',))
    """
    if name.replace(" ", "").isalpha():
        return tuple(name.split())
    return tuple(_TOKEN.findall(name.replace("’", "'")))


def make_index(entries: Iterable[tuple[str, bool, Payload]]) -> Index[Payload]:
    """Index (name, cased, payload) by the first word in lower case, longer names first; the first of equals wins."""
    index: Index[Payload] = {}
    for name, cased, payload in entries:
        words = cut_words(name)
        phrase = Phrase(words, tuple(word.lower() for word in words), cased, payload)
        index.setdefault(phrase.lower[0], []).append(phrase)
    for phrases in index.values():
        phrases.sort(key=lambda phrase: -len(phrase.words))
    return index


def find_words(words: list[str], known: Container[str]) -> list[int]:
    """List the places of known words: faster than a loop, which matters for every word of every article.

    >>> find_words(["rebels", "left", "the", "town"], {"rebels", "town"})
    [0, 3]
    """
    return list(compress(range(len(words)), map(known.__contains__, words)))


def between(places: list[int], first: int, last: int) -> list[int]:
    """Take those of some places, in order, that lie in `first:last`.

    >>> between([2, 3, 5, 8], 3, 8)
    [3, 5]
    """
    return places[bisect_left(places, first) : bisect_left(places, last)]


def match_phrase(tokens: Tokens, position: int, limit: int, phrases: list[Phrase[Payload]]) -> Phrase[Payload] | None:
    """The longest phrase that stands at a position and ends before `limit`, capitals as its entry demands."""
    text, lower = tokens.text, tokens.lower
    for phrase in phrases:
        length = len(phrase.words)
        if length == 1:
            # The index has compared the one word already; most names are single words.
            if (
                not phrase.cased
                or text[position] == phrase.words[0]
                or has_capitals(text[position : position + 1], phrase.words)
            ):
                return phrase
            continue
        end = position + length
        if end > limit or lower[position + 1] != phrase.lower[1] or tuple(lower[position:end]) != phrase.lower:
            continue
        if not phrase.cased or has_capitals(text[position:end], phrase.words):
            return phrase
    return None


def has_capitals(text: list[str], words: tuple[str, ...]) -> bool:
    """Whether each word has the capitals of the entry, or stands in capitals throughout.

    >>> has_capitals(["Turkey"], ("Turkey",)), has_capitals(["TURKEY"], ("Turkey",)), has_capitals(["turkey"], ("Turkey",))
    (True, True, False)
    """
    return all(
        seen == word or seen == word.upper() or not word[0].isupper() for seen, word in zip(text, words, strict=True)
    )

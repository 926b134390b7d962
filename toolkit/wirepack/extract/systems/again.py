"""Systems that the catalogue does not hold, where an article names them again, without the words that told them.

"The Example-7 interceptor is cheap. The Example-7 flies fast, the Example-9 faster."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wirepack.extract.systems.aircraft import makers
from wirepack.grammar import ARTICLES, NUMBER, POSSESSIVE, word_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wirepack.models import Tokens

# A word and the number of a model: what is before the number is the name of a line that may have more models.
_MODEL: Final = re.compile(r"([^\W\d_]{3,}-)(?!(?:19|20)\d\d)\d{1,4}[A-Z]?")


def find_named_again(tokens: Tokens, taken: list[bool], names: Iterable[str]) -> Iterator[tuple[int, int, str, str]]:
    """Places where names stand again: first and last token, the name found, and the known name that told it.

    A name of letters alone needs an article or number before it, and a maker's is none; other models of a line are found.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("The Example-7 flies fast, the Example-9 faster; Burkan met a Burkan.")
    >>> [found[2:] for found in find_named_again(tokens, [False] * 20, ["Example-7", "Burkan"])]
    [('Example-7', 'Example-7'), ('Example-9', 'Example-7'), ('Burkan', 'Burkan')]
    """
    by_word = by_first_word(name for name in names if name.lower() not in makers())
    lines = {match[1]: name for found in by_word.values() for name in found if (match := _MODEL.fullmatch(name))}
    if not by_word:
        return
    for position, word in enumerate(tokens.text):
        if taken[position]:
            continue
        beginning = by_word.get(word) or by_word.get(word.removesuffix("s")) or []
        name = next((name for name in beginning if _stands_at(tokens, position, name)), None)
        if name:
            last = position + len(name.split())
            if not any(taken[position:last]) and _is_told(tokens, position, name):
                yield position, last, name, name
        elif not beginning and (model := _model_of(word, lines)):
            yield position, position + 1, word, model


def by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by the first of their words, longer names first: "Ever Given" and "Ever Ace" both begin with "Ever".

    >>> by_first_word(["Ever Ace", "Dali", "Ever Given"])
    {'Ever': ['Ever Given', 'Ever Ace'], 'Dali': ['Dali']}
    """
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(name.split()[0], []).append(name)
    return found


def _stands_at(tokens: Tokens, position: int, name: str) -> bool:
    written = " ".join(tokens.text[position : position + len(name.split())])
    return written.removesuffix("s") == name.removesuffix("s")


def _is_told(tokens: Tokens, position: int, name: str) -> bool:
    """Whether a name cannot be another word: it has digits or a hyphen, or stands as that of a thing."""
    if not name.isalpha():
        return True
    before = tokens.lower[position - 1] if position else "."
    return before in ARTICLES or bool(word_class(before) & (NUMBER | POSSESSIVE))


def _model_of(word: str, lines: Mapping[str, str]) -> str | None:
    match = _MODEL.fullmatch(word)
    return lines.get(match[1]) if match else None

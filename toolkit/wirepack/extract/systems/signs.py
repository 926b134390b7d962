"""Words at which a rule can begin: each word of an article is looked up once, for all the rules together.

Nine words out of ten begin no name and announce none. A rule adds a test of single words and gets a bit for it; the
answers of all tests are kept, so that a word that was met before costs one look-up in C.
"""

from __future__ import annotations

from functools import reduce
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT: Final = 1 << 16  # words: the vocabulary of days of news; bounded, so that memory does not grow with the corpus
_LONGEST: Final = 40  # characters; longer words are codes, and are not kept


class Signs(dict[str, int]):
    """The bits of words: of every test that a word passes, as it is written and in lower case.

    >>> signs = Signs()
    >>> number, capital = signs.add(lambda word, lower: word.isdigit()), signs.add(lambda word, lower: word != lower)
    >>> marked = Marked("Two F-16s hit 12 trucks".split(), signs)
    >>> marked.places(capital), marked.places(number), marked.places(number | capital)
    ([0, 1], [3], [0, 1, 3])
    """

    def __init__(self, limit: int = _KEPT) -> None:
        super().__init__()
        self._tests: list[Callable[[str, str], bool]] = []
        self._limit = limit

    def add(self, test: Callable[[str, str], bool]) -> int:
        """Add a test of a word as written and in lower case, with straight apostrophes; returns its bit."""
        self.clear()
        self._tests.append(test)
        return 1 << (len(self._tests) - 1)

    def __missing__(self, word: str) -> int:
        """Ask every test; forget all answers first if there are too many."""
        if len(self) >= self._limit:
            self.clear()
        lower = word.lower().replace("’", "'").replace("―", "—")  # as the tokens of an article have it
        bits = sum(1 << number for number, test in enumerate(self._tests) if test(word, lower))
        if len(word) <= _LONGEST:
            self[word] = bits
        return bits


SIGNS: Final = Signs()  # those of the rules for systems


class Marked:
    """The words of an article that pass a test: where they stand, by the bits of the tests."""

    def __init__(self, words: list[str], signs: Signs = SIGNS) -> None:
        self._bits = list(map(signs.__getitem__, words))
        self._places = list(compress(range(len(words)), self._bits))
        self._seen = reduce(or_, map(self._bits.__getitem__, self._places), 0)

    def places(self, sign: int) -> list[int]:
        """The places of the words that pass the test of a bit, or one of several."""
        if not self._seen & sign:
            return []
        bits = self._bits
        return [place for place in self._places if bits[place] & sign]

    def has(self, sign: int) -> bool:
        """Whether a word passes the test of a bit, or one of several."""
        return bool(self._seen & sign)

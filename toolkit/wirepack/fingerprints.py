"""Sketches of texts that tell near-duplicates apart from different articles, in constant space.

One-permutation MinHash (Li, Owen and Zhang 2012, "One Permutation Hashing"): the hashed word sequences of a text are
dealt into bins, and each bin keeps its minimum. Two sketches agree in a bin with the probability of the Jaccard
similarity of the two sets of sequences. Only sequences behind a very common word count (Theobald, Siddharth and Paepcke
2008, "SpotSigs"): a third of the cost, and what is not running text, such as menus and tickers, has few of them.
"""

from __future__ import annotations

from zlib import crc32

BINS = 64  # standard error of the estimate at a similarity of 0.8: 5 %
EMPTY = -1
_WORDS = 4  # words per sequence: shorter ones recur in different articles on the same matter
_SPOTS = frozenset({"a", "an", "and", "in", "is", "of", "said", "that", "the", "to", "was", "were"})


def sketch(words: list[str]) -> tuple[int, ...]:
    """Sketch a sequence of words (lower case); `BINS` numbers, `EMPTY` where a bin got nothing.

    >>> one = "the army said on monday that it had shot down a drone near the border".split()
    >>> similarity(sketch(one), sketch(one))
    1.0
    """
    bins = [EMPTY] * BINS
    for spot in [index for index, word in enumerate(words) if word in _SPOTS]:
        number = crc32(" ".join(words[spot : spot + _WORDS]).encode())
        index, value = number % BINS, number // BINS
        if bins[index] == EMPTY or value < bins[index]:
            bins[index] = value
    return tuple(bins)


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate the Jaccard similarity of the two texts' word sequences, from 0 to 1."""
    filled = equal = 0
    for left, right in zip(one, other, strict=True):
        if left != EMPTY or right != EMPTY:
            filled += 1
            equal += left == right
    return equal / filled if filled else 0.0

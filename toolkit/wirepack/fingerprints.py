"""Sketches of texts that tell near-duplicates apart from different articles, in constant space.

One-permutation MinHash (Li, Owen and Zhang 2012, "One Permutation Hashing"): the hashed word sequences of a text are
dealt into bins, and each bin keeps its minimum. Two sketches agree in a bin with the probability of the Jaccard
similarity of the two sets of sequences.
"""

from __future__ import annotations

from itertools import islice
from zlib import crc32

BINS = 64  # standard error of the estimate at a similarity of 0.8: 5 %
EMPTY = -1
_WORDS = 4  # words per sequence: shorter ones recur in different articles on the same matter


def sketch(words: list[str]) -> tuple[int, ...]:
    """Sketch a sequence of words (lower case); `BINS` numbers, `EMPTY` where a bin got nothing.

    >>> one = "the army said on monday that it had shot down a drone near the border".split()
    >>> similarity(sketch(one), sketch(one))
    1.0
    """
    bins = [EMPTY] * BINS
    shifted = [islice(words, offset, None) for offset in range(_WORDS)]
    for sequence in zip(*shifted, strict=False):
        number = crc32(" ".join(sequence).encode())
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

"""Keep what was found out last, so that the steps that read one article after another find it out once."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given")
Made = TypeVar("Made")


def keep_latest(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """Let a function of one object give the same result again while it is asked about the same object.

    Objects are compared by identity, for those of an article are too large to hash, and nobody changes them. One result
    is kept, so that memory does not grow with the corpus.

    >>> kinds = keep_latest(lambda words: [len(word) for word in words])
    >>> words = ["Ida", "Roe"]
    >>> kinds(words) is kinds(words), kinds(["Ida"])
    (True, [3])
    """
    kept: list[tuple[Given, Made]] = []

    @wraps(make)
    def made(given: Given) -> Made:
        latest = kept[0] if kept else None  # read once: another thread may replace it
        if latest is None or latest[0] is not given:
            latest = given, make(given)
            kept[:] = [latest]
        return latest[1]

    return made

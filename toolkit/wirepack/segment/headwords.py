"""Words that tell headlines from sentences, by the role that they have in it (`lexicons/headline_words.tsv`)."""

from __future__ import annotations

from wirepack.lexicons import read_role


def headline_words(role: str) -> frozenset[str]:
    """Return the words of a role.

    >>> "yesterday" in headline_words("report")
    True
    """
    return read_role("headline_words", role)


def wants_more(word: str) -> bool:
    """Tell whether no headline, and no line of one, ends with a word: "in", "of", "the".

    >>> wants_more("At"), wants_more("hill")
    (True, False)
    """
    lower = word.lower()
    return any(lower in headline_words(role) for role in ("preposition", "unfinished", "article"))

"""Names of the bodies that publish texts themselves: ministries, institutes, commands."""

from __future__ import annotations

from functools import cache

from wirepack.grammar import NOUN, VERB_FORM, word_class
from wirepack.lexicons import read_role, read_table

_BODY_MIN, _BODY_MAX = 3, 8  # words


def is_body_name(words: list[str]) -> bool:
    """Tell whether words are the name of a body that publishes.

    >>> is_body_name("Institute for the Study of Karpin".split()), is_body_name("Army Retakes Hill".split())
    (True, False)
    """
    if len(words) > _BODY_MIN and words[2] in ("of", "for") and words[0][-1] != ":":
        words = words[1:]  # "U.S. Department of Karpin"
    if not _BODY_MIN <= len(words) <= _BODY_MAX or words[1] not in ("of", "for") or not names_body(words[0]):
        return False
    acts = any(
        word_class(word.lower()) & VERB_FORM & ~NOUN and word.lower().endswith("s") and word != "Studies"
        for word in words[1:]
    )  # "Ministry of Defence Denies Report"
    return not acts and all(
        word[0].isupper() or word == "&" or word in read_role("headline_words", "small") for word in words
    )


def names_body(line: str) -> bool:
    """Tell whether a name ends with what bodies are called that publish.

    >>> names_body("KARPIN CENTRAL COMMAND"), names_body("ARMY LEAVES COMMAND POST")
    (True, False)
    """
    return line.rpartition(" ")[2].lower() in _publishing_nouns()


@cache
def _publishing_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("organisation_nouns") if row["also"] == "publisher")

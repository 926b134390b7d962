"""Which language a text is in: by its script where one language has it to itself, else by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH = frozenset(["en", "eng"])  # the codes of the one language that quotes and events are read in

_SAMPLE = 300  # tokens; more tell nothing new
_HITS = 3  # fewer function words are chance
_SHARE = 0.06  # of all words; running text has 0.3 to 0.5, a list of names none
_LEAD = 1.25  # the best language has this many times the hits of the next
_LETTER = re.compile(r"[^\W\d_]")
# Scripts that belong to one language in the news (Han without kana is taken for Chinese).
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
)
_ANY_SCRIPT = re.compile(r"[\u0530-\u1fff\u3040-\ud7a3]")
_CYRILLIC = re.compile(r"[\u0400-\u045f]")
_LETTERS_MIN = 60  # Cyrillic letters of a text that may be told by them
_TURKIC = re.compile("[әғқңөұүһ]")  # Kazakh and its kin have the letters of Russian and these
_OWN_LETTERS = (
    ("be", re.compile("ў")),
    ("uk", re.compile("[їєґ]")),
    ("sr", re.compile("[јљњћђ]")),
    ("ru", re.compile("[ыэ]")),
)
_SCRIPT_SHARE = 0.15  # of the letters: Japanese news is three fifths Han


def detect_language(words: Sequence[str]) -> str | None:
    """Name the language (ISO 639-1) of a sequence of words in lower case; None if they do not settle it.

    >>> detect_language("the army said that it had left the town".split())
    'en'
    >>> detect_language("el ejército dijo que se fue de la ciudad".split())
    'es'
    >>> detect_language(["aleppo", "homs", "idlib"]) is None
    True
    >>> detect_language("сутки средства противовоздушной обороны уничтожили шесть беспилотников областью рыбы".split())
    'ru'
    """
    sample = words[:_SAMPLE]
    joined = "".join(sample)
    if not joined.isascii() and _ANY_SCRIPT.search(joined):
        letters = len(_LETTER.findall(joined))
        for language, script in _SCRIPTS:
            if len(script.findall(joined)) > _SCRIPT_SHARE * letters:
                return language
    table = _function_words()
    hits: dict[str, int] = {}
    spoken = 0
    for word, count in Counter(sample).items():
        spoken += count if word[0].isalpha() else 0
        for language in table.get(word, ()):
            hits[language] = hits.get(language, 0) + count
    if not hits:
        return _by_letters(joined)
    (best, count), *others = sorted(hits.items(), key=lambda item: (-item[1], item[0]))
    second = others[0][1] if others else 0
    if count < _HITS or count < _SHARE * spoken or count < _LEAD * second:
        return _by_letters(joined)
    return best


def _by_letters(joined: str) -> str | None:
    """Name a language written in Cyrillic by the letters that it alone has; for texts with too few function words."""
    cyrillic = len(_CYRILLIC.findall(joined))
    if cyrillic < _LETTERS_MIN or 2 * cyrillic < len(joined) or _TURKIC.search(joined):
        return None
    return next((language for language, letter in _OWN_LETTERS if letter.search(joined)), None)


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    return {row["word"]: tuple(row["languages"].split()) for row in read_table("languages")}

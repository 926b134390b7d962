"""What the words of a sentence may be: closed classes, verb forms and their inflection. No tagger, no context.

A word's classes are the bits of one integer, so that the extractors can ask `classes[i] & (FINITE | SUBJECT)`. A word
may have several: "report" is `BASE | NOUN`, "that" is `DETERMINER | SUBJECT | …`; its neighbours decide, and the rules
that look at neighbours belong to the extractor that needs them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from wirepack.latest import keep_latest
from wirepack.lexicons import read_table, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirepack.models import Tokens

DETERMINER = 1 << 0  # the, a, some, most
POSSESSIVE = 1 << 1  # his, their, 's after a noun is told by its neighbours
SUBJECT = 1 << 2  # he, they, who, this, many: can be the whole subject
OBJECT = 1 << 3  # him, them
PREPOSITION = 1 << 4
COORDINATOR = 1 << 5  # and, or, but
SUBORDINATOR = 1 << 6  # because, after, while
WH = 1 << 7  # what, whether, who
BE = 1 << 8
HAVE = 1 << 9
DO = 1 << 10
MODAL = 1 << 11  # will, could
FINITE = 1 << 12  # a verb form that can only be finite: is, has, won't, he'll
NEGATION = 1 << 13
ADVERB = 1 << 14  # closed list, and words in -ly
TIME = 1 << 15  # Monday, yesterday, week
NUMBER = 1 << 16
NAME = 1 << 17  # begins with a capital: a name, or the first word of a sentence
BASE = 1 << 18  # strike
THIRD = 1 << 19  # strikes
PAST = 1 << 20  # struck, attacked (also a participle where PARTICIPLE is set)
PARTICIPLE = 1 << 21  # struck, written
ING = 1 << 22  # striking, also unknown words in -ing
NOUN = 1 << 23  # a verb form that is as often a noun: strike, strikes
PUNCTUATION = 1 << 24
CALENDAR = 1 << 25  # Monday, March: written with a capital, but no name

AUXILIARY = BE | HAVE | DO | MODAL
VERB_FORM = BASE | THIRD | PAST | PARTICIPLE | ING

ARTICLES = frozenset({"a", "an", "the"})

_CLASSES = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "subject": SUBJECT,
    "object": OBJECT,
    "preposition": PREPOSITION,
    "coordinator": COORDINATOR,
    "subordinator": SUBORDINATOR,
    "wh": WH,
    "be": BE,
    "have": HAVE,
    "do": DO,
    "modal": MODAL,
    "finite": FINITE,
    "negation": NEGATION,
    "adverb": ADVERB,
    "time": TIME,
    "calendar": CALENDAR,
    "number": NUMBER,
}
# Contracted auxiliaries, cut from the word they lean on: "they're", "he'd", "isn't", "can't".
_CONTRACTED = re.compile(r"(\w+?)(n't|'re|'ve|'ll|'d|'m)")
_CONTRACTED_CLASS = {
    "n't": DO | FINITE | NEGATION,
    "'re": BE | FINITE,
    "'ve": HAVE | FINITE,
    "'ll": MODAL | FINITE,
    "'d": MODAL | FINITE,
    "'m": BE | FINITE,
}
_VOWELS = "aeiou"
_CACHED_WORDS = (
    1 << 15
)  # more than the vocabulary of a day of news; bounded, so that memory does not grow with the corpus


@lru_cache(maxsize=_CACHED_WORDS)
def word_class(word: str) -> int:
    """Return the classes of a word, written as in the text, as bits.

    >>> word_class("struck") == PAST | PARTICIPLE, bool(word_class("reports") & THIRD & ~NOUN)
    (True, True)
    >>> bool(word_class("they’re") & SUBJECT), bool(word_class("they’re") & FINITE)
    (True, True)
    """
    lower = word.lower().replace("’", "'")
    bits = _lexicon().get(lower, 0)
    if not word[0].isalnum():
        return bits or (PUNCTUATION if len(word) == 1 else 0)  # "'s" is no punctuation
    if word[0].isupper():
        bits |= NAME
    elif word[0].isdigit() and not ("-" in word and word[-1].isalpha()):  # "43-year-old" is none
        bits |= NUMBER
    contraction = _CONTRACTED.fullmatch(lower)
    if contraction:
        bits |= _lexicon().get(contraction[1], 0) & (SUBJECT | WH | AUXILIARY) | _CONTRACTED_CLASS[contraction[2]]
    elif not bits:  # a capital makes endings unsafe: Kelly, Sterling, Jared
        bits = _open_class(lower)
    return bits


def word_classes(words: Iterable[str]) -> list[int]:
    """Return the classes of many words, faster than one after the other.

    >>> word_classes(["he", "struck"]) == [word_class("he"), word_class("struck")]
    True
    """
    return list(map(_classes().__getitem__, words))


@keep_latest
def classes_of(tokens: Tokens) -> list[int]:
    """Return the classes of each token of an article; callers do not change the list.

    >>> from wirepack.models import Tokens
    >>> classes_of(Tokens([0, 3], [2, 9], ["he", "struck"], ["he", "struck"])) == word_classes(["he", "struck"])
    True
    """
    return word_classes(tokens.text)


class _Classes(dict[str, int]):
    """The classes of the words met so far; a word that is missing is read."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        bits = self[word] = word_class(word)
        return bits


@cache
def _classes() -> _Classes:
    return _Classes()


def _open_class(word: str) -> int:
    """Guess the class of an unknown word from its ending: "swiftly", "rearming", "shelled"."""
    if word in read_words("misleading_endings"):
        return 0
    if word.endswith("ly") and len(word) > len("only"):
        return ADVERB
    if word.endswith("ing") and len(word) > len("thing"):
        return ING
    if word.endswith("ed") and len(word) > len("need"):
        return PAST | PARTICIPLE
    return 0


@cache
def _lexicon() -> dict[str, int]:
    bits = dict(verb_forms())
    for row in read_table("function_words"):
        word = row["word"]
        # "before", "may" and "like" are verbs or nouns too rarely to be taken for them
        bits[word] = bits.get(word, 0) & AUXILIARY
        for name in row["classes"].split():
            bits[word] |= _CLASSES[name]
    return bits


@cache
def verb_forms() -> dict[str, int]:
    """Return every inflected form of the verbs in lexicons/verbs.tsv and reporting_verbs.tsv with its classes."""
    forms: dict[str, int] = {}
    rows = {row["base"]: row for row in read_table("verbs")}
    bases = [row["verb"] for row in read_table("reporting_verbs") if " " not in row["verb"]]
    for base in [*rows, *(base for base in bases if base not in rows)]:
        noun = NOUN if base in rows and rows[base]["noun"] == "y" else 0
        third, past, participle, ing = inflect(base)
        for form, bits in (
            (base, BASE | noun),
            (third, THIRD | noun),
            (past, PAST),
            (participle, PARTICIPLE),
            (ing, ING),
        ):
            forms[form] = forms.get(form, 0) | bits
    return forms


def inflect(base: str) -> tuple[str, str, str, str]:
    """Return the third person, past, past participle and -ing form of a verb; irregular ones stand in verbs.tsv.

    >>> inflect("deny"), inflect("strike"), inflect("plan")[1]
    (('denies', 'denied', 'denied', 'denying'), ('strikes', 'struck', 'struck', 'striking'), 'planned')
    """
    irregular, doubling = _irregular()
    after_consonant = base[-2:-1] not in _VOWELS
    stem = base + base[-1] if base in doubling else base
    if base.endswith("y") and after_consonant:
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past = stem + ("d" if base.endswith("e") else "ed")
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        ing = base[:-1] + "ing"
    else:
        ing = stem + "ing"
    past, participle = irregular.get(base, (past, past))
    return third, past, participle, ing


@cache
def _irregular() -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    rows = read_table("verbs")
    irregular = {row["base"]: (row["past"], row["participle"]) for row in rows if row["past"] != "-"}
    return irregular, frozenset(row["base"] for row in rows if row["doubles"] == "y")

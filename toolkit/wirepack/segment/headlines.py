"""What a headline looks like, and what scrapers leave hanging at its end."""

from __future__ import annotations

import re

from wirepack.outlets import find_outlet, outlet_at
from wirepack.segment.paragraphs import is_finished

HEADLINE_MAX = 250  # characters
_WORDS_MAX = 22  # of a headline that ends with a full stop; a sentence may have as many
_PLAIN_MAX = 16  # of one that is not in title case
_TITLE_CASE = 0.6  # of the words of four letters and more begin with a capital
_LONG_WORD = 4
_NOISE_MAX = 60  # characters behind the dash
_ARTICLES = frozenset(["a", "an", "the"])
# Words that lead paragraphs, and words that headlines do without.
_OPENERS = frozenset("after according as at before during for he her his i in it my on our she since the there they this we when while".split())
_PROSE = frozenset(
    "alleged allegedly been being had reportedly said told today tomorrow tonight was were yesterday"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Two sentences: "He left. She stayed"
_TWO_SENTENCES = re.compile(r"""[a-z\d][.?!]["'”’]?\s["'“‘]?[A-Z]""")
# What may divide a headline from the name of its site: " - BBC News", " | Jordan Times", " — syria deeply save pictures"
_TAIL = re.compile(r"\s+(?P<mark>[—–|»·]|-{1,2}|::)\s+")
_SECTION_WORDS = 2  # "Army retakes hill - Region - World - Example Online"
# The last word of a name that only an outlet has: "Example News", "example.com"
_SITE = re.compile(r"News|Times|Post|Daily|Tribune|Herald|Gazette|Chronicle|Magazine|Online|TV|\w+\.(?:com|org|net|co\.uk|in)")



def is_headline(text: str, start: int, end: int) -> bool:
    """Tell whether a line above other text is its headline and not its first sentence.

    Most headlines have no full stop. One that has is told from a sentence by title case, or by what headlines leave
    out: articles, the past tense of reports, days and years.

    >>> [is_headline(line, 0, len(line)) for line in ("Army retakes hill", "Army retakes hill.", "The army was there.")]
    [True, True, False]
    """
    if end - start > HEADLINE_MAX:
        return False
    line = text[start:end]
    if not is_finished(text, start, end) or line[-1] in "?!:;" or line.endswith(("?”", '?"', "!”", '!"')):
        return True
    words = _WORD.findall(line)
    if not words or len(words) > _WORDS_MAX or _TWO_SENTENCES.search(line):
        return False
    if is_title_case(words):
        return True
    lower = [word.lower() for word in words]
    return (
        len(words) <= _PLAIN_MAX
        and lower[0] not in _OPENERS
        and sum(word in _ARTICLES for word in lower) <= 1
        and not _PROSE.intersection(lower)
        and not _YEAR.search(line)
    )


def is_title_case(words: list[str]) -> bool:
    """Tell whether most of the longer words begin with a capital.

    >>> is_title_case(["Army", "Retakes", "Hill"]), is_title_case(["Army", "retakes", "hill"])
    (True, False)
    """
    long = [word for word in words if len(word) >= _LONG_WORD]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= _TITLE_CASE * len(long)


def find_title_noise(text: str, start: int, end: int) -> int | None:
    """Find where a headline ends and the name of its site begins; None if nothing but the headline is there.

    Behind an upright bar stands a site; behind a dash only what is known as an outlet or called like one. Such a name
    may have tags behind it and be in small letters, as scrapers write it.

    >>> title = "Army retakes hill - BBC News"
    >>> title[: find_title_noise(title, 0, len(title))]
    'Army retakes hill'
    """
    tails = list(_TAIL.finditer(text, start, end))
    if not tails or end - tails[-1].end() > _NOISE_MAX or not _is_site(text[tails[-1].end() : end], tails[-1]["mark"]):
        return None
    cut = len(tails) - 1
    while cut > 0 and tails[cut - 1]["mark"] == tails[cut]["mark"]:
        section = text[tails[cut - 1].end() : tails[cut].start()]
        if len(section.split()) > _SECTION_WORDS:
            break
        cut -= 1
    return tails[cut].start()


def _is_site(tail: str, mark: str) -> bool:
    """Tell whether the last part of a title names its site."""
    words = tail.split()
    if mark in "|»" or find_outlet(tail) or (len(words) > 1 and words[-1][0].isupper() and _SITE.fullmatch(words[-1])):
        return True
    for size in (3, 2):
        name = " ".join(words[:size])
        outlet = outlet_at(name, 0) or outlet_at(name.title(), 0)
        if outlet and outlet[0] == len(name):
            return True
    return False

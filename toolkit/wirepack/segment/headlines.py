"""What a headline looks like, and what scrapers leave hanging at its end."""

from __future__ import annotations

import re

from wirepack.lexicons import read_words
from wirepack.outlets import find_outlet, outlet_at
from wirepack.segment.headwords import headline_words
from wirepack.segment.paragraphs import is_finished

HEADLINE_MAX = 250  # characters
_WORDS_MAX = 22  # of a headline that ends with a full stop; a sentence may have as many
_PLAIN_MAX = 16  # of one that is not in title case
_BRIEF = 12  # of one that may open like a sentence ("As winter nears, …") or be two ("Army could make history. Again.")
_TITLE_CASE = 0.6  # of the words of four letters and more begin with a capital
_ALL_BUT = 0.8  # … and of a headline that gives a date, almost all: sentences full of names come close
_LONG_WORD = 4
_NOISE_MAX = 60  # characters behind the dash
_DOUBLE = frozenset('"“”')
_ASKED = ("?”", '?"', "?’", "?'", "!”", '!"', "!’", "!'")
# "The Latest: army retakes hill."
_LABEL = re.compile(r"[^.:]{2,30}:\s")
_BELOW = 600  # characters in which a headline is told again
_ARTICLES_TOLD = 2  # of a headline that is told again
_RETOLD = 0.5  # of its longer words
_STEM = 5  # letters: "condemns" and "condemned" are one word
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# A date or a year as reports give it: "in 2016", "October 12th", "12 October", ", 2023"
_YEAR = re.compile(
    r"(?:\b(?:in|of|since)\s|,\s|\b[A-Z][a-z]{2,8}\.?\s)(?:19|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
# What only a report tells: an act in the past with its object, "saluted the soldiers", or its source at the end, ", PTI reported.";
# not "killed 12 others", which headlines say of those who were killed
_REPORTED = re.compile(
    r"\b[a-z]{2,20}ed\s(?:the\s|an?\s|his\s|her\s|its\s|their\s|that\s|two\s|three\s)|,\s[^,]{2,40}\s(?:reported|said|told|added|announced|confirmed)\.?$"
)
# Two sentences: "He left. She stayed"
_TWO_SENTENCES = re.compile(r"""[a-z\d][.?!]["'”’]?\s["'“‘]?[A-Z]""")
# What may divide a headline from the name of its site: " - BBC News", " | Jordan Times", " — syria deeply save pictures"
_TAIL = re.compile(r"\s+(?P<mark>[—–|»·]|-{1,2}|::)\s+")
_NAME_WORDS = 6  # of a site
_SECTION_WORDS = 2  # "Army retakes hill - Region - World - Example Online"
# The last word of a name that only an outlet has: "Example News", "example.com"
_SITE = re.compile(
    r"News|Times|Post|Daily|Tribune|Herald|Gazette|Chronicle|Magazine|Online|TV|\w+\.(?:com|org|net|co\.uk|in)"
)


def is_headline(text: str, start: int, end: int, *, apart: bool = True, retold: bool = False) -> bool:
    """Tell whether a line above other text is its headline and not its first sentence.

    Most headlines have no full stop. One that has is told from a sentence by title case, or by what headlines leave
    out (articles, the past tense of reports, days and years), the less strictly if the text below tells it again. If
    nothing sets the line `apart` from the next, as a blank line does, its full stop makes it a sentence. With `retold`,
    the text below must tell it again, unless it is in title case.

    >>> [is_headline(line, 0, len(line)) for line in ("Army retakes hill", "Army retakes hill.", "The army was there.")]
    [True, True, False]
    """
    if end - start > HEADLINE_MAX:
        return False
    line = text[start:end]
    words = _WORD.findall(line)
    first, newline, _ = line.partition("\n")
    if not is_finished(text, start, end) or (newline and ";" in first[-3:]):
        return len(words) <= _PLAIN_MAX or not _dates_or_reports(line, words)
    if not apart or (line[0] in _DOUBLE and line[-1] in _DOUBLE):
        return False
    if line[-1] in "?!;" or line.endswith(_ASKED):
        return True
    if is_title_case(words):
        return is_title_case(words, _ALL_BUT) or not _YEAR.search(line)
    if not words or len(words) > _WORDS_MAX or (len(words) > _BRIEF and _TWO_SENTENCES.search(line)):
        return False
    told_again = _is_retold(words, text[end : end + _BELOW])
    return (told_again or not retold) and not _dates_or_reports(line, words) and _leaves_out(line, words, told_again)


def _dates_or_reports(line: str, words: list[str]) -> bool:
    """Tell whether a line gives its date or its source as reports do, or tells what was done: "on October 3, 2021", "he said"."""
    if _REPORTED.search(line):
        return True
    return _YEAR.search(line) is not None or not headline_words("report").isdisjoint(word.lower() for word in words)


def has_date(line: str) -> bool:
    """Tell whether a line gives a date as reports do: "on 20 November", "in 2016".

    >>> has_date("Calm in Karpin, 20 November"), has_date("Calm in Karpin")
    (True, False)
    """
    return _YEAR.search(line) is not None


def _leaves_out(line: str, words: list[str], told_again: bool) -> bool:
    """Tell whether a line leaves out what headlines leave out; if the text tells it again, it may keep some of it."""
    lower = [word.lower() for word in words]
    brief = len(words) <= _BRIEF
    plain = lower[0] not in headline_words("opener") or brief or _LABEL.match(line) is not None
    articles = sum(word in headline_words("article") for word in lower)
    present = headline_words("past").isdisjoint(lower)
    if told_again:
        return articles <= _ARTICLES_TOLD and (present or brief)
    return len(words) <= _PLAIN_MAX and plain and articles <= 1 and present


def count_retold(words: list[str], below: str) -> int:
    """Count the longer words of a line that the text below says again.

    >>> count_retold("Army retakes hill above town".split(), "The army said that it had retaken the hill.")
    3
    """
    return _told(_stems(words), below)


def _is_retold(words: list[str], below: str) -> bool:
    """Tell whether the text below says again what a headline says: most of its longer words are in it."""
    stems = _stems(words)
    return len(stems) > 1 and _told(stems, below) >= _RETOLD * len(stems)


def _stems(words: list[str]) -> set[str]:
    """List the beginnings of the longer words of a line, function words left out."""
    bare = {word.lower().strip("«»“”\"'‘’.,:;!?()") for word in words}
    return {word[:_STEM] for word in bare if len(word) >= _LONG_WORD and word not in read_words("function_words")}


def _told(stems: set[str], below: str) -> int:
    lower = below.lower()
    return sum(stem in lower for stem in stems)


def is_title_case(words: list[str], share: float = _TITLE_CASE) -> bool:
    """Tell whether most (`share`) of the longer words begin with a capital.

    >>> is_title_case(["Army", "Retakes", "Hill"]), is_title_case(["Army", "retakes", "hill"])
    (True, False)
    """
    long = [word for word in words if len(word) >= _LONG_WORD]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= share * len(long)


def is_name(words: list[str]) -> bool:
    """Tell whether a line reads like a name: few words, all with capitals but for "of" and "the".

    >>> is_name("Ocean Beat".split()), is_name("Army retakes hill".split())
    (True, False)
    """
    return 0 < len(words) <= _NAME_WORDS and all(
        not word[0].islower()
        or word in headline_words("small")
        or word in headline_words("joint")
        or word in read_words("function_words")
        for word in words
    )


def is_twice(block: str) -> bool:
    r"""Tell whether a block is one line twice, as pages write a headline that is the text of its picture, too.

    >>> is_twice("Calm holds\nCalm holds"), is_twice("Calm holds\nIn Karpin")
    (True, False)
    """
    first, _, second = block.partition("\n")
    return first.strip() == second.strip()


def find_title_noise(text: str, start: int, end: int) -> int | None:
    """Find where a headline ends and the name of its site begins; None if nothing but the headline is there.

    Behind an upright bar stands a site; behind a dash only what is known as an outlet or called like one. Such a name
    may have tags behind it and be in small letters, as scrapers write it.

    >>> title = "Army retakes hill - BBC News"
    >>> title[: find_title_noise(title, 0, len(title))]
    'Army retakes hill'
    """
    tails = [tail for tail in _TAIL.finditer(text, start, end) if not _closes_quotation(text, start, tail)]
    if not tails or end - tails[-1].end() > _NOISE_MAX or not _is_site(text[tails[-1].end() : end], tails[-1]["mark"]):
        return None
    cut = len(tails) - 1
    while cut > 0 and tails[cut - 1]["mark"] == tails[cut]["mark"]:
        section = text[tails[cut - 1].end() : tails[cut].start()]
        if len(section.split()) > _SECTION_WORDS:
            break
        cut -= 1
    return tails[cut].start()


def _closes_quotation(text: str, start: int, tail: re.Match[str]) -> bool:
    """Tell whether the mark before a site's name closes a quotation: "the crew of the « Karpin » leaves"."""
    before = text[start : tail.start()]
    return tail["mark"] == "»" and before.count("«") > before.count("»")


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

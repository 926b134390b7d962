"""Find where a headline ends and the text begins if nothing stands between: "Army retakes hill The army said it …".

No single sign tells it. Each place where a sentence could begin is weighed: a word that opens sentences stands with a
capital inside a line that has none ("retakes hill The army"), title case ends, the words of the headline come again,
a source ends it ("kills six Monitor"), and what follows is a clause with a finite verb where the headline has none.
Below `ENOUGH` there is no seam: a text without a headline keeps its first sentence whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wirepack.grammar import AUXILIARY, FINITE, ING, PAST, THIRD, VERB_FORM, word_class
from wirepack.lexicons import read_words
from wirepack.namewords import named_at
from wirepack.segment.headwords import headline_words, wants_more

_WORD = re.compile(r"[^\W_](?:[^\s—–―,;:!?()\[\]\"“”|/]*[^\s—–―,;:!?()\[\]\"“”|/.'’])?")
_OPENS = re.compile(r"[\"“‘']?(?=[A-ZÀ-Þ\d])")
# The end of a sentence, not of an initial: "hill.", "ISIS .", but not "U.N."
STOP = re.compile(r"(?<=\w\w)[.!?](?=\s)|(?<=\w\w['’\"”)])[.!?](?=\s)|\s[.!?](?=\s)")

_TITLE_MIN, _TITLE_MAX = 4, 24  # words
_CLAUSE = 32  # words in which the clause behind the seam has its verb
_CLAUSE_MIN = 6  # words of the first sentence
_TOLD = 40  # words in which a headline is told again
_LONG = 4  # letters of a word that counts
_STEM = 5  # letters: "strikes" and "striking" are one word
_CAPITALS = 0.8  # of the longer words of a headline in title case …
_SMALL = 0.45  # … and no more of the words behind the seam
_AHEAD = 9  # words behind the seam
_RETOLD_MOST, _RETOLD, _RETOLD_SOME = 0.7, 0.5, 0.3  # of the longer words of a headline
_DEFINES = frozenset(["a", "an", "the", "one"])
ENOUGH = 5  # points


class Seam(NamedTuple):
    """Where a headline ends, where the text begins, and how sure that is."""

    end: int
    begin: int
    points: int


class _Line(NamedTuple):
    """The words of a line, their spans, and the stems of the longer ones; a stem is empty for the others."""

    words: list[str]
    spans: list[tuple[int, int]]
    stems: list[str]


def find_seam(text: str, start: int, end: int) -> Seam | None:
    """Find the seam between a headline and the sentence that follows it without a stop.

    >>> text = "Army retakes hill above Karpin town The army said on Tuesday that it had retaken the hill."
    >>> seam = find_seam(text, 0, len(text))
    >>> text[: seam.end], text[seam.begin : seam.begin + 8]
    ('Army retakes hill above Karpin town', 'The army')
    >>> find_seam("The army said on Tuesday that it had retaken the hill above Karpin town. It lost a tank.", 0, 80) is None
    True
    """
    stop = STOP.search(text, start, end)
    limit = stop.start() if stop else end
    line = _read_line(text, start, limit)
    best: Seam | None = None
    for index in range(_TITLE_MIN, min(len(line.words) - _CLAUSE_MIN, _TITLE_MAX) + 1):
        if not _may_part(text, line, index):
            continue
        points = _weigh(line, index)
        if points >= ENOUGH and (best is None or points > best.points):
            begin = line.spans[index][0]
            begin -= text[begin - 1] in "\"“‘'"
            best = Seam(line.spans[index - 1][1], begin, points)
    return best


def _read_line(text: str, start: int, end: int) -> _Line:
    spans = []
    for match in _WORD.finditer(text, start, end):
        spans.append(match.span())
        if len(spans) > _TITLE_MAX + _TOLD:
            break
    words = [text[first:last] for first, last in spans]
    function = read_words("function_words")
    long = (word.lower() if len(word) >= _LONG else "" for word in words)
    return _Line(words, spans, ["" if word in function else word[:_STEM] for word in long])


def _may_part(text: str, line: _Line, index: int) -> bool:
    """Tell whether a headline may end before a word: a capital, nothing but a space before it, no word that wants more."""
    word, before = line.words[index], line.words[index - 1]
    begin = line.spans[index][0]
    gap = text[line.spans[index - 1][1] : begin].rstrip("\"“‘'")
    if not _OPENS.match(word) or not gap or gap.strip(" \t\xa0”’\"'"):
        return False
    if wants_more(before):
        return False
    return headline_words("told").isdisjoint(word.lower() for word in line.words[:index])


def _weigh(line: _Line, index: int) -> int:
    """Add up what speaks for a seam before a word."""
    title, rest = line.words[:index], line.words[index:]
    verb = _verb_of(rest)
    if not verb:
        return 0
    cased = _share(title) >= _CAPITALS
    if title[-1].endswith(("'s", "’s", "s'", "s’")) or any(
        word in ("is", "are") and title[at] in _DEFINES for at, word in enumerate(title[:-1], start=1)
    ):
        return 0
    points = 0
    if _opens_sentence(title, rest, cased=cased):
        letter = (
            rest[0] == "A" and title[-1][0].isupper() and not _has_verb(title)
        )  # "By then Hinkley Point A reactors"
        points += 1 if letter else 3
    if cased and len(title) > _TITLE_MIN and _has_verb(title) and _is_last_capital(rest):
        points += 2
    again = _repeated_opening(line, index)
    points += again
    told = _retold(line, index)
    points += 3 if told >= _RETOLD_MOST else 2 if told >= _RETOLD else 1 if told >= _RETOLD_SOME else 0
    if ends_with_source(title):
        points += 2
    if verb > 1 and not any(_is_past(word) for word in title):
        points += 1
    opening = title[0].lower()
    doubtful = opening in headline_words("article") or (opening in headline_words("preposition") and not cased)
    return points + min(verb, 0) - 2 * doubtful


def _share(words: list[str]) -> float:
    """Tell which share of the longer words begins with a capital; numbers do not count."""
    long = [word for word in words if len(word) >= _LONG and not word[0].isdigit()]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0


def _verb_of(words: list[str]) -> int:
    """Tell whether a clause has a finite verb: 2 for one that only reports have (was, said, killed), -1 for "is", else 1."""
    found = 0
    for index, word in enumerate(words[1:_CLAUSE], start=1):
        bits = word_class(word)
        if word in ("is", "are") and words[index + 1 : index + 2] and words[index + 1] in _DEFINES:
            return -1  # "The example is a tank": what encyclopedias say
        if bits & FINITE or bits & AUXILIARY or word.lower() in headline_words("told"):
            return 2
        if word[0].islower() and bits & PAST:
            return 2
        if word[0].islower() and bits & THIRD:
            found = 1
    return found


def _has_verb(title: list[str]) -> bool:
    """Tell whether a headline in title case has a word that may be a verb: "Retakes", "Killed"."""
    return any(word_class(word.lower()) & (VERB_FORM & ~ING) for word in title[1:])


def _is_past(word: str) -> bool:
    return word[0].islower() and word_class(word) & AUXILIARY != 0


def _opens_sentence(title: list[str], rest: list[str], *, cased: bool) -> bool:
    """Tell whether a word has its capital because a sentence begins with it: "The army", "Two people", "At least".

    Where the headline writes such words with a capital, too, its own may be one of them.
    """
    first = rest[0].lower()
    if rest[0].isupper() and len(rest[0]) > 1:
        return False
    opener = first in headline_words("opener") or first in headline_words("counts")
    if not opener and "-" in first:  # Seventy-six
        opener = first.partition("-")[0] in headline_words("counts")
    if not opener:
        return False
    if cased:
        small = headline_words("small")
        capital = any(word.lower() in small and word[0].isupper() for word in title[1:])
        sure = rest[1][0].islower() and (first in headline_words("article") or first in headline_words("counts"))
        if not sure and (capital or _share(rest[1:_AHEAD]) > _SMALL):
            return False
        return first not in headline_words("counts") or rest[1][0].islower() or first in headline_words("article")
    return True


def _is_last_capital(rest: list[str]) -> bool:
    """Tell whether small letters begin behind a word, or behind one more capital, or behind the name of a body."""
    known = named_at(rest, 0)
    after = rest[known[0] if known else 1 :]
    if known and after[0].isupper():  # "Doctors Without Borders (MSF) accused"
        after = after[1:]
    long = [word for word in after[:4] if word.lower() not in headline_words("small")]
    small = bool(long) and (long[0][0].islower() or after[0][0].islower())
    return small and _share(after[: _AHEAD - 1]) <= _SMALL


def _repeated_opening(line: _Line, index: int) -> int:
    """Tell whether a sentence opens with the words that open the headline: "US-backed fighters", "Suicide bombing"."""
    stems = [stem for stem in line.stems[:4] if stem][:2]
    opening = [stem for stem in line.stems[index : index + 4] if stem][:2]
    if len(stems) < 2 or not opening:
        return 0
    if stems == opening:
        return 3
    return 1 if stems[0] == opening[0] else 0


def _retold(line: _Line, index: int) -> float:
    """Tell which share of a headline's longer words the text repeats."""
    stems = {stem for stem in line.stems[:index] if stem}
    below = set(line.stems[index : index + _TOLD])
    return len(stems & below) / len(stems) if len(stems) > 1 else 0.0


def ends_with_source(title: list[str]) -> bool:
    """Tell whether a headline ends with who says so, which a colon or dash divided from it: "kills six Monitor".

    >>> ends_with_source("Bomb kills six Monitor".split()), ends_with_source("Rebels kill the monitor".split())
    (True, False)
    """
    last, before = title[-1], title[-2]
    if last.lower().strip(".") not in headline_words("source"):
        return False
    return last[0].isupper() or before[0].isupper() or before[-1] in ":-–—" or last.lower() in ("tv", "media")

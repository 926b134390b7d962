"""Signs in a text without lines: what can be a headline, what cannot end one, towns and datelines behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirepack.countries import country_of
from wirepack.datelines import match_dateline
from wirepack.gazetteer.index import look_up
from wirepack.languages import detect_language
from wirepack.lexicons import read_words
from wirepack.outlets import find_outlet
from wirepack.segment.headlines import has_date, is_title_case
from wirepack.segment.headwords import headline_words, wants_more
from wirepack.segment.paragraphs import trim
from wirepack.segment.seams import STOP

if TYPE_CHECKING:
    from wirepack.segment.seams import Seam

_GLUE = re.compile(r"(?<=[a-z)”’])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+(?=\s)")
TOWN_DASH = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w’'-]{2,20}?(?:\s[A-ZÀ-Þ][\w’'-]{2,20}?)?)(?:\s?[–—]\s?|\s-\s?|-\s)(?=[\"“]?[A-ZÀ-Þ\d])"
)
_SAMPLE = 600  # characters in which English shows
TITLE_WORDS = 4  # the fewest of a headline


def is_title(line: str) -> bool:
    """Tell whether what stands before an agency or a date can be a headline: some words, and no sentence.

    >>> is_title("Army retakes hill above town"), is_title("The army said it retook the hill")
    (True, False)
    """
    words = line.lower().split()
    bare = line.rstrip()
    if not words or not (bare[-1].isalnum() or bare[-1] in ")’”\"'?!") or bare.count("(") != bare.count(")"):
        return False
    if len(words) < TITLE_WORDS or STOP.search(line + " "):
        return False
    return headline_words("prose").isdisjoint(words) or is_title_case(line.split())


def is_plainly_title(line: str, *, article: bool = False) -> bool:
    """Tell whether a line with a stop is a headline and no first sentence: nothing that reports say, and no date."""
    words = [word.strip(",:;") for word in line.lower().split()]
    if any(not headline_words(role).isdisjoint(words) for role in ("prose", "report", "past")) or has_date(line):
        return False
    return article or words[0] not in headline_words("opener") or words[0] in headline_words("counts")


def is_english(text: str, start: int, end: int) -> bool:
    """Tell whether a text is English; what headlines leave out is known of no other language."""
    return detect_language(text[start : min(end, start + _SAMPLE)].lower().split()) == "en"


def find_glue(text: str, start: int, limit: int, end: int) -> int | None:
    """Find where a headline and its text stand together without a space: "hill above townBEIRUT — ", "SuspectA court"."""
    for match in _GLUE.finditer(text, start, limit):
        before = text[start : match.start()]
        if before.count(" ") < TITLE_WORDS - 1 or not is_title(before):
            continue
        word = _WORD.match(text, match.start(), end)
        opens = word is not None and word.group().lower() in headline_words("opener") | headline_words("counts")
        if opens or is_dateline(text, match.start(), end):
            return match.start()
    return None


def is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a dateline of a known place or agency begins here: "BEIRUT (Reuters) - "; not "Democratic Forces (SDF) "."""
    found = match_dateline(text, start, end)
    if found is None:
        return False
    place = text[slice(*found.place)].partition(",")[0]
    known = found.agency is not None and find_outlet(found.agency) is not None
    return place.isupper() or are_towns(place) or (known and " " not in place)


def are_towns(name: str) -> bool:
    """Tell whether a name is a town, or two towns: "Beirut London"."""
    place = look_up(name)
    if place and not place.cue:
        return True
    first, _, second = name.partition(" ")
    return second != "" and (town := look_up(first)) is not None and not town.cue and look_up(second) is not None


def place_at_end(text: str, start: int, seam: Seam) -> tuple[int, tuple[int, int] | None]:
    """Cut off a town that stands between a headline and its text without a dash: "in Hama Beirut The group accused"."""
    words = text[start : seam.end].split()
    last, before = words[-1], words[-2]
    capital = last.lower() in read_words("capitals", "name") or last.isupper()
    if not capital or len(words) <= TITLE_WORDS or wants_more(before) or not are_towns(last):
        return seam.end, None
    if last.isupper() or (before[0].isupper() and (look_up(before) or country_of(before))):
        begin = seam.end - len(last)
        return trim(text, start, begin)[1], (begin, seam.end)
    return seam.end, None

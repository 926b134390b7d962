"""Why words are a person's name, or are not: what they are themselves, and what stands beside them.

The rules are asked in order, and each has a name: title, known, given name, initials, family name first, introduced,
speaks, role before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.namewords import (
    CLOSED,
    COURTESY,
    FAMILY_FIRST,
    GIVEN,
    HUMAN,
    MODIFIER,
    NAMER,
    NO_NAME_END,
    PARTICLE,
    PLACE,
    RANK,
    ROLE,
    ROLES,
    SPEECH,
    STOP,
    SUFFIX,
    SURNAME,
    TELLING,
    VERB,
    WEAK,
    fold,
    is_town,
    leaders,
)
from wirepack.segment.runs import is_adjacent

if TYPE_CHECKING:
    from wirepack.segment.runs import Page

_NAME_WORDS = 6  # "Omar Hassan Ahmad bin Ali al-Karim"; a longer run is a headline
_ACRONYM = 6  # letters; a word of capitals that is no longer is hardly a surname: "UNIFIL"
_APPOSITION_REACH = 9  # words behind the comma in which the role must stand: "a senior Middle East and Africa analyst"
_AGES = range(10, 111)
_BEGINS_APPOSITION = frozenset(
    ["a", "an", "the", "one", "his", "her", "its", "their", "former", "then", "now", "head", "chief", "co-founder"]
)
# Behind these words a role is no longer the name's own: "Raqqa Gate, the square where a doctor …"
_BREAKS_APPOSITION = frozenset(["of", "where", "which", "that", "in", "at", "for", "with", "by", "from", "is", "was"])
_RELATIVES = frozenset(["who", "whose", "whom"])
_SENTENCE_STARTS = frozenset([".", "!", "?", ":", ";", "“", '"', "”", "—", "–", "…", "•", "*", "‘", "«", "|", "-"])
# "Mr. President", "Madam Speaker"
_ADDRESSED = frozenset(["president", "speaker", "secretary", "chairman", "minister", "chancellor", "mayor", "justice"])
_ARTICLES = frozenset(["a", "an", "the", "this", "that", "every", "each", "no"])  # no name follows, unless a title does
# Victor Hugo street
_NAMED_AFTER_PEOPLE = frozenset(
    [
        "street",
        "avenue",
        "boulevard",
        "airport",
        "square",
        "road",
        "bridge",
        "station",
        "stadium",
        "hospital",
        "school",
        "park",
        "neighborhood",
        "neighbourhood",
        "district",
        "camp",
        "barracks",
        "base",
        "mosque",
        "church",
        "prison",
        "reservoir",
        "roundabout",
        "brigade",
        "battalion",
    ]
)
_ORDINARY_ENDINGS = ("ing", "ed", "ly", "ted", "ers", "tion")  # of words that are no names: "Silently Slaughtered"
NEVER_A_NAME = NO_NAME_END | PLACE | STOP | CLOSED | SPEECH | NAMER


def starts_sentence(page: Page, index: int) -> bool:
    """Tell whether a word may have its capital from where it stands."""
    if index == 0 or page.tokens.text[index - 1] in _SENTENCE_STARTS:
        return True
    return "\n" in page.text[page.tokens.end[index - 1] : page.tokens.start[index]]


def judge_single(page: Page, index: int) -> str | None:
    """Name the rule by which one word alone is a person's name.

    Putin arrived. spokesman Karpin. Malala said.
    """
    word, kind = page.tokens.text[index], page.kinds[index]
    if kind & NEVER_A_NAME or len(word) == 1:
        return None
    if not kind & VERB and fold(word) in leaders()[1]:
        return "known"
    if index == 0 or (word.isupper() and len(word) < _ACRONYM) or index in page.headlines:
        return None
    before = page.kinds[index - 1]
    if not kind and before & ROLE and page.tokens.text[index - 1].islower() and is_adjacent(page, index):
        described = index > 1 and page.kinds[index - 2] & (MODIFIER | PLACE | ROLE)
        ordinary = page.tokens.lower[index] in page.written or word.endswith(_ORDINARY_ENDINGS)
        return "role before" if (described or before & TELLING) and not ordinary else None
    if kind & GIVEN and not kind & (WEAK | VERB) and not starts_sentence(page, index):
        return "speaks" if speaks(page, index, index + 1) else None
    return None


def judge(page: Page, start: int, end: int, title: int, *, headline: bool) -> str | None:
    """Name the rule by which the words are a person's name, or None."""
    words, kinds = page.tokens.text, page.kinds
    last = end - 1
    while last > start and (kinds[last] & SUFFIX or words[last] == "."):
        last -= 1
    count = last + 1 - start - words[start : last + 1].count(".")
    first = kinds[start]
    strong = first & GIVEN and not first & WEAK
    if count > _NAME_WORDS or (_ends_no_name(page, start, last) and not (title & COURTESY and count == 1)):
        return None
    if title & (COURTESY | RANK | ROLE) and _may_follow_title(page, start, title, count, headline=headline):
        return "title"
    if count == 1:
        return judge_single(page, start)
    if (fold(words[start]), fold(words[last])) in leaders()[0]:
        return "known"
    if words[last].isupper() and not words[start].isupper() and len(words[last]) < _ACRONYM:
        return None
    if end < len(words) and page.tokens.lower[end] in _NAMED_AFTER_PEOPLE and is_adjacent(page, end):
        return None
    if strong and is_town(" ".join(page.tokens.lower[start:end])) and not _is_told(page, start, end):
        return None
    if strong:
        return None if headline and kinds[start + 1] & (NEVER_A_NAME | VERB) & ~SURNAME else "given name"
    return _judge_unknown(page, start, end, last, headline=headline)


def _ends_no_name(page: Page, start: int, last: int) -> bool:
    """Tell whether the last word speaks against a name: Rasmond Institute; not Anita Hill, Jan van Dam."""
    first, final = page.kinds[start], page.kinds[last]
    if not final & NO_NAME_END:
        return False
    strong = first & GIVEN and not first & WEAK and last > start
    return not (strong and (final & SURNAME or page.kinds[last - 1] & PARTICLE))


def _may_follow_title(page: Page, index: int, title: int, count: int, *, headline: bool) -> bool:
    """Tell whether a name may stand behind a title: "Mr. Karpin"; not "President Said", "Mr. President"."""
    kind = page.kinds[index]
    if page.tokens.lower[index] in _ADDRESSED or kind & CLOSED:
        return False
    if title & (COURTESY | RANK):
        return not kind & (MODIFIER | ROLES)
    if headline and not kind & GIVEN:
        return fold(page.tokens.text[index]) in leaders()[1]
    if count == 1 and not title & TELLING:
        return False
    return bool(kind & GIVEN) or not kind & (NEVER_A_NAME | MODIFIER | ROLE | (VERB if count > 1 else 0))


def _judge_unknown(page: Page, start: int, end: int, last: int, *, headline: bool) -> str | None:
    """Name the rule by which words are a name that does not begin with a well-known given name."""
    words, kinds = page.tokens.text, page.kinds
    first = kinds[start]
    inner = [kind for kind in kinds[start:last] if kind & NO_NAME_END and not kind & GIVEN]
    if inner or (kinds[last] & ROLE and not kinds[last] & GIVEN):
        return None
    if (start and page.tokens.lower[start - 1] in _ARTICLES) or _modifies(page, end):
        return None
    if _has_initials(page, start) and not kinds[last] & NEVER_A_NAME and len(words[last]) > 2:
        return None if headline else "initials"
    if first & FAMILY_FIRST and last - start < 3 and ("-" in words[start + 1] or kinds[start + 1] & GIVEN):
        return "family name first"
    if headline or not may_be_unknown_name(page, start, end):
        return None
    if first & WEAK and not first & PLACE and not kinds[last] & ~GIVEN and not starts_sentence(page, start):
        return "given name"
    if is_introduced(page, start, end):
        return "introduced"
    return "speaks" if (first & GIVEN or not first) and speaks(page, start, end) else None


def _modifies(page: Page, index: int) -> bool:
    """Tell whether a name only says whose the next word is: "C.J. Lawrence analyst Ida Roe"."""
    return (
        index < len(page.kinds) and is_adjacent(page, index) and bool(page.kinds[index] & (ROLE | ROLES | NO_NAME_END))
    )


def _is_told(page: Page, start: int, end: int) -> bool:
    """Tell whether what stands beside the words makes them a person's name."""
    return speaks(page, start, end) or is_introduced(page, start, end)


def may_be_unknown_name(page: Page, start: int, end: int) -> bool:
    """Tell whether nothing about the words forbids them to be a name; the text uses none of them as an ordinary word."""
    for here in range(start, end):
        word, kind = page.tokens.text[here], page.kinds[here]
        if kind & (NEVER_A_NAME | ROLE) and not kind & GIVEN:
            return False
        if not kind and (page.tokens.lower[here] in page.written or word.endswith(_ORDINARY_ENDINGS)) and word != ".":
            return False
    return True


def _has_initials(page: Page, index: int) -> bool:
    """Tell whether a name begins with initials: "J. Karpin", "C.J. Karpin"."""
    word = page.tokens.text[index]
    if len(word) == 1:
        return page.tokens.text[index + 1] == "."
    return "." in word and word[0].isupper() and not page.kinds[index]


def is_introduced(page: Page, start: int, end: int) -> bool:
    """Tell whether the text says who it is: "analyst Xan Roe", "Xan Roe, 45,", "Xan Roe, a researcher at …", "Xan Roe, who"."""
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    if start and kinds[start - 1] & ROLE and words[start - 1].islower() and is_adjacent(page, start):
        return True
    if end + 1 >= len(words) or words[end] not in (",", "(", "—", "–"):
        return False
    word = lower[end + 1]
    if word in _RELATIVES:
        return words[end] == ","
    if word.isdecimal() and len(word) < 4 and int(word) in _AGES:
        return end + 2 < len(words) and words[end + 2] in (",", ".", ")")
    if word not in _BEGINS_APPOSITION and not kinds[end + 1] & (ROLE | MODIFIER | PLACE):
        return False
    for here in range(end + 1, min(end + 1 + _APPOSITION_REACH, len(words))):
        if kinds[here] & ROLE and not kinds[here] & VERB:
            return True
        if (
            words[here] in (",", ".", ";", "(")
            or kinds[here] & (SPEECH | COURTESY)
            or lower[here] in _BREAKS_APPOSITION
        ):
            return False
    return False


def speaks(page: Page, start: int, end: int) -> bool:
    """Tell whether the words stand beside a verb of what people do: "Xan Roe said", "said Xan Roe"."""
    kinds = page.kinds
    if end < len(kinds) and kinds[end] & HUMAN and page.tokens.text[end].islower():
        return True
    return bool(start and kinds[start - 1] & HUMAN and page.tokens.text[start - 1].islower())

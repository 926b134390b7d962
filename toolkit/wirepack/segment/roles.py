"""Read the role that a text gives with a name: in front of it, behind a comma, or in the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.namewords import (
    BODY,
    CLOSED,
    COURTESY,
    KIN,
    MODIFIER,
    NO_NAME_END,
    OUTLET,
    PLACE,
    RANK,
    ROLE,
    ROLES,
    SPEECH,
    VERB,
)

if TYPE_CHECKING:
    from wirepack.segment.names import Name
    from wirepack.segment.runs import Page

Span = tuple[int, int]  # characters

_LONGEST = 32  # words of an apposition; a longer one has lost its end
_REACH = 10  # words of an apposition in which its noun must stand
_BEFORE = 12  # words of a role in front of a name
_OFFICE_LINKS = frozenset(["of", "for"])
_SEAT_LINKS = frozenset(["of", "to", "in"])
# Behind these words an apposition tells more than the role: "one of the authors of a report entitled …"
_ENDS = frozenset(["who", "whose", "whom", "which", "where", "when", "while", "because", "entitled", "titled", "after"])
_STOPS = frozenset([",", ".", ";", ":", "—", "–", "-", "“", "”", '"', "!", "?", "…", "‘", "''"])
_TRAILING = frozenset(
    ["and", "or", "but", "has", "had", "also", "later", "then", "reportedly"]
)  # before a verb of saying
_STARTS = frozenset(["a", "an", "the", "one", "his", "her", "its", "their", "our", "then", "now", "also"])


def role_before(page: Page, name: Name) -> Span | None:
    """Read the role in front of a name: "Israeli defense minister", "Rear Admiral", "the Kremlin's spokesman".

    Courtesy titles are left out, and so is the article before the role.
    """
    kinds, words = page.kinds, page.tokens.text
    end = name.first
    while end > name.title and (kinds[end - 1] & COURTESY or (words[end - 1] == "." and kinds[end - 2] & COURTESY)):
        end -= 1
    here = end - 1
    if here > 0 and words[here] == "." and kinds[here - 1] & RANK:
        here -= 1
    here = _office_before(page, here)
    if here < 0 or not kinds[here] & (ROLE | RANK) or kinds[here] & KIN or _is_apart(page, end, name):
        return None
    if kinds[here] & VERB and words[here].islower() and not kinds[here - 1] & (MODIFIER | PLACE):
        return None
    start = _extend_left(page, here)
    return page.tokens.start[start], page.tokens.end[end - 1]


def _office_before(page: Page, here: int) -> int:
    """Step from the field of an office to the office: "State" in "Secretary of State" Ann Roe; else stay."""
    lower, kinds = page.tokens.lower, page.kinds
    if kinds[here] & PLACE and here > 1 and lower[here - 1] in _SEAT_LINKS and kinds[here - 2] & ROLE:
        return here - 2  # envoy to Libya, president of Syria
    field = here
    while field > 1 and kinds[field] & (MODIFIER | NO_NAME_END) and page.tokens.text[field][0].isupper():
        link = field - 2 if lower[field - 1] == "the" else field - 1
        if lower[link] in _OFFICE_LINKS and kinds[link - 1] & ROLE and page.tokens.text[link - 1][0].isupper():
            return link - 1
        field -= 1
    return here


def _is_apart(page: Page, end: int, name: Name) -> bool:
    """Tell whether something other than space and courtesy titles stands between the role and the name."""
    gap = page.text[page.tokens.end[end - 1] : page.tokens.start[end]]
    return end == 0 or bool(gap.strip()) or (end < name.first and not page.kinds[end] & COURTESY)


def _extend_left(page: Page, here: int) -> int:
    """Follow a role from its noun to its first word."""
    start = here
    while start and here - start < _BEFORE:
        gap = page.text[page.tokens.end[start - 1] : page.tokens.start[start]]
        step = 0 if gap.strip() or len(gap) > 1 else _belongs(page, start - 1, here)
        if not step:
            break
        start -= step
    return start


def _belongs(page: Page, index: int, noun: int) -> int:
    """Tell how many words up to a word belong to the role whose noun stands behind them; 0 if none does."""
    word, small, kind = page.tokens.text[index], page.tokens.lower[index], page.kinds[index]
    before = page.tokens.text[index - 1] if index else ""
    if small == "'s":
        return 2 if before[:1].isupper() or (index and page.kinds[index - 1] & RANK) else 0
    if word == ".":  # Gov. Lt. Gen. J.
        return (
            2 if (len(before) == 1 and before.isalpha()) or (index and page.kinds[index - 1] & (RANK | COURTESY)) else 0
        )
    if small in _OFFICE_LINKS:
        # Secretary of State; but not "a spokesman for President Roe"
        return 2 if index and page.kinds[index - 1] & ROLE and before[0].isupper() else 0
    if kind & MODIFIER or (kind & (ROLE | RANK) and not (kind & VERB and word.islower())):
        return 1
    if word[0].isupper():
        # a line of capitals tells nothing: REAGAN SAID FOREIGN MINISTER PERES
        shouted = word.isupper() and page.tokens.text[noun].isupper() and len(word) > 1
        return int(not kind & CLOSED and (not shouted or bool(kind & PLACE)))
    # "long-serving", "London-based"
    return int("-" in word and word.islower() and not kind & CLOSED)


def role_behind(page: Page, index: int) -> Span | None:
    """Read the role in an apposition that begins with the comma at `index`: ", a Middle East expert at the … Council,".

    An age in front of it is skipped. The apposition ends at its comma, at the verb of saying, or with the sentence.
    """
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    count = len(words)
    if index >= count or words[index] != ",":
        return None
    start = index + 1
    if start + 1 < count and words[start].isdecimal() and words[start + 1] == ",":
        start += 2
    if start >= count or not (
        lower[start] in _STARTS or kinds[start] & (ROLE | MODIFIER | PLACE | RANK) or words[start][0].isupper()
    ):
        return None
    noun = _noun_of_apposition(page, start)
    if noun is None:
        return None
    end = noun + 1
    while end < min(count, start + _LONGEST) and not _ends_apposition(page, end):
        end = _past_bracket(page, end) if words[end] in "([" else end + 1
    if end - start >= _LONGEST:
        return None
    while lower[end - 1] in _TRAILING:
        end -= 1
    return page.tokens.start[start], page.tokens.end[end - 1]


def role_apart(page: Page, name: Name) -> Span | None:
    """Read the role that a comma sets off in front of a name: "The head of the mission, Pia Halonen, said".

    The article or the possessive before it is left out.
    """
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    comma = name.title - 1
    behind = words[name.last] if name.last < len(words) else "."
    speaks = name.last < len(words) and kinds[name.last] & SPEECH
    if comma < 1 or words[comma] != "," or not (speaks or behind in (",", ".")):
        return None
    start = best = comma
    while start > max(comma - _BEFORE, 0) and words[start - 1] not in _STOPS and not kinds[start - 1] & SPEECH:
        if "\n" in page.text[page.tokens.end[start - 1] : page.tokens.start[start]]:
            break
        start -= 1
        opens = lower[start] in _STARTS or (lower[start + 1] == "'s" and words[start][0].isupper())
        if opens and (noun := _noun_of_apposition(page, start)) is not None and noun < comma and not kinds[noun] & KIN:
            best = start
    if best == comma or (speaks and best > start):
        return None
    best += lower[best] in _STARTS and best + 1 < comma
    return page.tokens.start[best], page.tokens.end[comma - 1]


def role_in_biography(page: Page, index: int) -> Span | None:
    """Read the role that a sentence states: "Ida Roe [is] an American political analyst specializing in …"."""
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    if lower[index : index + 1] not in (["is"], ["was"]) or lower[index + 1 : index + 2] not in (
        ["a"],
        ["an"],
        ["the"],
    ):
        return None
    noun = _noun_of_apposition(page, index + 2)
    if noun is None or kinds[noun] & KIN or not words[noun].islower():
        return None
    return page.tokens.start[index + 2], page.tokens.end[noun]


def _noun_of_apposition(page: Page, start: int) -> int | None:
    """Find the role noun that an apposition is about: before any preposition, or behind "one of the"."""
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    several = lower[start : start + 2] == ["one", "of"]
    here = start + 2 if several else start
    found = None
    for index in range(here, min(start + _REACH, len(words))):
        kind = kinds[index]
        if kind & (ROLES if several else ROLE) and not (kind & VERB and kind & CLOSED):
            found = index
        elif (
            found is not None
            or words[index] in _STOPS
            or kind & SPEECH
            or lower[index] in ("said", "in", "with", "by")
            or (
                kind & CLOSED
                and words[index].islower()
                and lower[index] not in _STARTS
                and lower[index] not in ("of", "for", "at", "and", "'s", "most", "more")
            )
            or lower[index] in ("of", "for", "at")
        ):
            break
    return found


def _ends_apposition(page: Page, index: int) -> bool:
    word, kind = page.tokens.text[index], page.kinds[index]
    if word in _STOPS:
        return word != "." or not _is_abbreviation(page, index)
    if word == "-":
        return True
    return (kind & SPEECH and word.islower() and not kind & (BODY | OUTLET | ROLE)) or page.tokens.lower[index] in _ENDS


def _is_abbreviation(page: Page, index: int) -> bool:
    """Tell whether a full stop belongs to the word before it and the sentence goes on: "St. Mary's"."""
    before = page.tokens.text[index - 1]
    follows = page.tokens.text[index + 1 : index + 2]
    if not follows or not before.isalpha():
        return False
    return len(before) == 1 or (before[0].isupper() and bool(page.kinds[index - 1] & (RANK | COURTESY)))


def _past_bracket(page: Page, index: int) -> int:
    """Step over a short bracket: "the Council ( RIAC)"."""
    for here in range(index + 1, min(index + 5, len(page.kinds))):
        if page.tokens.text[here] in ")]":
            return here + 1
    return index + 1


def role_in_sentence_before(page: Page, first: int, last: int) -> Span | None:
    """Read the role that a sentence gives to a speaker whom only the next one names: "Remarks by Russia's envoy to Israel …".

    The role must say whose it is ("Russia's", "the French"), so that it means one person.
    """
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    for here in range(first + 1, last):
        if not kinds[here] & ROLE or kinds[here] & (VERB | ROLES) or words[here][0].isupper():
            continue
        start = here
        while start > first and kinds[start - 1] & MODIFIER:
            start -= 1
        if lower[start - 1] == "'s" and kinds[start - 2] & PLACE:
            start -= 2
        elif not kinds[start - 1] & PLACE or lower[start - 2] != "the":
            continue
        else:
            start -= 1
        end = here + 1
        if end + 1 < last and lower[end] == "to" and kinds[end + 1] & PLACE:
            end += 2
        return page.tokens.start[start], page.tokens.end[end - 1]
    return None

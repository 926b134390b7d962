"""Find the words that name a person: runs of capitalised words, and what in and around them tells that a name it is.

No single sign is enough: "Jordan Valley" begins with a given name, "Asharq Al-Awsat reported" speaks, and a headline
writes every word with a capital. A run is cut at what cannot be a name, its titles are set apart, and the rest is a
name only if one of the rules below, in their order, has a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.namewords import (
    BODY,
    CLOSED,
    COURTESY,
    FAMILY_FIRST,
    GIVEN,
    HUMAN,
    MODIFIER,
    NAMER,
    NO_NAME_END,
    OUTLET,
    PLACE,
    RANK,
    ROLE,
    ROLES,
    SPEECH,
    STOP,
    SUFFIX,
    SURNAME,
    THING,
    TITLE,
    VERB,
    WEAK,
    fold,
    leaders,
    named_at,
)
from wirepack.segment.runs import find_runs, is_adjacent

if TYPE_CHECKING:
    from wirepack.segment.runs import Page, Part

_NAME_WORDS = 6  # "Omar Hassan Ahmad bin Ali al-Karim"; a longer run is a headline
_HEADLINE_RUN = 7  # words with a capital in a row, titles aside
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
_ORDINARY_ENDINGS = ("ing", "ed", "ly", "ted", "ers", "tion")  # of words that are no names: "Silently Slaughtered"
_NEVER_A_NAME = NO_NAME_END | PLACE | STOP | CLOSED | SPEECH | NAMER
_NOT_HUMAN = BODY | OUTLET | THING
_ENDS_NAME = ROLES | VERB | ROLE | MODIFIER | PLACE | STOP | SPEECH  # as the third word or later


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a range of tokens; its titles begin at `title`, which equals `first` if there are none."""

    first: int
    last: int
    title: int
    rule: str


def find_names(page: Page) -> tuple[list[Name], list[Part]]:
    """Find the names that tell themselves, and the stretches of capitalised words that are left, both in order.

    A bare surname is among what is left: whether "Karpin" is a person only the rest of the article can tell.
    """
    names: list[Name] = []
    rest: list[Part] = []
    for first, last in find_runs(page):
        if last - first == 1:
            rule = _judge_single(page, first)
            if rule:
                names.append(Name(first, last, first, rule))
            else:
                rest.append((first, last))
        elif not (first and page.kinds[first - 1] & NAMER and is_adjacent(page, first)):
            _read_run(page, first, last, names, rest)
    return _with_repeated(page, names, rest)


def _with_repeated(page: Page, names: list[Name], rest: list[Part]) -> tuple[list[Name], list[Part]]:
    """Take two unknown words for a name if the second alone speaks elsewhere: "Xan Roe"; later "Roe said"."""
    words, kinds = page.tokens.text, page.kinds
    pairs = [part for part in rest if part[1] - part[0] == 2 and _may_be_unknown_name(page, *part)]
    if not pairs:
        return names, rest
    singles = [part for part in rest if part[1] - part[0] == 1 and not kinds[part[0]]]
    heard = {words[first] for first, last in singles if _speaks(page, first, last)}
    heard.update(words[name.first] for name in names if name.last - name.first == 1 and name.rule != "known")
    repeated = [part for part in pairs if words[part[1] - 1] in heard]
    if not repeated:
        return names, rest
    names = sorted([*names, *(Name(first, last, first, "repeated") for first, last in repeated)], key=lambda n: n.first)
    return names, [part for part in rest if part not in repeated]


# ---------------------------------------------------------------- one run


def _read_run(page: Page, first: int, last: int, names: list[Name], rest: list[Part]) -> None:
    """Cut a run at what is no name, and judge each part; what is no name is left to `rest`."""
    words = page.tokens.text
    headline = first in page.headlines or last - first >= _HEADLINE_RUN
    headline = headline or all(words[i].isupper() for i in range(first, last))
    index = _skip_known(page, first, last)
    while index < last:
        start = _skip_office(page, index, last) if index == first else index
        start = _skip_titles(page, start, last)
        titled = start > index
        end = _end_of_name(page, start, last, headline=headline)
        if end > start:
            start = start if titled else _without_first_word(page, start, end)
            rule = _judge(page, start, end, _kinds_of(page, index, start), headline=headline)
            if rule:
                names.append(Name(start, end, index if titled else start, rule))
            else:
                rest.append((start, end))
        index = _skip_known(page, max(end, start, index + 1), last)


def _skip_known(page: Page, index: int, last: int) -> int:
    """Step over an outlet, organisation or state, and over full stops."""
    words, kinds = page.tokens.text, page.kinds
    while index < last:
        known = named_at(words, index)
        if known is not None and (known[0] > 1 or not kinds[index] & (GIVEN | TITLE)):
            index += known[0]
        elif words[index] == ".":
            index += 1
        else:
            break
    return index


def _skip_office(page: Page, index: int, last: int) -> int:
    """Step over the field of an office: "State" in "Secretary of State Ann Roe", "the Exchequer" likewise."""
    lower, kinds = page.tokens.lower, page.kinds
    link = index - 2 if index > 1 and lower[index - 1] == "the" else index - 1
    if link < 1 or lower[link] not in ("of", "for") or not kinds[link - 1] & ROLE:
        return index
    start = index
    while start < last - 1 and not kinds[start] & GIVEN and (start == index or kinds[start] & (MODIFIER | NO_NAME_END)):
        start += 1
    return start


def _skip_titles(page: Page, index: int, last: int) -> int:
    """Step over titles and roles with a capital: "Russian Foreign Minister" Sergei Karpin.

    Words before a role belong to it, whatever they are: "Pentagon Press Secretary", "Rasmond Gov." A given name that is
    a role too ("Dean", "Earl") begins the name, and so does any other that is not an ordinary word as well.
    """
    words, kinds = page.tokens.text, page.kinds
    start = index
    for here in range(index, last):
        kind = kinds[here]
        if kind & (COURTESY | RANK) or (kind & ROLE and not kind & GIVEN):
            if here > start and kinds[here - 1] & GIVEN and kind & ROLE and not kinds[here - 1] & WEAK:
                break  # Cyrus Baker
            if here + 1 < last:
                start = here + 2 if words[here + 1] == "." and here + 2 < last else here + 1
        elif kind & GIVEN and not kind & (WEAK | PLACE):
            break
    return start


def _end_of_name(page: Page, start: int, last: int, *, headline: bool) -> int:
    """Find where a name that begins at `start` must end: before an outlet, a place, an office or a headline's verb."""
    words, kinds = page.tokens.text, page.kinds
    for here in range(start, last):
        kind = kinds[here]
        before = kinds[here - 1] if here > start else 0
        if here > start and here + 1 < last and kind & (COURTESY | RANK) and not kind & GIVEN:
            return here
        if here > start and kind & _NOT_HUMAN and not kind & (GIVEN | SURNAME):
            return here + 1  # George Washington University: the whole is no person
        if kind & _ENDS_NAME and not kind & GIVEN and (here > start + 1 or (headline and here > start)):
            return here
        known = named_at(words, here)
        if known is not None:
            length = known[0]
            if length > 1 and here + length <= last and not before & GIVEN:
                return here
            if length == 1 and not kind & GIVEN and (not before & GIVEN or before & WEAK or words[here].isupper()):
                return here
        if kind & PLACE and not kind & GIVEN and not before & GIVEN:
            return here
    return last


def _without_first_word(page: Page, start: int, end: int) -> int:
    """Drop an ordinary word that has its capital from the start of the sentence: "Asked Karpin", "Said Ida Roe"."""
    kind = page.kinds[start]
    if end - start == 1 or not _starts_sentence(page, start):
        return start
    if kind & GIVEN and not kind & (WEAK | VERB | STOP):
        return start
    if not kind & (VERB | STOP | MODIFIER) and page.tokens.lower[start] not in page.written:
        return start
    names_follow = end - start > 2 and page.kinds[start + 1] & GIVEN
    return start + 1 if names_follow or not _is_introduced(page, start, end) else start


def _starts_sentence(page: Page, index: int) -> bool:
    """Tell whether a word may have its capital from where it stands."""
    if index == 0 or page.tokens.text[index - 1] in _SENTENCE_STARTS:
        return True
    return "\n" in page.text[page.tokens.end[index - 1] : page.tokens.start[index]]


def _kinds_of(page: Page, first: int, last: int) -> int:
    """Join the kinds of some words."""
    kind = 0
    for here in range(first, last):
        kind |= page.kinds[here]
    return kind


# ---------------------------------------------------------------- reasons


def _judge_single(page: Page, index: int) -> str | None:
    """Name the rule by which one word alone is a person's name.

    Putin arrived. spokesman Karpin. Malala said.
    """
    word, kind = page.tokens.text[index], page.kinds[index]
    if kind & _NEVER_A_NAME or len(word) == 1:
        return None
    if not kind & VERB and fold(word) in leaders()[1]:
        return "known"
    if index == 0 or (word.isupper() and len(word) < _ACRONYM) or index in page.headlines:
        return None
    before = page.kinds[index - 1]
    if not kind and before & ROLE and page.tokens.text[index - 1].islower() and is_adjacent(page, index):
        return "role before" if page.tokens.lower[index] not in page.written else None
    if kind & GIVEN and not kind & (WEAK | VERB) and not _starts_sentence(page, index):
        return "speaks" if _speaks(page, index, index + 1) else None
    return None


def _judge(page: Page, start: int, end: int, title: int, *, headline: bool) -> str | None:
    """Name the rule by which the words are a person's name, or None."""
    words, kinds = page.tokens.text, page.kinds
    last = end - 1
    while last > start and (kinds[last] & SUFFIX or words[last] == "."):
        last -= 1
    count = sum(words[here] != "." for here in range(start, last + 1))
    first, final = kinds[start], kinds[last]
    strong = first & GIVEN and not first & WEAK
    if count > _NAME_WORDS or (final & NO_NAME_END and not (final & SURNAME and strong and count > 1)):
        return None
    if title & (COURTESY | RANK | ROLE) and _may_follow_title(page, start, title, count, headline=headline):
        return "title"
    if count == 1:
        return _judge_single(page, start)
    if (fold(words[start]), fold(words[last])) in leaders()[0]:
        return "known"
    if words[last].isupper() and not words[start].isupper() and len(words[last]) < _ACRONYM:
        return None
    if strong:
        return None if headline and kinds[start + 1] & (_NEVER_A_NAME | VERB) & ~SURNAME else "given name"
    return _judge_unknown(page, start, end, last, headline=headline)


def _may_follow_title(page: Page, index: int, title: int, count: int, *, headline: bool) -> bool:
    """Tell whether a name may stand behind a title: "Mr. Karpin"; not "President Said", "Mr. President"."""
    kind = page.kinds[index]
    if page.tokens.lower[index] in _ADDRESSED or kind & CLOSED:
        return False
    if title & (COURTESY | RANK):
        return not kind & (MODIFIER | ROLES)
    if headline and not kind & GIVEN:
        return fold(page.tokens.text[index]) in leaders()[1]
    return bool(kind & GIVEN) or not kind & (_NEVER_A_NAME | MODIFIER | ROLE | (VERB if count > 1 else 0))


def _judge_unknown(page: Page, start: int, end: int, last: int, *, headline: bool) -> str | None:
    """Name the rule by which words are a name that does not begin with a well-known given name."""
    words, kinds = page.tokens.text, page.kinds
    first = kinds[start]
    if any(kinds[here] & NO_NAME_END for here in range(start, last)):
        return None
    if _has_initials(page, start) and not kinds[last] & _NEVER_A_NAME and len(words[last]) > 2:
        return "initials"
    if first & FAMILY_FIRST and last - start < 3 and ("-" in words[start + 1] or kinds[start + 1] & GIVEN):
        return "family name first"
    if headline or not _may_be_unknown_name(page, start, end):
        return None
    if _is_introduced(page, start, end):
        return "introduced"
    return "speaks" if (first & GIVEN or not first) and _speaks(page, start, end) else None


def _may_be_unknown_name(page: Page, start: int, end: int) -> bool:
    """Tell whether nothing about the words forbids them to be a name; the text uses none of them as an ordinary word."""
    for here in range(start, end):
        word, kind = page.tokens.text[here], page.kinds[here]
        if kind & _NEVER_A_NAME and not kind & GIVEN:
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


def _is_introduced(page: Page, start: int, end: int) -> bool:
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
        if words[here] in (",", ".", ";", "(") or kinds[here] & (SPEECH | COURTESY) or lower[here] in _BREAKS_APPOSITION:
            return False
    return False


def _speaks(page: Page, start: int, end: int) -> bool:
    """Tell whether the words stand beside a verb of what people do: "Xan Roe said", "said Xan Roe"."""
    kinds = page.kinds
    if end < len(kinds) and kinds[end] & HUMAN and page.tokens.text[end].islower():
        return True
    return bool(start and kinds[start - 1] & HUMAN and page.tokens.text[start - 1].islower())

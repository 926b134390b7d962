"""Find the words that name a person: runs of capitalised words, and what in and around them tells that a name it is.

No single sign is enough: "Jordan Valley" begins with a given name, "Asharq Al-Awsat reported" speaks, and a headline
writes every word with a capital. A run is cut at what cannot be a name, its titles are set apart, and the rest is a
name only if one of the rules below, in their order, has a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirepack.namewords import (
    BODY,
    COURTESY,
    FAMILY_FIRST,
    GIVEN,
    MODIFIER,
    NAMER,
    NO_NAME_END,
    OUTLET,
    PARTICLE,
    PLACE,
    RANK,
    ROLE,
    ROLES,
    SPEECH,
    STOP,
    SURNAME,
    THING,
    TITLE,
    TOWN,
    VERB,
    WEAK,
    fold,
    leaders,
    named_at,
)
from wirepack.segment.reasons import is_introduced, judge, judge_single, may_be_unknown_name, speaks, starts_sentence
from wirepack.segment.runs import find_runs, is_adjacent

if TYPE_CHECKING:
    from wirepack.segment.runs import Page, Part

_HEADLINE_RUN = 7  # words with a capital in a row, titles aside
_TITLE_REACH = 20  # words in front of a name among which its titles stand
_NOT_HUMAN = BODY | OUTLET | THING
_ENDS_NAME = ROLES | VERB | ROLE | MODIFIER | PLACE | STOP | SPEECH  # as the third word or later
_MAY_END_NAME = COURTESY | RANK | _NOT_HUMAN | _ENDS_NAME


class Name(NamedTuple):
    """A name as a range of tokens; its titles begin at `title`, which equals `first` if there are none.

    A tuple, for an article has dozens, and a frozen dataclass takes twice as long to make.
    """

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
            rule = judge_single(page, first)
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
    pairs = [part for part in rest if part[1] - part[0] == 2 and may_be_unknown_name(page, *part)]
    pairs = [part for part in pairs if not kinds[part[0]] & TOWN]
    if not pairs:
        return names, rest
    singles = [part for part in rest if part[1] - part[0] == 1 and not kinds[part[0]]]
    heard = {words[first] for first, last in singles if speaks(page, first, last)}
    heard.update(words[name.first] for name in names if name.last - name.first == 1)
    heard = {word for word in heard if fold(word) not in leaders()[1]}
    repeated = [part for part in pairs if words[part[1] - 1] in heard]
    if not repeated:
        return names, rest
    names = sorted([*names, *(Name(first, last, first, "repeated") for first, last in repeated)], key=lambda n: n.first)
    return names, [part for part in rest if part not in repeated]


# ---------------------------------------------------------------- one run


def _read_run(page: Page, first: int, last: int, names: list[Name], rest: list[Part]) -> None:
    """Cut a run at what is no name, and judge each part; what is no name is left to `rest`."""
    words, kinds = page.tokens.text, page.kinds
    headline = first in page.headlines or last - first >= _HEADLINE_RUN
    headline = headline or (words[first].isupper() and all(map(str.isupper, words[first:last])))
    index = _skip_known(page, first, last)
    while index < last:
        office = _skip_office(page, index, last) if index == first else index
        start = _skip_titles(page, office, last)
        while words[start] == ".":
            start += 1
        titled = start > index
        if headline and kinds[start] & _ENDS_NAME and not (titled or kinds[start] & GIVEN):
            rest.append((start, start + 1))  # a headline's verb: Rivals Fault Ida Roe
            index = _skip_known(page, start + 1, last)
            continue
        end = _end_of_name(page, start, last, headline=headline)
        if end > start:
            start = start if titled else _without_first_word(page, start, end)
            rule = judge(page, start, end, _kinds_of(page, index, start), headline=headline)
            if rule:
                title = _office_start(page, index) if office > index else index
                names.append(Name(start, end, title if titled else start, rule))
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


def _office_start(page: Page, index: int) -> int:
    """Return where an office begins whose field begins at a word: at "Secretary" of "Secretary of the Treasury"."""
    return index - 3 if page.tokens.lower[index - 1] == "the" else index - 2


def _skip_titles(page: Page, index: int, last: int) -> int:
    """Step over titles and roles with a capital: "Russian Foreign Minister" Sergei Karpin.

    Words before a role belong to it, whatever they are: "Pentagon Press Secretary", "Rasmond Gov." A given name that is
    a role too ("Dean", "Earl") begins the name, and so does any other that is not an ordinary word as well.
    """
    words, kinds = page.tokens.text, page.kinds
    start = index
    for here in range(index, min(last, index + _TITLE_REACH)):
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
        kind, known = kinds[here], named_at(words, here)
        if known is None and not kind & _MAY_END_NAME:
            continue
        before = kinds[here - 1] if here > start else 0
        if here > start and here + 1 < last and kind & (COURTESY | RANK) and not kind & GIVEN:
            return here
        if here > start and kind & _NOT_HUMAN and not (kind & (GIVEN | SURNAME) or before & PARTICLE):
            return here + 1  # George Washington University: the whole is no person
        if (
            here > start
            and kind & _ENDS_NAME
            and not before & PARTICLE
            and _ends(kind, here - start, headline=headline)
        ):
            return here
        if known is not None:
            length = known[0]
            if length > 1 and here + length <= last and not before & GIVEN:
                return here
            if length == 1 and not kind & GIVEN and (not before & GIVEN or before & WEAK or words[here].isupper()):
                return here
        if kind & PLACE and not kind & GIVEN and not before & GIVEN:
            return here
    return last


def _ends(kind: int, place: int, *, headline: bool) -> bool:
    """Tell whether a verb, role or place ends a name: the third word may; in a headline the second, too: REAGAN SAID."""
    if headline and (not kind & GIVEN or kind & WEAK):
        return True
    return place > 1 and not kind & GIVEN


def _without_first_word(page: Page, start: int, end: int) -> int:
    """Drop an ordinary word that has its capital from the start of the sentence: "Asked Karpin", "Said Ida Roe"."""
    kind = page.kinds[start]
    if end - start == 1 or not starts_sentence(page, start):
        return start
    if (kind & GIVEN and not kind & WEAK) or (kind & FAMILY_FIRST and "-" in page.tokens.text[start + 1]):
        return start
    if not kind & (VERB | STOP | MODIFIER) and page.tokens.lower[start] not in page.written:
        return start
    names_follow = end - start > 2 and page.kinds[start + 1] & GIVEN
    return start + 1 if names_follow or not is_introduced(page, start, end) else start


def _kinds_of(page: Page, first: int, last: int) -> int:
    """Join the kinds of some words."""
    kind = 0
    for other in page.kinds[first:last]:
        kind |= other
    return kind

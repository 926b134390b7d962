"""Join names into people: "Hillary Clinton" with "Hillary Rodham Clinton", but not with "Bill Clinton"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirepack.namewords import (
    FAMILY_FIRST,
    FEMALE,
    GIVEN,
    MALE,
    SUFFIX,
    TITLE,
    fold,
    leaders,
    nicknames,
    skeleton,
)
from wirepack.segment.names import Name

if TYPE_CHECKING:
    from wirepack.segment.runs import Page

GENDERS = MALE | FEMALE
GIVEN_KINDS = GIVEN | GENDERS  # of a word that can only be a given name, or is unknown


@dataclass(slots=True)
class Entry:
    """A person while the article is read: the forms of the name, as (words, first, last) tokens, and what is known."""

    family: str
    given: tuple[str, ...]
    gender: int
    words: set[str]
    forms: list[tuple[int, int, int]] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)  # first tokens of the mentions


def gather(page: Page, names: list[Name]) -> tuple[list[Entry], list[tuple[Name, int]]]:
    """Join the names that tell themselves into people; full names first, so that a titled surname finds its owner."""
    entries: list[Entry] = []
    families: dict[str, list[int]] = {}
    placed = []
    single = []
    for name in sorted(names, key=lambda name: name.first in page.headlines) if page.headlines else names:
        words = _name_words(page, name)
        if len(words) == 1:
            single.append((name, words))
            continue
        if name.first in page.headlines and fold(page.tokens.text[words[1]]) in families:
            # the body knows Ann Roe: of "Ann Roe Slams" the last word is the headline's
            name, words = Name(name.first, words[1] + 1, name.title, name.rule), words[:2]  # noqa: PLW2901
        folded = [fold(page.tokens.text[word]) for word in words]
        family, given = _split_name(page, words, folded)
        gender = _gender(page, name, words)
        for index in families.get(family, ()):
            if _is_same(entries[index], given, gender):
                break
        else:
            index = _add(entries, families, Entry(family, given, gender, set()))
        _note(entries[index], name, folded, gender)
        placed.append((name, index))
    alone = leaders()[1]
    for name, words in single:
        word = fold(page.tokens.text[words[0]])
        known = alone.get(word)
        # "President Obama" is not Michelle, even if the article never gives his first name
        gender = _gender(page, name, words) or {"m": MALE, "f": FEMALE}.get(known.gender or "" if known else "", 0)
        chosen = choose(entries, families.get(word) or by_given(entries, page, words[0]), gender, name.first)
        index = _add(entries, families, Entry(word, (), gender, set())) if chosen is None else chosen
        _note(entries[index], name, [word], gender)
        placed.append((name, index))
    return entries, placed


def _add(entries: list[Entry], families: dict[str, list[int]], entry: Entry) -> int:
    entries.append(entry)
    families.setdefault(entry.family, []).append(len(entries) - 1)
    return len(entries) - 1


def _note(entry: Entry, name: Name, folded: list[str], gender: int) -> None:
    """Write down one more form of a person's name, its words folded."""
    entry.forms.append((len(folded), name.first, name.last))
    entry.seen.append(name.first)
    entry.words.update(folded)
    entry.gender = entry.gender or gender


def _name_words(page: Page, name: Name) -> list[int]:
    """List the words of a name, without full stops and "Jr."."""
    words, kinds, first = page.tokens.text, page.kinds, name.first
    return [
        index
        for index in range(first, name.last)
        if words[index] != "." and not (kinds[index] & SUFFIX and index > first)
    ]


def _split_name(page: Page, words: list[int], folded: list[str]) -> tuple[str, tuple[str, ...]]:
    """Tell the family name, folded, from the given names."""
    first, second = page.kinds[words[0]], page.kinds[words[1]]
    if first & FAMILY_FIRST and (
        "-" in folded[1] or (second & GIVEN and not first & GIVEN) or len(folded) == 3 > len(folded[0])
    ):
        return folded[0], tuple(folded[1:])
    return folded[-1], tuple(folded[:-1])


def _gender(page: Page, name: Name, words: list[int]) -> int:
    """Tell the gender from titles, then from the given name; 0 where they do not tell."""
    for index in range(name.first - 1, name.title - 1, -1):
        if page.kinds[index] & TITLE and page.kinds[index] & GENDERS:
            return page.kinds[index] & GENDERS
    for word in words[:-1] or words:
        kind = page.kinds[word]
        if kind & GIVEN and len(words) > 1:
            return kind & GENDERS if kind & GENDERS != GENDERS else 0
    return 0


def _is_same(entry: Entry, given: tuple[str, ...], gender: int) -> bool:
    """Tell whether a full name of the same family is the same person's: Donald J. and Donald, Bibi and Binyamin."""
    if entry.gender and gender and entry.gender != gender:
        return False
    if not entry.given or not given:
        return True
    one, two = entry.given[0], given[0]
    if one in given or two in entry.given:
        return True
    if len(one.rstrip(".")) == 1 or len(two.rstrip(".")) == 1:
        return one[0] == two[0]
    short = nicknames()
    if (
        two in short.get(one, ())
        or one in short.get(two, ())
        or short.get(one, frozenset()) & short.get(two, frozenset())
    ):
        return True
    return skeleton(one) == skeleton(two)


def by_given(entries: list[Entry], page: Page, word: int) -> list[int]:
    """List the people whom a given name alone may mean: "Hillary", "Prince Mohammed"."""
    if page.kinds[word] & ~GIVEN_KINDS:
        return []
    name = fold(page.tokens.text[word])
    full = nicknames().get(name, frozenset())
    return [i for i, entry in enumerate(entries) if entry.given and (entry.given[0] == name or entry.given[0] in full)]


def choose(entries: list[Entry], candidates: list[int], gender: int, position: int) -> int | None:
    """Choose among people who share a name: those of the right gender, then the one spoken of most so far."""
    fitting = [i for i in candidates if not (gender and entries[i].gender) or entries[i].gender == gender]
    if len(fitting) < 2:
        return fitting[0] if fitting else None

    def weight(index: int) -> tuple[int, int]:
        seen = entries[index].seen
        before = [token for token in seen if token < position]
        return (len(before), before[-1]) if before else (0, -seen[0])

    return max(fitting, key=weight)

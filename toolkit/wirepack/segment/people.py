"""The people named in an article, and every place where it names them.

Names that tell themselves are found first and joined into people, "Hillary Clinton" with "Hillary Rodham Clinton" but
not with "Bill Clinton". Then every bare surname, and every title with a name, goes to one of them: by the family, by
what the title tells of the gender, and among relatives to the one the article speaks of most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

from wirepack.models import Person, PersonMention
from wirepack.namewords import (
    BODY,
    COURTESY,
    FAMILY_FIRST,
    FEMALE,
    GIVEN,
    MALE,
    NO_NAME_END,
    PARTICLE,
    RANK,
    ROLE,
    ROLES,
    SUFFIX,
    TITLE,
    VERB,
    WEAK,
    Leader,
    fold,
    leaders,
    nicknames,
    skeleton,
    word_kinds,
)
from wirepack.segment.names import Name, find_names
from wirepack.segment.runs import Page
from wirepack.segment.roles import Span, role_before, role_behind, role_in_sentence_before

if TYPE_CHECKING:
    from wirepack.models import Sentence, Tokens, Zone

_GENDERED = {"he": MALE, "his": MALE, "him": MALE, "himself": MALE, "she": FEMALE, "her": FEMALE, "herself": FEMALE}
_PRONOUN_REACH = 14  # words behind a name in which a pronoun is taken for its own
_HEADLINE_ZONES = frozenset(["title", "deck", "heading"])
_SMALL_WORD = 3  # letters; such words are written small in headlines, too
_CAPITAL_SHARE = 0.6  # of the longer words; in sentences it is about 0.2
_BOTH = MALE | FEMALE


@dataclass(slots=True)
class _Entry:
    """A person while the article is read: the forms of the name, as (words, first, last) tokens, and what is known."""

    family: str
    given: tuple[str, ...]
    gender: int
    words: set[str]
    forms: list[tuple[int, int, int]] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)  # first tokens of the mentions


def find_people(
    text: str, tokens: Tokens, sentences: tuple[Sentence, ...], zones: tuple[Zone, ...] = ()
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """Find the people of an article and where it names them, in the order of the text.

    >>> from wirepack.segment.tokens import tokenize
    >>> text = "Marin envoy Ida van Roe, 41, left. Mr. Iosif Karpin met van Roe."
    >>> people, mentions = find_people(text, tokenize(text), ())
    >>> [(person.name, person.role, person.gender) for person in people]
    [('Ida van Roe', 'Marin envoy', 'f'), ('Iosif Karpin', None, 'm')]
    >>> [(text[m.start : m.end], m.person) for m in mentions]
    [('Ida van Roe', 0), ('Iosif Karpin', 1), ('van Roe', 0)]
    """
    kinds = list(map(word_kinds().get, tokens.lower, repeat(0)))
    page = Page(text, tokens, kinds, frozenset(tokens.text), _headlines(tokens, zones))
    names, rest = find_names(page)
    if not names:
        return (), ()
    entries, placed = _gather(page, names)
    placed += _link_rest(page, rest, entries)
    placed.sort(key=lambda item: item[0].first)
    order = {entry: index for index, entry in enumerate(dict.fromkeys(entry for _, entry in placed))}
    mentions = tuple(_mention(page, name, order[entry]) for name, entry in placed)
    people = tuple(_person(page, entries[entry], [name for name, of in placed if of == entry], sentences) for entry in order)
    return people, mentions


def _headlines(tokens: Tokens, zones: tuple[Zone, ...]) -> frozenset[int]:
    """List the tokens of titles, decks and headings in which most words have a capital."""
    found: list[int] = []
    for zone in zones:
        if zone.kind in _HEADLINE_ZONES:
            first, last = bisect_left(tokens.start, zone.start), bisect_left(tokens.start, zone.end)
            words = [word for word in tokens.text[first:last] if len(word) > _SMALL_WORD]
            if sum(word[0].isupper() for word in words) > _CAPITAL_SHARE * len(words):
                found += range(first, last)
    return frozenset(found)


# ---------------------------------------------------------------- who is who


def _gather(page: Page, names: list[Name]) -> tuple[list[_Entry], list[tuple[Name, int]]]:
    """Join the names that tell themselves into people; full names first, so that a titled surname finds its owner."""
    entries: list[_Entry] = []
    families: dict[str, list[int]] = {}
    placed = []
    single = []
    for name in sorted(names, key=lambda name: name.first in page.headlines):
        words = _name_words(page, name)
        if len(words) == 1:
            single.append(name)
            continue
        if name.first in page.headlines and fold(page.tokens.text[words[1]]) in families:
            # the body knows Ann Roe: of "Ann Roe Slams" the last word is the headline's
            name, words = Name(name.first, words[1] + 1, name.title, name.rule), words[:2]  # noqa: PLW2901
        family, given = _split_name(page, words)
        gender = _gender(page, name, words)
        index = next((i for i in families.get(family, ()) if _is_same(entries[i], given, gender)), None)
        if index is None:
            index = _add(entries, families, _Entry(family, given, gender, set()))
        _note(entries[index], page, name, words, gender)
        placed.append((name, index))
    for name in single:
        words = _name_words(page, name)
        word = fold(page.tokens.text[words[0]])
        known = leaders()[1].get(word)
        # "President Obama" is not Michelle, even if the article never gives his first name
        gender = _gender(page, name, words) or {"m": MALE, "f": FEMALE}.get(known.gender or "" if known else "", 0)
        index = _choose(entries, families.get(word) or _by_given(entries, page, words[0]), gender, name.first)
        if index is None:
            index = _add(entries, families, _Entry(word, (), gender, set()))
        _note(entries[index], page, name, words, gender)
        placed.append((name, index))
    return entries, placed


def _add(entries: list[_Entry], families: dict[str, list[int]], entry: _Entry) -> int:
    entries.append(entry)
    families.setdefault(entry.family, []).append(len(entries) - 1)
    return len(entries) - 1


def _note(entry: _Entry, page: Page, name: Name, words: list[int], gender: int) -> None:
    """Write down one more form of a person's name."""
    entry.forms.append((len(words), name.first, name.last))
    entry.seen.append(name.first)
    entry.words.update(fold(page.tokens.text[word]) for word in words)
    entry.gender = entry.gender or gender


def _name_words(page: Page, name: Name) -> list[int]:
    """List the words of a name, without full stops and "Jr."."""
    return [
        index
        for index in range(name.first, name.last)
        if page.tokens.text[index] != "." and not (page.kinds[index] & SUFFIX and index > name.first)
    ]


def _split_name(page: Page, words: list[int]) -> tuple[str, tuple[str, ...]]:
    """Tell the family name, folded, from the given names."""
    folded = [fold(page.tokens.text[word]) for word in words]
    first, second = page.kinds[words[0]], page.kinds[words[1]]
    if first & FAMILY_FIRST and ("-" in folded[1] or (second & GIVEN and not first & GIVEN) or len(folded) == 3 > len(folded[0])):
        return folded[0], tuple(folded[1:])
    return folded[-1], tuple(folded[:-1])


def _gender(page: Page, name: Name, words: list[int]) -> int:
    """Tell the gender from titles, then from the given name; 0 where they do not tell."""
    for index in range(name.first - 1, name.title - 1, -1):
        if page.kinds[index] & TITLE and page.kinds[index] & _BOTH:
            return page.kinds[index] & _BOTH
    for word in words[:-1] or words:
        kind = page.kinds[word]
        if kind & GIVEN and len(words) > 1:
            return kind & _BOTH if kind & _BOTH != _BOTH else 0
    return 0


def _is_same(entry: _Entry, given: tuple[str, ...], gender: int) -> bool:
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
    if two in short.get(one, ()) or one in short.get(two, ()) or short.get(one, frozenset()) & short.get(two, frozenset()):
        return True
    return skeleton(one) == skeleton(two)


def _by_given(entries: list[_Entry], page: Page, word: int) -> list[int]:
    """List the people whom a given name alone may mean: "Hillary", "Prince Mohammed"."""
    if not page.kinds[word] & GIVEN:
        return []
    name = fold(page.tokens.text[word])
    full = nicknames().get(name, frozenset())
    return [i for i, entry in enumerate(entries) if entry.given and (entry.given[0] == name or entry.given[0] in full)]


def _choose(entries: list[_Entry], candidates: list[int], gender: int, position: int) -> int | None:
    """Choose among people who share a name: those of the right gender, then the one spoken of most so far."""
    fitting = [i for i in candidates if not (gender and entries[i].gender) or entries[i].gender == gender]
    if len(fitting) < 2:
        return fitting[0] if fitting else None

    def weight(index: int) -> tuple[int, int]:
        seen = entries[index].seen
        before = [token for token in seen if token < position]
        return (len(before), before[-1]) if before else (0, -seen[0])

    return max(fitting, key=weight)


# ---------------------------------------------------------------- bare names


def _link_rest(page: Page, rest: list[tuple[int, int]], entries: list[_Entry]) -> list[tuple[Name, int]]:
    """Find the people's names among the capitalised words that did not tell by themselves."""
    families: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        families.setdefault(entry.family, []).append(index)
    given = {entry.given[0] for entry in entries if entry.given} | nicknames().keys()
    placed: list[tuple[Name, int]] = []
    for first, last in rest:
        for index in range(last - 1, first - 1, -1):
            word = fold(page.tokens.text[index])
            if word not in families and not (word in given and page.kinds[index] & GIVEN):
                continue
            found = _link_word(page, index, (first, last), entries, families)
            if found is not None:
                placed.append(found)
                break
    return placed


def _link_word(
    page: Page, index: int, part: tuple[int, int], entries: list[_Entry], families: dict[str, list[int]]
) -> tuple[Name, int] | None:
    """Read one word as the name of a person whom the article names in full elsewhere."""
    candidates = families.get(fold(page.tokens.text[index]))
    if candidates is None:
        if page.kinds[index] & (WEAK | VERB):
            return None
        candidates = _by_given(entries, page, index)
    if _is_only_modifier(page, index + 1):
        return None
    chosen = _choose(entries, candidates, 0, index)
    if chosen is None:
        return None
    start = index
    words = entries[chosen].words
    while start and _belongs(page, start - 1, part[0], words):
        start -= 1
    entries[chosen].seen.append(start)
    return Name(start, index + 1, start, "surname"), chosen


def _belongs(page: Page, index: int, first: int, words: set[str]) -> bool:
    """Tell whether the word before a surname is a part of the name: "de" in "de Haas", "Mark" in "Mark Roe"."""
    word = page.tokens.text[index]
    if index < first and not (page.kinds[index] & PARTICLE and word.islower()):
        return False
    return fold(word) in words and page.tokens.start[index + 1] - page.tokens.end[index] == 1


def _is_only_modifier(page: Page, index: int) -> bool:
    """Tell whether what follows a surname makes it a mere modifier: "Clinton Foundation", "the Assad regime", "Roe aides"."""
    if index >= len(page.kinds):
        return False
    kind, word = page.kinds[index], page.tokens.text[index]
    if page.tokens.start[index] - page.tokens.end[index - 1] != 1:
        return False
    if kind & (BODY | ROLES):
        return not (kind & VERB and word.endswith("s"))
    if kind & NO_NAME_END:
        return not kind & VERB or word[0].isupper()
    if kind & ROLE and not kind & VERB:
        after = page.tokens.text[index + 1 : index + 2]
        return bool(after) and after[0][0].isupper()
    return False


# ---------------------------------------------------------------- what is known of them


def _mention(page: Page, name: Name, person: int) -> PersonMention:
    start, end = page.tokens.start[name.first], _end_of(page, name.last)
    return PersonMention(start, end, person, page.tokens.start[name.title])


def _end_of(page: Page, last: int) -> int:
    """Tell where a name ends; the full stop of "Jr." belongs to it."""
    end = page.tokens.end[last - 1]
    return end + 1 if page.tokens.lower[last - 1] in ("jr", "sr") and page.text[end : end + 1] == "." else end


def _person(page: Page, entry: _Entry, names: list[Name], sentences: tuple[Sentence, ...]) -> Person:
    """Put together what the article tells of a person."""
    name = _fullest(page, entry)
    role = _role(page, names, sentences)
    known = _known(entry)
    gender = entry.gender or _gender_by_role(page, role) or _gender_by_pronoun(page, names)
    letter = "m" if gender == MALE else "f" if gender == FEMALE else known.gender if known else None
    start, end = role or (None, None)
    return Person(name, _one_line(page.text[start:end]) if role else None, start, end, letter, known.country if known else None)


def _fullest(page: Page, entry: _Entry) -> str:
    """Take the form of a name with the most words; of several, the one in small letters, then the most frequent."""
    longest = max(words for words, _, _ in entry.forms)
    forms = Counter(
        _one_line(page.text[page.tokens.start[first] : _end_of(page, last)])
        for words, first, last in entry.forms
        if words == longest
    )
    return max(forms, key=lambda form: (not form.isupper(), forms[form]))


def _one_line(text: str) -> str:
    """Write a name or role on one line: a line break or a no-break space in it is only how the text is set."""
    return " ".join(text.split())


def _known(entry: _Entry) -> Leader | None:
    full, alone = leaders()
    if entry.given:
        return full.get((entry.given[0], entry.family)) or full.get((entry.family, entry.given[0]))
    return alone.get(entry.family)


def _role(page: Page, names: list[Name], sentences: tuple[Sentence, ...]) -> Span | None:
    """Take the role of the first mention that has one; failing that, one from the sentence before the first."""
    for name in names:
        role = role_before(page, name) or role_behind(page, name.last)
        if role:
            return role
    first = names[0]
    index = bisect_left(sentences, first.first, key=lambda sentence: sentence.last)
    if 0 < index < len(sentences) and sentences[index].first <= first.first and first.last - first.first > 1:
        before, here = sentences[index - 1], sentences[index]
        if before.paragraph == here.paragraph:
            return role_in_sentence_before(page, before.first, before.last)
    return None


def _gender_by_role(page: Page, role: Span | None) -> int:
    """Tell the gender from a role that only a man or a woman has: spokeswoman, king."""
    if role is None:
        return 0
    first, last = bisect_left(page.tokens.start, role[0]), bisect_left(page.tokens.start, role[1])
    for index in range(first, last):
        if page.kinds[index] & (ROLE | RANK | COURTESY) and page.kinds[index] & _BOTH and not page.kinds[index] & GIVEN:
            return page.kinds[index] & _BOTH
    return 0


def _gender_by_pronoun(page: Page, names: list[Name]) -> int:
    """Tell the gender from the first pronoun behind a name, before anybody else is named: "Xan Roe said she …"."""
    for name in names:
        for index in range(name.last, min(name.last + _PRONOUN_REACH, len(page.kinds))):
            word = page.tokens.lower[index]
            if word in _GENDERED:
                return _GENDERED[word]
            if word == "." or page.tokens.text[index][0].isupper():
                break
    return 0

"""The people named in an article, and every place where it names them.

Names that tell themselves are found first and joined into people, "Hillary Clinton" with "Hillary Rodham Clinton" but
not with "Bill Clinton". Then every bare surname, and every title with a name, goes to one of them: by the family, by
what the title tells of the gender, and among relatives to the one the article speaks of most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from wirepack.countries import country_of
from wirepack.models import Person, PersonMention
from wirepack.namewords import (
    BODY,
    COURTESY,
    FEMALE,
    GIVEN,
    MALE,
    NO_NAME_END,
    PARTICLE,
    PLACE,
    RANK,
    ROLE,
    ROLES,
    TELLING,
    VERB,
    Leader,
    fold,
    kinds_of,
    leaders,
    nicknames,
)
from wirepack.segment.identity import GENDERS, GIVEN_KINDS, Entry, by_given, choose, gather
from wirepack.segment.names import Name, find_names
from wirepack.segment.reasons import starts_sentence
from wirepack.segment.roles import (
    Span,
    role_apart,
    role_before,
    role_behind,
    role_in_biography,
    role_in_sentence_before,
)
from wirepack.segment.runs import Page

if TYPE_CHECKING:
    from wirepack.models import Sentence, Tokens, Zone

_GENDERED = {"he": MALE, "his": MALE, "him": MALE, "himself": MALE, "she": FEMALE, "her": FEMALE, "herself": FEMALE}
_PRONOUN_REACH = 14  # words behind a name in which a pronoun is taken for its own
_HEADLINE_ZONES = frozenset(["title", "deck", "heading"])
_SMALL_WORD = 3  # letters; such words are written small in headlines, too
_CAPITAL_SHARE = 0.6  # of the longer words; in sentences it is about 0.2
_INITIALS = 4  # letters: US, UK, U.S., UAE
_ROLE_MENTIONS = 12  # of a person that are asked for a role; nobody is introduced later


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
    page = Page(text, tokens, kinds_of(tokens), frozenset(tokens.text), _headlines(tokens, zones))
    names, rest = find_names(page)
    if not names:
        return (), ()
    entries, placed = gather(page, names)
    placed += _link_rest(page, rest, entries)
    placed.sort(key=lambda item: item[0].first)
    order = {entry: index for index, entry in enumerate(dict.fromkeys(entry for _, entry in placed))}
    mentions = tuple(_mention(page, name, order[entry]) for name, entry in placed)
    places: dict[int, list[Name]] = {entry: [] for entry in order}
    for name, entry in placed:
        places[entry].append(name)
    return tuple(_person(page, entries[entry], places[entry], sentences) for entry in order), mentions


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


# ---------------------------------------------------------------- bare names


def _link_rest(page: Page, rest: list[tuple[int, int]], entries: list[Entry]) -> list[tuple[Name, int]]:
    """Find the people's names among the capitalised words that did not tell by themselves."""
    families: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        families.setdefault(entry.family, []).append(index)
    given = {entry.given[0] for entry in entries if entry.given}
    words, kinds, short = page.tokens.text, page.kinds, nicknames()
    placed: list[tuple[Name, int]] = []
    for first, last in rest:
        for index in range(last - 1, first - 1, -1):
            word = fold(words[index])
            if word not in families and (kinds[index] & ~GIVEN_KINDS or not (word in given or word in short)):
                continue
            found = _link_word(page, index, (first, last), entries, families)
            if found is not None:
                placed.append(found)
                break
    return placed


def _link_word(
    page: Page, index: int, part: tuple[int, int], entries: list[Entry], families: dict[str, list[int]]
) -> tuple[Name, int] | None:
    """Read one word as the name of a person whom the article names in full elsewhere."""
    candidates = families.get(fold(page.tokens.text[index]))
    if candidates is None:
        candidates = by_given(entries, page, index)
    if _is_only_modifier(page, index + 1):
        return None
    chosen = choose(entries, candidates, 0, index)
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
    first = name.first
    while first and page.kinds[first - 1] & PARTICLE and _opens_with_capital(page, first - 1):
        first -= 1  # "De Haas said" at the head of a sentence
    start, end = page.tokens.start[first], _end_of(page, name.last)
    return PersonMention(start, end, person, page.tokens.start[name.title])


def _opens_with_capital(page: Page, index: int) -> bool:
    """Tell whether a word has its capital from the sentence that it opens, or from the particle that does."""
    if not page.tokens.text[index][0].isupper():
        return bool(index and page.kinds[index - 1] & PARTICLE and _opens_with_capital(page, index - 1))
    return starts_sentence(page, index)


def _end_of(page: Page, last: int) -> int:
    """Tell where a name ends; the full stop of "Jr." belongs to it."""
    end = page.tokens.end[last - 1]
    return end + 1 if page.tokens.lower[last - 1] in ("jr", "sr") and page.text[end : end + 1] == "." else end


def _person(page: Page, entry: Entry, names: list[Name], sentences: tuple[Sentence, ...]) -> Person:
    """Put together what the article tells of a person."""
    name = _fullest(page, entry)
    role = _role(page, names, sentences)
    known = _known(entry)
    gender = entry.gender or _gender_by_role(page, role) or _gender_by_pronoun(page, names)
    letter = "m" if gender == MALE else "f" if gender == FEMALE else known.gender if known else None
    start, end = role or (None, None)
    country = _country_by_role(page, role) or (known.country if known else None)
    return Person(name, _one_line(page.text[start:end]) if role else None, start, end, letter, country)


def _fullest(page: Page, entry: Entry) -> str:
    """Take the form of a name with the most words; of several, the one in small letters, then the most frequent."""
    longest, first, last = max(entry.forms)
    if len(entry.forms) == 1:
        return _one_line(page.text[page.tokens.start[first] : _end_of(page, last)])
    spans = [(page.tokens.start[first], _end_of(page, last)) for words, first, last in entry.forms if words == longest]
    forms = [page.text[start:end] for start, end in spans]
    if len(set(forms)) > 1:
        counts = Counter(forms)
        return _one_line(max(counts, key=lambda form: (not form.isupper(), counts[form])))
    return _one_line(forms[0])


def _one_line(text: str) -> str:
    """Write a name or role on one line: a line break or a no-break space in it is only how the text is set."""
    return " ".join(text.split())


def _known(entry: Entry) -> Leader | None:
    full, alone = leaders()
    if entry.given:
        return full.get((entry.given[0], entry.family)) or full.get((entry.family, entry.given[0]))
    return alone.get(entry.family)


def _role(page: Page, names: list[Name], sentences: tuple[Sentence, ...]) -> Span | None:
    """Take the role of the first mention that has one; failing that, one from the sentence before the first."""
    words, kinds = page.tokens.text, page.kinds
    stated = None
    for name in names[:_ROLE_MENTIONS]:
        behind = words[name.last] if name.last < len(words) else ""
        if name.title < name.first or (name.first and kinds[name.first - 1] & (ROLE | PLACE)):
            role = role_before(page, name)
            if role:
                return role
        if name.title and words[name.title - 1] == ",":
            role = role_apart(page, name)
            if role:
                return role
        if behind == ",":
            role = role_behind(page, name.last)
            if role:
                return role
        elif behind in ("is", "was") and stated is None:
            stated = role_in_biography(page, name.last)
    return stated or _role_in_sentence_before(page, names[0], sentences)


def _role_in_sentence_before(page: Page, name: Name, sentences: tuple[Sentence, ...]) -> Span | None:
    """Look for the role of a speaker who is named in full in the sentence before."""
    index = bisect_left(sentences, name.first, key=lambda sentence: sentence.last)
    while index < len(sentences) and sentences[index].last <= name.first:
        index += 1
    if not 0 < index < len(sentences) or sentences[index].first > name.first or name.last - name.first < 2:
        return None
    before, here = sentences[index - 1], sentences[index]
    return role_in_sentence_before(page, before.first, before.last) if before.paragraph == here.paragraph else None


def _country_by_role(page: Page, role: Span | None) -> str | None:
    """Tell the state that an office speaks for: "Israeli defense minister", "minister of Syria"; not "envoy to Israel"."""
    if role is None:
        return None
    words, kinds = page.tokens.text, page.kinds
    first, last = bisect_left(page.tokens.start, role[0]), bisect_left(page.tokens.start, role[1])
    for noun in range(first, last):
        if kinds[noun] & TELLING:
            break
    else:
        return None
    behind = [noun + 2] if page.tokens.lower[noun + 1 : noun + 2] == ["of"] and noun + 2 < last else []
    for index in (*range(first, noun), *behind):
        if kinds[index] & PLACE or (words[index].isupper() and len(words[index]) <= _INITIALS):
            country = country_of(words[index])
            if country:
                return country
    return None


def _gender_by_role(page: Page, role: Span | None) -> int:
    """Tell the gender from a role that only a man or a woman has: spokeswoman, king."""
    if role is None:
        return 0
    first, last = bisect_left(page.tokens.start, role[0]), bisect_left(page.tokens.start, role[1])
    for index in range(first, last):
        if (
            page.kinds[index] & (ROLE | RANK | COURTESY)
            and page.kinds[index] & GENDERS
            and not page.kinds[index] & GIVEN
        ):
            return page.kinds[index] & GENDERS
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

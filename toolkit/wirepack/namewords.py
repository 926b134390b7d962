"""What a word may be inside or beside a person's name: given name, title, role, particle, organisation, place, verb.

Like the classes of `grammar`, the kinds of a word are the bits of one integer, looked up once per token. A word may have
several: "Dean" is a given name and a role, "Will" a given name and a verb, "Jordan" a given name and a state; the rules
that look at its neighbours stand in `wirepack.segment.people` and `wirepack.reference`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, repeat
from operator import ne
from typing import TYPE_CHECKING

from wirepack.grammar import NOUN, inflect, verb_forms
from wirepack.latest import keep_latest
from wirepack.lexicons import read_pairs, read_table, read_words

GIVEN = 1 << 0  # a given name: Vladimir
WEAK = 1 << 1  # … that is as well an ordinary word or a place: Will, Jordan
MALE = 1 << 2  # the given name, title or role is a man's
FEMALE = 1 << 3
COURTESY = 1 << 4  # Mr., Dr., Sir: before a name, no role
RANK = 1 << 5  # Gen., Sheikh: before a name, a role
ROLE = 1 << 6  # minister, analyst: a person by office or trade
ROLES = 1 << 7  # its plural
MODIFIER = 1 << 8  # deputy, foreign: inside a role before its noun
PARTICLE = 1 << 9  # de, bin, van: inside a name
LEADING = 1 << 10  # … that may begin a surname standing alone: "de Haas said"
BODY = 1 << 11  # ministry, university: ends the name of an organisation
OUTLET = 1 << 12  # newspaper, agency: ends the name of an outlet or describes one
THING = 1 << 13  # valley, treaty: ends the name of a place or a thing
STOP = 1 << 14  # creeds, parties, terms: rarely a part of a name (Oliver North)
PLACE = 1 << 15  # states, nations, places
SPEECH = 1 << 16  # said, tells, adding: forms of verbs of reporting
VERB = 1 << 17  # any verb form of the lexicon of verbs
FAMILY_FIRST = 1 << 18  # Xi, Kim: surnames that stand before the given name
SUFFIX = 1 << 19  # Jr., III
CLOSED = 1 << 20  # function words and days: never a part of a name
SURNAME = 1 << 21  # a BODY or THING that is a surname as well: Anita Hill
TELLING = 1 << 27  # a ROLE that news writes before a bare surname: minister Karpin
TOWN = 1 << 26  # a town of the gazetteer: evidence against an unknown name, not against a known one
FUNCTION = 1 << 25  # the, and, he: the closed classes of grammar.py alone
KIN = 1 << 24  # a ROLE only towards somebody: wife, friend
NAMER = 1 << 23  # operation, hurricane, lake: what follows is the name of a thing
HUMAN = 1 << 22  # said, told: SPEECH of what people do rather than ministries (announced)

NO_NAME_END = BODY | OUTLET | THING | ROLES  # a capitalised phrase that ends so is no person
TITLE = COURTESY | RANK | ROLE | MODIFIER

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from wirepack.models import Tokens

_SHORT = 3  # letters; shorter names of states are abbreviations, which capitals tell from words: US, UK
_CACHED_WORDS = 1 << 14  # surnames of a day of news; bounded, so that memory does not grow with the corpus
_TELLING_CLASSES = frozenset(["leader", "legislator", "military", "office", "spokes"])  # of role_nouns.tsv
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv", "esq", "phd", "md")
_GENDERS = {"m": MALE, "f": FEMALE, "u": 0, "-": 0}
_BODY_KINDS = {"organisation": BODY, "outlet": OUTLET, "place": THING, "thing": THING}


@dataclass(frozen=True, slots=True)
class Leader:
    """A known person: the words of the usual name, gender, and the state spoken for."""

    name: str
    gender: str | None
    country: str | None


@cache
def word_kinds() -> dict[str, int]:
    """Return the kinds of every known word, by the word in lower case.

    >>> kinds = word_kinds()
    >>> bool(kinds["vladimir"] & GIVEN), bool(kinds["jordan"] & WEAK), bool(kinds["spokesman"] & ROLE & MALE)
    (True, True, False)
    """
    kinds: dict[str, int] = {}

    def add(word: str, bits: int) -> None:
        kinds[word] = kinds.get(word, 0) | bits

    _add_words_of_names(add)
    _add_other_words(add, kinds)
    return kinds


@keep_latest
def kinds_of(tokens: Tokens) -> list[int]:
    """Return the kinds of each token; callers do not change the list.

    >>> from wirepack.models import Tokens
    >>> [bool(kind & GIVEN) for kind in kinds_of(Tokens([0, 4], [3, 7], ["Ida", "Roe"], ["ida", "roe"]))]
    [True, False]
    """
    return list(map(word_kinds().get, tokens.lower, repeat(0)))


@keep_latest
def capitals_of(tokens: Tokens) -> list[int]:
    """List the tokens that are not in small letters throughout: all that can begin a name, and a curly "’s" or two.

    >>> from wirepack.models import Tokens
    >>> capitals_of(Tokens([0, 4, 8], [3, 7, 12], ["Ida", "Roe", "left"], ["ida", "roe", "left"]))
    [0, 1]
    """
    return list(compress(range(len(tokens.text)), map(ne, tokens.text, tokens.lower)))


def _add_words_of_names(add: Callable[[str, int], None]) -> None:
    """Add what stands in a name or beside it."""
    for row in read_table("first_names"):
        add(row["name"], GIVEN | _GENDERS[row["gender"]] | (WEAK if row["also"] != "-" else 0))
    for row in read_table("titles"):
        add(row["word"], (COURTESY if row["kind"] == "courtesy" else RANK) | _GENDERS[row["gender"]])
    for row in read_table("role_nouns"):
        classes = row["classes"].split()
        add(row["word"], ROLE | _GENDERS[row["gender"]] | (KIN if classes == ["relation"] else 0))
        add(row["word"], TELLING if not _TELLING_CLASSES.isdisjoint(classes) else 0)
        add(row["plural"], ROLES)
    for word in sorted(read_words("role_modifiers")):
        add(word, MODIFIER)
    for row in read_table("name_particles"):
        add(row["word"], PARTICLE | (LEADING if row["place"] == "both" else 0))


def _add_other_words(add: Callable[[str, int], None], kinds: Mapping[str, int]) -> None:
    """Add what speaks against a name, or for somebody speaking; what is a name as well is marked as such."""
    for row in read_table("organisation_nouns"):
        add(row["word"], _BODY_KINDS[row["kind"]] | (SURNAME if row["also"] == "surname" else 0))
    for word in sorted(read_words("surnames_first", "surname")):
        add(word, FAMILY_FIRST)
    for word in _SUFFIXES:
        add(word, SUFFIX)
    for row in read_table("not_names"):
        word, other = row["word"], kinds.get(row["word"], 0)
        add(word, STOP if row["also"] == "surname" or other & GIVEN else 0 if other & TITLE else CLOSED)
        add(word, NAMER if row["kind"] == "before" else PLACE | WEAK if row["kind"] == "place" and other & GIVEN else 0)
    for word in sorted(read_words("function_words")):
        add(word, FUNCTION | (STOP if kinds.get(word, 0) & GIVEN else CLOSED))
    for word in sorted(place_words()):
        add(word, PLACE | (WEAK if kinds.get(word, 0) & GIVEN else 0))
    for word in _towns():
        if not kinds.get(word, 0):
            add(word, TOWN)
    for word in verb_forms():
        add(word, VERB)
    for word, human in speech_forms().items():
        add(word, SPEECH | (HUMAN if human else 0))


@cache
def place_words() -> frozenset[str]:
    """Return the states, nations and seats of government that are written as one word, in lower case."""
    words = [row["name"] for table in ("countries", "capitals") for row in read_table(table)]
    words += [row["word"] for row in read_table("demonyms") if row["kind"] != "prefix"]
    return frozenset(word.lower() for word in words if " " not in word and len(word) > _SHORT)


_CITY = 100_000  # inhabitants; the names of smaller towns are too often surnames
_POPULATION = 4  # which field of a place in places.tsv


def _towns() -> list[str]:
    """List the larger towns of the gazetteer that are written as one word, in lower case."""
    return [
        name
        for name, places in read_pairs("places").items()
        if " " not in name and int(places.split(";", _POPULATION + 1)[_POPULATION] or 0) >= _CITY
    ]


def is_town(name: str) -> bool:
    """Tell whether a name in lower case is a town of the gazetteer, whatever its size.

    >>> is_town("khan yunis"), is_town("ida roe")
    (True, False)
    """
    return name in read_pairs("places")


_HUMAN_CLASSES = ("say", "tell", "quote", "ask", "believe")  # of reporting_verbs.tsv


@cache
def speech_forms() -> dict[str, bool]:
    """Return the finite forms of verbs of reporting that are no nouns, and whether people do it rather than bodies.

    >>> speech_forms()["said"], speech_forms()["announced"], "claims" in speech_forms(), "saying" in speech_forms()
    (True, False, False, False)
    """
    forms = verb_forms()
    human: dict[str, bool] = {}
    for row in read_table("reporting_verbs"):
        verb = row["verb"]
        for form in (verb, *inflect(verb)[:2]) if " " not in verb else ():
            if not forms[form] & NOUN:
                human[form] = human.get(form, False) or row["class"] in _HUMAN_CLASSES
    return human


def first_words() -> Container[str]:
    """Return the words that a known name of an outlet, organisation or state may begin with."""
    return _names_by_word()


def named_at(words: list[str], index: int) -> tuple[int, str, str] | None:
    """Find the longest known name of an outlet, organisation or state that begins at a word: length, kind, usual name.

    Words are compared as they stand, for "IS" is a group and "is" a verb.

    >>> named_at(["the", "JPost", "reported"], 1), named_at(["New", "Zealand"], 0), named_at(["is"], 0)
    ((1, 'outlet', 'The Jerusalem Post'), (2, 'state', 'New Zealand'), None)
    """
    names = _names_by_word().get(words[index])
    if names is None:
        return None  # nearly always
    alone, longer = names
    if longer and index + 1 < len(words):
        for name, kind, usual in longer.get(words[index + 1], ()):
            if words[index : index + len(name)] == name:
                return len(name), kind, usual
    return alone


Known = tuple[int, str, str]  # words of a name, its kind, the usual name
Longer = dict[str, list[tuple[list[str], str, str]]]  # by the second word, the longest first


@cache
def _names_by_word() -> dict[str, tuple[Known | None, Longer]]:
    """Known names that are no person's, by their first word: the name of this one word, and those that go on."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in read_table("outlets"):
        for name in (row["name"], *filter(None, row["aliases"].split("; "))):
            found.setdefault(_split(name.removeprefix("The ")), ("outlet", row["name"]))
    for row in read_table("actors"):
        found.setdefault(_split(row["name"]), ("group" if row["kind"] == "armed" else "organisation", row["canonical"]))
    for row in read_table("organisations"):
        found.setdefault(_split(row["name"]), (row["kind"], row["of"]))
    for table in ("countries", "capitals"):
        for row in read_table(table):
            found.setdefault(_split(row["name"]), ("state", row["name"]))
    for row in read_table("demonyms"):
        if " " in row["word"]:
            found.setdefault(_split(row["word"]), ("state", row["word"]))
    by_word: dict[str, tuple[Known | None, Longer]] = {}
    for words in sorted(found, key=lambda words: (-len(words), words)):
        alone, longer = by_word.get(words[0], (None, {}))
        if len(words) == 1:
            alone = 1, *found[words]
        else:
            longer.setdefault(words[1], []).append((list(words), *found[words]))
        by_word[words[0]] = alone, longer
    return by_word


def _split(name: str) -> tuple[str, ...]:
    """Cut a name into words as the tokens of a text are cut."""
    return tuple(re.findall(r"['’]s\b|\w(?:[^\s&/](?!'s\b))*\w?|\S", name))


@cache
def leaders() -> tuple[dict[tuple[str, ...], Leader], dict[str, Leader]]:
    """Return the known people by the words of their names, and those whom the surname alone tells.

    Keys are folded. Of relatives who share a surname only what they have in common is told.

    >>> full, alone = leaders()
    >>> full["angela", "merkel"].gender, alone["assad"].country, alone["clinton"].gender
    ('f', 'SYR', None)
    """
    full: dict[tuple[str, ...], Leader] = {}
    alone: dict[str, Leader] = {}
    for row in read_table("known_people"):
        words = tuple(fold(word) for word in row["name"].split())
        leader = Leader(row["name"], row["gender"], row["country"] if row["country"] != "-" else None)
        full[words] = full[words[0], words[-1]] = leader
        if row["alone"] == "y":
            key = words[0] if word_kinds().get(words[0], 0) & FAMILY_FIRST and len(words) > 1 else words[-1]
            other = alone.get(key, leader)
            same_state = leader.country if other.country == leader.country else None
            alone[key] = Leader(row["name"], leader.gender if other.gender == leader.gender else None, same_state)
    return full, alone


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Return the given names that a nickname may stand for, all folded: "bibi" -> benjamin, binyamin."""
    names: dict[str, set[str]] = {}
    for row in read_table("nicknames"):
        names.setdefault(fold(row["nickname"]), set()).add(fold(row["name"]))
    return {nickname: frozenset(full) for nickname, full in names.items()}


# The Arabic article before a surname: "al-Assad", "el-Sisi", "ash-Sharaa", also with a curly hyphen.
_ARTICLE = re.compile(r"(?:al|el|as|ad|ar|an|at|az|ash)[-‐‑](?=\w{3})")


def without_accents(name: str) -> str:
    """A name without the marks on its letters.

    >>> without_accents("zémio")
    'zemio'
    """
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


@lru_cache(maxsize=_CACHED_WORDS)
def fold(word: str) -> str:
    """Reduce a word of a name to what its spellings share: small letters, no accents, no Arabic article.

    >>> fold("al-Assad"), fold("Erdoğan"), fold("O’Neill")
    ('assad', 'erdogan', "o'neill")
    """
    lower = word.lower().replace("’", "'")
    if not lower.isascii():
        lower = lower.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("ß", "ss")
        lower = without_accents(lower)
    return _ARTICLE.sub("", lower, count=1) if lower[:1] in ("a", "e") else lower


_ALIKE = str.maketrans({"q": "k", "c": "k", "v": "w", "z": "s"})
_WEAK_LETTERS = re.compile(r"[aeiouyhw'’.-]|(.)(?=\1)")


@lru_cache(maxsize=_CACHED_WORDS)
def skeleton(word: str) -> str:
    """Reduce a given name to the consonants that its transliterations share.

    >>> skeleton("Sergei") == skeleton("Sergey"), skeleton("Mohammed") == skeleton("Muhammad")
    (True, True)
    """
    folded = fold(word).replace("x", "ks").translate(_ALIKE)
    first = "a" if folded[:1] in ("a", "e", "i", "o", "u", "y") else folded[:1]
    return first + _WEAK_LETTERS.sub("", folded[1:])

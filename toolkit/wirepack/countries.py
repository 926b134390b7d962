"""States named in a text: by name, people, capital, metonym or leader, each with its ISO 3166-1 alpha-3 code.

"Moscow", "the Kremlin", "Russians", "Russian-supplied", "Putin" and "the Soviet Union" all speak of RUS. States that
are no more have the code of their successor (see lexicons/countries.tsv). Whether a capital is meant as a government or
as a place is for the reader to decide: `kind` says how the state was named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from wirepack.lexicons import read_table
from wirepack.phrases import Index, cut_words, has_capitals, make_index, match_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.models import Tokens


@dataclass(frozen=True, slots=True)
class StateName:
    """What an entry of the lexicons stands for. `name` is the one to publish: of the state, the body or the person."""

    country: str  # empty: the phrase holds the name of a state but speaks of something else
    kind: str  # name, demonym, capital, metonym, body, leader
    name: str
    doubtful: bool = False  # the word is often something else, too
    article: bool = False  # only with "the" before it: "the States"


class StateMention(NamedTuple):
    """A place where a state is named: characters `start:end`, tokens `first:last`. A tuple is made in a third of the time."""

    start: int
    end: int
    first: int
    last: int
    country: str
    kind: str
    name: str
    doubtful: bool  # a neighbour makes it likely that the word means something else: "Jordan Smith"


# "Russian-supplied", "US-led", "Biden-Putin"
_HYPHEN = re.compile("[-‐‑]")
# What turns a name around or away: "anti-Israeli", "pro-Russian", "post-Soviet"; "non-Russian".
_AWAY: Final = frozenset({"anti", "pro", "non", "post", "pre", "ex", "neo", "un"})
# In a line of capitals these are words as often as states, unless an article stands before them.
_WORDS_IN_CAPITALS: Final = frozenset({"US", "CAR"})
_FOR_LOWER_CASE: Final = "in lower case"  # a note that ends so: the word is cased, not doubtful


def find_states(tokens: Tokens, first: int, last: int) -> tuple[StateMention, ...]:
    """Find the states named among the tokens `first:last`, in order; the longest name at a place wins.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("Moscow’s US-built turkey flew to Turkey and the Islamic Republic of Iran.")
    >>> [(state.country, state.kind) for state in find_states(tokens, 0, len(tokens.start))]
    [('RUS', 'capital'), ('USA', 'name'), ('TUR', 'name'), ('IRN', 'name')]
    """
    known, seconds = states(), _second_words()
    lower = tokens.lower
    found: list[StateMention] = []
    end = first
    for position in [k for k, word in enumerate(lower[first:last], first) if word in known or "-" in word]:
        if position < end:
            continue
        word = lower[position]
        phrases = known.get(word)
        # Most words that begin a name begin nothing but longer ones, and the next word tells: "the Hague".
        if phrases and word in seconds and (position + 1 == last or lower[position + 1] not in seconds[word]):
            phrases = None
        phrase = match_phrase(tokens, position, last, phrases) if phrases else None
        if phrase:
            end = position + len(phrase.words)
            if is_meant(tokens, position, end, first, phrase.payload):
                found.append(_mention(tokens, position, end, phrase.payload))
        elif "-" in word:
            found += _in_compound(tokens, position)
    return tuple(found)


def country_of(name: str) -> str | None:
    """The code of a name, demonym, capital or leader that stands alone, in any case.

    >>> country_of("Israeli"), country_of("united states"), country_of("Ruritania")
    ('ISR', 'USA', None)
    """
    return _codes().get(" ".join(cut_words(name.lower())))


def state_name(country: str) -> str:
    """The short English name of a code; the code itself if there is none.

    >>> state_name("SYR")
    'Syria'
    """
    return _short_names().get(country, country)


# ---------------------------------------------------------------- one match


def _mention(tokens: Tokens, first: int, last: int, state: StateName) -> StateMention:
    doubtful = state.doubtful and _is_in_name(tokens, first, last)
    return StateMention(
        tokens.start[first], tokens.end[last - 1], first, last, state.country, state.kind, state.name, doubtful
    )


def is_meant(tokens: Tokens, first: int, last: int, begin: int, state: StateName) -> bool:
    """Whether a match speaks of a state at all."""
    if not state.country or state.kind == "prefix":
        return False
    before = tokens.lower[first - 1] if first > begin else ""
    if state.article:
        return before == "the"
    if (
        tokens.text[first] in _WORDS_IN_CAPITALS
        and before not in ("", "the")
        and _is_shouted(tokens, first, last, begin)
    ):
        return False
    # "Julian Castro" is not Fidel Castro: a surname alone stands for a leader only without another first name.
    if state.kind == "leader" and last - first == 1 and first > begin:
        return not _is_first_name(tokens, first - 1)
    return True


def _is_first_name(tokens: Tokens, position: int) -> bool:
    """Whether the word before a surname makes it the name of somebody else."""
    word = tokens.text[position]
    return (
        word[0].isupper() and tokens.lower[position] in _first_names() and tokens.lower[position] not in names_alone()
    )


def _is_in_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the word next to a doubtful name has a capital, too: Jordan Smith, Michael Jordan; not in capital lines."""
    if tokens.text[first].isupper():
        return False
    after = (
        last < len(tokens.text) and tokens.text[last][0].isupper() and tokens.start[last] == tokens.end[last - 1] + 1
    )
    return after or (first > 0 and _is_first_name(tokens, first - 1))


def _is_shouted(tokens: Tokens, first: int, last: int, begin: int) -> bool:
    """Whether the words on both sides are in capitals as well."""
    sides = [tokens.text[k] for k in (first - 1, last) if begin <= k < len(tokens.text) and tokens.text[k].isalpha()]
    return bool(sides) and all(word.isupper() for word in sides)


def _in_compound(tokens: Tokens, position: int) -> list[StateMention]:
    """The states in a word with hyphens: one in "Russian-supplied", two in "Russian-Israeli", none in "pro-Russian"."""
    found: list[StateMention] = []
    start, away = tokens.start[position], False
    for part in _HYPHEN.split(tokens.text[position]):
        phrase = next((phrase for phrase in states().get(part.lower(), ()) if len(phrase.words) == 1), None)
        if phrase and not away and phrase.payload.country and not phrase.payload.article:
            state, end = phrase.payload, start + len(part)
            if not phrase.cased or has_capitals([part], phrase.words):
                kind = "demonym" if state.kind == "prefix" else state.kind
                found.append(StateMention(start, end, position, position + 1, state.country, kind, state.name, False))
        away = part.lower() in _AWAY
        start += len(part) + 1
    return found


# ---------------------------------------------------------------- the lexicons


@cache
def states() -> Index[StateName]:
    """All names of states by their first word; an entry of an earlier lexicon wins over an equal one of a later."""
    return make_index(
        (name.removeprefix("the "), _is_cased(name, note, state), state)
        for name, note, state in (*_names(), *_people(), *_capitals(), *_metonyms(), *_leaders())
    )


@cache
def names_alone() -> frozenset[str]:
    """The words that are names by themselves: "jordan", "putin", not the "david" of David Cameron or the "al" of Al Gore."""
    return frozenset(word for word, phrases in states().items() if len(phrases[-1].words) == 1)


@cache
def _second_words() -> dict[str, frozenset[str]]:
    """The words behind a first word that is no name by itself: "united" -> arab, kingdom, nations, states."""
    return {
        word: frozenset(phrase.lower[1] for phrase in phrases)
        for word, phrases in states().items()
        if len(phrases[-1].words) > 1
    }


Entry = tuple[str, str, StateName]  # the name as written, what else it can be, what it stands for


def _names() -> Iterator[Entry]:
    for row in read_table("countries"):
        yield _entry(row["name"], row["country"], "name", row["note"])


def _people() -> Iterator[Entry]:
    for row in read_table("demonyms"):
        yield _entry(row["word"], row["country"], "prefix" if row["kind"] == "prefix" else "demonym", row["note"])


def _capitals() -> Iterator[Entry]:
    for row in read_table("capitals"):
        yield _entry(row["name"], row["country"], "capital", row["note"])


def _metonyms() -> Iterator[Entry]:
    for row in read_table("metonyms"):
        if row["kind"] == "metonym":
            yield _entry(row["name"], row["country"], "metonym", "")
        else:
            yield row["name"], "", StateName(row["country"], row["kind"], row["meaning"])


def _leaders() -> Iterator[Entry]:
    """Leaders by full name and by the forms that name them alone; the one who stayed longest in office comes first."""
    for row in sorted(read_table("leaders"), key=lambda row: row["to"] or "9999", reverse=True):
        for form in (row["name"], *filter(None, row["also"].split("|"))):
            yield form, "", StateName(row["country"], "leader", row["name"])


def _entry(name: str, country: str, kind: str, note: str) -> Entry:
    doubtful = bool(note) and not note.endswith(_FOR_LOWER_CASE)
    return name, note, StateName(country, kind, state_name(country), doubtful, article=name.startswith("the "))


def _is_cased(name: str, note: str, state: StateName) -> bool:
    """Whether a name is another word without its capitals; "israeli" and "syria" are themselves in any case."""
    return bool(note) or state.kind not in ("name", "demonym") or name.replace(".", "").isupper()


@cache
def _short_names() -> dict[str, str]:
    return {row["country"]: row["name"] for row in read_table("countries") if row["kind"] == "short"}


@cache
def _codes() -> dict[str, str]:
    return {
        " ".join(phrase.lower): phrase.payload.country
        for phrases in states().values()
        for phrase in reversed(phrases)
        if phrase.payload.country and phrase.payload.kind != "prefix"
    }


@cache
def _first_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("first_names") if row["also"] == "-")

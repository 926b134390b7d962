"""The parties of a sentence: states, bodies, armed groups, people, and groups such as "Afghan rebels" or "the police"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import word_classes
from wirepack.extract.events.line import Party
from wirepack.lexicons import read_table

if TYPE_CHECKING:
    from wirepack.models import Document, Tokens

_KINDS = ("gov", "military", "rebel", "police", "civil")
_BETWEEN = 5  # words between "Syrian" and "forces"
_BREAKS = (
    g.DETERMINER | g.POSSESSIVE | g.PREPOSITION | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.AUXILIARY | g.FINITE | g.OBJECT
    | g.SUBJECT | g.PUNCTUATION | g.TIME | g.NUMBER
)  # fmt: skip
_LOCATIVE = frozenset(("in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "throughout", "toward", "towards", "of", "on", "over", "through"))
_GROUND = frozenset(("suburbs", "suburb", "airport", "province", "region", "countryside", "area", "city", "district", "governorate", "street", "airbase"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A name found in the text, before it is grown into a party."""

    first: int
    last: int
    name: str
    country: str | None
    kind: str  # state, demonym, capital, person, armed, force, body, igo, ngo


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str, str | None, str]]]:
    """Index every name of the lexicons by its first word, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str | None, str]]] = {}
    usual = {row["country"]: row["name"] for row in read_table("countries") if row["kind"] == "short"}

    def add(name: str, canonical: str, country: str | None, kind: str) -> None:
        words = tuple(name.lower().replace("’", "'").split())
        index.setdefault(words[0], []).append((words, canonical, country, kind))

    for row in read_table("countries"):
        add(row["name"], usual.get(row["country"], row["name"]), row["country"], "state")
    for row in read_table("capitals"):
        add(row["name"], usual.get(row["country"], row["name"]), row["country"], "capital")
    for row in read_table("demonyms"):
        add(row["word"], usual.get(row["country"], row["word"]), row["country"], "demonym")
    for row in read_table("actors"):
        country = None if row["country"] == "-" else row["country"]
        add(row["name"], row["canonical"], country, row["kind"])
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def _named(tokens: Tokens, first: int, last: int) -> list[_Named]:
    found, index, names = [], first, _names()
    while index < last:
        hit = None
        for words, name, country, kind in names.get(tokens.lower[index], ()):
            end = index + len(words)
            if end <= last and tuple(tokens.lower[index:end]) == words and tokens.text[index][0].isupper() or (kind in ("armed",) and end <= last and tuple(tokens.lower[index:end]) == words):
                if kind.endswith("-word") and tokens.text[index] != name and not tokens.text[index].isupper():
                    continue
                hit = _Named(index, end, name, country, kind.partition("-")[0])
                break
        if hit:
            found.append(hit)
        index = hit.last if hit else index + 1
    return found


def find_parties(document: Document, bits: list[int], first: int, last: int) -> tuple[Party, ...]:
    """Find the parties of the sentence with the tokens `first:last`, in order and without overlap.

    1. Names: states, capitals, demonyms, bodies, armed groups, people. 2. A demonym or an owner grows with the noun that
    it qualifies: "Syrian air forces", "Israel's ambassador", "Russian plane" (the owner alone). 3. Nouns of groups
    without a name: "rebels", "the police".
    """
    tokens = document.tokens
    people = _people(document, first, last)
    taken = {index for named in people for index in range(named.first, named.last)}
    named = [item for item in _named(tokens, first, last) if item.first not in taken]
    starts = {item.first: item for item in [*named, *people]}
    classes = word_classes()
    parties: list[Party] = []
    index = first
    while index < last:
        item = starts.get(index)
        if item:
            party = _grow(tokens, bits, item, starts, last)
        elif tokens.lower[index] in classes:
            party = _group(tokens, bits, index, first, starts, last)
        else:
            party = None
        if party:
            parties.append(party)
        index = max(party.last, index + 1) if party else index + 1
    return tuple(parties)


def _people(document: Document, first: int, last: int) -> list[_Named]:
    tokens = document.tokens
    if first >= last:
        return []
    begin, end = tokens.start[first], tokens.end[last - 1]
    found = []
    for mention in document.mentions[bisect_left(document.mentions, begin, key=lambda m: m.start):]:
        if mention.start >= end:
            break
        person = document.people[mention.person]
        at = bisect_left(tokens.start, mention.title_start)
        stop = bisect_left(tokens.start, mention.end)
        if at >= first:
            found.append(_Named(at, stop, person.name, person.country, "person"))
    return found


def _grow(tokens: Tokens, bits: list[int], item: _Named, starts: dict[int, _Named], last: int) -> Party:
    if item.kind in {"person", "armed", "force", "body", "igo", "ngo"}:
        return Party(item.first, item.last, item.name, item.country, item.kind, _owns(tokens, item.last, last))
    at = item.last
    possessive = at < last and tokens.lower[at] == "'s"
    at += possessive
    head = _head_noun(tokens, bits, at, starts, last)
    if isinstance(head, _Named):
        return Party(item.first, head.last, head.name, head.country, head.kind)
    if head is not None:
        kind = _kind_of(tokens.lower[head])
        words = " ".join(tokens.text[item.first : item.last] + tokens.text[at : head + 1])
        name = item.name if kind in {"gov", "military"} and _collective(tokens.lower[head]) else words
        return Party(item.first, head + 1, name, item.country, kind)
    if item.kind == "capital" and _is_location(tokens, item, last):
        return Party(item.first, item.last, item.name, item.country, "place")
    owned = possessive or (item.kind == "demonym" and at < last and not bits[at] & _BREAKS)
    return Party(item.first, item.last, item.name, item.country, "state", owned)


def _is_location(tokens: Tokens, item: _Named, last: int) -> bool:
    before = tokens.lower[item.first - 1] if item.first else ""
    after = tokens.lower[item.last] if item.last < last else ""
    return before in _LOCATIVE - {"to", "of", "on", "from"} or after in _GROUND


def _owns(tokens: Tokens, at: int, last: int) -> bool:
    return at < last and tokens.lower[at] == "'s"


def _head_noun(tokens: Tokens, bits: list[int], at: int, starts: dict[int, _Named], last: int) -> int | _Named | None:
    """Find the noun of a party that a demonym qualifies; nothing may part the two."""
    found: int | _Named | None = None
    classes = word_classes()
    for index in range(at, min(last, at + _BETWEEN)):
        item = starts.get(index)
        if item:
            return item if item.kind not in {"state", "capital", "demonym"} else found
        word = tokens.lower[index]
        if bits[index] & _BREAKS and word not in classes:
            return found
        if word in classes and _kind_of(word):
            found = index
        elif found is not None:
            return found
        elif bits[index] & (g.PAST | g.THIRD) and not bits[index] & g.NOUN:
            return None
    return found


@cache
def _kind_of(word: str) -> str:
    classes = word_classes().get(word, frozenset())
    return next((kind for kind in _KINDS if kind in classes), "")


def _collective(word: str) -> bool:
    """Whether a noun speaks for the whole state: "Russian forces", "the Israeli army"; not "Russian diplomats"."""
    return "office" not in word_classes()[word]


def _group(tokens: Tokens, bits: list[int], index: int, first: int, starts: dict[int, _Named], last: int) -> Party | None:
    """Make a party of a bare noun: "the rebels", "pro-government forces", "security forces in Guinea"."""
    head = index
    if not _kind_of(tokens.lower[head]):
        return None
    while head + 1 < last and _kind_of(tokens.lower[head + 1]) and head + 1 not in starts:
        head += 1
    kind = _kind_of(tokens.lower[head])
    begin = index
    while begin > first and not bits[begin - 1] & (_BREAKS | g.VERB_FORM) and index - begin < 2 and begin - 1 not in starts:
        begin -= 1
    country, end = None, head + 1
    if head + 2 < last and tokens.lower[head + 1] in {"of", "in", "from"}:
        at = head + 2 + (tokens.lower[head + 2] == "the")
        item = starts.get(at)
        if item and item.kind == "state":
            country, end = item.country, item.last
    return Party(begin, end, " ".join(tokens.text[begin : head + 1]), country, kind)

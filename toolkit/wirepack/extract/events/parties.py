"""The parties of a sentence: states, bodies, armed groups, people, and groups such as "Afghan rebels" or "the police"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import find_states
from wirepack.extract.events.lexicon import word_classes
from wirepack.extract.events.line import Party
from wirepack.lexicons import read_table
from wirepack.phrases import Index, make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.countries import StateMention
    from wirepack.models import Document, Tokens

_KINDS = ("gov", "military", "rebel", "police", "civil")
_BETWEEN = 5  # words between "Syrian" and "forces"
_BREAKS = (
    g.DETERMINER | g.POSSESSIVE | g.PREPOSITION | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.AUXILIARY | g.FINITE | g.OBJECT
    | g.SUBJECT | g.PUNCTUATION | g.TIME | g.NUMBER
)  # fmt: skip
_LOCATIVE = frozenset(("in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "throughout", "toward", "towards", "of", "on", "over", "through"))
_GROUND = frozenset(("suburbs", "suburb", "airport", "province", "region", "countryside", "area", "city", "district", "governorate", "street", "airbase"))


_STATE_KINDS = {"name": "state", "demonym": "demonym", "capital": "capital", "metonym": "state", "body": "body", "leader": "person"}
# What a state may be to something without acting through it: "Russian-made systems", "Iran-backed militias".
_ORIGINS = frozenset(("made", "built", "designed", "supplied", "backed", "linked", "born", "supported", "sponsored", "funded", "trained", "aligned", "allied", "affiliated", "style", "bound", "educated", "based", "occupied", "mediated", "brokered", "speaking", "held", "armed", "provided", "produced", "manufactured", "inspired"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A name found in the text, before it is grown into a party."""

    first: int
    last: int
    name: str
    country: str | None
    kind: str  # state, demonym, capital, person, armed, force, body, igo, ngo


@cache
def _actors() -> Index[tuple[str, str | None, str]]:
    """Index the named actors: canonical name, country, kind. Acronyms need their capitals, names of groups do not."""
    return make_index(
        (row["name"], row["kind"].endswith("-word") or row["name"].isupper(), (row["canonical"], None if row["country"] == "-" else row["country"], row["kind"]))
        for row in read_table("actors")
    )


def _named(tokens: Tokens, first: int, last: int) -> list[_Named]:
    """Find the states and the named actors; a longer name goes before a shorter one that it holds."""
    found = [
        _Named(state.first, state.last, state.name, state.country, _STATE_KINDS[state.kind])
        for state in find_states(tokens, first, last)
        if state.country and not state.doubtful and not _is_made_by(tokens, state)
    ]
    actors, get, index = [], _actors().get, first
    while index < last:
        phrases = get(tokens.lower[index])
        phrase = match_phrase(tokens, index, last, phrases) if phrases else None
        if phrase and not (phrase.payload[2].endswith("-word") and _in_capitals(tokens, index, last)):
            end = index + len(phrase.words)
            name, country, kind = phrase.payload
            actors.append(_Named(index, end, name, country, kind.partition("-")[0]))
            index = end
        else:
            index += 1
    taken = {index: actor for actor in actors for index in range(actor.first, actor.last)}
    states = [item for item in found if all(index not in taken or taken[index].last - taken[index].first < item.last - item.first for index in range(item.first, item.last))]
    held = {index for item in states for index in range(item.first, item.last)}
    return states + [actor for actor in actors if not any(index in held for index in range(actor.first, actor.last))]


def _in_capitals(tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether the words beside one in capitals are in capitals too, so that they mean nothing: "IS KILLED"."""
    beside = [tokens.text[at] for at in (index - 1, index + 1) if 0 <= at < last and tokens.text[at].isalpha()]
    return any(word.isupper() and len(word) > 1 for word in beside)


def _is_made_by(tokens: Tokens, state: StateMention) -> bool:
    """Tell whether a compound only tells where something comes from: "Russian-made", "Iran-backed", not "US-led"."""
    word = tokens.lower[state.first]
    return "-" in word and state.last - state.first == 1 and word.rpartition("-")[2] in _ORIGINS


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

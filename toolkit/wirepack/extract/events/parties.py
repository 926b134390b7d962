"""The parties of a sentence: states, bodies, armed groups, people, groups such as "Afghan rebels", and pronouns."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import find_states, state_name
from wirepack.extract.events.lexicon import word_classes
from wirepack.extract.events.line import Party
from wirepack.lexicons import read_table
from wirepack.phrases import Index, make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.countries import StateMention
    from wirepack.models import Document, Tokens

_KINDS = ("gov", "military", "rebel", "police", "civil")
_COLLECTIVE = frozenset(("gov", "military", "police"))
_BETWEEN = 5  # words between "Syrian" and "forces"
_BREAKS = (
    g.DETERMINER | g.POSSESSIVE | g.PREPOSITION | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.AUXILIARY | g.FINITE | g.OBJECT
    | g.SUBJECT | g.PUNCTUATION | g.TIME | g.NUMBER
)  # fmt: skip
_QUOTES = frozenset("\"“”‘’")
_LOCATIVE = frozenset(("in", "at", "near", "into", "around", "outside", "inside", "across", "throughout", "toward", "towards", "through", "over"))
_GROUND = frozenset(
    ("suburbs", "suburb", "airport", "province", "region", "countryside", "area", "city", "district", "governorate", "street", "airbase", "accords", "agreement", "conference", "neighborhood", "camp")
)
_STATE_KINDS = {"name": "state", "demonym": "demonym", "capital": "capital", "metonym": "state", "body": "body", "leader": "person"}
# What a state may be to something without acting through it: "Russian-made systems", "Iran-backed militias".
_ORIGINS = frozenset(
    (
        "made", "built", "designed", "supplied", "backed", "linked", "born", "supported", "sponsored", "funded", "trained", "aligned", "allied",
        "affiliated", "style", "bound", "educated", "based", "occupied", "mediated", "brokered", "speaking", "held", "armed", "provided", "produced",
        "manufactured", "inspired", "friendly", "language", "administered", "dominated",
    )
)  # fmt: skip
_PLAIN = {"demonym": "state", "capital": "state"}
_PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it", "they": "they", "them": "they", "their": "they", "we": "we", "our": "we",
}  # fmt: skip
_OWNING = frozenset(("his", "its", "their", "our"))


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in the text, before it is grown into a party."""

    first: int
    last: int
    name: str
    country: str | None
    kind: str  # state, demonym, capital, person, armed, force, body, igo, ngo
    joined: tuple[Named, ...] = ()  # others in the same compound: "Biden-Putin"


@cache
def _actors() -> Index[tuple[str, str | None, str]]:
    """Index the named actors: canonical name, country, kind. Acronyms need their capitals, names of groups do not."""
    return make_index(
        (row["name"], row["kind"].endswith("-word") or row["name"].isupper(), (row["canonical"], None if row["country"] == "-" else row["country"], row["kind"]))
        for row in read_table("actors")
    )


def find_names(document: Document) -> dict[int, Named]:
    """Find every named party of an article, by its first token; where two overlap, the longer one stays.

    A person is told by the name under which the world knows a leader, and speaks for the state of the title.
    """
    tokens = document.tokens
    count = len(tokens.start)
    states = [state for state in find_states(tokens, 0, count) if state.country and not state.doubtful]
    named = [Named(state.first, state.last, state.name, state.country, _STATE_KINDS[state.kind]) for state in states if not _is_made_by(tokens, state) and state.kind in _STATE_KINDS]
    named += _people(document, named)
    named += _find_actors(tokens, count)
    named.sort(key=lambda item: (item.first, -item.last, item.kind != "person"))
    taken = -1
    found: dict[int, Named] = {}
    for item in named:
        known = found.get(item.first)
        if item.first >= taken:
            found[item.first] = item
            taken = item.last
        elif known and known.last == item.last and "-" in tokens.lower[item.first] and item.name != known.name:
            found[item.first] = replace(known, joined=(*known.joined, item))
    return found


def _find_actors(tokens: Tokens, count: int) -> list[Named]:
    found, get, index = [], _actors().get, 0
    lower = tokens.lower
    while index < count:
        phrases = get(lower[index])
        phrase = match_phrase(tokens, index, count, phrases) if phrases else None
        if phrase and not (phrase.payload[2].endswith("-word") and _in_capitals(tokens, index, count)):
            name, country, kind = phrase.payload
            found.append(Named(index, index + len(phrase.words), name, country, kind.partition("-")[0]))
            index += len(phrase.words)
        else:
            index += 1
    return found


def _in_capitals(tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether the words beside one in capitals are in capitals too, so that they mean nothing: "IS KILLED"."""
    beside = [tokens.text[at] for at in (index - 1, index + 1) if 0 <= at < last and tokens.text[at].isalpha()]
    return any(word.isupper() and len(word) > 1 for word in beside)


def _is_made_by(tokens: Tokens, state: StateMention) -> bool:
    """Tell whether a compound only tells where something comes from: "Russian-made", "Iran-backed", not "US-led"."""
    word = tokens.lower[state.first]
    return "-" in word and state.last - state.first == 1 and word.rpartition("-")[2] in _ORIGINS


def _people(document: Document, named: list[Named]) -> list[Named]:
    """Read the people whom the segmenter found; the country of a leader, else of the role, else of the title."""
    tokens, found = document.tokens, []
    by_token = {item.first: item for item in named}
    for mention in document.mentions:
        person = document.people[mention.person]
        begin = bisect_left(tokens.start, mention.title_start)
        at, stop = bisect_left(tokens.start, mention.start), bisect_left(tokens.start, mention.end)
        inside = [by_token[index] for index in range(begin, stop) if index in by_token]
        leader = next((item for item in inside if item.kind == "person"), None)
        title = next((item for item in inside if item.first < at and item.country), None)
        name = leader.name if leader else person.name
        country = (leader and leader.country) or person.country or (title and title.country)
        found.append(Named(begin, max(stop, begin + 1), name, country, "person"))
    return found


def find_parties(tokens: Tokens, bits: list[int], names: dict[int, Named], first: int, last: int) -> tuple[Party, ...]:
    """Find the parties of the sentence with the tokens `first:last`, in order and without overlap.

    1. Names. 2. A demonym or an owner grows with the noun that it qualifies: "Syrian air forces", "Israel's ambassador",
    "Russian plane" (the owner alone). 3. Nouns of groups without a name: "rebels", "the police". 4. Pronouns.
    """
    classes = word_classes()
    lower = tokens.lower
    parties: list[Party] = []
    index = first
    while index < last:
        item = names.get(index)
        word = lower[index]
        if item:
            party = _grow(tokens, bits, item, names, last)
        elif word in classes:
            party = _group(tokens, bits, index, first, names, last)
        elif word in _PRONOUNS:
            country = index + 1 < last and lower[index + 1] in {"country", "nation", "government"}
            party = Party(index, index + 1 + country, _PRONOUNS[word], None, "pronoun", word in _OWNING and not country)
        else:
            party = None
        if party:
            parties.append(party)
            parties += [replace(party, name=other.name, country=other.country, kind=_PLAIN.get(other.kind, other.kind)) for other in (item.joined if item else ())]
        index = max(party.last, index + 1) if party else index + 1
    return tuple(parties)


def _grow(tokens: Tokens, bits: list[int], item: Named, names: dict[int, Named], last: int) -> Party:
    at = item.last
    while at < last and tokens.text[at] in _QUOTES:
        at += 1
    possessive = at < last and tokens.lower[at] == "'s"
    if item.kind in {"person", "armed", "force", "body", "igo", "ngo"}:
        head = _head_noun(tokens, bits, at + possessive, names, last) if item.kind != "person" or possessive else None
        if isinstance(head, int) and item.kind != "person" and not possessive:
            return Party(item.first, head + 1, item.name, item.country, item.kind)
        return Party(item.first, item.last, item.name, item.country, item.kind, possessive)
    at += possessive
    head = _head_noun(tokens, bits, at, names, last)
    if isinstance(head, Named):
        if head.kind == "person" and item.kind != "demonym":
            return Party(item.first, item.last, item.name, item.country, "state", possessive)
        return Party(item.first, head.last, head.name, head.country or (item.country if head.kind == "person" else None), head.kind)
    if head is not None:
        kind = kind_of(tokens.lower[head])
        words = " ".join(tokens.text[item.first : item.last] + tokens.text[at : head + 1])
        collective = kind in _COLLECTIVE and "office" not in word_classes()[tokens.lower[head]]
        return Party(item.first, head + 1, state_name(item.country or "") if collective else words, item.country, kind)
    if item.kind == "capital" and _is_location(tokens, item, last):
        return Party(item.first, item.last, item.name, item.country, "place")
    owned = possessive or (item.kind == "demonym" and at < last and not bits[at] & _BREAKS)
    return Party(item.first, item.last, item.name, item.country, "state", owned)


def _is_location(tokens: Tokens, item: Named, last: int) -> bool:
    before = tokens.lower[item.first - 1] if item.first else ""
    after = tokens.lower[item.last] if item.last < last else ""
    return before in _LOCATIVE or after in _GROUND


def _head_noun(tokens: Tokens, bits: list[int], at: int, names: dict[int, Named], last: int) -> int | Named | None:
    """Find the noun of a party that a demonym qualifies; nothing may part the two."""
    found: int | Named | None = None
    for index in range(at, min(last, at + _BETWEEN)):
        item = names.get(index)
        word = tokens.lower[index]
        if item:
            return item if item.kind == "person" or (item.kind not in {"state", "capital", "demonym"} and found is None) else found
        kind = kind_of(word)
        if bits[index] & _BREAKS and not kind and tokens.text[index] not in _QUOTES:
            return found
        if kind and not _names_hardware(tokens, index, last):
            found = index
        elif found is not None or "hardware" in word_classes().get(word, ()):
            return found
        elif bits[index] & (g.PAST | g.THIRD) and not bits[index] & g.NOUN and "-" not in word:
            return None
    return found


def _names_hardware(tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether a group's noun only qualifies a machine: "fighter jet", "army helicopter"."""
    return index + 1 < last and "hardware" in word_classes().get(tokens.lower[index + 1], ())


@cache
def kind_of(word: str) -> str:
    """Tell which kind of party a noun names; "" if it names none.

    >>> kind_of("rebels"), kind_of("tanks")
    ('rebel', '')
    """
    classes = word_classes().get(word, frozenset())
    return "" if "hardware" in classes else next((kind for kind in _KINDS if kind in classes), "")


def _group(tokens: Tokens, bits: list[int], index: int, first: int, names: dict[int, Named], last: int) -> Party | None:
    """Make a party of a bare noun: "the rebels", "pro-government forces", "security forces in Guinea"."""
    head = index
    if not kind_of(tokens.lower[head]) or _names_hardware(tokens, head, last):
        return None
    while head + 1 < last and kind_of(tokens.lower[head + 1]) and head + 1 not in names:
        head += 1
    kind = kind_of(tokens.lower[head])
    begin = index
    while begin > first and not bits[begin - 1] & (_BREAKS | g.VERB_FORM) and index - begin < 2 and begin - 1 not in names:
        begin -= 1
    country, end = None, head + 1
    if head + 2 < last and tokens.lower[head + 1] in {"of", "in", "from"}:
        at = head + 2 + (tokens.lower[head + 2] == "the")
        item = names.get(at)
        if item and item.kind == "state":
            country, end = item.country, item.last
    return Party(begin, end, " ".join(tokens.text[begin : head + 1]), country, kind)


_BODIES = frozenset(("state", "body", "igo", "armed", "force", "gov", "military"))
_LISTED = 4  # parties of a list that "they" takes up


class Discourse:
    """Who was spoken of last, for pronouns: filled sentence by sentence."""

    def __init__(self) -> None:
        self.person: Party | None = None
        self.body: Party | None = None
        self.group: tuple[Party, ...] = ()

    def resolve(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """Put the party that it speaks of in the place of each pronoun; one that nothing settles stays a pronoun.

        "He" is the person named last, "it" the subject named last that is no person, "they" the last group or list.
        """
        resolved: list[Party] = []
        subject: Party | None = None
        for party in parties:
            if party.kind == "pronoun":
                resolved += self._of(party) or [party]
                continue
            resolved.append(party)
            joins = subject is not None and party.first - subject.last == 1 and not subject.owned
            if party.kind == "person":
                self.person = party
            if party.kind in _BODIES and (subject is None or self.body is None):
                self.body = party
            if subject is None and party.kind != "place":
                self.group = (party,)
            elif joins and len(self.group) < _LISTED:
                self.group = (*self.group, party)
            subject = party if subject is None or joins else subject
        return tuple(resolved)

    def _of(self, pronoun: Party) -> list[Party]:
        """Find whom a pronoun speaks of; "his country" is the state of the person."""
        known = {"he": self.person, "she": self.person, "it": self.body}.get(pronoun.name)
        several = self.group if pronoun.name == "they" else (known,) if known else ()
        if pronoun.last - pronoun.first > 1:
            country = several[0].country if several else None
            return [Party(pronoun.first, pronoun.last, state_name(country), country, "state")] if country else []
        return [replace(one, first=pronoun.first, last=pronoun.last, owned=pronoun.owned) for one in several]

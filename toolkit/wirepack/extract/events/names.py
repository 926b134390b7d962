"""The named parties of an article: states, capitals, demonyms, bodies, armed groups and people, found once for all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirepack.countries import find_states, states
from wirepack.extract.events.leaders import Roll
from wirepack.extract.events.lexicon import words_of
from wirepack.extract.events.line import PEOPLE
from wirepack.extract.events.named import Named
from wirepack.extract.events.people import find_people
from wirepack.gazetteer.context import extend_building
from wirepack.lexicons import read_table
from wirepack.phrases import Index, cut_words, find_words, make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.countries import StateMention
    from wirepack.extract.events.anchors import Anchors
    from wirepack.models import Document, Tokens

_KINDS = {
    "name": "state", "demonym": "demonym", "capital": "capital", "metonym": "state", "body": "body", "leader": "person",
}  # fmt: skip
# Peoples who are not only those of their state, and where else they live: "the Serbs" of an article on Bosnia.
_PEOPLES = {
    "serb": ("Serbs", ("BIH", "XKX")), "serbs": ("Serbs", ("BIH", "XKX")), "croat": ("Croats", ("BIH",)), "croats": ("Croats", ("BIH",)),
}  # fmt: skip
_STATES = frozenset(("state", "demonym", "capital"))
# Bodies that the lexicons give to the state of which the news speaks most, but which others have, too.
_WEAK = frozenset(
    (
        "ministry of defence", "department of defense", "defense department", "foreign office", "national security council",
        "justice department", "treasury department", "house of representatives", "senate", "congress", "house of commons",
        "marine corps", "joint chiefs of staff", "southern command", "central command", "border security force",
        "national defence forces", "national defense forces", "self-defense forces", "guardian council",
    )
)  # fmt: skip
_COMMON_WORD = "-word"  # ends the kind of an actor whose name is also a common word in capitals


class Cast(NamedTuple):
    """The named parties of an article by their first tokens, and what is known of its people.

    `called`: their usual names by those that the article writes; `abroad`: those who speak for no state.
    """

    names: dict[int, Named]
    called: dict[str, str]
    abroad: frozenset[str]


def find_names(document: Document, anchors: Anchors) -> Cast:
    """Find every named party of an article; where two overlap, the first and longest stays."""
    tokens = document.tokens
    count = len(tokens.start)
    mentioned = [
        state
        for state in find_states(tokens, 0, count)
        if state.country and state.kind in _KINDS and not state.doubtful and not _tells_origin(tokens, state)
        if state.kind != "leader" or not extend_building(tokens, state.last, count)[1]
    ]
    roll = Roll(document, anchors, frozenset(state.country for state in mentioned if state.kind != "leader"))
    named = [item for state in mentioned if (item := _name_state(tokens, state, roll))]
    named += _find_actors(tokens, count)
    named_at = {item.first: item for item in named if item.kind in _STATES}
    people, called, abroad = find_people(document, named, roll)
    named = [*people, *named]  # who a mention is, the whole article tells
    named = [item for item in named if not _is_weak(tokens, item, named_at, roll.near)]
    named.sort(key=lambda item: (item.first, -item.last, item.kind not in PEOPLE, item.kind == "demonym"))
    taken = -1
    found: dict[int, Named] = {}
    for item in named:
        known = found.get(item.first)
        if item.first >= taken:
            found[item.first] = item
            taken = item.last
        elif known and known.last == item.last and "-" in tokens.lower[item.first] and item.name != known.name:
            found[item.first] = known._replace(joined=(*known.joined, item))
    return Cast(found, called, abroad)


def _name_state(tokens: Tokens, state: StateMention, roll: Roll) -> Named | None:
    """Name a state, or the leader whom a form means in this article: "President Bush" in 1991; None if it means nobody."""
    if state.kind == "leader":
        form = " ".join(tokens.text[state.first : state.last])
        leader = roll.find(form, state.start)
        if leader:
            kind = "person" if leader.country else "official"
            return Named(state.first, state.last, leader.name, leader.country, kind)
        if "-" not in form:  # "President Johnson" of 2022; but "Biden-Putin summit"
            return None
    people = _PEOPLES.get(tokens.lower[state.first]) if state.last - state.first == 1 else None
    if people and not roll.near.isdisjoint(people[1]):
        return Named(state.first, state.last, people[0], None, "armed")
    name = people[0] if people and tokens.lower[state.first].endswith("s") else state.name
    return Named(state.first, state.last, name, state.country, _KINDS[state.kind])


def _is_weak(tokens: Tokens, item: Named, states: dict[int, Named], near: frozenset[str]) -> bool:
    """Tell whether a name that many states have for a body means that of another: "Ministry of Defence of Azerbaijan"."""
    if item.country is None or item.kind in PEOPLE or item.kind in _STATES:
        return False
    if " ".join(tokens.lower[item.first : item.last]) not in _WEAK:
        return False
    behind = (
        states.get(item.last + 1) or states.get(item.last + 2)
        if tokens.lower[item.last : item.last + 1] == ["of"]
        else None
    )
    before = next(
        (one for one in map(states.get, (item.first - 1, item.first - 2)) if one and one.last <= item.first), None
    )
    owner = behind or before
    if owner:
        return owner.country != item.country
    return bool(near) and item.country not in near


def _tells_origin(tokens: Tokens, state: StateMention) -> bool:
    """Tell whether a compound only tells where something comes from: "Russian-made", "Iran-backed", not "US-led"."""
    word = tokens.lower[state.first]
    return "-" in word and state.last - state.first == 1 and word.rpartition("-")[2] in words_of("origin")


def usual_name(name: str) -> str:
    """Return the name by which the world knows a leader; any other name as it is.

    >>> usual_name("Netanyahu"), usual_name("Iosif Karpin")
    ('Benjamin Netanyahu', 'Iosif Karpin')
    """
    words = tuple(word.lower() for word in cut_words(name))
    phrases = states().get(words[0], ()) if words else ()
    return next((one.payload.name for one in phrases if one.lower == words and one.payload.kind == "leader"), name)


@cache
def _actors() -> Index[tuple[str, str | None, str]]:
    """Index the named actors: canonical name, country, kind. An acronym ("IDF", "LeT") needs its capitals."""
    return make_index(
        (
            row["name"],
            row["kind"].endswith(_COMMON_WORD) or row["name"][-1].isupper(),
            (row["canonical"], None if row["country"] == "-" else row["country"], row["kind"]),
        )
        for row in read_table("actors")
    )


def _find_actors(tokens: Tokens, count: int) -> list[Named]:
    found, known, lower = [], _actors(), tokens.lower
    taken = 0
    for index in find_words(lower, known):
        phrase = match_phrase(tokens, index, count, known[lower[index]]) if index >= taken else None
        if not phrase or (tokens.text[index].islower() and phrase.words[0][0].isupper()):  # "the tigers of the zoo"
            continue
        if not (phrase.payload[2].endswith(_COMMON_WORD) and _is_shouted(tokens, index, count)):
            name, country, kind = phrase.payload
            taken = index + len(phrase.words)
            found.append(Named(index, taken, name, country, kind.partition("-")[0]))
    return found


def _is_shouted(tokens: Tokens, index: int, count: int) -> bool:
    """Tell whether the words beside one in capitals are in capitals too, so that they mean nothing: "IS KILLED"."""
    beside = [tokens.text[at] for at in (index - 1, index + 1) if 0 <= at < count and tokens.text[at].isalpha()]
    return any(word.isupper() and len(word) > 1 for word in beside)

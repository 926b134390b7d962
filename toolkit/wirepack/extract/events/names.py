"""The named parties of an article: states, capitals, demonyms, bodies, armed groups and people, found once for all."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirepack.countries import find_states, states
from wirepack.extract.events.lexicon import speech_verbs, words_of
from wirepack.extract.events.line import PEOPLE
from wirepack.lexicons import read_table
from wirepack.phrases import Index, cut_words, find_words, make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.countries import StateMention
    from wirepack.models import Document, Tokens

_KINDS = {
    "name": "state", "demonym": "demonym", "capital": "capital", "metonym": "state", "body": "body", "leader": "person",
}  # fmt: skip
_COMMON_WORD = "-word"  # ends the kind of an actor whose name is also a common word in capitals


class Named(NamedTuple):
    """A name in the tokens `first:last`, before it is grown into a party.

    `kind`: state, demonym, capital, person, armed, force, body, igo, ngo. `joined`: others in the same compound
    ("Biden-Putin").
    """

    first: int
    last: int
    name: str
    country: str | None
    kind: str
    joined: tuple[Named, ...] = ()


def find_names(document: Document) -> dict[int, Named]:
    """Find every named party of an article, by its first token; where two overlap, the first and longest stays."""
    tokens = document.tokens
    count = len(tokens.start)
    named = [
        Named(state.first, state.last, state.name, state.country, _KINDS[state.kind])
        for state in find_states(tokens, 0, count)
        if state.country and state.kind in _KINDS and not state.doubtful and not _tells_origin(tokens, state)
    ]
    named += _find_people(document, named)
    named += _find_actors(tokens, count)
    named.sort(key=lambda item: (item.first, -item.last, item.kind not in PEOPLE))
    taken = -1
    found: dict[int, Named] = {}
    for item in named:
        known = found.get(item.first)
        if item.first >= taken:
            found[item.first] = item
            taken = item.last
        elif known and known.last == item.last and "-" in tokens.lower[item.first] and item.name != known.name:
            found[item.first] = known._replace(joined=(*known.joined, item))
    return found


def _tells_origin(tokens: Tokens, state: StateMention) -> bool:
    """Tell whether a compound only tells where something comes from: "Russian-made", "Iran-backed", not "US-led"."""
    word = tokens.lower[state.first]
    return "-" in word and state.last - state.first == 1 and word.rpartition("-")[2] in words_of("origin")


def _find_people(document: Document, named: list[Named]) -> list[Named]:
    """Read the people whom the segmenter found, with their titles.

    A leader has the name by which the world knows him; the country is the leader's, the role's or the title's. Who is
    named with an office once holds it wherever he is named: "Prime Minister Claude Joseph", later "Joseph".
    """
    tokens = document.tokens
    found: list[tuple[int, int, int, str, str | None]] = []
    countries: dict[int, str] = {}
    officials: set[int] = set()
    starts, verbs, offices = tokens.start, speech_verbs(), words_of("office")
    by_token = {item.first: item for item in named}
    for mention in document.mentions:
        if document.text[mention.start : mention.end].lower() in verbs:  # "THE PRESIDENT SAID"
            continue
        who, person = mention.person, document.people[mention.person]
        begin = bisect_left(starts, mention.title_start)
        at = bisect_left(starts, mention.start, begin)
        stop = bisect_left(starts, mention.end, at)
        inside = [by_token[index] for index in range(begin, stop) if index in by_token]
        leader = next((item for item in inside if item.kind in PEOPLE and not _is_namesake(item, person.name)), None)
        title = next((item for item in inside if item.first < at), None)
        country = (leader.country if leader else None) or person.country or (title.country if title else None)
        if begin < at and not offices.isdisjoint(tokens.lower[begin:at]):
            officials.add(who)
        if country:
            countries.setdefault(who, country)
        found.append((who, begin, max(stop, begin + 1), leader.name if leader else person.name, country))
    return [
        Named(first, last, name, country or countries.get(who), "official" if who in officials else "person")
        for who, first, last, name, country in found
    ]


def _is_namesake(leader: Named, name: str) -> bool:
    """Tell whether a surname that is a leader's means somebody of another given name: "Mr Bongo", who is Ali Bongo here."""
    words = name.split()
    return (
        leader.last - leader.first == 1 and len(words) > 1 and words[-1] in leader.name and words[0] not in leader.name
    )


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

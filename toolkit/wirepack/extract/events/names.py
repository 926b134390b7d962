"""The named parties of an article: states, capitals, demonyms, bodies, armed groups and people, found once for all."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirepack.countries import find_states, states
from wirepack.extract.events.leaders import TITLES, Roll, is_family, is_local
from wirepack.extract.events.lexicon import speech_verbs, word_classes, words_of
from wirepack.extract.events.line import PEOPLE
from wirepack.gazetteer.context import begin_heads
from wirepack.lexicons import read_table
from wirepack.namewords import fold
from wirepack.phrases import Index, cut_words, find_words, make_index, match_phrase

if TYPE_CHECKING:
    from wirepack.countries import StateMention
    from wirepack.extract.events.leaders import Leader
    from wirepack.extract.events.when import Anchors
    from wirepack.models import Document, Tokens

_KINDS = {
    "name": "state", "demonym": "demonym", "capital": "capital", "metonym": "state", "body": "body", "leader": "person",
}  # fmt: skip
_OUTSIDE = frozenset(("igo", "armed", "ngo"))  # kinds of bodies that are of no state
_BESIDE = frozenset(("to", "with", "for", "on"))  # before a body that somebody only deals with: "ambassador to NATO"
_SPEAKING = frozenset(("gov", "office", "military"))  # classes of words for those who may speak for a state
_COURTESIES = frozenset(("mr", "mrs", "ms", "mr.", "mrs.", "ms."))
_BEFORE_TITLES = frozenset(("former", "ex", "vice", "then", "the", "but", "and", "while", "when", "as", "if", "under"))
_FORE_TITLES = frozenset(("prime", "foreign", "defence", "defense", "vice"))
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
        if state.kind != "leader" or not _names_building(tokens, state.last, count)
    ]
    roll = Roll(document, anchors, frozenset(state.country for state in mentioned if state.kind != "leader"))
    named = [_name_state(tokens, state, roll) for state in mentioned]
    named += _find_actors(tokens, count)
    named_at = {item.first: item for item in named if item.kind in _STATES}
    people, called, abroad = _find_people(document, named, roll)
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


def _name_state(tokens: Tokens, state: StateMention, roll: Roll) -> Named:
    """Name a state, or the leader whom a form means in this article: "President Bush" in 1991."""
    if state.kind == "leader":
        form = " ".join(tokens.text[state.first : state.last])
        leader = roll.find(form, state.start)
        if leader:
            kind = "person" if leader.country else "official"
            return Named(state.first, state.last, leader.name, leader.country, kind)
    people = _PEOPLES.get(tokens.lower[state.first]) if state.last - state.first == 1 else None
    if people and not roll.near.isdisjoint(people[1]):
        return Named(state.first, state.last, people[0], None, "armed")
    name = people[0] if people and tokens.lower[state.first].endswith("s") else state.name
    return Named(state.first, state.last, name, state.country, _KINDS[state.kind])


def _is_weak(tokens: Tokens, item: Named, states: dict[int, Named], near: frozenset[str]) -> bool:
    """Tell whether a name that many states have for a body means that of another: "Ministry of Defence of Azerbaijan"."""
    words = " ".join(tokens.lower[item.first : item.last])
    if words not in _WEAK or item.country is None:
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


def _names_building(tokens: Tokens, at: int, count: int) -> bool:
    """Tell whether something is called after a leader: "King Faisal Hospital"."""
    at += at < count and tokens.lower[at] in {"international", "memorial", "general"}
    return at < count and tokens.text[at][0].isupper() and tokens.lower[at] in begin_heads()


def _tells_origin(tokens: Tokens, state: StateMention) -> bool:
    """Tell whether a compound only tells where something comes from: "Russian-made", "Iran-backed", not "US-led"."""
    word = tokens.lower[state.first]
    return "-" in word and state.last - state.first == 1 and word.rpartition("-")[2] in words_of("origin")


def _find_people(
    document: Document, named: list[Named], roll: Roll
) -> tuple[list[Named], dict[str, str], frozenset[str]]:
    """Read the people whom the segmenter found, with their titles, and surnames of leaders behind a title.

    A leader has the name by which the world knows him; the country is the leader's, the role's or the title's. Who is
    named with an office once holds it wherever he is named: "Prime Minister Claude Joseph", later "Joseph". Who speaks for
    an international body or an armed group speaks for no state: "UN envoy Hans Grundberg".
    """
    tokens = document.tokens
    found: list[tuple[int, int, int, str, str | None]] = []
    countries: dict[int, str] = {}
    officials: set[int] = set()
    starts, verbs, offices = tokens.start, speech_verbs(), words_of("office")
    by_token = {item.first: item for item in named}
    spans: list[tuple[int, int, int, int]] = []  # person, first token of the title, of the name, the token behind
    titles: dict[int, frozenset[str]] = {}
    for mention in document.mentions:
        if document.text[mention.start : mention.end].lower() in verbs:  # "THE PRESIDENT SAID"
            continue
        begin = bisect_left(starts, mention.title_start)
        at = bisect_left(starts, mention.start, begin)
        spans.append((mention.person, begin, at, bisect_left(starts, mention.end, at)))
        titles[mention.person] = titles.get(mention.person, frozenset()).union(tokens.lower[begin:at])
    known: dict[int, tuple[str | None, Leader | None, bool]] = {}
    for who, begin, at, stop in spans:
        person = document.people[who]
        inside = [by_token[index] for index in range(begin, stop) if index in by_token]
        title = next((item for item in inside if item.first < at and item.kind not in _OUTSIDE | PEOPLE), None)
        if who not in known:
            known[who] = _look_up(
                document, by_token, who, titles[who], title.country if title else None, roll, starts[at]
            )
        stated, leader, abroad = known[who]
        if leader and _names_building(tokens, stop, len(tokens.text)):
            continue
        doubted = leader is not None and leader.plain and not _is_vouched(document, who, leader, titles[who], roll)
        leader = None if doubted else leader
        leading = (
            [] if doubted or is_local(tokens.lower[begin:at]) else [item for item in inside if item.kind in PEOPLE]
        )
        sign = next((item for item in leading if not _is_namesake(tokens, item, person.name)), None)
        if begin < at and not offices.isdisjoint(tokens.lower[begin:at]):
            officials.add(who)
        if leader:
            name, country = leader.name, leader.country
            if not country:
                officials.add(who)
        else:
            name = sign.name if sign else person.name
            country = stated if abroad else (sign.country if sign else None) or stated or person.country
            country = country or (title.country if title else None)
            if abroad:
                officials.add(who)
        if country:
            countries.setdefault(who, country)
        found.append((who, begin, max(stop, begin + 1), name, country))
    people = [
        Named(first, last, name, country or countries.get(who), "official" if who in officials else "person")
        for who, first, last, name, country in found
    ]
    called = {document.people[who].name: name for who, _, _, name, _ in found}
    outside = {name for who, _, _, name, _ in found if known[who][2] or _is_stateless(known[who][1])}
    return people + _find_titled(tokens, by_token, people, roll), called, frozenset(outside)


def _is_vouched(document: Document, who: int, leader: Leader, titles: frozenset[str], roll: Roll) -> bool:
    """Tell whether somebody with a common name is the leader who has it: not "actor James Baker"."""
    person = document.people[who]
    role = titles.union(word.lower() for word in (person.role or "").split())
    if person.role and not any(not _SPEAKING.isdisjoint(word_classes().get(word, ())) for word in role):
        return False
    office = not TITLES.keys().isdisjoint(role) or not words_of("office").isdisjoint(role)
    return office or person.country == leader.country or leader.country in roll.near


def _is_stateless(leader: Leader | None) -> bool:
    return leader is not None and leader.country is None


def _look_up(
    document: Document,
    named: dict[int, Named],
    who: int,
    titles: frozenset[str],
    stated: str | None,
    roll: Roll,
    at: int,
) -> tuple[str | None, Leader | None, bool]:
    """Look up the state that the title or the role of a person states, the leader, and whether he serves a body abroad."""
    person = document.people[who]
    abroad = False
    if person.role_start is not None and person.role_end is not None:
        starts = document.tokens.start
        first, last = bisect_left(starts, person.role_start), bisect_left(starts, person.role_end)
        titles = titles.union(document.tokens.lower[first:last])
        inside = [named[index] for index in range(first, last) if index in named]
        serves = [item for item in inside if document.tokens.lower[item.first - 1] not in _BESIDE]
        abroad = any(item.kind in _OUTSIDE for item in serves) and not any(item.country for item in serves)
        if any(item.country for item in serves):
            stated = person.country or stated
    leader = None if abroad and not roll.serves(person.name) else roll.find(person.name, at, titles, stated)
    return stated, leader, abroad


def _find_titled(tokens: Tokens, named: dict[int, Named], people: list[Named], roll: Roll) -> list[Named]:
    """Find surnames of leaders that are no names to the segmenter, behind a title: "South Korean President Park".

    Who is named so is "Mr. Park" and "Park" from then on.
    """
    found: list[Named] = []
    text, lower, count = tokens.text, tokens.lower, len(tokens.text)
    by_last, taken = {item.last: item for item in named.values()}, {item.last - 1 for item in people}
    known = {item.name.split()[-1]: item for item in (*named.values(), *people) if item.kind in PEOPLE}
    for index in find_words(lower, TITLES):
        at = index + 1
        if at >= count or at in taken or at in named or not text[index][0].isupper() or not _is_surname(tokens, at):
            continue
        begin = index - (lower[index - 1] in _FORE_TITLES)
        titles, owner = frozenset(lower[begin:at]), by_last.get(begin)
        if owner is None and begin and text[begin - 1][0].isupper() and lower[begin - 1] not in _BEFORE_TITLES:
            continue  # "Council President Johnson"
        leader = roll.find(text[at], tokens.start[at], titles, owner.country if owner else None)
        if leader:
            known[text[at]] = Named(begin, at + 1, leader.name, leader.country, "official")
            found.append(known[text[at]])
    if known:
        found += _find_again(tokens, known, taken.union(item.last - 1 for item in found), named)
    return found


def _find_again(tokens: Tokens, known: dict[str, Named], taken: set[int], named: dict[int, Named]) -> list[Named]:
    """Find "Mr. Bush" and "Bush" in an article that speaks of President Bush."""
    found: list[Named] = []
    for at in find_words(tokens.text, known):
        if at in taken or at in named or not _is_surname(tokens, at):
            continue
        if at and tokens.text[at - 1][0].isupper() and tokens.lower[at - 1] not in _COURTESIES:  # "Central Park"
            continue
        begin = at - 2 if at > 1 and tokens.text[at - 1] == "." and tokens.lower[at - 2] in _COURTESIES else at
        found.append(known[tokens.text[at]]._replace(first=begin, last=at + 1))
    return found


def _is_surname(tokens: Tokens, at: int) -> bool:
    """Tell whether a leader's surname stands alone: "Park", not "Park Geun-hye", "Park Street" or "park"."""
    text = tokens.text
    longer = at + 1 < len(text) and text[at + 1][0].isupper()
    return text[at][0].isupper() and is_family(text[at]) and not longer


def _is_namesake(tokens: Tokens, leader: Named, name: str) -> bool:
    """Tell whether a single word that is a leader's means somebody of another name: "Mr Bongo", who is Ali Bongo here."""
    words = name.split()
    if leader.last - leader.first > 1 or len(words) == 1:
        return False
    form = fold(tokens.text[leader.first])
    others = {fold(word) for word in words} - {form}
    return others.isdisjoint(fold(word) for word in leader.name.split())


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

"""The people of an article: who they are, whether they are leaders, and for which state they speak."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.extract.events.leaders import TITLES, Roll, is_family, is_local
from wirepack.extract.events.lexicon import speech_verbs, word_classes, words_of
from wirepack.extract.events.line import PEOPLE
from wirepack.extract.events.named import Named
from wirepack.gazetteer.context import extend_building
from wirepack.namewords import fold
from wirepack.phrases import find_words

if TYPE_CHECKING:
    from wirepack.extract.events.leaders import Leader
    from wirepack.models import Document, Tokens

_OUTSIDE = frozenset(("igo", "armed", "ngo"))  # kinds of bodies that are of no state
_BESIDE = frozenset(("to", "with", "for", "on"))  # before a body that somebody only deals with: "ambassador to NATO"
_SPEAKING = frozenset(("gov", "office", "military"))  # classes of words for those who may speak for a state
_COURTESIES = frozenset(("mr", "mrs", "ms", "mr.", "mrs.", "ms."))
_BEFORE_TITLES = frozenset(("former", "ex", "vice", "then", "the", "but", "and", "while", "when", "as", "if", "under"))
_FORE_TITLES = frozenset(("prime", "foreign", "defence", "defense", "vice"))


def find_people(
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
        if leader and extend_building(tokens, stop, len(tokens.text))[1]:
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

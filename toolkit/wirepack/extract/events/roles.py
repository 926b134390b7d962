"""Who does it to whom: the parties that fill the roles of a trigger, by its frame and the grammar around it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.blame import find_culprits
from wirepack.extract.events.clauses import approximates, behind_opening, clause_start, preposition_before, subject_of
from wirepack.extract.events.frames import frame_name, frame_of
from wirepack.extract.events.groups import form_of, group_at, previous_verb, settle_voice
from wirepack.extract.events.lexicon import GAP, has_effect, is_harm, speech_verbs
from wirepack.extract.events.line import FIGHTING, PEOPLE, QUOTES
from wirepack.extract.events.objects import objects_end
from wirepack.gazetteer.context import place_words

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line, Party
    from wirepack.extract.events.triggers import Trigger

    Places = dict[str, list[Party]]

_GOVERNOR_REACH = 11  # words between a light verb and its event noun
_BEHIND_NOUN = 5  # words behind an event noun in which its verb may follow: "the support they received"
_OWNER_REACH = 4  # words between an owner and the event: "Russia's reserved support"
_THAT_CLAUSE = 8  # words of a that-clause in which its subject stands
_OPENING_WORDS = 3  # words of a phrase before its noun: "after the talks"
_SENT_FROM = frozenset(("say", "ask", "give"))  # frames of what comes from somebody
_FORCEFUL = frozenset(("ASSAULT", "COERCE"))
_OWNERS_NOUN = 4  # words between an owner and the party that it owns: "Putin's close friend Netanyahu"
_MUTUAL = frozenset((("each", "other"), ("one", "another")))
_MUTUAL_REACH = 4  # words behind a verb in which "each other" stands
_INCLINED = frozenset(("ready", "prepared", "open", "willing", "keen"))
_LINKS = frozenset((",", "and", "the", "or", "&", "as", "well"))
_PARTS = (
    g.PREPOSITION | g.DETERMINER | g.PUNCTUATION | g.AUXILIARY | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.POSSESSIVE
)
_PERSONAL_RELATIVES = frozenset(("who", "whom", "whose"))
_NOMINATIVE = frozenset(("he", "she", "they", "we"))
_BELONGING = frozenset(("of", "from", "for"))  # prepositions behind which somebody stands for the subject before them
_SPEAKERS = frozenset(("igo", "armed", "body", "ngo"))  # kinds that may demand something without being a state


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of an event: the actors and the targets, the main one first."""

    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()


def find_roles(line: Line, trigger: Trigger) -> Roles:
    """Fill the roles of a trigger.

    1. Put each party around it into a place: subject, object, or the preposition before it. 2. Read actor and target
    off the frame; a passive turns subject and object round. 3. What all do to each other has one of them in each role.
    """
    if trigger.entry.frame == "must":
        return _roles_of_demand(line, trigger)
    frame = frame_of(trigger.entry.frame, trigger.entry.event_type)
    places = _places_of_verb(line, trigger) if trigger.group else _places_of_noun(line, trigger)
    if trigger.entry.event_type == "ACCUSE" and trigger.group and trigger.entry.frame == "say":
        _blame_culprits(line, trigger, places)
    among = places.get("between", []) if frame.symmetric and trigger.noun else []
    if len(among) > 1:  # "Poland hosted talks between Ukraine and Hungary"
        return Roles(tuple(among[:1]), tuple(among[1:]))
    actors = _first(places, frame.actor, [])
    targets = _first(places, frame.target, actors)
    if frame.symmetric and len(actors) > 1 and all(party.kind == "civil" and not party.country for party in targets):
        targets = []  # "the two sides swapped 150 prisoners"
    if not targets and (frame.symmetric or (len(actors) > 1 and _is_mutual(line, trigger))):
        actors, targets = actors[:1], actors[1:]
    elif frame.symmetric and not actors:
        actors, targets = targets[:1], targets[1:]
    return Roles(tuple(actors), tuple(targets))


def _is_mutual(line: Line, trigger: Trigger) -> bool:
    """Tell whether all of the subject do it to the rest of it: "accused each other", "fired on one another"."""
    behind = line.lower[trigger.last : trigger.behind]
    return any(pair in _MUTUAL for pair in pairwise(behind[:_MUTUAL_REACH]))


def _blame_culprits(line: Line, trigger: Trigger, places: Places) -> None:
    """Leave out the victims of what is condemned: "condemned the killing of monks by rebels" is aimed at the rebels."""
    harm = next((k for k in range(trigger.last, trigger.behind) if is_harm(line.lower[k])), None)
    if harm is None:
        return
    for place, found in list(places.items()):
        if place not in {"subj", "by"}:
            places[place] = [party for party in found if party.last <= harm]
    places.setdefault("obj", []).extend(places.get("by", []) if trigger.group and not trigger.group.passive else [])


def _roles_of_demand(line: Line, trigger: Trigger) -> Roles:
    """Read "Russia said that Sudan must": who says so demands it of the subject of "must"."""
    begin = clause_start(line, trigger.first)
    speech = previous_verb(line, begin)
    if speech is None or line.lower[speech] not in speech_verbs():
        return Roles()
    told = _subjects(line, begin, trigger.first)
    actors = _subjects(line, *subject_of(line, group_at(line, speech)))
    if not told or not actors or not (actors[0].country or actors[0].kind in _SPEAKERS):
        return Roles()
    return Roles(tuple(actors[:1]), tuple(told[:1]))


def _first(places: Places, names: tuple[str, ...], others: list[Party]) -> list[Party]:
    """Take the parties of the first place that is filled, locations and those of the other role left out."""
    taken = {party.name for party in others}
    for name in names:
        if name not in places:
            continue
        found = [party for party in places[name] if party.kind != "place" and party.name not in taken]
        if name == "that" and found and any(party.country and party.country == found[0].country for party in others):
            continue  # "warned that his country would"
        if found:
            return _without_owner(found)
    return []


def _without_owner(parties: list[Party]) -> list[Party]:
    """Leave out a first party that only owns the next: "Putin's close friend Netanyahu"."""
    if len(parties) > 1 and parties[0].owned and parties[1].kind in {*PEOPLE, "armed", "force"}:
        return parties[1:] if parties[1].first - parties[0].last <= _OWNERS_NOUN else parties
    return parties


# ---------------------------------------------------------------- verbs


def _places_of_verb(line: Line, trigger: Trigger) -> Places:
    apart = trigger.end != trigger.last + 1  # a particle behind the object: "shot the plane down"
    places = _behind(line, trigger, trigger.last if apart else trigger.end)
    subject = _subjects(line, *trigger.subject)
    if trigger.group and trigger.group.passive:
        places["moved"] = places["obj"] = subject + places.get("obj", [])
        places["subj"] = places.get("by", [])
    else:
        places["subj"] = subject
    return places


def _subjects(line: Line, begin: int, end: int) -> list[Party]:
    """Choose among the parties before a verb those that can be its subject: not behind a preposition."""
    parties = _outside_relative(line, line.parties_in(begin, end), begin, end)
    free = [party for party in parties if not preposition_before(line, party.first, begin)]
    if not free and parties and line.lower[parties[-1].first] in _NOMINATIVE:  # "by the support they received"
        return [party for party in parties if party.first == parties[-1].first]
    if not free:
        return _subject_behind_preposition(line, parties, begin)
    return free if _is_list(line, free) else free[-1:]


def _outside_relative(line: Line, parties: list[Party], begin: int, end: int) -> list[Party]:
    """Leave out the parties of a relative clause in a subject: "officers who had been taken hostage were freed"."""
    for index in range(begin + 1, end):
        if line.lower[index] in _PERSONAL_RELATIVES:
            before = [party for party in parties if party.last <= index]
            return before or parties
    return parties


def _subject_behind_preposition(line: Line, parties: list[Party], begin: int) -> list[Party]:
    """Choose a subject where all parties follow prepositions: "leaders of Iran", not "an attack in northern Iran".

    A phrase that opens the clause is no part of its subject: "In a second note Egypt condemned".
    """
    if line.bits[begin] & g.PREPOSITION:
        owned = len(parties) > 1 and parties[-2].owned and parties[-2].last == parties[-1].first
        return parties[-1 - owned :]  # "in Nyala its fighters killed"
    for party in parties[:1]:
        preposition = preposition_before(line, party.first, begin)
        at_home = "based" in line.lower[begin : party.first]
        return [party] if preposition in _BELONGING or at_home else []
    return []


def _is_list(line: Line, parties: list[Party]) -> bool:
    """Tell whether parties are joined to a list: "Russia, Iran and Turkey", or are all meant by one "they"."""
    return all(
        other.first == one.first or (other.first > one.last and _LINKS.issuperset(line.lower[one.last : other.first]))
        for one, other in pairwise(parties)
    )


def _behind(line: Line, trigger: Trigger, begin: int) -> Places:
    """Put the parties behind a trigger into places, by the preposition before each; "of" leans on what stands before."""
    end = trigger.behind
    if line.lower[begin : begin + 1] == ["that"]:
        end = begin
    if GAP in trigger.entry.lemma:  # "named Israel as": the object stands inside the trigger
        begin = trigger.first + 1
    if trigger.noun and end + 1 < line.last and line.lower[end] in {"that", "which"} and line.bits[end + 1] & g.BE:
        end = objects_end(line, end + 1)  # "the talks that were launched with"
    places: Places = {}
    place, at, acted = "" if trigger.noun else "obj", begin, False
    for party in line.parties_in(begin, end):
        for index in range(at, party.first):
            bits, word = line.bits[index], line.lower[index]
            if word == "of" and not trigger.noun and line.lower[index - 1] in place_words()["place of"]:
                place = "in"  # "took to the streets of Khartoum"
            elif word == "of":
                again = trigger.noun and place in {"by", "in"} and "obj" not in places  # "the downing by X of a plane"
                place = "for" if line.lower[index - 1] == "behalf" else "of" if again else place or "of"
            elif bits & g.PREPOSITION and (word == "than" or approximates(line, index)):
                continue  # "no fewer than 40 others", "at least nine"
            elif bits & g.PREPOSITION or word in {"to", "between", "using", "involving", "including"}:
                place = "" if word == "by" and acted else word
            elif bits & g.PARTICIPLE and not bits & g.NOUN and not has_effect(word, "light"):
                acted = True  # "tunnels built by": the "by" is another verb's
        if place == "of":
            places.setdefault("obj" if trigger.noun else "of", []).append(party)
        if place:
            places.setdefault(place, []).append(party)
        at = party.last
    if end + 1 < line.last and line.lower[end] == "that" and not line.bits[end + 1] & (g.PAST | g.FINITE | g.AUXILIARY):
        clause = line.parties_in(end + 1, min(line.last, end + 1 + _THAT_CLAUSE))
        places["that"] = [party for party in clause if not preposition_before(line, party.first, end + 1)][:1]
    return places


# ---------------------------------------------------------------- nouns


def _places_of_noun(line: Line, trigger: Trigger) -> Places:
    places = _behind(line, trigger, trigger.last)
    places["self"] = [party for party in line.parties if party.first <= trigger.first < party.last]
    owner, by, subject = _owners(line, trigger), places.get("by", []) or _doer_in_aside(line, trigger), []
    governor = _governor(line, trigger)
    if governor is not None:
        group = settle_voice(line, group_at(line, governor), form_of(line, governor), undergoer=False)
        behind = governor > trigger.first and group.passive
        subject = by if behind else _subjects(line, *subject_of(line, group))
        if has_effect(line.lower[governor], "reverse") and not group.passive:
            places["obj"] = subject or places.get("obj", [])
            subject = places.get("from", [])
    if not (owner or by or subject) and trigger.entry.frame == "deal" and trigger.first - line.first <= _OPENING_WORDS:
        opened = behind_opening(line, trigger.first, trigger.last)  # "before talks with Putin, Macron said"
        subject = line.parties_in(*opened) if opened else []
    mutual = owner and trigger.entry.frame == "between"
    if owner and owner[0].kind == "pronoun" and subject:  # "the minister announced his resignation"
        owner = subject
    if not (owner or by or subject) and frame_name(trigger.entry.frame, trigger.entry.event_type) in _SENT_FROM:
        subject = places.pop("from", [])  # "a request from Washington"
    culprits = [] if owner or by else find_culprits(line, trigger)
    if culprits:
        places = {place: [party for party in found if party not in culprits] for place, found in places.items()}
    places["subj"] = culprits or (by if by and not mutual else owner or subject)
    return places


def _doer_in_aside(line: Line, trigger: Trigger) -> list[Party]:
    """Find who did it in a participle between commas: "the coup, staged by generals", "the raid, carried out by"."""
    at = trigger.last
    if at + 2 >= line.last or line.lower[at] != "," or not line.bits[at + 1] & g.PARTICIPLE:
        return []
    if not (_is_light(line.lower[at + 1]) or line.lower[at + 1] == "claimed"):
        return []
    by = next((k for k in range(at + 2, min(at + 5, line.last)) if line.lower[k] == "by"), None)
    return line.parties_in(by, objects_end(line, by + 1))[:1] if by is not None else []


def _owners(line: Line, trigger: Trigger) -> list[Party]:
    """Find who owns the event: "Israeli air strikes", "Russia's reserved support", "the rebels' attack"."""
    at = trigger.first
    for party in reversed(line.parties):
        if party.first < at < party.last:  # "Russian military aid": the noun of the party is part of the trigger
            return [party]
        if party.first == at and party.last < trigger.last and party.kind in FIGHTING | {"police"}:  # "police raid"
            return [party] if trigger.entry.event_type in _FORCEFUL else []
        if party.last > at:
            continue
        if at - party.last > _OWNER_REACH or not all(_may_part_owner(line, index) for index in range(party.last, at)):
            return []
        if party.last < at and not party.owned and line.bits[party.last] & g.PAST and line.lower[party.last] != "'s":
            return []  # "police sparked riots"
        joined = [other for other in line.parties if other is not party and _is_joined(line, other, party)]
        return [*joined, party]
    return []


def _may_part_owner(line: Line, index: int) -> bool:
    """Tell whether a word may stand between an owner and its event: an adjective, 's, a quotation mark."""
    word, bits = line.lower[index], line.bits[index]
    if word in QUOTES or word in {"'s", "'", "and", "-"}:
        return True
    if word in speech_verbs() and bits & g.PAST and line.lower[index - 1] != "'s":
        return False  # "the agency reported explosions"
    return not (bits & _PARTS or (bits & g.PAST and not bits & g.PARTICIPLE))


def _is_joined(line: Line, other: Party, party: Party) -> bool:
    """Tell whether two parties own an event together: "Israeli and Russian", "Biden-Putin"."""
    return other.last == party.last or (party.first - other.last == 1 and line.lower[other.last] in {"and", "-"})


def _governor(line: Line, trigger: Trigger) -> int | None:
    """Find the light verb whose object or subject an event noun is: "carried out air strikes", "support they received"."""
    for back in range(trigger.first - 1, max(line.first - 1, trigger.first - _GOVERNOR_REACH), -1):
        word, bits = line.lower[back], line.bits[back]
        may_be_noun = bits & g.NOUN and not bits & g.PAST and not line.begins_noun(back + 1)
        if bits & g.VERB_FORM and _is_light(word) and not may_be_noun:
            return back
        if bits & g.HAVE and line.bits[back + 1] & (g.DETERMINER | g.NUMBER):  # "has a deal with"
            return back
        if trigger.entry.frame == "deal" and has_effect(word, "goes") and "for" in line.lower[back + 1 : trigger.first]:
            return back  # "flew to Tehran for talks"
        if word in _INCLINED and line.bits[back - 1] & g.BE and line.lower[back + 1] in {"for", "to"}:
            return back - 1  # "is ready for talks"
        if bits & g.PAST and bits & g.PARTICIPLE and line.bits[back + 1] & g.DETERMINER and back + 1 < trigger.first:
            break  # "imposed sanctions and welcomed the release"
        if (
            line.is_stop(back)
            or line.is_joint(back)
            or (bits & g.PAST and not bits & g.NOUN and not word.endswith("ed"))
        ):
            break
    for index in range(trigger.last, min(line.last, trigger.last + _BEHIND_NOUN)):
        word, bits = line.lower[index], line.bits[index]
        if bits & (g.PAST | g.PARTICIPLE) and _is_light(word) and line.parties_in(trigger.last, index):
            return index
        if line.is_stop(index) or bits & (g.PREPOSITION | g.COORDINATOR | g.AUXILIARY):
            break
    return None


def _is_light(word: str) -> bool:
    return has_effect(word, "light") or has_effect(word, "reverse")

"""Who does it to whom: the parties that fill the roles of a trigger, by its frame and the grammar around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import GAP, has_effect, speech_verbs
from wirepack.extract.events.phrases import clause_start, form_of, objects_end, preposition_before, previous_verb, read_group, subject_of, with_passive

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line, Party
    from wirepack.extract.events.triggers import Trigger

_GOVERNOR_REACH = 11  # words between a light verb and its event noun


@dataclass(frozen=True, slots=True)
class Frame:
    """The places where a frame looks for its actor and its target, the first that is filled wins.

    subj, obj, by: the grammar of a verb; of an event noun, its owner or the subject of its light verb, its "of" phrase.
    Any other name is a preposition. `symmetric`: all parties do it to each other.
    """

    actor: tuple[str, ...]
    target: tuple[str, ...]
    symmetric: bool = False


FRAMES: dict[str, Frame] = {
    "act": Frame(("subj",), ("obj", "against", "on", "at", "into", "to", "with", "from", "for", "in")),
    "intercept": Frame(("subj",), ("obj", "by", "from")),
    "say": Frame(("subj",), ("obj", "that", "against", "on", "to", "with", "at", "for", "over", "of", "from", "in", "as")),
    "blame": Frame(("subj",), ("on", "obj", "for")),
    "give": Frame(("subj",), ("to", "obj", "for", "with", "in", "by")),
    "take": Frame(("from",), ("subj",)),
    "deal": Frame(("subj",), ("with", "obj", "between", "and", "of", "to", "by"), symmetric=True),
    "between": Frame(("between", "subj"), ("with", "and", "against", "between", "of", "on"), symmetric=True),
    "meet-fight": Frame(("subj",), ("with", "obj", "against", "and"), symmetric=True),
    "meet": Frame(("subj",), ("obj", "with", "to", "between"), symmetric=True),
    "visit": Frame(("subj",), ("to", "obj", "with", "in", "of")),
    "host": Frame(("obj",), ("subj",)),
    "gather": Frame(("obj",), (), symmetric=True),
    "mediate": Frame(("subj",), ("between", "obj", "for")),
    "ask": Frame(("subj",), ("obj", "that", "on", "to", "from", "with", "by", "of", "for")),
    "leave": Frame(("subj", "of"), ("from",)),
    "surrender": Frame(("subj", "of"), ("to",)),
    "move": Frame(("subj", "by", "moved"), ()),
    "launch": Frame(("subj", "by", "moved"), ("against", "on", "at", "in")),
    "side": Frame(("subj",), ("for", "with", "alongside", "of", "in")),
    "exercise": Frame(("subj", "by", "of"), ("with",), symmetric=True),
    "undergo": Frame((), ("subj",)),
    "must": Frame((), ()),
    "fall": Frame((), ()),
    "fallto": Frame(("to", "into"), ()),
    "remove": Frame(("by", "subj"), ("obj",)),
    "selfact": Frame(("self",), ("against",)),
}
_BY_TYPE = {
    "AGREE": "deal", "CONSULT": "deal", "SUPPORT": "say", "ACCUSE": "say", "REJECT": "say", "REQUEST": "ask", "THREATEN": "say",
    "AID": "give", "COOPERATE": "deal", "RETREAT": "leave", "MOBILIZE": "move", "CONCEDE": "say",
}  # fmt: skip

@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of an event: the actors and the targets, each in the order of the text."""

    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()


def find_roles(line: Line, trigger: Trigger) -> Roles:
    """Fill the roles of a trigger.

    1. Put each party around it into a place: subject, object, or the preposition before it. 2. Read actor and target
    off the frame; a passive turns subject and object round. 3. What all do to each other is told as actor and target.
    """
    frame = FRAMES[trigger.entry.frame or _BY_TYPE.get(trigger.entry.event_type, "act")]
    if trigger.entry.frame == "must":
        return _roles_of_demand(line, trigger)
    places = _places_of_noun(line, trigger) if trigger.noun else _places_of_verb(line, trigger)
    actors = _first(places, frame.actor)
    targets = _first(places, frame.target, without=actors)
    if frame.symmetric and not targets and len(actors) > 1:
        actors, targets = actors[:1], actors[1:]
    if frame.symmetric and not actors and len(targets) > 1:
        actors, targets = targets[:1], targets[1:]
    return Roles(tuple(actors), tuple(targets))


def _roles_of_demand(line: Line, trigger: Trigger) -> Roles:
    """Read "Russia said that Sudan must": who says so demands it of the subject of "must"."""
    begin = clause_start(line, trigger.first)
    speech = previous_verb(line, begin)
    if speech is None or line.lower[speech] not in speech_verbs():
        return Roles()
    told = _subjects(line, begin, trigger.first)
    actors = _subjects(line, *subject_of(line, read_group(line, speech, form_of(line, speech))))
    if not told or not actors or not actors[0].country and actors[0].kind not in {"igo", "armed", "body", "ngo"}:
        return Roles()
    return Roles(tuple(actors[:1]), tuple(told[:1]))


def _first(places: dict[str, list[Party]], names: tuple[str, ...], without: list[Party] | None = None) -> list[Party]:
    """Take the parties of the first place that is filled, without places and without those of the other role."""
    taken = {party.name for party in without or ()}
    for name in names:
        found = [party for party in places.get(name, ()) if party.kind != "place" and party.name not in taken]
        if name == "that" and without and any(party.country and party.country == found[0].country for party in without if found):
            continue
        if found:
            return _lead(found)
    return []


def _lead(parties: list[Party]) -> list[Party]:
    """Leave out a first party that only owns the next: "Putin's close friend Netanyahu", "Israel's Ariel Sharon"."""
    if len(parties) > 1 and parties[0].owned and parties[1].first - parties[0].last <= 4 and parties[1].kind in {"person", "armed", "force"}:
        return parties[1:]
    return parties


def _places_of_verb(line: Line, trigger: Trigger) -> dict[str, list[Party]]:
    group = trigger.group
    if group is None:
        return {}
    places = _behind(line, trigger.end if trigger.end == trigger.last + 1 else trigger.last, trigger)
    begin, end = subject_of(line, group)
    subject = _subjects(line, begin, end)
    if group.passive:
        places["moved"] = places["obj"] = subject + places.get("obj", [])
        places["subj"] = places.get("by", [])
    else:
        places["subj"] = subject
    return places


def _subjects(line: Line, begin: int, end: int) -> list[Party]:
    """Choose among the parties before a verb those that can be its subject: not behind a preposition."""
    parties = line.parties_in(begin, end)
    free = [party for party in parties if not preposition_before(line, party.first, begin)]
    if free:
        lead = free[-1] if not _listed(line, free) else free[0]
        return [lead, *(party for party in free if party is not lead and _listed(line, free))]
    return parties[:1]


def _listed(line: Line, parties: list[Party]) -> bool:
    """Tell whether parties are joined to a list: "Russia, Iran and Turkey"."""
    return len(parties) > 1 and all(
        all(line.lower[k] in {",", "and", "the", "or", "&", "as", "well"} for k in range(a.last, b.first)) for a, b in zip(parties, parties[1:], strict=False)
    )


def _behind(line: Line, begin: int, trigger: Trigger) -> dict[str, list[Party]]:
    """Put the parties behind a trigger into places, by the preposition before each; "of" leans on what stands before."""
    if GAP in trigger.entry.lemma:
        begin = trigger.first + 1
    end = objects_end(line, begin)
    if trigger.noun and end + 1 < line.last and line.lower[end] in {"that", "which"} and line.bits[end + 1] & g.BE:
        end = objects_end(line, end + 1)
    places: dict[str, list[Party]] = {}
    place = "obj" if not trigger.noun else ""
    at, acted = begin, False
    for party in line.parties_in(begin, end):
        for index in range(at, party.first):
            bits, word = line.bits[index], line.lower[index]
            if word == "of":
                again = trigger.noun and place in {"by", "in"} and "obj" not in places  # "the downing by X of a plane"
                place = "for" if line.lower[index - 1] == "behalf" else "of" if again else place or "of"
            elif bits & g.PREPOSITION or word in {"to", "between"}:
                place = "" if word == "by" and acted else word
            elif bits & g.PARTICIPLE and not bits & g.NOUN and not has_effect(word, "light"):
                acted = True  # "tunnels built by": the "by" is another verb's
        if place == "of":
            places.setdefault("obj" if trigger.noun else "of", []).append(party)
        if place:
            places.setdefault(place, []).append(party)
        at = party.last
    if end < line.last and line.lower[end] == "that":
        told = _subjects(line, end + 1, min(line.last, end + 9))
        places["that"] = told[:1]
    return places


def _places_of_noun(line: Line, trigger: Trigger) -> dict[str, list[Party]]:
    places = _behind(line, trigger.last, trigger)
    places["self"] = [party for party in line.parties if party.first <= trigger.first < party.last]
    owner, by, subject = _owner(line, trigger), places.get("by", []), []
    governor = _governor(line, trigger)
    if governor is not None:
        group = with_passive(line, read_group(line, governor, form_of(line, governor)), form_of(line, governor), undergoer=False)
        subject = by if governor > trigger.first and group.passive else _subjects(line, *subject_of(line, group))
        if has_effect(line.lower[governor], "reverse") and not group.passive:
            places["obj"] = subject or places.get("obj", [])
            subject = places.get("from", [])
    places["subj"] = by if by and not (owner and trigger.entry.frame == "between") else owner or subject
    return places


def _owner(line: Line, trigger: Trigger) -> list[Party]:
    """Find who owns the event: "Israeli air strikes", "Russia's reserved support", "the rebels' attack"."""
    at = trigger.first
    for party in reversed(line.parties):
        if party.first < at < party.last:  # "Russian military aid": the noun of the party is part of the trigger
            return [party]
        if party.last > at:
            continue
        between = range(party.last, at)
        if len(between) <= 4 and all(
            line.lower[k] in {"'s", "'", "’", "and", "-", '"', "“", "”"} or not line.bits[k] & (g.PREPOSITION | g.DETERMINER | g.PUNCTUATION | g.AUXILIARY | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.POSSESSIVE)
            and not (line.bits[k] & g.PAST and not line.bits[k] & g.PARTICIPLE)
            for k in between
        ):
            joined = [other for other in line.parties if other is not party and other.last == party.last or (party.first - other.last == 1 and line.lower[other.last] in {"and", "-"})]
            return [*joined, party]
        break
    return []


def _governor(line: Line, trigger: Trigger) -> int | None:
    """Find the light verb whose object or subject the event noun is: "carried out air strikes", "support they received"."""
    for back in range(trigger.first - 1, max(line.first - 1, trigger.first - _GOVERNOR_REACH), -1):
        word, bits = line.lower[back], line.bits[back]
        if bits & g.VERB_FORM and (has_effect(word, "light") or has_effect(word, "reverse")) and not (bits & g.NOUN and not line.begins_noun(back + 1)):
            return back
        if line.is_stop(back) or line.is_joint(back) or (bits & g.PAST and not bits & g.NOUN and not line.lower[back].endswith("ed")):
            break
    for index in range(trigger.last, min(line.last, trigger.last + 5)):
        word, bits = line.lower[index], line.bits[index]
        if bits & (g.PAST | g.PARTICIPLE) and (has_effect(word, "light") or has_effect(word, "reverse")) and line.parties_in(trigger.last, index):
            return index
        if line.is_stop(index) or bits & (g.PREPOSITION | g.COORDINATOR | g.AUXILIARY):
            break
    return None

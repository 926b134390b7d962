"""Find the triggers of a sentence: which words of the lexicon stand there, in which reading, in which sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import BASE, GAP, ING, PARTICIPLE, PAST, THIRD, Entry, Test, triggers
from wirepack.extract.events.phrases import Group, objects_end, read_group, subject_of, with_passive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.events.line import Line

_GAP_WORDS = 3  # what `*` in a lemma may stand for
_PARTICLE_REACH = 6  # "shot the two Russian planes down"
_ADVERBIAL = frozenset(("away", "back", "down", "in", "off", "out", "over", "up"))  # may follow the object
_NEIGHBOURS = 3  # words that `prev` and `next` look at
_OBJECT_WORDS = 12  # words that `obj` looks at
_MODIFIER_ENDINGS = ("al", "ary", "ic", "ous", "ive", "ful", "ed", "an", "ian", "ese", "ish", "i", "like", "scale", "led", "based")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of a sentence that name an event; tokens `first:last`, of a verb with its particle apart only the verb."""

    entry: Entry
    first: int
    last: int
    group: Group | None  # of a verb
    end: int  # behind the particle, where the trigger's span ends

    @property
    def noun(self) -> bool:
        """Whether the trigger is a noun or a fixed phrase."""
        return self.group is None


def find_triggers(line: Line) -> Iterator[Trigger]:
    """Find the triggers of a sentence from left to right, without overlap; the best entry that fits wins.

    1. Look the word up. 2. Read it as a verb or a noun. 3. Take the first entry of that reading whose further words
    stand there and whose tests hold; longer phrases and stricter entries go first.
    """
    index, lexicon = line.first, triggers()
    while index < line.last:
        entries = lexicon.get(line.lower[index])
        found = _best(line, index, entries) if entries else None
        if found:
            yield found
            index = max(found.last, index + 1)
        else:
            index += 1


def _best(line: Line, index: int, entries: tuple[tuple[Entry, int], ...]) -> Trigger | None:
    verb: Group | None = None
    reading: bool | None = None  # True: a noun
    for entry, form in entries:
        last = _match(line, index, entry)
        if last is None:
            continue
        if entry.rest and entry.noun:
            trigger = Trigger(entry, index, last, None, last)
        else:
            if reading is None:
                reading = is_noun(line, index, form or _form_of(entries), contested=_has_noun(entries) or bool(line.bits[index] & g.NOUN))
            if reading != entry.noun:
                continue
            if entry.noun:
                trigger = Trigger(entry, index, last, None, last)
            else:
                verb = verb or read_group(line, index, form)
                group = with_passive(line, verb, form, undergoer=_is_undergoer(line, verb, entry))
                if _is_attributive(line, group, form):
                    continue
                end = last if not entry.particle else _particle(line, last, entry.particle)
                if end is None:
                    continue
                trigger = Trigger(entry, index, last, group, end)
        if all(_holds(line, trigger, test) for test in entry.tests):
            return trigger
    return None


def _has_noun(entries: tuple[tuple[Entry, int], ...]) -> bool:
    return any(entry.noun and not entry.rest for entry, _ in entries)


def _form_of(entries: tuple[tuple[Entry, int], ...]) -> int:
    return next((form for _, form in entries if form), 0)


def _match(line: Line, index: int, entry: Entry) -> int | None:
    """Find where the words of an entry end that begin at `index`."""
    at = index + 1
    words = entry.rest
    for position, word in enumerate(words):
        if GAP in word:
            after = words[position + 1]
            at = next((k for k in range(at, min(at + _GAP_WORDS + 1, line.last)) if line.lower[k] in after), line.last)
        if at >= line.last or (GAP not in word and line.lower[at] not in word):
            return None
        at += GAP not in word
    return at


def _particle(line: Line, begin: int, particle: str) -> int | None:
    """Find the particle behind a verb, or behind its object; a preposition only follows at once."""
    at = begin
    while at < line.last and line.bits[at] & g.TIME:  # "called Thursday on"
        at += 1
    if at < line.last and line.lower[at] == particle:
        return at + 1
    if particle not in _ADVERBIAL:
        return None
    for index in range(begin + 1, min(begin + _PARTICLE_REACH, line.last)):
        if line.lower[index] == particle:
            return begin if line.begins_noun(index + 1) and particle in {"in", "over"} else index + 1
        if line.is_stop(index) or line.bits[index] & (g.FINITE | g.PREPOSITION) and line.lower[index] not in _ADVERBIAL:
            return None
    return None


def is_noun(line: Line, index: int, form: int, *, contested: bool) -> bool:
    """Tell whether a word that can be a verb and a noun is a noun here: "an attack", "Israeli strikes on".

    One that the lexicon knows as a verb alone (not `contested`) is a noun only behind an article or an owner.
    """
    if not form:
        return True
    before = index - 1
    if form & BASE and line.bits[index] & (g.ADVERB | g.PREPOSITION):  # "down", "back": verbs only where they must be
        return not (before >= line.first and (line.lower[before] == "to" or line.bits[before] & (g.MODAL | g.DO)))
    if form & (PAST | PARTICIPLE) and (not form & (BASE | THIRD) or (before >= line.first and line.bits[before] & (g.BE | g.HAVE))):
        return False
    if before < line.first:
        return contested and (not line.begins_noun(index + 1) or bool(form & ING))
    word, bits = line.lower[before], line.bits[before]
    if form & ING:
        return _is_noun_in_ing(line, index, bits)
    if word == "to":
        return not form & BASE
    if bits & (g.MODAL | g.DO) or (bits & g.SUBJECT and not bits & g.DETERMINER) or bits & g.NEGATION:
        return False
    if bits & (g.DETERMINER | g.POSSESSIVE | g.NUMBER | g.PREPOSITION | g.HAVE | g.BE) or word == "'s":
        return contested or not bits & (g.NUMBER | g.HAVE | g.BE)
    return contested and _is_noun_after_word(line, index, form)


def _is_noun_in_ing(line: Line, index: int, before: int) -> bool:
    """Decide about "bombing": a noun before "of" or behind an article or an owner, else a verb."""
    after = line.lower[index + 1] if index + 1 < line.last else ""
    if before & g.BE or (after != "of" and line.begins_noun(index + 1) and not before & g.DETERMINER):
        return False
    party = line.party_at(index - 1)
    if before & (g.DETERMINER | g.POSSESSIVE) or after == "of" or line.lower[index - 1] == "'s" or (party and party.owned):
        return True
    return not before & (g.PREPOSITION | g.COORDINATOR | g.PUNCTUATION | g.ADVERB | g.SUBORDINATOR | g.WH) and not (
        line.bits[index - 1] & (g.VERB_FORM & ~g.NOUN)
    )


def _is_noun_after_word(line: Line, index: int, form: int) -> bool:
    """Decide about a base or -s form behind another word: "Israel strikes two" is a verb, "night strikes on" a noun."""
    word, bits = line.lower[index - 1], line.bits[index - 1]
    party = line.party_at(index - 1)
    object_follows = line.begins_noun(index + 1)
    if bits & g.ADVERB and not object_follows and form & BASE:
        return True
    if bits & (g.COORDINATOR | g.PUNCTUATION | g.ADVERB):
        return not object_follows
    if party and not party.owned:
        plural_subject = word.endswith("s") and not party.country
        agrees = (form & THIRD and not plural_subject) or (form & BASE and word.endswith("s"))
        return not (agrees and (object_follows or form & THIRD))
    if party or word.endswith(_MODIFIER_ENDINGS) or bits & g.ING:
        return True
    if form & BASE and word.endswith("s") and object_follows:
        return False
    return not (bits & g.NAME and form & THIRD and object_follows and index - 1 > line.first)


def _is_undergoer(line: Line, group: Group, entry: Entry) -> bool:
    """Tell whether a bare past form behind its subject is passive: "people killed in", not "rebels attacked at dawn"."""
    if entry.event_type not in {"ASSAULT", "COERCE", "AID", "RETREAT"} or entry.frame in _INTRANSITIVE:
        return False
    party = line.party_at(group.first - 1)
    return bool(party and party.kind == "civil" and entry.event_type != "RETREAT")


_INTRANSITIVE = frozenset(("undergo", "meet-fight", "leave", "fall", "fallto", "move"))


def _is_attributive(line: Line, group: Group, form: int) -> bool:
    """Tell whether a participle only qualifies the noun behind it: "the besieged town"."""
    if not group.bare or not form & (PARTICIPLE | ING) or group.head == line.first:
        return False
    before = line.bits[group.head - 1]
    return bool(before & (g.DETERMINER | g.POSSESSIVE | g.NUMBER) and not before & g.SUBJECT) or line.lower[group.head - 1] == "'s"


def _holds(line: Line, trigger: Trigger, test: Test) -> bool:
    begin, end = _where(line, trigger, test.where)
    lower = line.lower
    met = any(lower[index] in test.words for index in range(begin, end) if not trigger.first <= index < trigger.last)
    if not met and test.name:
        met = any(line.bits[index] & g.NAME and not line.bits[index] & g.TIME for index in range(begin, end))
    if not met and test.party:
        met = any(test.party == "any" or party.country for party in line.parties_in(begin, end))
    return met != test.negated


def _where(line: Line, trigger: Trigger, where: str) -> tuple[int, int]:
    """Find the words that a test looks at."""
    if where == "near":
        return line.first, line.last
    if where == "prev":
        return max(line.first, trigger.first - _NEIGHBOURS), trigger.first
    if where == "next":
        return trigger.last, min(line.last, trigger.last + _NEIGHBOURS)
    passive = trigger.group is not None and trigger.group.passive
    if where == "obj" and not passive:
        return trigger.last, objects_end(line, trigger.last, _OBJECT_WORDS)
    if trigger.group is None:
        return max(line.first, trigger.first - _OBJECT_WORDS), trigger.first
    if passive and where == "subj":
        return _by_phrase(line, trigger.last)
    return subject_of(line, trigger.group)


def _by_phrase(line: Line, begin: int) -> tuple[int, int]:
    end = objects_end(line, begin, _OBJECT_WORDS)
    at = next((index for index in range(begin, end) if line.lower[index] == "by"), end)
    return at, end

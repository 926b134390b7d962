"""Find the triggers of a sentence: which words of the lexicon stand there, in which reading, in which sense."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from wirepack import grammar as g
from wirepack.extract.events.clauses import subject_of
from wirepack.extract.events.groups import Group, read_group, settle_voice
from wirepack.extract.events.heads import trigger_heads
from wirepack.extract.events.lexicon import GAP, PRONOUNS, Entry, Test, trigger_forms, trigger_nouns, words_of
from wirepack.extract.events.line import FIGHTING, PEOPLE
from wirepack.extract.events.objects import objects_end
from wirepack.extract.events.reading import is_attributive, is_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.events.line import Line, Party

    Window = tuple[int, int]
    Candidate = tuple[int, list[tuple[int, Entry, int]]]  # a token, and the entries that may begin with it, best first

# F-16s  Su-24M  S-200  Shahed-136s  B52s  MiG29
_DESIGNATION = re.compile(r"\b(?:(?!COVID|G-|U-)[A-Z][A-Za-z]{0,7}-\d{1,4}|(?:[BF]|MiG|Su|Tu)\d{1,3})[A-Za-z]{0,2}\b")
_DIGIT_IN_WORD = re.compile(r"\d(?<=[A-Za-z-]\d)")
_BEFORE_DIGIT = 10  # characters of a designation before its number
_SMALL_WORD = 3  # letters of words that stay small in a headline
_GAP_WORDS = 3  # what `*` in a lemma may stand for
_PARTICLE_REACH = 6  # "shot the two Russian planes down"
_ACRONYMS = frozenset(("aid", "aids", "raid", "hit"))  # words that are other words in capitals: "the AIDS crisis"
_ADVERBIAL = frozenset(("away", "back", "down", "in", "off", "out", "over", "up"))  # may follow the object
_REFLEXIVE = frozenset(("himself", "herself", "themselves", "itself"))
_NEIGHBOURS = 3  # words that `prev` and `next` look at
_BEFORE_NOUN = 12  # words before an event noun that `subj` looks at
_NAMED = frozenset(("armed", "force", "body", "igo", "ngo"))  # kinds of parties with a name of their own
_OF_UNDERGOERS = frozenset(("ASSAULT", "COERCE", "AID"))  # types whose verbs take those whom they befall as object
_WHERE_HURT = frozenset(("at", "during", "in", "near", "on", "outside", "when"))
_INTRANSITIVE = frozenset(("undergo", "meet-fight", "leave", "fall", "fallto", "move"))  # frames without an object


class Trigger(NamedTuple):
    """Words of a sentence that name an event: tokens `first:last`, and `end` behind a particle that stands apart."""

    entry: Entry
    first: int
    last: int
    end: int
    group: Group | None  # of a verb
    subject: Window  # where the subject of a verb stands
    behind: int  # where the words end that can be its objects

    @property
    def noun(self) -> bool:
        """Whether the trigger is a noun or a fixed phrase."""
        return self.group is None


def find_candidates(lower: list[str], words: frozenset[str], heads: list[int]) -> list[Candidate]:
    """List the words of a sentence that may be triggers, each with the entries for which the sentence has the words.

    `heads` are the tokens with which an entry begins, `words` all words of the sentence. Most heads go here, at little
    cost: nothing has been read of the sentence yet.
    """
    lexicon, absent = trigger_heads(), words.isdisjoint
    found: list[Candidate] = []
    for index in heads:
        gate, alone, phrases = lexicon[lower[index]]
        closed = gate is not None and absent(gate)
        possible = [] if closed else [item for item in alone if not any(map(absent, item[1].musts))]
        longer = phrases.get(lower[index + 1]) if phrases and index + 1 < len(lower) else None
        if longer:
            possible += [item for item in longer if not any(map(absent, item[1].musts))]
            possible.sort(key=itemgetter(0))
        if possible:
            found.append((index, possible))
    return found


def find_designations(text: str) -> list[int]:
    """List where words begin that designate an aircraft or a weapon.

    >>> find_designations("F-16s and Shahed-136s, but not COVID-19 or US-led")
    [0, 10]
    """
    found: list[int] = []
    for digit in _DIGIT_IN_WORD.finditer(text):  # rare, and found fast
        match = _DESIGNATION.search(text, max(0, digit.start() - _BEFORE_DIGIT), digit.end() + _BEFORE_DIGIT)
        if match and match.start() not in found[-1:]:
            found.append(match.start())
    return found


def find_triggers(line: Line, candidates: list[Candidate]) -> Iterator[Trigger]:
    """Find the triggers of a sentence from left to right, without overlap; the best entry that fits wins.

    1. Read each candidate as a verb or a noun. 2. Take the first entry of that reading whose further words stand there
    and whose tests hold; longer phrases and stricter entries go first.
    """
    taken = line.first
    for index, entries in candidates:
        if index < taken:
            continue
        if line.text[index].isupper() and line.lower[index] in _ACRONYMS and not line.text[index - 1].isupper():
            continue
        found = _best(line, index, entries)
        if found and not _is_in_name(line, found):
            yield found
            taken = found.last


def _is_in_name(line: Line, trigger: Trigger) -> bool:
    """Tell whether the words are part of a name: "Lebanese Armed Forces", "Merrill Lynch", "Finance Ministry"."""
    party = line.party_at(trigger.first)
    if trigger.group and party is None and _is_capitalised(line, trigger.first):
        return True
    if party is not None and party.kind in PEOPLE:
        return line.text[trigger.first].istitle() and trigger.first > line.first
    return party is not None and party.kind in _NAMED and party.first < trigger.last < party.last


def _is_capitalised(line: Line, index: int) -> bool:
    """Tell whether a verb has a capital inside a sentence that is no headline, so that it is a name."""
    text = line.text
    if index == line.first or not text[index].istitle() or line.bits[index - 1] & g.PUNCTUATION:
        return False
    words = [word for word in text[line.first + 1 : line.last] if len(word) > _SMALL_WORD and word.isalpha()]
    return 4 * sum(map(str.istitle, words)) < 3 * len(words)


def _best(line: Line, index: int, entries: list[tuple[int, Entry, int]]) -> Trigger | None:
    """Find the first entry that fits the sentence at a word; one of its type that does without a party goes before it."""
    strict: Trigger | None = None
    reading: bool | None = None  # True: a noun
    group: Group | None = None
    subject = (index, index)
    for _, entry, form in entries:
        if strict and (entry.needs_party or entry.event_type != strict.entry.event_type):
            continue
        last = _match(line, index, entry) if entry.rest else index + 1
        if last is None:
            continue
        if not (entry.rest and entry.noun):
            if reading is None:
                reading = _is_noun(line, index, form)
            if reading != entry.noun and (entry.noun or not _is_phrasal(line, index, entry)):
                continue
        end = last if not entry.particle else _particle(line, last, entry.particle)
        if end is None or (entry.quick and not _suits(line, entry, index, last)):
            continue
        voiced = None
        if not entry.noun:
            if group is None:
                group = read_group(line, index, form)
                subject = subject_of(line, group)
            voiced = group
            if line.lower[index + 1 : last] != ["by"]:  # "stood by its ally"
                voiced = settle_voice(line, group, form, undergoer=_is_undergoer(line, group, entry))
            if is_attributive(line, voiced, form) or (entry.event_type == "ASSAULT" and _is_reflexive(line, last)):
                continue
        trigger = Trigger(entry, index, last, end, voiced, subject, objects_end(line, last))
        if not entry.tests or all(_fills(line, trigger, test) for test in entry.tests):
            if strict and trigger.last != strict.last:
                break
            if not entry.needs_party:
                return trigger
            strict = trigger
    return strict


def _is_phrasal(line: Line, index: int, entry: Entry) -> bool:
    """Tell whether a word that looks like a noun is the verb of a phrase behind its subject: "Norway stands by its ally"."""
    party = line.party_at(index - 1) if entry.rest or entry.particle else None
    return party is not None and not party.owned and party.last == index


def _is_reflexive(line: Line, index: int) -> bool:
    """Tell whether a verb's object is its subject: "shot himself" is no event between parties."""
    return index < line.last and line.lower[index] in _REFLEXIVE


def _is_noun(line: Line, index: int, form: int) -> bool:
    """Tell whether a word is a noun here; contested if anybody knows it as one: the lexicon of triggers, or the grammar."""
    word = line.lower[index]
    contested = bool(line.bits[index] & g.NOUN) or word in trigger_nouns()
    return is_noun(line, index, form or trigger_forms()[word], contested=contested)


def _match(line: Line, index: int, entry: Entry) -> int | None:
    """Find where the words of an entry end that begin at `index`."""
    at = index + 1
    words = entry.rest
    for position, word in enumerate(words):
        if GAP in word:
            after = words[position + 1]
            at = next((k for k in range(at, min(at + _GAP_WORDS + 1, line.last)) if line.lower[k] in after), line.last)
            if at >= line.last:
                return None
            continue
        if at >= line.last or line.lower[at] not in word:
            return None
        at += 1
    return at


def _particle(line: Line, begin: int, particle: str) -> int | None:
    """Find the particle behind a verb, or behind its object; a preposition follows at once ("called Thursday on")."""
    at = begin
    while at < line.last and line.bits[at] & g.TIME:
        at += 1
    if at < line.last and line.lower[at] == particle:
        return None if particle == "at" and line.lower[at + 1 : at + 2] in (["least"], ["most"]) else at + 1
    if particle not in _ADVERBIAL:
        return None
    for index in range(begin + 1, min(begin + _PARTICLE_REACH, line.last)):
        if line.lower[index] == particle:
            return begin if line.begins_noun(index + 1) and particle in {"in", "over"} else index + 1
        if line.is_stop(index) or (
            line.bits[index] & (g.FINITE | g.PREPOSITION) and line.lower[index] not in _ADVERBIAL
        ):
            return None
    return None


def _is_undergoer(line: Line, group: Group, entry: Entry) -> bool:
    """Tell whether a bare past form behind its subject is passive: "people killed in", not "rebels attacked at dawn".

    Also of soldiers and police, where the verb would want an object: "four soldiers wounded at the bridge".
    """
    if entry.event_type not in _OF_UNDERGOERS or entry.frame in _INTRANSITIVE:
        return False
    party = line.party_at(group.first - 1)
    if party is None or party.kind == "civil":
        return party is not None
    behind = line.lower[group.head + 1] if group.head + 1 < line.last else ""
    return entry.lemma in words_of("effect") and behind in _WHERE_HURT


def _suits(line: Line, entry: Entry, first: int, last: int) -> bool:
    """Tell whether the words around the words `first:last` are those that an entry needs."""
    own = range(first, last)
    return all(_holds(line, test, own, *_near(line, first, last, test)) for test in entry.quick)


def _near(line: Line, first: int, last: int, test: Test) -> Window:
    """Find the words that a test on the surroundings of the words `first:last` looks at."""
    if test.where == "prev":
        return max(line.first, first - _NEIGHBOURS), first
    if test.where == "next":
        return last, min(line.last, last + _NEIGHBOURS)
    if test.where == "then":
        return last, min(line.last, last + 1)
    if test.where == "just":
        return max(line.first, first - 1), first
    return line.first, line.last


def _holds(line: Line, test: Test, own: range, begin: int, end: int) -> bool:
    """Tell whether a test holds of the words `begin:end`, the trigger's `own` words left out."""
    if test.where == "doc":
        return line.article.isdisjoint(test.words) == test.negated
    lower, words = line.lower, test.words
    met = False
    if test.negated and not test.party and not test.machine and words.isdisjoint(line.words):
        return True
    for index in range(begin, end):
        if lower[index] in words and index not in own:
            met = True
            break
    if not met and test.name:
        met = any(line.bits[index] & g.NAME and not line.bits[index] & g.TIME for index in range(begin, end))
    if not met and test.kinds:
        met = any(party.kind in test.kinds and lower[party.first] in PRONOUNS for party in line.parties_in(begin, end))
    if not met and test.machine:
        met = any(_DESIGNATION.fullmatch(line.text[index]) for index in range(begin, end) if index not in own)
    if not met and test.party:
        met = any(_is_of_kind(party, test.party) for party in line.parties_in(begin, end))
    return met != test.negated


def _is_of_kind(party: Party, kind: str) -> bool:
    if kind == "group":
        return party.kind in FIGHTING
    if kind == "leader":
        return party.kind == "official" or (party.kind == "person" and party.country is not None)
    return kind == "any" or party.country is not None


def _fills(line: Line, trigger: Trigger, test: Test) -> bool:
    """Tell whether the right words fill a role of the trigger; a passive turns subject and object round."""
    own = range(trigger.first, trigger.last)
    passive = trigger.group is not None and trigger.group.passive
    if test.where == "obj" and GAP in trigger.entry.lemma:  # "let the hostages go": the object stands inside
        return _holds(line, test, range(0), trigger.first + 1, trigger.behind)
    if test.where == "obj":
        return _holds(line, test, own, *(trigger.subject if passive else (trigger.last, trigger.behind)))
    if passive:
        return _holds(line, test, own, *_by_phrase(line, trigger))
    if trigger.noun:
        return _holds(line, test, own, max(line.first, trigger.first - _BEFORE_NOUN), trigger.first)
    return _holds(line, test, own, *trigger.subject)


def _by_phrase(line: Line, trigger: Trigger) -> Window:
    for index in range(trigger.last, trigger.behind):
        if line.lower[index] == "by":
            return index, trigger.behind
    return trigger.behind, trigger.behind

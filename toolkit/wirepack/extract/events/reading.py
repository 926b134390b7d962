"""Is it a verb or a noun here? What the neighbours of a word tell: "an attack", "Israeli strikes on", "Israel strikes"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import BASE, ING, PARTICIPLE, PAST, THIRD, words_of
from wirepack.extract.events.line import PEOPLE, QUOTES

if TYPE_CHECKING:
    from wirepack.extract.events.groups import Group
    from wirepack.extract.events.line import Line, Party

# Endings of words that stand before a noun: "military strikes", "armed attacks", "Israeli raids", "large-scale attack".
_MODIFIER_ENDINGS = (
    "al", "ary", "ic", "ous", "ive", "ful", "ed", "an", "ian", "ese", "ish", "i", "like", "scale", "led", "based",
)  # fmt: skip
# Plurals without an -s: "police suspect".
_PLURALS = frozenset(("children", "gendarmerie", "men", "militia", "people", "police", "policemen", "women"))
_CLOSED = g.PREPOSITION | g.COORDINATOR | g.PUNCTUATION | g.ADVERB | g.SUBORDINATOR | g.WH


@cache
def _acting() -> frozenset[str]:
    """Collect people who stand before what they do; "police" and singulars may stand before a noun: "rebel shelling"."""
    words = words_of("person") | words_of("armed") | words_of("hardware")
    return frozenset(word for word in words if word.endswith(("s", "men"))) | {"people", "women"}


@cache
def _machines() -> frozenset[str]:
    return words_of("weapon") | words_of("aircraft") | words_of("ship")


def is_noun(line: Line, index: int, form: int, *, contested: bool) -> bool:
    """Tell whether a word that can be a verb (in the form `form`) is a noun here.

    One that nobody knows as a noun (not `contested`) is one only behind an article or an owner.
    """
    before = index - 1
    if not form:
        return True
    if before > line.first and line.lower[before] in QUOTES and line.lower[before - 1] == "to":
        before -= 1  # planning to "pressure" Israel
    word, bits = (line.lower[before], line.bits[before]) if before >= line.first else ("", 0)
    if form & BASE and line.bits[index] & (g.ADVERB | g.PREPOSITION):  # "down", "back": verbs only where they must be
        return not (word == "to" or bits & (g.MODAL | g.DO))
    if form & (PAST | PARTICIPLE) and (not form & (BASE | THIRD) or bits & (g.BE | g.HAVE)):
        return False
    if not word:
        after = line.bits[index + 1] if index + 1 < line.last else 0
        return contested and (not after & g.DETERMINER or bool(form & ING))  # "Sanctions imposed by", "Riot police"
    if form & ING:
        return _is_titled(line, index) or _is_noun_in_ing(line, index, bits)
    if word == "to":
        return not form & BASE
    if bits & (g.MODAL | g.DO | g.NEGATION) or (bits & g.SUBJECT and not bits & g.DETERMINER):
        return False
    if bits & (g.DETERMINER | g.POSSESSIVE | g.NUMBER | g.PREPOSITION | g.HAVE | g.BE) or word == "'s":
        return contested or not bits & (g.NUMBER | g.HAVE | g.BE)
    party = line.party_at(before)
    known = contested or (party is not None and party.owned)  # "American pressure"
    return known and _is_noun_after_word(line, index, form)


def _is_titled(line: Line, index: int) -> bool:
    """Tell whether a word stands inside a name: "the Press Briefing Room"."""
    around = line.text[index - 1 : index + 2]
    return index - 1 > line.first and len(around) > 2 and all(word.istitle() for word in around)


def _is_noun_in_ing(line: Line, index: int, before: int) -> bool:
    """Decide about "bombing": a noun before "of" or behind an article or an owner, else a verb."""
    after = line.lower[index + 1] if index + 1 < line.last else ""
    if before & g.BE or (after != "of" and line.begins_noun(index + 1) and not before & g.DETERMINER):
        return False
    party = line.party_at(index - 1)
    owned = line.lower[index - 1] == "'s" or (party is not None and party.owned)
    if before & (g.DETERMINER | g.POSSESSIVE) or after == "of" or owned:
        return True
    if party is not None and line.lower[index - 1] in _acting():
        return False  # "people demonstrating against the vote"
    return not before & (_CLOSED | g.VERB_FORM & ~g.NOUN)


def _is_noun_after_word(line: Line, index: int, form: int) -> bool:
    """Decide about a base or -s form behind another word: "Israel strikes two" is a verb, "night strikes on" a noun."""
    word, bits = line.lower[index - 1], line.bits[index - 1]
    object_follows = line.begins_noun(index + 1)
    if bits & (g.COORDINATOR | g.PUNCTUATION | g.ADVERB):
        return not object_follows
    party = line.party_at(index - 1)
    if party and party.last > index and line.lower[index] in words_of("military") and not line.party_at(index + 1):
        return True  # "U.S. forces carried out", not "Russia forces Ukraine to"
    if form & PAST:  # "Israel hit a target": past and base form are one
        return not (object_follows or line.bits[index + 1 : index + 2] == [g.PREPOSITION])
    if form & BASE and word in _acting() and any(bit & g.PREPOSITION for bit in line.bits[index + 1 : index + 2]):
        return False  # "Argentine troops land at the port"
    if party and form & THIRD and _is_somebody(line, party):
        return False  # "Rex Hunt surrenders at dawn", "the minister visits"
    if party and not party.owned:
        plural_subject = (word.endswith("s") and not party.country) or word in _PLURALS
        agrees = (form & THIRD and not plural_subject) or (form & BASE and (word.endswith("s") or word in _PLURALS))
        return not (agrees and object_follows)
    named = bits & g.NAME and (index - 1 > line.first or word in _machines())
    named_subject = bool(named and form & THIRD and object_follows)
    if party or bits & g.ING or (word.endswith(_MODIFIER_ENDINGS) and not named_subject):
        return True
    if form & BASE and word.endswith("s") and object_follows:
        return False
    return not named_subject  # "a lone Vulcan bombs the airfield"


def _begins_bare_noun(line: Line, index: int) -> bool:
    """Tell whether a noun without an article follows."""
    if index + 1 >= line.last:
        return False
    bits = line.bits[index]
    return line.begins_noun(index) and not bits & (
        g.DETERMINER | g.POSSESSIVE | g.NUMBER | g.OBJECT | g.NAME | g.AUXILIARY
    )


def _is_somebody(line: Line, party: Party) -> bool:
    """Tell whether a party is one person: a name, or an office in the singular."""
    noun = line.lower[party.last - 1]
    return not party.owned and (party.kind in PEOPLE or (noun in words_of("office") and not noun.endswith("s")))


def is_attributive(line: Line, group: Group, form: int) -> bool:
    """Tell whether a participle only qualifies the noun behind it: "the besieged town"."""
    if not group.bare or not form & (PARTICIPLE | ING):
        return False
    if group.head == line.first:  # "Renewed optimism drove", not "Killed were two"
        return bool(form & PARTICIPLE and not form & ING) and _begins_bare_noun(line, group.head + 1)
    at = group.head - 1
    at -= line.lower[at] in QUOTES and at > line.first  # a "targeted" area
    word, before = line.lower[at], line.bits[at]
    if (before & (g.DETERMINER | g.POSSESSIVE) and not before & g.SUBJECT) or word == "'s":
        return True
    if (
        form & ING
        and not before & g.AUXILIARY
        and line.lower[group.head + 1 : group.head + 2]
        and (line.lower[group.head + 1] in words_of("hardware"))
    ):
        return True  # "infantry fighting vehicles"
    preposition = before & g.PREPOSITION and not before & (g.ADVERB | g.SUBORDINATOR) and word != "to"
    # "treated wounded people", not "Saied dissolved parliament"
    adjective = word.endswith("ed") and not before & g.NAME
    infinitive = before & g.BASE and at - 1 >= line.first and line.lower[at - 1] == "to"  # "to fly displaced families"
    governed = form & PARTICIPLE and (preposition or adjective or infinitive)
    counted = before & g.NUMBER and word not in words_of("quantity")  # "two arrested men", not "thousands filled"
    return bool(governed or counted) and line.begins_noun(group.head + 1)

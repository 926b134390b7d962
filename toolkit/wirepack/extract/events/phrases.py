"""The phrase around a trigger: its verb group, and the stretches of words where its subject and objects stand.

No parser: a group is read from the closed-class words to the left of the verb, a subject is looked for up to the joint
where the clause begins, an object up to the joint where it ends. Everything is bounded by the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import BASE, ING, PARTICIPLE, PAST, has_effect
from wirepack.extract.events.line import QUOTES, RELATIVES

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line, Party

_REACH = 16  # words behind a trigger in which its objects are looked for
_GROUP_REACH = 9  # words of auxiliaries and adverbs before a verb
_ASIDE = 8  # words in brackets that a phrase may hold: "the Israel Defense Forces (IDF)"
_NOUN_PHRASE = 9  # words of a noun phrase before its head

@dataclass(frozen=True, slots=True)
class Group:
    """A verb with what belongs to it on its left: "has not been", "to", "might soon"."""

    first: int
    head: int
    passive: bool = False
    negated: bool = False
    infinitive: bool = False
    ing: bool = False
    bare: bool = False  # no auxiliary: a simple past, or a participle that leans on a noun
    auxiliaries: tuple[str, ...] = ()


def read_group(line: Line, head: int, form: int) -> Group:
    """Read the verb group that ends with `head`: "had not been", "will soon", "to"."""
    first, negated, infinitive, passive = head, False, False, False
    words: list[str] = []
    for index in range(head - 1, max(line.first - 1, head - _GROUP_REACH), -1):
        bits, word = line.bits[index], line.lower[index]
        if bits & g.NEGATION:
            negated = True
            words += [word] if bits & g.AUXILIARY else []
        elif bits & g.AUXILIARY and not (bits & g.HAVE and form & BASE and not words):
            passive = passive or bool(bits & g.BE and form & PARTICIPLE and not words)
            words.append(word)
        elif word == "to" and (form & BASE or words):
            infinitive = True
            first = index
            break
        elif word in QUOTES:
            continue
        elif not (bits & g.ADVERB and word not in {"so", "as"}) or bits & g.SUBORDINATOR:
            break
        first = index
    return Group(first, head, passive, negated, infinitive, bool(form & ING), not words and not infinitive, tuple(words))


def with_passive(line: Line, group: Group, form: int, *, undergoer: bool) -> Group:
    """Decide about a bare past form: "killed by", "people killed in" are passive, "rebels killed two" is not."""
    if group.passive or not group.bare or not form & PARTICIPLE:
        return group
    after = group.head + 1
    if line.begins_noun(after) and line.lower[after] != "by":
        return group
    if after < line.last and line.lower[after] == "by" and not line.bits[min(after + 1, line.last - 1)] & (g.TIME | g.ING):
        return _passive(group)
    before = line.lower[group.first - 1] if group.first > line.first else ""
    joined = before in {"and", "or", ","} and _passive_before(line, group.first - 1)
    return _passive(group) if joined or (undergoer and form & PAST) else group


def _passive(group: Group) -> Group:
    return replace(group, passive=True)


def _passive_before(line: Line, index: int) -> bool:
    """Tell whether the verb before a coordinator is passive: "were arrested and deported"."""
    for back in range(index - 1, max(line.first - 1, index - _REACH), -1):
        if line.bits[back] & g.BE:
            return True
        if line.bits[back] & (g.HAVE | g.MODAL | g.SUBJECT):
            return False
    return False


def previous_verb(line: Line, index: int) -> int | None:
    """Find the verb before a token, to the left inside the sentence: the one that shares its subject."""
    for back in range(index - 1, line.first - 1, -1):
        bits = line.bits[back]
        if bits & g.ING and has_effect(line.lower[back], "control"):
            return back
        if bits & (g.PAST | g.FINITE) and not (bits & g.NOUN and not bits & g.PAST):
            if bits & (g.PAST | g.PARTICIPLE) and _is_modifier(line, back):
                continue
            return back
        if bits & g.VERB_FORM and not bits & (g.NOUN | g.PREPOSITION | g.SUBORDINATOR | g.ING | g.NAME):
            return back
    return None


def _is_modifier(line: Line, index: int) -> bool:
    """Tell whether a participle stands before its noun: "the besieged town"."""
    return (
        index > line.first
        and bool(line.bits[index - 1] & (g.DETERMINER | g.POSSESSIVE))
        and not line.bits[index - 1] & g.SUBJECT
    )


def subject_of(line: Line, group: Group, depth: int = 0) -> tuple[int, int]:
    """Find the words in which the subject of a verb stands, as a range; empty if there is none.

    1. "who", "which", "that": the noun before them. 2. "and", a gerund, a participle behind a comma: the subject of the
    verb before. 3. "to": the subject of the verb that governs it, or its object ("urged Israel to"). 4. Else all words
    from the joint where the clause begins.
    """
    at = group.first
    before = at - 1
    nothing = (at, at)
    if before < line.first or depth > 3:
        return nothing
    word, bits = line.lower[before], line.bits[before]
    if group.infinitive:
        return _controller(line, at, depth)
    if word in {"who", "which", "that"} and not line.party_at(before):
        return antecedent(line, before)
    if word == "," and not group.ing:
        aside = _before_aside(line, before)
        begin = clause_start(line, aside)
        if aside < before and has_free_party(line, begin, aside):
            return begin, aside
    shares = word in {"and", "or", "but", "then"} or (word == "," and group.bare)
    gerund = group.ing and (group.bare and (shares or bool(bits & g.PREPOSITION) or word == "while"))
    if shares or gerund:
        previous = previous_verb(line, before)
        if previous is not None:
            return subject_of(line, read_group(line, previous, form_of(line, previous)), depth + 1)
    if word == ",":
        at = _before_aside(line, before)
    begin = clause_start(line, at)
    if begin > line.first and not has_free_party(line, begin, at):
        relative = _relative_before(line, begin)
        if relative is not None:
            return antecedent(line, relative)
    return begin, at


def has_free_party(line: Line, begin: int, end: int) -> bool:
    """Tell whether a party stands in `begin:end` that no preposition governs."""
    return any(not preposition_before(line, party.first, begin) for party in line.parties_in(begin, end))


def preposition_before(line: Line, at: int, begin: int) -> str:
    """Find the preposition that governs the noun phrase in which `at` stands; "" if none does."""
    for index in range(at - 1, max(begin - 1, at - 7), -1):
        bits, word = line.bits[index], line.lower[index]
        if (bits & g.PREPOSITION and word not in {"than", "like"}) or word == "to":
            return word
        if bits & (g.COORDINATOR | g.AUXILIARY | g.SUBORDINATOR | g.WH) or (bits & g.PUNCTUATION and word not in QUOTES):
            return ""
        if bits & (g.PAST | g.THIRD) and not bits & (g.NOUN | g.PARTICIPLE):
            return ""
    return ""


def _relative_before(line: Line, begin: int) -> int | None:
    """Find the relative pronoun whose clause ends before `begin`: "systems that his country sent | downed".

    Also the one right before it, with words of time between: "Israel which minutes earlier | had struck".
    """
    if line.lower[begin - 1] in RELATIVES and begin - 1 > line.first:
        return begin - 1
    if not line.bits[begin - 1] & g.VERB_FORM:
        return None
    for back in range(begin - 2, max(line.first, begin - _NOUN_PHRASE - 1), -1):
        if line.lower[back] in RELATIVES and not line.bits[back - 1] & g.VERB_FORM:
            return back
        if line.is_stop(back) or line.lower[back] == ",":
            return None
    return None


def form_of(line: Line, index: int) -> int:
    """Tell what form of a verb a word is, as the lexicon counts forms."""
    bits = line.bits[index]
    return (
        (BASE if bits & g.BASE else 0)
        | (PAST if bits & g.PAST else 0)
        | (PARTICIPLE if bits & g.PARTICIPLE else 0)
        | (ING if bits & g.ING else 0)
    )


def _controller(line: Line, at: int, depth: int) -> tuple[int, int]:
    """Find the subject of an infinitive whose "to" stands at `at`."""
    if line.lower[at - 1] in {"and", "or"}:  # "to strike and to withdraw"
        earlier = next((k for k in range(at - 2, max(line.first, at - _REACH), -1) if line.lower[k] == "to" and line.bits[k + 1] & g.BASE), None)
        at = at if earlier is None else earlier
    owner = _owner_before(line, at)
    if owner:
        return owner.first, at
    previous = previous_verb(line, at)
    if previous is None:
        return clause_start(line, at), at
    between = line.parties_in(previous + 1, at)
    if between and has_effect(line.lower[previous], "control"):
        return between[0].first, at
    return subject_of(line, read_group(line, previous, form_of(line, previous)), depth + 1)


def _owner_before(line: Line, at: int) -> Party | None:
    """Find who owns the noun on which an infinitive depends: "Iran's attempt to", "the Kremlin refusal to"."""
    for party in reversed(line.parties):
        if party.last <= at and at - party.last <= 3:
            words = range(party.last, at)
            if party.owned and words and not any(line.bits[k] & g.PREPOSITION or _is_plain_verb(line, k) for k in words):
                return party
        if party.last <= at:
            return None
    return None


def _is_plain_verb(line: Line, index: int) -> bool:
    return bool(line.bits[index] & g.VERB_FORM) and not line.bits[index] & g.NOUN


def antecedent(line: Line, at: int) -> tuple[int, int]:
    """Find the noun phrase before a relative pronoun: "the rebels, who", "a group that"."""
    end = at
    while end > line.first and line.lower[end - 1] in {",", "of", "in", "to", "for"}:
        end -= 1
    begin = end
    while begin > max(line.first, end - _NOUN_PHRASE) and not (
        line.is_stop(begin - 1) or line.lower[begin - 1] == "," or line.bits[begin - 1] & g.FINITE
    ):
        begin -= 1
    inside = line.parties_in(begin, end)
    return (inside[-1].first, end) if inside else (begin, end)


def _before_aside(line: Line, comma: int) -> int:
    """Jump over what stands between commas before a verb: "Israel, which has denied it, struck"."""
    for back in range(comma - 1, line.first, -1):
        if line.lower[back] == ",":
            return back
        if line.is_stop(back):
            break
    return comma


def clause_start(line: Line, at: int) -> int:
    """Find where the clause begins that stands before `at`."""
    begin = at
    while begin > line.first:
        back = begin - 1
        word, bits = line.lower[back], line.bits[back]
        if word == ")" and "(" in line.lower[max(line.first, back - _ASIDE) : back]:
            begin = next(k for k in range(back - 1, line.first - 1, -1) if line.lower[k] == "(")
            continue
        if line.is_stop(back) or word in "\"“”":
            break
        if line.is_joint(back) or (bits & g.FINITE and not bits & g.NAME):
            break
        if bits & g.PAST and not bits & (g.PARTICIPLE | g.NOUN):
            break
        if word == "," and not _joins_parties(line, back):
            break
        begin = back
    return begin


def _joins_parties(line: Line, comma: int) -> bool:
    """Tell whether a comma stands between two parties of a list: "Russia, Iran and Turkey"."""
    return bool(
        comma > line.first
        and comma + 1 < line.last
        and line.party_at(comma - 1)
        and (line.party_at(comma + 1) or line.lower[comma + 1] in {"and", "the"})
    )


def objects_end(line: Line, begin: int, reach: int = _REACH) -> int:
    """Find where the words end that can be objects of a trigger whose last word stands before `begin`."""
    aside = False
    for index in range(begin, min(line.last, begin + reach)):
        word = line.lower[index]
        if word == "(" and ")" in line.lower[index : index + _ASIDE]:
            aside = True
        if aside:
            aside = word != ")"
            continue
        if line.is_stop(index) or (word in {"that", "who", "which", "while", "when", "whose"} and index > begin):
            return index
        if index > begin and line.is_joint(index):
            return index
        if word == "," and not _joins_parties(line, index):
            return index
        if word == "and" and index + 1 < line.last and line.bits[index + 1] & g.PAST and not line.bits[index + 1] & g.NOUN:
            return index
    return min(line.last, begin + reach)

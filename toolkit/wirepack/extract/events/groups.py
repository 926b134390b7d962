"""Verb groups: a verb with its auxiliaries, negation and "to", read from the closed-class words on its left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirepack import grammar as g
from wirepack.extract.events.lexicon import BASE, ING, PARTICIPLE, PAST, has_effect
from wirepack.extract.events.line import QUOTES

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line

_REACH = 9  # words of auxiliaries and adverbs before a verb
_LOOK_BACK = 16  # words between two verbs that share an auxiliary


class Group(NamedTuple):
    """A verb with what belongs to it on its left: "has not been", "to", "might soon"."""

    first: int
    head: int
    passive: bool
    negated: bool
    infinitive: bool
    ing: bool
    auxiliaries: tuple[str, ...]  # from the verb leftwards

    @property
    def bare(self) -> bool:
        """Whether no auxiliary stands there: a simple past, or a participle that leans on a noun."""
        return not self.auxiliaries and not self.infinitive


def read_group(line: Line, head: int, form: int) -> Group:
    """Read the verb group that ends with `head`, whose form is told as the lexicon counts forms.

    A BE nearest to a participle makes it passive: "has not been struck", not "is striking".
    """
    first, negated, infinitive, passive = head, False, False, False
    words: list[str] = []
    for index in range(head - 1, max(line.first - 1, head - _REACH), -1):
        bits, word = line.bits[index], line.lower[index]
        if bits & g.NEGATION:
            negated = True
            if bits & g.AUXILIARY:
                words.append(word)
        elif bits & g.AUXILIARY and not (bits & g.HAVE and form & BASE and not words):
            passive = passive or bool(bits & g.BE and form & PARTICIPLE and not words)
            words.append(word)
        elif word == "to" and (form & BASE or words):
            infinitive, first = True, index
            break
        elif word in QUOTES:
            continue
        elif not bits & g.ADVERB or bits & g.SUBORDINATOR or word in {"so", "as"}:
            break
        first = index
    return Group(first, head, passive, negated, infinitive, bool(form & ING), tuple(words))


def group_at(line: Line, index: int) -> Group:
    """Read the verb group of a word that is no trigger: a light verb, the verb that governs."""
    return read_group(line, index, form_of(line, index))


def form_of(line: Line, index: int) -> int:
    """Tell what form of a verb a word is, as the lexicon counts forms."""
    bits = line.bits[index]
    return (
        (BASE if bits & g.BASE else 0)
        | (PAST if bits & g.PAST else 0)
        | (PARTICIPLE if bits & g.PARTICIPLE else 0)
        | (ING if bits & g.ING else 0)
    )


def settle_voice(line: Line, group: Group, form: int, *, undergoer: bool) -> Group:
    """Decide about a bare past form: "killed by", "people killed in" are passive, "rebels killed two" is not.

    `undergoer`: its subject is somebody to whom it is done, rather than one who does it.
    """
    if group.passive or not group.bare or not form & PARTICIPLE:
        return group
    after = group.head + 1
    by = after < line.last and line.lower[after] == "by"
    if not by and line.begins_noun(after):
        return group
    if by and not line.bits[min(after + 1, line.last - 1)] & (g.TIME | g.ING):
        return group._replace(passive=True)
    before = line.lower[group.first - 1] if group.first > line.first else ""
    joined = before in {"and", "or", ","} and _passive_before(line, group.first - 1)
    return group._replace(passive=True) if joined or (undergoer and form & PAST) else group


def _passive_before(line: Line, index: int) -> bool:
    """Tell whether the verb before a coordinator is passive: "were arrested and deported"."""
    for back in range(index - 1, max(line.first - 1, index - _LOOK_BACK), -1):
        if line.bits[back] & g.BE:
            return True
        if line.bits[back] & (g.HAVE | g.MODAL | g.SUBJECT):
            return False
    return False


def previous_verb(line: Line, index: int) -> int | None:
    """Find the verb before a token, to the left inside the sentence: the one that shares its subject or governs it."""
    for back in range(index - 1, line.first - 1, -1):
        bits = line.bits[back]
        if not bits & (g.VERB_FORM | g.FINITE):
            continue
        if bits & g.ING and (has_effect(line.lower[back], "control") or has_effect(line.lower[back], "charge")):
            return back
        if bits & (g.PAST | g.FINITE):
            if bits & g.NOUN and not bits & g.PAST:
                continue
            if bits & g.VERB_FORM and _is_modifier(line, back):
                continue
            return back
        if not bits & (g.NOUN | g.PREPOSITION | g.SUBORDINATOR | g.ING | g.NAME):
            return back
    return None


def _is_modifier(line: Line, index: int) -> bool:
    """Tell whether a participle stands before its noun: "the besieged town"."""
    if index == line.first:
        return False
    before = line.bits[index - 1]
    return bool(before & (g.DETERMINER | g.POSSESSIVE)) and not before & g.SUBJECT

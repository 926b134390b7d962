"""Whose words a quotation is, for an I or we inside it: the subject of the verb of saying beside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.namewords import SPEECH
from wirepack.reference.index import sentence_at
from wirepack.reference.phrases import phrase_before

if TYPE_CHECKING:
    from wirepack.reference.index import Referents

I = frozenset(["i", "me", "my", "mine", "myself"])  # noqa: E741 - the pronoun
WE = frozenset(["we", "us", "our", "ours", "ourselves"])
_ATTRIBUTION = 12  # words beside a quotation in which its verb of saying stands
_ENDS_BEHIND = frozenset(["“", '"', "."])
_ENDS_BEFORE = frozenset([".", "”"])

Span = tuple[int, int]  # tokens


def speaker_of_quotation(referents: Referents, position: int) -> Span | None:
    """Find the phrase that names the speaker of the quotation around a character: behind it, else in front of it."""
    tokens, kinds = referents.document.tokens, referents.kinds
    at = bisect_left(referents.outer, (position, 0)) - 1
    start, end = referents.outer[at]
    after, before = bisect_left(tokens.start, end), bisect_left(tokens.start, start)
    number = sentence_at(referents, end - 1)
    stop = referents.document.sentences[number].last if number >= 0 else after
    for here in range(after, min(max(stop, after + _ATTRIBUTION), len(kinds))):
        if kinds[here] & SPEECH:
            return _subject_of(referents, here, after)
        if tokens.text[here] in _ENDS_BEHIND:
            break
    for here in range(before - 1, max(before - _ATTRIBUTION, -1), -1):
        if kinds[here] & SPEECH:
            return _subject_of(referents, here, 0)
        if tokens.text[here] in _ENDS_BEFORE:
            break
    return None


def _subject_of(referents: Referents, verb: int, floor: int) -> Span | None:
    """Find the subject of a verb of saying: in front of it, or the name behind it if the verb comes first."""
    phrase = phrase_before(referents, verb)
    if phrase is not None and phrase[0] >= floor:
        return phrase
    at = bisect_left(referents.first, verb + 1)
    if at < len(referents.first) and referents.first[at] - verb < _ATTRIBUTION:
        return referents.first[at], referents.last[at]
    return None


def person_of_byline(referents: Referents) -> int | None:
    """Return the author, if the header names one as a person: an I of the reporter's own."""
    document = referents.document
    for zone in document.zones:
        if zone.kind == "metadata:byline":
            for mention in document.mentions:
                if zone.start <= mention.start < zone.end:
                    return mention.person
    return None

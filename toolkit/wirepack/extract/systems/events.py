"""The event in which a system takes part: of its own sentence, and not across a clause that tells something else of it.

"Hours after rebels killed four soldiers, two Mi-24s bombed Goma": the killing is none of the helicopters'. A part of a
sentence is what stands between commas and words that join clauses; an event of another part belongs to a system only
where the part of the system says nothing itself ("Su-34s, which Russia deployed in 2015, | struck a hospital").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wirepack.extract.systems.parties import party_words
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    HAVE,
    NOUN,
    PAST,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    WH,
    word_class,
)

if TYPE_CHECKING:
    from wirepack.models import Document, EventRow, MentionRow, Tokens

# What parties say and do to each other, in which no system takes part: "the ministers met to discuss S-400s".
_WITHOUT_SYSTEMS: Final = frozenset({"CONSULT", "PROTEST", "ACCUSE"})
_JOINING: Final = frozenset({"after", "before", "since", "until", "as", "when", "while", "where"})
_VERB: Final = PAST | THIRD | FINITE


def place_mentions(
    document: Document, mentions: tuple[MentionRow, ...], events: tuple[EventRow, ...]
) -> tuple[MentionRow, ...]:
    """Give each mention the nearest event of its sentence that can be its own."""
    return tuple(_place(document.tokens, mention, events) for mention in mentions)


def _place(tokens: Tokens, mention: MentionRow, events: tuple[EventRow, ...]) -> MentionRow:
    around = [event for event in events if event.start <= mention.start and mention.end <= event.end]
    around = [event for event in around if event.event_type not in _WITHOUT_SYSTEMS]
    if not around:
        return mention
    name = bisect_left(tokens.start, mention.start), bisect_left(tokens.start, mention.end)
    sentence = bisect_left(tokens.start, around[0].start), bisect_left(tokens.start, around[0].end)
    first, last = _part_around(tokens, sentence, name)
    begin, end = tokens.start[first], tokens.end[last - 1]
    inside = [event for event in around if begin <= event.trigger_start < end]
    if not inside and _tells(tokens, first, last):
        return mention
    nearest = min(inside or around, key=lambda event: (_gap(event, mention), event.trigger_start, event.event_id))
    return replace(mention, event_id=nearest.event_id)


def _gap(event: EventRow, mention: MentionRow) -> int:
    """Count the characters between a trigger and a mention."""
    return max(mention.start - event.trigger_end, event.trigger_start - mention.end, 0)


def _part_around(tokens: Tokens, sentence: tuple[int, int], name: tuple[int, int]) -> tuple[int, int]:
    """The tokens of the part of a sentence in which a name stands."""
    first, last = name
    while first > sentence[0] and not _parts(tokens, first - 1, sentence[1]):
        first -= 1
    while last < sentence[1] and not _parts(tokens, last, sentence[1]):
        last += 1
    return first, last


def _parts(tokens: Tokens, place: int, limit: int) -> bool:
    """Whether a token parts clauses:   , ; after which | and Syria fired …   not: bombed Homs and killed two."""
    word, kinds = tokens.lower[place], word_class(tokens.lower[place])
    if word in (",", ";", ":", "—", "–") or kinds & SUBORDINATOR or (kinds & WH and not kinds & DETERMINER):
        return True
    if word in _JOINING:
        return True
    if not kinds & COORDINATOR or place + 1 >= limit:
        return False
    behind = word_class(tokens.lower[place + 1])
    return not (behind & (_VERB | AUXILIARY | ADVERB) and not behind & (DETERMINER | SUBJECT))


def _tells(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a part of a sentence has a subject and a verb of its own."""
    opening = word_class(tokens.lower[first])
    if first and word_class(tokens.lower[first - 1]) & WH and opening & (HAVE | FINITE | THIRD):
        return tokens.lower[first] in party_words("use")  # "Turkey, which has S-400s, …"
    return any(_is_told(tokens, place) for place in range(first + 1, last))


def _is_told(tokens: Tokens, place: int) -> bool:
    """Whether a token is the verb of a clause:   an F-16 bombed …   not: supplied by Germany   the launched missiles."""
    kinds, before = word_class(tokens.text[place]), word_class(tokens.text[place - 1])
    if not kinds & _VERB or not tokens.text[place].islower() or before & (DETERMINER | PREPOSITION):
        return False
    if kinds & NOUN and not kinds & PAST:
        return False
    behind = tokens.lower[place + 1] if place + 1 < len(tokens.lower) else "."
    return bool(before & BE) or not (kinds & PAST and behind in ("by", "from", "with"))

"""Where time expressions stand: one search of the grammar over each stretch of words that speak of time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirepack.pubdates import date_tokens, tell_day_first
from wirepack.timex.grammar import RULES, grammar
from wirepack.timex.resolve import resolve
from wirepack.timex.values import Calendar, Period, Range, Since, TimeExpression, Vague
from wirepack.timex.words import OTHER, tag_words, word_value

if TYPE_CHECKING:
    from datetime import date

    from wirepack.models import Document, Tokens
    from wirepack.timex.values import Value

# One of these is part of every time expression; two digits are a year of their own only in "the '67 war".
_CORE = re.compile(r"[MQ5BWVjJyz8Rx^DwmqYCEtPHNZ3p!/]|'7")
# No rule has more than this many words before the first of those: "between the 3rd and the 5th of" May.
_LEAD = 8
# Nor does one reach further behind it: "from Tuesday, the 3rd of May, 2014, to Wednesday, the 4th of May, 2014".
_REACH = 40
_SINCE = "S"
_PUNCTUATION = ",.;-'/&"
_NAMES = frozenset({"today", "april", "june"})  # words of time that names have, too
_REMEMBERED = 8192  # stretches of tags, and expressions: the same few come back in article after article


def find_times(tokens: Tokens, first: int, last: int) -> tuple[TimeExpression, ...]:
    """Find the time expressions among the tokens `first:last`, in order and without overlap.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("On the 9th of April, two days after the raid, they may march.")
    >>> [(t.start, t.end, t.rule) for t in find_times(tokens, 0, len(tokens.start))]
    [(7, 19, 'day'), (21, 35, 'after an event')]
    """
    tags = tag_words(tokens.lower, tokens.text, first, last)
    found: list[TimeExpression] = []
    position = 0
    while core := _CORE.search(tags, position):
        start, end = core.span()
        # The stretch of words around it that speak of time, and one more, so that a rule sees whether a clause ends.
        nearest = max(position, start - _LEAD)
        begin = max(tags.rfind(OTHER, nearest, start) + 1, nearest)
        closed = tags.find(OTHER, end, end + _REACH) + 1
        stop = closed or end + _REACH
        match = _match(tags[begin - 1 : stop] if begin else OTHER + tags[:stop])
        if match is None:
            position = max(end, closed - 1)
            continue
        rule, matched, position = match[0], match[1] + begin - 1, match[2] + begin - 1
        expression = _read(tokens, tags, first, matched, position, rule)
        if expression:
            found.append(expression)
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def _match(stretch: str) -> tuple[int, int, int] | None:
    """The first rule that matches in a stretch of tags, behind its first tag: number, begin and end."""
    match = grammar().search(stretch, 1)
    return ((match.lastindex or 1) - 1, *match.span()) if match else None


@lru_cache(maxsize=_REMEMBERED)
def _value_of(rule: int, tags: str, words: tuple[str, ...]) -> Value | None:
    return RULES[rule].read(tags, [word_value(word) for word in words])


def _read(tokens: Tokens, tags: str, offset: int, begin: int, end: int, rule: int) -> TimeExpression | None:
    """Turn a match of the grammar into a time expression, unless its words contradict it."""
    while end > begin and tags[end - 1] in _PUNCTUATION:
        end -= 1
    first, last = offset + begin, offset + end
    if last - first == 1 and _is_name(tokens, tags, first, last, begin):
        return None
    value = _value_of(rule, tags[begin:end], tuple(tokens.lower[first:last]))
    if value is None:
        return None
    if begin and tags[begin - 1] == _SINCE and not isinstance(value, Vague | Range | Period):
        value, first = Since(value), first - 1
    return TimeExpression(tokens.start[first], tokens.end[last - 1], first, last, value, RULES[rule].name)


def _is_name(tokens: Tokens, tags: str, first: int, last: int, begin: int) -> bool:
    """Whether a lone word of time is part of a name: Russia Today, April Lee."""
    word = tokens.lower[first]
    if word not in _NAMES or not tokens.text[first][0].isupper() or tokens.text[first].isupper():
        return False
    if word == "today":
        return first > 0 and tokens.text[first - 1][0].isupper()
    if last < len(tokens.text):
        after = tokens.text[last]
        return after[0].isupper() and after[-1].islower() and not (begin and tags[begin - 1] in "IOSFTu<>")
    return False


def read_published(document: Document, *, day_first: bool | None = None) -> tuple[date | None, str | None]:
    """Read the date of publication from the input's metadata, else from the zone that states it: (date, precision) or nulls.

    A date without its year is no date. With a precision of month or year the date is the first day of it.
    """
    stated = document.seed.stated
    if stated.published:
        return stated.published, stated.published_precision
    for zone in document.zones:
        if zone.kind != "metadata:published":
            continue
        tokens = date_tokens(document.text[zone.start : zone.end])
        for expression in find_times(tokens, 0, len(tokens.text)):
            if not isinstance(expression.value, Calendar):
                continue
            first = day_first
            if expression.value.either and first is None:
                first = tell_day_first(document.text, zone.start, zone.end)
            interval = resolve(expression, day_first=first)
            if interval.start:
                return interval.start, interval.precision
    return None, None

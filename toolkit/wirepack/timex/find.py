"""Where time expressions stand: one search of the grammar over each stretch of words that speak of time."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.timex.grammar import RULES, grammar
from wirepack.timex.resolve import resolve
from wirepack.timex.values import Calendar, Period, Range, Since, TimeExpression, Vague
from wirepack.timex.words import OTHER, tag_words, word_value

if TYPE_CHECKING:
    from datetime import date

    from wirepack.models import Document, Tokens

# One of these is part of every time expression.
_CORE = re.compile(r"[MQ5BWVjJyz8Rx7DwmqYCE^tPHNZ3p!/]")
# No rule has more than this many words before the first of those: "between the 3rd and the 5th of" May.
_LEAD = 8
_SINCE = "S"
_PUNCTUATION = ",.;-'/&"


def find_times(tokens: Tokens, first: int, last: int) -> tuple[TimeExpression, ...]:
    """Find the time expressions among the tokens `first:last`, in order and without overlap.

    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("On the 9th of April, two days after the raid, they may march.")
    >>> [(t.start, t.end, t.rule) for t in find_times(tokens, 0, len(tokens.start))]
    [(7, 19, 'day'), (21, 35, 'after an event')]
    """
    tags = tag_words(tokens.lower, tokens.text, first, last)
    search = grammar().search
    found: list[TimeExpression] = []
    position = 0
    while core := _CORE.search(tags, position):
        # The stretch of words around it that speak of time, and one more, so that a rule sees whether a clause ends.
        begin = max(tags.rfind(OTHER, position, core.start()) + 1, position, core.start() - _LEAD)
        end = tags.find(OTHER, core.end()) + 1 or len(tags)
        match = search(tags, begin, end)
        position = match.end() if match else max(core.end(), end - 1)
        expression = _read(tokens, tags, match, first) if match else None
        if expression:
            found.append(expression)
    return tuple(found)


def _read(tokens: Tokens, tags: str, match: re.Match[str], offset: int) -> TimeExpression | None:
    """Turn a match of the grammar into a time expression, unless its words contradict it."""
    begin, end = match.span()
    while end > begin and tags[end - 1] in _PUNCTUATION:
        end -= 1
    first, last = offset + begin, offset + end
    if _is_name(tokens, tags, first, last, begin):
        return None
    rule = RULES[(match.lastindex or 1) - 1]
    values = [word_value(word) for word in tokens.lower[first:last]]
    value = rule.read(tags[begin:end], values)
    if value is None:
        return None
    if begin and tags[begin - 1] == _SINCE and not isinstance(value, Vague | Range | Period):
        value, first = Since(value), first - 1
    return TimeExpression(tokens.start[first], tokens.end[last - 1], first, last, value, rule.name)


def _is_name(tokens: Tokens, tags: str, first: int, last: int, begin: int) -> bool:
    """Whether a lone word of time is part of a name: Russia Today, April Lee."""
    if last - first != 1 or not tokens.text[first][0].isupper() or tokens.text[first].isupper():
        return False
    word = tokens.lower[first]
    if word == "today":
        return first > 0 and tokens.text[first - 1][0].isupper()
    if word in ("april", "june") and last < len(tokens.text):
        after = tokens.text[last]
        return after[0].isupper() and after[-1].islower() and not (begin and tags[begin - 1] in "IOSFTu<>")
    return False


def read_published(document: Document, *, day_first: bool | None = None) -> tuple[date | None, str | None]:
    """Read the date of publication from the zone that states it, and from nothing else: (date, precision) or nulls.

    A date without its year is no date. With a precision of month or year the date is the first day of it.
    """
    for zone in document.zones:
        if zone.kind != "metadata:published":
            continue
        first, last = bisect_left(document.tokens.start, zone.start), bisect_left(document.tokens.start, zone.end)
        for expression in find_times(document.tokens, first, last):
            interval = resolve(expression, day_first=day_first)
            if interval.start and isinstance(expression.value, Calendar):
                return interval.start, interval.precision
    return None, None

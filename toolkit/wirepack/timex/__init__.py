"""English time expressions: where they stand in a text, what they mean, and the interval they name.

    find_times    tokens of a sentence -> time expressions, each with an unanchored value
    resolve       a value, the date the text was written, the date told last -> an interval of the calendar

The two are apart because the text alone settles only some of it: "April 9" and "last month" wait for a date of
publication, "the next day" for the event told before. What nothing anchors stays unresolved; nothing is guessed.
"""

from wirepack.timex.find import find_times, read_published
from wirepack.timex.resolve import UNKNOWN, resolve, resolve_in_order
from wirepack.timex.values import (
    EVENT,
    NOW,
    STORY,
    Calendar,
    Interval,
    Period,
    Range,
    Shift,
    Since,
    TimeExpression,
    Vague,
    Value,
    Weekday,
)

__all__ = [
    "EVENT",
    "NOW",
    "STORY",
    "UNKNOWN",
    "Calendar",
    "Interval",
    "Period",
    "Range",
    "Shift",
    "Since",
    "TimeExpression",
    "Vague",
    "Value",
    "Weekday",
    "find_times",
    "read_published",
    "resolve",
    "resolve_in_order",
]

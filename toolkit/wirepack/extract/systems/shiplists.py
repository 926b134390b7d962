"""Names of ships in lists behind a plural noun: the frigates Blanca (F31) and Rosa, ferries such as the Example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.extract.systems.shipwords import MARKS, MAX_WORDS, NO_BARE, end_of_name, plural_kinds
from wirepack.namewords import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.extract.systems.numbered import Span
    from wirepack.models import Tokens

_ANNOUNCERS: Final = frozenset(
    {",", "(", "the", "such", "as", "including", "like", "namely"}
)  # before examples of a kind
_MAX_PENNANT: Final = 5  # tokens of a hull number in brackets


def skip_example(tokens: Tokens, first: int) -> int:
    """How many words announce examples of a plural noun:   ferries such as the Example   tankers, including Example."""
    lower, place = tokens.lower, first
    if lower[first - 1] not in plural_kinds():
        return 0
    place += lower[place : place + 1] in ([","], ["("])
    if lower[place : place + 2] == ["such", "as"]:
        place += 2
    elif lower[place : place + 1] in (["including"], ["like"], ["namely"]):
        place += 1
    else:
        return 0
    return place + (lower[place : place + 1] == ["the"]) - first


def more_names(tokens: Tokens, found: Span, taken: list[bool]) -> Iterator[Span]:
    """The names that follow in a list behind kinds of ships:   the frigates Blanca (F31) and Rosa   tugs, Ajax and Hebe."""
    first, last, class_ = found
    noun = first - 1
    while noun > 0 and (tokens.text[noun] in MARKS or tokens.lower[noun] in _ANNOUNCERS):
        noun -= 1
    if noun < 0 or not tokens.lower[noun].endswith("s") or tokens.lower[noun] not in plural_kinds():
        return
    while True:
        place = last
        if tokens.text[place : place + 1] == ["("] and ")" in tokens.text[place : place + _MAX_PENNANT]:
            place = tokens.text.index(")", place) + 1
        begin = place
        for joint in (",", "and", "the"):
            place += tokens.lower[place : place + 1] == [joint]
        if begin == place or tokens.lower[begin] == "the":
            return
        last = end_of_name(tokens, place, taken, NO_BARE & ~PLACE, MAX_WORDS)
        if last == place:
            return
        yield place, last, class_

"""How a prediction is compared with the gold: spans by their overlap, names by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Span = tuple[int, int]

# Two readers of the conventions differ by a closing word or a relative clause, seldom by more than a fifth of a span.
SAME_SPAN = 0.8
# A prediction that lies by half in a don't-care span is an attempt at it.
INSIDE = 0.5

# "the Russian media", "On Saturday", "over the weekend": words that open a phrase and do not change what it names
_OPENING = re.compile(r"^(?:(?:the|an?|on|in|over|at|during)\s+)+")
_UNNAMED = re.compile(r"\s*\(unnamed\)")
_SPACE = re.compile(r"\s+")
_STRAIGHT = str.maketrans("’‘“”‑–", "''\"\"--", "\\*")
_EDGES = " \"'.,;:!?-"


def normalise(name: str) -> str:
    r"""Reduce a name to what is compared: no case, no-break spaces, opening article or preposition, edge punctuation.

    >>> normalise("The Russian\N{NO-BREAK SPACE}media,") == normalise("the Russian media")
    True
    >>> normalise("experts (unnamed)")
    'experts'
    """
    plain = _SPACE.sub(" ", _UNNAMED.sub("", name.translate(_STRAIGHT))).casefold().strip(_EDGES)
    return _OPENING.sub("", plain).strip(_EDGES)


def same_name(found: str | None, answers: Sequence[str | None], spelling: Mapping[str, str]) -> bool:
    """Whether `found` is one of the answers; None among them means that no answer is right.

    `spelling` maps a normalised name to the one spelling in which names are compared. A list of names, parted by
    semicolons, is right if every name on it is.

    >>> same_name("Binyamin Netanyahu", ["Benjamin Netanyahu"], {"binyamin netanyahu": "benjamin netanyahu"})
    True
    >>> same_name(None, ["Russia"], {}), same_name(None, [None, "Russia"], {}), same_name("ISR; RUS", ["RUS", "ISR"], {})
    (False, True, True)
    """
    if found is None:
        return None in answers
    keys = {spelling.get(normalise(name), normalise(name)) for name in answers if name is not None}
    names = [found] if _key(found, spelling) in keys else found.split(";")
    return all(_key(name, spelling) in keys for name in names)


def _key(name: str, spelling: Mapping[str, str]) -> str:
    plain = normalise(name)
    return spelling.get(plain, plain)


def overlap(one: Span, other: Span) -> float:
    """Share of the longer span that both have in common, 0 to 1.

    >>> overlap((0, 10), (0, 8)), overlap((0, 5), (5, 9))
    (0.8, 0.0)
    """
    return common(one, other) / max(one[1] - one[0], other[1] - other[0], 1)


def common(one: Span, other: Span) -> int:
    """Count the characters that two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def touches(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return common(one, other) > 0


def lies_in(span: Span, others: Sequence[Span]) -> bool:
    """Whether half of a span or more lies in one of the others."""
    return any(common(span, other) >= INSIDE * max(span[1] - span[0], 1) for other in others)


def pair_up(gold: int, predicted: int, fit: Callable[[int, int], float]) -> dict[int, int]:
    """Pair gold items with predictions one to one, best fit first; a fit of 0 is no pair. Ties go to the earlier.

    Greedy, not optimal: spans of one table hardly overlap each other, so a better global pairing does not arise.

    >>> pair_up(2, 2, lambda g, p: [[0.9, 0.8], [1.0, 0.0]][g][p])
    {1: 0, 0: 1}
    """
    fits = [(-fit(g, p), g, p) for g in range(gold) for p in range(predicted)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for worth, g, p in sorted(fits):
        if worth < 0 and g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs

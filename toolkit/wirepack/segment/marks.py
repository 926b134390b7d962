"""Pairs of quotation marks of every style.

One pass per paragraph over its glyphs (the places where a mark may stand), with a stack of the marks that are open.
Whether a glyph opens or closes follows from the characters around it and from what is open; apostrophes, feet and
inches are told apart by the same means. Nothing is scanned twice, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from wirepack.lexicons import read_words
from wirepack.models import Marks

# Where a mark may stand: Kids 'R' us, ""escaped for CSV"", ''two singles'', ``TeX'', „low“, «angle», and <a href="x">, which is left out. The
# pattern begins with a set of characters, not with a choice: so the engine skips the text between at full speed.
_GLYPH = re.compile(
    r"""
    [<"“”„‟＂«»‹›'’‘‛‚`]
    (?: (?<=<) [^<>]{1,300}>  |  (?<=") "{1,2}  |  (?<=') '{1,2}  |  (?<=’) ’  |  (?<=‘) ‘  |  (?<=`) `  )?
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"\w{1,6}")
# A decade or a class of a year: "the ’90s", "class of '07".
_YEAR = re.compile(r"\d\ds?\b")
# What stands before the inch sign of a height or a size: 5'10" or 6' 2".
_FEET = re.compile(r"\d['’′]\s?\d{1,2}(?:\.\d)?\Z")
_FEET_WIDTH = 8
_DEEPEST = 8  # marks open at once; speech is never nested deeper, and nothing is searched further

_OPENING = "“„‟‘‛‚«‹`"
_CLOSING = "”’»›"
_BEFORE_OPENING = " \t\r\n\u00a0\u2009([{<>—–-/:;…=\"“‘'«„"
_AFTER_CLOSING = " \t\r\n\u00a0\u2009)]}<>—–-/:;,.!?…\"”’'»“"
_STYLES = {
    '"': "double",
    "＂": "double",
    "“": "curly",
    "”": "curly",
    "‟": "curly",
    "„": "low",
    "‚": "low",
    "«": "angle",
    "»": "angle",
    "‹": "angle",
    "›": "angle",
    "'": "single",
    "`": "single",
    "‘": "curly-single",
    "’": "curly-single",
    "‛": "curly-single",
}

_FAMILIES = dict.fromkeys('"＂“”‟„', "double") | dict.fromkeys("«»‹›", "angle") | dict.fromkeys("'`‘’‛‚", "single")


class _Glyph(
    NamedTuple
):  # a tuple: there are dozens in every article, and a frozen dataclass takes three times as long
    start: int
    end: int
    family: str  # double, single, angle
    opens: bool  # the characters around it allow an opening mark
    closes: bool  # … a closing mark
    turn: int  # what it does to the depth if it can do only one thing: +1 opens, -1 closes, 0 undecided


@dataclass(slots=True)
class _Pairing:
    """The state of one paragraph: which marks are open, which pairs are found."""

    text: str
    start: int
    end: int
    paragraph: int
    again: str  # what the next paragraph begins with: a mark there continues one that stays open here
    open: list[_Glyph] = field(default_factory=list)
    found: list[Marks] = field(default_factory=list)


def pair_marks(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[Marks, ...]:
    """Pair the quotation marks of each paragraph, outer pairs before the pairs inside them.

    A mark that is never closed ends with its paragraph; marks never pair across paragraphs, but a paragraph that
    closes what the one before left open without opening anew counts as marked from its beginning.

    >>> text = "The ’90s: “No ‘deal’ yet,” the Smiths' son said. 'Fine'"
    >>> [(text[m.start : m.end], m.style, m.depth) for m in pair_marks(text, ((0, len(text)),))]
    [('No ‘deal’ yet,', 'curly', 0), ('deal', 'curly-single', 1), ('Fine', 'single', 0)]
    """
    elisions = read_words("elisions")
    found: list[Marks] = []
    pending = False  # the paragraph before left a double mark open
    for index, (start, end) in enumerate(paragraphs):
        glyphs = _glyphs(text, start, end, elisions)
        if not glyphs:
            pending = False
            continue
        after = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(text)
        pairing = _Pairing(text, start, end, index, text[after : after + 1])
        _pair(pairing, glyphs, pending=pending)
        pairing.found.sort(key=_order)
        pending = any(not marks.closed for marks in pairing.found)
        found += pairing.found
    return tuple(found)


def _order(marks: Marks) -> tuple[int, int]:
    return marks.outer_start, -marks.outer_end


# ---------------------------------------------------------------- what each glyph may be


def _glyphs(text: str, start: int, end: int, elisions: frozenset[str]) -> list[_Glyph]:
    """List the places of a paragraph where a mark may stand, apostrophes and inches left out as far as they show."""
    glyphs: list[_Glyph] = []
    for match in _GLYPH.finditer(text, start, end):
        at, after = match.span()
        sign = text[at]
        if sign == "<":
            continue
        family = "double" if after - at > 1 else _FAMILIES[sign]
        if family == "single":
            if at > start and text[at - 1].isalnum() and text[after : after + 1].isalnum():  # "don't"
                continue
            if _is_elision(text, at, after, elisions):
                continue
        if sign == '"' and text[at - 1].isdigit() and _FEET.search(text, max(start, at - _FEET_WIDTH), at):
            continue
        if sign == "'" and after - at == len("'''"):
            glyphs += _split_three(text, at, start, end)
        else:
            glyphs.append(_glyph(text, at, after, family, start, end))
    return glyphs


def _glyph(text: str, at: int, after: int, family: str, start: int, end: int) -> _Glyph:
    before_char = text[at - 1] if at > start else " "
    after_char = text[after] if after < end else " "
    opens = not after_char.isspace() and before_char in _BEFORE_OPENING
    closes = not before_char.isspace() and after_char in _AFTER_CLOSING
    sign = text[at]
    if family == "single" and opens and closes and sign in _OPENING + _CLOSING:
        opens, closes = sign in _OPENING, sign in _CLOSING
    return _Glyph(at, after, family, opens, closes, opens - closes)


def _split_three(text: str, at: int, start: int, end: int) -> list[_Glyph]:
    """Three straight singles are a single mark inside a doubled one: it opens after it and closes before it."""
    whole = _glyph(text, at, at + 3, "double", start, end)
    if whole.turn > 0:
        return [
            _Glyph(at, at + 2, "double", opens=True, closes=False, turn=1),
            _Glyph(at + 2, at + 3, "single", opens=True, closes=False, turn=1),
        ]
    return [
        _Glyph(at, at + 1, "single", opens=False, closes=True, turn=-1),
        _Glyph(at + 1, at + 3, "double", opens=False, closes=True, turn=-1),
    ]


def _is_elision(text: str, at: int, after: int, elisions: frozenset[str]) -> bool:
    """Tell whether an apostrophe stands for left-out letters or figures: ’90s, 'em, rock 'n' roll, 5' 10"."""
    if at > 0 and text[at - 1].isdigit() and text[after : after + 1] != "":
        return text[after].isspace() and text[after + 1 : after + 2].isdigit()
    match = _WORD.match(text, after)
    if match is None:
        # the second apostrophe of 'n'
        return text[max(at - 2, 0) : at].lower() in {"'n", "’n", "‘n"}
    return match.group().lower() in elisions or _YEAR.match(text, after) is not None


# ---------------------------------------------------------------- pairing


def _pair(pairing: _Pairing, glyphs: list[_Glyph], *, pending: bool) -> None:
    """Walk over the glyphs of one paragraph and pair them."""
    for glyph, (balance, closer_ahead) in zip(glyphs, _look_ahead(glyphs), strict=True):
        if glyph.family == "double":
            _take_double(pairing, glyph, balance, pending=pending and not pairing.found and not pairing.open)
        elif glyph.family == "single":
            _take_single(pairing, glyph, closer_ahead)
        else:
            _take_angle(pairing, glyph)
    for depth, glyph in enumerate(pairing.open):
        if _may_stay_open(pairing, glyph):
            _add(pairing, glyph, pairing.end, pairing.end, depth, closed=False)


def _look_ahead(glyphs: list[_Glyph]) -> list[tuple[int, bool]]:
    """Tell, for each glyph, what comes after it.

    First, how many double marks can only close, less those that can only open; second, whether a single mark that can
    close comes before the next one that must open.
    """
    ahead, balance, closer = [], 0, False
    for glyph in reversed(glyphs):
        ahead.append((balance, closer))
        if glyph.family == "double":
            balance -= glyph.turn
        elif glyph.family == "single":
            closer = glyph.closes
    ahead.reverse()
    return ahead


def _take_double(pairing: _Pairing, glyph: _Glyph, balance: int, *, pending: bool) -> None:
    """Let a double mark open a quotation, close the one that is open, or both; `pending`: the paragraph before left one open."""
    sign = pairing.text[glyph.start]
    place = _last_open(pairing, "double")
    if place is None:
        if glyph.turn < 0 or (sign == "”" and glyph.turn == 0):
            if pending:  # closes what the paragraph before left open
                _add(
                    pairing,
                    _Glyph(pairing.start, pairing.start, "double", opens=True, closes=False, turn=1),
                    glyph.start,
                    glyph.end,
                    0,
                )
        elif not (sign == '"' and glyph.start > pairing.start and pairing.text[glyph.start - 1].isdigit()):
            pairing.open.append(glyph)
        return
    low = pairing.text[pairing.open[place].start] == "„"
    opening = glyph.turn > 0 and sign != "”" and not (low and sign == "“" and balance <= 0)
    if sign == "“" and glyph.turn == 0 and not low:
        opening = True
    if not opening:
        _close(pairing, place, glyph)
    elif balance >= len(pairing.open) - place + 1:  # enough marks to come for this pair and the one around it
        pairing.open.append(glyph)
    else:  # the one before was never closed
        before = pairing.open[place]
        del pairing.open[place:]
        _add(pairing, before, glyph.start, glyph.start, place, closed=False)
        pairing.open.append(glyph)


def _take_single(pairing: _Pairing, glyph: _Glyph, closer_ahead: bool) -> None:
    place = _last_open(pairing, "single")
    text, sign = pairing.text, pairing.text[glyph.start]
    if place is not None and glyph.closes and sign not in _OPENING:
        if not (closer_ahead and _is_possessive(text, glyph)):
            _close(pairing, place, glyph)
    elif glyph.turn > 0 and place is None and (closer_ahead or _may_stay_open(pairing, glyph)):
        pairing.open.append(glyph)


def _is_possessive(text: str, glyph: _Glyph) -> bool:
    """Tell whether an apostrophe after a word may be a possessive or a dropped letter: the Smiths' son, goin' home."""
    word_after = text[glyph.end : glyph.end + 1].isspace() and text[glyph.end + 1 : glyph.end + 2].isalnum()
    return word_after and (text[glyph.start - 1] in "sxz" or text[glyph.start - 2 : glyph.start] == "in")


def _take_angle(pairing: _Pairing, glyph: _Glyph) -> None:
    place = _last_open(pairing, "angle")
    if place is None:
        if not glyph.closes or pairing.text[glyph.start] in "«‹":
            pairing.open.append(glyph)
    elif pairing.text[glyph.start] != pairing.text[pairing.open[place].start]:
        _close(pairing, place, glyph)


def _last_open(pairing: _Pairing, family: str) -> int | None:
    for place in range(len(pairing.open) - 1, max(len(pairing.open) - _DEEPEST, 0) - 1, -1):
        if pairing.open[place].family == family:
            return place
    return None


def _may_stay_open(pairing: _Pairing, glyph: _Glyph) -> bool:
    """An unclosed mark counts if it plainly opens; a lone single one, only at the head of its paragraph.

    One that the next paragraph opens anew counts whatever it is: he said: ‘We left. ¶ ‘We lost.’
    """
    sign = pairing.text[glyph.start]
    if sign == pairing.again and sign in _OPENING + "'":
        return True
    if glyph.family == "single":
        return sign == "‘" and glyph.start == pairing.start
    return glyph.family == "double" and glyph.turn > 0


def _close(pairing: _Pairing, place: int, glyph: _Glyph) -> None:
    """Pair the open mark at `place` with a closing glyph; marks opened after it were none."""
    opening = pairing.open[place]
    del pairing.open[place:]
    _add(pairing, opening, glyph.start, glyph.end, place)


def _add(
    pairing: _Pairing, opening: _Glyph, inner_end: int, outer_end: int, depth: int, *, closed: bool = True
) -> None:
    """Add a pair of marks around what is left of the stretch between them without white space; nothing for an empty one."""
    text, start, end = pairing.text, opening.end, inner_end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    glyphs = text[opening.start : opening.end]
    style = "doubled" if len(glyphs) > 1 else _STYLES.get(glyphs, "curly")
    if not closed:
        outer_end = end
    pairing.found.append(
        Marks(start, end, opening.start, outer_end, style, closed=closed, depth=depth, paragraph=pairing.paragraph)
    )

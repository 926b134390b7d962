"""Names of the catalogue among the tokens of a text: one dict look-up per token, the longest name at a place wins.

A text may write a name with a hyphen, a space or neither, in the plural, with a variant behind it ("Su-30MKI") or as
the first part of a compound ("S-300-equipped"). How far a form can be trusted is told by its `trust`; what stands
around it is weighed in `context`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, first_pieces, names_from
from wirepack.designations import BLOCK, VARIANT, compact, first_piece, letters
from wirepack.extract.systems.signs import SIGNS
from wirepack.extract.systems.trust import SHORTEST_WORD, trust_in
from wirepack.models import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.catalogue import Alias, Names
    from wirepack.extract.systems.setting import Setting

_MAX_TOKENS: Final = 9  # of the longest names, with their marks: "152mm ShKH vz. 77 DANA"
_JOINTS: Final = frozenset("-‐‑–−\u00ad/.()’'&+×")  # what may stand between the parts of a name
# An "&" that stands encoded, as in the text of a page: S&amp;W
_ENCODED: Final = re.compile(r"&\s?amp\s?;")
_ENTITY: Final = frozenset({"amp", ";"})
_BEFORE_ENTITY: Final = frozenset({"&", "amp"})
_CACHED_PIECES: Final = 1 << 13  # more than the catalogue has
_CACHED_WORDS: Final = 1 << 16  # the vocabulary of days of news; bounded, so that memory does not grow with the corpus
_CACHED_PAIRS: Final = 1 << 16  # of words at which a name may begin, and the next ones
_LONGEST_WORD: Final = 40  # characters; longer ones are codes, and are not tried for variants
_SHORTEST_TAIL: Final = 3  # letters of the second part of a compound: "S-300-type"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form can stand for, and how far to trust it."""

    alias: Alias
    trust: int


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a name stands: characters `start:end`, tokens `first:last`, the likeliest readings first."""

    start: int
    end: int
    first: int
    last: int
    plural: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Ending:
    """A place where a name can end: the name without what the text adds to it ends at `bare`."""

    last: int
    end: int
    bare: int
    aliases: tuple[Alias, ...]


def find_names(text: str, tokens: Tokens, setting: Setting) -> list[Found]:
    """Find the names of the catalogue in a text, look-alikes included, in order and without overlap.

    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize(text := "Two F-16s and an S-300PMU-2 battery near the M4 motorway.")
    >>> [(found.readings[0].alias.surface, found.plural, found.readings[0].trust)
    ...  for found in find_names(text, tokens, Setting(tokens))]
    [('F-16', True, 3), ('S-300PMU-2', False, 3), ('M4', False, 1)]
    """
    found: list[Found] = []
    makers, reached = context_words("maker"), 0
    lower = [*tokens.lower, "", ""]
    for position in setting.marked.places(_BEGINS):
        if position < reached:
            continue
        word, after = lower[position], lower[position + 1]
        if after in _JOINTS:
            after = lower[position + 2]
        if _is_continued(word, after) or (word[0].isdigit() and lower[position - 1] == "."):  # .308 Winchester
            match = _match_at(text, tokens, position, names_from(_piece(word)) or {})
        else:
            match = _find_alone(tokens.text[position])
            if match is None:  # as for most
                continue
            match = _move(match, tokens.start[position], position)
        if match and word in makers and _goes_without_maker(text, tokens, position + 1, match):
            continue
        if match:
            found.append(match)
            reached = match.last
    return found


def _begins(word: str, lower: str) -> bool:
    """Whether a name can begin with a word: the answer for most words."""
    piece = _piece(lower)
    if not piece or (word.isalpha() and word[0].islower() and not _begins_in_small_letters(piece)):
        return False
    part, names = compact(lower), names_from(piece) or {}
    return part in names or _inflected(word, "", part, names) is not None


_BEGINS: Final = SIGNS.add(_begins)


@lru_cache(maxsize=_CACHED_PAIRS)
def _is_continued(word: str, after: str) -> bool:
    """Whether a name that a word begins may go on with another, behind a mark or not: rare, and the answer is kept."""
    key, piece, names = compact(word), first_piece(after.lstrip("'_")), names_from(_piece(word)) or {}
    longer = key + piece
    singular = longer.removesuffix("s") if len(piece) > 1 else longer
    known = key in names and bool(piece) and (longer in names or singular in names)
    return known or after in _JOINTS or after == "amp" or "'" in word


@lru_cache(maxsize=_CACHED_WORDS)
def _find_alone(word: str) -> Found | None:
    """The name that a single word is, wherever it stands: of most words, which no other continues."""
    lower = word.lower()
    return _match_at(word, Tokens([0], [len(word)], [word], [lower]), 0, names_from(_piece(lower)) or {})


def _move(name: Found, start: int, position: int) -> Found:
    """The name of a single word where it stands in a text."""
    return Found(start, start + name.end, position, position + 1, name.plural, name.readings)


@lru_cache(maxsize=_CACHED_WORDS)
def _piece(word: str) -> str:
    """The piece that names beginning with this word begin with; empty for most words."""
    known = first_pieces()
    if word in known:
        return word
    stem = word.removesuffix("es" if word.endswith("oes") else "s")  # tornadoes, katyushas
    piece = stem if word.isalpha() and stem in known else first_piece(word)
    return piece if piece in known else ""


def _goes_without_maker(text: str, tokens: Tokens, position: int, match: Found) -> bool:
    """Whether a system is named without its maker as well:   Boeing P-8 Poseidon, but not Ruger Blackhawk or Avro Anson."""
    if position >= len(tokens.lower):
        return False
    inner = _match_at(text, tokens, position, names_from(first_piece(tokens.lower[position])) or {})
    if inner is None or inner.last < match.last:
        return False
    one, other = inner.readings[0], match.readings[0]
    return one.alias.system is other.alias.system and one.trust >= other.trust


@lru_cache(maxsize=_CACHED_PIECES)
def _begins_in_small_letters(piece: str) -> bool:
    """Whether a name can begin with this piece in small letters: as a whole name ("javelin missiles"), or as it is."""
    names = names_from(piece) or {}
    if len(piece) >= SHORTEST_WORD and names.get(piece):
        return True
    return any(alias.surface[:1].islower() for aliases in names.values() for alias in aliases)


def _match_at(text: str, tokens: Tokens, position: int, names: Names) -> Found | None:
    """The longest name that begins at a token and is spelled as a name can be."""
    start = tokens.start[position]
    for ending in reversed(list(_endings(tokens, position, names))):
        written = _ENCODED.sub("&", text[start : ending.bare].replace("’", "'"))
        inches = _has_point(text, start) and any(alias.surface[0] == "." for alias in ending.aliases)
        aliases = (alias for alias in ending.aliases if (alias.surface[0] == ".") == inches)
        readings = [Reading(alias, trust) for alias in aliases if (trust := trust_in(alias, written)) is not None]
        if readings:
            readings.sort(key=lambda reading: _unlikeness(reading, written))
            end, last = _close(text, start, ending)
            plural = text[ending.bare : end].lower() in ("s", "es")
            touches = inches and text[start - 1] == "."
            return Found(start - touches, end, position - touches, last, plural, tuple(readings))
    return None


def _has_point(text: str, start: int) -> bool:
    """Whether the number at a place is a part of an inch:   .308 Winchester   or   . 308 Winchester, of old corpora."""
    if text[start - 1 : start] == " ":
        return text[max(start - 3, 0) : start - 1] == " ."
    return text[start - 1 : start] == "." and not text[max(start - 2, 0) : start - 1].isalnum()


def _unlikeness(reading: Reading, written: str) -> tuple[bool, bool, int]:
    """The order of readings: as the catalogue writes it, but for capitals, and then by trust."""
    surface = reading.alias.surface
    return surface.lower() != written.lower(), surface != written, -reading.trust


def _close(text: str, start: int, ending: _Ending) -> tuple[int, int]:
    """End and last token, with the bracket or mark that the name opens:   BMP-2(K)   BM-27 'Uragan'."""
    inside, after = text[start : ending.end], text[ending.end : ending.end + 1]
    closes = (after == ")" and "(" in inside) or (after == "'" and inside.count("'") == 1)
    return (ending.end + 1, ending.last + 1) if closes else (ending.end, ending.last)


def _endings(tokens: Tokens, position: int, names: Names) -> Iterator[_Ending]:
    """All places where a name that begins at a token can end, the nearest first."""
    key = ""
    for token in range(position, min(position + _MAX_TOKENS, len(tokens.lower))):
        if token > position and tokens.start[token] - tokens.end[token - 1] > 1:
            return
        word = tokens.lower[token]
        part = compact(word)
        if word in _ENTITY and tokens.lower[token - 1] in _BEFORE_ENTITY:  # .40 S&amp;W, of a page that was not decoded
            continue
        if not part:
            if word not in _JOINTS:
                return
            continue
        aliases = names.get(key + part)
        if aliases and not _is_plural_of_shorter(tokens.text[token], aliases):
            yield _Ending(token + 1, tokens.end[token], tokens.end[token], aliases)
        elif word != "'s" and (inflected := _inflected(tokens.text[token], key, part, names)):
            start, (end, bare, known) = tokens.start[token], inflected
            yield _Ending(token + 1, start + end, start + bare, known)
        if aliases is None:
            return
        key += part


def _is_plural_of_shorter(word: str, aliases: tuple[Alias, ...]) -> bool:
    """Whether a word ends as a plural does where the names end in a letter of their own:   Tornados   not: Tornado-S."""
    return word[-1] == "s" and len(word) > 1 and all(alias.surface.endswith(("-S", " S")) for alias in aliases)


def _inflected(word: str, key: str, part: str, names: Names) -> tuple[int, int, tuple[Alias, ...]] | None:
    """The name at the beginning of a word: before a plural s, the rest of a compound, or the letters of a variant.

    Where it ends in the word, and where it ends without what the text adds to it.
    """
    end = len(word)
    if len(word) > _LONGEST_WORD or (part.isalpha() and word[-1] not in "sS" and "-" not in word):
        return None
    for plural in ("s", "es"):
        stem = part.removesuffix(plural)
        if len(stem) > 1 and word.endswith((plural, plural.upper())) and names.get(key + stem):
            return end, end - len(plural), names[key + stem]
    head, _, tail = word.rpartition("-")
    if head and len(tail) >= _SHORTEST_TAIL and tail.isalpha() and tail.islower() and names.get(key + compact(head)):
        return len(head), len(head), names[key + compact(head)]
    if part.isalpha():
        return None
    for length in range(len(part) - 1, 0, -1):
        base = key + part[:length]
        if part[length].isdigit() and names.get(base) and _is_block(word, length, names[base]):
            return end, _end_of(word, length), names[base]
        if base[-1].isdigit() and part[length].isalpha() and names.get(base):
            added = letters(word)[length:]
            if VARIANT.fullmatch(added if added == "bis" else added.removesuffix("s")):
                return end, _end_of(word, length), names[base]
            return None
    return None


def _is_block(word: str, length: int, aliases: tuple[Alias, ...]) -> bool:
    """Whether a number behind a hyphen tells the customer or block of an aircraft:   A330-202   737-8AS   747-4H6."""
    end = _end_of(word, length)
    flies = any(alias.system and alias.system.group == "aircraft" for alias in aliases)
    return flies and word[end] == "-" and BLOCK.fullmatch(word[end + 1 :]) is not None


def _end_of(word: str, length: int) -> int:
    """Where the first letters and digits of a word end in it."""
    places = [place for place, letter in enumerate(word) if letter.isalnum()]
    return places[length - 1] + 1

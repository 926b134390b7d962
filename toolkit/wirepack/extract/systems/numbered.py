"""Names made of numbers, which the catalogue does not hold: series, calibres, makers and models, indices of services.

A number says little, so that each rule wants a second sign: a noun for the kind of weapon, a calibre, a maker, or an
article before it and words of gunnery around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import class_groups, context_words, heads, kinds_of_guns
from wirepack.designations import GRAU, JETDS, SHAPE, is_short
from wirepack.extract.systems.described import is_behind_article, is_described, is_on_a_road
from wirepack.extract.systems.nouns import head_after, head_before
from wirepack.phrases import match_phrase

if TYPE_CHECKING:
    from wirepack.catalogue import Head
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens

Span = tuple[int, int, str | None]  # first and last token, class

_SHORTEST_INDEX: Final = 4  # characters; "1P2" is no index of a weapon
_JETDS_CLASSES: Final = {"P": "radar", "L": "electronic warfare system", "Q": "sonar"}  # by the second letter
_GUNS: Final = frozenset({"smallarms", "artillery", "airdef"})  # what "gun" alone can be
_ARMOUR: Final = frozenset({"armour", "vehicle"})  # what "AFV" alone can be
_INTERCEPTORS: Final = frozenset({"airdef", "missile"})
_DASHES: Final = frozenset("-‐‑–")
_MAX_TITLE: Final = 5  # words with a capital between a designation and its noun: "M249 Squad Automatic Weapon"
_MAX_MODEL_WORDS: Final = 2  # words with a capital behind a model: "Colt Model 1908 Pocket Hammerless"
_UNITS: Final = frozenset({"cm", "mm", "inch", "in", "pounder", "pdr", '"'})

_BEHIND_CALIBRES: Final = _UNITS | _DASHES
# A number, and what a calibre is measured in:   155   4.7   7,5   12.7mm   3-inch   2-pounder
_CALIBRE: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?(?:-?(cm|mm|inch|pounder|pdr))?")
# A number of a series:   22350   054A   38(t)   III   2A7
_NUMBER: Final = re.compile(r"\d[\dA-Za-z]{0,5}|[IVX]{1,5}[A-Za-z]?\d?")
# A year that a Russian, Swedish or American gun is named by:   M1938   m/41   M1910
_YEAR_MODEL: Final = re.compile(r"[Mm]\d{2,4}[A-Z]?\d?")
# The model of a maker of small arms:   19   92FS   P226   M1934   G36C   Mini-14
_MODEL: Final = re.compile(r"(?=.*\d)(?:[A-Z][A-Za-z]{0,3}-?)?\d{1,4}[A-Z]{0,3}\d?s?")
# The mark of a Soviet naval gun, which begins with the number:   34-K   100-KM
_NAVAL_MARK: Final = re.compile(r"\d{2,3}-[A-Z]{1,2}s?")
# Forms that are a weapon's more often than a paper's or a road's:   M79   XM27E1   T25   L12A3   M1893
_MODELS_OF_ARMIES: Final = re.compile(r"(?:XM|[MT])-?\d{2,4}(?:[A-Z]\d{0,2})?s?|L\d{1,3}A\d")


def find_numbered(tokens: Tokens, position: int, taken: list[bool], setting: Setting) -> Span | None:
    """The name made of numbers that the word at a position begins.

    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> tokens = tokenize("A Mark 45 gun, two QF 4.7-inch, a 15 cm SK C/28 and the Beretta 92FS pistol")
    >>> spans = [find_numbered(tokens, place, [False] * 40, Setting(tokens)) for place in range(len(tokens.text))]
    >>> [(" ".join(tokens.text[span[0] : span[1]]), span[2]) for span in spans if span]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Mark 45', None), ('QF 4.7 - inch', 'towed artillery'), ('15 cm SK C / 28', 'naval gun'),
     ('Beretta 92FS', 'pistol')]
    """
    word, lower = tokens.text[position], tokens.lower[position]
    found: Span | None = None
    if (
        word.isdigit()
        and tokens.lower[position + 1 : position + 2]
        and tokens.lower[position + 1] not in _BEHIND_CALIBRES
    ):
        return None  # most numbers
    if word[0].isdigit():
        found = _by_calibre(tokens, position) or _grau(tokens, position, setting) or _naval_mark(tokens, position)
    elif lower in kinds_of_guns("maker") and word[0].isupper():
        found = _of_maker(tokens, position)
    elif word in kinds_of_guns("ordnance"):
        found = _by_calibre(tokens, position)
    elif word.isalpha():
        found = _in_series(tokens, position) if lower in context_words("series") else None
    else:
        found = _jetds(tokens, position) or _designation(tokens, position)
    return None if found and any(taken[found[0] : found[1]]) else found


def announces_number(word: str) -> bool:
    """Whether a word in lower case can begin such a name: a series, a maker, a kind of ordnance."""
    return (
        word in context_words("series") or word in kinds_of_guns("maker") or word.upper() in kinds_of_guns("ordnance")
    )


# ---------------------------------------------------------------- numbers of a series


def _in_series(tokens: Tokens, position: int) -> Span | None:
    """A number of a series:   Type 054A frigate   Project 22350 frigate   Mk 45 gun   the Mk III had a crew of four."""
    end = _end_of_series(tokens, position)
    if end is None:
        return None
    head, before = _noun_behind(tokens, end), head_before(tokens, position)
    roman = not tokens.text[end - 1][0].isdigit()
    for noun in (head, before):
        if noun and _tells_kind(noun) and (tokens.text[position].istitle() or not roman):
            return position, end, noun.class_
    if tokens.lower[position] == "obyekt":  # what the Soviet Union called its designs of armour
        return position, end, None
    is_mark = tokens.lower[position] in ("mk", "mark", "vz", "wz") and tokens.text[position] != "mark"
    if is_mark and is_behind_article(tokens, position) and is_described(tokens, position, end, 1):
        return position, end, None
    return None


def _end_of_series(tokens: Tokens, position: int) -> int | None:
    """The token behind a word of a series and its number:   Mk. 48 Mod 4   vz. 53   Mark I–IV   model 1910/34."""
    text, number, limit = tokens.text, position + 1, len(tokens.text)
    if number < limit and text[number] == ".":
        number += 1
    if tokens.lower[position] not in context_words("series") or number >= limit or tokens.gap(number) > 1:
        return None
    if not _NUMBER.fullmatch(text[number]) or (text[number] == "I" and not text[position].istitle()):
        return None
    end = number + 1
    while (
        end + 1 < limit and text[end] in ("/", "–", "-") and _touches(tokens, end) and _NUMBER.fullmatch(text[end + 1])
    ):
        end += 2
    if end + 1 < limit and text[end] == "Mod" and text[end + 1].isdigit():
        end += 2
    return end


# ---------------------------------------------------------------- calibres


def _by_calibre(tokens: Tokens, position: int) -> Span | None:
    """A gun by its calibre and mark:   QF 4.7-inch Mk IV   7.5 cm KwK 40   152 mm howitzer M1943   5-inch/38 Mark 12."""
    text, start = tokens.text, position
    royal = text[position] in kinds_of_guns("ordnance")
    end = _end_of_calibre(tokens, position + royal)
    if end is None or (position and text[position - 1] in kinds_of_guns("ordnance")):
        return None
    if end < len(text) and text[end] in kinds_of_guns("mark"):  # 15 cm SK C/28
        return start, _end_of_mark(tokens, end + 1), kinds_of_guns("mark")[text[end]]
    place = end
    noun: Head | None = None
    while place < min(end + _MAX_TITLE, len(text)) and tokens.lower[place] in context_words("modifier"):
        place += 1
    phrase = match_phrase(tokens, place, len(text), heads().get(tokens.lower[place], [])) if place < len(text) else None
    if phrase and _tells_kind(phrase.payload):
        noun, place = phrase.payload, place + len(phrase.words)
    mark = _end_of_series(tokens, place) if place < len(text) else None
    if mark is None and place < len(text) and _YEAR_MODEL.fullmatch(text[place]) and (noun or royal):
        mark = place + 1
    noun = noun or _noun_behind(tokens, mark or end)
    class_ = noun.class_ if noun else None
    if royal:
        return start, mark or end, class_ or kinds_of_guns("ordnance")[text[start]]
    return (start, mark, class_) if mark is not None and _is_gun(noun) else None


def _end_of_calibre(tokens: Tokens, position: int) -> int | None:
    """The token behind a calibre, with its length:   155 mm   3-inch/50 calibre   4.7-inch   5 cm L/42."""
    text, limit = tokens.text, len(tokens.text)
    match = _CALIBRE.fullmatch(tokens.lower[position]) if position < limit else None
    if not match:
        return None
    end = position + 1
    if not match[1]:
        if end < limit and text[end] in _DASHES and _touches(tokens, end):
            end += 1
        if end >= limit or tokens.lower[end] not in _UNITS or tokens.gap(end) > 1:
            return None
        if text[end] == '"' and not (_touches(tokens, end) and text[end + 1 : end + 2] == ["/"]):  # 5"/38, no quotation
            return None
        end += 1
    if end + 1 < limit and text[end] == "/" and text[end + 1].isdigit():
        end += 2
        if end < limit and tokens.lower[end] in ("calibre", "caliber", "cal"):
            end += 1
    return end


def _end_of_mark(tokens: Tokens, position: int) -> int:
    """The token behind the number of a German mark:   SK C/28   KwK 40 L/43   Pak 38."""
    text, end, limit = tokens.text, position, len(tokens.text)
    for _ in range(2):
        if end + 2 < limit and len(text[end]) == 1 and text[end].isupper() and text[end + 1] == "/":
            end += 3
        elif end < limit and (text[end][0].isdigit() or text[end] in ("C", "L", "M")) and end == position:
            end += 1
    return end


# ---------------------------------------------------------------- makers and models


def _of_maker(tokens: Tokens, position: int) -> Span | None:
    """The model of a maker of small arms:   Glock 19   Beretta 92FS   Colt Model 1908 Pocket Hammerless."""
    text, limit = tokens.text, len(tokens.text)
    place = position + 1
    if place + 1 < limit and text[place] == "&":  # Smith & Wesson
        place += 2
    while place < limit and tokens.lower[place] in kinds_of_guns("maker"):  # SIG Sauer
        place += 1
    end = _end_of_series(tokens, place) if place < limit and text[place] in ("Model", "Type", "Mark", "Mk") else None
    named = end is not None
    if end is None and place < limit and _MODEL.fullmatch(text[place]) and tokens.gap(place) <= 1:
        end = place + 1
    if end is None:
        return None
    noun, class_ = _noun_behind(tokens, end), kinds_of_guns("maker")[tokens.lower[position]]
    telling = noun is not None and _tells_kind(noun)
    if not telling and tokens.lower[position] in kinds_of_guns("other trade"):  # Browning, Mauser; not "Winchester 73"
        telling = is_described(tokens, position, end, 1)
        if not telling:
            return None
    if not telling and not named and not is_described(tokens, position, end, 1) and text[end - 1].isdigit():
        return (position, end, class_) if tokens.lower[position] == "glock" else None
    last = end
    while named and last < min(end + _MAX_MODEL_WORDS, limit) and text[last].istitle() and tokens.gap(last) <= 1:
        if tokens.lower[last] in heads() or tokens.lower[last] in context_words("military"):
            break
        last += 1
    return position, last, (noun.class_ if noun and noun.class_ and class_groups()[noun.class_] in _GUNS else class_)


# ---------------------------------------------------------------- letters and digits


def _jetds(tokens: Tokens, position: int) -> Span | None:
    """An American electronics designation:   AN/TPQ-36."""
    first, word = position - 2, tokens.text[position]
    if first < 0 or tokens.text[first:position] != ["AN", "/"] or not JETDS.fullmatch(word):
        return None
    noun = head_after(tokens, position + 1)
    return first, position + 1, (noun and noun.class_) or _JETDS_CLASSES.get(word[1])


def _grau(tokens: Tokens, position: int, setting: Setting) -> Span | None:
    """An index of the Russian artillery directorate, in an article that speaks of weapons:   9K33   2S19M2."""
    word = tokens.text[position]
    if len(word) < _SHORTEST_INDEX or word.isdigit() or not GRAU.fullmatch(word) or not setting.is_military:
        return None
    noun = head_after(tokens, position + 1)
    return position, position + 1, noun.class_ if noun else None


def _naval_mark(tokens: Tokens, position: int) -> Span | None:
    """A Soviet naval gun:   34-K guns."""
    noun = head_after(tokens, position + 1) if _NAVAL_MARK.fullmatch(tokens.text[position]) else None
    return (position, position + 1, noun.class_) if _is_gun(noun) and noun else None


def _designation(tokens: Tokens, position: int) -> Span | None:
    """Letters and digits beside the kind of weapon, or among words of gunnery:   XM-77 missiles   the XM27E1."""
    word = tokens.text[position]
    if not SHAPE.fullmatch(word) or (position and tokens.lower[position - 1] in context_words("series")):
        return None
    for noun in (head_after(tokens, position + 1), head_before(tokens, position)):
        if noun and _tells_kind(noun):
            return position, position + 1, noun.class_
    titled = _noun_behind(tokens, position + 1)
    if titled and titled.class_ and class_groups()[titled.class_] in _GUNS:
        return position, position + 1, titled.class_
    if not is_behind_article(tokens, position) or is_on_a_road(tokens, position):
        return None
    if is_short(word.removesuffix("s")) and not _MODELS_OF_ARMIES.fullmatch(word):
        return None
    signs = 1 if _MODELS_OF_ARMIES.fullmatch(word) else 2
    return (position, position + 1, None) if is_described(tokens, position, position + 1, signs) else None


# ---------------------------------------------------------------- words around


def _noun_behind(tokens: Tokens, position: int) -> Head | None:
    """The noun behind a designation, beyond a calibre and a title:   Type 1 47 mm tank gun   M45A1 Close Quarter Pistol."""
    end = _end_of_calibre(tokens, position) or position
    noun = head_after(tokens, end)
    if noun:
        return noun
    for place in range(end, min(end + _MAX_TITLE, len(tokens.text))):
        word = tokens.text[place]
        if not word[0].isupper() or not word.isalpha() or tokens.gap(place) > 1:
            return None
        noun = head_after(tokens, place + 1)
        if noun and _tells_kind(noun):
            return noun
    return None


def _tells_kind(noun: Head) -> bool:
    """Whether a noun tells what the name beside it is; "gun", "interceptor" and "AFV" do, though not which."""
    if noun.class_ is not None or noun.groups <= _GUNS or noun.groups <= _INTERCEPTORS:
        return True
    return noun.groups <= _ARMOUR and "armour" in noun.groups


def _is_gun(noun: Head | None) -> bool:
    """Whether a noun is one for guns of any kind."""
    return noun is not None and _tells_kind(noun) and not noun.groups.isdisjoint(_GUNS | {"armour"})


def _touches(tokens: Tokens, position: int) -> bool:
    """Whether no space stands on either side of a mark."""
    return not tokens.gap(position) and (position + 1 == len(tokens.text) or not tokens.gap(position + 1))

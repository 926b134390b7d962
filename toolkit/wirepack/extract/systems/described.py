"""Names that the words of gunnery around them tell: "The M60 has a cast turret", "rounds for the M79".

The words ("turret", "muzzle", "howitzer") are those of kind "gunnery" in system_context.tsv.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words
from wirepack.grammar import DETERMINER, word_class
from wirepack.namewords import CLOSED, GIVEN, OUTLET, PLACE, RANK, ROLE, word_kinds

if TYPE_CHECKING:
    from wirepack.catalogue import System
    from wirepack.extract.systems.names import Found
    from wirepack.models import Tokens

_REACH: Final = 14  # tokens on each side of a name that can describe it
_REACH_OF_OTHER: Final = 6  # and within which a motorway or a galaxy shows that it is none
_ROADS: Final = frozenset({"on", "onto", "along", "off", "via"})  # "guns were found in a car on the M1"
_ENDS: Final = frozenset(".?!;")
# The groups of classes whose names are told so; ships and aircraft have words of their own.
_GROUPS: Final = frozenset({"missile", "airdef", "armour", "artillery", "smallarms", "vehicle"})
_NO_WEAPON: Final = CLOSED | OUTLET | RANK | ROLE | PLACE | GIVEN
_SHORTEST_ACRONYM: Final = 3  # letters: FAL, RPK


def described(tokens: Tokens, name: Found) -> System | None:
    """The system of a doubtful name that stands behind an article, or is an acronym, among words of gunnery.

    >>> from wirepack.extract.systems.names import find_names
    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> for text in ("The M79 fires a grenade.", "Two rifles were found in a car on the M4."):
    ...     tokens = tokenize(text)
    ...     system = described(tokens, find_names(text, tokens, Setting(tokens))[0])
    ...     print(system and system.class_)
    grenade launcher
    None
    """
    systems = [reading.alias.system for reading in name.readings]
    system = next((system for system in systems if system and system.group in _GROUPS), None)
    if system is None or is_on_a_road(tokens, name.first):
        return None
    written = "".join(tokens.text[name.first : name.last])
    if any(letter.isdigit() for letter in written):
        wanted, is_plain = 1, False
    elif written.isupper() and len(written) >= _SHORTEST_ACRONYM:
        return system if is_described(tokens, name.first, name.last, 2) else None
    else:
        wanted, is_plain = 2, True
    if not is_behind_article(tokens, name.first):
        return None
    if is_plain and (name.plural or word_kinds().get(tokens.lower[name.first], 0) & _NO_WEAPON):
        return None
    return system if is_described(tokens, name.first, name.last, wanted) else None


def is_described(tokens: Tokens, first: int, last: int, wanted: int) -> bool:
    """Whether at least so many words of gunnery stand around a name in its sentence, and no motorway or galaxy."""
    lower = tokens.lower
    if not context_words("other").isdisjoint(lower[max(first - _REACH_OF_OTHER, 0) : last + _REACH_OF_OTHER]):
        return False
    begin, end = first, last
    while begin > max(first - _REACH, 0) and lower[begin - 1] not in _ENDS:
        begin -= 1
    while end < min(last + _REACH, len(lower)) and lower[end] not in _ENDS:
        end += 1
    signs = context_words("gunnery")
    return len(signs.intersection(lower[begin:first] + lower[last:end])) >= wanted


def is_behind_article(tokens: Tokens, position: int) -> bool:
    """Whether an article stands before a name, directly or before one adjective:   the M79   the redesigned T25."""
    if position == 0:
        return False
    if word_class(tokens.text[position - 1]) & DETERMINER:
        return True
    adjective = tokens.text[position - 1]
    is_plain = adjective.islower() and (not word_class(adjective) or adjective.endswith("ed"))
    return is_plain and position > 1 and bool(word_class(tokens.text[position - 2]) & DETERMINER)


def is_on_a_road(tokens: Tokens, position: int) -> bool:
    """Whether a name with an article stands behind a preposition of roads:   on the M4."""
    return position > 1 and tokens.lower[position - 2] in _ROADS

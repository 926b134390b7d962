"""What has the name of a system and is something else: vitamin B-17, the M4 motorway, Case C-130/21, a choir.

Some is shown by what stands beside the name, and no form outweighs it (`is_something_else`); some only where the form is
short and much else has it (`may_be_something_else`). Whole names are in lexicons/system_lookalikes.tsv.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wirepack.catalogue import context_words, heads
from wirepack.designations import is_short
from wirepack.extract.systems.nouns import head_after
from wirepack.extract.systems.setting import is_military_around
from wirepack.grammar import COORDINATOR, word_class

if TYPE_CHECKING:
    from wirepack.extract.systems.names import Found
    from wirepack.extract.systems.setting import Setting
    from wirepack.models import Tokens

_MAX_APPOSED: Final = 5  # words of what follows a name in apposition: ", a Ukrainian folk choir"
_PAGES: Final = frozenset({"on", "page", "pages", "see"})  # "our story on A10"
_DOCKET: Final = re.compile(r"[CFT]-\d{1,3}")  # of the courts of the European Union, before "/21"
_YEAR: Final = re.compile(r"\d{2}|\d{4}")
_NEAR: Final = 40  # tokens on each side in which a court makes such a number a case's
_VISA: Final = re.compile(r"[A-Z]{1,2}-?\d{1,2}s?")
_BESIDE: Final = 4  # tokens before a name in which an engine is spoken of: "the engine is an M88"
_ALONG: Final = frozenset({"along", "onto", "off", "via"})  # roads, most often; work goes on "on the A340"
_MAX_LIST: Final = 4  # designations of a list behind one label
_AROUND: Final = 25  # tokens on each side of a name that speak of music or markets
_MAX_ROADS: Final = 3  # roads that a list may name: "along the M5, the M4 and the M2"


def is_something_else(tokens: Tokens, name: Found, setting: Setting) -> bool:
    """Whether what stands beside a name shows that it is no system's, however it is written.

    >>> from wirepack.extract.systems.names import find_names
    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> for text in ("There is no vitamin B-17.", "The court ruled in T-72/19.", "A T-72 burned."):
    ...     setting = Setting(tokens := tokenize(text))
    ...     print(is_something_else(tokens, find_names(text, tokens, setting)[0], setting))
    True
    True
    False
    """
    return (
        _is_label(tokens, name)
        or _is_somebody(tokens, name)
        or _is_docket(tokens, name)
        or _is_object(tokens, name)
        or (setting.speaks_of_music and _is_in_music(tokens, name))
        or _is_traded(tokens, name)
    )


def may_be_something_else(tokens: Tokens, name: Found, setting: Setting) -> bool:
    """Whether a word beside a short or doubtful name shows that it is no system's, or may be none.

    >>> from wirepack.extract.systems.names import find_names
    >>> from wirepack.extract.systems.setting import Setting
    >>> from wirepack.segment.tokens import tokenize
    >>> for text in ("Take the M4 motorway.", "Villages along the M4.", "The E-3 is a visa.", "They fired the M4."):
    ...     tokens = tokenize(text)
    ...     print(may_be_something_else(tokens, find_names(text, tokens, Setting(tokens))[0], Setting(tokens)))
    True
    True
    True
    False
    """
    if name.last < len(tokens.lower) and tokens.lower[name.last] in context_words("other"):
        return True
    if name.last != name.first + 1 or not is_short(tokens.text[name.first]):
        return False
    return (
        _is_page(tokens, name.first)
        or _is_road(tokens, name.first)
        or _is_engine(tokens, name.first)
        or (setting.speaks_of_visas and _VISA.fullmatch(tokens.text[name.first]) is not None)
    )


def _is_label(tokens: Tokens, name: Found) -> bool:
    """Whether a word before a designation, or a list of them, says what it numbers:   vitamin B-17   levels P-3, P-4."""
    if name.plural:
        return False
    first = name.first
    for _ in range(_MAX_LIST):
        before = tokens.lower[first - 1] if first else ""
        if before in context_words("label"):
            return head_after(tokens, name.last) is None
        if first < 2 or not (word_class(before) & COORDINATOR or before == ","):
            return False
        first -= 2
        if not any(letter.isdigit() for letter in tokens.text[first]):
            return False
    return False


def _is_object(tokens: Tokens, name: Found) -> bool:
    """Whether a designation numbers the thing behind it, or goes on from a mark:   the SS-5 form   S&P 500."""
    if not any(letter.isdigit() for letter in name.readings[0].alias.surface):
        return False
    if name.first and tokens.text[name.first - 1] == "&" and not tokens.gap(name.first):
        return True
    return name.last < len(tokens.lower) and tokens.lower[name.last] in context_words("object")


def _is_somebody(tokens: Tokens, name: Found) -> bool:
    """Whether a name is said to be a company's, a band's or a beast's:   Katyusha, a choir   a wolverine called Gripen."""
    lower, first, last = tokens.lower, name.first, name.last
    if first > 1 and lower[first - 1] in ("called", "named"):
        return tokens.text[first - 2] in context_words("somebody")
    if lower[last : last + 1] != [","] or lower[last + 1 : last + 2] not in (["a"], ["an"], ["the"]):
        return False
    for place in range(last + 2, min(last + 2 + _MAX_APPOSED, len(lower))):
        if tokens.text[place] in context_words("somebody"):
            return True
        if not lower[place][0].isalnum() or lower[place] in heads():
            return False
    return False


def _around(tokens: Tokens, name: Found) -> list[str]:
    return tokens.lower[max(name.first - _AROUND, 0) : name.first] + tokens.lower[name.last : name.last + _AROUND]


def _is_in_music(tokens: Tokens, name: Found) -> bool:
    """Whether a name is a band's: music is spoken of around it, and no arms."""
    return not (
        context_words("music").isdisjoint(_around(tokens, name)) or is_military_around(tokens, name.first, name.last)
    )


def _is_traded(tokens: Tokens, name: Found) -> bool:
    """Whether a name is a company's with its ticker:   Stryker (SYK) shares."""
    ticker = tokens.text[name.last : name.last + 3]
    if ticker[:1] != ["("] or ticker[2:] != [")"] or not (ticker[1].isalpha() and ticker[1].isupper()):
        return False
    return not context_words("market").isdisjoint(_around(tokens, name))


def _is_docket(tokens: Tokens, name: Found) -> bool:
    """Whether a designation is the number of a case, or of a file:   Case C-130/21   reference T-34/0912."""
    last = name.last
    if (
        tokens.text[last : last + 1] != ["/"]
        or tokens.gap(last)
        or not _YEAR.fullmatch("".join(tokens.text[last + 1 : last + 2]))
    ):
        return False
    if len(tokens.text[last + 1]) > 2:
        return True
    around = tokens.lower[max(name.first - _NEAR, 0) : last + _NEAR]
    return _DOCKET.fullmatch(tokens.text[name.first]) is not None and not context_words("court").isdisjoint(around)


def _is_page(tokens: Tokens, first: int) -> bool:
    """Whether a short designation is a page's:   our story on A10."""
    return "-" not in tokens.text[first] and first > 0 and tokens.lower[first - 1] in _PAGES


def _is_road(tokens: Tokens, first: int) -> bool:
    """Whether a short designation is a road's, or goes on a list of roads:   along the M5 and the M4."""
    for _ in range(_MAX_ROADS):
        if first < 2 or tokens.lower[first - 1] != "the":
            return False
        if tokens.lower[first - 2] in _ALONG:
            return True
        before = tokens.lower[first - 2]
        if not (word_class(before) & COORDINATOR or before == ","):
            return False
        first -= 3
        if not is_short(tokens.text[first]):
            return False
    return False


def _is_engine(tokens: Tokens, first: int) -> bool:
    """Whether an engine is said to be it:   the engine is an M88."""
    before = tokens.lower[max(first - _BESIDE, 0) : first]
    return "engine" in before and not {"is", "was"}.isdisjoint(before)

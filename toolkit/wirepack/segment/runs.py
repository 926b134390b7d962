"""Runs of capitalised words: the stretches of a text in which a name may stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.namewords import CLOSED, COURTESY, GIVEN, PARTICLE, RANK, ROLES, STOP, SUFFIX, TITLE, capitals_of

if TYPE_CHECKING:
    from wirepack.models import Tokens

Part = tuple[int, int]  # tokens

_WRAPPED_LINE = 55  # characters; a line that ends before is a header line, not wrapped text
_ARTICLES = frozenset(["al", "el", "as", "ad", "ar", "an", "at", "az", "ash", "ul", "ur", "ud"])


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules of names look at.

    `kinds` are those of each token, `written` the words of the text in its own spelling, and `headlines` the tokens
    of lines in which most words have a capital.
    """

    text: str
    tokens: Tokens
    kinds: list[int]
    written: frozenset[str]
    headlines: frozenset[int]


def find_runs(page: Page) -> list[Part]:
    """Cut a text into runs of capitalised words, with the particles and the full stops of initials between them."""
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    runs = []
    end = 0
    for index in capitals_of(page.tokens):
        if index < end:
            continue
        kind, word = kinds[index], words[index]
        if kind & CLOSED and (len(word) > 1 or not _is_initial(page, index)):
            continue
        if not (word[0].isupper() or _is_capital(word)):
            continue
        end = index + 1
        # most runs are one word long; tell at a glance whether the next word can belong to this one
        follows = end < len(words) and (words[end] != lower[end] or words[end] == "." or kinds[end] & PARTICLE)
        if follows and (not kind & STOP or kind & (GIVEN | TITLE | PARTICLE)):
            end = _extend(page, end)
            while words[end - 1] == ".":
                end -= 1
        runs.append((index, end))
    return runs


def _extend(page: Page, index: int) -> int:
    """Follow a run from its second word to its end."""
    words, lower, kinds = page.tokens.text, page.tokens.lower, page.kinds
    while index < len(words) and is_adjacent(page, index):
        word, kind = words[index], kinds[index]
        if word == ".":
            if not (len(words[index - 1]) == 1 or kinds[index - 1] & (COURTESY | RANK | SUFFIX)):
                break
            if index + 1 == len(words) or not _is_capital(words[index + 1]):
                break
            if kinds[index + 1] & CLOSED and not _is_initial(page, index + 1):
                break
        elif word != lower[index] and _is_capital(word):
            if kind & CLOSED and not _is_initial(page, index):
                break
            if kind & STOP and not kind & (GIVEN | TITLE | PARTICLE):
                # Oliver North, Mr. Green; but not "Clinton Democrats"
                after_name = kinds[index - 1] & (GIVEN | COURTESY | RANK | PARTICLE) or words[index - 1] == "."
                return index + 1 if after_name and not kind & ROLES else index
        elif not (kind & PARTICLE and _leads_on(page, index + 1)):
            break
        index += 1
    return index


def _is_capital(word: str) -> bool:
    """Tell whether a word is written as a name: with a capital, or an Arabic article before one ("al-Assad")."""
    if word[0].isupper():
        return True
    article, hyphen, name = word.partition("-")
    return bool(hyphen) and article in _ARTICLES and name[:1].isupper()


def _is_initial(page: Page, index: int) -> bool:
    """Tell whether a letter is an initial although it is a word as well: "James A. Roe"; not "Plan A. The plan"."""
    words = page.tokens.text
    if len(words[index]) > 1 or index + 2 >= len(words) or words[index + 1] != ".":
        return False
    return words[index + 2][0].isupper() and not page.kinds[index + 2] & CLOSED


def _leads_on(page: Page, index: int) -> bool:
    """Tell whether a name goes on behind a particle: "van der Meer", "bin Salman"."""
    if index >= len(page.kinds) or not is_adjacent(page, index):
        return False
    return page.tokens.text[index][0].isupper() or bool(page.kinds[index] & PARTICLE)


def is_adjacent(page: Page, index: int) -> bool:
    """Tell whether only a space, or nothing, stands before a token; a line break is a space only in wrapped text."""
    before, here = page.tokens.end[index - 1], page.tokens.start[index]
    if here == before:
        return True
    if here - before > 1:
        return False
    if page.text[before] not in "\n\r":
        return True
    return before - page.text.rfind("\n", 0, before) > _WRAPPED_LINE

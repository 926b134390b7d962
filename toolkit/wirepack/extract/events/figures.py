"""Figures of speech: articles on sport, trade or art in which teams attack, bidders raid and goals are shot."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wirepack.extract.events.lexicon import words_of
from wirepack.latest import keep_latest

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line

_FIELDS = ("sport", "business", "culture")
_LEAST = 4  # different words of a field that an article on it has at least


def is_figurative(line: Line) -> bool:
    """Tell whether words of force in a sentence are meant figuratively: the article is on sport, trade or art.

    Not if arms, armed people, police, or dead and injured stand beside them: fans are shot, too.
    """
    return _is_of_field(line.article) and line.words.isdisjoint(_literal())


@keep_latest
def _is_of_field(article: frozenset[str]) -> bool:
    """Tell whether an article has more words of one of the fields than of war."""
    most = max(len(article & words_of(field)) for field in _FIELDS)
    return most >= _LEAST and most > len(article & _literal())


@cache
def _literal() -> frozenset[str]:
    """Collect the words of real violence."""
    classes = ("armed", "killed", "injured", "police", "striking")
    return frozenset().union(*map(words_of, classes)) - words_of("sport")

"""Figures of speech: articles on sport, trade or art in which teams attack, bidders raid and goals are shot."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wirepack.extract.events.lexicon import words_of
from wirepack.latest import keep_latest

if TYPE_CHECKING:
    from wirepack.extract.events.line import Line

_FIELDS = ("sport", "business", "culture")
_MANY = 7  # different words of sport that a report on a match has at least
_LEAST = 4  # different words of a field that an article on it has at least


def is_figurative(line: Line) -> bool:
    """Tell whether words of force in a sentence are meant figuratively: the article is on sport, trade or art.

    Not if arms, armed people, police, or dead and injured stand beside them: fans are shot, too.
    """
    if not _is_of_field(line.article):
        return False
    return line.words.isdisjoint(_harsh() if _is_match_report(line.article) else _literal())


@keep_latest
def _is_match_report(article: frozenset[str]) -> bool:
    """Tell whether an article has so many words of sport that even "shot" and "killed" are meant so."""
    return len(article & words_of("sport")) >= _MANY


@keep_latest
def _is_of_field(article: frozenset[str]) -> bool:
    """Tell whether an article has more words of one of the fields than of war."""
    most = max(len(article & words_of(field)) for field in _FIELDS)
    return most >= _LEAST and most > len(article & _literal())


@cache
def _harsh() -> frozenset[str]:
    """Collect the words that are hardly ever meant figuratively, not even in sport."""
    return (
        words_of("injured")
        | words_of("police")
        | {"dead", "died", "gunman", "gunmen", "hospital", "bomb", "riot", "rioted"}
    )


@cache
def _literal() -> frozenset[str]:
    """Collect the words of real violence."""
    classes = ("armed", "killed", "injured", "police", "striking")
    return frozenset().union(*map(words_of, classes)) - words_of("sport")

"""Recognise what is no part of the article: credits, buttons, rights, terms of republication, biographies."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

from wirepack.bylines import is_person_name
from wirepack.lexicons import read_table, read_words
from wirepack.segment.captions import is_caption
from wirepack.segment.headwords import headline_words
from wirepack.segment.tokens import tokenize

if TYPE_CHECKING:
    from wirepack.models import Tokens

# What may stand before the first word of a block: "## ", "**", "• ", "(", "[", "--".
_LEAD = r"[\s#*_>•·♦|(\[\\–—←«-]{0,8}"
# A rule between sections: "\*\*\*", "---", "* * *", "•".
_SEPARATOR = re.compile(r"[\W_]{1,200}")
# What a button shows beside its word: "12 Comments", "Share (3)".
_AROUND = " \t\n\r\xa00123456789.,:;!?()[]{}<>|/\\*_#+•·–—-\"'“”‘’←→«»‹›"
_AROUND_TAGS = " \t\n\xa0.:;|•·–—-*_#>"
_FIRST = re.compile(r"\w+|\S")
_OPENING = re.compile(rf"{_LEAD}+(?P<first>{_FIRST.pattern})")
# "Follow Jane Roe on Twitter @jroe", and the button "Follow @jroe"
_FOLLOW = re.compile(
    r"[\W_]{0,3}(?:you can )?follow (?:@\w+|(?:\S+ ){1,5}?on (?:twitter|facebook|instagram|x|telegram)\b)",
    re.IGNORECASE,
)
# The foot of an embedded post: "— Jane Roe (@jroe) August 3, 2021"
_POST = re.compile(r"[—–-]\s?[^\n]{2,60}\(\s?@\w+\s?\)")
# "Jane Roe is a", "JANE ROE, a", "Dr. Jane Q. Roe was the": how a biography opens
_BIO = re.compile(
    r"""
    [*_(\s“"]{0,4} (?: (?:Dr|Mr|Mrs|Ms|Prof|Lt|Col|Gen|Maj|Capt|Adm|Sir)\.? \s )* (?P<name> [A-ZÀ-Þ][\w’'.-]* (?: [ ] [\w’'.-]+ ){1,4}? )
    [*_]{0,3} \s* (?: , \s (?= an?\s | the\s | who\s ) | \s (?: is | are | was | has\sbeen | works | writes | covers | reports | reported | serves | teaches | commanded | commands | edited | edits | lectures | leads | directs | heads | can\sbe\s(?:reached|followed|contacted) ) \b )
    """,
    re.VERBOSE,
)
_BIO_HEAD = 300  # characters in which a biography says what its subject is
_WORD = re.compile(r"[^\W\d_]+")

_HEAD = 400  # characters in which a block shows what it is
_SHORT = {"navigation": 40, "tags": 40, "share": 60, "credit": 60, "caption": 70}  # most words a block of this kind has
_LONG = 240  # terms and disclaimers may be this long
_BUTTON_MAX = 80  # characters of a block that is nothing but a button
_BUTTON = 60  # words; in a block this short two loose phrases are enough, in a longer one it takes three
_LETTERS = 6  # of a word and its space, to estimate the words of a long block


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lexicon of boilerplate, arranged for looking up; `loose` and `sure` may stand anywhere in a block."""

    whole: dict[str, str]
    start: dict[str, tuple[tuple[str, str], ...]]  # first word -> phrases, longest first, and their kinds
    sure: tuple[tuple[str, str], ...]
    loose: tuple[tuple[str, str], ...]
    hints: list[int]  # offsets in the text of their longest words, in order: few blocks have any


def find_phrases(tokens: Tokens) -> Phrases:
    """Return the lexicon, less the phrases of which the text's `tokens` lack the longest word."""
    known = _lexicon()
    keys, rare = _keys()
    is_key = list(map(rare.__contains__, tokens.lower))
    words = set(compress(tokens.lower, is_key))
    sure = tuple(entry for entry in known.sure if keys[entry[0]] in words)
    loose = tuple(entry for entry in known.loose if keys[entry[0]] in words)
    return Phrases(known.whole, known.start, sure, loose, list(compress(tokens.start, is_key)))


def classify(text: str, start: int, end: int, phrases: Phrases, *, footer: bool = False) -> str | None:
    """Name the kind of boilerplate a block is, or None where it may be part of the article.

    A `footer` stands below the article's last paragraph: there one phrase is enough.

    >>> lines = ("Share", "Photo: A. Person", "Shelling went on.")
    >>> [classify(line, 0, len(line), find_phrases(tokenize(line))) for line in lines]
    ['share', 'caption', None]
    """
    head = text[start : min(end, start + _HEAD)]
    brief = end - start <= _HEAD
    if brief and not (head[-1].isalpha() or head[0].isalpha()) and _SEPARATOR.fullmatch(head):
        return "separator"
    head = head.replace(" :", ":")
    lower = head.lower()
    if end - start <= _BUTTON_MAX:
        kind = phrases.whole.get(lower.strip(_AROUND))
        if kind:
            return kind
    words = head.count(" ") + 1 if brief else (end - start) // _LETTERS
    kind = _by_start(head, lower, phrases, words)
    if kind:
        return kind
    if brief and head[0] in "—–-" and _POST.match(head):
        return "credit"
    if brief and is_caption(text, start, end):
        return "caption"
    hint = bisect_left(phrases.hints, start)
    if hint == len(phrases.hints) or phrases.hints[hint] >= start + _HEAD:
        return None
    return _by_phrases(lower, phrases, words, footer=footer)


def find_tags(text: str, start: int, end: int, phrases: Phrases) -> int:
    """Find where the themes begin behind their label, at the foot of a page; `end` if the label is alone.

    >>> line = "Filed under: Karpin, Army"
    >>> line[find_tags(line, 0, len(line), find_phrases(tokenize(line))) :]
    'Karpin, Army'
    """
    head = text[start : min(end, start + _HEAD)]
    found = _opening_phrase(head, head.lower(), phrases)
    behind = text[start + found[0] : end] if found else ""
    return end - len(behind.lstrip(_AROUND_TAGS))


def is_bio(text: str, start: int, end: int, authors: frozenset[str]) -> bool:
    """Tell whether a block tells of its author: "Jane Roe is a reporter in Beirut".

    `authors` are the surnames of the byline, in lower case. Of somebody else it must say that he or she writes, and
    the article must not tell of him or her.

    >>> bio = "Jane Roe is a political analyst in Beirut."
    >>> is_bio(bio, 0, len(bio), frozenset({"roe"})), is_bio(bio, 0, len(bio), frozenset({"doe"}))
    (True, False)
    """
    match = _BIO.match(text, start, min(end, start + _BIO_HEAD))
    if match is None:
        return False
    said = _WORD.findall(text[match.end() : min(end, start + _BIO_HEAD)].lower())
    quoted = end - start > _BIO_HEAD and any(mark in text[start : start + _BIO_HEAD] for mark in '“"')
    if quoted or not headline_words("speech").isdisjoint(said):
        return False
    if match["name"].split()[-1].lower() in authors:
        return True
    if authors or not is_person_name(match["name"]) or text.count(match["name"].split()[-1], 0, start):
        return False
    return not read_words("author_roles").isdisjoint(said[:14])


def _by_start(head: str, lower: str, phrases: Phrases, words: int) -> str | None:
    """Judge a block by the phrase that it begins with, unless it goes on for longer than what begins so."""
    found = _opening_phrase(head, lower, phrases)
    if found and words <= _SHORT.get(found[1], _LONG):
        return found[1]
    return "share" if words <= _BUTTON and "follow" in lower and _FOLLOW.match(lower) else None


def _opening_phrase(head: str, lower: str, phrases: Phrases) -> tuple[int, str] | None:
    """Find the longest phrase that a block begins with: where it ends, and the kind of boilerplate that begins so."""
    opening = _OPENING.match(lower)
    begin = opening.start("first") if opening else 0
    for phrase, kind in phrases.start.get(opening["first"], ()) if opening else ():
        after = begin + len(phrase)
        if lower.startswith(phrase, begin) and not (phrase[-1].isalpha() and head[after : after + 1].islower()):
            return after, kind
    return None


def _by_phrases(lower: str, phrases: Phrases, words: int, *, footer: bool) -> str | None:
    """Judge a block by phrases inside it; a long one by three, so that a credit at its end does not take it along."""
    if words > _LONG:
        return None
    sure = [kind for phrase, kind in phrases.sure if phrase in lower]
    if sure and (footer or words <= _BUTTON):
        return sure[0]
    hits = sure + [kind for phrase, kind in phrases.loose if phrase in lower]
    enough = 1 if footer else 2 if words <= _BUTTON else 3
    return hits[0] if len(hits) >= enough else None


@cache
def _keys() -> tuple[dict[str, str], frozenset[str]]:
    """The longest word of every phrase that may stand anywhere: rare enough to look for it first; and all of these."""
    entries = (*_lexicon().sure, *_lexicon().loose)
    keys = {phrase: max(tokenize(phrase).lower, key=len) for phrase, _ in entries}
    return keys, frozenset(keys.values())


@cache
def _lexicon() -> Phrases:
    rows = read_table("boilerplate")
    by_first: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(rows, key=lambda row: (-len(row["phrase"]), row["phrase"])):
        first = _FIRST.match(row["phrase"])
        if row["where"] == "start" and first:
            by_first.setdefault(first.group(), []).append((row["phrase"], row["kind"]))
    return Phrases(
        whole={row["phrase"]: row["kind"] for row in rows if row["where"] == "whole"},
        start={first: tuple(entries) for first, entries in by_first.items()},
        sure=tuple((row["phrase"], row["kind"]) for row in rows if row["where"] == "sure"),
        loose=tuple((row["phrase"], row["kind"]) for row in rows if row["where"] == "any"),
        hints=[],
    )

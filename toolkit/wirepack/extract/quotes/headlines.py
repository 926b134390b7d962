"""Headlines and decks that attribute: "Karpin says the truce holds", "Karpin: truce holds", "Truce holds - report".

They have no full stop, and often a capital on every word, so they are read apart from the body, as one sentence each.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.clauses import is_clause
from wirepack.extract.quotes.cuewords import find_places, reporting_verbs
from wirepack.extract.quotes.line import PADDING, read_words
from wirepack.extract.quotes.rows import Piece, read_source
from wirepack.extract.quotes.sources import source_nouns
from wirepack.extract.quotes.verbs import find_attributions
from wirepack.grammar import FINITE, NOUN, PUNCTUATION, VERB_FORM, word_classes
from wirepack.reference import resolve_speaker

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Span
    from wirepack.extract.quotes.line import Line
    from wirepack.extract.quotes.rows import Source
    from wirepack.models import Document, Zone

_ZONES = frozenset({"title", "deck"})
_KINDS = frozenset({"say", "tell", "write", "warn", "claim", "announce", "deny", "predict", "ask"})
_SIGNS = frozenset({"-", "–", "—", ":"})
_SPEAKERS = frozenset({"person", "organisation", "group"})  # of Speaker.kind
_LONGEST_SOURCE = 5  # words
_SHORTEST_CONTENT = 3  # words
_MARKS = "\"“”„‟'‘’`«»"
_LONG_WORD = 4  # letters; shorter ones are written small in headlines, too
_CAPITAL_SHARE = 0.6  # of the longer words; in sentences it is about 0.2


def cut_headlines(document: Document) -> list[Piece]:
    """Find what the headline and the deck report; what the whole of it says nobody is named for gives nothing."""
    pieces = []
    for zone in document.zones:
        if zone.kind in _ZONES and _may_attribute(document, zone):
            line = _read_headline(document, zone)
            for attribution in _attributions(document, line):
                source = read_source(document, line, attribution)
                pieces += [_piece(document, line, span, source, attribution.rule) for span in attribution.contents]
    return pieces


def _may_attribute(document: Document, zone: Zone) -> bool:
    """Tell whether a headline holds a word or sign that can attribute: most hold none, and are read no further."""
    starts = document.tokens.start
    first, last = bisect_left(starts, zone.start), bisect_left(starts, zone.end)
    return not (
        _SIGNS.isdisjoint(words := document.tokens.lower[first:last]) and reporting_verbs().keys().isdisjoint(words)
    )


def _read_headline(document: Document, zone: Zone) -> Line:
    tokens = document.tokens
    first, last = bisect_left(tokens.start, zone.start), bisect_left(tokens.start, zone.end)
    last -= last > first and tokens.text[last - 1] == "."
    words = tokens.text[first:last]
    long = [word for word in words if len(word) >= _LONG_WORD]
    bits = word_classes(words)
    if sum(word[0].isupper() for word in long) > _CAPITAL_SHARE * len(long):
        named = _named(document, zone)
        bits = [
            kind if tokens.start[first + at] in named else small
            for at, (kind, small) in enumerate(zip(bits, word_classes(tokens.lower[first:last]), strict=True))
        ]
    return read_words(tokens, bits, first, last)


def _named(document: Document, zone: Zone) -> set[int]:
    """Return where the words of people's names begin in a headline."""
    starts, mentions = document.tokens.start, document.mentions
    first = bisect_left(mentions, zone.start, key=lambda mention: mention.start)
    last = bisect_left(mentions, zone.end, key=lambda mention: mention.start)
    return {
        starts[at]
        for mention in mentions[first:last]
        for at in range(bisect_left(starts, mention.start), bisect_left(starts, mention.end))
    }


def _attributions(document: Document, line: Line) -> list[Attribution]:
    """Read a headline: by its verb, by a source and a colon in front, or by a dash and a source at its end."""
    verbs = [
        found._replace(rule="headline-verb")
        for found in find_attributions(line, find_places(line))
        if found.kind in _KINDS and not found.marked_only
    ]
    if verbs:
        return verbs[:1]
    lower, end = line.lower, line.ends[-1] - PADDING + 1
    front = range(1, min(_LONGEST_SOURCE + 1, end - _SHORTEST_CONTENT))
    colon = next((at for at in front if lower[at] == ":"), None)
    if colon is not None and _says(line, colon + 1, end) and _is_speaker(document, line, 0, colon):
        return [Attribution(None, (0, colon), None, ((colon + 1, end),), "headline-colon")]
    back = range(end - 2, max(end - _LONGEST_SOURCE - 2, _SHORTEST_CONTENT - 1), -1)
    sign = next((at for at in back if lower[at] in _SIGNS), None)
    if sign is not None and _says(line, 0, sign) and _is_speaker(document, line, sign + 1, end):
        return [Attribution(None, (sign + 1, end), None, ((0, sign),), "headline-source")]
    return []


def _says(line: Line, start: int, end: int) -> bool:
    """Tell whether words say something: they hold a verb ("100 killed in raid") or quotation marks."""
    return any(
        (line.bits[at] & (FINITE | VERB_FORM) and not line.bits[at] & NOUN) or line.lower[at] in _MARKS
        for at in range(start, end)
    )


def _is_speaker(document: Document, line: Line, start: int, end: int) -> bool:
    """Tell whether words mean one who speaks, and not a topic or a place: "Syria: …", "Factbox: …"."""
    if line.lower[end - 1] in source_nouns():
        return True
    return resolve_speaker(document, line.start[start], line.end[end - 1]).kind in _SPEAKERS


def _piece(document: Document, line: Line, span: Span, source: Source, rule: str) -> Piece:
    """Cut the content; where quotation marks enclose the whole of it, they stay outside as they do in the body."""
    text, (first, last) = document.text, span
    while last - 1 > first and line.bits[last - 1] & PUNCTUATION and line.lower[last - 1] not in "?!" + _MARKS:
        last -= 1
    start, end = line.start[first], line.end[last - 1]
    if end - start > 2 and text[start] in _MARKS and text[end - 1] in _MARKS:
        kind = "direct" if is_clause(line.lower, line.bits, first + 1, last - 1) else "partial"
        return Piece(start + 1, end - 1, kind, (start + 1, end - 1), source, rule)
    return Piece(start, end, "indirect", (start, end), source, rule)

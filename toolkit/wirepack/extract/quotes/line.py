"""The body of an article as one line of items: words as they stand, a stretch in quotation marks as a single item.

So the sentence around a quotation can be read as a sentence: `“Why? I left,” he said.` is MARKED he said `.`
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from wirepack.extract.quotes.clauses import is_clause
from wirepack.grammar import (
    COORDINATOR,
    DETERMINER,
    NAME,
    NOUN,
    PREPOSITION,
    PUNCTUATION,
    SUBORDINATOR,
    classes_of,
    word_classes,
)

if TYPE_CHECKING:
    from wirepack.models import Document, Marks, Tokens

# Classes of items beside those of words; the grammar's bits end below them.
BREAK = 1 << 27  # the end of a sentence: its last punctuation, or an item of its own where it has none
PARAGRAPH = 1 << 28  # … that also ends the paragraph
MARKED = 1 << 29  # words in quotation marks
UTTERANCE = 1 << 30  # … that end with punctuation or hold a clause, so that the reporter's own clause ends here
CLAUSE = 1 << 31  # … that hold a clause of their own
TITLE = 1 << 32  # … that are the title of a work
STOPPED = 1 << 33  # … that end with a full stop, so that nothing behind them attributes them: “It holds.” He left.

_BREAK_ITEM = "\n"
_MARKED_ITEM = "“”"
# Breaks at the end, so that a reading may look two items ahead; the last is also what index -1, before the first, finds.
PADDING = 3
_LONGEST_SENTENCE = 200  # items; the longest sentences of news have half of that
_LONG_LINE = 4000  # items; in shorter articles no sentence can cost much
_END_SIGNS = ".,?!…—-"
_SENTENCE_ENDS = frozenset({".", "?", "!"})
_TITLED = frozenset({"titled", "entitled", "headlined", "subtitled", "named", "nicknamed"})
ABBREVIATION = "·"
_OPENING = (
    PREPOSITION | SUBORDINATOR | COORDINATOR | DETERMINER
)  # classes of words that open a sentence and name nobody
_paragraph_of = attrgetter("paragraph")
_SHORT_WORD = 4  # letters; shorter words of a title may be written without a capital: “War and Peace”


@dataclass(frozen=True, slots=True)
class Line:
    """Items as parallel columns.

    `marks` tells, in order, which of `Document.marks` a marked item stands for; `ends` are the last items of paragraphs.
    """

    lower: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    marks: dict[int, int] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


def read_line(document: Document, skipped: frozenset[int] = frozenset()) -> Line:
    """Lay out the body: every sentence ends with a break, so that no reading runs over its end.

    `skipped` paragraphs, which are words of somebody as a whole, are left out.
    """
    line, tokens = Line(), document.tokens
    outer: list[list[int]] = [[] for _ in document.paragraphs]
    for number, marks in enumerate(document.marks):
        if marks.depth == 0:
            outer[marks.paragraph].append(number)
    sentences = document.sentences
    bits = classes_of(tokens).copy()
    _forget_capitals(bits, document)
    _forget_openings(bits, document)
    loose = _flag_breaks(bits, [sentence.last for sentence in sentences])
    for paragraph, group in groupby(sentences, key=_paragraph_of):
        if paragraph in skipped:
            continue
        inside = list(group)
        ends = [sentence.last for sentence in inside]
        _add_paragraph(line, document, bits, loose, inside[0].first, ends, outer[paragraph])
    return _finished(line, len(document.text))


def read_inside(document: Document, number: int) -> Line:
    """Lay out the inside of one pair of marks; the pairs within it are items, as outer ones are in the body."""
    pair = document.marks[number]
    first, last = _tokens_of(document, pair)
    begin = bisect_right(document.sentences, first, key=lambda sentence: sentence.last)
    end = bisect_left(document.sentences, last, key=lambda sentence: sentence.first)
    tokens = document.tokens
    bits = word_classes(tokens.text[first:last])
    ends = [min(sentence.last, last) for sentence in document.sentences[begin:end]] or [last]
    shift = [after - first for after in ends]
    loose = [after + first for after in _flag_breaks(bits, shift)]
    inner = [
        other
        for other in range(number + 1, len(document.marks))
        if document.marks[other].depth == pair.depth + 1 and document.marks[other].outer_end <= pair.outer_end
    ]
    line = Line()
    _add_paragraph(line, document, bits, loose, first, ends, inner, offset=first)
    return _finished(line, pair.end)


def read_words(tokens: Tokens, bits: list[int], first: int, last: int) -> Line:
    """Lay out the tokens [first, last) as one sentence, marks among them as plain punctuation; `bits` are their classes."""
    line = Line()
    _add_words(line, tokens, bits, first, last, [], offset=first)
    return _finished(line, line.end[-1] if line.end else 0)


def _forget_capitals(bits: list[int], document: Document) -> None:
    """Read a paragraph in capitals as if it were not: agencies of the 1980s wrote all words like names."""
    tokens = document.tokens
    for start, end in document.paragraphs:
        if document.text[start:end].isupper():
            first, last = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
            bits[first:last] = word_classes(tokens.lower[first:last])


def _forget_openings(bits: list[int], document: Document) -> None:
    """Read the first word of a sentence without its capital where it is no name: "In asking", "While friends say"."""
    for sentence in document.sentences:
        first = sentence.first
        if first < len(bits) and bits[first] & _OPENING:
            bits[first] &= ~NAME


def _flag_breaks(bits: list[int], ends: list[int]) -> list[int]:
    """Flag the punctuation that ends a sentence; return the ends of sentences without any."""
    loose = []
    for end in ends:
        if end and bits[end - 1] & PUNCTUATION:
            bits[end - 1] |= BREAK
        else:
            loose.append(end)
    return loose


def _limit_sentences(line: Line) -> None:
    """Break what goes on for too long without a break, so that no text takes more than linear time."""
    last = 0
    for at, kind in enumerate(line.bits):
        if kind & BREAK:
            last = at
        elif at - last >= _LONGEST_SENTENCE:
            line.bits[at] |= BREAK
            last = at


def _finished(line: Line, end: int) -> Line:
    """Pad the line, and make the full stop of an abbreviation a part of the name it stands in: "Dr. Roe"."""
    for _ in range(PADDING):
        _add_item(line, _BREAK_ITEM, BREAK | PARAGRAPH, end, end)
    line.ends.append(len(line.bits) - 1)
    if len(line.bits) > _LONG_LINE:
        _limit_sentences(line)
    lower, bits = line.lower, line.bits
    at = -1
    for _ in range(lower.count(".")):
        at = lower.index(".", at + 1)
        if not bits[at] & BREAK:
            lower[at] = ABBREVIATION
            bits[at] = bits[at - 1] & NAME
    return line


def _add_paragraph(
    line: Line,
    document: Document,
    bits: list[int],
    loose: list[int],
    at: int,
    ends: list[int],
    marks: list[int],
    offset: int = 0,
) -> None:
    """Add the tokens from `at` to the last of `ends`, marked ones as items; `bits` are the classes from `offset` on."""
    tokens, begin = document.tokens, len(line.bits)
    for number in marks:
        pair = document.marks[number]
        first = bisect_left(tokens.start, pair.outer_start)
        after = bisect_left(tokens.start, pair.outer_end)
        _add_words(line, tokens, bits, at, first, loose, offset)
        kind = _marked_bits(line, document, bits, pair, offset)
        if kind & UTTERANCE and len(line.bits) > begin:
            _break_before(line)
        outside = after < ends[-1] and tokens.lower[after] == "," and not kind & TITLE
        if outside and (kind & CLAUSE or len(line.bits) == begin or line.bits[-1] & BREAK):
            kind = (kind | UTTERANCE) & ~(NOUN | STOPPED)  # “We held”, he said: the comma of the marks stands outside
            after += 1
        if kind & MARKED:
            line.marks[len(line.lower)] = number
        _add_item(line, _MARKED_ITEM, kind, pair.outer_start, pair.outer_end)
        at = after
        if ends[bisect_left(ends, after, hi=len(ends) - 1)] == after:
            _add_item(line, _BREAK_ITEM, BREAK, pair.outer_end, pair.outer_end)
    _add_words(line, tokens, bits, at, ends[-1], loose, offset)
    if len(line.bits) > begin:  # a paragraph of nothing but markup has no words
        if not line.bits[-1] & BREAK:
            _add_item(line, _BREAK_ITEM, BREAK, line.end[-1], line.end[-1])
        line.bits[-1] |= PARAGRAPH
        line.ends.append(len(line.bits) - 1)


def _break_before(line: Line) -> None:
    """End the sentence before a quotation where the space between them is lost: he left.“No,” she said.“Yes.”“Why?”."""
    before = line.bits[-1]
    if line.lower[-1] in _SENTENCE_ENDS:
        line.bits[-1] |= BREAK
    elif before & UTTERANCE and before & (STOPPED | CLAUSE):
        _add_item(line, _BREAK_ITEM, BREAK, line.end[-1], line.end[-1])


def _tokens_of(document: Document, pair: Marks) -> tuple[int, int]:
    return bisect_left(document.tokens.start, pair.start), bisect_left(document.tokens.start, pair.end)


def _marked_bits(line: Line, document: Document, bits: list[int], pair: Marks, offset: int) -> int:
    tokens = document.tokens
    first, last = _tokens_of(document, pair)
    words = tokens.text[first:last]
    if line.lower and line.lower[-1] == "so-called":
        return NOUN  # a scare quote: never speech
    named = line.lower and (line.lower[-1] in _TITLED or line.lower[-2:] == ["known", "as"])
    if named or _is_title(words):
        return MARKED | TITLE | NOUN
    sign = document.text[pair.end - 1]
    stopped = STOPPED if sign == "." else 0
    if is_clause(tokens.lower[first:last], bits[first - offset : last - offset], 0, last - first):
        return MARKED | UTTERANCE | CLAUSE | stopped
    return MARKED | (UTTERANCE | stopped if sign in _END_SIGNS else NOUN)


def _is_title(words: list[str]) -> bool:
    """Tell whether all longer words have a capital: “The Day of the Jackal” is a title, “Death to them!” is none."""
    longer = 0
    for word in words:
        if len(word) >= _SHORT_WORD:
            if not word[0].isupper():
                return False
            longer += 1
    return longer > 1 and words[-1] not in "!?.,"


def _add_words(
    line: Line, tokens: Tokens, bits: list[int], first: int, last: int, loose: list[int], offset: int = 0
) -> None:
    """Add the words of [first, last), and a break where a sentence ends among them without punctuation.

    `bits` are the classes of the tokens from `offset` on.
    """
    cuts = loose[bisect_right(loose, first) : bisect_right(loose, last)]
    for cut in cuts:
        _add_words(line, tokens, bits, first, cut, [], offset)
        _add_item(line, _BREAK_ITEM, BREAK, line.end[-1], line.end[-1])
        first = cut
    if first < last:
        line.lower.extend(tokens.lower[first:last])
        line.bits.extend(bits[first - offset : last - offset])
        line.start.extend(tokens.start[first:last])
        line.end.extend(tokens.end[first:last])


def _add_item(line: Line, lower: str, bits: int, start: int, end: int) -> None:
    line.lower.append(lower)
    line.bits.append(bits)
    line.start.append(start)
    line.end.append(end)

"""The body of an article as one line of items: words as they stand, a stretch in quotation marks as a single item.

So the sentence around a quotation can be read as a sentence: `“Why? I left,” he said.` is MARKED `he said .` BREAK.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.extract.quotes.clauses import is_clause
from wirepack.grammar import NAME, NOUN, word_class

if TYPE_CHECKING:
    from wirepack.models import Document, Marks, Tokens

# Classes of items that are no words; the grammar's bits end below them.
BREAK = 1 << 27  # the end of a sentence of the reporter
PARAGRAPH = 1 << 28  # … that also ends the paragraph
MARKED = 1 << 29  # words in quotation marks
UTTERANCE = 1 << 30  # … that end with punctuation or hold a clause, so that the reporter's own clause ends here
CLAUSE = 1 << 31  # … that hold a clause of their own
TITLE = 1 << 32  # … that are the title of a work

BREAK_ITEM = "\n"
MARKED_ITEM = "“”"
_NO_MARK = -1
# Breaks at the end, so that a reading may look two items ahead; the last is also what index -1, before the first, finds.
_PADDING = 3
_END_SIGNS = ".,?!…—-"
_TITLED = frozenset({"titled", "entitled", "headlined", "subtitled", "named", "nicknamed"})
_ABBREVIATION = "·"
_SHORT_WORD = 4  # letters; shorter words of a title may be written without a capital: “War and Peace”


@dataclass(frozen=True, slots=True)
class Line:
    """Items as parallel columns. `mark` is the index into `Document.marks`, or -1 for a word."""

    lower: list[str]
    bits: list[int]
    start: list[int]
    end: list[int]
    mark: list[int]


def read_line(document: Document) -> Line:
    """Lay out the body: every sentence ends with a break, so that no reading runs over its end."""
    line = Line([], [], [], [], [])
    outer: list[list[int]] = [[] for _ in document.paragraphs]
    for number, marks in enumerate(document.marks):
        if marks.depth == 0:
            outer[marks.paragraph].append(number)
    sentences = document.sentences
    begin = 0
    while begin < len(sentences):
        after = begin
        paragraph = sentences[begin].paragraph
        while after < len(sentences) and sentences[after].paragraph == paragraph:
            after += 1
        ends = [sentence.last for sentence in sentences[begin:after]]
        _add_paragraph(line, document, sentences[begin].first, ends, outer[paragraph])
        begin = after
    return _finished(line, len(document.text))


def read_inside(document: Document, pair: Marks) -> Line:
    """Lay out the inside of one pair of marks; marks within it are plain punctuation."""
    line = Line([], [], [], [], [])
    first, last = _tokens_of(document, pair)
    number = bisect_right(document.sentences, first, key=lambda sentence: sentence.last)
    ends = []
    while number < len(document.sentences) and document.sentences[number].first < last:
        ends.append(min(document.sentences[number].last, last))
        number += 1
    _add_words(line, document.tokens, first, last, ends)
    return _finished(line, pair.end)


def _finished(line: Line, end: int) -> Line:
    for _ in range(_PADDING):
        _add_item(line, BREAK_ITEM, BREAK | PARAGRAPH, end, end, _NO_MARK)
    _join_abbreviations(line)
    return line


def _add_paragraph(line: Line, document: Document, at: int, ends: list[int], marks: list[int]) -> None:
    tokens = document.tokens
    for number in marks:
        pair = document.marks[number]
        first = bisect_left(tokens.start, pair.outer_start)
        after = bisect_left(tokens.start, pair.outer_end)
        _add_words(line, tokens, at, first, ends)
        _add_item(line, MARKED_ITEM, _marked_bits(line, document, pair), pair.outer_start, pair.outer_end, number)
        at = after
        if ends[bisect_left(ends, after, hi=len(ends) - 1)] == after:
            _add_item(line, BREAK_ITEM, BREAK, pair.outer_end, pair.outer_end, _NO_MARK)
    _add_words(line, tokens, at, ends[-1], ends)
    if not line.bits[-1] & BREAK:
        _add_item(line, BREAK_ITEM, BREAK, line.end[-1], line.end[-1], _NO_MARK)
    line.bits[-1] |= PARAGRAPH


def _tokens_of(document: Document, pair: Marks) -> tuple[int, int]:
    return bisect_left(document.tokens.start, pair.start), bisect_left(document.tokens.start, pair.end)


def _marked_bits(line: Line, document: Document, pair: Marks) -> int:
    tokens = document.tokens
    first, last = _tokens_of(document, pair)
    words = tokens.text[first:last]
    if (line.lower and line.lower[-1] in _TITLED) or _is_title(words):
        return MARKED | TITLE | NOUN
    if is_clause(tokens.lower[first:last], [word_class(word) for word in words], 0, last - first):
        return MARKED | UTTERANCE | CLAUSE
    return MARKED | (UTTERANCE if document.text[pair.end - 1] in _END_SIGNS else NOUN)


def _is_title(words: list[str]) -> bool:
    """Tell whether all longer words are written with a capital: “The Day of the Jackal”, but not “Death to them!”"""
    longer = [word for word in words if len(word) >= _SHORT_WORD]
    return len(longer) > 1 and all(word[0].isupper() for word in longer) and words[-1] not in "!?."


def _join_abbreviations(line: Line) -> None:
    """Make the full stop of an abbreviation a part of the name it stands in: "Dr. Roe", "Lt. Gen. Roe"."""
    lower, bits = line.lower, line.bits
    for at in [at for at, word in enumerate(lower) if word == "."]:
        if not bits[at + 1] & BREAK:
            lower[at] = _ABBREVIATION
            bits[at] = bits[at - 1] & NAME


def _add_words(line: Line, tokens: Tokens, first: int, last: int, ends: list[int]) -> None:
    """Add the words of [first, last) and a break behind each sentence that ends among them."""
    for number in range(bisect_right(ends, first), len(ends)):
        if first >= last:
            return
        upto = min(ends[number], last)
        line.lower.extend(tokens.lower[first:upto])
        line.bits.extend(map(word_class, tokens.text[first:upto]))
        line.start.extend(tokens.start[first:upto])
        line.end.extend(tokens.end[first:upto])
        line.mark.extend([_NO_MARK] * (upto - first))
        if ends[number] <= last:
            _add_item(line, BREAK_ITEM, BREAK, line.end[-1], line.end[-1], _NO_MARK)
        first = upto


def _add_item(line: Line, lower: str, bits: int, start: int, end: int, mark: int) -> None:
    line.lower.append(lower)
    line.bits.append(bits)
    line.start.append(start)
    line.end.append(end)
    line.mark.append(mark)

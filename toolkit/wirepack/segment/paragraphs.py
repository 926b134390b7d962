"""Cut a text into blocks: what a reader would take for one paragraph, one heading or one line of a header.

Every layout in the wild is one of four: paragraphs between blank lines; one line per paragraph; lines of even width
with a blank line or an indent at each paragraph; or everything in a single line. Pages leave two scars: a blank line
inside a sentence, and tags such as `<br>` where lines should end.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack.segment.headwords import wants_more
from wirepack.segment.running import is_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    Spans = tuple[tuple[int, int], ...]

# White space as `str.isspace` knows it, and the invisible marks that files begin and scrapers end with.
_OUTER = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200e\u200f"
)
# Marks around a heading that are no part of it: "## Title ##", "**Title**", "> Title"
_MARKS_LEFT, _MARKS_RIGHT = _OUTER + "#*_>", _OUTER + "#*_"
# A line without its end: "text", not "\n"; and the same for the many texts that have no other end of a line, which takes
# a quarter of the time.
_RARE_ENDS = "\r\f\u2028\u2029"
_LINE = re.compile(rf"[^\n{_RARE_ENDS}]+")
_PLAIN_LINE = re.compile(r"[^\n]+")
# A tag that ends a line, in small letters: "<br>", "</p>", "<h2 class="x">"; "<P>" may be the ticker of a share.
_BLOCK_TAG = re.compile(
    r"<(?P<tag>/?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|article|section|tr|table))\b[^<>\n]{0,300}>"
)
# The end of a finished statement: "over.", "over?”", "over.**", "as follows:", "over.[4]"; where all words are divided by
# spaces also "over . ”".
_FINISHED = re.compile(r"""[.!?…:;。؟] (?: \s? [\])"'”’»*_] ){0,4} (?: \[ [\w ]{1,8} \] ){0,4} $""", re.VERBOSE)
_STOPS = frozenset(".!?…:;")
# What begins with a small letter and still begins something new: "www.example.org", "dc:title: Calm holds", "by Jane Roe"
_NO_SENTENCE = re.compile(r"www\.|https?:|[a-z][\w :-]{1,20}:\s|by\s[A-Z]")
# A line that is nothing but a byline in another language: "di Ugo Karpin"
_FOREIGN_BYLINE = re.compile(r"(?:di|par|por|von|door)(?: [A-ZÀ-Þ][\w’'.-]+){2,4}")
_TAIL = 32  # characters that `_FINISHED` needs to see

_WRAP_MIN, _WRAP_MAX = 40, 120  # widths at which mail, agency wires and plain-text editions break their lines
_WRAP_EVEN = 0.7  # a line of running text is at least this share of the width …
_WRAP_SHORT = 0.6  # … a shorter one may be the last of its paragraph, or a title or byline
_WRAP_MOST = 0.7  # … and so are most of the lines that another one follows
_WRAP_OVER = 1.3  # a line this much longer than the width was not broken at it …
_WRAP_LONGER = 0.15  # … and of wrapped text at most this share is: addresses, tables
_WRAP_LINES = 3  # fewer lines prove nothing
_INDENT = 2  # a paragraph's first line stands at least this far to the right
_BROKEN_MIN = 25  # a shorter line is an item of a list or a button, not the first half of a broken sentence
_TWICE = 20  # characters of a line that the next one repeats
_TITLE_MAX = 200  # the first block of a text may be a headline up to here; a headline is not continued


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines that belong together, trimmed of white space. `group` counts what blank lines separate."""

    start: int
    end: int
    group: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    group: int
    quoted: int  # characters of the marks that quote it: 0 for none


def cut_blocks(text: str, quoting: Spans = ()) -> list[Block]:
    r"""Cut a text into blocks, in order and without overlap; `quoting` are the marks of quoted lines, blank in the text.

    >>> text = "A headline\n\nShells hit the camp, and its de\n\nfacto ruler fled.\nCalm returned."
    >>> [text[block.start : block.end] for block in cut_blocks(text)]
    ['A headline', 'Shells hit the camp, and its de\n\nfacto ruler fled.', 'Calm returned.']
    """
    lines = _cut_lines(text, quoting)
    width = _wrap_width(text, lines)
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] if width else 0
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        goes_on = index > 0 and (
            _continues(text, lines[index - 1], line, blocks[-1], width, margin)
            or (len(blocks) > 1 and _is_page_break(text, blocks[-1], line))
        )
        if goes_on:
            blocks[-1] = Block(blocks[-1].start, line.end, line.group)
        else:
            blocks.append(Block(line.start, line.end, line.group))
    return blocks


def is_finished(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text ends as a sentence does.

    >>> is_finished("He left.”", 0, 9), is_finished("Calm holds", 0, 10)
    (True, False)
    """
    last = text[end - 1 : end]
    if last.isalnum():
        return False
    return last in _STOPS or _FINISHED.search(text[max(start, end - _TAIL) : end]) is not None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space and invisible marks at both ends of a span.

    >>> trim(" a ", 0, 3)
    (1, 2)
    """
    if start < end and text[start] not in _OUTER and text[end - 1] not in _OUTER:
        return start, end
    part = text[start:end]
    return end - len(part.lstrip(_OUTER)), start + len(part.rstrip(_OUTER))


def strip_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the Markdown marks around a heading, if anything stands between them.

    >>> strip_marks("## Calm holds", 0, 13)
    (3, 13)
    """
    part = text[start:end]
    left, right = len(part) - len(part.lstrip(_MARKS_LEFT)), len(part) - len(part.rstrip(_MARKS_RIGHT))
    return (start + left, end - right) if left + right < end - start else (start, end)


def _cut_lines(text: str, quoting: Spans) -> list[_Line]:
    """Find the lines that hold anything, and number the groups that blank lines make of them."""
    lines: list[_Line] = []
    group, last = 0, 0
    marks = dict(quoting)
    for begin, stop in _line_spans(text):
        start, end = trim(text, begin, stop)
        if start >= end:
            continue
        if lines and start - last > 1:
            group += _is_apart(text[last:start])
        mark = next((at for at in range(begin, start) if at in marks), None) if marks else None
        if mark is None:
            lines.append(_Line(start, end, start - begin, group, 0))
        else:  # the space behind the mark belongs to it
            lines.append(_Line(start, end, max(0, start - marks[mark] - 1), group, marks[mark] - mark))
        last = end
    return lines


def _is_apart(gap: str) -> bool:
    """Tell whether what stands between two lines sets them apart: a blank line, a new page, the tag of a new block."""
    if gap.count("\n") > 1 or "\f" in gap or (gap.count("\r") > 1 and "\n" not in gap):
        return True
    return "<" in gap and not gap.strip(_OUTER).startswith("<br")


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Find lines as the characters and tags that end them cut the text."""
    tagged = "<" in text and _BLOCK_TAG.search(text) is not None
    line = _LINE if any(end in text for end in _RARE_ENDS) else _PLAIN_LINE
    for match in line.finditer(text):
        begin, stop = match.span()
        if tagged:
            for tag in _BLOCK_TAG.finditer(text, begin, stop):
                yield begin, tag.start()
                begin = tag.end()
        yield begin, stop


def _wrap_width(text: str, lines: list[_Line]) -> int:
    """Measure the width at which running text is broken; 0 if each line is a paragraph of its own."""
    inner = [a for a, b in pairwise(lines) if a.group == b.group and b.indent < _INDENT]
    if len(inner) < _WRAP_LINES:
        return 0
    lengths = sorted(line.end - line.start + line.indent for line in inner)
    width = lengths[-1 - len(lengths) // 20]  # a few lines may stick out
    if not _WRAP_MIN <= width <= _WRAP_MAX:
        return 0
    longer = sum(line.end - line.start > _WRAP_OVER * width for line in lines)
    if longer > _WRAP_LONGER * len(lines):
        return 0  # only the header's lines are as long as each other: the paragraphs are not broken
    full = sum(length >= _WRAP_EVEN * width for length in lengths)
    open_ends = sum(not is_finished(text, line.start, line.end) for line in inner)
    return width if full >= _WRAP_MOST * len(inner) and 2 * open_ends > len(inner) else 0


def _continues(text: str, before: _Line, line: _Line, block: Block, width: int, margin: int) -> bool:
    """Tell whether a line goes on with the block of the line before it, without a blank line between them."""
    if before.group != line.group:
        return False
    capitals = text[before.end - 1].isupper() and text[line.start].isupper()
    if capitals and _is_cut_headline(text[before.start : before.end], text[line.start : line.end]):
        return True
    if before.quoted and line.quoted:  # mail is broken where it is quoted
        if before.quoted != line.quoted:
            return False
        if before.end - before.start >= _WRAP_MIN:
            return True
    finished = is_finished(text, before.start, before.end)
    if width:
        if line.indent >= margin + _INDENT:
            return False
        short = before.end - before.start + before.indent < _WRAP_SHORT * width
        return not (short and (finished or before.start == block.start))
    if not finished or text[before.end - 1] == ";":
        # a caption below its own short form; not "Karpin" above "Karpin: army retakes hill"
        repeats = text.startswith(text[before.start : before.end], line.start) and before.end - before.start >= _TWICE
        begins = _NO_SENTENCE.match(text, line.start) or _FOREIGN_BYLINE.fullmatch(text, line.start, line.end)
        goes_on = text[line.start].islower() and not begins
        return goes_on or text[before.end - 1] in ",;" or repeats
    return False


def _is_cut_headline(above: str, below: str) -> bool:
    """Tell whether a headline in capitals goes on in the next line, as print has them: "LINER SEIZED AT", then "KARPIN".

    >>> _is_cut_headline("LINER SEIZED AT", "KARPIN"), _is_cut_headline("LINER SEIZED", "CREW OFFERS NO RESISTANCE")
    (True, False)
    """
    if not (above.isupper() and below.isupper() and " " in above):
        return False
    return wants_more(above.rpartition(" ")[2])


def _is_page_break(text: str, block: Block, line: _Line) -> bool:
    """Tell whether a blank line stands inside a sentence: "its de", then "facto alliance"."""
    return (
        text[line.start].islower()
        and " " in text[line.start : line.end]
        and not _NO_SENTENCE.match(text, line.start)
        and not _FOREIGN_BYLINE.fullmatch(text, line.start, line.end)
        and block.end - block.start >= _BROKEN_MIN
        and not is_finished(text, block.start, block.end)
        and not is_printed(text[block.start : block.end])
    )

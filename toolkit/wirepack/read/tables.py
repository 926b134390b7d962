"""CSV and TSV: a header line, then one article per row. Rows are streamed; delimiter and encoding are found out."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from wirepack.inputs import media_type_of
from wirepack.models import Problem, RawArticle
from wirepack.read.limits import MAX_ARTICLE, Counted
from wirepack.read.metadata import field_names, normal_name
from wirepack.read.text import detect

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 100_000  # bytes from which encoding and delimiter are found out
_UNDECODED = re.compile(r"[\udc80-\udcff]")  # bytes that are not in the encoding, as surrogateescape keeps them
_DELIMITERS = ",;\t|"


class _Lines:
    """The lines of a file one by one, and the bytes of those that were taken since the last row began."""

    def __init__(self, lines: io.TextIOWrapper) -> None:
        self._lines = lines
        self.taken: list[str] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._lines.readline(MAX_ARTICLE)
        if not line:
            raise StopIteration
        self.size += len(line)
        if self.size > MAX_ARTICLE:
            raise csv.Error(
                f"longer than the {MAX_ARTICLE:,} characters of one article, perhaps an open quotation mark"
            )
        self.taken.append(line)
        return line

    def begin(self) -> None:
        self.taken, self.size = [], 0


def read_table_rows(stream: BinaryIO, name: str) -> Iterator[RawArticle | Problem]:
    """Yield each row; its number, the header not counted, is part of its source. Bytes of a row are those of its lines."""
    buffered = io.BufferedReader(Counted(stream), _HEAD)
    head = buffered.peek(_HEAD)[:_HEAD]
    encoding = detect(head) if head.strip() else "utf-8"
    if encoding is None:
        yield Problem("not-text", "is binary data or text in no known encoding; save it as UTF-8", name)
        return
    lines = _Lines(io.TextIOWrapper(buffered, encoding, errors="surrogateescape", newline=""))
    csv.field_size_limit(MAX_ARTICLE)
    delimiter = _find_delimiter(head.decode(encoding, "replace"))
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        header = [cell.strip("\ufeff \t") for cell in next(rows, [])]
    except csv.Error as error:
        yield Problem("bad-row", f"has no header line that can be read: {error}", name)
        return
    if not any(field_names("record").get(normal_name(cell), ("", 0))[0] == "text" for cell in header):
        found = ", ".join(header[:10]) or "none"
        yield Problem("no-text-column", f"has no column of texts (its columns: {found}); name it text", name)
        return
    yield from _read_rows(rows, lines, header, name, encoding)


def _read_rows(
    rows: Iterator[list[str]], lines: _Lines, header: list[str], name: str, encoding: str
) -> Iterator[RawArticle | Problem]:
    """Yield the rows below the header, each with the bytes of its own lines; empty rows are counted and left out."""
    media_type, number = media_type_of(name.rpartition("!/")[2]), 0
    while True:
        lines.begin()
        number += 1
        source = f"{name}#{number}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem("bad-row", f"is no row that can be read: {error}; correct it or remove it", source)
            continue
        row = "".join(lines.taken).rstrip("\r\n")
        data = row.encode(encoding, "surrogateescape")
        if not any(cells):
            continue
        if _UNDECODED.search(row):
            yield Problem(
                "not-text", f"is not in {encoding}, as the rows before it are; save the file as UTF-8", source
            )
        elif len(cells) > len(header):
            found = f"has {len(cells)} cells, the header has {len(header)}"
            yield Problem("bad-row", f"{found}; put quotation marks around cells that hold the delimiter", source)
        else:
            fields = tuple(zip(header, cells, strict=False))
            yield RawArticle(source, "table", data, media_type, encoding, fields)


def _find_delimiter(head: str) -> str:
    """Take the delimiter that cuts the header into the most names that we know."""
    header = head.lstrip("\ufeff").partition("\n")[0]
    names = field_names("record")

    def known(delimiter: str) -> int:
        return sum(normal_name(cell.strip().strip('"')) in names for cell in header.split(delimiter))

    return max(_DELIMITERS, key=lambda delimiter: (known(delimiter), header.count(delimiter)))

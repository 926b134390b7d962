"""Step 1. file -> Seed: bytes are decoded once, and the text is final from here on.

    list_seeds     seeds/ -> the files to read                                       listing
    read_articles  files -> RawArticle: one article each, with its bytes; containers are streamed by one process
                     .jsonl, .json records · .csv, .tsv tables · .warc warc · .zip, .tar, .gz archives
    make_seed      RawArticle -> Seed: decoded, its text found, its metadata read; the work of many processes
                     .txt text · .md markdown · .html html, page, charset · fields of records fields, metadata

What is wrong with a file or a record is a `Problem`, never an exception, so that a build can list all bad seeds at once.
Nothing in a text is translated: no newline, no no-break space, no byte order mark, since offsets count from its start.
Markdown alone loses marks of its block quotes, for which spaces stand: so the words of a quotation are the article's.
"""

from __future__ import annotations

import stat
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from wirepack.ids import article_id
from wirepack.inputs import HTML, JSON, MARKDOWN, TABLE, TEXT, file_of, is_single, kind_of, media_type_of, unread
from wirepack.markup import blank, find_quoting
from wirepack.models import NOTHING_STATED, Problem, RawArticle, Seed, Stated
from wirepack.read.limits import MAX_ARTICLE, MAX_DEPTH, LimitError, read_whole
from wirepack.read.listing import list_seeds, unreadable
from wirepack.read.text import decode, is_binary, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

__all__ = ["list_seeds", "make_seed", "read_articles", "read_seed", "read_text"]

_EMPTY = "holds no text; fill it or remove it"


def read_articles(folder: Path, sources: Iterable[str]) -> Iterator[RawArticle | Problem]:
    """Yield the articles of files below a folder, in order; a file that is one article is left to whoever decodes it."""
    for source in sources:
        if is_single(source):
            yield RawArticle(source, kind_of(source) or TEXT, None, media_type_of(source))
        else:
            yield from _read_container(folder / source, source)


def read_seed(path: Path, source: str, reference_date: date | None = None) -> Seed | Problem:
    """Read one article: a file that is one, or the record or member of a container that `source` names.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "a.txt")
    >>> _ = path.write_bytes("Señor Núñez habló en Bogotá.".encode("latin-1"))
    >>> seed = read_seed(path, "a.txt")
    >>> seed.text
    'Señor Núñez habló en Bogotá.'
    """
    kind = kind_of(path.name)
    if kind is None:
        return Problem("not-a-seed", unread(path.name), source)
    if is_single(path.name):
        return make_seed(path, RawArticle(source, kind, None, media_type_of(path.name)), reference_date)
    name = file_of(source)
    other, count = "", 0
    for raw in _read_container(path, name):
        if isinstance(raw, Problem):
            if raw.path in {source, name} and raw.severity == "error":
                return raw
        elif raw.source == source:
            return make_seed(path, raw, reference_date)
        else:
            other, count = other or raw.source, count + 1
    if not count:
        return Problem("no-article", "holds no article", source)
    if name == source and count == 1:
        return read_seed(path, other, reference_date)
    held, first = f"{count:,} article{'' if count == 1 else 's'}", f"{path}{other.removeprefix(name)}"
    message = f"holds {held}; name one of them, as {first}"
    if name != source:
        message = f"there is no such article; {path.name} holds {held}, the first is {first}"
    return Problem("which-article", message, source)


def make_seed(path: Path, raw: RawArticle, reference_date: date | None = None) -> Seed | Problem:
    """Decode one article; `path` is its file, which is read if `raw` does not bring the bytes."""
    data = raw.data if raw.data is not None else _read_file(path, raw.source)
    if isinstance(data, Problem):
        return data
    if not data.strip(b"\x00\t\n\r\x0b\x0c "):
        return Problem("empty-file", _EMPTY, raw.source)
    found = _find_text(raw, data)
    if isinstance(found, Problem):
        return found
    text, stated, encoding, front = found
    quoting = find_quoting(text, front) if raw.kind == MARKDOWN else ()
    if is_blank(text[front:]):
        return Problem("empty-file" if raw.kind in {TEXT, MARKDOWN} else "no-text", _EMPTY, raw.source)
    if raw.url and not stated.url:
        from wirepack.read.metadata import merge  # noqa: PLC0415 - plain text needs none

        stated = merge(stated, Stated(url=raw.url))
    return Seed(
        raw.source,
        sha256(data).hexdigest(),
        article_id(data),
        blank(text, quoting),
        encoding,
        raw.media_type,
        reference_date,
        stated,
        front,
        quoting,
    )


def read_text(path: Path, encoding: str) -> str:
    """Read a text of record again that is a decoded file, in the encoding that its article's row records."""
    return path.read_bytes().decode(encoding)


def _find_text(raw: RawArticle, data: bytes) -> tuple[str, Stated, str, int] | Problem:
    """Find the text of record, what is stated, the encoding, and where the article begins in the text."""
    if raw.kind == HTML:
        from wirepack.read.html import read_page  # noqa: PLC0415 - plain text needs none of this

        if is_binary(data[:2000].decode("latin-1")) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Problem("not-text", "is binary data and no HTML; remove it", raw.source)
        return *read_page(data, raw.encoding), 0
    if raw.kind in {JSON, TABLE}:
        from wirepack.read.fields import read_fields  # noqa: PLC0415
        from wirepack.read.records import parse_record  # noqa: PLC0415

        decoded = decode(data)
        if decoded is None:
            return Problem("not-text", "is binary data; correct it or remove it", raw.source)
        fields = dict(raw.fields) if raw.kind == TABLE else parse_record(decoded[0])
        if isinstance(fields, str):
            return Problem("bad-json", fields, raw.source)
        text, stated = read_fields(fields.items())
        if is_blank(text):
            named = ", ".join(sorted(map(str, fields))[:10])
            return Problem(
                "no-text", f"has no text in a field that we know (its fields: {named}); name it text", raw.source
            )
        return text, stated, raw.encoding or decoded[1], 0
    decoded = decode(data)
    if decoded is None:
        return Problem("not-text", "is binary data or text in no known encoding; save it as UTF-8", raw.source)
    if raw.kind == MARKDOWN:
        from wirepack.read.markdown import FrontMatterError, read_front_matter  # noqa: PLC0415

        try:
            stated, front = read_front_matter(decoded[0])
        except FrontMatterError as error:
            return Problem("bad-front-matter", str(error), raw.source)
        return decoded[0], stated, decoded[1], front
    return decoded[0], NOTHING_STATED, decoded[1], 0


def _read_file(path: Path, source: str) -> bytes | Problem:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Problem("not-a-file", "is no regular file; replace it by a text file or remove it", source)
        if status.st_size > MAX_ARTICLE:
            found = f"is {status.st_size:,} bytes long, more than the {MAX_ARTICLE:,} of one article"
            return Problem("too-large", f"{found}; split it into one file per article", source)
        return path.read_bytes()
    except OSError as error:
        return Problem("unreadable", unreadable(error), source)


def _read_container(path: Path, source: str) -> Iterator[RawArticle | Problem]:
    """Yield the articles of a file that may hold several."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Problem("not-a-file", "is no regular file; replace it by one or remove it", source)
            return
        with path.open("rb") as stream:
            yield from _read_stream(stream, path.name, source, 0)
    except OSError as error:
        yield Problem("unreadable", unreadable(error), source)


def _read_stream(stream: BinaryIO, name: str, source: str, depth: int) -> Iterator[RawArticle | Problem]:
    """Yield the articles of a stream that has the name of a file: the one place where kinds of files meet their readers."""
    from wirepack.read import archives, records, tables, warc  # noqa: PLC0415 - a folder of texts needs none

    match kind_of(name):
        case None:
            yield Problem("not-a-seed", unread(name), source, severity="warning")
        case "lines":
            yield from records.read_lines(stream, source)
        case "json":
            yield from records.read_document(stream, source)
        case "table":
            yield from tables.read_table_rows(stream, source)
        case "warc":
            yield from warc.read_records(stream, source)
        case "zip" | "tar" if depth >= MAX_DEPTH:
            yield Problem("too-deep", f"is an archive in {MAX_DEPTH} others; unpack it", source)
        case "zip":
            yield from archives.read_zip(archives.seekable(stream), source, depth, _read_stream)
        case "tar":
            yield from archives.read_tar(stream, source, depth, _read_stream)
        case "gzip":
            yield from archives.read_gzip(stream, name, source, depth, _read_stream)
        case kind:
            try:
                yield RawArticle(source, kind, read_whole(stream), media_type_of(name))
            except LimitError as error:
                yield Problem("too-large", str(error), source)

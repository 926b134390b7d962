"""Which kinds of files are read, by their names, and how the source of an article is written.

2024/a.html               a file that is one article
dump.jsonl#12             line 12 of a file of lines; the element of a JSON array; the data row of a table
crawl.warc.gz#88213       the record at this offset, in bytes of the file as it lies there
old.zip!/web/a.html       a member of an archive, also inside another: old.zip!/inner.tar!/b.jsonl#3
"""

from __future__ import annotations

import re

TEXT, MARKDOWN, HTML = "text", "markdown", "html"
JSON, LINES, TABLE, WARC, ZIP, TAR, GZIP = "json", "lines", "table", "warc", "zip", "tar", "gzip"

_KINDS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".json": JSON,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".warc": WARC,
    ".warc.gz": WARC,
    ".zip": ZIP,
    ".tar": TAR,
    ".tar.gz": TAR,
    ".tgz": TAR,
    ".gz": GZIP,
}
_SINGLE = {TEXT, MARKDOWN, HTML}  # kinds of files that are one article
_MEDIA_TYPES = {
    TEXT: "text/plain",
    MARKDOWN: "text/markdown",
    HTML: "text/html",
    ".xhtml": "application/xhtml+xml",
    JSON: "application/json",
    LINES: "application/x-ndjson",
    TABLE: "text/csv",
    ".tsv": "text/tab-separated-values",
}
# How to make a readable file of what is met most often among articles
_ADVICE = {
    ".pdf": "convert it to text (pdftotext -layout) or HTML",
    ".doc": "save it as text or HTML",
    ".docx": "save it as text or HTML (pandoc -o a.md)",
    ".rtf": "save it as text or HTML",
    ".odt": "save it as text or HTML",
    ".epub": "convert it to text or HTML (pandoc -o a.md)",
    ".xml": "convert it to HTML or JSON",
    ".xls": "save it as CSV",
    ".xlsx": "save it as CSV",
    ".parquet": "write it as JSON lines",
    ".bz2": "unpack it",
    ".xz": "unpack it",
    ".zst": "unpack it",
    ".7z": "unpack it",
    ".rar": "unpack it",
    ".eml": "save the message as text or HTML",
    ".mhtml": "save the page as HTML",
}
_INSIDE = re.compile(r"(?:\.zip|\.tar|\.tar\.gz|\.tgz)(?=!/)", re.IGNORECASE)
_MANY = re.compile(r"\.(?:json|jsonl|ndjson|csv|tsv|warc)(?:\.gz)?(?=#\d+$)", re.IGNORECASE)


def kind_of(name: str) -> str | None:
    """Tell by its name how a file is read; None if it is not.

    >>> kind_of("a.TXT"), kind_of("b.warc.gz"), kind_of("c.jsonl.gz"), kind_of("d.pdf"), kind_of("e.pdf.gz")
    ('text', 'warc', 'gzip', None, None)
    """
    suffixes = suffixes_of(name)
    kind = next((_KINDS[suffix] for suffix in suffixes if suffix in _KINDS), None)
    return None if kind == GZIP and kind_of(unpacked_name(name)) is None else kind


def suffixes_of(name: str) -> list[str]:
    """List the endings of a file's name, the longest first: ".tar.gz", ".gz"."""
    parts = name.rpartition("/")[2].lower().split(".")[1:]
    return ["." + ".".join(parts[-count:]) for count in (2, 1) if len(parts) >= count]


def unpacked_name(name: str) -> str:
    """Name what a .gz file holds: it is the name without the ending."""
    return name[: -len(".gz")]


def is_single(name: str) -> bool:
    """Tell whether a file of this name is one article and no container of several."""
    return kind_of(name) in _SINGLE


def media_type_of(name: str) -> str:
    """Name the media type of what is read from a file, by its name without the ending of compression.

    >>> media_type_of("a.xhtml"), media_type_of("b.jsonl.gz")
    ('application/xhtml+xml', 'application/x-ndjson')
    """
    kind = kind_of(name)
    if kind == GZIP:
        return media_type_of(unpacked_name(name))
    suffix = suffixes_of(name)[-1]
    return _MEDIA_TYPES.get(suffix) or _MEDIA_TYPES.get(kind or TEXT, "application/octet-stream")


def unread(name: str) -> str:
    """Say of a file that no reader takes what to do about it.

    >>> unread("paper.pdf")
    'is not read: .pdf; convert it to text (pdftotext -layout) or HTML'
    """
    suffixes = suffixes_of(name)
    if not suffixes:
        return "is not read: its name has no ending; name it .txt if it is text"
    advice = _ADVICE.get(suffixes[-1], "read are .txt .md .html .json .jsonl .csv .tsv .warc .zip .tar, also with .gz")
    return f"is not read: {suffixes[-1]}; {advice}"


def file_of(source: str) -> str:
    """Return the path of the file that an article came from.

    >>> file_of("old.zip!/inner.tar!/b.jsonl#3"), file_of("dump.jsonl.gz#12"), file_of("a#1.txt")
    ('old.zip', 'dump.jsonl.gz', 'a#1.txt')
    """
    inside = _INSIDE.search(source)
    if inside:
        return source[: inside.end()]
    many = _MANY.search(source)
    return source[: many.end()] if many else source


def has_own_file(source: str, media_type: str | None) -> bool:
    """Tell whether the text of record is a file below seeds/, decoded, so that it need not be published.

    Markdown whose block quotes lost their marks (`Seed.quoting`) is published all the same.

    >>> has_own_file("a.md", "text/markdown"), has_own_file("a.zip!/b.txt", "text/plain"), has_own_file("a.html", "text/html")
    (True, False, False)
    """
    name = source.lower()
    return (
        file_of(source) == source
        and media_type in {"text/plain", "text/markdown"}
        and not name.endswith((".gz", ".json"))
    )

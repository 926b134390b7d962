"""WARC: the pages and texts that a crawler fetched. Records are streamed; what is no article is counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO

from wirepack.inputs import HTML, TEXT
from wirepack.models import Problem, RawArticle
from wirepack.read.limits import MAX_ARTICLE, LimitError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": TEXT,
}


def read_records(stream: BinaryIO | str, name: str) -> Iterator[RawArticle | Problem]:
    """Yield the bodies of the responses with status 200 that are HTML or text; `stream` is a file or its path.

    The source of a record is its offset in the file as it lies there; its URL is that from which it was fetched.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only WARC needs it

    skipped: Counter[str] = Counter()
    read = 0
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.revisit
    try:
        records = ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all", fsspec_args=False)
        for record in records:
            if record.record_type == WarcRecordType.revisit:
                skipped["revisit"] += 1
                continue
            found = _read_record(
                record, f"{name}#{record.stream_pos}", http=record.record_type == WarcRecordType.response
            )
            if isinstance(found, str):
                skipped[found] += 1
            else:
                read += 1
                yield found
    except LimitError:
        raise
    except Exception as error:  # noqa: BLE001 - fastwarc raises errors of many kinds for what is no WARC
        yield Problem("bad-archive", f"cannot be read beyond record {read + sum(skipped.values()):,}: {error}", name)
        return
    if skipped:
        listed = ", ".join(f"{count:,} {reason}" for reason, count in sorted(skipped.items()))
        message = f"{sum(skipped.values()):,} records are no pages and were skipped: {listed}"
        yield Problem("skipped-records", message, name, severity="warning")
    elif not read:
        yield Problem("no-article", "holds no record of a page; a WARC begins with WARC/1.0", name)


def _read_record(record: Any, source: str, *, http: bool) -> RawArticle | Problem | str:
    """Read one record, or say why it is skipped."""
    if http:
        if record.http_headers is None:
            return "not HTTP"
        status = record.http_headers.status_code
        if status != 200:
            return f"status {status}"
        content_type = record.http_headers.get("Content-Type") or ""
    else:
        content_type = record.headers.get("Content-Type") or ""
    media_type, _, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    kind = _KINDS.get(media_type)
    if kind is None:
        return media_type or "without type"
    try:
        body = record.reader.read(MAX_ARTICLE + 1)
    except Exception as error:  # noqa: BLE001 - see read_records
        return Problem("bad-record", f"has a body that cannot be decoded ({error}); remove it", source)
    if len(body) > MAX_ARTICLE:
        return Problem("too-large", f"is longer than the {MAX_ARTICLE:,} bytes of one article; remove it", source)
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return RawArticle(source, kind, body, media_type, charset, url=record.headers.get("WARC-Target-URI"))

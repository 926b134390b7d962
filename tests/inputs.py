"""Articles in every kind of input, written by the tests themselves; the words are made up."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "Jet downed near Azaz, ministry says"
PARAGRAPHS = (
    "Rebel forces shot down an F-16 near the northern town of Azaz on Monday, the defence ministry said in a statement.",
    "“We will not accept this,” spokesman Karim Haddad told reporters in Damascus. “The response will come soon.”",
    "Two soldiers were killed and five injured in the attack, officials said. The army deployed a Buk-M2E battery.",
    "The United Nations condemned the incident and called on both sides to return to the talks suspended in March.",
)
BODY = "\n\n".join(PARAGRAPHS)
LINKED_DATA: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "A page"},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "author": [{"@id": "#jane"}, {"@type": "Organization", "name": "Reuters"}, "https://example.org/staff"],
            "datePublished": "2024-03-05T23:30:00-05:00",
            "publisher": {"@type": "Organization", "name": "Example Daily"},
            "mainEntityOfPage": {"@id": "https://example.org/jet"},
            "keywords": "war, air",
            "copyrightNotice": "© 2024 Example Daily",
        },
    ],
}


def make_page(body: str = BODY, head: str = "", *, charset: str = "utf-8") -> str:
    """A page with navigation and footer around an article."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    return (
        f'<!doctype html><html><head><meta charset="{charset}">{head}</head><body><nav><a href="/">Home</a> '
        f'<a href="/world">World</a></nav><article><h1>{TITLE}</h1><p class="byline">By Jane Roe</p>{paragraphs}'
        "</article><footer>Contact us</footer></body></html>"
    )


def linked_data(data: Any = None) -> str:
    """The head of a page that states itself as JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(data or LINKED_DATA)}</script>'


def make_zip(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_tar(
    members: Mapping[str, bytes | str], links: Mapping[str, str] | None = None, *, mode: str = "w:gz"
) -> bytes:
    """A tar of these members and symbolic links."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            content = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return buffer.getvalue()


def make_warc(responses: list[tuple[str, str, bytes, str | None]], *, packed: bool = True) -> bytes:
    """A WARC of HTTP responses: (status line, content type, body, content encoding)."""
    parts = []
    for number, (status, kind, body, encoding) in enumerate(responses):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        head += f"Content-Encoding: {encoding}\r\n\r\n" if encoding else "\r\n"
        parts.append(make_record("response", head.encode() + body, f"https://example.org/{number}"))
    return b"".join(gzip.compress(part, mtime=0) if packed else part for part in parts)


def make_record(kind: str, block: bytes, url: str, media_type: str = "application/http; msgtype=response") -> bytes:
    """One record of a WARC."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(block):012}>\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"

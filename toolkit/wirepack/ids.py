"""Content-based identifiers: a prefix and 16 hex digits of SHA-256, the same on every machine for the same content."""

from __future__ import annotations

from hashlib import sha256

_DIGITS = 16  # 64 bits: for a billion rows, a chance of one in 37 that any two of them collide


def article_id(data: bytes) -> str:
    """Identify an article by the bytes of its file.

    >>> article_id(b"")
    'a-e3b0c44298fc1c14'
    """
    return "a-" + sha256(data).hexdigest()[:_DIGITS]


def quote_id(article: str, start: int, end: int) -> str:
    """Identify a quotation by its article and span."""
    return _span_id("q", article, start, end, "")


def event_id(article: str, start: int, end: int, event_type: str) -> str:
    """Identify an event by its article, the span of its trigger and its PLOVER type."""
    return _span_id("e", article, start, end, event_type)


def mention_id(article: str, start: int, end: int) -> str:
    """Identify a mention of a system by its article and span."""
    return _span_id("m", article, start, end, "")


def _span_id(prefix: str, article: str, start: int, end: int, kind: str) -> str:
    key = f"{article}:{start}:{end}:{kind}"
    return f"{prefix}-{sha256(key.encode()).hexdigest()[:_DIGITS]}"

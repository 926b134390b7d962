"""Bytes -> text: UTF-8, else the encoding that the bytes betray. Nothing is translated, not even a byte order mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLE = 200_000  # bytes shown to the detector of encodings: its answer does not change beyond, its cost does
_MIN_CONFIDENCE = 0.3  # below, the detector has too few letters to go by: then we take the commonest of all encodings
_FALLBACK = "windows-1252"
_MAX_CONTROLS = 0.01  # share of control characters; text has nearly none, decoded binary data about a tenth
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BLANK = "\ufeff \t\r\n\x0b\x0c\xa0"


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing but white space."""
    return not text.strip(_BLANK)


def is_binary(text: str) -> bool:
    """Tell by the share of control characters whether decoded bytes are no text."""
    return len(_CONTROLS.findall(text[:_SAMPLE])) > _MAX_CONTROLS * min(len(text), _SAMPLE)


def decode(data: bytes) -> tuple[str, str] | None:
    """Decode as UTF-8, else as what is detected: (text, encoding); None if the bytes are no text.

    >>> decode("Señor Núñez habló en Bogotá.".encode("latin-1"))[0]
    'Señor Núñez habló en Bogotá.'
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not is_binary(text):
            return text, encoding
    return None


def detect(data: bytes) -> str | None:
    """Name the encoding of a text by its first bytes, which may end inside a letter; None if they are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return next(_candidates(data))
    for cut in range(4):  # a letter of UTF-8 has at most four bytes
        try:
            data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8"
    found = decode(data)
    return found[1] if found else None


def _candidates(data: bytes) -> Iterator[str]:
    """Yield the encodings to try: what a byte order mark says, UTF-8, what is detected."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        yield "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    yield "utf-8"
    import chardet  # noqa: PLC0415 - 30 ms, and hardly any seed needs it

    guess = chardet.detect(data[:_SAMPLE])
    if guess["encoding"] is None:  # the detector knows that these bytes are no text
        return
    if guess["confidence"] < _MIN_CONFIDENCE:
        yield _FALLBACK
    yield guess["encoding"].lower()

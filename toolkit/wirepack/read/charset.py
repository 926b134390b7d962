"""In which encoding a web page is: byte order mark, then UTF-8 if the bytes are that, then what is stated, then a guess."""

from __future__ import annotations

import codecs
import re

from wirepack.read.text import detect

_HEAD = 4096  # bytes; browsers look no farther than 1,024 for the charset
_META = re.compile(rb"""<meta\b[^<>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml\b[^<>]{0,100}?\bencoding\s*=\s*["']([\w:.-]{2,30})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FALLBACK = "windows-1252"
# What browsers take instead of what pages state (WHATWG Encoding Standard): the larger set of the same family
_WIDER = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_LATER = frozenset(("utf-16", "utf-32", "utf-7"))  # no page of ASCII letters that states one of these is in it


def decode_page(data: bytes, stated: str | None = None) -> tuple[str, str]:
    """Decode a page: (text, encoding). Single broken bytes, which pages have, become U+FFFD.

    >>> decode_page("<meta charset=koi8-r>Мир".encode("koi8-r"))
    ('<meta charset=koi8-r>Мир', 'koi8-r')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding.removesuffix("-sig")
    named = _named(stated) or _in_page(data)
    if named is None or not named.startswith("iso2022"):  # which looks like ASCII
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    encoding = named or detect(data) or _FALLBACK
    try:
        return data.decode(encoding, "replace"), encoding
    except (LookupError, UnicodeError):
        return data.decode(_FALLBACK, "replace"), _FALLBACK


def _in_page(data: bytes) -> str | None:
    for pattern in (_META, _XML):
        match = pattern.search(data[:_HEAD])
        if match:
            return _named(match[1].decode("ascii"))
    return None


def _named(label: str | None) -> str | None:
    """Return the encoding behind a label; None if there is none, or none of text."""
    try:
        info = codecs.lookup(label or "")
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name.startswith(tuple(_LATER)):  # noqa: SLF001
        return None
    return _WIDER.get(info.name, (label or "").lower() if info.name != "utf-8" else "utf-8")

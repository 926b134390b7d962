"""JSON: one article per object, in a file of lines, in an array, or alone. Lines are streamed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from wirepack.inputs import media_type_of
from wirepack.models import Problem, RawArticle
from wirepack.read.limits import MAX_ARTICLE, MAX_DOCUMENT, LimitError, read_whole
from wirepack.read.metadata import field_names, normal_name
from wirepack.read.text import decode

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_BLANK = " \t\r\n\ufeff"
# Members that hold the articles of an answer: {"status": "ok", "articles": [{…}, …]}, {"response": {"docs": […]}}
_LISTS = frozenset(("articles", "items", "results", "docs", "documents", "records", "hits", "news", "data", "entries"))
_AROUND = frozenset(("response", "hits", "data", "result", "feed"))
_DECODER = json.JSONDecoder(strict=False)


def read_lines(stream: BinaryIO, name: str) -> Iterator[RawArticle | Problem]:
    """Yield each line of a .jsonl file; its number is part of its source."""
    media_type = media_type_of(name.rpartition("!/")[2])
    number = 0
    while line := stream.readline(MAX_ARTICLE + 1):
        number += 1
        source = f"{name}#{number}"
        if len(line) > MAX_ARTICLE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_ARTICLE)) and not rest.endswith(b"\n"):
                pass
            yield Problem("too-large", f"is longer than the {MAX_ARTICLE:,} bytes of one article; split it", source)
        elif data := line.strip(b" \t\r\n\xef\xbb\xbf" if number == 1 else b" \t\r\n"):
            yield RawArticle(source, "json", data, media_type)
    if number == 0:
        yield Problem("empty-file", "holds no text; fill it or remove it", name)


def read_document(stream: BinaryIO, name: str) -> Iterator[RawArticle | Problem]:
    """Yield the articles of a .json file: of an array, of an answer that holds one, of values one after another.

    A file that is one article keeps its name as source; else elements are numbered. Whatever stands behind a mistake
    cannot be told apart, so the articles before it are read, and the mistake is a problem of the file.
    """
    try:
        data = read_whole(stream, MAX_DOCUMENT)
    except LimitError:
        message = f"is longer than {MAX_DOCUMENT:,} bytes and would be held whole; write it as .jsonl (jq -c '.[]')"
        yield Problem("too-large", message, name)
        return
    decoded = decode(data)
    if decoded is None or not decoded[0].strip(_BLANK):
        code, message = ("empty-file", "holds no text") if decoded else ("not-text", "is binary data, no JSON")
        yield Problem(code, f"{message}; correct it or remove it", name)
        return
    text, encoding = decoded
    found: list[tuple[int, int]] = []
    mistake: ValueError | RecursionError | None = None
    number = 0
    media_type = media_type_of(name.rpartition("!/")[2])
    try:
        for start, end in _walk(text):
            number += 1
            found.append((start, end))
            if number > 1 or text[:start].strip(_BLANK) or text[end:].strip(_BLANK):
                for span in found:
                    yield _make_raw(text, span, f"{name}#{number}", media_type, encoding)
                found = []
    except (ValueError, RecursionError) as error:
        mistake = error
    for span in found:  # one value and nothing beside it
        whole = mistake is None
        raw = _make_raw(text, span, name if whole else f"{name}#{number}", media_type, encoding)
        yield RawArticle(name, raw.kind, data, media_type, encoding) if whole and isinstance(raw, RawArticle) else raw
    if mistake is not None:
        yield Problem("bad-json", f"{_explain(mistake)}; nothing behind it was read", name)
    elif not number:
        yield Problem("no-article", "is JSON without an article: no object, and no list of objects", name)


def _make_raw(text: str, span: tuple[int, int], source: str, media_type: str, encoding: str) -> RawArticle | Problem:
    data = text[slice(*span)].encode("utf-8", "surrogatepass")
    if len(data) > MAX_ARTICLE:
        return Problem("too-large", f"is longer than the {MAX_ARTICLE:,} bytes of one article; split it", source)
    return RawArticle(source, "json", data, media_type, encoding)


def _walk(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values that may be articles."""
    at = _skip(text, 0)
    while at < len(text):
        if text[at] == "[":
            at = yield from _walk_array(text, at)
        else:
            value, end = _DECODER.raw_decode(text, at)
            if isinstance(value, dict) and not has_text(value) and (inner := _find_list(text, at)) is not None:
                yield from _walk_array(text, inner)
            else:
                yield at, end
            at = end
        at = _skip(text, at, ",")


def _walk_array(text: str, at: int) -> Generator[tuple[int, int], None, int]:
    """Yield the spans of the elements of the array that begins here; return where it ends."""
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        end = _DECODER.raw_decode(text, at)[1]
        yield at, end
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("expecting ',' or ']'", text, at)
    return at + 1


def _find_list(text: str, at: int, depth: int = 3) -> int | None:
    """Find where the list of articles begins in an answer that is known to be valid JSON."""
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if text[at] == "[" and key.lower() in _LISTS:
            return at
        if text[at] == "{" and key.lower() in _AROUND and depth:
            inner = _find_list(text, at, depth - 1)
            if inner is not None:
                return inner
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _skip(text, at + 1)
    return None


def _skip(text: str, at: int, more: str = "") -> int:
    while at < len(text) and (text[at] in _BLANK or text[at] in more):
        at += 1
    return at


def parse_record(text: str) -> dict[str, Any] | str:
    """Parse one record; what is wrong with it comes back as a message."""
    try:
        value = json.loads(text.strip(_BLANK), strict=False)
    except (ValueError, RecursionError) as error:
        return f"{_explain(error)}; correct it or remove it"
    if not isinstance(value, dict):
        return "is no JSON object with the fields of an article; correct it or remove it"
    return value


def has_text(record: dict[str, Any]) -> bool:
    """Tell whether an object has a field that may be the text of an article."""
    names = field_names("record")
    return any(
        names.get(normal_name(key), ("", 0))[0] == "text" and isinstance(value, str) for key, value in record.items()
    )


def _explain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"is no JSON (line {error.lineno}, column {error.colno}: {error.msg})"
    return "is no JSON that can be read: too deep" if isinstance(error, RecursionError) else f"is no JSON ({error})"

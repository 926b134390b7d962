"""JSON as text: errors that name line and column, members found where they stand so that one can be replaced alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BLANK = re.compile(r"[ \t\r\n]*")


class JsonError(ValueError):
    """A text that is no JSON, or says the same thing twice; the message tells where and what to do."""


def read_json(path: Path) -> Any:
    """Read a JSON file; OSError if it cannot be read, JsonError if it is malformed."""
    return parse_json(read_utf8(path), str(path))


def read_utf8(path: Path) -> str:
    """Read a text file as it is, without newline translation; JsonError if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError(f"{path}: byte {error.start + 1:,} is not UTF-8; save the file as UTF-8") from None


def parse_json(text: str, name: str) -> Any:
    r"""Parse strict JSON: no member twice in an object, no NaN. `name` is the file as the user knows it.

    >>> parse_json('{\n  "a": \n}', "x.json")
    Traceback (most recent call last):
    wirepack.jsontext.JsonError: x.json, line 3, column 1: Expecting value
    """
    if text.startswith("\ufeff"):
        raise JsonError(f"{name}, line 1, column 1: starts with a byte order mark; save the file as UTF-8 without it")
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise JsonError(f"{name}: an escape like \\ud800 is half a character; write the whole character") from None
    except json.JSONDecodeError as error:
        raise JsonError(f"{name}, line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise JsonError(f"{name}: is nested too deeply to be read") from None
    except JsonError as error:
        raise JsonError(f"{name}: {error}") from None
    return value


def replace_member(text: str, key: str, value: str) -> str:
    r"""Replace the value of a member of the top-level object, or add the member; every other character stays.

    `text` must be an object that `parse_json` accepts, `value` is JSON text.

    >>> replace_member('{"b":  [1], "a" :2}', "b", "[]")
    '{"b":  [], "a" :2}'
    >>> replace_member('{\n  "a": 1\n}\n', "b", "[]")
    '{\n  "a": 1,\n  "b": []\n}\n'
    """
    decoder = json.JSONDecoder()
    position = _skip(text, _skip(text, 0) + 1)
    last = position
    while text[position] != "}":
        name, after = decoder.raw_decode(text, position)
        start = _skip(text, _skip(text, after) + 1)
        _, last = decoder.raw_decode(text, start)
        if name == key:
            return text[:start] + value + text[last:]
        position = _skip(text, last)
        if text[position] == ",":
            position = _skip(text, position + 1)
    comma = "" if text[:last].rstrip().endswith("{") else ","
    return f"{text[:last]}{comma}\n  {json.dumps(key)}: {value}{text[last:] if comma else chr(10) + text[position:]}"


def _skip(text: str, position: int) -> int:
    """Pass over white space."""
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise JsonError(f"the member {json.dumps(key, ensure_ascii=False)} stands twice in one object; remove one")
        members[key] = value
    return members


def _refuse(constant: str) -> Any:
    raise JsonError(f"{constant} is no JSON; leave the value out or write a number")

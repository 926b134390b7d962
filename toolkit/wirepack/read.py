"""Step 1. file -> Seed: the bytes are decoded once, and the text is final from here on.

What is wrong with a file is a `Problem`, never an exception, so that a build can list all bad seeds at once. Nothing in
the text is translated: no newline, no no-break space, no byte order mark of UTF-8, since offsets count from the first byte.
"""

from __future__ import annotations

import os
import re
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

from wirepack.errors import UsageError
from wirepack.ids import article_id
from wirepack.models import Problem, Seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

SUFFIXES = (".txt", ".text")
_MAX_BYTES = 10_000_000  # ten million: the longest novels are three; what is longer is a dump of many articles
_SAMPLE = 200_000  # bytes shown to the detector of encodings: its answer does not change beyond, its cost does
_MIN_CONFIDENCE = 0.3  # below, the detector has too few letters to go by: then we take the commonest of all encodings
_FALLBACK = "windows-1252"
_MAX_CONTROLS = 0.01  # share of control characters; text has nearly none, decoded binary data about a tenth
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def list_seeds(folder: Path) -> tuple[list[str], list[Problem]]:
    """List the seeds below a folder as posix paths, sorted, and what stands there that cannot be one.

    Hidden files are skipped in silence, files of other types with a warning. A symbolic link that leaves the folder
    is an error: a package must not depend on what lies outside its project.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; a project keeps its articles (.txt files) in seeds/")
    sources: list[str] = []
    problems: list[Problem] = []
    root = folder.resolve()
    for path in _walk(folder, folder, problems):
        source = path.relative_to(folder).as_posix()
        problem = _check_name(path, source, root)
        if problem:
            problems.append(problem)
        elif not path.is_dir():
            sources.append(source)
    if not sources and not any(problem.severity == "error" for problem in problems):
        problems.append(
            Problem("no-seeds", "holds no article; put at least one .txt file there and build again", str(folder))
        )
    return sorted(sources), problems


def read_seed(path: Path, source: str, reference_date: date | None = None) -> Seed | Problem:
    """Read and decode one file: UTF-8, else the encoding that its bytes betray, which the seed records.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "a.txt")
    >>> _ = path.write_bytes("Señor Núñez habló en Bogotá.".encode("latin-1"))
    >>> seed = read_seed(path, "a.txt")
    >>> seed.text
    'Señor Núñez habló en Bogotá.'
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Problem("not-a-file", "is no regular file; replace it by a text file or remove it", source)
        if status.st_size > _MAX_BYTES:
            found = f"is {status.st_size:,} bytes long, more than the {_MAX_BYTES:,} of one article"
            return Problem("too-large", f"{found}; split it into one file per article", source)
        data = path.read_bytes()
    except OSError as error:
        return Problem("unreadable", _unreadable(error), source)
    if not data.strip(b"\x00\t\n\r\x0b\x0c "):
        return Problem("empty-file", "holds no text; fill it or remove it", source)
    decoded = _decode(data)
    if decoded is None:
        return Problem("not-text", "is binary data or text in no known encoding; save it as UTF-8", source)
    text, encoding = decoded
    if not text.strip("\ufeff \t\r\n\x0b\x0c\xa0"):
        return Problem("empty-file", "holds no text; fill it or remove it", source)
    return Seed(source, sha256(data).hexdigest(), article_id(data), text, encoding, reference_date=reference_date)


def read_text(path: Path, encoding: str) -> str:
    """Read a text of record again, in the encoding that its article's row records."""
    return path.read_bytes().decode(encoding)


def _walk(folder: Path, top: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files below a folder; linked folders are yielded, not entered, so that no loop traps us."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        name = str(top) if folder == top else folder.relative_to(top).as_posix()
        problems.append(Problem("unreadable", _unreadable(error), name))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, top, problems)
        else:
            yield entry


def _unreadable(error: OSError) -> str:
    return f"cannot be read ({error.strerror or error}); check its permissions or remove it"


def _check_name(path: Path, source: str, root: Path) -> Problem | None:
    try:
        source.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(source).decode("utf-8", "backslashreplace")
        return Problem("bad-name", "has a name that is not UTF-8; rename it", shown)
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(root):
            return Problem("link-outside", f"is a link to {target}, outside seeds/; copy the file itself", source)
        if target.is_dir():
            return Problem("linked-folder", "is a link to a folder and was not entered", source, severity="warning")
    if path.suffix.lower() not in SUFFIXES:
        known = " or ".join(SUFFIXES)
        return Problem("not-a-seed", f"is not read: only {known} files are", source, severity="warning")
    return None


def _decode(data: bytes) -> tuple[str, str] | None:
    """Decode as UTF-8, else as what is detected; None if the bytes are no text."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if len(_CONTROLS.findall(text[:_SAMPLE])) <= _MAX_CONTROLS * min(len(text), _SAMPLE):
            return text, encoding
    return None


def _candidates(data: bytes) -> Iterator[str]:
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

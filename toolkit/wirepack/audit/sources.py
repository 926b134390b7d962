"""A resource -> its bytes: its parts joined, unpacked, within limits."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from bz2 import BZ2File
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.faults import Fault
from wirepack.audit.places import Bounded, FetchError, spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from wirepack.audit.places import Place

_FORMATS: Final = {"ndjson": "jsonl", "pq": "parquet", "apache-parquet": "parquet"}
_TABLES: Final = ("csv", "tsv", "json", "jsonl", "parquet")
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """The file or files of a resource. `format`: csv, tsv, json, jsonl, parquet, or another that holds no table."""

    place: Place
    paths: tuple[str, ...]
    format: str
    compression: str = ""
    inner: str = ""  # the member of a zip archive
    encoding: str = "utf-8"
    header: bool = True
    data: Any = field(default=None)  # of an inline resource

    def open(self) -> BinaryIO:
        """Open the bytes, unpacked. FetchError if a part is not to be had or cannot be unpacked."""
        if len(self.paths) == 1:
            return self._open_part(self.paths[0])
        return spool(_Joined(self))  # type: ignore[arg-type]

    def blocks(self) -> Iterator[bytes]:
        """The bytes of all parts, each of which ends with its line."""
        last = b""
        for number, path in enumerate(self.paths):
            with self._open_part(path) as part:
                if number and self.header and self.format == "csv":
                    part.readline()  # every part has the header
                for last in blocks_of(part):
                    yield last
            if not last.endswith(b"\n"):
                last = b"\n"
                yield last

    @property
    def plain(self) -> Path | None:
        """The file that holds just these bytes, if there is one that is not empty."""
        if len(self.paths) > 1 or self.compression:
            return None
        return self.place.file(self.paths[0])

    def _open_part(self, path: str) -> BinaryIO:
        packed = self.place.open(path)
        if not self.compression:
            return packed
        try:
            return spool(Bounded(_UNPACK[self.compression](packed, self.inner), _length(packed)))  # type: ignore[arg-type]
        except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, KeyError, RuntimeError) as error:
            raise FetchError(f'cannot unpack "{path}": {error}') from None


class _Joined(io.RawIOBase):
    """The parts of a file, one behind the other."""

    def __init__(self, source: Source) -> None:
        self._blocks = source.blocks()

    def read(self, size: int = -1) -> bytes:  # noqa: ARG002 - a block is as good as any size
        return next(self._blocks, b"")


def _unpack_zip(packed: BinaryIO, inner: str) -> BinaryIO:
    archive = zipfile.ZipFile(packed)
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if not names:
        raise zipfile.BadZipFile("it holds no file")
    return archive.open(inner or names[0])  # type: ignore[return-value]


_UNPACK: Final[Mapping[str, Callable[[BinaryIO, str], Any]]] = {
    "gz": lambda packed, _: gzip.GzipFile(fileobj=packed),
    "bz2": lambda packed, _: BZ2File(packed),
    "xz": lambda packed, _: lzma.LZMAFile(packed),  # noqa: SIM115 - closed by whoever reads it
    "zip": _unpack_zip,
}


def _length(stream: BinaryIO) -> int:
    length = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return length


def make_source(resource: Mapping[str, Any], place: Place, *, header: bool = True) -> Source:
    """Read from a resource where its bytes are and what they are.

    >>> from wirepack.audit.places import Place
    >>> source = make_source({"path": "a.csv.gz"}, Place())
    >>> source.format, source.compression
    ('csv', 'gz')
    """
    given = resource.get("path", [])
    paths = (given,) if isinstance(given, str) else tuple(given)
    suffixes = [suffix[1:].lower() for suffix in PurePosixPath(paths[0].split("?")[0]).suffixes] if paths else []
    compression = str(resource.get("compression") or "")
    if not compression and suffixes and suffixes[-1] in _UNPACK:
        compression = suffixes.pop()
    format_ = str(resource.get("format") or (suffixes[-1] if suffixes else "")).lower()
    return Source(
        place,
        paths,
        _FORMATS.get(format_, format_),
        compression if compression in _UNPACK else "",
        str(resource.get("innerpath", "")),
        str(resource.get("encoding") or "utf-8").lower().replace("_", "-"),
        header,
        resource.get("data"),
    )


def holds_table(source: Source, resource: Mapping[str, Any]) -> bool:
    """Whether a resource holds a table: a type says so, or a schema, or its format."""
    if source.data is not None:
        return True
    said = resource.get("type")
    if said is not None:
        return bool(said == "table") and source.format in _TABLES
    return source.format in _TABLES and ("schema" in resource or source.format in ("csv", "tsv"))


def measure(
    source: Source, resource: Mapping[str, Any], is_stopped: Callable[[], bool] = bool
) -> tuple[list[Fault], int, dict[str, str]]:
    """Compare the bytes of a resource, as they are published, with the size and hash that the descriptor has."""
    wanted, digest = _expected_hash(resource.get("hash"))
    whole = hashlib.new(wanted, usedforsecurity=False) if wanted else None
    count = 0
    for path in source.paths:
        with source.place.open(path) as file:
            if whole:
                for block in takewhile(lambda _: not is_stopped(), blocks_of(file)):
                    whole.update(block)
            count += file.seek(0, io.SEEK_END)
    found = {wanted: whole.hexdigest()} if whole else {}
    faults = []
    if whole and found[wanted] != digest:
        faults.append(Fault("hash-count", f'expected is "{digest}" and actual is "{found[wanted]}"'))
    size = resource.get("bytes")
    if isinstance(size, int) and size and size != count:
        faults.append(Fault("byte-count", f'expected is "{size}" and actual is "{count}"'))
    return faults, count, found


def _expected_hash(given: Any) -> tuple[str, str]:
    """The algorithm and the digest of a descriptor's hash; without an algorithm it is MD5."""
    if not isinstance(given, str) or not given:
        return "", ""
    name, colon, digest = given.rpartition(":")
    name = name.lower().replace("-", "") if colon else "md5"
    return (name, digest) if name in ("md5", "sha1", "sha256", "sha512") else ("", "")


def blocks_of(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file from where it is, a block at a time."""
    return iter(lambda: file.read(_BLOCK), b"")

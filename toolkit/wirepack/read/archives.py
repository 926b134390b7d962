"""ZIP, tar and gzip: members are read one by one, by their names, and whatever is wrong with one is told of that one."""

from __future__ import annotations

import gzip
import io
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from wirepack.inputs import kind_of, suffixes_of, unpacked_name
from wirepack.models import Problem
from wirepack.read.limits import FREE, MAX_MEMBERS, MAX_RATIO, SPOOLED, Counted, LimitError, Unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wirepack.models import RawArticle

    Found = Iterator[RawArticle | Problem]
    Reader = Callable[[BinaryIO, str, str, int], Found]  # stream, name, source, depth

# What damaged or hostile archives raise: a wrong check sum, a cut, a method or a flag that Python does not know
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_ENCRYPTED = 0x1  # flag of a member of a ZIP


class _Members:
    """What is common to the members of one archive: names already met, and a count of those that are not read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._seen: set[str] = set()
        self._others: Counter[str] = Counter()
        self._count = 0

    def check(self, name: str, *, link: bool, special: bool = False) -> Problem | bool:
        """Tell whether to read a member, or what is wrong with it."""
        self._count += 1
        if self._count > MAX_MEMBERS:
            raise LimitError(f"has more than {MAX_MEMBERS:,} members; unpack it")
        path = PurePosixPath(name)
        if any(part.startswith(".") and part not in {".", ".."} for part in path.parts) or "__MACOSX" in path.parts:
            return False
        shown = name.encode("utf-8", "backslashreplace").decode()
        source = f"{self.source}!/{shown}"
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in path.parts[0] or shown != name:
            return Problem("bad-name", "has a name that leads out of its archive or is no UTF-8; rename it", source)
        if link:
            return Problem("link-in-archive", "is a link; pack the file itself", source)
        if special:
            return Problem("not-a-file", "is no regular file; remove it", source)
        if kind_of(name) is None:
            self._others[(suffixes_of(name) or ["without ending"])[-1]] += 1
            return False
        if path.as_posix() in self._seen:
            return Problem("repeated-name", "stands in the archive twice; only the first was read", source)
        self._seen.add(path.as_posix())
        return True

    def tell_others(self) -> Iterator[Problem]:
        """Count the members that are not read."""
        if self._others:
            listed = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(self._others.items()))
            yield Problem("not-a-seed", f"holds members that are not read: {listed}", self.source, severity="warning")
        elif not self._seen and not self._count:
            yield Problem("no-article", "is an empty archive; fill it or remove it", self.source)


def read_zip(stream: BinaryIO, source: str, depth: int, read: Reader) -> Found:
    """Yield what the members of a ZIP give; `read` reads one by its name."""
    members = _Members(source)
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        yield Problem("bad-archive", f"is no ZIP that can be read ({error}); pack it again", source)
        return
    with archive:
        if len(archive.infolist()) > MAX_MEMBERS:
            yield Problem("too-large", f"has more than {MAX_MEMBERS:,} members; unpack it", source)
            return
        for info in archive.infolist():
            if info.is_dir():
                continue
            verdict = members.check(info.filename, link=stat.S_ISLNK(info.external_attr >> 16))
            if isinstance(verdict, Problem):
                yield verdict
            elif verdict:
                yield from _guarded(_open_zipped(archive, info), info.filename, members, depth, read)
    yield from members.tell_others()


def _open_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        if info.flag_bits & _ENCRYPTED:
            raise LimitError("is encrypted; unpack it with its password")
        if info.file_size > FREE and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise LimitError(f"unpacks to more than {MAX_RATIO} times its size; no text does, remove it")
        stream = cast("BinaryIO", archive.open(info))
        return cast("BinaryIO", io.BufferedReader(Unpacked(stream, info.compress_size), 1 << 16))

    return opened


def read_tar(stream: BinaryIO, source: str, depth: int, read: Reader) -> Found:
    """Yield what the members of a tar give, packed by gzip or not; it is read once from its beginning to its end."""
    members = _Members(source)
    try:
        unpacked = _gunzipped(stream) if source.lower().endswith((".gz", ".tgz")) else stream
        with tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined] # else it keeps them all
                if member.isdir():
                    continue
                link = member.issym() or member.islnk()
                verdict = members.check(member.name, link=link, special=not member.isfile())
                if isinstance(verdict, Problem):
                    yield verdict
                elif verdict and (content := archive.extractfile(member)) is not None:
                    opened = cast("BinaryIO", content)
                    yield from _guarded(lambda opened=opened: opened, member.name, members, depth, read)  # type: ignore[misc]
    except (LimitError, *BROKEN) as error:
        yield Problem("bad-archive", f"cannot be read to its end ({error}); pack it again", source)
        return
    yield from members.tell_others()


def read_gzip(stream: BinaryIO, name: str, source: str, depth: int, read: Reader) -> Found:
    """Yield what the file in a .gz gives; it is no level of its own and keeps the name of the .gz as its source."""
    try:
        yield from read(_gunzipped(stream), unpacked_name(name), source, depth)
    except (LimitError, *BROKEN) as error:
        yield Problem("bad-archive", f"cannot be unpacked ({error}); pack it again", source)


def seekable(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read from its end, as a ZIP must be: a copy, if it is a member of another archive."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
        return stream
    copy = cast("BinaryIO", tempfile.SpooledTemporaryFile(SPOOLED))  # noqa: SIM115 - closed with its last reader
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _gunzipped(stream: BinaryIO) -> BinaryIO:
    packed = Counted(stream)
    unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=packed, mode="rb"))
    return cast("BinaryIO", io.BufferedReader(Unpacked(unpacked, packed), 1 << 16))


def _guarded(opened: Callable[[], BinaryIO], name: str, members: _Members, depth: int, read: Reader) -> Found:
    """Read one member; what its reader cannot bear is a problem of that member."""
    source = f"{members.source}!/{PurePosixPath(name).as_posix()}"
    try:
        yield from read(opened(), name, source, depth + 1)
    except (LimitError, *BROKEN) as error:
        code = "too-large" if isinstance(error, LimitError) else "bad-member"
        message = str(error) if isinstance(error, LimitError) else f"cannot be read ({error}); pack it again"
        yield Problem("encrypted" if "encrypted" in message else code, message, source)

"""Where the files of a package lie: a folder, an archive or an address; and that none of them lies outside it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from wirepack.errors import UsageError

if TYPE_CHECKING:
    from typing import IO, BinaryIO

    from wirepack.progress import Progress

NAMES: Final = ("datapackage.json", "datapackage.yaml", "datapackage.yml")
MAX_RATIO: Final = 250  # of unpacked to packed bytes; beyond, the file is a bomb (text packs 10 to 100 times)
_SMALL: Final = 64 << 20  # bytes that any file may unpack to, and that are held in memory
_BLOCK: Final = 1 << 20
_SECONDS: Final = 30  # for a server to answer
_SCHEMES: Final = ("http", "https")


class FetchError(Exception):
    """A file of a package that cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a package lies: below a folder, inside a zip archive (`archive`), or below an address (`address`).

    `progress` is told which server is waited for.
    """

    folder: Path | None = None
    archive: Path | None = None
    address: str | None = None
    inside: str = ""  # the folder within the archive
    progress: Progress | None = field(default=None, compare=False)

    def open(self, path: str) -> BinaryIO:
        """Open a file of the package for reading. FetchError if it is not there, or lies outside the package."""
        if is_address(path):
            return _fetch(path, self.progress)
        if not is_safe(path):
            raise FetchError(f'path "{path}" is not safe: it must lie below the package')
        if self.address:
            return _fetch(urljoin(self.address, path), self.progress)
        if self.archive:
            return _open_member(self.archive, str(PurePosixPath(self.inside, path)))
        return self._open_file(path)

    def file(self, path: str) -> Path | None:
        """The file itself, where the package lies in a folder, and the file is one that can be mapped."""
        if self.address or self.archive or is_address(path) or not is_safe(path):
            return None
        file = (self.folder or Path()) / path
        return file if file.is_file() and file.stat().st_size and self._holds(file) else None

    def _holds(self, file: Path) -> bool:
        return file.resolve().is_relative_to((self.folder or Path()).resolve())

    def _open_file(self, path: str) -> BinaryIO:
        file = (self.folder or Path()) / path
        try:
            if not self._holds(file):
                raise FetchError(f'path "{path}" is not safe: it is a link that leaves the package')
            if file.exists() and not file.is_file():
                raise FetchError(f'"{path}" is no file')  # a pipe would keep us waiting for ever
            return file.open("rb")
        except (OSError, ValueError) as error:  # ValueError: a name with a null byte
            raise FetchError(f'cannot open "{path}": {getattr(error, "strerror", None) or error}') from None

    def __str__(self) -> str:
        """The place as a user knows it."""
        return str(self.address or self.archive or self.folder)


def is_address(path: str) -> bool:
    """Whether a path is the address of a file on the web.

    >>> is_address("https://example.org/a.csv"), is_address("data/a.csv")
    (True, False)
    """
    return path.partition(":")[0].lower() in _SCHEMES


def is_safe(path: str) -> bool:
    r"""Whether a path lies below the package, as it is written.

    >>> [is_safe(path) for path in ("data/a.csv", "../a.csv", "/etc/passwd", "a/../../b", r"C:\a.csv", "~/a.csv")]
    [True, False, False, False, False, False]
    """
    parts = path.replace("\\", "/").split("/")
    first = parts[0]
    return bool(first) and ".." not in parts and ":" not in first and not first.startswith("~")


def find_package(path: str) -> tuple[Place, str]:
    """Find the descriptor that a user means: a file, a folder, a zip archive or an address; its place and its name."""
    if is_address(path):
        address = path if "." in urlsplit(path).path.rsplit("/", 1)[-1] else path.rstrip("/") + "/" + NAMES[0]
        if urlsplit(address).path.endswith(".zip"):
            raise UsageError(f"{path}: fetch the archive first and validate the file")
        return Place(address=address), address.rsplit("/", 1)[-1]
    file = Path(path)
    if file.is_dir():
        for name in NAMES:
            if (file / name).is_file():
                return Place(folder=file), name
        raise UsageError(f"{path}: holds no {NAMES[0]}; {_advise(file)}")
    if not file.exists():
        if "://" in path:
            raise UsageError(f"{path}: only addresses with http or https are fetched; fetch it first and give the file")
        raise UsageError(f"{path}: no such file or folder; give a data package or its folder")
    if zipfile.is_zipfile(file):
        return _find_in_archive(file)
    return Place(folder=file.parent), file.name


def _advise(folder: Path) -> str:
    """Say what to give in place of a folder that is no package: often it is the dist/ of one."""
    above = folder.absolute().parent
    if (above / NAMES[0]).is_file():
        return f"give the folder above, which holds the package: {above}"
    if (folder / "seeds").is_dir():
        return "it has seeds/, so `wirepack build` makes a package there"
    return "give a data package or its folder"


def _find_in_archive(file: Path) -> tuple[Place, str]:
    with zipfile.ZipFile(file) as archive:
        found = [name for name in archive.namelist() if PurePosixPath(name).name in NAMES]
    if not found:
        raise UsageError(f"{file}: holds no {NAMES[0]}; give the archive of a data package")
    first = min(found, key=lambda name: (name.count("/"), name))
    inside = str(PurePosixPath(first).parent)
    return Place(archive=file, inside="" if inside == "." else inside), PurePosixPath(first).name


def _open_member(file: Path, name: str) -> BinaryIO:
    try:
        with zipfile.ZipFile(file) as archive, archive.open(name) as member:
            return spool(Bounded(member, archive.getinfo(name).compress_size))  # type: ignore[arg-type]
    except KeyError:
        raise FetchError(f'the archive has no "{name}"') from None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:  # RuntimeError: encrypted
        raise FetchError(f'cannot read "{name}" from the archive: {error}') from None


class Bounded(io.RawIOBase):
    """A stream that ends with an error where it gives far more bytes than could be packed into so few."""

    def __init__(self, stream: IO[bytes], packed: int) -> None:
        self._stream, self._left = stream, max(_SMALL, packed * MAX_RATIO)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(min(size, _BLOCK) if size >= 0 else _BLOCK)
        self._left -= len(block)
        if self._left < 0:
            raise OSError(f"it unpacks to more than {MAX_RATIO:,} times its size")
        return block


def _fetch(address: str, progress: Progress | None) -> BinaryIO:
    told, step = progress or (lambda *_: None), f"waiting for {urlsplit(address).netloc}"
    told(step, 0, 0)
    try:
        with urlopen(Request(address, headers={"User-Agent": "wirepack"}), timeout=_SECONDS) as answer:  # noqa: S310
            return spool(answer)
    except (OSError, ValueError) as error:
        raise FetchError(f'cannot fetch "{address}": {_tell_reason(error)}') from None
    finally:
        told(step, 1, 1)


def _tell_reason(error: Exception) -> str:
    """Why an address gives nothing, in the words of the system or the server."""
    reason = error.reason if isinstance(error, URLError) and not isinstance(error, HTTPError) else error
    if isinstance(reason, TimeoutError):
        return f"no answer within {_SECONDS} s"
    return str(getattr(reason, "strerror", None) or reason)


def spool(source: IO[bytes]) -> BinaryIO:
    """Copy a stream to a file of its own that can be read from any place, in memory if it is small."""
    target = SpooledTemporaryFile(max_size=_SMALL)  # noqa: SIM115 - the caller closes it
    copyfileobj(source, target, _BLOCK)
    target.seek(0)
    return target  # type: ignore[return-value]

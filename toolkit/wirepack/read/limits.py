"""How much is read of one thing. Whatever exceeds a limit is a problem of that thing, and the others are read."""

from __future__ import annotations

import io
from typing import BinaryIO

MAX_ARTICLE = 10_000_000  # bytes of one article: the longest novels are three million; what is longer is a dump of many
MAX_DOCUMENT = 200_000_000  # bytes of a .json file, which is one value and must be held whole; .jsonl has no limit
MAX_MEMBERS = 1_000_000  # of an archive, those that are not read counted too
MAX_DEPTH = 3  # archives inside archives
MAX_RATIO = 200  # unpacked to packed bytes; text reaches 5, HTML 30, tables 60, deflated zeros 1,000
FREE = 1_000_000  # bytes unpacked before the ratio counts: short texts of one letter harm nobody
SPOOLED = 32_000_000  # bytes of an archive inside an archive held in memory; what is more goes to a temporary file


class LimitError(Exception):
    """More than a limit allows; the message says what and what to do."""


class Counted(io.RawIOBase):
    """A stream that counts the bytes that were read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Unpacked(Counted):
    """A stream of unpacked bytes that refuses to go on once they are too many for the packed ones, so many or so far."""

    def __init__(self, stream: BinaryIO, packed: Counted | int) -> None:
        super().__init__(stream)
        self._packed = packed

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        packed = self._packed if isinstance(self._packed, int) else self._packed.count
        if self.count > FREE and self.count > MAX_RATIO * max(packed, 1):
            raise LimitError(f"unpacks to more than {MAX_RATIO} times its size; no text does, remove it")
        return size


def read_whole(stream: BinaryIO, limit: int = MAX_ARTICLE) -> bytes:
    """Read a stream to its end, or raise LimitError if that is farther than the limit."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise LimitError(f"is longer than the {limit:,} bytes of one article; split it into one file per article")
    return data

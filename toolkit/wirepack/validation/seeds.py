"""The texts of a published package, read again from its seeds."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wirepack.checks.identity import is_below
from wirepack.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl


SUFFIXES = (".txt", ".text")  # as in `wirepack.read`, a step, which validation must not import; a test compares them


class SeedTexts:
    """Texts of record by source, one read at a time; seeds that are not those of the package become `problems`.

    A text is decoded as its article's row says, so that no detection of encodings can give another result.
    """

    def __init__(self, folder: Path, articles: pl.DataFrame | None) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._asked: set[str] = set()
        columns = {"source", "sha256", "encoding"}
        known = articles is not None and columns <= set(articles.columns)
        self.at_hand = known and folder.is_dir()  # who downloads a package alone has none
        rows = articles.select("source", "sha256", "encoding").iter_rows() if known and articles is not None else ()
        self._expected = {source: (digest, encoding) for source, digest, encoding in rows}

    def __call__(self, source: str) -> str | None:
        digest, encoding = self._expected.get(source, (None, None))
        if digest is None or encoding is None or not is_below(source):
            return None
        self._asked.add(source)
        try:
            data = (self._folder / source).read_bytes()
        except FileNotFoundError:
            self._warn("seed-missing", "is gone, so its rows were not checked; put it back, or build again", source)
            return None
        except OSError as error:
            message = f"cannot be read ({error.strerror}), so its rows were not checked; check its permissions"
            self._warn("seed-unreadable", message, source)
            return None
        if sha256(data).hexdigest() != digest:
            message = "is not the file that the package was built from; build again"
            self.problems.append(Problem("seed-changed", message, f"seeds/{source}", "articles"))
            return None
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            message = f"cannot be decoded as {encoding!r}, the encoding of its row; build again"
            self.problems.append(Problem("encoding", message, f"seeds/{source}", "articles"))
            return None

    def check_rest(self, rejected: Iterable[str]) -> None:
        """Read the seeds that no span asked for, and name what stands in seeds/ but was not built from.

        `rejected` are the bad seeds that the package lists.
        """
        for source in self._expected:
            if source not in self._asked:
                self(source)
        known = {*self._expected, *rejected}
        for source in sorted(source for source in self._list_sources() if source not in known):
            self._warn("seed-new", "is an article that is not in the package; build again to add it", source)

    def _list_sources(self) -> Iterator[str]:
        """List the texts below seeds/ as a build does: no hidden files, and linked folders are not entered."""
        for folder, inner, names in os.walk(self._folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                    yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def _warn(self, code: str, message: str, source: str) -> None:
        if self.at_hand:
            self.problems.append(Problem(code, message, f"seeds/{source}", "articles", severity="warning"))

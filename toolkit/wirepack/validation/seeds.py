"""The texts of a published package, read again from its seeds."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from wirepack.checks.identity import is_below
from wirepack.models import Problem

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


class SeedTexts:
    """Texts of record by source, one read at a time; seeds that are not those of the package become `problems`.

    A text is decoded as its article's row says, so that no detection of encodings can give another result.
    """

    def __init__(self, folder: Path, articles: pl.DataFrame | None) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        columns = {"source", "sha256", "encoding"}
        known = articles is not None and columns <= set(articles.columns)
        rows = articles.select("source", "sha256", "encoding").iter_rows() if known and articles is not None else ()
        self._expected = {source: (digest, encoding) for source, digest, encoding in rows}

    def __call__(self, source: str) -> str | None:
        digest, encoding = self._expected.get(source, (None, None))
        if digest is None or encoding is None or not is_below(source):
            return None
        try:
            data = (self._folder / source).read_bytes()
        except OSError:
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

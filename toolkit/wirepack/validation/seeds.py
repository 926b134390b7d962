"""The texts of a published package, read again from its seeds."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wirepack.checks.identity import is_below
from wirepack.inputs import file_of, kind_of
from wirepack.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl


class SeedTexts:
    """Texts of record by source, one read at a time; seeds that are not those of the package become `problems`.

    A text is decoded as its article's row says, so that no detection of encodings can give another result. Of what the
    package publishes as `texts` it is taken from there; the seed is then compared if it is a file of one article.
    """

    def __init__(self, folder: Path, articles: pl.DataFrame | None, texts: pl.DataFrame | None = None) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._asked: set[str] = set()
        columns = {"article_id", "source", "sha256", "encoding"}
        known = articles is not None and columns <= set(articles.columns)
        self.at_hand = known and folder.is_dir()  # who downloads a package alone has none
        rows = articles.select("source", "sha256", "encoding").iter_rows() if known and articles is not None else ()
        self._expected = {source: (digest, encoding) for source, digest, encoding in rows}
        self._published = _texts_by_source(articles, texts) if known and texts is not None else {}

    def __call__(self, source: str) -> str | None:
        digest, encoding = self._expected.get(source, (None, None))
        if digest is None or encoding is None or not is_below(source):
            return None
        self._asked.add(source)
        published = self._published.get(source)
        if published is not None and (not self.at_hand or self._is_in_container(source)):
            return published
        try:
            data = (self._folder / source).read_bytes()
        except FileNotFoundError:
            unchecked = "" if published is not None else ", so its rows were not checked"
            self._warn("seed-missing", f"is gone{unchecked}; put it back, or build again", source)
            return published
        except OSError as error:
            message = f"cannot be read ({error.strerror}), so its rows were not checked; check its permissions"
            self._warn("seed-unreadable", message, source)
            return published
        if sha256(data).hexdigest() != digest:
            message = "is not the file that the package was built from; build again"
            self.problems.append(Problem("seed-changed", message, f"seeds/{source}", "articles"))
            return None
        if published is not None:
            return published
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            message = f"cannot be decoded as {encoding!r}, the encoding of its row; build again"
            self.problems.append(Problem("encoding", message, f"seeds/{source}", "articles"))
            return None

    def _is_in_container(self, source: str) -> bool:
        """Tell whether an article is one of several in a file; warn once if that file is gone."""
        name = file_of(source)
        if name == source and not name.lower().endswith(".gz"):
            return False
        if name not in self._asked and not (self._folder / name).is_file():
            self._warn("seed-missing", "is gone; put it back, or build again", name)
        self._asked.add(name)
        return True

    def check_rest(self, rejected: Iterable[str]) -> None:
        """Read the seeds that no span asked for, and name what stands in seeds/ but was not built from.

        `rejected` are the bad seeds that the package lists.
        """
        for source in self._expected:
            if source not in self._asked:
                self(source)
        known = {file_of(source) for source in (*self._expected, *rejected)}
        for source in sorted(source for source in self._list_sources() if source not in known):
            self._warn("seed-new", "is an article that is not in the package; build again to add it", source)

    def _list_sources(self) -> Iterator[str]:
        """List the texts below seeds/ as a build does: no hidden files, and linked folders are not entered."""
        for folder, inner, names in os.walk(self._folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                if kind_of(name) and not name.startswith("."):
                    yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def _warn(self, code: str, message: str, source: str) -> None:
        if self.at_hand:
            self.problems.append(Problem(code, message, f"seeds/{source}", "articles", severity="warning"))


def _texts_by_source(articles: pl.DataFrame | None, texts: pl.DataFrame) -> dict[str, str]:
    if articles is None or texts.columns != ["article_id", "text"]:
        return {}
    return dict(
        texts.join(articles.select("article_id", "source"), on="article_id").select("source", "text").iter_rows()
    )

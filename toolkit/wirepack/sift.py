"""Between reading and linking: which articles go on, which seeds are bad, and what is worth a warning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.models import ArticleRows, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of the seeds: articles by path, the bad seeds, and warnings about good ones."""

    articles: tuple[ArticleRows, ...]
    rejects: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def sift(results: Iterable[ArticleRows | Problem]) -> Sifted:
    """Sort results by path; of files with the same bytes keep the first, and name both in a warning."""
    rejects: list[Problem] = []
    warnings: list[Problem] = []
    read: list[ArticleRows] = []
    for result in results:
        if isinstance(result, Problem):
            (rejects if result.severity == "error" else warnings).append(result)
        else:
            read.append(result)
    kept: dict[str, ArticleRows] = {}
    for rows in sorted(read, key=lambda rows: rows.article.source):
        article = rows.article
        first = kept.setdefault(article.article_id, rows)
        if first is not rows:
            found = f"is the same, byte for byte, as {first.article.source}"
            advice = "the two give one article; remove either"
            warnings.append(Problem("repeated-file", f"{found}; {advice}", article.source, severity="warning"))
        elif rows.text is None and not article.encoding.startswith("utf-"):
            found = f"is not UTF-8; it was read as {article.encoding}"
            advice = "look whether its letters are right, and save it as UTF-8 to be sure"
            warnings.append(Problem("not-utf8", f"{found}; {advice}", article.source, severity="warning"))
    return Sifted(tuple(kept.values()), tuple(rejects), tuple(warnings))


def blame(problems: Iterable[Problem], tables: Mapping[str, pl.DataFrame]) -> dict[str, Problem]:
    """Name, by its source, each article whose rows are not valid: a defect of ours, but the others can do without it."""
    sources = dict(tables["articles"].select("article_id", "source").iter_rows())
    blamed: dict[str, Problem] = {}
    for problem in problems:
        table = tables.get(problem.table or "")
        if problem.severity != "error" or problem.row is None or table is None or "article_id" not in table.columns:
            continue
        source = sources.get(table["article_id"][problem.row - 1])
        if source is not None:
            message = (
                f"gave rows that are not valid; please report it with the file ({problem.table}: {problem.message})"
            )
            blamed.setdefault(source, Problem("internal-error", message, source))
    return blamed

"""Between reading and linking: which articles go on, which seeds are bad, and what is worth a warning."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.inputs import has_own_file
from wirepack.languages import ENGLISH
from wirepack.models import ArticleRows, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl


_NAMED = 10  # articles of one language; the column `language` names them all
_WORTH_A_WORD = 20  # words; a shorter text in no language that is recognised may well be English


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
        elif has_own_file(article.source, article.media_type) and not article.encoding.startswith("utf-"):
            found = f"is not UTF-8; it was read as {article.encoding}"
            advice = "look whether its letters are right, and save it as UTF-8 to be sure"
            warnings.append(Problem("not-utf8", f"{found}; {advice}", article.source, severity="warning"))
    return Sifted(tuple(kept.values()), tuple(rejects), (*warnings, *_warn_of_languages(kept.values())))


def _warn_of_languages(articles: Iterable[ArticleRows]) -> list[Problem]:
    """Name the articles that are not English, by language, with what they gave: nobody should wonder where the rest is."""
    foreign: dict[str, list[ArticleRows]] = defaultdict(list)
    for rows in articles:
        language, gave = rows.article.language, rows.quotes or rows.events
        if language and language not in ENGLISH:
            foreign[f"in {language}"].append(rows)
        elif not language and not gave and rows.article.word_count >= _WORTH_A_WORD:
            foreign["in no language that is recognised"].append(rows)
    return [_warn_of_language(what, some) for what, some in sorted(foreign.items())]


def _warn_of_language(what: str, articles: Sequence[ArticleRows]) -> Problem:
    quotes, events, mentions = (
        sum(len(getattr(rows, name)) for rows in articles) for name in ("quotes", "events", "mentions")
    )
    found = f"found: quotes {quotes:,}, events {events:,}, mentions of systems {mentions:,}"
    alone = f"in articles, but quotes and events are read in English alone ({found})"
    names = [rows.article.source for rows in articles[:_NAMED]]
    if len(articles) == 1:
        return Problem("not-english", f"is {what}; it has its row {alone}", names[0], severity="warning")
    more = [f"and {len(articles) - _NAMED:,} more"] * (len(articles) > _NAMED)
    some = f"{len(articles):,} articles are {what} ({', '.join([*names, *more])})"
    return Problem("not-english", f"{some}; they have their rows {alone}", severity="warning")


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

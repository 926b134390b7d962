"""The map: read → segment → extract → link → tabulate → validate → publish, in this order and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from wirepack.engine import run
from wirepack.extract import extract
from wirepack.inputs import has_own_file
from wirepack.link import link
from wirepack.models import BuildReport, Problem, RawArticle
from wirepack.publish import publish, recover
from wirepack.read import list_seeds, make_seed, read_articles, read_text
from wirepack.schemas import load_further_schemas, load_schemas
from wirepack.segment import segment
from wirepack.sift import blame, sift
from wirepack.tabulate import tabulate, tabulate_texts
from wirepack.validate import validate_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import polars as pl

    from wirepack.checks import Texts
    from wirepack.models import ArticleRows, Seed
    from wirepack.progress import Progress
    from wirepack.schemas import TableSchema


def build(
    project: Path,
    *,
    workers: int | None = None,
    skip_bad: bool = False,
    reference_date: date | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a project's package from its seeds and publish it if everything is valid.

    `workers` processes share the articles (None: one per core if there are many); the result does not depend on it.
    With `skip_bad`, seeds that cannot be read are left out and listed in the package as `rejects`; without, one bad
    seed stops the publication and all of them are in the report. `reference_date` anchors "yesterday" in articles
    that state no date. Raises `UsageError` for a folder that is no project or a descriptor that is no JSON, and
    `PublishError` if the package cannot be written; in both cases the old package is untouched.
    """
    start = perf_counter()
    told = progress or (lambda *_: None)
    recover(project)
    schemas = load_schemas(project)
    seeds = project / "seeds"
    sources, listed = list_seeds(seeds)
    results = run(partial(read_article, seeds, reference_date), read_articles(seeds, sources), workers, weigh=_weigh)
    sifted = sift(_count(results, len(sources), told))
    texts = partial(_text_of, seeds, {rows.article.source: rows for rows in sifted.articles})
    tables, problems = _make_tables(sifted.articles, schemas, texts, told)
    invalid = blame(problems, tables)
    if invalid and skip_bad:
        sound = [rows for rows in sifted.articles if rows.article.source not in invalid]
        tables, problems = _make_tables(sound, schemas, texts, told)

    rejects = [problem for problem in (*listed, *sifted.rejects, *invalid.values()) if problem.severity == "error"]
    errors = [problem for problem in problems if problem.severity == "error"]
    notes = [problem for problem in (*listed, *sifted.warnings, *problems) if problem.severity != "error"]
    if errors or not tables["articles"].height or (rejects and not skip_bad):
        return BuildReport(published=False, problems=(*rejects, *errors, *notes), seconds=perf_counter() - start)
    told("publish", 0, 1)
    notes += publish(tables, schemas, project, texts, rejects)
    notes = [*(replace(problem, severity="warning") for problem in rejects), *notes]
    counts = {name: table.height for name, table in tables.items()}
    return BuildReport(True, counts, tuple(notes), perf_counter() - start)


def extract_one(seed: Seed) -> ArticleRows:
    """Return the rows of one article, before the others are known."""
    rows = extract(segment(seed))
    own = has_own_file(seed.source, seed.media_type) and not seed.quoting
    return rows if own else replace(rows, text=seed.text)


def read_article(seeds: Path, reference_date: date | None, raw: RawArticle | Problem) -> ArticleRows | Problem:
    """Read one article below `seeds` and return its rows, or what is wrong with it."""
    if isinstance(raw, Problem):
        return raw
    try:
        seed = make_seed(seeds / raw.source, raw, reference_date)
        return seed if isinstance(seed, Problem) else extract_one(seed)
    except Exception as error:  # noqa: BLE001 - a defect of ours must name its article, and not hide the other bad seeds
        message = f"made wirepack fail ({type(error).__name__}: {error}); please report it with the file"
        return Problem("internal-error", message, raw.source)


def _make_tables(
    articles: Sequence[ArticleRows], schemas: Mapping[str, TableSchema], texts: Texts, told: Progress
) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Make the tables of all articles, and list what is wrong with them."""
    told("link", 0, 1)
    tables = tabulate(link(articles), schemas) | tabulate_texts(articles)
    told("validate", 0, 1)
    return tables, validate_tables(tables, {**schemas, **load_further_schemas(tables)}, texts)


def _count(results: Iterator[ArticleRows | Problem], total: int, told: Progress) -> Iterator[ArticleRows | Problem]:
    for done, result in enumerate(results, start=1):
        yield result
        told("extract", done, max(done, total))  # how many articles a container holds shows at its end


def _weigh(raw: RawArticle | Problem) -> int:
    return len(raw.data or b"") if isinstance(raw, RawArticle) else 0


def _text_of(seeds: Path, articles: dict[str, ArticleRows], source: str) -> str:
    rows = articles[source]
    return read_text(seeds / source, rows.article.encoding) if rows.text is None else rows.text

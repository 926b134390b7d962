"""Measure wirepack on gold: precision, recall and F1 per table, and how often each column is right.

gold.py     gold file -> GoldArticle; answers.py states what is right for each column
score*.py   one gold article and its predicted rows -> figures, by the rules of docs/evaluation.md
figures.py  the figures, which add up over articles
floors.py   figures that may rise and not fall
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirepack.errors import UsageError
from wirepack.evaluation.figures import Evaluation, add_tables, list_figures
from wirepack.evaluation.gold import GoldArticle, list_gold, read_gold
from wirepack.evaluation.score import Predicted
from wirepack.evaluation.score_articles import score_article, score_structure
from wirepack.evaluation.score_events import score_events
from wirepack.evaluation.score_quotes import score_quotes
from wirepack.evaluation.score_systems import score_mentions, score_systems
from wirepack.inputs import file_of
from wirepack.models import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.evaluation.floors import Floor
    from wirepack.models import ArticleRows, Corpus, Document, Seed

SCORERS = {
    "articles": score_article,
    "structure": score_structure,
    "quotes": score_quotes,
    "events": score_events,
    "mentions": score_mentions,
    "systems": score_systems,
}


def evaluate(gold: Sequence[Path], seeds: Path | None = None, *, with_reference: bool = False) -> Evaluation:
    """Extract the seeds that the gold files name and score the rows.

    `gold` are files or folders of them, `seeds` is the folder of the articles (see `find_seeds`). `with_reference`
    hands the gold's reference date to the toolkit, and then relative dates ("on Saturday") must be resolved; without
    it they must stay open.
    """
    from wirepack.link import link  # noqa: PLC0415 - with pipeline it brings in everything a build needs
    from wirepack.pipeline import extract_one  # noqa: PLC0415
    from wirepack.segment import segment  # noqa: PLC0415

    folder = seeds or find_seeds(gold)
    articles = [read_gold(path, with_reference=with_reference) for path in list_gold(gold)]
    inputs = [_read_source(article, folder, with_reference=with_reference) for article in articles]
    rows = [extract_one(seed) for seed in inputs]
    predicted = predict([segment(seed) for seed in inputs], rows, link(rows))
    return score(articles, predicted, with_reference=with_reference)


def find_seeds(gold: Sequence[Path]) -> Path:
    """Find the folder of the articles: seeds/ of the current project, else in or above the folder of the gold.

    The first that holds the article which the first gold file names is taken.
    """
    first = list_gold(gold)[0]
    source = read_gold(first).source
    near = [folder for place in first.resolve().parents for folder in (place, place / "seeds")]
    for folder in (Path("seeds"), *near):
        if (folder / source).is_file():
            return folder
    raise UsageError(f"{source}: not found in seeds/ nor near {first}; give the folder of the articles with --seeds")


def to_json(evaluation: Evaluation, floors: Sequence[Floor] = (), *, errors: bool = False) -> dict[str, Any]:
    """Return an evaluation as plain values: figures by name, the counts behind them, floors, and slips if asked for."""
    tables = {
        name: {
            "counts": {
                key: {**asdict(count), "precision": count.precision, "recall": count.recall, "f1": count.f1}
                for key, count in table.counts.items()
            },
            "fields": {key: asdict(column) for key, column in table.fields.items()},
            "lookalikes": {key: asdict(alike) for key, alike in table.lookalikes.items()},
            "merged": table.merged,
        }
        for name, table in evaluation.tables.items()
    }
    value: dict[str, Any] = {
        "articles": evaluation.articles,
        "reference_date": evaluation.reference_date,
        "figures": list_figures(evaluation),
        "tables": tables,
    }
    if floors:
        value["floors"] = [{**asdict(floor), "holds": floor.holds} for floor in floors]
    if errors:
        value["errors"] = [asdict(slip) for table in evaluation.tables.values() for slip in table.slips]
    return value


def score(gold: Sequence[GoldArticle], predicted: Sequence[Predicted], *, with_reference: bool = False) -> Evaluation:
    """Score predictions, one per gold article in the same order."""
    tables = {
        name: add_tables(scorer(one, other) for one, other in zip(gold, predicted, strict=True))
        for name, scorer in SCORERS.items()
    }
    return Evaluation(len(gold), "gold" if with_reference else "none", tables)


def predict(documents: Sequence[Document], rows: Sequence[ArticleRows], corpus: Corpus) -> list[Predicted]:
    """Gather what the scorers read, article by article, from the documents and the linked rows."""
    systems = {system.system_id: system for system in corpus.systems}
    gathered = []
    for document, own in zip(documents, rows, strict=True):
        key = own.article.article_id
        parts = [(zone.kind, (zone.start, zone.end)) for zone in document.zones]
        gathered.append(
            Predicted(
                text=document.text,
                article=own.article,
                body=tuple(span for kind, span in parts if kind in ("body", "heading")),
                paragraphs=document.paragraphs,
                headings=tuple(span for kind, span in parts if kind == "heading"),
                sentences=tuple((sentence.start, sentence.end) for sentence in document.sentences),
                quotes=tuple(row for row in corpus.quotes if row.article_id == key),
                events=tuple(row for row in corpus.events if row.article_id == key),
                mentions=tuple(row for row in corpus.mentions if row.article_id == key),
                systems=systems,
            )
        )
    return gathered


def _read_source(gold: GoldArticle, seeds: Path, *, with_reference: bool) -> Seed:
    from wirepack.read import read_seed  # noqa: PLC0415 - see evaluate

    path = seeds / file_of(gold.source)
    if not path.is_file():
        raise UsageError(f"{path}: no such file; the gold names it, so give its folder with --seeds")
    seed = read_seed(path, gold.source, gold.reference_date if with_reference else None)
    if isinstance(seed, Problem):
        raise UsageError(f"{path}: {seed.message}")
    if seed.sha256 != gold.sha256:
        raise UsageError(f"{path}: is not the file that the gold describes (its sha256 differs); restore that file")
    return seed

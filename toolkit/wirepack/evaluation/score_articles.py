"""Score the columns of `articles` and the structure of the text below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.evaluation.figures import Count, Table
from wirepack.evaluation.score import Cells, Place, Predicted, judge, note_slips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirepack.evaluation.compare import Span
    from wirepack.evaluation.gold import GoldArticle
    from wirepack.models import ArticleRow


def score_article(gold: GoldArticle, predicted: Predicted) -> Table:
    """Score the one row of an article, field by field."""
    place = Place("articles", gold.source, predicted.text)
    return judge(place, gold.headline[0] if gold.headline else (0, 0), gold.sheet, _cells(predicted.article), {})


def score_structure(gold: GoldArticle, predicted: Predicted) -> Table:
    """Score body against boilerplate over characters, white space aside; paragraphs, headings, sentences as exact spans."""
    text = predicted.text
    body, found = _characters(text, gold.body), _characters(text, predicted.body)
    place = Place("structure", gold.source, text)
    return Table(
        counts={
            "all": Count(len(body), len(found), len(body & found)),
            "paragraphs": _exact(gold.paragraphs, predicted.paragraphs),
            "headings": _exact(gold.headings, predicted.headings),
            "sentences": _exact(gold.sentences, predicted.sentences),
        },
        slips=note_slips(place, _runs(body - found), _runs(found - body), []),
    )


def _cells(row: ArticleRow) -> Cells:
    published = row.published
    return {
        "title": row.title,
        "author": row.author,
        "author_role": row.author_role,
        "publisher": row.publisher,
        "syndicated_from": row.syndicated_from,
        "published": f"{published} {row.published_precision}" if published else None,
        "url": row.url,
        "region": "; ".join(row.region) or None,
        "themes": "; ".join(row.themes) or None,
        "language": row.language,
        "rights": row.rights,
    }


def _characters(text: str, spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


def _exact(gold: Sequence[Span], predicted: Sequence[Span]) -> Count:
    return Count(len(gold), len(predicted), len(set(gold) & set(predicted)))


_GAP = 3  # characters; a run of mistaken characters is shown whole across a space or a mark


def _runs(characters: set[int]) -> list[Span]:
    """Join characters that stand together to spans."""
    runs: list[Span] = []
    for at in sorted(characters):
        if runs and at <= runs[-1][1] + _GAP:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs

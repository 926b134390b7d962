"""The scorers: one gold article and the rows predicted for it -> the figures of each table.

Borderline items are don't care: a prediction on one is neither right nor wrong, and missing one costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirepack.evaluation.compare import same_name
from wirepack.evaluation.figures import Field, Slip, Table, make_slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirepack.evaluation.answers import Answers, Sheet
    from wirepack.evaluation.compare import Span
    from wirepack.models import ArticleRow, EventRow, MentionRow, QuoteRow, SystemRow

Cells = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Predicted:
    """What wirepack says of one article: its rows, and the spans of its structure."""

    text: str
    article: ArticleRow
    body: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotes: tuple[QuoteRow, ...]
    events: tuple[EventRow, ...]
    mentions: tuple[MentionRow, ...]
    systems: Mapping[str, SystemRow]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a judgement belongs: the table, the article, its text."""

    table: str
    source: str
    text: str

    def slip(self, kind: str, span: Span) -> Slip:
        """Make a slip at a span of this article."""
        return make_slip(self.table, kind, self.source, self.text, span)


def judge(place: Place, span: Span, sheet: Sheet, cells: Cells, spelling: Mapping[str, str]) -> Table:
    """Judge the cells of one matched row against its sheet; `span` is where a wrong cell is shown."""
    fields: dict[str, Field] = {}
    slips: list[Slip] = []
    for column, answers in sheet.items():
        found = cells[column]
        right = same_name(found, answers.right, spelling)
        lenient = right or same_name(found, answers.lenient, spelling)
        filled = found is not None or None not in answers.right
        fields[column] = make_field(right=right, lenient=lenient, filled=filled)
        if not right:
            slips.append(replace(place.slip(column, span), expected=show(answers), found=found or "(empty)"))
    return Table(fields=fields, slips=tuple(slips))


def make_field(*, right: bool, lenient: bool | None = None, filled: bool = True) -> Field:
    """Make the figures of one cell."""
    return Field(
        rows=1,
        right=int(right),
        lenient=int(right if lenient is None else lenient),
        filled=int(filled),
        filled_right=int(filled and right),
    )


def show(answers: Answers) -> str:
    """Show the right answers, each once, as people read them."""
    return " | ".join(dict.fromkeys("(empty)" if name is None else name for name in answers.right))


def note_slips(
    place: Place, missed: Iterable[Span], invented: Iterable[Span], alike: Iterable[Span]
) -> tuple[Slip, ...]:
    """List what was missed, what was invented, and which look-alikes were taken for real."""
    kinds = (("missed", missed), ("invented", invented), ("look-alike", alike))
    return tuple(place.slip(kind, span) for kind, spans in kinds for span in spans)

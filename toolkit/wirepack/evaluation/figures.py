"""The figures of an evaluation: counts, fields, look-alikes and slips, per table; all of them can be added up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = 60  # characters of text shown on either side of a slip


@dataclass(frozen=True, slots=True)
class Count:
    """Rows (or characters) in the gold, in the prediction, and in both.

    >>> count = Count(gold=4, predicted=2, right=2)
    >>> count.precision, count.recall, count.f1
    (100.0, 50.0, 66.7)
    """

    gold: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """Percent of the predicted that is right."""
        return percent(self.right, self.predicted)

    @property
    def recall(self) -> float | None:
        """Percent of the gold that was found."""
        return percent(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two, computed from the counts."""
        return percent(2 * self.right, self.gold + self.predicted)

    def __add__(self, other: Count) -> Count:
        return Count(self.gold + other.gold, self.predicted + other.predicted, self.right + other.right)


@dataclass(frozen=True, slots=True)
class Field:
    """How often a column is right on matched rows.

    `lenient` also takes the gold's further answers (`*_accept`, `alt_types`). `filled` counts the rows on which the
    gold or the prediction says something at all: a column that is mostly empty looks good without it.
    """

    rows: int = 0
    right: int = 0
    lenient: int = 0
    filled: int = 0
    filled_right: int = 0

    def __add__(self, other: Field) -> Field:
        return Field(
            self.rows + other.rows,
            self.right + other.right,
            self.lenient + other.lenient,
            self.filled + other.filled,
            self.filled_right + other.filled_right,
        )


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Spans that the gold names because they invite mistakes, and how many of them were reported all the same."""

    gold: int = 0
    reported: int = 0

    def __add__(self, other: LookAlikes) -> LookAlikes:
        return LookAlikes(self.gold + other.gold, self.reported + other.reported)


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake and where it stands. `kind`: missed, invented, look-alike, or the name of the wrong column."""

    table: str
    kind: str
    source: str
    start: int
    end: int
    before: str
    text: str
    after: str
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one table. `counts` has the table's main count first, under the name "all"."""

    counts: dict[str, Count] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    lookalikes: dict[str, LookAlikes] = field(default_factory=dict)
    merged: int = 0  # predictions beyond the first on one gold record; they count as neither right nor wrong
    slips: tuple[Slip, ...] = ()

    def __add__(self, other: Table) -> Table:
        return Table(
            _added(self.counts, other.counts),
            _added(self.fields, other.fields),
            _added(self.lookalikes, other.lookalikes),
            self.merged + other.merged,
            self.slips + other.slips,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `evaluate` measured on all gold files together."""

    articles: int
    reference_date: str  # "none", or "gold" where the gold's reference date was handed to the toolkit
    tables: dict[str, Table]


def percent(part: int, whole: int) -> float | None:
    """Part of a whole in percent, to one decimal; of nothing there is no share.

    >>> percent(2, 3), percent(0, 0)
    (66.7, None)
    """
    return round(100 * part / whole, 1) if whole else None


def add_tables(tables: Iterable[Table]) -> Table:
    """Add up the figures of one table over several articles."""
    return sum(tables, start=Table())


def list_figures(evaluation: Evaluation) -> dict[str, float | None]:
    """Flatten an evaluation into named percentages, all of which should rise: what floors are set on.

    >>> table = Table({"all": Count(2, 2, 1)}, {"cue": Field(4, 3, 4, 2, 1)}, {"not_quotes": LookAlikes(9)})
    >>> for name, figure in list_figures(Evaluation(1, "none", {"quotes": table})).items():
    ...     print(name, figure)
    quotes.all.f1 50.0
    quotes.cue 75.0
    quotes.cue.lenient 100.0
    quotes.cue.filled 50.0
    quotes.not_quotes.left_out 100.0
    """
    figures: dict[str, float | None] = {}
    for name, table in evaluation.tables.items():
        for key, count in table.counts.items():
            figures[f"{name}.{key}.f1"] = count.f1
        for key, column in table.fields.items():
            figures[f"{name}.{key}"] = percent(column.right, column.rows)
            figures[f"{name}.{key}.lenient"] = percent(column.lenient, column.rows)
            figures[f"{name}.{key}.filled"] = percent(column.filled_right, column.filled)
        for key, alike in table.lookalikes.items():
            figures[f"{name}.{key}.left_out"] = percent(alike.gold - alike.reported, alike.gold)
    return figures


def make_slip(table: str, kind: str, source: str, text: str, span: tuple[int, int]) -> Slip:
    """Make a slip without answers: the span with its context, white space as it stands."""
    start, end = span
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Slip(table, kind, source, start, end, before, text[start:end], after)


_Sum = TypeVar("_Sum", Count, Field, LookAlikes)


def _added(one: dict[str, _Sum], other: dict[str, _Sum]) -> dict[str, _Sum]:
    """Add what has the same name; what only one side has stays as it is."""
    both = {key: value + other[key] if key in other else value for key, value in one.items()}
    return both | {key: value for key, value in other.items() if key not in one}

"""The figures of an evaluation in the terminal: a table of counts and one of columns for each table, and the slips."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from wirepack.cli.shell import is_plain, one_line
from wirepack.evaluation.figures import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wirepack.evaluation.figures import Evaluation, Slip
    from wirepack.evaluation.figures import Table as Figures
    from wirepack.evaluation.floors import Floor

_KINDS = ("missed", "invented", "look-alike")  # listed before the columns
_UNITS = {"structure": {"all": "body (characters)"}, "events": {"all": "trigger"}, "articles": {}}


def print_evaluation(console: Console, evaluation: Evaluation) -> None:
    """Print every figure, table by table."""
    reference = "with the gold's reference dates" if evaluation.reference_date == "gold" else "from the text alone"
    console.print(f"{evaluation.articles} articles, dates {reference}; borderline items left out\n")
    for name, figures in evaluation.tables.items():
        if figures.counts:
            console.print(_draw_counts(name, figures))
        if figures.fields:
            console.print(_draw_fields(name, figures))
        for key, alike in figures.lookalikes.items():
            console.print(f"{key} reported: {alike.reported} of {alike.gold}")
        if figures.merged:
            console.print(f"further predictions on a record already found, left out: {figures.merged}")
        console.print()


def _draw_counts(name: str, figures: Figures) -> Table:
    table = _make_table(name, ("gold", "predicted", "right", "P", "R", "F1"))
    for key, count in figures.counts.items():
        label = _UNITS.get(name, {}).get(key, key)
        numbers = (f"{number:,}" for number in (count.gold, count.predicted, count.right))
        table.add_row(label, *numbers, *map(_show, (count.precision, count.recall, count.f1)))
    return table


def _draw_fields(name: str, figures: Figures) -> Table:
    """Draw the columns: right of the matched rows, with the gold's further answers, and of the rows that say something."""
    heading = name if not figures.counts else f"{name}, on matched rows"
    table = _make_table(heading, ("right", "of", "%", "lenient %", "filled", "of", "%"))
    for key, column in figures.fields.items():
        strict, lenient = percent(column.right, column.rows), percent(column.lenient, column.rows)
        share = percent(column.filled_right, column.filled)
        filled = (str(column.filled_right), str(column.filled), _show(share))
        table.add_row(key, str(column.right), str(column.rows), _show(strict), _show(lenient), *filled)
    return table


def _make_table(name: str, headings: tuple[str, ...]) -> Table:
    table = Table(Column(Text(name, "bold")), box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _show(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.1f}"


def print_slips(console: Console, evaluation: Evaluation) -> None:
    """List the slips by table and kind, each with its place, its context and the answers."""
    plain = is_plain(console)
    for name, figures in evaluation.tables.items():
        ordered = sorted(figures.slips, key=lambda slip: (slip.kind not in _KINDS, slip.kind))
        for kind, group in groupby(ordered, key=lambda slip: slip.kind):
            slips = list(group)
            console.print(Text(f"{name}: {kind} ({len(slips)})", "bold"))
            for slip in slips:
                console.print(_draw_slip(slip, plain=plain), soft_wrap=True)
            console.print()


def _draw_slip(slip: Slip, *, plain: bool) -> Text:
    left, right = ("[[", "]]") if plain else ("", "")
    drawn = Text(f"  {one_line(slip.source)}:{slip.start}-{slip.end} ", "dim")
    if slip.found is not None or slip.expected is not None:
        drawn.append(f"gold {one_line(slip.expected or '')} · found {one_line(slip.found or '')}\n   ", "not dim")
    words = f"{left}{_flat(slip.text)}{right}"
    return drawn.append(f"…{_flat(slip.before)}").append(words, "not dim reverse").append(f"{_flat(slip.after)}…")


def _flat(text: str) -> str:
    """Show white space of every kind as one space and control characters as what they are."""
    return one_line("".join(" " if char.isspace() else char for char in text))


def print_floors(console: Console, floors: Sequence[Floor], raised: Sequence[Floor]) -> None:
    """Print each floor beside its figure, and what became of it."""
    if not floors:
        return
    table = _make_table("floors", ("floor", "figure", ""))
    for floor in floors:
        verdict = Text("ok") if floor.holds else Text("below", "bold red")
        if floor in raised:
            verdict = Text("raised", "green")
        table.add_row(floor.name, _show(floor.floor), _show(floor.figure), verdict)
    console.print(table)

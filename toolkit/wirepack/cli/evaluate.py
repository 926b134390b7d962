"""`wirepack evaluate`: precision, recall and F1 per table and column on gold data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from wirepack.cli.shell import DONE, PROBLEMS, make_console, print_json
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from wirepack.evaluation.floors import Floor


class Reference(StrEnum):
    """Whether relative dates can be resolved."""

    none = "none"
    gold = "gold"


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD", help="Gold files, or folders of them.", show_default=False)
    ],
    seeds: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The folder of the articles; by default seeds/ here, or near the gold."),
    ] = None,
    reference_date: Annotated[
        Reference, typer.Option(help="gold: hand over the gold's reference date, and expect relative dates resolved.")
    ] = Reference.none,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed, invented or wrong.")] = False,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Hold the figures against the floors in this file.")
    ] = None,
    lift: Annotated[bool, typer.Option("--raise", help="Lift the floors that were exceeded to their figures.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> int:
    """Measure the extraction on gold data.

    Per table: precision, recall and F1; per column: how often it is right. Borderline items of the gold are left out of every figure; docs/evaluation.md tells the rules.

    Exit codes: 0 measured, 1 a figure is below its floor, 2 wrong use: gold, articles or floors that are missing or cannot be read.
    """
    from wirepack import evaluation  # noqa: PLC0415 - keeps --help fast
    from wirepack.evaluation.floors import check_floors, raise_floors, read_floors  # noqa: PLC0415

    if lift and not floors:
        raise UsageError("--raise needs the file of the floors to raise: give it with --floors")
    wanted = read_floors(floors) if floors else {}
    measured = evaluation.evaluate(gold, seeds, with_reference=reference_date is Reference.gold)
    held = check_floors(measured, wanted)
    raised = raise_floors(floors, held) if floors and lift else []
    if json:
        print_json(evaluation.to_json(measured, held, errors=errors))
    else:
        from wirepack.cli.figures import print_evaluation, print_floors, print_slips  # noqa: PLC0415

        console = make_console()
        print_evaluation(console, measured)
        if errors:
            print_slips(console, measured)
        print_floors(console, held, raised)
    return _exit_code(held)


def _exit_code(floors: list[Floor]) -> int:
    return DONE if all(floor.holds for floor in floors) else PROBLEMS

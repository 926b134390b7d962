"""Floors: figures of an evaluation that may rise and not fall, kept in a JSON file of name -> percent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirepack.errors import UsageError
from wirepack.evaluation.figures import list_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from wirepack.evaluation.figures import Evaluation


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure beside its floor; `figure` is None if nothing was there to measure."""

    name: str
    floor: float
    figure: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is at its floor or above."""
        return self.figure is not None and self.figure >= self.floor


def read_floors(path: Path) -> dict[str, float]:
    """Read the floors of a file."""
    try:
        floors = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); give a floors file, or leave --floors out"
        ) from error
    except ValueError as error:
        raise UsageError(f"{path}: is no JSON ({error}); mend it") from error
    numbers = isinstance(floors, dict) and all(type(value) in (int, float) for value in floors.values())
    if not numbers or not floors:
        raise UsageError(f'{path}: must be one object that maps figures to percentages, as {{"quotes.direct.f1": 95}}')
    return {name: float(value) for name, value in floors.items()}


def check_floors(evaluation: Evaluation, floors: Mapping[str, float]) -> list[Floor]:
    """Hold each floor against its figure, in the order of the file. A floor on no known figure is an error."""
    figures = list_figures(evaluation)
    unknown = [name for name in floors if name not in figures and not _is_unmeasured(name, evaluation)]
    if unknown:
        raise UsageError(f"floors on figures that do not exist: {', '.join(unknown)}; see `wirepack evaluate --json`")
    return [Floor(name, floor, figures.get(name)) for name, floor in floors.items()]


def raise_floors(path: Path, floors: Sequence[Floor]) -> list[Floor]:
    """Rewrite a floors file with every floor lifted to its figure, none lowered; return those that rose."""
    lifted = {floor.name: max(floor.floor, floor.figure or 0.0) for floor in floors}
    path.write_text(json.dumps(lifted, indent=2) + "\n", encoding="utf-8")
    return [floor for floor in floors if lifted[floor.name] > floor.floor]


def _is_unmeasured(name: str, evaluation: Evaluation) -> bool:
    """Tell whether a figure is absent only because no row was matched, so that no column was judged."""
    table, _, column = name.partition(".")
    return "." in name and bool(column) and table in evaluation.tables and not evaluation.tables[table].fields

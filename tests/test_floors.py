"""Measured quality may rise and not fall: the figures on the gold are held against tests/floors.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from wirepack.errors import UsageError
from wirepack.evaluation import evaluate
from wirepack.evaluation.figures import Count, Evaluation, Field, Table
from wirepack.evaluation.floors import check_floors, raise_floors, read_floors

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "floors.json"

HALF = Evaluation(1, "none", {"quotes": Table({"all": Count(2, 2, 1)}, {"cue": Field(4, 3, 3, 4, 3)})})


def test_no_figure_fell() -> None:
    """If this fails, see what became worse with `wirepack evaluate tests/gold --errors --floors tests/floors.json`."""
    measured = evaluate([ROOT / "tests" / "gold"], ROOT / "seeds")
    fallen = [floor for floor in check_floors(measured, read_floors(FLOORS)) if not floor.holds]
    assert fallen == []


def test_floor_holds_at_its_figure_and_not_above() -> None:
    at, above = check_floors(HALF, {"quotes.all.f1": 50.0}), check_floors(HALF, {"quotes.all.f1": 50.1})
    assert [floor.holds for floor in (*at, *above)] == [True, False]


def test_floor_on_what_was_not_measured_does_not_hold() -> None:
    """Where no row was matched there is no figure of a column, and its floor has fallen."""
    nothing = Evaluation(1, "none", {"quotes": Table({"all": Count(2, 0, 0)})})
    (floor,) = check_floors(nothing, {"quotes.cue": 75})
    assert (floor.figure, floor.holds) == (None, False)


def test_floor_on_no_figure_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"quotes\.cues"):
        check_floors(HALF, {"quotes.cues": 75})


def test_raising_lifts_and_never_lowers(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"quotes.all.f1": 60, "quotes.cue": 70}')
    raised = raise_floors(path, check_floors(HALF, read_floors(path)))
    assert [floor.name for floor in raised] == ["quotes.cue"]
    assert read_floors(path) == {"quotes.all.f1": 60.0, "quotes.cue": 75.0}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"quotes.all.f1": "high"}', '{"quotes.all.f1": true}'])
def test_malformed_floors_name_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"floors\.json"):
        read_floors(path)

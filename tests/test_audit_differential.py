"""The verdict of frictionless is ours: random packages with faults, both reports, every difference with its reason.

To search further, raise COUNT and look at what fails: a number always stands for the same package.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from random_packages import write_package

from wirepack.audit import wrong
from wirepack.audit.audit import audit

warnings.filterwarnings("ignore")
import frictionless  # noqa: E402 - it warns at import

if TYPE_CHECKING:
    from pathlib import Path

    Json = dict[str, Any]
    Fields = dict[tuple[str, str], Json]

COUNT = 320
METADATA = {"package-error", "resource-error", "schema-error", "field-error", "dialect-error"}
# What frictionless dies of: it compares a time that has a zone with a bound that has none, or a date with no value.
CRASHES = re.compile(
    r"can't compare offset-naive and offset-aware|not supported between instances of .* and 'NoneType'"
)
WITH_FIELD = {"type-error", "constraint-error", "unique-error", "missing-cell", "missing-label", "incorrect-label"}


@pytest.mark.parametrize("number", range(COUNT))
def test_verdict_is_that_of_frictionless(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type, row, field and constraint of every fault are the same, both ways, but for the differences listed below."""
    if number % 2:  # every doubtful cell is told by column where it can be
        monkeypatch.setattr(wrong.find_wrong, "__defaults__", (0,))
    descriptor = write_package(number, tmp_path)
    ours = audit(str(tmp_path)).to_frictionless()
    try:
        theirs = frictionless.validate(str(tmp_path / "datapackage.json")).to_descriptor()
    except TypeError as error:
        if CRASHES.search(str(error)):
            return
        raise
    if theirs["errors"] and not theirs["tasks"]:
        assert_metadata(theirs, ours)
        return
    fields = {
        (resource["name"], field["name"]): field
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
    }
    given_up = {task["name"] for task in theirs["tasks"] if gives_up(task)}
    only_theirs, only_ours = differences(theirs, ours, given_up)
    assert [key for key in only_theirs if not is_json_point(key, fields)] == []
    assert [key for key in only_ours if not is_whole_match(key, fields)] == []
    if not (only_theirs or only_ours or given_up):
        assert ours["valid"] == theirs["valid"]


def assert_metadata(theirs: Json, ours: Json) -> None:
    """Frictionless stops at a wrong descriptor; we name the resource and go on. What it says, we say."""
    said = Counter(error["type"] for error in theirs["errors"])
    found = Counter(error["type"] for task in ours["tasks"] for error in task["errors"] if error["type"] in METADATA)
    found += Counter(error["type"] for error in ours["errors"])
    assert said - found == Counter()


def differences(theirs: Json, ours: Json, left_out: set[str]) -> tuple[list[Any], list[Any]]:
    """Faults that are in one report alone."""
    one, other = faults(theirs, left_out), faults(ours, left_out)
    return list(one - other), list(other - one)


def faults(report: Json, left_out: set[str]) -> Counter[tuple[Any, ...]]:
    """The faults of a report: resource, type, row, field, constraint, cell."""
    found: Counter[tuple[Any, ...]] = Counter()
    for task in report["tasks"]:
        for error in task["errors"] if task["name"] not in left_out else ():
            kind = error["type"]
            field = error.get("fieldName") if kind in WITH_FIELD else None
            note = error.get("note") if kind == "constraint-error" else None
            cell = error.get("cell") if kind in ("type-error", "constraint-error") else None
            cell = (
                "" if cell == "None" else cell
            )  # a short row has no cell there, and frictionless writes Python's word
            found[task["name"], kind, error.get("rowNumber"), field, note, cell] += 1
    return found


# ---------------------------------------------------------------- known differences, each with its reason


def gives_up(task: Json) -> bool:
    """Frictionless reads nothing of a table whose labels are not unique when it matches by name; we report and go on.

    Nor does it read JSON where its optional library is not installed.
    """
    return [error["type"] for error in task["errors"]] == ["error"] and bool(
        re.search(r"requires unique labels|Please install", task["errors"][0]["message"])
    )


def is_whole_match(key: tuple[Any, ...], fields: Fields) -> bool:
    """A pattern must match the whole value. Frictionless asks `^a|b$`, and `$` lets a line break stand at the end."""
    name, kind, _, field, note, cell = key
    if kind != "constraint-error" or not note.startswith('constraint "pattern"'):
        return False
    pattern = fields[name, field]["constraints"]["pattern"]
    return re.match(f"^{pattern}$", cell) is not None and re.fullmatch(pattern, cell) is None


def is_json_point(key: tuple[Any, ...], fields: Fields) -> bool:
    """A point that is an object of JSON, not its text, is one of the format object; frictionless unpacks its keys."""
    name, kind, _, field, _, cell = key
    return kind == "type-error" and fields[name, field].get("format") == "object" and str(cell).startswith("{'lon'")

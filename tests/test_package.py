"""The published package as a stranger meets it: frictionless, Arrow, polars and plain Python read the same rows."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.csv as arrow_csv
import pytest
from factories import make_tables, make_texts, with_cell

from wirepack.errors import PublishError
from wirepack.publish import publish
from wirepack.schemas import TABLES as NAMES
from wirepack.schemas import load_schemas

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = load_schemas()
TEXTS = make_texts()
TABLES = make_tables(TEXTS)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with lists, line ends in names, and quotation marks."""
    project = tmp_path_factory.mktemp("published")
    publish(TABLES, SCHEMAS, project, TEXTS.get)
    return project


def ask_frictionless(project: Path) -> tuple[int, str]:
    """Run the command that a consumer runs."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_frictionless_says_that_it_is_valid(published: Path) -> None:
    """All ten resources."""
    code, report = ask_frictionless(published)
    assert (code, json.loads(report)["valid"]) == (0, True)
    assert json.loads(report)["stats"]["tasks"] == 2 * len(NAMES)


@pytest.mark.parametrize("name", ["mentions.csv", "mentions.parquet"])
def test_frictionless_notices_a_changed_byte(published: Path, tmp_path: Path, name: str) -> None:
    """Also one that leaves the file readable."""
    project = tmp_path / "p"
    shutil.copytree(published, project)
    data = bytearray((project / "dist" / name).read_bytes())
    data[-10] ^= 1
    (project / "dist" / name).write_bytes(data)
    code, report = ask_frictionless(project)
    assert code == 1
    assert "hash" in report


def test_two_folders_get_the_same_bytes(published: Path, tmp_path: Path) -> None:
    """Nothing of the folder, the time or the order of the work is in a package."""
    other = tmp_path / "another name, with spaces"
    other.mkdir()
    publish(dict(reversed(TABLES.items())) | TABLES, SCHEMAS, other, TEXTS.get)
    for path in sorted((*published.rglob("*.csv"), *published.rglob("*.parquet"))):
        assert (other / path.relative_to(published)).read_bytes() == path.read_bytes()


def test_a_planted_error_publishes_nothing(tmp_path: Path) -> None:
    """Not even the folder."""
    spoilt = {**TABLES, "events": with_cell(TABLES["events"], 1, "status", "perhaps")}
    with pytest.raises(PublishError, match="status: 'perhaps' is not allowed"):
        publish(spoilt, SCHEMAS, tmp_path, TEXTS.get)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_reader_sees_the_same_rows(published: Path, name: str) -> None:
    """With their defaults, as somebody in a hurry calls them."""
    csv_path, parquet = published / "dist" / f"{name}.csv", published / "dist" / f"{name}.parquet"
    assert pl.read_parquet(parquet).equals(TABLES[name])
    with csv_path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == TABLES[name].height
    texts = [column for column, dtype in TABLES[name].schema.items() if dtype == pl.String]
    assert [{key: row[key] or None for key in texts} for row in rows] == TABLES[name].select(texts).to_dicts()
    assert pl.read_csv(csv_path).height == TABLES[name].height
    options = arrow_csv.ParseOptions(newlines_in_values=True)
    assert arrow_csv.read_csv(csv_path, parse_options=options).num_rows == TABLES[name].height

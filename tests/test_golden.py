"""Small projects and the exact files they give; `make golden` rewrites them, and the diff is reviewed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wirepack.pipeline import build

GOLDEN = Path(__file__).parent / "golden"
PROJECTS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_gives_its_exact_tables(tmp_path: Path, name: str) -> None:
    """Each CSV file is compared byte by byte; if a difference is meant, run `make golden` and commit it."""
    project = tmp_path / name
    shutil.copytree(GOLDEN / name / "seeds", project / "seeds")
    assert build(project).published
    expected = {path.name: path.read_text(encoding="utf-8") for path in (GOLDEN / name / "dist").glob("*.csv")}
    assert len(expected) == 5
    assert {path.name: path.read_text(encoding="utf-8") for path in (project / "dist").glob("*.csv")} == expected

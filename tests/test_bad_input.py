"""Bad input: a message that names the file, what is wrong and what to do, and the old package untouched."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from commands import run, run_apart

ROOT = Path(__file__).parents[1]
GOOD = "001_b8270d0f4451370c.txt"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one article with a good package."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / GOOD, folder / "seeds")
    assert run_apart("build", folder).returncode == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A fresh copy of it."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def package(folder: Path) -> dict[str, bytes]:
    """Everything in the project but its seeds."""
    paths = [path for path in folder.rglob("*") if path.is_file() and "seeds" not in path.relative_to(folder).parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def spoil(folder: Path) -> list[str]:
    """Put one seed of each bad kind into a project; returns their names."""
    seeds = folder / "seeds"
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (seeds / "huge.txt").write_bytes(b"x" * 50_000_000)
    (seeds / "broken link.txt").symlink_to(seeds / "nowhere.txt")
    (folder / "outside.txt").write_text("not a seed")
    (seeds / "leak.txt").symlink_to(folder / "outside.txt")
    return ["empty.txt", "binary.txt", "huge.txt", "broken link.txt", "leak.txt"]


def test_all_bad_seeds_are_listed_at_once(project: Path) -> None:
    """Nothing is published, exit code 1, and the old package is untouched."""
    before = package(project)
    names = spoil(project)
    done = run_apart("build", project)
    assert done.returncode == 1
    assert all(name in done.stdout + done.stderr for name in names)
    (project / "outside.txt").unlink()
    assert package(project) == before


def test_skip_bad_publishes_without_them(project: Path) -> None:
    """The bad ones are listed in the package."""
    names = spoil(project)
    done = run("build", project, "--skip-bad")
    assert done.returncode == 0, done.stderr
    resources = {one["name"]: one for one in json.loads((project / "datapackage.json").read_text())["resources"]}
    with (project / resources["rejects"]["path"]).open(encoding="utf-8", newline="") as file:
        rejected = list(csv.DictReader(file))
    assert sorted(row["path"] for row in rejected) == sorted(names)
    assert all(row["message"] for row in rejected)


def test_the_same_article_twice_gives_one_row_and_a_warning(project: Path) -> None:
    """The warning names both files."""
    shutil.copy(project / "seeds" / GOOD, project / "seeds" / "again.txt")
    done = run("build", project)
    assert done.returncode == 0
    assert GOOD in done.stdout + done.stderr
    assert "again.txt" in done.stdout + done.stderr
    with (project / "dist" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert [row["source"] for row in csv.DictReader(file)] == [GOOD]


def test_names_with_spaces_accents_and_newlines(project: Path) -> None:
    """They are published as they are."""
    names = ["a b.txt", "é.txt", "two\nlines.txt", 'quote".txt']
    for index, name in enumerate(names):
        (project / "seeds" / name).write_text(f"Talks number {index} ended\n\nThe minister said that they would go on.")
    done = run("build", project)
    assert done.returncode == 0, done.stderr
    with (project / "dist" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["source"] for row in csv.DictReader(file)} == {GOOD, *names}


def test_another_encoding_is_recorded_and_told(project: Path) -> None:
    """The article is published, its encoding stands in the table, and the user hears of it."""
    text = "Café talks end\n\n“It’s a farce,” the minister said in São Paulo. " * 3
    (project / "seeds" / "old.txt").write_bytes(text.encode("windows-1252"))
    done = run("build", project)
    assert done.returncode == 0
    assert "old.txt" in done.stdout + done.stderr
    with (project / "dist" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["source"]: row["encoding"] for row in csv.DictReader(file)}["old.txt"] == "windows-1252"


def test_no_seeds(project: Path) -> None:
    """An empty seeds/ is told (1); a folder without one is wrong use (2)."""
    before = package(project)
    (project / "seeds" / GOOD).unlink()
    assert run("build", project).returncode == 1
    shutil.rmtree(project / "seeds")
    done = run("build", project)
    assert done.returncode == 2
    assert "seeds" in done.stderr
    assert package(project) == before


def test_a_schema_with_a_typo(project: Path) -> None:
    """The message names the file and the word."""
    shutil.copytree(ROOT / "schemas", project / "schemas")
    before = package(project)
    path = project / "schemas" / "quotes.json"
    path.write_text(path.read_text().replace('"constraints"', '"constrains"', 1))
    done = run("build", project)
    assert done.returncode == 2
    assert "quotes.json" in done.stderr
    assert "constrains" in done.stderr
    after = package(project)
    after["schemas/quotes.json"] = before["schemas/quotes.json"]
    assert after == before


def test_a_descriptor_that_is_no_json(project: Path) -> None:
    """A slip in the hand-kept metadata is told with its line, and nothing is overwritten."""
    path = project / "datapackage.json"
    broken = path.read_text().replace(",", "", 1)
    path.write_text(broken)
    done = run("build", project)
    assert done.returncode in (1, 2)
    assert "datapackage.json" in done.stderr
    assert "line" in done.stderr
    assert path.read_text() == broken


@pytest.mark.parametrize("blocker", ["dist", "datapackage.json"])
def test_what_cannot_be_replaced_is_told(project: Path, blocker: str) -> None:
    """A folder where a file should be, or a file where the folder should be."""
    path = project / blocker
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("in the way")
    else:
        path.unlink()
        path.mkdir()
    before = package(project)
    done = run("build", project)
    assert done.returncode in (1, 2)
    assert blocker in done.stderr
    assert package(project) == before

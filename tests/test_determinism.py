"""Same seeds, same bytes: in any folder, for any number of workers, in any time zone, locale and hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORLDS = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "0"},
]


def build(folder: Path, workers: int, world: dict[str, str]) -> dict[str, bytes]:
    """Build a copy of the reference data set by the command line and return every file of its package."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copy(ROOT / "datapackage.json", folder)
    command = [sys.executable, "-m", "wirepack", "build", str(folder), "--workers", str(workers)]
    done = subprocess.run(command, env={**os.environ, **world}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return package(folder)


def package(folder: Path) -> dict[str, bytes]:
    """Every published file of a project, by name."""
    paths = [folder / "datapackage.json", *(folder / "dist").rglob("*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package built here and now, by one worker."""
    return build(tmp_path_factory.mktemp("one") / "project", 1, WORLDS[0])


@pytest.mark.parametrize(("workers", "world"), [(2, WORLDS[1]), (1, WORLDS[2])])
def test_two_builds_give_the_same_bytes(
    tmp_path: Path, reference: dict[str, bytes], workers: int, world: dict[str, str]
) -> None:
    """Another folder, other workers, another time zone, locale and hash seed."""
    assert build(tmp_path / "a longer name, with spaces", workers, world) == reference


def test_the_committed_package_is_what_the_seeds_give(reference: dict[str, bytes]) -> None:
    """If this fails, run `make build` and commit dist/ and datapackage.json.

    Parquet files carry the version of their writer, so they are compared by content where that version differs; the
    CSV files and the rest of the descriptor are compared byte by byte.
    """
    committed = package(ROOT)
    assert sorted(committed) == sorted(reference)
    texts = [name for name in reference if name.endswith(".csv")]
    assert texts
    assert {name: committed[name] for name in texts} == {name: reference[name] for name in texts}
    assert content_hashes(committed) == content_hashes(reference)


def content_hashes(files: dict[str, bytes]) -> dict[str, str]:
    """The hashes of the tables' content, which no writer's version changes, from a descriptor."""
    import json

    resources = json.loads(files["datapackage.json"])["resources"]
    hashes = {one["name"]: one["wirepack:contentHash"] for one in resources if "wirepack:contentHash" in one}
    assert len(hashes) >= 5
    return hashes

"""Rewrite the expected tables of every project in tests/golden/; review the diff before you commit it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from wirepack.pipeline import build

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def main() -> None:
    """Build each project aside and keep its CSV files."""
    for project in sorted(path for path in GOLDEN.iterdir() if path.is_dir()):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / project.name
            shutil.copytree(project / "seeds", copy / "seeds")
            report = build(copy)
            if not report.published:
                raise SystemExit(f"{project}: {report.problems}")
            (project / "dist").mkdir(exist_ok=True)
            for table in sorted((copy / "dist").glob("*.csv")):
                shutil.copy(table, project / "dist" / table.name)
                print(f"wrote {project.name}/dist/{table.name}")


if __name__ == "__main__":
    main()

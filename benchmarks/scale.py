"""Many articles in one build: articles per second, and memory that grows with the rows alone.

    python benchmarks/scale.py [--articles N …] [--workers N]

Makes articles by shuffling the paragraphs of this repository's seeds (no two alike), builds each number of them in a
fresh process and prints seconds, articles per second and the peak memory of the process per row published.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
CHILD = """
import json, resource, sys, time
from pathlib import Path
import wirepack.pipeline
start = time.perf_counter()
report = wirepack.pipeline.build(Path(sys.argv[1]), workers=int(sys.argv[2]))
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"published": report.published, "counts": report.counts, "seconds": seconds, "peak": peak}))
"""


def make_articles(folder: Path, number: int) -> None:
    """Write articles that are paragraphs of the seeds in a new order, each under a headline of its own."""
    paragraphs = [
        paragraph
        for path in sorted(SEEDS.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) > 200  # what is shorter is header or boilerplate
    ]
    chance = random.Random(0)  # noqa: S311 - no secret: the same articles in every run
    folder.mkdir(parents=True)
    for index in range(number):
        body = "\n\n".join(chance.sample(paragraphs, 10))
        (folder / f"{index:06d}.txt").write_text(f"Report number {index} from the border\n\n{body}\n", encoding="utf-8")


def main() -> None:
    """Build each size and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    print(f"{'articles':>9}{'rows':>9}{'seconds':>9}{'articles/s':>12}{'peak MiB':>10}{'KiB/row':>9}")
    for number in arguments.articles:
        with tempfile.TemporaryDirectory() as folder:
            make_articles(Path(folder) / "seeds", number)
            command = [sys.executable, "-c", CHILD, folder, str(arguments.workers)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        result = json.loads(done.stdout.splitlines()[-1])
        rows = sum(result["counts"].values())
        speed, per_row = number / result["seconds"], result["peak"] * 1024 / max(rows, 1)
        print(f"{number:>9,}{rows:>9,}{result['seconds']:>9.1f}{speed:>12.0f}{result['peak']:>10.0f}{per_row:>9.2f}")


if __name__ == "__main__":
    main()

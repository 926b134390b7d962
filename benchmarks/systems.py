"""What finding named systems costs per article, and whether that grows with the catalogue.

    python benchmarks/systems.py SET.jsonl      each line a record {"text": …}

Three figures, each the best of twenty rounds over the same texts in one run, in milliseconds of CPU for 5 KB:
the extractor beyond tokens; the same with a catalogue of ten times as many entries (each entry once more with its
digits changed, nine times over); and spaCy's tokenizer on the same texts, if spaCy is installed. The first look-up of
each name prepares it, so that a round is run before the clock is started; what that costs is told, too.
"""

from __future__ import annotations

import json
import re
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from wirepack import catalogue, lexicons
from wirepack.extract.systems import extract_systems, names
from wirepack.models import Seed
from wirepack.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirepack.models import Document

ROUNDS = 20
TIMES = 10


def make_documents(path: Path) -> list[Document]:
    """Segment the texts of a set."""
    texts = [json.loads(line)["text"] for line in path.open(encoding="utf-8")]
    return [segment(Seed(f"{n}.txt", "0" * 64, f"a-{n:016x}", text, "utf-8")) for n, text in enumerate(texts)]


def measure(job: Callable[[Document], object], documents: list[Document]) -> tuple[float, float]:
    """The cost of a job after a first round, and of the first round itself: milliseconds for 5 KB, and seconds."""
    size = sum(len(document.text) for document in documents)
    first = time.process_time()
    for document in documents:
        job(document)
    first = time.process_time() - first
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for document in documents:
            job(document)
        best = min(best, time.process_time() - start)
    return best / size * 5000 * 1000, first


def grow() -> int:
    """Put ten times as many entries into the catalogue: new designations that begin like the old ones."""
    rows = lexicons.read_table("systems")
    grown = list(rows)
    for time_ in range(1, TIMES):
        for row in rows:
            forms = {
                column: re.sub(r"(\d+)", rf"\g<1>{time_}7", row[column])
                for column in ("aliases", "variants", "needs_context")
            }
            grown.append({**row, **forms, "system_id": f"{row['system_id']}-x{time_}"})
    original, whole = lexicons.read_table, tuple(grown)

    def read_table(name: str) -> tuple[dict[str, str], ...]:
        return whole if name == "systems" else original(name)

    catalogue.read_table = read_table  # type: ignore[attr-defined, assignment]
    for module in (catalogue, names):
        for member in vars(module).values():
            if hasattr(member, "cache_clear"):
                member.cache_clear()
    return len(grown)


def main() -> None:
    """Print the figures."""
    documents = make_documents(Path(sys.argv[1]))
    entries = len(lexicons.read_table("systems"))
    cost, first = measure(extract_systems, documents)
    print(f"systems, {entries:,} entries    {cost:6.3f} ms for 5 KB   first round {first:5.2f} s of CPU")
    entries = grow()
    cost, first = measure(extract_systems, documents)
    print(f"systems, {entries:,} entries   {cost:6.3f} ms for 5 KB   first round {first:5.2f} s of CPU")
    if find_spec("spacy"):
        import spacy  # noqa: PLC0415 - it may not be there

        tokenizer = spacy.blank("en").tokenizer
        cost, _ = measure(lambda document: tokenizer(document.text), documents)
        print(f"spaCy's tokenizer          {cost:6.3f} ms for 5 KB")


if __name__ == "__main__":
    main()

"""Cost per article and step, beside spaCy's tokenizer and sentencizer on the same articles in the same run.

    python benchmarks/extraction.py [FOLDER] [--rounds N]

FOLDER holds .txt articles (default: this repository's seeds). Times are CPU milliseconds of one core, the smallest of N
rounds, scaled to an article of 5,000 characters. The steps run over one article after the other, as in a build, so that
what one finds out and the next uses again (the kinds of words, who is meant by whom) counts once, for the first.
spaCy's blank("en") with a sentencizer is the cheapest thing that the field runs over every article; it gives tokens and
sentences, nothing else.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, cast

from wirepack.extract import EXTRACTORS, extract
from wirepack.models import Seed
from wirepack.read import list_seeds, read_seed
from wirepack.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ARTICLE = 5_000  # characters
SEEDS = Path(__file__).parents[1] / "seeds"


def measure(function: Callable[[Any], Any], items: Sequence[Any], rounds: int) -> float:
    """Return the smallest CPU time, in milliseconds, of `function` over all items."""
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        for item in items:
            function(item)
        best = min(best, process_time() - start)
    return best * 1000


def measure_steps(seeds: Sequence[Seed], rounds: int) -> dict[str, float]:
    """Return the smallest CPU time of each step, in milliseconds, over all articles, in the order of a build."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        spent: dict[str, float] = defaultdict(float)
        for seed in seeds:
            start = process_time()
            document = segment(seed)
            spent["segment"] += (end := process_time()) - start
            for name, extractor in EXTRACTORS.items():
                start = end
                extractor(document)
                spent[f"extract {name}"] += (end := process_time()) - start
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in spent.items()}
    return {name: seconds * 1000 for name, seconds in best.items()}


def make_spacy() -> Callable[[str], Any] | None:
    """Return spaCy's tokenizer and sentencizer, or None where it is not installed."""
    try:
        import spacy  # noqa: PLC0415 - only this benchmark needs it
    except ImportError:
        return None
    pipe = spacy.blank("en")
    pipe.add_pipe("sentencizer")
    pipe.max_length = 10**8
    return cast("Callable[[str], Any]", pipe)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    sources, _ = list_seeds(arguments.folder)
    seeds = [seed for source in sources if isinstance(seed := read_seed(arguments.folder / source, source), Seed)]
    if not seeds:
        sys.exit(f"{arguments.folder}: no readable article")
    scale = ARTICLE / sum(len(seed.text) for seed in seeds)
    timed = partial(measure, rounds=arguments.rounds)

    steps = {"read": timed(lambda seed: read_seed(arguments.folder / seed.source, seed.source), seeds) * scale}
    steps |= {name: cost * scale for name, cost in measure_steps(seeds, arguments.rounds).items()}
    whole = steps["read"] + timed(lambda seed: extract(segment(seed)), seeds) * scale
    print(
        f"{len(seeds)} articles, {sum(len(seed.text) for seed in seeds):,} characters; ms of CPU per 5,000 characters"
    )
    for name, cost in steps.items():
        print(f"  {name:<20}{cost:8.2f}")
    print(f"  {'all of it':<20}{whole:8.2f}")
    if spacy := make_spacy():
        other = timed(lambda seed: spacy(seed.text), seeds) * scale
        print(f"  {'spaCy tokens':<20}{other:8.2f}   wirepack / spaCy = {whole / other:.2f}")
    else:
        print('  spaCy is not installed: pip install ".[bench]" (make bench does)')


if __name__ == "__main__":
    main()

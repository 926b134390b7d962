"""One function over many items, in this process or in a pool of them; results come in the order of the items."""

from __future__ import annotations

import os
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from wirepack.errors import WirepackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_POOL = 200  # articles; below, starting the processes costs more than they save
_SHARD = 50  # articles a worker takes at a time: half a second of work, a megabyte of rows


def choose_workers(items: int, workers: int | None) -> int:
    """Return the number of processes: as asked for, else one per core if there is work for them."""
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return workers if items >= _WORTH_A_POOL else 1
    return workers


def run(function: Callable[[Item], Result], items: Sequence[Item], workers: int | None = None) -> Iterator[Result]:
    """Yield `function(item)` for each item, in order, with any number of worker processes.

    `function` must be importable by name (a module's function or a `partial` of one), since workers start afresh: a
    forked copy of a process with threads of its own may hang.

    >>> list(run(abs, [-1, 2, -3], workers=1))
    [1, 2, 3]
    """
    workers = choose_workers(len(items), workers)
    if workers <= 1:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(function, items, chunksize=_SHARD)
        except BrokenProcessPool as error:
            raise WirepackError(
                "a worker process died, perhaps killed for want of memory; nothing was published; "
                "build again with fewer --workers"
            ) from error

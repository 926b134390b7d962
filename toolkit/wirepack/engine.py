"""One function over many items, in this process or in a pool of them; results come in the order of the items."""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, islice
from multiprocessing import get_context
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

from wirepack.errors import WirepackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_POOL = 200  # articles; below, starting the processes costs more than they save
_SHARD = 50  # articles a worker takes at a time: half a second of work, a megabyte of rows
_SHARD_WEIGHT = 4_000_000  # bytes that travel to a worker at a time
_TURN = 0.2  # seconds
_AHEAD = 3  # shards per worker that wait or are being worked on: keeps all busy, and bounds the memory


def choose_workers(items: int, workers: int | None) -> int:
    """Return the number of processes: as asked for, else one per core if there is work for them."""
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return workers if items >= _WORTH_A_POOL else 1
    return workers


def run(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int | None = None,
    *,
    weigh: Callable[[Item], int] | None = None,
) -> Iterator[Result]:
    """Yield `function(item)` for each item, in order, with any number of worker processes.

    Items are taken as they are needed, so that what yields them may be a stream without end; `weigh` tells how many
    bytes one is, so that few large ones travel together. `function` must be importable by name (a module's function or
    a `partial` of one), since workers start afresh: a forked copy of a process with threads of its own may hang.

    >>> list(run(abs, [-1, 2, -3], workers=1))
    [1, 2, 3]
    """
    stream = iter(items)
    first = list(islice(stream, _WORTH_A_POOL)) if workers is None else []
    workers = choose_workers(len(first), workers)
    if workers <= 1:
        yield from map(function, chain(first, stream))
        return
    with _heard_between() as listen, ProcessPoolExecutor(workers, get_context("spawn"), _die_quietly) as pool:
        pending: deque[Future[list[Result]]] = deque()
        try:
            for shard in _cut(chain(first, stream), weigh):
                with _deaf():
                    pending.append(pool.submit(_work, function, shard))
                listen()
                if len(pending) >= _AHEAD * workers:
                    yield from _wait(pending.popleft(), listen)
            while pending:
                yield from _wait(pending.popleft(), listen)
        except BrokenProcessPool as error:
            listen()  # the workers die of Ctrl-C, too
            raise WirepackError(
                "a worker process died, perhaps killed for want of memory; nothing was published; "
                "build again with fewer --workers"
            ) from error
        except KeyboardInterrupt:
            pending.clear()  # the workers have died of it, too; the pool stumbles over what is cancelled as it finds out
            raise
        finally:
            for future in pending:
                future.cancel()


def _wait(future: Future[list[Result]], listen: Callable[[], None]) -> list[Result]:
    """Wait in short turns, and listen after each."""
    while not future.done():
        wait([future], timeout=_TURN)
        listen()
    return future.result()


@contextmanager
def _heard_between() -> Iterator[Callable[[], None]]:
    """Let Ctrl-C be heard where we listen, and not while a pool starts processes or holds its locks.

    Whichever thread the system gives the signal to, Python calls our handler in the main one.
    """
    calls: list[int] = []

    def listen() -> None:
        if calls:
            raise KeyboardInterrupt

    if current_thread() is not main_thread():  # where no Ctrl-C comes, and no handler may be set
        yield listen
        return
    before = signal.signal(signal.SIGINT, lambda number, _: calls.append(number))
    try:
        yield listen
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)  # None: one that Python has not set
    listen()  # to what came last


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes that start here hear no Ctrl-C until they are up, or each would print a traceback of its own."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _die_quietly() -> None:
    """Let Ctrl-C end a worker at once and without a word: the process that waits for it says what there is to say."""
    import_module("polars")  # which puts a handler of its own in place: it must not come after ours
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _cut(items: Iterable[Item], weigh: Callable[[Item], int] | None) -> Iterator[list[Item]]:
    """Cut a stream into shards of so many items, or fewer if they are large."""
    shard: list[Item] = []
    weight = 0
    for item in items:
        shard.append(item)
        weight += weigh(item) if weigh else 0
        if len(shard) >= _SHARD or weight >= _SHARD_WEIGHT:
            yield shard
            shard, weight = [], 0
    if shard:
        yield shard


def _work(function: Callable[[Item], Result], shard: list[Item]) -> list[Result]:
    return [function(item) for item in shard]

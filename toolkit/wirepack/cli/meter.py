"""Progress of a long job, on stderr, for people who wait at a terminal."""

from __future__ import annotations

from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.console import Console
    from rich.progress import Progress, TaskID

_PATIENCE = 2.0  # seconds; what ends sooner needs no progress bar


class Meter:
    """Shows the steps of a job once it lasts; a context manager, since the bar must be taken down whatever happens.

    A step that says nothing until it ends, as one that waits for a server, is shown by a timer.
    """

    def __init__(self, console: Console, *, shown: bool = True) -> None:
        self._console = console
        self._shown = shown and console.is_terminal
        self._start = monotonic()
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._latest: tuple[str, int, int] | None = None
        self._lock = Lock()
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._shown:
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            self._shown = False
            if self._bar:
                self._bar.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of a step's progress: the `progress` argument of `wirepack.build`."""
        self._latest = step, done, total
        if self._shown and monotonic() - self._start >= _PATIENCE:
            self._show()

    def _show(self) -> None:
        with self._lock:
            if not self._shown or self._latest is None:
                return
            step, done, total = self._latest
            if self._bar is None:
                self._bar = _make_bar(self._console)
            if step not in self._tasks:
                self._tasks[step] = self._bar.add_task(step, total=total or None)  # None: not known
            self._bar.update(self._tasks[step], completed=done, total=total or None)


def _make_bar(console: Console) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=console, transient=True)
    bar.start()
    return bar

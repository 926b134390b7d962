"""How long jobs tell how far they are; whoever calls may show it, as the commands do."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # the step, how much of it is done, of how much (0: not known)

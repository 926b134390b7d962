"""An event as one mention of it tells it, before the mentions of an article are merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirepack.extract.events.counts import Counts
    from wirepack.extract.events.line import Line
    from wirepack.extract.events.roles import Roles
    from wirepack.extract.events.triggers import Trigger
    from wirepack.extract.events.when import When
    from wirepack.extract.events.where import Where


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention of an event; `number` and `paragraph` are those of its sentence."""

    line: Line
    number: int
    paragraph: int
    trigger: Trigger
    event_type: str
    mode: str | None
    status: str
    roles: Roles
    when: When
    where: Where | None
    counts: Counts

    @property
    def stops(self) -> bool:
        """Whether one side stops what the other has sent: never the same event as the attack."""
        return self.trigger.entry.frame == "intercept"

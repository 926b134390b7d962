"""Incidents: which records of different articles report the same event, told by what they state and by nothing else."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from wirepack.models import EventRow

_LONGEST_DAY = timedelta(days=1)  # a day, or one weekend
_LONGEST_MONTH = timedelta(days=31)
_MEETINGS = frozenset(("CONSULT", "AGREE"))  # two states meet on few occasions in a month, an army strikes on many


def find_incidents(events: Iterable[EventRow]) -> dict[str, str]:
    """Map the id of each event to that of its incident: the smallest id of the events in it; a lone one is its own.

    Two records of different articles report one incident if their types are the same, their dates overlap, nothing that
    both state differs, and they share either a day (or weekend) and a place, or, for meetings and agreements, a month and
    both states. Records of one article are distinct events already. The most exactly dated records come first, so that
    "last month" joins the day that another article names; the order of the articles does not matter.

    Records are compared only with those that share a key, so that the cost grows with their number.
    """
    ordered = sorted(events, key=lambda event: (_length(event), event.event_id))
    groups: dict[Hashable, list[_Incident]] = defaultdict(list)
    homes: dict[str, _Incident] = {}
    for event in ordered:
        keys = _keys(event)
        home = next((one for key in keys for one in groups[key] if one.accepts(event)), None) or _Incident()
        home.add(event)
        homes[event.event_id] = home
        for key in keys:
            if home not in groups[key]:
                groups[key].append(home)
    return {event_id: home.incident_id for event_id, home in homes.items()}


def _length(event: EventRow) -> timedelta:
    return event.date_end - event.date_start if event.date_start and event.date_end else timedelta.max


def _keys(event: EventRow) -> list[Hashable]:
    """List what a record must share with another of its incident: a day and a place, or a month and two states."""
    keys: list[Hashable] = []
    length = _length(event)
    if event.date_start is None:
        return keys
    if event.place and length <= _LONGEST_DAY:
        keys.append((event.event_type, event.place.casefold(), event.date_start))
    states = _states(event)
    if event.event_type in _MEETINGS and len(states) > 1 and length <= _LONGEST_MONTH:
        keys.append((event.event_type, states, event.date_start.replace(day=1)))
    return keys


def _states(event: EventRow) -> frozenset[str]:
    return frozenset(country for country in (event.actor_country, event.target_country) if country)


class _Incident:
    """The records of one incident so far, kept as a summary so that the cost per record does not grow with them."""

    def __init__(self) -> None:
        self.incident_id = ""
        self._articles: set[str] = set()
        self._stated: dict[str, object] = {}
        self._start, self._end = date.min, date.max

    def accepts(self, event: EventRow) -> bool:
        """Tell whether an event is of another article, overlaps in time, and contradicts nothing that is stated so far."""
        if event.article_id in self._articles or event.date_start is None or event.date_end is None:
            return False
        if event.date_start > self._end or event.date_end < self._start:
            return False
        return all(self._stated.get(key, value) == value for key, value in _stated(event))

    def add(self, event: EventRow) -> None:
        """Take a record in: its id if it is the smallest, what it states, and the time that it leaves."""
        self.incident_id = min(self.incident_id or event.event_id, event.event_id)
        self._articles.add(event.article_id)
        self._start = max(self._start, event.date_start or date.min)
        self._end = min(self._end, event.date_end or date.max)
        for key, value in _stated(event):
            self._stated.setdefault(key, value)


def _stated(event: EventRow) -> list[tuple[str, object]]:
    """List what must not differ within an incident, as far as the event's article states it.

    The sides of a meeting have no order.
    """
    if event.event_type in _MEETINGS and len(_states(event)) > 1:
        parties: list[tuple[str, object]] = [("states", _states(event))]
    else:
        parties = [("actor", event.actor_country or event.actor), ("target", event.target_country or event.target)]
    places = [("place", event.place and event.place.casefold()), ("place_country", event.place_country)]
    return [(key, value) for key, value in (*parties, *places) if value]

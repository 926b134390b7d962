"""Home: the state whose police, army and government an article means when it does not say whose."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from wirepack.countries import states
from wirepack.datelines import match_dateline
from wirepack.gazetteer import look_up

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Mapping

    from wirepack.extract.events.named import Named
    from wirepack.gazetteer import Place
    from wirepack.models import Document

_ISSUED = frozenset(("briefing", "statement", "communique", "communiqué", "bulletin", "report", "release", "summary"))
_ISSUERS = frozenset(("ministry", "forces", "army", "staff", "command", "military", "government", "navy", "force"))
_OFFICE = 4  # words of an office behind its state: "the Russian Defence Ministry"
_OFTEN = 3  # times that an article without a dateline names its state at least
_MOST = 0.6  # of all states that it names
_SOLE = 2  # times that an article names the only state that it names, if its villages are to lie there
_TIMES = 2  # times that another state may be named as often: a report on Mozambique from Johannesburg
_AMONG = 2  # the state of a dateline is home if it is one of so many that the article names most


class Home(NamedTuple):
    """The state in which an article is at home, if any, whether its dateline says so, and whether the state issued it."""

    state: str | None
    dated: bool
    issued: bool = False
    here: Place | None = None  # where it was written
    capital: bool = False  # whether that is the capital of the state of which it speaks most


def find_home(document: Document, near: Counter[str], names: Mapping[int, Named]) -> Home:
    """Find the state in which an article is at home: that of its dateline, else the one of which it speaks most.

    A dateline counts if the article speaks of that state, too: a report on Syria from Geneva is not at home in
    Switzerland. What a ministry or an army issues is at home in its state. The state of which an article speaks
    most is whose army it is, but not where its villages are: it may be the one that attacks them.
    """
    issuer = _issuer(document, names)
    if issuer:
        return Home(issuer, dated=False, issued=True)
    here = _dateline_place(document)
    dated = here.country if here else None
    ranked = near.most_common()
    spoken_of = not ranked or (dated in dict(ranked[:_AMONG]) and near[dated or ""] * _TIMES >= ranked[0][1])
    if dated and here and spoken_of:
        main = not ranked or ranked[0][0] == dated
        return Home(dated, dated=True, here=here, capital=main and _is_capital(here))
    if not ranked or ranked[0][1] < max(_OFTEN, _MOST * near.total()):
        return Home(None, dated=False, here=here)
    return Home(ranked[0][0], dated=False, here=here)


def _is_capital(place: Place) -> bool:
    phrases = states().get(place.name.lower().partition(" ")[0], ())
    return any(phrase.payload.kind == "capital" and phrase.payload.country == place.country for phrase in phrases)


def _issuer(document: Document, names: Mapping[int, Named]) -> str | None:
    """Find the state whose body issued a text by its title: "Briefing by the Russian Defence Ministry"."""
    title = next((zone for zone in document.zones if zone.kind == "title"), None)
    if title is None:
        return None
    starts, lower = document.tokens.start, document.tokens.lower
    first, last = bisect_left(starts, title.start), bisect_left(starts, title.end)
    if not any(index in names for index in range(first, last)):
        return None
    issued = not _ISSUED.isdisjoint(lower[first:last])
    for index in range(first, last):
        item = names.get(index)
        if item is None or item.country is None or item.kind not in {"state", "demonym"}:
            continue
        by = issued and lower[max(first, index - 2) : index] in (["by", "the"], ["of", "the"], ["from", "the"])
        apart = lower[item.last : item.last + 2] == [",", "ministry"]  # "Republic of X, Ministry of Defence"
        if apart or (by and not _ISSUERS.isdisjoint(lower[item.last : min(last, item.last + _OFFICE)])):
            return item.country
    return None


def find_ground(near: Mapping[str, int], home: Home, actors: Collection[str | None]) -> str | None:
    """Find the state in which a village that no gazetteer has lies: that of the dateline, else the only one named.

    Not that of who acts: "Turkish jets bombed the village of Beit Nour" may be about any neighbour of Turkey.
    """
    if home.dated:
        return home.state
    state = next(iter(near), None)
    if state is None or len(near) != 1 or near[state] < _SOLE or state in actors:
        return None
    return state


def _dateline_place(document: Document) -> Place | None:
    for zone in document.zones:
        if zone.kind == "metadata:dateline":
            found = match_dateline(document.text, zone.start, len(document.text))
            return look_up(document.text[slice(*found.place)].partition(",")[0]) if found else None
    return None

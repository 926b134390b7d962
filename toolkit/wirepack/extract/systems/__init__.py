"""Named weapon systems and military platforms: where an article names them, who operates them, and what they are.

1. `names`: forms of the catalogue's names, and how far each can be trusted (`trust`);
2. `context`: which of them are systems, by what stands beside them (`alone`) or is named elsewhere (`others`); `lists`:
   those that a list names by number alone;
3. `flights`: flights that were lost; `ships`: ships that the catalogue does not hold, by the words around them
   (`shipclauses`, `shiplists`), and what else they are called (`shipnames`);
4. `unlisted`: other names that the catalogue does not hold: by what a sentence says of them (`stated`), by the letters of
   their line (`designators`) and the grammar of designations (`numbered`, `aircraft`); `again`: the same, where nothing
   but the first mention tells them; `second`: what a system is called directly behind its name;
5. `roles`: who has, uses or supplies the system, as far as the sentence says so: `operators` and `users`, `suppliers`,
   by noun phrases (`parties`) and verbs (`clauses`).

The words at which any of these can begin are found in one pass (`signs`); the noun beside a name, on which much of this
rests, by `nouns`.

Space launchers are no systems; names that look like systems are in lexicons/system_lookalikes.tsv.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack import ids
from wirepack.catalogue import class_groups, system_with_id
from wirepack.designations import slug
from wirepack.extract.systems.again import find_named_again
from wirepack.extract.systems.context import choose_systems
from wirepack.extract.systems.designators import line_of
from wirepack.extract.systems.flights import find_flights
from wirepack.extract.systems.lists import find_elided
from wirepack.extract.systems.names import find_names
from wirepack.extract.systems.roles import find_roles
from wirepack.extract.systems.second import find_second_names
from wirepack.extract.systems.setting import Setting
from wirepack.extract.systems.shipnames import bare_name, find_again, find_pennant
from wirepack.extract.systems.ships import find_ships
from wirepack.extract.systems.shipwords import SHIP
from wirepack.extract.systems.unlisted import Unlisted, find_unlisted
from wirepack.models import MentionRow, SystemRow

if TYPE_CHECKING:
    from wirepack.catalogue import System
    from wirepack.extract.systems.context import Named
    from wirepack.extract.systems.names import Found
    from wirepack.models import Document, Tokens

    Place = tuple[int, int, SystemRow]  # characters of a mention, and what is named there


def extract_systems(document: Document) -> tuple[tuple[MentionRow, ...], tuple[SystemRow, ...]]:
    """Find the named systems of an article, in all its zones: the places, and one row per system; counts are zero.

    >>> from wirepack.models import Seed
    >>> from wirepack.segment import segment
    >>> mentions, systems = extract_systems(segment(Seed("a.txt", "", "a-0", "Two F-16s hit a Buk-M2E battery.", "utf-8")))
    >>> [(mention.text, mention.system_id) for mention in mentions]
    [('F-16s', 'f-16'), ('Buk-M2E', 'buk-m2e')]
    >>> systems[0].name, systems[0].class_, systems[0].origin
    ('Buk-M2E', 'surface-to-air missile system', ('RUS',))
    """
    text, tokens, setting = document.text, document.tokens, Setting(document.tokens)
    names = find_names(text, tokens, setting)
    chosen = choose_systems(tokens, names, setting)
    taken = _mark_taken(len(tokens.text), names, chosen)
    places = {named.found.start: (named.found.start, named.found.end, _listed(named.system)) for named in chosen}
    for flight in find_flights(text, tokens, taken, setting):
        _take(tokens, taken, flight.start, flight.end)
        places[flight.start] = (flight.start, flight.end, _unlisted(flight))
    for start, end, system in find_elided(text, tokens, taken, [place[:2] for place in places.values()]):
        _take(tokens, taken, start, end)
        places[start] = (start, end, _listed(system))
    for ship in find_ships(text, tokens, taken, setting):
        _take(tokens, taken, ship.start, ship.end)
        places[ship.start] = (ship.start, ship.end, _unlisted(ship))
    _add_ships_again(text, tokens, taken, places)
    for name in find_unlisted(text, tokens, taken, setting):
        listed = None if name.class_ else places.pop(name.end + 1, None)  # an index before a name: 9P163M-1 Kornet
        places[name.start] = (name.start, listed[1], listed[2]) if listed else (name.start, name.end, _unlisted(name))
        _take(tokens, taken, name.start, name.end)
    _add_unlisted_again(tokens, taken, places)
    _add_second_names(tokens, taken, places)
    _join_halves(text, places)
    rows: dict[str, SystemRow] = {}
    for start in sorted(places):
        row = places[start][2]
        if rows.setdefault(row.system_id, row).class_ is None:
            rows[row.system_id] = row
    parts = [places[start] for start in sorted(places)]
    roles = find_roles(document, parts)
    mentions = tuple(_mention(document, *part, *role) for part, role in zip(parts, roles, strict=True))
    return mentions, tuple(rows[key] for key in sorted(rows))


def _join_halves(text: str, places: dict[int, Place]) -> None:
    """Make one mention of a designation and the name behind it:   AH-64E Apache."""
    order = sorted(places)
    for one, other in pairwise(order):
        same = one in places and places[one][2].system_id == places[other][2].system_id
        if same and text[places[one][1] : other] == " " and text[one : places[one][1]][-1:].isalnum():
            places[one] = (one, places.pop(other)[1], places[one][2])


def _add_ships_again(text: str, tokens: Tokens, taken: list[bool], places: dict[int, Place]) -> None:
    """Add the hull numbers behind names of ships, and the bare names of ships that were named in full."""
    names: dict[str, str] = {}
    rows: dict[str, SystemRow] = {}
    for _, end, row in list(places.values()):
        if not row.class_ or class_groups()[row.class_] != SHIP:
            continue
        pennant = find_pennant(text, end)
        if pennant:
            places[pennant[0]] = (*pennant, row)
            _take(tokens, taken, *pennant)
        bare = bare_name(row.name) or (None if row.catalogued else row.name)
        if bare:
            names[bare], rows[row.name] = row.name, row
    if names:
        for start, end, name in find_again(text, tokens, taken, names):
            places[start] = (start, end, rows[name])
            _take(tokens, taken, start, end)


def _add_unlisted_again(tokens: Tokens, taken: list[bool], places: dict[int, Place]) -> None:
    """Add where a system that the catalogue does not hold, and that is no ship, is named again without its noun."""
    rows = {row.name: row for _, _, row in places.values() if not row.catalogued}
    names = [name for name, row in rows.items() if row.class_ is None or class_groups()[row.class_] != SHIP]
    for first, last, name, known in find_named_again(tokens, taken, names):
        start, end, row = tokens.start[first], tokens.end[last - 1], rows[known]
        places[start] = (start, end, row if name == known else _unlisted(Unlisted(start, end, name, row.class_)))


def _add_second_names(tokens: Tokens, taken: list[bool], places: dict[int, Place]) -> None:
    """Add what a system that is no ship is called directly behind its name."""
    rows = {
        (bisect_left(tokens.start, start), bisect_left(tokens.start, end)): row
        for start, end, row in places.values()
        if not row.class_ or class_groups()[row.class_] != SHIP
    }
    for name, (first, last) in find_second_names(tokens, taken, rows):
        places[tokens.start[first]] = (tokens.start[first], tokens.end[last - 1], rows[name])


def _take(tokens: Tokens, taken: list[bool], start: int, end: int) -> None:
    for token in range(bisect_left(tokens.start, start), bisect_left(tokens.start, end)):
        taken[token] = True


def _mention(
    document: Document, start: int, end: int, row: SystemRow, operator: str | None, supplier: str | None
) -> MentionRow:
    """One place where a system is named, with those who have and supply it if the sentence tells them."""
    article = document.seed.article_id
    return MentionRow(
        mention_id=ids.mention_id(article, start, end),
        system_id=row.system_id,
        article_id=article,
        start=start,
        end=end,
        text=document.text[start:end],
        operator=operator,
        supplier=supplier,
    )


def _mark_taken(count: int, names: list[Found], chosen: list[Named]) -> list[bool]:
    """The tokens that belong to names of the catalogue, or to names that are known to be none."""
    taken = [False] * count
    alike = (name for name in names if name.readings[0].alias.system is None)
    for name in (*(named.found for named in chosen), *alike):
        taken[name.first : name.last] = [True] * (name.last - name.first)
    return taken


def _listed(system: System) -> SystemRow:
    return SystemRow(
        system.system_id, system.name, system.family, system.class_, system.origin, system.nato_name, catalogued=True
    )


def _unlisted(name: Unlisted) -> SystemRow:
    """What the text tells of a system that the catalogue does not hold; the tug Ajax is not the vehicle of that name."""
    system_id, listed = slug(name.name), system_with_id(slug(name.name))
    group = class_groups()[name.class_] if name.class_ else None
    if listed and group and SHIP in (group, listed.group) and group != listed.group:
        system_id, listed = f"{system_id}-{group}", None
    line = line_of(name.name)
    origin = line.origin if line else ()
    return _listed(listed) if listed else SystemRow(system_id, name.name, class_=name.class_, origin=origin)

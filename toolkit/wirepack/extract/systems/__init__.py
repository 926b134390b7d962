"""Named weapon systems and military platforms: where an article names them, who operates them, and what they are.

1. `names`: forms of the catalogue's names, and how far each can be trusted;
2. `context`: which of them are systems, by what stands around them;
3. `unlisted`: names that the catalogue does not hold, by the grammar of designations;
4. `operators`: who has or uses the system, as far as the sentence says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import ids
from wirepack.catalogue import system_with_id
from wirepack.designations import slug
from wirepack.extract.systems.context import Setting, choose_systems
from wirepack.extract.systems.names import find_names
from wirepack.extract.systems.unlisted import find_unlisted
from wirepack.models import MentionRow, SystemRow

if TYPE_CHECKING:
    from wirepack.catalogue import System
    from wirepack.extract.systems.context import Named
    from wirepack.extract.systems.names import Found
    from wirepack.extract.systems.unlisted import Unlisted
    from wirepack.models import Document


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
    names = find_names(text, tokens)
    chosen = choose_systems(tokens, names, setting)
    taken = _mark_taken(len(tokens.text), names, chosen)
    spans = [(named.found.start, named.found.end, _listed(named.system)) for named in chosen]
    spans += [(name.start, name.end, _unlisted(name)) for name in find_unlisted(text, tokens, taken, setting)]
    spans.sort(key=lambda span: span[0])
    rows: dict[str, SystemRow] = {}
    for _, _, row in spans:
        known = rows.setdefault(row.system_id, row)
        if known.class_ is None:
            rows[row.system_id] = row
    article = document.seed.article_id
    mentions = [
        MentionRow(ids.mention_id(article, start, end), row.system_id, article, start, end, text[start:end])
        for start, end, row in spans
    ]
    return tuple(mentions), tuple(rows[key] for key in sorted(rows))


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
    """What the text tells of a system that the catalogue does not hold."""
    listed = system_with_id(slug(name.name))
    return _listed(listed) if listed else SystemRow(slug(name.name), name.name, class_=name.class_)

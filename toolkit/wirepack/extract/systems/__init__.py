"""Named weapon systems and military platforms: where an article names them, who operates them, and what they are.

1. `names`: forms of the catalogue's names, and how far each can be trusted;
2. `context`: which of them are systems, by what stands around them;
3. `unlisted`: names that the catalogue does not hold, by the grammar of designations;
4. `operators`: who has or uses the system, as far as the sentence says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import ids
from wirepack.extract.systems.context import Setting, choose_systems
from wirepack.extract.systems.names import find_names
from wirepack.models import MentionRow, SystemRow

if TYPE_CHECKING:
    from wirepack.catalogue import System
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
    tokens, setting = document.tokens, Setting(document.tokens)
    names = find_names(document.text, tokens)
    chosen = choose_systems(tokens, names, setting)
    article, text = document.seed.article_id, document.text
    mentions = [
        MentionRow(
            ids.mention_id(article, named.found.start, named.found.end),
            named.system.system_id,
            article,
            named.found.start,
            named.found.end,
            text[named.found.start : named.found.end],
        )
        for named in chosen
    ]
    systems = {named.system.system_id: named.system for named in chosen}
    return tuple(mentions), tuple(_row(systems[key]) for key in sorted(systems))


def _row(system: System) -> SystemRow:
    return SystemRow(
        system.system_id, system.name, system.family, system.class_, system.origin, system.nato_name, catalogued=True
    )

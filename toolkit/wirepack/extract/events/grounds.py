"""Grounds: the state in which a place lies that no gazetteer has, as the article around its sentence tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.extract.events.draft import Draft
    from wirepack.extract.events.named import Named
    from wirepack.models import Document, Sentence

_MARKS = frozenset((".", ":", "-", "–", "—", ")"))
_NEIGHBOUR = 2  # sentences between which a report stays in one state
_MOVING = frozenset(("AID", "RETREAT", "MOBILIZE"))  # types of what goes to another state: "evacuated through Gisenyi"
_BEHIND, _AHEAD = 8, 3  # events before and behind one among which its neighbours are looked for
_SURE = 2  # places in one state that tell where the others of an article lie


class Section(NamedTuple):
    """Sentences `first:last` under the name of a state."""

    first: int
    last: int
    state: str


def find_sections(document: Document, names: Mapping[int, Named]) -> tuple[Section, ...]:
    """Find the parts of an article that a heading puts in a state, in order of precedence.

    "Mali" on a line of its own is for what stands up to the next heading; "Mali. Gunmen raided" for the paragraph.
    """
    sentences, lower, starts = document.sentences, document.tokens.lower, document.tokens.start
    found = []
    for number, sentence in enumerate(sentences):
        opens = number == 0 or sentences[number - 1].paragraph != sentence.paragraph
        name = names.get(sentence.first) if opens else None
        if name is None or name.kind != "state" or not name.country or name.last >= len(lower):
            continue
        if name.last >= sentence.last or lower[name.last] in _MARKS:
            behind = range(number, len(sentences))
            last = next((k for k in behind if sentences[k].paragraph > sentence.paragraph), len(sentences))
            found.append(Section(number, last, name.country))
    headings = [zone for zone in document.zones if zone.kind == "heading"]
    bounds = [bisect_left(sentences, zone.start, key=_start) for zone in headings] + [len(sentences)]
    for zone, (first, last) in zip(headings, pairwise(bounds), strict=True):
        name = names.get(bisect_left(starts, zone.start))
        if name and name.kind == "state" and name.country and starts[min(name.last, len(starts) - 1)] >= zone.end - 1:
            found.append(Section(first, last, name.country))
    return tuple(found)


def _start(sentence: Sentence) -> int:
    return sentence.start


def state_above(sections: tuple[Section, ...], number: int) -> str | None:
    """Tell the state of the section of a sentence."""
    return next((section.state for section in sections if section.first <= number < section.last), None)


def ground_places(drafts: list[Draft], near: Mapping[str, int]) -> list[Draft]:
    """Give the places that no gazetteer has the state of those told around them, if that is only one.

    1. Those of the same sentence and of the two before it in the paragraph. 2. All of the article, if they are several
    or their state the one of which it speaks most. Not the state of who acts, if the article speaks of another one as
    well: "Turkish jets bombed Beit Nour" after a blast in Ankara.
    """
    if not any(draft.where is not None and draft.where.open for draft in drafts):
        return drafts
    known = (draft.where for draft in drafts if draft.where and draft.where.latitude is not None)
    everywhere = Counter(where.country for where in known if where.country)
    main = max(near, key=lambda state: near[state]) if near else None
    grounded = []
    for index, draft in enumerate(drafts):
        where = draft.where
        if where is None or not where.open:
            grounded.append(draft)
            continue
        beside = {
            one.where.country
            for one in (*grounded[max(0, index - _BEHIND) :], *drafts[index + 1 : index + 1 + _AHEAD])
            if one.where
            and one.where.country
            and one.paragraph == draft.paragraph
            and one.event_type not in _MOVING
            and 0 <= draft.number - one.number <= _NEIGHBOUR
        }
        state = next(iter(beside)) if len(beside) == 1 else None
        if not beside and len(everywhere) == 1:
            sole, count = everywhere.most_common(1)[0]
            state = sole if count >= _SURE or sole == main else None
        if state and _is_abroad(draft, state, near):
            state = None
        grounded.append(replace(draft, where=replace(where, country=state)) if state else draft)
    return grounded


def _is_abroad(draft: Draft, state: str, near: Mapping[str, int]) -> bool:
    """Tell whether who acts is of the state and may act in another one that the article names as well."""
    if all(party.country != state for party in draft.roles.actors):
        return False
    return any(count * 2 >= near.get(state, 0) for other, count in near.items() if other != state)

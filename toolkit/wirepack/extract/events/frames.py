"""Frames: where around a trigger its actor and its target stand. Named in `event_triggers.tsv`, else by the type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """The places where a frame looks for its actor and its target; the first that is filled wins.

    subj, obj, by: the grammar of a verb; of an event noun, its owner or the subject of its light verb, its "of" phrase.
    that: the subject of the clause behind; moved: what a passive moves; self: the party whose noun the trigger is. Any
    other place is a preposition. `symmetric`: all parties do it to each other.
    """

    actor: tuple[str, ...]
    target: tuple[str, ...]
    symmetric: bool = False


FRAMES: dict[str, Frame] = {
    "act": Frame(("subj",), ("obj", "against", "on", "at", "into", "to", "with", "from", "for")),
    "intercept": Frame(("subj",), ("obj", "by", "from")),
    "say": Frame(
        ("subj",), ("obj", "that", "against", "on", "to", "with", "at", "for", "over", "of", "from", "in", "as")
    ),
    "blame": Frame(("subj",), ("on", "obj", "for")),
    "give": Frame(("subj",), ("to", "obj", "for", "with", "by")),
    "take": Frame(("from",), ("subj",)),
    "side": Frame(("subj",), ("for", "with", "alongside", "of", "in")),
    "deal": Frame(("subj",), ("with", "obj", "between", "and", "of", "to", "by"), symmetric=True),
    "protest": Frame(("subj",), ("against", "at", "obj", "on")),
    "between": Frame(("between", "subj"), ("with", "and", "against", "between", "of", "on"), symmetric=True),
    "meet-fight": Frame(("subj",), ("with", "obj", "against", "and"), symmetric=True),
    "meet": Frame(("subj",), ("obj", "with", "to", "between"), symmetric=True),
    "discuss": Frame(("subj",), ("with", "between"), symmetric=True),  # its object is what they speak about
    "gather": Frame(("obj",), (), symmetric=True),
    "visit": Frame(("subj", "moved"), ("to", "obj", "with", "in", "of")),
    "host": Frame(("obj",), ("subj",)),
    "mediate": Frame(("subj",), ("between", "obj", "for")),
    "ask": Frame(("subj",), ("obj", "that", "on", "to", "from", "with", "by", "of", "for")),
    "must": Frame((), ()),  # read by roles.py: who says that somebody must
    "leave": Frame(("subj", "of"), ("from",)),
    "surrender": Frame(("subj", "of"), ("to",)),
    "move": Frame(("subj", "by", "moved"), ()),
    "launch": Frame(("subj", "by", "moved"), ("against", "on", "at", "in")),
    "exercise": Frame(("subj", "by", "of"), ("with",), symmetric=True),
    "undergo": Frame((), ("subj",)),
    "fall": Frame((), ()),
    "fallto": Frame(("to", "into"), ()),
    "remove": Frame(("by", "subj"), ("obj",)),
    "selfact": Frame(("self",), ("against",)),
}
_BY_TYPE = {
    "AGREE": "deal", "CONSULT": "deal", "COOPERATE": "deal", "SUPPORT": "say", "ACCUSE": "say", "REJECT": "say",
    "THREATEN": "say", "CONCEDE": "say", "REQUEST": "ask", "AID": "give", "RETREAT": "leave", "MOBILIZE": "move",
    "PROTEST": "protest",
}  # fmt: skip


def frame_name(name: str | None, event_type: str) -> str:
    """Return the name of the frame of a trigger: the one that its entry names, else the usual one of its type."""
    return name or _BY_TYPE.get(event_type, "act")


def frame_of(name: str | None, event_type: str) -> Frame:
    """Return the frame of a trigger."""
    return FRAMES[frame_name(name, event_type)]

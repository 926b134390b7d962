"""PLOVER, the ontology of political events: which quad class and which modes go with each event type.

Source: the PLOVER 2.0 manual and its mapping from CAMEO (openeventdata/PLOVER). `ASSAULT/destroy` and `/targeted` are
the conventions' own. A test keeps this table equal to the enums of `schemas/events.json`.
"""

from __future__ import annotations

VERBAL_COOPERATION = "verbal cooperation"
MATERIAL_COOPERATION = "material cooperation"
VERBAL_CONFLICT = "verbal conflict"
MATERIAL_CONFLICT = "material conflict"

QUADS: dict[str, str | None] = {
    "AGREE": VERBAL_COOPERATION,
    "CONSULT": VERBAL_COOPERATION,
    "SUPPORT": VERBAL_COOPERATION,
    "CONCEDE": VERBAL_COOPERATION,
    "COOPERATE": MATERIAL_COOPERATION,
    "AID": MATERIAL_COOPERATION,
    "RETREAT": MATERIAL_COOPERATION,
    "REQUEST": VERBAL_CONFLICT,
    "ACCUSE": VERBAL_CONFLICT,
    "REJECT": VERBAL_CONFLICT,
    "THREATEN": VERBAL_CONFLICT,
    "PROTEST": MATERIAL_CONFLICT,
    "SANCTION": MATERIAL_CONFLICT,
    "MOBILIZE": MATERIAL_CONFLICT,
    "COERCE": MATERIAL_CONFLICT,
    "ASSAULT": MATERIAL_CONFLICT,
    "OTHER": None,
}

MODES: dict[str, tuple[str, ...]] = {
    "CONSULT": ("multilateral", "phone", "third-party", "visit"),
    "RETREAT": ("access", "ceasefire", "disarm", "ease", "release", "resign", "return", "withdraw"),
    "REQUEST": ("assist", "change", "meet", "yield"),
    "ACCUSE": ("allege", "disapprove", "investigate"),
    "REJECT": ("assist", "change", "meet", "yield"),
    "THREATEN": ("arrest", "ban", "expel", "political", "relations", "restrict", "territory", "violence"),
    "PROTEST": ("boycott", "demo", "hunger", "obstruct", "riot", "strike"),
    "SANCTION": ("convict", "discontinue", "expel", "withdraw"),
    "MOBILIZE": ("militia", "police", "troops", "weapons"),
    "COERCE": (
        "arrest", "ban", "censor", "curfew", "deport", "martial-law", "misinformation", "restrict", "seize", "withhold",
    ),
    "ASSAULT": (
        "abduct", "aerial", "assassinate", "beat", "cleansing", "crowd-control", "destroy", "execute", "explosives",
        "firearms", "heavy-weapons", "massacre", "primitive", "sexual", "suicide-attack", "targeted", "torture",
        "unconventional",
    ),
}  # fmt: skip

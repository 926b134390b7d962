"""Other spellings of a name, above all of one in Arabic letters: "Telafar" is Tal Afar, "Khafji" is al Khafji."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST: Final = 5  # letters; shorter names mean too many places
_SHORTEST_REST: Final = 4  # letters behind a first word that is joined to them: "Telafar"
# First words of names that are one word: Tel Afar is Tal Afar.
_GROUPS: Final = (
    ("tal", "tel", "tell", "tall"),
    ("umm", "um", "om"),
    ("kafr", "kfar", "kafar", "kafer"),
    ("ain", "ayn", "ein"),
    ("deir", "dayr", "der", "dair"),
    ("beit", "bayt", "bait"),
    ("jabal", "jebel", "jabel"),
    ("khirbet", "khirbat", "kherbet"),
    ("sheikh", "shaykh", "shaikh"),
    ("abu", "abou", "abo"),
    ("khan",),
    ("ras",),
    ("wadi",),
)
_FIRST: Final = {word: group for group in _GROUPS for word in group}
# Before these letters the l of the article may be written as it is spoken.
_SUN: Final = {"t": "at", "d": "ad", "r": "ar", "z": "az", "s": "as", "n": "an"}
# Ends of names: "Qadisiya", "Qadisiyah", "Raqqeh".
_ENDS: Final = (
    ("iyyah", ("iya", "iyah")),
    ("iyah", ("iya", "iyya")),
    ("iyya", ("iya", "iyah")),
    ("iya", ("iyah", "iyya", "iyyah")),
    ("eh", ("a", "ah", "e")),
    ("ah", ("a",)),
    ("a", ("ah",)),
    ("skiy", ("skyi", "sky")),
    ("sky", ("skyi", "skiy")),
)
# Letters of one sound, in the writing of English, French and German agencies.
_SOUNDS: Final = (
    ("ou", "u"), ("oo", "u"), ("u", "ou"), ("ee", "i"), ("dj", "j"), ("tch", "ch"), ("aa", "a"), ("ei", "ai"), ("ay", "ai"),
    ("ai", "ay"), ("sch", "sh"), ("ss", "s"), ("'", ""), ("ia", "ya"),
)  # fmt: skip


def begins_place(word: str) -> bool:
    """Whether a word in lower case begins places and hardly anything else: "tel", "kafr"."""
    return word in _FIRST and word not in {"sheikh", "shaykh", "shaikh", "abu", "abou", "abo", "om", "der", "umm", "um"}


def spellings(key: str) -> Iterator[str]:
    """Other keys under which a name may stand in the gazetteer, the likeliest first.

    >>> {"tal afar", "al khafji", "deir ez-zor"} <= {*spellings("telafar"), *spellings("khafji"), *spellings("der ez-zor")}
    True
    """
    if len(key) < _SHORTEST:
        return
    stems = list(dict.fromkeys(_stems(key)))
    yield from stems
    for stem in stems:
        for end, others in _ENDS:
            if stem.endswith(end):
                yield from (stem.removesuffix(end) + other for other in others)
                break
    article = _SUN.get(key[0], "al")
    for word in dict.fromkeys(("al", article, "ash" if key.startswith("sh") else "el")):
        yield f"{word} {key}"
        yield f"{word}-{key}"
    for stem in stems:
        yield from (stem.replace(sound, other) for sound, other in _SOUNDS if sound in stem)


def _stems(key: str) -> Iterator[str]:
    """The name with its first word in all its forms, its words apart or joined by hyphens."""
    first, _, rest = key.partition(" " if " " in key else "-")
    if rest:
        for word in _FIRST.get(first, (first,)):
            yield f"{word} {rest}"
            yield f"{word} {rest.replace('-', ' ')}"
            yield f"{word}-{rest.replace(' ', '-')}"
        return
    yield key
    for word, group in _FIRST.items():
        if key.startswith(word) and len(key) - len(word) >= _SHORTEST_REST:
            yield from (f"{other} {key[len(word) :]}" for other in group)

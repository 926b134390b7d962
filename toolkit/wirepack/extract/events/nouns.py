"""The nouns of parties: what kind of party a noun names, whom it counts, introduces or points back at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.lexicon import party_kinds, word_classes, words_of
from wirepack.extract.events.line import FIGHTING, PEOPLE, Party

if TYPE_CHECKING:
    from wirepack.extract.events.named import Named
    from wirepack.models import Tokens

    Names = dict[int, Named]

# Nouns that name people only behind another word: a bomber is an aircraft, defences are walls.
_PHRASES = {
    "bomber": ("suicide", "rebel"), "bombers": ("suicide", "rebel"),
    "defences": ("air", "military"), "defenses": ("air", "military"), "defenders": ("air", "military"),
}  # fmt: skip
UNIONS = frozenset(
    ("group", "organisation", "organization", "movement", "charity", "union", "network", "faction", "militia", "cartel", "collective", "gang")
)  # fmt: skip
_BODIES_AGAIN = frozenset(("group", "organisation", "organization", "movement", "charity"))
_NAME_WORDS = 4
_PARTS_OF = frozenset(("members", "elements", "fighters", "soldiers"))
_SINGLE = frozenset(("office", "person"))  # classes of singular nouns that are one: "a gunman"
PLURALS = ("s", "men", "people", "children")  # endings of nouns that introduce no single person


@cache
def party_nouns() -> frozenset[str]:
    """Collect the words that may name a party."""
    return frozenset((*party_kinds(), *_PHRASES, *UNIONS))


def kind_of(lower: list[str], index: int) -> str | None:
    """Tell what kind of party a noun names: "rebels", "suicide bombers"; None if it names nobody."""
    word = lower[index]
    before, kind = _PHRASES.get(word, ("", None))
    return kind if before and index and lower[index - 1] == before else party_kinds().get(word)


def is_several(lower: list[str], party: Party) -> bool:
    """Tell whether a party is several people: "two gunmen", "the police", "Boko Haram", but no state and no minister."""
    noun = lower[party.last - 1]
    if party.kind == "state":  # "the Russians", not "the Philippines"
        return not party.owned and noun.endswith("s") and not party.name.lower().endswith(noun)
    if party.kind in {"place", "pronoun", *PEOPLE} or party.owned:
        return False
    if noun.endswith(PLURALS) and not noun.endswith("ss"):
        return True
    classes = word_classes().get(noun, frozenset())
    return party.kind in FIGHTING | {"police"} and ("organ" in classes or classes.isdisjoint(_SINGLE))


def names_machine(tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether a group's noun only qualifies a machine: "fighter jet", "army helicopter"."""
    return index + 1 < last and tokens.lower[index + 1] in words_of("hardware")


def behind_quantity(tokens: Tokens, at: int, last: int) -> int | None:
    """Find the noun that a quantity counts: "tens of thousands of protesters", "members of the security forces"."""
    found = at
    if tokens.lower[at] in _PARTS_OF and tokens.lower[at + 1 : at + 3] == ["of", "the"]:
        return next((k for k in range(at + 3, min(at + 6, last)) if kind_of(tokens.lower, k)), None)
    while found + 2 < last and tokens.lower[found] in words_of("quantity") and tokens.lower[found + 1] == "of":
        found += 2
    return found if found > at else None


def holder_of(tokens: Tokens, head: int, names: Names, last: int) -> Named | None:
    """Find who holds an office: "Kenya's president, William Ruto, met", "Russia's envoy to the UN, Vasily Nebenzya, said"."""
    if "office" not in word_classes().get(tokens.lower[head], ()):
        return None
    behind = head + 1
    if behind < last and tokens.lower[behind] == "to":  # whom the envoy was sent to
        host = next((names[k] for k in range(behind + 1, min(last, behind + 3)) if k in names), None)
        behind = host.last if host else behind
    return named_behind(tokens, behind, names, last)


def points_at_group(lower: list[str], index: int, last: int) -> bool:
    """Tell whether a noun stands for a body named before: "the group said", not "the group of men"."""
    after = lower[index + 1] if index + 1 < last else ""
    return lower[index] in _BODIES_AGAIN and index > 0 and lower[index - 1] in {"the", "this"} and after != "of"


def called(tokens: Tokens, bits: list[int], noun: int, last: int) -> Party | None:
    """Make a party of a name that nobody knows and that a noun introduces: "the rights group Karapatan"."""
    end = noun + 1
    while (
        end < min(last, noun + 1 + _NAME_WORDS)
        and tokens.text[end][:1].isupper()
        and not bits[end] & (g.TIME | g.SUBJECT | g.FINITE)
    ):
        end += 1
    if end == noun + 1 or tokens.text[noun].isupper():
        return None
    armed = noun > 0 and tokens.lower[noun - 1] in words_of("rebel")
    name = " ".join(tokens.text[noun + 1 : end])
    return Party(noun, end, name, None, "armed" if armed else "ngo")


def named_behind(tokens: Tokens, at: int, names: Names, last: int) -> Named | None:
    """Find the person whom a noun introduces: "businessman Hector Delgado", "a student leader, Mario Estrada, was"."""
    item = names.get(at)
    if item is None and at + 1 < last and tokens.lower[at] == "," and at + 1 in names:
        item = names[at + 1]
        item = item if item.last < last and tokens.lower[item.last] == "," else None
    return item if item is not None and item.kind in PEOPLE else None

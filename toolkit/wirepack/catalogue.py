"""The catalogue of weapon systems and military platforms, and the words that tell what stands beside a name.

The catalogue is indexed by the first piece of a name ("f" of "F-16"), and the names behind a piece are prepared when a
text first needs them: a day of news uses a small part of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from wirepack.designations import cut_pieces, first_pieces_of
from wirepack.lexicons import read_table
from wirepack.phrases import make_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.phrases import Index

ANY_GROUP = "any"  # of a head noun that can follow every name


@dataclass(frozen=True, slots=True)
class System:
    """An entry of the catalogue. `group`: the group of its class, which tells the nouns that can follow its name."""

    system_id: str
    name: str
    family: str
    class_: str
    origin: tuple[str, ...]
    nato_name: str | None
    group: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A form of a name as the catalogue writes it; `system` is None for a name that only looks like a system's."""

    surface: str
    needs_context: bool
    system: System | None


@dataclass(frozen=True, slots=True)
class Head:
    """A noun behind a name: the class of an unknown name before it, and the groups whose names it can follow."""

    class_: str | None
    groups: frozenset[str]


Names = dict[str, tuple[Alias, ...]]  # compact name -> its aliases; none for the beginning of a longer name


def names_from(piece: str) -> Names | None:
    """The names that begin with a piece, by their compact form, with every beginning of one as well; None if there are none.

    >>> names = names_from("buk")
    >>> [alias.system.class_ for alias in names["bukm2e"]], names["bukm"], names_from("thence")
    (['surface-to-air missile system'], (), None)
    """
    return _prepare(piece) if piece in first_pieces() else None


def names_system(word: str) -> bool:
    """Whether a single word names a system, one or more of it.

    >>> names_system("Kalibr"), names_system("Shaheds"), names_system("Russian")
    (True, True, False)
    """
    singular = word.lower().removesuffix("s")
    return any(alias.system for name in (word.lower(), singular) for alias in (names_from(name) or {}).get(name, ()))


@cache
def first_pieces() -> Mapping[str, list[int]]:
    """The pieces that names begin with, and the rows of the catalogue that hold these names."""
    index: dict[str, list[int]] = {}
    for number, row in enumerate(_rows()):
        for piece in dict.fromkeys(first_pieces_of(f"|{row['aliases']}|{row['needs_context']}")):
            index.setdefault(piece, []).append(number)
    return MappingProxyType(index)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """The rows of systems.tsv, and behind them the look-alikes as rows without an id."""
    alike = ({"system_id": "", "aliases": row["name"], "needs_context": ""} for row in read_table("system_lookalikes"))
    return (*read_table("systems"), *alike)


@cache
def _prepare(piece: str) -> Names:
    names: Names = {}
    for number in first_pieces()[piece]:
        row = _rows()[number]
        system = system_at(number) if row["system_id"] else None
        for column, needs_context in (("aliases", False), ("needs_context", True)):
            for surface in filter(None, row[column].split("|")):
                _add(names, piece, Alias(surface, needs_context, system))
    return names


def _add(names: Names, piece: str, alias: Alias) -> None:
    parts = cut_pieces(alias.surface)
    if parts[0] != piece:
        return
    key = ""
    for part in parts:
        key += part
        names.setdefault(key, ())
    names[key] = (*names[key], alias)


@cache
def system_at(number: int) -> System:
    """The entry in a row of systems.tsv."""
    row = read_table("systems")[number]
    return System(
        row["system_id"],
        row["name"],
        row["family"],
        row["class"],
        tuple(row["origin"].split("|")) if row["origin"] else (),
        row["nato_name"] or None,
        class_groups()[row["class"]],
    )


def system_with_id(system_id: str) -> System | None:
    """The entry with an id.

    >>> system_with_id("buk-m2e").nato_name, system_with_id("no-such-system")
    ('SA-17 Grizzly', None)
    """
    number = _numbers().get(system_id)
    return None if number is None else system_at(number)


@cache
def _numbers() -> dict[str, int]:
    return {row["system_id"]: number for number, row in enumerate(read_table("systems"))}


@cache
def class_groups() -> Mapping[str, str]:
    """The closed list of classes, each with its group."""
    return MappingProxyType({row["class"]: row["group"] for row in read_table("system_classes")})


@cache
def heads() -> Index[Head]:
    """The nouns that stand behind names, singular and plural, by their first word."""
    entries = []
    for row in read_table("system_context"):
        if row["kind"] == "head":
            head = Head(None if row["class"] == "-" else row["class"], frozenset(row["groups"].split()))
            entries += [(form, False, head) for form in (row["word"], plural(row["word"]))]
    for class_, group in class_groups().items():
        head = Head(class_, frozenset({group}))
        entries += [(form, False, head) for form in (class_, plural(class_))]
    return make_index(entries)


def context_words(kind: str) -> frozenset[str]:
    """The words of one kind of system_context.tsv, in lower case: modifier, other, military, maker or another.

    >>> "anti-tank" in context_words("modifier"), "motorway" in context_words("other")
    (True, True)
    """
    return _words_by_kind()[kind]


@cache
def _words_by_kind() -> dict[str, frozenset[str]]:
    words: dict[str, list[str]] = {}
    for row in read_table("system_context"):
        words.setdefault(row["kind"], []).append(row["word"].lower())
    return {kind: frozenset(members) for kind, members in words.items()}


@cache
def kinds_of_guns(kind: str) -> Mapping[str, str]:
    """Words that begin names of guns with numbers, by kind (maker, mark, ordnance, other trade): word -> class.

    >>> kinds_of_guns("mark")["KwK"], kinds_of_guns("maker")["glock"]
    ('tank gun', 'pistol')
    """
    rows = read_table("system_guns")
    return MappingProxyType({row["word"]: row["class"] for row in rows if row["kind"] == kind})


def plural(noun: str) -> str:
    """The plural of a head noun.

    >>> plural("battery"), plural("utility aircraft"), plural("torpedo boat")
    ('batteries', 'utility aircraft', 'torpedo boats')
    """
    if noun.endswith(("aircraft", "craft", "artillery")):
        return noun
    if noun.endswith("y") and noun[-2] not in "aeo":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("torpedo") else f"{noun}s"

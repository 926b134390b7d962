"""The parties of a sentence: names with the nouns they qualify, groups such as "the rebels", and pronouns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.countries import state_name
from wirepack.extract.events.lexicon import is_harm, party_kinds, word_classes, words_of
from wirepack.extract.events.line import PEOPLE, QUOTES, Party
from wirepack.extract.events.nouns import (
    PLURALS,
    UNIONS,
    behind_quantity,
    called,
    holder_of,
    kind_of,
    named_behind,
    names_machine,
    party_nouns,
    points_at_group,
)
from wirepack.gazetteer.context import extend_building, surface
from wirepack.phrases import between, find_words

if TYPE_CHECKING:
    from wirepack.extract.events.named import Named
    from wirepack.extract.events.organs import Organs
    from wirepack.models import Tokens

    Names = dict[int, Named]

_MACHINE_WORDS = frozenset(("fighter", "fighters", "bomber", "bombers", "attack", "guard", "patrol"))
_COLLECTIVE = frozenset(("gov", "military", "police"))  # kinds of nouns through which a state acts
_VAGUE = frozenset(("same", "other", "own", "more", "several", "many", "few", "further", "various"))  # name nobody
_ORGANS = frozenset(
    ("gov", "military", "police", "official", "body", "force", "civil")
)  # kinds whose state may be told elsewhere
_BODIES = frozenset(("armed", "force", "body", "igo"))  # kinds of names that act through their people
_PERSONAL = frozenset(("person", "official", "armed", "force", "body", "igo", "ngo"))
_SENT = frozenset(("troops", "soldiers", "commandos", "peacekeepers"))  # in Chad, they may be anybody's
_PLAIN = {"demonym": "state", "capital": "state"}
_BETWEEN = 5  # words between "Syrian" and "forces"
_MODIFIERS = 2  # words that belong to a group's noun before it: "pro-government security forces"
_OFFICIAL = frozenset(("government", "ministry", "army", "navy", "police", "authorities"))  # act for their state
_SERVICE = 3  # words of a state's service before its machines: "National Coast Guard ships"
_SERVICES = frozenset(("army", "navy", "force", "forces", "guard", "marine", "police", "military", "coastguard"))
_BREAKS = (
    g.DETERMINER | g.POSSESSIVE | g.PREPOSITION | g.COORDINATOR | g.SUBORDINATOR | g.WH | g.AUXILIARY | g.FINITE | g.OBJECT
    | g.SUBJECT | g.PUNCTUATION | g.TIME | g.NUMBER
)  # fmt: skip
_LOCATIVE = frozenset(
    (
        "in", "at", "near", "into", "around", "outside", "inside", "across", "throughout", "toward", "towards",
        "through", "over",
    )
)  # fmt: skip
_PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it", "they": "they", "them": "they",
    "their": "they", "we": "we", "our": "we",
}  # fmt: skip
_OWNING = frozenset(("his", "its", "their", "our"))
_COUNTRY = frozenset(("country", "nation", "government"))


def find_heads(lower: list[str], names: Names) -> list[int]:
    """List the tokens of an article with which a party may begin: names, nouns of groups, pronouns."""
    return sorted({*names, *find_words(lower, _nouns_and_pronouns())})


@cache
def _nouns_and_pronouns() -> frozenset[str]:
    return frozenset((*party_nouns(), *_PRONOUNS))


def find_parties(
    tokens: Tokens, bits: list[int], names: Names, heads: list[int], first: int, last: int, organs: Organs
) -> tuple[Party, ...]:
    """Find the parties of the sentence with the tokens `first:last`, in order and without overlap, each at its head.

    1. Names. 2. A demonym or an owner grows with the noun that it qualifies: "Syrian air forces", "Israel's ambassador",
    "Russian plane" (the owner alone). 3. Nouns of groups without a name: "rebels"; the bare organs of a state, "the
    police", are those of the state that `organs` tell. 4. Pronouns.
    """
    lower = tokens.lower
    parties: list[Party] = []
    taken = first
    for index in between(heads, first, last):
        if index < taken:
            continue
        item = names.get(index)
        if item:
            party: Party | None = _grow(tokens, bits, item, names, last)
        elif lower[index] in _PRONOUNS:
            party = _pronoun(lower, index, last)
        else:
            party = _nameless(tokens, bits, index, first, names, last)
        if party and party.country is None and party.kind in _ORGANS:
            party = party._replace(country=organs.state_of(party))
        if party and party.country is None and index > first and lower[index - 1] == "whose":
            party = _of_antecedent(party, parties, index - 1)
        if party:
            parties.append(party)
            taken = party.last
            for other in item.joined if item else ():
                kind = _PLAIN.get(other.kind, other.kind)
                parties.append(party._replace(name=other.name, country=other.country, kind=kind))
    return tuple(parties)


def _nameless(tokens: Tokens, bits: list[int], index: int, first: int, names: Names, last: int) -> Party | None:
    """Make a party of a noun: "rebels", "the rights group Karapatan", or "the group", which stands for one named before."""
    lower = tokens.lower
    if lower[index] in UNIONS:
        name = called(tokens, bits, index, last) if index + 1 < last and index + 1 not in names else None
        if name or points_at_group(lower, index, last):
            return name or Party(index, index + 1, "group", None, "pronoun")
    return _group(tokens, bits, index, first, names, last) if kind_of(lower, index) else None


def _of_antecedent(party: Party, before: list[Party], relative: int) -> Party:
    """Give a group behind "whose" the state of whom it belongs to: "Iran, whose navy seized the tanker"."""
    owner = before[-1] if before else None
    near = owner is not None and relative - owner.last <= 1 and owner.kind not in {"civil", "pronoun"}
    return party._replace(country=owner.country) if near and owner and party.kind in _COLLECTIVE else party


def _pronoun(lower: list[str], index: int, last: int) -> Party:
    """Read "its", or "his country", which stands for a state."""
    word = lower[index]
    owning = word in _OWNING
    country = owning and index + 1 < last and lower[index + 1] in _COUNTRY
    return Party(index, index + 1 + country, _PRONOUNS[word], None, "pronoun", owning and not country)


def _grow(tokens: Tokens, bits: list[int], item: Named, names: Names, last: int) -> Party:
    at = item.last
    while at < last and tokens.text[at] in QUOTES:
        at += 1
    possessive = at < last and tokens.lower[at] == "'s"
    if item.kind in _PERSONAL:
        return _grow_named(tokens, bits, item, names, at, last)
    if possessive and at + 1 < last and tokens.lower[at + 1] in words_of("relation"):
        return Party(
            item.first, at + 2, surface(tokens, item.first, at + 2), None, "gov"
        )  # not Iran: "Tehran's underling"
    head = _head_noun(tokens, bits, at + possessive, names, last)
    if isinstance(head, int):
        named = holder_of(tokens, head, names, last)
        if named is not None and named.country in (None, item.country):
            return Party(item.first, head + 1, named.name, item.country, named.kind)
        return _grow_with_noun(tokens, item, at + possessive, head)
    titled = head is not None and not words_of("office").isdisjoint(tokens.lower[at : head.first])  # "US envoy Tom Roe"
    if head is not None and (titled or not (head.kind in PEOPLE and item.kind != "demonym")):
        whole = _grow_named(tokens, bits, head, names, head.last, last) if head.kind in _BODIES else head
        return Party(
            item.first,
            whole.last,  # "Peru's Shining Path guerrillas"
            head.name,
            head.country or (item.country if head.kind in PEOPLE or head.name.lower() in words_of("organ") else None),
            head.kind,
        )
    service = _service(tokens, at + possessive, last) if head is None else None
    if service is not None:  # "Myanmar Air Force jets"
        return Party(item.first, service + 1, item.name, item.country, "state", owned=True)
    if item.kind == "capital" and head is None and _is_location(tokens, item, last):
        return Party(item.first, item.last, item.name, item.country, "place")
    plural = tokens.lower[item.first].endswith("s") and not tokens.lower[item.first].endswith("ss")  # "the Israelis"
    owned = possessive or (item.kind == "demonym" and not plural and at < last and not bits[at] & _BREAKS)
    return Party(item.first, item.last, item.name, item.country, "state", owned)


def _grow_named(tokens: Tokens, bits: list[int], item: Named, names: Names, at: int, last: int) -> Party:
    """Keep the name of a person or a body; a body takes its noun in: "IDF officers", "Hezbollah fighters"."""
    if tokens.lower[at : at + 3 : 2] == ["(", ")"] and at + 1 in names:  # "the Israel Defense Forces (IDF) officers"
        at += 3
    possessive = at < last and tokens.lower[at] == "'s"
    if possessive and item.kind in PEOPLE and item.country:
        noun = _head_noun(tokens, bits, at + 1, names, last)
        if isinstance(noun, int) and kind_of(tokens.lower, noun) in _COLLECTIVE:
            return _grow_with_noun(tokens, item, at + 1, noun)  # "Maduro's government"
    head = None if item.kind in PEOPLE or possessive else _head_noun(tokens, bits, at, names, last)
    if head is not None and not isinstance(head, int) and head.kind in PEOPLE and head.first > at:
        return Party(item.first, head.last, head.name, head.country, head.kind)  # "Hamas leader Ismail Haniyeh"
    office = _head_noun(tokens, bits, at + 1, names, last) if possessive and item.kind not in PEOPLE else head
    holder = holder_of(tokens, office, names, last) if isinstance(office, int) else None
    if holder is not None and isinstance(office, int):  # "The UN special representative, Ida Karpin, called"
        return Party(item.first, office + 1, holder.name, holder.country, "official")
    end = head + 1 if isinstance(head, int) else at
    return Party(item.first, end, item.name, item.country, item.kind, possessive)


def _grow_with_noun(tokens: Tokens, item: Named, at: int, head: int) -> Party:
    """Name a group by its state if the state acts through it ("Syrian forces"), else by its words ("Syrian rebels")."""
    kind = kind_of(tokens.lower, head) or ""
    collective = kind in _COLLECTIVE and "office" not in word_classes().get(tokens.lower[head], ())
    words = " ".join(tokens.text[item.first : item.last] + tokens.text[at : head + 1])
    return Party(item.first, head + 1, state_name(item.country or "") if collective else words, item.country, kind)


def _service(tokens: Tokens, at: int, last: int) -> int | None:
    """Find the armed service between a state and its machines: "Israeli army jets", "Sudanese Air Force planes"."""
    for index in range(at, min(last, at + _SERVICE)):
        if tokens.lower[index] in _SERVICES:
            return index if names_machine(tokens, index, last) else None
        if not tokens.text[index][0].isupper():  # "Russia deployed military aircraft"
            return None
    return None


def _is_location(tokens: Tokens, item: Named, last: int) -> bool:
    """Tell whether a capital is meant as a town: "in Damascus", "Damascus suburbs"."""
    before = tokens.lower[item.first - 1] if item.first else ""
    after = tokens.lower[item.last] if item.last < last else ""
    return before in _LOCATIVE or after in words_of("ground")


def _head_noun(tokens: Tokens, bits: list[int], at: int, names: Names, last: int) -> int | Named | None:
    """Find the noun or the name that a demonym or an owner qualifies; nothing may part the two."""
    found = None
    for index in range(at, min(last, at + _BETWEEN)):
        item, word = names.get(index), tokens.lower[index]
        if item:
            return item if item.kind in PEOPLE or (item.kind in _PERSONAL and found is None) else found
        if kind_of(tokens.lower, index) and not names_machine(tokens, index, last):
            found = index
        elif found is not None or word in words_of("hardware"):
            return found
        elif (bits[index] & _BREAKS and word not in QUOTES) or (
            bits[index] & (g.PAST | g.THIRD) and not bits[index] & g.NOUN and "-" not in word
        ):
            return None
    return found


def _is_part_of_name(tokens: Tokens, office: int, first: int, names: Names, last: int) -> bool:
    """Tell whether the noun of an office begins the name of something that is called after its holder."""
    if office == first or office + 1 >= last or office + 1 in names or not tokens.text[office].istitle():
        return False
    return tokens.lower[office] in words_of("office") and bool(extend_building(tokens, office + 2, last)[1])


def _group(tokens: Tokens, bits: list[int], index: int, first: int, names: Names, last: int) -> Party | None:
    """Make a party of a bare noun: "the rebels", "pro-government forces", "security forces in Guinea"."""
    kinds, head, kind = party_kinds(), index, kind_of(tokens.lower, index) or ""
    if names_machine(tokens, head, last):  # "coalition aircraft": their owner; "fighter jets": nobody
        owner = Party(head, head + 1, tokens.text[head], None, kind, owned=True)
        return None if tokens.lower[head] in _MACHINE_WORDS else owner
    behind = tokens.lower[head + 1] if head + 1 < last else ""
    if tokens.lower[head] in words_of("epithet") and (is_harm(behind) or behind in words_of("weapon")):
        return None  # "a terrorist attack" does not say whose
    if tokens.text[head] == "general" and head + 1 < last and bits[head + 1] & g.NOUN:
        return None  # "a general strike"
    if _is_part_of_name(tokens, head, first, names, last):
        return None  # "at King Faisal Hospital"
    held = names.get(head + 1) if tokens.lower[head] in words_of("office") and head + 1 < last else None
    if held is not None and held.kind in PEOPLE and tokens.lower[head].endswith(PLURALS):
        return None  # "presidents Vladimir Putin and Joe Biden"
    counted = behind_quantity(tokens, head, last)
    if counted is not None and (counted in names or tokens.lower[counted] in kinds):
        item = names.get(counted)
        whole = _grow(tokens, bits, item, names, last) if item else _group(tokens, bits, counted, head + 2, names, last)
        return whole._replace(first=head, owned=False) if whole else None
    while head + 1 < last and tokens.lower[head + 1] in kinds and head + 1 not in names:
        head += 1
    begin = index
    while (
        begin > first
        and index - begin < _MODIFIERS
        and begin - 1 not in names
        and not bits[begin - 1] & (_BREAKS | g.VERB_FORM)
        and tokens.text[begin - 1][0].isalnum()
        and tokens.lower[begin - 1] not in _VAGUE
    ):
        begin -= 1
    kind, end = kinds.get(tokens.lower[head], kind), head + 1
    name, country = " ".join(tokens.text[begin:end]), None
    if end + 1 < last and tokens.lower[end] in {"of", "in", "from"}:
        item = next((names[k] for k in range(end + 1, min(last, end + 2 + _MODIFIERS)) if k in names), None)
        abroad = tokens.lower[end] == "in" and (tokens.lower[head] in _SENT or "-" in tokens.text[begin])
        if item and item.kind == "state" and not abroad:
            if tokens.lower[end] == "of" and (kind == "military" or tokens.lower[head] in _OFFICIAL):
                name = state_name(item.country or "")  # "the Armed Forces of the Russian Federation"
            country, end = item.country, item.last
        elif item and item.kind in _BODIES and kind != "civil":  # "fighters of the Islamic State"
            return _grow_named(tokens, bits, item, names, item.last, last)._replace(first=begin)
    named = None if tokens.lower[head].endswith(PLURALS) else named_behind(tokens, end, names, last)
    if named is not None and country is None:
        return _grow_named(tokens, bits, named, names, named.last, last)._replace(first=begin)
    return Party(begin, end, name, country, kind)

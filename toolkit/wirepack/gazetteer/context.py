"""What the words around a name tell: that it is a place, which part of it, and of what kind."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from wirepack.countries import states
from wirepack.grammar import inflect
from wirepack.lexicons import read_table, read_words

if TYPE_CHECKING:
    from wirepack.models import Tokens

_OPENERS: Final = frozenset({"the", "a", "an", "his", "her", "its", "their", "our"})  # of a noun phrase
# Words between a preposition and a name: "in the nearby rebel-held Syrian town of Idlib".
_BETWEEN: Final = _OPENERS | {"nearby", "neighboring", "neighbouring", "besieged"}
_ARTICLES: Final = frozenset({"al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "ez", "es", "et", "er"})
_POSSESSIVES: Final = frozenset({"'s", "'"})
# What ends a word about who holds a place: rebel-held, SDF-controlled.
HELD: Final = ("-held", "-controlled", "-ruled", "-majority", "-occupied", "-administered", "-dominated")
_FARTHEST: Final = 7  # words between a preposition and the name it belongs to
_PHRASE: Final = 4  # words between a preposition and a name in one noun phrase: "in a cramped"
_MOST_HEADS: Final = 2  # "Aleppo province countryside"
# "Abu Zarqa", "Umm Salima": the next word names a person, or belongs to a longer name.
_KIN: Final = frozenset({"abu", "abo", "umm", "um", "bin", "ibn", "bint", "abd", "abdel", "abdul"})
_LONGEST_ACRONYM: Final = 6
_AND: Final = frozenset({"and", "or", ",", "/"})
_BEFORE_BUILDINGS: Final = frozenset(
    {"international", "national", "general", "memorial", "specialist", "teaching", "university"}
)
# Verbs to which "off" belongs.
_WITH_OFF: Final = (
    "beat break brush call cordon cut face feed fend fight hold kick lay live pay pull put seal sell set shake show shrug"
    " stave take turn ward wipe write"
)
_FIRST_ONLY: Final = frozenset({"capital", "port city", "provincial capital", "regional capital"})


@cache
def place_words() -> dict[str, dict[str, str]]:
    """Classes of lexicons/place_words.tsv: class -> word -> kind."""
    classes: dict[str, dict[str, str]] = {}
    for row in read_table("place_words"):
        classes.setdefault(row["class"], {})[row["word"]] = row["kind"]
    return classes


@cache
def heads_before() -> dict[str, str]:
    """Nouns before "of" and a name, or right before it: the town of Homs, the outskirts of Homs, the city Homs."""
    classes = place_words()
    return classes["place of"] | classes["head"] | dict.fromkeys(classes["direction"], "")


@cache
def heads_behind() -> dict[str, str]:
    """Nouns behind a name: Homs province, Homs airbase."""
    classes = place_words()
    return {word: kind for word, kind in (classes["behind"] | classes["head"]).items() if word not in _FIRST_ONLY}


@cache
def begin_heads() -> frozenset[str]:
    """The words that begin a noun behind a name: "province", "refugee" for "refugee camp"."""
    return frozenset(head.partition(" ")[0] for head in heads_behind())


@cache
def adjectives() -> frozenset[str]:
    """Directions that become part of a place: northern Syria, east Aleppo."""
    return frozenset(word for word, kind in place_words()["direction"].items() if kind != "cased")


@cache
def _cased_adjectives() -> frozenset[str]:
    """Directions only with their capital: Upper Galilee, but lower Syrian tariffs."""
    return frozenset(word for word, kind in place_words()["direction"].items() if kind == "cased")


@cache
def _nations() -> frozenset[str]:
    """States and their people in one word, as they stand between a preposition and a name: in Syria's Homs."""
    kinds = {"name", "demonym"}
    return frozenset(
        word
        for word, phrases in states().items()
        if any(len(phrase.words) == 1 and phrase.payload.kind in kinds for phrase in phrases)
    )


@cache
def _cue_classes() -> dict[str, str]:
    """What a word between a name and its cue is: "in", "to" (cues), "head" (town, province), "between" (the, rebel)."""
    classes = place_words()
    between = dict.fromkeys(_BETWEEN.union(adjectives(), _nations()), "between")
    return between | {word: name for name in ("head", "to", "in") for word in classes[name]}


def find_cue(tokens: Tokens, first: int, begin: int) -> tuple[str, bool]:
    """The word that makes the name at `first` a location, and whether it can mean nothing but a place.

    "in", "near", "south of", "town of" can; "to", "from", "on" may stand before an actor as well.
    """
    lower, classes, head, owned = tokens.lower, _cue_classes(), "", False
    if first - 2 >= begin and lower[first - 1] == "," and classes.get(lower[first - 2]) == "head":
        first -= 1  # "in the regional capital, Grozny"
    for position in range(first - 1, max(begin, first - 1 - _FARTHEST) - 1, -1):
        word = lower[position]
        role = classes.get(word)
        if role == "in":
            return word, True
        if word == "of" and position > begin:
            # "the city of X", "Block 7 of X camp"
            noun = (
                lower[position - 2] if lower[position - 1].isdecimal() and position - 1 > begin else lower[position - 1]
            )
            if noun in heads_before():
                return f"{noun} of", True
        if role == "to":
            return word, bool(head) or (word == "off" and _is_at_sea(tokens, position, begin))
        if role == "head":
            head = head or word
        elif owned and tokens.text[position] != word:
            continue
        elif word in _POSSESSIVES:
            owned = True
        elif role is None and not word.endswith(HELD):
            break
    return head, bool(head)


@cache
def _before_off() -> frozenset[str]:
    return frozenset(form for verb in _WITH_OFF.split() for form in (verb, *inflect(verb)))


def _is_at_sea(tokens: Tokens, off: int, begin: int) -> bool:
    """Whether "off" tells where: "a tanker off Aden", "hijacked off Aden"; not "cut off Aden", "staved off Rome"."""
    return off > begin and tokens.lower[off - 1] not in _before_off() and tokens.text[off] == "off"


def find_far_cue(tokens: Tokens, first: int, begin: int) -> str:
    """The preposition before a noun phrase with adjectives before the name: "in a cramped West Bank camp"; "" if none."""
    lower = tokens.lower
    opened = False
    for position in range(first - 1, max(begin, first - _PHRASE) - 1, -1):
        word = lower[position]
        if opened:
            return word if word in place_words()["in"] or word == "on" else ""
        opened = word in _OPENERS
        if not opened and (
            tokens.text[position] != word or not word.replace("-", "").isalpha() or word in read_words("function_words")
        ):
            return ""
    return ""


def extend_left(tokens: Tokens, first: int, begin: int) -> int:
    """Where a name begins with its directions: "northern and central Syria", "south-eastern Ukraine"."""
    known, lower = adjectives(), tokens.lower
    while first > begin and (
        lower[first - 1] in known or (tokens.text[first - 1][0].isupper() and lower[first - 1] in _cased_adjectives())
    ):
        first -= 1
        if first - 2 >= begin and lower[first - 1] in _AND and lower[first - 2] in known:
            first -= 1
    return first


def extend_right(tokens: Tokens, last: int, limit: int) -> tuple[int, str]:
    """Where a name ends with its head, and what kind of place that makes: "province", "refugee camp", "air base"."""
    kind, known, lower = "", heads_behind(), tokens.lower
    for _ in range(_MOST_HEADS):
        if last >= limit or lower[last] not in begin_heads():
            break
        two = f"{lower[last]} {lower[last + 1]}" if last + 1 < limit else ""
        if two in known:
            kind, last = known[two], last + 2
        elif lower[last] in known:
            kind, last = known[lower[last]], last + 1
        else:
            break
    return last, kind


def extend_building(tokens: Tokens, end: int, limit: int) -> tuple[int, str]:
    """Where the building ends that is called after somebody, and its kind: "Jomo Kenyatta | International Airport"."""
    if end >= limit or not tokens.text[end][0].isupper():
        return end, ""
    return extend_right(tokens, end + (tokens.lower[end] in _BEFORE_BUILDINGS), limit)


def surface(tokens: Tokens, first: int, last: int) -> str:
    """The words `first:last` as one string, with a space wherever the text has white space."""
    parts = [tokens.text[first]]
    for position in range(first + 1, last):
        glued = tokens.start[position] == tokens.end[position - 1]
        parts.append(tokens.text[position] if glued else f" {tokens.text[position]}")
    return "".join(parts)


# ---------------------------------------------------------------- names of something else


def written_name(tokens: Tokens, first: int, last: int, name: str) -> str:
    """A name as the text spells it; in capitals throughout, as the gazetteer does if only the capitals differ."""
    text = surface(tokens, first, last)
    if not text.isupper():
        return text
    if name.lower() == text.lower():
        return name
    return text if len(text) < _LONGEST_ACRONYM else text.title()


def is_person(tokens: Tokens, first: int, last: int, begin: int) -> bool:
    """Whether the name is a person's or a family's: behind a first name or a title, before "family"."""
    if last < len(tokens.lower) and tokens.lower[last] in place_words()["person"]:
        return True
    if first > begin and tokens.start[first] == tokens.end[first - 1] + 1:
        before = tokens.lower[first - 1]
        if before in _KIN or (
            tokens.text[first - 1][0].isupper() and before in _before_persons() and before not in place_words()["in"]
        ):
            return True
    return (
        last < len(tokens.text)
        and tokens.lower[first] in _first_names()
        and tokens.text[last][0].isupper()
        and tokens.start[last] == tokens.end[last - 1] + 1
        and not tokens.text[first].isupper()
    )


def is_compound(word: str) -> bool:
    """Whether a word with a hyphen describes another one: "UNRWA-affiliated", "SDF-held"; not "al-Bab", "Umm-Qasr".

    >>> is_compound("SDF-held"), is_compound("Al-bab"), is_compound("Khan-Yunis")
    (True, False, False)
    """
    first, hyphen, last = word.partition("-")
    return bool(hyphen) and last.islower() and first.lower() not in _ARTICLES


def is_acronym(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a short name is all capitals in a line that is not: SANA the agency, not Sana the town."""
    word = tokens.text[first]
    if last - first > 1 or not word.isupper() or not 1 < len(word) < _LONGEST_ACRONYM:
        return False
    return not is_shouted(tokens, first, last)


def is_shouted(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name and the words beside it are all in capitals."""
    words = (*tokens.text[max(0, first - 2) : first], *tokens.text[first:last], *tokens.text[last : last + 2])
    return all(word.isupper() for word in words if word.isalpha())


def is_organisation(tokens: Tokens, first: int, last: int, limit: int) -> bool:
    """Whether the name goes on with a capital, as "Aleppo Media Desk" does; "bombed Homs Monday" does not."""
    if last >= limit or tokens.text[first].isupper() or tokens.start[last] != tokens.end[last - 1] + 1:
        return False
    return tokens.text[last] != tokens.lower[last] and tokens.lower[last] not in _days()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("first_names") if row["also"] == "-")


@cache
def _before_persons() -> frozenset[str]:
    return _first_names() | read_words("titles")


@cache
def _days() -> frozenset[str]:
    """Days and months, which stand right behind a place in agency copy."""
    classes = {"weekday", "month", "month_word", "month_may", "month_abbr", "weekday_abbr"}
    return frozenset(row["word"] for row in read_table("time_words") if row["class"] in classes)

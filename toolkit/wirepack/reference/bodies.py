"""Organisations, outlets and states as speakers: their fullest name in the document, acronyms, and what takes them up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from wirepack.lexicons import read_table
from wirepack.namewords import BODY, CLOSED, OUTLET, PLACE, capitals_of, first_words, named_at
from wirepack.reference.index import places_of
from wirepack.reference.phrases import extend_name, text_of

if TYPE_CHECKING:
    from wirepack.reference.index import Referents

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")
_FULL_NAME_WORDS = 9  # in front of the bracket of "Israel Defense Forces (IDF)"
_LOOK_BACK = 200  # bodies before a description that it may take up
_REACH = 1500  # tokens before a description
_FIRST, _LAST = attrgetter("first"), attrgetter("last")
_SMALL = frozenset(["of", "the", "for", "and", "on", "in", "to", "&"])


class Body(NamedTuple):
    """A place where a body is named: its tokens, its kind (outlet, group, organisation, state) and its usual name.

    A tuple, for an article names dozens, and a frozen dataclass takes twice as long to make.
    """

    first: int
    last: int
    kind: str
    key: str


@cache
def documents() -> frozenset[str]:
    """Return the nouns of what is written and can be cited: report, statement, poll."""
    nouns = (row["noun"] for row in read_table("source_nouns") if row["kind"] == "document")
    return frozenset(form for noun in nouns for form in (noun, noun + "s"))


def bodies(referents: Referents) -> list[Body]:
    """List the places where outlets, organisations and states are named, in order."""
    if referents.notes.bodies is None:
        referents.notes.bodies = _find_bodies(referents)
    return referents.notes.bodies


def _find_bodies(referents: Referents) -> list[Body]:
    words, kinds = referents.document.tokens.text, referents.kinds
    people = set(referents.first)
    found: list[Body] = []
    end = 0
    opens = first_words()  # most words with a capital begin no name and are no noun of a body
    capitals = capitals_of(referents.document.tokens)
    for index in [at for at in capitals if words[at] in opens or kinds[at] & (BODY | OUTLET)]:
        if index < end or index in people:
            continue
        known = named_at(words, index)
        if known and not (known[0] == 1 and kinds[index] & OUTLET and _has_first_word(words, kinds, index)):
            length, kind, usual = known
            end = index + length
            found.append(Body(index, end, kind, usual))
        elif kinds[index] & (BODY | OUTLET) and not kinds[index] & CLOSED:
            first, last = extend_name(referents, index)
            while not words[first][0].isupper() or (words[first] == "The" and first < index):
                first += 1
            if last - first > 1:
                while found and found[-1].last > first:
                    found.pop()
                kind = "outlet" if kinds[index] & OUTLET else "organisation"
                end = last
                found.append(Body(first, last, kind, text_of(referents, first, last)))
    return found


def _has_first_word(words: list[str], kinds: list[int], index: int) -> bool:
    """Tell whether a paper known by its last word is another, which has more: "the Kessa Times", but not "the Times"."""
    return index > 0 and words[index - 1][0].isupper() and not kinds[index - 1] & CLOSED


def bodies_in(referents: Referents, first: int, last: int) -> list[Body]:
    """Return the bodies that are named among some tokens; only words with a capital can name one."""
    words = referents.document.tokens.text
    for here in range(first, last):
        if words[here][0].isupper():
            break
    else:
        return []
    found = bodies(referents)
    at = bisect_left(found, first, key=_FIRST)
    inside = []
    while at < len(found) and found[at].last <= last:
        inside.append(found[at])
        at += 1
    return inside


def body_in(referents: Referents, first: int, last: int) -> Body | None:
    """Return the last body that is named among some tokens, states aside."""
    inside = [body for body in bodies_in(referents, first, last) if body.kind != "state"]
    return inside[-1] if inside else None


def fullest_name(referents: Referents, body: Body) -> str:
    """Return the longest form in which the document names a body, acronyms written out where it tells them."""
    if referents.notes.names is None:
        referents.notes.names = _longest_names(referents)
    longest = referents.notes.names.get(body.key) or text_of(referents, body.first, body.last)
    if _ACRONYM.fullmatch(longest):
        return spelt_out(referents, longest) or longest
    if referents.notes.longer is None:
        referents.notes.longer = _longer_names(referents)
    return referents.notes.longer.get(longest, longest)


def _texts(referents: Referents) -> list[str]:
    """List the bodies as the text names them."""
    if referents.notes.body_texts is None:
        referents.notes.body_texts = [text_of(referents, body.first, body.last) for body in bodies(referents)]
    return referents.notes.body_texts


def _longest_names(referents: Referents) -> dict[str, str]:
    """Return for each body the longest form in which the document names it; of two, the first."""
    longest: dict[str, str] = {}
    for body, text in zip(bodies(referents), _texts(referents), strict=True):
        if len(text) > len(longest.get(body.key, "")):
            longest[body.key] = text
    return longest


def _longer_names(referents: Referents) -> dict[str, str]:
    """Return by their last words the names that are longer: "Crisis Group" -> "International Crisis Group"."""
    longer: dict[str, str] = {}
    for body, text in zip(bodies(referents), _texts(referents), strict=True):
        words = text.split()
        for start in range(1, len(words) - 1 if body.kind != "state" else 0):
            longer.setdefault(" ".join(words[start:]), " ".join(words))
    texts = frozenset(_texts(referents))
    for name in acronyms(referents).values():  # "Organization for Security and Co-operation" in Europe (OSCE)
        words = name.split()
        for end in range(2, len(words)):
            shorter = " ".join(words[:end])
            if shorter in texts:
                longer.setdefault(shorter, name)
    return longer


def spelt_out(referents: Referents, word: str) -> str | None:
    """Return what an acronym stands for in the document, if it tells."""
    if not word[-1].isupper() and word[-1] != ".":
        return acronyms(referents).get(word) if word[1:2].isupper() else None
    return acronyms(referents).get(word.replace(".", "")) if _ACRONYM.fullmatch(word) else None


def acronyms(referents: Referents) -> dict[str, str]:
    """Return what the acronyms of a document stand for: "… Forces (IDF)" says it, "George Washington University" implies GWU."""
    if referents.notes.acronyms is None:
        referents.notes.acronyms = _find_acronyms(referents)
    return referents.notes.acronyms


def _find_acronyms(referents: Referents) -> dict[str, str]:
    words = referents.document.tokens.text
    found: dict[str, str] = {}
    for body, name in zip(bodies(referents), _texts(referents), strict=True):
        if " " not in name:
            continue
        parts = [part for part in name.split() if part.lower() not in _SMALL]
        if len(parts) > 2:
            found.setdefault("".join(part[0] for part in parts), name)
        elif len(parts) == 2 and body.kind == "outlet":
            found.setdefault(parts[0][0] + parts[1], name)  # JPost
    for index in [at + 1 for at in places_of(words, "(", 0, max(0, len(words) - 2))]:
        if words[index + 1] == ")" and _ACRONYM.fullmatch(words[index]):
            written = _written_out(referents, index)
            if written:
                found[words[index].replace(".", "")] = written
    return found


def _written_out(referents: Referents, index: int) -> str | None:
    """Read the name in front of an acronym in brackets, back to the word with its first letter."""
    words = referents.document.tokens.text
    letters = words[index].replace(".", "")
    end = index - 1
    here, left = end - 1, len(letters)
    while here >= 0 and end - here <= _FULL_NAME_WORDS:
        word = words[here]
        if not (word[0].isupper() or word in _SMALL or word in ("'s", "’s")):
            break
        if left and word[0] == letters[left - 1]:
            left -= 1
            if not left:
                return text_of(referents, here, end)
        here -= 1
    return None


def kind_of_noun(referents: Referents, token: int) -> str | None:
    """Tell what a noun speaks of: "outlet" for the newspaper, "organisation" for the ministry, "document" for the report."""
    word, kind = referents.document.tokens.lower[token], referents.kinds[token]
    if kind & OUTLET:
        return "outlet"
    if referents.document.tokens.text[token][0].islower() and word in documents():
        return "document"
    return "organisation" if kind & BODY else None


def take_up(referents: Referents, token: int, modifiers: list[str], before: int) -> Body | None:
    """Find the body that a description such as "the Arabic website" or "the report" takes up: the last that fits.

    A report is what an outlet wrote, unless the text has brought in a report of another kind ("a white paper") since.
    Modifiers must stand in what the text says of the body in front of its name.
    """
    kind = kind_of_noun(referents, token)
    noun = referents.document.tokens.lower[token]
    if (kind == "organisation" and noun not in _GENERIC) or (kind == "document" and noun not in _BY_OUTLETS):
        return None
    named = bodies(referents)
    end = bisect_right(named, before, key=_LAST)
    for body in reversed(named[max(0, end - _LOOK_BACK) : end]):
        told = all(word in _said_before(referents, body) for word in modifiers)
        if told and _fits(referents, body, kind, noun):
            return None if kind != "organisation" and _is_brought_in(referents, noun, body.last, before) else body
    return None


_INDEFINITE = frozenset(["a", "an", "another"])
# What outlets write.
_BY_OUTLETS = frozenset(["account", "article", "dispatch", "editorial", "piece", "report", "story"])
# Nouns that may take up a body of another noun: "the group said"; "the ministry" takes up a ministry alone.
_ASSOCIATIONS = frozenset(
    ["charity", "group", "militia", "monitor", "movement", "organisation", "organization", "watchdog"]
)
_GENERIC = _ASSOCIATIONS | {"agency", "body", "institution", "network", "alliance", "bloc", "service", "institute"}
# The last words of bodies that nobody calls a group.
_OFFICES = frozenset(
    [
        "university",
        "bank",
        "court",
        "ministry",
        "department",
        "senate",
        "congress",
        "house",
        "parliament",
        "government",
        "college",
        "school",
        "church",
        "hospital",
        "police",
        "army",
        "navy",
        "office",
        "administration",
        "agency",
    ]
)


def _is_brought_in(referents: Referents, noun: str, first: int, last: int) -> bool:
    """Tell whether the text brings in something of this noun without a name: "a new white paper"."""
    lower = referents.document.tokens.lower
    places = places_of(lower, noun, max(first, last - _REACH), last)
    return any(not _INDEFINITE.isdisjoint(lower[max(0, here - 4) : here]) for here in places)


def _fits(referents: Referents, body: Body, kind: str | None, noun: str) -> bool:
    """Tell whether a body is of the kind that a noun can take up."""
    if kind in ("outlet", "document"):
        return body.kind == "outlet"
    office = referents.document.tokens.lower[body.last - 1] in _OFFICES
    if body.kind == "outlet":  # a monitor that publishes is an association all the same: Amnesty International
        return body.key in _associations()
    return body.kind in ("organisation", "group") and not (office and noun in _ASSOCIATIONS)


@cache
def _associations() -> frozenset[str]:
    """Return the usual names of organisations of citizens, which are quoted like outlets."""
    return frozenset(row["canonical"] for row in read_table("actors") if row["kind"] == "ngo")


def _said_before(referents: Referents, body: Body) -> list[str]:
    """List the words of the phrase before a name: "London-based Arabic publication" Asharq Al-Awsat."""
    start = max(0, body.first - 6)
    return referents.document.tokens.lower[start : body.last]


def role_of_body(referents: Referents, body: Body) -> tuple[int, int] | None:
    """Find what the text calls a body where it names it, as tokens: "Israeli newspaper" Jerusalem Post."""
    if referents.notes.body_roles is None:
        referents.notes.body_roles = _roles_of_bodies(referents)
    return referents.notes.body_roles.get(body.key)


def _roles_of_bodies(referents: Referents) -> dict[str, tuple[int, int]]:
    """Return for each body the first description in front of its name."""
    kinds, words = referents.kinds, referents.document.tokens.text
    roles: dict[str, tuple[int, int]] = {}
    for body in bodies(referents):
        noun = body.first - 1
        if noun < 0 or body.key in roles or not kinds[noun] & (OUTLET | BODY) or kinds[noun] & CLOSED:
            continue
        if words[noun].islower():
            first, _ = extend_name(referents, noun)
            if first < noun or kinds[first] & PLACE:
                roles[body.key] = first, body.first
    return roles

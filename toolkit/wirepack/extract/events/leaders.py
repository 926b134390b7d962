"""Leaders: who is meant by a name that several of them have borne, told by office, state and year."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from wirepack.lexicons import read_table
from wirepack.namewords import FAMILY_FIRST, GIVEN, fold, word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirepack.extract.events.anchors import Anchors
    from wirepack.models import Document

# Titles before a surname that make it a leader's, with the offices (leaders.tsv) that bear them.
TITLES = {
    "president": ("president", "head"), "minister": ("premier", "head", "minister"), "premier": ("premier", "head"),
    "chancellor": ("premier", "head", "minister"), "secretary": ("minister",), "king": ("head",), "sultan": ("head",),
    "emir": ("head",), "shah": ("head",), "general": ("head", "president", "minister"), "taoiseach": ("premier",),
}  # fmt: skip
_BEFORE_SURNAMES = frozenset((*TITLES, "prime", "vice", "foreign", "defence", "defense", "mr", "mrs"))
# Beside a title they make it one that no leader of a state bears: "Council President Johnson".
_LOCAL = frozenset(
    (
        "council", "city", "company", "bank", "club", "university", "college", "union", "association", "senate", "house",
        "county", "school", "league", "board", "mayor", "gov", "governor", "sen", "senator", "rep", "judge",
    )
)  # fmt: skip
_PRIME = ("premier", "head")
_ABROAD = "abroad"  # the office of those who speak for an international body
_YEAR = re.compile(r"(?:1[89]|20)\d\d\b(?<!\w[12]\d{3})")  # the digits first: they are rare
_STILL = 9999
_AFTER_OFFICE = 40  # and after he did
_BEFORE_OFFICE = 30  # years before somebody spoke for a state in which nobody means him by a surname


class Leader(NamedTuple):
    """Who speaks for a state, or for an international body (no country), in the years `begin` to `end`.

    `plain`: many people have the name: "James Baker".
    """

    name: str
    country: str | None
    begin: int
    end: int
    office: str
    plain: bool


class Roll:
    """Tells whom of the leaders an article means; `near` are the states that it names."""

    def __init__(self, document: Document, anchors: Anchors, near: frozenset[str]) -> None:
        self.text, self.anchors, self.near = document.text, anchors, near
        self.document = document
        self._found: dict[tuple[str, frozenset[str], str | None], tuple[list[Leader], bool]] = {}

    def find(
        self, form: str, at: int, titles: frozenset[str] = frozenset(), country: str | None = None
    ) -> Leader | None:
        """Find whom a form means, named at a character, with the words of the titles and the state that go with it.

        1. The form in full, or listed: "Hafez al-Assad", "Assad". 2. A surname behind a title: "President Park", if the
        article speaks of the state. 3. Of several, those of the office and the state, then those in office in the year
        spoken of, then those whose state the article names, then the latest.
        """
        key = (form, titles, country)
        if key not in self._found:
            self._found[key] = self._find_all(*key)
        known, listed = self._found[key]
        in_full = (
            " " in form and fold(form.split(maxsplit=1)[0]) not in _BEFORE_SURNAMES
        )  # not "Prime Minister Johnson"
        if len(known) < 2 and (not known or (listed and in_full)):
            return known[0] if known else None
        return self._choose(known, at, listed=listed)

    def _find_all(self, form: str, titles: frozenset[str], country: str | None) -> tuple[list[Leader], bool]:
        """Find all whom a form may mean, and whether it is listed as theirs."""
        words = [fold(word) for word in form.split()]
        if not words or (len(words) == 1 and is_local(titles)):
            return [], False
        known = list(_by_form().get(" ".join(words), ()))
        if not known and len(words) > 1:  # "Joseph Robinette Biden"; but "Ghulam Khan" is a town
            known = [one for one in _by_family().get(words[-1], ()) if fold(one.name.split()[0]) == words[0]]
            known = [one for one in known if titles or len(words) > len(one.name.split())]
        listed = bool(known)
        offices = _offices(titles)
        if len(words) == 1 and offices:
            known = list(dict.fromkeys((*known, *_by_family().get(words[0], ()))))
        if country:
            known = [one for one in known if one.country == country]
        if offices:
            known = [one for one in known if one.office in offices or one.office == _ABROAD] or (
                known if listed else []
            )
        if not listed:
            known = [one for one in known if country or one.country in self.near]
        return known, listed

    def serves(self, form: str) -> bool:
        """Tell whether somebody of this name speaks for an international body."""
        known = _by_form().get(" ".join(fold(word) for word in form.split()), ())
        return any(one.country is None for one in known)

    def _choose(self, known: list[Leader], at: int, *, listed: bool) -> Leader | None:
        year = self._year_at(at)
        if year:
            known = [one for one in known if one.begin - _BEFORE_OFFICE <= year <= one.end + _AFTER_OFFICE]
            if not known:
                return None
            begun = [one for one in known if one.begin <= year]
            in_office = [one for one in begun if year <= one.end]
            if not begun and not listed:
                return None
            known = in_office or begun or known
            if not in_office and begun:  # the one who left last: "former President Roh"
                return max(known, key=lambda one: (one.country in self.near, one.end))
        return max(known, key=lambda one: (one.country in self.near, one.begin))

    def _year_at(self, at: int) -> int | None:
        """Tell the year that a sentence speaks of: its own, else the article's, else the one stated last before."""
        starts = self._starts
        sentence = self.document.sentences[bisect_right(starts, at) - 1] if starts and at >= starts[0] else None
        own = set(_YEAR.findall(self.text, sentence.start, sentence.end)) if sentence else set()
        written = self._written
        if len(own) == 1 and (written is None or int(*own) <= written):
            return int(*own)
        if written:
            return written
        stated = self._stated
        if not stated:
            return None
        before = [year for place, year in stated if place <= at]
        return before[-1] if before else stated[0][1]

    @cached_property
    def _written(self) -> int | None:
        return self.anchors.written.year if self.anchors.written else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.document.sentences]

    @cached_property
    def _stated(self) -> list[tuple[int, int]]:
        return [(year.start(), int(year[0])) for year in _YEAR.finditer(self.text)]


def is_local(titles: Iterable[str]) -> bool:
    """Tell whether the words of a title make it one that no leader of a state bears: "Council President Johnson"."""
    return not _LOCAL.isdisjoint(titles)


def is_family(word: str) -> bool:
    """Tell whether a word is the surname of a leader."""
    return fold(word) in _by_family()


def _offices(titles: frozenset[str]) -> frozenset[str]:
    """List the offices that the words of a title may mean; "prime minister" is no minister."""
    if "prime" in titles:
        return frozenset(_PRIME)
    return frozenset(office for word in titles for office in TITLES.get(word, ()))


def _rows() -> Iterator[tuple[Leader, list[str]]]:
    for row in (*read_table("leaders"), *read_table("leaders_of_no_state")):
        country, office = row.get("country"), row.get("office") or _ABROAD
        also = [form for form in row["also"].split("|") if form]
        plain = _is_plain(row["name"].split(), also)
        leader = Leader(row["name"], country, int(row["from"]), int(row["to"] or _STILL), office, plain)
        yield leader, [row["name"], *also]


def _is_plain(words: list[str], also: list[str]) -> bool:
    """Tell whether a name is a common one: a given name, and a surname that does not tell alone who is meant."""
    kinds = word_kinds().get(words[0].lower(), 0)
    return len(words) == 2 and bool(kinds & GIVEN) and not kinds & FAMILY_FIRST and words[-1] not in also


@cache
def _by_form() -> dict[str, tuple[Leader, ...]]:
    found: dict[str, list[Leader]] = {}
    for leader, forms in _rows():
        for form in dict.fromkeys(" ".join(fold(word) for word in form.split()) for form in forms):
            found.setdefault(form, []).append(leader)
    return {form: tuple(leaders) for form, leaders in found.items()}


@cache
def _by_family() -> dict[str, tuple[Leader, ...]]:
    """Index the leaders by their surnames: "bush", "kim" of Kim Dae-jung, "assad"."""
    found: dict[str, list[Leader]] = {}
    for leader, _ in _rows():
        words = leader.name.split()
        leading = word_kinds().get(words[0].lower(), 0) & FAMILY_FIRST and len(words) > 1
        found.setdefault(fold(words[0] if leading else words[-1]), []).append(leader)
    return {word: tuple(leaders) for word, leaders in found.items()}

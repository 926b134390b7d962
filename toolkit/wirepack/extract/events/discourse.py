"""Pronouns of parties: who "it", "they", "he", "we" and "his country" are, told by who was spoken of last."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from wirepack.countries import state_name
from wirepack.extract.events.lexicon import speech_verbs, words_of
from wirepack.extract.events.line import PEOPLE, Party
from wirepack.extract.events.names import usual_name
from wirepack.extract.events.nouns import is_several
from wirepack.reference import make_referents, resolve_speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.models import Document
    from wirepack.reference import Referents

_GENDERS = {"he": "m", "she": "f"}
_LEFT_OPEN = frozenset(("he", "she", "we"))  # pronouns that `settle` takes up
_BODIES = frozenset(("state", "body", "igo", "armed", "force", "gov", "military"))
_ORGANISATIONS = frozenset(("armed", "ngo", "igo", "body"))
_AIMED = frozenset(("on", "against", "at", "into"))
_LISTED = 4  # parties of a list that "they" takes up
_ISSUED = frozenset(("communique", "communiqué", "declaration", "statement", "release"))
_ISSUERS = frozenset(("armed", "body", "igo", "ngo", "state", "gov"))
_HEAD = 60  # words in which a text says what it is
_REMEMBERED = 30  # parties among which "they" looks for a group
_MEMORY = 3  # sentences in which the person whom "he" means was named, if only one fits


def _are_people(lower: list[str], party: Party) -> bool:
    """Tell whether a party is people rather than a body, so that no "it" means it: "two soldiers", "American officials"."""
    return (
        lower[party.last - 1] in words_of("person") and party.kind in {"gov", "military"} and is_several(lower, party)
    )


def _is_somebody(lower: list[str], party: Party) -> bool:
    """Tell whether a party is one person in an office, without a name: "the French delegate"."""
    noun = lower[party.first : party.last]
    return party.kind == "gov" and any(word in words_of("office") and not word.endswith("s") for word in noun)


def _speaks(lower: list[str], party: Party) -> bool:
    """Tell whether a party is only the source of what its sentence tells: "police said"."""
    return lower[party.last : party.last + 1] != [] and lower[party.last] in speech_verbs()


class Discourse:
    """Who was spoken of last; filled sentence by sentence, in the order of the text."""

    def __init__(self, document: Document, called: Mapping[str, str]) -> None:
        self.document = document
        self.called = called  # the usual names of the people of the article
        self.referents: Referents | None = None
        self.sentence = 0
        self.people: list[tuple[int, Party]] = []  # with the sentence that names them, the last one at the end
        self.body: Party | None = None
        self.group: tuple[Party, ...] = ()
        self.organisation: Party | None = None  # the last group or body with a name: "the group"
        self._settled: dict[int, Party] = {}
        self.told: list[Party] = []  # all parties told of, whatever their role

    @cached_property
    def genders(self) -> dict[str, str | None]:
        """The genders of the people of the article; only pronouns ask for them."""
        return {self._usual(person.name): person.gender for person in self.document.people}

    def _usual(self, name: str) -> str:
        return self.called.get(name) or usual_name(name)

    def resolve(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """Put the party that it speaks of in the place of each pronoun; one that nothing settles stays a pronoun.

        "It" is the first party of a sentence that is a body, "they" the list that begins a sentence, "he" the only man
        named of late; if several were, he waits for `settle`.
        """
        self.sentence += 1
        resolved: list[Party] = []
        source, subject = False, None
        lower = self.document.tokens.lower
        for party in parties:
            if party.kind == "pronoun":
                meant = self._beyond_owner(party, resolved) or self._of(party)
                if not meant and party.name == "group":
                    continue
                meant = meant or [party]
                resolved += meant
                if subject is None and not party.owned:  # a sentence that a pronoun opens goes on with whom it means
                    self.group = self.group if party.name == "they" else (meant[0],)
                    subject = party
                continue
            resolved.append(party)
            joins = subject is not None and party.first - subject.last == 1 and not subject.owned
            if party.kind in PEOPLE or _is_somebody(lower, party):
                self.people.append((self.sentence, party))
            if (
                party.kind in _BODIES
                and ((subject is None and not source) or self.body is None)
                and not _are_people(lower, party)
            ):
                self.body = party
            self.told.append(party)
            if party.kind in _ORGANISATIONS:
                self.organisation = party
            if subject is None and party.kind != "place":
                self.group = (party,)
                if not source and _speaks(lower, party):
                    source = True
                    continue  # "the army said the rebels had fled; they": the rebels
            elif joins and len(self.group) < _LISTED:
                self.group = (*self.group, party)
            subject = party if subject is None or joins else subject
        return tuple(resolved)

    def pass_over(self, parties: tuple[Party, ...]) -> None:
        """Keep in mind whom a sentence without events names; whom its pronouns mean, nobody asks."""
        self.resolve(tuple(party for party in parties if party.kind != "pronoun"))

    def _beyond_owner(self, pronoun: Party, before: list[Party]) -> list[Party]:
        """Read "Syria's defences after Israeli strikes on its territory": not the one who strikes, the one before."""
        leans = self.document.tokens.lower[pronoun.first - 1] in _AIMED
        if not (leans and pronoun.owned and pronoun.name == "it" and before and before[-1].owned):
            return []
        for party in reversed(before[:-1]):
            if party.kind in _BODIES and party.country and party.country != before[-1].country:
                return [
                    Party(pronoun.first, pronoun.last, state_name(party.country), party.country, "state", owned=True)
                ]
        return []

    def _of(self, pronoun: Party) -> list[Party]:
        """Find whom a pronoun speaks of; "his country" is the state of the person."""
        if pronoun.name == "they":
            several = self._group_of_they()
        elif pronoun.name == "group":
            several = (self.organisation,) if self.organisation else ()
        elif pronoun.name in _GENDERS:
            several = self._people_of(_GENDERS[pronoun.name])
        else:
            several = (self.body,) if self.body and pronoun.name == "it" else ()
        if pronoun.last - pronoun.first > 1:
            one = several[0] if several else self.body
            country = one.country if one else None
            return [Party(pronoun.first, pronoun.last, state_name(country), country, "state")] if country else []
        if pronoun.name in _GENDERS and len(several) > 1:
            return []
        return [Party(pronoun.first, pronoun.last, who.name, who.country, who.kind, pronoun.owned) for who in several]

    def _group_of_they(self) -> tuple[Party, ...]:
        """Find whom "they" means: the list or the group that opened the sentence, else the last group spoken of."""
        first = self.group[0] if self.group else None
        if first is None or len(self.group) > 1 or is_several(self.document.tokens.lower, first):
            return self.group
        lower = self.document.tokens.lower
        several = next((party for party in reversed(self.told[-_REMEMBERED:]) if is_several(lower, party)), None)
        if several is not None:
            return (several,)
        return () if first.kind in PEOPLE else self.group

    def _people_of(self, gender: str) -> tuple[Party, ...]:
        """List the people named of late whom "he" or "she" may mean, the last one first, each once."""
        found: dict[str, Party] = {}
        for sentence, party in reversed(self.people):
            if self.sentence - sentence > _MEMORY:
                break
            if self.genders.get(party.name) in (gender, None):
                found.setdefault(party.name, party)
        return tuple(found.values())

    def settle(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """Tell who "we" are and, where several come into question, who "he" is; a state speaks through a "we"."""
        if not any(party.kind == "pronoun" and party.name in _LEFT_OPEN for party in parties):
            return parties
        return tuple(self._settle_one(party) if party.kind == "pronoun" else party for party in parties)

    def _settle_one(self, pronoun: Party) -> Party:
        """Tell once whom a pronoun means, which several triggers of a sentence may ask."""
        if pronoun.first not in self._settled:
            self._settled[pronoun.first] = self._person_of(pronoun)
        return self._settled[pronoun.first]

    @cached_property
    def _issuer(self) -> Party | None:
        """Who issues a communiqué, in which "we" stands outside quotations: the body that it names first."""
        if _ISSUED.isdisjoint(self.document.tokens.lower[:_HEAD]):
            return None
        return next((party for party in self.told if party.kind in _ISSUERS and not party.owned), None)

    def _person_of(self, pronoun: Party) -> Party:
        tokens = self.document.tokens
        if self.referents is None:
            self.referents = make_referents(self.document)
        start, end = tokens.start[pronoun.first], tokens.end[pronoun.first]
        who = resolve_speaker(self.document, start, end, self.referents)
        if pronoun.name == "we" and who.name is None and self._issuer:
            return self._issuer._replace(first=pronoun.first, last=pronoun.last, owned=pronoun.owned)
        if who.name is None or who.kind != "person":
            return pronoun
        if pronoun.name == "we" and who.country:
            return Party(pronoun.first, pronoun.last, state_name(who.country), who.country, "state", pronoun.owned)
        return Party(pronoun.first, pronoun.last, self._usual(who.name), who.country, "person", pronoun.owned)

"""Pronouns of parties: who "it", "they", "he" and "his country" are, told by who was spoken of last."""

from __future__ import annotations

from wirepack.countries import state_name
from wirepack.extract.events.line import Party

_BODIES = frozenset(("state", "body", "igo", "armed", "force", "gov", "military"))
_LISTED = 4  # parties of a list that "they" takes up


class Discourse:
    """Who was spoken of last; filled sentence by sentence, in the order of the text."""

    def __init__(self) -> None:
        self.person: Party | None = None
        self.body: Party | None = None
        self.group: tuple[Party, ...] = ()

    def resolve(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """Put the party that it speaks of in the place of each pronoun; one that nothing settles stays a pronoun.

        "He" and "she" are the person named last, "it" the first party of a sentence that is a body, "they" the list
        that begins a sentence.
        """
        resolved: list[Party] = []
        subject: Party | None = None
        for party in parties:
            if party.kind == "pronoun":
                resolved += self._of(party) or [party]
                continue
            resolved.append(party)
            joins = subject is not None and party.first - subject.last == 1 and not subject.owned
            if party.kind == "person":
                self.person = party
            if party.kind in _BODIES and (subject is None or self.body is None):
                self.body = party
            if subject is None and party.kind != "place":
                self.group = (party,)
            elif joins and len(self.group) < _LISTED:
                self.group = (*self.group, party)
            subject = party if subject is None or joins else subject
        return tuple(resolved)

    def _of(self, pronoun: Party) -> list[Party]:
        """Find whom a pronoun speaks of; "his country" is the state of the person."""
        one = {"he": self.person, "it": self.body}.get(pronoun.name)
        several = self.group if pronoun.name == "they" else (one,) if one else ()
        if pronoun.last - pronoun.first > 1:
            country = several[0].country if several else self.body.country if self.body else None
            return [Party(pronoun.first, pronoun.last, state_name(country), country, "state")] if country else []
        return [Party(pronoun.first, pronoun.last, who.name, who.country, who.kind, pronoun.owned) for who in several]

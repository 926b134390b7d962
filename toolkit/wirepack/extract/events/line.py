"""A sentence as the event rules see it: its words, what each may be, the parties in it, and its joints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wirepack import grammar as g

# What ends a phrase: commas only part, these cut.
STOPS = frozenset(";:.!?()—–…")
QUOTES = frozenset('"“”„«»‘’')
# Words that open a clause of their own; "that" and "who" may lean on the noun before them.
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
JOINTS = frozenset(
    (
        "after", "although", "as", "because", "before", "but", "for", "if", "once", "since", "so", "than", "that",
        "though", "unless", "until", "when", "where", "whereas", "whether", "which", "while", "who", "whom", "whose", "why", "how",
    )
)  # fmt: skip
# Words behind which stands what was at another time: "agreed to it after the summit".
AT_OTHER_TIMES = frozenset(("after", "before", "following", "since", "during", "amid", "despite", "until"))
_PREPOSITION_TOO = frozenset(("after", "as", "before", "for", "since", "than", "until", "but", "so"))


PEOPLE = frozenset(("person", "official"))  # kinds of named people; an official is named with an office


FIGHTING = frozenset(("armed", "force", "military", "rebel"))  # kinds of parties that bear arms


class Party(NamedTuple):
    """Somebody who can act or be acted upon, in the words `first:last`. A tuple is made in a third of the time.

    `kind`: state, place (a state's name or capital where it is a location), person, official, force, body, igo, ngo, armed, or a
    class of nouns (gov, military, rebel, police, civil). `owned`: only the owner of what follows ("Israeli missiles").
    """

    first: int
    last: int
    name: str
    country: str | None
    kind: str
    owned: bool = False

    @property
    def political(self) -> bool:
        """Whether states, bodies or armed groups speak and act through it; "workers" and "people" do not count."""
        if self.kind == "pronoun":
            return not self.owned
        return self.kind not in {"civil", "place", "ngo", "person"} or self.country is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: tokens `first:last` of the document's columns, the parties in order."""

    start: int
    end: int
    first: int
    last: int
    text: list[str]
    lower: list[str]
    bits: list[int]
    parties: tuple[Party, ...]
    words: frozenset[str]  # of the sentence
    article: frozenset[str]  # of the whole article

    def is_stop(self, index: int) -> bool:
        """Tell whether a phrase cannot go on beyond this token."""
        return self.lower[index] in STOPS

    def is_told(self, index: int) -> bool:
        """Tell whether a word is a verb in a tense of its own."""
        return bool(self.bits[index] & (g.PAST | g.THIRD) and not self.bits[index] & (g.NOUN | g.AUXILIARY))

    def is_joint(self, index: int) -> bool:
        """Tell whether a clause begins with this token: "after he left", but not "after the raid"."""
        word = self.lower[index]
        if word not in JOINTS:
            return False
        return word not in _PREPOSITION_TOO or self._has_verb_soon(index + 1)

    def _has_verb_soon(self, begin: int) -> bool:
        for index in range(begin, min(begin + 9, self.last)):
            bits = self.bits[index]
            if self.lower[index] in STOPS or self.lower[index] == ",":
                return False
            if bits & (g.FINITE | g.MODAL) or (bits & g.PAST and not bits & g.NOUN and index > begin):
                return True
        return False

    def party_at(self, index: int) -> Party | None:
        """Find the party that covers a token."""
        for party in self.parties:
            if party.first <= index < party.last:
                return party
            if party.first > index:
                return None
        return None

    def parties_in(self, begin: int, end: int) -> list[Party]:
        """List the parties that lie in `begin:end`."""
        return [party for party in self.parties if begin <= party.first and party.last <= end]

    def begins_noun(self, index: int) -> bool:
        """Tell whether a noun phrase may begin here: "the", "four", "his", "Syria", "civilians" (not "in", "by", ",")."""
        if index >= self.last:
            return False
        bits = self.bits[index]
        if bits & (g.DETERMINER | g.POSSESSIVE | g.NUMBER | g.OBJECT) and not bits & g.PREPOSITION:
            return True
        if bits & (
            g.TIME | g.PREPOSITION | g.COORDINATOR | g.PUNCTUATION | g.SUBORDINATOR | g.WH | g.ADVERB | g.AUXILIARY
        ):
            return self.lower[index] in QUOTES and self.begins_noun(index + 1)
        return True

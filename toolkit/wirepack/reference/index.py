"""What reference resolution looks at, put together once per document: words, mentions, sections and their weight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

from wirepack.grammar import ADVERB, FINITE, MODAL, PAST, PREPOSITION, THIRD, word_class
from wirepack.namewords import FUNCTION, NO_NAME_END, ROLE, ROLES, SPEECH, word_kinds

if TYPE_CHECKING:
    from wirepack.models import Document
    from wirepack.reference.bodies import Body
    from wirepack.reference.descriptions import Told

Who = int | tuple[int, int]  # index into Document.people, or the tokens of an unnamed one: "a senior official"

# How much a place in the sentence speaks for a person's being spoken of next. After the centering literature: subjects
# before objects, and in news the one who speaks before everybody.
_SPEAKS = 1.4
_SUBJECT = 1.1
_OPENS = 0.9  # stands first, though its verb is not seen
_ASIDE = 0.4  # followed by what is said about it: "In Marin, Karpin, who …"
_TOPIC = 0.3  # opens the sentence, but only as an owner: "Karpin's campaign has"
_POSSESSIVE = -0.6  # "said Karpin's lawyer"
_OBLIQUE = -0.6  # "with Karpin"
_QUOTED = -2.5  # named inside a quotation
_QUOTED_SENTENCE = 0.3  # of a sentence's distance: a long quotation does not make its speaker forgotten

_SECTION_KINDS = ("title", "deck", "heading")
_VERB_FORM = FINITE | MODAL | PAST | THIRD


@dataclass(slots=True)
class Notes:
    """What has been found out about a document on request, so that it is found out once; it belongs to that document."""

    bodies: list[Body] | None = None
    names: dict[str, str] | None = None  # the longest name of a body, by its key
    longer: dict[str, str] | None = None  # the longer name that ends with some words
    body_roles: dict[str, tuple[int, int]] | None = None  # tokens, by the key of the body
    acronyms: dict[str, str] | None = None
    unnamed: list[tuple[int, int, int]] | None = None  # tokens and kind of the noun
    told: list[Told] | None = None  # for each person
    telling: list[int] | None = None  # tokens
    opening: list[tuple[int, int]] | None = None  # tokens: first word and noun
    described: dict[int, Who | None] = field(default_factory=dict)  # by token
    pronouns: dict[int, Who | None] = field(default_factory=dict)  # by token
    settled: int = 0  # so many of the telling pronouns


@dataclass(frozen=True, slots=True)
class Referents:
    """The index of one document.

    `kinds` are those of its tokens (see `namewords`); `first`, `last`, `weight` and `time` belong to `Document.mentions`:
    token range, salience and age. `named` counts the mentions of each person. `clock` tells for each sentence how many sentences of the reporter stand before it. `notes`
    keeps what has been found out on request.
    """

    document: Document
    kinds: list[int]
    first: list[int]
    last: list[int]
    weight: list[float]
    time: list[float]
    named: list[int]
    sections: list[int]  # characters, where the text under each heading begins
    sentence_starts: list[int]
    clock: list[float]
    outer: list[tuple[int, int]]  # outermost quotations, marks included
    notes: Notes = field(default_factory=Notes)


def make_referents(document: Document) -> Referents:
    """Index a document for `resolve_speaker`.

    >>> from wirepack.models import Seed
    >>> from wirepack.segment import segment
    >>> referents = make_referents(segment(Seed("a.txt", "", "a-0", "Mr. Iosif Karpin said no. He left.", "utf-8")))
    >>> referents.weight
    [1.4]
    """
    tokens = document.tokens
    kinds = list(map(word_kinds().get, tokens.lower, repeat(0)))
    outer = sorted((marks.outer_start, marks.outer_end) for marks in document.marks if marks.depth == 0)
    sections = sorted(zone.end for zone in document.zones if zone.kind in _SECTION_KINDS)
    starts = [sentence.start for sentence in document.sentences]
    referents = Referents(
        document, kinds, [], [], [], [], [0] * len(document.people), sections, starts, _clock(document, outer), outer
    )
    for mention in document.mentions:
        first = bisect_left(tokens.start, mention.start)
        last = bisect_left(tokens.start, mention.end, first)
        title = bisect_left(tokens.start, mention.title_start, 0, first + 1)
        aside = bool(referents.last) and _is_in_apposition(referents, referents.last[-1], first)
        referents.first.append(first)
        referents.last.append(last)
        referents.weight.append(_OBLIQUE if aside else salience(referents, title, last))
        referents.time.append(time_of(referents, mention.start))
        referents.named[mention.person] += 1
    return referents


def _is_in_apposition(referents: Referents, last: int, first: int) -> bool:
    """Tell whether a name stands in what is said about the one before: "Roe, a top adviser to Karpin, said"."""
    words, kinds = referents.document.tokens.text, referents.kinds
    if first - last > _APPOSITION or words[last : last + 1] != [","] or first - last < _SHORTEST_APPOSITION:
        return False
    between = range(last + 1, first)
    return any(kinds[here] & (ROLE | ROLES) for here in between) and not any(
        words[here] in (",", ".", ";", "“", "”", '"') or kinds[here] & SPEECH for here in between
    )


def _clock(document: Document, outer: list[tuple[int, int]]) -> list[float]:
    """Count the sentences of the reporter; one that lies within a quotation hardly counts."""
    clock = []
    now = 0.0
    for sentence in document.sentences:
        at = bisect_right(outer, (sentence.start, len(document.text))) - 1
        quoted = at >= 0 and outer[at][1] >= sentence.end
        now += _QUOTED_SENTENCE if quoted else 1.0
        clock.append(now)
    return clock


def salience(referents: Referents, first: int, last: int) -> float:
    """Weigh a mention by its place: does it speak, is it the subject, is it inside somebody's words."""
    tokens, kinds = referents.document.tokens, referents.kinds
    words, lower = tokens.text, tokens.lower
    behind = words[last] if last < len(words) else ""
    before = lower[first - 1] if first else ""
    oblique = bool(before) and bool(kinds[first - 1] & FUNCTION and word_class(before) & PREPOSITION)
    if oblique and (before != "to" or lower[first - 2 : first - 1] != ["according"]):
        weight = _OBLIQUE
    elif behind in ("'s", "’s", "'", "’"):
        weight = _TOPIC if opens_sentence(referents, first) else _POSSESSIVE
    elif speaks(referents, first, last) or oblique:
        weight = _SPEAKS
    elif behind and word_class(behind) & _VERB_FORM and behind.islower():
        weight = _SUBJECT
    elif opens_sentence(referents, first):
        weight = _OPENS
    else:
        weight = _ASIDE if behind in (",", "—", "–", "(") else 0.0
    return weight + _QUOTED if in_quotation(referents, tokens.start[first]) else weight


def speaks(referents: Referents, first: int, last: int) -> bool:
    """Tell whether a noun phrase stands beside a verb of saying: "Roe said", "said Roe", "Roe, 45, said", "told Roe" not."""
    kinds, words = referents.kinds, referents.document.tokens.text
    last = _past_bracket(referents, last)
    if last < len(kinds) and kinds[last] & SPEECH and words[last].islower():
        return True
    if first and kinds[first - 1] & SPEECH and words[first - 1].islower():
        return first < 2 or words[first - 2] in _BEFORE_INVERTED
    if last + 1 < len(kinds) and words[last] in (",", "—", "–"):
        return _speaks_behind_comma(referents, last + 1)
    # "Roe also said", "Roe has said"
    return (
        last + 1 < len(kinds) and bool(kinds[last + 1] & SPEECH) and words[last + 1].islower() and words[last].islower()
    )


# What stands before the verb of an inverted attribution: “No,” said Roe.
_BEFORE_INVERTED = frozenset(["”", '"', ",", "’", "'", "''", "»", "“", ".", "?", "!", "—"])
_BRACKET = 8  # tokens: (D-N.Y.)
_SHORTEST_APPOSITION = 3  # words: ", adviser to"
_APPOSITION = 30  # words between the commas of "Roe, a researcher at …, said"


def _past_bracket(referents: Referents, index: int) -> int:
    """Step over a short bracket behind a name: "Roe (D-N.Y.) said"."""
    words = referents.document.tokens.text
    if words[index : index + 1] == ["("] and ")" in words[index : index + _BRACKET]:
        return words.index(")", index) + 1
    return index


def _speaks_behind_comma(referents: Referents, index: int) -> bool:
    """Tell whether a verb of saying follows the apposition behind a name, with or without its second comma.

    "Roe, a researcher at the institute, said"; "Roe, one of the authors of “War, and Peace,” says"
    """
    words, kinds = referents.document.tokens.text, referents.kinds
    inside = False
    for here in range(index, min(index + _APPOSITION, len(words) - 1)):
        word = words[here]
        if word in ("“", "”", '"'):
            inside = word == "“" or (word == '"' and not inside)
        elif inside:
            continue
        elif word in (".", ";", ":"):
            return False
        elif kinds[here] & SPEECH and word.islower() and not kinds[here] & NO_NAME_END:
            return here == index or words[here - 1] not in _RELATIVES
        elif word in (",", "—", "–"):
            after = here + 2 if word_class(words[here + 1]) & ADVERB else here + 1
            return after < len(words) and bool(kinds[after] & SPEECH) and words[after].islower()
    return False


_RELATIVES = frozenset(["who", "which", "that", "to", "he", "she", "they", "it", "critics", "officials"])


def opens_sentence(referents: Referents, index: int) -> bool:
    """Tell whether a token is the first of its sentence, or the second behind a word such as "But"."""
    number = sentence_at(referents, referents.document.tokens.start[index])
    return number >= 0 and index - referents.document.sentences[number].first <= 1


def sentence_at(referents: Referents, position: int) -> int:
    """Return the number of the sentence that begins at or before a character; -1 before the first."""
    return bisect_right(referents.sentence_starts, position) - 1


def time_of(referents: Referents, position: int) -> float:
    """Tell how many sentences of the reporter stand before a character."""
    number = sentence_at(referents, position)
    return referents.clock[number] if number >= 0 else 0.0


def section_of(referents: Referents, position: int) -> int:
    """Return where the text under the last heading before a character begins."""
    at = bisect_right(referents.sections, position) - 1
    return referents.sections[at] if at >= 0 else 0


def in_quotation(referents: Referents, position: int) -> bool:
    """Tell whether a character stands inside quotation marks."""
    at = bisect_right(referents.outer, (position, len(referents.document.text))) - 1
    return at >= 0 and referents.outer[at][1] > position

"""How much a mention speaks for its person's being meant next; and the index of a document, put together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING

from wirepack.grammar import (
    ADVERB,
    BE,
    DETERMINER,
    FINITE,
    ING,
    MODAL,
    NEGATION,
    PAST,
    PREPOSITION,
    SUBORDINATOR,
    THIRD,
    word_class,
)
from wirepack.latest import keep_latest
from wirepack.namewords import FUNCTION, MODIFIER, NO_NAME_END, ROLE, ROLES, SPEECH, kinds_of
from wirepack.reference.index import Referents, in_quotation, sentence_at

if TYPE_CHECKING:
    from wirepack.models import Document

# How much a place in the sentence speaks for a person's being spoken of next. After the centering literature: subjects
# before objects, and in news the one who speaks before everybody.
_SPEAKS = 1.4
_SUBJECT = 1.1
_OPENS = 0.9  # stands first, though its verb is not seen
_ASIDE = 0.4  # followed by what is said about it: "In Marin, Karpin, who …"
_EMBEDDED = 0.6  # "said that Karpin was": at most
_FRONTED = 0.3  # "When Karpin left, Roe": at most
_TOPIC = 0.3  # opens the sentence, but only as an owner: "Karpin's campaign has"
_POSSESSIVE = -0.6  # "said Karpin's lawyer"
_OBLIQUE = -0.6  # "with Karpin"
_QUOTED = -2.5  # named inside a quotation
_QUOTED_SENTENCE = 0.3  # of a sentence's distance: a long quotation does not make its speaker forgotten

_SECTION_KINDS = ("title", "deck", "heading")
_ADVERBS = 2  # between a subject and its verb
_VERB_FORM = FINITE | MODAL | PAST | THIRD


@keep_latest
def make_referents(document: Document) -> Referents:
    """Index a document for `resolve_speaker`.

    >>> from wirepack.models import Seed
    >>> from wirepack.segment import segment
    >>> referents = make_referents(segment(Seed("a.txt", "", "a-0", "Mr. Iosif Karpin said no. He left.", "utf-8")))
    >>> referents.first, referents.last, weight_of(referents, 0)
    ([2], [4], 1.4)
    """
    tokens = document.tokens
    kinds = kinds_of(tokens)
    outer = sorted((marks.outer_start, marks.outer_end) for marks in document.marks if marks.depth == 0)
    sections = sorted(zone.end for zone in document.zones if zone.kind in _SECTION_KINDS)
    starts = [sentence.start for sentence in document.sentences]
    clock = _clock(document, outer)
    begins = [mention.start for mention in document.mentions]
    first = list(map(partial(bisect_left, tokens.start), begins))
    last = [bisect_left(tokens.start, one.end, at) for one, at in zip(document.mentions, first, strict=True)]
    numbers = map(partial(bisect_right, starts), begins)
    time = [clock[number - 1] if number else 0.0 for number in numbers]
    named = [0] * len(document.people)
    for mention in document.mentions:
        named[mention.person] += 1
    return Referents(document, kinds, first, last, time, named, sections, starts, clock, outer)


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


def _is_in_apposition(referents: Referents, last: int, first: int) -> bool:
    """Tell whether a name stands in what is said about the one before: "Roe, a top adviser to Karpin, said"."""
    words, kinds = referents.document.tokens.text, referents.kinds
    if not _SHORTEST_APPOSITION <= first - last <= _APPOSITION or words[last] != ",":
        return False
    between = range(last + 1, first)
    return any(kinds[here] & (ROLE | ROLES) for here in between) and not any(
        words[here] in (",", ".", ";", "“", "”", '"') or kinds[here] & SPEECH for here in between
    )


def weight_of(referents: Referents, at: int) -> float:
    """Weigh a mention of a person by its place, each once and only if somebody asks: most speakers are named."""
    weights = referents.notes.weights
    if at not in weights:
        first, mention = referents.first[at], referents.document.mentions[at]
        title = first
        if mention.title_start < mention.start:
            title = bisect_left(referents.document.tokens.start, mention.title_start, 0, first + 1)
        aside = at > 0 and _is_in_apposition(referents, referents.last[at - 1], first)
        weights[at] = _OBLIQUE if aside else salience(referents, title, referents.last[at])
    return weights[at]


def salience_of(referents: Referents, first: int, last: int) -> float:
    """Weigh a pronoun or description by its place, each once."""
    known = referents.notes.salience
    if (first, last) not in known:
        known[first, last] = salience(referents, first, last)
    return known[first, last]


def salience(referents: Referents, first: int, last: int) -> float:
    """Weigh a mention by its place: does it speak, is it the subject, is it inside somebody's words."""
    tokens, kinds = referents.document.tokens, referents.kinds
    words, lower = tokens.text, tokens.lower
    behind = words[last] if last < len(words) else ""
    before = lower[first - 1] if first else ""
    oblique = bool(before) and bool(kinds[first - 1] & FUNCTION and word_class(before) & PREPOSITION)
    if oblique and (before != "to" or lower[first - 2 : first - 1] != ["according"]):
        weight = _OBLIQUE
    elif behind in ("'s", "’s", "'", "’") and not _is_contracted(referents, last):
        weight = _TOPIC if opens_sentence(referents, first) else _POSSESSIVE
    elif speaks(referents, first, last) or oblique:
        weight = _SPEAKS
    elif _is_subject(referents, last):
        weight = _SUBJECT
    elif opens_sentence(referents, first):
        weight = _OPENS
    else:
        weight = _ASIDE if behind in (",", "—", "–", "(") else 0.0
    if weight > _EMBEDDED and before in _EMBEDS:
        weight = _EMBEDDED
    if weight > _FRONTED and _is_in_fronted_clause(referents, first):
        weight = _FRONTED
    if behind == "," and lower[last + 1 : last + 2] == ["who"]:
        weight = max(weight, _ASIDE)
    return weight + _QUOTED if in_quotation(referents, tokens.start[first]) else weight


def _is_in_fronted_clause(referents: Referents, index: int) -> bool:
    """Tell whether a mention stands in a clause before the main one: "When Karpin left, Roe came"."""
    words = referents.document.tokens.text
    number = sentence_at(referents, referents.document.tokens.start[index])
    if number < 0:
        return False
    sentence = referents.document.sentences[number]
    first, last = sentence.first, sentence.last
    if first >= index or not word_class(words[first]) & SUBORDINATOR or "," in words[first:index]:
        return False
    return "," in words[index : min(last, index + _APPOSITION)]


def _is_contracted(referents: Referents, index: int) -> bool:
    """Tell whether an 's is a verb: "Roe's been making", "Roe's not", "Roe's leaving"."""
    words = referents.document.tokens.text
    return index + 1 < len(words) and bool(word_class(words[index + 1]) & (BE | NEGATION | ING | DETERMINER))


def _is_subject(referents: Referents, index: int) -> bool:
    """Tell whether a verb follows a mention, past an adverb or two or an apposition: "Roe [only occasionally] disagreed"."""
    words = referents.document.tokens.text
    if index < len(words) and words[index] == ",":
        return _verb_behind_comma(referents, index + 1) is not None
    for word in words[index : index + _ADVERBS + 1]:
        bits = word_class(word)
        if word in ("'s", "’s") or (bits & _VERB_FORM and word.islower()):
            return True
        if not bits & ADVERB:
            return False
    return False


def speaks(referents: Referents, first: int, last: int) -> bool:
    """Tell whether a noun phrase stands beside a verb of saying: "Roe said", "said Roe", "Roe, 45, said", "told Roe" not."""
    kinds, words = referents.kinds, referents.document.tokens.text
    last = _past_bracket(referents, last)
    if last < len(kinds) and kinds[last] & SPEECH and words[last].islower():
        return True
    if first and kinds[first - 1] & SPEECH and words[first - 1].islower():
        return first < 2 or words[first - 2] in _BEFORE_INVERTED
    if last + 1 < len(kinds) and words[last] in _OPENS_APPOSITION:
        verb = _verb_behind_comma(referents, last + 1)
        return verb is not None and bool(kinds[verb] & SPEECH)
    # "Roe also said", "Roe has said"
    return (
        last + 1 < len(kinds) and bool(kinds[last + 1] & SPEECH) and words[last + 1].islower() and words[last].islower()
    )


_EMBEDS = frozenset(["that", "whether", "if", "because", "how", "why"])
# What stands before the verb of an inverted attribution: “No,” said Roe.
_BEFORE_INVERTED = frozenset(["”", '"', ",", "’", "'", "''", "»", "“", ".", "?", "!", "—"])
_BRACKET = 8  # tokens: (D-N.Y.)
_SHORTEST_APPOSITION = 3  # words: ", adviser to"
_APPOSITION = 30  # words between the commas of "Roe, a researcher at …, said"


def _past_bracket(referents: Referents, index: int) -> int:
    """Step over a short bracket behind a name: "Roe (D-N.Y.) said"."""
    words = referents.document.tokens.text
    if index < len(words) and words[index] == "(" and ")" in words[index : index + _BRACKET]:
        return words.index(")", index) + 1
    return index


def _verb_behind_comma(referents: Referents, index: int) -> int | None:
    """Find the verb behind the apposition that follows a name, with or without its second comma.

    "Roe, a researcher at the institute, said"; "Roe, one of the authors of “War, and Peace,” says"; "Roe, 45, left"
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
            return None
        elif kinds[here] & SPEECH and word.islower() and not kinds[here] & NO_NAME_END:
            return here if here == index or words[here - 1] not in _RELATIVES else None
        elif word in _OPENS_APPOSITION:
            after = here + 2 if word_class(words[here + 1]) & ADVERB and here + 2 < len(words) else here + 1
            return after if word_class(words[after]) & _VERB_FORM and words[after].islower() else None
    return None


_OPENS_APPOSITION = frozenset([",", "—", "–"])
_RELATIVES = frozenset(["who", "which", "that", "to", "he", "she", "they", "it", "critics", "officials"])


def opens_sentence(referents: Referents, index: int) -> bool:
    """Tell whether a token is the first of its sentence, or stands behind a word such as "But" or behind a role.

    "Karpin's consultant" Ida Roe
    """
    kinds, words = referents.kinds, referents.document.tokens.text
    number = sentence_at(referents, referents.document.tokens.start[index])
    if number < 0:
        return False
    first = referents.document.sentences[number].first
    while index - 1 > first and (kinds[index - 1] & (ROLE | MODIFIER) or words[index - 1][0].isupper()):
        index -= 1
    return index - first <= 1

"""Who is meant by a mention of a speaker or actor: the fullest name that the document gives, and what it tells of them.

`resolve_speaker` reads a mention as a list of names, a name, a pronoun or a description, in this order, and looks for
whom it means before it in the text. What it cannot settle it says: the name is then None, or the words as they stand
if they are a source without a name ("two officials").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.namewords import BODY, COURTESY, FUNCTION, OUTLET, RANK, ROLE
from wirepack.reference.bodies import bodies_in, body_in, documents, fullest_name, kind_of_noun, spelt_out, take_up
from wirepack.reference.descriptions import described_person, varies_a_name
from wirepack.reference.index import Referents, in_quotation, places_of, section_of
from wirepack.reference.neutral import IT, THEY, phrase_of_neutral
from wirepack.reference.phrases import Phrase, extend_name, phrase_before, read_phrase, text_of
from wirepack.reference.pronouns import HE, SHE, person_of_description, person_of_pronoun
from wirepack.reference.quoted import WE, I, person_of_byline, speaker_of_quotation
from wirepack.reference.salience import make_referents
from wirepack.reference.speakers import NOBODY, Speaker, speaker_of_body, speaker_of_person, unnamed_speaker

if TYPE_CHECKING:
    from wirepack.models import Document

__all__ = ["PRONOUNS", "Referents", "Speaker", "make_referents", "resolve_speaker"]

RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
PRONOUNS = HE | SHE | IT | THEY | I | WE | RELATIVE

_APOSTROPHES = frozenset(["'s", "'", "’"])
_AGE = re.compile(r"\d{1,3}-year-old")
_SHORTEST_LIST = 3  # words
_BETWEEN_NAMES = frozenset(["and", ",", "both", "the", "."])
# A name behind these words is not what the phrase is about: "a spokesman for Karpin"
_BEFORE_OTHERS = frozenset(
    ["for", "of", "to", "with", "by", "from", "at", "in", "on", "and", "against", "about", "near", "than"]
)
_BEHIND_NAME = frozenset([",", "(", "who", "—", "–"])
_BEFORE_RELATIVE = frozenset([",", "(", "—", "–"])
_REACH = 1500  # tokens before a description in which its noun is looked for


def resolve_speaker(document: Document, start: int, end: int, referents: Referents | None = None) -> Speaker:
    """Tell whom the mention `text[start:end]` means.

    Make the `referents` of a document once if several of its mentions are resolved.

    >>> from wirepack.models import Seed
    >>> from wirepack.segment import segment
    >>> text = "Marin envoy Iosif Karpin met General Ida Roe. He said no. The Marin envoy left."
    >>> document = segment(Seed("a.txt", "", "a-0", text, "utf-8"))
    >>> [resolve_speaker(document, text.index(x), text.index(x) + len(x)).name for x in ("Roe", "He", "The Marin envoy")]
    ['Ida Roe', 'Iosif Karpin', 'Iosif Karpin']
    """
    tokens = document.tokens
    first = bisect_left(tokens.start, start)
    last = bisect_left(tokens.start, end, first)
    while last - 1 > first and tokens.lower[last - 1] in _APOSTROPHES:
        last -= 1
    return _resolve(referents or make_referents(document), first, last) if first < last else NOBODY


def _resolve(referents: Referents, first: int, last: int) -> Speaker:
    several = _several(referents, first, last)
    if several is not None:
        return several
    named = _person_named(referents, first, last)
    if named is not None:
        return speaker_of_person(referents, named)
    if last - first == 1 and referents.document.tokens.lower[first] in PRONOUNS:
        return _resolve_pronoun(referents, first)
    return _resolve_phrase(referents, first, last)


# ---------------------------------------------------------------- names


def _several(referents: Referents, first: int, last: int) -> Speaker | None:
    """Read a list of names and nothing else: "Roe and Karpin", "both the Post and the Times"."""
    lower = referents.document.tokens.lower
    if last - first < _SHORTEST_LIST or "and" not in lower[first:last]:
        return None
    inside = range(bisect_left(referents.first, first), bisect_left(referents.first, last))
    people = {referents.first[at]: at for at in inside}
    found = {body.first: body for body in bodies_in(referents, first, last)}
    names: list[str] = []
    here = first
    while here < last:
        if here in people:
            names.append(referents.document.people[referents.document.mentions[people[here]].person].name)
            here = referents.last[people[here]]
        elif here in found:
            names.append(fullest_name(referents, found[here]))
            here = found[here].last
        elif lower[here] in _BETWEEN_NAMES or referents.kinds[here] & (COURTESY | RANK):
            here += 1
        else:
            return None
    return Speaker("; ".join(names), "person" if people else "organisation") if len(names) > 1 else None


def _person_named(referents: Referents, first: int, last: int) -> int | None:
    """Return the person whose name is the head of a phrase: "President Karpin", "Roe's spokesman Iosif Karpin"."""
    tokens, mentions = referents.document.tokens, referents.document.mentions
    begin = bisect_left(referents.first, first)
    if begin and referents.last[begin - 1] > first:
        begin -= 1  # the phrase begins inside a name
    for at in range(begin, bisect_left(referents.first, last)):
        after = referents.last[at]
        title = bisect_left(tokens.start, mentions[at].title_start)
        ends = after >= last or tokens.text[after] in _BEHIND_NAME
        leads = title <= first and after < last and tokens.lower[after] in _BEFORE_OTHERS  # Mr. Roe of the Institute
        if (ends or leads) and not (title > first and tokens.lower[title - 1] in _BEFORE_OTHERS):
            return mentions[at].person
    return None


# ---------------------------------------------------------------- pronouns


def _resolve_pronoun(referents: Referents, token: int) -> Speaker:
    """Resolve a pronoun by its kind; each kind has its own module."""
    word = referents.document.tokens.lower[token]
    if word in HE or word in SHE:
        found = person_of_pronoun(referents, token)
        if found is None:
            return NOBODY
        return unnamed_speaker(referents, *found) if isinstance(found, tuple) else speaker_of_person(referents, found)
    if word in RELATIVE:
        return _resolve_relative(referents, token)
    if word in I or word in WE:
        return _resolve_first_person(referents, token, alone=word in I)
    phrase = phrase_of_neutral(referents, token)
    return _resolve(referents, *phrase) if phrase else NOBODY


def _resolve_relative(referents: Referents, token: int) -> Speaker:
    """Resolve who and which to what stands before them, or before their comma."""
    words = referents.document.tokens.text
    end = token - 1 if token and words[token - 1] in _BEFORE_RELATIVE else token
    at = bisect_left(referents.last, end)
    if at < len(referents.last) and referents.last[at] == end:
        return speaker_of_person(referents, referents.document.mentions[at].person)
    phrase = phrase_before(referents, end)
    return _resolve(referents, *phrase) if phrase and phrase[0] < phrase[1] - _is_pronoun(referents, phrase) else NOBODY


def _is_pronoun(referents: Referents, phrase: tuple[int, int]) -> bool:
    return phrase[1] - phrase[0] == 1 and referents.document.tokens.lower[phrase[0]] in PRONOUNS


def _resolve_first_person(referents: Referents, token: int, *, alone: bool) -> Speaker:
    """Resolve I and we: to whoever is quoted with these words; an I of the reporter's own is the byline's."""
    position = referents.document.tokens.start[token]
    if not in_quotation(referents, position):
        author = person_of_byline(referents) if alone else None
        return NOBODY if author is None else speaker_of_person(referents, author)
    phrase = speaker_of_quotation(referents, position)
    if phrase is None or (_is_pronoun(referents, phrase) and referents.document.tokens.lower[phrase[0]] in I | WE):
        return NOBODY
    return _resolve(referents, *phrase)


# ---------------------------------------------------------------- descriptions


def _resolve_phrase(referents: Referents, first: int, last: int) -> Speaker:
    """Resolve a noun phrase that names no person.

    1. "the JPost report", "Reuters": the body it names. 2. "Russia": a state. 3. "IDF": what the text spells out.
    4. "the minister": a person. 5. "the newspaper", "the resolution": what it takes up. 6. All else stands as it is.
    """
    phrase = read_phrase(referents, first, last)
    words = referents.document.tokens.text
    kind = referents.kinds[phrase.head]
    written = referents.document.tokens.lower[phrase.head] in documents()
    body = body_in(referents, first, phrase.head + 1) or body_in(referents, first, last)
    if body is not None and (body.first <= phrase.head < body.last or (body.last <= phrase.head + 1 and written)):
        return speaker_of_body(referents, body)
    inside = bodies_in(referents, phrase.start, phrase.head + 1)
    if inside and inside[0].first == phrase.start and inside[0].last == phrase.head + 1:
        return Speaker(text_of(referents, phrase.start, phrase.head + 1), "state")
    acronym = spelt_out(referents, words[phrase.head]) if phrase.head == phrase.start else None
    if acronym:
        return Speaker(acronym, "organisation")
    found = None
    if phrase.definite and _AGE.fullmatch(referents.document.tokens.lower[phrase.head]):
        found = _of_age(referents, phrase)
    elif kind & ROLE and not phrase.indefinite:
        if phrase.definite or phrase.owned or words[phrase.start][0].isupper():
            found = _resolve_role(referents, phrase)
    elif phrase.definite and (kind & (BODY | OUTLET) or written):
        found = _taken_up(referents, phrase)
    return found or unnamed_speaker(referents, first, last)


def _of_age(referents: Referents, phrase: Phrase) -> Speaker | None:
    """Resolve "the 54-year-old": to who is 54 by the text, else to the person most spoken of, if that is plain."""
    words = referents.document.tokens.text
    age = referents.document.tokens.lower[phrase.head].partition("-")[0]
    for at in range(bisect_left(referents.first, phrase.first) - 1, -1, -1):
        behind = referents.last[at]
        if words[behind : behind + 2] == [",", age]:
            return speaker_of_person(referents, referents.document.mentions[at].person)
    person = person_of_description(referents, phrase.head)
    return None if person is None else speaker_of_person(referents, person)


def _resolve_role(referents: Referents, phrase: Phrase) -> Speaker | None:
    """Resolve "the minister" to a person, or to the unnamed one brought in before."""
    found = described_person(referents, phrase)
    if isinstance(found, int):
        return speaker_of_person(referents, found)
    if found is not None:
        return unnamed_speaker(referents, *found)
    if phrase.definite and varies_a_name(referents, phrase):
        person = person_of_description(referents, phrase.head)
        return None if person is None else speaker_of_person(referents, person)
    return None


def _taken_up(referents: Referents, phrase: Phrase) -> Speaker | None:
    """Find what "the ministry", "the report", "the Post" or "the resolution" speaks of."""
    tokens = referents.document.tokens
    modifiers = [i for i in range(phrase.start, phrase.head) if not referents.kinds[i] & FUNCTION]
    longer = _same_noun_before(referents, phrase, [tokens.lower[i] for i in modifiers])
    if longer is not None:
        first, last = longer
        body = body_in(referents, first, last)
        if body is not None and (body.last == last or not tokens.text[last - 1].isdecimal()):
            return speaker_of_body(referents, body)
        return Speaker(text_of(referents, first, last), kind_of_noun(referents, phrase.head) or "organisation")
    if tokens.text[phrase.head][0].isupper():
        return None
    told = [tokens.lower[i] for i in modifiers if tokens.text[i][0].isupper()]
    body = take_up(referents, phrase.head, told, phrase.first)
    return None if body is None else speaker_of_body(referents, body)


def _same_noun_before(referents: Referents, phrase: Phrase, modifiers: list[str]) -> tuple[int, int] | None:
    """Find the last place before a description where its noun stands with a name or a number: "resolution 1701"."""
    tokens = referents.document.tokens
    noun = tokens.lower[phrase.head]
    floor = bisect_left(tokens.start, section_of(referents, tokens.start[phrase.first]))
    for here in reversed(places_of(tokens.lower, noun, max(floor, phrase.first - _REACH), phrase.first)):
        first, last = extend_name(referents, here)
        if last < len(tokens.text) and tokens.text[last].isdecimal():
            last += 1
        words = tokens.lower[first:last]
        named = first < here or any(not tokens.text[i][0].islower() for i in range(here + 1, last))
        proper = any(not tokens.text[i][0].islower() for i in range(first, last))
        if last - first > 1 + len(modifiers) and named and proper and all(word in words for word in modifiers):
            return first, last
    return None

"""Whom he and she mean.

They mean the person most spoken of. Every mention before the pronoun in the same section is weighed by its place in its
sentence (see `salience.py`), less what lies in between, and an earlier "he" counts for whom it meant. So the one who
speaks goes on speaking until somebody else comes to the fore; who was named before a heading is out of reach.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirepack.namewords import COURTESY, FEMALE, MALE, MODIFIER, PLACE, RANK, ROLE
from wirepack.reference.descriptions import described_person
from wirepack.reference.index import Who, in_quotation, places_of, section_of, sentence_at, time_of
from wirepack.reference.phrases import read_phrase
from wirepack.reference.salience import salience_of, weight_of
from wirepack.reference.unnamed import unnamed_people

if TYPE_CHECKING:
    from wirepack.reference.index import Referents

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
_SUBJECTS = ("he", "she")

Vote = tuple[Who, float, float]  # for whom, cast when (see `index.time_of`), and its weight

_FADES = 0.7  # of the weight, per sentence of the reporter
_FORGOTTEN = 9.0  # sentences
_OFTEN = 0.15  # for each further vote in reach
_OFTEN_MOST = 0.6
_TOPIC = 0.05  # for each time the whole article names the person
_TOPIC_MOST = 8
_SAME_SENTENCE = 0.8  # its subject goes on: "Karpin arrived and his envoy", "When Karpin left, he"
_NO_SUBJECT = -0.4  # a weight below which a name is not taken for the subject
_DOUBT = 0.3  # of a person whose gender is not known
_DESCRIBED = 1.0  # "The senator has": a subject
_INTRODUCES = 0.5  # an unnamed speaker who is just brought in: less than a named one
_TOO_WEAK = -2.6  # a weight below which nobody is meant
_PLAIN = 0.2  # a weight above which a description varies a name
_MENTIONS = 16  # names before the pronoun that are weighed
_TITLES = 6  # words between two names that are joined: "and Rear Adm."
_RECENT = 4  # pronouns and descriptions before it that are weighed


def person_of_pronoun(referents: Referents, token: int) -> Who | None:
    """Find whom a he or she means, or None if nobody fits in the section."""
    memo = referents.notes.pronouns
    if token not in memo:
        telling = _telling_pronouns(referents)
        end = bisect_left(telling, token)
        for number in range(_settled(referents, end), end):
            if telling[number] not in memo:
                memo[telling[number]] = _settle(referents, telling[number], telling[max(0, number - 2) : number])
        if token not in memo:
            memo[token] = _settle(referents, token, telling[max(0, end - 2) : end])
    return memo[token]


def person_of_description(referents: Referents, token: int) -> int | None:
    """Find the person whom a description such as "the billionaire" varies: the one most spoken of, if that is plain."""
    best, weight = _weigh(referents, token, None)
    return best if isinstance(best, int) and weight > _PLAIN else None


def _settled(referents: Referents, end: int) -> int:
    """Return how many pronouns have been settled so far, and write down that those before `end` will be."""
    begin = referents.notes.settled
    referents.notes.settled = max(begin, end)
    return begin


def _telling_pronouns(referents: Referents) -> list[int]:
    """List the he and she of the reporter that keep somebody in mind: subjects outside quotations."""
    if referents.notes.telling is None:
        tokens = referents.document.tokens
        subjects = sorted(at for word in _SUBJECTS for at in places_of(tokens.lower, word, 0, len(tokens.lower)))
        referents.notes.telling = [index for index in subjects if not in_quotation(referents, tokens.start[index])]
    return referents.notes.telling


def _settle(referents: Referents, token: int, before: list[int]) -> Who | None:
    """Decide about a pronoun: as the one before it in the sentence if nobody is named in between, else by weight."""
    tokens = referents.document.tokens
    male = tokens.lower[token] in HE
    for other in reversed(before):
        if (tokens.lower[other] in HE) == male:
            named = bisect_left(referents.first, token) > bisect_left(referents.first, other)
            sentence = sentence_at(referents, tokens.start[token])
            if not named and sentence == sentence_at(referents, tokens.start[other]):
                return referents.notes.pronouns.get(other)
            break
    best, weight = _weigh(referents, token, "m" if male else "f")
    if weight <= _TOO_WEAK or (isinstance(best, int) and _is_one_of_two(referents, token, best, "m" if male else "f")):
        return None
    return best


def _is_one_of_two(referents: Referents, token: int, person: int, gender: str) -> bool:
    """Tell whether a person was last named in one breath with another who fits as well: "Roe and Karpin met. She said"."""
    document = referents.document
    last = bisect_left(referents.first, token)
    at = next((at for at in range(last - 1, -1, -1) if document.mentions[at].person == person), None)
    if at is None:
        return False
    for first, second in ((at - 1, at), (at, at + 1)):
        other = first if second == at else second
        if first < 0 or second >= last or not _are_joined(referents, first, second):
            continue
        named = document.mentions[other].person
        fits = named != person and document.people[named].gender in (gender, None)
        again = any(mention.person == named for mention in document.mentions[at + 2 : last])
        return fits and not again and document.people[person].gender in (gender, None)
    return False


def _are_joined(referents: Referents, first: int, second: int) -> bool:
    """Tell whether only "and" and titles stand between two names."""
    between = range(referents.last[first], referents.first[second])
    lower, kinds = referents.document.tokens.lower, referents.kinds
    if not 0 < len(between) <= _TITLES or lower[between[0]] != "and":
        return False
    return all(kinds[at] & (ROLE | RANK | COURTESY | MODIFIER | PLACE) or lower[at] == "." for at in between[1:])


# ---------------------------------------------------------------- the votes


def _weigh(referents: Referents, token: int, gender: str | None) -> tuple[Who | None, float]:
    """Weigh everybody of a gender whom a word may mean; return the best and the weight."""
    position = referents.document.tokens.start[token]
    now, section = time_of(referents, position), section_of(referents, position)
    oldest = now - _FORGOTTEN
    votes = _votes_of_names(referents, token, section, gender, oldest)
    votes += _votes_of_pronouns(referents, token, section, gender)
    votes += _votes_of_descriptions(referents, token, section, gender)
    votes += _votes_of_unnamed(referents, token, section, gender)
    best: dict[Who, float] = {}
    counts: dict[Who, int] = {}
    for who, time, weight in votes:
        if time >= oldest:
            score = weight - _FADES * (now - time)
            if who not in best:
                best[who], counts[who] = score, 0
            else:
                counts[who] += 1
                best[who] = max(best[who], score)
    chosen: Who | None = None
    most = _TOO_WEAK
    named = referents.named
    for who, score in best.items():
        total = score + min(_OFTEN_MOST, _OFTEN * counts[who])
        if isinstance(who, int):
            total += _TOPIC * min(_TOPIC_MOST, named[who])
        if total > most:
            chosen, most = who, total
    return chosen, most


def _votes_of_names(referents: Referents, token: int, section: int, gender: str | None, oldest: float) -> list[Vote]:
    """Let the names before a pronoun vote, as far back as the time `oldest`."""
    document = referents.document
    last = bisect_left(referents.first, token)
    number = sentence_at(referents, document.tokens.start[token])
    sentence = document.sentences[number].first if number >= 0 else 0
    votes: list[Vote] = []
    first = max(bisect_left(referents.time, oldest, 0, last), last - _MENTIONS)
    for index in range(first, last):
        mention = document.mentions[index]
        its = document.people[mention.person].gender
        if mention.start < section or (gender and its and its != gender):
            continue
        place = weight_of(referents, index)
        weight = place - (_DOUBT if gender and not its else 0.0)
        if referents.first[index] >= sentence and place > _NO_SUBJECT:
            weight += _SAME_SENTENCE
        votes.append((mention.person, referents.time[index], weight))
    return votes


def _votes_of_pronouns(referents: Referents, token: int, section: int, gender: str | None) -> list[Vote]:
    """Let the pronouns before vote for whom they meant."""
    tokens = referents.document.tokens
    telling, memo = _telling_pronouns(referents), referents.notes.pronouns
    last = bisect_left(telling, token)
    votes: list[Vote] = []
    for other in telling[max(0, last - _RECENT) : last]:
        who = memo.get(other)
        same = gender is None or (tokens.lower[other] in HE) == (gender == "m")
        if who is not None and same and tokens.start[other] >= section:
            votes.append((who, time_of(referents, tokens.start[other]), salience_of(referents, other, other + 1)))
    return votes


def _votes_of_descriptions(referents: Referents, token: int, section: int, gender: str | None) -> list[Vote]:
    """Let the descriptions that open the last sentences vote: "The senator has said"."""
    document = referents.document
    opening, memo = _opening_descriptions(referents), referents.notes.described
    last = bisect_left(opening, (token, 0))
    votes: list[Vote] = []
    for first, head in opening[max(0, last - _RECENT) : last]:
        start = document.tokens.start[first]
        if start < section or head >= token:
            continue
        if first not in memo:
            memo[first] = described_person(referents, read_phrase(referents, first, head + 1))
        found = memo[first]
        who = (first, head + 1) if found is None else found
        if not gender or isinstance(who, tuple) or document.people[who].gender in (gender, None):
            votes.append((who, time_of(referents, start), _DESCRIBED))
    return votes


def _opening_descriptions(referents: Referents) -> list[tuple[int, int]]:
    """List the descriptions of people that open a sentence, as first word and noun."""
    if referents.notes.opening is None:
        referents.notes.opening = _find_opening_descriptions(referents)
    return referents.notes.opening


def _find_opening_descriptions(referents: Referents) -> list[tuple[int, int]]:
    found = []
    words, lower, kinds = referents.document.tokens.text, referents.document.tokens.lower, referents.kinds
    for sentence in referents.document.sentences:
        first = sentence.first
        if first >= len(kinds) or lower[first] != "the" or in_quotation(referents, sentence.start):
            continue
        stop = min(first + _SHORT_DESCRIPTION, sentence.last - 1)
        head = next((here for here in range(first + 1, stop) if kinds[here] & ROLE), None)
        if head is not None and not words[head + 1][0].isupper():
            found.append((first, head))
    return found


_SHORT_DESCRIPTION = 4  # words, up to the noun: "the former Marin senator"


def _votes_of_unnamed(referents: Referents, token: int, section: int, gender: str | None) -> list[Vote]:
    """Let the unnamed people before vote: "a senior official said", "a woman in the crowd"."""
    starts = referents.document.tokens.start
    unnamed = unnamed_people(referents)
    end = bisect_left(unnamed, (token, 0, 0))
    votes: list[Vote] = []
    for first, last, kind in unnamed[max(0, end - _RECENT) : end]:
        other = gender and kind & (MALE | FEMALE) and bool(kind & MALE) != (gender == "m")
        if last <= token and starts[first] >= section and not other:
            weight = salience_of(referents, first, last) - _INTRODUCES
            votes.append(((first, last), time_of(referents, starts[first]), weight))
    return votes

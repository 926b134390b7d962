"""The joints of a sentence: the stretches of words where the subject and the objects of a trigger stand.

No parser: a subject is looked for up to the joint where its clause begins, an object up to the joint where it ends.
Everything is bounded by the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.groups import group_at, previous_verb
from wirepack.extract.events.lexicon import has_effect, speech_verbs
from wirepack.extract.events.line import JOINTS, QUOTES, RELATIVES, STOPS

if TYPE_CHECKING:
    from wirepack.extract.events.groups import Group
    from wirepack.extract.events.line import Line, Party

REACH = 16  # words behind a trigger in which its objects are looked for
ASIDE = 8  # words in brackets that a phrase may hold: "the Israel Defense Forces (IDF)"
_NOUN_PHRASE = 9  # words of a noun phrase before its head
_PREPOSITION_REACH = 6  # words between a preposition and the noun it governs
_OWNED = 3  # words between an owner and the "to" that its noun governs: "Iran's attempt to"
_CHAIN = 3  # verbs through which a subject is handed on
_BEGINS = STOPS | QUOTES | JOINTS | {","}  # words behind which a clause may begin
_OPENING = frozenset(
    ("after", "at", "before", "besides", "by", "during", "following", "in", "on", "since", "upon", "when", "while", "without")
)  # fmt: skip
_WHERE = frozenset(("in", "at", "near", "over", "across"))
_OF_OBJECTS = frozenset(("who", "whom", "which"))
_SHARING = frozenset(("and", "or", "but", "then"))


def subject_of(line: Line, group: Group, depth: int = 0) -> tuple[int, int]:
    """Find the words in which the subject of a verb stands, as a range; empty if there is none.

    1. "to": the subject of the verb that governs it, or its object ("urged Israel to"). 2. "who", "which", "that": the
    noun before them. 3. An aside between commas is jumped over. 4. "and", a gerund, a participle behind a comma: the
    subject of the verb before. 5. Else all words from the joint where the clause begins.
    """
    at, before = group.first, group.first - 1
    if (group.ing or "having" in group.auxiliaries) and before <= line.first:
        preposed = behind_opening(line, group.first, group.head + 1)
        if preposed:
            return preposed
    if before < line.first or depth > _CHAIN:
        return at, at
    if group.infinitive:
        return _controller(line, at, depth)
    word = line.lower[before]
    if word in RELATIVES and word != "whose" and not line.party_at(before):
        return antecedent(line, before)
    relative = _beyond_source(line, before)
    if relative is not None:
        return antecedent(line, relative)
    if word == "," and not group.ing:
        aside = _before_aside(line, before)
        begin = clause_start(line, aside)
        named = line.party_at(aside)
        if named and named.first < aside and named.last >= before:
            return begin, before  # "their leader, Khalil Omar, denied"
        if aside < before and has_free_party(line, begin, aside):
            return begin, aside
    shares = word in _SHARING or (word == "," and group.bare)
    leans = line.bits[before] & (g.PREPOSITION | g.PAST) or word == "while"  # "after bombing", "denied bombing"
    if shares or (group.ing and group.bare and leans):
        previous = previous_verb(line, before + bool(line.bits[before] & g.PAST))
        if shares and previous is not None and group.bare and line.lower[group.head] in speech_verbs():
            previous = _speech_before(line, previous)
        if previous is not None:
            charge = not shares and word in {"of", "from", "for"} and not group_at(line, previous).passive
            accused = line.parties_in(previous + 1, before) if charge else []
            if accused and any(has_effect(line.lower[previous], effect) for effect in ("control", "charge")):
                return accused[0].first, before  # "accused Israel of bombing"
            return subject_of(line, group_at(line, previous), depth + 1)
    begin, end = _subject_in_clause(line, _before_aside(line, before) if word == "," else at)
    if group.ing and group.bare and "with" in line.lower[begin:end]:  # "with rebels who back him fighting troops"
        begin = end - line.lower[begin:end][::-1].index("with")
    return begin, end


def behind_opening(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Find the subject behind a phrase with the words `first:last` that opens the sentence.

    "After capturing Mosul, the rebels", "Having fled, he", "Before talks with Putin, Macron".
    """
    if first > line.first and line.lower[line.first] not in _OPENING:
        return None
    for index in range(last, min(line.last, last + REACH)):
        if line.lower[index] == ",":
            party = line.party_at(index + 1) or line.party_at(index + 2)
            behind = party.last if party else line.last
            goes_on = behind < line.last and line.lower[behind] in {",", "and", "or"}
            return None if party is None or goes_on else (party.first, party.last)
        if line.is_stop(index) or line.bits[index] & (g.FINITE | g.MODAL):
            return None
    return None


def _beyond_source(line: Line, speech: int) -> int | None:
    """Find the relative pronoun before a source and its verb: "the rebels, who the government says | are backed"."""
    if line.lower[speech] not in speech_verbs() or not line.bits[speech] & (g.PAST | g.THIRD | g.BASE):
        return None
    source = line.party_at(speech - 1)
    before = source.first - 1 if source else speech
    while before > line.first and line.bits[before] & g.DETERMINER and line.lower[before] not in RELATIVES:
        before -= 1
    return before if source and before > line.first and line.lower[before] in _OF_OBJECTS else None


def _speech_before(line: Line, verb: int) -> int:
    """Find the verb of saying that goes on behind what it reports: "Israel said Hamas had fired, and accused Iran"."""
    begin = clause_start(line, group_at(line, verb).first)
    before = begin - 1 - (line.lower[begin - 1] == "that")
    return before if before > line.first and line.lower[before] in speech_verbs() else verb


def _subject_in_clause(line: Line, at: int) -> tuple[int, int]:
    begin = clause_start(line, at)
    if begin > line.first:
        if (
            begin - 2 > line.first
            and line.lower[begin - 2] in _OF_OBJECTS
            and line.lower[begin - 1] not in speech_verbs()
        ):
            return antecedent(line, begin - 2)  # "women who lost sons | held a vigil"
        inner = line.lower[begin - 1] in RELATIVES and any(
            line.bits[k] & g.PAST for k in range(begin + (line.lower[begin] in speech_verbs()), at)
        )
        relative = begin - 1 if inner else None if has_free_party(line, begin, at) else _relative_before(line, begin)
        if relative is not None:
            return antecedent(line, relative)
    return begin, at


def has_free_party(line: Line, begin: int, end: int) -> bool:
    """Tell whether a party stands in `begin:end` that no preposition governs."""
    return any(not preposition_before(line, party.first, begin) for party in line.parties_in(begin, end))


def preposition_before(line: Line, at: int, begin: int) -> str:
    """Find the preposition that governs the noun phrase in which `at` stands; "" if none does."""
    for index in range(at - 1, max(begin - 1, at - 1 - _PREPOSITION_REACH), -1):
        bits, word = line.bits[index], line.lower[index]
        if bits & g.COORDINATOR and line.party_at(index - 1):
            continue  # "between Turkey and Egypt"
        if bits & g.TIME:
            return ""  # "on Friday Israel"
        if (bits & g.PREPOSITION and word not in {"than", "like"}) or word == "to":
            return "" if approximates(line, index) else word
        if bits & (g.COORDINATOR | g.AUXILIARY | g.SUBORDINATOR | g.WH) or (
            bits & g.PUNCTUATION and word not in QUOTES
        ):
            return ""
        if bits & (g.PAST | g.THIRD) and not bits & (g.NOUN | g.PARTICIPLE):
            return ""
    return ""


def approximates(line: Line, index: int) -> bool:
    """Tell whether a preposition only makes a number less exact: "at least three", "up to 20", "about a dozen"."""
    after = index + 1
    if after >= line.last:
        return False
    return line.lower[after] in {"least", "most", "dozen"} or (
        bool(line.bits[after] & g.NUMBER) and line.lower[index] in {"to", "about", "over", "around", "under", "between"}
    )


def _relative_before(line: Line, begin: int) -> int | None:
    """Find the relative pronoun whose clause ends before `begin`: "systems that his country sent | downed".

    Also the one right before it, with words of time between: "Israel which minutes earlier | had struck".
    """
    if line.lower[begin - 1] in RELATIVES and begin - 1 > line.first:
        reported = line.lower[begin - 1] == "that" and line.lower[begin - 2] in speech_verbs()
        return None if reported else begin - 1
    if not line.bits[begin - 1] & g.VERB_FORM:
        return None
    for back in range(begin - 2, max(line.first, begin - _NOUN_PHRASE - 1), -1):
        if line.lower[back] in RELATIVES and not line.bits[back - 1] & g.VERB_FORM:
            return back
        if line.is_stop(back) or line.lower[back] == ",":
            return None
    return None


def _controller(line: Line, at: int, depth: int) -> tuple[int, int]:
    """Find the subject of an infinitive whose "to" stands at `at`."""
    at = first_of_list(line, at)
    owner = _owner_before(line, at)
    if owner:
        return owner.first, at
    previous = previous_verb(line, at)
    if previous is None:
        return clause_start(line, at), at
    between = line.parties_in(previous + 1, at)
    if between and has_effect(line.lower[previous], "control"):
        return between[0].first, at
    return subject_of(line, group_at(line, previous), depth + 1)


def first_of_list(line: Line, at: int) -> int:
    """Go back from the "to" of a second infinitive to the first: "to strike and to withdraw"."""
    if at == line.first or line.lower[at - 1] not in {"and", "or"}:
        return at
    for back in range(at - 2, max(line.first - 1, at - REACH), -1):
        if line.lower[back] == "to" and line.bits[back + 1] & g.BASE:
            return back
    return at


def _owner_before(line: Line, at: int) -> Party | None:
    """Find who owns the noun on which an infinitive depends: "Iran's attempt to"."""
    for party in reversed(line.parties):
        if party.last > at:
            continue
        words = range(party.last, at)
        near = party.owned and 0 < len(words) <= _OWNED
        return (
            party if near and not any(line.bits[k] & g.PREPOSITION or _is_plain_verb(line, k) for k in words) else None
        )
    return None


def _is_plain_verb(line: Line, index: int) -> bool:
    return bool(line.bits[index] & g.VERB_FORM) and not line.bits[index] & g.NOUN


def antecedent(line: Line, at: int) -> tuple[int, int]:
    """Find the noun phrase before a relative pronoun: "the rebels, who", "a group that"."""
    end = at
    while end > line.first and line.lower[end - 1] in {",", "of", "in", "to", "for"}:
        end -= 1
    begin = end
    while begin > max(line.first, end - _NOUN_PHRASE) and not (
        line.is_stop(begin - 1) or line.lower[begin - 1] == "," or _ends_noun(line, begin - 1)
    ):
        begin -= 1
    inside = line.parties_in(begin, end)
    if not inside:
        return begin, end
    where = preposition_before(line, inside[-1].first, begin) in _WHERE  # "a raid in Syria that killed"
    return (begin, inside[-1].first) if where else (inside[-1].first, end)


def _ends_noun(line: Line, index: int) -> bool:
    """Tell whether a verb stands here, behind which another noun phrase begins: "clashed with growers who"."""
    bits = line.bits[index]
    return bool(bits & g.FINITE or (bits & g.PAST and not bits & g.NOUN and not line.bits[index - 1] & g.DETERMINER))


def _before_aside(line: Line, comma: int) -> int:
    """Jump over what stands between commas before a verb: "Israel, which has denied it, struck"."""
    for back in range(comma - 1, line.first, -1):
        if line.lower[back] == ",":
            return back
        if line.is_stop(back):
            break
    return comma


def clause_start(line: Line, at: int) -> int:
    """Find where the clause begins that stands before `at`."""
    begin = at
    while begin > line.first:
        back = begin - 1
        word, bits = line.lower[back], line.bits[back]
        if word == ")" and "(" in line.lower[max(line.first, back - ASIDE) : back]:
            begin = next(k for k in range(back - 1, line.first - 1, -1) if line.lower[k] == "(")
            continue
        marked = _marked_name(line, back) if word in QUOTES else None
        if marked is not None:
            begin = marked
            continue
        if word in _BEGINS and (
            line.is_stop(back)
            or word in QUOTES
            or line.is_joint(back)
            or (word == "," and not joins_parties(line, back))
        ):
            break
        if (bits & g.FINITE and not bits & g.NAME) or (bits & g.PAST and not bits & (g.PARTICIPLE | g.NOUN)):
            break
        if bits & g.PAST and word in speech_verbs() and not line.bits[back - 1] & (g.DETERMINER | g.NUMBER):
            break  # "officials said Israel"
        begin = back
    return begin


def _marked_name(line: Line, mark: int) -> int | None:
    """Find where a name in marks begins that ends with this one: "“Israel” carried out"."""
    party = line.party_at(mark - 1) if mark > line.first else None
    opening = party.first - 1 if party else line.first - 1
    return opening if opening >= line.first and line.lower[opening] in QUOTES else None


def joins_parties(line: Line, comma: int) -> bool:
    """Tell whether a comma stands between two parties of a list: "Russia, Iran and Turkey", not "in Kyiv, Iran said"."""
    if comma == line.first or comma + 1 >= line.last or not line.party_at(comma - 1):
        return False
    if line.lower[comma + 1] == "and":
        return True
    party = line.party_at(comma + 1 + (line.lower[comma + 1] == "the"))
    return party is not None and party.last < line.last and line.lower[party.last] in {",", "and", "or", "&"}

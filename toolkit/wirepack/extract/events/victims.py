"""The dead and the injured: which number of a sentence counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack import grammar as g
from wirepack.extract.events.counts import SHARES
from wirepack.extract.events.lexicon import words_of
from wirepack.extract.events.line import PEOPLE
from wirepack.extract.events.status import NOBODY

if TYPE_CHECKING:
    from wirepack.extract.events.counts import Number
    from wirepack.extract.events.line import Line

_REACH = 12  # words behind a verb in which its count is looked for
_JOINED = 6  # words between two counts that belong together
_HEAD_REACH = 5  # words between a number and the noun of people it counts
_LISTED = 4  # words between the numbers of a list of people
_BE_REACH = 3  # words between "were" and "killed"
_MOST = 10**6  # more victims than that are a slip of the reader
_YEARS = range(1900, 2101)
_OTHER_COUNTS = frozenset(("(", "$", "aged", "age", "camp", "sector", "block"))  # before a number that counts no people
_UNJOINED = frozenset(("up", "to", "between", "most", ","))  # "at least 11 and up to 15" is one count
_ENDS = g.PUNCTUATION | g.PREPOSITION | g.COORDINATOR | g.AUXILIARY | g.PAST | g.ADVERB
_VERBS = g.VERB_FORM | g.AUXILIARY
_NO_VERBS = g.NOUN | g.POSSESSIVE
_LEAVING = frozenset(("leave", "leaves", "leaving", "left"))  # before those who are "left dead"
_AGE_ENDS = frozenset((",", ".", ")", "and"))
_ARTICLES = frozenset(("a", "an", "his", "her", "another", "the"))
_SINGULAR = frozenset(("was", "is", "has"))
_VAGUE = frozenset(("dozens", "scores", "hundreds", "thousands", "several", "many"))
_THEM = (["them"], ["whom"], ["those"], ["these"])
_HIM = frozenset(("him", "her", "me"))
_ORDINALS = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
_NOUNS_OF_DEAD = frozenset(("dead", "deaths", "fatalities", "killed", "wounded", "injured"))
_REACHING = frozenset(("to", "at", "reached", "reaches", "passed", "passes", "exceeded", "topped", "hit", "was", "is"))
_TOLL_REACH = 16  # words between a toll and its number
_TOLL_NEAR = 4  # words between "rose to" and its number: "rose to at least 45"


def speaks_of_victims(line: Line) -> bool:
    """Tell whether a sentence has a word of killing or wounding at all."""
    return not (words_of("killed").isdisjoint(line.words) and words_of("injured").isdisjoint(line.words))


def count_victims(line: Line, numbers: list[Number]) -> tuple[tuple[str, int, int], ...]:
    """Count the dead and the injured of a sentence: (killed or injured, token of the word that says so, how many)."""
    killed, injured = words_of("killed"), words_of("injured")
    found: list[tuple[str, int, int]] = []
    begin = line.first
    for index in range(line.first, line.last):
        word = line.lower[index]
        name = "killed" if word in killed else "injured" if word in injured else ""
        if name:
            value = _victims_at(line, numbers, begin, index)
            if value:
                found.append((name, index, value))
            begin = index + 1
        elif _cuts(line, index):
            begin = index + 1
    return tuple(found)


def _victims_at(line: Line, numbers: list[Number], begin: int, index: int) -> int | None:
    """Count what a word of killing or wounding counts: the number behind an active verb, else the one before it.

    "killed nine", "killing at least 12 people"; "nine people were killed", "left 30 dead", "25 others injured".
    """
    told = _told_behind(line, numbers, index)
    if told is not None:
        return told
    if line.lower[index - 1] in _VAGUE and index > begin:
        return None  # "left scores injured"
    passive = _is_passive(line, index)
    if not passive:
        value = _objects(line, numbers, index + 1 + (line.lower[index + 1 : index + 2] == ["down"]))  # "gunned down"
        said_behind = line.lower[index] in words_of("striking") - {"deaths", "death"} or line.begins_noun(index + 1)
        if value is not None or said_behind:
            return value
    aside = _aside_before(line, begin, index)
    before = [
        number
        for number in numbers
        if begin <= number.first and number.last <= index and number.first not in aside and _is_of_people(line, number)
    ]
    before = [number for number in before if number is before[0] or not _is_part(line, number)]
    if len(before) > 1 and _stands_alone(line, before[-2], before[-1], index):
        return int(before[-1].value)
    left = [number for number in before if not _LEAVING.isdisjoint(line.lower[begin : number.first])]
    before = left or before  # "killing 11 people and leaving eight wounded"
    if before:
        return _count_first(line, begin, before[0].first) + _add_joined(line, before)
    if not passive:
        return None
    if _is_single(line, begin, index):
        return _count_couple(line, begin, index) + (_companions(line, numbers, index + 1) or 0)
    return _count_pair(line, begin, index)


def _told_behind(line: Line, numbers: list[Number], index: int) -> int | None:
    """Read the number that a noun of victims has behind it.

    "killed: 2"; "claimed the lives of 14 people"; "the death toll in the city rose to 45", "the number of dead reached 52".
    """
    word, after = line.lower[index], line.lower[index + 1 : index + 2]
    if after == [":"] and index + 2 < line.last:
        return next((int(number.value) for number in numbers if number.first == index + 2), None)
    if word == "lives" and after == ["of"]:
        return _objects(line, numbers, index + 2)
    counted = line.lower[index - 2 : index] == ["number", "of"] or line.lower[index - 3 : index - 1] == ["number", "of"]
    if not (after == ["toll"] or (counted and word in _NOUNS_OF_DEAD)):
        return None
    for number in numbers:
        near = line.lower[max(index + 1, number.first - _TOLL_NEAR) : number.first]
        if (
            index < number.first < index + _TOLL_REACH
            and not _REACHING.isdisjoint(near)
            and _is_of_people(line, number)
        ):
            return int(number.value)
    return None


def _is_part(line: Line, number: Number) -> bool:
    """Tell whether a number is part of one before it: "16 people, seven of them women"."""
    return (
        line.lower[number.last : number.last + 1] == ["of"] and line.lower[number.last + 1 : number.last + 2] in _THEM
    )


def _aside_before(line: Line, begin: int, index: int) -> frozenset[int]:
    """List the words in brackets that were closed before a word: "17 people (9 women, 8 men) were killed"."""
    found: set[int] = set()
    opened: int | None = None
    if "(" not in line.words:
        return frozenset()
    for k in range(begin, index):
        if line.lower[k] == "(":
            opened = k
        elif line.lower[k] == ")" and opened is not None:
            found.update(range(opened, k))
            opened = None
    return frozenset(found)


def _stands_alone(line: Line, other: Number, number: Number, index: int) -> bool:
    """Tell whether a number right before its word is a count of its own: "rose to 45, with 100 injured"."""
    between = line.lower[other.last : number.first]
    return (
        number.last == index and len(between) > 1 and between[-1] not in {"to", "or", "-"} and "between" not in between
    )


def _count_couple(line: Line, begin: int, index: int) -> int:
    """Count one person, or a couple: "the couple was killed"."""
    words = " ".join(line.lower[begin:index])
    return 2 if "couple" in words and "couple of" not in words else 1


def _count_pair(line: Line, begin: int, index: int) -> int | None:
    """Count those who stand one by one before a passive: "a policeman and his wife were killed"; "another wounded"."""
    if "another" in line.lower[max(begin, index - _BE_REACH) : index] and index - begin <= _BE_REACH:
        return 1
    near = line.lower[max(begin, index - _BE_REACH) : index]
    if "and" not in line.lower[begin:index] or {"were", "are"}.isdisjoint(near):
        return None
    end = next(k for k in range(index - 1, begin - 1, -1) if line.lower[k] in {"were", "are"})
    found = 0 if _has_verb(line, begin, end) else _count_each(line, begin, end)
    return found if found > 1 else None


def _count_first(line: Line, begin: int, end: int) -> int:
    """Count those who stand one by one before a number that "and" joins: "a man, his wife and three children"."""
    joint = end - 1 - bool(line.bits[end - 1] & g.POSSESSIVE)  # "a mother and her two children"
    listed = line.lower[joint] == "and" and line.lower[begin] in _ARTICLES
    return _count_persons(line, begin, end) if listed and not _has_verb(line, begin, end) else 0


def _has_verb(line: Line, begin: int, end: int) -> bool:
    return any(
        line.bits[k] & (g.VERB_FORM | g.AUXILIARY | g.PREPOSITION) and not line.bits[k] & (g.NOUN | g.POSSESSIVE)
        for k in range(begin, end)
    )


def _is_passive(line: Line, index: int) -> bool:
    """Tell whether the victims stand before the word: "were killed", "left 30 dead", "others injured"."""
    be = any(line.bits[k] & g.BE for k in range(max(line.first, index - _BE_REACH), index))
    if line.lower[index] in words_of("striking"):  # "were murdered", not "is executing", "the deaths of"
        return be and bool(line.bits[index] & g.PARTICIPLE)
    if be:
        return True
    after = index + 1 + (line.lower[index + 1 : index + 2] == ["down"])
    return not (line.begins_noun(after) or (index + 1 < line.last and line.lower[index + 1] in words_of("about")))


def _objects(line: Line, numbers: list[Number], begin: int) -> int | None:
    """Count the objects behind a verb of killing, up to the next phrase."""
    end = begin
    while end < min(line.last, begin + _REACH) and line.lower[end] not in words_of("part") and not _cuts(line, end):
        end += 1
    behind = [number for number in numbers if begin <= number.first < end and _is_of_people(line, number)]
    behind = [number for number in behind if number is behind[0] or not _is_part(line, number)]
    if not behind:
        return _count_each(line, begin, end) or None
    first = behind[0].first
    listed = line.lower[first - 1] == "," and "and" in line.lower[first:end]  # "a commander, two aides and a driver"
    beside = _count_each(line, begin, first) if listed or "and" in line.lower[begin:first] else 0
    return beside + _add_joined(line, behind)  # "his wife and three children"


def _cuts(line: Line, index: int) -> bool:
    """Tell whether a count cannot reach beyond this word; "at least" cuts nothing."""
    word = line.lower[index]
    return word in words_of("cut") and not (word == "at" and line.lower[index + 1 : index + 2] in (["least"], ["most"]))


def _add_joined(line: Line, numbers: list[Number]) -> int:
    """Add up numbers that "and" joins: "two adults and three children"; "between 13 and 14" and "11 to 15" count once."""
    total, one = numbers[0].value, numbers[0]
    for position, other in enumerate(numbers[1:], 1):
        between = line.lower[one.last : other.first]
        if _is_listed(line, numbers, position):
            total, one = total + other.value, other
            continue
        if "and" not in between or len(between) > _JOINED or not (_UNJOINED | words_of("part")).isdisjoint(between):
            break
        if any(line.bits[k] & (g.PAST | g.ING) and not line.bits[k] & g.NOUN for k in range(one.last, other.first)):
            break  # "killed 20 militants and destroyed nine tents", "killing 11 and leaving eight wounded"
        if one.last == other.first - 1 and line.lower[max(line.first, one.first - 1)] == "between":
            break
        total, one = total + other.value, other
    return int(total) + _count_last(line, one.last)


def _count_last(line: Line, begin: int) -> int:
    """Count the one person behind the numbers of a list: "two soldiers, three policemen and a child"."""
    behind = line.lower[begin : begin + _LISTED]
    if "and" not in behind or words_of("person").isdisjoint(behind[: behind.index("and")]):
        return 0
    at = begin + behind.index("and") + 1
    if _has_verb(line, begin, at - 1) or not _SINGULAR.isdisjoint(line.lower[at : min(line.last, at + _LISTED)]):
        return 0  # "killed two policemen, and a passer-by was hurt"
    return min(1, _count_persons(line, at, min(line.last, at + _LISTED)))


def _is_listed(line: Line, numbers: list[Number], position: int) -> bool:
    """Tell whether a number stands in a list of people before its "and": "two men, 12 women and three children"."""
    one, other = numbers[position - 1 : position + 1]
    people, between = words_of("person"), line.lower[one.last : other.first]
    if len(between) > _LISTED or between[-1:] != [","] or people.isdisjoint(between):
        return False
    if position + 1 >= len(numbers):
        return bool(_count_last(line, other.last))
    behind = line.lower[other.last : numbers[position + 1].first]
    return len(behind) <= _LISTED and behind[-1:] in (["and"], [","]) and not people.isdisjoint(behind)


def _is_of_people(line: Line, number: Number) -> bool:
    """Tell whether a number counts people: a noun of people follows, or nothing else that could be counted."""
    first, last = number.first, number.last
    before = line.lower[first - 1] if first > line.first else ""
    if number.value != int(number.value) or number.value > _MOST or before in _OTHER_COUNTS:
        return False
    if last - first == 1 and number.value in _YEARS and len(line.text[first]) == len("1984"):
        return False
    if (before == "," and _is_age(line, first, last)) or not SHARES.isdisjoint(line.lower[last : last + 1]):
        return False
    people, things = words_of("person"), words_of("thing")
    for index in range(last, min(line.last, last + _HEAD_REACH)):
        word = line.lower[index]
        if word in people:
            return True
        if word in things or line.bits[index] & g.TIME:
            return False
        if line.bits[index] & _ENDS or word in words_of("killed") or word in words_of("injured"):
            return True
    return True


def _is_age(line: Line, first: int, last: int) -> bool:
    """Tell whether a number behind a comma is an age: "Mario Quiroz, 38, was shot", "and his wife, 35, in Lima"."""
    whose = first - 2
    if whose < line.first or not (last >= line.last or line.lower[last] in _AGE_ENDS):
        return False
    word = line.lower[whose]
    single = (word in words_of("person") or word in words_of("relative")) and not word.endswith("s")
    return single or bool(line.bits[whose] & g.NAME)


def _count_persons(line: Line, begin: int, end: int) -> int:
    """Count people who stand there one by one: "a policeman and his wife", "a child named X, and a child named Y"."""
    people = words_of("person") | words_of("relative")
    found, index = 0, begin
    while index < end:
        if found and line.lower[index] == "," and "and" not in line.lower[index:end]:
            break  # "killed the mayor, the police said"
        if line.lower[index] in _ARTICLES:
            head = next((k for k in range(index + 1, min(end, index + _HEAD_REACH)) if line.lower[k] in people), None)
            if head is not None and not line.lower[head].endswith("s"):
                found += 1
                index = head
        index += 1
    return found


def _count_each(line: Line, begin: int, end: int) -> int:
    """Count people who stand there one by one, some by name: "Ali Hassan, Omar Saleh and a guard", "him and".

    What only explains the one before counts no further: "Ali Hassan, the mayor of Basra, and his driver".
    """
    if not any(line.bits[k] & g.OBJECT or line.party_at(k) for k in range(begin, end)):
        return _count_persons(line, begin, end)
    found, before, first = 0, "", begin
    for index in range(begin, end + 1):
        mark = line.lower[index] if index < end else "and"
        if mark not in {",", "and"} or (mark == "and" and index < end and line.party_at(index)):
            continue
        named = any(party.kind in PEOPLE for party in line.parties_in(first, index))
        alone = index - first == 1 and line.lower[first] in _HIM
        kind = "name" if named or alone else "noun" if _count_persons(line, first, index) else ""
        if not named and any(line.bits[k] & _VERBS and not line.bits[k] & _NO_VERBS for k in range(first, index)):
            break
        explains = first > begin and line.lower[first - 1] == "," and {before, kind} == {"name", "noun"}
        found += bool(kind) and not explains
        before, first = ("" if explains else kind), index + 1
        if found and mark == "," and "and" not in line.lower[first:end]:
            break  # "killed the mayor, the police said"
    return found


def _is_single(line: Line, begin: int, index: int) -> bool:
    """Tell whether one person was killed: "a man was killed", "Ahmed Siam was shot dead"."""
    if {"was", "is", "being"}.isdisjoint(line.lower[max(begin, index - _BE_REACH) : index]):
        return False
    nobody = not NOBODY.isdisjoint(line.lower[begin:index])
    named = any(party.kind in PEOPLE for party in line.parties_in(begin, index))
    subject = range(begin, max(begin, index - 1))
    named = named or any(line.lower[k] == "a" and line.lower[k + 1] in _ORDINALS for k in subject)  # "a fifth was shot"
    return not nobody and (named or _count_persons(line, begin, index) > 0 or bool(line.bits[index - 2] & g.NAME))


def _companions(line: Line, numbers: list[Number], begin: int) -> int | None:
    """Count those who died with somebody: "was killed along with his wife and three children"."""
    words = line.lower[begin : begin + 2]
    if words in (["along", "with"], ["together", "with"]) or words[:1] == ["alongside"]:
        return _objects(line, numbers, begin + 2)
    return None

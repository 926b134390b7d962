"""The triggers of events, compiled from `lexicons/event_triggers.tsv` into one look-up by word form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wirepack.errors import LexiconError
from wirepack.grammar import inflect
from wirepack.lexicons import read_table

# What a form of a verb can be; "fired" is both PAST and PARTICIPLE.
BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16

GAP = "*"  # in a lemma: up to three words may stand here
CLASS = "@"  # in `needs`: a class of words instead of a word
_PARTY = "@party"  # a test on the parties of the sentence instead of its words
_STATE = "@state"
_GROUP = "@group"
_LEADER = "@leader"
_NAME = "@name"
DESIGNATION = "<designation>"  # stands among the words of a sentence that designates an aircraft or a weapon
PRONOUNS = frozenset(("he", "it", "she", "they"))
# The kinds of parties that the members of a class are: "the army said it had picked up".
_KINDS = {"armed": frozenset(("military", "rebel", "armed", "force")), "police": frozenset(("police",))}
_MACHINES = frozenset(("aircraft", "weapon"))  # classes whose members often go by a designation alone
_ROLES = frozenset(("obj", "subj"))
# Where British spelling departs from American: "mobilize" and "mobilization" by rule ("seize" and "size" stay), else by word.
_IZE = re.compile(r"(?<=[a-z]{3})iz(?=(?:e|ation)\b)")
_BRITISH = {"labor": "labour", "harbor": "harbour", "maneuver": "manoeuvre", "paralyz": "paralys"}
_OTHER_PAST = {"burn": "burnt", "hang": "hanged"}  # a second past form, beside "burned" and "hung"


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on the words around a trigger: some word at `where` is (or, negated, none is) among `words`."""

    where: str  # obj, subj, near, prev, next, just, then, doc
    words: frozenset[str]
    party: str | None  # "any", "state", "group" (an armed one), "leader": a party there will do as well
    name: bool  # a word with a capital will do as well
    kinds: frozenset[str]  # a pronoun that stands for a party of such a kind will do as well
    machine: bool  # the designation of an aircraft or a weapon will do as well: "two F-16s"
    negated: bool

    @property
    def weight(self) -> int:
        """How much the test narrows down: words do more than "some party", a veto hardly anything."""
        return 1 if self.negated else 2 if self.party or self.name else 3

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a word of the sentence can meet it."""
        return not (self.negated or self.party or self.name or self.where == "doc")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon: the words that make the trigger and what they mean."""

    lemma: str
    rest: tuple[frozenset[str], ...]  # the words after the first, each in all its forms; GAP as a set of its own
    particle: str | None
    noun: bool
    event_type: str
    mode: str | None
    frame: str | None
    quick: tuple[Test, ...]  # on the words of the sentence, the neighbours, the article
    tests: tuple[Test, ...]  # on subject and object, which have to be found first
    musts: tuple[frozenset[str], ...]  # of each set a word must stand in the sentence, or the entry cannot fit
    needs_party: bool

    @property
    def weight(self) -> tuple[int, int]:
        """Longer phrases go before shorter ones, strict entries before lenient ones."""
        return len(self.rest) + bool(self.particle), sum(test.weight for test in (*self.quick, *self.tests))


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Map each word of `event_classes.tsv` to its classes.

    >>> "weapon" in word_classes()["rocket"]
    True
    """
    return {row["word"]: frozenset(row["classes"].split()) for row in read_table("event_classes")}


@cache
def party_kinds() -> dict[str, str]:
    """Map each noun that can be a party to its kind: gov, military, rebel, police or civil. Machines are none.

    >>> party_kinds()["rebels"], "tanks" in party_kinds()
    ('rebel', False)
    """
    kinds = ("gov", "military", "rebel", "police", "civil")
    return {
        word: next(kind for kind in kinds if kind in classes)
        for word, classes in word_classes().items()
        if "hardware" not in classes and not classes.isdisjoint(kinds)
    }


@cache
def words_of(name: str) -> frozenset[str]:
    """List the words of a class.

    >>> "rocket" in words_of("weapon")
    True
    """
    found = frozenset(word for word, classes in word_classes().items() if name in classes)
    if not found:
        raise LexiconError(f"lexicons/event_classes.tsv has no word of the class {name!r}; reinstall wirepack")
    return found


@cache
def triggers() -> dict[str, tuple[tuple[Entry, int], ...]]:
    """Map each first word of a trigger to the entries it may begin, best first, with what form of a verb it is.

    >>> [(entry.lemma, entry.event_type) for entry, _ in triggers()["airstrikes"]]
    [('airstrike', 'ASSAULT')]
    """
    index: dict[str, list[tuple[Entry, int]]] = {}
    for row in read_table("event_triggers"):
        for lemma in spellings(row["lemma"]):
            for form, bits, entry in _forms({**row, "lemma": lemma}):
                index.setdefault(form, []).append((entry, bits))
    return {form: tuple(sorted(found, key=_rank, reverse=True)) for form, found in index.items()}


@cache
def trigger_forms() -> dict[str, int]:
    """Map each first word of a trigger to the form of a verb that it is, by its best entry as a verb; 0 if it is none.

    >>> trigger_forms()["attack"] == BASE, trigger_forms()["airstrikes"]
    (True, 0)
    """
    return {word: next((form for _, form in entries if form), 0) for word, entries in triggers().items()}


@cache
def trigger_nouns() -> frozenset[str]:
    """Collect the words that are triggers as nouns, all by themselves.

    >>> "airstrikes" in trigger_nouns()
    True
    """
    return frozenset(
        word for word, entries in triggers().items() if any(entry.noun and not entry.rest for entry, _ in entries)
    )


def spellings(lemma: str) -> tuple[str, ...]:
    """Spell a word or phrase as Americans do, the way of the lexicon, and as the British do: "mobilisation", "labour".

    >>> spellings("mobilize"), spellings("labor strike"), spellings("seize")
    (('mobilize', 'mobilise'), ('labor strike', 'labour strike'), ('seize',))
    """
    british = _IZE.sub("is", lemma)
    for american, other in _BRITISH.items():
        british = british.replace(american, other)
    return (lemma,) if british == lemma else (lemma, british)


def _rank(item: tuple[Entry, int]) -> tuple[int, int]:
    return item[0].weight


def _forms(row: dict[str, str]) -> list[tuple[str, int, Entry]]:
    """Spell out an entry: every form of its first word, the entry that goes with it."""
    words = row["lemma"].split()
    if row["pos"] == "v":
        base = words[0]
        entry = _entry(row, [frozenset({word}) for word in words[1:]])
        return [(form, bit, entry) for form, bit in _verb_forms(base).items()]
    heads = {words[-1], plural(words[-1])} if row["pos"] == "n" else {words[-1]}
    if row["needs"].split()[0] == "pl":
        heads = {plural(words[-1])}
    if len(words) == 1:
        return [(head, 0, _entry(row, [])) for head in sorted(heads)]
    rest = [*(frozenset({word}) for word in words[1:-1]), frozenset(heads)]
    return [(words[0], 0, _entry(row, rest))]


def _verb_forms(base: str) -> dict[str, int]:
    """Inflect a verb; one in -l in the British spelling and in the American: "shelled" alike, "labelled" and "labeled"."""
    third, past, participle, ing = inflect(base)
    bits: dict[str, int] = {}
    for form, bit in ((base, BASE), (third, THIRD), (past, PAST), (participle, PARTICIPLE), (ing, ING)):
        bits[form] = bits.get(form, 0) | bit
    if base.endswith(("el", "al")):
        for form, bit in list(bits.items()):
            if form.endswith(("ed", "ing")):
                single, double = form.replace(f"{base}l", base), form.replace(base, f"{base}l")
                bits[single if single != form else double] = bit
    if base in _OTHER_PAST:
        bits[_OTHER_PAST[base]] = PAST | PARTICIPLE
    return bits


def plural(noun: str) -> str:
    """Return the plural of an English noun.

    >>> plural("embargo"), plural("treaty"), plural("ambush")
    ('embargoes', 'treaties', 'ambushes')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "o")) else "s")


def _entry(row: dict[str, str], rest: list[frozenset[str]]) -> Entry:
    needs = [] if row["needs"] == "-" else row["needs"].split()
    tests = [_test(need) for need in needs if ":" in need]
    return Entry(
        lemma=row["lemma"],
        rest=tuple(rest),
        particle=None if row["particle"] == "-" else row["particle"],
        noun=row["pos"] != "v",
        event_type=row["type"],
        mode=None if row["mode"] == "-" else row["mode"],
        frame=None if row["frame"] == "-" else row["frame"],
        quick=tuple(test for test in tests if test.where not in _ROLES),
        tests=tuple(test for test in tests if test.where in _ROLES),
        musts=tuple(_musts(row, rest, tests)),
        needs_party="party" in needs,
    )


def _musts(row: dict[str, str], rest: list[frozenset[str]], tests: list[Test]) -> list[frozenset[str]]:
    """Collect what a sentence must have for an entry to fit: its further words, its particle, the words of its tests."""
    words = [word for word in rest if GAP not in word]
    particle = [] if row["particle"] == "-" else [frozenset((row["particle"],))]
    return words + particle + [test.words | PRONOUNS if test.kinds else test.words for test in tests if test.is_plain]


def _test(need: str) -> Test:
    where, _, what = need.removeprefix("!").partition(":")
    words: set[str] = set()
    party, name, machine = None, False, False
    for item in what.split("|"):
        if item == _PARTY:
            party = "any"
        elif item == _STATE:
            party = party or "state"
        elif item == _GROUP:
            party = party or "group"
        elif item == _LEADER:
            party = party or "leader"
        elif item == _NAME:
            name = True
        elif item.startswith(CLASS):
            words |= words_of(item[1:])
            if item[1:] in _MACHINES:
                machine = True
                words.add(DESIGNATION)
        else:
            words.add(item)
    kinds = frozenset[str]().union(*(kinds for name, kinds in _KINDS.items() if f"{CLASS}{name}" in what.split("|")))
    return Test(
        where, frozenset(words), party, name, kinds if where == "subj" else frozenset(), machine, need[0] == "!"
    )


@cache
def effects() -> dict[str, dict[str, frozenset[str]]]:
    """Map each form of the words of `event_governors.tsv`, by part of speech (v, n, a), to its effects.

    >>> effects()["carried"]["v"], sorted(effects()["set"])
    (frozenset({'light'}), ['a', 'v'])
    """
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in read_table("event_governors"):
        for form in [form for word in spellings(row["word"]) for form in _all_forms(word, row["pos"])]:
            found.setdefault(form, {})[row["pos"]] = frozenset(row["effects"].split())
    return found


def _all_forms(word: str, pos: str) -> tuple[str, ...]:
    return (word, *inflect(word)) if pos == "v" else (word,)


def has_effect(word: str, name: str) -> bool:
    """Tell whether a word has an effect on what depends on it, as any part of speech.

    >>> has_effect("carried", "light"), has_effect("carried", "denied")
    (True, False)
    """
    return word in _words_with(name)


@cache
def _words_with(effect: str) -> frozenset[str]:
    return frozenset(word for word, found in effects().items() if any(effect in names for names in found.values()))


def is_harm(word: str) -> bool:
    """Tell whether a word is a noun of violence.

    >>> is_harm("killing"), is_harm("killed")
    (True, False)
    """
    return any(entry.noun and entry.event_type == "ASSAULT" for entry, _ in triggers().get(word, ()))


@cache
def speech_verbs() -> frozenset[str]:
    """Collect all forms of the verbs that report what somebody said; they may stand without quotation marks.

    >>> "announced" in speech_verbs()
    True
    """
    bases = (row["verb"] for row in read_table("reporting_verbs") if " " not in row["verb"] and row["frames"] != "-")
    return frozenset(form for base in bases for form in (base, *inflect(base)))

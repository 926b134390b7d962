"""The complement that follows a reporting verb, past its addressee, date and circumstances (see adjuncts.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirepack.extract.quotes.adjuncts import (
    CLAUSE_SUBJECTS,
    LONGEST_ADJUNCT,
    LONGEST_ASIDE,
    WHETHER_WORDS,
    is_approximate,
    read_addressee,
    skip_adjuncts,
    skip_dates,
)
from wirepack.extract.quotes.clauses import find_finite, find_main
from wirepack.extract.quotes.cuewords import (
    ADDRESSEE,
    AS,
    BARE,
    COMPLEMENT,
    FULL,
    GERUND,
    INFINITIVE,
    NOUN_PHRASE,
    THAT,
    WHETHER,
    reporting_verbs,
    reports_at,
)
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, TITLE, UTTERANCE
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    ING,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TIME,
    WH,
)
from wirepack.namewords import ROLE, ROLES, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Span
    from wirepack.extract.quotes.cues import Cue
    from wirepack.extract.quotes.line import Line

# Kinds of complement, besides the frames of cuewords.py.
NOTHING = 0  # the clause ends: "said." "said on Monday."
OTHER = 1 << 10  # it goes on with what reports nothing
QUOTED = 1 << 11  # words in marks
COLON = 1 << 12
COMMA = 1 << 13  # it goes on behind a comma

_QUOTE_AHEAD = 14  # items up to a quotation behind a comma or colon: "said of the talks, at a rally in Kabul: “…”"
_RELATIVE = frozenset({"who", "which", "whom", "whose", "where", "when"})
DAYS = frozenset({"day", "night", "week", "month", "year", "morning", "evening", "afternoon", "time", "moment"})
_CLAIMED = frozenset(
    {"responsibility", "credit", "victory", "success", "control", "innocence", "immunity", "ownership"}
)
_PLAIN = frozenset({"say", "deny", "show"})  # kinds of verbs whose objects are rarely propositions
_AFTER_GERUND = (
    PARTICIPLE | DETERMINER | POSSESSIVE | OBJECT | NAME | PREPOSITION | NUMBER | ADVERB
)  # "denied having left"
_NO_VERB = BREAK | PUNCTUATION | PREPOSITION | TIME | COORDINATOR  # behind "it" in "denied it on Monday"
_ANAPHORS = frozenset(
    {"this", "that", "these", "those", "so", "nothing", "anything", "something", "everything", "much"}
)
_WITHHELD = frozenset({"named", "identified", "quoted"})
_ENDS = frozenset({".", ";", ")", "]", "—", "–", "-", "!", "?"})


class Found(NamedTuple):
    """What follows a cue: the kind of complement, where its first item is, and the addressee as items, if any."""

    kind: int
    start: int
    addressee: Span | None = None


def read_complement(line: Line, cue: Cue) -> Found:
    """Read on behind a reporting verb to what it reports.

    1. the addressee, where the verb takes one: told reporters …
    2. dates and adverbs: said on Monday …
    3. circumstances: said in a statement …, said to reporters at the site …
    4. an aside between commas: said, however, that …
    """
    at = cue.end
    addressee: Span | None = None
    if cue.verb.kind == "ask" and _is_withheld(line, at + (line.lower[at] == "not")):
        return Found(OTHER, at)
    if cue.verb.frames & ADDRESSEE:
        addressee = read_addressee(line, at)
        if addressee:
            at = addressee[1]
        to = at + (line.lower[at] == "not")
        if addressee and cue.verb.frames & INFINITIVE and line.lower[to] == "to" and _is_infinitive(line, to):
            return Found(INFINITIVE, addressee[0], addressee)
        plain = cue.verb.kind == "promise" and line.lower[at] != "that" and not line.bits[at] & MARKED
        if plain or cue.verb.kind == "demand":  # "demanded the release of", "promised her plan would": no addressee
            at = cue.end
            addressee = None
    at = skip_dates(line, at)
    found = _complement_at(line, cue, at, addressed=addressee is not None)
    if found.kind == OTHER and cue.verb.kind != "believe":
        behind, told = skip_adjuncts(line, at, quoting=True)
        addressee = addressee or told
        if behind > at:
            found = _complement_at(line, cue, behind, adjunct=True)
    if found.kind == COMMA:
        found = _behind_aside(line, cue, found)
    return Found(found.kind, found.start, addressee)


def _complement_at(line: Line, cue: Cue, at: int, *, adjunct: bool = False, addressed: bool = False) -> Found:
    """Name the complement that begins at `at`, if one of the verb's frames allows it."""
    word, kind, frames = line.lower[at], line.bits[at], cue.verb.frames
    if kind & MARKED:
        if (frames & FULL and not kind & CLAUSE) or (kind & TITLE and cue.verb.kind == "write"):
            return Found(OTHER, at)
        return Found(QUOTED, at)
    if word == ":" and (line.bits[at + 1] & MARKED or cue.verb.kind not in ("believe", "show")):
        return Found(COLON, at + 1)
    if word == ",":
        return Found(QUOTED, at + 1) if line.bits[at + 1] & MARKED else Found(COMMA, at + 1)
    if kind & BREAK or word in _ENDS:
        return Found(NOTHING, at)
    if word == "that" and frames & THAT and _holds_aside(line, at + 1):
        return Found(THAT, at + 2)
    if word == "that" and frames & THAT and not _is_pronoun_that(line, at, adjunct=adjunct):
        return Found(THAT, at if line.bits[at + 1] & FINITE and not line.bits[at + 1] & SUBJECT else at + 1)
    if word in WHETHER_WORDS and frames & WHETHER and not ((adjunct or addressed) and word in _RELATIVE):
        if word == "when" and not (cue.negated or cue.verb.kind == "ask"):
            return Found(NOTHING, at)
        return Found(WHETHER, at)
    if word == "to" and frames & INFINITIVE and _is_infinitive(line, at):
        posing = cue.verb.kind == "claim" and line.lower[at + 1] != "have"  # "claiming to be a doctor"
        return Found(NOTHING if posing else INFINITIVE, at)
    if (kind & ING or word == "having") and frames & GERUND and not adjunct and _goes_on(line.bits[at + 1]):
        return Found(GERUND, at)
    if word == "as" and frames & AS:
        return Found(AS, at + 1)
    if frames & BARE and _begins_clause(line, at, strict=adjunct or bool(cue.form & ING)):
        return Found(BARE, at)
    if not adjunct and _begins_phrase(kind) and not (cue.infinitive and not cue.negated):
        if frames & (COMPLEMENT | AS):
            return Found(frames & (COMPLEMENT | AS), at)
        if frames & NOUN_PHRASE and _is_proposition(line, at) and not _is_mere_object(line, cue, at):
            return Found(NOUN_PHRASE, at)
    return Found(OTHER, at)


def _goes_on(kind: int) -> bool:
    """Tell whether a word of these classes goes on behind a gerund: "denied having left", "reported hearing bangs"."""
    return not kind or bool(kind & _AFTER_GERUND)


def _is_infinitive(line: Line, at: int) -> bool:
    return bool(line.bits[at + 1] & (BASE | AUXILIARY | ADVERB))


def _is_withheld(line: Line, at: int) -> bool:
    """Tell whether a source asks for anonymity: "asked not to be named" reports nothing."""
    return line.lower[at : at + 2] == ["to", "be"] and line.lower[at + 2] in _WITHHELD


def _holds_aside(line: Line, comma: int) -> bool:
    """Tell whether an aside opens a that-clause: "said that, despite the raid, the truce holds", not "said that, and"."""
    if line.lower[comma] != "," or line.bits[comma + 1] & (COORDINATOR | BREAK):
        return False
    end = comma
    while not line.bits[end] & BREAK:
        end += 1
    return find_finite(line.lower, line.bits, comma + 1, end) >= 0


def _is_pronoun_that(line: Line, at: int, *, adjunct: bool) -> bool:
    """Tell "said that.", "said that night" and "did just that in May" from "said that the"; and "a man that had left"."""
    after = line.bits[at + 1]
    if line.lower[at + 1] in DAYS:
        return True
    if after & (BREAK | PUNCTUATION) or (adjunct and after & (FINITE | PAST | THIRD) and not after & (SUBJECT | NOUN)):
        return True
    if not after & PREPOSITION or after & NAME:
        return False
    end = at
    while not line.bits[end] & BREAK:
        end += 1
    return find_finite(line.lower, line.bits, at + 2, end) < 0


def _begins_phrase(kind: int) -> bool:
    """Tell whether a noun phrase may begin with a word of these classes; unknown words are nouns or adjectives."""
    return not kind or bool(kind & (DETERMINER | POSSESSIVE | OBJECT | SUBJECT | NAME | NUMBER | NOUN | MARKED))


def _is_proposition(line: Line, at: int) -> bool:
    """Tell whether a noun phrase says something: more than a name or a pronoun."""
    second = line.bits[at + 1]
    if line.bits[at] & (SUBJECT | OBJECT) and not line.bits[at] & (DETERMINER | POSSESSIVE):
        return False
    if line.lower[at] in _ANAPHORS and second & (PREPOSITION | TIME | ADVERB | COORDINATOR | SUBORDINATOR):
        return False
    if line.lower[at + 1] in ("same", "more", "else") and line.bits[at + 2] & (
        BREAK | PUNCTUATION | PREPOSITION | TIME
    ):
        return False
    return not second & (BREAK | PUNCTUATION)


def _is_mere_object(line: Line, cue: Cue, at: int) -> bool:
    """Tell whether a noun phrase is what somebody acts on, and nothing said: "recalled its envoy", "claimed nine lives"."""
    short = line.bits[at] & DETERMINER and line.bits[at + 2] & (BREAK | COORDINATOR | TIME)
    if short and cue.verb.kind in _PLAIN and not line.bits[at + 1] & (NUMBER | TIME | MARKED):
        return True  # "denied the report", "noted the time": an anaphor, or a thing
    end = at
    while line.bits[end] & (DETERMINER | POSSESSIVE | NUMBER) or not line.bits[end]:
        end += 1
    word = line.lower[end - 1 if not line.bits[end] & (NOUN | NAME) else end]
    kinds = word_kinds().get(word, 0)
    if cue.verb.kind == "claim":
        return word not in _CLAIMED
    return cue.verb.name == "recall" and bool(kinds & (ROLE | ROLES))


def _begins_clause(line: Line, at: int, *, strict: bool) -> bool:
    """Tell whether a clause without "that" begins at `at`: a subject, and before the sentence ends its verb.

    If `strict`, it must plainly begin: "protesting delegates left" holds no report.
    """
    lower, bits = line.lower, line.bits
    kind = bits[at]
    if lower[at] in CLAUSE_SUBJECTS or (kind & SUBJECT and kind & FINITE):
        return lower[at] not in ("it", "you") or not (bits[at + 1] & _NO_VERB and not bits[at + 1] & FINITE)
    other = kind & (PREPOSITION | ADVERB | COORDINATOR | FINITE | WH) and not kind & (NAME | DETERMINER)
    if other and lower[at + 1] != "'s" and not is_approximate(line, at):  # "yesterday's raid was a mistake"
        return False
    if strict and not kind & (NAME | DETERMINER | POSSESSIVE | SUBJECT):
        return False
    end = at
    while not bits[end] & BREAK and lower[end] not in (";", ":"):
        if lower[end] == "," and not bits[end + 1] & NUMBER:
            end, comma = _aside_end(line, end), end
            if not end:
                end = comma
                break
        if lower[end] == "and" and bits[end + 1] & PAST and reports_at(line, end + 1):
            break  # "claimed credit for the bridge and said that it holds"
        end += 1
    adjective = kind & PARTICIPLE and not kind & NAME and bits[at + 1] & NOUN  # "said proposed changes would help"
    return find_main(lower, bits, at + bool(adjective), end) >= 0


def _aside_end(line: Line, comma: int) -> int:
    """Return the comma that closes what `comma` sets apart from a verb, or 0: "Smith, the investor, would sell"."""
    for at in range(comma + 2, comma + 2 * LONGEST_ADJUNCT):
        kind = line.bits[at]
        if kind & BREAK:
            break
        if line.lower[at] == ",":
            after = line.bits[at + 1]
            verb = after & (FINITE | PAST | THIRD) and not after & (NOUN | NAME | SUBJECT)
            return at if verb and not reports_at(line, at + 1) else 0
    return 0


def _behind_aside(line: Line, cue: Cue, found: Found) -> Found:
    """Look behind an aside: "said, however, that", "said, with a smile: “…”"."""
    first = line.bits[found.start]
    if first & (PREPOSITION | SUBORDINATOR | ADVERB | ING) and not first & SUBJECT:  # ", citing officials, that"
        comma = found.start
        while comma < found.start + LONGEST_ADJUNCT and line.lower[comma] != "," and not line.bits[comma] & BREAK:
            comma += 1
        if line.lower[comma] == "," and line.lower[comma + 1] == "that" and not line.bits[comma + 2] & (FINITE | BREAK):
            return _complement_at(line, cue, comma + 1)
    for at in range(found.start, found.start + LONGEST_ASIDE):
        if (line.bits[at] & (BREAK | FINITE) and line.lower[at] != ":") or line.lower[at] in reporting_verbs():
            return found
        if line.lower[at] in (",", ":"):
            behind = _complement_at(line, cue, at + 1 if line.lower[at + 1] == "that" else at)
            return behind if behind.kind in (THAT, COLON, QUOTED) else found
    return found


def quotation_ahead(line: Line, found: Found) -> Found:
    """Look for a quotation behind a comma or colon, no other reporting verb standing between."""
    verbs = reporting_verbs()
    for at in range(found.start, found.start + _QUOTE_AHEAD):
        word = line.lower[at]
        if word == ":" or (word == "," and line.bits[at + 1] & (CLAUSE | UTTERANCE)):
            return Found(COLON if word == ":" else QUOTED, at + 1)
        if line.bits[at] & (BREAK | MARKED) or word in verbs:
            return found
    return found

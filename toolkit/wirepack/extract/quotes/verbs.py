"""Attributions by a reporting verb, which stands before, behind or amid the words that it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.adjuncts import skip_dates
from wirepack.extract.quotes.attribution import Attribution, Span
from wirepack.extract.quotes.clauses import find_finite
from wirepack.extract.quotes.complements import (
    COLON,
    COMMA,
    NOTHING,
    OTHER,
    QUOTED,
    Found,
    quotation_ahead,
    read_complement,
)
from wirepack.extract.quotes.contents import (
    complement_end,
    content_before,
    content_end,
    is_remark,
    relative_end,
    subject_reports,
)
from wirepack.extract.quotes.cues import find_cues
from wirepack.extract.quotes.cuewords import AS, BARE, COMPLEMENT, INFINITIVE, NOUN_PHRASE, THAT
from wirepack.extract.quotes.fronted import end_of_fronted, read_asked, speaker_behind
from wirepack.extract.quotes.inverted import ends_in_speech, read_inverted, read_verb_first, second_part
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, PARAGRAPH, STOPPED, UTTERANCE
from wirepack.extract.quotes.nounphrases import Subject
from wirepack.extract.quotes.quoting import is_naming, is_quoting, read_passive, read_quoted_as, read_quoting_from
from wirepack.extract.quotes.sources import is_document, is_source
from wirepack.extract.quotes.subjects import clause_subject, subject_before, subject_behind
from wirepack.grammar import (
    ADVERB,
    COORDINATOR,
    FINITE,
    ING,
    NAME,
    NOUN,
    PAST,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.cues import Cue
    from wirepack.extract.quotes.line import Line

_RELATIVE = frozenset({"who", "which", "whom"})
_FOR_REACH = 6  # items from "for" to the infinitive
_SPEECH = frozenset({"say", "write", "tell"})
_SHORTEST_SENTENCE = 5  # items that report something by themselves
_NOMINAL = frozenset({"in", "for", "of", "from", "about", "on", "at"})  # before a gerund that is a mere noun
_CIRCUMSTANCES = frozenset({"after", "before", "as", "when", "while"})
_GOING_ON = frozenset({"to", "because", "if", "unless", "though", "although", "even", "until"})
_COMMAS = frozenset({",", "—", "–", "-"})


def find_attributions(line: Line, places: list[int]) -> list[Attribution]:
    """Find the attributions of a line by the verbs among `places`, in the order of their cues."""
    found: list[Attribution] = []
    for cue in find_cues(line, places):
        attribution = _attribute(line, cue, found[-1] if found else None)
        if attribution is not None:
            found.append(attribution)
    return found


def _attribute(line: Line, cue: Cue, previous: Attribution | None) -> Attribution | None:
    """Read one cue.

    0. somebody else quotes: the agency quoted Smith as saying …
    1. inverted: “…,” said Smith
    2. the content stands before, or around: …, Smith said. The truce, Smith said, holds.
    3. the content stands behind: Smith said …
    """
    if cue.form & ING and line.lower[cue.start - 1] == "as":
        return read_quoted_as(line, cue)
    if cue.passive:
        return _as_reported_by(line, cue) or read_asked(line, cue) or read_passive(line, cue)
    if is_naming(line, cue):
        return None
    if is_quoting(line, cue):
        return None
    earliest = previous.cue[1] if previous and previous.cue and previous.contents[0][1] <= previous.cue[0] else 0
    taken = max((end for _, end in previous.contents), default=0) if previous else 0
    inverted = read_inverted(line, cue, earliest, taken) or read_verb_first(line, cue)
    if inverted is not None:
        return inverted
    found = read_complement(line, cue)
    if cue.purpose and found.kind not in (THAT, QUOTED, COLON):
        return None
    nominal = cue.form & ING and line.lower[cue.start - 1] in _NOMINAL and not cue.verb.particle
    if nominal and found.kind == NOUN_PHRASE:
        return None  # "delays in announcing a package"
    subject = _who_acts(line, cue.start) if cue.purpose else _speaker(line, cue, previous)
    subject = subject or speaker_behind(line, cue, found)
    if subject is None:
        return None
    doubtful = cue.verb.kind == "show" or line.lower[cue.start - 1] in ("which", "that")
    if doubtful and not is_source(line, subject.start, subject.end):
        return None
    quoting = read_quoting_from(line, cue, subject)
    return quoting or _before(line, cue, subject, found, earliest) or _behind(line, cue, subject, found)


def _speaker(line: Line, cue: Cue, previous: Attribution | None) -> Subject | None:
    """Find who speaks: the subject; of a participle or a joined verb, the speaker before it in the same sentence."""
    before = line.bits[cue.start - 1]
    if not cue.form & ING or before & SUBJECT or _hangs_on_noun(line, cue.start - 1):
        subject = subject_before(line, cue.start)
        if subject is not None or not before & COORDINATOR:
            return subject and (_publisher(line, subject) or subject)
    same = previous is not None and previous.cue is not None and _same_sentence(line, previous.cue[0], cue.at)
    if same and previous is not None and previous.speaker is not None:
        return Subject(previous.speaker[0], previous.speaker[1], cue.start)
    subject = clause_subject(line, cue.start)
    return subject and Subject(subject.start, subject.end, cue.start)


def _who_acts(line: Line, at: int) -> Subject | None:
    """Find who speaks in an infinitive of purpose: "Smith had this to say: …", "it is hard for Smith to say that"."""
    for before in range(at - 2, max(at - _FOR_REACH, 0), -1):
        if line.lower[before] == "for":
            subject = subject_behind(line, before + 1)
            return subject and Subject(subject.start, subject.end, at)
        if line.bits[before] & (BREAK | FINITE):
            break
    subject = clause_subject(line, at)
    return subject and Subject(subject.start, subject.end, at)


def _publisher(line: Line, subject: Subject) -> Subject | None:
    """Return who brought out a document that speaks: "the daily" in "the daily carried an article that said"."""
    if line.lower[subject.start] not in ("a", "an") or not is_document(line, subject.start, subject.end):
        return None
    main = clause_subject(line, subject.start)
    if main is None or not is_source(line, main.start, main.end):
        return None
    return Subject(main.start, main.end, subject.clause)


def _hangs_on_noun(line: Line, at: int) -> bool:
    """Tell whether a participle has its subject right before it: "voters saying that", but not "a visit, saying that"."""
    kind = line.bits[at]
    other = PUNCTUATION | BREAK | MARKED | PREPOSITION | COORDINATOR | SUBORDINATOR | ADVERB | VERB_FORM
    return not kind & other or bool(kind & (NAME | NOUN) and not kind & MARKED)


def _same_sentence(line: Line, start: int, end: int) -> bool:
    return not any(line.bits[at] & BREAK for at in range(start, end))


def _before(line: Line, cue: Cue, subject: Subject, found: Found, earliest: int) -> Attribution | None:
    """The truce holds, Smith said. “…,” Smith said on Monday. The truce, Smith said, holds."""
    if subject.clause == cue.start or found.kind in (THAT, COLON, INFINITIVE, AS):
        return None
    if is_remark(line, subject.clause) and cue.start - subject.clause > len(("a", "claim")):  # "…, a claim Roe denied"
        return None
    marked = ends_in_speech(line, subject.clause) or _stands_behind_stop(line, cue, subject, found)
    if not marked and (line.lower[subject.clause - 1] not in _COMMAS or subject.end > cue.start):
        return None
    content = content_before(line, subject.clause, earliest)
    if content is None or (found.kind == QUOTED and line.bits[subject.clause - 1] & BREAK):
        return None
    whole = marked and content[1] - content[0] == 1
    ends = (
        found.kind in (NOTHING, COMMA)
        or (found.kind == QUOTED and marked)
        or _is_circumstance(line, cue, subject, found)
    )
    if not whole and not ends:
        return None
    contents = [content]
    if found.kind in (COMMA, QUOTED) and _goes_on(line, found.start, marked=marked):
        rest = (found.start, content_end(line, found.start))
        contents = [rest] if _is_adverb(line, *content) else [content, rest]
    elif whole and found.kind == COMMA:
        second = second_part(line, cue.end)
        contents += [(second, second + 1)] if second is not None else []
    elif not marked and not _can_stand_before(line, cue, *content):
        return None
    return _attribution(cue, subject, found, contents, "content-before")


def _is_adverb(line: Line, start: int, end: int) -> bool:
    """Tell whether only an adverb stands before an attribution: "Nevertheless, he said, the truce holds"."""
    return end - start == 1 and (bool(line.bits[start] & ADVERB) or line.lower[start].endswith("ly"))


def _is_circumstance(line: Line, cue: Cue, subject: Subject, found: Found) -> bool:
    """Tell whether a clause about when or why follows the verb: "…, the ministry said after the talks had failed"."""
    if found.kind != OTHER or line.lower[subject.clause] in _RELATIVE:
        return False
    at = max(cue.end, found.addressee[1]) if found.addressee else cue.end
    return line.lower[skip_dates(line, at)] in _CIRCUMSTANCES


def _stands_behind_stop(line: Line, cue: Cue, subject: Subject, found: Found) -> bool:
    """Tell whether a clause that reports nothing behind it attributes a whole quotation: “It holds.” Smith said."""
    at = subject.clause
    quotation = line.bits[at - 1] & BREAK and not line.bits[at - 1] & PARAGRAPH and line.bits[at - 2] & STOPPED
    plain = cue.verb.kind in _SPEECH and cue.form & (PAST | THIRD) and not cue.negated
    return bool(quotation and plain) and found.kind in (NOTHING, COMMA)


def _attribution(
    cue: Cue, subject: Subject, found: Found, contents: list[Span], rule: str, addressee: Span | None = None
) -> Attribution:
    marked_only = bool(found.kind & (AS | COMPLEMENT)) or not cue.verb.frames
    speaker = (subject.start, subject.end)
    told = found.addressee or addressee
    return Attribution((cue.at, cue.end), speaker, told, tuple(contents), rule, cue.verb.kind, marked_only)


def _holds_clause(line: Line, start: int, end: int) -> bool:
    return find_finite(line.lower, line.bits, start, end) >= 0 or any(line.bits[k] & CLAUSE for k in range(start, end))


def _can_stand_before(line: Line, cue: Cue, start: int, end: int) -> bool:
    """Tell whether reported words without marks may be these; a mere "In Kabul" or "After he left" is not reported."""
    if not cue.verb.frames & (THAT | BARE):
        return False
    if line.bits[cue.end] & BREAK and end - start >= _SHORTEST_SENTENCE:
        return any(line.bits[at] & (FINITE | VERB_FORM) for at in range(start, end))  # "…, a spokesman said."
    if not _holds_clause(line, start, end):
        return False
    if not line.bits[start] & (PREPOSITION | SUBORDINATOR) or line.bits[start] & SUBJECT:
        return True
    comma = next((at for at in range(start, end) if line.lower[at] == ","), None)
    return comma is not None and _holds_clause(line, comma + 1, end)


def _goes_on(line: Line, at: int, *, marked: bool) -> bool:
    """Tell whether the content goes on behind an attribution in its middle: "The truce, he said, holds"."""
    bits = line.bits[at]
    if bits & MARKED or (bits & COORDINATOR and line.bits[at + 1] & MARKED):
        return True
    if marked or bits & BREAK or is_remark(line, at):
        return False
    if bits & SUBORDINATOR and subject_reports(line, at + 1):  # ", although he added"
        return False
    if bits & SUBJECT or line.lower[at] in _GOING_ON:
        return True
    return not bits & (ING | WH | COORDINATOR | SUBORDINATOR | PREPOSITION | ADVERB)


def _behind(line: Line, cue: Cue, subject: Subject, found: Found) -> Attribution | None:
    """Smith said that the truce holds. Smith told reporters: “…”. As Smith said, the truce holds."""
    rule = "content-behind"
    if line.lower[subject.clause - 1] == "as" and found.kind in (NOTHING, COMMA):
        return _as_smith_said(line, cue, subject, found)
    if found.kind in (OTHER, COMMA):
        found = quotation_ahead(line, found)._replace(addressee=found.addressee)
    if found.kind == OTHER and _is_parenthetic(line, cue, subject):
        found, rule = found._replace(kind=BARE, start=cue.end), "parenthetic"
    if found.kind in (NOTHING, OTHER, COMMA):
        return None
    start = found.start
    if line.bits[start - 1] & BREAK:  # a colon that ends its paragraph: the quotation is the next one
        end = start + 1 if line.bits[start] & MARKED else start
    elif found.kind & (AS | COMPLEMENT) or not cue.verb.frames & ~(AS | COMPLEMENT):
        end = complement_end(line, start)
    else:
        clause = bool(found.kind & (THAT | BARE))
        end = content_end(line, start, phrase=found.kind == NOUN_PHRASE, clause=clause)
        if not line.bits[start] & UTTERANCE:
            end = end_of_fronted(line, cue, start, end)
            if not _RELATIVE.isdisjoint(
                (*line.lower[subject.clause - 1 : subject.clause + 1], line.lower[cue.start - 1])
            ):
                end = relative_end(line, start, end)
    if end <= start:
        return None
    attribution = _attribution(cue, subject, found, [(start, end)], rule, _partner(line, subject))
    if attribution.marked_only and not any(line.bits[at] & MARKED for at in range(start, end)):
        return None
    return attribution


def _as_smith_said(line: Line, cue: Cue, subject: Subject, found: Found) -> Attribution | None:
    """Read "As Smith said, the truce holds" and "The truce holds, as Smith said"."""
    clause = subject.clause - 1
    ends = line.lower[clause - 1] in _COMMAS or line.bits[clause - 1] & UTTERANCE
    content = content_before(line, clause, 0) if ends else None
    if content is None and found.kind == COMMA:
        content = (found.start, content_end(line, found.start))
    if content is None or not _holds_clause(line, *content):
        return None
    return _attribution(cue, subject, found, [content], "as-said")


def _as_reported_by(line: Line, cue: Cue) -> Attribution | None:
    """Read "As reported by the army, the truce holds" and "The truce holds, as reported by the army"."""
    start = cue.start - 1
    if line.lower[start] != "as" or line.lower[cue.end] != "by" or not cue.verb.frames & (THAT | BARE):
        return None
    subject = subject_behind(line, cue.end + 1)
    if subject is None:
        return None
    if line.bits[start - 1] & BREAK and line.lower[subject.end] == ",":
        content = (subject.end + 1, content_end(line, subject.end + 1))
    elif line.lower[start - 1] == "," and (line.bits[subject.end] & BREAK or line.lower[subject.end] == ","):
        content = content_before(line, start, 0) or (0, 0)
    else:
        return None
    if not _holds_clause(line, *content):
        return None
    return Attribution((cue.at, cue.end), (subject.start, subject.end), None, (content,), "as-said", cue.verb.kind)


def _is_parenthetic(line: Line, cue: Cue, subject: Subject) -> bool:
    """Tell whether an attribution stands inside a relative clause: "a system which most analysts agree constrains"."""
    after = line.bits[cue.end]
    verb = after & (FINITE | PAST | THIRD) and not after & SUBJECT
    if after & NOUN and line.bits[cue.end + 1] & PREPOSITION:  # "forces maintain positions in the west"
        return False
    return bool(verb) and line.lower[subject.clause - 1] in ("which", "that", "who", "what")


def _partner(line: Line, subject: Subject) -> Span | None:
    """Return who somebody spoke with: "Smith met with Jones, during which he stressed"."""
    if tuple(line.lower[subject.start - 2 : subject.start]) != ("during", "which"):
        return None
    at = subject.start - 2
    while not line.bits[at] & BREAK:
        if line.lower[at] == "with":
            partner = subject_behind(line, at + 1)
            return (partner.start, partner.end) if partner else None
        at -= 1
    return None

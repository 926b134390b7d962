"""Where reported words end, and where they begin when they stand before the reporting verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.clauses import find_finite, find_main, joins_passive
from wirepack.extract.quotes.cuewords import calls_at, cue_nouns, reports_at
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, PARAGRAPH, UTTERANCE
from wirepack.grammar import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    HAVE,
    ING,
    NAME,
    NOUN,
    NUMBER,
    PAST,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TIME,
    VERB_FORM,
    WH,
)

if TYPE_CHECKING:
    from wirepack.extract.quotes.line import Line

_FINAL = frozenset({".", ",", ";", ":", "—", "–", "-"})
_DASHES = frozenset({"—", "–", "-"})
_TURNS = _DASHES | {",", ";", "and", "but", "while"}  # where the reporter may take over
_LONGEST_DATELINE = 10  # items in brackets before a dash
_CONCESSIVE = frozenset({"though", "although", "while", "even", "but", "and"})
_SHORT_SUBJECT = 8  # items between a comma and the verb of the reporter's next clause: "but officials in Kabul said"
_ENDS_COMPLEMENT = PUNCTUATION | COORDINATOR | SUBORDINATOR | PREPOSITION | FINITE | WH | PAST | SUBJECT | TIME
_JOINING = frozenset({"and", "but", "while", "though", "although", "which", "as"})


def content_end(line: Line, start: int, *, phrase: bool = False, clause: bool = False) -> int:
    """Return where reported words that begin at `start` end, the final full stop left out.

    They end with the sentence, or where the reporter takes over: "…, adding that", "… and said", "…, but she denied". A
    mere noun `phrase` ends before any verb that is joined to the reporter's: "demanded the release and left"; a
    `clause` does not end before its own verb.
    """
    lower, bits = line.lower, line.bits
    end = start
    if bits[start] & UTTERANCE:  # “…,” when asked: the quotation alone, or “…” and “…”
        while bits[end] & MARKED and (lower[end + 1] in _FINAL or lower[end + 1] == "and") and bits[end + 2] & MARKED:
            end += 2
        return end + 1
    stop = sentence_end(line, start)
    earliest = max(find_finite(lower, bits, start, stop), start) if clause else start
    if bits[earliest + 1] & BREAK and reports_at(line, earliest):
        earliest = start  # "some signs of life, one source said": no verb of the report
    end = stop
    for at in range(start + 1, stop):
        if at <= earliest and not (lower[at] == "," and bits[at + 1] & ING and reports_at(line, at + 1)):
            continue  # "stands firm, stressing that", but not "said, adding"
        turn = lower[at] in _TURNS or bits[at - 1] & UTTERANCE
        if turn and (_reporter_takes_over(line, start, at) or (phrase and _joins_verb(line, at))):
            end = at
            break
    if lower[end] in ("?", "!"):
        return end + 1
    while end > start and lower[end - 1] in _FINAL:
        end -= 1
    return end


def _joins_verb(line: Line, at: int) -> bool:
    after = line.bits[at + 1]
    return line.lower[at] in ("and", "but") and bool(after & (PAST | THIRD) and not after & (NOUN | NAME))


def _reporter_takes_over(line: Line, start: int, at: int) -> bool:
    """Tell whether what begins at `start` is over at `at`: a comma, a dash, a conjunction, or behind a quotation."""
    lower, bits = line.lower, line.bits
    word = lower[at]
    if word == ";":
        return True
    if word in _DASHES:
        apart = line.end[at - 1] < line.start[at] and line.end[at] < line.start[at + 1]
        return (apart or word != "-") and _reporter_adds(line, start, at)
    if word == ",":
        return _new_attribution(line, at + 1, comma=True)
    if word in ("and", "but", "while") and lower[at - 1] != ",":
        return _new_attribution(line, at, comma=False)
    return bool(bits[at - 1] & UTTERANCE and bits[at] & ING and reports_at(line, at))


def _reporter_adds(line: Line, start: int, dash: int) -> bool:
    """Tell whether a clause of the reporter's own stands behind a dash: "the truce holds — though few believe it".

    One of two dashes behind `start` sets an insertion apart, and "— and that it will go on" goes on with the report.
    """
    at = dash + 1
    while line.lower[at] in _DASHES:
        at += 1
    joined = at + 1 if line.lower[at] in _CONCESSIVE else at
    first = line.bits[joined]
    if line.lower[joined] == "that" or (
        first & (WH | MARKED | PREPOSITION | VERB_FORM) and not first & (SUBJECT | NAME)
    ):
        return False
    if line.lower[at] == "but" and first & (SUBJECT | FINITE):
        return True
    stop = sentence_end(line, dash)
    if not _DASHES.isdisjoint(line.lower[start:dash]) or not _DASHES.isdisjoint(line.lower[at:stop]):
        return False
    return find_main(line.lower, line.bits, joined, stop) >= 0


def _new_attribution(line: Line, at: int, *, comma: bool) -> bool:
    """Tell whether the clause at `at` reports: ", adding", "and said", ", but officials said", ", while he denied".

    Without a comma only a verb or a pronoun may follow: "talks and officials said" may still be inside the report.
    """
    lower, bits = line.lower, line.bits
    joining = lower[at] if lower[at] in _JOINING else None
    after = at + 1 if joining else at
    while bits[after] & ADVERB and not bits[after] & (DETERMINER | SUBJECT):
        after += 1
    word, kind = lower[after], bits[after]
    if comma and (
        word in ("according", "compared")
        or (kind & ING and (reports_at(line, after) or calls_at(line, after)))
        or is_remark(line, at)
    ):
        return True
    if joining in ("but", "and") or comma:
        verbal = kind & (PAST | THIRD) and not kind & (NOUN | AUXILIARY) and not joins_passive(lower, bits, at)
        if verbal and reports_at(line, after):
            return True
        if joining == "but" and comma and (verbal or kind & (FINITE | SUBJECT)) and word not in ("that", "there"):
            return True
    if comma or joining == "while" or (joining and kind & SUBJECT and not kind & DETERMINER):
        return subject_reports(line, after)
    if joining == "and" and kind & (NAME | DETERMINER):  # "Karpin said the truce holds and Roe said it does not"
        return subject_reports(line, after, reporting=True)
    return False


def _holds_clause(line: Line, at: int) -> bool:
    return find_finite(line.lower, line.bits, at, sentence_end(line, at)) >= 0


def _opens_clause(line: Line, at: int) -> bool:
    """Tell whether what a verb reports plainly begins at `at`: "that", "whether", "it", “…”."""
    kind = line.bits[at]
    return line.lower[at] == "that" or bool(kind & (WH | MARKED) or (kind & SUBJECT and not kind & DETERMINER))


def is_remark(line: Line, at: int) -> bool:
    """Tell whether an apposition speaks of the report itself: ", something he denies", ", a claim that she rejects"."""
    if line.lower[at] == "something":
        return True
    noun = bool(line.bits[at] & DETERMINER) and line.lower[at + 1] in cue_nouns()
    return noun and not line.bits[at + 2] & FINITE  # "…, he said, the warnings were clear" goes on


def subject_reports(line: Line, at: int, *, reporting: bool = False) -> bool:
    """Tell whether the first verb within reach of `at` is a reporting verb with a subject: "officials have said".

    `reporting`: and whether what it reports plainly begins behind it.
    """
    lower, bits = line.lower, line.bits
    if lower[at] == "that" or (bits[at] & FINITE and not bits[at] & SUBJECT):
        return False
    for verb in range(at + 1, at + 1 + _SHORT_SUBJECT):
        kind = bits[verb]
        if kind & BREAK or lower[verb] in (",", "that", "who", "which"):
            return False
        ends = bits[verb + 1] & BREAK  # ", Reuters reports."
        if (
            kind & (PAST | THIRD | BASE)
            and not kind & NAME
            and (ends or not kind & NOUN or _opens_clause(line, verb + 1))
        ):
            if not reports_at(line, verb) or bits[verb - 1] & BE:
                return False
            return not reporting or _opens_clause(line, verb + 1) or _holds_clause(line, verb + 1)
        if kind & FINITE and not kind & HAVE:
            return False
    return False


def relative_end(line: Line, start: int, end: int) -> int:
    """Cut the content of a relative clause before the main verb: "Smith, who said the truce holds, left on Monday"."""
    lower, bits = line.lower, line.bits
    for at in range(start + 1, end - 1):
        if lower[at] != ",":
            continue
        verb = at + 1
        while bits[verb] & ADVERB and not bits[verb] & SUBJECT:
            verb += 1
        kind = bits[verb]
        if (
            kind & (PAST | THIRD | FINITE)
            and not kind & (NAME | SUBJECT | NUMBER)
            and lower[verb + 1] not in (",", "by")
        ):
            return at
    return end


def complement_end(line: Line, start: int) -> int:
    """Return where what something is called ends: with the words in marks and the noun that they describe.

    "called it a “farce” and left", "called him a “very dangerous” man in a speech".
    """
    end = last = start
    while not line.bits[end] & BREAK:
        if line.bits[end] & MARKED:
            last = end + 1
        elif line.lower[end] in ("that", ";") or (last > start and _ends_called(line, last, end)):
            break
        end += 1
    while end > last and line.lower[end - 1] in _FINAL:
        end -= 1
    return end


def _ends_called(line: Line, last: int, at: int) -> bool:
    """Tell whether what something is called, with marks that close before `last`, ends before `at`."""
    if line.bits[last - 1] & UTTERANCE:
        return True
    if line.lower[at] == "and" and line.bits[at + 1] & (MARKED | DETERMINER):
        return False
    if line.lower[at] == "," and any(line.bits[k] & MARKED for k in (at + 1, at + 2, at + 3)):  # “a trap”, “a fraud”
        return False
    return bool(line.bits[at] & _ENDS_COMPLEMENT) and line.lower[at] != "of"


def sentence_end(line: Line, at: int) -> int:
    """Return the item that ends the sentence that `at` stands in."""
    bits = line.bits
    while not bits[at] & BREAK:
        at += 1
    return at


def sentence_start(line: Line, at: int) -> int:
    """Return the first item of the sentence that `at` stands in."""
    while at > 0 and not line.bits[at - 1] & BREAK:
        at -= 1
    return at


def content_before(line: Line, clause: int, earliest: int) -> tuple[int, int] | None:
    """Return the reported words that end where an attribution begins at `clause`.

    1. “…,” he said: the quotation, also across the end of a sentence in it (“Why?” Smith asked)
    2. He was blunt: “…,” he said: the quotation alone
    3. The truce is a “farce,” he said: the sentence so far, a fronted "But" left out

    Nothing before the item `earliest`, where an attribution before this one ends, belongs to it.
    """
    bits, lower = line.bits, line.lower
    end = clause
    if bits[end - 1] & BREAK and not bits[end - 1] & PARAGRAPH and bits[end - 2] & UTTERANCE:
        end -= 1
    if lower[end - 1] in _FINAL and lower[end - 1] != ".":
        end -= 1
    start = end
    while start > earliest and not bits[start - 1] & BREAK:
        start -= 1
    alone = lower[end - 2] in (":", "—", "–", "-", "(") or (start == earliest and earliest > 0)
    if bits[end - 1] & CLAUSE and alone:
        return end - 1, end
    start = _behind_dateline(line, start, end)
    while start < end and (bits[start] & COORDINATOR or lower[start] == ","):
        start += 1
    return (start, end) if start < end else None


def _behind_dateline(line: Line, start: int, end: int) -> int:
    """Skip where a report was written: "(Nairobi, May 14) – Soldiers burned the village, the group said"."""
    if line.lower[start] != "(":
        return start
    for at in range(start + 1, min(start + _LONGEST_DATELINE, end - 1)):
        if line.lower[at] == ")":
            return at + 2 if line.lower[at + 1] in _DASHES else start
    return start

"""Words that one source quotes of another: "the agency quoted Smith as saying that", "Smith was quoted as saying"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.complements import NOTHING, read_complement
from wirepack.extract.quotes.contents import content_before, content_end, sentence_start
from wirepack.extract.quotes.cuewords import reporting_verbs
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, UTTERANCE
from wirepack.extract.quotes.nounphrases import phrase_before
from wirepack.extract.quotes.sources import is_source
from wirepack.extract.quotes.subjects import clause_subject, subject_before, subject_behind
from wirepack.grammar import AUXILIARY, BE, DETERMINER, NAME, POSSESSIVE, PREPOSITION, SUBJECT

if TYPE_CHECKING:
    from wirepack.extract.quotes.cues import Cue
    from wirepack.extract.quotes.line import Line
    from wirepack.extract.quotes.nounphrases import Subject

_QUOTING = frozenset({"quote", "cite", "report"})
_WHAT = frozenset({"what", "which", "that", "whom", "as"})  # "what Smith called “a farce”"
_REACH = 14  # items from "quoted" to "as saying": "quoted the minister of defence of the republic as saying"


def read_quoted_as(line: Line, cue: Cue) -> Attribution | None:
    """Read "as saying" behind a verb of quoting: who is quoted speaks, and who quotes passes it on."""
    quoting = _quoting_before(line, cue.start - 1)
    if quoting is None:
        return None
    quoter = subject_before(line, _group_start(line, quoting))
    quoted = subject_behind(line, quoting + 1)
    behind = cue.end
    if line.bits[quoting - 1] & BE:
        agent = _agent(line, quoting + 1) or _agent(line, cue.end)
        quoted, quoter = quoter or clause_subject(line, quoting), agent
        behind = agent.end if agent and agent.start > cue.end else cue.end
    if quoted is None:
        return None
    found = read_complement(line, cue)
    if found.kind == NOTHING or behind > cue.end:
        content = content_before(line, min(quoted.clause, quoter.clause if quoter else quoted.clause), 0)
    else:
        content = (found.start, content_end(line, found.start))
    if content is None or content[0] >= content[1]:
        return None
    relay = (quoter.start, quoter.end) if quoter else None
    speaker = (quoted.start, quoted.end)
    return Attribution((cue.at, cue.end), speaker, found.addressee, (content,), "quoted-as", relay=relay)


def is_naming(line: Line, cue: Cue) -> bool:
    """Tell whether "called" gives a name: "a drone called “Owl”", "called the “hotline”", "a meeting of the “cabinet”"."""
    if cue.verb.kind != "call" or cue.verb.particle:
        return False
    at = cue.end
    while not line.bits[at] & (MARKED | BREAK) and at < cue.end + _REACH:
        at += 1
    if not line.bits[at] & MARKED or line.bits[at] & CLAUSE:
        return False
    before = at - bool(line.bits[at - 1] & DETERMINER)
    if before > cue.end:
        opened = (item for item in range(cue.end, at) if line.bits[item] & (DETERMINER | POSSESSIVE))
        predicate = sum(not line.bits[item - 1] & PREPOSITION for item in opened) > 1  # "the raid an act of “war”"
        return line.lower[before - 1] == "of" and not predicate
    if line.lower[cue.start - 1] == ",":
        begin = sentence_start(line, cue.start)
        return _WHAT.isdisjoint(line.lower[begin : cue.start]) and not line.bits[cue.start - 2] & NAME
    phrase = phrase_before(line, cue.start)
    if phrase is None or line.lower[phrase.start - 1] in _WHAT or line.lower[cue.end] in ("a", "an"):
        return False
    return line.lower[cue.end] == "the" or not line.bits[phrase.end - 1] & (SUBJECT | NAME)


def read_passive(line: Line, cue: Cue) -> Attribution | None:
    """Read words in marks that somebody calls a thing: "The raid was called “a farce” by Smith"."""
    if cue.verb.kind not in ("call", "describe"):
        return None
    marked = agent = 0
    at = cue.end
    while not line.bits[at] & BREAK and at < cue.end + 2 * _REACH:
        if line.bits[at] & MARKED and not marked:
            marked = at
        elif line.lower[at] == "by" and not agent:
            agent = at
        at += 1
    speaker = subject_behind(line, agent + 1) if agent else None
    if (
        not marked
        or (agent < marked and line.lower[marked - 1] != "as")
        or speaker is None
        or not is_source(line, speaker.start, speaker.end)
    ):
        return None
    content = (marked, marked + 1)
    return Attribution((cue.at, cue.end), speaker[:2], None, (content,), "passive", cue.verb.kind, marked_only=True)


def _quoting_before(line: Line, at: int) -> int | None:
    verbs = reporting_verbs()
    for before in range(at - 1, max(at - _REACH, -1), -1):
        if line.bits[before] & BREAK:
            return None
        if any(verb.name in _QUOTING for verb in verbs.get(line.lower[before], ())):
            return before
    return None


def _agent(line: Line, at: int) -> Subject | None:
    return subject_behind(line, at + 1) if line.lower[at] == "by" else None


def _group_start(line: Line, at: int) -> int:
    while line.bits[at - 1] & AUXILIARY:
        at -= 1
    return at


def is_quoting(line: Line, cue: Cue) -> bool:
    """Tell whether "as saying" follows a verb of quoting, which then attributes nothing itself."""
    if cue.verb.name not in _QUOTING:
        return False
    return any(pair == ("as", "saying") for pair in pairwise(line.lower[cue.end : cue.end + _REACH]))


def read_quoting_from(line: Line, cue: Cue, quoter: Subject) -> Attribution | None:
    """Read “…,” the report quotes from the website; “…,” the agency quoted the minister."""
    if cue.verb.name != "quote" or not line.bits[quoter.clause - 1] & UTTERANCE:
        return None
    source = subject_behind(line, cue.end + (line.lower[cue.end] == "from"))
    content = content_before(line, quoter.clause, 0)
    if source is None or content is None:
        return None
    relay, speaker = (quoter.start, quoter.end), (source.start, source.end)
    return Attribution((cue.at, cue.end), speaker, None, (content,), "quotes-from", relay=relay)

"""Words that one source quotes of another: "the agency quoted Smith as saying that", "Smith was quoted as saying"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirepack.extract.quotes.attribution import Attribution
from wirepack.extract.quotes.complements import NOTHING, read_complement
from wirepack.extract.quotes.contents import content_before, content_end
from wirepack.extract.quotes.cues import reporting_verbs
from wirepack.extract.quotes.line import BREAK, UTTERANCE
from wirepack.extract.quotes.subjects import clause_subject, subject_before, subject_behind
from wirepack.grammar import AUXILIARY, BE

if TYPE_CHECKING:
    from wirepack.extract.quotes.cues import Cue
    from wirepack.extract.quotes.line import Line
    from wirepack.extract.quotes.nounphrases import Subject

_QUOTING = frozenset({"quote", "cite", "report"})
_REACH = 14  # items from "quoted" to "as saying": "quoted the minister of defence of the republic as saying"


def read_quoted_as(line: Line, cue: Cue) -> Attribution | None:
    """Read "as saying" behind a verb of quoting: who is quoted speaks, and who quotes passes it on."""
    quoting = _quoting_before(line, cue.start - 1)
    if quoting is None:
        return None
    quoter = subject_before(line, _group_start(line, quoting))
    quoted = subject_behind(line, quoting + 1)
    if line.bits[quoting - 1] & BE:
        agent = subject_behind(line, quoting + 2) if line.lower[quoting + 1] == "by" else None
        quoted, quoter = quoter or clause_subject(line, quoting), agent
    if quoted is None:
        return None
    found = read_complement(line, cue)
    if found.kind == NOTHING:
        content = content_before(line, quoter.clause if quoter else quoted.clause, 0)
    else:
        content = (found.start, content_end(line, found.start))
    if content is None or content[0] >= content[1]:
        return None
    relay = (quoter.start, quoter.end) if quoter else None
    speaker = (quoted.start, quoted.end)
    return Attribution((cue.at, cue.end), speaker, found.addressee, (content,), "quoted-as", relay=relay)


def _quoting_before(line: Line, at: int) -> int | None:
    verbs = reporting_verbs()
    for before in range(at - 1, max(at - _REACH, -1), -1):
        if line.bits[before] & BREAK:
            return None
        if any(verb.name in _QUOTING for verb in verbs.get(line.lower[before], ())):
            return before
    return None


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

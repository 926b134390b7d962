"""Several attributions in one sentence: who is quoted, and who only passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.line import BREAK
from wirepack.extract.quotes.sources import is_document, is_source
from wirepack.grammar import NAME, SUBJECT

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.extract.quotes.line import Line

_NEAR = 12  # items between "reported" and "citing"
_OPINIONS = frozenset({"believe", "show", "promise", "predict", "deny"})


def settle_layers(line: Line, found: list[Attribution]) -> list[Attribution]:
    """Settle who speaks where one attribution stands inside the words of another.

    1. "Smith said …, the agency reported": the agency only passes it on
    2. "…, the agency reported, citing Smith": so it does
    3. "Smith said he believes …": Smith's words; the inner attribution adds nothing
    4. "Smith said that Jones told her …": both are quoted
    """
    settled: list[Attribution] = []
    for attribution in found:
        inner = _last_inside(settled, attribution)
        if inner is not None and _passes_on(line, attribution):
            settled[inner] = settled[inner]._replace(relay=attribution.speaker)
        elif inner is not None and _is_pronoun(line, attribution):
            continue
        elif settled and _is_citing(line, settled[-1], attribution):
            settled[-1] = settled[-1]._replace(
                cue=attribution.cue, speaker=attribution.contents[0], relay=settled[-1].speaker
            )
        elif not _adds_nothing(line, settled, attribution):
            settled.append(attribution)
    return settled


def _last_inside(settled: list[Attribution], outer: Attribution) -> int | None:
    """Find the attribution just before that stands inside the content of one that is named behind it."""
    if not settled or outer.cue is None or outer.contents[0][0] > outer.cue[0]:
        return None
    start, end = outer.contents[0]
    for number in range(len(settled) - 1, -1, -1):
        cue = settled[number].cue
        if cue is not None and cue[0] < start:
            break
        if cue is not None and cue[0] < end and settled[number].contents[0][0] >= start:
            return number
    return None


def _is_citing(line: Line, report: Attribution, citing: Attribution) -> bool:
    """Tell whether a source is named behind a report: "…, the agency reported, citing officials"."""
    if citing.cue is None or report.cue is None or line.lower[citing.cue[0]] != "citing":
        return False
    between = range(report.cue[1], citing.cue[0])
    if len(between) > _NEAR or any(line.bits[at] & BREAK for at in between) or citing.contents[0][0] < citing.cue[0]:
        return False
    return is_source(line, *citing.contents[0])


def _passes_on(line: Line, outer: Attribution) -> bool:
    """Tell whether a source is one that passes on: an outlet or a document, not "she" and not "the minister"."""
    if outer.speaker is None:
        return False
    start, end = outer.speaker
    return bool(line.bits[end - 1] & NAME) or is_document(line, start, end)


def _adds_nothing(line: Line, settled: list[Attribution], inner: Attribution) -> bool:
    """Tell whether an attribution inside reported words is the same source's own opinion."""
    if not settled or inner.speaker is None or inner.cue is None:
        return False
    outer = settled[-1]
    cue = inner.cue[0]
    inside = any(start <= cue < end for start, end in outer.contents)
    if not inside or not any(start <= inner.contents[0][0] < end for start, end in outer.contents):
        return False
    return _is_pronoun(line, inner) or inner.kind in _OPINIONS


def _is_pronoun(line: Line, attribution: Attribution) -> bool:
    if attribution.speaker is None:
        return False
    start, end = attribution.speaker
    return end - start == 1 and bool(line.bits[start] & SUBJECT)

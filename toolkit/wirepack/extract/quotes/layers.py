"""Several attributions in one sentence: who is quoted, and who only passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.contents import sentence_end, sentence_start
from wirepack.extract.quotes.line import BREAK
from wirepack.extract.quotes.nounphrases import COMMAS
from wirepack.extract.quotes.sources import head_of, is_document, is_source
from wirepack.extract.quotes.subjects import subject_behind
from wirepack.grammar import FINITE, NAME, SUBJECT
from wirepack.namewords import BODY, OUTLET, word_kinds

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution, Span
    from wirepack.extract.quotes.line import Line

_CITING = frozenset({"citing", "quoting"})
_BEFORE_CITING = frozenset({",", "(", "—", "–", "-"})
_RELATIVE = frozenset({"who", "which", "that"})
_OPINIONS = frozenset({"believe", "show", "promise", "predict", "deny"})


def settle_layers(line: Line, found: list[Attribution], places: list[int]) -> list[Attribution]:
    """Settle who speaks where one attribution stands inside the words of another.

    1. "Smith said …, the agency reported": the agency only passes it on
    2. "…, the agency reported, citing Smith": so it does
    3. "Smith said he believes …": Smith's words; the inner attribution adds nothing
    4. "Smith said that Jones told her …": both are quoted
    """
    settled: list[Attribution] = []
    cited = _find_cited(line, places)
    for attribution in found:
        if attribution.cue is not None and attribution.cue[0] in cited:
            continue
        inner = _last_inside(settled, attribution)
        behind = inner is not None and settled[inner].contents[0][0] == attribution.contents[0][0]
        if inner is not None and (behind or _passes_on(line, attribution)):
            settled[inner] = settled[inner]._replace(relay=attribution.speaker)
        elif inner is not None and _is_pronoun(line, attribution):
            continue
        elif not _adds_nothing(line, settled, attribution):
            outer = _outer(settled, attribution)
            settled.append(attribution._replace(relay=outer) if outer and attribution.relay is None else attribution)
    for at, source in cited.items():
        _cite(line, settled, at, source)
    return settled


def _find_cited(line: Line, places: list[int]) -> dict[int, Span]:
    """Map "citing" and "quoting" to the source behind them, where they hang on a report and attribute it."""
    cited: dict[int, Span] = {}
    for at in places:
        if line.lower[at] in _CITING and (line.lower[at - 1] in _BEFORE_CITING or line.bits[at - 1] & BREAK):
            source = subject_behind(line, at + 1)
            if source is not None and is_source(line, source.start, source.end):
                cited[at] = (source.start, _whole_source(line, source.end))
    return cited


def _whole_source(line: Line, end: int) -> int:
    """Extend a source over what hangs on it: "officials in the town", "a source close to the premier"."""
    last = end
    while not line.bits[last] & BREAK and line.lower[last] not in COMMAS:
        if line.bits[last] & FINITE or line.lower[last] in _RELATIVE:
            return end
        last += 1
    return last


def _cite(line: Line, settled: list[Attribution], at: int, source: Span) -> None:
    """Give the report of the same sentence that cites a source to this source.

    "…, the agency reported, citing Smith"; "The agency, quoting Smith, said …"; "Citing Smith, the agency said …"
    """
    start, end = sentence_start(line, at), sentence_end(line, at)
    inside = [k for k, one in enumerate(settled) if one.cue and start <= one.cue[0] < end and one.speaker]
    before = [k for k in inside if (settled[k].cue or (0, 0))[0] < at]
    number = before[-1] if before else next(iter(inside), None)
    if number is None:
        return
    one = settled[number]
    if is_document(line, *source) and one.speaker and not _is_outlet(line, *one.speaker):
        return  # "Karpin said, citing reports, that": his words all the same
    if not _passes_on(line, one) and (one.speaker is None or not _is_body(line, *one.speaker)):
        return
    contents = tuple((first, min(last, at - 1) if first < at < last else last) for first, last in one.contents)
    settled[number] = one._replace(cue=(at, at + 1), speaker=source, relay=one.speaker, contents=contents)


def _outer(settled: list[Attribution], inner: Attribution) -> Span | None:
    """Return who reports that somebody else said something: "the radio" in "The radio said the mayor had warned …"."""
    if not settled or inner.cue is None:
        return None
    outer = settled[-1]
    inside = any(start <= inner.cue[0] < end for start, end in outer.contents)
    return outer.speaker if inside else None


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


def _is_body(line: Line, start: int, end: int) -> bool:
    """Tell whether an agency or another body speaks, which may pass on what it was told: "the agency"."""
    return bool(word_kinds().get(line.lower[head_of(line, start, end)], 0) & BODY)


def _passes_on(line: Line, outer: Attribution) -> bool:
    """Tell whether a source is one that passes on: an outlet or a document, not "she" and not "the minister"."""
    if outer.speaker is None:
        return False
    start, end = outer.speaker
    if line.bits[end - 1] & NAME:
        return True
    return _is_outlet(line, start, end)


def _is_outlet(line: Line, start: int, end: int) -> bool:
    return is_document(line, start, end) or bool(word_kinds().get(line.lower[head_of(line, start, end)], 0) & OUTLET)


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

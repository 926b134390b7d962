"""Attributions and the marks they hold -> rows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from wirepack import ids
from wirepack.extract.quotes.clauses import find_finite, is_clause
from wirepack.extract.quotes.line import CLAUSE
from wirepack.extract.quotes.sources import bare_span
from wirepack.extract.quotes.transcripts import is_label_of_nobody
from wirepack.grammar import COORDINATOR, PUNCTUATION, word_classes
from wirepack.models import QuoteRow
from wirepack.reference import make_referents, resolve_speaker
from wirepack.reference.speakers import NOBODY, Speaker

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.extract.quotes.line import Line
    from wirepack.extract.quotes.transcripts import Turn
    from wirepack.models import Document
    from wirepack.reference import Referents


Span = tuple[int, int]


class Source(NamedTuple):
    """Who says it, by what word, to whom, passed on by whom, as characters of the text."""

    speaker: Span | None
    cue: Span | None
    addressee: Span | None
    relay: Span | None


class Piece(NamedTuple):
    """One row to be: a span, the content it stands in, its source, and what it goes on from."""

    start: int
    end: int
    kind: str
    content: Span
    source: Source
    rule: str
    follows: int | None = None  # start of the first piece of its utterance, if that is another


def read_source(document: Document, line: Line, attribution: Attribution) -> Source:
    """Turn the items of an attribution into characters, names bare of titles."""

    def bare(span: Span | None) -> Span | None:
        return bare_span(document, line, *span) if span else None

    cue = attribution.cue
    return Source(
        bare(attribution.speaker),
        (line.start[cue[0]], line.end[cue[1] - 1]) if cue else None,
        bare(attribution.addressee),
        bare(attribution.relay),
    )


def cut_pieces(
    document: Document, line: Line, found: list[Attribution], owner: dict[int, int], continued: dict[int, int]
) -> list[Piece]:
    """Cut every attribution into one piece per pair of marks, or one for the whole where nothing is marked.

    The parts of an interrupted quotation are of the kind of the whole.
    """
    pieces: list[Piece] = []
    first: dict[int, int] = {}  # attribution -> start of its first piece
    sources = [read_source(document, line, attribution) for attribution in found]
    held: dict[int, list[int]] = {}  # attribution -> its items in marks
    for item in sorted(owner):
        held.setdefault(owner[item], []).append(item)
    for number, attribution in enumerate(found):
        parts = [start for start, end in attribution.contents if end - start == 1 and owner.get(start) == number]
        direct = any(line.bits[item] & CLAUSE for item in parts) or _make_clause(document, line, parts)
        whole = "direct" if direct else "partial"
        for start, end in attribution.contents:
            if end - start == 1 and start in line.marks and owner.get(start) != number:
                continue  # a quotation that another attribution has
            content = (line.start[start], line.end[end - 1])
            items = [item for item in held.get(number, ()) if start <= item < end]
            for item in items:
                kind = whole if end - start == 1 else _kind(line, item)
                inner = _inside(document, line, item)
                around = inner if end - start == 1 or kind == "direct" else content
                pieces.append(Piece(*inner, kind, around, sources[number], attribution.rule, first.get(number)))
                first.setdefault(number, inner[0])
            stretches = [content] if not items else _around(line, start, end, items)
            for stretch in stretches if not attribution.marked_only else []:
                pieces.append(
                    Piece(*stretch, "indirect", stretch, sources[number], attribution.rule, first.get(number))
                )
                first.setdefault(number, stretch[0])
    for item, number in continued.items():
        inner = _inside(document, line, item)
        pieces.append(Piece(*inner, _kind(line, item), inner, sources[number], "continued", first[number]))
    return pieces


def _around(line: Line, start: int, end: int, items: list[int]) -> list[Span]:
    """Return what the reporter words around direct quotations in one content, where it says something by itself.

    "He said the talks failed and “we will not return”": a partial quotation has this as its content already.
    """
    if not all(line.bits[item] & CLAUSE for item in items):
        return []
    stretches = []
    for first, last in zip([start, *(item + 1 for item in items)], [*items, end], strict=True):
        begin, stop = first, last
        while begin < stop and line.bits[begin] & (PUNCTUATION | COORDINATOR):
            begin += 1
        while stop > begin and line.bits[stop - 1] & (PUNCTUATION | COORDINATOR):
            stop -= 1
        if find_finite(line.lower, line.bits, begin, stop) >= 0:
            stretches.append((line.start[begin], line.end[stop - 1]))
    return stretches


def cut_nested(document: Document, line: Line, outer: Piece, found: list[Attribution]) -> list[Piece]:
    """Cut what is reported inside a quotation; `line` is its inside, and its speaker passes it on."""
    pieces = []
    for attribution in found:
        source = read_source(document, line, attribution)._replace(relay=outer.source.speaker)
        for start, end in attribution.contents:
            content = (line.start[start], line.end[end - 1])
            items = [item for item in line.marks if start <= item < end]
            for item in items:
                inner, kind = _inside(document, line, item), _kind(line, item)
                pieces.append(Piece(*inner, kind, inner if kind == "direct" else content, source, "nested"))
            if not items:
                pieces.append(Piece(*content, "indirect", content, source, "nested"))
    return pieces


def cut_turns(turns: list[Turn]) -> list[Piece]:
    """Cut every turn of a transcript into one piece: verbatim, though without marks; its label is its speaker."""
    pieces: list[Piece] = []
    for turn in turns:
        first = (pieces[-1].follows or pieces[-1].start) if turn.continues else None
        pieces.append(Piece(*turn.said, "direct", turn.said, Source(turn.label, None, None, None), "transcript", first))
    return pieces


def name_turns(document: Document, turns: list[Turn]) -> dict[Span, Speaker]:
    """Tell whom a label means that is no name: who gives the answers, or nobody that the text settles."""
    people = document.people
    known = {}
    for turn in turns:
        if is_label_of_nobody(document.text[slice(*turn.label)]):
            person = people[turn.person] if turn.person is not None else None
            known[turn.label] = Speaker(person.name, "person", person.role) if person else NOBODY
    return known


def _make_clause(document: Document, line: Line, parts: list[int]) -> bool:
    """Tell whether the parts of an interrupted quotation are a clause together: “Our men,” he said, “are tired.”."""
    if len(parts) < _INTERRUPTED:
        return False
    starts, words = document.tokens.start, []
    for item in parts:
        first, last = (bisect_left(starts, at) for at in _inside(document, line, item))
        words += [word for word in document.tokens.text[first:last] if word != ","]
    return is_clause([word.lower() for word in words], word_classes(words), 0, len(words))


def _kind(line: Line, item: int) -> str:
    return "direct" if line.bits[item] & CLAUSE else "partial"


def _inside(document: Document, line: Line, item: int) -> Span:
    marks = document.marks[line.marks[item]]
    return marks.start, marks.end


def make_rows(document: Document, pieces: list[Piece], named: dict[Span, Speaker]) -> tuple[QuoteRow, ...]:
    """Make the rows, in the order of their spans; of pieces with the same span the first counts.

    `named` are speakers that are known otherwise than by what their mentions say.
    """
    kept: dict[str, Piece] = {}
    keys: dict[int, str] = {}  # start of a piece -> its id
    before: dict[str, str] = {}  # id of a piece -> of the piece it goes on from
    for piece in pieces:
        key = ids.quote_id(document.seed.article_id, piece.start, piece.end)
        keys.setdefault(piece.start, key)
        if key not in kept:
            kept[key] = piece
            if piece.follows is not None and keys[piece.follows] != key:
                before[key] = keys[piece.follows]
    ordered = sorted(kept, key=lambda key: (kept[key].start, kept[key].end, key))
    who = _Who(document, make_referents(document) if pieces else None, named)
    utterances = _utterances(ordered, before)
    return tuple(_row(document, who, kept[key], key, utterances[key]) for key in ordered)


def _utterances(ordered: list[str], before: dict[str, str]) -> dict[str, str]:
    """Map the parts of each utterance to the id of the one that stands first in the text."""
    first: dict[str, str] = {}  # the last link of a chain -> id of the part that stands first
    utterances = {}
    for key in ordered:
        root = key
        while root in before:
            root = before[root]
        utterances[key] = first.setdefault(root, key)
    return utterances


_INTERRUPTED = 2  # parts of a quotation around its attribution


@dataclass(frozen=True, slots=True)
class _Who:
    """Whom the mentions of one document mean, each resolved once."""

    document: Document
    referents: Referents | None
    known: dict[Span, Speaker]


def _resolve(who: _Who, span: Span | None) -> Speaker:
    if span is None:
        return NOBODY
    if span not in who.known:
        who.known[span] = resolve_speaker(who.document, *span, who.referents)
    return who.known[span]


def _row(document: Document, who: _Who, piece: Piece, key: str, utterance: str) -> QuoteRow:
    text, source = document.text, piece.source

    def words(span: Span | None) -> str | None:
        return (text[span[0] : span[1]] or None) if span else None

    speaker, relay = _resolve(who, source.speaker), _resolve(who, source.relay)
    relayed_by = relay.name or words(source.relay)
    return QuoteRow(
        quote_id=key,
        article_id=document.seed.article_id,
        start=piece.start,
        end=piece.end,
        text=text[piece.start : piece.end],
        kind=piece.kind,
        content_start=piece.content[0],
        content_end=piece.content[1],
        utterance_id=utterance,
        speaker=speaker.name,
        speaker_text=words(source.speaker),
        speaker_start=source.speaker[0] if source.speaker else None,
        speaker_end=source.speaker[1] if source.speaker else None,
        speaker_role=speaker.role,
        relayed_by=None if relayed_by == speaker.name else relayed_by,
        cue=words(source.cue),
        cue_start=source.cue[0] if source.cue else None,
        cue_end=source.cue[1] if source.cue else None,
        addressee=words(source.addressee),
        rule=piece.rule,
    )

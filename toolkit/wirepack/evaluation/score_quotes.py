"""Score `quotes`: one to one by overlap, the kind and the names on matched pairs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wirepack.evaluation.compare import SAME_SPAN, lies_in, overlap, pair_up, touches
from wirepack.evaluation.figures import Count, LookAlikes, Table, add_tables
from wirepack.evaluation.score import Cells, Place, Predicted, judge, make_field, note_slips

if TYPE_CHECKING:
    from wirepack.evaluation.compare import Span
    from wirepack.evaluation.gold import GoldArticle, GoldQuote
    from wirepack.models import QuoteRow

    Pair = tuple[GoldQuote, QuoteRow]

KINDS = ("direct", "partial", "indirect")
_PREFER_KIND = 0.001  # among predictions of the same overlap, the one of the right kind is the match
_PREFER_FIRM = 0.0001  # and then the gold item that counts


def score_quotes(gold: GoldArticle, predicted: Predicted) -> Table:
    """Score quotations: a pair is a gold and a predicted span that have at least `SAME_SPAN` of the longer in common.

    1. Pairs on borderline gold, and predictions in a borderline span or a headline, are left out.
    2. What then stays unpaired was missed or invented; an invented one on a not_quote is a look-alike besides.
    3. The figures of one kind ask for the kind as well; those of "all" do not.
    """
    place = Place("quotes", gold.source, predicted.text)
    rows = predicted.quotes
    pairs = _match(gold.quotes, rows)
    firm = {number: row for number, row in pairs.items() if not gold.quotes[number].borderline}
    invented = [row for number, row in enumerate(rows) if number not in pairs.values() and not _dont_care(gold, row)]
    alike = [row for row in invented if any(overlap(_span(row), item.span) >= SAME_SPAN for item in gold.not_quotes)]
    missed = [quote for number, quote in enumerate(gold.quotes) if number not in pairs and not quote.borderline]
    matched = [(gold.quotes[number], rows[row]) for number, row in sorted(firm.items())]
    figures = Table(
        counts=_count(matched, missed, invented),
        lookalikes={"not_quotes": LookAlikes(sum(not item.borderline for item in gold.not_quotes), len(alike))},
        slips=note_slips(place, [quote.span for quote in missed], map(_span, invented), map(_span, alike)),
    )
    return add_tables([figures, *(_judge(place, gold, pair, matched) for pair in matched)])


def _match(quotes: tuple[GoldQuote, ...], rows: tuple[QuoteRow, ...]) -> dict[int, int]:
    def fit(number: int, other: int) -> float:
        quote, row = quotes[number], rows[other]
        share = overlap(quote.span, _span(row))
        if share < SAME_SPAN:
            return 0.0
        return share + _PREFER_KIND * (_kind(quote, row) == quote.kind) + _PREFER_FIRM * (not quote.borderline)

    return pair_up(len(quotes), len(rows), fit)


def _dont_care(gold: GoldArticle, row: QuoteRow) -> bool:
    """Tell whether an unpaired prediction is left out: on a borderline item, or in a headline without being listed."""
    span = _span(row)
    if any(not item.borderline and overlap(span, item.span) >= SAME_SPAN for item in gold.not_quotes):
        return False
    borderline = [quote.span for quote in gold.quotes if quote.borderline]
    borderline += [item.span for item in gold.not_quotes if item.borderline]
    return lies_in(span, [*borderline, *gold.headline])


def _count(matched: list[Pair], missed: list[GoldQuote], invented: list[QuoteRow]) -> dict[str, Count]:
    exact = sum(quote.span == _span(row) for quote, row in matched)
    golds = [quote.kind for quote, _ in matched] + [quote.kind for quote in missed]
    kinds = [_kind(quote, row) for quote, row in matched] + [row.kind for row in invented]
    right = [quote.kind for quote, row in matched if _kind(quote, row) == quote.kind]
    counts = {"all": Count(len(golds), len(kinds), len(matched)), "exact span": Count(len(golds), len(kinds), exact)}
    return counts | {kind: Count(golds.count(kind), kinds.count(kind), right.count(kind)) for kind in KINDS}


def _judge(place: Place, gold: GoldArticle, pair: Pair, matched: list[Pair]) -> Table:
    """Judge the cells of one pair: names by their words, the content by its overlap, the utterance by its members."""
    quote, row = pair
    table = judge(place, quote.span, quote.sheet, _cells(row), gold.spelling)
    speaker = (quote.speaker,) if quote.speaker else ()
    table = _take_span(table, "speaker_text", (row.speaker_start, row.speaker_end), speaker)
    table = _take_span(table, "cue", (row.cue_start, row.cue_end), quote.cues)
    return table + _judge_content(place, quote, row) + _judge_utterance(place, pair, matched)


def _take_span(table: Table, column: str, span: tuple[int | None, int | None], answers: tuple[Span, ...]) -> Table:
    """Let a cell pass in the lenient score if its span touches the gold's: "had said" for "said"."""
    start, end = span
    if start is None or end is None or not any(touches((start, end), answer) for answer in answers):
        return table
    return replace(table, fields={**table.fields, column: replace(table.fields[column], lenient=1)})


def _judge_content(place: Place, quote: GoldQuote, row: QuoteRow) -> Table:
    """Judge the whole content in which a partial quotation stands."""
    found = (row.content_start, row.content_end)
    if not quote.content or row.kind != "partial":
        return Table()
    right = overlap(found, quote.content) >= SAME_SPAN
    return _judge_spans(place, "content", quote.span, [quote.content], [found], right=right)


def _judge_utterance(place: Place, pair: Pair, matched: list[Pair]) -> Table:
    """Judge whether the parts of an interrupted quotation, and only they, are one utterance; a continued one may join."""
    quote, row = pair
    others = [(other, its) for other, its in matched if other is not quote]
    found = [other for other, its in others if its.utterance_id == row.utterance_id]
    parts = [other for other, _ in others if quote.group and other.group == quote.group]
    if not found and not parts:
        return Table()
    strangers = [other for other in found if other not in parts]
    right = all(_goes_on(quote, other) for other in strangers) and all(part in found for part in parts)
    spans = [other.span for other in parts], [other.span for other in found]
    return _judge_spans(place, "utterance_id", quote.span, *spans, right=right)


def _goes_on(one: GoldQuote, other: GoldQuote) -> bool:
    """Tell whether two quotations may share an utterance: one continues the other, or both are bits of one content."""
    continued = one.speaker == other.speaker and (one.inherited or other.inherited)
    return continued or (one.content is not None and one.content == other.content)


def _judge_spans(
    place: Place, column: str, span: Span, expected: list[Span], found: list[Span], *, right: bool
) -> Table:
    field = make_field(right=right)
    if right:
        return Table(fields={column: field})
    gold, ours = (" + ".join(place.text[start:end] for start, end in spans) for spans in (expected, found))
    return Table(fields={column: field}, slips=(replace(place.slip(column, span), expected=gold, found=ours),))


def _kind(quote: GoldQuote, row: QuoteRow) -> str:
    """Return the kind as which a prediction counts: the gold's own if it is one that the gold accepts."""
    return quote.kind if row.kind in quote.kinds else row.kind


def _span(row: QuoteRow) -> tuple[int, int]:
    return row.start, row.end


def _cells(row: QuoteRow) -> Cells:
    return {
        "kind": row.kind,
        "speaker": row.speaker,
        "speaker_text": row.speaker_text,
        "speaker_role": row.speaker_role,
        "relayed_by": row.relayed_by,
        "cue": row.cue,
        "addressee": row.addressee,
    }

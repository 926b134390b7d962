"""The scorer, judged by answers that are known: the gold turned into rows is perfect, and each mistake costs its figure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from wirepack.errors import UsageError
from wirepack.evaluation import score
from wirepack.evaluation.figures import Evaluation, Table, list_figures
from wirepack.evaluation.gold import GoldArticle, list_gold, read_gold
from wirepack.evaluation.score import Predicted
from wirepack.models import ArticleRow, EventRow, MentionRow, QuoteRow, SystemRow

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
FILES = list_gold([GOLD])
RICH = FILES[2]  # the article with most quotations, none of them borderline


# ---------------------------------------------------------------- the gold turned into rows


def make_oracle(path: Path, *, with_reference: bool = False) -> Predicted:
    """Turn a gold file into the rows that a perfect toolkit would give."""
    data = json.loads(path.read_text(encoding="utf-8"))
    text = (ROOT / "seeds" / data["source_file"]).read_bytes().decode()
    article = data["article"]
    events = tuple(make_event(number, record, with_reference) for number, record in enumerate(data["events"]))
    return Predicted(
        text=text,
        article=make_article(data),
        body=spans(article["body_spans"]),
        paragraphs=spans(article["paragraphs"]),
        headings=spans(article["headings"]),
        sentences=spans(data["sentences"]),
        quotes=tuple(make_quote(number, record, text) for number, record in enumerate(data["quotes"])),
        events=events,
        mentions=tuple(make_mention(record, data["events"]) for record in data["systems"]),
        systems={key: make_system(key, entry) for key, entry in data["systems_registry"].items()},
    )


def spans(records: list[dict[str, Any]]) -> tuple[tuple[int, int], ...]:
    return tuple((record["start"], record["end"]) for record in records)


def stated(record: dict[str, Any] | None, key: str = "text") -> Any:
    return record[key] if record else None


def make_article(data: dict[str, Any]) -> ArticleRow:
    article = data["article"]
    published = article["published"]
    return ArticleRow(
        article_id="a-1",
        source=data["source_file"],
        sha256=data["sha256"],
        media_type="text/plain",
        encoding="utf-8",
        title=article["title"]["text"],
        author=stated(article["author"]),
        author_role=stated(article["author_role"]),
        publisher=stated(article["publisher"], "canonical"),
        syndicated_from=stated(article["original_publisher"], "canonical"),
        published=date.fromisoformat(published["value"]) if published else None,
        published_precision=stated(published, "precision"),
        url=stated(article["url"], "value"),
        region=tuple(part.get("canonical", part["text"]) for part in article["region"]),
        themes=tuple(part["text"] for part in article["themes"]),
        language=article["language"],
        rights=stated(article["rights"]),
    )


def make_quote(number: int, record: dict[str, Any], text: str) -> QuoteRow:
    start, end = record["start"], record["end"]
    named = record["speaker_canonical"]
    return QuoteRow(
        quote_id=f"q-{number}",
        article_id="a-1",
        start=start,
        end=end,
        text=text[start:end],
        kind=record["kind"],
        content_start=start if record["content_start"] is None else record["content_start"],
        content_end=end if record["content_end"] is None else record["content_end"],
        utterance_id=record["split_group"] or f"q-{number}",
        speaker=named,
        speaker_text=record["speaker"],
        speaker_start=record["speaker_start"],
        speaker_end=record["speaker_end"],
        speaker_role=record["speaker_role"],
        relayed_by=record["relayed_by"],
        cue=record["cue"],
        cue_start=record["cue_start"],
        cue_end=record["cue_end"],
        addressee=record["addressee"],
    )


def make_event(number: int, record: dict[str, Any], with_reference: bool) -> EventRow:
    parties = record["actors"] + record["recipients"] if record["symmetric"] else []
    actor = (parties or record["actors"] or [None])[0]
    target = (parties[1:] or [None])[0] if record["symmetric"] else (record["recipients"] or [None])[0]
    day = record["date"]["inferred" if with_reference else "resolved"]
    place = (record["locations"] or [None])[0]
    counts = {count["name"]: count["value"] for count in record["counts"]}
    return EventRow(
        event_id=f"e-{number}",
        article_id="a-1",
        start=record["sentence"]["start"],
        end=record["sentence"]["end"],
        trigger=record["trigger"]["surface"],
        trigger_start=record["trigger"]["start"],
        trigger_end=record["trigger"]["end"],
        event_type=record["type"],
        mode=record["mode"],
        quad=record["quad"],
        actor=stated(actor, "canonical"),
        actor_country=stated(actor, "country"),
        target=stated(target, "canonical"),
        target_country=stated(target, "country"),
        date_text=record["date"]["surface"],
        date_start=date.fromisoformat(day["start"]) if day["start"] else None,
        date_end=date.fromisoformat(day["end"]) if day["end"] else None,
        date_precision=day["precision"],
        place=stated(place, "canonical"),
        place_country=stated(place, "country"),
        launched=counts.get("missiles_fired"),
        intercepted=counts.get("missiles_intercepted"),
        amount=counts.get("money"),
        amount_unit="USD" if "money" in counts else None,
        status=record["status"],
        attributed_to=record["attributed_to"],
    )


def make_mention(record: dict[str, Any], events: list[dict[str, Any]]) -> MentionRow:
    own = [
        f"e-{number}"
        for number, event in enumerate(events)
        if record["resolved_id"] in event["systems"]
        and event["sentence"]["start"] <= record["start"] < event["sentence"]["end"]
    ]
    return MentionRow(
        mention_id=f"m-{record['start']}",
        system_id=record["resolved_id"],
        article_id="a-1",
        start=record["start"],
        end=record["end"],
        text=record["surface"],
        event_id=own[0] if own else None,
        operator=stated(record["operator"], "canonical"),
        supplier=stated(record["supplier"], "canonical"),
    )


def make_system(key: str, entry: dict[str, Any]) -> SystemRow:
    nato = entry["nato"].split(" (")[0] if entry["nato"] else None
    return SystemRow(key, entry["canonical"], entry["family"], entry["cls"], tuple(entry["origin"]), nato)


def score_one(path: Path, change: Callable[[Predicted, GoldArticle], Predicted] | None = None) -> Evaluation:
    gold, predicted = read_gold(path), make_oracle(path)
    return score([gold], [change(predicted, gold) if change else predicted])


# ---------------------------------------------------------------- the laws


@pytest.mark.parametrize("with_reference", [False, True])
def test_gold_turned_into_rows_is_perfect(with_reference: bool) -> None:
    """Every figure of the gold measured on itself is 100, and there is no slip."""
    gold = [read_gold(path, with_reference=with_reference) for path in FILES]
    evaluation = score(gold, [make_oracle(path, with_reference=with_reference) for path in FILES])
    wrong = {name: figure for name, figure in list_figures(evaluation).items() if figure not in (None, 100.0)}
    assert wrong == {}
    assert [slip for table in evaluation.tables.values() for slip in table.slips] == []


def test_figures_count_the_firm_items() -> None:
    """55 quotations, 75 events, 9 mentions, 39 + 18 look-alikes: the gold without its borderline items."""
    evaluation = score([read_gold(path) for path in FILES], [make_oracle(path) for path in FILES])
    tables = evaluation.tables
    assert tables["quotes"].counts["all"].gold == 55
    assert tables["events"].counts["all"].gold == 75
    assert tables["mentions"].counts["all"].gold == 9
    assert tables["quotes"].lookalikes["not_quotes"].gold == 39
    assert tables["mentions"].lookalikes["not_systems"].gold == 18


def test_nothing_predicted_finds_nothing() -> None:
    """Empty tables have no recall, and no figure of a column: it is not measured rather than perfect."""

    def empty(predicted: Predicted, _: GoldArticle) -> Predicted:
        return replace(predicted, quotes=(), events=(), mentions=())

    tables = score_one(RICH, empty).tables
    assert tables["quotes"].counts["all"].recall == 0
    assert tables["quotes"].counts["all"].precision is None
    assert tables["events"].counts["all"].f1 == 0
    assert tables["quotes"].fields == {}


# ---------------------------------------------------------------- quotes


def quotes_after(path: Path, change: Callable[[list[QuoteRow]], list[QuoteRow]]) -> Table:
    evaluation = score_one(path, lambda found, _: replace(found, quotes=tuple(change(list(found.quotes)))))
    return evaluation.tables["quotes"]


def test_missed_quote_costs_recall() -> None:
    table = quotes_after(RICH, lambda rows: rows[1:])
    assert (table.counts["all"].right, table.counts["all"].predicted, table.counts["all"].gold) == (21, 21, 22)
    assert [slip.kind for slip in table.slips] == ["missed"]


def test_invented_quote_costs_precision() -> None:
    """A span that no gold item holds is wrong, with its context in the slip."""
    table = quotes_after(RICH, lambda rows: [*rows, replace(rows[0], start=200, end=260)])
    assert (table.counts["all"].right, table.counts["all"].predicted) == (22, 23)
    (slip,) = table.slips
    assert (slip.kind, slip.start, len(slip.before), len(slip.text)) == ("invented", 200, 60, 60)


def test_borderline_quotes_are_dont_care() -> None:
    """Leaving the borderline quotations out, or reporting them, changes no figure."""
    gold = read_gold(FILES[0])
    borderline = {quote.span for quote in gold.quotes if quote.borderline}
    assert borderline
    kept = quotes_after(FILES[0], lambda rows: rows)
    dropped = quotes_after(FILES[0], lambda rows: [row for row in rows if (row.start, row.end) not in borderline])
    assert kept == dropped


def test_look_alike_in_marks_is_told_apart() -> None:
    """A scare quote reported as a quotation costs precision and is counted among the not_quotes."""
    gold = read_gold(FILES[0])
    start, end = gold.not_quotes[1].span
    table = quotes_after(FILES[0], lambda rows: [*rows, replace(rows[0], start=start, end=end, kind="partial")])
    assert table.lookalikes["not_quotes"].reported == 1
    assert table.counts["partial"].predicted == 1
    assert [slip.kind for slip in table.slips] == ["invented", "look-alike"]


def test_borderline_look_alike_is_dont_care() -> None:
    gold = read_gold(FILES[4])
    start, end = next(item.span for item in gold.not_quotes if item.borderline)
    table = quotes_after(FILES[4], lambda rows: [*rows, replace(rows[0], start=start, end=end)])
    assert table.counts["all"].f1 == 100
    assert table.lookalikes["not_quotes"].reported == 0


def test_span_may_differ_by_a_fifth() -> None:
    """A span four fifths as long is the same quotation but not the exact span; half as long it is another one."""

    def shorten(part: int) -> Table:
        return quotes_after(
            RICH, lambda rows: [replace(rows[0], end=rows[0].end - len(rows[0].text) // part), *rows[1:]]
        )

    fifth, half = shorten(5), shorten(2)
    assert (fifth.counts["all"].right, fifth.counts["exact span"].right) == (22, 21)
    assert [slip.kind for slip in half.slips] == ["missed", "invented"]


def test_wrong_kind_counts_for_the_span_alone() -> None:
    table = quotes_after(RICH, lambda rows: [replace(row, kind="direct") for row in rows])
    assert table.counts["all"].f1 == 100
    assert table.counts["indirect"].right == 0
    assert table.counts["direct"].predicted == 22
    assert table.fields["kind"].right == 9


def test_second_accepted_kind_is_right() -> None:
    """An unclosed relative clause (kind_accept) may be direct as well as partial."""
    table = quotes_after(
        FILES[1], lambda rows: [replace(row, kind="direct", content_start=row.start) for row in rows[1:]]
    )
    assert table.counts["partial"].f1 == 100
    assert table.fields["kind"].right == 1
    assert "content" not in table.fields


def test_names_are_compared_in_one_spelling() -> None:
    """The name as this article writes it, and the spelling used over all articles, are both right; another is not."""

    def rename(name: str | None) -> Table:
        return quotes_after(
            RICH, lambda rows: [replace(r, speaker=name) if r.speaker == "Sergei Lavrov" else r for r in rows]
        )

    assert rename("Sergey Lavrov").fields["speaker"].right == 22
    assert rename("Lavrov").fields["speaker"].right == 21
    assert rename(None).fields["speaker"].right == 21


def test_unsettled_speaker_must_stay_empty() -> None:
    """Where the text leaves the speaker open, a candidate is right in the lenient score alone."""
    table = quotes_after(RICH, lambda rows: [*rows[:-2], *(replace(row, speaker="Evgeny Finkel") for row in rows[-2:])])
    assert (table.fields["speaker"].right, table.fields["speaker"].lenient) == (20, 22)


def test_either_cue_of_a_relayed_quote_is_right() -> None:
    table = quotes_after(FILES[4], lambda rows: [replace(r, cue="reported") if r.cue == "citing" else r for r in rows])
    assert table.fields["cue"].right == table.fields["cue"].rows


def test_cue_with_its_auxiliary_is_lenient() -> None:
    table = quotes_after(RICH, lambda rows: [replace(row, cue=f"had {row.cue}") for row in rows])
    assert (table.fields["cue"].right, table.fields["cue"].lenient) == (0, 22)


def test_utterance_joins_the_interrupted_parts() -> None:
    """Two parts of one quotation under two ids, or two quotations under one, are wrong."""
    apart = quotes_after(FILES[3], lambda rows: [replace(row, utterance_id=row.quote_id) for row in rows])
    assert (apart.fields["utterance_id"].rows, apart.fields["utterance_id"].right) == (4, 0)
    joined = quotes_after(FILES[3], lambda rows: [replace(row, utterance_id="one") for row in rows])
    assert joined.fields["utterance_id"].right < joined.fields["utterance_id"].rows


def test_quote_in_a_headline_is_dont_care() -> None:
    table = quotes_after(RICH, lambda rows: [*rows, replace(rows[0], start=0, end=40)])
    assert table.counts["all"].f1 == 100


# ---------------------------------------------------------------- events


def events_after(path: Path, change: Callable[[list[EventRow]], list[EventRow]]) -> Table:
    evaluation = score_one(path, lambda found, _: replace(found, events=tuple(change(list(found.events)))))
    return evaluation.tables["events"]


def at(row: EventRow, span: tuple[int, int], key: str = "e-new") -> EventRow:
    return replace(row, event_id=key, trigger_start=span[0], trigger_end=span[1])


def test_predictions_on_one_record_count_once() -> None:
    """A prediction on a further mention of a record is neither right nor wrong; the surplus is told."""
    gold = read_gold(RICH)
    event = next(event for event in gold.events if event.mentions and not event.borderline)
    table = events_after(RICH, lambda rows: [*rows, at(rows[0], event.mentions[0])])
    assert table.counts["all"].f1 == 100
    assert table.merged == 1


def test_event_is_found_by_any_mention() -> None:
    gold = read_gold(RICH)
    number, event = next((n, e) for n, e in enumerate(gold.events) if e.mentions and not e.borderline)
    table = events_after(
        RICH, lambda rows: [at(row, event.mentions[-1]) if n == number else row for n, row in enumerate(rows)]
    )
    assert table.counts["all"].f1 == 100
    assert table.counts["main mention"].right == table.counts["all"].right - 1


def test_event_word_outside_the_gold_is_wrong() -> None:
    """A trigger in a caption is invented; a listed look-alike is counted as such; a summing-up heading is don't care."""
    gold = read_gold(FILES[4])
    caption = (820, 826)
    trap = next(item.span for item in gold.not_events if not item.borderline)
    heading = next(item.span for item in gold.not_events if item.borderline)
    table = events_after(
        FILES[4],
        lambda rows: [*rows, at(rows[0], caption, "e-a"), at(rows[0], trap, "e-b"), at(rows[0], heading, "e-c")],
    )
    assert [slip.kind for slip in table.slips] == ["invented", "invented", "look-alike"]
    assert table.lookalikes["not_events"].reported == 1


def test_further_types_are_lenient() -> None:
    """alt_types are right in the lenient score; "type too" takes them as well."""
    gold = read_gold(RICH)
    number, event = next(
        (n, e) for n, e in enumerate(gold.events) if e.sheets[0]["event_type"].lenient and not e.borderline
    )
    other = event.sheets[0]["event_type"].lenient[0]
    assert other
    table = events_after(
        RICH, lambda rows: [replace(row, event_type=other) if n == number else row for n, row in enumerate(rows)]
    )
    kind = table.fields["event_type"]
    assert kind.lenient == kind.rows == kind.right + 1
    assert table.counts["type too"].f1 == 100


def test_parties_without_order_may_be_swapped() -> None:
    def swap(row: EventRow) -> EventRow:
        return replace(
            row, actor=row.target, actor_country=row.target_country, target=row.actor, target_country=row.actor_country
        )

    symmetric = {event.trigger for event in read_gold(RICH).events if len(event.sheets) > 1}
    assert symmetric

    def swapped(chosen: bool) -> Table:
        return events_after(
            RICH,
            lambda rows: [swap(r) if ((r.trigger_start, r.trigger_end) in symmetric) is chosen else r for r in rows],
        )

    unordered, ordered = swapped(chosen=True).fields["actor"], swapped(chosen=False).fields["actor"]
    assert unordered.right == unordered.rows
    assert ordered.right < ordered.rows


def test_actor_that_stands_for_several_states() -> None:
    """Each of the states is right, also as a list, and so is an empty cell; a stranger is not."""
    records = json.loads(RICH.read_text(encoding="utf-8"))["events"]
    (several,) = [
        number for number, record in enumerate(records) if any("countries" in actor for actor in record["actors"])
    ]

    def wrong(country: str | None) -> int:
        table = events_after(
            RICH,
            lambda rows: [replace(row, actor_country=country) if n == several else row for n, row in enumerate(rows)],
        )
        return table.fields["actor_country"].rows - table.fields["actor_country"].right

    assert [wrong(country) for country in ("ISR", "RUS", "ISR; RUS", None, "FRA")] == [0, 0, 0, 0, 1]


def test_date_must_not_be_guessed() -> None:
    """What the text leaves open is wrong when filled; a stated date is wrong with another precision, but lenient."""
    guess = date(2018, 4, 9)
    table = events_after(
        RICH, lambda rows: [replace(r, date_start=guess, date_end=guess, date_precision="day") for r in rows]
    )
    assert table.fields["date"].right == 0
    table = events_after(RICH, lambda rows: [replace(row, date_precision="day") for row in rows])
    assert table.fields["date, if stated"].right == 0
    assert table.fields["date, if stated"].lenient == table.fields["date, if stated"].rows == 4


def test_relative_dates_need_the_reference_date() -> None:
    """With the gold's reference date the open dates of the text are wrong and the inferred ones right."""
    gold, predicted = read_gold(RICH, with_reference=True), make_oracle(RICH)
    assert gold.reference_date == date(2018, 4, 25)
    column = score([gold], [predicted], with_reference=True).tables["events"].fields["date"]
    assert column.right < column.rows


def test_sourceless_hedge_takes_any_source() -> None:
    def rename(rows: list[EventRow]) -> list[EventRow]:
        return [
            replace(row, attributed_to=None if (row.attributed_to or "").startswith('"') else row.attributed_to)
            for row in rows
        ]

    column = events_after(FILES[0], rename).fields["attributed_to"]
    assert column.right == column.rows


# ---------------------------------------------------------------- systems


def test_name_with_its_head_noun_is_right_and_more_is_not() -> None:
    """Any span from the bare name to the name with its head noun; the sentence around it is another thing."""
    gold = read_gold(FILES[1])
    mention = gold.mentions[0]
    for extra, right in ((0, 2), (1, 1)):
        end = mention.extended[1] + extra

        def widen(found: Predicted, _: GoldArticle, end: int = end) -> Predicted:
            return replace(found, mentions=(replace(found.mentions[0], end=end), *found.mentions[1:]))

        table = score_one(FILES[1], widen).tables["mentions"]
        assert (table.counts["all"].right, table.counts["exact span"].right) == (right, 1)


def test_number_that_is_no_system_is_a_look_alike() -> None:
    def invent(found: Predicted, gold: GoldArticle) -> Predicted:
        start, end = gold.not_systems[0].span
        return replace(found, mentions=(*found.mentions, replace(found.mentions[0], start=start, end=end)))

    table = score_one(FILES[3], invent).tables["mentions"]
    assert table.lookalikes["not_systems"].reported == 1
    assert table.counts["all"].precision == 50


# ---------------------------------------------------------------- the text and its article


def test_boilerplate_in_the_body_costs_precision() -> None:
    def widen(found: Predicted, _: GoldArticle) -> Predicted:
        return replace(found, body=((0, len(found.text)),))

    count = score_one(RICH, widen).tables["structure"].counts["all"]
    assert count.recall == 100
    assert count.precision is not None
    assert count.precision < 90


def test_headline_with_scraper_noise_is_accepted() -> None:
    def retitle(title: str) -> int:
        def change(found: Predicted, _: GoldArticle) -> Predicted:
            return replace(found, article=replace(found.article, title=title))

        return score_one(RICH, change).tables["articles"].fields["title"].right

    raw = json.loads(RICH.read_text(encoding="utf-8"))["article"]["title_raw"]["text"]
    assert (retitle(raw), retitle(raw[:-1])) == (1, 0)


# ---------------------------------------------------------------- gold that cannot be used


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is no JSON"),
        ("[]", "is no gold file"),
        ('{"schema": "seed_gold/1"}', "'quotes' is missing"),
        ('{"schema": "seed_gold/1", "quotes": [], "article": {}}', "'source_file' is missing"),
    ],
)
def test_malformed_gold_names_file_and_defect(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=message) as caught:
        read_gold(path)
    assert str(path) in str(caught.value)


def test_defect_is_numbered(tmp_path: Path) -> None:
    """The message tells which record of which list cannot be read."""
    data = json.loads(FILES[1].read_text(encoding="utf-8"))
    del data["events"][3]["trigger"]
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data))
    with pytest.raises(UsageError, match=r"events\[3\] cannot be read \('trigger' is missing\)"):
        read_gold(path)


def test_missing_gold_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list_gold([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="holds no gold file"):
        list_gold([tmp_path])


def test_gold_spans_are_slices_of_the_seeds() -> None:
    """Every surface in the gold is the text at its offsets."""
    pairs = [("start", "end", key) for key in ("surface", "text")]
    pairs += [(f"{key}_start", f"{key}_end", key) for key in ("speaker", "cue", "addressee", "speaker_role", "content")]
    checked = 0
    for path in FILES:
        data = json.loads(path.read_text(encoding="utf-8"))
        text = (ROOT / "seeds" / data["source_file"]).read_bytes().decode()
        todo: list[Any] = [data]
        while todo:
            node = todo.pop()
            if isinstance(node, dict):
                for start, end, key in pairs:
                    if isinstance(node.get(start), int) and isinstance(node.get(key), str):
                        assert text[node[start] : node[end]] == node[key], (path.name, node[start], node[key])
                        checked += 1
            todo += node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    assert checked > 1000

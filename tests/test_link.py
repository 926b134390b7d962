"""Linking: attribution, near-duplicates, incidents and the systems table, over rows and independent of their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wirepack.fingerprints import BINS, similarity, sketch
from wirepack.link import link
from wirepack.models import ArticleRow, ArticleRows, EventRow, MentionRow, Problem, QuoteRow, SystemRow
from wirepack.sift import sift

STORY = (
    "The army said on Monday that it had shot down two drones over the northern border and that nobody was hurt in "
    "the incident which followed a week of shelling by both sides and a round of talks that ended without a result"
)


def make_rows(number: int, text: str = "", **tables: tuple) -> ArticleRows:  # type: ignore[type-arg]
    """Rows of one article called `<number>.txt`."""
    identity = f"a-{number:016x}"
    article = ArticleRow(identity, f"{number}.txt", f"{number:064x}", "text/plain", "utf-8")
    rows = ArticleRows(article, (), (), (), (), sketch(text.lower().split()))
    return replace(rows, **tables)  # type: ignore[arg-type]


def make_event(number: int, article: int, **values: object) -> EventRow:
    """An attack in Homs on 9 April 2018 by Israel, unless told otherwise."""
    event = EventRow(
        f"e-{number:016x}", f"a-{article:016x}", 0, 100, "struck", 40, 46, "ASSAULT", actor="Israel", actor_country="ISR",
        date_start=date(2018, 4, 9), date_end=date(2018, 4, 9), date_precision="day", place="Homs", place_country="SYR",
    )  # fmt: skip
    return replace(event, **values)  # type: ignore[arg-type]


def make_quote(start: int, end: int, speaker: str | None, text: str | None = None) -> QuoteRow:
    """An indirect quotation whose content is start:end."""
    return QuoteRow("q-0", "a-0", start, end, "", "indirect", start, end, "q-0", speaker=speaker, speaker_text=text)


def test_an_event_in_reported_words_is_attributed_to_the_innermost_speaker() -> None:
    """Two layers: the deepest source counts; outside of any quotation nobody is named."""
    quotes = (make_quote(0, 90, "Russia Today"), make_quote(30, 80, None, "officials"))
    events = (
        make_event(1, 1),
        make_event(2, 1, trigger_start=85, trigger_end=89),
        make_event(3, 1, trigger_start=95, trigger_end=99),
    )
    corpus = link([make_rows(1, quotes=quotes, events=events)])
    assert [event.attributed_to for event in corpus.events] == ["officials", "Russia Today", None]


def test_mentions_are_kept_and_counted() -> None:
    """The table of systems counts the mentions and the articles."""
    mentions = tuple(
        MentionRow(mention_id=f"m-{start}", system_id="f-16", article_id="a-1", start=start, end=start + 4, text="F-16")
        for start in (12, 50, 200)
    )
    corpus = link([make_rows(1, mentions=mentions, systems=(SystemRow("f-16", "F-16"),))])
    assert corpus.mentions == mentions
    assert (corpus.systems[0].mention_count, corpus.systems[0].article_count) == (3, 1)


def test_a_copy_points_at_the_earliest() -> None:
    """A story with another headline is a copy of the one published first; a different story is none."""
    first = make_rows(2, STORY)
    first = replace(first, article=replace(first.article, published=date(2020, 1, 1)))
    copy = make_rows(1, "Breaking news: " + STORY)
    other = make_rows(3, "Talks between the two ministers in Geneva ended on Friday with a plan to meet again in May")
    corpus = link([copy, first, other])
    assert [article.duplicate_of for article in corpus.articles] == [first.article.article_id, None, None]


def test_an_empty_body_copies_nothing() -> None:
    """Two articles without words are not copies of each other."""
    corpus = link([make_rows(1), make_rows(2)])
    assert [article.duplicate_of for article in corpus.articles] == [None, None]


def incidents_of(*events: EventRow) -> list[str | None]:
    """The incident of each event; every event is of its own article."""
    rows = {event.event_id: event for event in link(make_rows(k, events=(e,)) for k, e in enumerate(events)).events}
    return [rows[event.event_id].incident_id for event in events]


def make_meeting(number: int, first: date, last: date, **values: object) -> EventRow:
    """Talks of the United States with Russia, in Geneva unless told otherwise."""
    told = {"actor": "United States", "actor_country": "USA", "target": "Russia", "target_country": "RUS"}
    place = {"place": "Geneva", "place_country": "CHE"}
    dates = {"date_start": first, "date_end": last, "event_type": "CONSULT"}
    return make_event(number, number, **(told | place | dates | values))


def test_a_summit_told_with_its_month_is_the_one_told_with_its_day() -> None:
    """Both states and an overlap in time tell a meeting, in any order of the states and without a place."""
    june = date(2021, 6, 1), date(2021, 6, 30)
    day = make_meeting(1, date(2021, 6, 16), date(2021, 6, 16))
    month = make_meeting(
        2,
        *june,
        actor_country="RUS",
        actor="Russia",
        target_country="USA",
        target="Biden",
        place=None,
        place_country=None,
    )
    assert incidents_of(day, month) == incidents_of(day, replace(month, place_country="CHE")) == [day.event_id] * 2


def test_meetings_that_contradict_each_other_are_two() -> None:
    """Another month, another state, another place, or an attack instead of a meeting."""
    day = make_meeting(1, date(2021, 6, 16), date(2021, 6, 16))
    others = (
        make_meeting(2, date(2021, 7, 1), date(2021, 7, 31), place=None, place_country=None),
        make_meeting(2, date(2021, 6, 1), date(2021, 6, 30), target_country="CHN", target="China"),
        make_meeting(2, date(2021, 6, 1), date(2021, 6, 30), place="Helsinki", place_country="FIN"),
        make_meeting(2, date(2021, 6, 1), date(2021, 6, 30), event_type="ASSAULT", place=None),
        make_meeting(2, date(2021, 6, 16), date(2021, 6, 16), article_id="a-0000000000000001", place=None),
    )
    for other in others:
        assert len(set(incidents_of(day, other))) == 2


def test_a_month_joins_one_day_of_two() -> None:
    """Two meetings of one month stay two, whatever a third article calls "last month"."""
    first, second = (
        make_meeting(k, date(2021, 6, k), date(2021, 6, k), place=None, place_country=None) for k in (3, 16)
    )
    month = make_meeting(2, date(2021, 6, 1), date(2021, 6, 30), place=None, place_country=None)
    found = incidents_of(first, second, month)
    assert found[0] != found[1]
    assert found[2] in found[:2]


def test_records_of_two_articles_share_an_incident_unless_something_contradicts() -> None:
    """Same type, place and day: one incident, also where one article does not name the actor; another actor: another."""
    events = [
        make_event(1, 1),
        make_event(2, 2, actor=None, actor_country=None),
        make_event(3, 3, actor="Turkey", actor_country="TUR"),
        make_event(4, 4, place="Idlib"),
        make_event(5, 5, date_start=date(2018, 4, 1), date_end=date(2018, 4, 30), date_precision="month"),
        make_event(6, 1),
    ]
    articles = [
        make_rows(number, events=tuple(event for event in events if event.article_id.endswith(str(number))))
        for number in range(1, 6)
    ]
    for order in (articles, articles[::-1]):
        corpus = link(order)
        incidents = {int(event.event_id[-1]): int(str(event.incident_id)[-1]) for event in corpus.events}
        assert incidents == {1: 1, 2: 1, 3: 3, 4: 4, 5: 5, 6: 6}


@given(st.permutations(range(6)))
def test_the_order_of_the_articles_does_not_matter(order: list[int]) -> None:
    """The corpus is the same for any number of workers."""
    articles = [make_rows(n, STORY if n % 2 else STORY[:100], events=(make_event(n, n),)) for n in range(1, 7)]
    assert link([articles[index] for index in order]) == link(articles)


@given(st.lists(st.sampled_from(["the", "a", "army", "border", "shot", "drone", "said", "on"]), max_size=60))
def test_a_text_is_like_itself(words: list[str]) -> None:
    """A sketch has a fixed size and agrees with itself, if there is a common word to count from."""
    fingerprint = sketch(words)
    assert len(fingerprint) == BINS
    assert similarity(fingerprint, fingerprint) == (1.0 if {"the", "a", "said"} & set(words) else 0.0)


def test_files_with_the_same_bytes_give_one_article_and_a_warning() -> None:
    """The warning names both; bad seeds are kept apart; a text that is not UTF-8 is worth a warning."""
    one, two = make_rows(1), make_rows(2)
    again = replace(one, article=replace(one.article, source="again.txt"))
    latin = replace(two, article=replace(two.article, encoding="windows-1252"))
    bad = Problem("empty-file", "holds no text", "bad.txt")
    sifted = sift([again, bad, latin, one])
    assert [rows.article.source for rows in sifted.articles] == ["1.txt", "2.txt"]
    assert sifted.rejects == (bad,)
    assert [(problem.code, problem.path) for problem in sifted.warnings] == [
        ("not-utf8", "2.txt"),
        ("repeated-file", "again.txt"),
    ]
    assert "1.txt" in sifted.warnings[1].message


def test_articles_that_are_not_english_are_named_by_language() -> None:
    """Who finds no quotes learns why: one warning for a language, with the files, and what they gave all the same."""

    def told(*rows: ArticleRows) -> list[tuple[str | None, str]]:
        return [(found.path, found.message) for found in sift(rows).warnings if found.code == "not-english"]

    def in_language(number: int, language: str | None, words: int = 100) -> ArticleRows:
        rows = make_rows(number)
        return replace(rows, article=replace(rows.article, language=language, word_count=words))

    assert told(in_language(1, "en"), in_language(2, "eng"), in_language(3, None, words=9)) == []
    assert (
        told(replace(in_language(1, None), events=(make_event(1, 1),))) == []
    )  # it gave rows, so there is nothing to explain
    [(path, message)] = told(in_language(1, "es"), in_language(2, "en"))
    assert path == "1.txt"
    assert message.startswith("is in es; it has its row in articles, but quotes and events are read in English alone")
    (_, spanish), (_, unknown) = told(*(in_language(n, "es") for n in range(1, 13)), in_language(20, None))
    assert "12 articles are in es (1.txt, 2.txt, " in spanish.replace("10.txt, 11.txt, 12.txt, ", "")
    assert "and 2 more)" in spanish
    assert unknown.startswith("is in no language that is recognised;")

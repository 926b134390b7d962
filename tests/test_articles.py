"""The articles table: what a text tells about itself, and what it must not be made to tell."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.bylines import is_person_name, parse_byline
from wirepack.datelines import match_dateline
from wirepack.extract.articles import extract_articles
from wirepack.languages import detect_language
from wirepack.lexicons import read_table
from wirepack.markup import plain
from wirepack.models import ArticleRow, Seed
from wirepack.outlets import find_outlet, host_of, outlet_at
from wirepack.segment import segment
from wirepack.segment.lines import read_desk_line

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['label']}")
    for path in sorted((Path(__file__).parent / "cases" / "articles").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
GOLD = sorted((Path(__file__).parent / "gold").glob("*.json"))
SEEDS = Path(__file__).parents[1] / "seeds"
NOT_TOLD = {"article_id", "source", "sha256", "media_type", "encoding", "word_count", "duplicate_of"}


def article(text: str) -> ArticleRow:
    """The row of one text."""
    return extract_articles(segment(Seed("a.txt", "0" * 64, "a-0", text, "utf-8")))


def told(row: ArticleRow) -> dict[str, Any]:
    """The fields that the text itself fills, as JSON has them."""
    fields = {name: value for name, value in asdict(row).items() if value and name not in NOT_TOLD}
    return json.loads(json.dumps(fields, default=str))  # type: ignore[no-any-return]  # dates as text, tuples as lists


@pytest.mark.parametrize("case", CASES)
def test_rows_of_made_up_articles(case: dict[str, Any]) -> None:
    """Each case is a text and every field that it fills; `comment` says what it shows."""
    assert told(article(case["text"])) == case["row"], case["comment"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_field_of_the_seeds(path: Path) -> None:
    """The five real articles: every field as a careful reader filled it, empty ones included."""
    gold = json.loads(path.read_text(encoding="utf-8"))["article"]
    row = article((SEEDS / path.with_suffix(".txt").name).read_bytes().decode())

    def value(field: str) -> str | None:
        item = gold[field]
        return item.get("canonical", item.get("value", item.get("text"))) if item else None

    for field in ("title", "author", "author_role", "publisher", "syndicated_from", "url", "rights"):
        assert getattr(row, field) == value(field), field
    assert (row.published.isoformat() if row.published else None) == value("published")
    assert row.published_precision == (gold["published"] or {}).get("precision")
    assert list(row.region) == [item.get("canonical", item["text"]) for item in gold["region"]]
    assert list(row.themes) == [item["text"] for item in gold["themes"]]
    assert row.language == gold["language"]


def test_words_of_the_body_are_counted() -> None:
    """Headline, byline, captions and marks do not count; a hyphenated word is one."""
    text = "Army retakes hill\n\nBy Jane Roe\n\nTwo S-300s of Syria’s army left the <b>hill</b> above Karpin town on Monday, it said.\n"
    assert article(text).word_count == 15


def test_what_the_seed_tells_is_copied() -> None:
    """Path, hash and encoding come from the file."""
    row = extract_articles(segment(Seed("x/b.txt", "f" * 64, "a-1", "He left.", "windows-1252", "text/html")))
    assert (row.source, row.sha256, row.article_id, row.encoding, row.media_type) == (
        "x/b.txt", "f" * 64, "a-1", "windows-1252", "text/html",
    )  # fmt: skip
    assert row.duplicate_of is None


WORDS = st.sampled_from(
    ["By", "Jane Roe", ",", "and", "in Beirut", "Reuters", "|", "(AFP)", "-", "Staff writer", "for", "The Times", "Omar Karpin",
     "Published", "3 May 2012", "Updated:", "Army retakes hill", "correspondent", "©", "All rights reserved.", "Home", "“", "•"]
)  # fmt: skip
LINES = st.lists(WORDS | st.text(max_size=5), max_size=8).map(" ".join)


@given(st.lists(LINES | st.just(""), max_size=12).map("\n".join) | st.text(max_size=400))
def test_any_text_gives_a_row(text: str) -> None:
    """Nothing in a text may stop the build, and no field is an empty string."""
    fields = asdict(article(text))
    assert all(value != "" for name, value in fields.items() if name not in NOT_TOLD)


@given(LINES | st.text(max_size=120))
def test_any_line_may_be_read_as_a_byline(line: str) -> None:
    """Names, role and outlet are never empty strings."""
    byline = parse_byline(line)
    assert all(byline.names)
    assert byline.role != ""
    assert byline.outlet != ""


@pytest.mark.parametrize("row", read_table("author_roles"), ids=lambda row: row["word"])
def test_a_role_is_no_part_of_the_name(row: dict[str, str]) -> None:
    """Each entry's example is a byline of Jane Roe in that role."""
    byline = parse_byline(f"By {row['example']}")
    assert byline.names == ("Jane Roe",)
    assert byline.role is not None
    assert row["word"] in byline.role


@pytest.mark.parametrize("row", read_table("credentials"), ids=lambda row: row["word"])
def test_credentials_are_neither_name_nor_role(row: dict[str, str]) -> None:
    """Each entry's example is a byline of Jane Roe alone."""
    assert parse_byline(row["example"]) == parse_byline("By Jane Roe")


@pytest.mark.parametrize("row", read_table("dateline_labels"), ids=lambda row: row["word"])
def test_labels_in_capitals_are_no_places(row: dict[str, str]) -> None:
    """Each entry's example opens with the label, and has no dateline."""
    assert row["example"].lower().startswith(row["word"])
    assert match_dateline(row["example"], 0, len(row["example"])) is None


@pytest.mark.parametrize("row", read_table("byline_words"), ids=lambda row: row["word"])
def test_words_of_bylines_name_nobody(row: dict[str, str]) -> None:
    """Each entry's example is a byline in which the word names no person."""
    byline = parse_byline(row["example"])
    for role in row["roles"].split():
        if role == "beside":
            assert (byline.names, byline.role) == ((), row["example"].removeprefix("By "))
        elif role == "agencies":
            assert byline.names == ("Jane Roe",)
        elif role == "account":
            assert byline.names == ()
        elif role == "owned":  # a line of its own below a headline
            line = f"Reuters' Karpin {row['word'].title()}"
            assert [zone.kind for zone in read_desk_line(line)] == ["metadata:byline"]
        else:
            assert byline.outlet == "Reuters"


@pytest.mark.parametrize("row", read_table("arabic_towns"), ids=lambda row: row["word"])
def test_arabic_towns_open_datelines(row: dict[str, str]) -> None:
    """Each entry's example opens with the town and a dash; without the town there is no dateline."""
    found = match_dateline(row["example"], 0, len(row["example"]))
    assert found is not None
    assert row["example"][slice(*found.place)] == row["word"]
    other = row["example"].replace(row["word"], "أولا")
    assert match_dateline(other, 0, len(other)) is None


def test_outlets_have_one_owner_each() -> None:
    """No name or alias belongs to two outlets, and each is found by it."""
    names: list[str] = []
    for row in read_table("outlets"):
        own = [row["name"], *filter(None, row["aliases"].split("; "))]
        names += own
        for name in own:
            found = find_outlet(name)
            assert found is not None
            assert found.name == row["name"]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["Time", "Print", "the sun", "Share", "Rear Admiral", "The army", ""])
def test_words_are_no_outlets(name: str) -> None:
    """Capitals count where the name of an outlet is a word."""
    assert find_outlet(name) is None


def test_the_longest_name_of_an_outlet_wins() -> None:
    """A name that goes on is another outlet's, or nobody's."""
    assert outlet_at("The Indian Express said", 0) == (18, find_outlet("The Indian Express"))
    assert outlet_at("Reutersville", 0) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LOS ANGELES, Feb 26 - Shares rose.", "LOS ANGELES"),
        ("DAMASCUS, Syria — The army left.", "DAMASCUS, Syria"),
        ("PORT-AU-PRINCE, Haiti (AP) -- The army left.", "PORT-AU-PRINCE, Haiti"),
        ("N'DJAMENA: The army left.", "N'DJAMENA"),
        ("ST. LOUIS - The army left.", "ST. LOUIS"),
        ("Beirut, 3 February (AFP): The army left.", "Beirut"),
        ("Washington/Moscow (Reuters) - The army left.", "Washington/Moscow"),
        ("The army left - and came back.", None),
        ("War - it is said - is hell.", None),
        ("Obama: We will leave.", None),
        ("SENATOR ROE: We left.", None),
        ("NATO said it had left.", None),
        ("BEIRUT", None),
    ],
)
def test_datelines_are_told_from_other_openings(text: str, place: str | None) -> None:
    """A dateline is a place and a mark; small letters want a date or an agency."""
    found = match_dateline(text, 0, len(text))
    assert (text[slice(*found.place)] if found else None) == place


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that it had left the town and that nobody was in it.", "en"),
        ("L'armée a dit qu'elle avait quitté la ville et que personne n'y était.", "fr"),
        ("Die Armee sagte, dass sie die Stadt verlassen hat und niemand mehr dort ist.", "de"),
        ("Армия заявила, что она покинула город и что в нем никого не было.", "ru"),
        ("Армія заявила, що вона залишила місто і що в ньому нікого не було.", "uk"),
        ("قال الجيش إنه غادر المدينة وإن أحدا لم يكن في هذه المدينة من بين السكان", "ar"),
        ("ارتش گفت که این شهر را ترک کرده است و هیچ کس در آن نبود", "fa"),
        ("הצבא אמר כי הוא עזב את העיר וכי לא היה בה איש", "he"),
        ("军队表示已经离开该镇，镇上没有人。", "zh"),
        ("軍は町を離れたと述べ、町には誰もいなかった。", "ja"),
        ("Ordu kasabadan ayrıldığını ve kimsenin bu kasabada olmadığını söyledi, daha sonra da geri döndü.", "tr"),
        ("Aleppo Homs Idlib Hama", None),
        ("", None),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None) -> None:
    """By script where it settles the matter, else by function words; null where neither does."""
    document = segment(Seed("a.txt", "", "a-0", text, "utf-8"))
    assert detect_language(document.tokens.lower) == language


def test_names_of_persons_have_a_shape() -> None:
    """First and last name; no role, no outlet, no single word."""
    assert is_person_name("Marwan al-Hassan")
    assert not any(
        map(is_person_name, ("Roe", "Staff Writer", "Jordan Times", "the army", "Jane Roe And Her Five Small Dogs"))
    )


def test_hosts_are_read_from_addresses() -> None:
    """Scheme, www and path left out."""
    assert host_of("HTTPS://www.Example.org:80/a?b") == "example.org"


def test_markup_goes_and_tickers_stay() -> None:
    """Tags and Markdown marks are left out of values; names in angle brackets are not."""
    assert plain("**A**\n<i>b</i> <AXP> <San Miguel Corp> \\*") == "A b <AXP> <San Miguel Corp> *"

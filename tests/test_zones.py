"""Zones, sentences and tokens: what every text must satisfy, and what made-up articles of many shapes give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirepack.lexicons import read_table
from wirepack.models import Seed
from wirepack.segment import segment
from wirepack.segment.boilerplate import classify, find_phrases
from wirepack.segment.header import read_header_line
from wirepack.segment.headlines import find_title_noise, is_headline
from wirepack.segment.mastheads import is_menu
from wirepack.segment.paragraphs import cut_blocks
from wirepack.segment.sentences import split_sentences
from wirepack.segment.tokens import tokenize
from wirepack.segment.zones import find_zones

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['label']}")
    for path in sorted((Path(__file__).parent / "cases" / "zones").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
GOLD = sorted((Path(__file__).parent / "gold").glob("*.json"))
SEEDS = Path(__file__).parents[1] / "seeds"
KINDS = {
    *("title", "deck", "heading", "body"),
    *(f"metadata:{what}" for what in "byline publisher published dateline region theme url section".split()),  # noqa: SIM905
    *("boilerplate:caption", "boilerplate:navigation", "boilerplate:share", "boilerplate:republication"),
    *("boilerplate:author_bio", "boilerplate:rights", "boilerplate:credit", "boilerplate:separator"),
    *("boilerplate:banner", "boilerplate:title_noise", "boilerplate:footer"),
}

# Lines of which articles and scraped pages are made, in any order.
LINES = st.sampled_from(
    [
        *("Army retakes hill above Karpin town", "## Army Retakes Hill", "**Army** retakes hill | Example Daily"),
        *("By Jane Roe", "By", "Jane Roe", "by Jane Roe, Reuters | August 3, 2021", "Global Research, August 03, 2021"),
        *("Updated: 3 Aug 2021", "Region: Russia", "and FSU", "Share", "Photo: A. Person", "* * *", "Reuter", "@jroe"),
        *("BEIRUT (AP) — The army said on Tuesday that it had retaken the hill above the town.", "He left.", "KABUL: "),
        *("Copyright © 2021 Example Daily", "Jane Roe is a reporter for the Example Daily.", "Read more: The truce"),
        *("“We hold the road,” Col. Anna Karpin told reporters. Nobody could be reached", "its de", "facto ally fled."),
        *("<p>One.</p><p>Two", "QUESTION: Who?", "www.example.org", "\u200f", "العربية", "…", '"', "(", "Mr.", "1."),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.sampled_from("aA.b B\n\r\t\f\u00a0\u2028\"“”'()<>/#*_-—:;|@©1,"), max_size=200),
    st.builds(
        lambda parts: "".join(line + gap for line, gap in parts),
        st.lists(
            st.tuples(LINES, st.sampled_from(["\n", "\n\n", " ", "\r\n\r\n", "\n \n", "\f", "\n    "])), max_size=14
        ),
    ),
)


def zones_of(text: str) -> list[tuple[str, str]]:
    """The zones of a text as pairs of kind and text."""
    return [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text)]


@given(TEXTS)
@example("1\r00\n00\r*\ra\r0")  # a Markdown mark with white space behind it
def test_zones_stand_in_order_inside_the_text_and_are_trimmed(text: str) -> None:
    """Any text at all gives zones of known kinds, in order, without overlap, empty ones or outer white space."""
    position = 0
    for zone in find_zones(text):
        assert position <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end] == text[zone.start : zone.end].strip()
        assert zone.kind in KINDS
        position = zone.end


@given(TEXTS)
def test_nothing_that_reads_is_lost_between_zones(text: str) -> None:
    """Letters outside all zones stand in a line that has one: only the labels of header lines are left out."""
    blocks = cut_blocks(text)
    zones = find_zones(text)
    for block in blocks:
        letters = any(letter.isalnum() for letter in text[block.start : block.end])
        assert not letters or any(zone.start < block.end and block.start < zone.end for zone in zones)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "> Calm\n> holds here, they say.\n> By noon it was over.",
            ["Calm\n> holds here, they say.", "By noon it was over."],
        ),
        (
            "> The truce that was agreed on in Karpin at\n> Monday Morning held.",
            ["The truce that was agreed on in Karpin at\n> Monday Morning held."],
        ),
        (
            ">> The truce that was agreed on in Karpin held.\n> Nobody was there.",
            ["The truce that was agreed on in Karpin held.", "Nobody was there."],
        ),
        ("> One came.\n>\n> Two left.\n>\n>\n> Three stayed.", ["One came.", "Two left.", "Three stayed."]),
    ],
)
def test_quoted_lines_make_paragraphs(text: str, paragraphs: list[str]) -> None:
    """Marks part lines of different depth, join long lines of the same, and belong to none."""
    marked = f"Army leaves Karpin\n\nThe army left Karpin on Sunday, officials said.\n\n{text}\n"
    document = segment(Seed("a.txt", "", "a-0", marked, "utf-8"))
    found = [marked[start:end] for start, end in document.paragraphs][1:]
    assert found == paragraphs


@given(TEXTS)
def test_tokens_and_sentences_rebuild_the_text(text: str) -> None:
    """Tokens equal their slices, in order; sentences lie inside their paragraphs, and leave out white space alone."""
    document = segment(Seed("a.txt", "", "a-0", text, "utf-8"))
    tokens = document.tokens
    assert [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)] == tokens.text
    assert tokens.start == sorted(tokens.start)
    assert all(end <= start for end, start in zip(tokens.end, tokens.start[1:], strict=False))
    for number, (start, end) in enumerate(document.paragraphs):
        inside = [sentence for sentence in document.sentences if sentence.paragraph == number]
        position = start
        for sentence in inside:
            assert text[position : sentence.start].strip() == ""
            assert start <= sentence.start < sentence.end <= end
            assert all(
                sentence.start <= tokens.start[index] < sentence.end for index in range(sentence.first, sentence.last)
            )
            position = sentence.end
        assert text[position:end].strip() == ""


@pytest.mark.parametrize("case", CASES)
def test_zones_of_made_up_articles(case: dict[str, Any]) -> None:
    """Each case is a text and all its zones, in order; `comment` says what it shows."""
    assert zones_of(case["text"]) == [tuple(zone) for zone in case["zones"]], case["comment"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_paragraphs_headings_and_sentences_of_the_seeds(path: Path) -> None:
    """The five real articles: every paragraph, heading and sentence as a careful reader marked it."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SEEDS / Path(gold["source_file"]).name).read_bytes().decode()
    document = segment(Seed("a.txt", "", "a-0", text, "utf-8"))

    def spans(items: list[dict[str, int]]) -> list[tuple[int, int]]:
        return [(item["start"], item["end"]) for item in items]

    assert list(document.paragraphs) == spans(gold["article"]["paragraphs"])
    assert [(z.start, z.end) for z in document.zones if z.kind == "heading"] == spans(gold["article"]["headings"])
    assert [(sentence.start, sentence.end) for sentence in document.sentences] == spans(gold["sentences"])


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Roe left. She stayed.", ["Dr. Roe left.", "She stayed."]),
        ("He lives in the U.S. The army left.", ["He lives in the U.S.", "The army left."]),
        ("The U.S. Army left.", ["The U.S. Army left."]),
        (
            "It began at 9 a.m. Sunday. He left at 9 p.m. They stayed.",
            ["It began at 9 a.m. Sunday.", "He left at 9 p.m.", "They stayed."],
        ),
        ("He said no. Five left. Unit No. 5 stayed.", ["He said no.", "Five left.", "Unit No. 5 stayed."]),
        ("A raid by J. Roe failed. Plan B. The rest.", ["A raid by J. Roe failed.", "Plan B.", "The rest."]),
        ("They broke it.They left.", ["They broke it.", "They left."]),
        ("“We talk … So far nothing,” he said.", ["“We talk … So far nothing,” he said."]),
        ("“Go!” He went. “Why?” she asked.", ["“Go!”", "He went.", "“Why?” she asked."]),
        ("1. The hill. 2. The road.", ["1. The hill.", "2. The road."]),
        ("It cost $5.5 million. It flew.", ["It cost $5.5 million.", "It flew."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    """Abbreviations, initials, numbers, omissions and lost spaces."""
    found = split_sentences(text, ((0, len(text)),), tokenize(text))
    assert [text[sentence.start : sentence.end] for sentence in found] == sentences


@pytest.mark.parametrize("row", read_table("abbreviations"), ids=lambda row: row["word"])
def test_no_sentence_ends_after_the_abbreviation_of_an_example(row: dict[str, str]) -> None:
    """Each entry's example holds the entry, and is one sentence at it."""
    text = row["example"]
    at = text.lower().find(row["word"].lower() + ".")
    assert at >= 0, "the example does not hold the word"
    found = split_sentences(text, ((0, len(text)),), tokenize(text))
    stop = at + len(row["word"]) + 1
    assert not any(sentence.end == stop for sentence in found[:-1])


@pytest.mark.parametrize("row", read_table("boilerplate"), ids=lambda row: f"{row['where']}: {row['phrase']}")
def test_each_phrase_of_boilerplate_finds_its_example(row: dict[str, str]) -> None:
    """An entry is found in its example; where phrases are loose, as in a footer."""
    text = row["example"]
    assert row["phrase"] in text.lower()
    phrases = find_phrases(tokenize(text))
    assert classify(text, 0, len(text), phrases, footer=row["where"] == "any") is not None


def test_boilerplate_is_sorted_and_has_no_doubles() -> None:
    """One entry per phrase and place, in the order of the phrases."""
    keys = [(row["phrase"], row["where"]) for row in read_table("boilerplate")]
    assert keys == sorted(set(keys))
    assert {row["kind"] for row in read_table("boilerplate")} <= {kind.partition(":")[2] for kind in KINDS} | {"tags"}


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the army had left the town.",
        "The army left on August 3, 2021, and came back in March.",
        "Sources: officials who said that they had seen the convoy leave the base on Monday night and come back without its guns.",
        "Army retakes hill of August 3, 2021",
        "By the river",
        "Jane Roe said no.",
    ],
)
def test_sentences_and_headlines_are_no_header_lines(line: str) -> None:
    """What only looks like a byline, a date line or a label tells nothing about the article."""
    assert read_header_line(line, 0, len(line), titled=False) == []


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("TNN | Updated: Jan 3, 2017, 10:30 IST", ["metadata:publisher", "metadata:updated"]),
        ("NEW DELHI, JANUARY 03, 2017 23:10 IST", ["metadata:dateline", "metadata:published"]),
        ("Posted on July 2, 2016 by Jane Roe", ["metadata:published", "metadata:byline"]),
        ("2016-07-02T10:30:00Z", ["metadata:published"]),
        ("Thu Jul 7 2016", ["metadata:published"]),
        ("22-Dec-2016", ["metadata:published"]),
        ("Reuters", ["metadata:byline"]),
        ("BBC News, Beirut", ["metadata:publisher"]),
        ("https://www.example.org/a", ["metadata:url"]),
    ],
)
def test_header_lines_are_read(line: str, kinds: list[str]) -> None:
    """Dates in many forms, alone or beside an outlet, a place or a name."""
    assert [zone.kind for zone in read_header_line(line, 0, len(line), titled=True)] == kinds


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Five dead | Example Times", "Five dead"),
        ("Five dead - BBC News", "Five dead"),
        ("Five dead in two days - Region - World - Ahram Online", "Five dead in two days"),
        ("Five dead, army says — syria deeply peace pictures", "Five dead, army says"),
        ("Five dead - Report", "Five dead - Report"),
        ("Five dead - state media", "Five dead - state media"),
        ("Putin - the man", "Putin - the man"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(title: str, headline: str) -> None:
    """A known outlet or an upright bar ends a headline; a source label does not."""
    assert title[: find_title_noise(title, 0, len(title))] == headline


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Army retakes hill", True),
        ("Army retakes hill.", True),
        ("As winter nears, army digs in.", True),
        ("The Latest: Army retakes hill.", True),
        ("Army could make history. Again.", True),
        ("Who holds the hill?", True),
        ("The army retook the hill on Monday.", False),
        ("Two soldiers were killed in an attack on their convoy.", False),
        ("In 2016 the hill fell to the army after a siege.", False),
        ("The army left the hill. It gave no reason for leaving it. Nobody in the town could tell one.", False),
    ],
)
def test_headlines_are_told_from_sentences(line: str, expected: bool) -> None:
    """By articles, the past tense of reports, days and years."""
    assert is_headline(line, 0, len(line)) is expected


def test_a_line_that_nothing_sets_apart_is_a_sentence_if_it_ends_like_one() -> None:
    """In a text without blank lines a full stop makes a sentence."""
    line = "Army retakes hill."
    assert is_headline(line, 0, len(line), apart=True)
    assert not is_headline(line, 0, len(line), apart=False)


@pytest.mark.parametrize("row", read_table("menu_words"), ids=lambda row: row["word"])
def test_one_known_item_makes_a_menu(row: dict[str, str]) -> None:
    """Each entry's example is a menu of which only the entry is known."""
    blocks = cut_blocks(row["example"])
    assert is_menu(row["example"], blocks, 0)
    unknown = row["example"].replace(row["word"].title(), "Hills")
    assert not is_menu(unknown, cut_blocks(unknown), 0)


def test_a_title_of_markdown_needs_no_other_sign() -> None:
    """Marks of a heading outweigh everything else."""
    assert zones_of("# He left.\n\nThe army said on Monday that he had left the town.")[0] == ("title", "He left.")


def test_zones_with_and_without_tokens_are_the_same() -> None:
    """Tokens at hand save time and change nothing."""
    text = "Army retakes hill\n\nBy Jane Roe\n\nThe army said on Monday that it had left.\n\nAll rights reserved.\n"
    assert find_zones(text, tokenize(text)) == find_zones(text)

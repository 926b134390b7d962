"""Every kind of input through the whole path: what it states, its text of record, and what is wrong with it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import zipfile
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

import brotli
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inputs import (
    BODY,
    PARAGRAPHS,
    TITLE,
    linked_data,
    make_page,
    make_record,
    make_tar,
    make_warc,
    make_zip,
)

import wirepack
from wirepack.extract.articles import extract_articles
from wirepack.models import ArticleRow, Problem, RawArticle, Seed
from wirepack.read import list_seeds, make_seed, read_articles, read_seed
from wirepack.segment import segment
from wirepack.validate import validate, validate_package

if TYPE_CHECKING:
    from pathlib import Path

    from wirepack.models import BuildReport


def read_all(folder: Path, **files: bytes | str) -> dict[str, Seed | Problem]:
    """Everything that files give, by source; in names of arguments __ stands for a dot."""
    for name, data in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    found: dict[str, Seed | Problem] = {}
    for raw in read_articles(folder, list_seeds(folder)[0]):
        made = make_seed(folder / raw.source, raw) if isinstance(raw, RawArticle) else raw
        source = made.source if isinstance(made, Seed) else str(made.path)
        assert source not in found or isinstance(made, Problem)
        found[source] = made
    return found


def one(folder: Path, **files: bytes | str) -> Seed:
    """The only article of a file."""
    [seed] = read_all(folder, **files).values()
    assert isinstance(seed, Seed), seed
    return seed


def row_of(seed: Seed) -> ArticleRow:
    return extract_articles(segment(seed))


def codes(found: dict[str, Seed | Problem]) -> dict[str, str]:
    """What is wrong, by source."""
    return {source: made.code for source, made in found.items() if isinstance(made, Problem)}


def good(found: dict[str, Seed | Problem]) -> list[str]:
    return [source for source, made in found.items() if isinstance(made, Seed)]


def build(folder: Path, **options: Any) -> BuildReport:
    return wirepack.build(folder, **options)


# ---------------------------------------------------------------- Markdown


def test_front_matter_is_metadata_and_no_body(tmp_path: Path) -> None:
    """The text of record is the whole file, but no word of the front matter belongs to the article."""
    front = f"---\ntitle: '{TITLE}'\nauthors:\n  - Jane Roe\n  - John Doe\ndate: 2024-03-05\nsource: Example Daily\ntags: [war, air]\n---\n"
    text = f"{front}\n# {TITLE}\n\n{BODY}\n"
    seed = one(tmp_path, a__md=text)
    row, document = row_of(seed), segment(seed)
    assert seed.text == text
    assert (row.title, row.author, row.publisher) == (TITLE, "Jane Roe; John Doe", "Example Daily")
    assert (row.published, row.published_precision, row.themes) == (date(2024, 3, 5), "day", ("war", "air"))
    assert row.media_type == "text/markdown"
    assert min(zone.start for zone in document.zones) >= len(front)
    assert document.text == " " * len(front) + text[len(front) :]


QUOTED = """---
title: Army leaves Karpin
---
The army left the town of Karpin on Sunday, the governor said, and the bridge over the river was “gone”.

> “We have lost the town and we will not come back to it
> before the winter,” Governor Ihor Bondar said. “The bridge was hit by
> an S-300.”
>
> Rebels fired rockets at Homs, the ministry said.
"""


def test_marks_of_block_quotes_are_no_part_of_the_text(tmp_path: Path) -> None:
    """Spaces stand for them in the text that is published, so that offsets hold for the file as well; others are not published."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_bytes(QUOTED.replace("Ihor", "Zoé").encode("windows-1252"))
    (tmp_path / "seeds" / "b.md").write_text(f"# {TITLE}\n\n{BODY}\n")
    report = build(tmp_path)
    assert [problem.code for problem in report.problems] == ["not-utf8"]
    tables = {name: pl.read_parquet(tmp_path / "dist" / f"{name}.parquet") for name in ("texts", "quotes", "mentions")}
    [text] = tables["texts"]["text"]
    file = QUOTED.replace("Ihor", "Zoé")
    assert text == file.replace("\n>", "\n ")
    quotes, mentions = (tables[name].join(tables["texts"], on="article_id") for name in ("quotes", "mentions"))
    said = {" ".join(text.split()): speaker for text, speaker in quotes.select("text", "speaker").iter_rows()}
    assert said["We have lost the town and we will not come back to it before the winter,"] == "Zoé Bondar"
    assert said["Rebels fired rockets at Homs"] == "the ministry"
    assert ">" not in "".join(said)
    [mention] = mentions.iter_rows(named=True)
    assert file[mention["start"] : mention["end"]] == "S-300"
    assert validate(tmp_path).valid


def test_marks_of_quoted_mail_stay_in_the_text_and_out_of_the_reading(tmp_path: Path) -> None:
    """A text file is the record: a value that spans two lines shows the mark; speakers, bodies and places do not."""
    (tmp_path / "seeds").mkdir()
    mail = QUOTED.partition("---\nThe army")[2]
    seed = one(tmp_path / "seeds", a__txt=f"Army leaves Karpin\n\nThe army{mail}")
    document = segment(seed)
    assert [seed.text[start:end].split()[0] for start, end in document.paragraphs] == ["The", "“We", "Rebels"]
    assert build(tmp_path).published
    assert not (tmp_path / "dist" / "texts.parquet").exists()
    quotes = pl.read_parquet(tmp_path / "dist" / "quotes.parquet")
    assert "We have lost the town and we will not come back to it\n> before the winter," in quotes["text"].to_list()
    assert {"Ihor Bondar", "the ministry"} <= set(quotes["speaker"])
    assert all(seed.text[start:end] == text for start, end, text in quotes.select("start", "end", "text").iter_rows())
    assert validate(tmp_path).valid


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: 1984\n---\n", "1984"),
        ("---\ntitle: No\n...\n", "No"),
        ("\ufeff---\r\ntitle: Calm holds\r\n---\r\n", "Calm holds"),
        ("---\nHe spoke first.\n---\n", None),
        ("---\n---\n", None),
        ("", None),
    ],
)
def test_front_matter_is_read_as_it_stands(tmp_path: Path, front: str, title: str | None) -> None:
    """Scalars are texts; prose between two rules is no front matter."""
    assert one(tmp_path, a__md=f"{front}{BODY}").stated.title == title


@pytest.mark.parametrize("front", ["title: [open", "a: &x [1]\nb: *x", "title: 'open", "a: b: c"])
def test_broken_front_matter_is_told(tmp_path: Path, front: str) -> None:
    """It is meant to be YAML; aliases, which may unfold without end, are refused."""
    found = read_all(tmp_path, a__md=f"---\n{front}\n---\n{BODY}")
    assert codes(found) == {"a.md": "bad-front-matter"}


# ---------------------------------------------------------------- HTML


def test_a_page_is_its_main_text_and_what_it_states(tmp_path: Path) -> None:
    """JSON-LD in @graph, an author by reference, an agency beside the person, the day of the place."""
    seed = one(tmp_path, a__html=make_page(head=linked_data()))
    row = row_of(seed)
    assert all(paragraph in seed.text for paragraph in PARAGRAPHS)
    assert "Contact us" not in seed.text
    assert "Home" not in seed.text
    assert (row.title, row.author, row.publisher, row.syndicated_from) == (
        TITLE,
        "Jane Roe",
        "Example Daily",
        "Reuters",
    )
    assert (row.published, row.url, row.themes) == (date(2024, 3, 5), "https://example.org/jet", ("war", "air"))
    assert (row.rights, row.media_type, row.encoding) == ("© 2024 Example Daily", "text/html", "utf-8")
    body = " ".join(seed.text[zone.start : zone.end] for zone in segment(seed).zones if zone.kind == "body")
    assert TITLE not in body
    assert "By Jane Roe" not in body


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:title" content="Calm &amp; quiet">', {"title": "Calm & quiet"}),
        ('<meta name="citation_title" content="Calm"><meta property="og:title" content="">', {"title": "Calm"}),
        ('<meta name="author" content="Jane Roe; John Doe">', {"author": "Jane Roe; John Doe"}),
        ('<meta property="article:author" content="https://social.example/jane">', {"author": "Jane Roe"}),
        ('<meta name="parsely-author" content="Jane Q. Roe">', {"author": "Jane Q. Roe"}),
        (
            '<meta property="article:published_time" content="2024-03-05T01:00:00+09:00">',
            {"published": date(2024, 3, 5)},
        ),
        ('<meta name="sailthru.date" content="Tue, 05 Mar 2024 10:00:00 GMT">', {"published": date(2024, 3, 5)}),
        ('<meta name="DC.date.issued" content="2024-03">', {"published_precision": "month"}),
        ('<meta property="og:site_name" content="Example Daily">', {"publisher": "Example Daily"}),
        ('<link rel="canonical" href="https://example.org/a">', {"url": "https://example.org/a"}),
        ('<meta name="news_keywords" content="war, air">', {"themes": ("war", "air")}),
        ('<meta property="og:locale" content="en_GB">', {"language": "en"}),
        (linked_data([{"@type": "BreadcrumbList"}, {"@type": "Report", "headline": "Calm"}]), {"title": "Calm"}),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Calm",}</script>',
            {"title": "Calm"},
        ),
        ('<script type="application/ld+json">{broken</script>', {"title": TITLE}),
    ],
)
def test_meta_tags(tmp_path: Path, head: str, expected: dict[str, Any]) -> None:
    """Each vocabulary is known; addresses are no authors; what is broken leaves the rest."""
    row = row_of(one(tmp_path, a__htm=make_page(head=head)))
    assert {name: getattr(row, name) for name in expected} == expected


OLD_PAGE = """<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY>
<CENTER><IMG SRC="logo.gif" ALT="Karpin Dispatch"><BR><FONT SIZE=-1>{issue}</FONT></CENTER><HR>
<FONT SIZE=+2><B>Army Retakes Hill</B></FONT><P><I>By Jane Roe</I><BR><FONT SIZE=-1>STAFF WRITER</FONT><P>
The army said on Tuesday that it had retaken the hill above the town after three days of fighting, and that its
engineers were clearing mines from the road. Nobody in the town could be reached by telephone.<P>
The two sides agreed to a truce in March, but each has accused the other of breaking it almost every week since then,
on the hill or near it, and neither of them has said what it would take to keep the truce.<P>
<HR><CENTER>[ <A HREF="news.html">NEWS</A> | <A HREF="mail.html">LETTERS</A> ]<BR>{foot}</CENTER></BODY></HTML>"""


@pytest.mark.parametrize(
    ("title", "issue", "foot", "expected"),
    [
        (
            "Karpin Dispatch: Army Retakes Hill",
            "#339, Wednesday, January 28, 1998",
            "Copyright 1998 The Karpin Dispatch. All Rights Reserved. | Home | Search",
            ("Karpin Dispatch", "1998-01-28", "Copyright 1998 The Karpin Dispatch. All Rights Reserved"),
        ),
        (
            "Karpin Dispatch: Army Retakes Hill",
            "Fog until Wednesday, January 28, 1998",
            "Copyright 1998 Omar Haddad/Example Images",
            ("Karpin Dispatch", None, None),
        ),
        ("Hills of Karpin: Army Retakes Hill", "Today", "Mail us", (None, None, None)),
    ],
    ids=["stated by what is shown", "weather and the rights of a picture", "a title that no picture repeats"],
)
def test_what_old_pages_show(
    tmp_path: Path, title: str, issue: str, foot: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    """Pages without metadata show the issue, the site and the rights around their text, which the main text leaves out."""
    seed = one(tmp_path, a__html=OLD_PAGE.format(title=title, issue=issue, foot=foot))
    stated = seed.stated
    assert (stated.publisher, str(stated.published) if stated.published else None, stated.rights) == expected
    row = extract_articles(segment(seed))
    assert (row.title, row.author, row.author_role) == ("Army Retakes Hill", "Jane Roe", "STAFF WRITER")


@pytest.mark.parametrize(
    ("charset", "encoding", "mark"),
    [
        ("utf-8", "utf-8", b""),
        ("koi8-r", "koi8-r", b""),
        ("iso-8859-1", "windows-1252", b""),
        ("windows-1251", "windows-1251", b""),
        ("utf-16", "utf-16", b""),
        ("iso-8859-1", "utf-8", b"\xef\xbb\xbf"),
    ],
)
def test_charsets_of_pages(tmp_path: Path, charset: str, encoding: str, mark: bytes) -> None:
    """A byte order mark is believed first, then UTF-8 that is valid, then what the page states."""
    letters = (
        "Министр сказал, что войска уйдут. " * 9
        if charset.startswith(("koi", "windows"))
        else "El señor Núñez habló. " * 9
    )
    page = make_page(f"{letters}\n\n{letters} Fin.", charset=charset)
    data = mark + page.encode("utf-8" if mark else charset)
    seed = one(tmp_path, a__html=data)
    assert letters.strip() in seed.text
    assert seed.encoding == encoding


@pytest.mark.parametrize(
    "page",
    [
        "<p>" * 100_000 + "word",
        "<div>" * 5_000 + "<p>" + BODY,
        "<html>",
        "<!-- " * 1000,
        "<a href='" + "x" * 1_000_000,
        "<table>" * 3000 + "cell",
        make_page(head=f'<script type="application/ld+json">{"[" * 100_000}</script>'),
        make_page(head='<meta name="author" content="' + "Jane Roe; " * 10_000 + '">'),
        "\x00<html>\x00" + BODY,
        '<?xml version="1.0" encoding="latin-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>' + BODY,
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;</p>' + BODY,
    ],
)
def test_hostile_pages_give_a_seed_or_a_problem(tmp_path: Path, page: str) -> None:
    """Neither depth nor size nor nonsense ends a build."""
    [made] = read_all(tmp_path, a__html=page).values()
    if isinstance(made, Seed):
        row_of(made)
    else:
        assert made.code in {"no-text", "not-text", "empty-file"}


# ---------------------------------------------------------------- JSON

RECORDS: list[dict[str, Any]] = [
    {"title": TITLE, "authors": ["Jane Roe"], "date_publish": "2024-03-05 10:00:00", "maintext": BODY, "source_domain": "x.org"},
    {"headline": TITLE, "byline": "By Jane Roe", "pubDate": "Tue, 05 Mar 2024 10:00:00 GMT", "body": BODY},
    {"title": TITLE, "author": "Jane Roe", "publishedAt": "2024-03-05T10:00:00Z", "source": {"id": None, "name": "BBC News"}, "content": BODY},
    {"HEADLINE": TITLE, "BY": "By Jane Roe", "PD": "5 March 2024", "SN": "Example Daily", "LP": PARAGRAPHS[0], "TD": "\n\n".join(PARAGRAPHS[1:])},
    {"title": TITLE, "author": {"name": "Jane Roe"}, "published_at": 1709632800, "text": f"<p>{'</p><p>'.join(PARAGRAPHS)}</p>"},
    {"_source": {"title": TITLE, "authors": "['Jane Roe']", "seendate": "20240305T101500Z", "article": list(PARAGRAPHS)}},
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=range(len(RECORDS)))
def test_fields_of_scrapers(tmp_path: Path, record: dict[str, Any]) -> None:
    """The names that news-please, NewsAPI, Factiva, GDELT and others use; HTML in the text is stripped."""
    seed = one(tmp_path, a__json=json.dumps(record))
    row = row_of(seed)
    assert (seed.source, seed.text) == ("a.json", BODY)
    assert (row.title, row.author, row.published) == (TITLE, "Jane Roe", date(2024, 3, 5))


def test_a_bad_record_is_a_problem_of_that_record(tmp_path: Path) -> None:
    """Lines keep their numbers; empty lines are none."""
    lines = [
        "\ufeff" + json.dumps(RECORDS[0]),
        "",
        "{broken",
        "[1, 2]",
        '{"title": "only"}',
        json.dumps(RECORDS[1]),
        "\x00\x01\x02",
    ]
    found = read_all(tmp_path, a__jsonl="\n".join(lines))
    assert good(found) == ["a.jsonl#1", "a.jsonl#6"]
    assert codes(found) == {
        "a.jsonl#3": "bad-json", "a.jsonl#4": "bad-json", "a.jsonl#5": "no-text", "a.jsonl#7": "not-text"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (json.dumps(RECORDS[:3]), ["a.json#1", "a.json#2", "a.json#3"]),
        (json.dumps({"status": "ok", "totalResults": 2, "articles": RECORDS[:2]}, indent=2), ["a.json#1", "a.json#2"]),
        (json.dumps({"response": {"numFound": 1, "docs": RECORDS[:1]}}), ["a.json#1"]),
        (json.dumps({"hits": {"total": 1, "hits": [{"_source": RECORDS[0]}]}}), ["a.json#1"]),
        ("\n".join(map(json.dumps, RECORDS[:2])), ["a.json#1", "a.json#2"]),
        (json.dumps(RECORDS[:3])[:-50], ["a.json#1", "a.json#2"]),
    ],
    ids=["array", "answer", "solr", "elastic", "lines", "cut"],
)
def test_shapes_of_documents(tmp_path: Path, text: str, sources: list[str]) -> None:
    """Arrays, answers that hold one, values below each other; of a cut file what comes before the cut."""
    found = read_all(tmp_path, a__json=text)
    assert good(found) == sources
    assert set(codes(found).values()) <= {"bad-json"}


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" * 10, '"text"', "3", "[]", "{}", "null", '{"text": 3}', "\x00" * 9, "[,]"]
)
def test_json_without_an_article(tmp_path: Path, text: str) -> None:
    """It is told, whatever it is."""
    found = read_all(tmp_path, a__json=text)
    assert not good(found)
    assert codes(found)


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<\ufeff"), min_size=1).filter(
    str.strip
)
LINES_OF_TEXT = st.lists(PLAIN, min_size=1, max_size=4).map("\n\n".join)


@given(text=LINES_OF_TEXT, ascii_only=st.booleans())
def test_json_gives_back_any_text(tmp_path_factory: pytest.TempPathFactory, text: str, ascii_only: bool) -> None:
    """The text of record is what stands in the field, letter by letter."""
    seed = one(tmp_path_factory.mktemp("x"), a__json=json.dumps({"text": text}, ensure_ascii=ascii_only))
    assert seed.text == text


# ---------------------------------------------------------------- CSV


def make_csv(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(rows)
    return buffer.getvalue()


@given(text=LINES_OF_TEXT, delimiter=st.sampled_from(",;\t|"), end=st.sampled_from(["\n", "\r\n"]))
def test_csv_gives_back_any_text(tmp_path_factory: pytest.TempPathFactory, text: str, delimiter: str, end: str) -> None:
    """Whatever the delimiter is, with line breaks inside cells."""
    table = make_csv([["title", "url", "text"], ["T", "https://x.org", text]], delimiter, end)
    seed = one(tmp_path_factory.mktemp("x"), a__csv=table)
    assert seed.text == text
    assert seed.source == "a.csv#1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_of_tables(tmp_path: Path, encoding: str) -> None:
    """The encoding is found from the first bytes."""
    text = "“El señor Núñez habló”, dijo — y calló. " * 9
    seed = one(tmp_path, a__tsv=make_csv([["Headline", "Text"], ["Á", text]], "\t").encode(encoding))
    assert seed.text == text
    assert seed.stated.title == "Á"
    assert seed.media_type == "text/tab-separated-values"


def test_bad_rows(tmp_path: Path) -> None:
    """Too many cells, no text, bytes that are no UTF-8; the rows around them are read."""
    table = b"title,text\nA,One here.\nB,x,y\nC,\n\nD," + b"word " * 30_000 + b"\nE,\xff\xfe\nF,Two here.\n"
    found = read_all(tmp_path, a__csv=table)
    assert good(found) == ["a.csv#1", "a.csv#5", "a.csv#7"]
    assert codes(found) == {"a.csv#2": "bad-row", "a.csv#3": "no-text", "a.csv#6": "not-text"}
    (tmp_path / "other").mkdir()
    assert codes(read_all(tmp_path / "other", b__csv=b"one,two\n1,2\n")) == {"b.csv": "no-text-column"}


# ---------------------------------------------------------------- WARC


@pytest.mark.parametrize("packed", [True, False])
def test_responses_are_read_and_the_others_counted(tmp_path: Path, packed: bool) -> None:
    """Bodies packed in three ways; what is not 200 or no page is one warning."""
    page = make_page(head=linked_data())
    pages = [page.replace("Contact", str(number)).encode() for number in range(4)]
    data = make_warc(
        [
            ("200 OK", "text/html; charset=utf-8", pages[0], None),
            ("200 OK", "text/html", gzip.compress(pages[1]), "gzip"),
            ("200 OK", "text/html", brotli.compress(pages[2]), "br"),
            ("200 OK", "text/html", zlib.compress(pages[3]), "deflate"),
            ("404 Not Found", "text/html", b"<p>gone</p>", None),
            ("200 OK", "image/png", b"\x89PNG", None),
            ("200 OK", "text/plain; charset=latin-1", "Señor Núñez habló en Bogotá ayer.".encode("latin-1"), None),
        ],
        packed=packed,
    )
    revisit = make_record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", "https://example.org/r")
    data += gzip.compress(revisit) if packed else revisit
    name = "w__warc__gz" if packed else "w__warc"
    found = read_all(tmp_path, **{name: data})
    seeds = [made for made in found.values() if isinstance(made, Seed)]
    assert [seed.media_type for seed in seeds] == ["text/html"] * 4 + ["text/plain"]
    assert seeds[0].source == f"{name.replace('__', '.')}#0"
    assert all(PARAGRAPHS[0] in seed.text for seed in seeds[:4])
    assert seeds[4].text == "Señor Núñez habló en Bogotá ayer."
    assert seeds[4].stated.url == "https://example.org/6"
    [problem] = [made for made in found.values() if isinstance(made, Problem)]
    assert (problem.code, problem.severity) == ("skipped-records", "warning")
    assert problem.message.endswith("1 image/png, 1 revisit, 1 status 404")


def test_broken_warcs(tmp_path: Path) -> None:
    """Of a cut file the whole records are read; what is none is told."""
    data = make_warc([("200 OK", "text/html", make_page().encode(), None)] * 2)
    found = read_all(tmp_path, cut__warc__gz=data[:-40], no__warc=b"no WARC at all\n" * 99, empty__warc__gz=b"")
    assert "cut.warc.gz#0" in good(found)
    assert {"no.warc", "empty.warc.gz"} <= set(codes(found))


# ---------------------------------------------------------------- archives


def test_members_are_read_and_hostile_ones_told(tmp_path: Path) -> None:
    """Archives in archives; a bomb, a name that leads out, a link, a member of another kind."""
    inner = make_zip({"deep.txt": BODY, "zero.txt": bytes(10_000_000), "l.jsonl": json.dumps(RECORDS[0]) + "\n{"})
    bomb = make_zip({"zero.zip": make_zip({"zero.txt": bytes(10_000_000)})})
    outer: dict[str, bytes | str] = {
        "a/a.html": make_page(),
        "in.zip": inner,
        "../evil.txt": "x",
        "/abs.txt": "x",
        "p.png": b"x",
        ".hidden.txt": "x",
    }
    found = read_all(
        tmp_path,
        z__zip=make_zip({**outer, "bomb.zip": bomb}),
        t__tar__gz=make_tar({"b.txt": BODY, "in.zip": inner}, {"ln.txt": "/etc/passwd"}),
        u__tar=make_tar({"c.txt": BODY}, mode="w"),
        g__html__gz=gzip.compress(make_page().encode()),
        j__jsonl__gz=gzip.compress(json.dumps(RECORDS[0]).encode()),
        b__txt__gz=gzip.compress(bytes(10_000_000)),
    )
    assert good(found) == [
        "g.html.gz", "j.jsonl.gz#1", "t.tar.gz!/b.txt", "t.tar.gz!/in.zip!/deep.txt", "t.tar.gz!/in.zip!/l.jsonl#1",
        "u.tar!/c.txt", "z.zip!/a/a.html", "z.zip!/in.zip!/deep.txt", "z.zip!/in.zip!/l.jsonl#1",
    ]  # fmt: skip
    assert codes(found) == {
        "b.txt.gz": "too-large",
        "t.tar.gz!/in.zip!/zero.txt": "too-large",
        "t.tar.gz!/in.zip!/l.jsonl#2": "bad-json",
        "t.tar.gz!/ln.txt": "link-in-archive",
        "z.zip": "not-a-seed",
        "z.zip!/../evil.txt": "bad-name",
        "z.zip!//abs.txt": "bad-name",
        "z.zip!/in.zip!/zero.txt": "too-large",
        "z.zip!/in.zip!/l.jsonl#2": "bad-json",
        "z.zip!/bomb.zip!/zero.zip!/zero.txt": "too-large",
    }


def test_depth_encryption_and_repeated_names(tmp_path: Path) -> None:
    """Each is a problem of its member."""
    deep = make_zip({"a.txt": BODY})
    for _ in range(4):
        deep = make_zip({"in.zip": deep})
    encrypted = bytearray(make_zip({"a.txt": BODY, "b.txt": BODY + "."}))
    at = encrypted.index(b"PK\x01\x02")
    encrypted[at + 8] |= 1
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "First words.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Second words.")
    found = read_all(tmp_path, d__zip=deep, e__zip=bytes(encrypted), r__zip=buffer.getvalue())
    assert codes(found) == {
        "d.zip!/in.zip!/in.zip!/in.zip": "too-deep",
        "e.zip!/a.txt": "encrypted",
        "r.zip!/a.txt": "repeated-name",
    }
    assert good(found) == ["e.zip!/b.txt"]


@pytest.mark.parametrize("cut", [1, 10, 100, 500, 900])
def test_cut_archives(tmp_path: Path, cut: int) -> None:
    """Whatever is missing, the build goes on and says so."""
    import random

    noise = "".join(random.Random(1).choices("abcdefghij \n", k=3000))
    members: dict[str, bytes | str] = {"a.txt": BODY, "b.txt": noise}
    zipped, tarred = make_zip(members), make_tar(members)
    found = read_all(
        tmp_path, z__zip=zipped[:-cut], t__tgz=tarred[:-cut], g__txt__gz=gzip.compress(noise.encode())[:-cut]
    )
    assert {"z.zip", "g.txt.gz"} <= set(codes(found))


@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["zip", "tar", "tgz", "gz", "jsonl", "json", "csv", "warc", "html", "md"]),
)
def test_any_bytes_give_articles_or_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    """Nothing raises."""
    heads = {
        "zip": b"PK\x03\x04",
        "gz": b"\x1f\x8b\x08",
        "tgz": b"\x1f\x8b\x08",
        "warc": b"WARC/1.0\r\n",
        "csv": b"text\n",
    }
    suffix = "txt__gz" if name == "gz" else name
    read_all(tmp_path_factory.mktemp("x"), **{f"a__{suffix}": heads.get(name, b"") + data})


# ---------------------------------------------------------------- whole builds


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one article in every kind of input."""
    project = tmp_path_factory.mktemp("mixed")
    (project / "seeds").mkdir()
    files: dict[str, bytes | str] = {
        "a.txt": f"{TITLE}\n\n{BODY}",
        "b.md": f"---\ntitle: {TITLE}\n---\n{BODY}",
        "c.html": make_page(head=linked_data()),
        "d.jsonl": "\n".join(json.dumps({**record, "n": n}) for n, record in enumerate(RECORDS)),
        "e.csv": make_csv([["title", "text"], [TITLE, BODY + " E."]]),
        "f.warc.gz": make_warc([("200 OK", "text/html", make_page(BODY + "\n\nF.").encode(), None)]),
        "g.zip": make_zip({"x/a.txt": BODY + " G.", "b.json": json.dumps(RECORDS)}),
        "h.tar.gz": make_tar({"a.html": make_page(BODY + "\n\nH.")}),
    }
    for name, data in files.items():
        (project / "seeds" / name).write_bytes(data.encode() if isinstance(data, str) else data)
    assert build(project, workers=1).published
    return project


def test_texts_are_published_and_hold_the_evidence(mixed: Path, tmp_path: Path) -> None:
    """With and without seeds the package is valid, and every quote is its slice."""
    tables = wirepack.read_package(mixed)
    texts = dict(tables["texts"].iter_rows())
    sources = dict(tables["articles"].select("article_id", "source").iter_rows())
    assert {source for key, source in sources.items() if key not in texts} == {"a.txt", "b.md"}
    quotes = [row for row in tables["quotes"].iter_rows(named=True) if row["article_id"] in texts]
    assert quotes
    assert all(texts[row["article_id"]][row["start"] : row["end"]] == row["text"] for row in quotes)
    assert not (mixed / "dist" / "texts.csv").exists()
    assert validate_package(mixed) == []
    assert wirepack.validate(mixed).valid
    alone = shutil.copytree(mixed, tmp_path / "alone", ignore=shutil.ignore_patterns("seeds"))
    [problem] = validate_package(alone)
    assert problem.code == "no-text"
    assert "2 articles" in problem.message


def test_a_changed_text_is_found(mixed: Path, tmp_path: Path) -> None:
    """Also in a package without its seeds: its hash is not that of the file."""
    copy = shutil.copytree(mixed, tmp_path / "copy", ignore=shutil.ignore_patterns("seeds"))
    path = copy / "dist" / "texts.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert not wirepack.validate(copy).valid


def test_any_number_of_workers_gives_the_same_bytes(mixed: Path, tmp_path: Path) -> None:
    """Containers are streamed by one process and read by many."""
    copy = shutil.copytree(mixed, tmp_path / "copy", ignore=shutil.ignore_patterns("dist"))
    assert build(copy, workers=3).published
    for path in (mixed / "dist").iterdir():
        assert path.read_bytes() == (copy / "dist" / path.name).read_bytes()


def test_texts_go_when_no_article_needs_them(mixed: Path, tmp_path: Path) -> None:
    """A file that is no longer published does not stay behind."""
    copy = shutil.copytree(mixed, tmp_path / "copy")
    for path in (copy / "seeds").iterdir():
        if path.suffix != ".txt":
            path.unlink()
    assert build(copy).published
    assert not (copy / "dist" / "texts.parquet").exists()
    assert "texts-parquet" not in (copy / "datapackage.json").read_text()


def test_a_folder_and_its_zip_give_the_same_rows(tmp_path: Path) -> None:
    """But for the source, and the order that follows from it."""
    texts: dict[str, bytes | str] = {f"{name}.txt": f"{TITLE}\n\n{BODY}\n\nThis is {name}.\n" for name in "abc"}
    for project in ("plain", "zipped"):
        (tmp_path / project / "seeds").mkdir(parents=True)
    for name, text in texts.items():
        (tmp_path / "plain" / "seeds" / name).write_text(str(text))
    (tmp_path / "zipped" / "seeds" / "all.zip").write_bytes(make_zip(texts))
    for project in ("plain", "zipped"):
        assert build(tmp_path / project).published
    plain, zipped = (wirepack.read_package(tmp_path / project) for project in ("plain", "zipped"))
    assert zipped.pop("texts").height == 3
    assert plain.keys() == zipped.keys()
    assert zipped["articles"]["source"].to_list() == [f"all.zip!/{source}" for source in plain["articles"]["source"]]
    for name, table in plain.items():
        assert table.drop("source", strict=False).equals(zipped[name].drop("source", strict=False))


def test_skip_bad_lists_bad_records(mixed: Path, tmp_path: Path) -> None:
    """One bad record stops the publication; with --skip-bad it is listed and the rest published."""
    copy = shutil.copytree(mixed, tmp_path / "copy")
    with (copy / "seeds" / "d.jsonl").open("a") as file:
        file.write("\n{broken\n")
    report = build(copy)
    assert not report.published
    assert [(problem.path, problem.code) for problem in report.problems] == [("d.jsonl#7", "bad-json")]
    assert build(copy, skip_bad=True).published
    assert wirepack.read_package(copy)["rejects"]["path"].to_list() == ["d.jsonl#7"]
    assert wirepack.validate(copy).valid


@pytest.mark.parametrize(
    "inside", ["c.html", "d.jsonl#2", "g.zip!/x/a.txt", "g.zip!/b.json#3", "f.warc.gz", "h.tar.gz"]
)
def test_inspect_takes_a_source(mixed: Path, inside: str) -> None:
    """The file alone will do if it holds one article."""
    seen = wirepack.inspect(mixed / "seeds" / inside)
    assert seen.rows.quotes


def test_inspect_says_which_articles_there_are(mixed: Path) -> None:
    """A file of many is no article, and a PDF is none."""
    with pytest.raises(wirepack.UsageError, match=r"holds 6 articles; name one of them, as .*/seeds/d\.jsonl#1"):
        wirepack.inspect(mixed / "seeds" / "d.jsonl")
    with pytest.raises(wirepack.UsageError, match=r"seeds/d\.jsonl#7: there is no such article; d\.jsonl holds 6"):
        wirepack.inspect(mixed / "seeds" / "d.jsonl#7")
    with pytest.raises(wirepack.UsageError, match="seeds: is a folder; give the path of one article"):
        wirepack.inspect(mixed / "seeds")
    (mixed / "p.pdf").write_bytes(b"%PDF")
    with pytest.raises(wirepack.UsageError, match=r"is not read: \.pdf; convert it to"):
        wirepack.inspect(mixed / "p.pdf")


def test_read_seed_names_what_is_wrong(tmp_path: Path) -> None:
    """A record that does not exist."""
    (tmp_path / "a.jsonl").write_text(json.dumps(RECORDS[0]))
    made = read_seed(tmp_path / "a.jsonl", "a.jsonl#9")
    assert isinstance(made, Problem)
    assert made.code == "which-article"


def test_stated_headlines_settle_what_the_first_line_is(tmp_path: Path) -> None:
    """A first paragraph without a headline above it is body, also if it is short."""
    seed = one(tmp_path, a__json=json.dumps({"title": TITLE, "text": "Calm returns to Homs\n\n" + BODY}))
    zones = [(zone.kind, seed.text[zone.start : zone.end]) for zone in segment(seed).zones]
    assert zones[0] == ("body", "Calm returns to Homs")
    assert ("title", TITLE) not in zones

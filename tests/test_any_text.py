"""Whatever the text, the rows it gives are valid: one article must never stop the publication of the others."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirepack import ids
from wirepack.extract.articles import extract_articles
from wirepack.link import link
from wirepack.models import Seed
from wirepack.pipeline import extract_one
from wirepack.schemas import load_schemas
from wirepack.segment import segment
from wirepack.tabulate import tabulate
from wirepack.validate import validate_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

SEEDS = Path(__file__).parents[1] / "seeds"
SCHEMAS = load_schemas()
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
# Whole sentences, their halves, words and punctuation of real articles: what is put together from them is nearly news.
SENTENCES = [part for text in TEXTS for part in re.split(r"(?<=[.!?”\"])\s+", text) if part]
PIECES = [piece for text in TEXTS for piece in re.findall(r"[^,;:“”\"]{3,60}|[,;:“”\"]", text)]
NOISE = [
    "\n\n",
    "\n",
    " ",
    " he said. ",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "''",
    " - ",
    " — ",
    "...",
    "[",
    "(",
    "\u00a0",
    "\r\n",
    "\n> ",
    "\n>> ",
    "\ufeff",
]
NEWS = st.lists(st.sampled_from(SENTENCES) | st.sampled_from(PIECES) | st.sampled_from(NOISE), min_size=1, max_size=25)
ALONE, TOGETHER = 15, 40  # articles in packages of one, and of many


def make_seed(text: str, source: str = "a.txt") -> Seed:
    """A seed as if read from a file."""
    data = text.encode()
    return Seed(source, sha256(data).hexdigest(), ids.article_id(data), text, "utf-8")


def problems_of(texts: Iterable[str]) -> list[str]:
    """What validation says of the tables that these articles give."""
    sources = {f"{number}.txt": text for number, text in enumerate(dict.fromkeys(texts))}
    tables = tabulate(link([extract_one(make_seed(text, source)) for source, text in sources.items()]), SCHEMAS)
    return [
        f"{one.table}.{one.field} {one.value}: {one.message}" for one in validate_tables(tables, SCHEMAS, sources.get)
    ]


def hold_valid(texts: st.SearchStrategy[tuple[str, ...]], examples: int) -> None:
    """Hold that any of these texts gives valid tables.

    They are validated in packages of many articles, which costs what one article does, but for the first, which are
    alone; only if a package is wrong, each is validated alone again, so that hypothesis finds the smallest one.
    """
    law = settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
    found: dict[str, None] = {}

    @law
    @given(texts)
    def collect(drawn: tuple[str, ...]) -> None:
        found.update(dict.fromkeys(drawn))

    @law
    @given(texts)
    def judge(drawn: tuple[str, ...]) -> None:
        assert [problems_of([text]) for text in drawn] == [[] for _ in drawn]

    collect()
    every = list(found)
    packages = [[text] for text in every[:ALONE]]
    packages += [every[start : start + TOGETHER] for start in range(ALONE, len(every), TOGETHER)]
    assert len(packages) > ALONE
    problems = [problem for package in packages for problem in problems_of(package)]
    if problems:
        judge()
    assert problems == []


def test_shuffled_news_gives_valid_tables() -> None:
    """Sentences in a new order, cut anywhere, with marks that match nothing."""
    hold_valid(NEWS.map(lambda pieces: (" ".join(pieces), "".join(pieces))), 300)


def test_no_text_is_too_strange() -> None:
    """Any script, control characters, nothing but white space."""
    signs = st.characters(exclude_categories=["Cs"])
    hold_valid(st.tuples(st.text(signs, min_size=1, max_size=300) | st.text(signs, min_size=40, max_size=300)), 120)


# What stands once in a text, a thousand times: a search that begins again at every one of them takes minutes.
FURNITURE = [
    *("Home World Sport Karpin ", "Home\nOne two three four\n", "Home\n\nArmy retakes hill\n\n", "News / Karpin / "),
    *("Army retakes hill - Karpin Ledger\n\n", "LINER SEIZED AT\n", "> quoted line of a mail, as long as they are\n"),
    *("skip past newsletter promotion\n\n", "Tags\nArmy\n", "Jane Roe is a reporter in Beirut.\n\n", "By Jane Roe\n"),
    *(
        "The post Calm appeared first on Karpin. ",
        "do not necessarily reflect the policy of ",
        "Published\n3 May 2012\n\n",
    ),
    *(
        "President Karpin ",
        "Roe, Jane; Karpin, Omar. The Times; Karpin [Karpin]3 May 2012: A1.\nFull text\n",
        "حمص - قتل ",
    ),
    *(
        "title: a\nlink: b\npubDate: 3 May 2012\ndescription: c\n",
        "[14 May 2023 at 09:12:44]: ",
        "NICOSIA, FEB 19, 1974, ",
    ),
]
SIZE = 150_000  # characters
SECONDS = 6.0  # less than 2 are enough where nothing else runs; a quadratic search takes tens of them


@pytest.mark.parametrize("piece", FURNITURE)
def test_what_is_repeated_costs_no_more_than_its_length(piece: str) -> None:
    """A long text of nothing but furniture is read in the time of other texts of its length."""
    text = piece * (SIZE // len(piece))
    start = process_time()
    extract_articles(segment(make_seed(text)))
    assert process_time() - start < SECONDS

"""The only reader of `lexicons/`: tab-separated tables with a header line, `#` comments, UTF-8.

Every lexicon is read once per process, on first use, never at import. An empty or ragged file is an error: a build
that silently finds nothing is worse than one that stops.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from wirepack.errors import LexiconError


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read `lexicons/<name>.tsv` as rows of strings, in file order.

    >>> {row["country"] for row in read_table("countries") if row["name"] == "Syria"}
    {'SYR'}
    """
    text = files("wirepack").joinpath("lexicons", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    if len(lines) < 2:
        raise LexiconError(f"lexicons/{name}.tsv holds no entry; reinstall wirepack")
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise LexiconError(f"lexicons/{name}.tsv: {len(cells)} cells instead of {len(header)} in {line!r}")
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


@cache
def read_words(name: str, column: str = "word") -> frozenset[str]:
    """Read one column of `lexicons/<name>.tsv` as a set of words in lower case."""
    return frozenset(row[column].lower() for row in read_table(name))


@cache
def read_role(name: str, role: str) -> frozenset[str]:
    """Read the words of `lexicons/<name>.tsv` that have a role among those that its column `roles` lists.

    >>> "yesterday" in read_role("headline_words", "report")
    True
    """
    return frozenset(row["word"] for row in read_table(name) if role in row["roles"].split())


@cache
def read_pairs(name: str) -> dict[str, str]:
    """Read a lexicon of two columns as a mapping, at a quarter of the time of `read_table`: for tens of thousands of rows.

    >>> read_pairs("places")["homs"].split(";")[1]
    'SYR'
    """
    text = files("wirepack").joinpath("lexicons", f"{name}.tsv").read_text(encoding="utf-8")
    start = 0
    while text.startswith("#", start):
        start = text.index("\n", start) + 1
    start = text.index("\n", start) + 1  # behind the header
    cells = text[start:].removesuffix("\n").replace("\n", "\t").split("\t")
    if len(cells) < 2 or len(cells) % 2:
        raise LexiconError(f"lexicons/{name}.tsv does not hold two cells in each line; reinstall wirepack")
    return dict(zip(cells[::2], cells[1::2], strict=True))

"""How a file of delimited text is to be read: the dialect of its resource, version 1 or 2, and what the text betrays."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SNIFFED: Final = ",\t;|"  # delimiters that a text may betray


@dataclass(frozen=True, slots=True)
class Dialect:
    """The dialect of delimited text. `declared`: whether the descriptor says the delimiter."""

    delimiter: str = ","
    declared: bool = False
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_initial_space: bool | None = None  # None: as the text has it
    header: bool = True
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_char: str | None = None
    comment_rows: frozenset[int] = frozenset()
    skip_blank_rows: bool = False

    @property
    def is_simple(self) -> bool:
        """Whether the fast reader understands it."""
        return (
            len(self.delimiter) == 1
            and not self.skip_initial_space
            and self.comment_char is None
            and not self.comment_rows
            and not self.skip_blank_rows
            and (not self.header or self.header_rows == (1,))
        )


def read_dialect(descriptor: Any, format_: str = "csv") -> Dialect:
    r"""Read the dialect of a resource; keys that it does not know are left alone.

    >>> read_dialect({"delimiter": ";"}).delimiter, read_dialect({"csv": {"delimiter": "|"}}).delimiter
    (';', '|')
    >>> read_dialect({}, "tsv").delimiter
    '\t'
    """
    given = dict(descriptor) if isinstance(descriptor, dict) else {}
    given |= given["csv"] if isinstance(given.get("csv"), dict) else {}
    rows = given.get("headerRows", [1])
    return Dialect(
        delimiter=given.get("delimiter", "\t" if format_ == "tsv" else ","),
        declared="delimiter" in given or format_ == "tsv",
        quote=given.get("quoteChar", '"') or None,
        double_quote=bool(given.get("doubleQuote", True)) or not given.get("escapeChar"),  # else no way to write one
        escape=given.get("escapeChar"),
        skip_initial_space=given.get("skipInitialSpace"),
        header=bool(given.get("header", True)) and bool(rows),
        header_rows=tuple(rows) or (1,),
        header_join=given.get("headerJoin", " "),
        comment_char=given.get("commentChar"),
        comment_rows=frozenset(given.get("commentRows", ())),
        skip_blank_rows=bool(given.get("skipBlankRows", False)),
    )


def sniff(dialect: Dialect, lines: list[str]) -> Dialect:
    r"""Complete a dialect that does not say its delimiter, or whether a space follows it, by what the first lines betray.

    >>> sniff(Dialect(), ["a;b\n", "1;2\n"]).delimiter
    ';'
    """
    if dialect.declared and dialect.skip_initial_space is not None:
        return dialect
    try:
        found = csv.Sniffer().sniff("".join(lines), dialect.delimiter if dialect.declared else _SNIFFED)
    except csv.Error:
        return dialect
    space = found.skipinitialspace if dialect.skip_initial_space is None else dialect.skip_initial_space
    return replace(dialect, delimiter=found.delimiter, skip_initial_space=space)


def reader_options(dialect: Dialect) -> Mapping[str, Any]:
    """The dialect in the words of Python's csv module."""
    return {
        "delimiter": dialect.delimiter,
        "quotechar": dialect.quote or '"',
        "quoting": csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        "doublequote": dialect.double_quote,
        "escapechar": dialect.escape,
        "skipinitialspace": bool(dialect.skip_initial_space),
        "strict": False,
    }

"""`wirepack inspect`: one article, highlighted, and the rows it gives."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations at run time
from typing import Annotated

import typer

from wirepack.cli.shell import DONE, make_console, parse_day, print_json


class TableName(StrEnum):
    """The tables that one article gives rows of."""

    articles = "articles"
    quotes = "quotes"
    events = "events"
    systems = "systems"
    mentions = "mentions"


def inspect(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="One article: a file, or a place in one (a.jsonl#12, a.zip!/b.html).",
            show_default=False,
        ),
    ],
    table: Annotated[
        list[TableName] | None,
        typer.Option(
            metavar="TABLE",
            help="Show this table alone, without the text: articles, quotes, events, systems or mentions; may be given "
            "more than once.",
        ),
    ] = None,
    reference_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day from which 'yesterday' counts.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print zones and rows as one JSON object.")] = False,
) -> int:
    """Show what one article gives.

    First its text with zones and spans, then the rows, each with the rule that found it. In a terminal the spans are coloured; in a pipe, or with NO_COLOR, they stand in brackets: [q1: the words].

    Exit codes: 0 done, 2 wrong use: no such file, or one that cannot be read.
    """
    from wirepack import inspection  # noqa: PLC0415 - keeps --help fast

    seen = inspection.inspect(file, reference_date=parse_day(reference_date))
    tables = [name.value for name in table] if table else list(inspection.TABLES)
    if json:
        print_json(inspection.to_json(seen, tables))
    else:
        from wirepack.cli.article import print_article  # noqa: PLC0415 - keeps --help fast

        print_article(make_console(), seen, tables, with_text=not table)
    return DONE

"""Rules about names: ids are what the content gives, and a source is a path below seeds/."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import polars as pl

from wirepack import ids
from wirepack.checks.find import find_rows
from wirepack.problems import list_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wirepack.models import Problem

    Tables = Mapping[str, pl.DataFrame]

# Per table: what makes the id of a row, and the columns it is made from.
_MAKERS: dict[str, tuple[Callable[..., str], tuple[str, ...]]] = {
    "quotes": (ids.quote_id, ("article_id", "start", "end")),
    "events": (ids.event_id, ("article_id", "trigger_start", "trigger_end", "event_type")),
    "mentions": (ids.mention_id, ("article_id", "start", "end")),
}
_DIGITS = len(ids.article_id(b"")) - len("a-")


def check_sources(tables: Tables) -> list[Problem]:
    """A source is a path below seeds/: relative, with forward slashes, and it does not climb out."""
    wrong = [
        (row, source)
        for row, source in enumerate(tables["articles"]["source"], start=1)
        if source is not None and not is_below(source)
    ]
    message = "is no path below seeds/"
    return list_rows(wrong, code="source", table="articles", field="source", message=message)


def is_below(source: str) -> bool:
    """Whether a path stays below the folder it is relative to; what a stranger's package says must not lead us out.

    >>> is_below("2021/a.txt"), is_below("../a.txt"), is_below("/etc/passwd")
    (True, False, False)
    """
    path = PurePosixPath(source)
    return not path.is_absolute() and ".." not in path.parts and path.as_posix() == source and source != "."


def check_article_ids(tables: Tables) -> list[Problem]:
    """The id of an article is the start of its SHA-256."""
    rule = pl.col("article_id") == "a-" + pl.col("sha256").str.slice(0, _DIGITS)
    message = "is not made from the article's sha256"
    return find_rows(tables, "articles", rule, code="id", field="article_id", message=message)


def check_row_ids(tables: Tables) -> list[Problem]:
    """The ids of quotes, events and mentions are made from their article and span."""
    problems: list[Problem] = []
    for name, (make, columns) in _MAKERS.items():
        field = f"{name[:-1]}_id"
        rows = tables[name].select(field, *columns).iter_rows()
        wrong = (
            (row, own)
            for row, (own, *parts) in enumerate(rows, start=1)
            if own is not None and None not in parts and own != make(*parts)
        )
        message = f"is not made from {', '.join(columns)}"
        problems += list_rows(wrong, code="id", table=name, field=field, message=message)
    return problems

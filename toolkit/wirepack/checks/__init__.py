"""Rules that no schema can state, one function each, listed in CHECKS: this list is the whole registry.

A check gets all tables of the contract, in the right columns and types, and gives problems; it never raises. A null
breaks no rule here: whether a value may be missing is the schema's to say. The rules that need the articles' texts
stand in `TEXT_CHECKS` and get them one at a time, by source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.checks.evidence import Texts, check_evidence
from wirepack.checks.identity import check_article_ids, check_row_ids, check_sources
from wirepack.checks.records import (
    check_content_encloses_quote,
    check_counts,
    check_dates,
    check_given_together,
    check_plover,
    check_published,
    check_spans,
    check_trigger_in_sentence,
)
from wirepack.checks.relations import (
    check_duplicates,
    check_order,
    check_same_article,
    check_system_counts,
    check_utterances,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from wirepack.models import Problem

    Tables = Mapping[str, pl.DataFrame]

__all__ = ["CHECKS", "TEXT_CHECKS", "Texts"]

CHECKS: tuple[Callable[[Tables], list[Problem]], ...] = (
    check_spans,
    check_content_encloses_quote,
    check_trigger_in_sentence,
    check_given_together,
    check_published,
    check_dates,
    check_counts,
    check_plover,
    check_sources,
    check_article_ids,
    check_row_ids,
    check_utterances,
    check_same_article,
    check_duplicates,
    check_system_counts,
    check_order,
)
TEXT_CHECKS: tuple[Callable[[Tables, Texts], list[Problem]], ...] = (check_evidence,)

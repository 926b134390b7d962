"""Cells that were not accepted at once -> which rules they break: each different one is judged once, by `rules`.

Where a column has a great many of them, most are told by column: that no number has a letter g in it, that a text does
not match. As in `columns`, what is told here is what the judge would say, and a test holds it to that.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit import columns
from wirepack.audit.rules import ORDER, limits_of, notes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wirepack.audit.rules import Judge
    from wirepack.audit.schema import Field

MANY: Final = 2000  # doubtful cells of a batch; fewer are judged one by one in less time than expressions take
# Whose cells polars does not compare.
_UNEQUAL: Final = (pl.Object, pl.List, pl.Array, pl.Struct, pl.Decimal, pl.Binary, pl.Null)
# What no right cell of a type has in it, whatever else stands there.
_NONSENSE: Final[Mapping[str, str]] = {
    "integer": r"[A-Za-z.,:/_]",
    "number": r"[B-DG-HJ-MO-SU-XZb-dg-hj-mo-su-xz:/_]",
    "date": r"[A-Za-z.,:/_]",
    "datetime": r"\A[A-Za-z]",
    "time": r"\A[A-Za-z]",
    "year": r"[A-Za-z.,:/_]",
    "yearmonth": r"[A-Za-z.,:/_]",
}


def find_wrong(
    judge: Judge, field: Field, column: pl.Series, doubts: pl.Series, many: int = MANY
) -> Iterator[tuple[str, str, pl.Series]]:
    """The rules that doubtful cells break: the rule, its note, and which cells break it; in the order of a report.

    >>> from wirepack.audit.rules import make_judge
    >>> from wirepack.audit.schema import Field
    >>> field = Field("n", "integer", constraints={"maximum": 5})
    >>> found = find_wrong(make_judge(field), field, pl.Series(["7", "x", "1"]), pl.Series([True, True, False]))
    >>> [(rule, wrong.to_list()) for rule, _, wrong in found]
    [('type', [False, True, False]), ('maximum', [True, False, False])]
    """
    told: dict[str, pl.Series] = {}
    if column.dtype == pl.String and doubts.sum() > many:
        told, known = _tell(field, column, doubts)
        doubts = doubts & ~known
    notes = notes_of(field)
    judged = _judge_rows(judge, column, doubts) if column.dtype in _UNEQUAL else _judge_texts(judge, column, doubts)
    for rule in ("type", *ORDER):
        masks = [masks[rule] for masks in (told, judged) if rule in masks]
        if masks:
            wrong = masks[0] if len(masks) == 1 else masks[0] | masks[1]
            if wrong.any():
                yield rule, notes[rule], wrong


def _judge_texts(judge: Judge, column: pl.Series, doubts: pl.Series) -> dict[str, pl.Series]:
    """Judge each different cell once."""
    broken: dict[str, list[Any]] = {}
    different = column.filter(doubts).unique(maintain_order=True)
    for place, cell in enumerate(different):
        for rule, _ in judge(cell)[1]:
            broken.setdefault(rule, []).append(place)
    return {
        rule: doubts & column.is_in(different.gather(places).implode()).fill_null(value=False)
        for rule, places in broken.items()
    }


def _judge_rows(judge: Judge, column: pl.Series, doubts: pl.Series) -> dict[str, pl.Series]:
    """Judge the cells that polars cannot compare, one by one."""
    broken: dict[str, list[int]] = {}
    known: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in doubts.arg_true().to_list():
        cell = column[row]
        cell = cell.to_list() if isinstance(cell, pl.Series) else cell
        key = f"{type(cell).__name__} {cell!r}"
        if key not in known:
            known[key] = judge(cell)[1]
        for rule, _ in known[key]:
            broken.setdefault(rule, []).append(row)
    return {rule: pl.repeat(False, len(column), eager=True).scatter(rows, True) for rule, rows in broken.items()}


def _tell(field: Field, column: pl.Series, doubts: pl.Series) -> tuple[dict[str, pl.Series], pl.Series]:
    """By rule, the cells that surely break it; and the cells of which everything is told."""
    known, wrong = told(field, pl.col("c"))
    state = pl.DataFrame({"c": column, "d": doubts}).select(
        (known & pl.col("d")).fill_null(value=False).alias("known"),
        *((test & known & pl.col("d")).fill_null(value=False).alias(rule) for rule, test in wrong.items()),
    )
    return {rule: state[rule] for rule in wrong}, state["known"]


def told(field: Field, column: pl.Expr) -> tuple[pl.Expr, dict[str, pl.Expr]]:
    """Of which cells everything is told, and which of these break which rule."""
    nothing = columns.none_of(column)
    if not columns.is_plain(field):
        return nothing, {}
    if field.type == "string" and field.format == "default":
        return _breaches(field, column)
    if field.type == "boolean":
        words = columns.words_of(field)
        return ~column.is_in(words), {"type": ~column.is_in(words)}
    if field.type in _NONSENSE and field.format == "default":
        nonsense = column.str.contains(_NONSENSE[field.type])
        known, wrong = _breaches(field, column)
        return nonsense | known, {"type": nonsense} | {rule: test & ~nonsense for rule, test in wrong.items()}
    return nothing, {}


def _breaches(field: Field, column: pl.Expr) -> tuple[pl.Expr, dict[str, pl.Expr]]:
    """Among cells that are surely of their type: of which everything is told, and which break which rule."""
    rules = {rule: limit for rule, limit in field.constraints.items() if rule not in ("required", "unique")}
    nothing = columns.none_of(column)
    if "categories" in field.options:
        return nothing, {}
    if field.type == "string":
        tests: dict[str, pl.Expr | None] = {rule: _TEXT_RULES[rule](column, limit) for rule, limit in rules.items()}
        if any(test is None for test in tests.values()):
            return nothing, {}
        return column.is_not_null(), {rule: ~test for rule, test in tests.items() if test is not None}
    limits, value = limits_of(field), columns.value_of(field, column)
    form = columns.accepted(replace(field, constraints={}), column)
    if form is None or value is None or limits is None or len(limits) < len(rules):
        return nothing, {}
    if field.type != "number":
        return form, {rule: ~columns.compare(rule, value, limit) for rule, limit in limits.items()}
    if all(math.isfinite(Decimal(limit)) for limit in limits.values()):
        beyond = {
            rule: columns.clearly(_OTHER_SIDE[rule], value, float(Decimal(limit))) for rule, limit in limits.items()
        }
        for rule, limit in limits.items():
            form = form & (beyond[rule] | columns.clearly(rule, value, float(Decimal(limit))))
        return form, beyond
    return nothing, {}


_TEXT_RULES: Final[Mapping[str, Callable[[pl.Expr, Any], pl.Expr | None]]] = {
    "pattern": lambda column, pattern: columns.matches(pattern, column),
    "minLength": lambda column, limit: column.str.len_chars() >= limit,
    "maxLength": lambda column, limit: column.str.len_chars() <= limit,
    "enum": lambda column, items: column.is_in([item for item in items if isinstance(item, str)]),
}
_OTHER_SIDE: Final = {
    "minimum": "maximum",
    "maximum": "minimum",
    "exclusiveMinimum": "maximum",
    "exclusiveMaximum": "minimum",
}

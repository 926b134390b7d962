"""Rows of two tables -> those added, removed and changed, by their key, or as wholes where there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.canonical import MARK
from wirepack.comparison.records import ChangedRow, Row
from wirepack.comparison.tables import NUMBER, SURPLUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_OTHER: Final = "_new"  # ends the columns of the new table beside those of the old one
_COPY: Final = "copy"  # counts rows that say the same


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of both tables are: keys, then values; then fields of one table alone, to be held against each other.

    Column "0" of the old and of the new table are the first of `names`, and so on; the rest of the old table's columns
    are `gone`, the rest of the new one's `come`.
    """

    keys: tuple[str, ...]
    values: tuple[str, ...]
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that both tables have."""
        return *self.keys, *self.values

    def columns(self, begin: int, fields: Sequence[str]) -> dict[str, str]:
        """The columns of some fields, by the field; the first of them is the column `begin`."""
        return {name: str(place) for place, name in enumerate(fields, start=begin)}

    @property
    def key_columns(self) -> list[str]:
        """The columns by which rows are matched: without a key all of them."""
        return list(self.columns(0, self.keys or self.names).values())

    @property
    def value_columns(self) -> dict[str, str]:
        """The columns that may differ in matched rows, by field."""
        return self.columns(len(self.keys), self.values) if self.keys else {}


@dataclass(slots=True)
class Found:
    """What was found so far, in all parts; at most `limit` rows of a kind are kept, the first of their file (None: all)."""

    limit: int | None
    added: int = 0
    removed: int = 0
    changed: int = 0
    matched: int = 0
    ambiguous: tuple[int, int] = (0, 0)  # rows of the old and of the new table whose key stands twice in one of them
    columns: dict[str, int] = field(default_factory=dict)
    equal: dict[tuple[str, str], int] = field(default_factory=dict)  # matched rows in which a field gone is one come
    filled: dict[str, int] = field(default_factory=dict)  # matched rows in which a field that came has a value
    added_rows: list[Row] = field(default_factory=list)
    removed_rows: list[Row] = field(default_factory=list)
    changed_rows: list[ChangedRow] = field(default_factory=list)

    def keep(self, rows: list[Any], more: Iterable[Any], by: str) -> None:
        """Keep the first of some rows."""
        rows += more
        rows.sort(key=attrgetter(by))
        del rows[len(rows) if self.limit is None else self.limit :]


def compare_part(old: pl.DataFrame, new: pl.DataFrame, layout: Layout, found: Found) -> None:
    """Compare two parts that hold all rows of some keys.

    Rows are matched by their key, or as wholes where there is none; so are rows whose key stands twice in one of the
    tables, since it does not tell which of them became which.

    >>> old = pl.DataFrame({"number": [2, 3], "0": ["a", "b"], "1": ["1", "2"]})
    >>> new = pl.DataFrame({"number": [2, 3], "0": ["b", "c"], "1": ["5", "2"]})
    >>> found = Found(limit=3)
    >>> compare_part(old, new, Layout(("id",), ("n",)), found)
    >>> found.added_rows[0].cells, found.removed_rows[0].cells
    ({'id': 'c', 'n': '2'}, {'id': 'a', 'n': '1'})
    >>> found.changed_rows
    [ChangedRow(old_number=3, new_number=2, key={'id': 'b'}, cells={'n': ('2', '5')})]
    """
    keys = layout.key_columns
    if not layout.keys:
        _match(_with_copies(old, keys), _with_copies(new, keys), [*keys, _COPY], layout, found)
        return
    twice = pl.concat([_standing_twice(old, keys), _standing_twice(new, keys)]).unique()
    if twice.height:
        whole = list(layout.columns(0, layout.names).values())
        before, after = (
            _with_copies(rows.join(twice, on=keys, how="semi", nulls_equal=True), whole) for rows in (old, new)
        )
        found.ambiguous = found.ambiguous[0] + before.height, found.ambiguous[1] + after.height
        _match(before, after, [*whole, _COPY], Layout((), layout.names), found)
        old, new = (rows.join(twice, on=keys, how="anti", nulls_equal=True) for rows in (old, new))
    _match(old, new, keys, layout, found)


def _standing_twice(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The keys that more than one row has."""
    held = rows.select(keys)
    return held.clear() if held.n_unique() == held.height else held.filter(held.is_duplicated()).unique()


def _with_copies(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Number the rows that say the same, so that no two are alike."""
    if rows.select(columns).n_unique() == rows.height:
        return rows.with_columns(pl.lit(0, dtype=pl.Int64).alias(_COPY))
    return rows.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).over(columns).alias(_COPY))


def _match(old: pl.DataFrame, new: pl.DataFrame, keys: list[str], layout: Layout, found: Found) -> None:
    """Match rows by columns in which no two rows of one table are alike."""
    after = new.rename({name: name + _OTHER for name in new.columns if name not in keys})
    number = NUMBER + _OTHER
    joined = old.join(after, on=keys, how="full", nulls_equal=True, coalesce=True)
    added, removed = joined.filter(pl.col(NUMBER).is_null()), joined.filter(pl.col(number).is_null())
    found.added += added.height
    found.removed += removed.height
    found.keep(found.added_rows, _list_rows(added, number, _OTHER, keys, layout, found.limit), "number")
    found.keep(found.removed_rows, _list_rows(removed, NUMBER, "", keys, layout, found.limit), "number")
    both = joined.filter(pl.col(NUMBER).is_not_null() & pl.col(number).is_not_null())
    found.matched += both.height
    if layout.keys and both.height:
        _compare_values(both, layout, found)
        _compare_alone(both, layout, found)


def _list_rows(
    rows: pl.DataFrame, number: str, ending: str, keys: list[str], layout: Layout, limit: int | None
) -> list[Row]:
    """The first rows, with their cells."""
    columns = layout.columns(0, layout.names).values()
    first = rows.sort(number) if limit is None else rows.bottom_k(limit, by=number)
    chosen = first.select(number, *(name if name in keys else name + ending for name in columns))
    return [Row(place, _name_cells(layout.names, cells)) for place, *cells in chosen.iter_rows()]


def _name_cells(names: Sequence[str], cells: Sequence[str | None]) -> dict[str, str | None]:
    """The cells of a row by field; hardly a row has more cells than its table has columns."""
    named = {name: _shown(cell) for name, cell in zip(names, cells, strict=True)}
    return {name: cell for name, cell in named.items() if name != SURPLUS or cell is not None}


def _shown(text: str | None) -> str | None:
    """A value without the mark of one that is no text."""
    return text and text.removeprefix(MARK)


def _compare_values(both: pl.DataFrame, layout: Layout, found: Found) -> None:
    differs = {name: pl.col(at).ne_missing(pl.col(at + _OTHER)) for name, at in layout.value_columns.items()}
    if not differs:
        return
    masks = both.select(**{f"d{place}": mask for place, mask in enumerate(differs.values())})
    for name, count in zip(differs, masks.sum().row(0), strict=True):
        if count:
            found.columns[name] = found.columns.get(name, 0) + count
    changed = both.filter(masks.select(pl.any_horizontal(pl.all())).to_series())
    found.changed += changed.height
    number = NUMBER + _OTHER
    first = changed.sort(number) if found.limit is None else changed.bottom_k(found.limit, by=number)
    found.keep(found.changed_rows, [_make_changed(row, layout) for row in first.iter_rows(named=True)], "new_number")


def _make_changed(row: Mapping[str, Any], layout: Layout) -> ChangedRow:
    keys = layout.columns(0, layout.keys)
    pairs = {name: (row[at], row[at + _OTHER]) for name, at in layout.value_columns.items()}
    return ChangedRow(
        row[NUMBER],
        row[NUMBER + _OTHER],
        {name: _shown(row[at]) for name, at in keys.items()},
        {name: (_shown(old), _shown(new)) for name, (old, new) in pairs.items() if old != new},
    )


def _compare_alone(both: pl.DataFrame, layout: Layout, found: Found) -> None:
    """Hold fields of the old table alone against those of the new one alone: a column may have got another name."""
    begin = len(layout.names)
    gone, come = layout.columns(begin, layout.gone), layout.columns(begin, layout.come)
    for name, at in come.items():
        ending = _OTHER
        other = pl.col(at + ending if at + ending in both.columns else at)
        found.filled[name] = found.filled.get(name, 0) + int(both.select(other.is_not_null().sum()).item())
        for old_name, old_at in gone.items():
            equal = int(both.select(pl.col(old_at).eq_missing(other).sum()).item())
            found.equal[old_name, name] = found.equal.get((old_name, name), 0) + equal

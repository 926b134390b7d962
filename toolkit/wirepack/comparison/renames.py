"""Columns that went and came: which of them may be one column under two names, and which are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.comparison.records import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wirepack.audit.schema import Schema
    from wirepack.comparison.rows import Found

_MANY: Final = 16  # columns of each kind that are held against each other; with more, a table is another one


def renamed_key(old: Schema, new: Schema) -> dict[str, str]:
    """Fields of a primary key that stand in its place under another name, old to new: rows must be matched to see more.

    >>> from wirepack.audit.schema import Field, Schema
    >>> renamed_key(Schema((Field("id"),), ("id",)), Schema((Field("uid"),), ("uid",)))
    {'id': 'uid'}
    """
    before, after = ({field.name: field for field in schema.fields} for schema in (old, new))
    if len(old.primary_key) != len(new.primary_key):
        return {}
    pairs = dict(zip(old.primary_key, new.primary_key, strict=True))
    other = {one: two for one, two in pairs.items() if one != two}
    alike = all(
        one not in after and two not in before and before[one].type == after[two].type for one, two in other.items()
    )
    return other if alike else {}


def candidates(old: Schema, new: Schema, known: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fields of the old schema alone and of the new one alone that could be the same: there is another of their type."""
    before = {field.name: field.type for field in old.fields}
    after = {field.name: field.type for field in new.fields}
    gone = [name for name in before if name not in after and name not in known]
    come = [name for name in after if name not in before and name not in known.values()]
    types = {before[name] for name in gone} & {after[name] for name in come}
    gone, come = ([name for name in names if kinds[name] in types] for names, kinds in ((gone, before), (come, after)))
    return (tuple(gone), tuple(come)) if max(len(gone), len(come)) <= _MANY else ((), ())


def find_renames(found: Found, gone: Sequence[str], come: Sequence[str]) -> dict[str, str]:
    """Which fields have the same values in all matched rows, old to new: not empty ones, and no other field has them."""
    pairs = [
        (one, two)
        for one in gone
        for two in come
        if found.matched and found.filled.get(two) and found.equal.get((one, two)) == found.matched
    ]
    olds, news = [one for one, _ in pairs], [two for _, two in pairs]
    return {one: two for one, two in pairs if olds.count(one) == 1 and news.count(two) == 1}


def with_renames(changes: Iterable[Change], resource: str, renames: Mapping[str, str]) -> list[Change]:
    """Tell a column that went and the one that came in its place as one change."""
    told = []
    for change in changes:
        if change.kind == "field-removed" and change.field and change.field in renames:
            told.append(Change("field-renamed", resource, change.field, change.field, renames[change.field]))
        elif change.kind not in ("field-added", "field-inserted") or change.field not in renames.values():
            told.append(change)
    return told

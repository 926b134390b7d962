"""Tables that a package publishes in two formats: whether both are the same table, so that one comparison will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.comparison.tables import SURPLUS, open_resource

if TYPE_CHECKING:
    from wirepack.comparison.sides import Side
    from wirepack.comparison.tables import OpenTable
    from wirepack.progress import Progress

_HALF: Final = 32  # bits of a hash that are added at once, so that no sum overflows


def true_twins(old: Side, new: Side, progress: Progress | None = None) -> dict[str, str]:
    """The resources that repeat another one in both packages, and say the same there, with the one that they repeat."""
    twins = {}
    for name, resource in new.resources.items():
        main = resource.twin
        before = old.resources.get(name)
        if (
            main
            and before
            and before.twin == main
            and all(_says_the_same(side, name, main, progress) for side in (old, new))
        ):
            twins[name] = main
    return twins


def _says_the_same(side: Side, name: str, main: str, progress: Progress | None) -> bool:
    """Whether two tables have the same columns and the same rows, in any order."""
    first, second = (open_resource(side.resources[each]) for each in (main, name))
    if set(first.places) != set(second.places):
        return False
    names = [*first.places, SURPLUS]
    return _fingerprint(first, names, progress) == _fingerprint(second, names, progress)


def _fingerprint(table: OpenTable, names: list[str], progress: Progress | None) -> tuple[int, int]:
    """The number of the rows and the sum of their hashes, which does not depend on their order."""
    count = total = 0
    for rows in table.rows(names):
        hashes = rows.select(rows.columns[1:]).hash_rows(seed=2)
        count += rows.height
        if progress:
            progress(f"{table.resource.name} in its formats", count, 0)
        total += int((hashes % (1 << _HALF)).sum()) + (int((hashes // (1 << _HALF)).sum()) << _HALF)
    return count, total % (1 << 64)

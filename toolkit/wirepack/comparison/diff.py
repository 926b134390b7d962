"""The order of a comparison: packages, then resource by resource what is promised, and the rows."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wirepack.audit.sources import blocks_of
from wirepack.comparison.descriptors import compare_packages, compare_resources
from wirepack.comparison.partitions import DEFAULT, Limits, Partitions, pair
from wirepack.comparison.records import Change, Diff, TableDiff
from wirepack.comparison.renames import candidates, find_renames, renamed_key, with_renames
from wirepack.comparison.rows import Found, Layout, compare_part
from wirepack.comparison.schemas import compare_fields, compare_schemas, describe_schemas
from wirepack.comparison.sides import open_side
from wirepack.comparison.tables import NUMBER, SURPLUS, OpenTable, explained, open_resource
from wirepack.comparison.twins import true_twins
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirepack.audit.schema import Schema
    from wirepack.comparison.sides import Resource, Side
    from wirepack.progress import Progress

EXAMPLES: Final = 3  # rows of each kind that are listed


def diff(
    old: Path | str,
    new: Path | str,
    *,
    examples: int | None = EXAMPLES,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Diff:
    r"""Compare two data packages, each a folder, a descriptor (JSON or YAML), a zip archive or an address.

    Resources are matched by name, rows by primary key, or as wholes where there is none; values are compared as their
    types say. At most `examples` rows of each kind are listed (None: all); all are counted. Tables of any size are compared
    in bounded memory; `limits` says from which size on in temporary files. UsageError if a package or a table cannot be read.

    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> for name, cells in (("old", "1,1.50\n2,x\n"), ("new", "1,1.5\n3,x\n")):
    ...     (folder / name).mkdir()
    ...     _ = (folder / name / "t.csv").write_text("id,n\n" + cells)
    ...     _ = (folder / name / "datapackage.json").write_text('''{"resources": [{"name": "t", "path": "t.csv", "schema":
    ...         {"fields": [{"name": "id", "type": "integer"}, {"name": "n", "type": "number"}], "primaryKey": "id"}}]}''')
    >>> found = diff(folder / "old", folder / "new")
    >>> found.bump, found.tables[0].added, found.tables[0].removed, found.tables[0].changed
    ('minor', 1, 1, 0)
    """
    before, after = (open_side(str(path), progress=progress) for path in (old, new))
    return compare_sides(before, after, examples=examples, limits=limits, progress=progress)


def compare_sides(
    before: Side,
    after: Side,
    *,
    examples: int | None = EXAMPLES,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Diff:
    """Compare two packages that are open."""
    start = perf_counter()
    changes, tables, notes = compare_packages(before.descriptor, after.descriptor), [], [*before.notes, *after.notes]
    names = [*before.resources, *(name for name in after.resources if name not in before.resources)]
    changes += [Change("resource-removed", name) for name in names if name not in after.resources]
    twins = true_twins(before, after, progress)
    for name in names:
        if name not in before.resources or name not in after.resources:
            changes += [Change("resource-added", name)] if name in after.resources else []
            continue
        pair_of = _Pair(before.resources[name], after.resources[name], examples, limits, progress)
        changes += compare_resources(pair_of.old, pair_of.new)
        if name in twins:
            continue
        compared = pair_of.compare()
        changes, notes = [*changes, *compared.changes], [*notes, *compared.notes]
        tables += [compared.table] if compared.table else []
    if twins:
        notes.append(f"compared once, as they are the same tables in another format: {', '.join(twins)}")
    seconds = perf_counter() - start
    return Diff(
        before.place, after.place, before.version, after.version, tuple(changes), tuple(tables), tuple(notes), seconds
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    changes: list[Change]
    table: TableDiff | None
    notes: list[str]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A resource in both packages."""

    old: Resource
    new: Resource
    examples: int | None
    limits: Limits
    progress: Progress | None

    def compare(self) -> _Compared:
        """Compare the content."""
        if not (self.old.is_table and self.new.is_table):
            changed = _digest(self.old) != _digest(self.new)
            return _Compared([Change("file-changed", self.new.name)] if changed else [], None, [])
        after = open_resource(self.new, self.old.schema)
        before = open_resource(self.old, self.new.schema or after.schema)
        return self._compare_tables(before, after)

    def _compare_tables(self, before: OpenTable, after: OpenTable) -> _Compared:
        name, old, new = self.new.name, before.schema, after.schema
        told = bool(self.old.borrowed and self.new.borrowed)  # with the resource that both repeat
        changes = [] if told else compare_schemas(name, old, new, has_header=after.table.labels is not None)
        changes += describe_schemas(name, *(_schema_of(resource) for resource in (self.old, self.new)))
        keys = renamed_key(old, new)
        layout = _plan(old, new, keys)
        if not layout.names:
            return _Compared(changes, None, [f"{name}: has no column in both packages, so rows were not compared"])
        found, counts = self._compare_rows(before, after, layout, {two: one for one, two in keys.items()})
        renames = keys | find_renames(found, layout.gone, layout.come)
        changes = _with_renamed_fields(with_renames(changes, name, renames), name, old, new, renames)
        notes = []
        if any(found.ambiguous):
            one, other = found.ambiguous
            what = f"rows whose primary key stands twice were compared as wholes: {one:,} old and {other:,} new"
            notes.append(f"{name}: {what}")
        table = TableDiff(
            name, layout.keys, *counts, found.added, found.removed, found.changed,
            {field: found.columns[field] for field in layout.values if field in found.columns},
            tuple(found.added_rows), tuple(found.removed_rows), tuple(found.changed_rows),
        )  # fmt: skip
        return _Compared(changes, table, notes)

    def _compare_rows(
        self, before: OpenTable, after: OpenTable, layout: Layout, old_names: dict[str, str]
    ) -> tuple[Found, tuple[int, int]]:
        found = Found(self.examples)
        wanted = [old_names.get(name, name) for name in layout.names] + list(layout.gone)
        with _temporary() as folder:
            old = self._fill(Path(folder, "old"), before, wanted, layout)
            new = self._fill(Path(folder, "new"), after, [*layout.names, *layout.come], layout)
            for number, (one, other) in enumerate(pair(old, new, self.limits), start=1):
                compare_part(one, other, layout, found)
                if self.progress and old.spilled:
                    self.progress(f"{self.new.name} compared", number, self.limits.parts)
        return found, (old.rows, new.rows)

    def _fill(self, folder: Path, table: OpenTable, names: Sequence[str], layout: Layout) -> Partitions:
        schema = {NUMBER: pl.Int64} | {str(place): pl.String for place in range(len(names))}
        rows = Partitions(folder, schema, layout.key_columns, self.limits)
        for batch in table.rows(names):
            rows.add(batch)
            if self.progress:
                self.progress(f"{table.resource.name} {folder.name}", rows.rows, 0)
        rows.close()
        return rows


@contextmanager
def _temporary() -> Iterator[str]:
    """A folder for rows that do not fit into memory; what the system refuses there is told with what to do."""
    try:
        with TemporaryDirectory(prefix="wirepack-diff-") as folder:
            yield folder
    except OSError as error:
        reason = error.strerror or str(error)
        advice = "free some space, or set TMPDIR to a folder with more of it"
        raise UsageError(f"{gettempdir()}: rows cannot be kept there ({reason}); {advice}") from None


def _plan(old: Schema, new: Schema, renamed: dict[str, str]) -> Layout:
    """What is compared with what: by the new names of the fields."""
    before = {renamed.get(field.name, field.name) for field in old.fields}
    names = [field.name for field in new.fields if field.name in before]
    if not names:
        return Layout((), ())
    mine = tuple(renamed.get(name, name) for name in old.primary_key)
    usable = [key for key in (mine, new.primary_key) if key and set(key) <= set(names)]
    key = min(usable, key=lambda key: (len(key), key), default=())  # where they differ, from both sides the same one
    values = tuple(name for name in names if name not in key)
    return Layout(key, (*values, SURPLUS), *(candidates(old, new, renamed) if key else ((), ())))


def _with_renamed_fields(
    changes: list[Change], name: str, old: Schema, new: Schema, renames: dict[str, str]
) -> list[Change]:
    """Add what else changed in the fields that have other names; a key that only has other names is told by them."""
    before, after = ({field.name: field for field in schema.fields} for schema in (old, new))
    further = [change for one, two in renames.items() for change in compare_fields(name, before[one], after[two])]
    same_key = sorted(renames.get(field, field) for field in old.primary_key) == sorted(new.primary_key)
    return [change for change in changes if change.kind != "primary-key-changed" or not same_key] + further


def _schema_of(resource: Resource) -> dict[str, Any]:
    given = resource.descriptor.get("schema")
    return given if isinstance(given, dict) else {}


def _digest(resource: Resource) -> str:
    """The hash of the bytes of a file, unpacked, or of the data in the descriptor."""
    if resource.source.data is not None:
        return sha256(repr(resource.source.data).encode("utf-8", "surrogatepass")).hexdigest()
    digest = sha256()
    with explained(resource), resource.source.open() as file:
        for block in blocks_of(file):
            digest.update(block)
    return digest.hexdigest()

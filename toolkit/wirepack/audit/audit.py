"""A whole package: its files, its tables, and the keys between them."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from wirepack.audit.csv_tables import read_csv
from wirepack.audit.descriptor import Package, open_package
from wirepack.audit.dialects import read_dialect
from wirepack.audit.faults import MEMORY, Fault, Report, Task
from wirepack.audit.find import LIMIT, TableAudit
from wirepack.audit.key_faults import check_keys, check_references
from wirepack.audit.object_tables import TableError, read_json_lines, read_json_table, read_parquet, read_rows
from wirepack.audit.places import FetchError
from wirepack.audit.schema import Schema, read_schema
from wirepack.audit.sources import holds_table, make_source, measure
from wirepack.audit.spill import AUTO, Spill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wirepack.audit.batches import Batch, Table
    from wirepack.audit.sources import Source
    from wirepack.progress import Progress

    Start = Callable[[tuple[str, ...] | None, Schema], TableAudit]


@dataclass(slots=True)
class _Resource:
    """One resource while it is audited."""

    descriptor: Mapping[str, Any]
    schema: Schema
    source: Source
    faults: list[Fault]  # that belong to no row
    audit: TableAudit | None = None
    labels: tuple[str, ...] | None = None
    bytes: int | None = None
    hashes: Mapping[str, str] | None = None
    seconds: float = 0.0

    @property
    def name(self) -> str:
        return str(self.descriptor.get("name", ""))

    @property
    def is_table(self) -> bool:
        """Whether it holds a table. Files of other types are measured."""
        return holds_table(self.source, self.descriptor)


def audit(path: str, *, limit: int = LIMIT, budget: int = AUTO, progress: Progress | None = None) -> Report:
    """Audit the package that a path, an archive or an address leads to. UsageError if there is none."""
    return audit_package(open_package(path, progress), limit=limit, budget=budget, progress=progress)


def audit_package(
    package: Package, *, limit: int = LIMIT, budget: int = AUTO, progress: Progress | None = None
) -> Report:
    """Audit a package whose descriptor was read; every resource that can be read is, whatever the others are.

    `limit`: faults of a resource that are listed; `budget`: bytes of keys that are held in memory.
    """
    with Spill(budget) as spill:
        return _audit(package, limit, spill, progress)


def _audit(package: Package, limit: int, spill: Spill, progress: Progress | None) -> Report:
    start = perf_counter()
    resources = [_prepare(package, number) for number in range(len(package.resources))]
    by_name = {resource.name: resource for resource in resources}
    wanted = _wanted(resources)
    for resource in resources:
        begun = perf_counter()
        if not resource.faults:
            start_table = partial(TableAudit, wanted=wanted.get(resource.name, ()), limit=limit, spill=spill)
            _read(resource, start_table, progress)
        resource.seconds = perf_counter() - begun
    schemas = {resource.name: resource.schema for resource in resources}
    for resource in resources:
        resource.faults += check_references(resource.name, resource.schema, schemas)
        _check_keys(resource, by_name)
    tasks = tuple(_finish(resource) for resource in resources)
    faults = tuple(fault for number, fault in package.faults if number is None)
    return Report(tasks, faults, seconds=perf_counter() - start)


def _prepare(package: Package, number: int) -> _Resource:
    descriptor = package.resources[number]
    faults = [fault for place, fault in package.faults if place == number]
    schema = Schema(())
    if "schema" in descriptor and not faults:
        schema, wrong = read_schema(descriptor["schema"], package.version)
        faults += wrong
    header = read_dialect(descriptor.get("dialect")).header
    return _Resource(
        descriptor, schema, make_source(descriptor if not faults else {}, package.place, header=header), faults
    )


def _wanted(resources: list[_Resource]) -> dict[str, list[tuple[str, ...]]]:
    """By resource, the keys that others point to."""
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for resource in resources:
        for key in resource.schema.foreign_keys:
            if key.resource:
                wanted.setdefault(key.resource, []).append(key.target)
    return wanted


def _read(resource: _Resource, start_table: Start, progress: Progress | None) -> None:
    """Read one resource: its bytes are measured beside, since that waits for the disk alone."""
    stop = Event()
    with ThreadPoolExecutor(1) as beside:
        paths = resource.source.paths
        measured = beside.submit(measure, resource.source, resource.descriptor, stop.is_set) if paths else None
        try:
            with _noting(resource.faults):
                if resource.is_table:
                    _read_table(resource, start_table, progress)
        except BaseException:
            stop.set()  # who interrupts us does not wait for the rest of a file
            raise
        if measured:
            try:
                wrong, resource.bytes, resource.hashes = measured.result()
                resource.faults += wrong
            except FetchError as error:
                if not any(fault.type == "scheme-error" for fault in resource.faults):
                    resource.faults.append(Fault("scheme-error", str(error)))


@contextmanager
def _noting(faults: list[Fault]) -> Iterator[None]:
    """Note why a table cannot be read, or read to its end."""
    try:
        yield
    except FetchError as error:
        faults.append(Fault("scheme-error", str(error)))
    except (TableError, csv.Error) as error:
        faults.append(Fault("source-error", str(error)))
    except UnicodeDecodeError as error:
        faults.append(Fault("encoding-error", f"{error.encoding}: {error.reason}"))
    except LookupError as error:
        faults.append(Fault("encoding-error", str(error)))
    except pa.ArrowInvalid as error:
        kind = "encoding-error" if "UTF8" in str(error) else "source-error"
        faults.append(Fault(kind, str(error).splitlines()[0]))


def _read_table(resource: _Resource, start_table: Start, progress: Progress | None) -> None:
    table = open_table(resource.source, resource.descriptor, resource.schema)
    resource.labels = table.labels
    schema = resource.schema if resource.schema.fields else _schema_of(table)
    found = start_table(table.labels, schema)
    resource.audit = found
    for batch in prefetch(table.batches):
        found.feed(batch)
        if progress:
            progress(resource.name, found.rows, 0)
    if not found.rows and not table.labels:
        resource.faults.append(Fault("source-error", "the source is empty"))


def _schema_of(table: Table) -> Schema:
    """The schema of a table that has none: every cell is right."""
    return read_schema({"fields": [{"name": label, "type": "any"} for label in dict.fromkeys(table.labels or ())]})[0]


def open_table(source: Source, descriptor: Mapping[str, Any], schema: Schema) -> Table:
    """Open the table of a resource. FetchError, TableError, UnicodeDecodeError or LookupError if that cannot be."""
    width = len(schema.fields)
    if source.data is not None:
        return read_rows(source.data, header=source.header, keys=[each.name for each in schema.fields], width=width)
    if source.format in ("csv", "tsv"):
        dialect = read_dialect(descriptor.get("dialect"), source.format)
        return read_csv(source.open, source.encoding, dialect, schema, source.plain)
    file = source.open()
    if source.format == "parquet":
        return read_parquet(file)
    if source.format == "jsonl":
        return read_json_lines(file, source.encoding, header=source.header, width=width)
    with file:
        given = descriptor.get("dialect")
        return read_json_table(file, source.encoding, header=source.header, dialect=given, width=width)


def prefetch(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Read the next batch while the last one is looked at: the readers leave the interpreter free."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch


def _check_keys(resource: _Resource, by_name: Mapping[str, _Resource]) -> None:
    """Unique fields and keys of a table, when all tables are read."""
    found = resource.audit
    if found is None or not found.keys.needed:
        return
    tables = {name: (other.schema, other.audit) for name, other in by_name.items()}
    placed, count = check_keys(found, resource.schema, tables)
    if placed:
        cells: dict[int, tuple[str, ...]] = {}
        with _noting(resource.faults):  # the second time an address may be silent
            cells = _cells_of(resource, {each.row for each in placed})
        found.add([each._replace(fault=_with_cells(each.fault, cells.get(each.row))) for each in placed], count)


def _with_cells(fault: Fault, cells: tuple[str, ...] | None) -> Fault:
    if cells is None:
        return fault
    cell = cells[fault.column - 1] if fault.column and fault.column <= len(cells) else None
    return replace(fault, cells=cells, cell=cell)


def _cells_of(resource: _Resource, rows: set[int]) -> dict[int, tuple[str, ...]]:
    """The cells of some rows, by their numbers: the file is read once more, no further than the last of them."""
    cells: dict[int, tuple[str, ...]] = {}
    for batch in open_table(resource.source, resource.descriptor, resource.schema).batches:
        here = sorted(row for row in rows if batch.first <= row <= batch.last)
        cells |= {row: batch.cells_of(place) for row, place in zip(here, batch.rows_of(here), strict=True)}
        if len(cells) == len(rows):
            break
    return cells


def _finish(resource: _Resource) -> Task:
    faults, more, rows, fields = list(resource.faults), 0, None, None
    if resource.audit:
        found = resource.audit
        listed = found.finish()
        more = len(found.header) + found.count - len(listed)
        rows, fields = found.rows, found.width
        faults = listed + faults + _counts(resource.descriptor, rows, fields)
    return Task(
        resource.name,
        "table" if resource.audit or resource.is_table else "file",
        ", ".join(resource.source.paths) or MEMORY,
        tuple(faults),
        labels=resource.labels or (),
        rows=rows,
        fields=fields,
        bytes=resource.bytes,
        hashes=resource.hashes or {},
        seconds=resource.seconds,
        more=more,
    )


def _counts(descriptor: Mapping[str, Any], rows: int, fields: int) -> list[Fault]:
    pairs = (("field-count", "fields", fields), ("row-count", "rows", rows))
    return [
        Fault(kind, f'expected is "{descriptor[key]}" and actual is "{count}"')
        for kind, key, count in pairs
        if isinstance(descriptor.get(key), int) and descriptor[key] and descriptor[key] != count
    ]

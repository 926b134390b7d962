"""One of the two packages: its resources with their schemas, and which of them are the same table in another format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.descriptor import Package, open_package
from wirepack.audit.dialects import read_dialect
from wirepack.audit.schema import Schema, read_schema
from wirepack.audit.sources import holds_table, make_source
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirepack.audit.sources import Source
    from wirepack.progress import Progress

_FORMAT_SUFFIX: Final = re.compile(r"[-_.](?:parquet|csv|tsv|jsonl?)\Z")  # of the name of a resource


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource with its schema, which is None where it has none.

    `twin` is the resource that it seems to repeat in another format; without a schema of its own, `borrowed` is that one's.
    """

    name: str
    place: str  # as a user knows it
    descriptor: Mapping[str, Any]
    source: Source
    schema: Schema | None
    is_table: bool
    twin: str = ""
    borrowed: Schema | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A package with its resources by name."""

    place: str
    descriptor: Mapping[str, Any]
    resources: Mapping[str, Resource]
    notes: tuple[str, ...] = ()

    @property
    def version(self) -> str | None:
        """Its version, as it is written."""
        version = self.descriptor.get("version")
        return None if version is None else str(version)


def open_side(path: str, name: str = "", progress: Progress | None = None) -> Side:
    """Open a package to be compared; `name` is what it is called. UsageError if there is none, or one with a false part."""
    return read_side(open_package(path, progress), name or path)


def read_side(package: Package, path: str) -> Side:
    """Read the resources of a package; faults of schemas become notes, any other is a UsageError.

    >>> from wirepack.audit.descriptor import read_package
    >>> from wirepack.audit.places import Place
    >>> items = [{"name": "t", "path": "t.csv", "schema": {}}, {"name": "t-parquet", "path": "t.parquet"}]
    >>> side = read_side(read_package({"resources": items}, Place()), "here")
    >>> {name: resource.twin for name, resource in side.resources.items()}
    {'t': '', 't-parquet': 't'}
    """
    for number, fault in package.faults:
        where = "" if number is None else f", resource {number + 1}"
        raise UsageError(f"{path}{where}: {fault.note}; `wirepack validate` lists all that is wrong")
    resources: dict[str, Resource] = {}
    notes: list[str] = []
    for number, descriptor in enumerate(package.resources):
        resource, faults = _read_resource(package, number, path)
        resources[resource.name] = resource
        notes += [f"{path}, {descriptor['name']}: {fault}" for fault in faults]
    return Side(path, package.descriptor, _with_twins(resources), tuple(notes))


def _read_resource(package: Package, number: int, path: str) -> tuple[Resource, list[str]]:
    descriptor = package.resources[number]
    schema, faults = None, []
    if "schema" in descriptor:
        schema, wrong = read_schema(descriptor["schema"], package.version)
        faults = [fault.note for fault in wrong]
    source = make_source(descriptor, package.place, header=read_dialect(descriptor.get("dialect")).header)
    is_table = holds_table(source, descriptor) or (source.format == "parquet" and "type" not in descriptor)
    name = descriptor["name"]
    return Resource(name, f"{path}, {name}", descriptor, source, schema, is_table), faults


def _with_twins(resources: dict[str, Resource]) -> dict[str, Resource]:
    """Name for each table that stands there in two formats the one that tells more of it: with a schema, or earlier."""
    ranked = sorted((each for each in resources.values() if each.is_table), key=lambda each: each.schema is None)
    found: dict[str, str] = {}
    for rank, resource in enumerate(ranked):
        mains = (each.name for each in ranked[:rank] if not found[each.name] and _repeats(resource, each))
        found[resource.name] = next(mains, "")
    return {name: _with_twin(each, resources.get(found.get(name, ""))) for name, each in resources.items()}


def _with_twin(resource: Resource, main: Resource | None) -> Resource:
    if main is None:
        return resource
    return replace(resource, twin=main.name, borrowed=main.schema if resource.schema is None else None)


def _repeats(resource: Resource, main: Resource) -> bool:
    """Whether the names say that both are one table."""
    if resource.source.format == main.source.format:
        return False
    stem = _stem(resource)
    return _FORMAT_SUFFIX.sub("", resource.name) == main.name or (bool(stem) and stem == _stem(main))


def _stem(resource: Resource) -> str:
    """The path without the suffixes of its file."""
    if len(resource.source.paths) != 1:
        return ""
    path = PurePosixPath(resource.source.paths[0])
    return str(path.with_name(path.name.split(".")[0] or path.name))

"""What the descriptors of two packages say beside their schemas: names, licences, formats, dialects, texts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.dialects import read_dialect
from wirepack.comparison.records import Change
from wirepack.descriptor import CONTENT_HASH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirepack.comparison.sides import Resource

# What is told elsewhere, or follows from the data.
_PACKAGE_KEYS: Final = frozenset({"name", "version", "licenses", "license", "resources", "created"})
_RESOURCE_KEYS: Final = frozenset(
    {
        *("name", "path", "data", "schema", "dialect", "format", "encoding", "compression", "innerpath", "licenses"),
        *("license", "hash", "bytes", "stats", "fields", "rows", CONTENT_HASH),
    }
)
_DELIMITED: Final = ("csv", "tsv")


def compare_packages(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Compare the properties of two packages.

    >>> [(change.kind, change.aspect) for change in compare_packages({"title": "A"}, {"title": "B"})]
    [('metadata-changed', 'title')]
    """
    changes = []
    if old.get("name") != new.get("name"):
        changes.append(Change("package-renamed", old=old.get("name"), new=new.get("name")))
    return [*changes, *_licences(None, old, new), *_described(None, old, new, _PACKAGE_KEYS)]


def compare_resources(old: Resource, new: Resource) -> list[Change]:
    """Compare the properties of two resources of one name, but for their schemas."""
    name, before, after = new.name, old.source, new.source
    pairs = (
        ("format-changed", before.format, after.format),
        ("compression-changed", before.compression, after.compression),
        ("encoding-changed", _encoding(old), _encoding(new)),
        ("path-changed", list(before.paths), list(after.paths)),
    )
    changes = [Change(kind, name, None, one or None, other or None) for kind, one, other in pairs if one != other]
    changes += _dialects(old, new) if before.format == after.format else []
    if old.schema is not None and new.schema is None:
        changes.append(Change("schema-removed", name))
    if old.schema is None and new.schema is not None:
        changes.append(Change("schema-added", name))
    changes += _licences(name, old.descriptor, new.descriptor)
    return [*changes, *_described(name, old.descriptor, new.descriptor, _RESOURCE_KEYS)]


def _encoding(resource: Resource) -> str:
    """The encoding of a text; other files have none that could matter."""
    encoding = resource.source.encoding
    return "utf-8" if encoding == "utf8" or resource.source.format == "parquet" else encoding


def _dialects(old: Resource, new: Resource) -> Iterator[Change]:
    before, after = (_read_dialect(each) for each in (old, new))
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield Change("dialect-changed", new.name, None, before.get(key), after.get(key), key)


def _read_dialect(resource: Resource) -> dict[str, Any]:
    """A dialect with the defaults of the standard in place; what it does not concern is left out."""
    given = resource.descriptor.get("dialect")
    if resource.source.format not in _DELIMITED:
        return dict(given) if isinstance(given, dict) else {}
    dialect = asdict(read_dialect(given, resource.source.format))
    del dialect["declared"]
    dialect["skip_initial_space"] = bool(dialect["skip_initial_space"])
    return {_camel(key): sorted(value) if isinstance(value, frozenset) else value for key, value in dialect.items()}


def _camel(key: str) -> str:
    """The name of a property as the standard writes it.

    >>> _camel("comment_char"), _camel("quote")
    ('commentChar', 'quoteChar')
    """
    first, *rest = {"quote": "quote_char", "escape": "escape_char"}.get(key, key).split("_")
    return first + "".join(map(str.capitalize, rest))


def _licences(resource: str | None, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = _read_licences(old), _read_licences(new)
    yield from (Change("licence-removed", resource, None, name, None) for name in before if name not in after)
    yield from (Change("licence-added", resource, None, None, name) for name in after if name not in before)


def _read_licences(descriptor: Mapping[str, Any]) -> list[str]:
    """The licences by name, else by path or title; version 1 knew a single one as well."""
    given = descriptor.get("licenses", descriptor.get("license"))
    items = given if isinstance(given, list) else [given] if given else []
    return [
        str(item.get("name") or item.get("path") or item.get("title")) if isinstance(item, dict) else str(item)
        for item in items
    ]


def _described(
    resource: str | None, old: Mapping[str, Any], new: Mapping[str, Any], known: frozenset[str]
) -> Iterator[Change]:
    for key in sorted({*old, *new} - known):
        if old.get(key) != new.get(key):
            yield Change("metadata-changed", resource, None, old.get(key), new.get(key), key)

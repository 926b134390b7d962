"""The descriptor of a package, version 1 or 2, in JSON or YAML: its resources, with what they refer to put in place."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.faults import Fault
from wirepack.audit.places import NAMES, FetchError, Place, find_package, is_address, is_safe
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from wirepack.progress import Progress

_PROFILE: Final = re.compile(r"https?://(?:www\.)?datapackage\.org/profiles/([12])\.")
_REFERENCES: Final = ("schema", "dialect")  # what may be the path or the address of a file of JSON
_MAX_BYTES: Final = 100 << 20  # of a descriptor


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was found: its place, its resources, what is wrong with the descriptor, by resource (None: itself)."""

    place: Place
    name: str
    resources: tuple[dict[str, Any], ...]
    faults: tuple[tuple[int | None, Fault], ...]
    version: str = "2"  # of the standard; empty for a profile of somebody's own
    descriptor: Mapping[str, Any] = field(default_factory=dict)  # as it stands in the file


def open_package(path: str, progress: Progress | None = None) -> Package:
    """Read the descriptor that a user means. UsageError if there is none, or it is no object."""
    place, name = find_package(path)
    place = replace(place, progress=progress)
    advice = "check the address" if is_address(path) else "give a package that can be read"
    try:
        with place.open(name) as file:
            advice = "correct it" if name in NAMES else "give a data package or its folder"
            descriptor = parse(file, name)
    except FetchError as error:
        raise UsageError(f"{path}: {error}; {advice}") from None
    if not isinstance(descriptor, dict):
        raise UsageError(f"{path}: is no object, so it is no data package; give a datapackage.json or its folder")
    return read_package(descriptor, place, name)


def parse(file: BinaryIO, name: str) -> Any:
    """Parse JSON or YAML. FetchError if it is neither."""
    data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise FetchError(f'"{name}" is larger than a descriptor can be')
    try:
        text = data.decode("utf-8-sig")
        if name.rsplit(".", 1)[-1].lower() in ("yaml", "yml"):
            return _parse_yaml(text)
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FetchError(f'"{name}" is no JSON: {error.msg} in {where}') from None
    except (ValueError, RecursionError) as error:
        raise FetchError(f'"{name}" cannot be read: {error}') from None


def _parse_yaml(text: str) -> Any:
    import yaml  # noqa: PLC0415 - few descriptors are YAML

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def read_package(descriptor: Mapping[str, Any], place: Place, name: str = "datapackage.json") -> Package:
    """Read a descriptor that was parsed.

    >>> package = read_package({"resources": [{"name": "a", "path": "../a.csv"}]}, Place())
    >>> [fault.note for _, fault in package.faults]
    ['path "../a.csv" is not safe: it must lie below the package']
    """
    items = descriptor.get("resources")
    faults: list[tuple[int | None, Fault]] = []
    if not isinstance(items, list) or not items:
        faults.append((None, Fault("package-error", '"resources" must be a list of at least one resource')))
        items = []
    resources: list[dict[str, Any]] = []
    for number, item in enumerate(items):
        resource, notes = _read_resource(item, place)
        resources.append(resource)
        faults += [(number, fault) for fault in notes]
    names = Counter(resource["name"] for resource in resources if isinstance(resource.get("name"), str))
    faults += [
        (None, Fault("package-error", f'names of resources must be unique, and "{each}" stands twice'))
        for each, count in names.items()
        if count > 1
    ]
    return Package(place, name, tuple(resources), tuple(faults), _version(descriptor.get("$schema")), descriptor)


def _version(profile: Any) -> str:
    """The version of the standard: without a profile it is the first."""
    if not profile:
        return "1"
    found = _PROFILE.match(str(profile))
    return found.group(1) if found else ""


def _read_resource(item: Any, place: Place) -> tuple[dict[str, Any], list[Fault]]:
    """A resource with its schema and dialect in place; what is wrong with it."""
    if isinstance(item, str):
        item, notes = _follow(item, place)
        if notes:
            return {}, notes
    if not isinstance(item, dict):
        return {}, [Fault("resource-error", "a resource is an object")]
    resource, faults = dict(item), _check_members(item)
    for key in _REFERENCES:
        if isinstance(resource.get(key), str):
            resource[key], notes = _follow(resource[key], place)
            faults += notes
    return resource, faults


def _check_members(item: Mapping[str, Any]) -> list[Fault]:
    faults = []
    if not isinstance(item.get("name"), str) or not item["name"]:
        faults.append(Fault("resource-error", 'the resource has no "name"'))
    if "data" not in item:
        given = item.get("path")
        paths = [given] if isinstance(given, str) else given
        if not isinstance(paths, list) or not paths or not all(isinstance(path, str) for path in paths):
            return [*faults, Fault("resource-error", 'one of the properties "path" and "data" is required')]
        faults += [
            Fault("resource-error", f'path "{path}" is not safe: it must lie below the package')
            for path in paths
            if not is_address(path) and not is_safe(path)
        ]
    return faults


def _follow(path: str, place: Place) -> tuple[Any, list[Fault]]:
    """Read the file that a descriptor refers to."""
    try:
        with place.open(path) as file:
            return parse(file, path.partition("?")[0].rsplit("/", 1)[-1]), []
    except FetchError as error:
        return {}, [Fault("resource-error", str(error))]

"""The hook for pre-commit: files that change -> the data packages they belong to, each of which must be valid.

    python -m wirepack.cli.hooks [--limit-errors N] FILE...

A file belongs to a package above it if it is its descriptor, or if the descriptor names it: as data, as a schema or a
dialect; to a package of wirepack also if it is one of its texts. Other files cost nothing. Exit codes are those of
`wirepack validate`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.descriptor import parse
from wirepack.audit.places import NAMES, FetchError
from wirepack.cli.shell import DONE, PROBLEMS, WRONG_USE, one_line
from wirepack.descriptor import CONTENT_HASH
from wirepack.errors import WirepackError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REFERENCES: Final = ("path", "schema", "dialect")  # members whose value may name a file
_TEXTS: Final = "seeds"


def find_packages(files: Iterable[str | Path]) -> list[Path]:
    """Find the descriptors of the packages that files belong to, each once, in the order of their paths.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "datapackage.json").write_text('{"resources": [{"name": "t", "path": "data/t.csv"}]}')
    >>> [path.name for path in find_packages([folder / "data" / "t.csv"])], find_packages([folder / "README.md"])
    (['datapackage.json'], [])
    """
    known: dict[Path, frozenset[str] | None] = {}
    found: set[Path] = set()
    for file in map(Path, files):
        for folder in file.parents:
            for descriptor in (folder / name for name in NAMES):
                if descriptor not in known:
                    known[descriptor] = _members(descriptor)
                if _belongs(file, descriptor, known[descriptor]):
                    found.add(descriptor)
    return sorted(found)


def _belongs(file: Path, descriptor: Path, members: frozenset[str] | None) -> bool:
    if file == descriptor:
        return True
    inside = file.relative_to(descriptor.parent)
    return members is not None and (inside.as_posix() in members or (_TEXTS in members and inside.parts[0] == _TEXTS))


def _members(descriptor: Path) -> frozenset[str] | None:
    """The files that a descriptor names, as it names them; None if there is none, or it cannot be read."""
    try:
        with descriptor.open("rb") as file:
            package = parse(file, descriptor.name)
    except (OSError, FetchError):
        return None
    return frozenset(Path(name).as_posix() for name in _named(package))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _named(item)
    elif isinstance(value, dict):
        if CONTENT_HASH in value:
            yield _TEXTS
        for key, item in value.items():
            if key in _REFERENCES or (key == "resources" and isinstance(item, list)):
                yield from (name for name in (item if isinstance(item, list) else [item]) if isinstance(name, str))
            yield from _named(item)


def main(arguments: Sequence[str] | None = None) -> int:
    """Validate the packages of the files that are given, or that of the working folder; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m wirepack.cli.hooks", description="Validate the packages of files.")
    parser.add_argument("--limit-errors", type=int, default=1000, metavar="N", help="list at most N errors of a file")
    parser.add_argument("files", nargs="*", metavar="FILE", help="files that change; none: the package of this folder")
    given = parser.parse_args(arguments)
    packages = find_packages(given.files) if given.files else [Path()]
    return max((_validate(package, given.limit_errors) for package in packages), default=DONE)


def _validate(package: Path, limit: int) -> int:
    from wirepack.cli.reports import FORMATS  # noqa: PLC0415 - most changes touch no package
    from wirepack.validate import validate  # noqa: PLC0415 - as above

    try:
        report = validate(package, limit=limit)
    except WirepackError as error:
        print(one_line(f"error: {error}"), file=sys.stderr)
        return WRONG_USE
    print(FORMATS["text"](report, str(package)).encode("utf-8", "replace").decode())
    return DONE if report.valid else PROBLEMS


if __name__ == "__main__":
    sys.exit(main())

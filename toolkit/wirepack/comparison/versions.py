"""Semantic versions: the part that a change asks to raise, and whether it was raised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

BUMPS: Final = ("none", "patch", "minor", "major")
_VERSION: Final = re.compile(
    r"v?([0-9]{1,18})\.([0-9]{1,18})(?:\.([0-9]{1,18}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?", re.ASCII
)

Version = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class VersionAdvice:
    """The least version that the changes ask for, whether the new one reaches it (None: it cannot be told), and why."""

    wanted: str | None
    sufficient: bool | None
    message: str


def advise(old: str | None, new: str | None, bump: str) -> VersionAdvice:
    """Hold the version of a new package against the one that its changes ask for.

    >>> advise("1.2.0", "1.3.0", "major").message
    'version 1.3.0 is too low for a major change of 1.2.0; it must be 2.0.0 or higher'
    >>> advise("0.2.0", "0.3.0", "major").sufficient
    True
    """
    before, after = parse(old), parse(new)
    if old is not None and before is None:
        return VersionAdvice(None, None, f'the old version, "{old}", is no semantic version like 1.2.0')
    if before is None:
        return VersionAdvice(None, None, "the old package has no version, so that none can be asked of the new one")
    wanted = raise_version(before, bump)
    least = ".".join(map(str, wanted))
    if after is None:
        said = "has no version" if new is None else f'has the version "{new}", which is no semantic one'
        return VersionAdvice(least, False, f"the new package {said}; it must be {least} or higher")
    if after < before:
        return VersionAdvice(
            least, False, f"version {new} is lower than the old one, {old}; it must be {least} or higher"
        )
    if after < wanted:
        what = f"is too low for a {bump} change of {old}"
        return VersionAdvice(least, False, f"version {new} {what}; it must be {least} or higher")
    return VersionAdvice(least, True, f"version {new} is high enough: after {old}, {least} is asked for")


def parse(text: str | None) -> Version | None:
    """Read a semantic version; two numbers will do.

    >>> parse("v1.2"), parse("2024-05")
    ((1, 2, 0), None)
    """
    match = _VERSION.fullmatch(text) if isinstance(text, str) else None
    return (int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def raise_version(version: Version, bump: str) -> Version:
    """The least version behind one. As long as the first number is 0, the second stands for it: nothing is stable yet.

    >>> raise_version((1, 2, 3), "minor"), raise_version((0, 2, 3), "major"), raise_version((0, 2, 3), "minor")
    ((1, 3, 0), (0, 3, 0), (0, 2, 4))
    """
    major, minor, patch = version
    if not major and bump in ("major", "minor"):
        bump = {"major": "minor", "minor": "patch"}[bump]
    match bump:
        case "major":
            return major + 1, 0, 0
        case "minor":
            return major, minor + 1, 0
        case "patch":
            return major, minor, patch + 1
    return version

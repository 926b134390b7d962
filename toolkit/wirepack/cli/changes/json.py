"""The comparison for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.cli.shell import print_json

if TYPE_CHECKING:
    from rich.console import Console

    from wirepack.comparison.records import Diff


def print_as_json(diff: Diff, _: Console) -> None:
    """Print a comparison as one JSON object."""
    print_json(diff.to_json())

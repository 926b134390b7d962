"""A comparison as people, changelogs and machines read it: one module per format, all listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.cli.changes.json import print_as_json
from wirepack.cli.changes.markdown import print_markdown
from wirepack.cli.changes.text import print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console

    from wirepack.comparison.records import Diff

FORMATS: Final[Mapping[str, Callable[[Diff, Console], None]]] = {
    "text": print_text,
    "json": print_as_json,
    "markdown": print_markdown,
}

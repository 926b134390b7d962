"""Markdown: the text of record is the whole file, decoded, without marks of block quotes; front matter is metadata."""

from __future__ import annotations

import re
from typing import Any

from wirepack.models import NOTHING_STATED, Stated
from wirepack.read.metadata import make_stated

# "---", lines of YAML, "---" or "..." at the very top
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX = 64_000  # characters; YAML is slow to parse, and no front matter is longer
_KEY = re.compile(r"[\w-]+\s*:(?:\s|$)")


class FrontMatterError(Exception):
    """Front matter that is no YAML; the message says where."""


def read_front_matter(text: str) -> tuple[Stated, int]:
    r"""Read what the front matter states, and where the article begins behind it.

    Two rules with prose between them are no front matter. FrontMatterError if it is meant to be one and is no YAML.

    >>> stated, start = read_front_matter("---\ntitle: 1984\ntags: [war, peace]\n---\nCalm holds.")
    >>> stated.title, stated.tags, start
    ('1984', ('war', 'peace'), 39)
    """
    match = _FRONT.match(text[: _MAX + 10])
    if match is None:
        return NOTHING_STATED, 0
    values = _parse(match["yaml"])
    if not isinstance(values, dict):
        return NOTHING_STATED, 0
    return make_stated([(str(name), value) for name, value in values.items()], "front"), match.end()


def _parse(source: str) -> Any:
    """Parse front matter; None if it is prose between two rules, FrontMatterError if it is meant as YAML and is none."""
    import yaml  # noqa: PLC0415 - only Markdown needs it

    class Loader(yaml.BaseLoader):
        """All scalars are strings: a title may be 1984 or No. Aliases, which can unfold without end, are refused."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases (*name) are not read; write the value itself")
            return super().compose_node(parent, index)

    try:
        return yaml.load(source, Loader)  # noqa: S506 - a BaseLoader makes strings, lists and mappings, nothing else
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if not _KEY.match(source.lstrip()):
            return None  # prose between two rules
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0] or "too deep"
        raise FrontMatterError(f"has front matter that is no YAML ({line}{reason}); correct it or remove it") from None

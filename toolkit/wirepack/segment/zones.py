"""Which stretch of the text is title, header, body or boilerplate."""

from __future__ import annotations

import re

from wirepack.models import Zone

_BLOCK = re.compile(r"\S(?:.*\S)?(?:[ \t]*\r?\n[ \t]*\S(?:.*\S)?)*")


def find_zones(text: str) -> tuple[Zone, ...]:
    """Cut the text into zones, in order and without overlap."""
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    return tuple(
        Zone("title" if index == 0 and len(blocks) > 1 else "body", *span) for index, span in enumerate(blocks)
    )

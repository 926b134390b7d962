"""The fields of a record, of JSON or of a table -> the text of its article, and what else it states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wirepack.read.html import has_markup, strip_markup
from wirepack.read.metadata import field_names, make_stated, normal_name
from wirepack.read.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirepack.models import Stated

# Objects in a record that hold its fields: search engines, the Guardian, APIs that keep content and data apart
_INNER = frozenset(("_source", "fields", "article", "metadata", "meta", "attributes", "content", "document", "webpage"))
_MAX_DEPTH = 3
_FIRST_PARAGRAPHS, _REST = "lp", "td"  # Factiva cuts an article in two


def read_fields(pairs: Iterable[tuple[str, Any]]) -> tuple[str, Stated]:
    r"""Read the text of an article as it stands in its field, HTML stripped; empty if there is none.

    >>> read_fields([("headline", "Calm holds"), ("maintext", "The army left.\n\nNobody was hurt.")])[0]
    'The army left.\n\nNobody was hurt.'
    """
    flat = list(_flatten(pairs))
    ranks = field_names("record")
    texts = [
        (ranks[name][1], place, text)
        for place, (name, value) in enumerate((normal_name(key), value) for key, value in flat)
        if ranks.get(name, ("", 0))[0] == "text" and (text := _as_text(value))
    ]
    text = min(texts)[2] if texts else ""
    halves = {normal_name(key): _as_text(value) for key, value in flat}
    if text and text == halves.get(_REST) and halves.get(_FIRST_PARAGRAPHS):
        text = f"{halves[_FIRST_PARAGRAPHS]}\n\n{text}"
    if has_markup(text):
        text = strip_markup(text)
    return text.encode("utf-8", "replace").decode(), make_stated(flat, "record")


def _flatten(pairs: Iterable[tuple[str, Any]], depth: int = _MAX_DEPTH) -> Iterator[tuple[str, Any]]:
    """Yield fields, then those of objects inside."""
    inner: list[tuple[str, Any]] = []
    for key, value in pairs:
        if isinstance(value, dict) and key.lower() in _INNER and depth:
            inner += [(str(name), part) for name, part in value.items()]
        else:
            yield key, value
    if inner:
        yield from _flatten(inner, depth - 1)


def _as_text(value: Any) -> str:
    """Return a text, or paragraphs in a list joined to one; empty for what is neither."""
    if isinstance(value, str):
        return "" if is_blank(value) else value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(part for part in value if not is_blank(part))
    return ""

"""An inspected article in the terminal: its zones in a column, its spans highlighted, its rows below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wirepack.cli.rows import describe_rows
from wirepack.cli.shell import is_plain
from wirepack.inspection import cut_pieces, list_highlights
from wirepack.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from wirepack.inspection import Highlight, Inspection, Piece
    from wirepack.models import Zone

STYLES = {
    "direct": "green",
    "partial": "cyan",
    "indirect": "blue",
    "speaker": "bold magenta",
    "cue": "magenta underline",
    "event": "bold red",
    "system": "bold yellow",
}
_ZONES = {"title": "bold", "deck": "italic", "heading": "bold underline", "body": ""}  # all others are dimmed
_GUTTER = 12  # columns; "republication" is the one name that is cut
_LEGEND = "in brackets: q quotation, its speaker and cue; e event; m mention of a system"
_NAMED = ("speaker", "cue")  # in brackets these say what they are, since their labels are those of the quote

# Newlines and tabs inside a zone become spaces, other control characters the replacement character: an article must
# not move the cursor. One character stays one, so that the offsets hold.
_SAFE = dict.fromkeys((*range(32), *range(127, 160)), "�") | dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85"), " ")


def print_article(console: Console, seen: Inspection, tables: Sequence[str], *, with_text: bool = True) -> None:
    """Print the text by zones, a legend, and the rows of the chosen tables.

    Where there is no colour no line ends in blanks: who reads from a pipe compares lines.
    """
    if not is_plain(console):
        _print_parts(console, seen, tables, with_text=with_text)
        return
    with console.capture() as captured:
        _print_parts(console, seen, tables, with_text=with_text)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().removesuffix("\n").split("\n")))


def _print_parts(console: Console, seen: Inspection, tables: Sequence[str], *, with_text: bool) -> None:
    if with_text:
        _print_text(console, seen, tables)
    language = seen.rows.articles[0].language
    for name in tables:
        console.print(Text(f"{name} ({len(getattr(seen.rows, name))})", "bold"))
        if name in {"quotes", "events"} and language and language not in ENGLISH:
            console.print(Padding(Text(f"read in English alone; this article is in {language}"), (0, 0, 0, 2)))
        for line in describe_rows(seen, name):
            label, _, rest = line.partition(" ")
            console.print(Padding(_draw_row(label, rest), (0, 0, 0, 2)))
        console.print()


def _print_text(console: Console, seen: Inspection, tables: Sequence[str]) -> None:
    plain = is_plain(console)
    highlights = list_highlights(seen.rows, tables)
    text = seen.document.text.translate(_SAFE)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_GUTTER, no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for zone in seen.document.zones:
        grid.add_row(zone.kind.partition(":")[2] or zone.kind, _draw_zone(text, zone, highlights, plain=plain))
    console.print(grid)
    console.print()
    console.print(_LEGEND if plain else Text(" ").join(Text(kind, style) for kind, style in STYLES.items()))
    console.print()


def _draw_zone(text: str, zone: Zone, highlights: Iterable[Highlight], *, plain: bool) -> Text:
    """Draw a zone with its highlights: coloured after a label, or in brackets where there is no colour."""
    drawn = Text(style=_ZONES.get(zone.kind, "dim"))
    for piece in cut_pieces(zone.start, zone.end, highlights):
        words = text[piece.start : piece.end]
        if plain:
            drawn.append("".join(f"[{_name(h)}: " for h in piece.opened) + words + "]" * piece.closed)
        else:
            for highlight in piece.opened:
                if highlight.kind not in _NAMED:
                    drawn.append(f"{highlight.label} ", "dim reverse")
            drawn.append(words, _style(piece))
    return drawn


def _name(highlight: Highlight) -> str:
    return f"{highlight.kind} {highlight.label}" if highlight.kind in _NAMED else highlight.label


def _style(piece: Piece) -> str:
    """Return the style of the innermost highlight, the last that begins."""
    return STYLES[piece.inside[-1].kind] if piece.inside else ""


def _draw_row(label: str, rest: str) -> Table:
    """Set a row's label before its description, which wraps beside it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    grid.add_row(label, Text(rest))
    return grid

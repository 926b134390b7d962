"""What one article gives: its zones, its rows, and the spans to highlight. For people who want to see why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirepack.errors import UsageError
from wirepack.inputs import file_of
from wirepack.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wirepack.models import Corpus, Document

TABLES = ("articles", "quotes", "events", "systems", "mentions")


@dataclass(frozen=True, slots=True)
class Inspection:
    """An article's structure, and its rows as a corpus of one."""

    document: Document
    rows: Corpus


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span of the text that a row points at: `kind` says what it is there, `label` which rows mean it ("q1 q2")."""

    start: int
    end: int
    kind: str  # direct, partial, indirect, speaker, cue, event, system
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same highlights, with those that begin and end at its two sides."""

    start: int
    end: int
    inside: tuple[Highlight, ...]
    opened: tuple[Highlight, ...]
    closed: int


def inspect(path: Path, *, reference_date: date | None = None) -> Inspection:
    """Read one article and return what a build would make of it alone.

    An article inside a file is named as its source is: dump.jsonl#12, old.zip!/a.html. `reference_date` is the day from which "yesterday" counts if the text states no date.
    """
    source = path.name
    if not path.exists():
        inside = file_of(path.as_posix())
        path, source = Path(inside), Path(inside).name + path.as_posix()[len(inside) :]
        if not path.exists():
            raise UsageError(f"{path}: no such file; give the path of one article")
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; give the path of one article")
    from wirepack.link import link  # noqa: PLC0415 - with pipeline it brings in everything a build needs
    from wirepack.pipeline import extract_one  # noqa: PLC0415
    from wirepack.read import read_seed  # noqa: PLC0415
    from wirepack.segment import segment  # noqa: PLC0415

    seed = read_seed(path, source, reference_date)
    if isinstance(seed, Problem):
        raise UsageError(f"{path}{source.removeprefix(path.name)}: {seed.message}")
    return Inspection(segment(seed), link([extract_one(seed)]))


def label_ids(ids: Iterable[str], letter: str) -> dict[str, str]:
    """Give rows short names in their order.

    >>> label_ids(["e-6f21", "e-0a7c"], "e")
    {'e-6f21': 'e1', 'e-0a7c': 'e2'}
    """
    return {key: f"{letter}{number}" for number, key in enumerate(ids, start=1)}


def list_highlights(rows: Corpus, tables: Iterable[str] = TABLES) -> list[Highlight]:
    """List the spans that the rows of some tables point at; rows that share a span share its highlight."""
    chosen = set(tables)
    spans: list[tuple[int | None, int | None, str, str]] = []
    if "quotes" in chosen:
        for quote, label in zip(rows.quotes, _count("q"), strict=False):
            spans.append((quote.start, quote.end, quote.kind, label))
            spans.append((quote.speaker_start, quote.speaker_end, "speaker", label))
            spans.append((quote.cue_start, quote.cue_end, "cue", label))
    if "events" in chosen:
        pairs = zip(rows.events, _count("e"), strict=False)
        spans += [(event.trigger_start, event.trigger_end, "event", label) for event, label in pairs]
    if chosen & {"mentions", "systems"}:
        spans += [(row.start, row.end, "system", label) for row, label in zip(rows.mentions, _count("m"), strict=False)]
    labels: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for start, end, kind, label in spans:
        if start is not None and end is not None:
            labels[start, end, kind].append(label)
    return [Highlight(start, end, kind, " ".join(names)) for (start, end, kind), names in sorted(labels.items())]


def _count(letter: str) -> Iterator[str]:
    return (f"{letter}{number}" for number in count(1))


def cut_pieces(start: int, end: int, highlights: Iterable[Highlight]) -> list[Piece]:
    """Cut the stretch `start:end` wherever a highlight begins or ends; of two that begin together the longer is outside.

    >>> quote, cue = Highlight(2, 6, "direct", "q1"), Highlight(4, 5, "cue", "q1")
    >>> [(piece.start, piece.end, len(piece.inside)) for piece in cut_pieces(0, 8, [quote, cue])]
    [(0, 2, 0), (2, 4, 1), (4, 5, 2), (5, 6, 1), (6, 8, 0)]
    """
    near = sorted((h for h in highlights if h.start < end and start < h.end), key=lambda h: (h.start, -h.end))
    cuts = {start, end} | {cut for h in near for cut in (max(h.start, start), min(h.end, end))}
    edges = sorted(cuts)
    pieces = []
    for left, right in pairwise(edges):
        inside = tuple(h for h in near if h.start <= left and right <= h.end)
        opened = tuple(h for h in inside if max(h.start, start) == left)
        closed = sum(1 for h in inside if min(h.end, end) == right)
        pieces.append(Piece(left, right, inside, opened, closed))
    return pieces


def to_json(seen: Inspection, tables: Iterable[str] = TABLES) -> dict[str, Any]:
    """Return zones and rows as plain values, the rows under the names of the published columns."""
    seed = seen.document.seed
    chosen = set(tables)
    return {
        "source": seed.source,
        "sha256": seed.sha256,
        "encoding": seed.encoding,
        "zones": [asdict(zone) for zone in seen.document.zones],
        "tables": {
            name: [{key.rstrip("_"): value for key, value in asdict(row).items()} for row in getattr(seen.rows, name)]
            for name in TABLES
            if name in chosen
        },
    }

"""The gold agrees with the seeds it annotates: every span is where it says it is."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
# start, end and text of a span, as the gold names them
SPANS = [("start", "end", "surface"), ("start", "end", "text")] + [
    (f"{name}_start", f"{name}_end", name) for name in ("speaker", "cue", "addressee", "speaker_role", "content")
]


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every span below a JSON value."""
    if isinstance(value, dict):
        for start, end, text in SPANS:
            if isinstance(value.get(start), int) and text in value:
                yield value[start], value[end], value[text]
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from spans(child)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_span_is_its_slice(path: Path) -> None:
    """`text[start:end]` of the seed is what the gold says, and the seed is the one that was annotated."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    data = (ROOT / "seeds" / gold["source_file"]).read_bytes()
    assert sha256(data).hexdigest() == gold["sha256"]
    text = data.decode("utf-8")
    found = list(spans(gold))
    assert len(found) > 50
    assert [span for span in found if text[span[0] : span[1]] != span[2]] == []

"""Reference: whom a name, a pronoun or a description means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_people import TEXTS, label, read

from wirepack.reference import Speaker, make_referents, resolve_speaker

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "reference" / "resolved.json").read_text(encoding="utf-8")
)
GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parents[1] / "seeds"


def resolve(marked: str) -> Speaker:
    """Whom the words between [[ and ]] mean."""
    before, mention, after = marked.replace("]]", "[[").split("[[")
    return resolve_speaker(read(before + mention + after), len(before), len(before) + len(mention))


@pytest.mark.parametrize("case", CASES, ids=label)
def test_mentions_are_resolved(case: dict[str, Any]) -> None:
    """The fullest name of the document, or the words as they stand, or None."""
    speaker = resolve(case["text"])
    assert speaker.name == case["name"]
    assert speaker.kind == case.get("kind", speaker.kind)
    assert speaker.role == case.get("role", speaker.role)


def test_what_is_told_of_a_speaker() -> None:
    """A person comes with role, its place, gender and country."""
    text = "Russian foreign minister Sergei Lavrov said no. [[He]] left."
    speaker = resolve(text)
    assert speaker == Speaker("Sergei Lavrov", "person", "Russian foreign minister", 0, 24, "RUS", "m")


def test_one_index_serves_all_mentions() -> None:
    """An index that is made once gives what an index for each mention gives, in any order."""
    text = "Iosif Karpin met Ida Roe. He said no. She left. Roe said why. “No,” he said. Karpin agreed, the envoy said."
    document = read(text)
    spans = [
        (at, at + len(word))
        for word in ("He", "She", "Roe", "he", "Karpin", "the envoy")
        for at in (text.rindex(word),)
    ]
    shared = make_referents(document)
    alone = [resolve_speaker(read(text), *span) for span in spans]  # a document of its own, hence an index of its own
    assert [resolve_speaker(document, *span, shared) for span in spans] == alone
    assert [resolve_speaker(document, *span, shared) for span in reversed(spans)] == alone[::-1]


@given(TEXTS, st.integers(0, 250), st.integers(0, 60))
def test_any_span_of_any_text(text: str, start: int, length: int) -> None:
    """Every span is answered, and a role lies inside the text."""
    speaker = resolve_speaker(read(text), start, start + length) if text.strip() else Speaker(None, "unnamed")
    assert speaker.name is None or speaker.name.strip()
    if speaker.role_start is not None and speaker.role_end is not None:
        assert 0 <= speaker.role_start < speaker.role_end <= len(text)


def _gold_speakers() -> list[Any]:
    found = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found += [
            pytest.param(gold["source_file"], quote, id=f"{path.stem[:3]}-{quote['id']}")
            for quote in gold["quotes"]
            if quote["speaker_start"] is not None and quote["speaker_canonical"]
        ]
    return found


@pytest.mark.parametrize(("source", "quote"), _gold_speakers())
def test_speakers_of_the_gold(source: str, quote: dict[str, Any]) -> None:
    """Every speaker of the seeds' gold is resolved to the form that the gold calls the fullest."""
    document = read((SEEDS / source).read_bytes().decode("utf-8"))
    found = resolve_speaker(document, quote["speaker_start"], quote["speaker_end"])
    answers = [quote["speaker_canonical"], *quote["speaker_accept"]]
    plain = {answer.removesuffix(" (unnamed)").removeprefix("the ") for answer in answers}
    assert (found.name or "").removeprefix("the ") in plain

"""One text for each value: what a column writes at once is what the definition writes cell by cell."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.audit.canonical import canonical, canonical_column, canonical_texts
from wirepack.audit.cells import make_reader
from wirepack.audit.schema import Field
from wirepack.audit.values import INVALID
from wirepack.comparison.records import Change
from wirepack.lexicons import read_table

ROOT = Path(__file__).parents[1] / "toolkit" / "wirepack"
TEXTS = {
    "integer": st.from_regex(r"\A ?[+-]?0{0,2}[0-9]{0,20}\Z"),
    "number": st.from_regex(r"\A[+-]?0{0,2}[0-9]{0,19}\.?[0-9]{0,9}0{0,2}(e[+-]?[0-9]{1,2})?\Z") | st.sampled_from(["NaN", "inf"]),
    "datetime": st.from_regex(r"\A[0-9]{2}2[0-9]-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.5)?(Z|\+0[0-9]:00)?\Z"),
    "boolean": st.sampled_from(["true", "0", "1", "FALSE", "x"]),
    "date": st.from_regex(r"\A[0-9]{2}2[0-9]-[01]?[0-9]-[0-3][0-9]\Z"),
}  # fmt: skip


def written(text: str, field: Field) -> str:
    """The text of one cell by the definition."""
    value = make_reader(field)(text)
    return text if value is INVALID else canonical(value)


@pytest.mark.parametrize("kind", TEXTS)
@given(data=st.data())
def test_a_column_of_texts_is_written_as_its_cells_are(kind: str, data: st.DataObject) -> None:
    """Values that are equal get equal texts, and only these."""
    texts = data.draw(st.lists(TEXTS[kind], min_size=1, max_size=6))
    field = Field("x", kind)
    own = canonical_texts(pl.Series([*texts, None]), field).to_list()
    assert own[-1] is None
    expected = [written(text, field) for text in texts]
    for one, (text, found, wanted) in enumerate(zip(texts, own, expected, strict=False)):
        valid = make_reader(field)(text) is not INVALID
        assert found == wanted or not valid, text
        for other, also in list(zip(texts, own, strict=False))[:one]:
            both = valid and make_reader(field)(other) is not INVALID
            assert (found == also) == (wanted == written(other, field)) or not both


@given(st.lists(st.floats(), min_size=1, max_size=6))
def test_a_column_of_doubles_is_written_as_its_decimals_are(values: list[float]) -> None:
    """As a CSV of the same numbers is, whoever wrote it."""
    field = Field("x", "number")
    own = canonical_column(pl.Series(values, dtype=pl.Float64), field).to_list()
    assert own == [written(repr(value), field) for value in values]


def test_every_kind_of_change_is_told_and_made() -> None:
    """Each in the lexicon has a verdict, a reason and a message that can be filled in, and the code makes it."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "comparison").glob("*.py"))
    families = {"primary-key", "unique-key", "foreign-key"}
    for row in read_table("change_kinds"):
        change = Change(row["kind"], "t", "f", "old", "new", "aspect")
        assert change.verdict in ("breaking", "additive", "patch")
        assert change.reason
        assert "{" not in change.message
        stem, _, ending = row["kind"].rpartition("-")
        made = (
            stem in families
            and (f'"{stem}"' in code or f'f"{stem}-' in code)
            and ending in ("added", "removed", "changed")
        )
        assert made or f'"{row["kind"]}"' in code, row["kind"]
    made_up = set(re.findall(r'Change\(\s*"([a-z-]+)"', code)) - {row["kind"] for row in read_table("change_kinds")}
    assert made_up == set()

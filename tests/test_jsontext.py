"""JSON as text: errors with a place, and one member replaced without touching a character of the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.jsontext import JsonError, parse_json, read_json, replace_member

if TYPE_CHECKING:
    from pathlib import Path

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=3) | st.just("resources"), VALUES, max_size=5)
STYLES: list[dict[str, Any]] = [
    {},
    {"indent": 2},
    {"indent": "\t"},
    {"separators": (" ,\r\n", " : ")},
    {"ensure_ascii": False},
]


@given(OBJECTS, st.sampled_from(STYLES), VALUES)
def test_one_member_is_replaced_and_no_other(members: dict[str, Any], style: dict[str, Any], value: Any) -> None:
    """Whatever the file looks like: what it says is the old object with one value changed or added."""
    text = "\n " + json.dumps(members, **style) + "\n"
    found = replace_member(text, "resources", json.dumps(value))
    assert parse_json(found, "x") == {**members, "resources": value}
    assert list(parse_json(found, "x")) == list({**members, "resources": value})


@given(OBJECTS, st.sampled_from(STYLES))
def test_a_member_replaced_by_its_own_text_changes_nothing(members: dict[str, Any], style: dict[str, Any]) -> None:
    """Byte for byte, so that a build without changes leaves the descriptor as it was."""
    text = json.dumps({**members, "resources": [1]}, **style)
    own = json.dumps([1], **style)
    once = replace_member(text, "resources", own)
    assert replace_member(once, "resources", own) == once
    assert replace_member(once, "resources", "0").replace("0", "") == replace_member(text, "resources", "0").replace(
        "0", ""
    )


def test_the_name_may_stand_elsewhere() -> None:
    """In a value, in a deeper object, or in a string with brackets."""
    text = '{"a": "resources", "b": {"resources": [1, "]}"]}, "resources":[ {"x": "}"} ] , "c": [[]]}'
    expected = '{"a": "resources", "b": {"resources": [1, "]}"]}, "resources":[] , "c": [[]]}'
    assert replace_member(text, "resources", "[]") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": }', "x.json, line 1, column 7"),
        ('{\r\n"a" 1}', "x.json, line 2, column 5"),
        ("", "x.json, line 1, column 1"),
        ('{"a": 1, "a": 1}', 'the member "a" stands twice'),
        ('{"a": NaN}', "NaN is no JSON"),
        ("\ufeff{}", "byte order mark"),
        (r'{"a": "\ud800"}', "half a character"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text: str, message: str) -> None:
    """And never with a bare traceback."""
    with pytest.raises(JsonError) as caught:
        parse_json(text, "x.json")
    assert message in str(caught.value)
    assert "x.json" in str(caught.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """With the byte that is wrong."""
    path = tmp_path / "x.json"
    path.write_bytes(b'{"a": "\xff"}')
    with pytest.raises(JsonError, match="byte 8 is not UTF-8"):
        read_json(path)

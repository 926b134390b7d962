"""What is found out about one object is kept for whoever asks next about the same object, and for nobody else."""

from __future__ import annotations

import pytest

from wirepack.latest import keep_latest


def test_the_same_object_is_asked_once() -> None:
    """Objects are told apart by identity: a list that equals another may have been made for another text."""
    asked: list[list[str]] = []

    @keep_latest
    def count(words: list[str]) -> int:
        asked.append(words)
        return len(words)

    first, twin = ["Ida", "Roe"], ["Ida", "Roe"]
    assert [count(first), count(first), count(twin), count(twin)] == [2, 2, 2, 2]
    assert len(asked) == 2
    assert asked[0] is first
    assert asked[1] is twin


def test_only_the_last_result_is_kept() -> None:
    """Memory does not grow with the corpus: what came before the last object is forgotten and found again."""

    @keep_latest
    def sizes(words: list[str]) -> list[int]:
        return [len(word) for word in words]

    first, second = ["Ida"], ["Iosif", "Karpin"]
    before = sizes(first)
    assert sizes(second) == [5, 6]
    assert sizes(first) == before
    assert sizes(first) is not before


def test_a_failure_is_not_kept() -> None:
    """An object whose result could not be made is asked again."""

    @keep_latest
    def inverse(number: list[int]) -> float:
        return 1 / number[0]

    number = [0]
    with pytest.raises(ZeroDivisionError):
        inverse(number)
    number[0] = 2
    assert inverse(number) == 0.5

"""Reading: what is text is read as it is, what is not is told as a problem, and nothing is guessed in silence."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.errors import UsageError
from wirepack.models import Problem, Seed
from wirepack.read import list_seeds, read_seed, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(folder: Path, data: bytes, name: str = "a.txt") -> Seed | Problem:
    path = folder / name
    path.write_bytes(data)
    return read_seed(path, name)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_is_read_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in a UTF-8 file is the text of record: offsets must hold for anybody who decodes it."""
    seed = read(tmp_path_factory.mktemp("seeds"), text.encode())
    if isinstance(seed, Problem):
        assert not text.strip("\ufeff \u00a0") or seed.code == "empty-file"
    else:
        assert seed.text == text
        assert seed.encoding == "utf-8"


def test_newlines_and_spaces_are_kept(tmp_path: Path) -> None:
    """No newline translation, no normalisation, no byte order mark removed."""
    text = "\ufeffLine one\r\nline\u00a0two\rthree\u2028e\u0301\n"
    seed = read(tmp_path, text.encode())
    assert isinstance(seed, Seed)
    assert seed.text == text
    assert seed.sha256 == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1252", "“It’s a farce,” the café owner said — and the naïve crowd cheered. " * 5),
        ("windows-1251", "Министр обороны заявил, что войска покинут город в понедельник. " * 5),
        ("utf-16", "The minister said that troops would leave. " * 5),
        ("shift_jis", "防衛大臣は月曜日に部隊が撤退すると述べた。" * 5),
    ],
)
def test_other_encodings_are_detected_and_recorded(tmp_path: Path, encoding: str, text: str) -> None:
    """The recorded encoding is the one that gives the text back."""
    seed = read(tmp_path, text.encode(encoding))
    assert isinstance(seed, Seed)
    assert seed.text == text
    assert read_text(tmp_path / "a.txt", seed.encoding) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n\t\n", "empty-file"),
        ("\ufeff\u00a0\n".encode(), "empty-file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not-text"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + os.urandom(5000), "not-text"),
        (b"\x00" * 5000 + b"x", "not-text"),
    ],
)
def test_what_is_no_text_is_a_problem(tmp_path: Path, data: bytes, code: str) -> None:
    """Empty files and binary data named .txt are told by file, with what to do."""
    problem = read(tmp_path, data)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.path) == (code, "a.txt")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """50 MB of one line are a dump, not an article: refused by size, without reading them."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    problem = read_seed(path, "big.txt")
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"
    assert "50,000,000" in problem.message


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A named pipe called .txt would block a reader for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    problem = read_seed(tmp_path / "pipe.txt", "pipe.txt")
    assert isinstance(problem, Problem)
    assert problem.code == "not-a-file"


def test_a_vanished_or_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    """The reason of the operating system is part of the message."""
    problem = read_seed(tmp_path / "gone.txt", "gone.txt")
    assert isinstance(problem, Problem)
    assert problem.code == "unreadable"
    assert "No such file" in problem.message


def test_seeds_are_listed_sorted_with_strange_names(tmp_path: Path) -> None:
    """Sub-folders, spaces, accents and newlines in names are fine; hidden files are none of our business."""
    names = ["b.txt", "a/z.txt", "a b.TXT", "é.txt", "two\nlines.txt"]
    for name in [*names, ".hidden.txt", ".git/x.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert list_seeds(tmp_path) == (sorted(names), [])


def test_links_may_not_leave_the_folder(tmp_path: Path) -> None:
    """A link out of seeds/ is an error, a link inside is a file like any other, a linked folder is not entered."""
    (tmp_path / "outside.txt").write_text("x")
    seeds = tmp_path / "seeds"
    (seeds / "sub").mkdir(parents=True)
    (seeds / "sub" / "real.txt").write_text("x")
    (seeds / "inside.txt").symlink_to(seeds / "sub" / "real.txt")
    (seeds / "loop").symlink_to(seeds)
    (seeds / "leak.txt").symlink_to(tmp_path / "outside.txt")
    (seeds / "leaking").symlink_to(tmp_path)
    sources, problems = list_seeds(seeds)
    assert sources == ["inside.txt", "sub/real.txt"]
    assert [(problem.path, problem.code, problem.severity) for problem in problems] == [
        ("leak.txt", "link-outside", "error"),
        ("leaking", "link-outside", "error"),
        ("loop", "linked-folder", "warning"),
    ]


def test_other_files_are_named_not_swallowed(tmp_path: Path) -> None:
    """A PDF among the seeds is told as not read, and alone it is no project."""
    (tmp_path / "paper.pdf").write_bytes(b"%PDF")
    sources, problems = list_seeds(tmp_path)
    assert sources == []
    assert [problem.code for problem in problems] == ["not-a-seed", "no-seeds"]


def test_no_seeds(tmp_path: Path) -> None:
    """An empty folder is a problem of the data, a missing one wrong use."""
    assert [problem.code for problem in list_seeds(tmp_path)[1]] == ["no-seeds"]
    with pytest.raises(UsageError, match=r"seeds"):
        list_seeds(tmp_path / "missing")


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told like a file, and the others are listed."""
    (tmp_path / "good.txt").write_text("x")
    (tmp_path / "closed").mkdir()
    iterdir = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    sources, problems = list_seeds(tmp_path)
    assert sources == ["good.txt"]
    assert [(problem.path, problem.code) for problem in problems] == [("closed", "unreadable")]


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    """Such a name could not stand in a CSV file."""
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("x")
    _, problems = list_seeds(tmp_path)
    assert [problem.code for problem in problems if problem.severity == "error"] == ["bad-name"]

"""Publishing: a package that is right comes out whole, one that is wrong or cannot be written changes nothing."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import polars as pl
import pytest
from factories import make_tables, make_texts, with_cell

from wirepack import publish as module
from wirepack.descriptor import CONTENT_HASH
from wirepack.errors import PublishError, UsageError
from wirepack.models import Problem
from wirepack.publication import second_reader
from wirepack.publication.second_reader import read_again
from wirepack.publication.swap import STAGING, locked
from wirepack.publish import publish, recover
from wirepack.schemas import TABLES as NAMES
from wirepack.schemas import load_schemas
from wirepack.tablefiles.content import content_hash
from wirepack.validate import validate_package

SCHEMAS = load_schemas()
TEXTS = make_texts()
TABLES = make_tables(TEXTS)
OTHER_TEXTS = make_texts(("only.txt",))
OTHER = make_tables(OTHER_TEXTS)
REJECT = Problem("empty-file", 'holds no text; "fill" it,\nor remove it', "bad\nname.txt")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good package and nothing else."""
    project = tmp_path_factory.mktemp("published")
    assert publish(TABLES, SCHEMAS, project, TEXTS.get) == []
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(published, tmp_path / "project")
    return tmp_path / "project"


def files(project: Path) -> dict[str, bytes]:
    """Everything in a project, hidden folders included."""
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def refuse(*_: object, **__: object) -> None:
    """A disk that is full."""
    raise OSError(errno.ENOSPC, "No space left on device")


# ---------------------------------------------------------------- what comes out


def test_the_package_is_whole(published: Path) -> None:
    """Two files per table and the descriptor; nothing remains beside them."""
    names = {f"dist/{name}.{suffix}" for name in NAMES for suffix in ("csv", "parquet")}
    assert set(files(published)) == names | {"datapackage.json"}


def test_each_table_has_two_resources(published: Path) -> None:
    """The CSV is a table with its schema inside; the Parquet file has no type, so that every reader checks its bytes."""
    descriptor = json.loads((published / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    assert list(resources) == [name + suffix for name in NAMES for suffix in ("", "-parquet")]
    for name in NAMES:
        table, parquet = resources[name], resources[f"{name}-parquet"]
        assert (table["type"], table["path"]) == ("table", f"dist/{name}.csv")
        assert table["schema"] == SCHEMAS[name].descriptor
        assert "type" not in parquet
        assert (parquet["format"], parquet["path"]) == ("apache-parquet", f"dist/{name}.parquet")
        assert parquet["mediatype"] == "application/vnd.apache.parquet"
        assert table[CONTENT_HASH] == parquet[CONTENT_HASH] == content_hash(TABLES[name])
        for resource in (table, parquet):
            assert resource["bytes"] == (published / resource["path"]).stat().st_size
            assert resource["hash"].startswith("sha256:")


def test_what_is_kept_by_hand_survives(project: Path) -> None:
    """Byte for byte: order, spacing, escapes, line ends; only the value of `resources` is written."""
    before = (
        '\r\n{ "title":"Ma\\u00df – 1",\t"resources" : [ {"name": "old"} ],\n\n"name":"x", "custom": {"a" :1e2} }\n\n'
    )
    head, tail = before.split('[ {"name": "old"} ]')
    (project / "datapackage.json").write_bytes(before.encode())
    publish(TABLES, SCHEMAS, project)
    after = (project / "datapackage.json").read_bytes().decode()
    assert after.startswith(head)
    assert after.endswith(tail)
    publish(OTHER, SCHEMAS, project)
    again = (project / "datapackage.json").read_bytes().decode()
    assert (again.startswith(head), again.endswith(tail), again != after) == (True, True, True)
    publish(TABLES, SCHEMAS, project)
    assert (project / "datapackage.json").read_bytes().decode() == after


def test_a_project_without_a_descriptor_gets_one(published: Path) -> None:
    """The same in every folder: no path, no date and no name of a person is in it."""
    descriptor = json.loads((published / "datapackage.json").read_text())
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "created" not in descriptor
    assert published.name not in (published / "datapackage.json").read_text()


def test_rejects_are_listed_and_go_again(project: Path) -> None:
    """A package that was built without bad seeds names them; the next one without any has no such table."""
    publish(TABLES, SCHEMAS, project, TEXTS.get, [REJECT, REJECT])
    assert [problem for problem in validate_package(project) if problem.severity == "error"] == []
    rejects = pl.read_parquet(project / "dist" / "rejects.parquet")
    assert rejects.rows() == [(REJECT.path, REJECT.code, REJECT.message)]
    assert "rejects-parquet" in (project / "datapackage.json").read_text()
    assert publish(TABLES, SCHEMAS, project, TEXTS.get) == []
    assert not list((project / "dist").glob("rejects.*"))
    assert "rejects" not in (project / "datapackage.json").read_text()


def test_files_of_others_are_left_and_named(project: Path) -> None:
    """A file in dist/ that is not ours may be somebody's work."""
    (project / "dist" / "notes.txt").write_text("mine")
    (project / "dist" / "charts").mkdir()
    warnings = publish(TABLES, SCHEMAS, project, TEXTS.get)
    assert [(warning.path, warning.severity) for warning in warnings] == [
        ("dist/charts", "warning"),
        ("dist/notes.txt", "warning"),
    ]
    assert (project / "dist" / "notes.txt").read_text() == "mine"


def test_publishing_twice_changes_no_byte(project: Path) -> None:
    """Nor does what was there before."""
    before = files(project)
    publish(OTHER, SCHEMAS, project)
    assert files(project) != before
    publish(TABLES, SCHEMAS, project)
    assert files(project) == before


# ---------------------------------------------------------------- what is wrong changes nothing


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("quotes", "kind", "shouted", "quotes, row 1, kind: 'shouted' is not allowed"),
        (
            "quotes",
            "text",
            "We will not",
            "quotes, row 1, text: 'We will not' is not what stands in the text at its span: 'We will answer",
        ),
        ("mentions", "event_id", "e-0000000000000000", "is no event_id of the table events"),
        ("events", "intercepted", 7, "'7' is more than were launched"),
        ("quotes", "speaker", "", "speaker: is not what Parquet has: ''"),
    ],
)
def test_a_planted_error_publishes_nothing(project: Path, table: str, column: str, value: object, words: str) -> None:
    """The old package stays, byte for byte, and nothing remains aside."""
    before = files(project)
    spoilt = {**TABLES, table: with_cell(TABLES[table], 1, column, value)}
    with pytest.raises(PublishError) as caught:
        publish(spoilt, SCHEMAS, project, TEXTS.get)
    assert words in str(caught.value)
    assert files(project) == before


def test_many_errors_are_counted(project: Path) -> None:
    """Ten in the message and the number of the others."""
    long = make_texts(tuple(f"{number:02}.txt" for number in range(30)))
    tables = make_tables(long)
    spoilt = {**tables, "quotes": tables["quotes"].with_columns(pl.lit("x").alias("kind"))}
    with pytest.raises(PublishError, match=r"and [\d,]+ more") as caught:
        publish(spoilt, SCHEMAS, project)
    assert len(str(caught.value).splitlines()) == 12


def test_a_writer_that_errs_publishes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read back is compared with what was meant, cell by cell, in both formats."""
    before = files(project)
    for writer in ("write_csv", "write_parquet"):
        real = getattr(module, writer)

        def err(table: pl.DataFrame, *rest: Any, real: Any = real) -> None:
            real(table.with_columns(pl.col("rule").str.to_uppercase()) if "rule" in table.columns else table, *rest)

        with monkeypatch.context() as patch:
            patch.setattr(module, writer, err)
            with pytest.raises(PublishError, match=r"rule: '(clause|CLAUSE|marks|MARKS|verb|VERB)\S+' is not what"):
                publish(TABLES, SCHEMAS, project)
        assert files(project) == before


def test_the_second_reader_can_stop_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frictionless has the last word."""
    before = files(project)
    monkeypatch.setattr(module, "read_again", lambda *_: [Problem("frictionless", "finds something")])
    with pytest.raises(PublishError, match="finds something"):
        publish(TABLES, SCHEMAS, project)
    assert files(project) == before


# ---------------------------------------------------------------- what cannot be written changes nothing


@pytest.mark.parametrize("step", ["write_csv", "write_parquet", "measure", "commit", "read_again"])
def test_a_full_disk_leaves_the_old_package(project: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """At any step; the message says what to do."""
    before = files(project)
    monkeypatch.setattr(module, step, refuse)
    with pytest.raises(PublishError, match=r"the disk is full; free some space\. The package is as it was before"):
        publish(OTHER, SCHEMAS, project)
    assert files(project) == before
    assert not (project / STAGING).exists()


def test_a_disk_that_fills_up_during_the_swap(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that were already in place go back."""
    before = files(project)
    real, moved = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if "new" in self.parts:
            moved.append(target)
            if len(moved) == 5:
                refuse()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PublishError, match="the disk is full"):
        publish(OTHER, SCHEMAS, project)
    assert files(project) == before


def test_a_limit_on_the_size_of_files_is_a_real_full_disk(project: Path) -> None:
    """The system itself refuses the write, in the middle of a file."""
    before = files(project)
    script = dedent(
        f"""
        import resource, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        from factories import make_tables, make_texts
        from wirepack.errors import PublishError
        from wirepack.publish import publish
        from wirepack.schemas import load_schemas

        tables = make_tables(make_texts(("one.txt", "two.txt")))
        resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))
        try:
            publish(tables, load_schemas(), Path({str(project)!r}))
        except PublishError as error:
            print(error)
        """
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "the file is larger than allowed here" in done.stdout
    assert files(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("folder", ["dist", "."])
def test_a_folder_without_permission_is_named(project: Path, folder: str) -> None:
    """Before any work is done."""
    before = files(project)
    (project / folder).chmod(0o500)
    try:
        with pytest.raises(PublishError, match="may not write there"):
            publish(OTHER, SCHEMAS, project)
    finally:
        (project / folder).chmod(0o700)
    assert files(project) == before


def test_a_read_only_file_system_is_noticed_before_the_work(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There even root is refused."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(module, "content_hash", refuse)  # the work must not begin
    with pytest.raises(PublishError, match="may not write there"):
        publish(OTHER, SCHEMAS, project)


@pytest.mark.parametrize("path", ["dist", "dist/quotes.csv", "datapackage.json"])
def test_what_stands_in_the_way_is_named(project: Path, path: str) -> None:
    """A file where a folder should be, or the reverse."""
    target = project / path
    if target.is_dir():
        shutil.rmtree(target)
        target.write_text("in the way")
    else:
        target.unlink()
        target.mkdir()
        (target / "theirs.txt").write_text("theirs")
    before = files(project)
    with pytest.raises(PublishError, match="move it away"):
        publish(OTHER, SCHEMAS, project)
    assert files(project) == before


@pytest.mark.parametrize(("text", "words"), [('{"name": "x"\n"b": 1}', "line 2, column 1"), ("[]", "no JSON object")])
def test_a_broken_descriptor_is_not_overwritten(project: Path, text: str, words: str) -> None:
    """It holds work by hand: who broke it can mend it."""
    (project / "datapackage.json").write_text(text)
    before = files(project)
    with pytest.raises(UsageError, match=words):
        publish(TABLES, SCHEMAS, project)
    assert files(project) == before


def test_a_second_publication_waits(project: Path) -> None:
    """Two builds in one folder do not mix."""
    before = files(project)
    with locked(project), pytest.raises(PublishError, match="another wirepack"):
        publish(OTHER, SCHEMAS, project)
    assert files(project) == before


def test_recover_touches_nothing_without_remains(published: Path) -> None:
    """Not even in a project that cannot be written."""
    before = files(published)
    with locked(published):  # it does not ask for the lock either
        recover(published)
    assert files(published) == before


def test_remains_of_a_killed_build_go(project: Path) -> None:
    """By the next command, whichever it is."""
    before = files(project)
    (project / STAGING / "new" / "dist").mkdir(parents=True)
    (project / STAGING / "new" / "dist" / "quotes.csv").write_text("half a fi")
    recover(project)
    assert files(project) == before
    (project / STAGING).write_text("not even a folder")
    with pytest.raises(PublishError, match=STAGING):
        recover(project)


# ---------------------------------------------------------------- the second reader


def test_frictionless_reads_what_we_meant(published: Path) -> None:
    """Every cell, and it notices if one is another."""
    assert read_again(published, TABLES) == []
    found = read_again(published, {**TABLES, "events": with_cell(TABLES["events"], 2, "latitude", 1.25)})
    assert [(problem.table, problem.row) for problem in found] == [("events", 2)]
    [rows] = read_again(published, {**TABLES, "events": TABLES["events"].head(2)})
    assert (rows.table, rows.row) == ("events", 3)


def test_frictionless_notices_a_changed_byte(project: Path) -> None:
    """In both formats: a reader who has never heard of us can rely on the descriptor."""
    for name in ("quotes.csv", "events.parquet"):
        path = project / "dist" / name
        data = path.read_bytes()
        path.write_bytes(data.replace(b"marks", b"Marks") if name == "quotes.csv" else data[:-9] + b"x" + data[-8:])
        assert path.read_bytes() != data
        found = [problem for problem in read_again(project, {}) if problem.code == "frictionless"]
        assert any(problem.path == f"dist/{name}" and "hash" in problem.message for problem in found)
        path.write_bytes(data)


def test_of_a_long_table_the_first_rows_are_read(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand of them; keys that lead to such a table are ours alone to check."""
    monkeypatch.setattr(second_reader, "LIMIT", 2)
    assert read_again(published, TABLES) == []
    third = {**TABLES, "events": with_cell(TABLES["events"], 3, "rule", "other")}
    assert read_again(published, third) == []
    second = {**TABLES, "events": with_cell(TABLES["events"], 2, "rule", "other")}
    assert [problem.row for problem in read_again(published, second)] == [2]


def test_a_descriptor_that_frictionless_cannot_read_is_a_problem(project: Path) -> None:
    """And no exception."""
    descriptor = json.loads((project / "datapackage.json").read_text())
    descriptor["resources"][0]["path"] = "/absolute.csv"
    (project / "datapackage.json").write_text(json.dumps(descriptor))
    assert [problem.code for problem in read_again(project, {})][:1] == ["frictionless"]

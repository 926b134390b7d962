"""Validation collects everything: cells, keys, rules and files, each with its place and what to do."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from factories import make_tables, make_texts, with_cell, write_seeds
from hypothesis import given, settings
from hypothesis import strategies as st

from wirepack.descriptor import measure
from wirepack.errors import UsageError
from wirepack.models import Problem
from wirepack.problems import MAX_LISTED
from wirepack.publish import publish
from wirepack.schemas import TABLES as NAMES
from wirepack.schemas import load_schemas, packaged_folder
from wirepack.tablefiles.csv_files import write_csv
from wirepack.validate import validate_package, validate_tables
from wirepack.validation.seeds import SeedTexts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCHEMAS = load_schemas()
TEXTS = make_texts()
TABLES = make_tables(TEXTS)


# ---------------------------------------------------------------- tables


def test_good_tables_are_valid() -> None:
    """With and without their texts."""
    assert validate_tables(TABLES, SCHEMAS) == []
    assert validate_tables(TABLES, SCHEMAS, TEXTS.get) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "code", "message"),
    [
        ("quotes", "kind", "Direct", "enum", "is not allowed; write one of direct, partial, indirect"),
        ("quotes", "kind", None, "required", "is missing; every row needs a value here"),
        ("quotes", "quote_id", "q-1", "pattern", "does not match ^q-[0-9a-f]{16}$"),
        ("quotes", "speaker", "", "empty-string", "is an empty string"),
        ("events", "latitude", 90.5, "maximum", "is above the maximum 90"),
        ("events", "amount", float("nan"), "finite", "is not finite"),
        ("events", "start", -1, "minimum", "is below the minimum 0"),
        ("articles", "themes", ["a", None], "missing-item", "holds a missing item"),
        ("articles", "region", None, "required", "is missing"),
        ("mentions", "article_id", "a-0000000000000000", "foreign-key", "is no article_id of the table articles"),
        ("mentions", "system_id", "f-16", "foreign-key", "is no system_id of the table systems"),
        ("quotes", "utterance_id", "q-0000000000000000", "foreign-key", "is no quote_id of the table quotes"),
        ("articles", "duplicate_of", "a-0000000000000000", "foreign-key", "is no article_id of the table articles"),
    ],
)
def test_a_bad_cell_is_named(table: str, column: str, value: object, code: str, message: str) -> None:
    """Table, row, field, value, what was found and what to do."""
    found = validate_tables({**TABLES, table: with_cell(TABLES[table], 2, column, value)}, SCHEMAS)
    [problem] = [problem for problem in found if problem.code == code and problem.table == table]
    assert (problem.row, problem.field, problem.severity) == (2, column, "error")
    assert problem.message.startswith(message) or message in problem.message
    assert problem.value == (None if value is None else str(value))


def test_a_missing_value_points_nowhere() -> None:
    """A mention without an event breaks no key."""
    assert validate_tables({**TABLES, "mentions": with_cell(TABLES["mentions"], 1, "event_id", None)}, SCHEMAS) == []


def test_a_key_that_stands_twice_is_named_in_all_its_rows() -> None:
    """Both rows, since nobody knows which is right."""
    twice = with_cell(TABLES["events"], 2, "event_id", TABLES["events"]["event_id"][0])
    found = validate_tables({**TABLES, "events": twice}, SCHEMAS)
    assert [problem.row for problem in found if problem.code == "unique"] == [1, 2]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table.drop("cue"), "the column cue is missing"),
        (lambda table: table.with_columns(mood=pl.lit("calm")), "mood is no column"),
        (lambda table: table.select(reversed(table.columns)), "must stand in this order: quote_id,"),
        (lambda table: table.with_columns(pl.col("start").cast(pl.Int32)), "the column is Int32; it must be Int64"),
    ],
)
def test_a_table_of_another_form_is_told_once(change: Callable[[pl.DataFrame], pl.DataFrame], words: str) -> None:
    """And not by a thousand cells; the other tables are still validated."""
    tables = {**TABLES, "quotes": change(TABLES["quotes"]), "events": with_cell(TABLES["events"], 1, "rule", None)}
    first, second = validate_tables(tables, SCHEMAS)
    assert first.table == "quotes"
    assert words in first.message
    assert (second.table, second.code) == ("events", "required")


def test_everything_is_collected() -> None:
    """Cells, keys, rules and evidence in one go."""
    tables = dict(TABLES)
    tables["quotes"] = with_cell(with_cell(TABLES["quotes"], 1, "kind", "none"), 2, "text", "Something else")
    tables["mentions"] = with_cell(TABLES["mentions"], 3, "event_id", "e-0000000000000000")
    tables["events"] = with_cell(TABLES["events"], 1, "intercepted", 9)
    found = {(problem.table, problem.code) for problem in validate_tables(tables, SCHEMAS, TEXTS.get)}
    expected = {("quotes", "enum"), ("quotes", "span-differs"), ("mentions", "foreign-key"), ("events", "count")}
    assert expected <= found


def test_many_bad_rows_are_counted() -> None:
    """A hundred are listed, the others are a number."""
    many = pl.concat([TABLES["systems"]] * 500)
    many = many.with_columns(pl.Series("system_id", [f"S {number}" for number in range(500)]))
    found = [problem for problem in validate_tables({"systems": many}, SCHEMAS) if problem.code == "pattern"]
    assert len(found) == MAX_LISTED + 1
    assert found[-1].message == "400 more rows have this problem"


# ---------------------------------------------------------------- a package


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a package, schemas and seeds."""
    project = tmp_path_factory.mktemp("published")
    write_seeds(project, TEXTS)
    shutil.copytree(packaged_folder(), project / "schemas")
    publish(TABLES, SCHEMAS, project, TEXTS.get)
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    shutil.copytree(published, tmp_path / "p")
    return tmp_path / "p"


def edit(project: Path, change: Callable[[dict[str, Any]], object], name: str = "quotes") -> None:
    """Change one resource of the descriptor."""
    path = project / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(next(resource for resource in descriptor["resources"] if resource["name"] == name))
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def codes(project: Path) -> list[tuple[str, str | None, str | None]]:
    """What is wrong, in short."""
    return [(problem.code, problem.table, problem.field) for problem in validate_package(project)]


def test_a_published_package_is_valid(published: Path) -> None:
    """By its folder and by its descriptor."""
    assert validate_package(published) == []
    assert validate_package(published / "datapackage.json") == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_changed_byte_is_noticed(project: Path, name: str, suffix: str) -> None:
    """In every file."""
    path = project / "dist" / f"{name}.{suffix}"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    found = [problem for problem in validate_package(project) if problem.code == "file-changed"]
    assert [problem.path for problem in found] == [f"dist/{name}.{suffix}"]
    assert "sha256:" in found[0].message


def test_a_missing_file_is_named(project: Path) -> None:
    """And the rest is still validated."""
    (project / "dist" / "events.parquet").unlink()
    [problem] = validate_package(project)
    assert (problem.code, problem.path) == ("file-missing", "dist/events.parquet")


def test_csv_and_parquet_must_say_the_same(project: Path) -> None:
    """Also if both are what the descriptor says."""
    write_csv(with_cell(TABLES["quotes"], 2, "rule", "another"), project / "dist" / "quotes.csv")
    facts = measure(project / "dist" / "quotes.csv")
    edit(project, lambda resource: resource.update(bytes=facts.bytes, hash=facts.hash))
    differing, content = validate_package(project)
    assert (differing.code, differing.row, differing.field) == ("cell-differs", 2, "rule")
    assert differing.message.startswith("is not what Parquet has: 'clause-before-cue'")
    assert (content.code, content.message.split(" is ")[0]) == ("content-hash", "the content hash of quotes")


def test_a_cell_that_cannot_be_read_is_told_once(project: Path) -> None:
    """As what it is, and not as missing too."""
    path = project / "dist" / "articles.csv"
    path.write_text(path.read_text().replace(",30,", ",thirty,", 1))
    found = [problem for problem in validate_package(project) if problem.field == "word_count"]
    assert [(problem.code, problem.row, problem.value) for problem in found] == [
        ("type", 1, "thirty"),
        ("cell-differs", 1, None),
    ]


def test_a_schema_that_is_not_the_contract_is_noticed(project: Path) -> None:
    """The descriptor must hold the schemas of the project."""
    edit(project, lambda resource: resource["schema"]["fields"][5].update(title="Sort"))
    assert ("stale-schema", "quotes", None) in codes(project)


def test_a_schema_that_is_none_is_a_problem(project: Path) -> None:
    """With file, table, field and keyword."""
    edit(project, lambda resource: resource["schema"]["fields"][5].update(typ="string"))
    [problem] = validate_package(project)
    assert "datapackage.json, quotes, field kind" in problem.message
    assert 'did you mean "type"' in problem.message


def test_a_resource_that_is_missing_is_named(project: Path) -> None:
    """Renaming one is losing one."""
    edit(project, lambda resource: resource.update(name="citations"))
    assert ("resource-missing", "quotes", None) in codes(project)


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/passwd", 3, None])
def test_a_path_out_of_the_package_is_not_followed(project: Path, path: object) -> None:
    """A stranger's package must not make us read other files."""
    edit(project, lambda resource: resource.update(path=path))
    assert ("path", "quotes", None) in codes(project)


def test_a_source_out_of_seeds_is_not_followed(project: Path) -> None:
    """The same for the articles that it names."""
    outside = project / "outside.txt"
    outside.write_bytes((project / "seeds" / "a.txt").read_bytes())
    articles = with_cell(TABLES["articles"], 1, "source", "../outside.txt")
    found = validate_tables({**TABLES, "articles": articles}, SCHEMAS)
    assert ("source", "articles") in {(problem.code, problem.table) for problem in found}
    assert SeedTexts(project / "seeds", articles)("../outside.txt") is None


def test_changed_seeds_are_noticed(project: Path) -> None:
    """The package was not built from these."""
    (project / "seeds" / "a.txt").write_text("Something else.")
    found = validate_package(project)
    assert [(problem.code, problem.path) for problem in found if problem.severity == "error"] == [
        ("seed-changed", "seeds/a.txt")
    ]


def test_seeds_that_came_or_went_are_named(project: Path) -> None:
    """Warnings: the package is still what its descriptor says."""
    (project / "seeds" / "a.txt").unlink()
    for name in ("new.txt", "NEWER.TXT", ".hidden.txt", "notes.pdf"):
        (project / "seeds" / name).write_text("Something else.")
    found = validate_package(project)
    assert {problem.severity for problem in found} == {"warning"}
    assert [(problem.code, problem.path) for problem in found] == [
        ("seed-missing", "seeds/a.txt"),
        ("seed-new", "seeds/NEWER.TXT"),
        ("seed-new", "seeds/new.txt"),
    ]


def test_a_seed_that_cannot_be_read_is_not_called_missing(project: Path) -> None:
    """A folder in its place cannot be read by anybody, whatever the permissions."""
    (project / "seeds" / "a.txt").unlink()
    (project / "seeds" / "a.txt").mkdir()
    [problem] = validate_package(project)
    assert (problem.code, problem.path, problem.severity) == ("seed-unreadable", "seeds/a.txt", "warning")


def test_a_rejected_seed_is_not_new(project: Path) -> None:
    """The package lists it."""
    (project / "seeds" / "bad.txt").write_bytes(b"")
    publish(TABLES, SCHEMAS, project, TEXTS.get, [Problem("empty-file", "holds no text; fill it", "bad.txt")])
    assert validate_package(project) == []


def test_without_seeds_a_warning_says_what_was_not_checked(project: Path) -> None:
    """Who downloads the package alone has no seeds."""
    shutil.rmtree(project / "seeds")
    [problem] = validate_package(project)
    assert (problem.code, problem.severity) == ("no-text", "warning")
    assert f"the text of {len(TEXTS)} articles is not there" in problem.message


@settings(max_examples=40)
@given(damage=st.data())
def test_no_damage_makes_validation_fail(published: Path, damage: st.DataObject) -> None:
    """Whatever stands in a file: problems, or an error of use if the descriptor is none; never a traceback."""
    files = [published / "datapackage.json", *sorted((published / "dist").iterdir())]
    path = damage.draw(st.sampled_from(files))
    before = path.read_bytes()
    at, length = damage.draw(st.integers(0, len(before))), damage.draw(st.integers(0, 9))
    pieces = [b'"', b"\n", b",", b"\x00", b"\xff", b"[[", b"\\ud800", b"1e999", b"9" * 25, b"null"]
    new = damage.draw(st.binary(max_size=4) | st.sampled_from(pieces))
    try:
        path.write_bytes(before[:at] + new + before[at + length :])
        found = validate_package(published)
        changed = path.read_bytes() != before and path.suffix != ".json"
        assert any(problem.code == "file-changed" for problem in found) == changed
    except UsageError:
        assert path.suffix == ".json"
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "No such file"),
        ("{", "line 1, column 2"),
        ("[]", "no data package"),
        ('{"resources": 3}', "no data package"),
        ('{"resources": [3]}', "no data package"),
    ],
)
def test_what_is_no_package_is_an_error_of_use(tmp_path: Path, text: str | None, words: str) -> None:
    """The one thing that is raised."""
    if text is not None:
        (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(UsageError, match=words):
        validate_package(tmp_path)
    with pytest.raises(UsageError, match="No such file"):
        validate_package(tmp_path / "elsewhere")

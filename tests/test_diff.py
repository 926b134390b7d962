"""Two packages compared: rows by what they say, schemas by what they promise, versions by both."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections import Counter
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import make_schema, write_descriptor, write_package, write_parquet, write_table
from random_packages import write_package as write_random

import wirepack
from wirepack.comparison.diff import diff
from wirepack.comparison.partitions import DEFAULT, Limits
from wirepack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.comparison.records import Diff, TableDiff

ROOT = Path(__file__).parents[1]
TINY = Limits(budget=1, parts=3, chunk=1)  # everything goes to the disk, a batch at a time


def compare(folder: Path, old: dict[str, Any], new: dict[str, Any], rows: list[list[Any]] | None = None) -> Diff:
    """Compare two schemas over the same rows."""
    for name, schema in (("old", old), ("new", new)):
        write_package(folder / name, schema, rows or [])
    return diff(folder / "old", folder / "new")


def one_table(folder: Path, schema: dict[str, Any], old: list[list[Any]], new: list[list[Any]]) -> TableDiff:
    """Compare two tables of one schema."""
    write_package(folder / "old", schema, old)
    write_package(folder / "new", schema, new)
    return diff(folder / "old", folder / "new").tables[0]


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ({"type": "number"}, "1.50", "1.5"),
        ({"type": "number"}, "1e3", "1000.0"),
        ({"type": "number"}, "-0", "0"),
        ({"type": "number", "groupChar": ","}, "1,000", "1000"),
        ({"type": "integer"}, "007", "7"),
        ({"type": "integer"}, "+7", "7"),
        ({"type": "boolean"}, "1", "true"),
        ({"type": "datetime"}, "2024-01-01T01:00:00+01:00", "2024-01-01T00:00:00Z"),
        ({"type": "array"}, "[1, 2]", "[1,2]"),
        ({"type": "object"}, '{"a": 1, "b": 2}', '{"b":2,"a":1}'),
        ({"type": "string", "missingValues": ["", "NA"]}, "NA", ""),
    ],
)
def test_cells_are_compared_as_values(tmp_path: Path, field: dict[str, Any], old: str, new: str) -> None:
    """Another spelling of a value is the same value, also of one in a key."""
    schema = make_schema("id:integer", {"name": "x", **field}, primaryKey="id")
    assert one_table(tmp_path / "keyed", schema, [["1", old]], [["01", new]]).same
    assert one_table(tmp_path / "unkeyed", make_schema({"name": "x", **field}), [[old]], [[new]]).same


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("string", "1.50", "1.5"),
        ("number", "0.1", "0.10000000000000001"),
        ("integer", "x", "y"),  # no values at all, but not the same
        ("string", "a", ""),
        ("string", "a", "a "),
        ("datetime", "2024-01-01T00:00:00", "2024-01-01T00:00:00Z"),
        ("integer", "9007199254740993", "9007199254740992"),
    ],
)
def test_other_values_are_other_values(tmp_path: Path, kind: str, old: str, new: str) -> None:
    """However close they are, and also where the schema does not allow them."""
    table = one_table(
        tmp_path, make_schema("id:integer", f"x:{kind}", primaryKey="id"), [["1", old]], [["1", new or None]]
    )
    assert (table.changed, dict(table.columns)) == (1, {"x": 1})


def test_rows_are_added_removed_and_changed_by_key(tmp_path: Path) -> None:
    """Wherever they stand; an example tells the rows of both files and the cells that differ."""
    schema = make_schema("id:integer", "n:number", "s", primaryKey=["id"])
    old = [["1", "1.0", "a"], ["2", "2", "b"], ["3", "3", "c"]]
    table = one_table(tmp_path, schema, old, [["4", "4", "d"], ["2", "2.5", "b"], ["1", "1", "a"]])
    assert (table.old_rows, table.new_rows, table.added, table.removed, table.changed) == (3, 3, 1, 1, 1)
    [changed] = table.changed_rows
    assert (changed.old_number, changed.new_number, changed.key) == (3, 3, {"id": "2"})
    assert changed.cells == {"n": ("2", "2.5")}
    [added], [removed] = table.added_rows, table.removed_rows
    assert (added.number, added.cells["id"], removed.number, removed.cells["s"]) == (2, "4", 4, "c")


def test_without_a_key_rows_are_a_multiset(tmp_path: Path) -> None:
    """Three of a kind are not two of it."""
    table = one_table(tmp_path, make_schema("s"), [["a"], ["a"], ["b"], ["c"]], [["b"], ["a"], ["a"], ["a"]])
    assert (table.key, table.added, table.removed, table.changed) == ((), 1, 1, 0)
    assert [row.cells["s"] for row in (*table.added_rows, *table.removed_rows)] == ["a", "c"]


def test_rows_whose_key_stands_twice_are_compared_as_wholes(tmp_path: Path) -> None:
    """The key does not tell which of them became which; the others are matched as ever, and a note says so."""
    schema = make_schema("id:integer", "s", primaryKey="id")
    write_package(tmp_path / "old", schema, [["1", "a"], ["1", "b"], ["2", "c"]])
    write_package(tmp_path / "new", schema, [["1", "b"], ["2", "d"]])
    found = diff(tmp_path / "old", tmp_path / "new")
    [table] = found.tables
    assert (table.added, table.removed, table.changed) == (0, 1, 1)
    assert table.removed_rows[0].cells == {"id": "1", "s": "a"}
    assert found.notes == ("t: rows whose primary key stands twice were compared as wholes: 2 old and 1 new",)


def test_cells_beyond_the_header_count(tmp_path: Path) -> None:
    """A row that is too long is not the one that is right; one that is too short lacks the value."""
    schema = make_schema("id:integer", "s", primaryKey="id")
    table = one_table(tmp_path, schema, [["1", "a"], ["2", ""]], [["1", "a", "more"], ["2"]])
    assert (table.changed, table.changed_rows[0].cells) == (1, {"(cells beyond the header)": (None, '["more"]')})


def test_tables_without_a_schema_are_compared(tmp_path: Path) -> None:
    """CSV as text, Parquet by its own types."""
    for name, cell in (("old", "1.0"), ("new", "1")):
        write_package(tmp_path / name, None, [[cell]], labels=["a"])
    assert diff(tmp_path / "old", tmp_path / "new").tables[0].added == 1
    for name, values in (("old", [1, 2]), ("new", [1.0, 2.0])):
        write_parquet(tmp_path / name, "p.parquet", {"n": values})
        write_descriptor(tmp_path / name, [{"name": "p", "path": "p.parquet"}])
    found = diff(tmp_path / "old", tmp_path / "new")
    assert [(change.kind, change.old, change.new) for change in found.changes] == [
        ("type-changed", "integer", "number")
    ]
    assert found.tables[0].same


def test_formats_are_compared_with_each_other(tmp_path: Path) -> None:
    """The CSV of one release is the Parquet of the next: the format changed, and no row did."""
    schema = make_schema("id:integer", "n:number", "d:date", "l:array", "b:boolean", primaryKey="id")
    write_package(tmp_path / "old", schema, [["1", "0.50", "2024-01-31", '["a"]', "TRUE"], ["2", "", "", "", ""]])
    data = {"id": [2, 1], "n": [None, 0.5], "d": [None, date(2024, 1, 31)], "l": [None, ["a"]], "b": [None, True]}
    write_parquet(tmp_path / "new", "t.parquet", data)
    write_descriptor(tmp_path / "new", [{"name": "t", "path": "t.parquet", "schema": schema}])
    found = diff(tmp_path / "old", tmp_path / "new")
    assert found.tables[0].same
    assert {change.kind for change in found.changes} == {"format-changed", "path-changed", "metadata-changed"}


def test_twins_are_compared_once(tmp_path: Path) -> None:
    """Where CSV and Parquet are the same table in both packages; where one of them is not, both are compared."""
    for name, values in (("old", ["a", "b"]), ("new", ["a", "x"])):
        write_package(tmp_path / name, make_schema("id:integer", "s", primaryKey="id"), [["1", "a"], ["2", values[1]]])
        write_parquet(tmp_path / name, "t.parquet", {"id": [1, 2], "s": values})
        resource = {
            "name": "t",
            "type": "table",
            "path": "t.csv",
            "schema": make_schema("id:integer", "s", primaryKey="id"),
        }
        write_descriptor(tmp_path / name, [{"name": "t-parquet", "path": "t.parquet"}, resource])
    found = diff(tmp_path / "old", tmp_path / "new")
    assert [(table.name, table.changed) for table in found.tables] == [("t", 1)]
    assert found.notes == ("compared once, as they are the same tables in another format: t-parquet",)
    write_parquet(tmp_path / "new", "t.parquet", {"id": [1, 2], "s": ["a", "y"]})
    found = diff(tmp_path / "old", tmp_path / "new")
    assert [(table.name, table.key, table.changed) for table in found.tables] == [
        ("t-parquet", ("id",), 1),
        ("t", ("id",), 1),
    ]


# ---------------------------------------------------------------- laws

CELLS = {
    "id": st.sampled_from(["1", "2", "3", "4", "5"]),
    "n": st.sampled_from(["", "1", "2.5"]),
    "s": st.sampled_from("ab"),
}
ROWS = st.lists(st.tuples(*CELLS.values()).map(list), max_size=9)
KEYS = st.sampled_from([None, ["id"], ["id", "s"], ["s"]])


def _write_both(folder: str, key: list[str] | None, old: list[list[str]], new: list[list[str]]) -> tuple[Path, Path]:
    schema = make_schema("id:integer", "n:number", "s", **({"primaryKey": key} if key else {}))
    return write_package(Path(folder, "old"), schema, old), write_package(Path(folder, "new"), schema, new)


def _cells(row: Any) -> tuple[str | None, ...]:
    return tuple(row.cells[name] for name in CELLS)


@settings(max_examples=50)
@given(key=KEYS, old=ROWS, new=ROWS)
def test_what_is_told_makes_the_new_table_of_the_old_one(
    key: list[str] | None, old: list[list[str]], new: list[list[str]]
) -> None:
    """Without the rows removed, with those changed and added, the old table is the new one; mirrored it is the reverse."""
    with TemporaryDirectory() as folder:
        before, after = _write_both(folder, key, old, new)
        table = diff(before, after, examples=None).tables[0]
        back = diff(after, before, examples=None).tables[0]
    rows = Counter(tuple(cell or None for cell in row) for row in old)
    rows.subtract(Counter(_cells(row) for row in table.removed_rows))
    for changed in table.changed_rows:
        row = old[changed.old_number - 2]
        rows[tuple(cell or None for cell in row)] -= 1
        made = dict(zip(CELLS, (cell or None for cell in row), strict=True)) | {
            name: value for name, (_, value) in changed.cells.items()
        }
        rows[tuple(made.values())] += 1
    rows.update(Counter(_cells(row) for row in table.added_rows))
    assert +rows == Counter(tuple(cell or None for cell in row) for row in new)
    assert min(rows.values(), default=0) >= 0
    assert (back.added, back.removed, back.changed) == (table.removed, table.added, table.changed)
    assert Counter(map(_cells, back.added_rows)) == Counter(map(_cells, table.removed_rows))
    assert dict(back.columns) == dict(table.columns)


@settings(max_examples=30)
@given(key=KEYS, rows=ROWS, order=st.randoms(use_true_random=False))
def test_a_package_is_the_same_as_itself_in_any_order(key: list[str] | None, rows: list[list[str]], order: Any) -> None:
    """The order of the rows is no difference."""
    shuffled = order.sample(rows, len(rows))
    with TemporaryDirectory() as folder:
        found = diff(*_write_both(folder, key, rows, shuffled))
    assert found.same
    assert (found.bump, found.changes, found.tables[0].new_rows) == ("none", (), len(rows))


@settings(max_examples=30)
@given(key=KEYS, old=ROWS, new=ROWS, parts=st.integers(1, 7), examples=st.sampled_from([0, 1, 3, None]))
def test_partitions_change_nothing(
    key: list[str] | None, old: list[list[str]], new: list[list[str]], parts: int, examples: int | None
) -> None:
    """Neither counts nor examples, on the disk or not."""
    with TemporaryDirectory() as folder:
        both = _write_both(folder, key, old, new)
        held = diff(*both, examples=examples)
        spilled = diff(*both, examples=examples, limits=Limits(budget=1, parts=parts, chunk=1))
    assert held.to_json() == spilled.to_json()


def test_one_table_on_the_disk_and_one_in_memory(tmp_path: Path) -> None:
    """A large table against a small one: both are cut, and nothing remains in the folder for temporary files."""
    schema = make_schema("id:integer", "s", primaryKey="id")
    write_package(tmp_path / "old", schema, [[str(number), "a" * 50] for number in range(3000)])
    write_package(tmp_path / "new", schema, [["7", "b"], ["5000", "c"]])
    [table] = diff(tmp_path / "old", tmp_path / "new", limits=Limits(budget=50_000, parts=5, chunk=1000)).tables
    assert (table.added, table.removed, table.changed) == (1, 2999, 1)
    [table] = diff(tmp_path / "new", tmp_path / "old", limits=Limits(budget=50_000, parts=5, chunk=1000)).tables
    assert (table.added, table.removed, table.changed) == (2999, 1, 1)
    assert DEFAULT.parts <= 200  # files that are open at once


# ---------------------------------------------------------------- schemas

FIELD = {"name": "n", "type": "integer"}


def constrained(**constraints: Any) -> dict[str, Any]:
    return make_schema("id", FIELD | {"constraints": constraints})


def text_field(**constraints: Any) -> dict[str, Any]:
    return make_schema("id", {"name": "n", "type": "string", "constraints": constraints})


def keyed(**keys: Any) -> dict[str, Any]:
    return make_schema("id", FIELD, **keys)


def foreign(*fields: str) -> list[dict[str, Any]]:
    return [{"fields": name, "reference": {"resource": "", "fields": "id"}} for name in fields]


PLAIN = keyed()
TIGHTER, LOOSER, OTHER = ("constraint-tightened", "constraint-loosened", "constraint-changed")


@pytest.mark.parametrize(
    ("old", "new", "kinds", "back"),
    [
        (PLAIN, make_schema("id"), ["field-removed"], ["field-added"]),
        (PLAIN, make_schema("id", "n:number"), ["type-changed"], ["type-changed"]),
        (PLAIN, make_schema("n:integer", "id"), ["fields-reordered"], ["fields-reordered"]),
        (PLAIN, make_schema("x", "id", FIELD), ["field-added"], ["field-removed"]),
        (PLAIN, constrained(required=True), [TIGHTER], [LOOSER]),
        (PLAIN, constrained(required=False), [], []),
        (PLAIN, constrained(unique=True), [TIGHTER], [LOOSER]),
        (constrained(enum=[1, 2]), constrained(enum=[1, 2, 3]), [LOOSER], [TIGHTER]),
        (constrained(enum=[1, 2]), constrained(enum=["2", 1]), [], []),
        (constrained(enum=[1, 2]), constrained(enum=[2, 3]), [OTHER], [OTHER]),
        (constrained(minimum=1), constrained(minimum=2), [TIGHTER], [LOOSER]),
        (constrained(maximum=10), constrained(maximum=9), [TIGHTER], [LOOSER]),
        (constrained(maximum=10), constrained(maximum="010"), [], []),
        (constrained(exclusiveMinimum=0), constrained(exclusiveMinimum=-1), [LOOSER], [TIGHTER]),
        (text_field(), text_field(pattern="a+"), [TIGHTER], [LOOSER]),
        (text_field(pattern="a"), text_field(pattern="a+"), [OTHER], [OTHER]),
        (text_field(maxLength=5), text_field(maxLength=9), [LOOSER], [TIGHTER]),
        (text_field(minLength=5), text_field(minLength=9), [TIGHTER], [LOOSER]),
        (PLAIN, keyed(primaryKey="id"), ["primary-key-added"], ["primary-key-removed"]),
        (keyed(primaryKey="id"), keyed(primaryKey="n"), ["primary-key-changed"], ["primary-key-changed"]),
        (keyed(primaryKey=["id", "n"]), keyed(primaryKey=["n", "id"]), [], []),
        (keyed(primaryKey="id"), keyed(primaryKey=["id"]), [], []),
        (PLAIN, keyed(uniqueKeys=[["id", "n"]]), ["unique-key-added"], ["unique-key-removed"]),
        (PLAIN, keyed(foreignKeys=foreign("id")), ["foreign-key-added"], ["foreign-key-removed"]),
        (PLAIN, keyed(missingValues=["", "-"]), ["missing-values-changed"] * 2, ["missing-values-changed"] * 2),
        (keyed(missingValues=["", "-"]), keyed(missingValues=["-", ""]), [], []),
        (PLAIN, keyed(fieldsMatch="subset"), ["fields-match-changed"], ["fields-match-changed"]),
        (PLAIN, make_schema("id", FIELD | {"bareNumber": False}), ["reading-changed"], ["reading-changed"]),
        (PLAIN, make_schema("id", FIELD | {"description": "d"}), ["metadata-changed"], ["metadata-changed"]),
        (make_schema("d:date"), make_schema({"name": "d", "type": "date", "format": "%d.%m.%Y"}),
         ["field-format-changed"], ["field-format-changed"]),
        (make_schema({"name": "n", "categories": ["a"]}), make_schema({"name": "n", "categories": ["a", "b"]}),
         [LOOSER], [TIGHTER]),
    ],
)  # fmt: skip
def test_changes_of_schemas_and_their_mirrors(
    tmp_path: Path, old: dict[str, Any], new: dict[str, Any], kinds: list[str], back: list[str]
) -> None:
    """Each is told once, and from the other side as its reverse."""
    found = compare(tmp_path, old, new)
    assert [change.kind for change in found.changes] == kinds
    assert [change.kind for change in diff(tmp_path / "new", tmp_path / "old").changes] == back
    wanted = "none" if not kinds else {"field-added": "minor", "metadata-changed": "patch"}.get(kinds[0], "major")
    assert found.bump == wanted


def test_a_column_with_another_name_is_told_as_one_change(tmp_path: Path) -> None:
    """Where its values are the same in all rows of both; else it is one that went and one that came."""
    old, new = (make_schema("id:integer", name, "x:integer", primaryKey="id") for name in ("s", "text"))
    write_package(tmp_path / "old", old, [["1", "a", "1"], ["2", "b", "1"], ["3", "c", "1"]])
    write_package(tmp_path / "new", new, [["2", "b", "1"], ["1", "a", "1"], ["4", "d", "1"]])
    found = diff(tmp_path / "old", tmp_path / "new")
    [renamed] = found.changes
    assert (renamed.kind, renamed.field, renamed.new, found.bump) == ("field-renamed", "s", "text", "major")
    write_package(tmp_path / "new", new, [["2", "other", "1"], ["1", "a", "1"]])
    kinds = [change.kind for change in diff(tmp_path / "old", tmp_path / "new").changes]
    assert kinds == ["field-removed", "field-added"]


def test_a_primary_key_with_another_name_still_matches_rows(tmp_path: Path) -> None:
    """One change, not a table whose rows are all new."""
    write_package(tmp_path / "old", make_schema("id:integer", "s", primaryKey="id"), [["1", "a"], ["2", "b"]])
    write_package(tmp_path / "new", make_schema("uid:integer", "s", primaryKey="uid"), [["2", "x"], ["1", "a"]])
    found = diff(tmp_path / "old", tmp_path / "new")
    assert [(change.kind, change.old, change.new) for change in found.changes] == [("field-renamed", "id", "uid")]
    [table] = found.tables
    assert (table.key, table.added, table.removed, table.changed) == (("uid",), 0, 0, 1)


def test_a_column_before_others_breaks_where_there_is_no_header(tmp_path: Path) -> None:
    """There columns are known by their place."""
    kinds = []
    for old, new in (("a", ["x", "a"]), ("a", ["a", "x"])):
        for name, names in (("old", [old]), ("new", new)):
            dialect = {"header": False}
            write_package(tmp_path / name, make_schema(*names), [], resource={"dialect": dialect})
            (tmp_path / name / "t.csv").write_text(",".join("1" for _ in names) + "\n", encoding="utf-8")
        found = diff(tmp_path / "old", tmp_path / "new")
        kinds += [change.kind for change in found.changes]
        assert found.tables[0].old_rows == 1
    assert kinds == ["field-inserted", "field-added"]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ({"encoding": "utf-8"}, {}, []),
        ({"encoding": "utf-8"}, {"encoding": "latin-1"}, ["encoding-changed"]),
        ({"dialect": {"delimiter": ","}}, {}, []),
        ({}, {"dialect": {"quoteChar": "'"}}, ["dialect-changed"]),
        (
            {"licenses": [{"name": "CC0-1.0"}]},
            {"licenses": [{"name": "CC-BY-4.0"}]},
            ["licence-removed", "licence-added"],
        ),
        ({"description": "a"}, {"description": "b"}, ["metadata-changed"]),
        ({"bytes": 9, "hash": "x"}, {"bytes": 10}, []),
        ({"path": "t.csv"}, {"path": "u.csv"}, ["path-changed"]),
    ],
)
def test_changes_of_resources(tmp_path: Path, old: dict[str, Any], new: dict[str, Any], kinds: list[str]) -> None:
    """What a file is, and what is said of it; sizes and hashes follow from the data."""
    for name, properties in (("old", old), ("new", new)):
        write_package(tmp_path / name, make_schema("a"), [["x"]], resource=properties)
        shutil.copy(tmp_path / name / "t.csv", tmp_path / name / "u.csv")
    assert [change.kind for change in diff(tmp_path / "old", tmp_path / "new").changes] == kinds


def test_changes_of_the_package(tmp_path: Path) -> None:
    """Name, licence, texts, resources; a file that is no table is compared by its bytes."""
    write_table(tmp_path / "new", "b.csv", ["a"], [])
    for name, text in (("old", "one"), ("new", "two")):
        write_table(tmp_path / name, "a.csv", ["a"], [])
        (tmp_path / name / "note.txt").write_text(text, encoding="utf-8")
    note = {"name": "note", "path": "note.txt"}
    write_descriptor(tmp_path / "old", [note, {"name": "a", "path": "a.csv"}], name="p", title="A")
    write_descriptor(tmp_path / "new", [{"name": "b", "path": "b.csv"}, note], name="q", licenses=[{"name": "CC0-1.0"}])
    found = diff(tmp_path / "old", tmp_path / "new")
    assert [(change.kind, change.place, change.verdict) for change in found.changes] == [
        ("package-renamed", "", "breaking"),
        ("licence-added", "", "additive"),
        ("metadata-changed", "", "patch"),
        ("resource-removed", "a", "breaking"),
        ("file-changed", "note", "patch"),
        ("resource-added", "b", "additive"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "bump", "sufficient", "wanted"),
    [
        ("1.2.0", "1.3.0", "major", False, "2.0.0"),
        ("1.2.0", "2.0.0", "major", True, "2.0.0"),
        ("1.2.0", "1.2.1", "minor", False, "1.3.0"),
        ("1.2.0", "3.0.0", "patch", True, "1.2.1"),
        ("1.2.0", "1.2.0", "patch", False, "1.2.1"),
        ("1.2.0", "1.2.0", "none", True, "1.2.0"),
        ("1.2.0", "1.1.0", "none", False, "1.2.0"),
        ("0.1.0", "0.2.0", "major", True, "0.2.0"),
        ("0.1.0", "0.1.0", "major", False, "0.2.0"),
        ("1.2.0", None, "patch", False, "1.2.1"),
        (None, "1.0.0", "major", None, None),
        ("2024-05", "2024-06", "major", None, None),
    ],
)
def test_versions(old: str | None, new: str | None, bump: str, sufficient: bool | None, wanted: str | None) -> None:
    """The least version that a change asks for; what is no semantic version is not judged."""
    from wirepack.comparison.versions import advise

    advice = advise(old, new, bump)
    assert (advice.sufficient, advice.wanted) == (sufficient, wanted)


# ---------------------------------------------------------------- where packages lie


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A web server for a folder; its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_packages_lie_anywhere(tmp_path: Path) -> None:
    """A folder, a descriptor in YAML, a zip archive and an address give the same comparison."""
    schema = make_schema("id:integer", "s", primaryKey="id")
    write_package(tmp_path / "old", schema, [["1", "a"]])
    write_package(tmp_path / "new", schema, [["1", "b"]])
    with zipfile.ZipFile(tmp_path / "new.zip", "w") as archive:
        for name in ("datapackage.json", "t.csv"):
            archive.write(tmp_path / "new" / name, f"inner/{name}")
    descriptor = {"name": "p", "$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}
    resource = {"name": "t", "type": "table", "path": "t.csv", "schema": schema}
    (tmp_path / "new" / "other.yaml").write_text(
        yaml.safe_dump({**descriptor, "resources": [resource]}), encoding="utf-8"
    )
    with serve(tmp_path) as address:
        places: list[Path | str] = [
            tmp_path / "new",
            tmp_path / "new.zip",
            tmp_path / "new" / "other.yaml",
            f"{address}/new",
        ]
        results = [diff(f"{address}/old/datapackage.json", place).to_json() for place in places]
    assert [result["tables"] for result in results] == [results[0]["tables"]] * 4
    assert results[0]["tables"][0]["changed"] == 1
    assert [result["changes"] for result in results] == [[]] * 4


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("t.csv", None, "cannot open"),
        ("t.csv", b"id,s\n1,\xff\n", "UTF8"),
        ("datapackage.json", b'{"resources": []}', "at least one resource"),
        ("datapackage.json", b'{"resources": [{"name": "t", "path": "../t.csv"}]}', "not safe"),
        ("datapackage.json", b"[]", "is no object"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, path: str, text: bytes | None, message: str) -> None:
    """Which package, which resource, why; half a comparison would be none."""
    for name in ("old", "new"):
        write_package(tmp_path / name, make_schema("id:integer", "s", primaryKey="id"), [["1", "a"]])
    if text is None:
        (tmp_path / "new" / path).unlink()
    else:
        (tmp_path / "new" / path).write_bytes(text)
    with pytest.raises(UsageError, match=message) as error:
        diff(tmp_path / "old", tmp_path / "new")
    assert str(tmp_path / "new") in str(error.value)


def test_the_reference_package_is_the_same_as_itself() -> None:
    """Its five tables are compared once each."""
    found = diff(ROOT, ROOT / "datapackage.json", limits=TINY)
    assert found.same
    assert [table.name for table in found.tables] == ["articles", "quotes", "events", "systems", "mentions"]


def test_the_api_is_a_function() -> None:
    """Also when the modules of that name are imported."""
    import_module("wirepack.cli.diff")

    assert wirepack.diff is diff
    assert isinstance(wirepack.diff(ROOT, ROOT), wirepack.Diff)


@pytest.mark.parametrize("number", range(0, 60, 2))
def test_random_packages_and_their_mirrors(tmp_path: Path, number: int) -> None:
    """Whatever the types, faults and formats: a package is itself, a mirror is a mirror, and parts change nothing."""
    folders = [tmp_path / "a", tmp_path / "b"]
    for place, folder in enumerate(folders):
        folder.mkdir()
        write_random(number + place, folder)
    one, other = folders
    assert diff(one, one).same
    found, back = diff(one, other, examples=None), diff(other, one, examples=None)
    assert found.to_json() == diff(one, other, examples=None, limits=TINY).to_json()
    mirrored = {table.name: (table.removed, table.added, table.changed) for table in back.tables}
    assert {table.name: (table.added, table.removed, table.changed) for table in found.tables} == mirrored

"""Tables and files: what is written is read back the same, and what is not exactly a value of its type is refused."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirepack.problems import MAX_LISTED
from wirepack.schemas import load_schemas
from wirepack.schemas.compilers import to_arrow, to_polars
from wirepack.schemas.parse import parse_table
from wirepack.tablefiles.compare import list_differences
from wirepack.tablefiles.content import content_hash
from wirepack.tablefiles.csv_files import read_csv, write_csv
from wirepack.tablefiles.parquet_files import read_parquet, write_parquet

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("string", "integer", "number", "boolean", "date", "array")
SCHEMA = parse_table("t", {"fields": [{"name": kind, "type": kind} for kind in KINDS]}, "t.json")

# Any text that UTF-8 can hold, with what breaks CSV readers made frequent; an empty string is never valid in a table.
TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('",\r\n\x00\u2028 =@'), min_size=1, max_size=12)
ROW = st.tuples(
    st.none() | TEXT,
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.booleans(),
    st.none() | st.dates(),
    st.none() | st.lists(st.just("") | TEXT, max_size=3),
)


def frame(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows of the schema with one column per type."""
    return pl.DataFrame(rows, schema=to_polars(SCHEMA), orient="row")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all examples of a property."""
    return tmp_path_factory.mktemp("files")


@given(rows=st.lists(ROW, max_size=5))
def test_every_table_survives_both_formats(folder: Path, rows: list[tuple[Any, ...]]) -> None:
    """Line ends, quotes, NUL, emoji, leading spaces and formulas; a missing list is not an empty one."""
    table = frame(rows)
    write_csv(table, folder / "t.csv")
    write_parquet(table, SCHEMA, folder / "t.parquet")
    from_csv, problems = read_csv(folder / "t.csv", SCHEMA)
    from_parquet, more = read_parquet(folder / "t.parquet", SCHEMA)
    assert problems == more == []
    assert from_csv is not None
    assert from_parquet is not None
    assert from_csv.rows() == table.rows() == from_parquet.rows()
    assert content_hash(table) == content_hash(from_csv) == content_hash(from_parquet)
    assert not list_differences("t", from_csv, from_parquet, ("CSV", "Parquet"))


@given(rows=st.lists(ROW, max_size=5))
def test_python_reads_the_same_cells(folder: Path, rows: list[tuple[Any, ...]]) -> None:
    """An independent reader of CSV agrees on every string."""
    write_csv(frame(rows), folder / "p.csv")
    with (folder / "p.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert found[0] == list(KINDS)
    assert [row[0] for row in found[1:]] == [row[0] or "" for row in rows]
    assert [json.loads(row[5]) if row[5] else None for row in found[1:]] == [row[5] for row in rows]


def test_the_exact_bytes(tmp_path: Path) -> None:
    """UTF-8, LF, quotes only where a cell needs them, missing is empty: a promise to who compares packages."""
    rows = [
        ("plain", 1, 34.73, True, date(2021, 8, 3), ["RUS", "a,b"]),
        (' "q", é\r\n=1+1', -2, 1e16, False, date(987, 1, 2), []),
        (None, None, None, None, None, None),
        ("it's", 0, -0.0, None, None, ['"']),
    ]
    write_csv(frame(rows), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode() == (
        "string,integer,number,boolean,date,array\n"
        'plain,1,34.73,true,2021-08-03,"[""RUS"", ""a,b""]"\n'
        '" ""q"", é\r\n=1+1",-2,1e+16,false,0987-01-02,[]\n'
        ",,,,,\n"
        'it\'s,0,-0.0,,,"[""\\""""]"\n'
    )


BAD_CELLS = [
    ("integer", "0x1F"),
    ("integer", " 1"),
    ("integer", "1.0"),
    ("integer", "1e3"),
    ("integer", "9223372036854775808"),
    ("integer", "1_000"),
    ("integer", "٣"),
    ("number", "NaN"),
    ("number", "inf"),
    ("number", "1,5"),
    ("number", "0x1p3"),
    ("number", " 1.5"),
    ("date", " 2021-08-03"),
    ("date", "2021-08-03T00:00:00"),
    ("date", "2021-8-3"),
    ("date", "2021-02-30"),
    ("date", "0000-01-01"),
    ("date", "03/08/2021"),
    ("boolean", "yes"),
    ("boolean", "tRUE"),
    ("array", "RUS"),
    ("array", '{"a": 1}'),
    ("array", "[1]"),
    ("array", '["a", null]'),
    ("array", r'["\ud800"]'),
    ("array", "[" * 10_000),
]


@pytest.mark.parametrize(("kind", "cell"), BAD_CELLS)
def test_a_cell_that_is_no_value_of_its_type_is_named(tmp_path: Path, kind: str, cell: str) -> None:
    """Also in the forms that Arrow's typed reader lets through; row and field are told, the rest is read."""
    column = KINDS.index(kind)
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([KINDS, ["a"] + [""] * 5, [""] * column + [cell] + [""] * (5 - column)])
    table, [problem] = read_csv(tmp_path / "t.csv", SCHEMA)
    assert (problem.code, problem.table, problem.row, problem.field) == ("type", "t", 2, kind)
    assert problem.value == (cell if len(cell) < 80 else cell[:79] + "…")
    assert table is not None
    assert table["string"].to_list() == ["a", None]


GOOD_CELLS: list[tuple[str, str, Any]] = [
    ("integer", "+5", 5),
    ("integer", "007", 7),
    ("number", "5", 5.0),
    ("number", ".5e-1", 0.05),
    ("boolean", "TRUE", True),
    ("boolean", "0", False),
    ("array", ' [ "a" ] ', ["a"]),
]


@pytest.mark.parametrize(("kind", "cell", "value"), GOOD_CELLS)
def test_other_spellings_of_the_standard_are_read(tmp_path: Path, kind: str, cell: str, value: object) -> None:
    """What Table Schema allows is no error, though we never write it."""
    column = KINDS.index(kind)
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([KINDS, [""] * column + [cell] + [""] * (5 - column)])
    table, problems = read_csv(tmp_path / "t.csv", SCHEMA)
    assert problems == []
    assert table is not None
    assert table[kind].to_list() == [value]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "unreadable-table", "Empty"),
        ("a,b\n1,2\n", "header", "the header is a,b"),
        (",".join(KINDS) + "\na,1\n", "cell-count", "is the number of cells, not 6"),
        (",".join(KINDS) + "\na,1,,,,,\n", "cell-count", "is the number of cells, not 6"),
        (",".join(KINDS) + '\n"a,,,,,\n', "unreadable-table", "quotation mark is not closed"),
        (",".join((*KINDS[:5], "string")) + "\na,,,,,b\n", "header", "string,integer,number,boolean,date,string"),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_told_apart(tmp_path: Path, text: str, code: str, words: str) -> None:
    """What is wrong with it, instead of an exception of a library."""
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    table, [problem] = read_csv(tmp_path / "t.csv", SCHEMA)
    assert table is None
    assert problem.code == code
    assert words in problem.message


def test_a_blank_line_is_a_row_without_values(tmp_path: Path) -> None:
    """It is not skipped: the required fields of it are missing, and the rows behind it keep their number."""
    (tmp_path / "t.csv").write_text(",".join(KINDS) + "\na,,,,,\n\nb,x,,,,\n", encoding="utf-8")
    table, [problem] = read_csv(tmp_path / "t.csv", SCHEMA)
    assert problem.row == 3
    assert table is not None
    assert table["string"].to_list() == ["a", None, "b"]


def test_bytes_that_are_not_utf8_are_a_problem(tmp_path: Path) -> None:
    """Not an exception."""
    for line in (b"\xff,,,,,\n", b"a\xff\n", b'"\xff,,,,,', b"\xc3"):
        (tmp_path / "t.csv").write_bytes(",".join(KINDS).encode() + b"\n" + line)
        table, [problem] = read_csv(tmp_path / "t.csv", SCHEMA)
        assert table is None
        assert "it is not UTF-8" in problem.message


def test_the_row_of_a_ragged_line_is_its_data_row(tmp_path: Path) -> None:
    """Counted from 1, the header not counted, line ends inside a cell not either."""
    (tmp_path / "t.csv").write_text(",".join(KINDS) + '\n"a\nb",,,,,\nx\n', encoding="utf-8")
    _, [problem] = read_csv(tmp_path / "t.csv", SCHEMA)
    assert problem.row == 2


def test_a_cell_longer_than_a_block_is_read(tmp_path: Path) -> None:
    """An article on one line of ten million characters can give a quote as long."""
    table = frame([("x" * 9_000_000, 1, None, None, None, None), ("y", 2, None, None, None, None)])
    write_csv(table, tmp_path / "t.csv")
    found, problems = read_csv(tmp_path / "t.csv", SCHEMA)
    assert problems == []
    assert found is not None
    assert found.equals(table)


def test_many_bad_cells_are_counted(tmp_path: Path) -> None:
    """The first hundred in full, the number of the others."""
    (tmp_path / "t.csv").write_text(",".join(KINDS) + "\n" + ",x,,,,\n" * 1234, encoding="utf-8")
    _, problems = read_csv(tmp_path / "t.csv", SCHEMA)
    assert len(problems) == MAX_LISTED + 1
    assert "1,134 more rows" in problems[-1].message


# ---------------------------------------------------------------- Parquet


def test_parquet_is_typed_and_described(tmp_path: Path) -> None:
    """Exact types, required columns not null, zstd, descriptions of table and columns."""
    schema = load_schemas()["articles"]
    write_parquet(to_polars(schema).to_frame(), schema, tmp_path / "t.parquet")
    found = pq.read_schema(tmp_path / "t.parquet")
    assert found.equals(to_arrow(schema))
    assert found.metadata[b"description"].decode() == schema.description
    assert found.field("source").metadata[b"description"].decode() == schema.fields[1].description
    write_parquet(frame([("a", 1, 1.0, True, date(2021, 1, 1), ["b"])]), SCHEMA, tmp_path / "t.parquet")
    group = pq.read_metadata(tmp_path / "t.parquet").row_group(0)
    assert {group.column(index).compression for index in range(group.num_columns)} == {"ZSTD"}


def test_the_same_table_is_the_same_bytes(tmp_path: Path) -> None:
    """However it came to be: in one piece or in many, whole or as a slice of more."""
    rows = [("a", 1, 1.5, True, date(2021, 1, 1), ["b"]), (None, None, None, None, None, [])]
    whole = frame(rows)
    pieces = pl.concat([frame(rows[:1]), frame(rows[1:])], rechunk=False)
    part = pl.concat([whole, whole]).slice(2, 2)
    for number, table in enumerate((whole, pieces, part)):
        write_csv(table, tmp_path / f"{number}.csv")
        write_parquet(table, SCHEMA, tmp_path / f"{number}.parquet")
    for suffix in ("csv", "parquet"):
        assert len({(tmp_path / f"{number}.{suffix}").read_bytes() for number in range(3)}) == 1


def test_other_columns_or_types_in_parquet_are_named(tmp_path: Path) -> None:
    """The Parquet file keeps to the schema as strictly as the CSV."""
    for number, other, words in (
        (5, [], "the columns are string,integer,number,boolean,date;"),
        (1, [{"name": "integer", "type": "number"}], "the column is double; it must be int64"),
        (4, [{"name": "date", "type": "string"}], "the column is string; it must be date32[day]"),
        (
            0,
            [{"name": "string", "type": "string", "constraints": {"required": True}}],
            "is string not null; it must be",
        ),
        (0, [{"name": "string", "type": "string", "title": "Text"}], "titles or descriptions"),
    ):
        fields = [{"name": kind, "type": kind} for kind in KINDS]
        fields[number : number + 1] = other  # type: ignore[assignment]
        schema = parse_table("t", {"fields": fields}, "t")
        write_parquet(to_polars(schema).to_frame(), schema, tmp_path / "t.parquet")
        found, [problem] = read_parquet(tmp_path / "t.parquet", SCHEMA)
        assert found is None
        assert words in problem.message
    (tmp_path / "t.parquet").write_bytes(b"PAR1 not really PAR1")
    assert [problem.code for problem in read_parquet(tmp_path / "t.parquet", SCHEMA)[1]] == ["unreadable-table"]


def test_dates_that_python_cannot_hold_are_refused(tmp_path: Path) -> None:
    """A Parquet file of somebody else can count days to any year."""
    row = frame([("a", 1, 1.0, True, None, [])])
    table = row.with_columns(pl.Series("date", [5_000_000], dtype=pl.Int32).cast(pl.Date))
    write_parquet(table, SCHEMA, tmp_path / "t.parquet")
    found, [problem] = read_parquet(tmp_path / "t.parquet", SCHEMA)
    assert (found, problem.field) == (None, "date")


def test_an_empty_table_has_both_files(tmp_path: Path) -> None:
    """A corpus without quotes has a table of quotes without rows."""
    write_csv(frame([]), tmp_path / "t.csv")
    write_parquet(frame([]), SCHEMA, tmp_path / "t.parquet")
    for found, problems in (read_csv(tmp_path / "t.csv", SCHEMA), read_parquet(tmp_path / "t.parquet", SCHEMA)):
        assert problems == []
        assert found is not None
        assert found.equals(frame([]))


# ---------------------------------------------------------------- content


def test_the_content_hash_can_be_recomputed_as_its_docstring_says(tmp_path: Path) -> None:
    """By ten lines that use none of our code."""
    table = frame([('é "q"\n', 1, 34.73, True, date(2021, 1, 1), ["b", ""]), (None, None, 1e300, None, None, None)])
    write_parquet(table, SCHEMA, tmp_path / "t.parquet")
    read, digest = pq.read_table(tmp_path / "t.parquet"), hashlib.sha256()
    for row in [read.column_names, *(list(row.values()) for row in read.to_pylist())]:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)
        digest.update(line.encode() + b"\n")
    assert content_hash(table) == "sha256:" + digest.hexdigest()


@pytest.mark.parametrize("other", [("a", 2), ("b", 1), (None, 1), ("a", None)])
def test_the_content_hash_sees_every_cell(other: tuple[Any, Any]) -> None:
    """And the order and names of the columns."""
    own = pl.DataFrame({"x": ["a"], "y": [1]})
    assert content_hash(own) != content_hash(pl.DataFrame({"x": [other[0]], "y": [other[1]]}))
    assert content_hash(own) != content_hash(own.rename({"x": "z"}))


def test_differences_are_named_by_cell() -> None:
    """Row and field, both values; a missing value differs from every other, a list from an empty one."""
    one = frame([("a", 1, None, None, None, []), ("b", 2, None, None, None, ["x"])])
    two = frame([("a", 1, None, None, None, None), ("b", None, None, None, None, ["y"])])
    found = list_differences("t", one, two, ("CSV", "Parquet"))
    assert [(problem.row, problem.field) for problem in found] == [(2, "integer"), (1, "array"), (2, "array")]
    assert found[0].message.startswith("is not what Parquet has: nothing")
    [rows] = list_differences("t", one, two.head(1), ("CSV", "Parquet"))
    assert "2 rows in CSV, but 1 in Parquet" in rows.message


def test_a_cell_full_of_quotes_stays_a_cell() -> None:
    """The quoting doubles marks; a reader that counts them finds an even number."""
    stream = io.StringIO('a,b\n"""""",1\n', newline="")
    assert list(csv.reader(stream))[1] == ['""', "1"]

"""Small random data packages with faults in them: every type, format, constraint, key, dialect and kind of file.

`write_package` gives for a number always the same package, so that a difference found once can be looked at again.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
from random import Random
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Json = dict[str, Any]

GOOD: Final = {
    "string": ["a", "b", "hello", "x y", '"q"', "a,b", "line\nbreak", "ä", "12"],
    "integer": ["0", "1", "2", "-3", "45", "+7", "007", " 5 ", "123456789012345678901", "3"],
    "number": ["0", "1.5", "-2.25", "1e3", ".5", "5.", "NaN", "INF", "-INF", "0.1", "1.50", "100"],
    "boolean": ["true", "false", "True", "1", "0", "FALSE"],
    "date": ["2020-01-01", "1999-12-31", "2020-02-29", "2021-1-5", "2020-01-02"],
    "datetime": ["2020-01-01T10:00:00", "2020-01-01T10:00:00Z", "2020-01-01T10:00:00.5Z", "2020-01-01T10:00:00+02:00"],
    "time": ["10:00:00", "23:59:59", "10:00:00Z", "10:00:00.5"],
    "year": ["2020", "1999", "0001"],
    "yearmonth": ["2020-01", "1999-12", "2020-1"],
    "duration": ["P1Y", "PT5M", "P3DT4H", "-P1D", "P2W"],
    "array": ["[1,2]", "[]", '["a"]'],
    "object": ["{}", '{"a":1}'],
    "geopoint": ["1,2", "-180,90", " 3 , 4 "],
    "geojson": ['{"type":"Point","coordinates":[1,2]}'],
    "list": ["a,b", "x", ",,"],
    "any": ["a", "1", "zz"],
}
BAD: Final = {
    "integer": ["x", "1.5", "1e3", "0x1F", "--1", "1 000"],
    "number": ["x", "1,5", "0x1F", "1e", "..5"],
    "boolean": ["yes", "TrUe", "2", "T"],
    "date": ["2020-13-01", "01/02/2020", "2020-02-30", "x", " 2020-01-01", "2020-01-01T00:00:00", "20200101"],
    "datetime": ["2020-01-01", "x", "2020-01-01T25:00:00", "2020-01-01T10:00", "2020-01-01T10:61:00"],
    "time": ["25:00:00", "x", "10:00"],
    "year": ["20", "x", "20200", "-201"],
    "yearmonth": ["2020-13", "x", "2020"],
    "duration": ["x", "5", "P"],
    "array": ["x", "{}", "[1"],
    "object": ["x", "[]"],
    "geopoint": ["x", "200,1", "1", "1,2,3"],
    "geojson": ["x", "{}", '{"type":"Nope"}'],
}
# The cells of fields with a format of their own, right and wrong ones.
FORMATS: Final = {
    ("string", "email"): ["a@b.org", "a.b+c@d-e.co.uk", "nope", "a@b", "@b.org", "a b@c.org", "ä@b.org"],
    ("string", "uri"): [
        "http://x.org/z",
        "https://x.org:80/?q=1#f",
        "ftp://x.org",
        "mailto:a@b.org",
        "nope",
        "x.org/a",
    ],
    ("string", "uuid"): ["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "nope", "123"],
    ("string", "binary"): ["aGVsbG8=", "YQ==", "n", "aGVsbG8"],
    ("date", "%d/%m/%Y"): ["01/02/2020", "31/12/1999", "2020-01-01", "32/01/2020"],
    ("date", "any"): ["2020-01-01", "1 May 2020", "x"],
    ("datetime", "%d/%m/%Y %H:%M"): ["01/02/2020 10:00", "31/12/1999 23:59", "2020-01-01T10:00:00"],
    ("datetime", "any"): ["2020-01-01T10:00:00", "1 May 2020 10:00", "x"],
    ("time", "%H.%M"): ["10.30", "23.59", "24.00", "10:00:00"],
    ("time", "any"): ["10:00", "10am", "x"],
    ("geopoint", "array"): ["[1,2]", "[200,1]", "1,2", "[1]"],
    ("geopoint", "object"): ['{"lon":1,"lat":2}', '{"lon":1}', "[1,2]"],
    ("geojson", "topojson"): ['{"type":"Topology","objects":{},"arcs":[]}', "{}", "x"],
}
_UNHASHABLE: Final = ("array", "object", "geojson", "list")  # frictionless cannot have them in a key
_MISSING: Final = (["", "NA"], ["-"], [""], [{"value": ""}, {"value": "NA", "label": "not asked"}])


def write_package(number: int, folder: Path) -> Json:
    """Write the package of a number below a folder; its descriptor."""
    random = Random(number)
    resources: list[Json] = []
    for place in range(random.choice([1, 1, 2])):
        fields = [_field(random, f"f{n}") for n in range(random.randint(1, 5))]
        schema = {"fields": fields} | _keys(random, fields, resources)
        labels, rows = _rows(random, fields)
        store = random.choices(list(STORES), list(STORES.values()))[0]
        resource = store(random, f"t{place}", labels, rows, folder)
        resources.append({"name": f"t{place}", "type": "table"} | resource | {"schema": schema})
    descriptor: Json = {"name": "random", "resources": resources}
    if random.random() < 0.85:
        descriptor = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"} | descriptor
    else:  # version 1 has a profile in place of the type
        for resource in resources:
            del resource["type"]
            resource["profile"] = "tabular-data-resource"
        descriptor = {"profile": "tabular-data-package"} | descriptor
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return descriptor


# ---------------------------------------------------------------- schemas


def _field(random: Random, name: str) -> Json:
    kind = random.choice([*GOOD, "string", "integer", "integer"])
    field: Json = {"name": name, "type": kind}
    formats = [form for base, form in FORMATS if base == kind]
    if formats and random.random() < 0.25:
        field["format"] = random.choice(formats)
    elif constraints := _constraints(random, kind):
        field["constraints"] = constraints
    if kind in ("integer", "number") and random.random() < 0.1:
        field["bareNumber"] = False
    if kind == "number" and random.random() < 0.1:
        field["groupChar"] = ","
    if kind == "boolean" and random.random() < 0.2:
        field |= {"trueValues": ["yes", "true"], "falseValues": ["no", "false", "0"]}
    if kind == "list" and random.random() < 0.5:
        field["itemType"] = random.choice(["integer", "string", "date"])
    if random.random() < 0.08:
        field["missingValues"] = random.choice(_MISSING)
    return field


def _constraints(random: Random, kind: str) -> Json:
    rules: Json = {}
    if random.random() < 0.25:
        rules["required"] = True
    if random.random() < 0.2 and kind not in (*_UNHASHABLE, "geopoint", "duration"):
        rules["unique"] = True
    if kind in ("string", "array", "object") and random.random() < 0.3:
        rules["minLength"] = random.choice([1, 2, 3])
    if kind in ("string", "array", "object") and random.random() < 0.3:
        rules["maxLength"] = random.choice([1, 3, 5])
    if kind == "string" and random.random() < 0.3:
        rules["pattern"] = random.choice(["[a-z]+", "a|b", ".*", "[a-z]{1,3}", "\\d+", "[^x]*", "(?=a).*", "(.)\\1*"])
    bounds: dict[str, list[Any]] = {
        "integer": [0, 1, "2", 3, 45, 100],
        "number": [0, 1.5, 0.1, "100"],
        "date": ["2020-01-01", "2020-06-01"],
        "datetime": ["2020-01-01T10:00:00"],
        "time": ["10:00:00"],
        "year": ["2000", 2000],
    }
    if kind in bounds:
        for rule in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
            if random.random() < (0.04 if kind in ("datetime", "time") else 0.15):
                rules[rule] = random.choice(bounds[kind])
    if kind in ("string", "integer", "date", "boolean", "number", "year") and random.random() < 0.25:
        rules["enum"] = random.sample(GOOD[kind][:5], min(3, len(GOOD[kind])))
    return rules


def _keys(random: Random, fields: list[Json], before: list[Json]) -> Json:
    keys: Json = {}
    names = [field["name"] for field in fields if field["type"] not in _UNHASHABLE]
    types = {field["name"]: field["type"] for field in fields}
    if random.random() < 0.3 and names:
        keys["primaryKey"] = random.sample(names, min(len(names), random.choice([1, 2])))
    if random.random() < 0.3:
        keys["missingValues"] = random.choice(_MISSING)
    if random.random() < 0.15:
        keys["fieldsMatch"] = random.choice(["exact", "equal", "subset", "superset", "partial"])
    target, known = "", types
    if before and random.random() < 0.6:
        target = before[0]["name"]
        known = {field["name"]: field["type"] for field in before[0]["schema"]["fields"]}
    elif random.random() > 0.2:
        return keys
    wanted = random.sample(names, min(len(names), random.choice([1, 1, 2])))
    pairs = [(name, [each for each in known if known[each] == types[name]]) for name in wanted]
    if wanted and all(found for _, found in pairs):
        reference = {"resource": target, "fields": [random.choice(found) for _, found in pairs]}
        if len(set(reference["fields"])) == len(wanted):
            keys["foreignKeys"] = [{"fields": wanted, "reference": reference}]
    return keys


# ---------------------------------------------------------------- rows


def _rows(random: Random, fields: list[Json]) -> tuple[list[str], list[list[str]]]:
    rows = [[_cell(random, field) for field in fields] for _ in range(random.randint(0, 8))]
    for row in rows:
        match random.choices(["right", "long", "short", "blank"], [92, 3, 3, 2])[0]:
            case "long":
                row.append("extra")
            case "short":
                row.pop()
            case "blank":
                row[:] = [""] * len(row)
    labels = [field["name"] for field in fields]
    match random.choices(["right", "other", "more", "fewer", "empty", "twice"], [82, 6, 4, 4, 2, 2])[0]:
        case "other":
            labels[random.randrange(len(labels))] = "other"
        case "more":
            labels.append("more")
            rows = [[*row, "m"] for row in rows]
        case "fewer" if len(labels) > 1:
            labels.pop()
            rows = [row[:-1] for row in rows]
        case "empty":
            labels[0] = ""
        case "twice" if len(labels) > 1:
            labels[1] = labels[0]
    return labels, rows


def _cell(random: Random, field: Json) -> str:
    kind, chance = field["type"], random.random()
    if chance < 0.1:
        return ""
    if chance < 0.14:
        return random.choice(["NA", "-", "null"])
    if "format" in field:
        return random.choice(FORMATS[kind, field["format"]])
    if chance < 0.22 and kind in BAD:
        return random.choice(BAD[kind])
    if "trueValues" in field and random.random() < 0.5:
        return random.choice(["yes", "no"])
    return random.choice(GOOD[kind])


# ---------------------------------------------------------------- files


def _write_text(random: Random, rows: list[list[str]], **options: Any) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, **{"lineterminator": random.choice(["\n", "\r\n"])} | options).writerows(rows)
    return text.getvalue()


def _store_csv(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    data = _write_text(random, [labels, *rows]).encode()
    (folder / f"{name}.csv").write_bytes(data)
    resource: Json = {"path": f"{name}.csv", "dialect": {"delimiter": ","}}
    digest = hashlib.sha256(data if random.random() < 0.8 else b"other").hexdigest()
    if random.random() < 0.15:
        resource["hash"] = random.choice(["sha256:" + digest, hashlib.md5(data).hexdigest()])
    if random.random() < 0.1:
        resource["bytes"] = len(data) + random.choice([0, 0, 1])
    return resource


def _store_dialect(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    """A dialect of its own: what is written is what the descriptor says."""
    delimiter = random.choice([",", ";", "|", "\t"])
    dialect: Json = {"delimiter": delimiter}
    options: Json = {"delimiter": delimiter}
    table = [labels, *rows]
    match random.choice(["plain", "quote", "escape", "space", "no header", "rows", "comment", "comment rows", "blank"]):
        case "quote":
            dialect["quoteChar"] = options["quotechar"] = "'"
        case "escape":
            dialect |= {"escapeChar": "\\", "doubleQuote": False}
            options |= {"escapechar": "\\", "doublequote": False}
        case "space":
            dialect["skipInitialSpace"] = True
            table = [[cell if "\n" in cell else f" {cell}" for cell in row] for row in table]
        case "no header":
            dialect["header"] = False
            table = rows
        case "rows":
            dialect |= {"headerRows": [1, 2], "headerJoin": ""}
            table = [[""] * len(labels), *table]
        case "comment":
            dialect["commentChar"] = "#"
            table = [labels, ["#a comment"], *rows, ["#", "b"]]
        case "comment rows":
            dialect["commentRows"] = [2]
            table = [labels, ["x"], *rows]
        case "blank":
            dialect["skipBlankRows"] = True
    (folder / f"{name}.csv").write_text(_write_text(random, table, **options), encoding="utf-8", newline="")
    return {"path": f"{name}.csv", "dialect": dialect}


def _store_encoded(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    encoding = random.choice(["utf-8-sig", "latin-1", "utf-16", "cp1252"])
    (folder / f"{name}.csv").write_bytes(_write_text(random, [labels, *rows]).encode(encoding))
    return {"path": f"{name}.csv", "encoding": encoding, "dialect": {"delimiter": ","}}


def _store_packed(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    data = _write_text(random, [labels, *rows]).encode()
    if random.random() < 0.5:
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(data, mtime=0))
        return {"path": f"{name}.csv.gz", "dialect": {"delimiter": ","}}
    with zipfile.ZipFile(folder / f"{name}.csv.zip", "w") as archive:
        archive.writestr(f"{name}.csv", data)
    return {"path": f"{name}.csv.zip", "dialect": {"delimiter": ","}}


def _store_parts(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    half = len(rows) // 2
    paths = [f"{name}-1.csv", f"{name}-2.csv"]
    for path, part in zip(paths, (rows[:half], rows[half:]), strict=True):
        (folder / path).write_text(_write_text(random, [labels, *part]), encoding="utf-8", newline="")
    return {"path": paths, "dialect": {"delimiter": ","}}


def _store_tsv(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    text = _write_text(random, [labels, *rows], delimiter="\t")
    (folder / f"{name}.tsv").write_text(text, encoding="utf-8", newline="")
    return {"path": f"{name}.tsv"}


def _as_json(random: Random, labels: list[str], rows: list[list[str]]) -> list[Any]:
    """The table as JSON: some cells are values of their own, as JSON has them."""

    def read(cell: str) -> Any:
        try:
            value = json.loads(cell) if random.random() < 0.5 else cell
        except ValueError:
            return cell or random.choice(["", None])
        return cell if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) > 1e15 else value

    table = [[read(cell) for cell in row] for row in rows]
    if random.random() < 0.5 and table and len(set(labels)) == len(labels):
        return [dict(zip(labels, row, strict=False)) for row in table]
    return [labels, *table]


def _store_json(random: Random, name: str, labels: list[str], rows: list[list[str]], folder: Path) -> Json:
    (folder / f"{name}.json").write_text(json.dumps(_as_json(random, labels, rows)), encoding="utf-8")
    return {"path": f"{name}.json"}


def _store_inline(random: Random, _: str, labels: list[str], rows: list[list[str]], __: Path) -> Json:
    return {"data": _as_json(random, labels, rows)}


# How a table is stored, with how often.
STORES: Final[dict[Callable[..., Json], int]] = {
    _store_csv: 50,
    _store_dialect: 18,
    _store_encoded: 6,
    _store_packed: 6,
    _store_parts: 5,
    _store_tsv: 5,
    _store_json: 5,
    _store_inline: 5,
}

"""Write the generated pages of docs/: the tables from schemas/, the commands from their own help, the ends of two from lexicons.

python tools/make_docs.py          rewrites docs/tables.md, docs/commands.md, the ends of docs/systems.md and docs/comparison.md
python tools/make_docs.py --check  exits with 1 if they are not current (a test calls it)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TABLES = ("articles", "quotes", "events", "systems", "mentions", "texts")
COMMANDS = ("build", "validate", "check", "diff", "inspect", "evaluate")
GENERATED = "<!-- The rest is written by `make docs`; edit lexicons/{name}.tsv instead. -->"
NOTE = "<!-- Written by `make docs`; edit {source} instead. -->"


def tables_page() -> str:
    """Describe each table and column as its schema does."""
    parts = [NOTE.format(source="schemas/*.json"), "# Tables"]
    for name in TABLES:
        schema = json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        parts += [f"## {name}", schema["description"], _keys(schema), _columns(schema["fields"])]
    return "\n\n".join(parts) + "\n"


def commands_page() -> str:
    """Show the help of each command as it prints it."""
    parts = [NOTE.format(source="toolkit/wirepack/cli"), "# Commands"]
    for command in COMMANDS:
        environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
        run = [sys.executable, "-m", "wirepack", command, "--help"]
        done = subprocess.run(run, capture_output=True, text=True, check=True, env=environment)
        shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        parts += [f"## wirepack {command}", f"```text\n{shown}\n```"]
    return "\n\n".join(parts) + "\n"


def systems_page() -> str:
    """Put the classes of systems behind what is written by hand."""
    return _with_lexicon("docs/systems.md", "system_classes", {"class": "class", "definition": "what belongs to it"})


def comparison_page() -> str:
    """Put the kinds of changes behind what is written by hand."""
    headings = {"kind": "change", "verdict": "verdict", "reason": "because"}
    return _with_lexicon("docs/comparison.md", "change_kinds", headings)


def _with_lexicon(page: str, name: str, headings: dict[str, str]) -> str:
    """Put columns of a lexicon as a table behind what is written by hand."""
    written, mark, _ = (ROOT / page).read_text(encoding="utf-8").partition(GENERATED.format(name=name))
    text = (ROOT / "toolkit/wirepack/lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    places = [lines[0].index(column) for column in headings]
    rows = [headings.values(), ["---"] * len(headings), *([cells[place] for place in places] for cells in lines[1:])]
    table = [f"| {' | '.join(cells)} |" if "---" not in cells else f"|{'|'.join(cells)}|" for cells in map(list, rows)]
    return f"{written}{mark}\n\n" + "\n".join(table) + "\n"


def _keys(schema: dict[str, Any]) -> str:
    lines = [f"Primary key: {_names(schema['primaryKey'])}."]
    for key in schema.get("foreignKeys", []):
        table = key["reference"].get("resource") or "this table"
        lines.append(f"{_names(key['fields'])} → {table} {_names(key['reference']['fields'])}.")
    return " ".join(lines)


def _names(fields: str | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in ([fields] if isinstance(fields, str) else fields))


def _columns(fields: list[dict[str, Any]]) -> str:
    rows = ["| column | type | meaning | example |", "|---|---|---|---|"]
    for field in fields:
        example = json.dumps(field.get("example"), ensure_ascii=False) if field.get("example") is not None else ""
        required = ", required" if field.get("constraints", {}).get("required") else ""
        cells = (
            f"`{field['name']}`",
            field["type"] + required,
            field["description"],
            f"`{example}`" if example else "",
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def main() -> int:
    """Write the pages, or tell which are not current."""
    pages = {
        "docs/tables.md": tables_page(),
        "docs/commands.md": commands_page(),
        "docs/systems.md": systems_page(),
        "docs/comparison.md": comparison_page(),
    }
    stale = [name for name, page in pages.items() if _read(ROOT / name) != page]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"{name} is not current; run `make docs`", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(pages[name], encoding="utf-8", newline="\n")
        print(f"wrote {name}")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())

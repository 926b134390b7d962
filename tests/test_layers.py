"""Imports point one way: cli -> pipeline -> steps -> knowledge. Read from the syntax trees, not from running code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "toolkit" / "wirepack"
STEPS = {"read", "segment", "extract", "link", "tabulate", "validate", "publish"}
TOP = {"cli", "__main__", "__init__", "pipeline", "evaluation", "inspection", "engine", "sift", "release"}
HEAVY = {
    *("polars", "pandera", "pyarrow", "frictionless", "rich", "typer", "chardet"),
    *("trafilatura", "lxml", "fastwarc", "brotli", "yaml"),
}
MODULES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    """The part of the package that a file belongs to: `extract/quotes/marks.py` -> `extract`."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path, *, nested: bool) -> set[str]:
    """The modules a file imports: everywhere, or only where they are loaded with it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree)) if nested else _at_import(tree)
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _at_import(tree: ast.Module) -> list[ast.stmt]:
    """Statements of the module's top level, those under `if TYPE_CHECKING` left out."""
    return [node for node in tree.body if not isinstance(node, ast.If)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_steps_know_only_themselves_and_knowledge(path: Path) -> None:
    """A step imports no other step, knowledge imports no step, and nobody but the commands imports the pipeline."""
    own = part(path)
    if own in TOP:
        return
    others = {name.split(".")[1] for name in imports(path, nested=True) if name.startswith("wirepack.")}
    assert not others & (TOP - {"engine"}), f"{path.name} imports what stands above it"
    forbidden = STEPS - {own} if own in STEPS else STEPS
    allowed = {"publish": {"validate"}}.get(own, set())  # a package is validated before it is swapped in
    assert not (others & forbidden) - allowed, f"{path.name} imports another step"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_heavy_libraries_stay_out_of_the_first_steps(path: Path) -> None:
    """Reading, segmenting, extracting and linking need the standard library alone, and so does `--help`."""
    if part(path) in STEPS - {"tabulate", "validate", "publish"}:
        assert not {name.split(".")[0] for name in imports(path, nested=False)} & HEAVY


def test_models_import_nothing_of_ours() -> None:
    """Records are the bottom of the package."""
    for name in ("models", "errors"):
        assert not [module for module in imports(ROOT / f"{name}.py", nested=True) if module.startswith("wirepack")]


def test_no_module_holds_more_than_one_idea() -> None:
    """A module beyond 350 lines is due to be split."""
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > 350} == {}

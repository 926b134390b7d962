"""What the hook and the action of the repository are tried with: their YAML, a small package, and bash."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[1]
GOOD: Final = "id,name\n1,a\n2,b\n"
BAD: Final = "id,name\n1,a\nx,b\n"


def read_yaml(name: str) -> Any:
    """Read a file of YAML of the repository."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def make_package(folder: Path, table: str = GOOD) -> Path:
    """Make a package of one table of two fields."""
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}], "primaryKey": ["id"]}
    resource = {"name": "people", "type": "table", "path": "data/people.csv", "schema": schema}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "people.csv").write_text(table)
    (folder / "datapackage.json").write_text(json.dumps({"$schema": profile, "name": "p", "resources": [resource]}))
    return folder


def run_action(
    action: Path, workspace: Path, temporary: Path, *, skip: tuple[str, ...] = (), **inputs: str
) -> tuple[int, dict[str, str], str, str]:
    """Run the steps of the action that are commands, as a runner does: in bash, with its files and variables.

    Gives the exit code, the outputs, the summary in Markdown, and what was printed.
    """
    described = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
    given = {name: inputs.get(name.replace("-", "_"), each["default"]) for name, each in described["inputs"].items()}
    output, summary = temporary / "output", temporary / "summary.md"
    output.write_text("")
    summary.write_text("")
    runner = {
        "GITHUB_ACTION_PATH": str(action),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(temporary),
    }
    printed = ""
    for step in described["runs"]["steps"]:
        if "run" not in step or step["name"] in skip:
            continue
        script = temporary / "step.sh"
        script.write_text(step["run"])
        own = {name: _fill(value, given) for name, value in step.get("env", {}).items()}
        shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        done = subprocess.run(
            shell, cwd=workspace, env={**os.environ, **runner, **own}, capture_output=True, text=True, check=False
        )
        printed += done.stdout + done.stderr
        if done.returncode:
            break
    outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return done.returncode, outputs, summary.read_text(), printed


def _fill(value: str, inputs: dict[str, str]) -> str:
    """Fill in the inputs, the one kind of expression that the action's variables have."""
    for name, given in inputs.items():
        value = value.replace(f"${{{{ inputs.{name} }}}}", given)
    assert "${{" not in value, value
    return value

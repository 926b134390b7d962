"""The command `wirepack` as the tests run it: in this process, or in one of its own where that is what is tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from wirepack.cli import app

_SETTINGS: Final = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")  # of the terminal that the tests are run in


def run(
    *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, with pipes for its output and no colour settings but those given.

    It spares a second of imports a time. An exception that nothing turned into a message fails the test that called.
    """
    command = [*map(str, arguments)]
    out = TextIOWrapper(BytesIO(), encoding="utf-8", newline="", write_through=True)
    err = TextIOWrapper(BytesIO(), encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    with (
        patch.dict(os.environ, _clean() | (env or {}), clear=True),
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            app(command, prog_name="wirepack")
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    told, complaints = (stream.buffer.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(command, code, told, complaints)


def run_apart(
    *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the same in a process of its own, as users do: imports, start and end of Python, real pipes."""
    command = [sys.executable, "-m", "wirepack", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=_clean() | (env or {}), capture_output=True, text=True, encoding="utf-8", check=False
    )


def run_json(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """Run a command with --json: the whole of stdout must be one object."""
    done = run(*arguments, "--json")
    value = json.loads(done.stdout)
    assert isinstance(value, dict)
    return done.returncode, value


def _clean() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in _SETTINGS}

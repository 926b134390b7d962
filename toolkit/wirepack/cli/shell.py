"""What all commands share: exit codes, consoles, JSON on stdout, and errors told in one line."""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, ParamSpec

import typer

from wirepack.errors import PublishError, UsageError, WirepackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import Console

DONE = 0
PROBLEMS = 1
WRONG_USE = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
BROKEN_PIPE = 141  # 128 + SIGPIPE: the reader of our output has gone, as `head` does
_MAX_DIGITS = 4  # of a number of processes
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # 2024-05-15; `date.fromisoformat` takes more, like 2024-W20-3

_Options = ParamSpec("_Options")


def handled(command: Callable[_Options, int]) -> Callable[_Options, None]:
    """Turn a command that returns its exit code into one that exits with it, and known errors into one clear line.

    A command with `--json` prints the error as a JSON object as well: its stdout is always one.
    """

    @wraps(command)
    def run(*args: _Options.args, **kwargs: _Options.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
            sys.stdout.flush()
        except WirepackError as error:
            if kwargs.get("json"):
                print_json({"error": str(error)})
            code = _tell(f"error: {error}", PROBLEMS if isinstance(error, PublishError) else WRONG_USE)
        except PermissionError as error:  # of a folder: what stands in it cannot even be looked for
            message = f"{error.filename}: {error.strerror}; check the permissions of the folders above it"
            if kwargs.get("json"):
                print_json({"error": message})
            code = _tell(f"error: {message}", WRONG_USE)
        except KeyboardInterrupt:
            kept = ": nothing was published, an older package is as it was" if command.__name__ == "build" else ""
            code = _tell(f"interrupted{kept}", INTERRUPTED)
        except BrokenPipeError:
            # What is still buffered must not be written at exit, where it would raise once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = BROKEN_PIPE
        raise typer.Exit(code)

    return run


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object to stdout; dates are ISO, text stays readable."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def append_text(path: Path, text: str) -> None:
    """Add text to the end of a file, which is made if it is missing."""
    try:
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); give a file in a folder that exists") from None


def make_console(*, stderr: bool = False) -> Console:
    """Make a console that interprets no markup, guesses at no highlights and leaves a broken pipe to `handled`."""
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast

    class PlainConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    # NO_COLOR speaks of colour alone, but who sets it wants no escape codes: bold and dim go with it.
    system: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    return PlainConsole(stderr=stderr, markup=False, highlight=False, emoji=False, color_system=system)


def parse_day(text: str | None) -> date | None:
    """Read the value of `--reference-date`.

    >>> parse_day("2024-05-15")
    datetime.date(2024, 5, 15)
    """
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(f"--reference-date {text}: is no day; write it as YYYY-MM-DD, like 2024-05-15")
    return day


def parse_workers(text: str | None) -> int | None:
    """Read the value of `--workers`, a whole number from 1.

    >>> parse_workers("2")
    2
    """
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS and int(text)):
        raise UsageError(f"--workers {text}: is no number of processes; write a whole number from 1")
    return int(text)


def count(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> count(1, "error"), count(2000, "error")
    ('1 error', '2,000 errors')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def is_plain(console: Console) -> bool:
    """Whether colour is out: output goes to a file or pipe, or NO_COLOR is set."""
    return console.color_system is None


def one_line(text: str) -> str:
    r"""Make a string safe to print in one line: control characters, also those of file names, are escaped.

    >>> one_line("two\nlines \x1b[31m")
    'two\\nlines \\x1b[31m'
    """
    return "".join(char if char.isprintable() or char == "\xa0" else repr(char)[1:-1] for char in text)


def _tell(message: str, code: int) -> int:
    sys.stdout.flush()
    sys.stderr.write("".join(f"{one_line(line)}\n" for line in message.split("\n")))
    return code

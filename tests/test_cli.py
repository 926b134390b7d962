"""The command line as its users meet it: exit codes, what goes to stdout and stderr, JSON, plain text in a pipe."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import run, run_apart, run_json

from wirepack import engine
from wirepack.models import BuildReport

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SEED = "002_54ab00ffa025e8ef.txt"
ANSI = re.compile(r"\x1b\[")
COMMANDS = ("build", "validate", "check", "diff", "inspect", "evaluate")
HEAVY = ("polars", "pandera", "pyarrow", "frictionless", "rich", "chardet")

# Square brackets that look like rich's markup and like our own highlights, and a sequence that clears a screen
ODD = """Ministry [bold]denies[/bold] the report

The minister said that [q1: nothing] of the kind had happened [/] in Geneva. \x1b[2J\x1b[31mRed.

"We have no S-300 there," he said.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a package, and nothing but a folder of seeds to begin with."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / SEED, folder / "seeds")
    done = run_apart("build", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A fresh copy of it."""
    return Path(shutil.copytree(built, tmp_path / "project"))


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.txt"
    path.write_text(ODD, encoding="utf-8")
    return path


# ---------------------------------------------------------------- the command as a whole


def test_without_arguments_it_prints_help() -> None:
    done = run_apart()
    assert all(command in done.stdout + done.stderr for command in COMMANDS)
    assert "Traceback" not in done.stderr


def test_help_of_each_command_tells_its_exit_codes() -> None:
    for command in COMMANDS:
        done = run(command, "--help")
        assert done.returncode == 0
        assert "Exit codes: 0" in done.stdout
        assert "--json" in done.stdout


def test_version_is_the_installed_one() -> None:
    done = run_apart("--version")
    assert (done.returncode, done.stdout) == (0, f"wirepack {version('wirepack')}\n")


def test_console_script_is_the_same_command() -> None:
    script = Path(sys.executable).with_name("wirepack")
    done = subprocess.run([script, "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, run_apart("--help").stdout)


def test_help_imports_nothing_heavy() -> None:
    """`--help` answers at once because it loads no library but typer."""
    script = (
        "import sys\nfrom wirepack.cli import main\nsys.argv = ['wirepack', '--help']\ntry:\n    main()\nfinally:\n"
    )
    script += f"    print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("loaded: []\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--workers", "0"],
        ["build", "--workers", "many"],
        ["build", "--reference-date", "yesterday"],
        ["build", "nowhere"],
        ["validate", "nowhere"],
        ["inspect"],
        ["inspect", "nowhere.txt"],
        ["inspect", "."],
        ["evaluate"],
        ["evaluate", "nowhere"],
        ["evaluate", "--raise", str(ROOT / "tests" / "gold")],
    ],
)
def test_wrong_use_is_told_in_a_line(tmp_path: Path, arguments: list[str]) -> None:
    """Exit code 2, nothing on stdout, the error on stderr."""
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "error: " in done.stderr.lower()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "nowhere"], "no such folder"),
        (["build", "--reference-date", "2021-13-01"], "--reference-date 2021-13-01: is no day"),
        (["build", "--reference-date", "2024-W20-3"], "--reference-date 2024-W20-3: is no day"),
        (["build", "--workers", "many"], "--workers many: is no number of processes"),
        (["build", "--workers", "0"], "--workers 0: is no number of processes"),
        (["validate", "nowhere"], "no such file"),
        (["inspect", "nowhere.txt"], "no such file"),
        (["inspect", "nowhere.txt", "--reference-date", "soon"], "no such file|is no day"),
        (["evaluate", "nowhere"], "nowhere"),
    ],
)
def test_errors_are_json_too(tmp_path: Path, arguments: list[str], words: str) -> None:
    """With --json stdout is one object whatever happens; the line for people is on stderr all the same."""
    done = run(*arguments, "--json", cwd=tmp_path)
    assert done.returncode == 2
    value = json.loads(done.stdout)
    assert list(value) == ["error"]
    assert re.search(words, value["error"])
    assert done.stderr == f"error: {value['error']}\n"


def test_error_of_a_process(tmp_path: Path) -> None:
    """What its caller gets of a command that is run in the shell; it is what `run` gives in this process."""
    done, here = (way("validate", "nowhere", "--json", cwd=tmp_path) for way in (run_apart, run))
    told = json.loads(done.stdout)["error"]
    assert (done.returncode, done.stderr) == (2, f"error: {told}\n")
    assert (here.returncode, here.stdout, here.stderr) == (done.returncode, done.stdout, done.stderr)


def test_interruption_while_the_command_is_loaded_is_no_traceback(tmp_path: Path) -> None:
    """Ctrl-C before there is anything to say: exit code 130, and nothing printed."""
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = run_apart("build", tmp_path, env={"PYTHONPATH": path})
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_interruption_says_that_nothing_was_published(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a build: exit code 130 and one line."""
    script = "import sys, wirepack.pipeline as pipeline\nfrom wirepack.cli import main\n"
    script += (
        "def build(*_, **__): raise KeyboardInterrupt\npipeline.build = build\nsys.argv = ['wirepack', 'build']\nmain()"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == "interrupted: nothing was published, an older package is as it was\n"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="it looks for the workers in /proc")
@pytest.mark.parametrize(
    ("processes", "seconds"),  # the tracker and two workers; while they start, import and work
    [(1, 0.005), (2, 0.005), (3, 0.1), (3, 0.4), (3, 1.2)],
)
def test_interruption_of_workers_is_one_line(tmp_path: Path, processes: int, seconds: float) -> None:
    """Ctrl-C at a terminal reaches all processes of a build, and none prints a traceback."""
    (tmp_path / "seeds").mkdir()
    for number in range(400):
        (tmp_path / "seeds" / f"{number}.txt").write_text(f"Rockets hit Odesa {number} times, officials said.\n" * 150)
    command = [sys.executable, "-m", "wirepack", "build", "--workers", "2", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and len(children.read_text().split()) < processes:
            time.sleep(0.001)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate()[1]
    assert (process.returncode, told) == (130, "interrupted: nothing was published, an older package is as it was\n")
    assert not (tmp_path / "dist").exists()


def test_workers_leave_the_handling_of_ctrl_c_as_it_was() -> None:
    """It is heard when the items that were begun are handed over, and then what handled it before does again."""
    before = signal.getsignal(signal.SIGINT)
    taken: list[int] = []

    def interrupted() -> Iterator[int]:
        for number in range(500):
            if number == 120:
                signal.raise_signal(signal.SIGINT)
            taken.append(number)
            yield number

    assert list(engine.run(abs, range(-300, 0), workers=2)) == list(range(300, 0, -1))
    with pytest.raises(KeyboardInterrupt):
        list(engine.run(abs, interrupted(), workers=2))
    assert len(taken) < 200
    results = engine.run(abs, range(20), workers=2)
    assert [next(results) for _ in range(20)][-1] == 19
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):  # also when all is done
        next(results)
    assert signal.getsignal(signal.SIGINT) is before


def test_permission_that_is_missing_is_one_line(tmp_path: Path) -> None:
    """Of a folder above, where a file cannot even be looked for; root may look everywhere, so it is made up."""
    script = "import sys, wirepack.pipeline as pipeline\nfrom wirepack.cli import main\n"
    script += "def build(*_, **__): raise PermissionError(13, 'Permission denied', 'shut/a.txt')\n"
    script += "pipeline.build = build\nsys.argv = ['wirepack', 'build', '--json']\nmain()"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: shut/a.txt: Permission denied; ")
    assert list(json.loads(done.stdout)) == ["error"]


def test_reader_that_goes_away_is_no_error() -> None:
    """`wirepack inspect … | head -1` ends quietly."""
    for options in ([], ["--json"]):
        command = [sys.executable, "-m", "wirepack", "inspect", str(ROOT / "seeds" / SEED), *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141


# ---------------------------------------------------------------- build


def test_build_prints_rows_and_sizes(project: Path) -> None:
    done = run_apart("build", project)
    assert done.returncode == 0
    rows = dict(line.split()[:2] for line in done.stdout.splitlines()[1:])
    assert list(rows) == ["articles", "quotes", "events", "systems", "mentions"]
    assert rows["articles"] == "1"
    assert not ANSI.search(done.stdout + done.stderr)


def test_build_is_quiet_when_asked(project: Path) -> None:
    done = run("build", project, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_build_in_the_current_folder(project: Path) -> None:
    assert run("build", cwd=project).returncode == 0


def test_build_as_json(project: Path) -> None:
    """Rows and files of every table, with the sizes they have on disk."""
    code, report = run_json("build", project)
    assert (code, report["published"], report["problems"]) == (0, True, [])
    for table in report["tables"].values():
        assert [Path(file["path"]).suffix for file in table["files"]] == [".csv", ".parquet"]
        assert all((project / file["path"]).stat().st_size == file["bytes"] for file in table["files"])


def test_build_that_does_not_publish(project: Path) -> None:
    """Exit code 1; the problem names its file and what to do, on stderr and in the JSON."""
    (project / "seeds" / "empty\n.txt").write_bytes(b"")
    done = run("build", project)
    assert (done.returncode, done.stdout) == (1, "")
    assert "empty\\n.txt: holds no text; fill it or remove it [empty-file]" in done.stderr
    assert "nothing was published; mend what is listed above and build again, or publish without these" in done.stderr
    assert run("build", project, "--skip-bad").returncode == 0
    (project / "seeds" / SEED).unlink()
    assert "without these" not in run("build", project, "--skip-bad").stderr
    code, report = run_json("build", project)
    assert (code, report["published"]) == (1, False)
    assert [problem["code"] for problem in report["problems"]] == ["empty-file"]


def test_build_that_cannot_write_says_so_as_json(project: Path) -> None:
    """Exit code 1: nothing was published."""
    shutil.rmtree(project / "dist")
    (project / "dist").write_text("")
    code, value = run_json("build", project)
    assert (code, list(value)) == (1, ["error"])
    assert "is no folder" in value["error"]


def test_broken_descriptor_is_wrong_use(project: Path) -> None:
    """For every command that reads it."""
    (project / "datapackage.json").write_text("{")
    for command in ("build", "validate"):
        code, value = run_json(command, project)
        assert code == 2
        assert "line 1, column 2" in value["error"]


def test_folder_too_deep_is_told_from_the_right_one(project: Path, tmp_path: Path) -> None:
    """Who gives seeds/ or dist/ reads which folder to give."""
    assert f"give the project folder, its parent: {project}\n" in run("build", project / "seeds").stderr
    assert "its parent: ..\n" in run("build", cwd=project / "seeds").stderr
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "a.txt").write_text("Text.")
    assert "holds articles, but no seeds/; move them" in run("build", tmp_path / "loose").stderr
    assert f"give the folder above, which holds the package: {project}\n" in run("validate", project / "dist").stderr
    assert run("validate", "dist", cwd=project).returncode == 2


def test_build_that_skips_what_is_bad(project: Path) -> None:
    (project / "seeds" / "empty.txt").write_bytes(b"")
    done = run("build", project, "--skip-bad")
    assert done.returncode == 0
    assert "warning: " in done.stderr
    assert "empty.txt" in done.stderr


def test_an_article_in_another_language_is_told(project: Path) -> None:
    """Who finds no quotes of an article in Spanish learns why, from the build and from the inspection."""
    seed = project / "seeds" / "es.txt"
    words = "El ejército dijo que se había retirado de la ciudad. “No vamos a volver”, dijo el gobernador a la prensa."
    seed.write_text(f"El ejército se retira\n\n{words}\n", encoding="utf-8")
    done = run("build", project)
    assert done.returncode == 0
    assert (
        "warning: es.txt: is in es; it has its row in articles, but quotes and events are read in English"
        in done.stderr
    )
    assert (
        run("inspect", seed, "--table", "quotes").stdout.splitlines()[1]
        == "  read in English alone; this article is in es"
    )
    assert "in English alone" not in run("inspect", project / "seeds" / SEED, "--table", "quotes").stdout


def test_reference_date_resolves_yesterday(project: Path) -> None:
    """The same seeds give other dates, and only by the option."""
    (project / "seeds" / "a.txt").write_text(
        "Raid on the port\n\nThe air force bombed the port on Monday, the army said."
    )
    open_dates, dates = (
        {row["date_start"] for row in run_table(project, *options)}
        for options in ((), ("--reference-date", "2024-05-15"))
    )
    assert "2024-05-13" in dates - open_dates


def run_table(project: Path, *options: str) -> list[dict[str, str]]:
    import csv

    assert run("build", project, *options).returncode == 0
    with (project / "dist" / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---------------------------------------------------------------- validate


def test_valid_package(project: Path) -> None:
    done = run_apart("validate", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r".*: valid; 5 tables, \d+ rows in [\d.]+ s \([\d,]+ rows/s\)\n", done.stdout)
    code, report = run_json("validate", project / "datapackage.json")
    assert (code, report["valid"], report["errors"]) == (0, True, [])


def test_seeds_without_a_package_are_told_from_a_folder_without_anything(tmp_path: Path) -> None:
    """Who validates before the first build learns that there is nothing yet."""
    assert "give a data package or its folder" in run("validate", tmp_path).stderr
    (tmp_path / "seeds").mkdir()
    done = run("validate", tmp_path)
    assert (done.returncode, "so `wirepack build` makes a package there" in done.stderr) == (2, True)


def test_seed_that_was_changed_after_the_build(project: Path) -> None:
    """The report names it once, and what to do."""
    with (project / "seeds" / SEED).open("a") as file:
        file.write("One more line.\n")
    done = run("validate", project)
    assert done.returncode == 1
    assert f"resource: seeds/{SEED}: is not the file that the package was built from; build again" in done.stdout
    assert "not valid: 1 error\n" in run("check", project).stdout


def test_package_with_a_changed_cell(project: Path) -> None:
    """Exit code 1, and each problem names file, row and field."""
    path = project / "dist" / "articles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",en,", ",english?,", 1), encoding="utf-8")
    done = run("validate", project)
    assert done.returncode == 1
    assert "articles.csv" in done.stdout
    code, report = run_json("validate", project)
    assert (code, report["valid"]) == (1, False)
    errors = [error for task in report["tasks"] for error in task["errors"]]
    assert {"hash-count", "byte-count", "constraint-error"} <= {error["type"] for error in errors}
    (wrong,) = [error for error in errors if error["type"] == "constraint-error"]
    assert (wrong["fieldName"], wrong["cell"]) == ("language", "english?")
    assert all(error["message"] for error in errors)


# ---------------------------------------------------------------- inspect


def test_inspected_text_stands_in_brackets(built: Path) -> None:
    """In a pipe each span has its row's label, each table its rows, and no line is wider than the terminal."""
    done = run_apart("inspect", built / "seeds" / SEED)
    assert done.returncode == 0
    assert not ANSI.search(done.stdout)
    assert re.search(r"\[q\d+: ", done.stdout)
    assert re.search(r"\[cue q\d+( q\d+)*: said\]", done.stdout)
    for table in ("articles", "quotes", "events", "systems", "mentions"):
        assert re.search(rf"^{table} \(\d+\)$", done.stdout, re.MULTILINE)
    assert "in brackets: q quotation" in done.stdout
    assert all(len(line) <= 80 and line == line.rstrip() for line in done.stdout.split("\n"))


def test_inspect_colours_in_a_terminal_and_obeys_no_color(built: Path) -> None:
    """FORCE_COLOR makes rich take the pipe for a terminal; NO_COLOR wins and brings the brackets back."""
    path = built / "seeds" / SEED
    coloured = run_apart("inspect", path, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).stdout
    assert ANSI.search(coloured)
    assert "[q1: " not in coloured
    assert run("inspect", path, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout == run("inspect", path).stdout


def test_inspect_takes_the_article_literally(odd: Path) -> None:
    """Brackets are no markup, and an escape sequence in an article does not reach the terminal."""
    for environment in ({}, {"FORCE_COLOR": "1"}):
        shown = run("inspect", odd, env=environment).stdout
        assert "[bold]denies[/bold]" in shown
        assert "[/]" in shown
        assert "\x1b[2J" not in shown


def test_inspect_one_table(built: Path) -> None:
    """The text is left out: the rows alone are asked for."""
    shown = run("inspect", built / "seeds" / SEED, "--table", "events").stdout
    assert shown.startswith("events (")
    assert re.search(r"^events \(\d+\)$", shown, re.MULTILINE)
    assert not re.search(r"^quotes \(\d+\)$", shown, re.MULTILINE)
    assert "[" not in shown.partition("\n")[0]
    assert "cue" not in shown


def test_inspect_as_json(built: Path) -> None:
    """Zones and rows, with offsets that are those of the text."""
    path = built / "seeds" / SEED
    code, seen = run_json("inspect", path)
    text = path.read_bytes().decode()
    assert code == 0
    assert {"title", "body"} <= {zone["kind"] for zone in seen["zones"]}
    quotes = seen["tables"]["quotes"]
    assert quotes
    assert all(text[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    assert list(seen["tables"]) == ["articles", "quotes", "events", "systems", "mentions"]


def test_inspect_of_no_text(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    done = run("inspect", tmp_path / "binary.txt")
    assert done.returncode == 2
    assert "binary.txt" in done.stderr


# ---------------------------------------------------------------- evaluate


def test_evaluate_prints_a_table_of_figures() -> None:
    done = run_apart("evaluate", "tests/gold", cwd=ROOT)
    assert done.returncode == 0
    assert not ANSI.search(done.stdout)
    assert re.search(r"^direct +\d+ +\d+ +\d+ ", done.stdout, re.MULTILINE)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_evaluate_finds_the_articles_near_the_gold(tmp_path: Path) -> None:
    """From another folder, and for one file, the figures are the same as with --seeds."""
    gold = ROOT / "tests" / "gold" / "001_b8270d0f4451370c.json"
    code, found = run_json("evaluate", gold)
    assert (code, found) == run_json("evaluate", gold, "--seeds", ROOT / "seeds")
    assert found["articles"] == 1
    lonely = Path(shutil.copy(gold, tmp_path))
    assert "--seeds" in run("evaluate", lonely, cwd=tmp_path).stderr


def test_evaluate_refuses_another_text(tmp_path: Path) -> None:
    """Offsets into an edited article mean nothing."""
    gold = ROOT / "tests" / "gold" / "001_b8270d0f4451370c.json"
    (tmp_path / "001_b8270d0f4451370c.txt").write_text("Edited.")
    done = run("evaluate", gold, "--seeds", tmp_path)
    assert done.returncode == 2
    assert "sha256" in done.stderr


def test_evaluate_lists_errors() -> None:
    """Each slip has table, kind, place and context; the JSON has the same ones."""
    gold = ROOT / "tests" / "gold" / "001_b8270d0f4451370c.json"
    code, report = run_json("evaluate", gold, "--errors")
    assert code == 0
    shown = run("evaluate", gold, "--errors").stdout
    assert all(f"{slip['source']}:{slip['start']}-{slip['end']}" in shown for slip in report["errors"])
    assert all(len(slip["before"]) <= 60 for slip in report["errors"])


def test_floors_decide_the_exit_code(tmp_path: Path) -> None:
    gold = ROOT / "tests" / "gold" / "001_b8270d0f4451370c.json"
    floors = tmp_path / "floors.json"
    for floor, expected in ((0, 0), (100.1, 1)):
        floors.write_text(json.dumps({"structure.all.f1": floor}))
        code, report = run_json("evaluate", gold, "--floors", floors)
        assert code == expected
        assert [held["holds"] for held in report["floors"]] == [expected == 0]
    floors.write_text('{"structure.all.f1": 0}')
    assert run("evaluate", gold, "--floors", floors, "--raise").returncode == 0
    assert json.loads(floors.read_text())["structure.all.f1"] > 0


# ---------------------------------------------------------------- the Python API


def test_api_mirrors_the_commands(project: Path) -> None:
    """`wirepack.validate` stays the function when the module of that name is imported as well."""
    import wirepack
    import wirepack.validate

    report = wirepack.build(project)
    assert isinstance(report, BuildReport)
    assert report.published
    assert wirepack.validate(project).valid
    tables = wirepack.read_package(project)
    assert {name: table.height for name, table in tables.items()} == report.counts
    seen = wirepack.inspect(project / "seeds" / SEED)
    assert len(seen.rows.quotes) == tables["quotes"].height
    assert sorted(wirepack.__all__) == dir(wirepack)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        wirepack.nothing  # noqa: B018


def test_api_costs_nothing_to_import() -> None:
    script = f"import sys, wirepack; print([name for name in {(*HEAVY, 'typer')!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_read_package_tells_what_is_missing(tmp_path: Path, project: Path) -> None:
    from wirepack import UsageError, read_package

    with pytest.raises(UsageError, match="nowhere: cannot be read"):
        read_package(tmp_path / "nowhere")
    (project / "dist" / "quotes.parquet").unlink()
    with pytest.raises(UsageError, match=r"quotes\.parquet: no such file"):
        read_package(project)


# ---------------------------------------------------------------- progress


def test_progress_waits_two_seconds_and_needs_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short job shows nothing, a long one its step and count; a pipe gets nothing at all."""
    from io import StringIO

    from rich.console import Console

    from wirepack.cli import meter

    def show(now: float, *, terminal: bool) -> str:
        moments = iter([0.0])
        monkeypatch.setattr(meter, "monotonic", lambda: next(moments, now))
        console = Console(file=StringIO(), force_terminal=terminal, width=80)
        with meter.Meter(console) as progress:
            progress("extract", 7, 10)
        assert isinstance(console.file, StringIO)
        return console.file.getvalue()

    assert show(1.0, terminal=True) == ""
    assert show(9.0, terminal=False) == ""
    assert "extract" in show(9.0, terminal=True)
    assert "7/10" in show(9.0, terminal=True)


def test_a_server_that_says_nothing_is_named(tmp_path: Path) -> None:
    """On a terminal the server that is waited for is named after two seconds; who interrupts gets a line and 130."""
    pty = pytest.importorskip("pty")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "wirepack", "validate", f"http://127.0.0.1:{port}/datapackage.json"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=tmp_path)
        os.close(theirs)
        shown = ""
        while f"waiting for 127.0.0.1:{port}" not in shown:
            shown += os.read(ours, 10_000).decode()
        process.send_signal(signal.SIGINT)
        with suppress(OSError):  # so a terminal tells that nobody writes to it any more
            while part := os.read(ours, 10_000):
                shown += part.decode()
        assert process.wait(20) == 130
        os.close(ours)
    assert "0/?" in shown
    assert "interrupted" in shown
    assert "Traceback" not in shown

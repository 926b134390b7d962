"""What a check of a project found, step by step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wirepack.comparison.records import Diff
    from wirepack.models import Problem

PASSED: Final = "passed"
FAILED: Final = "failed"
SKIPPED: Final = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it found in a line, and its problems, warnings among them. `skipped`: it could not be taken."""

    name: str
    note: str
    problems: tuple[Problem, ...] = ()
    skipped: bool = False

    @property
    def status(self) -> str:
        """How it ended: "passed", "failed" or "skipped"."""
        if any(problem.severity == "error" for problem in self.problems):
            return FAILED
        return SKIPPED if self.skipped else PASSED


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; `diff` compares the last release with the package, where there is one."""

    steps: tuple[Step, ...]
    diff: Diff | None = None
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether no step failed."""
        return all(step.status != FAILED for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """The report as an object of JSON."""
        steps = [
            {
                "name": step.name,
                "status": step.status,
                "note": step.note,
                "problems": [asdict(p) for p in step.problems],
            }
            for step in self.steps
        ]
        diff = self.diff.to_json() if self.diff else None
        return {"passed": self.passed, "steps": steps, "diff": diff, "seconds": round(self.seconds, 3)}

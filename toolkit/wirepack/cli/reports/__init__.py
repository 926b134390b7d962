"""An audit's report as people, CI servers and code hosts read it: one module per format, all listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wirepack.cli.reports.github import write_github
from wirepack.cli.reports.json import write_json
from wirepack.cli.reports.junit import write_junit
from wirepack.cli.reports.markdown import write_markdown
from wirepack.cli.reports.text import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wirepack.audit.faults import Report

FORMATS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": write_text,
    "json": write_json,
    "junit": write_junit,
    "github": write_github,
    "markdown": write_markdown,
}

"""The report for machines: that of `frictionless validate --json`, so that what reads that reads ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirepack.audit.faults import Report


def write_json(report: Report, _: str) -> str:
    """Write a report as a frictionless report."""
    return json.dumps(report.to_frictionless(), ensure_ascii=False, indent=2)

"""wirepack: a folder of news articles becomes a validated Frictionless Data Package.

    seeds/ → read → segment → extract → link → tabulate → validate → publish → dist/, datapackage.json

`build` runs the whole way, `validate` checks a package, `read_package` opens one, `inspect` shows what one article
gives, `diff` tells what changed between two packages, `check` whether a project is fit to be released, and `evaluate`
measures the extraction on gold data. Each is the command of the same name; they are imported on first use, so that
`import wirepack` costs nothing. `wirepack.schemas` compiles any Table Schema to pandera, Arrow and polars, and describes
a pandera schema as a Table Schema.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirepack.audit.faults import Report
    from wirepack.comparison.diff import diff
    from wirepack.comparison.records import Diff
    from wirepack.errors import PublishError, UsageError, WirepackError
    from wirepack.evaluation import evaluate
    from wirepack.inspection import inspect
    from wirepack.models import BuildReport, Problem
    from wirepack.package import read_package
    from wirepack.pipeline import build
    from wirepack.release.check import check
    from wirepack.release.records import CheckReport
    from wirepack.validate import validate

__all__ = [
    "BuildReport",
    "CheckReport",
    "Diff",
    "Problem",
    "PublishError",
    "Report",
    "UsageError",
    "WirepackError",
    "build",
    "check",
    "diff",
    "evaluate",
    "inspect",
    "read_package",
    "validate",
]

_HOMES = {
    "BuildReport": ("wirepack.models", "BuildReport"),
    "CheckReport": ("wirepack.release.records", "CheckReport"),
    "Diff": ("wirepack.comparison.records", "Diff"),
    "Problem": ("wirepack.models", "Problem"),
    "PublishError": ("wirepack.errors", "PublishError"),
    "Report": ("wirepack.audit.faults", "Report"),
    "UsageError": ("wirepack.errors", "UsageError"),
    "WirepackError": ("wirepack.errors", "WirepackError"),
    "build": ("wirepack.pipeline", "build"),
    "check": ("wirepack.release.check", "check"),
    "diff": ("wirepack.comparison.diff", "diff"),
    "evaluate": ("wirepack.evaluation", "evaluate"),
    "inspect": ("wirepack.inspection", "inspect"),
    "read_package": ("wirepack.package", "read_package"),
    "validate": ("wirepack.validate", "validate"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'wirepack' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return __all__


class _Api(ModuleType):
    """Keeps `wirepack.validate` the function of the API, also once the module of the same name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Api

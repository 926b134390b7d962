"""The rules of one field, old and new: which are tighter, so that rows that were right are wrong, and which are looser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wirepack.audit.canonical import canonical
from wirepack.audit.cells import make_reader
from wirepack.audit.schema import BOUNDS, unlabel
from wirepack.audit.values import INVALID
from wirepack.comparison.records import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirepack.audit.schema import Field

_TIGHTER, _LOOSER, _OTHER = "constraint-tightened", "constraint-loosened", "constraint-changed"
_RISING: Final = ("minimum", "exclusiveMinimum", "minLength")  # tighter where they are higher
_SETS: Final = ("enum", "categories")  # tighter where they hold less


def compare_constraints(resource: str, old: Field, new: Field) -> Iterator[Change]:
    """Compare the constraints of a field, categories among them.

    >>> from wirepack.audit.schema import Field
    >>> old, new = (Field("n", "integer", constraints={"maximum": limit}) for limit in (9, 5))
    >>> [(change.kind, change.old, change.new) for change in compare_constraints("t", old, new)]
    [('constraint-tightened', 9, 5)]
    """
    before, after = _rules(old), _rules(new)
    for rule in dict.fromkeys((*before, *after)):
        kind = _judge(rule, before.get(rule), after.get(rule), old, new)
        if kind:
            yield Change(kind, resource, new.name, before.get(rule), after.get(rule), rule)


def _rules(field: Field) -> dict[str, Any]:
    """The constraints that ask for something."""
    given = {rule: value for rule, value in field.constraints.items() if value is not False}
    if isinstance(field.options.get("categories"), list):
        given["categories"] = unlabel(field.options["categories"])
    return given


def _judge(rule: str, before: Any, after: Any, old: Field, new: Field) -> str:
    """The kind of a change; empty if there is none."""
    if before is None or after is None:
        return _TIGHTER if before is None else _LOOSER
    if old.type != new.type and rule not in ("minLength", "maxLength"):
        return "" if before == after else _OTHER
    if rule in _SETS:
        return _compare_sets(_values(old, before), _values(new, after))
    if rule in BOUNDS or rule in ("minLength", "maxLength"):
        return _compare_limits(rule, *_limits(rule, before, after, old, new))
    return "" if before == after else _OTHER


def _values(field: Field, items: Any) -> frozenset[str]:
    """What a list of values says, however it writes them."""
    read = make_reader(field)
    return frozenset(canonical(item if (value := read(item)) is INVALID else value) for item in items)


def _compare_sets(before: frozenset[str], after: frozenset[str]) -> str:
    if before == after:
        return ""
    return _TIGHTER if after < before else _LOOSER if before < after else _OTHER


def _limits(rule: str, before: Any, after: Any, old: Field, new: Field) -> tuple[Any, Any]:
    if rule not in BOUNDS:
        return before, after
    return make_reader(old)(before), make_reader(new)(after)


def _compare_limits(rule: str, before: Any, after: Any) -> str:
    if INVALID in (before, after):
        return "" if before is after else _OTHER
    if before == after:
        return ""
    try:
        rises = after > before
    except TypeError:  # a time with a zone and one without
        return _OTHER
    return _TIGHTER if rises == (rule in _RISING) else _LOOSER

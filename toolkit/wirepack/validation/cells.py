"""One table against its schema, by pandera; what it finds becomes problems with row, field and advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from wirepack.models import Problem
from wirepack.problems import list_rows
from wirepack.schemas.compilers import to_pandera, to_polars

if TYPE_CHECKING:
    from wirepack.schemas import Field, TableSchema

# Rules under the names that pandera or Table Schema has for them.
_BUILT_IN = {"not_nullable": "required", "field_uniqueness": "unique", "primaryKey": "primary-key"}


def check_structure(table: pl.DataFrame, schema: TableSchema) -> list[Problem]:
    """List missing, unknown, misplaced and wrongly typed columns: with one of them no cell can be judged."""
    expected = to_polars(schema)
    if table.columns != expected.names():
        missing = [name for name in expected if name not in table.columns]
        unknown = [name for name in table.columns if name not in expected]
        found = [f"the column {name} is missing" for name in missing] + [f"{name} is no column" for name in unknown]
        message = "; ".join(found) or f"the columns must stand in this order: {', '.join(expected)}"
        return [Problem("columns", f"{message}; follow the schema", table=schema.name)]
    return [
        Problem("type", f"the column is {table.schema[name]}; it must be {dtype}", table=schema.name, field=name)
        for name, dtype in expected.items()
        if table.schema[name] != dtype
    ]


def check_cells(table: pl.DataFrame, schema: TableSchema) -> list[Problem]:
    """List every cell that breaks a constraint of its field; the structure must be right."""
    import pandera.errors  # noqa: PLC0415 - 150 ms, and packages of others do without

    try:
        to_pandera(schema, lossless=True).validate(table, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = pl.DataFrame(error.failure_cases)
    else:
        return []
    fields = {field.name: field for field in schema.fields}
    problems: list[Problem] = []
    for (column, check), group in cases.group_by(["column", "check"], maintain_order=True):
        rows = group["index"].sort()
        code = _BUILT_IN.get(str(check), str(check))
        field = fields.get(str(column)) if code != "primary-key" else None
        values = table[field.name].gather(rows) if field else table.select(schema.primary_key).gather(rows).iter_rows()
        problems += list_rows(
            zip((row + 1 for row in rows), values, strict=True),
            code=code,
            table=schema.name,
            field=field.name if field else ", ".join(schema.primary_key),
            message=_advise(code, field),
        )
    return problems


def _advise(code: str, field: Field | None) -> str:
    limit: Any = field.constraints.get(code) if field else None
    match code:
        case "required":
            return "is missing; every row needs a value here"
        case "unique" | "primary-key":
            return "stands in more than one row; it must be unique"
        case "empty-string":
            return "is an empty string, which a CSV cannot tell from missing; use null"
        case "finite":
            return "is not finite; use null"
        case "missing-item":
            return "holds a missing item; leave it out of the list"
        case "enum":
            return f"is not allowed; write one of {', '.join(map(str, limit))}"
        case "pattern":
            return f"does not match {limit}"
        case "minimum" | "maximum":
            return f"is {'below' if code == 'minimum' else 'above'} the {code} {limit}"
    return f"breaks the constraint {code}: {limit}"

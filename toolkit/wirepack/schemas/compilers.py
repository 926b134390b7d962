"""Any Table Schema -> polars, Arrow and pandera.

    source      descriptor, JSON text, file -> Schema
    types       a field -> the type of its column
    rules       fields and keys -> pandera's checks: each asks of a column what an audit asks of it
    compilers   Schema -> polars, Arrow and pandera
    reverse     a pandera schema -> Table Schema

A check is right where `wirepack.audit` finds a cell right: both run the same two passes, so that there is one
definition of every type and constraint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa

from wirepack.errors import SchemaError
from wirepack.schemas.source import as_schema
from wirepack.schemas.types import TOLD_BY_COLUMN, arrow_type, is_every_value_right, polars_type

if TYPE_CHECKING:
    import pandera.polars as pa_polars

    from wirepack.audit.schema import Field, Schema
    from wirepack.schemas.source import SchemaSource

METADATA: Final = "table_schema"  # the key of pandera's metadata under which stands what pandera has no place for
# Where pandera has a place: for a field, and for the table.
_FIELD: Final = frozenset({"name", "type", "format", "title", "description", "constraints"})
_TABLE: Final = frozenset(
    {"$schema", "name", "title", "description", "fields", "fieldsMatch", "primaryKey", "uniqueKeys"}
)


def to_polars(schema: SchemaSource) -> pl.Schema:
    """The columns of a table and their types in polars. SchemaError if the schema cannot be used.

    Types that polars lacks (duration with its months, yearmonth, object, geopoint, geojson, any) are text, in the form
    that a CSV has. Items of an array are text unless `arrayItem` names their type, those of a list unless `itemType` does.

    >>> to_polars({"fields": [{"name": "day", "type": "date"}, {"name": "tags", "type": "list"}]})
    Schema([('day', Date), ('tags', List(String))])
    """
    return pl.Schema({field.name: polars_type(field) for field in as_schema(schema).fields})


def to_arrow(schema: SchemaSource) -> pa.Schema:
    """The columns of a table in Arrow: types as in polars; what every row has, a required field or a primary key, is not nullable.

    Title and description of the table and of each field are in the metadata. SchemaError if the schema cannot be used.

    >>> to_arrow({"fields": [{"name": "day", "type": "date", "constraints": {"required": True}}]})
    day: date32[day] not null
    """
    table = as_schema(schema)
    columns = [
        pa.field(field.name, arrow_type(field), nullable=not _is_held(field, table), metadata=_titles(field))
        for field in table.fields
    ]
    return pa.schema(columns, metadata=_titles(table))


def _is_held(field: Field, table: Schema) -> bool:
    """Whether every row has a value of a field: it is required, or the primary key by itself."""
    return field.required or table.primary_key == (field.name,)


def _titles(named: Field | Schema) -> dict[str, str] | None:
    """Title and description, as far as there are any."""
    told = {"title": named.title, "description": named.description}
    return {key: text for key, text in told.items() if text} or None


def to_pandera(schema: SchemaSource, *, lossless: bool = False) -> pa_polars.DataFrameSchema:
    """The table as a pandera schema for eager polars data frames. SchemaError if the schema cannot be used.

    Types, `required`, `unique`, every constraint (a check named after its keyword), categories, primary and unique keys
    (jointly) and `fieldsMatch`. A value that the schema calls missing is missing here, too. Foreign keys are no matter
    of one data frame; they stand in the metadata, with all else that pandera has no place for. `lossless` also refuses
    what not every file gives back: a text that means missing, a number that is not finite, an empty place in a list.

    >>> table = to_pandera({"fields": [{"name": "n", "type": "integer", "constraints": {"minimum": 1}}]})
    >>> table.validate(pl.DataFrame({"n": [1, None]})).height
    2
    >>> table.validate(pl.DataFrame({"n": [0]}))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    pandera.errors.SchemaError: Column 'n' failed validator number 0: <Check minimum> ...
    """
    import pandera.polars as pa_polars  # noqa: PLC0415 - 150 ms, and who only reads a package does without

    from wirepack.schemas.rules import table_checks  # noqa: PLC0415 - as above

    table = as_schema(schema)
    return pa_polars.DataFrameSchema(
        {field.name: _column(field, table, lossless=lossless) for field in table.fields},
        checks=table_checks(table),
        name=table.name or None,
        title=table.descriptor.get("title"),
        description=table.descriptor.get("description"),
        strict=table.match in ("exact", "equal", "superset"),
        ordered=table.match == "exact",
        metadata={METADATA: _rest_of_table(table)},
    )


def _column(field: Field, table: Schema, *, lossless: bool) -> pa_polars.Column:
    import pandera.polars as pa_polars  # noqa: PLC0415 - as above
    from pandera.engines.polars_engine import DateTime  # noqa: PLC0415 - as above

    from wirepack.schemas.rules import cell_checks, unique_check  # noqa: PLC0415 - as above

    if field.name.startswith("^") and field.name.endswith("$"):
        raise SchemaError(f"field {field.name}: pandera takes such a name for a pattern of names; rename the field")
    any_zone: Any = DateTime(time_zone_agnostic=True, time_unit="us")
    held = _is_held(field, table)
    unique = field.constraints.get("unique", False) or table.primary_key == (field.name,)
    # Pandera's own rule counts missing values, and compares texts where two of them may be the same value.
    native = unique and held and field.type in TOLD_BY_COLUMN and is_every_value_right(field)
    checks = cell_checks(field, held=held, lossless=lossless)
    return pa_polars.Column(
        {"datetime": any_zone, "any": None}.get(field.type, polars_type(field)),
        checks=[*checks, unique_check(field)] if unique and not native else checks,
        nullable=not held,
        unique=native,
        required=table.match not in ("superset", "partial") or field.required or field.name in table.primary_key,
        title=field.options.get("title"),
        description=field.options.get("description"),
        metadata={METADATA: _rest_of_field(field)},
    )


def _rest_of_field(field: Field) -> dict[str, Any]:
    """What the descriptor of a field says and pandera has no place for."""
    rest = {} if field.type in TOLD_BY_COLUMN else {"type": field.type}
    rest |= {} if field.options.get("format", "default") == "default" else {"format": field.options["format"]}
    return rest | {key: value for key, value in field.options.items() if key not in _FIELD}


def _rest_of_table(table: Schema) -> dict[str, Any]:
    rest = {key: value for key, value in table.descriptor.items() if key not in _TABLE}
    return rest | ({"primaryKey": list(table.primary_key)} if len(table.primary_key) == 1 else {})

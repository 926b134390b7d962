"""The only reader of gold files: JSON as docs/conventions.md defines it -> frozen records that hold what is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from wirepack.errors import UsageError
from wirepack.evaluation import answers
from wirepack.evaluation.answers import Sheet, span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from wirepack.evaluation.compare import Span

_FORM = "seed_gold/1"


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quotation; `group` joins the parts of one that its attribution interrupts."""

    span: Span
    kind: str
    kinds: tuple[str, ...]  # further kinds that are right
    content: Span | None  # of a partial quotation
    speaker: Span | None
    cues: tuple[Span, ...]
    group: str | None
    inherited: bool
    borderline: bool
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event with all its mentions; of several sheets (parties without order), the one that fits best counts."""

    trigger: Span
    mentions: tuple[Span, ...]
    borderline: bool
    systems: frozenset[str]
    systems_possible: frozenset[str]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A named system: any span from `span` to `extended` (the name with its head noun) is right."""

    span: Span
    extended: Span
    system_ids: tuple[str, ...]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A span that invites a mistake; a borderline one is don't care."""

    span: Span
    borderline: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """All that one gold file says; `spelling` maps names as this article writes them to the one spelling compared."""

    source: str
    sha256: str
    reference_date: date | None
    spelling: Mapping[str, str]
    sheet: Sheet
    headline: tuple[Span, ...]  # title and deck
    body: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotes: tuple[GoldQuote, ...]
    not_quotes: tuple[LookAlike, ...]
    events: tuple[GoldEvent, ...]
    not_events: tuple[LookAlike, ...]
    mentions: tuple[GoldMention, ...]
    not_systems: tuple[LookAlike, ...]
    registry: Mapping[str, Sheet]


def list_gold(paths: Sequence[Path]) -> list[Path]:
    """List the gold files: the paths that are files, and every .json directly in those that are folders."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.json"))
            if not inside:
                raise UsageError(f"{path}: holds no gold file (.json); give the folder or the files of a gold set")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path}: no such file or folder; give gold files (.json) or a folder of them")
    return found


def read_gold(path: Path, *, with_reference: bool = False) -> GoldArticle:
    """Read one gold file. `with_reference`: relative dates count as the gold's reference date resolves them."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    except ValueError as error:
        raise UsageError(f"{path}: is no JSON ({error}); mend it, or leave it out") from error
    if not isinstance(data, dict) or data.get("schema") != _FORM:
        raise UsageError(f'{path}: is no gold file: "schema" is not "{_FORM}"; see docs/conventions.md')
    try:
        return _read_article(data, with_reference=with_reference)
    except _MalformedError as error:
        raise UsageError(f"{path}: {error}; see docs/conventions.md") from error


class _MalformedError(Exception):
    """A record of a gold file that lacks something or holds a value of the wrong type."""


def _read_article(data: dict[str, Any], *, with_reference: bool) -> GoldArticle:
    spelling = _each(data, "quotes", answers.read_spelling)
    article = _one(data, "article", lambda value: value)

    def make_event(record: dict[str, Any]) -> GoldEvent:
        return _read_event(record, with_reference=with_reference)

    return GoldArticle(
        source=_one(data, "source_file", str),
        sha256=_one(data, "sha256", str),
        reference_date=_one(data, "article", _read_reference),
        spelling={written: compared for pair in spelling for written, compared in pair.items()},
        sheet=_one(data, "article", answers.answer_article),
        headline=_one(data, "article", _read_headline),
        body=_each(article, "body_spans", span_of),
        paragraphs=_each(article, "paragraphs", span_of),
        headings=_each(article, "headings", span_of),
        sentences=_each(data, "sentences", span_of),
        quotes=_each(data, "quotes", _read_quote),
        not_quotes=_each(data, "not_quotes", _read_lookalike),
        events=_each(data, "events", make_event),
        not_events=_each(data, "not_events", _read_lookalike),
        mentions=_each(data, "systems", _read_mention),
        not_systems=_each(data, "not_systems", _read_lookalike),
        registry=_one(data, "systems_registry", _read_registry),
    )


def _read_reference(article: dict[str, Any]) -> date | None:
    """Read the date from which relative dates count: the first day that fits, or the day of publication."""
    stated = article.get("reference_date") or {}
    if stated:
        return date.fromisoformat(stated["start"])
    known = article["dateable"]
    return date.fromisoformat(known["best"]) if known["precision"] == "day" else None


def _read_headline(article: dict[str, Any]) -> tuple[Span, ...]:
    parts = (article["title"], article["title_raw"], article["deck"])
    return tuple(span_of(part) for part in parts if part)


def _read_quote(record: dict[str, Any]) -> GoldQuote:
    cues = (_optional_span(record, "cue"), span_of(record["relay_cue"]) if record.get("relay_cue") else None)
    return GoldQuote(
        span=span_of(record),
        kind=record["kind"],
        kinds=tuple(record["kind_accept"]),
        content=_optional_span(record, "content"),
        speaker=_optional_span(record, "speaker"),
        cues=tuple(cue for cue in cues if cue),
        group=record["split_group"],
        inherited=record["inherited"],
        borderline=record["borderline"],
        sheet=answers.answer_quote(record),
    )


def _read_event(record: dict[str, Any], *, with_reference: bool) -> GoldEvent:
    return GoldEvent(
        trigger=span_of(record["trigger"]),
        mentions=tuple(span_of(mention) for mention in record["mentions"]),
        borderline=record["borderline"],
        systems=frozenset(record["systems"]),
        systems_possible=frozenset(record["systems_possible"]),
        sheets=answers.answer_event(record, with_reference=with_reference),
    )


def _read_mention(record: dict[str, Any]) -> GoldMention:
    return GoldMention(
        span=span_of(record),
        extended=span_of(record["extended"] or record),
        system_ids=tuple(dict.fromkeys((record["system_id"], record["resolved_id"]))),
        sheet=answers.answer_mention(record),
    )


def _read_registry(registry: dict[str, Any]) -> dict[str, Sheet]:
    return {key: answers.answer_system(entry) for key, entry in registry.items()}


def _read_lookalike(record: dict[str, Any]) -> LookAlike:
    return LookAlike(span_of(record), record.get("borderline", False))


def _optional_span(record: dict[str, Any], name: str) -> Span | None:
    start = record[f"{name}_start"]
    return None if start is None else (int(start), int(record[f"{name}_end"]))


_Made = TypeVar("_Made")


def _one(data: dict[str, Any], name: str, make: Callable[[Any], _Made]) -> _Made:
    try:
        return make(data[name])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _MalformedError(f"{name} cannot be read ({_what(error)})") from error


def _each(data: dict[str, Any], name: str, make: Callable[[Any], _Made]) -> tuple[_Made, ...]:
    made = []
    for number, record in enumerate(_one(data, name, list)):
        try:
            made.append(make(record))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _MalformedError(f"{name}[{number}] cannot be read ({_what(error)})") from error
    return tuple(made)


def _what(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)

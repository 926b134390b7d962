"""What is right for each column, from one gold record: the scoring rules of docs/conventions.md, one function per table.

A sheet maps a column to its answers. A column that is missing from a sheet is don't care for that record.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

from wirepack.evaluation.compare import normalise

if TYPE_CHECKING:
    from wirepack.evaluation.compare import Span

Record = dict[str, Any]
Names = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The right answers for one cell, None meaning "left empty", and those that a lenient score takes besides."""

    right: Names
    lenient: Names = ()


Sheet = dict[str, Answers]

# Counts of the gold -> the columns that can hold them. Aircraft shot down have no column of their own: a count of
# them as `intercepted` is right, and so is none. Of what else is counted (strikes, aircraft, hits) `amount` may tell.
_COUNT_COLUMNS = {
    "killed": "killed",
    "injured": "injured",
    "missiles_fired": "launched",
    "missiles_intercepted": "intercepted",
}
_PRECISIONS = ("day", "week", "month", "year")


def span_of(record: Record) -> Span:
    """Read the half-open span of a record."""
    return int(record["start"]), int(record["end"])


def read_spelling(quote: Record) -> dict[str, str]:
    """Read how a speaker's name is written in this article and in the one spelling used over all articles."""
    written, compared = quote["speaker_canonical"], quote["speaker_kb"]
    return {normalise(written): normalise(compared)} if written and compared else {}


# ---------------------------------------------------------------- articles


def answer_article(article: Record) -> Sheet:
    """Answer the columns of `articles`; lists are compared as one text, parted by semicolons."""
    publisher = _names(article["publisher"]) + tuple(article.get("publisher_accept") or ())
    published = article["published"]
    return {
        "title": Answers(_texts(article["title"], article["title_raw"])),
        "author": Answers(_texts(article["author"])),
        "author_role": Answers(_texts(article["author_role"])),
        "publisher": Answers(publisher or (None,)),
        "syndicated_from": Answers(_names(article["original_publisher"]) or (None,)),
        "published": Answers((f"{published['value']} {published['precision']}" if published else None,)),
        "url": Answers((article["url"]["value"] if article["url"] else None,)),
        "region": Answers((_joined(article["region"]),)),
        "themes": Answers((_joined(article["themes"]),)),
        "language": Answers((article["language"],)),
        "rights": Answers(_texts(article["rights"])),
    }


def _texts(*parts: Record | None) -> Names:
    return tuple(part["text"] for part in parts if part) or (None,)


def _names(part: Record | None) -> Names:
    return (part["canonical"], part["text"]) if part else ()


def _joined(parts: list[Record]) -> str | None:
    return "; ".join(part.get("canonical") or part["text"] for part in parts) or None


# ---------------------------------------------------------------- quotes


def answer_quote(quote: Record) -> Sheet:
    """Answer the columns of `quotes` that hold names and words; spans are the scorer's."""
    surface, cue, addressee = quote["speaker"], quote["cue"], quote["addressee"]
    relay_cue = quote.get("relay_cue")
    return {
        "kind": Answers((quote["kind"], *quote["kind_accept"])),
        "speaker": _answer_speaker(quote),
        "speaker_text": Answers((surface,)),
        "speaker_role": Answers((quote["speaker_role"],)),
        "relayed_by": Answers((quote["relayed_by"],)),
        "cue": Answers((cue, relay_cue["surface"]) if relay_cue else (cue,)),
        "addressee": Answers((addressee, quote["addressee_canonical"]) if addressee else (None,)),
    }


def _answer_speaker(quote: Record) -> Answers:
    """An unnamed source is right as a description and as an empty cell; an unsettled one as an empty cell alone."""
    named, accepted = quote["speaker_canonical"], tuple(quote["speaker_accept"])
    candidates = tuple(quote["speaker_candidates"])
    if candidates:
        return Answers((None,), candidates)
    if named is None:
        return Answers((None, quote["speaker"], *accepted))
    if "(unnamed)" in named:
        return Answers((None, named, quote["speaker"]), accepted)
    return Answers((named, quote["speaker_kb"]), accepted)


# ---------------------------------------------------------------- events


def answer_event(event: Record, *, with_reference: bool) -> tuple[Sheet, ...]:
    """Answer the columns of `events`: one sheet, or one per order of the parties where they have none."""
    common = _answer_kind(event) | _answer_date(event, with_reference=with_reference)
    common |= _answer_place(event) | _answer_counts(event["counts"]) | _answer_source(event)
    if not (event["symmetric"] and event["actors"]):
        actors = _answer_parties("actor", event["actors"], [])
        return (common | actors | _answer_parties("target", event["recipients"], event.get("recipients_accept") or []),)
    orders = permutations([*event["actors"], *event["recipients"], None], 2)
    return tuple(
        common | _answer_parties("actor", [one], []) | _answer_parties("target", [other] if other else [], [])
        for one, other in orders
        if one and (other or len(event["actors"]) == 1)
    )


def _answer_kind(event: Record) -> Sheet:
    return {
        "event_type": Answers((event["type"],), tuple(event["alt_types"])),
        "mode": Answers((event["mode"],), tuple(event.get("mode_accept") or ())),
        "quad": Answers((event["quad"],)),
        "status": Answers((event["status"],)),
    }


def _answer_parties(role: str, parties: list[Record], accepted: list[Record]) -> Sheet:
    """Answer who acted or was acted on. A cell holds one party or several: each that it names must be one of them.

    A suspected actor may be left out, and a surface form ("Moscow") stand for the name, in the lenient score.
    """
    names = tuple(party["canonical"] for party in parties) or (None,)
    countries = tuple(country for party in parties for country in _countries(party)) or (None,)
    doubt = (None,) if any(party.get("certainty") == "suspected" for party in parties) else ()
    surfaces = tuple(party["surface"] for party in parties if party["surface"])
    more_names = tuple(party["canonical"] for party in accepted)
    more_countries = tuple(country for party in accepted for country in _countries(party))
    return {
        role: Answers(names, doubt + surfaces + more_names),
        f"{role}_country": Answers(countries, doubt + more_countries),
    }


def _countries(party: Record) -> Names:
    """List the countries of a party; one that stands for several has no single one, so that an empty cell is right."""
    return (party["country"], *(party.get("countries") or ()))


def _answer_date(event: Record, *, with_reference: bool) -> Sheet:
    stated = event["date"]
    dates = [stated["resolved"]]
    if with_reference:
        # What no word of the text dates, or only knowledge of the world, may stay open with a reference date too.
        open_too = stated["surface"] is None or "world knowledge" in (stated.get("note") or "")
        dates = [stated["inferred"], stated["resolved"]] if open_too else [stated["inferred"]]
    right = tuple(write_date(day["start"], day["end"], day["precision"]) for day in dates)
    lenient = [write_date(day["start"], day["end"], precision) for day in dates for precision in _PRECISIONS]
    return {"date": Answers(right, tuple(lenient)), "date_text": Answers((stated["surface"],))}


def write_date(start: object, end: object, precision: object) -> str | None:
    """Write an interval as it is compared; None where it has no start (an open "recent" has at most an end).

    >>> write_date("2021-06-01", "2021-06-30", "month")
    '2021-06-01/2021-06-30 month'
    """
    return f"{start}/{end} {precision}" if start else None


def _answer_place(event: Record) -> Sheet:
    """Answer where it happened; a vague place ("the region") is don't care."""
    places, accepted = event["locations"], event.get("locations_accept") or []
    stated = [place for place in places if place["canonical"] or place["country"]]
    if places and not stated:
        return {}
    names = tuple(name for place in stated for name in (place["canonical"], place["surface"]) if name)
    countries = tuple(place["country"] for place in stated)
    more = tuple(name for place in accepted if place for name in (place["canonical"], place["surface"]) if name)
    return {
        "place": Answers(names or (None,), more),
        "place_country": Answers(countries or (None,), tuple(place["country"] for place in accepted if place)),
    }


def _answer_counts(counts: list[Record]) -> Sheet:
    """Answer the numbers: a vague one ("most", "hundreds") leaves its cell empty."""
    sheet = {column: Answers((None,)) for column in _COUNT_COLUMNS.values()} | {"amount": Answers((None,))}
    for count in counts:
        value = write_amount(count["value"], None)
        if count["name"] in _COUNT_COLUMNS:
            sheet[_COUNT_COLUMNS[count["name"]]] = Answers((value,))
        elif count["name"] == "aircraft_downed":
            sheet["intercepted"] = Answers((None, value))
        elif count["name"] == "money":
            sheet["amount"] = Answers((write_amount(count["value"], count["unit"]),))
        elif sheet["amount"].right == (None,):
            sheet["amount"] = Answers((None, write_amount(count["value"], count["unit"])))
    return sheet


def write_amount(value: float | None, unit: str | None) -> str | None:
    """Write an amount with its unit as it is compared.

    >>> write_amount(5000000, "USD")
    '5000000 USD'
    """
    return None if value is None else f"{value:.12g} {unit or ''}".strip()


def _answer_source(event: Record) -> Sheet:
    """Answer who says so. A sourceless hedge, kept in double marks, is don't care; no source may be left unnamed."""
    source, accepted = event["attributed_to"], tuple(event.get("attributed_accept") or ())
    if source and source.startswith('"'):
        return {}
    unnamed = (None,) if source and "(unnamed)" in source else ()
    return {"attributed_to": Answers((source,), unnamed + accepted)}


# ---------------------------------------------------------------- systems


def answer_mention(mention: Record) -> Sheet:
    """Answer the columns of `mentions` that hold names; either id, by its words or by the document, is right."""
    parties = {role: mention[role] for role in ("operator", "supplier")}
    return {
        "system_id": Answers((mention["system_id"], mention["resolved_id"])),
        **{
            role: Answers((party["surface"], party["canonical"]) if party else (None,))
            for role, party in parties.items()
        },
    }


def answer_system(entry: Record) -> Sheet:
    """Answer the columns of `systems`; the NATO name is the part of the gold's before any remark in brackets."""
    nato = entry["nato"]
    designs = tuple(code for code in ("SUN", "RUS") if code in entry["origin_note"])
    return {
        "name": Answers((entry["canonical"],)),
        "family": Answers((entry["family"],)),
        "class": Answers((entry["cls"],)),
        "origin": Answers(("; ".join(entry["origin"]) or None,), designs),
        "nato_name": Answers((nato.split(" (")[0] if nato else None,)),
    }

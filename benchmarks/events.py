"""How well the events of a set are found, by what the set annotates: types, attacks, parties, dates, places, victims.

    python benchmarks/events.py SET.jsonl [--errors]

A line of SET is a record {"id", "text", "events": [{...}]}. An event of the gold has some of these keys, and each prints
its figure: `type` (PLOVER; ACE-like types beginning with Conflict.Attack, Life.Die or Life.Injure are attacks) with
`trigger` {"start", "end"} or for the whole text; `source` and `target` [{"code"}] (ISO 3166-1 alpha-3 first); `date`
(ISO 8601, of the one attack that the text tells); `place` (its name in one or more spellings, parted by commas);
`places` [{"text"}] of the trigger, empty where the text names none; `killed` [least, most].

type found         texts with an event of the gold's type; the second figure is how many types a text has
country            right type, and an actor or target of one of the gold's countries
attack sentences   P: attacks whose sentence holds a gold trigger; R: gold triggers in the sentence of an attack
event found        triggers that lie in the sentence of an event; place found and rightly no place: of those with and without
attack found       texts with an attack; date found, place found, killed in range: with one that is right;
                   date precision: attacks dated to the day that have the right day
joined             incidents that records of several texts share, if each text tells an attack of its own: false ones
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirepack.extract import extract
from wirepack.link import link
from wirepack.models import Seed
from wirepack.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirepack.models import EventRow

    Gold = dict[str, Any]
    Count = tuple[str, bool]

OLD_TYPES = {"DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}  # of PLOVER 1
ATTACK = re.compile(r"Conflict\.Attack|Life\.Die|Life\.Injure", re.IGNORECASE)
# Words that say what a place is, not which, and the name of a region that all texts of a set share.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "the gaza strip city town village camp refugee area north northern south southern east eastern west western central near "
        "neighborhood neighbourhood district governorate province street road of in and",
    )
)


def words(text: str | None) -> frozenset[str]:
    """Return the words of a name, folded."""
    return frozenset(re.findall(r"\w+", (text or "").lower()))


def same_place(one: str | None, other: str) -> bool:
    """Tell whether two names share a word that says which place it is."""
    telling = words(other) - COMMON
    return bool(telling & words(one)) if telling else words(one) == words(other) != frozenset()


def holds(row: EventRow, gold: Gold) -> bool:
    """Tell whether the trigger of the gold lies in the sentence of a row."""
    start: int = gold["trigger"]["start"]
    return row.start <= start < row.end


def judge(gold: Gold, rows: Sequence[EventRow]) -> Iterator[Count]:
    """Judge what one event of the gold asks for: (figure, right)."""
    attacks = [row for row in rows if row.event_type == "ASSAULT"]
    if ATTACK.match(gold.get("type") or ""):
        yield "attack sentences, R", any(holds(row, gold) for row in attacks)
    elif gold.get("type") and "source" in gold:
        yield from judge_type(gold, rows)
    if gold.get("trigger") and "places" in gold:
        yield from judge_places(gold, [row for row in rows if holds(row, gold)])
    if "date" in gold or "killed" in gold:
        yield from judge_attack(gold, attacks)


def judge_type(gold: Gold, rows: Sequence[EventRow]) -> Iterator[Count]:
    """Judge the type of a text and the countries of those who take part."""
    right = [row for row in rows if row.event_type == OLD_TYPES.get(gold["type"], gold["type"])]
    yield "type found", bool(right)
    parties = [party for side in ("source", "target") for party in gold.get(side) or () if isinstance(party, dict)]
    codes = {party["code"][:3] for party in parties if party.get("code")}
    if right and codes:
        yield "country", any(not codes.isdisjoint((row.actor_country, row.target_country)) for row in right)


def judge_places(gold: Gold, rows: Sequence[EventRow]) -> Iterator[Count]:
    """Judge the place of a trigger, or that it has none."""
    yield "event found", bool(rows)
    if gold["places"]:
        wanted = [{word for word in words(place["text"]) if len(word) > 2} for place in gold["places"]]
        yield "place found", any(words(row.place) & place for row in rows for place in wanted)
    elif rows:
        yield "rightly no place", not any(row.place for row in rows)


def judge_attack(gold: Gold, attacks: Sequence[EventRow]) -> Iterator[Count]:
    """Judge the one attack that a text tells of: date, place, victims."""
    yield "attack found", bool(attacks)
    if gold.get("date"):
        dated = [
            row.date_start.isoformat() <= gold["date"] <= row.date_end.isoformat()
            for row in attacks
            if row.date_start and row.date_end and row.date_precision == "day"
        ]
        yield "date found", any(dated)
        yield from (("date precision", right) for right in dated)
    if gold.get("place"):
        parts = [part for part in re.split("[,،]", gold["place"]) if words(part) and "strip" not in words(part)]
        yield "place found", any(same_place(row.place, part) for row in attacks for part in parts)
    least, most = gold.get("killed") or (0, 0)
    if most:
        yield "killed in range", any(least <= row.killed <= most for row in attacks if row.killed is not None)


def main() -> None:
    """Print the figures of a set, and with --errors the texts that count against them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, metavar="SET.jsonl")
    parser.add_argument("--errors", action="store_true", help="list the texts that are wrong, by figure")
    arguments = parser.parse_args()
    records = [json.loads(line) for line in arguments.set.read_text(encoding="utf-8").splitlines()]
    seeds = [Seed(f"{k:06}.txt", "", f"a-{k:016x}", record["text"], "utf-8") for k, record in enumerate(records)]
    events = link(extract(segment(seed)) for seed in seeds).events
    by_article: dict[str, list[EventRow]] = defaultdict(list)
    for event in events:
        by_article[event.article_id].append(event)
    right, asked = Counter[str](), Counter[str]()
    for seed, record in zip(seeds, records, strict=True):
        rows = by_article[seed.article_id]
        attacks = [gold for gold in record["events"] if ATTACK.match(gold.get("type") or "")]
        judged = [count for gold in record["events"] for count in judge(gold, rows)]
        judged += [
            ("attack sentences, P", any(holds(row, gold) for gold in attacks))
            for row in rows
            if attacks and row.event_type == "ASSAULT"
        ]
        asked.update(name for name, _ in judged)
        right.update(name for name, good in judged if good)
        if arguments.errors:
            for name in dict(judged):
                if (name, True) not in judged:
                    print(f"{name}: {record['id']}: {record['text'][:200]!r}")
    for name in sorted(asked):
        print(f"{name:<22}{right[name]:>6} of {asked[name]:>6}{100 * right[name] / asked[name]:>7.1f} %")
    types = sum(len({row.event_type for row in rows}) for rows in by_article.values())
    print(f"{'types per text':<22}{types / len(records):>14.2f}")
    articles: dict[str | None, set[str]] = defaultdict(set)
    for event in events:
        articles[event.incident_id].add(event.article_id)
    print(f"{'joined':<22}{sum(len(found) > 1 for found in articles.values()):>6} of {len(articles):>6} incidents")


if __name__ == "__main__":
    main()

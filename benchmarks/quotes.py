"""What each family of rules brings to the quotations: all rows scored, then without those of one family.

    python benchmarks/quotes.py SET.jsonl [--markdown]

A line of SET is a record {"id", "text", "quotes": [{"content_spans": [{"start", "end"}], "speaker", "speaker_spans",
"cue", "kind", "speech_cue"}], "discard": [{"start", "end"}]}. The scoring is made for PolNeAR (Newell, Margolin and
Ruths, LREC 2018): attributions are compared by the overlap of their contents. It has beliefs and plans as well as
speech, and we claim only speech: so precision (P) is over all gold, recall (R) over gold with a `speech_cue`.

Contents are sets of characters, without white space, outer marks, an opening "that" and closing commas and stops. The
rows of one utterance are one prediction, with the names of its first row; one that lies by half or more in `discard` is
left out. Gold and predictions are paired one to one, the best overlap (the share in common of the longer one) first.

F1@0.3, F1@0.8   P: gold paired with at least this overlap / predictions; R: gold speech so paired / gold speech
over             P: characters predicted that are gold; R: characters of gold speech that are predicted
direct           R of all gold of the kind direct, at 0.8
speaker, cue     right in pairs from 0.3: the speakers' spans meet or their names share a word; the cues share a word

The first table has percentages, rounded to a tenth before F1 is made of them; the others have the percentage points
gained (+) or lost (-) without the rows of a family: by rule, by the class of the verb that is the cue (in
lexicons/reporting_verbs.tsv; rows that continue a quotation have its verb), by kind. An utterance that loses its first
row keeps the others. Changes do not add up. The last line is CPU time of one core, the smallest of five rounds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from functools import reduce
from operator import or_
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from wirepack.extract.quotes import extract_quotes
from wirepack.grammar import inflect
from wirepack.ids import article_id
from wirepack.lexicons import read_table
from wirepack.models import Seed
from wirepack.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wirepack.models import QuoteRow

    Characters = int  # the characters of a text as bits of one integer: far faster than a set
    Gold = tuple[Characters, dict[str, Any]]  # an attribution and its content
    Predicted = tuple[Characters, QuoteRow]  # a row, or the first of an utterance, and its content
    Family = Callable[[QuoteRow], str | None]  # the family of a row

ARTICLE = 5_000  # characters
ROUNDS = 5
LOOSE, STRICT = 0.3, 0.8  # overlap from which a pair is about the same words, and from which it has the same span
EXACT = 9  # digits: as good as not rounded
MARKS = "\"“”„‟'‘’`«»"
HEAD = re.compile(rf"\A[\s{MARKS}]*(that\s+)?")
TAIL = re.compile(rf"[\s{MARKS},.]+\Z")
RATES = [f"{rate}{way}" for way in (f"@{LOOSE}", f"@{STRICT}", " over") for rate in ("P", "R", "F1")]
FIGURES = [*RATES, "direct", "speaker", "cue"]
CHANGES = [f"F1@{LOOSE}", f"F1@{STRICT}", "F1 over", "direct"]


class Article(NamedTuple):
    gold: list[Gold]
    discard: Characters
    rows: list[Predicted]


def read_article(record: dict[str, Any], rows: Iterable[QuoteRow]) -> Article:
    """Turn a record and the rows of its text into sets of characters."""
    text = record["text"]
    ink = int("0" + "".join("01"[not character.isspace()] for character in reversed(text)), 2)

    def content(start: int, end: int) -> Characters:
        body = HEAD.sub("", text[start:end])
        return (((1 << len(TAIL.sub("", body))) - 1) << (end - len(body))) & ink

    gold = [(union(content(part["start"], part["end"]) for part in q["content_spans"]), q) for q in record["quotes"]]
    discard = union((1 << part["end"]) - (1 << part["start"]) for part in record.get("discard", []))
    return Article(gold, discard, [(content(row.content_start, row.content_end), row) for row in rows])


def union(contents: Iterable[Characters]) -> Characters:
    return reduce(or_, contents, 0)


def join_rows(rows: Iterable[Predicted], discard: Characters) -> list[Predicted]:
    """Join the rows of each utterance, and leave out what lies in discarded text."""
    joined: dict[str, Predicted] = {}
    for content, row in rows:
        before, first = joined.get(row.utterance_id, (0, row))
        joined[row.utterance_id] = before | content, first
    return [whole for whole in joined.values() if 2 * (whole[0] & discard).bit_count() < whole[0].bit_count()]


def pair_up(gold: Sequence[Gold], found: Sequence[Predicted]) -> dict[int, tuple[float, QuoteRow]]:
    """Pair gold and predictions one to one, the best overlap first; of equal ones the last."""
    lengths = [content.bit_count() for content, _ in found]
    pairs = [
        (common.bit_count() / max(content.bit_count(), lengths[index]), number, index)
        for number, (content, _) in enumerate(gold)
        for index, (other, _) in enumerate(found)
        if (common := content & other)
    ]
    matches: dict[int, tuple[float, QuoteRow]] = {}
    used: set[int] = set()
    for overlap, number, index in sorted(pairs, reverse=True):
        if number not in matches and index not in used:
            used.add(index)
            matches[number] = overlap, found[index][1]
    return matches


def score(article: Article, rows: Iterable[Predicted]) -> Counter[str]:
    """Count what is right of these rows of one text."""
    found = join_rows(rows, article.discard)
    matches = pair_up(article.gold, found)
    predicted = union(content for content, _ in found)
    speech = union(content for content, quote in article.gold if quote["speech_cue"])
    counts = Counter(predicted=len(found), characters=predicted.bit_count(), speech_characters=speech.bit_count())
    counts["characters right"] = (predicted & union(content for content, _ in article.gold)).bit_count()
    counts["speech_characters found"] = (predicted & speech).bit_count()
    for number, (_, quote) in enumerate(article.gold):
        overlap, row = matches.get(number, (0.0, None))
        for group in ["gold"] + ["speech"] * quote["speech_cue"] + ["direct"] * (quote["kind"] == "direct"):
            counts[group] += 1
            counts[f"{group}@{LOOSE}"] += overlap >= LOOSE
            counts[f"{group}@{STRICT}"] += overlap >= STRICT
        if row and overlap >= LOOSE and quote["speaker"]:
            counts["speaker"] += 1
            counts["speaker right"] += is_speaker(row, quote)
        if row and overlap >= LOOSE and quote["cue"] and quote["speech_cue"]:
            counts["cue"] += 1
            counts["cue right"] += bool(words(row.cue) & words(quote["cue"]))
    return counts


def is_speaker(row: QuoteRow, quote: dict[str, Any]) -> bool:
    """Tell whether a row names the speaker of the gold: by place, by a word of three letters, or by all words."""
    start, end, name = row.speaker_start or 0, row.speaker_end or 0, words(quote["speaker"])
    return any(part["start"] < end and start < part["end"] for part in quote["speaker_spans"]) or any(
        ours == name != set() or any(len(word) > 2 for word in ours & name)
        for ours in (words(row.speaker_text), words(row.speaker))
    )


def words(value: str | None) -> set[str]:
    return set(re.findall(r"\w+", (value or "").lower()))


def summarize(counts: Counter[str], digits: int) -> dict[str, float]:
    """Turn counts into the figures of a line; F1 is made of percentages rounded to so many digits."""

    def percent(part: str, whole: str) -> float:
        return round(100 * counts[part] / counts[whole], digits) if counts[whole] else float("nan")

    figures = []
    for precision, recall in (
        (percent(f"gold@{LOOSE}", "predicted"), percent(f"speech@{LOOSE}", "speech")),
        (percent(f"gold@{STRICT}", "predicted"), percent(f"speech@{STRICT}", "speech")),
        (percent("characters right", "characters"), percent("speech_characters found", "speech_characters")),
    ):
        both = precision + recall
        figures += [precision, recall, 2 * precision * recall / both if both > 0 else 0.0]
    others = percent(f"direct@{STRICT}", "direct"), percent("speaker right", "speaker"), percent("cue right", "cue")
    return dict(zip(FIGURES, [*figures, *others], strict=True))


def leave_out(articles: Sequence[Article], counted: Sequence[Counter[str]], family: Family) -> list[list[str]]:
    """Return a line for each family, the largest first: its rows, and what changes without them."""
    total = sum(counted, Counter[str]())
    before = summarize(total, EXACT)
    sizes = Counter(name for article in articles for _, row in article.rows if (name := family(row)))
    lines = []
    for name, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        counts = Counter(total)
        for article, old in zip(articles, counted, strict=True):
            kept = [predicted for predicted in article.rows if family(predicted[1]) != name]
            if len(kept) < len(article.rows):
                counts.subtract(old)
                counts.update(score(article, kept))
        after = summarize(counts, EXACT)
        lines.append([name, f"{size:,}", *(f"{after[figure] - before[figure]:+z.2f}" for figure in CHANGES)])
    return lines


def make_families() -> dict[str, Family]:
    """Return the ways to tell the family of a row. Nouns that report ("claim") look like forms of verbs."""
    classes: dict[str, str] = {}
    for row in read_table("reporting_verbs"):
        verb, *rest = row["verb"].split()
        for form in (verb, *inflect(verb)):
            classes.setdefault(" ".join([form, *rest]), row["class"])
    return {
        "rule": lambda row: row.rule,
        "verb": lambda row: None if row.rule.startswith("noun") else classes.get((row.cue or "").lower()),
        "kind": lambda row: row.kind,
    }


def measure(function: Callable[[Any], Any], items: Sequence[Any]) -> float:
    """Return the smallest CPU time, in milliseconds, of `function` over all items."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        for item in items:
            function(item)
        best = min(best, process_time() - start)
    return best * 1000


def print_table(header: Sequence[str], lines: Iterable[Sequence[str]], markdown: bool) -> None:
    """Print a table, its first column to the left and all others to the right."""
    table = [header, *([["---", *["--:"] * (len(header) - 1)]] if markdown else []), *lines]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *others in table:
        cells = [first.ljust(widths[0]), *map(str.rjust, others, widths[1:])]
        print(f"| {' | '.join(cells)} |" if markdown else "  ".join(cells))
    print()


def main() -> None:
    """Extract, score, leave out and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--markdown", action="store_true", help="print the tables in Markdown")
    arguments = parser.parse_args()
    records = [json.loads(line) for line in arguments.set.read_text(encoding="utf-8").split("\n") if line]
    seeds = [Seed(r["id"], "", article_id(r["text"].encode()), r["text"], "utf-8") for r in records]
    documents = [segment(seed) for seed in seeds]
    articles = [read_article(*pair) for pair in zip(records, map(extract_quotes, documents), strict=True)]

    counted = [score(article, article.rows) for article in articles]
    total = sum(counted, Counter[str]())
    sizes = (sum(len(article.rows) for article in articles), total["predicted"], total["gold"])
    first = ["all", *(f"{size:,}" for size in sizes), *(f"{figure:.1f}" for figure in summarize(total, 1).values())]
    print_table(["rules", "rows", "predicted", "gold", *FIGURES], [first], arguments.markdown)
    for name, family in make_families().items():
        print_table([f"without {name}", "rows", *CHANGES], leave_out(articles, counted, family), arguments.markdown)
    scale = ARTICLE / sum(len(seed.text) for seed in seeds)
    quotes, structure = measure(extract_quotes, documents) * scale, measure(segment, seeds) * scale
    print(f"ms of CPU per {ARTICLE:,} characters: extract_quotes {quotes:.2f}, segment {structure:.2f}")


if __name__ == "__main__":
    main()

"""Document -> quotes: who said what, in quotation marks or not.

line.py         the body as one line of items; a quotation in marks is a single item (clauses.py: is it a clause?)
cuewords.py     words that can report, and what may follow them; cues.py: whether one is a verb where it stands
subjects.py     who speaks (appositions.py, nounphrases.py; sources.py: what can be a source, and its bare name)
complements.py  what follows a verb, past its adjuncts.py; contents.py: where reported words begin and end
verbs.py        cue + subject + content -> Attribution (inverted.py, fronted.py, quoting.py: other orders and layers)
according.py, nouns.py, placed.py: attributions without a verb of reporting
layers.py       several attributions in one sentence; nested.py: speech inside a quotation
marked.py       whose words stand in marks, and which go on without a cue
transcripts.py, headlines.py: what is laid out in other ways than prose
rows.py         attributions -> rows

The records between these steps are named tuples: dozens are made for an article, at a third of a dataclass's cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.extract.quotes.according import find_according
from wirepack.extract.quotes.cuewords import find_places
from wirepack.extract.quotes.headlines import cut_headlines
from wirepack.extract.quotes.layers import settle_layers
from wirepack.extract.quotes.line import read_line
from wirepack.extract.quotes.marked import assign_marks, find_continued
from wirepack.extract.quotes.nested import find_nested
from wirepack.extract.quotes.nouns import find_nouns, spoken_for
from wirepack.extract.quotes.placed import find_by_place, find_colons, find_dashes, find_introduced
from wirepack.extract.quotes.rows import cut_nested, cut_pieces, cut_turns, make_rows, name_turns
from wirepack.extract.quotes.transcripts import find_turns
from wirepack.extract.quotes.verbs import find_attributions

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Attribution
    from wirepack.models import Document, QuoteRow

__all__ = ["extract_quotes"]


def extract_quotes(document: Document) -> tuple[QuoteRow, ...]:
    """Find the quotations of an article.

    1. attributions by a verb: Smith said …, …, said Smith
    2. attributions by "according to" and by a noun: the minister's claim that …
    3. of several in one sentence, who is quoted and who only passes it on
    4. the words in marks that each attribution holds, terms and titles left out
    5. quotations that their place before a verb, a colon or a dash attributes
    6. quotations that go on without a cue, or follow a sentence about who speaks
    7. speech inside a quotation
    8. the turns of a transcript, whose paragraphs are read by none of the above, and headlines
    """
    turns = find_turns(document)
    line = read_line(document, frozenset(turn.paragraph for turn in turns))
    places = find_places(line)
    verbs = find_attributions(line, places)
    cues = {item for attribution in verbs for item in spoken_for(attribution)}
    found = settle_layers(
        line, sorted([*verbs, *find_according(line, places), *find_nouns(line, places, cues)], key=_place), places
    )
    owner = assign_marks(document, line, found)
    for find in (find_by_place, find_colons, find_dashes):
        for attribution in find(document, line, owner):
            for start, end in attribution.contents:
                owner |= {item: len(found) for item in range(start, end) if item in line.marks}
            found.append(attribution)
    continued = find_continued(document, line, found, owner)
    for attribution in find_introduced(document, line, {**owner, **continued}):
        owner[attribution.contents[0][0]] = len(found)
        found.append(attribution)
    pieces = cut_pieces(document, line, found, owner, continued)
    outer = {piece.start: piece for piece in reversed(pieces)}
    for item in sorted([*owner, *continued]):
        inside, nested = find_nested(document, line, item)
        if nested:
            pieces += cut_nested(document, inside, outer[document.marks[line.marks[item]].start], nested)
    return make_rows(document, pieces + cut_turns(turns) + cut_headlines(document), name_turns(document, turns))


def _place(attribution: Attribution) -> int:
    return attribution.cue[0] if attribution.cue else attribution.contents[0][0]

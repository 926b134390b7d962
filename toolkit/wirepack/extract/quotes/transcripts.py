"""Question and answer transcripts: paragraphs that a label attributes, "Q: …", "A: …", "KARPIN: …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirepack.extract.quotes.attribution import Span
    from wirepack.models import Document, PersonMention

# A label and its colon at the head of a paragraph: "Q: Who …", "**A.** We …", "Gen. Oleg KARPIN (Defence): We …", and the
# Q whose own format was lost: "QWho holds the hill?"
_LABEL = re.compile(
    r"""
    [*_]{0,2}
    (?: (?P<letter> [QA] ) [*_]{0,2} [.:] [*_]{0,2} \s+
      | (?P<name> (?=[^\W\d_]) (?: \(?[^\W_][\w.'’-]{0,30}\)?\ ){0,4} \(?[^\W_][\w.'’-]{0,30}\)? ) [*_]{0,2} : [*_]{0,2} \s+
      | (?P<lost> Q ) (?= [A-Z][a-z’'] )
    )
    (?= \S )
    """,
    re.VERBOSE,
)
_QUESTION = frozenset({"q", "question"})
_ANSWER = frozenset({"a", "answer"})
_OPENS = frozenset("QA*_")
_LONGEST_LABEL = 170  # characters; five words and marks of style
_GAP = 4  # paragraphs from one turn to the next: a long answer goes on without its label
_SHORTEST_RUN = 3  # turns of named speakers; of questions and answers, two will do
_SHORTEST_TURN = 4  # words of a turn on average; "Roe: 1,769." is a table
_ASIDE = ("(", "[", "…", "...")  # what opens a stage direction: (Laughter.)


class Turn(NamedTuple):
    """One paragraph of a transcript as characters: its label and what is said; who speaks, where only the page tells."""

    paragraph: int
    label: Span
    said: Span
    person: int | None  # index into Document.people: who gives the answers
    continues: bool  # a paragraph that goes on without a label has the one of the turn before


class _Labelled(NamedTuple):
    paragraph: int
    label: Span
    said: int  # where the words behind the label begin
    name: str  # what tells one speaker from another: the last word of the label


def find_turns(document: Document) -> list[Turn]:
    """Find the paragraphs of a transcript, in order; an article in prose has none.

    Labels make a transcript if they alternate: one comes back after another, or there are Q and A. A paragraph between
    two turns goes on with the first of them, a direction in brackets is nobody's.
    """
    find, text = document.text.find, document.text
    opening = [
        number
        for number, (start, _) in enumerate(document.paragraphs)
        if find(":", start, start + _LONGEST_LABEL) >= 0 or text[start] in _OPENS
    ]
    labelled = [found for number in opening if (found := _read_label(document, number))]
    if len(labelled) < len("QA"):
        return []
    person = _interviewee(document, labelled[0].label[0])
    turns: list[Turn] = []
    for run in _runs(labelled):
        if _is_conversation(document, run):
            turns += _turns_of(document, run, person)
    return turns


def _read_label(document: Document, paragraph: int) -> _Labelled | None:
    start, end = document.paragraphs[paragraph]
    match = _LABEL.match(document.text, start, end)
    if match is None:
        return None
    label = match.lastgroup or ""
    words = match[label].split()
    if not all(word.strip("(")[0].isupper() or (word.islower() and len(word) < _SHORTEST_TURN) for word in words):
        return None  # "The rules are simple: …"
    return _Labelled(paragraph, match.span(label), match.end(), words[-1].strip("().").casefold())


def _runs(labelled: list[_Labelled]) -> list[list[_Labelled]]:
    runs = [[labelled[0]]]
    for found in labelled[1:]:
        if found.paragraph - runs[-1][-1].paragraph > _GAP:
            runs.append([])
        runs[-1].append(found)
    return runs


def _is_conversation(document: Document, run: list[_Labelled]) -> bool:
    names = [found.name for found in run]
    words = sum(len(document.text[found.said : document.paragraphs[found.paragraph][1]].split()) for found in run)
    if words < _SHORTEST_TURN * len(run):
        return False
    if _QUESTION.union(_ANSWER).issuperset(names):
        return len(run) > 1 and not _ANSWER.isdisjoint(names)
    last = {name: at for at, name in enumerate(names)}
    return len(run) >= _SHORTEST_RUN and any(last[name] > at + 1 for at, name in enumerate(names)) and len(last) > 1


def _turns_of(document: Document, run: list[_Labelled], person: int | None) -> list[Turn]:
    turns = []
    after = [found.paragraph for found in run[1:]] + [run[-1].paragraph + 1]
    for found, stop in zip(run, after, strict=True):
        answers = person if found.name in _ANSWER else None
        said = found.said, document.paragraphs[found.paragraph][1]
        turns.append(Turn(found.paragraph, found.label, said, answers, continues=False))
        for paragraph in range(found.paragraph + 1, stop):
            span = document.paragraphs[paragraph]
            if not document.text.startswith(_ASIDE, *span):
                turns.append(Turn(paragraph, found.label, span, answers, continues=True))
    return turns


def _interviewee(document: Document, before: int) -> int | None:
    """Return the one person that the headline names, or else the text before the first turn; of several, nobody."""
    titles = [(zone.start, zone.end) for zone in document.zones if zone.kind == "title"]
    bodies = [(start, min(end, before)) for start, end in document.paragraphs if start < before]
    for spans in (titles, bodies):
        people = {mention.person for span in spans for mention in _mentions_in(document, span)}
        if people:
            return people.pop() if len(people) == 1 else None
    return None


def _mentions_in(document: Document, span: Span) -> tuple[PersonMention, ...]:
    first = bisect_left(document.mentions, span[0], key=lambda mention: mention.start)
    return document.mentions[first : bisect_left(document.mentions, span[1], key=lambda mention: mention.start)]


def is_label_of_nobody(label: str) -> bool:
    """Tell whether a label is only a letter or a word for the kind of turn: Q, A, Question."""
    return label.casefold() in _QUESTION | _ANSWER

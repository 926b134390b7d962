"""Events: who did what to whom, when, where, and whether it is a fact. Types and modes are those of PLOVER.

lexicon, heads                              event_triggers.tsv, event_classes.tsv, event_governors.tsv, compiled
names (people, leaders), nouns, parties     who is spoken of,
organs, home, discourse                     and of which state, or for whom a pronoun stands
line, groups, clauses, objects, reading     the skeleton of a sentence, without a parser
triggers, scope, status, figures            what happens, and whether it does
frames, roles, blame, means                 its columns
anchors, ahead, occasions, counted, when    its date
addresses, locating, where, grounds         its place
counts, victims, salvos                     what it counts
context, merge                              what the sentences before give, and one record per event
"""

from __future__ import annotations

from collections import Counter
from operator import eq
from typing import TYPE_CHECKING

from wirepack.extract.events.anchors import Anchors
from wirepack.extract.events.build import Setting, read_drafts
from wirepack.extract.events.context import fill_from_context
from wirepack.extract.events.discourse import Discourse
from wirepack.extract.events.grounds import find_sections, ground_places
from wirepack.extract.events.home import find_home
from wirepack.extract.events.lexicon import DESIGNATION, triggers
from wirepack.extract.events.line import PEOPLE, Line
from wirepack.extract.events.merge import merge_drafts
from wirepack.extract.events.names import find_names
from wirepack.extract.events.organs import Organs
from wirepack.extract.events.parties import find_heads, find_parties
from wirepack.extract.events.row import make_row
from wirepack.extract.events.triggers import find_candidates, find_designations
from wirepack.grammar import CALENDAR, MODAL, NAME, NUMBER, TIME, classes_of, word_classes
from wirepack.phrases import between, find_words
from wirepack.reference.index import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirepack.extract.events.draft import Draft
    from wirepack.extract.events.named import Named
    from wirepack.models import Document, EventRow, Tokens

__all__ = ["extract_events"]

_LONGEST = 400  # tokens; a longer sentence is a list or a lost full stop, and every rule looks over its whole sentence
_SAMPLE = 300  # words that show whether a text is in capitals
_SMALL_LETTERS = 10  # one word in so many may be in small letters in a text of capitals
_DOT = "\N{MIDDLE DOT}"
_LAST = 20  # events before a sentence that it may go on from


def extract_events(document: Document) -> tuple[EventRow, ...]:
    """Extract the events of an article, one row per distinct event, in the order of their main mentions.

    1. Find the named parties of the article. 2. Sentence by sentence: the parties and, if a word may be a trigger, their
    pronouns resolved, then the triggers with status, roles, date, place and counts. 3. Fill what is left open from the
    sentence before. 4. Merge the mentions of one event. Only the body is read: title and deck repeat it.

    >>> from wirepack.models import Seed
    >>> from wirepack.segment import segment
    >>> text = "On 3 May 2021 Israeli jets struck a depot near Homs, killing two Syrian soldiers."
    >>> [(row.trigger, row.event_type, row.actor, row.place, row.killed) for row in
    ...     extract_events(segment(Seed("a.txt", "", "a-0", text, "utf-8")))]
    [('struck', 'ASSAULT', 'Israel', 'Homs', 2)]
    """
    tokens = document.tokens
    bits = _classes(tokens)
    anchors = Anchors(document)
    names, called, abroad = find_names(document, anchors)
    discourse = Discourse(document, called)
    near = Counter(name.country for name in names.values() if name.country)
    home, sections = find_home(document, near, names), find_sections(document, names)
    setting = Setting(document, discourse, anchors, near, home, sections)
    organs = Organs(tokens.lower, names, setting.home, abroad)
    article, heads = frozenset(tokens.lower), find_heads(tokens.lower, names)
    lower = _read_names(tokens.lower, bits, names)
    begin = find_words(tokens.lower, triggers())
    machines = find_designations(document.text)
    drafts: list[Draft] = []
    for number, first, last in _stretches(document):
        parties = find_parties(tokens, bits, names, heads, first, last, organs)
        words = frozenset(tokens.lower[first:last])
        if machines and between(machines, tokens.start[first], tokens.end[last - 1]):
            words |= {DESIGNATION}
        candidates = find_candidates(tokens.lower, words, between(begin, first, last))
        if not candidates:
            discourse.pass_over(parties)
            continue
        parties, sentence = discourse.resolve(parties), document.sentences[number]
        line = Line(sentence.start, sentence.end, first, last, tokens.text, lower, bits, parties, words, article)
        found = read_drafts(setting, line, candidates, number, drafts)
        drafts += fill_from_context(found, drafts[-_LAST:])
    return tuple(make_row(document, draft) for draft in merge_drafts(ground_places(drafts, near)))


def _read_names(lower: list[str], bits: list[int], names: Mapping[int, Named]) -> list[str]:
    """Take all of a name for a name: "Mr. J. K. Roe" ends no clause, and there is no modal verb in "Theresa May"."""
    for item in names.values():
        if item.kind in PEOPLE and bits[item.last - 1] & MODAL:
            bits[item.last - 1] = NAME
    dots = [index for item in names.values() for index in range(item.first, item.last) if lower[index] == "."]
    if not dots:
        return lower
    words = lower.copy()
    for index in dots:
        words[index], bits[index] = _DOT, NAME
    return words


def _classes(tokens: Tokens) -> list[int]:
    """Tell what each word may be; "AM" behind a number is no verb, nor "May" beside one."""
    if _is_shouted(tokens):  # capitals tell no names
        classes = word_classes(tokens.lower)
        bits = [found or NAME * word[0].isalpha() for word, found in zip(tokens.lower, classes, strict=True)]
    else:
        bits = classes_of(tokens).copy()
    for index in places_of(tokens.lower, "am", 1, len(bits)):
        if bits[index - 1] & NUMBER:
            bits[index] = TIME
    for index in places_of(tokens.lower, "may", 0, len(bits)):
        beside = bits[index - 1] if index else 0
        if tokens.text[index] != "may" and (beside | bits[min(index + 1, len(bits) - 1)]) & NUMBER:
            bits[index] = TIME | CALENDAR  # "the 9 May attack"
    return bits


def _is_shouted(tokens: Tokens) -> bool:
    """Tell whether nearly the whole text is in capitals, as agencies sent it until the 1990s."""
    text, lower = tokens.text[:_SAMPLE], tokens.lower[:_SAMPLE]
    small = sum(map(eq, text, lower))  # words in small letters, numbers and marks
    if small * 2 >= len(lower):
        return False
    marks = sum(not word[0].isalpha() for word in lower)
    return bool((small - marks) * _SMALL_LETTERS < len(lower))


def _stretches(document: Document) -> Iterator[tuple[int, int, int]]:
    """Cut the sentences into stretches that the rules can look over: (number of the sentence, first, last token)."""
    for number, sentence in enumerate(document.sentences):
        for first in range(sentence.first, sentence.last, _LONGEST):
            yield number, first, min(first + _LONGEST, sentence.last)

"""Step 2. Seed -> Document: zones, paragraphs, sentences, tokens, quotation marks and people, as offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirepack.markup import blank, find_quoting
from wirepack.models import Document
from wirepack.segment.marks import pair_marks
from wirepack.segment.people import find_people
from wirepack.segment.sentences import split_sentences
from wirepack.segment.stated import fit_zones
from wirepack.segment.tokens import tokenize
from wirepack.segment.zones import find_zones

if TYPE_CHECKING:
    from wirepack.models import Seed

__all__ = ["segment"]


def segment(seed: Seed) -> Document:
    r"""Find the structure of an article; its text is that of record, with spaces for front matter and marks of quoting.

    >>> from wirepack.models import Seed
    >>> document = segment(Seed("a.txt", "", "a-0", "Calm holds\n\nDr. Roe said “no”. She left.", "utf-8"))
    >>> [document.text[s.start : s.end] for s in document.sentences]
    ['Dr. Roe said “no”.', 'She left.']
    """
    quoting = seed.quoting or find_quoting(seed.text, seed.front)
    text = blank(seed.text, [(0, seed.front), *quoting])
    tokens = tokenize(text)
    zones = fit_zones(text, find_zones(text, tokens, quoting), seed.stated)
    paragraphs = tuple((zone.start, zone.end) for zone in zones if zone.kind == "body")
    sentences = split_sentences(text, paragraphs, tokens)
    marks = pair_marks(text, paragraphs)
    people, mentions = find_people(text, tokens, sentences, zones)
    return Document(seed, text, zones, paragraphs, sentences, tokens, marks, people, mentions)

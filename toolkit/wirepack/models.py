"""What flows through wirepack: frozen records without logic.

All offsets are code points into the text of record (`Seed.text`), half-open: `text[start:end]`. A `Seed` is a decoded
file, a `Document` the same text with its structure, and the `…Row` classes are the published tables, one field per
column of `schemas/*.json` in the same order (a test keeps the two equal).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - readers of these records resolve the annotations at run time

# ---------------------------------------------------------------- input


@dataclass(frozen=True, slots=True)
class Stated:
    """What the metadata of an input say of its article: front matter, fields of a record, JSON-LD, meta tags."""

    title: str | None = None
    authors: tuple[str, ...] = ()  # as stated, each like a byline: "Jane Roe, Reuters"
    published: date | None = None
    published_precision: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639
    tags: tuple[str, ...] = ()  # sections, topics, keywords
    rights: str | None = None


NOTHING_STATED = Stated()


@dataclass(frozen=True, slots=True)
class Seed:
    """The text of one article; nothing in `text` is translated or normalised after it was decoded or extracted."""

    source: str  # path below seeds/, posix; of a record or member see wirepack.inputs
    sha256: str  # hex digest of the article's own bytes: of the file, line, row, member or HTTP body
    article_id: str
    text: str
    encoding: str  # as detected: "utf-8", "windows-1252", …
    media_type: str = "text/plain"
    reference_date: date | None = None  # given by the user; anchors "yesterday" where the text states no date
    stated: Stated = NOTHING_STATED
    front: int = 0  # where the article begins, behind the front matter of Markdown
    quoting: tuple[tuple[int, int], ...] = ()  # where marks of Markdown's block quotes stood, which are blank in `text`


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article before it is decoded: what a reader of containers hands to a worker."""

    source: str
    kind: str  # how its bytes are read: text, markdown, html, json, table; see wirepack.inputs
    data: bytes | None = None  # None: the file `source` itself, which whoever decodes it reads
    media_type: str = "text/plain"
    encoding: str | None = None  # as the container states it
    fields: tuple[tuple[str, str], ...] = ()  # the cells of a table's row
    url: str | None = None  # from which it was fetched


# ---------------------------------------------------------------- structure of a text


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text with one function. Zones do not overlap and stand in order; white space lies between them.

    `kind` is one of: title, deck, heading, body (one zone per paragraph), `metadata:<what>` (byline, publisher,
    published, dateline, region, theme, url, section) and `boilerplate:<what>` (caption, navigation, share,
    republication, author_bio, rights, credit, separator, banner, title_noise, footer).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body paragraph, and the half-open range of its tokens in `Document.tokens`."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int  # index into Document.paragraphs


@dataclass(frozen=True, slots=True)
class Marks:
    """A pair of quotation marks. `start:end` is the inside, trimmed of white space; `outer_…` includes the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    style: str  # double, curly, single, curly-single, doubled, low, angle
    closed: bool  # False: the closing mark is missing, the inside ends with the paragraph
    depth: int  # 0 outermost
    paragraph: int  # index into Document.paragraphs


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, numbers and punctuation of the whole text, as parallel columns; markup such as `<a href=…>` is left out.

    `lower` is the word in lower case, with curly apostrophes made straight and bars dashes: the key into every lexicon.
    """

    start: list[int]
    end: list[int]
    text: list[str]
    lower: list[str]

    def gap(self, position: int) -> int:
        """How many characters stand between a token and the one before it."""
        return self.start[position] - self.end[position - 1]


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the article. `name` is the fullest form found anywhere in it, without titles."""

    name: str
    role: str | None  # as given with the first mention that has one: "Israeli defense minister"
    role_start: int | None
    role_end: int | None
    gender: str | None  # "m", "f", or None where the text does not tell
    country: str | None  # ISO 3166-1 alpha-3 of the state the role speaks of, or of a known leader


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where a person is named: the bare name ("de Haas" in "Dr. de Haas's"), and who it is."""

    start: int
    end: int
    person: int  # index into Document.people
    title_start: int  # where the titles before the name begin; equal to start if there are none


@dataclass(frozen=True, slots=True)
class Document:
    """A seed with its structure, everything the extractors read.

    `text` has the offsets of the text of record, with spaces for what is no word of the article: front matter, and the
    marks of quoted lines. `paragraphs` are (start, end) of the body zones.
    """

    seed: Seed
    text: str
    zones: tuple[Zone, ...]
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    tokens: Tokens
    marks: tuple[Marks, ...]
    people: tuple[Person, ...]
    mentions: tuple[PersonMention, ...]


# ---------------------------------------------------------------- published rows


@dataclass(frozen=True, slots=True)
class ArticleRow:
    article_id: str
    source: str
    sha256: str
    media_type: str
    encoding: str
    title: str | None = None
    author: str | None = None
    author_role: str | None = None
    publisher: str | None = None
    syndicated_from: str | None = None
    published: date | None = None
    published_precision: str | None = None
    dateline: str | None = None
    url: str | None = None
    region: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    language: str | None = None
    rights: str | None = None
    word_count: int = 0
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    quote_id: str
    article_id: str
    start: int
    end: int
    text: str
    kind: str
    content_start: int
    content_end: int
    utterance_id: str
    speaker: str | None = None
    speaker_text: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_role: str | None = None
    relayed_by: str | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    addressee: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    event_id: str
    article_id: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    event_type: str
    mode: str | None = None
    quad: str | None = None
    actor: str | None = None
    actor_country: str | None = None
    target: str | None = None
    target_country: str | None = None
    date_text: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    date_precision: str = "unknown"
    place: str | None = None
    place_country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    killed: int | None = None
    injured: int | None = None
    launched: int | None = None
    intercepted: int | None = None
    amount: float | None = None
    amount_unit: str | None = None
    status: str = "occurred"
    attributed_to: str | None = None
    incident_id: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SystemRow:
    system_id: str
    name: str
    family: str | None = None
    class_: str | None = None  # published as `class`
    origin: tuple[str, ...] = ()
    nato_name: str | None = None
    catalogued: bool = False
    mention_count: int = 0
    article_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    mention_id: str
    system_id: str
    article_id: str
    event_id: str | None = None
    start: int
    end: int
    text: str
    operator: str | None = None
    supplier: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """All that one article gives, before `link` has seen the others."""

    article: ArticleRow
    quotes: tuple[QuoteRow, ...]
    events: tuple[EventRow, ...]
    mentions: tuple[MentionRow, ...]
    systems: tuple[SystemRow, ...]  # what this article tells of the systems it mentions; counts are still zero
    fingerprint: tuple[int, ...]  # sketch of the body's word sequence, for near-duplicates
    text: str | None = None  # the text of record, where it is no decoded file of seeds/ and must be published


@dataclass(frozen=True, slots=True)
class Corpus:
    """The rows of all articles, linked and sorted: what `tabulate` turns into tables."""

    articles: tuple[ArticleRow, ...]
    quotes: tuple[QuoteRow, ...]
    events: tuple[EventRow, ...]
    systems: tuple[SystemRow, ...]
    mentions: tuple[MentionRow, ...]


# ---------------------------------------------------------------- what is wrong with data


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with data, as a value. `message` says what was found and what to do about it."""

    code: str  # "empty-file", "foreign-key", "span-differs", …
    message: str
    path: str | None = None  # file, as the user knows it
    table: str | None = None
    row: int | None = None  # 1-based data row, the header not counted
    field: str | None = None
    value: str | None = None
    severity: str = "error"  # or "warning": told, but it stops nothing


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the rows per table, and everything worth telling."""

    published: bool
    counts: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

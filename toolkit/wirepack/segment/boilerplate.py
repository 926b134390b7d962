"""Recognise what is no part of the article: captions, credits, buttons, rights, republication terms, biographies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wirepack.lexicons import read_table
from wirepack.segment.paragraphs import is_finished

# What may stand before the first word of a block: "## ", "**", "• ", "(", "[", "--".
_LEAD = re.compile(r"[\s#*_>•·|(\[\\–—-]{0,8}")
# A rule between sections: "\*\*\*", "---", "* * *", "•".
_SEPARATOR = re.compile(r"[\W_]{1,200}")
# What a button shows beside its word: "12 Comments", "Share (3)".
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")

# The credit that ends a caption: "(Photo: A. Person)", "[Reuters]", "JO DOE/AFP/Getty Images", "Screengrab".
_CAPTION_END = re.compile(
    r"""
    (?: [(\[] [^()\[\]]{0,80}? \b
          (?: photos?|images?|picture|pic|file|credits?|screen ?(?:grab|shot)|courtesy|handout|via
            | AFP|AP|EPA(?:-EFE)?|Reuters|Getty|Anadolu|Xinhua|TASS|Sputnik|Shutterstock|PTI|ANI|AA|UPI|DPA|SANA|IRNA )
          \b [^()\[\]]{0,60} [)\]] \.?
      | \b (?: (?:Getty|Stock) \s Images? | Wikimedia (?:\s Commons)? | Wikipedia | Screen \s? (?:grab|shot)s? | Shutterstock
             | iStock (?:photo)? | Flickr | Pixabay | Unsplash | Pexels | File \s [Pp]hotos? | Handout | EPA (?:-EFE)? | AFP | AP
             | REUTERS | Reuters | Alamy | Anadolu (?:\s Agency)? | AP \s Photo | AFP \s PHOTO | Source: \s [A-Z][\w .]{1,40}
             | Credit:? \s? [A-Z][\w./ —–-]{1,60} | Photo(?:\s by|:) \s [A-Z][\w./ -]{1,60} | [A-Z]\w+ / (?:The\s)? [A-Z][\w ]{2,30}
             | [Vv]ia \s (?:Twitter|X|Facebook|Telegram|YouTube) ) \W{0,2}
    ) $
    """,
    re.VERBOSE,
)
_CREDIT_TAIL = 160  # a credit is no longer
_CAPTION_WORDS = 70  # nor is a caption
_HEAD = 400  # where in a block phrases are looked for: a disclaimer shows itself early
_SHORT = {"navigation": 40, "share": 40, "credit": 60, "caption": _CAPTION_WORDS}  # most words a block of this kind has
_LONG = 220  # terms and disclaimers may be this long
_TERMS = 2  # different phrases of terms that make terms; one is enough in a footer


@dataclass(frozen=True, slots=True)
class _Phrases:
    whole: dict[str, str]  # phrase -> kind
    start: re.Pattern[str]
    start_kinds: dict[str, str]
    anywhere: tuple[tuple[str, str], ...]


def classify(text: str, start: int, end: int, *, footer: bool = False) -> str | None:
    """Name the kind of boilerplate a block is, or None where it may be part of the article.

    A `footer` stands after the article's last paragraph: there one phrase is enough, and long blocks count too.

    >>> classify("Share", 0, 5), classify("Photo: A. Person", 0, 16), classify("Shelling went on.", 0, 17)
    ('share', 'caption', None)
    """
    phrases = _phrases()
    head = text[start : min(end, start + _HEAD)]
    if _SEPARATOR.fullmatch(head) and end - start <= _HEAD:
        return "separator"
    lower = head.lower()
    kind = phrases.whole.get(_AROUND.sub("", lower))
    if kind and end - start <= _HEAD:
        return kind
    words = head.count(" ") + 1 if end - start <= _HEAD else (end - start) // 6
    found = phrases.start.match(lower, _LEAD.match(lower).end())  # type: ignore[union-attr]  # it matches the empty string
    if found:
        kind = phrases.start_kinds[found.group()]
        if words <= _SHORT.get(kind, _LONG):
            return kind
    if is_caption(text, start, end):
        return "caption"
    hits = [kind for phrase, kind in phrases.anywhere if phrase in lower]
    if len(hits) >= _TERMS or (hits and footer):
        return hits[0] if words <= _LONG else None
    return None


def is_caption(text: str, start: int, end: int) -> bool:
    """Tell whether a block is the caption of a picture: it ends with a credit, or says the same twice.

    >>> caption = "Soldiers at the gate - File photo Wikimedia Commons"
    >>> is_caption(caption, 0, len(caption))
    True
    """
    if end - start > _HEAD:
        return False
    block = text[start:end]
    if block.count(" ") >= _CAPTION_WORDS:
        return False
    first, newline, rest = block.partition("\n")
    if newline and len(first) > 1 and rest.startswith(first.strip()):
        return True
    if block[-1] in ".”" and not block.endswith((").", "].")):
        return False
    return _CAPTION_END.search(block[-_CREDIT_TAIL:]) is not None and not (
        is_finished(text, start, end) and block[-1] not in ")]."
    )


@cache
def _phrases() -> _Phrases:
    rows = read_table("boilerplate")
    start = {row["phrase"]: row["kind"] for row in rows if row["where"] == "start"}
    longest_first = sorted(start, key=lambda phrase: (-len(phrase), phrase))
    pattern = "|".join(re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalpha() else "") for phrase in longest_first)
    return _Phrases(
        whole={row["phrase"]: row["kind"] for row in rows if row["where"] == "whole"},
        start=re.compile(pattern),
        start_kinds=start,
        anywhere=tuple((row["phrase"], row["kind"]) for row in rows if row["where"] == "any"),
    )

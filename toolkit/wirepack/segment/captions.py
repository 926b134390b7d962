"""Recognise the captions of pictures that scrapers leave between paragraphs."""

from __future__ import annotations

import re

_AGENCY = r"AFP|AP|EPA(?:-EFE)?|EFE|REUTERS|Reuters|Getty|Anadolu|AA|Xinhua|TASS|Sputnik|PTI|ANI|UPI|DPA|dpa|SANA|IRNA|WAM|Al\sJazeera"
# The credit that ends a caption: "(Photo: A. Person)", "[Reuters]", "JO DOE/AFP/Getty Images", "Screengrab".
_CREDIT = re.compile(
    rf"""
    (?: [(\[] [^()\[\]]{{0,30}}? \b (?: (?i:photos?|images?|picture|pic|file|credits?|screen\s?(?:grab|shot)|courtesy|handout|via) | {_AGENCY} | Shutterstock )
          \b [^()\[\]]{{0,40}} [)\]] \.?
      | \b (?: (?:Getty|Stock)\sImages? | Wikimedia (?:\sCommons)? | (?i:screen\s?(?:grab|shot)s?) | Shutterstock | iStock (?:photo)? | Flickr | Pixabay
             | Unsplash | Pexels | (?i:file\sphotos?) (?:\s\|\s[^|\n]{2, 40})? | [Hh]andout | Alamy | (?:AP|AFP)\s(?:Photo|PHOTO) | [Aa]rchive\sphoto
             | [Ss]ource:\s[A-Z][\w\s.]{{1,40}} | Credits?:?\s?[A-Z][\w./ —–-]{{1,60}} | [Pp]hoto(?:graph)?(?:\sby|:)\s[A-Z][\w./ -]{{1,60}}
             | [A-Z][\w.’'-]+ \s?/\s? (?:{_AGENCY}) | [A-Z][a-z][\w.’'-]* / (?:The[ ])? [A-Z][\w.]+ (?:[ ][A-Z][\w.]+){{1,3}}
             | \w+\.(?:jpe?g|png|gif|webp)
             | [Vv]ia\s(?:Twitter|X|Facebook|Telegram|YouTube) ) \W{{0,2}}
    ) $
    """,
    re.VERBOSE,
)
# One of these, in small letters, stands in every credit; to look for them first costs a fifth of the search.
_CREDIT_MARKS = ("(", "[", "/", ".", "photo", "image", "source", "credit", "via", "screen", "handout")
_CREDIT_SITES = ("wikimedia", "stock", "flickr", "pixabay", "unsplash", "pexels", "alamy")
_CROWN = re.compile(r"(?<=[.\w]\s)\(?Crown [Cc]opyright\)?\.?$")  # "The ship off Karpin. Crown Copyright."
_CREDIT_MAX = 160  # characters; a credit is no longer
_CAPTION_WORDS = 70
_BRACKET_WORDS = 20  # digests of the news name their source in brackets too: "[Reuters]"
_SENTENCE_ENDS = frozenset(".”\"’'?!:;")


def is_caption(text: str, start: int, end: int) -> bool:
    """Tell whether a block is the caption of a picture: it ends with a credit, or says the same twice.

    >>> caption = "Soldiers at the gate - File photo Wikimedia Commons"
    >>> is_caption(caption, 0, len(caption))
    True
    """
    last = text[end - 1]
    if text.count(" ", start, end) >= (_BRACKET_WORDS if last == "]" else _CAPTION_WORDS):
        return False
    newline = text.find("\n", start, end)
    if newline > start + 1 and text[newline:end].lstrip().startswith(text[start:newline].strip()):
        return True
    if _CROWN.search(text, start, end):
        return True
    if last in _SENTENCE_ENDS and text[end - 2 : end] not in {").", "]."}:
        return False
    tail = text[max(start, end - _CREDIT_MAX) : end]
    lower = tail.lower()
    return any(mark in lower for mark in _CREDIT_MARKS + _CREDIT_SITES) and _CREDIT.search(tail) is not None

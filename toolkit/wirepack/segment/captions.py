"""Recognise the captions of pictures that scrapers leave between paragraphs."""

from __future__ import annotations

import re

_AGENCY = r"AFP|AP|EPA(?:-EFE)?|EFE|REUTERS|Reuters|Getty|Anadolu|AA|Xinhua|TASS|Sputnik|PTI|ANI|UPI|DPA|dpa|SANA|IRNA|WAM|Al\sJazeera"
# The credit that ends a caption: "(Photo: A. Person)", "[Reuters]", "JO DOE/AFP/Getty Images", "Screengrab".
_CREDIT = re.compile(
    rf"""
    (?: [(\[] [^()\[\]]{{0,80}}? \b (?: (?i:photos?|images?|picture|pic|file|credits?|screen\s?(?:grab|shot)|courtesy|handout|via) | {_AGENCY} | Shutterstock )
          \b [^()\[\]]{{0,60}} [)\]] \.?
      | \b (?: (?:Getty|Stock)\sImages? | Wikimedia (?:\sCommons)? | (?i:screen\s?(?:grab|shot)s?) | Shutterstock | iStock (?:photo)? | Flickr | Pixabay
             | Unsplash | Pexels | [Ff]ile\s[Pp]hotos? | [Hh]andout | Alamy | (?:AP|AFP)\s(?:Photo|PHOTO) | [Aa]rchive\sphoto
             | [Ss]ource:\s[A-Z][\w\s.]{{1,40}} | Credits?:?\s?[A-Z][\w./ —–-]{{1,60}} | [Pp]hoto(?:graph)?(?:\sby|:)\s[A-Z][\w./ -]{{1,60}}
             | [A-Z][\w.’'-]+ \s?/\s? (?:{_AGENCY}) | [A-Z][a-z][\w.’'-]* / (?:The[ ])? [A-Z][\w.]+ (?:[ ][A-Z][\w.]+){{1,3}}
             | [Vv]ia\s(?:Twitter|X|Facebook|Telegram|YouTube) ) \W{{0,2}}
    ) $
    """,
    re.VERBOSE,
)
_CREDIT_MAX = 160  # characters; a credit is no longer
_CAPTION_WORDS = 70
_BRACKET_WORDS = 35  # digests of the news name their source in brackets too: "[Reuters]"
_SENTENCE_ENDS = (".", "”", '"', "’", "'")


def is_caption(text: str, start: int, end: int) -> bool:
    """Tell whether a block is the caption of a picture: it ends with a credit, or says the same twice.

    >>> caption = "Soldiers at the gate - File photo Wikimedia Commons"
    >>> is_caption(caption, 0, len(caption))
    True
    """
    block = text[start:end]
    if block.count(" ") >= (_BRACKET_WORDS if block[-1] == "]" else _CAPTION_WORDS):
        return False
    first, newline, rest = block.partition("\n")
    if newline and len(first) > 1 and rest.lstrip().startswith(first.strip()):
        return True
    if block.endswith(_SENTENCE_ENDS) and not block.endswith((").", "].")):
        return False
    return _CREDIT.search(block[-_CREDIT_MAX:]) is not None

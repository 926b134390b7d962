"""The claim of rights below an article: "© 2025 Example Daily. All rights reserved.", without what pages put behind it."""

from __future__ import annotations

import re

# "Copyright © A. Person, Example Daily, 2021", "© 2019 Example Daily. All rights reserved.", "(Copyright Example Daily 2019)"
_CLAIM = re.compile(
    r"""
    (?: \( (?= copyright [^()\n]{2,80} \) ) | (?: all\srights\sreserved | tous\sdroits\sréservés | جميع\sالحقوق\sمحفوظة ) [\s.,]* (?=©|copyright) )?
    (?: (?:\(c\)\s*)? copyright | © | &copy; | \(c\)\s*(?=\d{4}) )
    (?: [^\n.] | (?<=\b\w) \. | (?<=\b(?:Inc|Ltd|Cos|LLC)) \. | (?<=\b(?:Co|St)) \. | \. (?=\S) | \. \s* (?= all\srights ) ){0,200}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Without one of these a claim may only speak of rights
_SURE = re.compile(r"©|&copy;|\(c\)|\d{4}")
# The links that a page shows behind the claim: " | Home | Privacy Policy", " · Terms"; not " | All rights reserved"
_LINKS = re.compile(r"\s+[|·•∙]\s+(?!(?:all|some|alle|tous|todos)\b)", re.IGNORECASE)


def find_rights(text: str, start: int = 0, end: int | None = None) -> str | None:
    """Find a claim of rights in a stretch of text; None if there is none, or one without sign and year.

    >>> find_rights("Copyright 2005 The Karpin Times Company | Home | Privacy Policy")
    'Copyright 2005 The Karpin Times Company'
    >>> find_rights("Karpin holds the copyright") is None
    True
    """
    match = _CLAIM.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    claim = match.group()
    links = _LINKS.search(claim)
    claim = claim[: links.start()] if links else claim
    return claim if _SURE.search(claim) else None

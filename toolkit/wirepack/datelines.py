"""The place, date and agency that open an agency story: "DAMASCUS, Syria, Feb. 3 (AP) — "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wirepack.gazetteer.index import look_up
from wirepack.lexicons import read_words
from wirepack.outlets import find_outlet, looks_like_outlet
from wirepack.pubdates import MONTHS

# One pattern for every part; which parts must be there is decided below.
#   "LOS ANGELES, Feb 26 - "    "FLINT, Mich., Oct. 4 (UPI) — "    "BOGOTA, 9 JAN 90 (EFE) -- [TEXT] "
#   "WASHINGTON/MOSCOW (Reuters) - "    "New York (AFP) – "    "KABUL: "    "MOSCOW (Sputnik) "
#   "NICOSIA, FEB 19, 1974, REUTERS - "
#   "ODESSA, 6 June 2023 (Example). "    "MINSK, June 6. /EXAMPLE/. "    "VIENNA (6 June 2023) – "    "ROME — 6 June 2023 — "
_DATELINE = re.compile(
    r"""
    (?P<place>
        [A-ZÀ-Þ] [\w’'.-]{1,24} (?: (?: [ ] | [ ]?/[ ]? ) (?: (?:de|al|el|la|of|the|and) [ ] )? [A-ZÀ-Þ][\w’'.-]{0,20} ){0,4}
        (?: ,\s (?! (?i:MONTHS) ) [A-ZÀ-Þ][\w.’'-]{1,20} (?: [ ] [A-ZÀ-Þ][\w.’'-]{1,20} ){0,2} ){0,2}
    )
    (?: (?: ,? \s | \s [—–] \s ) (?P<date>
        (?: (?i:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun) (?:day)? ,? \s )?
        (?: (?i:MONTHS) [a-z.]{0,6} \s \d{1,2} (?: ,? \s (?P<year> \d{4} \b ) )?
          | \d{1,2} \s (?i:MONTHS) [A-Za-z.]{0,6} (?: ,? \s (?P<short_year> \d{4} \b | \d\d (?! [\d:.] ) ) )? )
    ) )?
    (?: ,? \s? \( (?P<agency> [^()\n]{2,60} ) \) | (?<=\d) , \s (?P<behind> [A-Z][A-Za-z]{1,11} ) (?= \s [-–—] ) | [.,]? \s / (?P<wire> [A-Z][\w-]{2,20} (?: [ ] [A-Z][\w-]{2,20} )? ) / )?
    (?: \*\* | __ )?
    (?P<mark> (?<=[)/]) \.? \s (?= ["“'‘\[]{0,2} [A-Z] ) | \s{0,2} [—–―] \s? | \s{0,2} -{1,2} \s | [ ]_[ ] | [:|] \s )
    \s* (?: \[ [A-Z][^\[\]\n]{1,60} \] \s* ){0,5}
    """.replace("MONTHS", MONTHS),
    re.VERBOSE,
)
# "(Rabat, March 5, 2019) – ", "(Rabat) – "
_BRACKETED = re.compile(
    r"""
    \( (?P<place> [A-ZÀ-Þ][\w’'-]{1,20} (?: [ ] [A-ZÀ-Þ][\w.’'-]{0,20} ){0,2} (?: ,\s [A-ZÀ-Þ][\w.’'-]{1,20} )? )
        (?: , \s (?P<date> [^()\n]{6,40} ) )? \) \s{0,2} [—–―-] {1,2} \s (?= ["“'‘]? [A-Z] )
    """,
    re.VERBOSE,
)
# A date with its year in the brackets behind a place: "(6 June 2023)", "(Example, 6 June 2023)"
_FULL_DATE = re.compile(
    r"""
    (?: (?i:MONTHS) [a-z.]{0,6} \s \d{1,2} ,? | \d{1,2} \s (?i:MONTHS) [a-z.]{0,6} ,? )
    \s \d{4} \b
    """.replace("MONTHS", MONTHS),
    re.VERBOSE,
)
# How most paragraphs begin, and no dateline: "The army …". What may go on after its first word is left out: "Monday", "of".
_ORDINARY = re.compile(
    r"[A-Z][a-z]* (?!(?:de|al|el|la|of|the|and|mon|tue|wed|thu|fri|sat|sun|MONTHS))[a-z]".replace("MONTHS", MONTHS)
)
_SIGN = re.compile(r"[—–―:|_)/-]")  # one of these stands behind every dateline
_LONGEST = 200
_ACRONYM = 5  # letters of what may be an organisation: "NATO - "
_COLON_WORDS = 3  # of a place before a colon: "NEW DELHI: ", "PORT OF SPAIN: "
_INTERVIEW = 2000  # characters in which an interview has its next speaker
_SPEAKER = re.compile(r"\n[ \t]*[A-Z][A-Z.’' -]{1,30}:\s")  # "KARPIN: We do."


# "Beirut — ", "New Delhi: ", and in small letters, where an archive has lost its bold type, "ahmedabad: "
_BARE = re.compile(
    r"""
    (?P<place> [A-ZÀ-Þ][\w’'-]{2,20} (?: [ ] (?: (?:de|al|el|la) [ ] )? [A-ZÀ-Þ][\w’'-]{1,20} ){0,2} | [a-z]{3,20} (?: [ ] [a-z]{3,20} )? )
    (?: \s? [—–―] \s? | \s -{1,2} \s | : \s ) (?= [A-Za-z"“'‘\d] )
    """,
    re.VERBOSE,
)
# "(Reuters) - ", "(CNN) — ", "(CNN)": an agency without a place
_SOURCE = re.compile(r"\( (?P<agency> [^()\n]{2,40} ) \) \s* (?: [—–―-]{1,2} \s* )? (?= [A-Z\"“'‘] )", re.VERBOSE)


# "МОСКВА, 3 мар - РИА Новости. ", "МОСКВА, 3 марта. /ТАСС/. ", "КИЕВ. 3 марта. УНН. "
_RUSSIAN = re.compile(
    r"(?P<place>[А-ЯЁІЇЄ][А-ЯЁІЇЄ-]{2,20}(?: [А-ЯЁІЇЄ-]{2,20})?)[,.] \d{1,2} [а-яіїє]{3,9}\.? ?[-–—/.]? ?(?P<agency>[А-ЯЁІЇЄ][\w-]+(?: [А-ЯЁІЇЄ][\w-]+)?)[./ ]{1,3}\s?(?=[\"«“]?[А-ЯЁІЇЄ])"
)
# "Bogotá, 18 jun (EFE).- ", "Popayán (Colombia), 18 de junio (EFE) - "
_SPANISH = re.compile(
    r"""
    (?P<place> [A-ZÀ-Þ][\w’'.-]{1,20} (?: [ ] [\w’'.-]{1,20} ){0,3} (?: [ ] \( [A-ZÀ-Þ][\w .]{2,20} \) )? )
    , \s \d{1,2} \s (?:de\s)? [a-z]{3,10} \.? \s? \( (?P<agency> [^()\n]{2,30} ) \) \s? \.? \s? [-–—]{1,2} \s?
    """,
    re.VERBOSE,
)
# "حمص - ", "دمشق / سانا / ": a town, maybe with its agency, before a dash or a stroke
_ARABIC = re.compile(
    r"(?P<place>[\u0620-\u0652]{2,12}(?: [\u0620-\u0652]{2,12})?)\s?[-–—ـ/:]\s?"
    r"(?:\(?(?P<agency>[\u0620-\u0652]{2,12}(?: [\u0620-\u0652]{1,10}){0,2})\)?\s?[-–—/:]\s?)?(?=[\"«“]?[\u0620-\u0652])"
)
_AGENCIES = re.compile(r"\s*(?:[/,–—]|-\s)\s*")  # "(MENAFN- Ukrinform) "


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline stands: the whole of it with its dash, the place, a date with its year, the agency's name."""

    start: int
    end: int
    place: tuple[int, int]
    date: tuple[int, int] | None
    agency: str | None


def match_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Match the dateline that opens a paragraph, if there is one.

    A place in capitals is enough before a dash or colon; one in small letters wants a date or an agency beside it.

    >>> text = "DAMASCUS, Syria (AP) — Shelling went on."
    >>> dateline = match_dateline(text, 0, len(text))
    >>> text[slice(*dateline.place)], dateline.agency, text[dateline.end :]
    ('DAMASCUS, Syria', 'AP', 'Shelling went on.')
    """
    stop = min(end, start + _LONGEST)
    if text.startswith(("**", "__"), start, end):  # "**BEIRUT** – "
        start += 2
    if text.startswith("(", start, end):
        return _match_bracketed(text, start, stop)
    if "А" <= text[start : start + 1] <= "Я":
        return _of_match(_RUSSIAN.match(text, start, stop))
    if "\u0620" <= text[start : start + 1] <= "\u064a":
        arabic = _ARABIC.match(text, start, stop)
        return _of_match(arabic) if arabic and arabic["place"] in read_words("arabic_towns") else None
    if _ORDINARY.match(text, start, end) or not _SIGN.search(text, start, stop):
        return None
    spanish = _SPANISH.match(text, start, stop)
    if spanish:
        return _of_match(spanish)
    match = _DATELINE.match(text, start, stop)
    if match is None or match.end() >= end:
        return _match_bare(text, start, stop)
    return _judge(text, match, stop)


def _of_match(match: re.Match[str] | None) -> Dateline | None:
    """Turn a match that needs no more evidence into a dateline."""
    return Dateline(match.start(), match.end(), match.span("place"), None, match["agency"]) if match else None


def _judge(text: str, match: re.Match[str], stop: int) -> Dateline | None:
    """Tell from its parts whether what has the shape of a dateline is one: a date, an agency, capitals, a known town."""
    start = match.start()
    city, agency = match["place"].partition(",")[0], match["agency"] or match["wire"] or match["behind"]
    place, inside = match.span("place"), _FULL_DATE.search(text, *match.span("agency")) if match["agency"] else None
    if inside:
        agency = text[match.start("agency") : inside.start()].strip(" ,") or None
        return Dateline(start, match.end(), place, inside.span(), agency)
    if match["agency"] and match["agency"].islower() and match["mark"][0] == ":":
        return None  # a speaker of a transcript: "OMAR KARPIN (translated): "
    stopped = match["mark"].startswith(".")  # no dash, but a full stop, as other brackets have
    if stopped and not (match["date"] or (agency and find_outlet(agency))):
        return None
    last = match["place"].rpartition(", ")[2]
    if agency is None and last != match["place"] and find_outlet(last):  # "Damascus, SANA - "
        agency, place = last, (place[0], place[1] - len(last) - 2)
    if not (match["date"] or agency):
        goes_on = text[match.end()].islower()  # "ISIS - linked groups", but also "KABUL: at least five"
        doubtful = goes_on or len(match["place"]) <= _ACRONYM
        if not city.isupper() or _is_label(text, match, city) or (doubtful and not _is_town(city)):
            return _match_bare(text, start, stop)
    if not match["date"] and looks_like_outlet(place_words := text[slice(*place)]) and not _is_town(place_words):
        return None  # "Afghan Voice Agency (AVA) - "
    dated = match["year"] or match["short_year"]
    return Dateline(start, match.end(), place, match.span("date") if dated else None, agency)


def find_source(text: str, start: int, end: int) -> int | None:
    """Find where a paragraph begins that has only its agency in front.

    >>> text = "(Reuters) - The army left."
    >>> text[find_source(text, 0, len(text)) :]
    'The army left.'
    """
    match = _SOURCE.match(text, start, min(end, start + _LONGEST))
    return match.end() if match and any(map(find_outlet, _AGENCIES.split(match["agency"]))) else None


def _match_bracketed(text: str, start: int, end: int) -> Dateline | None:
    """Match a dateline that stands in brackets as a whole."""
    match = _BRACKETED.match(text, start, end)
    if match is None:
        return None
    date = _FULL_DATE.fullmatch(text, *match.span("date")) if match["date"] else None
    if (match["date"] and date is None) or not _is_town(match["place"].partition(",")[0]):
        return None
    return Dateline(start, match.end(), match.span("place"), date.span() if date else None, None)


def _match_bare(text: str, start: int, end: int) -> Dateline | None:
    """Match a place in small letters with nothing beside it, if it is a town that is nothing else."""
    match = _BARE.match(text, start, end)
    if match is None:
        return None
    goes_on = text[match.end()].islower()
    if (goes_on and match["place"][0].isupper()) or not _is_town(match["place"]):
        return None
    return Dateline(start, match.end(), match.span("place"), None, None)


def _is_town(name: str) -> bool:
    """Tell whether a name is a town's and nothing else's."""
    town = look_up(name)
    return name.lower() in read_words("capitals", "name") or (
        town is not None and not town.cue and town.kind != "province"
    )


def _is_label(text: str, match: re.Match[str], city: str) -> bool:
    """Tell whether words in capitals are a label or a speaker of an interview: "UPDATE: ", "SENATOR ROE: "."""
    words = city.lower().replace("/", " ").split()
    labels = read_words("dateline_labels")
    if city.lower() in labels or words[0] in labels:
        return True
    if ":" not in match["mark"]:
        return False
    speaker = any(word in read_words("role_nouns") or word.strip(".") in read_words("titles") for word in words)
    speaker = speaker or (len(words) > 1 and words[0] in read_words("first_names", "name"))
    if speaker or len(words) > _COLON_WORDS:
        return True
    start, end = max(0, match.start() - _INTERVIEW), match.end() + _INTERVIEW
    return (_SPEAKER.search(text, match.end(), end) or _SPEAKER.search(text, start, match.start())) is not None

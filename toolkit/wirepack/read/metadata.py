"""Names and values that an input states -> Stated. What cannot be read for sure is left to the text."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

from wirepack.lexicons import read_table
from wirepack.models import Stated
from wirepack.outlets import outlet_of_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]{1,500}>")
_NULLS = frozenset(("", "null", "none", "nan", "n/a", "na", "~", "undefined", "unknown", "[]", "{}", "nil"))
_LONG = 500  # characters; a title, a name or a tag has fewer, rights may have more
_MAX_VALUES = 100
_URL = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_HANDLE = re.compile(r"@?\S*@\S+|@\w+")  # an address of mail, or a name at a social network
_DIVIDED = re.compile(r"\s*[;|\n]\s*")  # "Roe, Jane; Doe, John", but "Jane Roe, Reuters" is one byline
_SURNAME_FIRST = re.compile(r"([A-Z][\w'’-]+), ([A-Z][\w'’.-]+(?: [A-Z]\.?)?)")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)

# ---------------------------------------------------------------- dates

_ISO = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?!\d))?)?(?:[T\s,Z].*)?", re.DOTALL
)  # "2024-03-01T23:30:00-05:00"
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")  # "20240301T233000Z", as GDELT writes it
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
# "Fri, 01 Mar 2024 23:30:00 GMT", "1st of March 2024"
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH},?[\s-](?P<year>\d{{4}})\b", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?(?P<year>\d{{4}})\b", re.IGNORECASE)
# "Fri Mar 01 23:30:00 +0000 2024"
_C_TIME = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\s[\d:]{{5,8}}\s(?:\S+\s)?(?P<year>\d{{4}})\b", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[\s,T].*)?")
_EARLIEST, _LATEST = 1600, 2200  # years; what lies outside stands for a missing date: "0001-01-01T00:00:00"


def read_date(value: Any) -> tuple[date, str] | None:
    """Read a stated date and its precision: the day of the place that states it, whatever its time zone.

    >>> read_date("2024-03-01T23:30:00-05:00")
    (datetime.date(2024, 3, 1), 'day')
    >>> read_date("March 2024"), read_date("03/04/2024")
    ((datetime.date(2024, 3, 1), 'month'), None)
    """
    if isinstance(value, dict):  # MongoDB: {"$date": …}
        value = next(iter(value.values()), None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value).strip()
    if match := _COMPACT.fullmatch(text):
        return _make_date(*match.groups())
    if match := _EPOCH.fullmatch(text):
        seconds = int(match[1])
        return (datetime.fromtimestamp(seconds, UTC).date(), "day")
    if match := _ISO.fullmatch(text):
        return _make_date(match[1], match[3], match[4])
    for pattern in (_DAY_MONTH, _MONTH_DAY, _C_TIME):
        if match := pattern.search(text):
            month = _MONTHS.index(match["month"].lower()[:3]) + 1
            return _make_date(match["year"], str(month), match["day"])
    if match := _NUMERIC.fullmatch(text):
        one, two = int(match[1]), int(match[3])
        if one > 12 or two > 12 or one == two or match[2] == ".":  # 03/04 is March or April, 03.04. is April
            day, month = (two, one) if two > 12 else (one, two)
            return _make_date(match[4], str(month), str(day))
    return None


def _make_date(year: str, month: str | None, day: str | None) -> tuple[date, str] | None:
    try:
        made = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not _EARLIEST <= made.year <= _LATEST:
        return None
    return made, "day" if day else "month" if month else "year"


# ---------------------------------------------------------------- values


def make_stated(pairs: Iterable[tuple[str, Any]], kind: str) -> Stated:
    """Make of names and values what they state; of several names for one field the one that says it best is taken.

    `kind` is the vocabulary of the names: record, front, meta (see lexicons/metadata_fields.tsv).

    >>> make_stated([("title", "Calm holds"), ("byline", "By Jane Roe"), ("pubDate", "2024-03-01")], "record").authors
    ('By Jane Roe',)
    """
    names = field_names(kind)
    ranked: dict[str, list[tuple[int, int, Any]]] = defaultdict(list)
    for place, (name, value) in enumerate(pairs):
        known = names.get(normal_name(name))
        if known:
            ranked[known[0]].append((known[1], place, value))
    ordered = {field: [value for *_, value in sorted(values, key=_rank)] for field, values in ranked.items()}
    return state(ordered)


def _rank(entry: tuple[int, int, Any]) -> tuple[int, int]:
    return entry[0], entry[1]


def state(values: Mapping[str, list[Any]]) -> Stated:
    """Clean the values of each field, the best first."""
    dates = (found for value in values.get("published", ()) if (found := read_date(value)))
    published, precision = next(dates, (None, None))
    addresses = [*values.get("url", ()), *values.get("publisher", ())]  # "source" may be either
    urls = (text for text in _strings(addresses) if _URL.fullmatch(text))
    languages = (
        match[1].lower() for text in _strings(values.get("language", ())) if (match := _LANGUAGE.fullmatch(text))
    )
    return Stated(
        title=next(_strings(values.get("title", ())), None),
        authors=_authors(values.get("author", ())),
        published=published,
        published_precision=precision,
        publisher=next(
            (_name_outlet(text) for text in _strings(values.get("publisher", ())) if not _is_address(text)), None
        ),
        url=next(urls, None),
        language=next(languages, None),
        tags=_tags(values.get("tags", ())),
        rights=next(_strings(values.get("rights", ()), 4 * _LONG), None),
    )


def merge(first: Stated, second: Stated) -> Stated:
    """Take each value from the first, and where it has none from the second; a date comes with its precision."""
    dated = first if first.published else second
    return Stated(
        title=first.title or second.title,
        authors=first.authors or second.authors,
        published=dated.published,
        published_precision=dated.published_precision,
        publisher=first.publisher or second.publisher,
        url=first.url or second.url,
        language=first.language or second.language,
        tags=first.tags or second.tags,
        rights=first.rights or second.rights,
    )


def clean(value: Any, longest: int = _LONG) -> str | None:
    r"""Return a value as one line without markup; None if it holds nothing.

    >>> clean(" Calm&nbsp;holds\n in <b>Homs</b> "), clean("N/A"), clean(None)
    ('Calm holds in Homs', None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value).encode("utf-8", "replace").decode()
    if "&" in text or "<" in text:
        text = unescape(_TAG.sub("", unescape(text)))
    text = _SPACE.sub(" ", text.replace("\x00", "")).strip(" \ufeff")
    return None if text.lower() in _NULLS or len(text) > longest else text


def _strings(values: Iterable[Any], longest: int = _LONG) -> Iterator[str]:
    """Yield the texts in values, lists and objects with a name, in order."""
    for value in _flat(values):
        if (text := clean(value, longest)) is not None:
            yield text


def _flat(value: Any, depth: int = 3) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        for part in value[:_MAX_VALUES] if depth else ():
            yield from _flat(part, depth - 1)
    elif isinstance(value, dict):  # {"@type": "Person", "name": "Jane Roe"}, {"id": null, "name": "BBC News"}
        for key in ("name", "title", "@value", "text", "#text", "value", "@id"):
            if key in value:
                yield from _flat(value[key], depth - 1)
                return
        parts = [value.get(key) for key in ("first", "middle", "last", "first_name", "last_name", "given", "family")]
        yield " ".join(part for part in parts if isinstance(part, str))
    else:
        yield value


def _authors(values: Iterable[Any]) -> tuple[str, ...]:
    """Read the authors of the best field that names any; addresses are no names."""
    for value in values:
        found: list[str] = []
        for text in _strings([_listed(value)]):
            for part in _DIVIDED.split(text):
                name = _SURNAME_FIRST.sub(r"\2 \1", part) if _SURNAME_FIRST.fullmatch(part) and ";" in text else part
                if name and not _is_address(name) and not _HANDLE.fullmatch(name) and name not in found:
                    found.append(name)
        if found:
            return tuple(found)
    return ()


def _tags(values: Iterable[Any]) -> tuple[str, ...]:
    found: list[str] = []
    for text in _strings([_listed(value) for value in values]):
        parts = re.split(r"\s*[,;|]\s*", text)
        found += [part for part in parts if part and not _is_address(part) and part not in found]
    return tuple(dict.fromkeys(found))[:_MAX_VALUES]


def _listed(value: Any) -> Any:
    """Read the list that a cell of a table holds: "['Jane Roe', 'John Doe']"."""
    if isinstance(value, str) and value.strip().startswith("[") and value.strip().endswith("]"):
        return re.findall(r"""(?<=")[^"]+(?="\s*[,\]])|(?<=')[^']+(?='\s*[,\]])""", value) or value.strip()[1:-1]
    return value


def _name_outlet(text: str) -> str:
    """Name the outlet of a host where it is known: "www.972mag.com"."""
    known = outlet_of_host(text) if _HOST.fullmatch(text) else None
    return known.name if known else text


def _is_address(text: str) -> bool:
    return _URL.fullmatch(text) is not None or text.startswith(("http:", "https:", "//"))


# ---------------------------------------------------------------- names of fields


def normal_name(name: str) -> str:
    """Write a name of a field as the lexicon does: "publishedAt", "Published At" and "published_at" are one.

    >>> normal_name("publishedAt"), normal_name("Date Publish"), normal_name("og:title")
    ('publishedat', 'datepublish', 'og:title')
    """
    return re.sub(r"[\s_-]", "", name).lower()


@cache
def field_names(kind: str) -> dict[str, tuple[str, int]]:
    """Map the names of a vocabulary to the field that they fill, and how well they do: 1 before 2."""
    return {
        row["name"]: (row["field"], int(row["rank"])) for row in read_table("metadata_fields") if row["kind"] == kind
    }

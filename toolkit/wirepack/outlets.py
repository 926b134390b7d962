"""News agencies and outlets by the names that headers, credits and footers give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wirepack.lexicons import read_table

# "https://example.com/a", "www.example.com": an address, without the marks of Markdown around it
URL = re.compile(r"""\b(?:https?://|www\.)[^\s<>"'“”)\]*]{3,300}""", re.IGNORECASE)
# What divides a headline from the name of its site: " - ", " | ", "Karpin Ledger: "
DIVIDER = re.compile(r"\s+(?:[—–|»·-]|--|::)\s+|:\s+")
_BREAK = re.compile(r"\s")  # a line may end inside a name
_WORD = re.compile(r"[\w’'+&/.-]*\w")
# A word that makes a name one of an outlet: "Example Daily", "Radio Example", "example.com"
_OUTLET_WORD = re.compile(
    r"""
    \b (?: News|Times|Post|Daily|Press|Agency|Journal|Review|Magazine|Tribune|Herald|Gazette|Chronicle|Network|Radio|TV|Television
        | Media|Online|Weekly|Monitor|Observer|Telegraph|Guardian|Courier|Bulletin|Newspaper|Broadcasting|Blog|Newswire|Newsletter|Digest
        | \w+\.(?:com|org|net|co\.uk|in|info) ) \b
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’]s$")  # "RFE/RL's Karpin Service"
_OUTER = " \t\n\xa0.,;:|*_()[]-–—"


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by its usual name; `agency` if others print what it writes."""

    name: str
    agency: bool
    host: str


def find_outlet(name: str) -> Outlet | None:
    """Look up what is meant to be the name of an outlet, and nothing but that.

    Capitals count, unless there are no others: "TIME" is a magazine, "Time" is not, "BBC NEWS" is BBC News.

    >>> find_outlet("the Jerusalem Post").name, find_outlet("AP").agency, find_outlet("Rear Admiral")
    ('The Jerusalem Post', True, None)
    """
    key = " ".join(name.split()).strip(_OUTER)
    exact, folded, _ = _outlets()
    found = exact.get(key) or exact.get(key.removeprefix("the ").removeprefix("The "))
    if found is None and (key.isupper() or key.islower()) and len(key) > 4:
        found = folded.get(key.lower().removeprefix("the "))
    return found


def outlet_at(text: str, start: int) -> tuple[int, Outlet] | None:
    """Find the longest name of an outlet that begins at `start`; return where it ends.

    >>> outlet_at("Syria Deeply reported", 0)
    (12, Outlet(name='Syria Deeply', agency=False, host='newsdeeply.com'))
    """
    first = _WORD.match(text, start)
    if first is None:
        return None
    word = first.group().lower()
    names = _outlets()[2].get(word, ()) or _outlets()[2].get(_POSSESSIVE.sub("", word), ())
    if not names:
        return None
    told = _BREAK.sub(" ", text[start : start + len(names[0][0])])  # names as long as the longest, which is the first
    for name, outlet in names:
        end = start + len(name)
        if told.startswith(name) and not text[end : end + 1].isalnum():
            return end, outlet
    return None


def looks_like_outlet(name: str) -> bool:
    """Tell whether a name is an outlet's by one of its words, for outlets that no list knows.

    >>> looks_like_outlet("Springfield Daily News"), looks_like_outlet("Jane Roe")
    (True, False)
    """
    return _OUTLET_WORD.search(name.title() if name.isupper() else name) is not None


def host_of(url: str) -> str:
    """Return the host of an address, without `www.`.

    >>> host_of("https://www.example.org/a/b")
    'example.org'
    """
    bare = re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", url.lower())
    return re.split(r"[/?#:]", bare, maxsplit=1)[0]


def outlet_of_host(url: str) -> Outlet | None:
    """Find an outlet by the host of its site, which may be one of its parts: "edition.cnn.com".

    >>> outlet_of_host("https://www.972mag.com/a").name, outlet_of_host("example.org")
    ('+972 Magazine', None)
    """
    host = host_of(url)
    return _hosts().get(host) or _hosts().get(host.partition(".")[2])


@cache
def _hosts() -> dict[str, Outlet]:
    return {outlet.host: outlet for outlet in _outlets()[0].values() if outlet.host}


@cache
def _outlets() -> tuple[dict[str, Outlet], dict[str, Outlet], dict[str, list[tuple[str, Outlet]]]]:
    """Read the lexicon: by exact name, by name in small letters, and by first word with the longest names first."""
    exact: dict[str, Outlet] = {}
    for row in read_table("outlets"):
        outlet = Outlet(row["name"], row["kind"] == "agency", row["host"])
        for name in (row["name"], *filter(None, row["aliases"].split("; "))):
            exact[name] = outlet
            bare = name.removeprefix("The ")
            if " " in bare:  # "The Print" is an outlet, "Print" a button
                exact.setdefault(bare, outlet)
    folded = {name.lower(): outlet for name, outlet in exact.items()}
    by_word: dict[str, list[tuple[str, Outlet]]] = {}
    for name, outlet in sorted(exact.items(), key=lambda item: (-len(item[0]), item[0])):
        first = _WORD.match(name)
        if first:
            by_word.setdefault(first.group().lower(), []).append((name, outlet))
    return exact, folded, by_word

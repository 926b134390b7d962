"""Who wrote an article, as its byline says: names, role, outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wirepack.gazetteer.index import look_up
from wirepack.lexicons import read_role, read_words
from wirepack.markup import TAG
from wirepack.outlets import Outlet, find_outlet, looks_like_outlet, outlet_at

# What comes before the first name: "By", "Words by", "Posted by", "Author:", "Reporting by", "From"
_INTRO = re.compile(
    r"""
    [\s*_(\[•|–—-]*
    (?: (?: \w+ \s (?: and \s \w+ \s )? )? by\b \s? :? | by \s? : | (?: authors? | reporters? | writers? | byline | from ) (?: \(s\) )? \s? : | from \s (?: \w+['’]s \s )? (?=[A-Z]) )
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The same in other languages, before a name alone: "Por Ana Karpin", "von Hans Karpin", "di Ugo Karpin", "Автор: …", "بقلم …"
FOREIGN_BY = re.compile(
    r"(?:[Pp]or|PAR|POR|VON|[Pp]ar|[Vv]on|[Dd]oor|[Dd]i|DI|Texto|Автори?|Текст|بقلم|كتبت?|إعداد)\s?:?\s+(?=\S)"
)
# Where the names end for good: a date, a time, "Follow", "Updated", an address, a line of its own below
_STOP = re.compile(
    r"""
    \s* (?: \n
      | (?i: \b (?:and\s|;\s?)? (?:photo|photograph|picture|image|video|editing|edited|illustration|graphic)\w*(?:\s\w+)?\sby\b )
      | (?i: \b follow(?:\s@|ing)?\b | \b updated\b | \b published\b | \b posted\b | \b last\s | \b launched\b | \b email:? | \b e-mail | \b twitter | \b read\s | \b share\b | \b profile | \s//\s | \b \d+\s(?:min|hours?|days?)\b )
      | \b (?: mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun )(?:day)?\b ,? \s \d? (?i:)
      | (?i: \b (?: jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)? ) \.? \s \d )
      | \bMay \s \d | \d | @ | [\w.]+@ | https?: | www\. )
    """,
    re.VERBOSE,
)
_SPLIT = re.compile(
    r"\s*(,\s+and\b|,\s*&|,|;|\||/|\s—\s|\s–\s|\s-\s|•|·|\band\b|\bAND\b|&|\bwith\b|\bWITH\b|\bavec\b|\bmit\b|\bund\b|\bet\b)\s*"
)
_JOINED = re.compile(r"\s(?:and|AND|&)\s")
# "A. Person in Beirut", "A. Person for Al-Monitor", "A. Person of the Example Daily", "A. Person at the United Nations"
_PLACED = re.compile(r"\s+(?:in|at|for|of|from|IN|FOR|For|Of)\s+(?=(?:the\s)?[A-Z])")
_TAG = re.compile(TAG)
_INVERTED = re.compile(r"([A-ZÀ-Þ][\w’'-]+), ([A-ZÀ-Þ][\w’'-]+(?: [A-Z]\.?)?)")
_HANDLE = re.compile(r"@\w+")
_ASIDE = re.compile(r"\s\((?P<aside>[^(),]+,[^()]+)\)")  # "Jane Roe (Beirut, special correspondent)"
_NO_NAME = re.compile(r"[/|:;=<>\d]")  # "JANE ROE/AFP/Getty Images" is a credit
_NAME_WORDS = 5
# "Special to The Example Times", behind the name or alone
_WRITTEN_FOR = re.compile(r"(?:special|exclusive)(?:ly)? (?:to|for) (?=(?:the )?[A-Z])", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s]+")


@dataclass(frozen=True, slots=True)
class Byline:
    """The parts of a byline; `names` may be an agency or a desk where no person is named."""

    names: tuple[str, ...]
    role: str | None = None
    outlet: str | None = None


@dataclass(slots=True)
class _Parts:
    """What has been read of a byline; `stated` is the outlet as the byline writes it."""

    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    stated: str = ""
    outlet: str | None = None


def parse_byline(line: str) -> Byline:
    """Parse a byline of any shape.

    >>> parse_byline("By Jane Q. Roe and Ali al-Hassan, Reuters")
    Byline(names=('Jane Q. Roe', 'Ali al-Hassan'), role=None, outlet='Reuters')
    >>> parse_byline("by: Jane Roe in Beirut | August 3, 2021").names
    ('Jane Roe',)
    >>> parse_byline("THE HINDU BUREAU").outlet
    'The Hindu'
    >>> parse_byline("By Jane Roe, Senior Analyst, Example Institute")
    Byline(names=('Jane Roe',), role='Senior Analyst, Example Institute', outlet=None)
    """
    line = _TAG.sub("", line)
    intro = _INTRO.match(line) or FOREIGN_BY.match(line)
    rest = line[intro.end() :] if intro else line.lstrip(" *_")
    again = _INTRO.match(rest) if intro else None  # "BYLINE: By Jane Roe"
    rest = rest[again.end() :] if again else rest
    handle = _HANDLE.match(rest)
    if handle:
        return Byline((handle.group(),))
    owner = outlet_at(rest.title() if rest.isupper() else rest, 0)
    if (
        owner
        and (rest.startswith(("'s ", "’s ", "' ", "’ "), owner[0]) or len(rest[owner[0] :].split()) == 1)
        and rest.rstrip().rpartition(" ")[2].lower() in _words("desk")
    ):
        return Byline((rest.strip(),), None, owner[1].name)
    stop = _STOP.search(rest)
    rest_of_line = _ASIDE.sub(r", \g<aside>", rest[: stop.start()] if stop else rest)
    inverted = _inverted(rest_of_line)
    if inverted:
        return Byline(inverted)
    parts = _read_parts(rest_of_line)
    below = rest.partition("\n")[2].strip()
    if not parts.roles and not read_words("author_roles").isdisjoint(below.lower().split()):
        parts.roles.append(below)
    names = parts.names or ([parts.stated] if parts.stated else [])
    return Byline(tuple(names), ", ".join(parts.roles) or None, parts.outlet)


def _inverted(line: str) -> tuple[str, ...]:
    """Read names whose surnames stand first, as archives write them: "Roe, Jane; Karpin, Omar Q.".

    >>> _inverted("Roe, Jane; Karpin, Omar Q."), _inverted("Jane Roe, Reuters")
    (('Jane Roe', 'Omar Q. Karpin'), ())
    """
    matches = [_INVERTED.fullmatch(part) for part in line.strip().split("; ")]
    known = read_words("first_names", "name")
    if not all(match and match[2].split()[0].lower() in known for match in matches):
        return ()
    if len(matches) == 1 and matches[0] and matches[0][1].lower() in known:
        return ()  # "Jordan, Paris" may be two of anything
    return tuple(f"{match[2]} {match[1]}" for match in matches if match)


def _read_parts(line: str) -> _Parts:
    """Read the parts of a byline, which commas, bars and "and" divide."""
    parts = _Parts()
    joint = unnamed = ""
    listed = _JOINED.search(line) is not None  # "A, B and C"
    for part in _SPLIT.split(line.strip(" \t\xa0*_()[]|,;:–—-")):
        if not part.strip() or _SPLIT.fullmatch(f" {part} "):
            joint = part.strip(" ,").lower() or ","
            continue
        if _names_nobody(part, joined=bool(parts.names) and joint == "and"):
            unnamed = "" if part.lower().strip(". ") in _words("account") else part
            continue
        known = find_outlet(part) or _agency_of(part)
        writes = part.rsplit(maxsplit=1)[-1].lower() in read_words("author_roles")  # "Associated Press Writer"
        if known or (parts.names and looks_like_outlet(part) and not writes and not _WRITTEN_FOR.match(part)):
            parts.stated, parts.outlet = parts.stated or part, parts.outlet or (known.name if known else part)
        elif part.lower().strip(".") in read_words("credentials") or (parts.names and joint == "," and _is_town(part)):
            continue
        elif (
            is_unnamed(part) or _is_desk(part) or (parts.roles and not parts.names and joint == "|" and " " not in part)
        ):
            parts.roles.append(part)  # "Special Correspondent | Srinagar"
        elif written_for := _WRITTEN_FOR.match(part):
            found = find_outlet(part[written_for.end() :])
            parts.roles.append(part)
            parts.outlet = parts.outlet or (found.name if found else None)
        elif parts.names and (parts.roles or not _is_next_name(part, joint, listed=listed)):
            if joint != "|" or not _is_name(part, joined=True):  # "Jane Roe | Beirut"
                parts.roles.append(part)
                begins = outlet_at(part, 0)
                parts.outlet = parts.outlet or (begins[1].name if begins else None)
        else:
            name, role, outlet = _split_name(part)
            parts.names += _apart(name) if name else []
            parts.roles += [role] if role else []
            parts.outlet = parts.outlet or outlet
    if unnamed and not (parts.names or parts.stated or parts.roles):
        parts.roles.append(unnamed)
    return parts


def _names_nobody(part: str, *, joined: bool) -> bool:
    """Tell whether a part of a byline names none of its authors: "agencies", "admin" or, if `joined`, "Example staff"."""
    name = part.lower().strip(". ")
    staff = joined and part.rpartition(" ")[2].lower() in _words("people")
    return staff or name in _words("agencies") or name in _words("account")


def is_person_name(text: str) -> bool:
    """Tell whether a short text has the shape of a person's full name.

    >>> is_person_name("Paula de la Cruz"), is_person_name("Privacy policy"), is_person_name("Roe")
    (True, False, False)
    """
    words = text.split()
    return 2 <= len(words) <= _NAME_WORDS and _is_name(text, joined=False)


def is_unnamed(part: str) -> bool:
    """Tell whether a byline says what its author is, and neither who nor of which desk.

    >>> is_unnamed("Our Special Correspondent"), is_unnamed("Example Web Desk"), is_unnamed("Jane Roe")
    (True, False, False)
    """
    words = [word.strip(".,") for word in part.lower().split()]
    roles = read_words("author_roles")
    return not roles.isdisjoint(words) and all(word in roles or word in _words("beside") for word in words)


def _is_town(part: str) -> bool:
    """Tell whether a part names where the author was: "Jane Roe, Beirut"; a town that is a surname, too, may be one."""
    place = look_up(part)
    return place is not None and not place.cue and part[0].isupper()


def _is_desk(part: str) -> bool:
    """Tell whether a part names nobody but an outlet's people: "TMZ STAFF"."""
    name, _, last = part.rpartition(" ")
    return last.lower() in _words("people") and find_outlet(name) is not None


def _agency_of(part: str) -> Outlet | None:
    """Return the agency whose people a part names: "Reuters Staff" is Reuters."""
    name, _, last = part.rpartition(" ")
    outlet = find_outlet(name) if last.lower() in _words("people") else None
    return outlet if outlet and outlet.agency else None


def _apart(name: str) -> list[str]:
    """Divide names that lost what stood between them: "Jane Roe Omar Karpin".

    >>> _apart("Jane Roe Omar Karpin"), _apart("Juan Carlos Maria Roe")
    (['Jane Roe', 'Omar Karpin'], ['Juan Carlos Maria Roe'])
    """
    known = read_words("first_names", "name")
    words = name.split()
    begins = [0]
    for index in range(2, len(words) - 1):
        given = words[index].lower() in known and words[index - 1].lower() not in known
        if given and index - begins[-1] > 1 and words[0].lower() in known:
            begins.append(index)
    return [" ".join(words[a:b]) for a, b in zip(begins, [*begins[1:], len(words)], strict=True)]


def _is_next_name(part: str, joint: str, *, listed: bool) -> bool:
    """Tell whether what follows a name in a byline is another one: "Jane Roe, John Doe", not "Jane Roe, Tel Aviv"."""
    joined = joint in {"and", "&", "with"}
    if not _is_name(part, joined=joined):
        return False
    return joined or (listed and joint == ",") or part.split(maxsplit=1)[0].lower() in read_words("first_names", "name")


def _is_name(part: str, *, joined: bool) -> bool:
    """Tell whether a part of a byline is one more name and not a role, a place or an outlet."""
    words = _PLACED.split(part)[0].split()
    if _NO_NAME.search(part):
        return False
    if not 1 <= len(words) <= _NAME_WORDS or (len(words) == 1 and not joined):
        return False
    roles = read_words("author_roles")
    if any(word.lower().strip(".") in roles for word in words) or find_outlet(part):
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or word in read_words("name_particles") or word.startswith(("al-", "el-", "d'", "d’"))
        for word in words
    )


def _split_name(part: str) -> tuple[str, str | None, str | None]:
    """Split "Jane Roe Staff Writer" and "Jane Roe for Al-Monitor" into name, role and outlet."""
    pieces = _PLACED.split(part, maxsplit=1)
    outlet = find_outlet(pieces[1]) if len(pieces) > 1 else None
    words = pieces[0].split()
    roles = read_words("author_roles")
    for index, match in enumerate(_TOKEN.finditer(pieces[0])):
        found = outlet_at(pieces[0], match.start()) if index else None
        if found and index >= 2 and found[0] == len(pieces[0].rstrip()):
            return pieces[0][: match.start()].strip(), None, found[1].name
    if words and words[-1].lower() in roles and words[0].lower() not in read_words("first_names", "name"):
        return part, None, None  # a desk: "Special Correspondent", "Example Web Desk"
    marked = [index for index, word in enumerate(words) if word.lower().strip(".,") in roles]
    if marked and len(words) > 2 and marked[0] >= 2:
        cut = 3 if len(words[1]) <= 2 or words[1].lower() in read_words("name_particles") else 2
        cut = min(cut, marked[0])
        return " ".join(words[:cut]), " ".join(words[cut:]), outlet.name if outlet else None
    return " ".join(words), None, outlet.name if outlet else None


def _words(role: str) -> frozenset[str]:
    return read_role("byline_words", role)

"""A person typed in one line: "Priya Shah, designer at Acme, alum, p@example.com".

Only the name is needed. What stands after it is told apart by what it looks like.
"""

import re
from dataclasses import dataclass

from bot.text import one_line

_ADDRESS = re.compile(r"^\S+@\S+\.\S+$|^https?://\S+$|^\+?[\d ()-]{7,}$|^@\S+$")
_AT = re.compile(r"\s+(?:at|@|of|bei|chez)\s+", re.IGNORECASE)

RELATIONS = {
    1: ("mother mum mom father dad parent aunt uncle cousin brother sister sibling "
        "grandmother grandfather grandma grandpa stepmother stepfather husband wife "
        "partner family relative friend best-friend roommate"),
    2: "neighbour neighbor classmate friend's flatmate godmother godfather",
    3: "professor teacher lecturer boss manager supervisor coach adviser advisor tutor",
    4: "colleague coworker member community club teammate",
    5: "alum alumna alumnus alumni graduate",
    7: "referred referral recommended",
    9: "stranger cold unknown never-met",
}  # fmt: skip
"""How near somebody is, by the word for it; the numbers are the comfort ladder's."""

_COMFORT = {word: level for level, words in RELATIONS.items() for word in words.split()}

UNKNOWN = 5
WORKING = 3  # where the word for somebody is also the word for what they do

_MINE = re.compile(r"(my|our|an? old|old|former|ex)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    name: str
    role: str = ""
    employer: str = ""
    relation: str = ""
    reach: str = ""
    comfort: int = UNKNOWN


def read_person(line: str) -> Introduced:
    """What one line says of somebody; the name is empty when it says nothing.

    >>> read_person("Tom Okafor, welder at Harbor Works, my uncle")
    ... # doctest: +NORMALIZE_WHITESPACE
    Introduced(name='Tom Okafor', role='welder', employer='Harbor Works',
        relation='uncle', reach='', comfort=1)
    """
    name, *rest = (part.strip() for part in one_line(line, 600).split(","))
    role = employer = relation = reach = ""
    for part in filter(None, rest):
        if _ADDRESS.match(part):
            reach = reach or part
        elif not relation and _is_relation(part):
            relation = plain(part)
        elif not role:
            role, employer = work_of(part)
        elif not employer:
            employer = part
        else:
            relation = relation or plain(part)
    name, role, employer = _at_once(plain(name), role, employer)
    relation = relation or next(iter(_kin(name)), "")
    return Introduced(
        name=_capital(name),
        role=role,
        employer=employer,
        relation=relation,
        reach=reach,
        comfort=comfort_of(relation),
    )


def work_of(text: str) -> tuple[str, str]:
    """Role and employer.

    >>> work_of("product designer at Acme"), work_of("nurse")
    (('product designer', 'Acme'), ('nurse', ''))
    """
    role, *employer = _AT.split(one_line(text), maxsplit=1)
    return role.removeprefix("a ").removeprefix("an "), "".join(employer)


def comfort_of(relation: str) -> int:
    """0 at ease, 10 a public figure; 5 when the words say nothing.

    >>> comfort_of("my aunt"), comfort_of("an alum of my school"), comfort_of("")
    (1, 5, 5)
    """
    return next(iter(_near(relation)), UNKNOWN)


def _near(text: str) -> list[int]:
    words = re.findall(r"[\w'-]+", text.casefold())
    return [_COMFORT[word] for word in words if word in _COMFORT]


def _is_relation(part: str) -> bool:
    """ "My old boss" is one; "ward manager" is work, and so is anything at a place."""
    if not _near(part) or _AT.search(part):
        return False
    is_bare = " " not in part or bool(_MINE.match(part))
    return is_bare or min(_near(part)) != WORKING


def _kin(name: str) -> list[str]:
    """ "aunt Rosa" says who she is."""
    return [word for word in name.casefold().split() if _COMFORT.get(word, 9) <= 1]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def plain(relation: str) -> str:
    """ "my aunt" as it is said to the student: "aunt"."""
    return re.sub(r"^(my|an?|the)\s+", "", one_line(relation), flags=re.IGNORECASE)


def _at_once(name: str, role: str, employer: str) -> tuple[str, str, str]:
    """ "Priya at Acme", said without a comma."""
    before, *after = re.split(r"\s+at\s+", name, maxsplit=1)
    if after and not employer:
        return before, role, after[0]
    return name, role, employer

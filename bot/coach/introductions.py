"""A person typed in one line: "Priya Shah, designer at Acme, alum, p@example.com".

Only the name is needed. What stands after it is told apart by what it looks like. Once
forgotten, they are known again by keyed hashes of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.records import Contact
from bot.text import one_line

MOST = 600  # characters of a line

RELATIONS = {
    1: ("mother mum mom mama father dad papa parent aunt auntie uncle cousin brother "
        "sister sibling niece nephew son daughter grandmother grandfather grandma "
        "grandpa stepmother stepfather mother-in-law father-in-law brother-in-law "
        "sister-in-law husband wife partner family relative friend best-friend "
        "roommate"),
    2: "neighbour neighbor classmate friend's flatmate godmother godfather",
    3: "professor prof teacher lecturer boss manager supervisor coach adviser advisor "
       "tutor",
    4: "colleague coworker member community club teammate",
    5: "alum alumna alumnus alumni graduate",
    7: "referred referral recommended",
    9: "stranger cold unknown never-met",
}  # fmt: skip
"""How near somebody is, by the word for it; the numbers are the comfort ladder's."""

_COMFORT = {word: level for level, words in RELATIONS.items() for word in words.split()}

FAMILY = 1
WORKING = 3  # where the word for somebody is also the word for what they do
UNKNOWN = 5
RECOMMENDED = "recommended"

TIES = frozenset({"professor", "prof", "boss"})
"""Said alone, these tell whose they are rather than what they do."""

TITLES = frozenset({
    "mum", "mom", "mama", "dad", "papa", "aunt", "auntie", "uncle", "grandma",
    "grandpa", "professor", "prof", "coach",
})  # fmt: skip
"""Said before a name as a part of it: Aunt Rosa, Coach Kim."""

_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+|\+?[\d ()-]{7,}|@\S+")
_LINKED = re.compile(
    r"<?(?:mailto:)?([^\s,<>@]+@[^\s,<>@]+\.[^\s,<>@]+|https?://[^\s,<>]+)>?",
    re.IGNORECASE,
)
_AT = re.compile(r"\s+(?:at|@|bei|chez)\s+", re.IGNORECASE)
_APART = re.compile(
    r"\s+[-\u2013\u2014]+\s+(?=\w)|\s*;\s*(?=\w)|\s*[()]\s*|"
    r",?\s+(?:(?:who|she|he|they) )?(?:is|are|works as) an?\s+",
    re.IGNORECASE,
)
"""What people put instead of a comma: a dash, brackets, "who is a"."""

_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
     "le", "ten", "van", "von", "y"}
)  # fmt: skip
"""Small words inside a name."""
_WHOSE = re.compile(r"\b(?P<who>\w+?)(?P<mark>'?)s\s")
_MY = re.compile(r"(?:my|our)\s+", re.IGNORECASE)
_MINE = re.compile(r"(?:my|our|(?:an?\s+)?(?:old|former|ex))\b", re.IGNORECASE)
_AFTER_IT = re.compile(r"\s+(?:of|from|in|with|who)\s+", re.IGNORECASE)
_SAYS_SO = r"recommended|referred|suggested|introduced|named"
_SOURCE = re.compile(
    rf"(?<![,\s])[,\s]*+\b(?:(?:{_SAYS_SO})(?: to me)? by|"
    r"(?:an? )?(?:referral|recommendation) (?:from|by)) (?P<by>[^,]+)"
    rf"|,\s*(?P<who>[^,]+?) (?:{_SAYS_SO}) (?:him|her|them)\b[^,]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """Whom the student named; `source` is the name of who recommended them, `more`
    what else was said."""

    name: str
    role: str = ""
    employer: str = ""
    relation: str = ""
    reach: str = ""
    comfort: int = UNKNOWN
    source: str = ""
    more: str = ""


def read_person(line: str) -> Introduced:
    """What one line says of somebody; the name is empty when it says nothing.

    >>> read_person("Tom Okafor, welder at Harbor Works, my uncle")
    ... # doctest: +NORMALIZE_WHITESPACE
    Introduced(name='Tom Okafor', role='welder', employer='Harbor Works',
        relation='uncle', reach='', comfort=1, source='', more='')
    """
    source, line = source_of(one_line(line, MOST))
    reach, line = _reach_of(line)
    first, *parts = (part.strip() for part in _APART.sub(", ", line).split(","))
    addresses = [part for part in parts if is_address(part)]
    said = [part for part in parts if part and part not in addresses]
    relation, said = _relation_of(said)
    role, employer, more = _work_of(said)
    first, role, employer = _at_once(first, role, employer)
    name, called = _name_of(first)
    if not relation:
        relation, more = more or called or (RECOMMENDED if source else ""), ""
    return Introduced(
        name=name[:1].upper() + name[1:],
        role=role,
        employer=employer,
        relation=relation,
        reach=next(iter((*reach, *addresses)), ""),
        comfort=comfort_of(relation),
        source=source,
        more=more,
    )


def is_plain(line: str) -> bool:
    """Whether a line typed where a name is asked for can be taken apart.

    >>> is_plain("Rosa Diaz, nurse"), is_plain("Diaz, Rosa")
    (True, False)
    """
    read, words = read_person(line), one_line(line, MOST).split(",")[1:]
    is_like_a_name = len(words) == 1 and words[0].istitle() and not read.employer
    return not (is_like_a_name and read.role)


def work_of(text: str) -> tuple[str, str]:
    """Role and employer.

    >>> work_of("head of nursing at Mercy"), work_of("a nurse")
    (('head of nursing', 'Mercy'), ('nurse', ''))
    """
    role, *employer = _AT.split(one_line(text), maxsplit=1)
    return role.removeprefix("a ").removeprefix("an "), "".join(employer)


def comfort_of(relation: str) -> int:
    """0 at ease, 10 a public figure; 5 when the words say nothing.

    >>> comfort_of("my aunt"), comfort_of("an alum of my school"), comfort_of("")
    (1, 5, 5)
    """
    near = next(iter(_near(relation)), UNKNOWN)
    whose = _WHOSE.search(relation[:MOST].casefold())
    is_theirs = whose and (whose["mark"] or whose["who"] in _COMFORT)
    return max(near, FAMILY + 1) if is_theirs else near


def plain(relation: str) -> str:
    """ "my aunt" as it is said to the student: "aunt"."""
    return re.sub(r"^(my|our|an?|the)\s+", "", one_line(relation), flags=re.IGNORECASE)


def source_of(text: str) -> tuple[str, str]:
    """Who recommended them, and the text without that.

    >>> source_of("Omar Said, nurse, recommended by my aunt Rosa")
    ('aunt Rosa', 'Omar Said, nurse')
    """
    text = one_line(text, MOST)
    line = f",{text}"
    found = _SOURCE.search(line)
    if not found:
        return "", text
    who = plain(found["by"] or found["who"]).strip(" .;:")
    return who, (line[: found.start()] + line[found.end() :]).removeprefix(",")


def is_address(text: str) -> bool:
    """An e-mail address, a link, a phone number or a handle."""
    return len(text) <= MOST and bool(_ADDRESS.fullmatch(text))


def remembered_by(contact: Contact, mark: Callable[[str], str]) -> list[str]:
    """The ids of `Forgotten`: a mark each of the name and of what else they had.

    `NAME/OTHER`, of two such marks, tells that both were one person's: who is barred
    by an address is then known by the bare name, to those who once had both.
    """
    name, *known = map(mark, (contact.name, *contact.known_by))
    return [name, *known, *(f"{name}/{other}" for other in known)]


def _reach_of(line: str) -> tuple[list[str], str]:
    """Addresses and links wherever they stand, and the line without them."""
    return _LINKED.findall(line), _LINKED.sub("", line)


def _near(text: str) -> list[int]:
    words = re.findall(r"[\w'-]+", text[:MOST].casefold())
    return [_COMFORT[word] for word in words if word in _COMFORT]


def _relation_of(said: list[str]) -> tuple[str, list[str]]:
    """How the student knows them, and what else was said."""
    relations = [part for part in said if _is_relation(part)]
    others = [part for part in said if part not in relations]
    tie = "" if relations else _tie(others)
    if tie:
        return tie.casefold(), [part for part in others if part != tie]
    return ", ".join(map(plain, relations)), others


def _is_relation(part: str) -> bool:
    """ "My old boss" is one, and "family friend"; "family doctor" is work.

    So is a bare "teacher", and whatever is done at a place.
    """
    if not _near(part) or _AT.search(part):
        return False
    if _MINE.match(part) or "'s " in part:
        return True
    head = _AFTER_IT.split(part)[0].split()[-1]
    return any(level != WORKING for level in _near(head))


def _tie(said: list[str]) -> str:
    """A bare "teacher" who is the student's, since what they do is said beside it."""
    first, *later = said or [""]
    if not _is_working(first):
        return next(filter(_is_working, later), "")
    if later:
        return first if any(map(_AT.search, later)) else ""
    return first if first.casefold() in TIES else ""


def _is_working(part: str) -> bool:
    return _COMFORT.get(part.casefold()) == WORKING


def _work_of(said: list[str]) -> tuple[str, str, str]:
    """Role and employer, and what is left over: "met once"."""
    first, *later = said or [""]
    role, employer = work_of(first)
    if later and not employer:
        employer = later.pop(0)
    return role, employer, plain(", ".join(later))


def _name_of(text: str) -> tuple[str, str]:
    """Name and relation: "my aunt Rosa" is Aunt Rosa, "my boss Ken" is Ken.

    Anything else is a name as it stands: "My Nguyen", "The Anh Tran".
    """
    words = _MY.sub("", text, count=1).split()
    near = [at for at, word in enumerate(words[:3]) if _near(word)]
    if not (_MY.match(text) and near):
        return text, _kin(text)
    relation, name = words[: near[-1] + 1], words[near[-1] + 1 :]
    if not name or relation[-1].casefold() in TITLES:
        name = [*relation, *name]
    return " ".join(name), " ".join(relation).casefold()


def _kin(name: str) -> str:
    """ "aunt Rosa" and "Rosa's mom" say who they are; "Rosa Friend" does not."""
    words = name.casefold().split()
    said = words if "'s " in name else words[:1]
    return next((word for word in said if _COMFORT.get(word, 9) <= FAMILY), "")


def _at_once(name: str, role: str, employer: str) -> tuple[str, str, str]:
    """ "Priya at Acme", said without a comma."""
    before, *after = re.split(r"\s+at\s+", name, maxsplit=1)
    if not after or employer:
        return name, role, employer
    called, work = _called_and_work(before)
    return (called, work, after[0]) if work and not role else (before, role, after[0])


def _called_and_work(text: str) -> tuple[str, str]:
    """The small words behind a name in capitals: "Priya Shah product designer"."""
    words = text.split()
    many = len(words)
    while many and words[many - 1].islower() and words[many - 1] not in _PARTICLES:
        many -= 1
    return " ".join(words[:many]), " ".join(words[many:]) if many else ""

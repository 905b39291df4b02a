"""How somebody is greeted, and how formally one writes to them. Nobody's gender is
guessed: a title is used when it was typed, or when it is their relation."""

import re
from typing import Literal, get_args

from bot.coach.situation import Someone
from bot.coach.writing.words import words
from bot.text import MOST_NAME

Group = Literal["close", "senior", "alum", "stranger", "referred"]
"""Family and friends; professors and bosses; who studied here; nobody yet; named by
somebody."""

_NO_RELATIVES = frozenset(
    {"friend", "neighbor", "neighbour", "classmate", "roommate", "teammate"}
)

GROUPS: tuple[Group, ...] = get_args(Group)

_CALLED = re.compile(
    r"(?:goes by|introduces \w+ as|prefers(?: to be called)?|likes to be called"
    r"|is called|nickname(?:d| is)?:?) ((?:[A-Z][a-z]*\. )?[^\s,;.()]{1,40})$",
)


def group_of(relation: str) -> Group:
    """
    A friend's mother and a mother's friend are owed the respect of a professor.

    >>> group_of("dad's boss"), group_of("alum, heard on a panel"), group_of("")
    ('senior', 'alum', 'stranger')
    >>> group_of("friend's mother"), group_of("sister's husband")
    ('senior', 'close')
    """
    said = relation[:MOST_NAME].lower()
    plain = re.sub(r"\w+['\u2019]s (?=\w)", "", said)
    for group in GROUPS_IN_ORDER:
        named = "|".join(re.escape(word) for word in words().relations[group])
        if re.search(rf"(?<!\w)(?:{named})s?(?!\w)", plain):
            return "senior" if group == "close" and _once_removed(said) else group
    return "stranger"


GROUPS_IN_ORDER: tuple[Group, ...] = ("stranger", "referred", "close", "senior", "alum")


def _once_removed(relation: str) -> bool:
    """Of two people, one is no relative: "friend's father", "mom's friend"."""
    if re.search(r"\bparent (?:of|from|at)\b", relation):
        return True
    both = re.search(r"(\w+)['\u2019]s (?:\w+ )??(\w+)$", relation)
    return bool(both and not {both[1], both[2]}.isdisjoint(_NO_RELATIVES))


def is_naming(fact: str) -> bool:
    """A note that only says how they like to be called."""
    return bool(_CALLED.match(fact))


def called(contact: Someone, formal: bool = False) -> str:
    """The name in a greeting: a nickname, "Aunt Rosa", "Dr. Silva", "Priya".

    Formally and without a title it is the whole name.
    """
    for fact in contact.facts:
        if found := _CALLED.match(fact):
            return found[1]
    name = _plain(contact.name)
    first, _, rest = name.partition(" ")
    title = first.lower().rstrip(".")
    if title in words().kin:
        return name
    if title in words().titles and rest:
        return f"{first} {rest.split(' ')[-1]}"
    if "professor" in contact.relation.lower() and name:
        return f"Professor {name.split(' ')[-1]}"
    if relative := _kin(contact.relation):
        return f"{relative} {first}"
    return name if formal else first


def first_name(name: str) -> str:
    return name.split(" ")[0]


def _kin(relation: str) -> str:
    if group_of(relation) != "close":
        return ""  # a friend's aunt, or whom an aunt has named
    word = relation.lower().split(" ")[-1].strip(",.")
    return word.capitalize() if word in words().kin else ""


def _plain(name: str) -> str:
    """Without "my" in front and letters behind: "Tom Okafor, RN"."""
    bare = re.sub(r",? \(?(?:[A-Z]{2,5}|[A-Z][a-z]?\.?[A-Z]\.?|[JS]r\.?)\)?$", "", name)
    mine = re.match(r"my (\w.*)", bare, re.IGNORECASE)
    return mine[1][:1].upper() + mine[1][1:] if mine else bare

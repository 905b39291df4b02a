"""Whoever is not to be named: the words of their names and places of work."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.coach.learning.folded import TOKEN, plain
from bot.coach.learning.lore import lore
from bot.coach.writing.grammar import article
from bot.patterns import compiled
from bot.records import Contact

SOMEBODY = "somebody"

MOST_OF_ROLE = 3  # words; a longer one tells who it is
LEAST_OF_NAME = 4  # letters, before an ending is looked for

APART = re.compile(r"['_\u2019-]|\d+")
"""What holds the parts of a word together: O'Neil-Park, rosa_diaz, Rosa2."""

_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]"
_CAN_CHANGE = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody, by each word of their names; the ids of whom it may be."""

    names: Mapping[str, frozenset[str]]
    changed: Mapping[str, frozenset[str]]  # without a last vowel: Mari(a)
    unspaced: tuple[str, ...]
    places: frozenset[tuple[str, ...]]  # whole, word by word
    place_starts: frozenset[str]  # the first word of each
    place_words: frozenset[str]  # each of which tells the place
    roles: Mapping[str, str]  # by id: "a nurse"
    reach: re.Pattern[str]


def called(contact: Contact) -> str:
    """Somebody by what they do, if that does not tell who it is."""
    role = contact.role.strip()
    names = {
        plain(word) for word in TOKEN.findall(f"{contact.name} {contact.employer}")
    }
    words = role.split()
    is_plain = role.isascii() and role.replace(" ", "").isalpha() and role.islower()
    if not is_plain or len(words) > MOST_OF_ROLE or names & set(words):
        return SOMEBODY
    return f"{article(role)} {role}"


def known_of(people: list[Contact]) -> Known:
    names: dict[str, set[str]] = {}
    for person in people:
        for word in _words_of(person.name):
            names.setdefault(word, set()).add(person.id)
    fixed = {word: frozenset(ids) for word, ids in names.items()}
    longer = {word for word in fixed if len(word) > LEAST_OF_NAME}
    changed = {w[:-1]: fixed[w] for w in longer if w[-1] in _CAN_CHANGE}
    places = {_place(person.employer) for person in people} - {()}
    unspaced = filter(compiled(_UNSPACED).search, _spelled(people))
    reach = [re.escape(p.reach) for p in people if p.reach]
    return Known(
        names=fixed,
        changed=changed,
        unspaced=tuple(sorted(unspaced, key=len)[::-1]),
        places=frozenset(
            p for p in places if not set(p) <= lore().places or len(p) > 1
        ),
        place_starts=frozenset(place[0] for place in places),
        place_words=frozenset(word for place in places for word in place)
        - lore().places
        - lore().everyday,
        roles=_roles(people, frozenset(fixed)),
        reach=re.compile("|".join(reach) or r"(?!)", re.IGNORECASE),
    )


def _roles(people: Iterable[Contact], names: frozenset[str]) -> Mapping[str, str]:
    """A role that is somebody else's name would bring that back."""
    roles = {person.id: called(person) for person in people}
    return {
        id: SOMEBODY if names.intersection(role.split()) else role
        for id, role in roles.items()
    }


def _spelled(people: Iterable[Contact]) -> set[str]:
    return {word for person in people for word in person.name.split()}


def _words_of(name: str) -> Iterator[str]:
    """Each word of a name, and all of them run together.

    An initial is nobody's name, unless it is all there is.
    """
    words = [plain(part) for part in APART.split(" ".join(TOKEN.findall(name)))]
    parts = [word for part in words for word in part.split()]
    yield from (part for part in parts if len(part) > 1 or not part.isascii())
    if parts:
        yield "".join(parts)


def _place(employer: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in TOKEN.findall(employer))

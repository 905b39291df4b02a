"""What was written down after talks, line by line, each under its heading."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from bot.coach.learning.folded import content_of, plain, tokens
from bot.coach.learning.lore import MONEY, OTHER, SKILL, SURPRISE, Kind, lore
from bot.records import Learnt

MOST = 300  # lines; the newest
CURRENCIES = "$\u20ac\u00a3\u00a5"


@dataclass(frozen=True, slots=True)
class Insight:
    """One line of the student's, its kind's id, and who said it (a contact's id).

    Its words are folded once, because lines are compared with each other.
    """

    words: str
    kind: str
    person: str
    tokens: tuple[str, ...] = field(compare=False, repr=False)
    stems: frozenset[str] = field(compare=False, repr=False)
    is_about_money: bool = field(compare=False, repr=False)


def insights(
    debriefs: Iterable[Learnt], said: Callable[[str], str] = str
) -> tuple[Insight, ...]:
    """All lines, the oldest first; `said` is how each may be shown."""
    lines = [line for debrief in debriefs for line in _of(debrief)]
    return tuple(
        insight(words, kind, person)
        for text, kind, person in lines[-MOST:]
        if (words := said(text))
    )


def insight(words: str, kind: str, person: str) -> Insight:
    """Of that kind; where none is given, of the one that its words tell."""
    said = tokens(words)
    return Insight(
        words,
        kind or _kind_of(said),
        person,
        tuple(said),
        content_of(said),
        is_about_money=any(sign in words for sign in CURRENCIES)
        or _score(said, heading(MONEY)) > 0,
    )


def people(insights: Iterable[Insight]) -> int:
    return len({insight.person for insight in insights})


def heading(kind: str) -> Kind:
    return lore().kinds[kind]


def _of(debrief: Learnt) -> Iterator[tuple[str, str, str]]:
    yield from ((line, "", debrief.contact) for line in debrief.learnt)
    if debrief.surprise:
        yield debrief.surprise, SURPRISE, debrief.contact
    yield from ((line, SKILL, debrief.contact) for line in debrief.needs)


def _kind_of(said: list[str]) -> str:
    """The kind of which it has the most words; of equals, the first in the file."""
    scores = {kind.id: _score(said, kind) for kind in lore().kinds.values()}
    best = max(scores, key=lambda id: scores[id])
    return best if scores[best] else OTHER


def _score(said: list[str], kind: Kind) -> int:
    return len(_pattern(kind).findall(f" {' '.join(said)} "))


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    """Whole words, between blanks; a star in the file is any ending."""
    words = (re.escape(plain(word)).replace(r"\*", r"\S*") for word in kind.words)
    return re.compile(rf" (?:{'|'.join(words) or '(?!)'})(?= )")

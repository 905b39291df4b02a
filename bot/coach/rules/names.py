"""Names in a message: who is greeted, and by what name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.coach.rules.draft import Draft
from bot.coach.rules.guide import guide
from bot.coach.rules.people import (
    distance,
    first_name,
    is_close,
    parts,
    plain,
    same_name,
)
from bot.coach.rules.text import Span
from bot.coach.rules.words import bag
from bot.coach.situation import Someone

_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_MENTION = re.compile(r"@\w+")
_GREETING = bag(
    "hi hii hiii hello hey heyy hiya heya dear dearest respected greetings good day hola"
    " salut bonjour hallo ciao namaste yo sup evening morning afternoon salaam ola olá"
    " to whom it may concern or"
)
_PARTICLES = bag(
    "van von der den de da do dos del della la le el al bin ibn st y e ter"
)
_OPENING = 60  # characters in which a name may stand without a greeting


class Named(NamedTuple):
    name: str
    span: Span


def greeted(draft: Draft) -> list[Named]:
    """The words after "Dear", titles and all."""
    start, end = draft.text.greeting
    found = _NAME.finditer(_MENTION.sub(_spaces, draft.text.raw[:end]), start)
    words = [Named(one[0], one.span()) for one in found]
    return [one for one in words if not _is_greeting(one.name)]


def _is_greeting(word: str) -> bool:
    """ "heyyy" too."""
    return word.lower() in _GREETING or bool(
        re.fullmatch("(?i:h+e+y+|h+i+|hello+)", word)
    )


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def called(draft: Draft) -> list[Named]:
    """Those of them that are names."""
    not_names = guide().words("wrong-name", "not_names") | _PARTICLES
    nobody = guide().words("template-salutation", "nobody")
    words = greeted(draft)
    names = [one for one in words if plain(one.name) not in not_names | nobody]
    theirs = any(same_name(one.name, draft.contact) for one in names)
    to_nobody = any(plain(one.name) in nobody for one in words)
    return names if theirs or not to_nobody else []


def vocatives(draft: Draft) -> Iterator[Named]:
    """Words set off like a name: at the start before a comma, or after "Thanks,"."""
    raw = draft.text.raw
    for one in _NAME.finditer(raw, draft.text.greeting[1]):
        before = raw[max(0, one.start() - 2) : one.start()].strip(" ")
        after = raw[one.end() : one.end() + 1]
        opens = one.start() < _OPENING and after in (",", "!")
        apart = before in (",", "") and before != "" and after in (",", ".", "!", "?")
        if one[0][:1].isupper() and (opens or apart):
            yield Named(one[0], one.span())


def somebody_else(draft: Draft, name: str) -> Someone | None:
    """Another stored contact of that name, unless it is the reader's or writer's too."""
    student = draft.situation.student
    mine = parts(student.name) if student else ()
    word = plain(name)
    if word in mine or same_name(name, draft.contact):
        return None
    for other in draft.situation.other_contacts:
        if word in parts(other.name):
            return other
    return None


def is_misspelt(name: str, person: Someone) -> bool:
    return any(0 < distance(plain(name), one) <= 2 for one in parts(person.name))


def may_be_nickname(name: str, person: Someone) -> bool:
    """Short forms are many: one that begins alike may well be theirs."""
    names, word = parts(person.name), plain(name)
    return is_close(person) or any(
        word[:2] == one[:2] and len(word) < len(one) for one in names
    )


def right_name(draft: Draft, said: list[Named]) -> str:
    """What to write instead: the surname after a title, else the first name."""
    titles = bag("mr mrs ms mx miss dr prof professor frau herr")
    formal = any(plain(one.name) in titles for one in greeted(draft))
    names = [one for one in _NAME.findall(draft.contact.name) if len(one) > 1]
    return names[-1] if formal and names and said else first_name(draft.contact)

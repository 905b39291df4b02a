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
from bot.coach.rules.words import Span, bag
from bot.coach.situation import Someone

_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_THANKED = re.compile(
    r"\b(?i:thank you|thanks|thank u)(?i: so much| very much| a lot| again)?,? "
    r"(?P<name>[^\W\d_]+)"
)
_MENTION = re.compile(r"@\w+")
_DRAWN_OUT = re.compile("h+e+y+|h+i+|hello+", re.I)
_GREETING = bag(
    "dear dearest respected greetings good day hola salut bonjour hallo ciao namaste yo"
    " hiya heya sup evening morning afternoon salaam ola ol\u00e1 to whom it may"
    " concern or"
)
_PARTICLES = bag(
    "van von der den de da do dos del della la le el al bin ibn y ter of at from in"
)
_TITLES = bag("mr mrs ms mx miss dr prof professor frau herr")
SHORT = 4  # letters
OPENING = 60  # characters in which a name may stand without a greeting


class Named(NamedTuple):
    name: str
    span: Span


def greeted(draft: Draft) -> list[Named]:
    """The words after "Dear", titles and all."""
    start, end = draft.text.greeting
    unmentioned = _MENTION.sub(lambda at: " " * len(at[0]), draft.text.raw[:end])
    words = [Named(one[0], one.span()) for one in _NAME.finditer(unmentioned, start)]
    return [one for one in words if not _greets(one.name)]


def _greets(word: str) -> bool:
    return word.lower() in _GREETING or bool(_DRAWN_OUT.fullmatch(word))


def called(draft: Draft) -> list[Named]:
    """Those of them that are names; "Dear Food Safety Professional" has none."""
    not_names = guide().words("wrong-name", "not_names") | _PARTICLES
    nobody = guide().words("template-salutation", "nobody")
    words = greeted(draft)
    role = set(re.findall(r"[^\W_]+", plain(draft.contact.role)))
    at = set(re.findall(r"[^\W_]+", plain(draft.contact.employer))) if role else set()
    none = (not_names | nobody | role | at) - set(parts(draft.contact.name))
    names = [one for one in words if plain(one.name) not in none]
    theirs = any(same_name(one.name, draft.contact) for one in names)
    to_nobody = any(plain(one.name) in nobody for one in words)
    return names if theirs or not to_nobody else []


def thanked(draft: Draft) -> Iterator[Named]:
    """ "Thank you so much Tom": who is thanked is spoken to."""
    for one in _THANKED.finditer(draft.text.raw):
        yield Named(one["name"], one.span("name"))


def vocatives(draft: Draft) -> Iterator[Named]:
    """Words set off like a name: at the start before a comma, or between commas."""
    yield from thanked(draft)
    raw = draft.text.raw
    for one in _NAME.finditer(raw, draft.text.greeting[1]):
        after = raw[one.end() : one.end() + 1]
        opens = one.start() < OPENING and after in (",", "!")
        apart = raw[: one.start()].endswith(", ") and after in (",", ".", "!", "?")
        if one[0][0].isupper() and (opens or apart):
            yield Named(one[0], one.span())


def somebody_else(draft: Draft, name: str) -> Someone | None:
    """Another stored contact of that name, unless it is the reader's or writer's."""
    word = plain(name)
    if word in parts(draft.writer) or same_name(name, draft.contact):
        return None
    others = draft.situation.other_contacts
    return next((other for other in others if word in parts(other.name)), None)


def is_misspelt(name: str, person: Someone) -> bool:
    return any(0 < distance(plain(name), one) <= 2 for one in parts(person.name))


def may_be_nickname(name: str, person: Someone) -> bool:
    """Short forms are many: a short one that begins alike may well be theirs."""
    word = plain(name)
    alike = any(word[:2] == one[:2] for one in parts(person.name))
    return is_close(person) or (alike and len(word) <= SHORT)


def right_name(draft: Draft) -> str:
    """What to write instead: the surname after a title, else the first name."""
    formal = any(plain(one.name) in _TITLES for one in greeted(draft))
    names = [one for one in _NAME.findall(draft.contact.name) if len(one) > 1]
    return names[-1] if formal and names else first_name(draft.contact)

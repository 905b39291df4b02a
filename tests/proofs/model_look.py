"""What can be seen of the bot: how it stands in its file, and the words it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.effects import Ask, Redraw, Refuse, Reply
from bot.engine.stored import unpack
from bot.records import Wait
from bot.views import (
    Bold,
    Bullets,
    Button,
    Code,
    Copyable,
    Form,
    Heading,
    Link,
    Picker,
    Quote,
    Ticks,
    View,
)
from tests.proofs.model import Stand
from tests.proofs.model_bot import Bot


@dataclass(frozen=True, slots=True)
class Row:
    """A contact, and the conversation with them that is open."""

    owner: str
    id: str
    name: str
    silent: bool
    stand: Stand
    step: int
    due: str
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A reminder of the student's own; nothing wakes one that has come already."""

    owner: str
    id: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Student:
    zone: str
    quiet: tuple[str, str]
    stopped: bool
    paused_until: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """Everybody's, by ids; wakes by their owner and token."""

    contacts: Mapping[str, Row] = field(default_factory=dict)
    own: Mapping[str, Own] = field(default_factory=dict)
    wakes: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    students: Mapping[str, Student] = field(default_factory=dict)
    entries: Mapping[str, int] = field(default_factory=dict)  # how many

    def of(self, owner: str) -> dict[str, Row]:
        return {id: row for id, row in self.contacts.items() if row.owner == owner}


def look(bot: Bot) -> Look:
    return Look(
        {row.id: row for row in map(_row, bot.rows(_CONTACTS))},
        {own.id: own for own in map(_own, bot.rows(_OWN))},
        {(owner, token): _moment(at) for owner, token, at in bot.rows(_WAKES)},
        {owner: _student(*settings) for owner, *settings in bot.rows(_STUDENTS)},
        dict(bot.rows(_ENTRIES)),
    )


_CONTACTS = (
    "select c.owner, c.id, c.name, c.silent, c.talk, t.state, t.step, t.due, t.waits"
    " from contact c join talk t"
    " on t.owner = c.owner and t.contact = c.id and t.number = c.talk"
)
_OWN = "select owner, id, text, at from reminder"
_WAKES = "select owner, token, at from wakes"
_STUDENTS = "select owner, zone, quiet, stopped, paused_until from student"
_ENTRIES = "select owner, count(*) from entry group by owner"

KEPT = {
    **dict.fromkeys(
        ("contact", "learnt", "referral", "draft", "planned", "reminder"), "id, *"
    ),
    "talk": "id, contact, number, state, due, waits, channel, sent_at, nudged_at,"
    ' replied_at, starts_at, ends_at, "where", debriefed_at, thanked_at',
    "wakes": "token, at, about",
}
"""The key and the rest of all that a student has, but for what changes with every
event; a step is never taken twice.
"""

Records = Mapping[tuple[str, str], tuple[Any, ...]]  # by their tables and keys


def records(bot: Bot, owner: str) -> Records:
    return {
        (table, row[0]): row
        for table, columns in KEPT.items()
        for row in bot.rows(f"select {columns} from {table} where owner = ?", owner)
    }


_moment = datetime.fromisoformat


def _row(row: tuple[str, str, str, int, int, str, int, str | None, str]) -> Row:
    owner, id, name, silent, number, state, step, due, waits = row
    stand = Stand(number, state)
    return Row(owner, id, name, bool(silent), stand, step, due or "", _stored(waits))


def _own(row: tuple[str, str, str, str]) -> Own:
    owner, id, text, at = row
    return Own(owner, id, text, _moment(at))


def _student(zone: str, quiet: str, stopped: int, paused: str | None) -> Student:
    start, end = _stored(quiet) or ("21:00", "08:00")
    until = _moment(paused) if paused else None
    return Student(zone, (start, end), bool(stopped), until)


@lru_cache(maxsize=10_000)
def _stored(text: str) -> tuple[Any, ...]:
    return tuple(unpack(text))


def words_of(*things: object) -> str:
    """All that can be read of answers and views, a line each."""
    return "\n".join(word for thing in things for word in _words(thing))


def _words(thing: object) -> Iterator[str]:
    match thing:
        case str():
            yield thing
        case tuple():
            for one in thing:
                yield from _words(one)
        case Heading(text) | Bullets(text):
            yield from _words(text)
        case Bold(text) | Code(text) | Link(text) | Quote(text) | Copyable(text):
            yield text
        case View(blocks, controls):
            yield from _words((blocks, controls))
        case Button(label):
            yield label
        case Picker(label, _, choices) | Ticks(label, _, choices):
            yield from (label, *(choice.label for choice in choices))
        case Reply(view) | Redraw(view):
            yield from _words(view)
        case Ask(form):
            yield from _words(form)
        case Refuse(form, _, why):
            yield from (*_words(form), why)
        case Form(title, _, fields):
            yield title
            for one in fields:
                yield from (one.label, one.hint, one.value)
                yield from (choice.label for choice in one.choices)
        case _:  # moments, pictures and the like hold no words
            pass

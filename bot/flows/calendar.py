"""What of a booked talk goes into the student's own calendar, and out of it again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.coach.files.calendar import Appointment, calendar_file
from bot.coach.numbers import TALKED
from bot.coach.time.days import local
from bot.effects import Effect, Reply
from bot.errors import Mistake
from bot.events import Action
from bot.flows.steps import open_talk
from bot.flows.who import found, label
from bot.ports import NEVER, Book
from bot.records import Contact, Talk
from bot.views import Block, Button, Code, File, Moment, Text, View

MIME, ALL = "text/calendar", "talks.ics"
MOST = 25  # talks in one file
NEW, MOVED = "For your calendar:", "For your calendar, in the place of the earlier one:"
GONE = "If it stands in your calendar, this takes it out:"

Talks = Sequence[tuple[Contact, Talk]]
Hours = tuple[str, datetime, datetime | None, str]


def written(
    book: Book, contact: Contact, talk: Talk, now: datetime
) -> tuple[Block, ...]:
    """A file, if what stands in a calendar is not so any more after this move."""
    before = open_talk(book, contact)
    was, is_ = _hours(before, now), _hours(talk, now)
    if was == is_ or talk.state in TALKED:
        return ()
    if not is_:
        gone = replace(before, step=talk.step)
        return (GONE, _file(book, [(contact, gone)], now, is_off=True))
    is_known = before.id == talk.id and before.starts_at
    return (MOVED if is_known else NEW, _file(book, [(contact, talk)], now))


def asked_for(action: Action, book: Book, typed: str) -> Iterator[Effect]:
    """`calendar Priya`: the talk with her; without a name, all that are booked."""
    if typed:
        yield from of(action, book, [found(book, typed, _button)[0]])
        return
    ids = book.due_in(("booked",), NEVER, MOST)
    yield from of(action, book, [c for id in ids if (c := book.one(Contact, id))])


def of(action: Action, book: Book, contacts: Sequence[Contact]) -> Iterator[Effect]:
    talks = [(contact, open_talk(book, contact)) for contact in contacts]
    ahead = [(c, talk) for c, talk in talks if _hours(talk, action.at)]
    if not ahead:
        raise _nothing(contacts)
    ahead.sort(key=lambda pair: pair[1].starts_at or action.at)
    said = (_line(*pair) for pair in ahead)
    yield Reply(View((*said, NEW, _file(book, ahead, action.at))))


def _hours(talk: Talk, now: datetime) -> Hours | None:
    """What a calendar should show of it; None where nothing lies ahead."""
    if talk.state != "booked" or not talk.starts_at or talk.starts_at <= now:
        return None
    return talk.id, talk.starts_at, talk.ends_at, talk.where


def _file(book: Book, talks: Talks, now: datetime, *, is_off: bool = False) -> File:
    """Named by its day, and by nobody: a file is announced on lock screens, too."""
    entries = [
        Appointment(
            id=talk.id,
            version=talk.step,
            who=contact.name,
            starts=talk.starts_at,
            ends=talk.ends_at,
            where=talk.where,
            is_called_off=is_off,
        )
        for contact, talk in talks
        if talk.starts_at and talk.ends_at
    ]
    days = [local(one.starts, book.student().zone).date() for one in entries]
    name = f"talk-{days[0]}.ics" if len(days) == 1 else ALL
    return File(name, MIME, calendar_file(entries, now))


def _line(contact: Contact, talk: Talk) -> Text:
    at = Moment(talk.starts_at) if talk.starts_at else ""
    return (f"{contact.name}: ", at, f", {talk.where}." if talk.where else ".")


def _nothing(contacts: Sequence[Contact]) -> Mistake:
    who = contacts[0].name if contacts else "anybody"
    example = Code(f"booked {who[:60] if contacts else 'Priya'} friday 3pm")
    return Mistake(f"No talk with {who} is booked. To book one: ", example)


def _button(contact: Contact, rest: str) -> Button:
    return Button(label(contact)[:75], f"booking.calendar/{contact.id}")

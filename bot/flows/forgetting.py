"""Forgetting a person: what will go is shown first, and what is kept names nobody."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.coach.numbers import tally
from bot.effects import Effect, Erase, Keep, Reply
from bot.events import Event
from bot.flows.adding import marks_of
from bot.flows.known import named_by
from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import (
    Contact,
    Draft,
    Entry,
    Forgotten,
    Learnt,
    Planned,
    Record,
    Referral,
    Reminder,
    Student,
    Talk,
)
from bot.text import counted
from bot.views import Bullets, Button, Heading, Text, View

SOMEBODY = "a person who asked to be forgotten"

R = TypeVar("R", bound=Record)

WRITTEN: tuple[type[Record], ...] = (Contact, Learnt, Draft, Entry, Reminder, Referral)

BACKUPS = (
    "Backups that were made before today still hold it until they are deleted; whoever "
    "runs this server says when that is."
)


def question(book: Book, contact: Contact) -> View:
    """What will go, and the question before anything happens."""
    return View(
        (
            Heading(f"Forget {contact.name}?"),
            "This goes, and can't be brought back:",
            Bullets(tuple(_counts(book, contact))),
            *_stays(book, contact),
        ),
        (
            Button("Forget", f"people.forgotten/{contact.id}", "danger"),
            Button("Keep", f"people.card/{contact.id}"),
        ),
    )


def forgotten(event: Event, book: Book, contact: Contact) -> Iterator[Effect]:
    """No trace is left, but for a mark that tells nobody who it was."""
    counts = tuple(_counts(book, contact))
    yield Keep(_with_totals(book, contact))
    for mark in marks_of(book, contact):
        yield Keep(Forgotten(id=mark, at=event.at))
    yield from _unnamed(book, contact)
    yield Erase(contact.id)
    done = Heading("Done. This is forgotten:")
    yield Reply(View((done, Bullets(counts), BACKUPS)))


def _counts(book: Book, contact: Contact) -> Iterator[Text]:
    about = contact.id
    yield "the record itself" + (f" and {contact.reach}" if contact.reach else "")
    sorts = (
        (len(contact.facts), "note"),
        (len(book.about(Draft, about)), "draft"),
        (len(book.about(Entry, about)), "line of history", "lines of history"),
        (len(book.about(Learnt, about)), "debrief"),
        (len(book.about(Planned, about)), "question plan"),
        (len(open_talk(book, contact).waits), "reminder"),
        (len(book.about(Reminder, about)), "own reminder"),
        (len(book.about(Referral, about)) + len(named_by(book, contact)),
         "place in a chain of names", "places in chains of names"),
    )  # fmt: skip
    for count, *words in sorts:
        if count:
            yield counted(count, *words)


def _stays(book: Book, contact: Contact) -> Iterator[Text]:
    named = [book.one(Contact, r.contact) for r in named_by(book, contact)]
    names = [other.name for other in named if other]
    if names:
        yield f"{', '.join(names)} will stay, without saying who named them."


def _with_totals(book: Book, contact: Contact) -> Student:
    """The counts of what took place stay as they were; they name nobody."""
    student = book.student()
    gone = tally(
        book.about(Talk, contact.id),
        book.about(Learnt, contact.id),
        book.about(Referral, contact.id),
    )
    past = {key: student.past.get(key, 0) + count for key, count in gone.items()}
    return replace(student, past={**student.past, **past})


def _unnamed(book: Book, contact: Contact) -> Iterator[Effect]:
    """The full name goes from whatever the student wrote about others.

    Not while somebody else on the list has that name: it may be theirs.
    """
    if len(book.named(contact.name)) > 1:
        return
    pattern = re.compile(re.escape(contact.name), re.IGNORECASE)
    for kind in WRITTEN:
        for record in book.all(kind):
            if record.id == contact.id or getattr(record, "contact", "") == contact.id:
                continue
            if (changed := _replaced(record, pattern)) != record:
                yield Keep(changed)


def _replaced(record: R, pattern: re.Pattern[str]) -> R:
    def clean(value: object) -> object:
        if isinstance(value, str):
            return pattern.sub(SOMEBODY, value)
        return tuple(map(clean, value)) if isinstance(value, tuple) else value

    texts: dict[str, Any] = {
        f.name: clean(getattr(record, f.name)) for f in fields(record)
    }
    return replace(record, **texts)

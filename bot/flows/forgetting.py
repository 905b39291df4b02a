"""Forgetting a person: what will go is shown first, and what is kept names nobody."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.coach.introductions import remembered_by
from bot.coach.numbers import tally
from bot.effects import Effect, Erase, Keep, Redraw
from bot.events import Event
from bot.flows import calendar
from bot.flows.known import named_by
from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import (
    Contact,
    Draft,
    Entry,
    Forgotten,
    Learnt,
    Outlook,
    Pay,
    Planned,
    Record,
    Referral,
    Rehearsing,
    Reminder,
    Student,
    Talk,
)
from bot.text import counted, listed
from bot.views import Block, Bullets, Button, Heading, Text, View

MOST_NAMED = 10
SOMEBODY = "a person who asked to be forgotten"

R = TypeVar("R", bound=Record)

WRITTEN: tuple[type[Record], ...] = (
    Contact,
    Learnt,
    Draft,
    Entry,
    Planned,
    Reminder,
    Referral,
    Pay,
    Outlook,
    Rehearsing,
)

BACKUPS = (
    "Backups that were made before today still hold it until they are deleted: thirty "
    "days at most, unless whoever runs this server says otherwise."
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
    """No trace is left, but for marks that tell nobody who it was."""
    counts = tuple(_counts(book, contact))
    pattern = _pattern(book, contact)
    yield Keep(_replaced(_with_totals(book, contact), pattern))
    for id in remembered_by(contact, book.mark):
        yield Keep(Forgotten(id=id, at=event.at))
    yield from _unnamed(book, contact, pattern)
    yield Erase(contact.id)
    done = Heading("Done. This is forgotten:")
    yield Redraw(
        View((done, Bullets(counts), *_in_a_calendar(event, book, contact), BACKUPS))
    )


def _in_a_calendar(event: Event, book: Book, contact: Contact) -> tuple[Block, ...]:
    talk = open_talk(book, contact)
    left_alone = replace(talk, state="barred", step=talk.step + 1)
    return calendar.written(book, contact, left_alone, event.at)


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
        more = len(names) - MOST_NAMED
        others = [counted(more, "other")] if more > 0 else []
        who = listed([*names[:MOST_NAMED], *others])
        yield f"{who} will stay, without saying who named them."


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


def _pattern(book: Book, contact: Contact) -> re.Pattern[str]:
    """Their address, and their name unless somebody else on the list has it too."""
    is_theirs_alone = len(book.named(contact.name)) == 1
    known = (contact.reach, contact.name if is_theirs_alone else "")
    texts = [re.escape(text) for text in known if text]
    return re.compile("|".join(texts) or r"(?!)", re.IGNORECASE)


def _unnamed(
    book: Book, contact: Contact, pattern: re.Pattern[str]
) -> Iterator[Effect]:
    """It goes from whatever the student wrote about others, too."""
    for kind in WRITTEN:
        for record in book.all(kind):
            if record.id == contact.id or getattr(record, "contact", "") == contact.id:
                continue
            if (changed := _replaced(record, pattern)) != record:
                yield Keep(changed)


def _replaced(record: R, pattern: re.Pattern[str]) -> R:
    def clean(value: object) -> object:
        match value:
            case str():
                return pattern.sub(SOMEBODY, value)
            case tuple():
                return tuple(map(clean, value))
            case Mapping():
                return {key: clean(text) for key, text in value.items()}
            case _:
                return value

    texts: dict[str, Any] = {
        f.name: clean(getattr(record, f.name)) for f in fields(record)
    }
    return replace(record, **texts)

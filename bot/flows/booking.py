"""A talk with a time: said back with weekday and zone, and reminded of three times."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.asking import form_of
from bot.coach.time.dates import Unclear
from bot.effects import Ask, Effect, Refuse, Reply
from bot.errors import Mistake
from bot.events import Event, Submitted
from bot.flows import card
from bot.flows.moments import asked_back, moment_in
from bot.flows.steps import logged
from bot.ports import Book
from bot.records import Contact
from bot.text import one_line
from bot.views import Choice, Field, Form, Moment

LENGTHS = ("15", "20", "30", "45", "60")

_LENGTH = re.compile(r"\b(?:for )?(\d{2,3}) ?(?:min|minutes|mins)\b", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:via|by|on|over) (phone|video|zoom|teams|\S*//\S+)\s*$", re.I)


def time_form(contact: Contact, minutes: int) -> Form:
    return Form(
        f"Your talk with {one_line(contact.name, 40)}",
        f"log.booked/{contact.id}",
        (
            Field("when", "When is it?", "such as: friday 3pm, or 3 Nov 16:00"),
            Field(
                "minutes",
                "How many minutes?",
                value=str(minutes),
                choices=tuple(Choice(n, n) for n in sorted({*LENGTHS, str(minutes)})),
            ),
            Field(
                "where",
                "Where, or how?",
                "such as: phone, a link, the library",
                required=False,
            ),
        ),
    )


def from_words(
    event: Event, book: Book, contact: Contact, words: str
) -> Iterator[Effect]:
    """`friday 3pm for 30 minutes by phone`; without a time, the form asks for it."""
    minutes, where = book.student().minutes, ""
    if place := _PLACE.search(f" {words}"):
        where, words = place.group(1), f" {words}"[: place.start()].strip()
    if length := _LENGTH.search(words):
        minutes, words = int(length.group(1)), _LENGTH.sub("", words).strip()
    if not words:
        yield Ask(time_form(contact, minutes))
        return
    read = moment_in(book, words, event.at, contact)
    if isinstance(read, Unclear):
        token = f"log.at/{contact.id}/{minutes}"
        raise asked_back(read, token, book.student().zone)
    yield from booked(event, book, contact, read.at, minutes, where)


def from_form(form: Submitted, book: Book, contact: Contact) -> Iterator[Effect]:
    given = form.answers
    read = moment_in(book, given["when"], form.at, contact)
    if isinstance(read, Unclear):
        again = time_form(contact, int(given["minutes"]))
        yield Refuse(form_of(again, **given), "when", read.why)
        return
    minutes, where = int(given["minutes"]), given["where"]
    yield from booked(form, book, contact, read.at, minutes, where)


def booked(
    event: Event,
    book: Book,
    contact: Contact,
    at: datetime,
    minutes: int,
    where: str = "",
) -> Iterator[Effect]:
    if at <= event.at:
        raise Mistake("That moment is over already. When will you talk?")
    ends = at + timedelta(minutes=minutes)
    talk = yield from logged(
        event,
        book,
        contact,
        "booked",
        event.at,
        dates={"starts_at": at, "ends_at": ends, "where": where},
    )
    place = f", {where}" if where else ""
    said = (f"Booked with {contact.name}: ", Moment(at), f", {minutes} minutes{place}.")
    yield Reply(card.moved(contact, talk, said))

"""Moments that people type, read on their own clock and asked back when unclear."""

from datetime import UTC, datetime
from typing import TypedDict

from bot.coach.time.almanac import Order
from bot.coach.time.dates import Reading, Unclear, read_moment, spoken
from bot.coach.time.past import read_past
from bot.coach.time.sentences import split_moment
from bot.effects import Ask, Refuse
from bot.errors import Mistake
from bot.events import Event, Submitted
from bot.flows.steps import country_for
from bot.ports import Book
from bot.records import Contact
from bot.views import Button, Field, Form

STAMP = "%Y%m%dT%H%M"


class Ways(TypedDict):
    """How dates are read for somebody."""

    order: Order
    country: str


def moment_in(
    book: Book, phrase: str, now: datetime, contact: Contact | None = None
) -> Reading:
    return read_moment(phrase, now, book.student().zone, **_ways(book, contact))


def moment_within(
    book: Book, sentence: str, now: datetime, contact: Contact | None = None
) -> tuple[str, Reading] | None:
    """The sentence without its moment, and the moment; None if it has none."""
    return split_moment(sentence, now, book.student().zone, **_ways(book, contact))


def past_in(book: Book, phrase: str, now: datetime) -> datetime | None:
    """When something was done: "yesterday 3pm", "2 days ago"; None if unread."""
    return read_past(phrase, now, book.student().zone, **_ways(book))


def asked_back(
    event: Event, book: Book, unclear: Unclear, token: str, title: str
) -> Ask | Refuse:
    """Why it is unclear, and one question; the token names the form that hears it.

    Where it could be read in several ways, raises a Mistake with a button for each:
    the press of the same name, the moment being its last argument.
    """
    if not unclear.readings and isinstance(event, Submitted):
        return Refuse(when_form(title, token), "when", unclear.why)
    if not unclear.readings:
        return Ask(when_form(title, token, unclear.why))
    zone = book.student().zone
    raise Mistake(
        unclear.why,
        buttons=tuple(
            Button(spoken(at, zone, event.at), f"{token}/{stamp(at)}")
            for at in unclear.readings
        ),
    )


def when_form(
    title: str, token: str, hint: str = "such as: tomorrow 9am, or in 3 days"
) -> Form:
    return Form(title, token, (Field("when", "When?", hint),))


def stamp(at: datetime) -> str:
    """A moment short enough for a button's token, to the minute, in UTC."""
    return at.astimezone(UTC).strftime(STAMP)


def instant(stamped: str) -> datetime:
    try:
        return datetime.fromisoformat(stamped).replace(tzinfo=UTC)
    except ValueError:
        raise Mistake("That button is no longer good. Say it in words.") from None


def _ways(book: Book, contact: Contact | None = None) -> Ways:
    order = book.student().date_order or book.community().date_order
    return {"order": order, "country": country_for(book, contact)}

"""What was promised in a talk, by either side, and the day to come back to it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coach.time.dates import At
from bot.coach.time.days import morning_after
from bot.events import Event, new_id
from bot.flows.moments import moment_in, moment_within
from bot.flows.reminders import MOST
from bot.flows.steps import country_for
from bot.ports import Book
from bot.records import Contact, Reminder
from bot.text import shortened

THEIRS, MINE = 7, 2  # business days, where no day was said
MOST_TEXT = 150
FIRST_ID = 40  # of the things that one event makes

_MINE = re.compile(r"(?:i|i'll|i'm|i'd|we|we'll|me|my)\b(?!\w)", re.IGNORECASE)


def reminders_for(
    event: Event, book: Book, contact: Contact, promises: Sequence[str]
) -> Iterator[Reminder]:
    """One for each, as far as there is room for more."""
    room, zone = max(MOST - book.count(Reminder), 0), ZoneInfo(book.student().zone)
    for nth, promise in enumerate(promises[:room]):
        at = _due(event, book, contact, promise)
        yield Reminder(
            id=new_id(event, FIRST_ID + nth),
            text=_text(contact, promise),
            at=at,
            wall=at.astimezone(zone).replace(tzinfo=None).isoformat(),
            contact=contact.id,
        )


def day_of(book: Book, phrase: str, now: datetime, contact: Contact) -> datetime | None:
    """The day that was said, if it can be read and lies ahead."""
    read = moment_in(book, phrase, now, contact) if phrase else None
    if not isinstance(read, At) or read.at <= now:
        return None
    return read.at


def is_mine(promise: str) -> bool:
    """
    >>> is_mine("I'll send my notes"), is_mine("they introduce me by Friday")
    (True, False)
    """
    return bool(_MINE.match(promise))


def _due(event: Event, book: Book, contact: Contact, promise: str) -> datetime:
    """When it was said to be; where that is unclear, the later day for theirs."""
    within = moment_within(book, promise, event.at, contact)
    read = within[1] if within else None
    moments: Sequence[datetime] = ()
    if read is not None:
        moments = [read.at] if isinstance(read, At) else read.readings
    ahead = [at for at in moments if at > event.at]
    if ahead:
        return min(ahead) if is_mine(promise) else max(ahead)
    days = MINE if is_mine(promise) else THEIRS
    zone, country = book.student().zone, country_for(book, contact)
    return morning_after(event.at, days, zone, country)


def _text(contact: Contact, promise: str) -> str:
    said = shortened(promise, MOST_TEXT)
    if is_mine(promise):
        return f"your promise to {contact.name}: {said}"
    return f"ask {contact.name} kindly how this stands: {said}"

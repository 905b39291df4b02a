"""What is to come back after a talk: promises, advice with a day, words to look up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coach.time.dates import At
from bot.coach.time.days import morning_after
from bot.effects import Deed, Keep, WakeAt
from bot.events import Event, new_id
from bot.flows.moments import moment_in, moment_within
from bot.flows.reminders import MOST, OWN
from bot.flows.steps import country_for
from bot.ports import Book
from bot.records import Contact, Reminder
from bot.text import shortened
from bot.views import Block, Bullets, Moment, Text

THEIRS, MINE = 7, 2  # business days, where no day was said
MOST_TEXT = 150
FIRST_ID = 40  # of the things that one event makes

_MINE = re.compile(r"(?:i|i'll|i'm|i'd|we|we'll|me|my)\b(?!\w)", re.IGNORECASE)


def reminders_for(
    event: Event, book: Book, contact: Contact, promises: Sequence[str]
) -> Iterator[Reminder]:
    """One for each promise."""
    due = [(_text(contact, one), _due(event, book, contact, one)) for one in promises]
    yield from _set(event, book, contact, due)


def to_do(
    event: Event, book: Book, contact: Contact, advice: Sequence[str], words: str
) -> Iterator[Reminder]:
    """Advice for which a day was said; words to look up come back after two days."""
    due = [
        (f"{contact.name} advised: {shortened(one, MOST_TEXT)}", ahead[0])
        for one in advice
        if (ahead := _ahead(event, book, contact, one))
    ]
    if words:
        text = f"look up what this means: {shortened(words, MOST_TEXT)}"
        due.append((text, _in_days(event, book, contact, MINE)))
    yield from _set(event, book, contact, due)


def kept_for_later(reminders: Iterable[Reminder]) -> Iterator[Deed]:
    for one in reminders:
        yield Keep(one)
        yield WakeAt(f"{OWN}/{one.id}", one.at, about=one.contact)


def comes_back(reminders: Iterable[Reminder]) -> tuple[Block, ...]:
    """What was set, with its day; nothing where nothing was."""
    lines: tuple[Text, ...] = tuple(
        (Moment(one.at), f": {one.text}") for one in reminders
    )
    return ("I come back to this:", Bullets(lines)) if lines else ()


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


def _set(
    event: Event, book: Book, contact: Contact, due: Sequence[tuple[str, datetime]]
) -> Iterator[Reminder]:
    """As far as there is room for more."""
    room, zone = max(MOST - book.count(Reminder), 0), ZoneInfo(book.student().zone)
    for nth, (text, at) in enumerate(due[:room]):
        yield Reminder(
            id=new_id(event, FIRST_ID + nth),
            text=text,
            at=at,
            wall=at.astimezone(zone).replace(tzinfo=None).isoformat(),
            contact=contact.id,
        )


def _due(event: Event, book: Book, contact: Contact, promise: str) -> datetime:
    """When it was said to be; where that is unclear, the later day for theirs."""
    if ahead := _ahead(event, book, contact, promise):
        return ahead[0] if is_mine(promise) else ahead[-1]
    return _in_days(event, book, contact, MINE if is_mine(promise) else THEIRS)


def _ahead(
    event: Event, book: Book, contact: Contact, words: str
) -> Sequence[datetime]:
    """The moments to come that these words may mean, the soonest first."""
    within = moment_within(book, words, event.at, contact)
    if within is None:
        return ()
    read = within[1]
    moments: Sequence[datetime] = [read.at] if isinstance(read, At) else read.readings
    return sorted(at for at in moments if at > event.at)


def _in_days(event: Event, book: Book, contact: Contact, days: int) -> datetime:
    zone, country = book.student().zone, country_for(book, contact)
    return morning_after(event.at, days, zone, country)


def _text(contact: Contact, promise: str) -> str:
    said = shortened(promise, MOST_TEXT)
    if is_mine(promise):
        return f"your promise to {contact.name}: {said}"
    return f"ask {contact.name} kindly how this stands: {said}"

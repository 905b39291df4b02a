"""Moving a talk: what was logged, what falls due after it, and what it called off."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from bot.coach import cycle
from bot.coach.cadence import Calendar
from bot.coach.cycle import CYCLE, STATES
from bot.coach.time.days import Quiet, at_local, local
from bot.coach.time.zones import country_of
from bot.effects import Deed, Keep, LetSleep, WakeAt
from bot.errors import Mistake
from bot.events import Event, new_id
from bot.ports import Book
from bot.records import Contact, Entry, Student, Talk
from bot.text import listed
from bot.views import Bullets, Code, Moment, Text

DUE = "due.talk"

FAMILY = 1  # on the comfort ladder
ALL_KIN = ("", "family", "relative", "friend")  # names no one person

SAYS = {
    "asked": "sent",
    "nudged": "sent",
    "offered": "sent",
    "thanked": "sent",
    "reported": "sent",
    "touched": "sent",
    "held": "met",
    "debriefed": "debrief",
    "rested": "rest",
    "barred": "do not contact",
    "introduced": "introduced",
    "drafted": "write",
    "missed": "missed",
}
"""The word a person types for what happened, where it is another one."""


def open_id(contact: Contact) -> str:
    return f"{contact.id}.{contact.talk}"


def open_talk(book: Book, contact: Contact) -> Talk:
    id = open_id(contact)
    return book.one(Talk, id) or Talk(id=id, contact=contact.id, number=contact.talk)


def quiet_of(book: Book, student: Student | None = None) -> Quiet:
    start, end = (student or book.student()).quiet or book.community().quiet
    return Quiet(time.fromisoformat(start), time.fromisoformat(end))


def country_for(
    book: Book, contact: Contact | None = None, student: Student | None = None
) -> str:
    """Whose holidays count: the contact's country, else the nearest that is set."""
    student = student or book.student()
    zone = (contact and contact.zone) or student.zone
    set_for = contact.country if contact else ""
    return set_for or student.country or book.community().country or country_of(zone)


def calendar_of(
    book: Book, contact: Contact | None = None, student: Student | None = None
) -> Calendar:
    """`student` is given where their settings are about to change."""
    return Calendar(
        zone=(student or book.student()).zone,
        country=country_for(book, contact, student),
        quiet=quiet_of(book, student),
        cadence=book.community().cadence,
    )


def logged(
    event: Event,
    book: Book,
    contact: Contact,
    what: str,
    at: datetime,
    detail: str = "",
    dates: Mapping[str, Any] = MappingProxyType({}),
) -> Generator[Deed, None, Talk]:
    """Move the contact's open talk, and write the history; gives the talk as it is now.

    A Mistake when that cannot happen now; it says what can.
    """
    talk = open_talk(book, contact)
    if (talk.state, what) not in CYCLE:
        raise not_now(contact, talk)
    if talk.state in cycle.AGAIN and what in cycle.OPENING:
        talk = cycle.again(talk)
        yield Keep(replace(contact, talk=talk.number))
    calendar = calendar_of(book, contact)
    if dates:
        talk = replace(talk, **dates)
    talk = cycle.happened(talk, what, at, calendar)
    talk, _ = cycle.passed(talk, event.at, calendar)
    yield from kept(contact, talk)
    yield Keep(_entry(event, contact, talk, at, what, detail))
    return talk


def kept(contact: Contact, talk: Talk) -> Iterator[Deed]:
    """The talk, and one wake for the first thing that falls due in it."""
    token = f"{DUE}/{contact.id}"
    yield Keep(talk)
    if talk.waits:
        yield WakeAt(token, talk.waits[0].at, about=contact.id)
    else:
        yield LetSleep(token)


def put_off(book: Book, contact: Contact, talk: Talk, now: datetime, days: int) -> Talk:
    """Brought up again at nine, so many days on; until then it is not due."""
    calendar = calendar_of(book, contact)
    waits = tuple(wait for wait in talk.waits if wait.what != "again")
    here = local(now, calendar.zone)
    later = at_local(here.date() + timedelta(days=days - 1), here.time(), calendar.zone)
    talk = cycle.also(replace(talk, waits=waits), "again", later, calendar)
    [again] = (wait for wait in talk.waits if wait.what == "again")
    return replace(talk, due=again.at, step=talk.step + 1)


def begun(
    event: Event, book: Book, contact: Contact, state: str = "idea"
) -> Generator[Deed, None, Talk]:
    """A new contact with their first talk."""
    talk = replace(open_talk(book, contact), state=state)
    talk = cycle.begun(talk, event.at, calendar_of(book, contact))
    yield Keep(contact)
    yield from kept(contact, talk)
    return talk


def not_now(contact: Contact, talk: Talk) -> Mistake:
    possible = [what for what in cycle.possible(talk.state) if what != "drafted"]
    words = [SAYS.get(what, what) for what in possible]
    can = listed(list(dict.fromkeys(words)), "or") or "nothing more"
    called = STATES[talk.state].called
    return Mistake(
        f"With {contact.name} it stands like this: {called}. You could log: {can}. For "
        "example ",
        Code(f"{words[0] if words else 'people'} {contact.name}"),
    )


def action_of(contact: Contact, talk: Talk, minutes: int = 20) -> str:
    """The one next action; a student says "your aunt", and not what she is called."""
    action = STATES[talk.state].action.replace("{minutes}", str(minutes))
    is_kin = contact.comfort <= FAMILY and contact.relation not in ALL_KIN
    called = f"your {contact.relation}" if is_kin else contact.name
    return action.replace("{name}", called)


FALLS: dict[str, str] = {
    "send": "send it",
    "other": "if no answer, try another person there",
    "followup": "one follow-up, or let it rest",
    "close": "if no answer, I'll suggest closing it",
    "offer": "offer two or three times",
    "settle": "look whether a time was picked",
    "prepare": "prepare",
    "confirm": "confirm",
    "card": "pocket card",
    "debrief": "write down what you heard",
    "thank": "say thank you",
    "thank_last": "last call for the thank-you",
    "write": "write to them",
    "check": "see whether the introduction came",
    "tell": "tell whoever gave you the name",
    "report": "tell them what came of their advice",
    "touch": "write, if there is news",
    "again": "look at it again",
    "still": "look at it again",
}
"""What a wait is, in a list of what will fall due."""


def ahead(talk: Talk) -> tuple[Bullets, ...]:
    """What falls due and when: said back after every move."""
    lines: tuple[Text, ...] = tuple(
        (Moment(wait.at), f": {FALLS[wait.what]}.") for wait in talk.waits
    )
    return (Bullets(lines),) if lines else ()


def entry_id(event: Event) -> str:
    """Of the line of history that an event writes: one at most."""
    return new_id(event, 90)


def _entry(
    event: Event, contact: Contact, talk: Talk, at: datetime, what: str, detail: str
) -> Entry:
    return Entry(
        id=entry_id(event),
        contact=contact.id,
        talk=talk.number,
        at=at,
        what=what,
        detail=detail,
    )

"""The student's settings, changed one by one or in a form; what is due follows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.compose import SHAPES
from bot.coach.time.dates import spoken
from bot.coach.time.days import local
from bot.coach.time.zones import (
    country_name,
)
from bot.coach.writing.templates import VOICES
from bot.effects import Ask, Deed, Effect, Keep, Refuse, Reply
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows import reminders
from bot.flows.setters import NONE, SETTERS
from bot.flows.steps import calendar_of, country_for, kept
from bot.flows.tokens import one_of
from bot.ports import Book
from bot.records import Contact, Student, Talk
from bot.text import listed
from bot.views import (
    Bullets,
    Button,
    Choice,
    Code,
    Field,
    Form,
    Heading,
    Moment,
    Text,
    View,
)

flow = Flow("settings")

LENGTHS = ("15", "20", "30")
ORDERS = {"MDY": "12/31 (month first)", "DMY": "31/12 (day first)"}

_TIME_ZONE = re.compile(r"^time ?zone\b", re.I)


def shown(book: Book, now: datetime) -> View:
    student = book.student()
    buttons = (
        flow.button("About me", "form", "me"),
        flow.button("Time", "form", "time"),
        flow.button("Messages", "form", "writing"),
    )
    quiet = silence(student, now)
    start = (Button("Start again", "my.start"),) if quiet else ()
    lines = dict.fromkeys(_lines(book, student, now).values())
    return View(
        (Heading("Your settings"), Bullets((*lines, *quiet))), (*buttons, *start)
    )


def silence(student: Student, now: datetime) -> tuple[Text, ...]:
    """What the student told the bot about writing first, if it is not to."""
    if student.stopped:
        return (("I don't write first. To change that: ", Code("start")),)
    until = student.paused_until
    if until and now < until:
        return (("Paused until ", Moment(until), ". To end it: ", Code("start")),)
    return ()


def _lines(book: Book, student: Student, now: datetime) -> Mapping[str, str]:
    """What is set, by the word that sets it."""
    community = book.community()
    quiet = student.quiet or community.quiet
    hours = f"{quiet[0]} to {quiet[1]}" if quiet[0] != quiet[1] else NONE
    order = student.date_order or community.date_order
    country = country_for(book, student=student)
    holidays = f"{country_name(country)} ({country})" if country else "no country"
    clock, writing = local(now, student.zone), f"{student.voice}, {student.shape}"
    return {
        "name": f"Name: {student.name or 'not set'}",
        "about": f"About you: {student.about or 'not set'}",
        "topic": f"What you want to hear about: {student.topic or 'not set'}",
        "minutes": f"A talk lasts: {student.minutes} minutes",
        "zone": f"Time zone: {student.zone}. It is {clock:%H:%M} there now.",
        "country": f"Holidays of: {holidays}",
        "dates": f"Dates: {ORDERS[order]}",
        "quiet": f"Quiet hours: {hours}",
        "voice": f"Messages: {writing}",
        "shape": f"Messages: {writing}",
    }


def heard(event: Event, book: Book, rest: str) -> Iterator[Effect]:
    """`settings zone Berlin`: one setting in words; nothing more shows them all."""
    key, _, value = _TIME_ZONE.sub("zone", rest).partition(" ")
    key = key.casefold()
    if not key:
        yield Reply(shown(book, event.at))
    elif key in SETTERS and value:
        student = SETTERS[key](book.student(), value)
        yield from _changed(event, book, student, [key])
    else:
        raise Mistake(
            f"You can set: {listed([*SETTERS], 'or')}. For example ",
            Code("settings zone Berlin"),
            buttons=(flow.button("Settings", "show"),),
        )


@flow.press("form")
def form(pressed: Pressed, which: str, book: Book) -> Iterator[Effect]:
    student, community = book.student(), book.community()
    order = student.date_order or community.date_order
    quiet = "-".join(student.quiet or community.quiet)
    yield Ask(
        form_of(
            FORMS[one_of(which, FORMS)],
            name=student.name,
            about=student.about,
            topic=student.topic,
            minutes=str(student.minutes),
            zone=student.zone,
            country=student.country,
            dates=order,
            quiet=quiet,
            voice=student.voice,
            shape=student.shape,
        )
    )


@flow.form("changed")
def changed(form: Submitted, which: str, book: Book) -> Iterator[Effect]:
    student, asked = book.student(), FORMS[one_of(which, FORMS)]
    for key, value in form.answers.items():
        setter = SETTERS[one_of(key, SETTERS)]
        try:
            student = setter(student, value)
        except Mistake as mistake:
            again = form_of(asked, **form.answers)
            yield Refuse(again, key, "".join(map(str, mistake.text)))
            return
    yield from _changed(form, book, student, form.answers)


def _changed(
    event: Event, book: Book, student: Student, keys: Iterable[str]
) -> Iterator[Effect]:
    """What was due moves with the clock on the student's wall.

    All that is new is said back; if nothing is, what the keys stand for.
    """
    before, now = book.student(), event.at
    yield Keep(student)
    yield from followed(event, book, student)
    were, lines = _lines(book, before, now), _lines(book, student, now)
    new = [lines[key] for key in lines if lines[key] != were[key]]
    said = dict.fromkeys(new or [lines[key] for key in keys])
    moved = _talks_moved(book, student, now) if student.zone != before.zone else ()
    yield Reply(
        View(
            ("Saved.", *said, *moved),
            (flow.button("Settings", "show"), Button("What's next?", "next.step")),
        )
    )


def followed(event: Event, book: Book, student: Student) -> Iterator[Deed]:
    """What is due in this book, moved to where these settings put it."""
    before = book.student()
    if student.zone != before.zone:
        yield from reminders.moved_zone(book, student.zone, event.at)
    if _when(student) != _when(before):
        yield from _rearranged(event, book, student)


def _when(student: Student) -> tuple[object, ...]:
    """All that decides when something is due."""
    return student.zone, student.country, student.quiet


def _talks_moved(book: Book, student: Student, now: datetime) -> Iterator[str]:
    """A talk that is booked stays when it is, and its hour on the wall changes."""
    for talk in book.all(Talk):
        contact = book.one(Contact, talk.contact)
        at = talk.starts_at if talk.state == "booked" else None
        if contact and at and at > now:
            moment = spoken(at, student.zone, now)
            yield f"Your talk with {contact.name} is now {moment}."


@flow.press("show")
def show(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Reply(shown(book, pressed.at))


def _rearranged(event: Event, book: Book, student: Student) -> Iterator[Deed]:
    for talk in book.all(Talk):
        contact = book.one(Contact, talk.contact)
        if talk.waits and contact and contact.talk == talk.number:
            calendar = calendar_of(book, contact, student)
            yield from kept(contact, cycle.rearranged(talk, calendar, event.at))


def _choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value.capitalize(), value) for value in values)


FORMS = {
    "me": Form(
        "About me",
        flow.token("changed", "me"),
        (
            Field("name", "Your name", "as you sign a message"),
            Field(
                "about",
                "Who you are",
                "such as: second-year nursing student, Lakeside College",
                required=False,
            ),
            Field(
                "topic",
                "What you'd like to hear about",
                "such as: how people get into design",
                required=False,
            ),
            Field("minutes", "How long a talk", choices=_choices(*LENGTHS), value="20"),
        ),
    ),
    "time": Form(
        "Time",
        flow.token("changed", "time"),
        (
            Field("zone", "Time zone", "such as: Berlin, or America/New_York"),
            Field(
                "country",
                "Country, for holidays",
                "such as: Germany, or US; empty: of your zone",
                required=False,
            ),
            Field(
                "dates", "Dates", choices=tuple(Choice(v, k) for k, v in ORDERS.items())
            ),
            Field("quiet", "Quiet hours", "21:00-08:00, or none"),
        ),
    ),
    "writing": Form(
        "Messages",
        flow.token("changed", "writing"),
        (
            Field("voice", "How I write", choices=_choices(*VOICES), value="plain"),
            Field(
                "shape",
                "How much of it",
                "a skeleton has gaps for you to fill",
                choices=_choices(*SHAPES),
                value="full",
            ),
        ),
    ),
}

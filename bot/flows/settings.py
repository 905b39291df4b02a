"""The student's settings, changed one by one or in a form; what is due follows."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import time

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.compose import SHAPES
from bot.coach.time.zones import closest_zones, is_country, is_zone, zones_named
from bot.coach.writing.templates import VOICES
from bot.effects import Ask, Deed, Effect, Keep, Refuse, Reply
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows import reminders
from bot.flows.steps import calendar_of, country_for, kept
from bot.ports import Book
from bot.records import Contact, Student, Talk
from bot.text import listed, one_line
from bot.views import Bullets, Button, Choice, Code, Field, Form, Heading, View

flow = Flow("settings")

LENGTHS = ("15", "20", "30")


ORDERS = {"MDY": "12/31 (month first)", "DMY": "31/12 (day first)"}


NO_QUIET = "none"


_HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*(?:-|to|until)\s*(\d{1,2})(?::(\d\d))?")


def shown(book: Book) -> View:
    student, community = book.student(), book.community()
    quiet = student.quiet or community.quiet
    hours = f"{quiet[0]} to {quiet[1]}" if quiet[0] != quiet[1] else NO_QUIET
    order = student.date_order or community.date_order
    lines = (
        f"Name: {student.name or 'not set'}",
        f"About you: {student.about or 'not set'}",
        f"What you want to hear about: {student.topic or 'not set'}",
        f"A talk lasts: {student.minutes} minutes",
        f"Time zone: {student.zone}",
        f"Holidays of: {country_for(book) or 'no country'}",
        f"Dates: {ORDERS[order]}",
        f"Quiet hours: {hours}",
        f"Messages: {student.voice}, {student.shape}",
    )
    return View(
        (Heading("Your settings"), Bullets(lines)),
        (
            flow.button("About me", "form", "me"),
            flow.button("Time", "form", "time"),
            flow.button("Messages", "form", "writing"),
        ),
    )


def heard(event: Event, book: Book, rest: str) -> Iterator[Effect]:
    """`settings zone Berlin`: one setting in words; nothing more shows them all."""
    key, _, value = rest.partition(" ")
    if not key:
        yield Reply(shown(book))
    elif key in SETTERS and value:
        student = SETTERS[key](book.student(), value)
        yield from _changed(event, book, student)
    else:
        words = listed([f"settings {key}" for key in SETTERS], "or")
        raise Mistake(
            f"Say what to set it to, after {words}. For example ",
            Code("settings zone Berlin"),
        )


@flow.press("form")
def form(pressed: Pressed, which: str, book: Book) -> Iterator[Effect]:
    student, community = book.student(), book.community()
    order = student.date_order or community.date_order
    quiet = "-".join(student.quiet or community.quiet)
    yield Ask(
        form_of(
            FORMS[which],
            name=student.name,
            about=student.about,
            topic=student.topic,
            minutes=str(student.minutes),
            zone=student.zone,
            country=country_for(book),
            dates=order,
            quiet=quiet,
            voice=student.voice,
            shape=student.shape,
        )
    )


@flow.form("changed")
def changed(form: Submitted, which: str, book: Book) -> Iterator[Effect]:
    student = book.student()
    for key, value in form.answers.items():
        try:
            student = SETTERS[key](student, value)
        except Mistake as mistake:
            again = form_of(FORMS[which], **form.answers)
            yield Refuse(again, key, "".join(map(str, mistake.text)))
            return
    yield from _changed(form, book, student)


def _changed(event: Event, book: Book, student: Student) -> Iterator[Effect]:
    """What was due moves with the clock on the student's wall."""
    before = book.student()
    yield Keep(student)
    if student.zone != before.zone:
        yield from reminders.moved_zone(book, student.zone, event.at)
    if (student.zone, student.country, student.quiet) != (
        before.zone,
        before.country,
        before.quiet,
    ):
        yield from _rearranged(event, book, student)
    yield Reply(
        View(
            ("Saved.",),
            (flow.button("Settings", "show"), Button("What's next?", "next.step")),
        )
    )


@flow.press("show")
def show(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Reply(shown(book))


def _rearranged(event: Event, book: Book, student: Student) -> Iterator[Deed]:
    for talk in book.all(Talk):
        contact = book.one(Contact, talk.contact)
        if talk.waits and contact and contact.talk == talk.number:
            calendar = calendar_of(book, contact, student)
            yield from kept(contact, cycle.rearranged(talk, calendar, event.at))


def _zone(student: Student, typed: str) -> Student:
    if is_zone(typed):
        return replace(student, zone=typed)
    zones = zones_named(typed)
    if len(zones) == 1:
        return replace(student, zone=zones[0])
    close = zones or closest_zones(typed)
    tries = listed(list(close[:3]), "or") if close else "America/New_York"
    raise Mistake(f"I know no zone {typed[:40]!r}. Try {tries}.")


def _country(student: Student, typed: str) -> Student:
    country = typed.upper()
    if country and not is_country(country):
        raise Mistake(
            f"I know no country {typed[:20]!r}. Two letters, such as US or DE."
        )
    return replace(student, country=country)


def _quiet(student: Student, typed: str) -> Student:
    if typed.casefold() in (NO_QUIET, "off", "no"):
        return replace(student, quiet=("00:00", "00:00"))
    hours = _HOURS.fullmatch(typed.strip())
    if hours:
        start, end = (
            (int(hours[1]), int(hours[2] or 0)),
            (int(hours[3]), int(hours[4] or 0)),
        )
        if max(start[0], end[0]) < 24 and max(start[1], end[1]) < 60:
            texts = tuple(time(*at).isoformat("minutes") for at in (start, end))
            return replace(student, quiet=texts)
    raise Mistake("Quiet hours look like 21:00-08:00, or none.")


def _dates(student: Student, typed: str) -> Student:
    if typed.upper() == "MDY":
        return replace(student, date_order="MDY")
    if typed.upper() == "DMY":
        return replace(student, date_order="DMY")
    raise Mistake("MDY for month first, DMY for day first.")


def _minutes(student: Student, typed: str) -> Student:
    if typed.isdecimal() and 10 <= int(typed[:4]) <= 60:
        return replace(student, minutes=int(typed))
    raise Mistake("A talk lasts 10 to 60 minutes; 15, 20 or 30 are easy to say yes to.")


def _voice(student: Student, typed: str) -> Student:
    if typed in VOICES:
        return replace(student, voice=typed)
    raise Mistake(f"I write {listed(list(VOICES), 'or')}.")


def _shape(student: Student, typed: str) -> Student:
    if typed in SHAPES:
        return replace(student, shape=typed)
    raise Mistake(f"I give you {listed(list(SHAPES), 'or')}.")


SETTERS: Mapping[str, Callable[[Student, str], Student]] = {
    "name": lambda student, typed: replace(student, name=one_line(typed)),
    "about": lambda student, typed: replace(student, about=one_line(typed, 300)),
    "topic": lambda student, typed: replace(student, topic=one_line(typed, 300)),
    "minutes": _minutes,
    "zone": _zone,
    "country": _country,
    "dates": _dates,
    "quiet": _quiet,
    "voice": _voice,
    "shape": _shape,
}
"""One word for each setting, and how it is read; a Mistake says what would do."""


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
            ),
            Field(
                "topic",
                "What you'd like to hear about",
                "such as: how people get into design",
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
                "US, DE; empty: of your zone",
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

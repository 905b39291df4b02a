"""The student's own reminders: `remind me to call Priya tomorrow 9am`."""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coach.time.dates import Unclear
from bot.coach.time.days import is_quiet, out_of_quiet
from bot.coach.time.sentences import split_moment
from bot.effects import (
    Ask,
    Deed,
    Effect,
    Forget,
    Keep,
    LetSleep,
    Redraw,
    Refuse,
    Reply,
    WakeAt,
)
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted, new_id
from bot.flow import Flow
from bot.flows.moments import asked_back, instant, moment_in, stamp
from bot.flows.steps import FALLS, country_for, quiet_of
from bot.flows.telling import STALE, Fallen
from bot.flows.who import split
from bot.ports import Book
from bot.records import Contact, Reminder, Talk
from bot.text import one_line, shortened
from bot.views import Bullets, Button, Field, Form, Heading, Moment, Text, View

flow = Flow("remind")

OWN = "due.own"
MOST = 200
MOST_TEXT = 200
MOST_IN_TOKEN = 60
MOST_LINES = 20

_HOURS = re.compile(r"\b(hours?|hrs?|minutes?|mins?)\b", re.IGNORECASE)


def set_from_words(event: Event, book: Book, words: str) -> Iterator[Effect]:
    """`me in 3 days to thank Tom`: the moment is found, the rest is the text."""
    words = _plain(words)
    if not words:
        yield Ask(_form())
        return
    student = book.student()
    split = split_moment(
        words,
        event.at,
        student.zone,
        order=student.date_order or book.community().date_order,
        country=country_for(book),
    )
    if split is None:
        yield Ask(_form(words))
        return
    text, read = split
    text = _plain(text) or "What you wanted to do"
    if isinstance(read, Unclear):
        token = flow.token("at", text[:MOST_IN_TOKEN].replace("/", " "))
        raise asked_back(read, token, student.zone)
    yield from _set(event, book, text, read.at, _is_elapsed(words))


@flow.press("at")
def at(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """One of the moments that were offered."""
    text, _, stamped = args.rpartition("/")
    yield from _kept(pressed, book, text, instant(stamped))


@flow.form("new")
def new(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    read = moment_in(book, form.answers["when"], form.at)
    text = one_line(form.answers["text"], MOST_TEXT)
    if isinstance(read, Unclear):
        yield Refuse(_form(text), "when", read.why)
        return
    yield from _set(form, book, text, read.at, _is_elapsed(form.answers["when"]))


def _is_elapsed(words: str) -> bool:
    """ "In two hours" is so long from now, whatever the clock on the wall does."""
    return bool(_HOURS.search(words))


def _set(
    event: Event, book: Book, text: str, at: datetime, elapsed: bool
) -> Iterator[Effect]:
    """Keep it; inside quiet hours ask first which of the two wins."""
    zone, quiet = book.student().zone, quiet_of(book)
    if not is_quiet(at, zone, quiet):
        yield from _kept(event, book, text, at, elapsed)
        return
    after = out_of_quiet(at, zone, quiet)
    short = text[:MOST_IN_TOKEN].replace("/", " ")
    yield Reply(
        View(
            (("That is in your quiet hours. Shall I say it then all the same, or after "
              "them, on ", Moment(after), "?"),),
            (
                flow.button("Then", "at", short, stamp(at)),
                flow.button("After quiet hours", "at", short, stamp(after)),
            ),
        )
    )  # fmt: skip


def _kept(
    event: Event, book: Book, text: str, at: datetime, elapsed: bool = False
) -> Iterator[Effect]:
    if at <= event.at:
        raise Mistake("That moment is over already.")
    if book.count(Reminder) >= MOST:
        raise Mistake(f"You have {MOST} reminders. Remove one first: my reminders")
    wall = at.astimezone(ZoneInfo(book.student().zone)).replace(tzinfo=None).isoformat()
    about, _ = split(book, text.rpartition(" to ")[2].partition(" ")[2])
    reminder = Reminder(
        id=new_id(event),
        text=text,
        at=at,
        wall="" if elapsed else wall,
        contact=about[0].id if len(about) == 1 else "",
    )
    yield Keep(reminder)
    yield WakeAt(f"{OWN}/{reminder.id}", at, about=reminder.contact)
    said = ("I'll remind you on ", Moment(at), f": {text}")
    yield Reply(View((said,), (flow.button("Remove", "done", reminder.id),)))


def rung(book: Book, id: str, now: datetime) -> Generator[Deed, None, list[Fallen]]:
    """A reminder of the student's own fell due; it stays listed until it is done."""
    yield LetSleep(f"{OWN}/{id}")
    reminder = book.one(Reminder, id)
    if reminder is None or reminder.done:
        return []
    buttons = (
        flow.button("Done", "done", id, tone="primary"),
        flow.button("In an hour", "later", id, "hour"),
        flow.button("Tomorrow 9:00", "later", id, "tomorrow"),
    )
    return [
        Fallen(
            key=f"own/{id}/{stamp(reminder.at)}",
            at=reminder.at,
            until=now + STALE,
            unasked=False,
            line=reminder.text,
            view=View((("You asked me to remind you: ", reminder.text),), buttons),
            show=flow.button(shortened(reminder.text, 40), "show", id),
            contact=reminder.contact,
        )
    ]


@flow.press("show")
def show(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    reminder = _own(book, id)
    done = flow.button("Done", "done", id, tone="primary")
    later = flow.button("Tomorrow 9:00", "later", id, "tomorrow")
    yield Reply(View((reminder.text,), (done, later)))


@flow.press("done")
def done(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    reminder = _own(book, id)
    yield Forget(reminder)
    yield LetSleep(f"{OWN}/{id}")
    yield Redraw(
        View((f"Done: {reminder.text}",), (Button("What's next?", "next.step"),))
    )


@flow.press("later")
def later(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, _, when = args.partition("/")
    reminder = _own(book, id)
    if when == "hour":
        at = pressed.at + timedelta(hours=1)
    else:
        read = moment_in(book, "tomorrow 9am", pressed.at)
        assert not isinstance(read, Unclear)
        at = read.at
    yield Keep(replace(reminder, at=at))
    yield WakeAt(f"{OWN}/{id}", at, about=reminder.contact)
    yield Redraw(View((("All right, on ", Moment(at), f": {reminder.text}"),)))


def listing(book: Book) -> View:
    """Everything that will come, the student's own and what follows from the cycle."""
    lines = sorted(_lines(book), key=lambda pair: pair[0])
    if not lines:
        how = Button("Set one", "remind.set")
        return View(
            ("Nothing is set.", "To set one: remind me to call Priya friday 9am"),
            (how,),
        )
    shown = tuple(text for _, text in lines[:MOST_LINES])
    more = () if len(lines) <= MOST_LINES else (f"And {len(lines) - MOST_LINES} more.",)
    return View(
        (Heading("What I'll remind you of"), Bullets(shown), *more),
        (
            flow.button("Set one", "set"),
            Button("Stop all", "my.stop"),
        ),
    )


@flow.press("set")
def set_one(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Ask(_form())


def _lines(book: Book) -> Iterator[tuple[datetime, Text]]:
    for reminder in book.all(Reminder):
        yield reminder.at, (Moment(reminder.at), f": {reminder.text}")
    for wake in book.wakes():
        contact = (
            book.one(Contact, wake.about) if wake.token.startswith("due.talk") else None
        )
        talk = book.one(Talk, f"{contact.id}.{contact.talk}") if contact else None
        if contact and talk:
            for wait in talk.waits:
                yield (
                    wait.at,
                    (Moment(wait.at), f": {contact.name}, {FALLS[wait.what]}"),
                )


def moved_zone(book: Book, zone: str, now: datetime) -> Iterator[Deed]:
    """Reminders keep the time on the wall when the student moves to another zone."""
    for reminder in book.all(Reminder):
        if not reminder.wall:
            continue
        wall = datetime.fromisoformat(reminder.wall)
        at = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
        if at > now and not reminder.done:
            yield Keep(replace(reminder, at=at))
            yield WakeAt(f"{OWN}/{reminder.id}", at, about=reminder.contact)


def _own(book: Book, id: str) -> Reminder:
    reminder = book.one(Reminder, id)
    if reminder is None:
        raise Mistake("That reminder is done already.")
    return reminder


def _plain(words: str) -> str:
    text = one_line(words, MOST_TEXT)
    for start in ("remind ", "me ", "to ", "of ", "about "):
        text = text.removeprefix(start)
    return text.strip()


def _form(text: str = "") -> Form:
    return Form(
        "A reminder",
        flow.token("new"),
        (
            Field("text", "What shall I remind you of?", value=text),
            Field("when", "When?", "such as: tomorrow 9am, or in 3 days"),
        ),
    )

"""A reminder of the student's own that fell due: said, done, put off, said again."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.coach.time.days import DAY, MORNING, at_local, is_quiet, local, out_of_quiet
from bot.coach.time.repeats import next_of
from bot.effects import Deed, Effect, Forget, Keep, LetSleep, Redraw, Reply, WakeAt
from bot.errors import Mistake
from bot.events import Pressed, new_id
from bot.flows.moments import stamp
from bot.flows.reminders import OWN, flow, wall_of
from bot.flows.steps import quiet_of
from bot.flows.telling import STALE, Fallen
from bot.ports import Book
from bot.records import Reminder
from bot.text import shortened
from bot.views import Button, Moment, View

ON_TIME = timedelta(minutes=15)


def rung(book: Book, id: str, now: datetime) -> Generator[Deed, None, list[Fallen]]:
    """A reminder of the student's own fell due; it stays listed until it is done.

    One that repeats stands at its next moment from then on, and is done at its last.
    One that was meant for the day, and comes late at night, waits for the morning.
    """
    token = f"{OWN}/{id}"
    yield LetSleep(token)
    reminder = book.one(Reminder, id)
    if reminder is None or reminder.done:
        return []
    if now - reminder.at > ON_TIME and (morning := _morning(book, reminder.at, now)):
        yield WakeAt(token, morning, about=reminder.contact)
        return []
    again = _next(book, reminder, now)
    if again.repeats:
        yield WakeAt(token, again.at, about=reminder.contact)
    if again != reminder:
        yield Keep(again)
    said = ("You asked me to remind you: ", reminder.text)
    buttons = (
        flow.button("Done", _done(again), id, tone="primary"),
        flow.button("In an hour", "later", id, "hour"),
        flow.button("Tomorrow 9:00", "later", id, "tomorrow"),
        *([flow.button("Never again", "done", id)] if again.repeats else ()),
    )
    return [
        Fallen(
            key=f"own/{id}/{stamp(reminder.at)}",
            at=reminder.at,
            until=now + STALE,
            unasked=False,
            line=reminder.text,
            view=lambda: View((said,), buttons),
            show=flow.button(shortened(reminder.text, 40), "show", id),
            contact=reminder.contact,
        )
    ]


def _done(reminder: Reminder) -> str:
    """The press that does it: what still repeats is done for this time."""
    return "seen" if reminder.repeats else "done"


def _next(book: Book, reminder: Reminder, now: datetime) -> Reminder:
    """Where it stands next, once for all that was missed; the last comes once."""
    if not reminder.repeats:
        return reminder
    zone, last = book.student().zone, datetime.fromisoformat(reminder.wall)
    wall = next_of(reminder.repeats, last, now, zone)
    if wall is None:
        return replace(reminder, repeats="")
    at = at_local(wall.date(), wall.time(), zone)
    return replace(reminder, at=at, wall=wall.isoformat())


def _morning(book: Book, at: datetime, now: datetime) -> datetime | None:
    """At nine, with all else that waits; None by day, or if `at` is at night too."""
    zone, quiet = book.student().zone, quiet_of(book)
    if is_quiet(at, zone, quiet) or not is_quiet(now, zone, quiet):
        return None
    day = local(out_of_quiet(now, zone, quiet), zone).date()
    return out_of_quiet(at_local(day, MORNING, zone), zone, quiet)


@flow.press("show")
def show(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    reminder = own(book, id)
    done = flow.button("Done", _done(reminder), id, tone="primary")
    later = flow.button("Tomorrow 9:00", "later", id, "tomorrow")
    yield Reply(View((reminder.text,), (done, later)))


@flow.press("seen")
def seen(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """This one time of one that repeats."""
    reminder = own(book, id)
    said = (f"Done: {reminder.text}. Next on ", Moment(reminder.at), ".")
    never = flow.button("Never again", "done", id)
    yield Redraw(View((said,), (Button("What's next?", "next.step"), never)))


@flow.press("done")
def done(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    reminder = own(book, id)
    yield Forget(reminder)
    yield LetSleep(f"{OWN}/{id}")
    yield Redraw(
        View((f"Done: {reminder.text}",), (Button("What's next?", "next.step"),))
    )


@flow.press("later")
def later(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, _, when = args.partition("/")
    reminder = own(book, id)
    if reminder.repeats:  # put off is this one time, and nothing after it
        reminder = replace(reminder, id=new_id(pressed), repeats="")
    if when == "hour":
        at, wall = pressed.at + timedelta(hours=1), ""
    else:
        zone = book.student().zone
        tomorrow = local(pressed.at, zone).date() + DAY
        at = at_local(tomorrow, MORNING, zone)
        wall = wall_of(book, at)
    yield Keep(replace(reminder, at=at, wall=wall))
    yield WakeAt(f"{OWN}/{reminder.id}", at, about=reminder.contact)
    yield Redraw(View((("All right, on ", Moment(at), f": {reminder.text}"),)))


def own(book: Book, id: str) -> Reminder:
    reminder = book.one(Reminder, id)
    if reminder is None:
        raise Mistake("That reminder is done already.")
    return reminder

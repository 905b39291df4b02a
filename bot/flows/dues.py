"""What falls due: gathered into one message, and few of them.

A due moment moves its talk whether or not it is told; what is not told waits in
`next`. Unasked messages are at most one a day and four in seven days; after fourteen
days without a sign the bot is silent until the student comes back. Appointments, and
what the student asked for, are exempt.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coach import cycle
from bot.coach.cadence import AT_ALL_HOURS, RULES, Calendar
from bot.coach.time.days import DAY, out_of_quiet
from bot.effects import Deed, Effect, Keep, Post, Redraw, Reply
from bot.errors import Mistake
from bot.events import Pressed, Rang
from bot.flow import Flow
from bot.flows import reminders, reminding
from bot.flows.card import moved
from bot.flows.known import referral_of
from bot.flows.people import own
from bot.flows.putting_off import by_button
from bot.flows.steps import DUE, calendar_of, kept, open_talk
from bot.flows.telling import Fallen, fallen, is_worth_telling
from bot.ports import Book
from bot.records import Contact, Place, Student
from bot.text import counted
from bot.views import Block, Bullets, Button, Heading, View

flow = Flow("due")

A_DAY, A_WEEK = 1, 4  # unasked messages
WEEK = timedelta(days=7)
SILENT_AFTER = timedelta(days=14)
ON_TIME = timedelta(minutes=15)
TOO_LATE = timedelta(days=7)
MOST_LINES, MOST_BUTTONS = 10, 4


@flow.wake("talk")
def talk_fell_due(rang: Rang, id: str, book: Book) -> Iterator[Deed]:
    yield from _gathered(rang, book)


@flow.wake("own")
def reminder_fell_due(rang: Rang, id: str, book: Book) -> Iterator[Deed]:
    yield from _gathered(rang, book)


def _gathered(rang: Rang, book: Book) -> Iterator[Deed]:
    """All that is due for this person by now, in one message or in none."""
    student, now = book.student(), rang.at
    may_speak = _may_speak(student, now)
    all_fallen: list[Fallen] = []
    for wake in book.wakes(until=now):
        subject, _, id = wake.token.partition("/")
        if subject not in (DUE, reminders.OWN):
            continue
        if subject == DUE:
            all_fallen += yield from _moved(book, id, now, may_speak)
        else:
            all_fallen += yield from reminding.rung(book, id, now)
    told = [f for f in all_fallen if now - f.at <= TOO_LATE]
    told = [f for f in told if not (f.unasked and f.hushed)]
    if not told or student.place is None or student.stopped:
        return
    yield _post(student.place, told, rang)
    if any(f.unasked for f in told):
        week = tuple(at for at in student.spoken if now - at < WEEK)
        yield Keep(replace(student, spoken=(*week, now)))


def _moved(
    book: Book, id: str, now: datetime, may_speak: bool
) -> Generator[Deed, None, list[Fallen]]:
    """The talk after what fell due in it; the last thing of it is what is told."""
    contact = book.one(Contact, id)
    if contact is None:
        return []
    calendar = calendar_of(book, contact)
    before = open_talk(book, contact)
    talk, passed = cycle.passed(before, now, calendar)
    worth = [what for what in passed if is_worth_telling(talk, what, now)]
    at = before.waits[0].at if before.waits else now
    later = _later(worth[-1], now, may_speak, calendar) if worth else None
    if later:
        talk, worth = cycle.also(talk, *later, calendar), []
    yield from kept(contact, talk)
    return [fallen(book, contact, talk, what, at, now) for what in worth[-1:]]


def _later(
    what: str, now: datetime, may_speak: bool, calendar: Calendar
) -> tuple[str, datetime] | None:
    """What is waited for instead, and the day before it ends; None to tell it now.

    It is night when something comes late: what is due in good time leaves it.
    """
    unasked = RULES[what].unasked
    if calendar.quiet and what not in AT_ALL_HOURS:
        morning = out_of_quiet(now, calendar.zone, calendar.quiet)
        if morning > now:
            return "still" if unasked else "again", morning - DAY
    return ("still", now) if unasked and not may_speak else None


def _may_speak(student: Student, now: datetime) -> bool:
    """Whether one unasked message more is not too much."""
    if student.paused_until and now < student.paused_until:
        return False
    if student.seen and now - student.seen > SILENT_AFTER:
        return False
    zone = ZoneInfo(student.zone)
    today = now.astimezone(zone).date()
    week = [at for at in student.spoken if now - at < WEEK]
    same_day = [at for at in week if at.astimezone(zone).date() == today]
    return len(same_day) < A_DAY and len(week) < A_WEEK


def _post(place: Place, told: Sequence[Fallen], rang: Rang) -> Post:
    if len(told) == 1:
        [one] = told
        key = f"{one.key}/{rang.due:%Y%m%d}"
        return Post(place, one.view(), key, until=one.until, about=one.contact)
    return Post(place, _digest(told, rang.at), f"due/{rang.id}", until=rang.at + WEEK)


def _digest(told: Sequence[Fallen], now: datetime) -> View:
    away = any(now - fallen.at > ON_TIME for fallen in told)
    heading = (
        f"{counted(len(told), 'thing')} fell due{' while I was away' if away else ''}"
    )
    blocks: list[Block] = [
        Heading(heading),
        Bullets(tuple(f.line for f in told[:MOST_LINES])),
    ]
    if len(told) > MOST_LINES:
        blocks.append(f"And {len(told) - MOST_LINES} more, in your list.")
    shown = tuple(f.show for f in told[:MOST_BUTTONS])
    return View(tuple(blocks), (Button("What first?", "next.step", "primary"), *shown))


@flow.press("later")
def later(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """Put off to tomorrow at nine."""
    yield from by_button(pressed, args, book, 1, "I'll come back to this on")


@flow.press("stop")
def stop(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    contact = own(book, id)
    yield Reply(
        View(
            ("Which reminders shall I stop? What is due still stands in your list.",),
            (
                Button(f"About {contact.name[:50]}", f"people.silent/{contact.id}/yes"),
                Button("All of them", "my.stop"),
                Button("None", "next.step"),
            ),
        )
    )


@flow.press("told")
def told(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """Whoever gave the name knows how it went."""
    contact = own(book, id)
    referral = referral_of(book, contact)
    if referral is None:
        raise Mistake("Nobody is noted as having given you this name.")
    yield Keep(replace(referral, told=True))
    talk = open_talk(book, contact)
    talk = replace(talk, waits=tuple(w for w in talk.waits if w.what != "tell"))
    yield from kept(contact, talk)
    yield Redraw(moved(contact, talk, "Good. That closes the loop."))

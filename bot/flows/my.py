"""What is the student's own: numbers, reminders, settings, and a pause."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.coach.numbers import COUNTS, FEWEST, tally
from bot.coach.time.dates import Unclear
from bot.effects import Effect, Keep, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed
from bot.flow import Flow
from bot.flows import reminders, settings
from bot.flows.moments import asked_back, instant, moment_in
from bot.ports import Book
from bot.records import Contact, Learnt, Referral, Talk
from bot.text import listed
from bot.views import (
    Bold,
    Bullets,
    Button,
    Code,
    Heading,
    Moment,
    Text,
    View,
)

flow = Flow("my")

WORDS = ("numbers", "learning", "reminders", "settings", "pause", "stop", "start")
MOST_HEARD = 20


@flow.command(
    "my numbers | learning | reminders | settings | pause",
    small=(*WORDS, "remind", "learnt"),
)
def my(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """What is yours. To be reminded: remind me to call Priya tomorrow 9am."""
    word, _, after = rest.partition(" ")
    match word.casefold():
        case "numbers":
            yield Reply(numbers(book))
        case "learning" | "learnt":
            yield Reply(learning(book))
        case "reminders":
            yield Reply(reminders.listing(book))
        case "remind":
            yield from reminders.set_from_words(action, book, after)
        case "settings":
            yield from settings.heard(action, book, after)
        case "pause":
            yield from _paused(action, book, after)
        case "stop":
            yield from _stopped(book, True)
        case "start":
            yield from _stopped(book, False)
        case _:
            words = listed([f"my {word}" for word in WORDS], "or")
            raise Mistake(f"You can say {words}.")


def numbers(book: Book) -> View:
    """Counts, and a rate only where there is enough to say one."""
    now = tally(book.all(Talk), book.all(Learnt), book.all(Referral))
    past = book.student().past
    total = {key: count + past.get(key, 0) for key, count in now.items()}
    lines = tuple(f"{called}: {total[key]}" for key, called in COUNTS.items())
    few = f"A rate says nothing below {FEWEST} people asked, so there is none."
    said = few if total["asked"] < FEWEST else _rate(total["replied"], total["asked"])
    return View((Heading("Your numbers, for you alone"), Bullets(lines), said))


def learning(book: Book) -> View:
    """What was heard so far, in the student's own words."""
    heard = [(book.one(Contact, n.contact), n) for n in book.all(Learnt)]
    lines: list[Text] = [
        (Bold(contact.name), ": ", "; ".join((*notes.learnt, *notes.advice)))
        for contact, notes in heard
        if contact
    ]
    if not lines:
        return View((("Nothing yet. After a talk: ", Code("debrief NAME")),))
    return View((Heading("What you heard"), Bullets(tuple(lines[-MOST_HEARD:]))))


def _rate(replied: int, asked: int) -> str:
    return f"{replied} of {asked} replied. Silence is normal; it is not about you."


@flow.press("stop")
def stop(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _stopped(book, True)


@flow.press("start")
def start(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _stopped(book, False)


def _stopped(book: Book, stopped: bool) -> Iterator[Effect]:
    student = book.student()
    yield Keep(replace(student, stopped=stopped, paused_until=None))
    if stopped:
        said = "I won't write first any more. What is due still stands under next."
        yield Reply(View((said,), (flow.button("Start again", "start"),)))
    else:
        yield Reply(
            View(("I'll remind you again.",), (Button("What's next?", "next.step"),))
        )


def _paused(event: Event, book: Book, words: str) -> Iterator[Effect]:
    words = words.removeprefix("until ").removeprefix("for ").strip() or "in 1 week"
    read = moment_in(book, words, event.at)
    if isinstance(read, Unclear):
        raise asked_back(read, flow.token("until"), book.student().zone)
    yield from _until(book, read.at)


@flow.press("until")
def until(pressed: Pressed, stamped: str, book: Book) -> Iterator[Effect]:
    yield from _until(book, instant(stamped))


def _until(book: Book, at: datetime) -> Iterator[Effect]:
    yield Keep(replace(book.student(), paused_until=at))
    said: Text = (
        "I'm quiet until ", Moment(at),
        ". Booked talks and your own reminders still come.",
    )  # fmt: skip
    yield Reply(View((said,), (flow.button("Start again", "start"),)))

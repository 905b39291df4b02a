"""What is the student's own: numbers, reminders, settings, and a pause."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.coach.cadence import RULES
from bot.coach.facts import quoted
from bot.coach.introductions import WORKING, comfort_of
from bot.coach.numbers import COUNTS, FEWEST, tally
from bot.coach.time.dates import Unclear
from bot.coach.time.repeats import spoken_repeat
from bot.effects import (
    Deed,
    Effect,
    Forget,
    Keep,
    LetSleep,
    Redraw,
    Reply,
)
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow, Param
from bot.flows import accounts, calendar, learning, reminders, reminding, settings
from bot.flows.moments import asked_back, instant, moment_in
from bot.flows.steps import DUE, FALLS, open_talk
from bot.ports import Book
from bot.records import Contact, Learnt, Referral, Reminder, Talk
from bot.text import listed, shortened, whole
from bot.views import (
    Block,
    Bullets,
    Button,
    Code,
    Heading,
    Moment,
    Text,
    View,
)

flow = Flow("my")

WORDS = (
    "numbers", "learning", "calendar", "reminders", "settings", "pause", "stop", "start"
)  # fmt: skip
ACCOUNT = "other account"
MORE = "Until when to pause, or the code of your other account"
MOST_LINES = 20
MOST_REMOVES = 5  # buttons


@flow.command(
    "my numbers | learning | calendar | reminders | settings | pause | other account",
    small=(*WORDS, "remind", "learnt"),
    params={
        "my": (
            Param("what", "What to see", choices=(*WORDS, ACCOUNT), required=True),
            Param("more", MORE),
        ),
        "remind": (
            Param("what", "Of what, and when: to call tomorrow 9am", required=True),
        ),
    },
)
def my(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """What is yours. To be reminded: remind me to call Priya tomorrow 9am."""
    word, _, after = rest.partition(" ")
    match word.casefold():
        case "numbers":
            yield Reply(numbers(book))
        case "learning" | "learnt":
            yield from learning.heard(action, book, after)
        case "calendar":
            yield from calendar.asked_for(action, book, after)
        case "reminders":
            yield from _reminders(action, book, after)
        case "remind":
            yield from reminders.set_from_words(action, book, after)
        case "settings":
            yield from settings.heard(action, book, after)
        case "pause":
            yield from _paused(action, book, after)
        case "other":
            yield from accounts.heard(action, book, after)
        case "stop":
            yield from _stopped(book, True)
        case "start":
            yield from _stopped(book, False)
        case kin if comfort_of(kin) <= WORKING:
            new = Code(f"add my {kin[:40]}, what they do")
            raise Mistake("To put somebody on your list, say ", new, ".")
        case _:
            words = listed([f"my {word}" for word in (*WORDS, ACCOUNT)], "or")
            raise Mistake(f"You can say {words}.")


def numbers(book: Book) -> View:
    """Counts, and a rate only where there is enough to say one."""
    now = tally(book.all(Talk), book.all(Learnt), book.all(Referral))
    past = book.student().past
    total = {key: count + past.get(key, 0) for key, count in now.items()}
    lines = tuple(f"{called}: {total[key]}" for key, called in COUNTS.items())
    few = f"A rate says nothing below {FEWEST} people asked, so there is none."
    said = few if total["asked"] < FEWEST else _rate(total["replied"], total["asked"])
    elsewhere = f"Elsewhere: {quoted('cold-quarter', 'numbers')}"
    blocks: tuple[Block, ...] = (Heading("Your numbers, for you alone"), Bullets(lines))
    myths = Button("Fact or myth?", "myths.start")
    return View((*blocks, said, elsewhere), (myths,))


def upcoming(book: Book, now: datetime, but: str = "") -> View:
    """Everything that will come, the student's own and what follows from the cycle.

    `but` is a reminder that is being removed.
    """
    own = [reminder for reminder in _own(book) if reminder.id != but]
    talks = [text for _, text in sorted(_of_talks(book), key=lambda pair: pair[0])]
    silence = settings.silence(book.student(), now)
    set_one = Button("Set one", "remind.set")
    if not own and not talks:
        how = ("To set one: ", Code("remind me to call Priya friday 9am"))
        return View(("Nothing is set.", how, *silence), (set_one,))
    blocks: list[Block] = [Heading("What I'll remind you of"), *silence]
    for nth, one in enumerate(own[:MOST_LINES], 1):
        often = f" ({spoken_repeat(one.repeats)})" if one.repeats else ""
        blocks.append((f"{nth}. ", Moment(one.at), f": {one.text}{often}"))
    if talks:
        blocks += [Heading("From your talks"), Bullets(tuple(talks[:MOST_LINES]))]
    if left := len(own[MOST_LINES:]) + len(talks[MOST_LINES:]):
        blocks.append(f"And {left} more.")
    removes = (
        flow.button(f"Remove {shortened(one.text, 24)}", "remove", one.id)
        for one in own[:MOST_REMOVES]
    )
    start = flow.button("Start again", "start")
    stop = flow.button("Stop all", "stop")
    return View(tuple(blocks), (*removes, set_one, start if silence else stop))


def _own(book: Book) -> list[Reminder]:
    """The soonest first: their numbers follow from that."""
    return sorted(book.all(Reminder), key=lambda reminder: reminder.at)


def _of_talks(book: Book) -> Iterator[tuple[datetime, Text]]:
    for wake in book.wakes():
        contact = book.one(Contact, wake.about)
        if contact is None or not wake.token.startswith(f"{DUE}/"):
            continue
        for wait in open_talk(book, contact).waits:
            if not (contact.silent and RULES[wait.what].unasked):
                what = FALLS[wait.what]
                yield wait.at, (Moment(wait.at), f", {contact.name}: {what}")


def _reminders(event: Event, book: Book, words: str) -> Iterator[Effect]:
    """`reminders remove 2`; nothing more shows them all."""
    word, _, which = words.partition(" ")
    if word.casefold() in ("remove", "forget", "delete", "cancel"):
        reminder = _numbered(book, which)
        yield from _removed(reminder)
        yield Reply(_without(book, reminder, event.at))
    else:
        yield Reply(upcoming(book, event.at))


@flow.press("remove")
def remove(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    reminder = reminding.own(book, id)
    yield from _removed(reminder)
    yield Redraw(_without(book, reminder, pressed.at))


def _removed(reminder: Reminder) -> Iterator[Deed]:
    yield Forget(reminder)
    yield LetSleep(f"{reminders.OWN}/{reminder.id}")


def _without(book: Book, reminder: Reminder, now: datetime) -> View:
    left = upcoming(book, now, but=reminder.id)
    return replace(left, blocks=(f"Removed: {reminder.text}", *left.blocks))


def _numbered(book: Book, typed: str) -> Reminder:
    """As in the list, from 1."""
    own = _own(book)
    if 1 <= whole(typed) <= len(own):
        return own[whole(typed) - 1]
    if not own:
        raise Mistake("You have set no reminder of your own.")
    raise Mistake(
        f"Which one? Say its number, 1 to {len(own)}: ", Code("reminders remove 1")
    )


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
        said = ("I won't write first any more. What is due still stands under ",
                Code("next"), ".")  # fmt: skip
        yield Reply(View((said,), (flow.button("Start again", "start"),)))
    else:
        yield Reply(
            View(("I'll remind you again.",), (Button("What's next?", "next.step"),))
        )


def _paused(event: Event, book: Book, words: str) -> Iterator[Effect]:
    words = words.removeprefix("until ").removeprefix("for ").strip()
    read = moment_in(book, words or "in 1 week", event.at)
    if isinstance(read, Unclear):
        yield asked_back(event, book, read, flow.token("until"), "A pause")
    else:
        yield from _until(book, read.at)


@flow.press("until")
def until(pressed: Pressed, stamped: str, book: Book) -> Iterator[Effect]:
    yield from _until(book, instant(stamped))


@flow.form("until")
def until_when(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    yield from _paused(form, book, form.answers["when"])


def _until(book: Book, at: datetime) -> Iterator[Effect]:
    yield Keep(replace(book.student(), paused_until=at))
    said: Text = (
        "I'm quiet until ", Moment(at),
        ". Booked talks and your own reminders still come.",
    )  # fmt: skip
    yield Reply(View((said,), (flow.button("Start again", "start"),)))

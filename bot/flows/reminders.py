"""The student's own reminders: `remind me to call Priya tomorrow 9am`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coach.time.dates import At, Unclear, spoken
from bot.coach.time.days import (
    at_local,
    is_quiet,
    out_of_quiet,
)
from bot.coach.time.repeats import (
    Repeat,
    is_rule,
    is_too_often,
    read_repeat,
    split_repeat,
    spoken_repeat,
)
from bot.effects import (
    Ask,
    Deed,
    Effect,
    Keep,
    Refuse,
    Reply,
    WakeAt,
)
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted, new_id
from bot.flow import Flow
from bot.flows.moments import (
    asked_back,
    instant,
    moment_in,
    moment_within,
    stamp,
    when_form,
)
from bot.flows.steps import quiet_of
from bot.flows.who import split
from bot.ports import Book
from bot.records import Reminder
from bot.text import one_line
from bot.views import Code, Field, Form, Moment, View

flow = Flow("remind")

OWN = "due.own"
MOST = 200
MOST_TEXT = 200
MOST_IN_TOKEN = 70
TITLE = "A reminder"
ELAPSED = "elapsed"  # said as so many hours from now

TOO_OFTEN = "Once a day is the most often I can repeat a reminder."

_TEXT = Field("text", "What shall I remind you of?")
_WHEN = Field("when", "When?", "such as: tomorrow 9am, or in 3 days")


def set_from_words(event: Event, book: Book, words: str) -> Iterator[Effect]:
    """`me in 3 days to thank Tom`: the moment is found, the rest is the text."""
    words = _without(("remind ", "me "), _text(words))
    zone = book.student().zone
    within = split_repeat(words, event.at, zone) or moment_within(book, words, event.at)
    text, read = within or (words, None)
    text = _without(("to ", "of ", "about ", "that "), text)
    if (read is None or isinstance(read, Unclear)) and is_too_often(words):
        raise Mistake(TOO_OFTEN, " Try ", Code("remind me every day at 9am"))
    if read is None:
        yield Ask(_form(text))
    elif not isinstance(read, Unclear):
        yield from _set(event, book, text, *_said(read, zone))
    elif len(text) > MOST_IN_TOKEN:
        yield Ask(_form(text, read.why))
    else:
        yield asked_back(event, book, read, flow.token("at", text), TITLE)


@flow.press("at")
def at(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """One of the moments that were offered."""
    text, _, stamped = args.rpartition("/")
    if text:
        yield from _kept(pressed, book, text, instant(stamped))
    else:
        yield Ask(_what_form(pressed, book, instant(stamped)))


@flow.press("in")
def in_a_while(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """A moment that was said as so many hours from now."""
    text, _, stamped = args.rpartition("/")
    yield from _kept(pressed, book, text, instant(stamped), ELAPSED)


@flow.form("at")
def when(form: Submitted, text: str, book: Book) -> Iterator[Effect]:
    """The moment of a reminder whose text is known."""
    yield from _heard(form, book, text)


@flow.form("new")
def new(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    text = _text(form.answers["text"])
    yield from _heard(form, book, text)


@flow.form("what")
def what(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """What to be reminded of at a moment that is known."""
    stamped, _, how = args.partition("/")
    text = _text(form.answers["text"])
    yield from _set(form, book, text, instant(stamped), _how(how))


def _heard(form: Submitted, book: Book, text: str) -> Iterator[Effect]:
    said, zone = form.answers["when"], book.student().zone
    read = read_repeat(said, form.at, zone) or moment_in(book, said, form.at)
    if not isinstance(read, Unclear):
        yield from _set(form, book, text, *_said(read, zone))
    elif is_too_often(said):
        yield Refuse(_form(text), "when", TOO_OFTEN)
    elif len(text) > MOST_IN_TOKEN:
        yield Refuse(_form(text), "when", read.why)
    else:
        yield asked_back(form, book, read, flow.token("at", text), TITLE)


def _said(read: At | Repeat, zone: str) -> tuple[datetime, str]:
    """The moment, and how it was said: ELAPSED, a rule, or nothing for one moment."""
    if isinstance(read, Repeat):
        return at_local(read.first.date(), read.first.time(), zone), read.rule
    return read.at, ELAPSED if read.elapsed else ""


def _set(
    event: Event, book: Book, text: str, at: datetime, how: str
) -> Iterator[Effect]:
    """Keep it; inside quiet hours ask first which of the two wins.

    A text too long for a button, and what repeats, comes when it was said to.
    """
    zone, quiet = book.student().zone, quiet_of(book)
    is_once = how in ("", ELAPSED)
    if not text:
        yield Ask(_what_form(event, book, at, how))
    elif is_once and is_quiet(at, zone, quiet) and len(text) <= MOST_IN_TOKEN:
        yield Reply(_quiet(text, at, how, out_of_quiet(at, zone, quiet)))
    else:
        yield from _kept(event, book, text, at, how)


def _quiet(text: str, at: datetime, how: str, after: datetime) -> View:
    said = (
        "That is in your quiet hours. Shall I say it then all the same, or after "
        "them, on ", Moment(after), "?",
    )  # fmt: skip
    then = flow.button("Then", "in" if how == ELAPSED else "at", text, stamp(at))
    return View(
        (said,), (then, flow.button("After quiet hours", "at", text, stamp(after)))
    )


def _kept(
    event: Event, book: Book, text: str, at: datetime, how: str = ""
) -> Iterator[Effect]:
    if at <= event.at:
        raise Mistake("That moment is over already.")
    if book.count(Reminder) >= MOST:
        raise Mistake(f"You have {MOST} reminders. Remove one first: my reminders")
    about, _ = split(book, text.rpartition(" to ")[2].partition(" ")[2])
    reminder = Reminder(
        id=new_id(event),
        text=text,
        at=at,
        wall="" if how == ELAPSED else wall_of(book, at),
        contact=about[0].id if len(about) == 1 else "",
        repeats="" if how == ELAPSED else how,
    )
    yield Keep(reminder)
    yield WakeAt(f"{OWN}/{reminder.id}", at, about=reminder.contact)
    often = f"{spoken_repeat(reminder.repeats)}, first " if reminder.repeats else ""
    said = (f"I'll remind you {often}on ", Moment(at), f": {text}")
    yield Reply(View((said,), (flow.button("Remove", "done", reminder.id),)))


@flow.press("set")
def set_one(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Ask(_form())


def moved_zone(book: Book, zone: str, now: datetime) -> Iterator[Deed]:
    """Reminders keep the time on the wall when the student moves to another zone.

    What was said stays said, and what is over on the new wall is said at once.
    """
    for reminder in book.all(Reminder):
        token = f"{OWN}/{reminder.id}"
        if reminder.wall and book.wake(token):
            wall = datetime.fromisoformat(reminder.wall)
            at = max(at_local(wall.date(), wall.time(), zone), now)
            yield Keep(replace(reminder, at=at))
            yield WakeAt(token, at, about=reminder.contact)


def _text(typed: str) -> str:
    text = one_line(typed, 2 * MOST_TEXT)
    if len(text) > MOST_TEXT:
        raise Mistake(f"A reminder has {MOST_TEXT} characters at most. Say it shorter.")
    return text


def wall_of(book: Book, at: datetime) -> str:
    return at.astimezone(ZoneInfo(book.student().zone)).replace(tzinfo=None).isoformat()


def _without(starts: Sequence[str], words: str) -> str:
    words = f"{words} "
    for start in starts:
        words = words.removeprefix(start)
    return words.strip()


def _form(text: str = "", why: str = "") -> Form:
    """Only the moment is asked for, if the text fits into a token."""
    if text and len(text) <= MOST_IN_TOKEN:
        return when_form(TITLE, flow.token("at", text), why or _WHEN.hint)
    if not text:
        return Form(TITLE, flow.token("new"), (_TEXT, _WHEN))
    fields = (replace(_WHEN, hint=why or _WHEN.hint), replace(_TEXT, value=text))
    return Form(TITLE, flow.token("new", text[:MOST_IN_TOKEN]), fields)


def _how(token: str) -> str:
    """As a token holds it; anything else was never ours."""
    return token if token == ELAPSED or is_rule(token) else ""


def _what_form(event: Event, book: Book, at: datetime, how: str = "") -> Form:
    often = f", {spoken_repeat(how)}" if how not in ("", ELAPSED) else ""
    hint = f"on {spoken(at, book.student().zone, event.at)}{often}"
    token = flow.token("what", stamp(at), how)
    return Form(TITLE, token, (replace(_TEXT, hint=hint),))

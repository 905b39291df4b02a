"""A talk with a time: said back with weekday and zone, and reminded of three times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.asking import MOST_LINE, form_of
from bot.coach.time.dates import At, Reading, Unclear, readings_of, spoken_day
from bot.coach.time.days import local
from bot.coach.time.lengths import split_length
from bot.coach.time.moments import Moments
from bot.coach.time.timewords import plain, respelt
from bot.effects import Ask, Effect, Refuse, Reply
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows import calendar, card
from bot.flows.moments import asked_back, instant, moment_in, moment_within
from bot.flows.people import own
from bot.flows.steps import entry_id, logged
from bot.flows.tokens import date_of, no_longer_good, number, parted
from bot.ports import Book
from bot.records import Contact
from bot.text import listed, one_line
from bot.views import Choice, Field, Form, Moment

flow = Flow("booking")

LENGTHS = (15, 20, 30, 45, 60)
SHORTEST, LONGEST = 5, 8 * 60  # minutes
MOST_IN_TOKEN = 50
EXAMPLE = "such as: friday 3pm, or 3 Nov 16:00"
WHICH_DAY = "The day and the hour, such as: next tuesday 3pm"

_CHANNEL = r"(?:phone|video)(?: call)?|zoom|teams|skype|online|in person"
_LINK = r"\S+//\S+"
_BY_CHANNEL = re.compile(
    rf"(?<!\S)(?:(?:via|by|on|over|at) )?((?:{_CHANNEL})(?: {_LINK})?|{_LINK})$", re.I
)
_PLACE = re.compile(rf"(?:at|by|via|on|over|in) (?P<named>.+)|{_CHANNEL}", re.I)
_WEEK = re.compile(r"(?:this|next) (?:week|weekend|month)")  # and no day of it
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m|-\d)", re.I)


@dataclass(frozen=True, slots=True)
class Terms:
    """How long, and where or how, as far as it was said."""

    minutes: int
    where: str = ""

    def __str__(self) -> str:
        """As it stands in a token."""
        return f"{self.minutes}/{self.where}"


def time_form(
    contact: Contact, minutes: int, where: str = "", hint: str = EXAMPLE
) -> Form:
    return Form(
        _title(contact),
        flow.token("booked", contact.id),
        (
            Field("when", "When is it?", hint),
            Field(
                "minutes",
                "How many minutes?",
                value=str(minutes),
                choices=tuple(
                    Choice(str(n), str(n)) for n in sorted({*LENGTHS, minutes})
                ),
            ),
            Field(
                "where",
                "Where, or how?",
                "such as: phone, a link, the library",
                value=where,
                required=False,
            ),
        ),
    )


def from_words(
    event: Event, book: Book, contact: Contact, words: str
) -> Iterator[Effect]:
    """`friday 3pm for 1 hour at the library`; what was not said is asked for."""
    words, minutes = split_length(words) or (words, book.student().minutes)
    words, where = _channel(words.removeprefix("to ").strip())
    if not words:
        yield Ask(time_form(contact, minutes, where))
        return
    if _WEEK.fullmatch(plain(words)):
        yield Ask(time_form(contact, minutes, where, WHICH_DAY))
        return
    read = moment_in(book, words, event.at, contact)
    if not where and isinstance(read, Unclear) and not read.readings:
        read, where = _with_place(event, book, contact, words) or (read, "")
    yield from _settled(event, book, contact, read, Terms(minutes, where))


def from_form(form: Submitted, book: Book, contact: Contact) -> Iterator[Effect]:
    given = form.answers
    read = moment_in(book, given["when"], form.at, contact)
    terms = Terms(number(given["minutes"]), one_line(given["where"], MOST_LINE))
    if isinstance(read, Unclear):
        again = form_of(time_form(contact, terms.minutes), **given)
        yield Refuse(again, "when", read.why)
    else:
        yield from _settled(form, book, contact, read, terms)


def _settled(
    event: Event, book: Book, contact: Contact, read: Reading, terms: Terms
) -> Iterator[Effect]:
    """Booked, if the day and the hour are sure; else asked for what is not."""
    match read:
        case At(at, timed=True):
            yield from booked(event, book, contact, at, terms.minutes, terms.where)
        case _ if len(terms.where) > MOST_IN_TOKEN:
            yield _all_again(event, contact, terms, read)
        case At(at):
            yield Ask(_clock_form(event, book, contact, terms, _day(book, at)))
        case Unclear(readings=readings, timed=False) if readings:
            raise _which_day(event, book, contact, terms, readings)
        case unclear:
            token = flow.token("at", contact.id, terms)
            yield asked_back(event, book, unclear, token, _title(contact))


def booked(
    event: Event,
    book: Book,
    contact: Contact,
    at: datetime,
    minutes: int,
    where: str = "",
) -> Iterator[Effect]:
    if at <= event.at:
        raise Mistake("That moment is over already. When will you talk?")
    if not SHORTEST <= minutes <= LONGEST:
        raise Mistake("A talk lasts 5 minutes at least, and 8 hours at most.")
    ends = at + timedelta(minutes=minutes)
    talk = yield from logged(
        event,
        book,
        contact,
        "booked",
        event.at,
        dates={"starts_at": at, "ends_at": ends, "where": where},
    )
    place = f", {where}" if where else ""
    said = (f"Booked with {contact.name}: ", Moment(at), f", {minutes} minutes{place}.")
    files = calendar.written(book, contact, talk, event.at)
    undo = entry_id(event)
    yield Reply(card.moved(contact, talk, said, undo=undo, files=files))


@flow.press("calendar")
def calendar_again(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield from calendar.of(pressed, book, [own(book, id)])


@flow.form("booked")
def all_said(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    yield from from_form(form, book, own(book, id))


@flow.press("at")
def at(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """One of the ways in which a time could be read."""
    known, _, stamped = args.rpartition("/")
    contact, terms = _known(book, known)
    at, minutes = instant(stamped), terms.minutes
    yield from booked(pressed, book, contact, at, minutes, terms.where)


@flow.form("at")
def when_said(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    contact, terms = _known(book, args)
    read = moment_in(book, form.answers["when"], form.at, contact)
    yield from _settled(form, book, contact, read, terms)


@flow.press("on")
def on(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """One of the days that may have been meant; the hour is still to be said."""
    day, contact, terms = _known_day(book, args)
    yield Ask(_clock_form(pressed, book, contact, terms, day))


@flow.form("on")
def clock_said(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """The hour of that day, or another day altogether with its hour."""
    day, contact, terms = _known_day(book, args)
    typed = form.answers["time"]
    read = moment_in(book, f"{day} at {typed}", form.at, contact)
    if not readings_of(read):
        read = moment_in(book, typed, form.at, contact)
    if read.timed and readings_of(read):
        yield from _settled(form, book, contact, read, terms)
    else:
        why = "I need the hour too, such as 3pm or 15:30."
        yield Refuse(_clock_form(form, book, contact, terms, day), "time", why)


def _clock_form(
    event: Event, book: Book, contact: Contact, terms: Terms, day: date
) -> Form:
    label = f"At what time on {spoken_day(day, _day(book, event.at))}?"
    field = Field("time", label, "such as: 3pm, or 15:30")
    return Form(_title(contact), flow.token("on", day, contact.id, terms), (field,))


def _which_day(
    event: Event, book: Book, contact: Contact, terms: Terms, readings: Moments
) -> Mistake:
    days = dict.fromkeys(_day(book, at) for at in readings)
    said = {day: spoken_day(day, _day(book, event.at)) for day in days}
    return Mistake(
        f"Do you mean {listed([*said.values()], 'or')}?",
        buttons=tuple(
            flow.button(label, "on", day, contact.id, terms)
            for day, label in said.items()
        ),
    )


def _all_again(event: Event, contact: Contact, terms: Terms, read: Reading) -> Effect:
    """A place too long for a token stays in the form."""
    why = read.why if isinstance(read, Unclear) else "At what time? Say both."
    if isinstance(event, Submitted):
        return Refuse(time_form(contact, terms.minutes, terms.where), "when", why)
    return Ask(time_form(contact, terms.minutes, terms.where, why))


def _day(book: Book, at: datetime) -> date:
    return local(at, book.student().zone).date()


def _known_day(book: Book, args: str) -> tuple[date, Contact, Terms]:
    said, known = parted(args, 2)
    return date_of(said), *_known(book, known)


def _known(book: Book, args: str) -> tuple[Contact, Terms]:
    id, minutes, where = parted(args, 3)
    if len(where) > MOST_IN_TOKEN:
        raise no_longer_good()
    return own(book, id), Terms(number(minutes), where)


def _channel(words: str) -> tuple[str, str]:
    """`friday 3pm by phone`: the words without how, and how."""
    found = _BY_CHANNEL.search(words)
    return (words[: found.start()].strip(), found[1]) if found else (words, "")


def _with_place(
    event: Event, book: Book, contact: Contact, words: str
) -> tuple[Reading, str] | None:
    """The moment, and the other words if they tell a place and nothing else."""
    rest, read = moment_within(book, words, event.at, contact) or ("", None)
    place = _PLACE.fullmatch(rest)
    is_misspelt = respelt(plain(rest)) != plain(rest)  # "thurzday at the library"
    if read is None or place is None or is_misspelt or _CLOCK.search(rest):
        return None
    return read, place["named"] or place[0]


def _title(contact: Contact) -> str:
    return f"Your talk with {one_line(contact.name, 40)}"

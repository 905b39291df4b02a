"""How what fell due is told: what it is, that it is normal, one next step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.coach.cadence import RULES
from bot.coach.cycle import STATES
from bot.flows.card import actions, plainly
from bot.flows.due_words import A_DAY, NEAR, TOLD, Case, plain
from bot.flows.known import source_of
from bot.flows.people import next_colleague
from bot.flows.steps import FALLS, action_of
from bot.ports import Book
from bot.records import Contact, Talk
from bot.text import shortened
from bot.views import Button, View

STALE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Fallen:
    """One thing that fell due, and how it is told alone or as a line among others.

    The view is made only when it is told alone: it may look at many people.
    """

    key: str
    at: datetime
    until: datetime
    unasked: bool
    line: str
    view: Callable[[], View]
    show: Button
    contact: str = ""
    hushed: bool = False  # the student wants no reminders about this person


DUE_IN: Mapping[str, str] = {
    "waiting": "other",
    "overdue": "followup",
    "quiet": "close",
    "stalled": "offer",
    "unintroduced": "check",
    "reporting": "report",
    "touching": "touch",
    "referred": "write",
    "drafted": "send",
    "closed": "revive",
    "declined": "revive",
    "held": "debrief",
    "debriefed": "thank",
}
"""What is told of a state, when something that was put off comes up again."""


def fallen(
    book: Book, contact: Contact, talk: Talk, what: str, at: datetime, now: datetime
) -> Fallen:
    """`at` is when it fell due, `now` when that is told."""
    unasked = RULES[what].unasked
    if what in ("again", "still"):
        what = DUE_IN.get(talk.state, what)
    case = Case(book, contact, talk, now)
    return Fallen(
        key=f"due/{talk.id}/{talk.step}/{what}",
        at=at,
        until=_until(what, talk, now),
        unasked=unasked,
        line=_line(contact, talk, what),
        view=lambda: View(TOLD.get(what, plain)(case), _buttons(case, what)),
        show=Button(shortened(contact.name, 60), f"people.card/{contact.id}"),
        contact=contact.id,
        hushed=contact.silent,
    )


def _line(contact: Contact, talk: Talk, what: str) -> str:
    """The next action; where that is to wait, what came of the waiting."""
    if STATES[talk.state].rests and what in FALLS:
        return f"{contact.name}: {FALLS[what]}"
    return action_of(contact, talk)


def is_worth_telling(talk: Talk, what: str, now: datetime) -> bool:
    """An appointment that is over needs no preparing."""
    if what in ("prepare", "confirm", "card"):
        return talk.starts_at is not None and now < talk.starts_at
    return True


def _until(what: str, talk: Talk, now: datetime) -> datetime:
    if what in ("prepare", "confirm", "card") and talk.starts_at:
        return talk.starts_at
    return now + (A_DAY if what in ("debrief", "thank", "thank_last") else STALE)


def _buttons(case: Case, what: str) -> tuple[Button, ...]:
    """What can be done about it; it can be put off, unless its hour is what matters."""
    contact, talk = case.contact, case.talk
    if what in ("confirm", "card"):
        return actions(contact, talk)[1:]
    later = Button("Tomorrow 9:00", f"due.later/{contact.id}/{talk.step}")
    stop = Button("Stop these", f"due.stop/{contact.id}")
    if what == "tell" and (source := source_of(case.book, contact)):
        write = Button("Write it", f"write.for/{source.id}/reportback", "primary")
        told = Button("Told them", f"due.told/{contact.id}")
        return (write, told, later, stop)
    if what == "check" and (source := source_of(case.book, contact)):
        ask = Button(f"Write to {shortened(source.name, 40)}", f"write.for/{source.id}")
        return (ask, *actions(contact, talk), later, stop)
    if what == "other" and contact.comfort <= NEAR:
        say = Button("Say it", f"write.for/{contact.id}/outreach/spoken", "primary")
        return (say, *plainly(actions(contact, talk)), later, stop)
    if what in ("thank", "thank_last"):
        write = Button("Write it", f"write.for/{contact.id}/thankyou", "primary")
        done = Button("Thanked already", f"log.did/{contact.id}/{talk.step}/thanked")
        return (write, done, later, stop)
    is_near = contact.comfort <= NEAR
    if what == "other" and not is_near and (near := next_colleague(case.book, contact)):
        name = shortened(near[0].name, 40)
        write = Button(f"Write to {name}", f"write.for/{near[0].id}", "primary")
        return (write, *actions(contact, talk)[1:], later, stop)
    return (*actions(contact, talk), later, stop)

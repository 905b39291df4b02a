"""How what fell due is told: what it is, that it is normal, one next step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.coach.cadence import RULES
from bot.coach.cycle import STATES
from bot.coach.writing.address import called
from bot.flows.card import actions
from bot.flows.known import someone, source_of
from bot.flows.people import next_colleague
from bot.flows.pocket import pocket_lines
from bot.flows.steps import action_of
from bot.ports import Book
from bot.records import Contact, Draft, Learnt, Talk
from bot.text import shortened
from bot.views import Block, Button, Copyable, Moment, Text, View

A_DAY = timedelta(hours=24)
STALE = timedelta(days=7)
NEAR = 2  # on the comfort ladder


@dataclass(frozen=True, slots=True)
class Fallen:
    """One thing that fell due, and how it is told alone or as a line among others."""

    key: str
    at: datetime
    until: datetime
    unasked: bool
    line: str
    view: View
    show: Button
    contact: str = ""
    hushed: bool = False  # the student wants no reminders about this person


@dataclass(frozen=True, slots=True)
class _Case:
    """What is known when a thing is told."""

    book: Book
    contact: Contact
    talk: Talk
    now: datetime

    @property
    def name(self) -> str:
        return self.contact.name


Tell = Callable[[_Case], tuple[Block, ...]]

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
    case = _Case(book, contact, talk, now)
    return Fallen(
        key=f"due/{talk.id}/{talk.step}/{what}",
        at=at,
        until=_until(what, talk, now),
        unasked=unasked,
        line=action_of(contact, talk),
        view=View(TOLD.get(what, _plain)(case), _buttons(case, what)),
        show=Button(shortened(contact.name, 60), f"people.card/{contact.id}"),
        contact=contact.id,
        hushed=contact.silent,
    )


def is_worth_telling(talk: Talk, what: str, now: datetime) -> bool:
    """An appointment that is over needs no preparing."""
    if what in ("prepare", "confirm", "card"):
        return talk.starts_at is not None and now < talk.starts_at
    return True


def _until(what: str, talk: Talk, now: datetime) -> datetime:
    if what in ("prepare", "confirm", "card") and talk.starts_at:
        return talk.starts_at
    return now + (A_DAY if what in ("debrief", "thank", "thank_last") else STALE)


def _buttons(case: _Case, what: str) -> tuple[Button, ...]:
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
        return (say, *actions(contact, talk), later, stop)
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


def _other(case: _Case) -> tuple[Block, ...]:
    silence = f"No answer from {case.name} yet. That's normal."
    if case.contact.comfort <= NEAR:
        return (silence, "Somebody so near is best asked in person, in one sentence.")
    if near := next_colleague(case.book, case.contact):
        there = f" at {case.contact.employer}" if case.contact.employer else ""
        return (silence, f"You could ask {near[0].name}{there} too.")
    if case.contact.employer:
        return (silence, f"You could ask one more person at {case.contact.employer}.")
    return (silence, "You could ask one more person in the meantime.")


def _followup(case: _Case) -> tuple[Block, ...]:
    return (
        f"No answer from {case.name} in 7 working days. That's normal. One short "
        "follow-up, or let it rest.",
        *_something_new(case),
    )


def _something_new(case: _Case) -> tuple[Block, ...]:
    """What was noted, unless the first message was built on it."""
    sent = book_words(case.book, case.contact)
    for fact in reversed(case.contact.facts):
        words = {word for word in fact.casefold().split() if len(word) > 3}
        if len(words & sent) < len(words) / 2:
            return (f"Say something new. You noted: {fact}",)
    return ("Say something new: what have you read, tried or decided since?",)


def book_words(book: Book, contact: Contact) -> set[str]:
    """The words of all that was sent to them."""
    sent = (draft.text for draft in book.about(Draft, contact.id) if draft.sent_at)
    return {word.strip(".,;:!?").casefold() for text in sent for word in text.split()}


def _close(case: _Case) -> tuple[Block, ...]:
    return (
        f"{case.name} has not answered your follow-up. Silence is normal, and it is "
        "not about you. Close it kindly; you can look again in about six months.",
    )


def _offer(case: _Case) -> tuple[Block, ...]:
    return (
        f"{case.name} replied, and there is no time yet. Two or three concrete times "
        "make it easy to say yes.",
    )


def _settle(case: _Case) -> tuple[Block, ...]:
    return (f"{case.name} has not picked a time yet. Offer two or three again.",)


def _prepare(case: _Case) -> tuple[Block, ...]:
    first = "Plan your questions, and find one thing about their work."
    return ((f"You talk with {case.name} on ", *_start(case), "."), first)


def _confirm(case: _Case) -> tuple[Block, ...]:
    return (
        (f"You talk with {case.name} on ", *_start(case), ". Confirm it in a line:"),
        Copyable(
            f"Hi {called(someone(case.contact))}, I look forward to our talk. Does the "
            "time still suit you?"
        ),
    )


def _card(case: _Case) -> tuple[Block, ...]:
    said: Text = (f"{case.name}, ", *_start(case), ".")
    return (said, *pocket_lines(case.book, case.contact, case.talk))


def _start(case: _Case) -> tuple[Moment | str, ...]:
    where = f", {case.talk.where}" if case.talk.where else ""
    return (Moment(case.talk.starts_at), where) if case.talk.starts_at else ()


def _debrief(case: _Case) -> tuple[Block, ...]:
    return (
        f"How was your talk with {case.name}? Write it down while it is fresh: a "
        "few presses and three short answers.",
    )


def _thank_last(case: _Case) -> tuple[Block, ...]:
    if case.talk.ends_at is None:
        return _thank(case)
    by = Moment(case.talk.ends_at + A_DAY)
    return (
        (f"A last word on the thank-you to {case.name}: the day is over on ", by, "."),
        "Three lines are enough. Afterwards it is still worth sending.",
    )


def _thank(case: _Case) -> tuple[Block, ...]:
    if case.talk.ends_at is None or case.now >= case.talk.ends_at + A_DAY:
        return (f"Thank {case.name} in a few lines. It is still worth sending.",)
    by = Moment(case.talk.ends_at + A_DAY)
    return (
        (
            f"Thank {case.name} in a few lines. It means most within a day: until ",
            by,
            ".",
        ),
    )


def _write(case: _Case) -> tuple[Block, ...]:
    source = source_of(case.book, case.contact)
    gave = f"{source.name} gave you this name. " if source else ""
    return (f"{gave}Now is a good time to write to {case.name}.",)


def _check(case: _Case) -> tuple[Block, ...]:
    source = source_of(case.book, case.contact)
    who = source.name if source else "They"
    return (
        f"{who} wanted to introduce you to {case.name}. Ask kindly how it stands; "
        "don't write to them before.",
    )


def _tell(case: _Case) -> tuple[Block, ...]:
    source = source_of(case.book, case.contact)
    if source is None:
        return _plain(case)
    return (
        f"{source.name} sent you to {case.name}. Tell them how it went: people who "
        "hear back help again.",
    )


def _report(case: _Case) -> tuple[Block, ...]:
    learnt = case.book.one(Learnt, case.talk.id)
    advice = f" You noted: {learnt.advice[0]}" if learnt and learnt.advice else ""
    first = f"Tell {case.name} what came of their advice.{advice}"
    if learnt and learnt.who_else == "not asked":
        ask = "Then you can ask: is there anyone else you'd recommend I speak with?"
        return (first, ask)
    return (first,)


def _touch(case: _Case) -> tuple[Block, ...]:
    return (
        f"It has been a while since {case.name} heard from you. Write if there is "
        "news; if not, leave it.",
    )


def _plain(case: _Case) -> tuple[Block, ...]:
    called = STATES[case.talk.state].called
    return (f"{case.name}: {called}. {action_of(case.contact, case.talk)}",)


def _send(case: _Case) -> tuple[Block, ...]:
    return (
        f"Your message to {case.name} is written. Send it when it suits you; it need "
        "not be perfect.",
    )


def _revive(case: _Case) -> tuple[Block, ...]:
    return (
        f"You wanted to look at {case.name} again. Much changes in half a year: ask "
        "once more, or leave it.",
    )


TOLD: Mapping[str, Tell] = {
    "send": _send,
    "revive": _revive,
    "other": _other,
    "followup": _followup,
    "close": _close,
    "offer": _offer,
    "settle": _settle,
    "prepare": _prepare,
    "confirm": _confirm,
    "card": _card,
    "debrief": _debrief,
    "thank": _thank,
    "thank_last": _thank_last,
    "write": _write,
    "check": _check,
    "tell": _tell,
    "report": _report,
    "touch": _touch,
}
